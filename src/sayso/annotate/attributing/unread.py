"""UNREAD: what was seen and not understood, so that a list of what was said never looks complete when it is not."""

from collections.abc import Callable, Iterator

from sayso.annotate.attributing.quotations import find_quotations
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.ids import make_id
from sayso.records import Article, Attribution, Mark, Parse, ReviewedAttribution, Sentence, Speaker, Unread
from sayso.settings import Settings
from sayso.spans import Span, merge, overlap
from sayso.stage import Bundle, Each

NOT_BODY = frozenset(
    {"dateline", "place", "credit", "byline", "section", "furniture", "headline", "subheading"}
)
FEWEST_WORDS = 3
"""Shorter quoted words are names, titles and scare quotes rather than speech."""


def open_unread(_settings: Settings) -> Callable[[Bundle], Iterator[Unread]]:
    """The function that lists what an article says and no record holds."""
    return unread


def unread(bundle: Bundle) -> Iterator[Unread]:
    """Quotations in no attribution, attributions without a speaker, cues without a source; in reading order."""
    if not bundle[Parse]:
        return
    article = bundle.article
    found: dict[Span, str] = {}
    for span in _loose_quotations(bundle):
        found.setdefault(span, "a quotation that no words attribute to anybody")
    unknown = {speaker.attribution for speaker in bundle[Speaker] if speaker.entity is None}
    for row in bundle[Attribution]:
        if row.source is None and row.cue is not None:
            found.setdefault(row.cue, "words of saying without a source")
        elif row.id in unknown and row.source is not None:
            found.setdefault(row.source, "a source that could not be told")
        elif row.id in unknown:
            found.setdefault(row.content[0], "a quotation without a speaker")
    for span in sorted(found):
        yield Unread(
            id=make_id("Unread", article.revision, span.start, span.end, found[span]),
            article=article.id,
            start=span.start,
            end=span.end,
            why=found[span],
        )


def _loose_quotations(bundle: Bundle) -> Iterator[Span]:
    """Body quotations of some length that touch no attribution's content, and nothing that a reviewer has rejected."""
    text = bundle.article.text
    zones = [Span(mark.start, mark.end) for mark in bundle[Mark] if mark.kind in NOT_BODY]
    rejected = [
        row for row in bundle[ReviewedAttribution] if (row.kind, row.effect) == ("reject", "followed")
    ]
    read = merge(
        [
            *(span for row in bundle[Attribution] for span in row.content),
            *(Span(row.start, row.end) for row in rejected),  # somebody has looked: it is no speech
        ]
    )
    at = 0
    for quotation in find_quotations(text, paragraphs(text)):
        if quotation.words < FEWEST_WORDS or any(overlap(quotation.span, zone) for zone in zones):
            continue
        while at < len(read) and read[at].end <= quotation.span.start:
            at += 1
        if at == len(read) or not overlap(quotation.span, read[at]):
            yield quotation.span


UNREAD = Each(
    name="unread",
    version=1,
    reads=(Article, Mark, Parse, Sentence, Attribution, ReviewedAttribution, Speaker),
    writes=(Unread,),
    make=open_unread,
)
