"""Attributions as a spreadsheet: one row each, in reading order, safe to open.

A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end, after any white
space) gets an apostrophe before it, as OWASP advises against CSV injection. A byte-order mark tells Excel that the
file is UTF-8. Offsets point into the article's text, of which `text_sha256` names the exact version.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.publish.export.document import ordered_articles
from sayso.publish.views.guarded import Tell, name_of, reason
from sayso.publish.views.narrowing import surer
from sayso.publish.views.renderings import SAID_KINDS, Rendering, renderings
from sayso.publish.views.stories import actor_of, bundles
from sayso.publish.words.phrases import GAP, UNKNOWN_SPEAKER
from sayso.records import Hop, OriginMember, Story, UtteranceMember
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
    "actor",
    "utterance",
    "textual_source",
    "chain",
)
NOT_HELD = "credited, not held"


class Trace(NamedTuple):
    """What an attribution renders, the textual source that it belongs to, and by whom it came: nearest first."""

    utterance: str | None
    source: str | None
    chain: str


UNTRACED = Trace(None, None, "")
# The full-width forms too: some spreadsheets fold them to the plain ones when they read a file.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def export_csv(
    store: Store, *, story: Story | None = None, min_confidence: int = 0, tell: Tell | None = None
) -> Iterator[str]:
    """Every attribution of a collection or a story, intentions and beliefs too, with its header, line by line.

    With `min_confidence` (thousandths) not those that are less sure.
    With `tell` what is broken is left out and told; else it is an error.
    """
    inside = list(story.articles) if story else None
    read = bundles(store, ordered_articles(store, story), SAID_KINDS, tell=tell)
    sure = (surer(bundle, min_confidence) for bundle in read)
    actors = actor_of(store, inside)
    rows = (rendering for bundle in sure for rendering in renderings(bundle, actors))
    return sheet(rows, tell=tell, traces=_traces(store, inside))


def sheet(
    rows: Iterable[Rendering], *, tell: Tell | None = None, traces: Mapping[str, Trace] | None = None
) -> Iterator[str]:
    """Some attributions with their header, line by line; with `tell` a broken one is left out and told.

    `traces` are what is known of each attribution beyond its article; without them the renderings say it themselves.
    """

    def sound() -> Iterator[tuple[object, ...]]:
        for rendering in rows:
            try:
                trace = (
                    _trace(rendering) if traces is None else traces.get(rendering.attribution.id, UNTRACED)
                )
                cells = (*_cells(rendering), _actors(rendering), *trace)
            except ValueError as error:  # a span that does not fit the text
                if tell is None:
                    raise
                tell(name_of(rendering.article), reason(error))
                continue
            yield cells

    return table(COLUMNS, sound())


def _traces(store: Store, articles: Sequence[str] | None) -> dict[str, Trace]:
    """What each attribution renders, its textual source and its chain, read as columns."""
    chains: dict[str, list[tuple[int, str]]] = {}
    steps = ("attribution", "step", "carrier", "held", "suggested")
    for attribution, step, carrier, held, suggested in store.values(Hop, *steps, articles=articles):
        if not suggested:
            chains.setdefault(attribution, []).append((step, carrier if held else f"{carrier} ({NOT_HELD})"))
    members = store.values(OriginMember, "attribution", "source", articles=articles)
    source_of: dict[str, str] = {attribution: source for attribution, source in members if attribution}
    return {
        attribution: Trace(
            utterance,
            source_of.get(attribution),
            " < ".join(carrier for _, carrier in sorted(chains.get(attribution, ()))),
        )
        for attribution, utterance in store.values(
            UtteranceMember, "attribution", "utterance", articles=articles
        )
    }


def _trace(rendering: Rendering) -> Trace:
    sure = [step for step in rendering.chain if not step.hop.suggested]
    carriers = (step.hop.carrier if step.held else f"{step.hop.carrier} ({NOT_HELD})" for step in sure)
    return Trace(rendering.utterance, rendering.source, " < ".join(carriers))


def _actors(rendering: Rendering) -> str:
    return " ".join(voice.actor for voice in rendering.voices if voice.actor is not None)


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
