"""What one article tells of deeds: the clauses that can be a line of a timeline, with voice, date, actors and words.

Deeds only, not states ("is", "has"); not what is asked, conditional or in a question; not the bare saying of something,
which the utterances hold; and of what stands in an attribution only what its speaker tells as so.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import fsum
from typing import NamedTuple

from sayso.compare.timeline.dating import (
    UNDATED,
    Dated,
    date_of,
    handed_on,
    lead_of,
    misplaced,
    to_come,
)
from sayso.compare.timeline.voices import Voice, Voices
from sayso.records import ActorMember, Attribution, Clause, Entity, Mark, Mention, Reality, Sentence, Time
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.forms import read_words

STATES = frozenset(
    stem(verb)
    for verb in "be have has seem appear remain contain include involve want need know believe think hope like love belong "
    "consist cost deserve exist hate lack mean own possess prefer regard represent require resemble understand live depend "
    "concern relate accord base do can will feel fear expect intend allow let enable tend stand lie sit make keep get "
    "see look sound show follow face help try continue refer reflect serve work use come go put bring happen occur "
    "locate affiliate identify update publish correct misstate plan schedule slate time name know entitle title pictured picture view read".split()
) | {"be", "have", "do", "get", "see", "sit", "lie", "put", "go", "come", "let"}
"""Stems of verbs that tell a state, or so little that the clause tells nothing that happened."""
SAYINGS = frozenset(
    stem(verb)
    for verb in "say tell add note stress state explain ask reply respond comment write insist argue claim maintain describe "
    "cite quote mention remark suggest point speak talk report acknowledge admit recall express emphasize emphasise underline "
    "reiterate echo joke tweet post thank greet conclude continue discuss predict wonder hear learn find call".split()
)
"""Stems of verbs of which the saying alone is no line: the words stand with the utterances."""
PLACE = "place "
"""Before the key of an actor that is a place."""
GAP = 3
"""Characters between a saying and what is said: a comma, a mark, a space."""
REACH = 160
"""Characters that the noun may stand before its clause."""
_INDIRECT = re.compile(r"(?:how|whether|why|if)\b|(?:how|what|who|which|when)ever\s", re.IGNORECASE)
"""Words that open a clause of which it is left open whether it is so."""
_MEANT = re.compile(
    r"\b(?:accusation|allegation|argument|assumption|belief|charge|claim|concern|expectation|fear|feeling|hope|idea|"
    r"notion|possibility|prospect|risk|rumou?r|sense|speculation|suggestion|suspicion|theory|view)s?\b[^.;:\n]{0,40}$",
    re.IGNORECASE,
)
"""Before "that": words for what somebody means, which is not told as so."""
_QUESTION = re.compile(r"\?[”\"’')\]]*\s*$")


class Telling(NamedTuple):
    """One clause as a possible line: `agent` and `patient` are keys of actors ("" unknown, but for the words)."""

    clause: Clause
    span: Span
    """The clause, with the noun before it that it is about ("the agreement reached on Monday") where that is in its voice."""
    article: str
    voice: Voice
    dated: Dated
    verb: str
    reality: Reality
    negated: bool
    agent: str
    patient: str
    words: frozenset[str]
    roles: frozenset[str]
    """Words of who undergoes the deed, else of who does it: what the deed is about."""
    names: frozenset[str]
    heft: float
    """How much its words tell together."""

    @property
    def id(self) -> str:
        """The clause's id."""
        return self.clause.id


def tellings_of(bundle: Bundle) -> Iterator[Telling]:
    """The clauses of an article that tell a deed, in reading order."""
    article, text = bundle.article, bundle.article.text
    voices, actors = Voices(bundle), _actors(bundle)
    times = {row.id: row for row in bundle[Time]}
    clauses = bundle[Clause]
    order = sorted(bundle[Time], key=lambda time: (time.start, time.end, time.id))
    time_starts = [time.start for time in order]
    lead, questions, cues = _lead(bundle), _questions(bundle), _cues(bundle)
    quoted = frozenset(row.id for row in bundle[Attribution] if row.kind != "indirect")
    contents = {row.id: row.content for row in bundle[Attribution]}
    inner = _inner(clauses)
    nested = _nested(clauses)
    names = sorted(
        (row.start, row.end, _stems(text[row.start : row.end]))
        for row in bundle[Mention]
        if row.form == "name"
    )
    name_starts = [start for start, _, _ in names]
    handed = handed_on(clauses, text, times)
    for row in clauses:
        clause = replace(row, time=handed[row.id]) if row.id in handed else row
        voice = voices.of(clause.attribution)
        if not voice.told or (voice.ahead and clause.reality != "future"):
            continue
        if clause.reality not in {"told", "future"} or clause.verb in STATES or clause.verb in SAYINGS:
            continue
        if (clause.agent is None and clause.patient is None) or _within(questions, clause.predicate.start):
            continue
        if _INDIRECT.match(text, clause.start) or only_meant(text, clause):
            continue
        ahead = to_come(clause, text, times) if clause.reality == "told" else False
        if ahead is not False:
            clause = replace(clause, reality="future") if ahead else replace(clause, time=None)
        dated = date_of(clause, text, times, order)
        if misplaced(dated, clause, article) or (clause.attribution in quoted and from_writing(times, dated)):
            dated = UNDATED
        if not dated.known and not dated.value and clause.attribution is None and clause.id not in nested:
            dated = lead_of(article, clause, lead)
        predicate = text[clause.predicate.start : clause.predicate.end].lower().split()
        if len(predicate) == 1 and predicate[0].endswith("ing"):
            continue
        span = whole(clause, text, contents)
        spans = _own(
            clause,
            inner.get(clause.id, ()),
            order[bisect_left(time_starts, clause.start) : bisect_left(time_starts, clause.end)],
        )
        if clause.predicate.start in cues:
            # A saying is a line where it is dated, and with what was said.
            said = _said(clause, cues[clause.predicate.start])
            if dated.time is None or clause.agent is None or said is None:
                continue
            span = Span(min(span.start, said.start), max(span.end, said.end))
            spans = [Span(clause.start, clause.end), said]
        words = _content(text, [*spans, *_before(clause)]) - {clause.verb}
        yield Telling(
            clause=clause,
            span=span,
            article=article.id,
            voice=voice,
            dated=dated,
            verb=clause.verb,
            reality=clause.reality,
            negated=clause.negated,
            agent=_key(clause.agent_entity, actors),
            patient=_key(clause.patient_entity, actors),
            words=words,
            roles=_content(text, [clause.patient or clause.agent or Span(0, 0)]) & words,
            names=frozenset(
                word
                for start, end, stems in names[
                    bisect_left(name_starts, clause.start) : bisect_left(name_starts, clause.end)
                ]
                if end <= clause.end and any(first <= start < last for first, last in spans)
                for word in stems
            ),
            heft=weight(words),
        )


def only_meant(text: str, clause: Clause) -> bool:
    """Whether a clause is the "that" of a noun for what somebody means ("a sense that the town was failing")."""
    first = clause.start
    if text[first : first + 5].lower() != "that ":
        if text[max(0, first - 5) : first].lower() != "that ":
            return False
        first -= 5
    return _MEANT.search(text, max(0, first - 70), first) is not None


def _stems(name: str) -> tuple[str, ...]:
    return tuple(stem(form) for form in read_words(name).forms)


def whole(clause: Clause, text: str, contents: Mapping[str, Sequence[Span]]) -> Span:
    """A clause from the noun on that it is about, if nothing but the same voice and the same line lies between."""
    bare = Span(clause.start, clause.end)
    first = min(
        (span.start for span in (clause.agent, clause.patient) if span is not None), default=bare.start
    )
    if not bare.start - REACH <= first < bare.start or "\n" in text[first : bare.start]:
        return bare
    if any(mark in text[first : bare.start] for mark in '“”"'):
        return bare
    own = contents.get(clause.attribution or "", ())
    if clause.attribution is not None and not any(start <= first and bare.end <= end for start, end in own):
        return bare
    for name, spans in contents.items():
        if name != clause.attribution and any(start < bare.start and first < end for start, end in spans):
            around = any(start <= first and bare.end <= end for start, end in spans)
            if not (around and clause.attribution is not None):
                return bare
    return Span(first, bare.end)


def from_writing(times: Mapping[str, Time], dated: Dated) -> bool:
    """Whether a date was reckoned from the day of the article, which need not be the day on which a quotation was said."""
    time = times.get(dated.time or "")
    return time is not None and (
        dated.value.startswith("XX") or any("article date" in why for why in time.reasons)
    )


def _actors(bundle: Bundle) -> dict[str, str]:
    """The actors of the entities that have a name: without one, two actors may well be one.

    A place that acts ("Washington") may be who acts under another name, so that only its being the same tells anything.
    """
    actors = {row.entity: row.actor for row in bundle[ActorMember]}
    return {
        entity.id: (PLACE if entity.type == "place" else "")
        + actors.get(entity.id, " ".join(read_words(entity.name).forms))
        for entity in bundle[Entity]
        if entity.named
    }


def _key(entity: str | None, actors: Mapping[str, str]) -> str:
    return actors.get(entity or "", "")


def _lead(bundle: Bundle) -> int:
    """Where the headline and the first sentence of the body end."""
    zones = [(mark.start, mark.end, mark.kind) for mark in bundle[Mark]]
    for sentence in bundle[Sentence]:
        held = next((kind for start, end, kind in zones if start <= sentence.start < end), None)
        if held is None or held in {"dateline", "place", "credit"}:
            return sentence.end
    return 0


def _questions(bundle: Bundle) -> list[tuple[int, int]]:
    text = bundle.article.text
    return [
        (row.start, row.end)
        for row in bundle[Sentence]
        if _QUESTION.search(text, max(row.start, row.end - 6), row.end)
    ]


def _within(zones: Sequence[tuple[int, int]], offset: int) -> bool:
    return any(start <= offset < end for start, end in zones)


def _cues(bundle: Bundle) -> dict[int, Attribution]:
    """The attributions by where the words begin that introduce them."""
    return {row.cue.start: row for row in bundle[Attribution] if row.cue is not None}


def _said(clause: Clause, row: Attribution) -> Span | None:
    """What a saying introduces, where it stands beside it; None where other words lie between."""
    beside = [
        span for span in row.content if span.start <= clause.end + GAP and clause.start <= span.end + GAP
    ]
    return Span(min(beside)[0], max(span.end for span in beside)) if beside else None


def _inner(clauses: Sequence[Clause]) -> dict[str, list[Span]]:
    """The clauses that stand within each clause, which tell other deeds; only what begins after its predicate counts."""
    found: dict[str, list[Span]] = {}
    order = sorted(clauses, key=lambda clause: (clause.start, -clause.end, clause.id))
    around: list[Clause] = []
    for clause in order:
        around = [outer for outer in around if outer.end > clause.start]
        for outer in around:
            if outer.end >= clause.end and (outer.start, outer.end) != (clause.start, clause.end):
                found.setdefault(outer.id, []).append(Span(clause.start, clause.end))
        around.append(clause)
    return found


def _nested(clauses: Sequence[Clause]) -> frozenset[str]:
    """The clauses that stand within another, as most that tell only what somebody or something is like."""
    found: set[str] = set()
    end, whole_start = -1, -1
    for clause in sorted(clauses, key=lambda clause: (clause.start, -clause.end, clause.id)):
        if clause.end <= end and (clause.start, clause.end) != (whole_start, end):
            found.add(clause.id)
        if clause.end > end:
            whole_start, end = clause.start, clause.end
    return frozenset(found)


def _own(clause: Clause, inner: Sequence[Span], times: Sequence[Time]) -> list[Span]:
    """The stretches of a clause that are no other clause's and no time; the whole clause where nothing else is left."""
    gaps = sorted([*inner, *(Span(time.start, time.end) for time in times)])
    spans, at = [], clause.start
    for start, end in gaps:
        if start <= clause.predicate.start < end:
            continue
        if start > at:
            spans.append(Span(at, start))
        at = max(at, end)
    if at < clause.end:
        spans.append(Span(at, clause.end))
    return spans or [Span(clause.start, clause.end)]


def _before(clause: Clause) -> list[Span]:
    """Who does it and to whom, where they stand before the clause ("the agreement reached on Monday")."""
    return [span for span in (clause.agent, clause.patient) if span is not None and span.end <= clause.start]


def _content(text: str, spans: Sequence[Span]) -> frozenset[str]:
    common = function_words()
    return frozenset(
        stem(form) for start, end in spans for form in read_words(text[start:end]).forms if form not in common
    )


def weight(words: frozenset[str]) -> float:
    """How much words tell together: the sum of their inverse document frequencies."""
    table = commonness()
    return fsum(
        table.weight(word) for word in words
    )  # exact: a set has no order, and the sum must not have one
