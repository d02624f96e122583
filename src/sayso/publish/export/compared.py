"""What reports of a story say differently and alike, its timeline, positions and wording, as the values of an export.

Every place carries its exact words and its voice: a claim of somebody stays one. Rows whose voice is left out because
it is less sure than wanted are left out with it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from sayso.publish.export.annotated import Json, reviews_json
from sayso.publish.export.exported import Exported, Places
from sayso.publish.views.guarded import sound_rows
from sayso.publish.views.lookup import fold_words
from sayso.publish.words.origin_words import bound_name
from sayso.publish.words.phrases import one_line
from sayso.records import (
    Actor,
    ActorMember,
    Agreement,
    Calling,
    Clause,
    Discrepancy,
    Event,
    EventMember,
    Evidence,
    Position,
    PositionMember,
    Proposition,
    Record,
    ReviewedDiscrepancy,
)

R = TypeVar("R", bound=Record)
SLOT_NAMES: dict[str, str] = {"wording": "quotation", "deed": "who"}
"""The export's words for slots, where the schema had others before there were any."""


def exported_discrepancies(what: Exported, *, only: Collection[str] | None = None) -> Iterator[Json]:
    """Slots that reports fill differently (all, or of `only` these ids), each value with its evidence."""
    evidence = _evidence(what, only)
    place = Places(what, ((row, row.context) for rows in evidence.values() for row in rows))
    reviews = _by(what.of_articles(ReviewedDiscrepancy), lambda row: row.discrepancy)
    for row in what.by_ids(Discrepancy, evidence):
        sides = _by(_ordered(evidence[row.id]), lambda one: str(one.side))
        values = [
            {"value": side[0].value, "evidence": [place.evidence(one) for one in side]}
            for _, side in sorted(sides.items())
        ]
        if len(values) > 1:
            yield {
                "id": row.id,
                "story": row.story,
                "slot": SLOT_NAMES.get(row.slot, row.slot),
                "class": row.difference,
                "level": row.level,
                "about": row.about,
                "values": values,
                "score": row.score,
                "reasons": list(row.reasons),
                "why": "; ".join(row.reasons),
                **reviews_json(tuple(reviews.get(row.id, ()))),
            }


def _evidence(what: Exported, only: Collection[str] | None) -> dict[str, list[Evidence]]:
    rows = what.of_articles(Evidence)
    return _by((row for row in rows if only is None or row.comparison in only), lambda row: row.comparison)


def exported_agreements(what: Exported, *, only: Collection[str] | None = None) -> Iterator[Json]:
    """Slots that several reports fill alike (all, or of `only` these ids): repeated, which confirms nothing."""
    evidence = _evidence(what, only)
    place = Places(what, ((row, row.context) for rows in evidence.values() for row in rows))
    for row in what.by_ids(Agreement, evidence):
        shown = _ordered(evidence[row.id])
        if len({one.article for one in shown}) > 1:
            yield {
                "id": row.id,
                "story": row.story,
                "slot": SLOT_NAMES.get(row.slot, row.slot),
                "about": row.about,
                "value": row.value,
                "evidence": [place.evidence(one) for one in shown],
                "least": row.least,
                "most": row.most,
                "bound": bound_name(row.least, row.most),
                "reasons": list(row.reasons),
            }


def exported_timeline(what: Exported) -> Iterator[Json]:
    """Events in the order of their days, those without a day last; each in the voice that tells it."""
    members = _by(what.of_articles(EventMember), lambda row: row.event)
    place = Places(what, ((row, None) for rows in members.values() for row in rows))
    named = {row.clause for rows in members.values() for row in rows}
    columns = ("id", "agent_entity", "patient_entity")
    in_clause = {
        row[0]: row[1:]
        for row in what.store.values(Clause, *columns, articles=sorted(what.outlets))
        if row[0] in named
    }
    actor_of = {
        row.entity: row.actor
        for row in sound_rows(what.store, ActorMember, what.tell, by="articles", keys=what.outlets)
    }
    events = what.by_ids(Event, members)
    for row in sorted(events, key=lambda one: (one.earliest or one.latest or "~", one.latest or "~", one.id)):
        told = _ordered(members[row.id])
        actors: set[str] = set()
        for one in told:
            entities = in_clause.get(one.clause, ())
            actors |= {actor_of[entity] for entity in entities if entity in actor_of}
        shown = [
            place.evidence(one)
            | {"clause": one.clause, "time": one.time, "dated": one.dated, "reasons": list(one.reasons)}
            for one in told
        ]
        dated = row.earliest is not None or row.latest is not None
        yield {
            "id": row.id,
            "story": row.story,
            "text": one_line(_clearest(shown)["text"]),
            "voice": "attributed" if row.speaker or row.actor or told[0].attribution else "own",
            "speaker": row.speaker or None,
            "actor": row.actor,
            "date": {"earliest": row.earliest, "latest": row.latest, "precision": row.precision}
            if dated
            else None,
            "reality": row.reality,
            "negated": row.negated,
            "actors": sorted(actors),
            "evidence": shown,
            "reasons": list(row.reasons),
            "why": "; ".join(row.reasons),
        }


def _clearest(shown: Sequence[Json]) -> Json:
    """The telling that is dated by words of its own, and then the fullest; none of them is the right one."""
    return min(shown, key=lambda one: (one["time"] is None, -len(one["text"]), one["article"], one["start"]))


def exported_positions(what: Exported) -> Iterator[Json]:
    """Where each actor stands on each proposition, with the utterances that show it; `stance` null: no label."""
    members = _by(what.of_articles(PositionMember), lambda row: row.shows)
    known = what.by_ids(Position, members)
    words = {row.id: row.words for row in what.by_ids(Proposition, [row.proposition for row in known])}
    stretches = {
        row.id: _Stretch(row.article, *row.words, row.attribution)
        for rows in members.values()
        for row in rows
        if row.words is not None
    }
    place = Places(what, ((one, None) for one in stretches.values()))
    for row in known:
        told = sorted(members[row.id], key=lambda one: (one.said_on or "~", one.article, one.attribution))
        days = sorted({one.said_on for one in told if one.said_on})
        yield {
            "id": row.id,
            "story": row.story,
            "actor": row.actor,
            "speaker": row.speaker,
            "proposition": " ".join(words.get(row.proposition, ())),
            "proposition_id": row.proposition,
            "stance": row.label,
            "towards": words.get(row.proposition, ("",))[0] if row.label else None,
            "earliest": days[0] if days else None,
            "latest": days[-1] if days else None,
            "utterances": list(dict.fromkeys(one.utterance for one in told)),
            "members": [
                {
                    "article": one.article,
                    "attribution": one.attribution,
                    "utterance": one.utterance,
                    "words": place.evidence(stretches[one.id]) if one.id in stretches else None,
                    "said_on": one.said_on,
                    "stance": one.label,
                    "shift": one.shift,
                    "reasons": list(one.reasons),
                }
                for one in told
            ],
            "reasons": list(row.reasons),
        }


def exported_wording(what: Exported) -> Iterator[Json]:
    """What each outlet calls an actor, or a thing that another tells in other words; in which voice, and where."""
    rows = what.of_articles(Calling)
    place = Places(what, ((row, None) for row in rows))
    names = {
        row.id: row.name for row in what.by_ids(Actor, [row.subject for row in rows if row.kind != "passage"])
    }

    def key(row: Calling) -> str:
        own = row.attribution is None and not row.quoted
        outlet = what.outlets.get(row.article) or f"?{row.article}"
        return "\n".join(
            [row.story, row.kind, row.subject, outlet, " ".join(fold_words(row.words)), str(own)]
        )

    for _, same in sorted(_by(_ordered(rows), key).items()):
        first = same[0]
        yield {
            "story": first.story,
            "kind": first.kind,
            "subject": first.subject,
            "target": names.get(first.subject, first.subject),
            "outlet": what.outlets.get(first.article),
            "phrase": one_line(first.words),
            "voice": "own" if first.attribution is None and not first.quoted else "quoted",
            "evidence": [place.evidence(one) | {"quoted": one.quoted} for one in same],
        }


class _Stretch(NamedTuple):
    """Words of an article within an attribution."""

    article: str
    start: int
    end: int
    attribution: str


def _by(rows: Iterable[R], key: Callable[[R], str]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _ordered(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.article, row.start, row.end, row.id))
