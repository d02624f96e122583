"""What an article is about: its weightiest terms, as whole numbers."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sayso.records import Article, Mark
from sayso.resolve.reuse.shingles import page_spans
from sayso.spans import Span
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.forms import fold
from sayso.words.scan import written_words

# How many terms stand for an article: 48, 64, 100 and 200 gave .593, .605, .600 and .595 pairwise F1 and .819, .835, .824
# and .823 B-cubed on the stories; each is paid for in every group that the article joins. All words are read:
# of the first 5,000 characters alone they gave two points less.
TERMS = 64
# The first hundred words and the headline say what the report is about: counted twice and as two further mentions
# (pairwise F1 on the tuning part .528 without, .552 with both; three or five times the same within the noise).
LEAD_WORDS, LEAD, TITLE = 100, 2.0, 2.0
# What a report is about stands in its headline and in this many words; 40, 80 and 100 gave the same within a point.
HEAD_WORDS = 60
# A name counts a quarter more than a common word; one half or twice as much lost a point and three.
NAME = 1.25
# Weights are whole numbers, so that sums do not depend on their order: a vector's length is about this.
UNIT = 1000


def headline(article: Article, marks: Iterable[Mark]) -> str:
    """The article's title; else its marked headline, else its first line, cut to 120 characters; else ""."""
    if article.title and article.title.strip():
        return " ".join(article.title.split())
    for mark in marks:
        if mark.kind == "headline":
            return " ".join(article.text[mark.start : mark.end].split())
    line = next((line.strip() for line in article.text.splitlines() if line.strip()), "")
    return line if len(line) <= 120 else line[:119].rsplit(" ", 1)[0] + "…"


Terms = tuple[tuple[str, int], ...]


def read_terms(article: Article, marks: Iterable[Mark]) -> Terms:
    """The `TERMS` weightiest terms of an article, weightiest first, as a vector of length about `UNIT`."""
    marks = tuple(marks)
    return _read(article.text, headline(article, marks), page_spans(marks))[0]


def read_head(article: Article, marks: Iterable[Mark]) -> Terms:
    """The same of the headline and the first `HEAD_WORDS` words of the report."""
    marks = tuple(marks)
    return _read(article.text, headline(article, marks), page_spans(marks))[1]


@lru_cache(maxsize=4096)  # two stages ask for the terms of the same article; 4,096 of them hold some 80 MB
def _read(text: str, title: str, without: tuple[Span, ...]) -> tuple[Terms, Terms]:
    words = written_words(text, without=without)
    titled = Counter(written_words(title))
    return _weigh(words, titled), _weigh(words[:HEAD_WORDS], titled)


def _weigh(words: Sequence[str], titled: Mapping[str, int]) -> Terms:
    # One use weighs a whole number of quarters, so that a sum does not depend on its order.
    counts: dict[str, float] = {}
    for uses, of_a_word, of_a_name in (
        (Counter(words), 1.0, NAME),
        (Counter(words[:LEAD_WORDS]), LEAD - 1.0, NAME * (LEAD - 1.0)),
        (titled, TITLE, TITLE),
    ):
        for word, count in uses.items():
            root, is_name = _root(word)
            if root:
                counts[root] = counts.get(root, 0.0) + count * (of_a_name if is_name else of_a_word)
    known = commonness()
    weighed = {root: (1 + math.log(count)) * known.weight(root) for root, count in counts.items()}
    # Rounded before they are ranked: the last digit of a logarithm may differ between machines.
    top = sorted([(-round(weight, 6), root) for root, weight in weighed.items() if weight > 0])[:TERMS]
    length = math.sqrt(sum([weight * weight for weight, _ in top]))
    return tuple([(root, round(-UNIT * weight / length)) for weight, root in top])


@lru_cache(maxsize=1 << 16)
def _root(word: str) -> tuple[str, bool]:
    """The stem of a word that may be a term, and whether the word is written as a name is.

    "" for function words, single letters and numbers.
    """
    form = fold(word)
    plain = len(form) > 1 and not form[0].isdigit() and form not in function_words()
    return (stem(form) if plain else ""), word[0].isupper()


def pack(terms: Iterable[tuple[str, int]]) -> str:
    """Terms as one short text: what a group keeps of an article."""
    return " ".join(f"{root}:{weight}" for root, weight in terms)


def unpack(packed: str) -> dict[str, int]:
    """The terms that `pack` wrote, in their order."""
    pairs = (entry.rpartition(":") for entry in packed.split())
    return {root: int(weight) for root, _, weight in pairs}


def cosine(one: Mapping[str, int], two: Mapping[str, int]) -> int:
    """How alike two vectors of terms are, in thousandths."""
    if len(two) < len(one):
        one, two = two, one
    return sum(weight * two[root] for root, weight in one.items() if root in two) // UNIT
