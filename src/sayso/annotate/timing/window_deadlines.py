"""Deadlines that are still ahead: "must leave by the end of 2031", "agreed on Tuesday to stay beyond 2031".

A deadline bounds the day of writing where the words look ahead to it from the day of writing: under a verb that looks
ahead in the present ("plans to", "calls for", "must"), or under words of intent (a deal, "agreed to", "would") whose
occasion is told by a bare weekday or "yesterday" in the same sentence, as news tells what is days old. A sentence that
states another date with its year may tell old plans and bounds nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from sayso.annotate.timing.window_bounds import COARSE, FINE, Bound, Scene, looks_ahead, stem_of
from sayso.annotate.timing.window_ties import inside
from sayso.records import Sentence, Time
from sayso.spans import Span

_DEADLINE = re.compile(
    r"\b(?:by|before|until|till|beyond|past|through|later\s+than)\s+(?:the\s+)?$", re.IGNORECASE
)
"""What makes a date a deadline; "in" tells as often when something was."""
_LEAD_CHARACTERS = 20
_NEAR = re.compile(
    r"(?:(?:early|late)\s+)?(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s+(?:morning|afternoon|evening|night))?"
    r"|yesterday|today|(?:earlier\s+)?this\s+week|this\s+(?:morning|afternoon|evening)|tonight",
    re.IGNORECASE,
)
"""Words for a day that is told within days of it."""
_OCCASION_DAYS = 7
"""How many days after its day a report still tells it by the bare weekday, at the most: the next is another one."""
INTENT_NOUNS = frozenset(
    "accord agreement bid call commitment deadline deal decision demand goal order pact plan pledge promise proposal "
    "target timetable treaty ultimatum vow agreements calls deals decisions demands plans pledges promises proposals".split()
)
_INTENT = frozenset(
    "agree aim approve ask authorize call commit decide demand envisage expect extend foresee insist intend oblige order "
    "plan pledge postpone project promise propose require schedule seek set urge vote vow want delay defer".split()
)
"""Verbs under which a date is one to come, seen from them."""
_STRESSED = frozenset({"must", "shall", "will", "'ll", "’ll", "wo"})
_OPEN = frozenset({"may", "might", "could", "can", "should"})
"""What could be by a day is told before it: "could be ready by late 2031"; not what "could not"."""
_CLIMB = 12
"""Heads from a deadline to the words that look ahead to it: as deep as sentences of news nest."""
_PRESENT = frozenset({"VBZ", "VBP"})


def deadlines_of(times: Sequence[Time], sentences: Sequence[Sentence], scene: Scene) -> Iterator[Bound]:
    """What deadlines tell: the article was not written after them, or a week after where their occasion is days old."""
    starts = [row.start for row in sentences]
    for time in times:
        if time.earliest is None or time.latest is None or time.precision not in FINE | COARSE:
            continue
        if scene.is_quoted(time) or not is_deadline(time, scene.text):
            continue
        place = bisect_right(starts, time.start) - 1
        if place < 0 or time.start >= sentences[place].end:
            continue
        sentence = sentences[place]
        beside = [other for other in inside(times, sentence.start, sentence.end) if other.id != time.id]
        if any(other.earliest is not None for other in beside):
            continue
        seen = seen_from(time, scene)
        words = Span(time.start, time.end)
        if seen == "now":
            day = date.fromisoformat(time.latest[:10])
            yield Bound(
                day, "latest", words, f"tells {time.value} as a deadline still ahead: not after {day}"
            )
        elif seen == "told":
            near = next((other for other in beside if is_occasion(other, scene)), None)
            if near is not None:
                day = date.fromisoformat(time.latest[:10]) + timedelta(_OCCASION_DAYS)
                said = scene.text[near.start : near.end]
                yield Bound(
                    day,
                    "latest",
                    words,
                    f"tells {time.value} as a deadline ahead of what was on “{said}”: not after {day}",
                )


def is_deadline(time: Time, text: str) -> bool:
    """Whether words before a time make it a deadline, and none behind make it a name ("by 1960's storm")."""
    before = _DEADLINE.search(text, max(0, time.start - _LEAD_CHARACTERS), time.start)
    return before is not None and text[time.end : time.end + 2] not in {"'s", "’s"}


def seen_from(time: Time, scene: Scene) -> Literal["now", "told"] | None:
    """From when words look ahead to a deadline: the day of writing, or the day of what they tell; None: they do not."""
    parse, token = scene.parse, scene.top(time.start, time.end)
    for _ in range(_CLIMB):
        if token is None:
            return None
        if parse.pos[token] in {"VERB", "AUX"}:
            found = _of_verb(token, scene)
            if found is not None:
                return found if found != "no" else None
            above = parse.head[token]
            if "TO" in {parse.tag[one] for one in scene.helping(token)} and any(
                parse.dep[one] == "dobj" and scene.word(one) in INTENT_NOUNS
                for one in scene.below.get(above, ())
            ):
                return "told"  # "rejected a deal to stay beyond 2031"
        elif parse.pos[token] == "NOUN" and scene.word(token) in INTENT_NOUNS:
            return "told"
        if parse.head[token] == token:
            return None
        token = parse.head[token]
    return None


def _of_verb(verb: int, scene: Scene) -> Literal["now", "told", "no"] | None:
    """What one verb on the way up tells; None: ask the one above ("to leave", "leaving")."""
    parse = scene.parse
    helping = scene.helping(verb)
    words, tags = {scene.word(token) for token in helping}, {parse.tag[token] for token in helping}
    if words & {"have", "having"} and "MD" in tags:
        return "no"  # "will have", "would have": not what is to come
    if looks_ahead(verb, scene) or words & _STRESSED:
        return "now"
    if "would" in words:
        return "told"
    denied = any(parse.dep[below] == "neg" for below in scene.below.get(verb, ()))
    if "MD" in tags:
        return "now" if words & _OPEN and not denied else "no"
    own, stem = parse.tag[verb], stem_of(scene.word(verb), _INTENT)
    present = own in _PRESENT or bool(tags & _PRESENT and "VBD" not in tags)
    if "TO" in tags or (own in {"VBG", "VB", "VBN"} and not tags):
        return "told" if stem in _INTENT and own == "VBN" else None
    if stem in _INTENT:
        return "now" if present else "told"
    if own in _PRESENT and parse.dep[verb] == "ccomp":
        return None  # "requires that all towns pay by 2031"
    if scene.word(verb) in {"is", "are", "has", "have"} and own in _PRESENT and _has_task(verb, scene):
        return "now"
    return "no"


def _has_task(verb: int, scene: Scene) -> bool:
    """Whether "is" or "has" says what is to be done ("is to leave")."""
    parse = scene.parse
    return any(
        parse.dep[below] == "xcomp" and "TO" in {parse.tag[token] for token in scene.helping(below)}
        for below in scene.below.get(verb, ())
    )


def is_occasion(time: Time, scene: Scene) -> bool:
    """Whether a time is a bare day of something that is told as past."""
    if time.earliest is not None or not _NEAR.fullmatch(scene.text, time.start, time.end):
        return False
    found = scene.verb_of(time)
    if found is None:
        return False
    tags = {scene.parse.tag[token] for token in (found[0], *scene.helping(found[0]))}
    return bool(tags & {"VBD", "VBN"}) and not tags & {"MD", "TO"}
