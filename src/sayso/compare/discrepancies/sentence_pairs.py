"""Sentences of two articles that have rare words in common, and so perhaps tell the same thing."""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.compare.discrepancies.reading import StoryReading
from sayso.spans import Span
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.forms import read_words

# A stem that more sentences of a story have tells nothing about which of them belong together, and each pair of
# them would be compared; in stories of 5 to 20 articles the name that the story is about is the only one.
SENTENCES_A_STEM = 60
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
    """Two sentences; `common` is the weight of the stems of both, `share` that as a part of what they have in all."""

    a: Told
    b: Told
    common: float
    share: float
    stems: frozenset[str]


def told_sentences(story: StoryReading) -> list[Told]:
    """The sentences of a story that say enough to be known again."""
    weight, common = commonness().weight, function_words()
    found: list[Told] = []
    for article in story.articles.values():
        for row in article.sentences:
            forms = read_words(article.text[row.start : row.end]).forms
            if len(forms) > LONGEST:
                continue
            weights = {
                root: weight(root)
                for form in forms
                if form not in common and not form.isdigit()
                for root in (stem(form),)
            }
            if len(weights) >= SHORTEST:
                found.append(
                    Told(article.article.id, Span(row.start, row.end), weights, sum(weights.values()))
                )
    return found


def sentence_pairs(story: StoryReading, *, least: float) -> Iterator[Pair]:
    """Pairs of sentences, of two articles or of one, with at least this share of their weight in common."""
    sentences = told_sentences(story)
    holders: dict[str, list[int]] = {}
    for number, told in enumerate(sentences):
        for root in told.weights:
            holders.setdefault(root, []).append(number)
    for number, told in enumerate(sentences):
        common: dict[int, float] = {}
        for root, weight in told.weights.items():
            if len(holders[root]) <= SENTENCES_A_STEM:
                for other in holders[root]:
                    if other > number:
                        common[other] = common.get(other, 0.0) + weight
        best = sorted(common, key=lambda other: (-common[other], other))[:PAIRS]
        for other in sorted(best):
            two = sentences[other]
            stems = told.weights.keys() & two.weights.keys()
            both = sum(told.weights[root] for root in sorted(stems))
            share = both / (told.total * two.total) ** 0.5
            if share >= least:
                yield Pair(told, two, both, share, frozenset(stems))
