"""What one time expression tells of the day on which its article was published: not before, or not after, and why.

Three ways of writing are read, each a convention of news. What is told as past on a stated date was published no
earlier ("signed it on 3 January 2020"); what is told as still to come, no later ("will leave by the end of 2021"); and
a date told both by the calendar and from the day of writing ("last year, in 2019") ties the two. Only dates with their
year count, in a clause that they hang on: a date in a noun's name ("the 2014 World Cup") or under a verb of planning
("expected growth in 2014") tells nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from sayso.records import Parse, Time
from sayso.spans import Span

# Prepositions under which a past verb puts a deed at or after the date ("in 2014", "since May 2014").
_AT = frozenset("in on since during at after from around".split())
# Prepositions under which a verb that looks ahead puts a deed at or before the end of the date.
_AHEAD = frozenset("in on by until till before during at".split())
# Past tense of these looks ahead from the past: the date under them may lie after the day of writing.
_PLANS = frozenset(
    "expect forecast predict plan schedule set project estimate target aim hope seek want delay postpone slate envisage "
    "anticipate extend book due scheduled expected planned slated likely supposed budget prepare".split()
)
# Under these a day is that of the deed, but a month or a year may be that of what was promised, said or agreed.
_WORDS = frozenset(
    "promise propose vow pledge intend agree decide call urge ask need announce say tell warn run bid vote slip move push "
    "approve authorize order allow commit sign pass require demand win lose".split()
)
_PLANNED = frozenset("due set scheduled expected planned slated supposed".split())
_PLANNING = frozenset("going plans plan intends intend aims aim planning".split())
_VERBS = frozenset({"VERB", "AUX"})
_ADVERBIAL = frozenset({"pobj", "prep", "npadvmod", "pcomp", "punct", "advmod"})
_CLIMB = 5  # heads between a date and its verb: farther up the tense says little about the date
_INFLECTED = re.compile(r"(?:ied|ies|ing|ed|es|s|d)$")
FINE = frozenset({"second", "minute", "hour", "part_of_day", "day"})
COARSE = frozenset({"week", "month", "season", "quarter", "year"})  # a decade may also be of another century


class Bound(NamedTuple):
    """One side of a window: the day (inclusive), the words that tell it, and the reason in words."""

    day: date
    side: Literal["earliest", "latest"]
    evidence: Span
    reason: str


class Scene:
    """The grammar of one article as the bounds need it, and where its direct quotations stand."""

    __slots__ = ("below", "parse", "quoted", "text")

    def __init__(self, text: str, parse: Parse, quoted: Sequence[Span]) -> None:
        self.text, self.parse = text, parse
        self.quoted = quoted
        self.below: dict[int, list[int]] = {}
        for token, head in enumerate(parse.head):
            if head != token:
                self.below.setdefault(head, []).append(token)

    def word(self, token: int) -> str:
        """A token in lower case."""
        return self.text[self.parse.start[token] : self.parse.end[token]].lower()

    def top(self, start: int, end: int) -> int | None:
        """The token of a stretch that hangs on a token outside it."""
        starts, head = self.parse.start, self.parse.head
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1)
        for token in range(max(0, first), last):
            if not first <= head[token] < last or head[token] == token:
                return token
        return None

    def is_quoted(self, time: Time) -> bool:
        """Whether a time stands in somebody's own words, which may be older than the article."""
        return any(span.start <= time.start < span.end for span in self.quoted)

    def verb_of(self, time: Time) -> tuple[int, str] | None:
        """The verb that a time hangs on, and the preposition between them ("" for none).

        A day may hang on a noun on the way ("the attack of 3 May 2012"); a month or a year may not, as it names things
        that are still to come ("a win in 2016").
        """
        parse, token = self.parse, self.top(time.start, time.end)
        link, fine = "", time.precision in FINE
        for _ in range(_CLIMB):
            if token is None or parse.head[token] == token:
                return None
            dep, above = parse.dep[token], parse.head[token]
            if dep == "prep":
                link = self.word(token)
                if link == "of" and not fine:
                    return None
            if parse.pos[above] in _VERBS:
                return (above, link) if fine or dep in _ADVERBIAL else None
            if not fine and dep not in _ADVERBIAL:
                return None
            token = above
        return None

    def helping(self, verb: int) -> list[int]:
        """The auxiliaries of a verb."""
        return [token for token in self.below.get(verb, ()) if self.parse.dep[token] in {"aux", "auxpass"}]


def bounds_of(time: Time, scene: Scene) -> Iterator[Bound]:
    """What a time of known days tells: at most one bound."""
    if time.type not in {"DATE", "TIME"} or time.earliest is None or time.latest is None:
        return
    if time.precision not in FINE | COARSE:
        return
    found = scene.verb_of(time)
    if found is None:
        return
    verb, link = found
    words = Span(time.start, time.end)
    if looks_ahead(verb, scene):
        if (link in _AHEAD or not link) and not scene.is_quoted(time):
            day = date.fromisoformat(time.latest[:10])
            yield Bound(
                day, "latest", words, f"tells as still to come what is of {time.value}: not after {day}"
            )
    elif looks_back(verb, link, scene, fine=time.precision in FINE):
        day = date.fromisoformat(time.earliest[:10])
        yield Bound(day, "earliest", words, f"tells as past what is of {time.value}: not before {day}")


def looks_ahead(verb: int, scene: Scene) -> bool:
    """Whether a verb tells what is to come, seen from now: "will open", "is due to open"; not "would open"."""
    helping = scene.helping(verb)
    words = {scene.word(token) for token in helping}
    if words & {"will", "'ll", "’ll", "wo", "shall"}:
        return "have" not in words
    tags = {scene.parse.tag[token] for token in helping}
    present = bool(tags & {"VBZ", "VBP"})
    if scene.word(verb) in _PLANNED and present and not tags & {"VBD", "VBN"}:
        return True
    if "TO" in tags and scene.parse.dep[verb] == "xcomp":
        above = scene.parse.head[verb]
        over = {scene.parse.tag[token] for token in scene.helping(above)}
        now = bool(({scene.parse.tag[above]} | over) & {"VBZ", "VBP"}) and not over & {"VBD", "VBN", "MD"}
        return now and scene.word(above) in _PLANNED | _PLANNING
    return False


def looks_back(verb: int, link: str, scene: Scene, *, fine: bool) -> bool:
    """Whether a verb tells what is over, or what has lasted since: "opened in", "has been open since"."""
    parse = scene.parse
    helping = scene.helping(verb)
    tags = {parse.tag[token] for token in helping}
    stem = stem_of(scene.word(verb))
    if "MD" in tags or "TO" in tags or stem in _PLANS or (stem in _WORDS and not fine):
        return False
    past = parse.tag[verb] == "VBD" or "VBD" in tags
    perfect = parse.tag[verb] == "VBN" and bool(tags & {"VBZ", "VBP"})
    if link == "since":
        return past or perfect
    return past and (not link or link in _AT) and not conditional(verb, scene)


def conditional(verb: int, scene: Scene) -> bool:
    """Whether a clause stands under "if" or a verb of planning, up to its sentence's root."""
    parse, token = scene.parse, verb
    for _ in range(2 * _CLIMB):
        if any(scene.word(below) in {"if", "unless", "whether"} for below in scene.below.get(token, ())):
            return True
        if parse.head[token] == token:
            return False
        token = parse.head[token]
    return True


def stem_of(word: str, known: frozenset[str] = _PLANS | _WORDS) -> str:
    """A verb's stem as far as its ending tells and a list has it: "planned" to "plan"."""
    if word in known:
        return word
    bare = _INFLECTED.sub("", word)
    for stem in (bare, f"{bare}e", bare[:-1] if bare[-2:-1] == bare[-1:] else bare, f"{bare}y"):
        if stem in known:
            return stem
    return {"said": "say", "told": "tell", "sought": "seek", "won": "win", "lost": "lose", "ran": "run"}.get(
        word, bare
    )
