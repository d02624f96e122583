"""What stands around a value, and how sure that makes it that two values fill one slot.

Additive evidence in thousandths. The weights were set on pairs from tuning events, read one by one (decision 0026).
"""

from dataclasses import dataclass

from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.reading import ArticleReading
from sayso.records import Clause
from sayso.spans import Span, overlap
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.forms import read_words

# Characters on either side of a value whose content words say what it is about, within its sentence.
NEAR = 60
# Words on either side of two values at one place that are compared.
REACH = 4
BASE, ALIKE = 150, 400
PLACED, LOCAL, LOCAL_MOST = 30, 18, 200
SAME_DEED, OTHER_DEED = 100, -80
RIVAL = -60
INSIDE = -150


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The stems near a value, the clause that it stands in, and words that tell what it is about."""

    span: Span
    near: frozenset[str]
    clause: Clause | None
    about: str


def surroundings(article: ArticleReading, span: Span) -> Surroundings:
    """What stands around a value."""
    text, common = article.text, function_words()
    sentence = article.sentence_at(span.start)
    left, right = max(sentence.start, span.start - NEAR), min(sentence.end, span.end + NEAR)
    forms = (
        read_words(text[left : span.start]).forms + read_words(text[span.end : max(span.end, right)]).forms
    )
    near = frozenset(stem(form) for form in forms if form not in common and not form.isdigit())
    clause = article.clause_at(span)
    return Surroundings(span, near, clause, _about(article, clause, span))


def _about(article: ArticleReading, clause: Clause | None, span: Span) -> str:
    """Words of the clause that tell the deed: who, what, to whom; else some of the sentence."""
    if clause is not None:
        parts = [part for part in (clause.agent, clause.predicate, clause.patient) if part is not None]
        parts = [part for part in parts if not overlap(part, span) and part.end - part.start <= NEAR]
        if parts:
            return " ".join(article.words(part) for part in sorted(parts))
    sentence = article.sentence_at(span.start)
    return article.words(Span(sentence.start, min(sentence.end, sentence.start + NEAR)))


def weigh(
    meeting: Meeting,
    one: Surroundings,
    two: Surroundings,
    *,
    rivals: int,
    without: frozenset[str] = frozenset(),
) -> tuple[int, tuple[str, ...]]:
    """How sure it is that two values of a meeting fill one slot, and what speaks for it; 0: not at all.

    `rivals` counts the values on either side with which each could be compared, 2 when there are no others.
    """
    opposite = meeting.alongside.opposite(one.span)
    placed = opposite is not None and overlap(opposite, two.span) > 0
    around = meeting.alongside.around(one.span, reach=REACH) if placed else 0
    reasons = list(meeting.reasons)
    if meeting.basis == "passage" or (meeting.basis == "utterance" and placed):
        if not placed:
            return 0, ()
        return min(950, 600 + 50 * around), (*reasons, "both stand at the same place of it")
    near = (one.near & two.near) - without
    weight = commonness().weight
    local = sum(weight(root) for root in sorted(near))
    score = BASE + ALIKE * meeting.score // 1000 + PLACED * around
    score += min(LOCAL_MOST, round(LOCAL * local)) + RIVAL * (rivals - 2)
    if one.clause and two.clause:
        same = one.clause.verb == two.clause.verb
        score += SAME_DEED if same else OTHER_DEED
        if same:
            reasons.append(f"the deed is the same: {one.clause.verb}")
    if meeting.basis == "inside":
        score += INSIDE
    if near:
        reasons.append(f"beside both stand {', '.join(sorted(near))}")
    return max(0, min(900, score)), tuple(reasons)
