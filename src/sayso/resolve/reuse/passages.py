"""Shared passages: text that two articles share, verbatim or edited, with its exact span on both sides."""

from collections.abc import Callable, Iterator, Sequence

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


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that names each pair of articles for which there is a seed."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        for seed in bundle[Seed]:
            yield Key(f"{seed.article}|{seed.other}")

    return keys


def open_pages(_settings: Settings) -> Callable[[Sequence[Bundle]], list[Page]]:
    """Return the function that makes articles ready for comparing: many at once take half as long as one by one."""
    return _read


def _read(bundles: Sequence[Bundle]) -> list[Page]:
    return read_pages(
        [bundle.article.text for bundle in bundles],
        skipped=[page_spans(bundle[Mark]) for bundle in bundles],
        sentences=[[(sentence.start, sentence.end) for sentence in bundle[Sentence]] for bundle in bundles],
    )


def open_passages(_settings: Settings) -> Callable[[str, Sequence[Member]], list[SharedPassage]]:
    """Return the function that compares two articles word by word."""

    def passages(_key: str, members: Sequence[Member]) -> list[SharedPassage]:
        pairs = [(member.bundle, member.opened) for member in members if member.bundle is not None]
        if len(pairs) != 2:  # the other article is gone, or was given no text
            return []
        (a, page_a), (b, page_b) = ((bundle, page or _read([bundle])[0]) for bundle, page in pairs)
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
    version=7,
    reads=(Article, Mark, Sentence, Credit, Seed),
    writes=(SharedPassage,),
    keys=open_keys,
    make=open_passages,
    gathers="bundle",
    least=2,
    asks=(Seed,),
    opens=open_pages,
    carries=(Article, Mark, Sentence, Credit),
)
