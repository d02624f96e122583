"""What became of the people that a number counts: killed is not wounded, and a toll often stands without a noun."""

import re
from collections.abc import Iterator
from typing import NamedTuple

FATES = {
    "kill": (
        "killed",
        "killing",
        "kills",
        "kill",
        "dead",
        "died",
        "die",
        "deaths",
        "fatalities",
        "lives",
        "bodies",
    ),
    "injur": ("injured", "injuring", "injures", "injuries", "wounded", "wounding", "wounds", "hurt"),
    "missing": ("missing", "unaccounted"),
    "arrest": ("arrested", "arresting", "arrests", "detained", "detaining"),
}
"""Each fate by its stem, with the words that tell it."""
_FATE = {word: fate for fate, words in FATES.items() for word in words}
_words = "|".join(sorted(_FATE, key=len, reverse=True))
_be = r"(?:(?:were|was|are|is|have been|has been|had been|being|have|had|more|others|confirmed|reported) )*"
_AFTER = re.compile(rf"^,? ?{_be}(?P<fate>{_words})\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b(?P<fate>{_words}|death toll)\b(?: [a-z]+){{0,3}}? ?(?:(?:at least|more than|about|nearly|up to|some|over|around) )?$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:and|but|by|in|on|after|when|while|who|which)\b|[,;:–—-]")
_NUMERALS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty thirty forty fifty".split()
_VALUES = dict(zip(_NUMERALS, [*range(2, 17), 20, 30, 40, 50], strict=True))
_number = rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{'|'.join(_NUMERALS)})"
_hedge = r"(?:(?P<hedge>at least|more than|over|about|around|some|nearly|almost|close to|up to) )?"
_TOLL = re.compile(
    rf"(?<![\w$£€.,:-]){_hedge}\b{_number}(?= {_be}(?:{_words})\b)"
    rf"|\b(?:{_words}) {_hedge.replace('hedge', 'hedge2')}{_number.replace('number', 'number2')}\b(?![\w%:/-]|[.,]\d)(?! [a-z]+s\b)",
    re.IGNORECASE,
)
_HEDGES = {"over": "more than", "around": "about", "some": "about", "almost": "nearly", "close to": "nearly"}


class Toll(NamedTuple):
    """A number of people without a noun, where it stands and what became of them."""

    start: int
    end: int
    value: float
    hedge: str | None
    fate: str


def fate_of(before: str, after: str) -> str:
    """The fate that the words right before and after a number and its noun tell; "" for none."""
    match = _AFTER.match(after)
    if match:
        return _FATE[match["fate"].lower()]
    match = _BEFORE.search(before)
    if match is None or _CLAUSE.search(before[match.end("fate") :]):
        return ""
    return _FATE.get(match["fate"].lower(), "kill")


def tolls(text: str) -> Iterator[Toll]:
    """Numbers that stand right beside what became of people: "15 killed", "wounding seven"."""
    for match in _TOLL.finditer(text):
        group = "number" if match["number"] else "number2"
        hedge = (match["hedge"] or match["hedge2"] or "").lower()
        digits = match[group].replace(",", "").lower()
        words = [word for word in re.split(r"\W+", match.group().lower()) if word in _FATE]
        if not words:
            follow = _AFTER.match(text, match.end()) or _AFTER.match(text[match.end() : match.end() + 40])
            words = [follow["fate"].lower()] if follow else []
        if not words or (digits.isdigit() and 1900 <= int(digits) < 2100 and "," not in match[group]):
            continue
        start = (
            match.start("hedge")
            if match["hedge"]
            else match.start("hedge2")
            if match["hedge2"]
            else match.start(group)
        )
        value = float(digits) if digits.isdigit() else float(_VALUES[digits])
        yield Toll(start, match.end(group), value, _HEDGES.get(hedge, hedge) or None, _FATE[words[-1]])
