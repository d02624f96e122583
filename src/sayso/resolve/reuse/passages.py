"""Shared passages: text that two articles share, verbatim or edited, with its exact span on both sides."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from sayso.ids import make_id
from sayso.records import Article, Credit, Mark, Seed, Sentence, SharedPassage
from sayso.resolve.reuse import kernel
from sayso.resolve.reuse.credits import direction_of
from sayso.resolve.reuse.page_words import Page, read_pages
from sayso.resolve.reuse.runs import Run
from sayso.resolve.reuse.shingles import page_spans
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Group, Key, Member

# An article is compared with many others: its words are read once, not once a pair. So many hold some 100 MB.
PAGES = 4096


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that names each pair of articles for which there is a seed."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        for seed in bundle[Seed]:
            yield Key(f"{seed.article}|{seed.other}")

    return keys


def open_passages(_settings: Settings) -> Callable[[str, Sequence[Member]], list[SharedPassage]]:
    """Return the function that compares two articles word by word."""

    @lru_cache(maxsize=PAGES)
    def page(_revision: str, text: str, skipped: tuple[Span, ...], sentences: tuple[Span, ...]) -> Page:
        return read_pages([text], skipped=[skipped], sentences=[sentences])[0]

    def open_page(bundle: Bundle) -> Page:
        spans = tuple(Span(sentence.start, sentence.end) for sentence in bundle[Sentence])
        return page(bundle.article.revision, bundle.article.text, page_spans(bundle[Mark]), spans)

    def passages(_key: str, members: Sequence[Member]) -> list[SharedPassage]:
        bundles = [member.bundle for member in members if member.bundle is not None]
        if len(bundles) != 2:  # the other article is gone, or was given no text
            return []
        a, b = bundles
        page_a, page_b = open_page(a), open_page(b)
        return [_record(a, b, page_a, page_b, run) for run in kernel.passages(page_a, page_b)]

    return passages


def _record(a: Bundle, b: Bundle, page_a: Page, page_b: Page, run: Run) -> SharedPassage:
    span_a = Span(int(page_a.starts[run.a]), int(page_a.ends[run.a_end - 1]))
    span_b = Span(int(page_b.starts[run.b]), int(page_b.ends[run.b_end - 1]))
    course = direction_of(a, b, span_a, span_b)
    longest = max(run.a_end - run.a, run.b_end - run.b)
    of = "" if run.verbatim else f"of {longest} "
    return SharedPassage(
        id=make_id("SharedPassage", a.article.revision, b.article.revision, span_a, span_b),
        a_article=a.article.id,
        a_start=span_a.start,
        a_end=span_a.end,
        b_article=b.article.id,
        b_start=span_b.start,
        b_end=span_b.end,
        kind="verbatim" if run.verbatim else "edited",
        words=run.equal,
        direction=course.direction,
        direction_basis=course.basis,
        why=f"{run.equal} {of}words in the same order; {course.why}",
    )


PASSAGES = Group(
    name="passages",
    version=6,
    reads=(Article, Mark, Sentence, Credit, Seed),
    writes=(SharedPassage,),
    keys=open_keys,
    make=open_passages,
    gathers="bundle",
    least=2,
    asks=(Seed,),
    carries=(Article, Mark, Sentence, Credit),
)
