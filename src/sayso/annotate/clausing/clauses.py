"""CLAUSES: who does what to whom in each article, whether it is told as so, and in whose voice.

One row a verb that tells something. Words within quotation marks that nothing attributes make no rows: they are
nobody's voice, and never the outlet's.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from sayso.annotate.attributing.quotations import find_quotations
from sayso.annotate.clausing.deeds import extent, find_deeds, noun_phrase
from sayso.annotate.clausing.realities import negated, reality_of
from sayso.annotate.clausing.verbs import load_stems
from sayso.annotate.clausing.voices import Voices
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.annotate.parsing.grammar import Grammar
from sayso.ids import make_id
from sayso.records import Article, Attribution, Clause, Entity, Mark, Mention, Parse, Sentence, Time
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Each

NOT_TOLD = frozenset({"dateline", "place", "credit", "byline", "section", "furniture"})
"""Marked zones in which nothing is told; headlines and captions tell."""


def open_clauses(_settings: Settings) -> Callable[[Bundle], Iterator[Clause]]:
    """Read the list of verbs once; the function yields the clauses of one article in reading order."""
    stem_of = load_stems()

    def clauses(bundle: Bundle) -> Iterator[Clause]:
        for parse in bundle[Parse]:
            yield from _clauses(bundle, Grammar(bundle.article.text, parse), stem_of)

    return clauses


def _clauses(bundle: Bundle, g: Grammar, stem_of: Callable[[str], str]) -> Iterator[Clause]:
    article = bundle.article
    quoted = [found.span for found in find_quotations(article.text, paragraphs(article.text))]
    voices = Voices(bundle[Attribution], quoted)
    dead = sorted((mark.start, mark.end) for mark in bundle[Mark] if mark.kind in NOT_TOLD)
    whose = _Whose(bundle)
    times = bundle[Time]
    time_starts = [time.start for time in times]
    for deed in find_deeds(g):
        at = g.parse.start[deed.head]
        zone = bisect_right(dead, (at, len(article.text))) - 1
        if voices.nobodys(at) or (zone >= 0 and at < dead[zone][1]):
            continue
        clause = g.span(*extent(g, deed))
        agent, patient = (_argument(g, noun) for noun in (deed.agent, deed.patient))
        predicate = g.span(deed.first, deed.last)
        dated = [
            time.id
            for time in times[bisect_left(time_starts, clause.start) : bisect_left(time_starts, clause.end)]
            if time.type in {"DATE", "TIME"}
        ]
        yield Clause(
            id=make_id("Clause", article.revision, "verb", predicate.start, predicate.end, at),
            article=article.id,
            start=clause.start,
            end=clause.end,
            predicate=predicate,
            verb=stem_of(g.words[deed.head]),
            agent=agent,
            agent_entity=whose(g, deed.agent),
            patient=patient,
            patient_entity=whose(g, deed.patient),
            others=tuple(g.span(*noun_phrase(g, noun)) for noun in deed.others),
            negated=negated(g, deed),
            reality=reality_of(g, deed),
            attribution=voices.attribution(at),
            time=dated[0] if dated else None,
        )


def _argument(g: Grammar, noun: int | None) -> Span | None:
    return None if noun is None else g.span(*noun_phrase(g, noun))


class _Whose:
    """The entity that a noun stands for: that of the longest mention over it."""

    def __init__(self, bundle: Bundle) -> None:
        entity = {mention: row.id for row in reversed(bundle[Entity]) for mention in row.mentions}
        self._mentions = sorted(
            (mention.start, mention.end, entity[mention.id])
            for mention in bundle[Mention]
            if mention.id in entity
        )

    def __call__(self, g: Grammar, noun: int | None) -> str | None:
        if noun is None:
            return None
        at = g.parse.start[noun]
        here = bisect_right(self._mentions, (at, len(g.text) + 1)) - 1
        found = [row for row in self._mentions[max(0, here - 3) : here + 1] if row[0] <= at < row[1]]
        return max(found, key=lambda row: (row[1] - row[0], row))[2] if found else None


CLAUSES = Each(
    name="clauses",
    version=1,
    reads=(Article, Mark, Parse, Sentence, Mention, Entity, Time, Attribution),
    writes=(Clause,),
    make=open_clauses,
)
