"""A collection as FollowTheMoney entities, a JSON object a line, for Aleph and OpenAleph.

Articles are `Article`s; whoever speaks or has a stated role is a `Person`, an `Organization`, a `PublicBody` or a
`LegalEntity`; where they are named is a `Mention`; what somebody is said to have said is a `Note` about the speaker that begins
with speaker, basis, outlet and review state and has the article as its proof. No role and no claim becomes a property of
anybody: what articles call people stands in notes, with the outlets that do. (FollowTheMoney 4, followthemoney.tech.)
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sayso.publish.export.annotated import held
from sayso.publish.export.document import ordered_articles
from sayso.publish.views.guarded import Tell, name_of, reason
from sayso.publish.views.lines import Line, lines_of, reviews_of
from sayso.publish.views.narrowing import surer
from sayso.publish.views.renderings import SAID_KINDS, renderings
from sayso.publish.views.stories import actor_of, bundles
from sayso.publish.words.line_words import lead_words, line_text
from sayso.publish.words.phrases import (
    completeness_words,
    dates_words,
    one_line,
    outlet_words,
    source_name,
    status_words,
)
from sayso.records import Actor, Article, Entity, EntityType, Mention, Speaker, Story
from sayso.stage import Bundle
from sayso.store.protocol import Store

SCHEMATA: Mapping[EntityType, str] = {
    "person": "Person",
    "organization": "Organization",
    "outlet": "Organization",
    "government": "PublicBody",
    "group": "LegalEntity",
    "place": "LegalEntity",
}
"""What kind of entity an actor is; papers and the unnamed are none."""
LONGEST = {
    "name": 384,
    "title": 1024,
    "publisher": 1024,
    "author": 1024,
    "fileName": 1024,
    "sourceUrl": 4096,
    "notes": 65_000,
    "description": 65_000,
}
"""Characters that the model allows to a property."""
LANGUAGES = dict(
    pair.split(":")
    for pair in "ar:ara bg:bul bs:bos ca:cat cs:ces da:dan de:deu el:ell en:eng es:spa et:est fa:fas fi:fin fr:fra "
    "he:heb hi:hin hr:hrv hu:hun hy:hye id:ind it:ita ja:jpn ka:kat ko:kor lt:lit lv:lav mk:mkd ms:msa nl:nld "
    "no:nor pl:pol pt:por ro:ron ru:rus sk:slk sl:slv sq:sqi sr:srp sv:swe sw:swa tr:tur uk:ukr ur:urd zh:zho".split()
)
"""ISO 639-1 to 639-3, which the model takes; a language that is not here is left out."""


@dataclass(slots=True)
class Known:
    """What articles say of one actor: its spellings, what they call it, whether it speaks."""

    names: set[str] = field(default_factory=set)
    roles: dict[str, set[str]] = field(default_factory=dict)
    speaks: bool = False


def export_entities(
    store: Store, *, story: Story | None = None, min_confidence: int = 0, tell: Tell | None = None
) -> Iterator[str]:
    """The entities, a line each: articles with their notes and mentions first, the actors last.

    With `tell` what is broken is left out and told; else it is an error.
    """
    inside = list(story.articles) if story else None
    actors, reviews = actor_of(store, inside), reviews_of(store, inside)
    types = {row[0]: (row[1], row[2]) for row in store.values(Actor, "id", "name", "type", "named") if row[3]}
    wanted = {actor for actor, (_, kind) in types.items() if kind in SCHEMATA}
    counted = _who_counts(store, actors, wanted, story)
    known: dict[str, Known] = {}
    for bundle in bundles(store, ordered_articles(store, story), (*SAID_KINDS, Mention), tell=tell):
        try:
            made = [_article(bundle.article)]
            said = lines_of(renderings(surer(bundle, min_confidence), actors), reviews)
            made += [_note(line, counted) for line in said]
            made += _mentions(bundle, actors, counted, known, types)
        except ValueError as error:  # a span that does not fit the text
            if tell is None:
                raise
            tell(name_of(bundle.article), reason(error))
            continue
        yield from map(_line, made)
    for actor in sorted(known):
        name, kind = types[actor]
        yield _line(_actor(actor, name, kind, known[actor]))


def _who_counts(store: Store, actors: Mapping[str, str], wanted: set[str], story: Story | None) -> set[str]:
    """The actors who speak somewhere or whose role some article states."""
    inside = list(story.articles) if story else None
    found: set[str] = set()
    for entity, also in store.values(Speaker, "entity", "also", articles=inside):
        found |= {actors[one] for one in (entity, *json.loads(also)) if one in actors}
    for entity, roles in store.values(Entity, "id", "roles", articles=inside):
        if roles != "[]" and entity in actors:
            found.add(actors[entity])
    return found & wanted


def _article(article: Article) -> dict[str, object]:
    title = article.title or source_name(article)
    return _entity(
        f"sayso-article-{article.id}",
        "Article",
        title=[title],
        fileName=[source_name(article)],
        sourceUrl=[article.url] if article.url and article.url.startswith(("http://", "https://")) else [],
        publisher=[article.outlet] if article.outlet else [],
        author=list(article.authors),
        publishedAt=_dates(article),
        language=[LANGUAGES[article.language]] if article.language in LANGUAGES else [],
        notes=[
            f"published: {dates_words(article)}; basis: {article.published_basis}",
            f"text: {completeness_words(article)}; SHA-256 {article.text_sha256}",
            *([status_words(article)] if not article.usable else []),
        ],
    )


def _dates(article: Article) -> list[str]:
    """The day of publication where it is one day and not doubtful, without its hour and zone."""
    first, last = (article.day_from or "")[:10], (article.day_to or "")[:10]
    return [first] if first and first == last else []


def _note(line: Line, counted: set[str]) -> dict[str, object]:
    rendering = line.rendering
    article = rendering.article
    return _entity(
        f"sayso-attribution-{rendering.attribution.id}",
        "Note",
        name=[lead_words(line)],
        description=[line_text(line)],
        entity=[
            f"sayso-actor-{voice.actor}"
            for voice in rendering.voices
            if voice.actor is not None and voice.actor in counted
        ],
        proof=[f"sayso-article-{article.id}"],
        publisher=[outlet_words(article)],
        notes=["what an article says that somebody said; no statement of fact"],
    )


def _mentions(
    bundle: Bundle,
    actors: Mapping[str, str],
    counted: set[str],
    known: dict[str, Known],
    types: Mapping[str, tuple[str, EntityType]],
) -> list[dict[str, object]]:
    """Who is named in an article by which spellings, and what it calls them."""
    text, outlet = bundle.article.text, outlet_words(bundle.article)
    mentions = {row.id: row for row in held(bundle, Mention)}
    spelt: dict[str, set[str]] = {}
    for entity in held(bundle, Entity):
        actor = actors.get(entity.id)
        if actor not in counted or actor is None:
            continue
        told = known.setdefault(actor, Known())
        names = {
            one_line(text[row.start : row.end])
            for row in (mentions[one] for one in entity.mentions if one in mentions)
            if row.form == "name"
        }
        names |= {entity.name} if entity.named else set()
        told.names |= names
        spelt.setdefault(actor, set()).update(names)
        for role in entity.roles:
            told.roles.setdefault(one_line(text[slice(*role)]), set()).add(outlet)
    return [
        _entity(
            f"sayso-mention-{bundle.article.id}-{actor}",
            "Mention",
            name=sorted(names),
            document=[f"sayso-article-{bundle.article.id}"],
            resolved=[f"sayso-actor-{actor}"],
            detectedSchema=[SCHEMATA[types[actor][1]]],
        )
        for actor, names in sorted(spelt.items())
        if names
    ]


def _actor(actor: str, name: str, kind: EntityType, told: Known) -> dict[str, object]:
    roles = [
        f"called “{role}” by {', '.join(sorted(outlets))}" for role, outlets in sorted(told.roles.items())
    ]
    return _entity(
        f"sayso-actor-{actor}", SCHEMATA[kind], name=[name], alias=sorted(told.names - {name}), notes=roles
    )


def _entity(name: str, schema: str, /, **properties: Iterable[str]) -> dict[str, object]:
    kept = {
        key: [value[: LONGEST.get(key, 1024)] for value in dict.fromkeys(values) if value]
        for key, values in properties.items()
    }
    return {
        "id": name,
        "schema": schema,
        "properties": {key: values for key, values in kept.items() if values},
    }


def _line(entity: Mapping[str, object]) -> str:
    return json.dumps(entity, ensure_ascii=False, allow_nan=False) + "\n"
