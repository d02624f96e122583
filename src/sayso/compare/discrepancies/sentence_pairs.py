"""Sentences of two articles that have rare words in common, and so perhaps tell the same thing."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.compare.discrepancies.reading import StoryReading
from sayso.spans import Span
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.forms import read_words

# A stem that more sentences of a story have tells nothing about which of them belong together, and each pair of
# them would be compared; in stories of 5 to 20 articles the name that the story is about is the only one.
SENTENCES_A_STEM = 60
# Stems below this weight (in more than one article in eight) bring no sentences together.
RARE = 2.0
# Words a sentence beyond which it is a list or a page without full stops, and meets everything.
LONGEST = 120
# Sentences with fewer content words than this say too little to be known again.
SHORTEST = 4
# So many pairs a sentence are looked at, those with the most weight in common.
PAIRS = 12


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence: its article, its span, and the weight of each of its content stems."""

    article: str
    span: Span
    weights: dict[str, float]
    total: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences; `share` is the weight of the stems of both as a part of what they have, `cover` of the lighter one."""

    a: Told
    b: Told
    share: float
    cover: float
    stems: frozenset[str]


def told_sentences(story: StoryReading) -> list[Told]:
    """The sentences of a story that say enough to be known again."""
    weight, common = commonness().weight, function_words()
    found: list[Told] = []
    for article in story.articles.values():
        words = read_words(article.text)
        roots = [None if form in common or form.isdigit() else stem(form) for form in words.forms]
        for row in article.sentences:
            first, last = bisect_left(words.starts, row.start), bisect_left(words.starts, row.end)
            if not SHORTEST <= last - first <= LONGEST:
                continue
            weights = {root: weight(root) for root in roots[first:last] if root is not None}
            if len(weights) >= SHORTEST:
                span = Span(row.start, row.end)
                found.append(Told(article.article.id, span, weights, sum(weights.values())))
    return found


def sentence_pairs(story: StoryReading, *, between: float, inside: float) -> Iterator[Pair]:
    """Pairs of sentences of two articles, and of one, with at least these shares of their weight in common."""
    sentences = told_sentences(story)
    holders: dict[str, list[int]] = {}
    for number, told in enumerate(sentences):
        for root in told.weights:
            holders.setdefault(root, []).append(number)
    for number, one in enumerate(sentences):
        common: dict[int, float] = {}
        for root, weight in one.weights.items():
            if weight >= RARE and len(holders[root]) <= SENTENCES_A_STEM:
                for other in holders[root]:
                    if other > number:
                        common[other] = common.get(other, 0.0) + weight
        least = between * one.total / 4
        common = {other: weight for other, weight in common.items() if weight >= least}
        best = sorted(common, key=lambda other: (-common[other], other))[:PAIRS]
        for other in sorted(best):
            two = sentences[other]
            stems = one.weights.keys() & two.weights.keys()
            both = sum(one.weights[root] for root in sorted(stems))
            share = both / (one.total * two.total) ** 0.5
            if share >= (inside if one.article == two.article else between):
                yield Pair(one, two, share, both / min(one.total, two.total), frozenset(stems))
