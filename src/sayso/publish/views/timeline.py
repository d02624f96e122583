"""The timeline of a story: its events in order, each in its voice, with the words of every article that tells it.

The rows are read as they are. What stands in an attribution is shown as what somebody said and is never one with what an
outlet says; what has no day comes last and says so; `main` are the lines to show first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.publish.views.clause_words import follows_that
from sayso.publish.views.lookup import name_fit, name_words
from sayso.publish.views.reading_order import reading_key
from sayso.publish.views.voices import Voiced, read_voices
from sayso.publish.words.day_words import value_words
from sayso.publish.words.phrases import UNKNOWN_SPEAKER, interval_words, one_line
from sayso.records import (
    Article,
    Clause,
    Entity,
    Event,
    EventMember,
    Origin,
    OriginMember,
    Reality,
    Story,
    Time,
    Window,
)
from sayso.spans import Span
from sayso.store.protocol import Store

MAIN = 30
"""Lines that are shown first: what a person reads of a story before they ask for all."""
FINE = frozenset({"second", "minute", "hour", "part_of_day", "day"})
FRAMES: dict[Reality, str] = {"told": "", "future": "told as still to come"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTold:
    """One article's words for an event, and what dates it there."""

    row: EventMember
    place: Voiced
    time: Time | None
    agent: str
    source: str | None
    clausal: bool = True
    """`agent` names who does it, where the article has a name ("" else); `source` the textual source of the words;
    `clausal`: its words can follow "X said that"."""

    @property
    def article(self) -> Article:
        """The article that it stands in."""
        return self.place.article

    @property
    def span(self) -> Span:
        """Where the words stand in the article."""
        return self.place.span

    @property
    def words(self) -> str:
        """The exact words, on one line."""
        return self.place.words

    @property
    def dated(self) -> str:
        """How its day was found, in words: the words that date it, and what they are reckoned from; "" for undated."""
        if self.time is None:
            return self.row.dated
        words = one_line(self.article.text[self.time.start : self.time.end])
        single = self.row.dated.endswith(f"{words}”")  # of "May 2 to May 9" the time is the first day alone
        known = value_words(self.time.value) if single else ""
        if not single and self.time.earliest is not None:
            return self.row.dated
        told = f"{self.row.dated} ({known})" if known and known not in self.row.dated else self.row.dated
        if not known and self.time.earliest is None:
            either = (reason for reason in self.time.reasons if reason.startswith("it came out on"))
            why = "".join(f" ({reason})" for reason in either)
            told = f"{self.row.dated}, which day is not known{why}"
        return "; ".join([told, *(f"reckoned from {reason}" for reason in self.time.reasons if known)])


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One line of a timeline: an event in one voice, with all that tell it, in order of publication."""

    row: Event
    told: tuple[EventTold, ...]

    @property
    def id(self) -> str:
        """The event's id."""
        return self.row.id

    @property
    def own(self) -> bool:
        """Whether the outlets tell it in their own voice."""
        return not self.row.speaker and all(one.place.own for one in self.told)

    @property
    def voice(self) -> str:
        """Whose words it is ("X said that"), for what only an attribution holds; "" for the outlets' own voice.

        "X said" stands before words that are no clause of their own ("the mill closed in 2031 by the town").
        """
        if self.own:
            return ""
        return f"{self.row.speaker or UNKNOWN_SPEAKER} said{' that' if self.best.clausal else ''}"

    @property
    def frame(self) -> str:
        """What it is told as, where that is not simply as something that happened; "" else."""
        parts = [
            FRAMES.get(self.row.reality, self.row.reality),
            "told as what did not happen" if self.row.negated else "",
        ]
        if self.row.negated and self.row.reality == "future":
            parts = ["told as what will not happen"]
        return ", ".join(part for part in parts if part)

    @property
    def dated(self) -> bool:
        """Whether a day is known on either side."""
        return self.row.earliest is not None or self.row.latest is not None

    @property
    def when(self) -> str:
        """The day as finely as it is told ("2020-01-03", "2014", "2014-03-01 or later"); "undated" where none is known."""
        first, last = self.row.earliest, self.row.latest
        if first is None or last is None:
            found = interval_words(first, last)
            return found.replace(" or earlier", " or before") or "undated"
        return _calendar(first, last, self.row.precision) or interval_words(first, last)

    @property
    def precision(self) -> str:
        """How fine its date is: "day", "month" ...; "unknown" where it has none."""
        return self.row.precision

    @property
    def derivation(self) -> tuple[str, ...]:
        """How its day was found, each way once, that of its date first."""
        return tuple(dict.fromkeys(one.dated for one in self.told if one.dated))

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that tell it, each once."""
        return tuple({one.article.id: one.article for one in self.told}.values())

    @property
    def sources(self) -> int:
        """How many textual sources tell it at most: articles that share the text of it count once."""
        return len({one.source or one.article.id for one in self.told})

    @property
    def words(self) -> str:
        """The words of the article that tells it best: dated by words of its own, and then most fully."""
        return self.best.words

    @property
    def best(self) -> EventTold:
        """The telling to show first; none of them is the right one."""
        return min(
            self.told,
            key=lambda one: (one.time is None, not one.agent, -min(len(one.words), 220), one.row.id),
        )

    @property
    def weight(self) -> tuple[int, ...]:
        """What puts a line among the first: told by several texts, on a stated day, by somebody named, as done."""
        best = self.best
        return (
            min(self.sources, 5),
            int(self.dated) + int(self.row.precision in FINE) + int(best.time is not None),
            int(bool(best.agent)) + int(self.own) + int(self.row.reality == "told" and not self.row.negated),
            min(len(best.words.split()), 12),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """The events of one story: `dated` in order of time, `undated` by how many tell them, then as they stand in articles.

    "Monday" and "Friday" of an article of unknown day may be of two weeks, so that no order of time is made of them.

    `windows` are the days in which articles without a stated date can have been published, by article.
    """

    story: Story
    dated: tuple[EventView, ...]
    undated: tuple[EventView, ...]
    windows: Mapping[str, Window]

    @property
    def events(self) -> tuple[EventView, ...]:
        """All lines, those with a day first."""
        return self.dated + self.undated

    def narrowed(self, *, name: str | None = None, articles: frozenset[str] | None = None) -> "TimelineView":
        """What somebody of this name does or says, and what one of some articles (their ids) tells."""
        asked = name_words(name) if name else ()

        def fits(view: EventView) -> bool:
            named = {view.row.speaker, *(one.agent for one in view.told)}
            return (not asked or any(name_fit(asked, name_words(one)) for one in named if one)) and (
                articles is None or any(one.id in articles for one in view.articles)
            )

        return TimelineView(
            story=self.story,
            dated=tuple(filter(fits, self.dated)),
            undated=tuple(filter(fits, self.undated)),
            windows=self.windows,
        )

    def main(self, most: int = MAIN) -> tuple[EventView, ...]:
        """The lines to show first, in order of time; last what is undated, where several texts tell it or words as "Monday"."""
        shown = [
            *self.dated,
            *(view for view in self.undated if view.sources > 1 or view.best.time is not None),
        ]
        first = sorted(shown, key=lambda view: (tuple(-part for part in view.weight), view.id))[:most]
        kept = {view.id for view in first}
        return tuple(view for view in shown if view.id in kept)


def timeline(store: Store, story: Story) -> TimelineView:
    """The timeline of one story."""
    ids = sorted(story.articles)
    members: dict[str, list[EventMember]] = {}
    for row in store.rows(EventMember, articles=ids):
        members.setdefault(row.event, []).append(row)
    windows = {row.article: row for row in store.rows(Window, articles=ids)}
    if not members:
        return TimelineView(story=story, dated=(), undated=(), windows=windows)
    rows = [row for found in members.values() for row in found]
    told = _tellings(store, rows)
    views = []
    for event in store.rows(Event, ids=sorted(members)):
        shown = sorted(
            (told[row.id] for row in members[event.id] if row.id in told),
            key=lambda one: (reading_key(one.article), one.span.start, one.row.id),
        )
        if shown and event.story == story.id:
            views.append(EventView(row=event, told=tuple(shown)))
    return TimelineView(
        story=story,
        dated=tuple(sorted((view for view in views if view.dated), key=_moment)),
        undated=tuple(
            sorted(
                (view for view in views if not view.dated),
                key=lambda view: (
                    -len(view.articles),
                    reading_key(view.told[0].article),
                    *view.told[0].span,
                    view.id,
                ),
            )
        ),
        windows=windows,
    )


def _tellings(store: Store, rows: Sequence[EventMember]) -> dict[str, EventTold]:
    told_in = sorted({row.article for row in rows})
    voices = read_voices(store, told_in)
    named = sorted({row.time for row in rows if row.time})
    times = {row.id: row for row in store.rows(Time, articles=told_in, ids=named)}
    told = sorted({row.clause for row in rows})
    clauses = {row.id: row for row in store.rows(Clause, articles=told_in, ids=told)}
    agents = sorted({row.agent_entity for row in clauses.values() if row.agent_entity})
    names = {row.id: row.name for row in store.rows(Entity, articles=told_in, ids=agents) if row.named}
    sources = _Sources(store, {row.article for row in rows})
    found = {}
    for row in rows:
        place = voices.at(row.article, Span(row.start, row.end), row.attribution)
        if place is not None:
            clause = clauses.get(row.clause)
            found[row.id] = EventTold(
                row=row,
                place=place,
                time=times.get(row.time or ""),
                agent=names.get(clause.agent_entity or "", "") if clause is not None else "",
                source=sources.at(row),
                clausal=clause is not None and follows_that(place.article.text, place.span, clause),
            )
    return found


class _Sources:
    """The textual sources of stretches of text that articles share."""

    def __init__(self, store: Store, articles: Iterable[str]) -> None:
        rows = [row for row in store.rows(OriginMember, articles=sorted(articles)) if row.attribution is None]
        known = {row.id for row in store.rows(Origin, ids=sorted({row.origin for row in rows}))}
        self._rows: dict[str, list[OriginMember]] = {}
        for row in rows:
            if row.origin in known:
                self._rows.setdefault(row.article, []).append(row)

    def at(self, member: EventMember) -> str | None:
        """The source of the shared text that holds a telling; None where it is in none."""
        around = [
            row
            for row in self._rows.get(member.article, ())
            if row.start <= member.start and member.end <= row.end
        ]
        return min(around, key=lambda row: (row.end - row.start, row.id)).source if around else None


def _moment(view: EventView) -> tuple[str, str, str]:
    first, last = view.row.earliest, view.row.latest
    return (first or last or "", last or "~", view.id)


def _calendar(first: str, last: str, precision: str) -> str:
    """A whole year or month by its name in figures ("2014", "2014-03"); "" for any other stretch of days."""
    try:
        one, two = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return ""
    if (
        precision == "year"
        and (one.month, one.day, two.month, two.day) == (1, 1, 12, 31)
        and one.year == two.year
    ):
        return first[:4]
    if precision == "month" and one.day == 1 and first[:7] == last[:7] and (two - one).days >= 27:
        return first[:7]
    return ""
