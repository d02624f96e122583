"""Shared text as JSON values and table rows, for programs that ask through the command line."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sayso.publish.export.annotated import span_json
from sayso.publish.export.answers import article_json, origin_json
from sayso.publish.views.shared_texts import PassageView, SharedText

Json = dict[str, Any]


def passages_json(texts: Sequence[SharedText]) -> Json:
    """Shared texts, each with its places, its pairs and what is known of its origin."""
    return {
        "texts": [
            {
                "id": text.id,
                "words": text.words,
                "places": [
                    article_json(article) | (span_json(article.text, span) or {})
                    for article, span in text.places
                ],
                "passages": [_passage(view) for view in text.passages],
                "origins": origin_json(text.origin, text.sources.items()),
            }
            for text in texts
        ]
    }


def passage_columns() -> tuple[str, ...]:
    """The columns of a table of shared passages: one row a pair of articles."""
    dates = ("published_earliest", "published_basis")
    side = ("article", "outlet", *dates, "completeness", "path", "start", "end", "text")
    return (
        "text",
        "passage",
        "kind",
        "words",
        "direction",
        "direction_basis",
        "why",
        *(f"a_{name}" for name in side),
        *(f"b_{name}" for name in side),
        "least_origins",
        "most_origins",
    )


def passage_sheet(texts: Iterable[SharedText]) -> Iterator[tuple[object, ...]]:
    """One row a pair of articles; rows of one text have the same first column."""
    for text in texts:
        origin = text.origin
        for view in text.passages:
            row = view.passage
            sides = ((view.a, view.a_span, view.a_words), (view.b, view.b_span, view.b_words))
            yield (
                text.id,
                row.id,
                row.kind,
                row.words,
                row.direction,
                row.direction_basis,
                row.why,
                *(
                    cell
                    for side, span, words in sides
                    for cell in (
                        side.id,
                        side.outlet,
                        side.published_earliest,
                        side.published_basis,
                        side.completeness,
                        side.path,
                        *span,
                        words,
                    )
                ),
                origin.least if origin else None,
                origin.most if origin else None,
            )


def _passage(view: PassageView) -> Json:
    row = view.passage
    return {
        "id": row.id,
        "kind": row.kind,
        "words": row.words,
        "direction": row.direction,
        "direction_basis": row.direction_basis,
        "why": row.why,
        "a": {"article": view.a.id} | (span_json(view.a.text, view.a_span) or {}),
        "b": {"article": view.b.id} | (span_json(view.b.text, view.b_span) or {}),
        "differences": [
            {"a": {"start": a.start, "end": a.end}, "b": {"start": b.start, "end": b.end}}
            for a, b in view.differences()
        ],
    }
