"""Gaps: what stands on either side where two texts that run alike do not, and how much of what is around is equal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.compare.aligning.worded import NEGATIONS, Word
from sayso.compare.discrepancies.alongside import Alongside
from sayso.compare.discrepancies.finding import Side
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.records import Level
from sayso.spans import Span
from sayso.words.commonness import function_words

# Words left and right of a gap that are looked at: with more, a gap near the edge of a passage seems loose.
REACH = 5
# Words that differ in a row beyond which no word stands for another.
LONGEST = 10
# So many of these words have to be equal, and so many at each side that has words at all: with fewer, gaps lie between
# two different sentences. Set by judgement on tuning events; no sweep.
HELD, BESIDE, TOUCHING = 5, 2, 3
# Two sentences with this share of their weight in common (thousandths) are one; below it, two that differ in one place of
# five equal words may tell different things. Set by judgement on tuning events; no sweep.
ONE_SENTENCE = 750
_SENTENCE_ENDS = re.compile(r"[.!?]['\"”’)]*\s+\S|\n")


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of `a` where the other text has `b`; either may be empty, never both.

    Of the `REACH` words before it `before` are equal, of those after it `after`, `told` of these say something;
    `first` and `last`: there are no more words before it, after it, on one of the sides.
    """

    a: tuple[Word, ...]
    b: tuple[Word, ...]
    before: int
    after: int
    told: int
    first: bool
    last: bool
    a_edge: tuple[Word, ...]
    b_edge: tuple[Word, ...]
    around: tuple[str, str]
    """The words from the one before the gap to the one after it, and the folded ones there ("": none)."""

    def holds(self, meeting: Meeting) -> bool:
        """Whether both sides surely fill one place of one text: in sentences that are only alike, more has to be equal."""
        if not self.tight:
            return False
        if meeting.basis != "sentence" or meeting.score >= ONE_SENTENCE:
            return True
        return self.before >= REACH - 1 and self.after >= REACH - 1

    @property
    def touches(self) -> bool:
        """Whether the words beside it are equal: enough for words that can hardly stand for anything but each other."""
        return (
            self.before + self.after >= TOUCHING
            and bool(self.before or self.first)
            and bool(self.after or self.last)
        )

    @property
    def tight(self) -> bool:
        """Whether the equal words around leave hardly a doubt that both sides fill one place."""
        return (
            self.before + self.after >= HELD - (self.first or self.last)
            and self.told >= 1
            and (self.before >= BESIDE or self.first)
            and (self.after >= BESIDE or self.last)
        )


class Place(NamedTuple):
    """A gap with all that a finder needs to look at it."""

    story: StoryReading
    meeting: Meeting
    one: ArticleReading
    two: ArticleReading
    gap: Gap

    @property
    def sides(self) -> tuple[tuple[ArticleReading, tuple[Word, ...], tuple[Word, ...]], ...]:
        """Each side: the article, its words in the gap, and those with the ones beside them."""
        return (self.one, self.gap.a, self.gap.a_edge), (self.two, self.gap.b, self.gap.b_edge)

    @property
    def about(self) -> str:
        """The words of the first side with those beside them."""
        return self.one.words(span_of(self.gap.a_edge))

    @property
    def level(self) -> Level:
        """Between whom the two places stand."""
        return "inside" if self.one is self.two else "between"


def places(story: StoryReading, meetings: Sequence[Meeting]) -> Iterator[Place]:
    """The gaps of all meetings; sentences of one article that are alike are no two versions of one."""
    for meeting in meetings:
        if meeting.basis != "inside":
            one, two = story.articles[meeting.a_article], story.articles[meeting.b_article]
            for gap in gaps(meeting.alongside, (one.text, two.text)):
                place = Place(story, meeting, one, two, gap)
                if not _is_cut(place):
                    yield place


def _is_cut(place: Place) -> bool:
    """Whether what a gap lacks, or the rest of its last word, may stand in what is missing of a cut text."""
    return any(
        article.stops_at(span_of(words)) if words else article.breaks_off(span_of(edge))
        for article, words, edge in place.sides
        if words or edge
    )


def gaps(alongside: Alongside, texts: tuple[str, str]) -> Iterator[Gap]:
    """The gaps of two texts beside equal words, but for long ones and those that reach over the end of a sentence."""
    common = function_words()
    equal = {n for block in alongside.blocks if block.equal for n in range(block.a_start, block.a_end)}
    for block in alongside.blocks:
        if block.equal or max(block.a_end - block.a_start, block.b_end - block.b_start) > LONGEST:
            continue
        before = [n for n in range(max(0, block.a_start - REACH), block.a_start) if n in equal]
        after = [n for n in range(block.a_end, min(len(alongside.a), block.a_end + REACH)) if n in equal]
        if len(before) + len(after) < TOUCHING:
            continue
        a, b = alongside.a[block.a_start : block.a_end], alongside.b[block.b_start : block.b_end]
        if any(_crosses(text, side) for text, side in zip(texts, (a, b), strict=True)):
            continue
        yield Gap(
            a,
            b,
            before=len(before),
            after=len(after),
            told=sum(alongside.a[n].form not in common for n in (*before, *after)),
            first=min(block.a_start, block.b_start) == 0,
            last=block.a_end == len(alongside.a) or block.b_end == len(alongside.b),
            a_edge=_edge(alongside.a, block.a_start, block.a_end),
            b_edge=_edge(alongside.b, block.b_start, block.b_end),
            around=(_form(alongside.a, block.a_start - 1), _form(alongside.a, block.a_end)),
        )


def _edge(words: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    return tuple(words[max(0, start - 1) : end + 1])


def _form(words: Sequence[Word], at: int) -> str:
    return words[at].form if 0 <= at < len(words) else ""


def _crosses(text: str, words: Sequence[Word]) -> bool:
    return bool(words) and _SENTENCE_ENDS.search(text, words[0].start, words[-1].end) is not None


def span_of(words: Sequence[Word]) -> Span:
    """The stretch from the first to the last of some words (at least one)."""
    return Span(words[0].start, words[-1].end)


def fill(article: ArticleReading, span: Span, value: str, *reasons: str) -> Side:
    """Words of an article as one side of a finding."""
    return Side(
        article=article.article.id,
        value=value,
        start=span.start,
        end=span.end,
        context=article.context(span),
        attribution=article.attribution_at(span),
        reasons=reasons,
    )


UNSAID, UNSAID_HERE = "nothing said", "nothing said in the part that is here"
"""The value of a side that has no such word: of a whole report, as far as is known, and of one that is here in part."""
NOT_HERE = "only a part of its report is here: it may be said in what is missing"


def unsaid(article: ArticleReading, span: Span) -> Side:
    """A side on which nothing is said where the other has a word."""
    if article.article.in_part:
        return fill(article, span, UNSAID_HERE, NOT_HERE)
    return fill(article, span, UNSAID)


NUMERALS = {
    word: str(number)
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_FULL = {
    "cannot": "can not",
    "cant": "can not",
    "wont": "will not",
    "shant": "shall not",
    "dont": "do not",
} | {
    f"{verb}nt": f"{verb} not"
    for verb in "are could did does had has have is might must need should was were would".split()
}


def written_out(words: Sequence[Word]) -> list[str]:
    """Folded words with what is joined to them apart, and small numbers in figures ("couldn't": could, not)."""
    return [
        form for word in words for form in _FULL.get(word.form, NUMERALS.get(word.form, word.form)).split()
    ]


def telling(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words that say something, negations among them."""
    common = function_words()
    return tuple(word for word in words if word.form not in common or word.form in NEGATIONS)
