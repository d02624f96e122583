"""A collection, or one story of it, as files for other programs: one JSON document, JSON lines, a spreadsheet.

Pieces of text are yielded as they are made, so that a large collection need not fit in memory as one document. The
same collection gives the same bytes.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.publish.annotated import Json, article_json, held
from sayso.publish.guarded import Tell, name_of, reason, sound_rows
from sayso.publish.lookup import fold_words
from sayso.publish.narrowing import surer
from sayso.publish.phrases import one_line
from sayso.publish.reading_order import reading_key
from sayso.publish.views import actor_of, bundles, by_size
from sayso.records import (
    Actor,
    Article,
    Attribution,
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


def export_json(
    store: Store, *, story: Story | None = None, min_confidence: int = 0, tell: Tell | None = None
) -> Iterator[str]:
    """The export document, one record a line; valid against `sayso schema export`.

    With `min_confidence` (thousandths) attributions that are less sure are left out, and utterances of none other.
    With `tell` what is broken is left out and told, and nothing else in the document names it; else it is an error.
    """
    inside = list(story.articles) if story else None
    actors = actor_of(store, inside)
    tallies: dict[str, _Tally] = {}
    outlets: dict[str, str | None] = {}
    sure: set[str] | None = set() if min_confidence else None

    def articles() -> Iterator[str]:
        for bundle, line in _article_lines(store, story, actors, min_confidence, tell):
            _tally(bundle, actors, tallies)
            if sure is not None:
                sure.update(row.id for row in bundle[Attribution])
            outlets[bundle.article.id] = bundle.article.outlet
            yield line

    yield "{\n"
    yield from _list_lines("articles", articles())
    yield from _list_text("stories", _stories(store, story, outlets, tell))
    yield from _list_text("actors", _actors(store, tallies, tell))
    yield from _list_text("shared_passages", _passages(store, outlets, tell))
    yield from _list_text("utterances", _utterances(store, outlets, sure, tell))
    for name in LATER:
        yield from _list_text(name, (), last=name == LATER[-1])
    yield "}\n"


def export_jsonl(
    store: Store, *, story: Story | None = None, min_confidence: int = 0, tell: Tell | None = None
) -> Iterator[str]:
    """One article a line, as `sayso annotate` prints it, with the actors that the collection knows."""
    actors = actor_of(store, list(story.articles) if story else None)
    for _, line in _article_lines(store, story, actors, min_confidence, tell):
        yield line + "\n"


def _article_lines(
    store: Store, story: Story | None, actors: dict[str, str], min_confidence: int, tell: Tell | None
) -> Iterator[tuple[Bundle, str]]:
    for whole in bundles(store, ordered_articles(store, story), tell=tell):
        bundle = surer(whole, min_confidence)
        try:
            line = _dump(article_json(bundle, actors=actors))
        except ValueError as error:  # a span that does not fit, a number that is none
            if tell is None:
                raise
            tell(name_of(bundle.article), reason(error))
            continue
        yield bundle, line


def json_line(value: Json) -> str:
    """A value as one line of JSON with its line end; NaN and infinities are refused."""
    return _dump(value) + "\n"


def ordered_articles(store: Store, story: Story | None = None) -> Iterator[Article]:
    """Articles in reading order, read a few at a time: only their keys are sorted in memory."""
    keys = sorted(reading_key(article) for article in store.articles(story.articles if story else None))
    ids = [key[-1] for key in keys]
    for start in range(0, len(ids), 100):
        chunk = ids[start : start + 100]
        found = {article.id: article for article in store.articles(chunk)}
        yield from (found[article] for article in chunk if article in found)


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _list_text(name: str, items: Iterable[Json], *, last: bool = False) -> Iterator[str]:
    return _list_lines(name, map(_dump, items), last=last)


def _list_lines(name: str, lines: Iterable[str], *, last: bool = False) -> Iterator[str]:
    yield f'"{name}": ['
    mark = "\n"
    for line in lines:
        yield mark + line
        mark = ",\n"
    yield ("]" if mark == "\n" else "\n]") + ("\n" if last else ",\n")


def _stories(
    store: Store, story: Story | None, outlets: dict[str, str | None], tell: Tell | None
) -> Iterator[Json]:
    members: dict[str, list[StoryMember]] = {}
    for member in sound_rows(store, StoryMember, tell, by="articles", keys=outlets):
        members.setdefault(member.story, []).append(member)
    known = [story] if story else by_size(sound_rows(store, Story, tell, by="ids", keys=members))
    for item in known:
        yield _story(item, members.get(item.id, []), outlets)


def _story(story: Story, told: Sequence[StoryMember], outlets: dict[str, str | None]) -> Json:
    phases: dict[str, list[StoryMember]] = {}
    for member in told:
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
    return {
        "id": story.id,
        "title": story.title,
        "articles": [a for a in story.articles if a in outlets],
        "phases": shown,
    }


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


def _actors(store: Store, tallies: dict[str, _Tally], tell: Tell | None) -> Iterator[Json]:
    found = sound_rows(store, Actor, tell, by="ids", keys=tallies)
    for actor in sorted(found, key=lambda actor: actor.id):
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


def _passages(store: Store, outlets: dict[str, str | None], tell: Tell | None) -> Iterator[Json]:
    for row in sound_rows(store, SharedPassage, tell, by="articles", keys=outlets):
        if row.a_article in outlets and row.b_article in outlets:
            yield _passage(row)


def _passage(row: SharedPassage) -> Json:
    return {
        "id": row.id,
        "a": {"article": row.a_article, "start": row.a_start, "end": row.a_end},
        "b": {"article": row.b_article, "start": row.b_start, "end": row.b_end},
        "kind": row.kind,
        "direction": row.direction,
        "why": row.why,
    }


def _utterances(
    store: Store, outlets: dict[str, str | None], sure: set[str] | None, tell: Tell | None
) -> Iterator[Json]:
    members: dict[str, list[UtteranceMember]] = {}
    for member in sound_rows(store, UtteranceMember, tell, by="articles", keys=outlets):
        if sure is None or member.attribution in sure:
            members.setdefault(member.utterance, []).append(member)
    found = sound_rows(store, Utterance, tell, by="ids", keys=members)
    for row in sorted(found, key=lambda row: row.id):
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
