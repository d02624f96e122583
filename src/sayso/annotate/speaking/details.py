"""DETAILS: how each attribution was said: the speech act, the channel, the addressee and the day."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from sayso.annotate.parsing.grammar import Grammar
from sayso.annotate.speaking.addressees import addressee_of
from sayso.annotate.speaking.channels import Heard, channel_kind, find_channel
from sayso.annotate.speaking.days import Day, DayFinder
from sayso.annotate.speaking.speech_acts import Acts, load_acts, speech_act
from sayso.ids import make_id
from sayso.records import (
    Article,
    Attribution,
    Detail,
    Entity,
    Mention,
    Parse,
    ReviewedAttribution,
    Sentence,
    Speaker,
    SpeechAct,
    Time,
)
from sayso.reviews.decisions import set_values
from sayso.settings import Settings
from sayso.spans import Span, merge, overlap
from sayso.stage import Bundle, Each


def open_details(_settings: Settings) -> Callable[[Bundle], Iterator[Detail]]:
    """Read the table of acts once; the function yields one detail for each attribution, in their order."""
    acts = load_acts()

    def details(bundle: Bundle) -> Iterator[Detail]:
        set_by = set_values(bundle[ReviewedAttribution])
        made = [
            detail
            for parse in bundle[Parse]
            for detail in _details(bundle, Grammar(bundle.article.text, parse), acts)
        ]
        # what people added to an article that no grammar was made of has the details that they give
        for detail in made if bundle[Parse] else map(partial(_bare, bundle.article), bundle[Attribution]):
            yield as_reviewed(bundle.article.text, detail, set_by)

    return details


def _details(bundle: Bundle, grammar: Grammar, acts: Acts) -> Iterator[Detail]:
    article, sentences, mentions = bundle.article, bundle[Sentence], bundle[Mention]
    speakers = {speaker.attribution: speaker for speaker in bundle[Speaker]}
    outer = [a for a in bundle[Attribution] if a.nested_in is None]
    outside = mask(article.text, [span for a in outer for span in a.content])
    days = DayFinder(
        grammar,
        bundle[Time],
        sentences,
        [span for a in bundle[Attribution] for span in a.content],
        published=article.day_to,
        names=[Span(m.start, m.end) for m in mentions if m.form == "name" and m.type != "place"],
    )
    at = [mention.start for mention in mentions]
    by_id = {attribution.id: attribution for attribution in bundle[Attribution]}
    found: dict[str, Day] = {}
    for attribution in sorted(bundle[Attribution], key=lambda a: (anchor(a), a.id)):
        found[attribution.id] = days.day(attribution, speakers[attribution.id])
    for attribution in bundle[Attribution]:
        speaker = speakers[attribution.id]
        zone = clause_zone(sentences, attribution)
        if attribution.nested_in is not None:
            zone = _within(zone, anchor(attribution), by_id[attribution.nested_in])
        near = mentions[bisect_right(at, zone.start - 1) : bisect_right(at, zone.end)]
        if attribution.nested_in is not None:
            heard = _inside(article.text, zone, attribution, near)
        else:
            heard = find_channel(outside, zone, anchor(attribution), near, attribution.source)
        whom = addressee_of(grammar, attribution) or heard.addressee
        if whom is not None and heard.channel is not None and overlap(whom, heard.channel):
            whom = (
                None  # an outlet that was told is the channel, and "in an interview with" names nobody else
            )
        day = found[attribution.id]
        yield Detail(
            id=make_id("Detail", article.revision, attribution.id),
            article=article.id,
            attribution=attribution.id,
            speech_act=speech_act(
                acts,
                content=" ".join(words_at(article.text, span) for span in attribution.content),
                cue=words_at(article.text, attribution.cue),
                source=words_at(article.text, attribution.source),
                speaker=speaker.type if speaker.entity is not None else "unnamed",
                kind=attribution.kind,
            ),
            channel=heard.channel,
            channel_kind=heard.kind,
            addressee=whom,
            said_on=day.span,
            said_on_value=day.value,
            said_on_basis=day.basis,
        )


def _bare(article: Article, attribution: Attribution) -> Detail:
    return Detail(
        id=make_id("Detail", article.revision, attribution.id),
        article=article.id,
        attribution=attribution.id,
        speech_act="statement",
    )


def as_reviewed(text: str, detail: Detail, set_by: Mapping[tuple[str, str], ReviewedAttribution]) -> Detail:
    """A detail with the act, the channel and the day that reviewers set."""
    act, channel, day = (set_by.get((detail.attribution, field)) for field in ("act", "channel", "said_on"))
    if act is not None:
        detail = replace(detail, speech_act=cast("SpeechAct", act.value))
    if channel is not None:
        kind = channel.value or (channel_kind(words_at(text, channel.other)) if channel.other else None)
        detail = replace(detail, channel=channel.other, channel_kind=kind)
    if day is not None:
        basis = "reviewed" if day.value else None
        detail = replace(detail, said_on=None, said_on_value=day.value, said_on_basis=basis)
    return detail


def words_at(text: str, span: Span | None) -> str:
    """The characters of a span, "" of none."""
    return "" if span is None else text[span.start : span.end]


def _inside(text: str, zone: Span, attribution: Attribution, near: Sequence[Mention]) -> Heard:
    """What is heard within another's content: the zone is cut out, so that nested ones cost no pass over the text."""
    by = -zone.start
    content = [piece for span in attribution.content if (piece := _cut(span, zone)) is not None]
    heard = find_channel(
        mask(text[zone.start : zone.end], [_moved(span, by) for span in content]),
        Span(0, zone.end - zone.start),
        anchor(attribution) + by,
        [replace(mention, start=mention.start + by, end=mention.end + by) for mention in near],
        None if attribution.source is None else _moved(attribution.source, by),
    )
    return Heard(
        None if heard.channel is None else _moved(heard.channel, zone.start),
        heard.kind,
        None if heard.addressee is None else _moved(heard.addressee, zone.start),
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _cut(span: Span, zone: Span) -> Span | None:
    start, end = max(span.start, zone.start), min(span.end, zone.end)
    return Span(start, end) if start < end else None


def _within(zone: Span, place: int, outer: Attribution) -> Span:
    """A zone cut to the piece of the outer content that holds a place: beside it other people speak."""
    for span in outer.content:
        if span.start <= place < span.end:
            return Span(max(zone.start, span.start), min(zone.end, span.end))
    return zone


def anchor(attribution: Attribution) -> int:
    """Where an attribution's own clause is: its cue, else its source, else its content."""
    if attribution.cue is not None:
        return attribution.cue.start
    return attribution.source.start if attribution.source is not None else attribution.content[0].start


def mask(text: str, spans: Sequence[Span]) -> str:
    """The text with the spans blanked out, every other offset kept."""
    parts, last = [], 0
    for span in merge(spans):
        parts += [text[last : span.start], " " * (span.end - span.start)]
        last = span.end
    return "".join([*parts, text[last:]])


LONGEST_ZONE = 1_500
"""Characters around an anchor that are searched: a sentence longer than this is no sentence."""


def clause_zone(sentences: Sequence[Sentence], attribution: Attribution) -> Span:
    """The sentence that holds the anchor, cut to a stretch around it when it is unusually long."""
    offset = anchor(attribution)
    index = bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1
    if index < 0:
        return Span(offset, offset + 1)
    start, end = sentences[index].start, sentences[index].end
    return Span(max(start, offset - LONGEST_ZONE), min(max(end, offset + 1), offset + LONGEST_ZONE))


DETAILS = Each(
    name="details",
    version=1,
    reads=(
        Article,
        Parse,
        Sentence,
        Mention,
        Entity,
        Attribution,
        ReviewedAttribution,
        Speaker,
        Time,
    ),
    writes=(Detail,),
    make=open_details,
)
