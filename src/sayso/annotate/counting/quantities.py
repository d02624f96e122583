"""Quantities of one article: numbers with what they count, so that later two articles' numbers can be compared.

What is counted (`unit`) is the noun phrase right of the number, as written: its head with the words before it and an
"of" phrase after it ("U.S. troops", "members of parliament"); "percent" and currencies by their names, with "of ..."
and "per ..." where they stand ("dollars per barrel"). A share ("a third of voters") has a value below 1 and the unit
"share of voters". "Hundreds of" has the least value that the words allow. Ages are in years. Numbers in times, names,
scores, section and telephone numbers and addresses are none. Precision comes first: a doubtful number is left out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from sayso.annotate.counting.patterns import PATTERN, Amount, amount
from sayso.annotate.counting.units import MEASURES, VAGUE, Counted, counted, is_name, points_left
from sayso.ids import make_id
from sayso.records import Article, Mark, Parse, Quantity, Time
from sayso.settings import Settings
from sayso.stage import Bundle, Each

_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]{1,255}|(?<!\S)\S{1,40}\.(?:com|org|net|gov|uk)\S*"
)
_AGE = re.compile(r"[ -]years?[ -]old\b|[ -](?:months?|days?|weeks?)[ -]old\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|age)[ ]$", re.IGNORECASE)
_BARE = frozenset("hundred thousand million billion trillion".split())  # "(million)", "trillion-dollar"
# "caption 13 of 21", "four in 10": a place or a ratio, whose second number counts nothing.
_PLACE = re.compile(
    r"\b(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine) (?:of|in|out of) (?:every )?$", re.IGNORECASE
)
_NAMED = re.compile(r"[^\W\d_], $")
_DIGIT_AFTER = re.compile(r"[ ][0-9]")
_DIGIT_BEFORE = re.compile(r"[0-9][ ]$")
_CLOSING = re.compile(r"\s*[,;.)—–]")
_SKIPPED_KINDS = frozenset({"furniture", "byline", "credit"})


def open_quantities(_settings: Settings) -> Callable[[Bundle], list[Quantity]]:
    """The function that finds an article's quantities."""

    def quantities(bundle: Bundle) -> list[Quantity]:
        if not bundle[Parse]:
            return []
        article = bundle.article
        closed = [(time.start, time.end) for time in bundle[Time]]
        closed += [(mark.start, mark.end) for mark in bundle[Mark] if mark.kind in _SKIPPED_KINDS]
        closed += [match.span() for match in _ADDRESS.finditer(article.text)] if "." in article.text else []
        return list(_find(article, bundle[Parse][0], sorted(closed)))

    return quantities


def _find(article: Article, parse: Parse, closed: Sequence[tuple[int, int]]) -> Iterator[Quantity]:
    text, at = article.text, 0
    starts = [span[0] for span in closed]
    while (match := PATTERN.search(text, at)) is not None:
        at = max(match.end(), at + 1)
        made = _read(text, parse, match)
        if made is None:
            continue
        found, what, start, end = made
        if _meets(closed, starts, match.start("number"), match.end("number")):
            continue
        at = max(at, end)
        yield Quantity(
            id=make_id("Quantity", article.revision, start, end),
            article=article.id,
            start=start,
            end=end,
            value=float(found.value),
            value_to=None if found.value_to is None else float(found.value_to),
            unit=what,
            modifier=found.modifier,
        )


def _meets(spans: Sequence[tuple[int, int]], starts: Sequence[int], start: int, end: int) -> bool:
    """Whether a stretch meets one of the sorted spans."""
    near = bisect_left(starts, end)
    return any(spans[at][1] > start for at in range(max(0, near - 3), near))


def _read(text: str, parse: Parse, match: re.Match[str]) -> tuple[Amount, str | None, int, int] | None:
    """Amount, unit and extent of a match; None when it is no quantity."""
    start, number, end = match.start(), match.start("number"), match.end()
    after = text[end : end + 1]
    if (after.isalnum() or after in {"/", "_", "@", ":"}) and after:
        return None
    if after in {".", ","} and text[end + 1 : end + 2].isdigit():
        return None
    if (
        after
        and after in "-–—"
        and not text[end + 1 : end + 2].isalpha()
        and not text[end + 1 : end + 2].isspace()
    ):
        return None  # "300- to 400-page", a score, a telephone number
    if (match["first"] or "").lower() in _BARE or _PLACE.search(text, max(0, number - 20), number):
        return None
    found = amount(match)
    if found is None:
        return None
    age = _age(text, parse, match, found)
    if age is not None:
        return age
    token = bisect_right(parse.start, number + len(match["money"] or "")) - 1
    if (
        token < 0
        or is_name(parse, token)
        or (found.money is None and points_left(text, parse, token, number))
    ):
        return None
    if found.value_to is not None and not found.value < found.value_to:
        return None
    what = counted(text, parse, end)
    if not what.noun and (
        _DIGIT_AFTER.match(text, end) or _DIGIT_BEFORE.search(text, max(0, start - 2), start)
    ):
        return None  # one group of a longer number
    return _with_unit(found, what, start, end, match)


def _with_unit(
    found: Amount, what: Counted, start: int, end: int, match: re.Match[str]
) -> tuple[Amount, str | None, int, int] | None:
    if found.percent or found.money is not None:
        unit = "percent" if found.percent else found.money
        if what.rest:
            return found, f"{unit} {what.rest}", start, what.rest_end
        return found, unit, start, end
    if found.share:
        return (found, f"share {what.rest}", start, what.rest_end) if what.rest else None
    if match["loose"] is not None:
        if not what.rest.startswith("of "):
            return None
        return found, what.rest[3:], start, what.rest_end
    if what.hyphen and (found.spelled or match["money"]) and what.noun.lower() not in MEASURES:
        return None  # "one-liner", "two-state solution"
    if what.noun and not what.plural and found.value != 1:
        return None  # "a magnitude 3.0 earthquake", "zero tolerance", "the 100,000 forecast"
    if what.noun and found.spelled and found.value == 1 and what.noun.lower() in VAGUE:
        return None
    if what.noun:
        unit = f"{what.noun} {what.rest}" if what.rest else what.noun
        return found, unit, start, what.rest_end if what.rest else what.noun_end
    if found.spelled or found.value_to is not None or found.value < 100 or what.blocked:
        return None
    return found, None, start, end


def _age(
    text: str, parse: Parse, match: re.Match[str], found: Amount
) -> tuple[Amount, str | None, int, int] | None:
    """Reads "aged 34", "34-year-old", "34 years old", and a person's "..., 34, ..." are years."""
    end = match.end()
    old = _AGE.match(text, end)
    if old is not None:
        unit = next(name for name in ("years", "months", "days", "weeks") if name[:-1] in old[0].lower())
        return found, unit, match.start(), old.end()
    before = _AGED.search(text, max(0, match.start() - 6), match.start())
    if before is not None and found.value < 120:
        return found, "years", before.start(), end
    start = match.start()
    plain = match.group().isdigit() and 0 < found.value < 111
    if plain and _NAMED.search(text, max(0, start - 3), start) and _CLOSING.match(text, end):
        person = bisect_right(parse.start, start - 3) - 1
        if person >= 0 and parse.ent[person] == "PERSON":
            return found, "years", start, end
    return None


QUANTITIES = Each(
    name="quantities",
    version=2,
    reads=(Article, Mark, Parse, Time),
    writes=(Quantity,),
    make=open_quantities,
)
