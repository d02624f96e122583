"""Attributions as a spreadsheet: one row each, in reading order, safe to open.

A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end, after any white
space) gets an apostrophe before it, as OWASP advises against CSV injection. A byte-order mark tells Excel that the
file is UTF-8. Offsets point into the article's text, of which `text_sha256` names the exact version.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from sayso.publish.export.document import ordered_articles
from sayso.publish.views.guarded import Tell, name_of, reason
from sayso.publish.views.narrowing import surer
from sayso.publish.views.renderings import SAID_KINDS, Rendering, renderings
from sayso.publish.views.stories import bundles
from sayso.publish.words.phrases import GAP, UNKNOWN_SPEAKER
from sayso.records import Story
from sayso.spans import Span, slice_text
from sayso.store.protocol import Store

BOM = "\ufeff"
COLUMNS = (
    "article",
    "outlet",
    "published_earliest",
    "published_latest",
    "published_basis",
    "title",
    "url",
    "path",
    "attribution",
    "kind",
    "speaker",
    "speaker_type",
    "basis",
    "speaker_confidence",
    "confidence",
    "speaks_for",
    "capacity",
    "cue",
    "source",
    "content",
    "speech_act",
    "channel",
    "addressee",
    "said_on",
    "said_on_words",
    "content_offsets",
    "nested_in",
    "text_sha256",
)
# The full-width forms too: some spreadsheets fold them to the plain ones when they read a file.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def export_csv(
    store: Store, *, story: Story | None = None, min_confidence: int = 0, tell: Tell | None = None
) -> Iterator[str]:
    """Every attribution of a collection or a story, intentions and beliefs too, with its header, line by line.

    With `min_confidence` (thousandths) not those that are less sure.
    With `tell` what is broken is left out and told; else it is an error.
    """
    read = bundles(store, ordered_articles(store, story), SAID_KINDS, tell=tell)
    sure = (surer(bundle, min_confidence) for bundle in read)
    return sheet((rendering for bundle in sure for rendering in renderings(bundle)), tell=tell)


def sheet(rows: Iterable[Rendering], *, tell: Tell | None = None) -> Iterator[str]:
    """Some attributions with their header, line by line; with `tell` a broken one is left out and told."""

    def sound() -> Iterator[tuple[object, ...]]:
        for rendering in rows:
            try:
                cells = _cells(rendering)
            except ValueError as error:  # a span that does not fit the text
                if tell is None:
                    raise
                tell(name_of(rendering.article), reason(error))
                continue
            yield cells

    return table(COLUMNS, sound())


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Any table as safe CSV (RFC 4180 line ends), line by line; None is an empty cell."""
    yield BOM + _line(columns)
    for row in rows:
        yield _line([safe_cell(value) for value in row])


def safe_cell(value: object) -> str:
    """A value as a cell that no spreadsheet runs as a formula."""
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, int | float):
        return text
    bare = text.lstrip()
    risky = text[:1] in _FORMULA or bare[:1] in _FORMULA
    return "'" + text if risky else text


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _cells(rendering: Rendering) -> tuple[object, ...]:
    article, attribution = rendering.article, rendering.attribution
    speaker, detail = rendering.speaker, rendering.detail

    def words(span: Span | None) -> str | None:
        return None if span is None else slice_text(article.text, Span(*span))

    return (
        article.id,
        article.outlet,
        article.published_earliest,
        article.published_latest,
        article.published_basis,
        article.title,
        article.url,
        article.path,
        attribution.id,
        attribution.kind,
        (speaker.name if speaker else "") or UNKNOWN_SPEAKER,
        speaker.type if speaker else None,
        speaker.basis if speaker else None,
        speaker.confidence if speaker else None,
        attribution.confidence,
        speaker.speaks_for if speaker else None,
        speaker.capacity if speaker else None,
        words(attribution.cue),
        words(attribution.source),
        GAP.join(slice_text(article.text, Span(*span)) for span in attribution.content),
        rendering.act,
        words(detail.channel) if detail else None,
        words(detail.addressee) if detail else None,
        detail.said_on_value if detail else None,
        words(detail.said_on) if detail else None,
        " ".join(f"{start}-{end}" for start, end in attribution.content),
        attribution.nested_in,
        article.text_sha256,
    )
