"""What articles have together, as the values of an export: stories, actors, shared text, utterances, reviews.

Everything leads down to spans, and scores travel with their reasons. What compares articles by meaning is not here:
it is numbers of one model, which nobody can read.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from sayso.publish.export.annotated import Json, held
from sayso.publish.export.answers import chain_json, origin_json
from sayso.publish.outlet_table import OutletTable
from sayso.publish.views.guarded import Tell, sound_rows
from sayso.publish.views.lookup import fold_words
from sayso.publish.views.renderings import Step
from sayso.publish.views.shared_texts import TextGroup, origins_of
from sayso.publish.views.stories import by_size
from sayso.publish.words.phrases import one_line
from sayso.records import (
    Actor,
    ActorEdge,
    ActorMember,
    Entity,
    Hop,
    Mention,
    Origin,
    OriginMember,
    SharedPassage,
    Story,
    StoryMember,
    Utterance,
    UtteranceMember,
)
from sayso.spans import slice_text
from sayso.stage import Bundle
from sayso.store.protocol import Store

Outlets = Mapping[str, str | None]
"""The outlet of each article that is exported, by article id."""


@dataclass(slots=True)
class Tally:
    """What the articles that stream by say of one actor."""

    names: Counter[str] = field(default_factory=Counter)
    roles: dict[tuple[str, ...], list[tuple[Json, str | None]]] = field(default_factory=dict)
    mentions: list[Json] = field(default_factory=list)


def exported_stories(
    store: Store, story: Story | None, outlets: Outlets, tell: Tell | None
) -> Iterator[Json]:
    """Stories with their phases, those with most articles first."""
    members: dict[str, list[StoryMember]] = {}
    for member in sound_rows(store, StoryMember, tell, by="articles", keys=outlets):
        members.setdefault(member.story, []).append(member)
    known = [story] if story else by_size(sound_rows(store, Story, tell, by="ids", keys=members))
    for item in known:
        yield _story(item, members.get(item.id, []), outlets)


def _story(story: Story, told: Sequence[StoryMember], outlets: Outlets) -> Json:
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


def add_to_tallies(bundle: Bundle, actors: Mapping[str, str], tallies: dict[str, Tally]) -> None:
    """Add what one article says of its actors: names, roles, mentions."""
    article = bundle.article
    mentions = {mention.id: mention for mention in held(bundle, Mention)}
    for entity in held(bundle, Entity):
        actor = actors.get(entity.id)
        if actor is None:
            continue
        tally = tallies.setdefault(actor, Tally())
        for mention in (mentions[item] for item in entity.mentions if item in mentions):
            tally.mentions.append({"article": article.id, "start": mention.start, "end": mention.end})
            if mention.form == "name":
                tally.names[one_line(article.text[mention.start : mention.end])] += 1
        for role in entity.roles:
            words = slice_text(article.text, role)
            place = {"article": article.id, "start": role[0], "end": role[1], "text": words}
            tally.roles.setdefault(fold_words(words), []).append((place, article.outlet))


def exported_actors(
    store: Store,
    tallies: Mapping[str, Tally],
    actors: Mapping[str, str],
    outlets: Outlets,
    tell: Tell | None,
) -> Iterator[Json]:
    """Actors with their names, roles and mentions, and why their entities are taken for one."""
    links: dict[str, list[Json]] = {}
    for edge in sound_rows(store, ActorEdge, tell, by="articles", keys=outlets):
        actor = actors.get(edge.entity)
        if actor is not None and actor == actors.get(edge.other_entity):
            both = {"entities": [edge.entity, edge.other_entity], "score": edge.score}
            links.setdefault(actor, []).append(both | {"reasons": list(edge.reasons)})
    members: dict[str, list[Json]] = {}
    for row in sound_rows(store, ActorMember, tell, by="articles", keys=outlets):
        member = {"article": row.article, "entity": row.entity, "reasons": list(row.reasons)}
        members.setdefault(row.actor, []).append(member)
    found = sound_rows(store, Actor, tell, by="ids", keys=tallies)
    for one in sorted(found, key=lambda actor: actor.id):
        tally = tallies[one.id]
        yield {
            "id": one.id,
            "name": one.name,
            "type": one.type,
            "names": [
                {"text": text, "count": count}
                for text, count in sorted(tally.names.items(), key=lambda item: (-item[1], item[0]))
            ],
            "roles": [_role(found) for _, found in sorted(tally.roles.items())],
            "mentions": tally.mentions,
            "members": members.get(one.id, []),
            "links": links.get(one.id, []),
        }


def _role(found: Sequence[tuple[Json, str | None]]) -> Json:
    texts = Counter(one_line(place["text"]) for place, _ in found)
    return {
        "text": min(texts, key=lambda text: (-texts[text], text)),
        "outlets": sorted({outlet for _, outlet in found if outlet}),
        "evidence": [place for place, _ in found],
    }


def exported_passages(store: Store, outlets: Outlets, tell: Tell | None) -> Iterator[SharedPassage]:
    """The shared passages whose articles are both exported."""
    for row in sound_rows(store, SharedPassage, tell, by="articles", keys=outlets):
        if row.a_article in outlets and row.b_article in outlets:
            yield row


def passage_json(row: SharedPassage, text: str) -> Json:
    """One pair of articles with the text that they share; `text` is the id of it in `shared_texts`."""
    return {
        "id": row.id,
        "text": text,
        "a": {"article": row.a_article, "start": row.a_start, "end": row.a_end},
        "b": {"article": row.b_article, "start": row.b_start, "end": row.b_end},
        "kind": row.kind,
        "words": row.words,
        "direction": row.direction,
        "direction_basis": row.direction_basis,
        "why": row.why,
    }


def exported_texts(store: Store, groups: Sequence[TextGroup], tell: Tell | None) -> Iterator[Json]:
    """Each shared text once, with all its places and what is known of its textual sources."""
    articles = {stretch.article for group in groups for stretch in group.stretches}
    members = sound_rows(store, OriginMember, tell, by="articles", keys=articles)
    origins = sound_rows(store, Origin, tell, by="ids", keys=[row.origin for row in members])
    for group, origin, sources in origins_of(groups, members, origins):
        yield {
            "id": group.id,
            "words": group.words,
            "places": [
                {"article": article, "start": span.start, "end": span.end}
                for article, span in group.stretches
            ],
            "passages": [row.id for row in group.passages],
            "origins": origin_json(origin, sources.items()),
        }


def exported_utterances(
    store: Store, outlets: Outlets, sure: set[str] | None, tell: Tell | None
) -> Iterator[Json]:
    """Utterances with their renderings, the chain by which each came, and what is known of their textual sources."""
    members: dict[str, list[UtteranceMember]] = {}
    for member in sound_rows(store, UtteranceMember, tell, by="articles", keys=outlets):
        if sure is None or member.attribution in sure:
            members.setdefault(member.utterance, []).append(member)
    chains: dict[str, list[Step]] = {}
    hops = sound_rows(store, Hop, tell, by="articles", keys=outlets)
    for hop in sorted(hops, key=lambda hop: (hop.attribution, hop.step, hop.id)):
        chains.setdefault(hop.attribution, []).append(Step(hop, None))
    traced = sound_rows(store, OriginMember, tell, by="articles", keys=outlets)
    source_of = {row.attribution: row.source for row in traced if row.attribution}
    known = sound_rows(store, Origin, tell, by="ids", keys=[row.origin for row in traced])
    origins = {row.utterance: row for row in known if row.utterance}
    found = sound_rows(store, Utterance, tell, by="ids", keys=members)
    for row in sorted(found, key=lambda row: row.id):
        said = sorted(members[row.id], key=lambda member: (member.article, member.attribution))
        sources = [(one.article, source_of[one.attribution]) for one in said if one.attribution in source_of]
        yield {
            "id": row.id,
            "story": row.story,
            "actor": row.actor,
            "speaker": row.speaker,
            "said_on": row.said_on,
            "members": [_member(member, source_of.get(member.attribution)) for member in said],
            "outlets": sorted({outlet for member in said if (outlet := outlets.get(member.article))}),
            "origins": origin_json(origins.get(row.id), sources),
            "chain": [
                {"article": member.article, "attribution": member.attribution} | step
                for member in said
                for step in _steps(chains.get(member.attribution, ()), outlets.get(member.article))
            ],
        }


def _member(member: UtteranceMember, source: str | None) -> Json:
    return {
        "article": member.article,
        "attribution": member.attribution,
        "score": member.score,
        "reasons": list(member.reasons),
        "language": list(member.language) if member.language else None,
        "textual_source": source,
    }


def _steps(chain: Iterable[Step], outlet: str | None) -> Iterator[Json]:
    """Each step with who passed it on: from the carrier to whoever reports it, at last the article's outlet."""
    to: str | None = outlet
    for step in chain_json(chain):
        yield {"from": step["carrier"], "to": to} | step
        to = step["carrier"]


def exported_reviews(store: Store, outlets: Outlets) -> Iterator[Json]:
    """What people decided of names in the exported articles, oldest first; undone ones and undos too."""
    for row in store.reviews():
        if row.a_article in outlets or row.b_article in outlets:
            yield asdict(row)


def exported_outlets(outlets: Outlets, stated: OutletTable) -> Iterator[Json]:
    """The outlets of the exported articles, with what the user's table states of them and by whose word."""
    for name in sorted({outlet for outlet in outlets.values() if outlet}):
        known = stated.of(name)
        yield {
            "name": name,
            "articles": sorted(article for article, outlet in outlets.items() if outlet == name),
            "owner": (known.owner or None) if known else None,
            "country": (known.country or None) if known else None,
            "citation": (known.citation or None) if known else None,
        }
