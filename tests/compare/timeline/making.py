"""Reports by hand for the tests of the timeline: a sentence a clause, each with its voice, its day and its actors."""

from collections.abc import Sequence
from typing import Any

from sayso.compare.timeline.timeline import TIMELINE
from sayso.ids import make_id
from sayso.records import (
    ActorMember,
    Attribution,
    Clause,
    Detail,
    Entity,
    Event,
    EventMember,
    Reality,
    Sentence,
    Speaker,
    Time,
)
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Member
from sayso.testing.checks import make_article


class Report:
    """One article, made sentence by sentence; its rows are what the annotate stages would have made of it."""

    def __init__(self, number: int, *, day: str | None = None) -> None:
        self.number, self.day, self.text = number, day, f"Report {number}.\n\n"
        self.made: list[tuple[Any, ...]] = []

    def tells(
        self,
        words: str,
        verb: str,
        *,
        on: str | None = None,
        value: str | None = None,
        by: str | None = None,
        act: Any = "statement",
        within: str | None = None,
        actor: str | None = "x",
        negated: bool = False,
        reality: Reality = "told",
    ) -> "Report":
        """A sentence that is one clause. `on` are its last words, a time of `value`; `by` its speaker; `within` whose
        statement that one is told in; `actor` who does it.
        """
        start = len(self.text)
        self.text += words + ".\n"
        self.made.append(
            (
                Span(start, start + len(words)),
                words,
                verb,
                on,
                value,
                by,
                act,
                within,
                actor,
                negated,
                reality,
            )
        )
        return self

    def bundle(self) -> Bundle:
        article = make_article(
            self.number,
            self.text,
            outlet=f"Outlet {self.number}",
            published_earliest=self.day,
            published_latest=self.day,
        )
        rows: dict[Any, list[Any]] = {kind: [] for kind in TIMELINE.reads[1:]}
        for number, made in enumerate(self.made):
            _sentence(article.id, number, made, rows)
        return Bundle(article, {kind: tuple(found) for kind, found in rows.items()})


def _sentence(here: str, number: int, made: tuple[Any, ...], rows: dict[Any, list[Any]]) -> None:
    span, words, verb, _, _, by, act, within, actor, negated, reality = made
    rows[Sentence].append(
        Sentence(id=f"S{here}{number}", article=here, start=span.start, end=span.end, paragraph=number)
    )
    time = _time(here, number, made)
    rows[Time] += [time] if time else []
    outer = (
        _said(here, f"{number} outer", span, within, act="statement", outer=None, rows=rows)
        if within
        else None
    )
    said = _said(here, str(number), span, by, act=act, outer=outer, rows=rows) if by is not None else None
    entity = f"E{here}{actor}"
    if actor and all(row.id != entity for row in rows[Entity]):
        rows[Entity].append(
            Entity(id=entity, article=here, name=actor, type="person", named=True, mentions=())
        )
        rows[ActorMember].append(
            ActorMember(id=f"M{entity}", article=here, entity=entity, actor=actor, reasons=())
        )
    at = span.start + words.lower().index(verb[:3])
    rows[Clause].append(
        Clause(
            id=make_id("Clause", here, number), article=here, start=span.start, end=span.end,
            predicate=Span(at, at + len(verb)), verb=verb, agent=Span(span.start, span.start + words.index(" ")),
            agent_entity=entity if actor else None, negated=negated, reality=reality, attribution=said,
            time=time.id if time else None,
        )
    )  # fmt: skip


def _time(here: str, number: int, made: tuple[Any, ...]) -> Time | None:
    span, words, _, on, value, *_ = made
    if on is None:
        return None
    known = value if value and value[:1].isdigit() else None
    year = known is not None and len(known) == 4
    return Time(
        id=f"T{here}{number}", article=here, start=span.start + words.rindex(on), end=span.end, type="DATE", value=value or "",
        earliest=f"{known}-01-01" if year else known, latest=f"{known}-12-31" if year else known,
        precision="year" if year else "day",
    )  # fmt: skip


def _said(
    here: str, key: str, span: Span, by: str, *, act: Any, outer: str | None, rows: dict[Any, list[Any]]
) -> str:
    made = f"A{here}{key}"
    rows[Attribution].append(
        Attribution(
            id=made, article=here, kind="indirect", content=(span,), cue=None, source=None, nested_in=outer, confidence=900,
            reasons=(),
        )
    )  # fmt: skip
    known = by not in {"", "an official"}
    entity = f"E{here}{by}"
    if known and all(row.id != entity for row in rows[Entity]):
        rows[Entity].append(Entity(id=entity, article=here, name=by, type="person", named=True, mentions=()))
        rows[ActorMember].append(
            ActorMember(id=f"M{entity}", article=here, entity=entity, actor=by, reasons=())
        )
    rows[Speaker].append(
        Speaker(
            id=f"P{made}", article=here, attribution=made, entity=entity if known else None, mention=None, name=by,
            type="person", basis="named" if known else "unnamed", confidence=900, reasons=(),
        )
    )  # fmt: skip
    rows[Detail].append(Detail(id=f"D{made}", article=here, attribution=made, speech_act=act))
    return made


def timeline(*reports: Report) -> tuple[list[Event], dict[str, list[EventMember]]]:
    """The events of one story, in the order of their days, with their members by event."""
    return of_bundles([report.bundle() for report in reports])


def of_bundles(bundles: Sequence[Bundle]) -> tuple[list[Event], dict[str, list[EventMember]]]:
    """The same of bundles, which may come in any order."""
    make = TIMELINE.make(Settings())
    rows = list(make("story", [Member(bundle.article.id, None, bundle) for bundle in bundles]))
    members: dict[str, list[EventMember]] = {}
    for row in rows:
        if isinstance(row, EventMember):
            members.setdefault(row.event, []).append(row)
    events = [row for row in rows if isinstance(row, Event)]
    return sorted(events, key=lambda event: (event.earliest or event.latest or "~", event.id)), members
