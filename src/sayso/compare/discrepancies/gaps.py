"""Gaps: what stands on either side where two texts that run alike do not, and how much of what is around is equal."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from sayso.compare.aligning.worded import NEGATIONS, Word
from sayso.compare.discrepancies.alongside import Alongside
from sayso.compare.discrepancies.finding import Side
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.reading import ArticleReading
from sayso.records import Level
from sayso.spans import Span
from sayso.words.commonness import function_words

# Words left and right of a gap that are looked at: with more, a gap near the edge of a passage seems loose.
REACH = 5
# So many of these words have to be equal, and so many at each side that has words at all: with fewer, every second gap
# in quotations of tuning stories lay between two different sentences.
HELD, BESIDE, TOUCHING = 5, 2, 3
# Two sentences with this share of their weight in common (thousandths) are one: of tuning pairs below it that differ in
# one place of five equal words, two of three told different things.
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
        if meeting.basis == "inside" or not self.tight:
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


def gaps(alongside: Alongside, texts: tuple[str, str]) -> Iterator[Gap]:
    """The gaps of two texts, but for those that reach over the end of a sentence."""
    common = function_words()
    equal = {n for block in alongside.blocks if block.equal for n in range(block.a_start, block.a_end)}
    for block in alongside.blocks:
        if block.equal:
            continue
        a, b = alongside.a[block.a_start : block.a_end], alongside.b[block.b_start : block.b_end]
        if any(_crosses(text, side) for text, side in zip(texts, (a, b), strict=True)):
            continue
        before = range(max(0, block.a_start - REACH), block.a_start)
        after = range(block.a_end, min(len(alongside.a), block.a_end + REACH))
        near = [n for n in (*before, *after) if n in equal]
        yield Gap(
            a,
            b,
            before=sum(n in equal for n in before),
            after=sum(n in equal for n in after),
            told=sum(alongside.a[n].form not in common for n in near),
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


def level_of(meeting: Meeting) -> Level:
    """Between whom the places of a meeting stand."""
    return "inside" if meeting.a_article == meeting.b_article else "between"


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


@lru_cache(maxsize=8)
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a shipped table of words (compare/data), split at tabs."""
    text = resources.files("sayso.compare").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
