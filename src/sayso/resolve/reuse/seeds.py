"""Which pairs of articles are worth comparing word by word: those that share a winnowed fingerprint."""

from collections.abc import Callable, Sequence

from sayso.ids import make_id
from sayso.records import Article, Mark, Seed
from sayso.resolve.reuse.page_words import content_words
from sayso.resolve.reuse.prints import CAP, fingerprints, meet
from sayso.resolve.reuse.shingles import page_spans
from sayso.settings import Settings
from sayso.stage import Bundle, Numbers, Pairs
from sayso.words.forms import fold
from sayso.words.scan import code, scan_words


def open_numbers(_settings: Settings) -> Callable[[Sequence[Bundle]], list[Numbers]]:
    """Return the function that gives the fingerprints of articles, and a number for the outlet of each."""

    def numbers(bundles: Sequence[Bundle]) -> list[Numbers]:
        scans = scan_words(
            [bundle.article.text for bundle in bundles], [page_spans(bundle[Mark]) for bundle in bundles]
        )
        found = fingerprints([scan.codes for scan in scans], [content_words(scan) for scan in scans])
        return [
            Numbers(values, code(fold(bundle.article.outlet)) if bundle.article.outlet else 0)
            for bundle, values in zip(bundles, found, strict=True)
        ]

    return numbers


def make_seed(article: str, other: str) -> Seed:
    """The seed of two articles; `article` sorts before `other`."""
    return Seed(id=make_id("Seed", article, other), article=article, other=other)


SEEDS = Pairs(
    name="seeds",
    version=3,
    reads=(Article, Mark),
    writes=(Seed,),
    numbers=open_numbers,
    meet=meet,
    make=make_seed,
    cap=CAP,
)
