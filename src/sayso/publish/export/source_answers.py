"""The source sheet of a story as JSON values and table rows: counts and the places they are counted from, no score."""

from collections.abc import Iterator, Sequence

from sayso.publish.export.annotated import Json, span_json, window_json
from sayso.publish.export.answers import article_json
from sayso.publish.views.source_sheet import SOURCE_KINDS, SourceRow, SourceSheet
from sayso.records import AttributionKind
from sayso.spans import Span

KINDS: tuple[AttributionKind, ...] = ("direct", "indirect", "mixed")


def sources_json(sheet: SourceSheet, rows: Sequence[SourceRow]) -> Json:
    """A value an article; attributions and discrepancies by their ids, everything else with its words."""
    return {"story": sheet.story.id, "sources": [_row(row) for row in rows]}


def _row(row: SourceRow) -> Json:
    text = row.article.text
    return {
        **article_json(row.article),
        "read": row.read,
        "date_basis": row.date_basis,
        "published_window": window_json(text, row.window),
        "words": row.words,
        "shared_words": row.shared_words,
        "shared_share": row.shared_share,
        "shared_with": [
            {
                "article": one.other.id,
                "words": one.words,
                "spans": [span_json(text, span) for span in one.spans],
            }
            for one in row.shared
        ],
        "credits": [
            {**(span_json(text, Span(one.start, one.end)) or {}), "kind": one.kind, "carrier": one.carrier}
            for one in row.credits
        ],
        "channels": [
            {"kind": channel.kind}
            | {kind: [one.attribution.id for one in channel.of(kind)] for kind in KINDS}
            for channel in row.channels
        ],
        "sources": [
            {
                "kind": source.kind,
                "name": source.name or None,
                "attributions": [one.attribution.id for one in source.said],
            }
            for source in row.sources
        ],
        "discrepancies": [view.id for view in row.discrepancies],
        "own_claims": [
            {**(span_json(text, one.span) or {}), "maybe_credited": one.maybe_credited}
            for one in row.own_claims
        ],
        "unread": [
            {**(span_json(text, Span(one.start, one.end)) or {}), "why": one.why} for one in row.unread
        ],
    }


def source_columns() -> tuple[str, ...]:
    """The columns of a table of articles: counts, and nothing for what is not known."""
    head = (
        "article",
        "outlet",
        "published_earliest",
        "published_latest",
        "published_basis",
        "published_doubt",
        "updated",
        "date_basis",
        "completeness",
        "completeness_reason",
        "path",
    )
    window = ("window_earliest", "window_latest")
    text = ("words", "shared_words", "shared_thousandths", "credits")
    return (
        *head,
        *window,
        *text,
        "quotations",
        *KINDS,
        *(f"sources_{kind}" for kind in SOURCE_KINDS),
        "discrepancies",
        "own_claims",
        "unread",
    )


def source_rows(rows: Sequence[SourceRow]) -> Iterator[tuple[object, ...]]:
    """One row an article; an article that was not read has no figures for what reading would tell."""
    for row in rows:
        article, window = row.article, row.window
        said = row.quotations
        counts = (
            len(said),
            *(sum(one.attribution.kind == kind for one in said) for kind in KINDS),
            *(len(row.of(kind)) for kind in SOURCE_KINDS),
            len(row.discrepancies),
            len(row.own_claims),
            len(row.unread),
        )
        yield (
            *(article.id, article.outlet, article.published_earliest, article.published_latest),
            *(article.published_basis, article.published_doubt or None, article.updated),
            *(row.date_basis, article.completeness, article.completeness_reason or None, article.path),
            *((window.earliest, window.latest) if window is not None else (None, None)),
            *(row.words, row.shared_words, row.shared_share, len(row.credits)),
            *(counts if row.read else (None,) * len(counts)),
        )
