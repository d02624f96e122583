"""What an article tells in its own voice of what others do or did, with nobody named who says so.

It counts clauses, not statements that need a source: what its reporter saw and what everybody knows is among them.
Nothing here says that a claim is wrong, or that the outlet had no source for it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.annotate.attributing.cues import load_cues
from sayso.annotate.attributing.quotations import find_quotations
from sayso.annotate.describing.voices import may_be_somebodys
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.publish.export.annotated import held
from sayso.records import Article, Attribution, Clause, Credit, Entity, Mark, Record
from sayso.spans import Span, merge
from sayso.stage import Bundle
from sayso.words.commonness import stem

CLAIM_KINDS: tuple[type[Record], ...] = (Attribution, Clause, Credit, Entity, Mark)
STATES = ("be", "have", "seem", "appear", "become", "remain", "include", "contain", "own")
"""Verbs of states, which are no deeds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClaim:
    """A clause that the outlet says itself; `maybe_credited`: a credit near by may cover it, which is not sure."""

    article: Article
    clause: Clause
    span: Span
    maybe_credited: bool


def own_claims(bundle: Bundle) -> Iterator[OwnClaim]:
    """The clauses, in reading order, that tell as done what somebody named does, with no source in words or in credits.

    Left out are headlines, captions and other marked lines; what stands within quotation marks or within what
    somebody is said to have said; what is to come, possible, or asked for; and the very words that say that
    somebody said something; lines that speak of "I" or "we" outside of quotations, which may be a statement printed
    whole; and clauses that hang on another without a subject of their own.
    """
    article = bundle.article
    if not held(bundle, Clause):
        return
    spoken = merge(
        [
            *(quotation.span for quotation in find_quotations(article.text, paragraphs(article.text))),
            *(Span(*span) for row in held(bundle, Attribution) for span in row.content),
        ]
    )
    covered = merge(
        [
            *spoken,
            *(Span(mark.start, mark.end) for mark in held(bundle, Mark)),
            *(Span(*row.cue) for row in held(bundle, Attribution) if row.cue is not None),
            *(Span(*row.reach) for row in held(bundle, Credit)),
        ]
    )
    perhaps = merge(Span(*row.wider) for row in held(bundle, Credit) if row.wider is not None)
    passed_over = _no_deeds()
    types = {entity.id: entity.type for entity in held(bundle, Entity)}
    for clause in held(bundle, Clause):
        predicate = Span(*clause.predicate)
        if (
            clause.attribution is None
            and clause.reality == "told"
            and clause.agent_entity is not None
            and types.get(clause.agent_entity) not in {None, "document"}
            and clause.verb not in passed_over
            and _has_subject(clause)
            and not article.text.startswith("that ", clause.start)  # what somebody knows, finds or means
            and not _touches(predicate, covered)
            and not may_be_somebodys(article.text, predicate, spoken)
        ):
            yield OwnClaim(
                article=article,
                clause=clause,
                span=Span(clause.start, clause.end),
                maybe_credited=_touches(predicate, perhaps),
            )


@lru_cache(maxsize=1)
def _no_deeds() -> frozenset[str]:
    """The stems of verbs of states, and of those that report speech: what somebody claimed has a source, who claimed it."""
    speech = {cue.word for cue in load_cues().verbs.values() if cue.kind == "speech"}
    return frozenset(stem(verb) for verb in (*STATES, *speech))


def _has_subject(clause: Clause) -> bool:
    """Whether a clause stands for itself, with who does it before or behind its verb in the same clause.

    "Expanding the list" and "who had left" hang on another clause, which is counted if it tells a deed.
    """
    agent = clause.agent
    return agent is not None and clause.start <= agent[0] < clause.end and clause.start < clause.predicate[0]


def _touches(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a span overlaps one of some sorted, disjoint ones."""
    at = bisect_right(spans, span.end - 1, key=lambda one: one.start) - 1
    return at >= 0 and span.start < spans[at].end
