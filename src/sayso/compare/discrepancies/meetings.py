"""Meetings: two places of a story's articles that tell the same thing, and on what basis.

Finders look only at these: how sure it is that two words fill one slot is how sure the meeting is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.compare.discrepancies.alongside import Alongside, lay_alongside, words_of
from sayso.compare.discrepancies.finding import Basis
from sayso.compare.discrepancies.reading import StoryReading
from sayso.compare.discrepancies.sentence_pairs import Pair, sentence_pairs
from sayso.records import SharedPassage
from sayso.spans import Span

if TYPE_CHECKING:
    from sayso.compare.aligning.worded import Word

# Of the passages of a story so many an article are compared: in a story of 300 articles most repeat one another.
PASSAGES_AN_ARTICLE = 200
# An utterance of so many renderings is compared with its first ones.
RENDERINGS = 12
# Two sentences with at least this share of the weight of their words in common are looked at, those of one article
# only when they say nearly the same: most of what an article tells twice is of two things.
BETWEEN, INSIDE = 0.3, 0.6
# A short sentence that a long one holds says less about whether both tell the same.
COVERED = 0.8
# So many words that both have are told.
RAREST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Two places that tell the same thing: the articles' ids, the spans, and their words beside each other.

    `a` sorts before `b`, by article and span. `key` is the passage, utterance … that makes them meet.
    """

    a_article: str
    a: Span
    b_article: str
    b: Span
    basis: Basis
    score: int
    reasons: tuple[str, ...]
    alongside: Alongside
    key: str = ""


def meetings(story: StoryReading) -> tuple[Meeting, ...]:
    """All meetings of a story, the surest basis first."""
    return (*_of_passages(story), *_of_utterances(story), *_of_sentences(story))


def _of_passages(story: StoryReading) -> Iterator[Meeting]:
    seen: dict[str, int] = {}
    for row in story.passages:
        counts = [seen.get(article, 0) for article in (row.a_article, row.b_article)]
        if max(counts) >= PASSAGES_AN_ARTICLE:
            continue
        for article, count in zip((row.a_article, row.b_article), counts, strict=True):
            seen[article] = count + 1
        yield _of_passage(story, row)


def _of_passage(story: StoryReading, row: SharedPassage) -> Meeting:
    one, two = story.articles[row.a_article], story.articles[row.b_article]
    # A passage ends where words differ, perhaps at the very number: the rest of its sentences belongs to it.
    a, b = one.context(Span(row.a_start, row.a_end)), two.context(Span(row.b_start, row.b_end))
    alongside = lay_alongside(words_of(one.text, [a]), words_of(two.text, [b]))
    return Meeting(
        a_article=row.a_article,
        a=a,
        b_article=row.b_article,
        b=b,
        basis="passage",
        score=min(950, 700 + 10 * row.words),
        reasons=(f"they share {row.words} words in the same order",),
        alongside=alongside,
        key=row.id,
    )


def _of_utterances(story: StoryReading) -> Iterator[Meeting]:
    renderings: dict[str, list[tuple[str, str]]] = {}
    for article in story.articles.values():
        for attribution, utterance in article.utterances.items():
            if attribution in article.attributions:
                renderings.setdefault(utterance, []).append((article.article.id, attribution))
    for utterance in sorted(renderings):
        found = sorted(renderings[utterance])[:RENDERINGS]
        for number, (a_article, a_id) in enumerate(found):
            for b_article, b_id in found[number + 1 :]:
                one, two = story.articles[a_article], story.articles[b_article]
                a, b = one.attributions[a_id].content, two.attributions[b_id].content
                alongside = lay_alongside(words_of(one.text, a), words_of(two.text, b))
                yield Meeting(
                    a_article=a_article,
                    a=Span(a[0].start, a[-1].end),
                    b_article=b_article,
                    b=Span(b[0].start, b[-1].end),
                    basis="utterance",
                    score=800,
                    reasons=("both render one utterance",),
                    alongside=alongside,
                    key=utterance,
                )


def _of_sentences(story: StoryReading) -> Iterator[Meeting]:
    read: dict[tuple[str, Span], tuple[Word, ...]] = {}
    for pair in sentence_pairs(story, between=BETWEEN, inside=INSIDE):
        for told in (pair.a, pair.b):
            if (told.article, told.span) not in read:
                read[told.article, told.span] = words_of(story.articles[told.article].text, [told.span])
        yield Meeting(
            a_article=pair.a.article,
            a=pair.a.span,
            b_article=pair.b.article,
            b=pair.b.span,
            basis="sentence" if pair.a.article != pair.b.article else "inside",
            score=round(1000 * max(pair.share, COVERED * pair.cover)),
            reasons=(
                f"both sentences have the words {_rarest(pair, read[pair.a.article, pair.a.span], story)}",
            ),
            alongside=lay_alongside(read[pair.a.article, pair.a.span], read[pair.b.article, pair.b.span]),
        )


def _rarest(pair: Pair, words: "Sequence[Word]", story: StoryReading) -> str:
    """The rarest words that both sentences have, as the first one writes them."""
    rare = sorted(pair.stems, key=lambda root: (-pair.a.weights[root], root))[:RAREST]
    text = story.articles[pair.a.article].text
    forms = {word.root: text[word.start : word.end] for word in reversed(words)}
    return ", ".join(sorted((forms[root] for root in rare if root in forms), key=str.casefold))
