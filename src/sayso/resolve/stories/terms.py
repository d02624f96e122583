"""What an article is about: its weightiest terms, as whole numbers."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import compress

from sayso.records import Article, Mark
from sayso.resolve.reuse.shingles import page_spans, report_words
from sayso.spans import Span
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.forms import read_words

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
    return _read(article.revision, article.text, headline(article, marks), page_spans(marks))[0]


def read_head(article: Article, marks: Iterable[Mark]) -> Terms:
    """The same of the headline and the first `HEAD_WORDS` words of the report."""
    marks = tuple(marks)
    return _read(article.revision, article.text, headline(article, marks), page_spans(marks))[1]


@lru_cache(maxsize=4096)  # two stages ask for the terms of the same article; 4,096 of them hold some 80 MB
def _read(revision: str, text: str, title: str, without: tuple[Span, ...]) -> tuple[Terms, Terms]:
    words = report_words(revision, text, without)
    names = [text[start].isupper() for start in words.starts]
    titled = Counter(read_words(title).forms)
    return _weigh(words.forms, names, titled), _weigh(words.forms[:HEAD_WORDS], names, titled)


def _weigh(forms: Sequence[str], names: Sequence[bool], titled: Mapping[str, int]) -> Terms:
    known = commonness()
    counts: dict[str, float] = {}
    for uses, weight in (
        (Counter(forms), 1.0),
        (Counter(compress(forms, names)), NAME - 1.0),
        (Counter(forms[:LEAD_WORDS]), LEAD - 1.0),
        (Counter(compress(forms[:LEAD_WORDS], names)), (NAME - 1.0) * (LEAD - 1.0)),
        (titled, TITLE),
    ):
        for form, count in uses.items():
            root = _root(form)
            if root:
                counts[root] = counts.get(root, 0.0) + count * weight
    weighed = {root: (1 + math.log(count)) * known.weight(root) for root, count in counts.items()}
    # Rounded before they are ranked: the last digit of a logarithm may differ between machines.
    top = sorted((-round(weight, 6), root) for root, weight in weighed.items() if weight > 0)[:TERMS]
    length = math.sqrt(sum(weight * weight for weight, _ in top))
    return tuple((root, round(-UNIT * weight / length)) for weight, root in top)


@lru_cache(maxsize=1 << 16)
def _root(form: str) -> str:
    """The stem of a word that may be a term; "" for function words, single letters and numbers."""
    plain = len(form) > 1 and not form[0].isdigit() and form not in function_words()
    return stem(form) if plain else ""


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
