"""The source sheet of a story: a block an article, of figures with the places that they are counted from; no score."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console

from sayso.publish.outlet_table import OutletTable
from sayso.publish.pages.ending import print_onward
from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, heading, join, say
from sayso.publish.views.source_sheet import Channel, Source, SourceRow, SourceSheet
from sayso.publish.words.phrases import (
    KIND_WORDS,
    absence_words,
    completeness_words,
    content_words,
    count_words,
    dates_words,
    file_words,
    outlet_words,
    shorten,
    where_words,
)
from sayso.publish.words.source_words import SOURCE_WORDS
from sayso.publish.words.window_words import bounds_words
from sayso.records import Article
from sayso.spans import Span

MOST_NAMED, MOST_PLACES = 4, 2
"""Sources named of one kind, and places shown of one figure; the rest are counted, and csv and json have all."""
MOST_WORDS = 80
"""Characters of a place that stands for a figure: enough to know it again."""
MOST_TITLE = 30
"""Characters of the headline of an article that is not on the page: two of one outlet are told apart by it."""
PER_CENT = 10
"""Thousandths in a hundredth."""

NO_SCORE = "These are counts of what was found, and no score: a report with few is not worse for it."


def print_sources(
    console: Console,
    sheet: SourceSheet,
    *,
    limit: int | None = None,
    only: frozenset[str] | None = None,
    outlets: OutletTable | None = None,
) -> None:
    """The page; `only` are the ids of the articles that are asked for, all of them when None."""
    say(console, (f"Sources: {sheet.story.title}", STRONG), hang=2)
    say(console, (f"story {sheet.story.id}", QUIET))
    rows = [row for row in sheet.rows if only is None or row.article.id in only]
    numbers = {row.article.id: number for number, row in enumerate(rows, start=1)}
    heading(console, "WHERE EACH ARTICLE HAS WHAT IT SAYS FROM")
    if not rows:
        say(console, "none found")
    for place, row in enumerate(rows[:limit]):
        if place:
            console.print()
        _print_row(console, row, numbers, outlets or OutletTable(()))
    more = len(rows) - len(rows[:limit])
    console.print()
    if absent := absence_words(row.article for row in rows):
        say(console, (absent, CAUTION), hang=2)
    if more:
        say(console, (f"and {count_words(more, 'more article')}: --limit shows more", QUIET))
    say(console, (NO_SCORE, QUIET))
    print_onward(console, sheet.story.id, "sources")


def _print_row(console: Console, row: SourceRow, numbers: Mapping[str, int], outlets: OutletTable) -> None:
    article = row.article
    say(console, f"{numbers[article.id]:>2}  ", (article.title or "no headline found", STRONG), hang=4)
    _fact(console, join(outlet_words(article), dates_words(article), completeness_words(article)))
    stated = outlets.of(article.outlet)
    if stated is not None and stated.shown():
        _fact(console, stated.shown())
    _fact(console, join(file_words(article), article.id))
    if row.window is not None and row.date_basis in {"inferred", "doubtful"}:
        _line(console, "published", f"by its own words {bounds_words(article, row.window)}")
    _line(console, "text", _text(row, numbers))
    _line(
        console,
        "credits",
        *_places(article, [Span(one.start, one.end) for one in row.credits], "nobody found"),
    )
    if not row.read:
        _line(
            console, "not read", "nothing below is known of it: `sayso doctor` lists the languages that are"
        )
        return
    _line(console, "quotations", _quotations(row))
    _line(console, "through", _channels(row.channels))
    for kind, words in SOURCE_WORDS.items():
        found = row.of(kind)
        if found:
            _line(console, "sources", f"{words}: {_named(found)}")
    if not row.sources:
        _line(console, "sources", "none found")
    _line(console, "differs", *_differs(row))
    claims = [one.span for one in row.own_claims]
    count = count_words(len(claims), "clause") if claims else "no clause found"
    told = "that it tells itself of what somebody did, with no source named"
    _line(console, "own voice", f"{count} {told}", *_more(article, claims))
    unread = [Span(one.start, one.end) for one in row.unread]
    if unread:
        _line(console, "not read", count_words(len(unread), "place"), *_more(article, unread))


def _fact(console: Console, words: str) -> None:
    if words:
        say(console, (words, QUIET), indent=4)


def _line(console: Console, label: str, *words: str) -> None:
    """A figure with its places: the label in a column of its own."""
    first, *rest = words
    say(console, (f"{label:<11}", QUIET), first, *((f" · {part}", QUIET) for part in rest), indent=4, hang=11)


def _text(row: SourceRow, numbers: Mapping[str, int]) -> str:
    if row.shared_share is None:
        return "no words"
    words = count_words(row.words, "word")
    if not row.shared_words:
        return f"{words}, none of which were found in another article"
    with_whom = [f"{_other(part.other, numbers)}: {part.words:,}" for part in row.shared[:MOST_NAMED]]
    more = f" and {len(row.shared) - MOST_NAMED} more" if len(row.shared) > MOST_NAMED else ""
    share = round(row.shared_share / PER_CENT)
    return f"{words}, {row.shared_words:,} of them ({share} %) also in other articles ({', '.join(with_whom)}{more})"


def _other(article: Article, numbers: Mapping[str, int]) -> str:
    """Another article by its number on the page; one that is not on it by outlet and headline."""
    if article.id in numbers:
        return str(numbers[article.id])
    title = f" “{shorten(article.title, most=MOST_TITLE)}”" if article.title else ""
    return f"{outlet_words(article)}{title}"


def _quotations(row: SourceRow) -> str:
    said = row.quotations
    kinds = [(words, sum(one.attribution.kind == kind for one in said)) for kind, words in KIND_WORDS.items()]
    parts = [f"{count:,} {words}" for words, count in kinds if count]
    return f"{len(said):,}: {', '.join(parts)}" if said else "none found"


def _channels(channels: Sequence[Channel]) -> str:
    parts = [f"{one.kind or 'no channel named'} {len(one.said):,}" for one in channels]
    return ", ".join(parts) or "none found"


def _named(sources: Sequence[Source]) -> str:
    """Who it is, with how much each says and where first."""
    shown = []
    for one in sources[:MOST_NAMED]:
        span = one.said[0].span
        times = f" ×{len(one.said)}" if len(one.said) > 1 else ""
        shown.append(f"{one.name or 'nobody named'}{times} [{span.start}-{span.end}]")
    more = f" and {len(sources) - MOST_NAMED} more" if len(sources) > MOST_NAMED else ""
    told = f"{', '.join(shown)}{more}"
    return f"{len(sources)} ({told})" if len(sources) > 1 else told


def _differs(row: SourceRow) -> Iterable[str]:
    """In how many discrepancies it takes part, and the ids by which `sayso discrepancies` calls them."""
    if not row.discrepancies:
        return ["takes part in no discrepancy that was found"]
    ids = [view.id for view in row.discrepancies[:MOST_NAMED]]
    more = f" and {len(row.discrepancies) - MOST_NAMED} more" if len(row.discrepancies) > MOST_NAMED else ""
    count = count_words(len(row.discrepancies), "discrepancy", "discrepancies")
    return [f"takes part in {count}", ", ".join(ids) + more]


def _places(article: Article, spans: Sequence[Span], none: str) -> Iterable[str]:
    if not spans:
        return [none]
    shown = [_place(article, span) for span in spans[:MOST_NAMED]]
    more = f" and {len(spans) - MOST_NAMED} more" if len(spans) > MOST_NAMED else ""
    return [", ".join(shown) + more]


def _more(article: Article, spans: Sequence[Span]) -> Iterable[str]:
    """The first places of a figure, on their own."""
    return [f"{where_words(article, span)} {_words(article, span)}" for span in spans[:MOST_PLACES]]


def _place(article: Article, span: Span) -> str:
    return f"{_words(article, span)} [{span.start}-{span.end}]"


def _words(article: Article, span: Span) -> str:
    return f"“{shorten(content_words(article.text, (span,)), most=MOST_WORDS)}”"
