"""What a number counts: its noun with what stands before and after it, so that "killed" and "wounded" stay apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.compare.discrepancies.fates import fate_of, tolls
from sayso.compare.discrepancies.reading import ArticleReading
from sayso.ids import make_id
from sayso.records import Quantity
from sayso.spans import Span
from sayso.words.commonness import function_words, stem
from sayso.words.forms import read_words

_OF = re.compile(r" (?:of|per) ")
# "another 1,000", "two other men", "12 more": a part beside what was told before, never the same as the whole.
_PART = re.compile(
    r"\b(?:another|other|others|more|additional|extra|further|remaining|second|new|next|last|first|previous|each|every"
    r"|half)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(r"\b(?:no )?more than\b|\bor more\b", re.IGNORECASE)
# "26 children and adults": what follows belongs to what is counted.
_JOINED = re.compile(r"^(?: and| or|,) (?:[a-z]+s|men|women|children|people)\b")
_PLACE = re.compile(r"^,? (?:in|at|from|across|outside|near) (?:the )?(?:[a-z]+ )?([A-Z]\w+)")
_SCALE_AFTER = re.compile(r"^[ ]?(?:crores?|lakhs?|trn|bn|mn)\b", re.IGNORECASE)
_OLD = re.compile(r"^[ -]?(?:years?[ -])?old\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:([A-Z][\w’'-]+) )?([A-Z][\w’'-]+)(?:,| \(| is| was)? ?(?:aged? )?$")
_NAME_AFTER = re.compile(r"^(?:[ -]years?[ -]old)?,? ([A-Z][\w’'-]+)(?: ([A-Z][\w’'-]+))?")
_NOUN_AFTER = re.compile(r"^(?:[ -]?years?[ -]old)? (?:[A-Z]\w+ )?([a-z]{3,})\b")
_PERSONS = frozenset({"person", "persons", "peopl", "individual", "human"})
# Units that count everything: what they are of has to be told by the words around.
GENERIC = frozenset(
    "percent point year month week day hour minute second time dollar pound euro yen rupees yuan peopl mile kilometre "
    "kilometer km metre meter foot feet inch degrees share count way thing man men woman women case one member page step "
    "part".split()
)
UNDER_ARMS = frozenset({"troop", "soldier", "trooper", "serviceman", "servicemen"})
"""Nouns that reports use in turn for the same people."""
_NUMERALS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety"
).split()
_VALUES = {
    word: number if number <= 20 else 10 * (number - 18) for number, word in enumerate(_NUMERALS, start=2)
}
_BARE = re.compile(
    rf"(?<![\w$£€.,:/-])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}|{'|'.join(_NUMERALS)})"
    r"(?: of (?:his|her|its|their|the|all|those|these))?(?: most| least)? [“‘\"']?(?P<one>[a-z]+)[”’\"']? [“‘\"']?(?P<two>[a-z]+)",
)
_YEARS = range(1500, 2100)


@dataclass(frozen=True, slots=True)
class Counted:
    """The stem of the noun, the stems of the words before it and after "of"; whether it is an age, whose, and where.

    `part` are words that make it one of several numbers ("another"); `fate` is what became of people ("kill").
    """

    head: str
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    age: bool = False
    part: frozenset[str] = frozenset()
    whose: frozenset[str] = frozenset()
    where: str = ""
    fate: str = ""

    @property
    def generic(self) -> bool:
        """Whether the noun alone says hardly what is counted."""
        return self.head in GENERIC and not self.before and not self.fate


def counted_of(article: ArticleReading, row: Quantity) -> Counted | None:
    """What a quantity counts; None where that cannot be told, and an empty noun where no noun stands at the number."""
    text = article.text
    after = text[row.end : row.end + 40]
    if row.unit is None and not _SCALE_AFTER.match(after):
        return Counted("")
    if row.unit is None or row.unit.endswith(" of way") or _SCALE_AFTER.match(after) or _JOINED.match(after):
        return None
    noun, *rest = _OF.split(row.unit, maxsplit=1)
    words = [_person(stem(form)) for form in read_words(noun).forms]
    if not words:
        return None
    common = function_words()
    here = text[row.start : row.end]
    before = text[max(0, row.start - 40) : row.start].rsplit("\n", 1)[-1]
    old = row.unit in {"years", "months", "weeks", "days"} and (
        "old" in here
        or here.lower().startswith("age")
        or here.isdigit()  # "Orla Penn, 34,"
        or bool(_OLD.match(after))
    )
    around = _HEDGED.sub("", before[-16:] + here)
    where = _PLACE.match(after)
    return Counted(
        head=words[-1],
        before=frozenset(words[:-1]) - common,
        after=frozenset(stem(form) for form in read_words(" ".join(rest)).forms if form not in common),
        age=old,
        part=frozenset(match.group().lower() for match in _PART.finditer(around)),
        whose=_whose(before, after) if old else frozenset(),
        where=where[1].casefold() if where else "",
        fate=fate_of(before, after),
    )


def _whose(before: str, after: str) -> frozenset[str]:
    """Words of the name beside an age: "Orla Penn, 34", "34-year-old Orla Penn"."""
    names = [name for match in [_NAME_BEFORE.search(before)] if match for name in match.groups() if name]
    noun = _NOUN_AFTER.match(after)
    if noun and noun[1] not in function_words():
        return (
            frozenset({noun[1]}) if not names else frozenset({noun[1], *(name.casefold() for name in names)})
        )
    if not names:
        names = [name for match in [_NAME_AFTER.match(after)] if match for name in match.groups() if name]
    return frozenset(name.casefold() for name in names)


def bare_numbers(article: ArticleReading) -> Iterator[tuple[Quantity, Counted]]:
    """Numbers that count what the two words after them say, where no quantity was read ("two of his young relatives").

    Only an equal pair of words makes two of them comparable.
    """
    common = function_words()
    taken = [(row.start, row.end) for row in article.quantities]
    taken += [(row.start, row.end) for row in article.times.values()]
    taken += [(row.start, row.end) for row in article.mentions.values() if row.form == "name"]
    for match in _BARE.finditer(article.text):
        start, end = match.span("number")
        words = [stem(match[name]) for name in ("one", "two")]
        number = match["number"].replace(",", "")
        if any(match[name] in common for name in ("one", "two")) or (
            number.isdigit() and "," not in match["number"] and int(number) in _YEARS
        ):
            continue
        if any(one < end and start < two for one, two in taken):
            continue
        unit = article.words(Span(match.start("one"), match.end("two")))
        value = float(number) if number.isdigit() else float(_VALUES[number])
        row = Quantity(
            id=make_id("Number", article.article.revision, start),
            article=article.article.id,
            start=start,
            end=end,
            value=value,
            unit=unit,
            modifier=None,
        )
        yield row, Counted(" ".join(words))


def bare_tolls(article: ArticleReading) -> Iterator[tuple[Quantity, Counted]]:
    """Numbers of people that stand without a noun ("wounding seven"), where no quantity was read."""
    taken = [(row.start, row.end) for row in article.quantities if row.unit is not None]
    taken += [(row.start, row.end) for row in article.times.values()]
    for toll in tolls(article.text):
        if any(one < toll.end and toll.start < two for one, two in taken):
            continue
        row = Quantity(
            id=make_id("Number", article.article.revision, toll.start),
            article=article.article.id,
            start=toll.start,
            end=toll.end,
            value=toll.value,
            unit=None,
            modifier=toll.hedge,
        )
        around = article.text[toll.end : toll.end + 8]
        part = frozenset(match.group().lower().strip() for match in _PART.finditer(around))
        yield row, Counted("peopl", fate=toll.fate, part=part)


def _person(root: str) -> str:
    return "peopl" if root in _PERSONS else root


def same_counted(a: Counted, b: Counted) -> int:
    """How sure it is, 0 to 3, that two numbers count things of one kind; 0: they do not."""
    if not a.head or not b.head:
        return 0
    if a.head != b.head:
        # "two of his young relatives", whose words were read one by one
        whole = {" ".join(sorted((*a.before, a.head))), " ".join(sorted((*b.before, b.head)))}
        if not (" " in a.head or " " in b.head) or len({" ".join(sorted(one.split())) for one in whole}) > 1:
            return 0
        return 2
    if a.age != b.age or a.part != b.part or (a.where and b.where and a.where != b.where):
        return 0
    if a.fate and b.fate and a.fate != b.fate:
        return 0
    if a.whose and b.whose and not a.whose & b.whose:
        return 0
    if (a.before - b.before and b.before - a.before) or (a.after - b.after and b.after - a.after):
        return 0
    return min(3, 1 + (a.before == b.before) + (a.after == b.after) + (a.fate == b.fate != ""))


def kin(a: Counted, b: Counted) -> bool:
    """Whether equal numbers of these can be of one thing: of one kind, or one of them told by another noun for it."""
    if a.part != b.part or a.age != b.age:
        return False
    return bool(same_counted(a, b)) or (a.head in UNDER_ARMS and b.head in UNDER_ARMS)
