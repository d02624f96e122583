"""Polarity: the same told in the same words with a negation in one place and without it in the other."""

from collections.abc import Iterator, Sequence

from sayso.compare.aligning.worded import NEGATIONS, Word
from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.gaps import Gap, fill, gaps, level_of, span_of, written_out
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.words.commonness import function_words

# Words that make no denial of a negation before them: "not only", "not just".
NO_DENIAL = frozenset({"only", "just", "merely", "simply", "least", "longer", "doubt", "matter"})
SCORE = 880


def find_polarity(story: StoryReading, meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """Negations on one side only, where all around is told in the same words."""
    for meeting in meetings:
        one, two = story.articles[meeting.a_article], story.articles[meeting.b_article]
        for gap in gaps(meeting.alongside, (one.text, two.text)):
            if gap.holds(meeting) and _is_denied(gap) and _once(meeting, one, two, gap):
                yield _finding(meeting, one, two, gap)


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


def _once(meeting: Meeting, one: ArticleReading, two: ArticleReading, gap: Gap) -> bool:
    """Whether the sentences differ in negations as a whole: "is not thought to" is told as "is thought not to" as well."""
    counts = []
    for article, words, edge in (
        (one, meeting.alongside.a, gap.a_edge),
        (two, meeting.alongside.b, gap.b_edge),
    ):
        around = article.sentence_at(edge[0].start)
        inside = [word for word in words if around.start <= word.start < around.end]
        counts.append(_negations(inside))
    return (counts[0] + counts[1]) % 2 == 1


def _negations(words: Sequence[Word]) -> int:
    return sum(form in NEGATIONS for form in written_out(words))


def _finding(meeting: Meeting, one: ArticleReading, two: ArticleReading, gap: Gap) -> Finding:
    sides = [
        fill(article, span_of(edge), "denied" if _negations(words) else "told")
        for article, words, edge in ((one, gap.a, gap.a_edge), (two, gap.b, gap.b_edge))
    ]
    return Finding(
        slot="polarity",
        difference="contradiction",
        level=level_of(meeting),
        about=one.words(span_of(gap.a_edge)),
        sides=((sides[0],), (sides[1],)),
        score=min(SCORE, 80 + meeting.score),
        reasons=("one has a negation that the other has not, in the same words", *meeting.reasons),
    )
