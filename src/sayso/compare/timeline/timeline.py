"""TIMELINE: what the reports of a story tell of one time, merged over articles, each event in one voice.

An event is kept when words date it, if only to an unknown Monday, or when two articles or more tell it; what is told
once and undated would be every other clause.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sayso.compare.timeline.dating import Dated
from sayso.compare.timeline.merging import groups, reasons_of
from sayso.compare.timeline.tellings import Telling, tellings_of
from sayso.ids import make_id
from sayso.records import (
    ActorMember,
    Article,
    Attribution,
    Clause,
    Detail,
    Entity,
    Event,
    EventMember,
    Mark,
    Mention,
    Sentence,
    Speaker,
    StoryMember,
    Time,
)
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member

PRECISIONS = (
    "second", "minute", "hour", "part_of_day", "day", "week", "month", "quarter", "season", "year",
)  # fmt: skip
"""From the finest to the coarsest that dates an event."""


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands an article with clauses to its story."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        if bundle[Clause]:
            for place in bundle[StoryMember]:
                yield Key(place.story)

    return keys


def open_timeline(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[Event | EventMember]]:
    """Return the function that makes the events of one story."""

    def timeline(story: str, members: Sequence[Member]) -> Iterator[Event | EventMember]:
        told = [
            telling
            for member in members
            if member.bundle is not None
            for telling in tellings_of(member.bundle)
        ]
        found = [(sorted(group, key=lambda telling: telling.id), whys) for group, whys in groups(told)]
        for group, whys in sorted(found, key=lambda item: item[0][0].id):
            if (
                any(telling.dated.dated for telling in group)
                or len({telling.article for telling in group}) > 1
            ):
                yield from event_rows(story, group, whys)

    return timeline


def event_rows(
    story: str, group: Sequence[Telling], whys: Mapping[str, Sequence[str]]
) -> Iterator[Event | EventMember]:
    """The rows of one event; `group` is sorted by clause id, and the first names it."""
    event = group[0].id
    dated, voice = date_of_all(group), group[0].voice
    articles = len({telling.article for telling in group})
    yield Event(
        id=event,
        story=story,
        earliest=dated.earliest,
        latest=dated.latest,
        precision=dated.precision if dated.known else "unknown",
        actor=voice.actor,
        speaker=voice.speaker,
        reasons=(
            f"told in {articles} article{'s' if articles > 1 else ''}",
            dated.dated if dated.known else "no day is told",
        ),
        reality=group[0].reality,
        negated=group[0].negated,
    )
    for telling in group:
        clause = telling.clause
        yield EventMember(
            id=make_id("EventMember", event, clause.id),
            article=telling.article,
            event=event,
            clause=clause.id,
            start=telling.span.start,
            end=telling.span.end,
            attribution=clause.attribution,
            time=telling.dated.time,
            dated=telling.dated.dated,
            reasons=reasons_of(telling, whys),
        )


def date_of_all(group: Sequence[Telling]) -> Dated:
    """The finest date that a member tells; one that is open on a side only where none is closed."""
    return min((telling.dated for telling in group), key=_fineness)


def _fineness(dated: Dated) -> tuple[bool, bool, bool, int, str, str, str]:
    rank = PRECISIONS.index(dated.precision) if dated.precision in PRECISIONS else len(PRECISIONS)
    first, last = dated.earliest or "", dated.latest or ""
    return (not dated.bounded, not dated.known, dated.time is None, rank, first, last, dated.dated)


CARRIED = (Article, Mark, Sentence, Mention, Entity, Attribution, Speaker, Detail, Time, Clause, ActorMember)

TIMELINE = Group(
    name="timeline",
    version=13,
    reads=(*CARRIED, StoryMember),
    writes=(Event, EventMember),
    keys=open_keys,
    make=open_timeline,
    gathers="bundle",
    carries=CARRIED,
    asks=(Clause, StoryMember),
)
