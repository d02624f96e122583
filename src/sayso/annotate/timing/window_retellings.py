"""One deed told twice in an article, once by its date and once from the day of writing: that ties the two.

"Last year's assassination of X" and "on January 3, 2031, gunmen assassinated X" are one deed where the words for it and
who undergoes it, by name, are the same. A deadline told as "the end of the current year" and as "the end of 2031" is one
where the same is to be done by it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sayso.annotate.counting import numerals
from sayso.annotate.timing.window_bounds import COARSE, FINE, Bound, Scene
from sayso.records import Sentence, Time
from sayso.spans import Span
from sayso.words.commonness import stem

POINTER = re.compile(
    r"(?:earlier\s+|later\s+)?(?P<year>last|this)\s+year|(?P<ago>[\w-]+(?:[ -][\w-]+)?)\s+years\s+ago",
    re.IGNORECASE,
)
"""Words for a year that are reckoned from the day of writing."""
YEARS_SLACK = 183
"""Days: "ten years ago" is said of nine and a half and of ten and a half."""
_THIS_END = re.compile(r"(?:the\s+)?end\s+of\s+(?:this|the\s+current|the)\s+year", re.IGNORECASE)
_STATED_END = re.compile(r"(?:the\s+)?end\s+of\s+(?P<year>[12]\d{3})", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|before|until|till|beyond|at)\s+(?:the\s+)?$", re.IGNORECASE)
_LEAD_CHARACTERS = 12
_NOUN_ENDINGS = re.compile(r"(?:ion|al|ment)?e?$")
_CLIMB = 4
"""Heads from a date to the deed that it dates."""
_NOT_ONCE = frozenset(
    "be have do make take give get hold win play say tell meet visit report attack strike".split()
)
"""Verbs of what is done to the same one every year."""
_OBJECTS = frozenset({"dobj", "nsubjpass"})


class Deed(NamedTuple):
    """A deed that a time dates: the stem of the words for it, and the named entity that undergoes it."""

    stem: str
    patient: str


def retellings_of(
    times: Sequence[Time], entities: Mapping[int, str], sentences: Sequence[Sentence], scene: Scene
) -> Iterator[Bound]:
    """What two times tell that date one deed, or one deadline; `entities` by the end of their mentions."""
    yield from _deeds(times, entities, scene)
    yield from _ends(times, sentences, scene)


def _deeds(times: Sequence[Time], entities: Mapping[int, str], scene: Scene) -> Iterator[Bound]:
    pointers = [
        time
        for time in times
        if time.earliest is None
        and POINTER.fullmatch(scene.text, time.start, time.end)
        and not scene.is_quoted(time)
    ]
    if not pointers:
        return
    stated: dict[Deed, list[Time]] = {}
    for time in times:
        if time.earliest is not None and time.latest is not None and time.precision in FINE | COARSE:
            deed = deed_of(time, entities, scene)
            if deed is not None:
                stated.setdefault(deed, []).append(time)
    for pointer in pointers:
        deed = deed_of(pointer, entities, scene)
        found = stated.get(deed, []) if deed is not None else []
        if len({(time.earliest or "")[:4] for time in found}) != 1:
            continue  # told of two years: which of them the pointer means is open
        days = years_of(scene.text[pointer.start : pointer.end], int((found[0].earliest or "")[:4]))
        if days is None:
            continue
        said = f"“{scene.text[pointer.start : pointer.end]}” is told of the deed of {found[0].value}"
        yield Bound(days[0], "earliest", Span(found[0].start, found[0].end), f"{said}: not before {days[0]}")
        yield Bound(days[1], "latest", Span(pointer.start, pointer.end), f"{said}: not after {days[1]}")


def years_of(words: str, year: int) -> tuple[date, date] | None:
    """The days of writing on which words for a year ("last year") stand for this one; None where they do not tell."""
    match = POINTER.fullmatch(words)
    if match is None:
        return None
    if match["year"]:
        year += match["year"].lower() == "last"
        return date(year, 1, 1), date(year, 12, 31)
    count = numerals.number(match["ago"].lower().replace("-", " ").split())
    if count is None or count != int(count) or not 2 <= count <= 100:
        return None
    slack = timedelta(YEARS_SLACK)
    return date(year + int(count), 1, 1) - slack, date(year + int(count), 12, 31) + slack


def deed_of(time: Time, entities: Mapping[int, str], scene: Scene) -> Deed | None:
    """The deed that a time dates, where a named entity undergoes it."""
    parse, token = scene.parse, scene.top(time.start, time.end)
    for _ in range(_CLIMB):
        if token is None or parse.head[token] == token:
            return None
        token = parse.head[token]
        if parse.pos[token] in {"VERB", "NOUN"}:
            break
    if token is None or parse.pos[token] not in {"VERB", "NOUN"}:
        return None
    verb = parse.pos[token] == "VERB"
    if verb and {parse.tag[one] for one in scene.helping(token)} & {"MD", "TO"}:
        return None
    for below in scene.below.get(token, ()):
        objects = [below] if parse.dep[below] in (_OBJECTS if verb else {"poss"}) else []
        if not verb and parse.dep[below] == "prep" and scene.word(below) == "of":
            objects = [one for one in scene.below.get(below, ()) if parse.dep[one] == "pobj"]
        for one in objects:
            entity = entities.get(parse.end[one])
            if entity is not None:
                found = deed_stem(scene.word(token), noun=not verb)
                return Deed(found, entity) if found not in _NOT_ONCE else None
    return None


def deed_stem(word: str, *, noun: bool) -> str:
    """One stem for a verb and the noun made of it: "assassinated" and "assassination"."""
    found = stem(word)
    return _NOUN_ENDINGS.sub("", found, count=1) if noun else found.removesuffix("e")


def _ends(times: Sequence[Time], sentences: Sequence[Sentence], scene: Scene) -> Iterator[Bound]:
    ends = [
        time
        for time in times
        if not scene.is_quoted(time)
        and _BY.search(scene.text, max(0, time.start - _LEAD_CHARACTERS), time.start)
    ]
    current = [
        time
        for time in ends
        if time.earliest is None and _THIS_END.fullmatch(scene.text, time.start, time.end)
    ]
    stated: dict[str | None, list[tuple[int, Time, re.Match[str]]]] = {}
    for two in ends:
        match = _STATED_END.fullmatch(scene.text, two.start, two.end)
        if match is not None:
            stated.setdefault(_due(two, scene), []).append((_sentence(two, sentences), two, match))
    for one in current:
        at, deed = _sentence(one, sentences), _due(one, scene)
        near = [found for found in stated.get(deed, ()) if abs(found[0] - at) <= 1] if deed else []
        for _, two, match in near[:1]:
            year = int(match["year"])
            said = f"“{scene.text[one.start : one.end]}” and “{match[0]}” are one deadline"
            first, last = date(year, 1, 1), date(year, 12, 31)
            yield Bound(first, "earliest", Span(two.start, two.end), f"{said}: not before {first}")
            yield Bound(last, "latest", Span(one.start, one.end), f"{said}: not after {last}")


def _sentence(time: Time, sentences: Sequence[Sentence]) -> int:
    return bisect_right(sentences, time.start, key=lambda row: row.start)


def _due(time: Time, scene: Scene) -> str | None:
    """The stem of what is to be done by a deadline."""
    parse, token = scene.parse, scene.top(time.start, time.end)
    for _ in range(_CLIMB):
        if token is None or parse.head[token] == token:
            return None
        token = parse.head[token]
        if parse.pos[token] in {"VERB", "NOUN"}:
            return deed_stem(scene.word(token), noun=parse.pos[token] == "NOUN")
    return None
