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
_SENTENCE_ENDS = re.compile(r"[.!?]['\"”’)]*\s+\S|\n")


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of `a` where the other text has `b`; either may be empty, never both.

    `before` and `after` are the equal words that touch it; `held` of the `REACH` words on both sides of it are equal,
    `told` of these say something.
    """

    a: tuple[Word, ...]
    b: tuple[Word, ...]
    before: int
    after: int
    held: int
    told: int
    a_edge: Span
    b_edge: Span
    around: tuple[str, str]
    """The stretches from the word before the gap to the one after it, and the folded words there ("": none)."""

    @property
    def tight(self) -> bool:
        """Whether the equal words around leave hardly a doubt that both sides fill one place.

        Below four equal words that say something, or with nothing equal at one side, three of ten gaps of tuning
        stories were two different sentences.
        """
        return self.before >= 1 and self.after >= 1 and self.held >= REACH and self.told >= 3


def gaps(alongside: Alongside, texts: tuple[str, str]) -> Iterator[Gap]:
    """The gaps of two texts, but for those that reach over the end of a sentence."""
    common = function_words()
    equal = {n for block in alongside.blocks if block.equal for n in range(block.a_start, block.a_end)}
    blocks = alongside.blocks
    for number, block in enumerate(blocks):
        if block.equal:
            continue
        a, b = alongside.a[block.a_start : block.a_end], alongside.b[block.b_start : block.b_end]
        if any(_crosses(text, side) for text, side in zip(texts, (a, b), strict=True)):
            continue
        before = blocks[number - 1] if number else None
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        near = [
            n
            for n in (
                *range(max(0, block.a_start - REACH), block.a_start),
                *range(block.a_end, min(len(alongside.a), block.a_end + REACH)),
            )
            if n in equal
        ]
        yield Gap(
            a,
            b,
            before.a_end - before.a_start if before is not None and before.equal else 0,
            after.a_end - after.a_start if after is not None and after.equal else 0,
            len(near),
            sum(alongside.a[n].form not in common for n in near),
            _edge(alongside.a, block.a_start, block.a_end),
            _edge(alongside.b, block.b_start, block.b_end),
            (_form(alongside.a, block.a_start - 1), _form(alongside.a, block.a_end)),
        )


def _edge(words: Sequence[Word], start: int, end: int) -> Span:
    return span_of(words[max(0, start - 1) : end + 1])


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


def telling(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words that say something, negations among them."""
    common = function_words()
    return tuple(word for word in words if word.form not in common or word.form in NEGATIONS)


@lru_cache(maxsize=8)
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a shipped table of words (compare/data), split at tabs."""
    text = resources.files("sayso.compare").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
