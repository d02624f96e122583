"""Shared passages: text that two articles share, verbatim or edited, with its exact span on both sides."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from sayso.ids import make_id
from sayso.records import Article, Mark, Seed, Sentence, SharedPassage
from sayso.resolve.reuse.borders import Side, trim_run
from sayso.resolve.reuse.credits import direction_of
from sayso.resolve.reuse.page_words import Page, read_page
from sayso.resolve.reuse.runs import Run, align
from sayso.resolve.reuse.shingles import page_spans
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Group, Key, Member
from sayso.words.commonness import function_words

# Seven equal words are still often chance in political news ("the president of the United States said"); from
# eight on, with the test on content words below, they were common text in what was read of the tuning part.
LEAST_WORDS = 8
# ... and of these so many must be more than grammar (4, 5 and 6 find 99.2, 98.6 and 98.6 % of a lightly edited copy,
# eval/passages.py).
LEAST_MEANING = 4
# A whole sentence or quotation is somebody's words from its first to its last, so fewer are needed.
LEAST_WHOLE = 6
# Common text says something: this many different words beside function words, names and titles.
LEAST_CONTENT = 3
# Two sentences are one, edited, when at least this share (thousandths) of their words is equal and in order.
SENTENCE_ALIKE = 620


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that names each pair of articles for which there is a seed."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        for pair in sorted({(seed.article, seed.other) for seed in bundle[Seed]}):
            yield Key("|".join(pair))

    return keys


def open_passages(_settings: Settings) -> Callable[[str, Sequence[Member]], list[SharedPassage]]:
    """Return the function that compares two articles word by word."""
    common = function_words()

    # An article is compared with many others: its words are read once, not once a pair (2,048 of them
    # hold some 100 MB; with 512 a collection of 2,000 read most of its articles again for each pair).
    @lru_cache(maxsize=2048)
    def page(_revision: str, text: str, skipped: tuple[Span, ...], sentences: tuple[Span, ...]) -> Page:
        return read_page(text, skipped=skipped, sentences=sentences, common=common)

    def open_page(bundle: Bundle) -> Page:
        spans = tuple(Span(sentence.start, sentence.end) for sentence in bundle[Sentence])
        return page(bundle.article.revision, bundle.article.text, page_spans(bundle[Mark]), spans)

    def passages(_key: str, members: Sequence[Member]) -> list[SharedPassage]:
        bundles = [member.bundle for member in members if member.bundle is not None]
        if len(bundles) != 2:  # the other article is gone, or was given no text
            return []
        a, b = bundles
        return compare(a, b, open_page(a), open_page(b))

    return passages


def compare(a: Bundle, b: Bundle, page_a: Page, page_b: Page) -> list[SharedPassage]:
    """All shared passages of two articles, in the reading order of the first."""
    text_a, text_b = a.article.text, b.article.text
    one, two = Side(page_a, text_a), Side(page_b, text_b)
    found = [trim_run(run, one, two) for run in align(page_a.codes, page_b.codes)]
    runs = [
        run
        for run in found
        if run is not None and _says_something(run, page_a, page_b) and _long_enough(run, one, two)
    ]
    edited = [trim_run(run, one, two) for run in _edited_sentences(page_a, page_b, runs)]
    runs += [run for run in edited if run is not None and _says_something(run, page_a, page_b)]
    return [_record(a, b, page_a, page_b, run) for run in sorted(set(runs))]


def _says_something(run: Run, a: Page, b: Page) -> bool:
    """Whether the words in common hold content: written small in one of the two (the other may be a heading)."""
    ranges = ((a, run.a, run.a_end), (b, run.b, run.b_end))
    plain: set[str] = set()
    for page, first, last in ranges:
        marked = zip(_forms(page, first, last), page.plain[first:last], strict=True)
        plain.update(form for form, is_plain in marked if is_plain)
    return (
        len(plain.intersection(*(_forms(page, first, last) for page, first, last in ranges))) >= LEAST_CONTENT
    )


def _long_enough(run: Run, a: Side, b: Side) -> bool:
    """Whether a run is long enough to be somebody's text, or is all of a sentence or quotation in both."""
    if (
        run.equal >= LEAST_WORDS
        and min(
            sum(side.page.content[first:last])
            for side, first, last in ((a, run.a, run.a_end), (b, run.b, run.b_end))
        )
        >= LEAST_MEANING
    ):
        return True
    same = _forms(a.page, run.a, run.a_end) == _forms(b.page, run.b, run.b_end)
    whole = a.is_whole(run.a, run.a_end) and b.is_whole(run.b, run.b_end)
    return same and whole and run.equal >= LEAST_WHOLE


def _forms(page: Page, first: int, last: int) -> tuple[str, ...]:
    return page.words.forms[first:last]


def _edited_sentences(a: Page, b: Page, found: Sequence[Run]) -> Iterator[Run]:
    """Sentences that agree in most words though no long run of them is left, outside what was found."""
    open_a = _uncovered(a.sentences, [(run.a, run.a_end) for run in found])
    open_b = _uncovered(b.sentences, [(run.b, run.b_end) for run in found])
    if not open_a or not open_b:
        return
    where: dict[str, list[int]] = {}
    for number, (first, last) in enumerate(open_b):
        for form in sorted(
            {f for f, plain in zip(_forms(b, first, last), b.plain[first:last], strict=True) if plain}
        ):
            where.setdefault(form, []).append(number)
    best: dict[int, tuple[int, int, Run]] = {}
    for number_a, (first, last) in enumerate(open_a):
        forms = {f for f, plain in zip(_forms(a, first, last), a.plain[first:last], strict=True) if plain}
        votes = Counter(number for form in forms for number in where.get(form, ()))
        for number_b, count in sorted(votes.items()):
            # Half the plain words in common is less than any pair above the threshold has.
            if count < LEAST_CONTENT or count * 2 < len(forms):
                continue
            run, alike = _match(a, b, (first, last), open_b[number_b])
            if run is not None and alike > best.get(number_b, (0, 0, run))[0]:
                best[number_b] = (alike, number_a, run)
    chosen: dict[int, tuple[int, Run]] = {}
    for alike, number_a, run in sorted(best.values(), key=lambda entry: (-entry[0], entry[1])):
        chosen.setdefault(number_a, (alike, run))
    for _, run in chosen.values():
        yield run


def _uncovered(
    sentences: Sequence[tuple[int, int]], covered: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Sentences of at least `LEAST_WORDS` words of which no word lies in a found passage."""
    covered = sorted(covered)
    return [
        (first, last)
        for first, last in sentences
        if last - first >= LEAST_WORDS and not any(start < last and first < end for start, end in covered)
    ]


def _match(a: Page, b: Page, in_a: tuple[int, int], in_b: tuple[int, int]) -> tuple[Run | None, int]:
    """What two sentences have in common from the first to the last equal word, and how alike they are."""
    forms_a, forms_b = _forms(a, *in_a), _forms(b, *in_b)
    longest = max(len(forms_a), len(forms_b))
    ops = [op for op in LCSseq.opcodes(forms_a, forms_b) if op.tag == "equal"]
    equal = sum(op.src_end - op.src_start for op in ops)
    alike = (2000 * equal + len(forms_a) + len(forms_b)) // (2 * (len(forms_a) + len(forms_b))) * 2
    if not ops or alike < SENTENCE_ALIKE or equal * 2 < longest:
        return None, 0
    run = Run(
        in_a[0] + ops[0].src_start,
        in_a[0] + ops[-1].src_end,
        in_b[0] + ops[0].dest_start,
        in_b[0] + ops[-1].dest_end,
        equal,
    )
    return run, alike


def _record(a: Bundle, b: Bundle, page_a: Page, page_b: Page, run: Run) -> SharedPassage:
    words_a, words_b = page_a.words, page_b.words
    span_a = Span(words_a.starts[run.a], words_a.ends[run.a_end - 1])
    span_b = Span(words_b.starts[run.b], words_b.ends[run.b_end - 1])
    same = _forms(page_a, run.a, run.a_end) == _forms(page_b, run.b, run.b_end)
    direction, reason = direction_of(a, b, span_a, span_b)
    longest = max(run.a_end - run.a, run.b_end - run.b)
    shared = (
        f"{run.equal} words in the same order"
        if same
        else f"{run.equal} of {longest} words in the same order"
    )
    return SharedPassage(
        id=make_id("SharedPassage", a.article.revision, b.article.revision, span_a, span_b),
        a_article=a.article.id,
        a_start=span_a.start,
        a_end=span_a.end,
        b_article=b.article.id,
        b_start=span_b.start,
        b_end=span_b.end,
        kind="verbatim" if same else "edited",
        words=run.equal,
        direction=direction,
        why=f"{shared}; {reason}",
    )


PASSAGES = Group(
    name="passages",
    version=2,
    reads=(Article, Mark, Sentence, Seed),
    writes=(SharedPassage,),
    keys=open_keys,
    make=open_passages,
    gathers="bundle",
    least=2,
    carries=(Article, Mark, Sentence),
)
