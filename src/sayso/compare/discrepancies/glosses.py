"""Glosses: what a reporter makes of words that he quotes, where the quotation does not bear it out.

Looked for is a word of saying that is stronger than anything within the whole quotation that it introduces.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.gaps import fill
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.compare.tables import table
from sayso.records import Attribution
from sayso.spans import Span
from sayso.words.forms import read_words

# Set by judgement: over the threshold of its slot, and below what stands word for word in two reports.
SCORE = 700
# A quotation of fewer words is a part of a sentence, whose other part may say what the reporter says.
WHOLE = 6


class Gloss(NamedTuple):
    """What a word of saying makes of what is said: the words that would bear it out, and those that say less."""

    act: str
    bearing: frozenset[str]
    less: frozenset[str]


@lru_cache(maxsize=1)
def glosses() -> Mapping[str, Gloss]:
    """The gloss that each folded word of saying is."""
    return {
        word: Gloss(act, frozenset(bearing.split()), frozenset(less.split()))
        for act, words, bearing, less in table("glosses.tsv")
        for word in words.split()
    }


def find_glosses(story: StoryReading, _meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """Words of saying that are stronger than the whole quotation that they introduce."""
    for article in story.articles.values():
        for row in article.attributions.values():
            if row.kind != "indirect" and row.cue is not None:
                yield from _too_strong(article, row, row.cue)


def _too_strong(article: ArticleReading, row: Attribution, cue: Span) -> Iterator[Finding]:
    cues = read_words(article.text[cue.start : cue.end]).forms
    gloss = next((glosses()[form] for form in cues if form in glosses()), None)
    if gloss is None:
        return
    text = article.text
    words = [
        (form, Span(piece.start + start, piece.start + end))
        for piece in row.content
        for found in (read_words(text[piece.start : piece.end]),)
        for form, start, end in zip(found.forms, found.starts, found.ends, strict=True)
    ]
    weaker = [span for form, span in words if form in gloss.less]
    if row.kind != "direct" or len(words) < WHOLE or not weaker or article.breaks_off(row.content[-1]):
        return
    if any(form in gloss.bearing for form, _ in words):
        return
    yield Finding(
        slot="wording",
        difference="wording",
        level="gloss",
        about=article.words(cue),
        sides=(
            (fill(article, cue, article.words(cue)),),
            (fill(article, weaker[0], article.words(weaker[0])),),
        ),
        score=SCORE,
        reasons=(
            f"the reporter says “{article.words(cue)}”; the words quoted say “{article.words(weaker[0])}” and no more",
        ),
    )
