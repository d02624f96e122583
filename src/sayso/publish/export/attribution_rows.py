"""Attributions as rows of one table: the same columns in a CSV, a workbook and a Parquet file.

A row alone can be quoted: it has the exact words, who said them and how that is known, the outlet that renders them,
the article with its date and address, the hash of its text, and what reviewers made of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.ids import digest
from sayso.publish.export.document import ordered_articles
from sayso.publish.views.guarded import Tell, name_of, reason
from sayso.publish.views.lines import Line, reviews_of
from sayso.publish.views.narrowing import surer
from sayso.publish.views.renderings import SAID_KINDS, Rendering, renderings
from sayso.publish.views.stories import actor_of, bundles
from sayso.publish.words.phrases import GAP, UNKNOWN_SPEAKER, basis_words, one_line
from sayso.records import Hop, OriginMember, ReviewedAttribution, Story, UtteranceMember
from sayso.spans import Span, slice_text
from sayso.store.protocol import Store

EXPLAINED: Mapping[str, str] = {
    "article": "id of the article",
    "outlet": "the outlet that published it; empty: unknown",
    "published_earliest": "first day or moment at which it can have come out",
    "published_latest": "last day or moment at which it can have come out",
    "published_basis": "how its date is known: stated, dateline, inferred, reviewed, doubtful, unknown; order nothing by a doubtful one",
    "published_doubt": "why its date is doubtful; empty: it is not",
    "updated": "when its source says that it was last changed, which is no date of publishing",
    "completeness": "how much of it is here: full, partial, excerpt, unknown",
    "completeness_reason": "how that is known",
    "title": "its headline",
    "url": "its original address",
    "path": "the file that it was read from",
    "attribution": "id of the attribution",
    "kind": "direct: quoted; indirect: paraphrased; mixed: partly quoted",
    "speaker": "who said it, as far as the article tells",
    "speaker_type": "person, organization, government, group, outlet, place, document, unnamed",
    "basis": "how the speaker is known: named, surname, pronoun, role, cueless, carried_over, never_introduced, unnamed, reviewed",
    "speaker_confidence": "how sure the speaker is, in thousandths",
    "confidence": "how sure it is that these words are given to somebody, in thousandths",
    "speaks_for": "the body that the speaker speaks for; empty: no words say so",
    "capacity": "in what capacity: leader, spokesman, member, own_name, unclear",
    "cue": "the words that tell that somebody speaks",
    "source": "the words that name the speaker beside the quotation",
    "content": "the exact words, as this outlet renders them; […] stands for words between that are not part of it",
    "speech_act": "statement, demand, warning, accusation, denial, promise, praise, announcement, report, opinion, intention, belief",
    "channel": "words that tell through what it was said",
    "addressee": "words that tell to whom it was said",
    "said_on": "the day on which it was said; empty: unknown",
    "said_on_words": "the words that tell that day",
    "content_offsets": "where the content stands in the article's text: half-open, in characters (code points)",
    "nested_in": "id of the attribution within which it is reported",
    "text_sha256": "the exact version of the article's text",
    "actor": "ids of the speakers over all articles",
    "utterance": "id of what was said once; rows with the same one are renderings of it",
    "textual_source": "renderings with the same one come from one text, as far as the collection shows",
    "chain": "through whom the words came, the nearest first; credited, not held: the collection lacks that article",
    "basis_words": "how the speaker is known, in words",
    "channel_kind": "the kind of channel, as interview or statement",
    "said_on_basis": "how that day is known",
    "review_state": "unreviewed, checked, disputed",
    "reviewers": "who reviewed it, and what each said; several may differ",
    "unchecked": "yes: an accusation or a warning whose speaker was inferred and that nobody has checked",
    "review": "for you to fill in: confirm or reject",
    "note": "what reviewers noted; what you write here becomes a note, or why you changed the row",
    "tags": "codes that reviewers gave it, with commas between; codes that you add become tags",
    "as_written": "tells rows that were edited from those that were not; leave it as it is",
}
"""Every column with what it holds, in the order in which they stand."""
COLUMNS = tuple(EXPLAINED)
EDITABLE = (
    "outlet", "published_earliest", "published_latest", "title", "url", "kind", "speaker", "speaks_for",
    "speech_act", "channel_kind", "said_on", "review", "note", "tags",
)  # fmt: skip
"""Columns that a person may edit, for `sayso review import` to take in."""
FIXED = ("cue", "source", "content", "content_offsets", "addressee", "channel")
"""Columns that a person may think can be edited: where words stand is a review of its own."""
NUMBERS = frozenset({"speaker_confidence", "confidence"})
"""Columns of whole numbers; the others are text."""
NOT_HELD = "credited, not held"
DONE: Mapping[str, str] = {
    "confirm": "confirmed",
    "reject": "rejected",
    "change": "changed",
    "add": "added",
    "note": "noted on",
    "original": "gave the original of",
}


class Remarks(NamedTuple):
    """What reviewers noted on one attribution, and the codes that they gave it."""

    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Trace(NamedTuple):
    """What an attribution renders, the textual source that it belongs to, and by whom it came: nearest first."""

    utterance: str | None
    source: str | None
    chain: str


UNTRACED = Trace(None, None, "")
Reviews = Mapping[str, tuple[ReviewedAttribution, ...]]


def attribution_rows(
    store: Store, *, story: Story | None = None, min_confidence: int = 0, tell: Tell | None = None
) -> Iterator[tuple[object, ...]]:
    """Every attribution of a collection or a story in reading order, intentions and beliefs too, a row each.

    With `min_confidence` (thousandths) not those that are less sure.
    With `tell` what is broken is left out and told; else it is an error.
    """
    inside = list(story.articles) if story else None
    read = bundles(store, ordered_articles(store, story), SAID_KINDS, tell=tell)
    sure = (surer(bundle, min_confidence) for bundle in read)
    actors = actor_of(store, inside)
    said = (rendering for bundle in sure for rendering in renderings(bundle, actors))
    traces = _traces(store, inside)
    reviews = reviews_of(store, inside)
    return rows_of(
        said,
        lambda one: traces.get(one.attribution.id, UNTRACED),
        reviews,
        remarks=remarks_of(store, reviews),
        tell=tell,
    )


def remarks_of(store: Store, reviews: Reviews) -> dict[str, Remarks]:
    """The notes and codes of the attributions that have any, the oldest first."""
    if not reviews:
        return {}
    log = {review.id: review for review in store.reviews()}
    made: dict[str, Remarks] = {}
    for attribution, reviewed in reviews.items():
        said = [log[one.review] for one in reviewed if one.review in log]
        notes = tuple(dict.fromkeys(f"{one.by}: {one_line(one.note)}" for one in said if one.note.strip()))
        tags = tuple(dict.fromkeys(tag for one in said for tag in one.tags))
        if notes or tags:
            made[attribution] = Remarks(notes, tags)
    return made


def rendered_rows(
    said: Iterable[Rendering], reviews: Reviews | None = None, *, tell: Tell | None = None
) -> Iterator[tuple[object, ...]]:
    """Renderings that say themselves what they are part of, a row each."""
    return rows_of(said, _trace, reviews or {}, tell=tell)


def rows_of(
    said: Iterable[Rendering],
    trace: Callable[[Rendering], Trace],
    reviews: Reviews,
    *,
    remarks: Mapping[str, Remarks] | None = None,
    tell: Tell | None = None,
) -> Iterator[tuple[object, ...]]:
    """Renderings as rows; with `tell` a broken one is left out and told."""
    noted = remarks or {}
    for rendering in said:
        try:
            line = Line(rendering=rendering, reviews=reviews.get(rendering.attribution.id, ()))
            remark = noted.get(rendering.attribution.id, Remarks())
            row = (*_cells(rendering), _actors(rendering), *trace(rendering), *_later(line))
            cells = (*row, None, "; ".join(remark.notes) or None, ", ".join(remark.tags) or None)
        except ValueError as error:  # a span that does not fit the text
            if tell is None:
                raise
            tell(name_of(rendering.article), reason(error))
            continue
        yield (*cells, written_as(dict(zip(COLUMNS, cells, strict=False))))


def written_as(cells: Mapping[str, object]) -> str:
    """What tells whether a row was edited since it was written: a hash of what a person may edit."""
    values = [" ".join(str(cells.get(name) or "").split()) for name in ("attribution", *FIXED, *EDITABLE)]
    return digest(values)[:12]


def reviewers_words(reviews: Iterable[ReviewedAttribution]) -> str:
    """Who said what of an attribution, the oldest first; what does not hold says why."""
    told = []
    for one in reviews:
        field = f" {one.field.replace('_', ' ')}" if one.field and one.kind == "change" else ""
        effect = "" if one.effect == "followed" else f" ({one.effect})"
        told.append(f"{one.by} {DONE.get(one.kind, one.kind)}{field or ' it'}{effect}")
    return "; ".join(dict.fromkeys(told))


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
        article.published_doubt or None,
        article.updated,
        article.completeness,
        article.completeness_reason or None,
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


def _later(line: Line) -> tuple[object, ...]:
    """What stands after the traces: in words how it is known, and what reviewers made of it."""
    detail = line.rendering.detail
    return (
        basis_words(line.rendering.speaker),
        detail.channel_kind if detail else None,
        detail.said_on_basis if detail else None,
        line.state,
        reviewers_words(line.reviews),
        "yes" if line.unchecked else None,
    )
