"""A collection, or one story of it, as files for other programs: one JSON document, JSON lines, a spreadsheet.

Pieces of text are yielded as they are made, so that a large collection need not fit in memory as one document. The
same collection gives the same bytes.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.publish.annotated import Json, article_json, held
from sayso.publish.lookup import fold_words
from sayso.publish.phrases import one_line
from sayso.publish.views import actor_of, bundles, reading_key, stories
from sayso.records import (
    Actor,
    Article,
    Entity,
    Mention,
    SharedPassage,
    Story,
    StoryMember,
    Utterance,
    UtteranceMember,
)
from sayso.spans import slice_text
from sayso.stage import Bundle
from sayso.store.protocol import Store

LATER = ("discrepancies", "timeline", "positions", "wording")
"""Lists that no stage fills yet: present and empty, so that a reader can count on them."""


@dataclass(slots=True)
class _Tally:
    """What the articles that stream by say of one actor."""

    names: Counter[str] = field(default_factory=Counter)
    roles: dict[tuple[str, ...], list[tuple[Json, str | None]]] = field(default_factory=dict)
    mentions: list[Json] = field(default_factory=list)


def export_json(store: Store, *, story: Story | None = None) -> Iterator[str]:
    """The export document, one record a line; valid against `sayso schema export`."""
    inside = list(story.articles) if story else None
    actors = actor_of(store, inside)
    tallies: dict[str, _Tally] = {}
    outlets: dict[str, str | None] = {}

    def articles() -> Iterator[Json]:
        for bundle in bundles(store, ordered_articles(store, story)):
            _tally(bundle, actors, tallies)
            outlets[bundle.article.id] = bundle.article.outlet
            yield article_json(bundle, actors=actors)

    yield "{\n"
    yield from _list_text("articles", articles())
    yield from _list_text("stories", (_story(store, item) for item in ([story] if story else stories(store))))
    yield from _list_text("actors", _actors(store, tallies))
    yield from _list_text("shared_passages", (_passage(row) for row in _passages(store, inside)))
    yield from _list_text("utterances", _utterances(store, inside, outlets))
    for name in LATER:
        yield from _list_text(name, (), last=name == LATER[-1])
    yield "}\n"


def export_jsonl(store: Store, *, story: Story | None = None) -> Iterator[str]:
    """One article a line, as `sayso annotate` prints it, with the actors that the collection knows."""
    actors = actor_of(store, list(story.articles) if story else None)
    for bundle in bundles(store, ordered_articles(store, story)):
        yield json_line(article_json(bundle, actors=actors))


def json_line(value: Json) -> str:
    """A value as one line of JSON with its line end; NaN and infinities are refused."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n"


def ordered_articles(store: Store, story: Story | None = None) -> Iterator[Article]:
    """Articles in reading order, read a few at a time: only their keys are sorted in memory."""
    keys = sorted(reading_key(article) for article in store.articles(story.articles if story else None))
    ids = [key[-1] for key in keys]
    for start in range(0, len(ids), 100):
        chunk = ids[start : start + 100]
        found = {article.id: article for article in store.articles(chunk)}
        yield from (found[article] for article in chunk if article in found)


def _list_text(name: str, items: Iterable[Json], *, last: bool = False) -> Iterator[str]:
    yield f'"{name}": ['
    mark = "\n"
    for item in items:
        yield mark + json.dumps(item, ensure_ascii=False, allow_nan=False)
        mark = ",\n"
    yield ("]" if mark == "\n" else "\n]") + ("\n" if last else ",\n")


def _story(store: Store, story: Story) -> Json:
    phases: dict[str, list[StoryMember]] = {}
    for member in store.rows(StoryMember, articles=story.articles):
        phases.setdefault(member.phase, []).append(member)
    shown = [
        {
            "id": phase,
            "earliest": members[0].phase_earliest,
            "latest": members[0].phase_latest,
            "articles": sorted(member.article for member in members),
        }
        for phase, members in phases.items()
    ]
    shown.sort(key=lambda phase: (phase["earliest"] or "~", phase["id"]))
    return {"id": story.id, "title": story.title, "articles": list(story.articles), "phases": shown}


def _tally(bundle: Bundle, actors: dict[str, str], tallies: dict[str, _Tally]) -> None:
    article = bundle.article
    mentions = {mention.id: mention for mention in held(bundle, Mention)}
    for entity in held(bundle, Entity):
        actor = actors.get(entity.id)
        if actor is None:
            continue
        tally = tallies.setdefault(actor, _Tally())
        for mention in (mentions[item] for item in entity.mentions if item in mentions):
            tally.mentions.append({"article": article.id, "start": mention.start, "end": mention.end})
            if mention.form == "name":
                tally.names[one_line(article.text[mention.start : mention.end])] += 1
        for role in entity.roles:
            words = slice_text(article.text, role)
            place = {"article": article.id, "start": role[0], "end": role[1], "text": words}
            tally.roles.setdefault(fold_words(words), []).append((place, article.outlet))


def _actors(store: Store, tallies: dict[str, _Tally]) -> Iterator[Json]:
    for actor in sorted(store.rows(Actor, ids=sorted(tallies)), key=lambda actor: actor.id):
        tally = tallies[actor.id]
        yield {
            "id": actor.id,
            "name": actor.name,
            "type": actor.type,
            "names": [
                {"text": text, "count": count}
                for text, count in sorted(tally.names.items(), key=lambda item: (-item[1], item[0]))
            ],
            "roles": [_role(found) for _, found in sorted(tally.roles.items())],
            "mentions": tally.mentions,
        }


def _role(found: Sequence[tuple[Json, str | None]]) -> Json:
    texts = Counter(one_line(place["text"]) for place, _ in found)
    return {
        "text": min(texts, key=lambda text: (-texts[text], text)),
        "outlets": sorted({outlet for _, outlet in found if outlet}),
        "evidence": [place for place, _ in found],
    }


def _passages(store: Store, inside: Sequence[str] | None) -> Iterator[SharedPassage]:
    kept = None if inside is None else set(inside)
    for row in store.rows(SharedPassage, articles=inside):
        if kept is None or {row.a_article, row.b_article} <= kept:
            yield row


def _passage(row: SharedPassage) -> Json:
    return {
        "id": row.id,
        "a": {"article": row.a_article, "start": row.a_start, "end": row.a_end},
        "b": {"article": row.b_article, "start": row.b_start, "end": row.b_end},
        "kind": row.kind,
        "direction": row.direction,
        "why": row.why,
    }


def _utterances(store: Store, inside: Sequence[str] | None, outlets: dict[str, str | None]) -> Iterator[Json]:
    members: dict[str, list[UtteranceMember]] = {}
    for member in store.rows(UtteranceMember, articles=inside):
        members.setdefault(member.utterance, []).append(member)
    for row in sorted(store.rows(Utterance, ids=sorted(members)), key=lambda row: row.id):
        said = sorted(members[row.id], key=lambda member: (member.article, member.attribution))
        yield {
            "id": row.id,
            "actor": row.actor,
            "speaker": row.speaker,
            "said_on": row.said_on,
            "members": [{"article": member.article, "attribution": member.attribution} for member in said],
            "outlets": sorted({outlet for member in said if (outlet := outlets.get(member.article))}),
            "origins": {"count": None, "bound": "unknown", "groups": []},
            "chain": [],
        }
