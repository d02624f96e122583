"""Polarity: the same told in the same words with a negation in one place and without it in the other."""

from collections.abc import Iterator, Sequence

from sayso.compare.aligning.worded import NEGATIONS, Word
from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.gaps import Gap, Place, fill, span_of, written_out
from sayso.words.commonness import function_words

# Words that make no denial of a negation before them: "not only", "not just".
NO_DENIAL = frozenset({"only", "just", "merely", "simply", "least", "longer", "doubt", "matter"})
SCORE = 880
# Of so many words around (five on each side) so many are equal, in text that both share: in sentences that are only alike
# and in quotations joined as one utterance, none of the four that were shown of stories nobody had tuned on was a denial.
EQUAL = 8


def polarity_in(place: Place) -> Iterator[Finding]:
    """A negation on one side only, where all around is told in the same words."""
    gap = place.gap
    if place.meeting.basis != "passage" or gap.before + gap.after < EQUAL:
        return
    if not gap.holds(place.meeting) or not _is_denied(gap) or not _once(place):
        return
    sides = [
        fill(article, span_of(edge), "denied" if _negations(words) else "told")
        for article, words, edge in place.sides
    ]
    yield Finding(
        slot="polarity",
        difference="contradiction",
        level=place.level,
        about=place.about,
        sides=((sides[0],), (sides[1],)),
        score=min(SCORE, 80 + place.meeting.score),
        reasons=("one has a negation that the other has not, in the same words", *place.meeting.reasons),
    )


def _is_denied(gap: Gap) -> bool:
    """Whether one side has a negation, the other none, and neither says anything else."""
    forms = [written_out(side) for side in (gap.a, gap.b)]
    negations = [[form for form in side if form in NEGATIONS] for side in forms]
    if sorted(map(len, negations)) != [0, 1]:
        return False
    common = function_words()
    if any(form not in common and form not in NEGATIONS for side in forms for form in side):
        return False
    side = forms[0] if negations[0] else forms[1]
    after = [*side[side.index((negations[0] or negations[1])[0]) + 1 :], gap.around[1]]
    return after[0] not in NO_DENIAL


def _once(place: Place) -> bool:
    """Whether the sentences differ in negations as a whole: "is not thought to" is told as "is thought not to" as well."""
    beside = place.meeting.alongside
    if any(article.breaks_off(span_of(edge)) for article, _, edge in place.sides):
        return False
    counts = []
    for (article, _, edge), words in zip(place.sides, (beside.a, beside.b), strict=True):
        around = article.sentence_at(edge[0].start)
        counts.append(_negations([word for word in words if around.start <= word.start < around.end]))
    return sum(counts) % 2 == 1


def _negations(words: Sequence[Word]) -> int:
    return sum(form in NEGATIONS for form in written_out(words))
