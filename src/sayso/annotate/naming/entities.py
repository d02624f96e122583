"""ENTITIES: who and what an article mentions, over all the mentions there, with the roles that it gives them.

The type of an entity is that of its name. One without a name is "person" when the words single out one person by an
office or a walk of life ("a senior Amal commander", "the prime minister"), "unnamed" when they say no more than
that people spoke ("officials", "a source", "two witnesses"), and else the kind of body or document described.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from sayso.annotate.attributing.quoting import quoted_tokens
from sayso.annotate.naming.entity_descriptions import Cluster, describe, settle
from sayso.annotate.naming.entity_names import CAPITALS, Use, cluster, glossed
from sayso.annotate.naming.entity_roles import roles_of
from sayso.annotate.naming.lexicon import Lexicon, load_lexicon
from sayso.annotate.naming.names import is_acronym, name_tokens, title_gender
from sayso.annotate.parsing.grammar import Grammar
from sayso.ids import make_id
from sayso.records import Article, Entity, EntityType, Mark, Mention, Parse
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Each

ARTICLES = ("the ", "a ", "an ")


def open_entities(_settings: Settings) -> Callable[[Bundle], Iterator[Entity]]:
    """Read the word lists once; the function yields an article's entities by first mention."""
    lexicon = load_lexicon()

    def entities(bundle: Bundle) -> Iterator[Entity]:
        for parse in bundle[Parse]:
            yield from _entities(bundle, Grammar(bundle.article.text, parse), lexicon)

    return entities


def _entities(bundle: Bundle, grammar: Grammar, lexicon: Lexicon) -> Iterator[Entity]:
    text = bundle.article.text
    names = [mention for mention in bundle[Mention] if mention.form == "name"]
    uses = [Use(text[m.start : m.end], m.type, _title_gender(grammar, m)) for m in names]
    roots = cluster(uses, glossed(text, [(m.start, m.end) for m in names]), lexicon)
    clusters: dict[int, Cluster] = {}
    name_of: dict[int, Cluster] = {}
    for mention, root in zip(names, roots, strict=True):
        entity = clusters.setdefault(root, Cluster(type=mention.type, named=True))
        entity.mentions.append(mention)
        for index in grammar.tokens(Span(mention.start, mention.end)):
            name_of[index] = entity
    made = list(clusters.values())
    closed = {
        index
        for mark in bundle[Mark]
        if mark.kind != "caption"
        for index in grammar.tokens(Span(mark.start, mark.end))
    }
    for entity in made:
        entity.type = _type(entity.mentions)
        if entity.type != "person":
            continue
        for mention in entity.mentions:
            tokens = grammar.tokens(Span(mention.start, mention.end))
            if tokens and tokens[0] not in closed:
                for role in roles_of(grammar, lexicon, tokens[0], tokens[-1]):
                    entity.roles.setdefault(role.head, role.span)
    descriptions = [
        description
        for mention in bundle[Mention]
        if mention.form == "role" and (description := describe(grammar, lexicon, mention)) is not None
    ]
    settle(grammar, lexicon, descriptions, made, name_of=name_of, quoted=quoted_tokens(grammar))
    for entity in sorted(made, key=lambda made: min((m.start, m.end) for m in made.mentions)):
        yield _entity(bundle.article, entity)


def _title_gender(grammar: Grammar, mention: Mention) -> str:
    index = grammar.at(mention.start) - 1
    if index > 0 and grammar.words[index] == ".":
        index -= 1
    return title_gender(grammar.words[index]) if index >= 0 else ""


def _type(mentions: list[Mention]) -> EntityType:
    """The commonest type of the mentions; a place that somewhere acts is a government."""
    counts = Counter(mention.type for mention in mentions)
    if counts["government"] and set(counts) <= {"government", "place"}:
        return "government"
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _entity(article: Article, made: Cluster) -> Entity:
    mentions = sorted(made.mentions, key=lambda mention: (mention.start, mention.end))
    first = mentions[0]
    return Entity(
        id=make_id("Entity", article.revision, first.start, first.end),
        article=article.id,
        name=_name(article.text, mentions, made.type),
        type=made.type,
        named=made.named,
        mentions=tuple(mention.id for mention in mentions),
        roles=tuple(sorted(set(made.roles.values()))),
    )


def _name(text: str, mentions: list[Mention], kind: EntityType) -> str:
    """The fullest name among the mentions, the first of equals; without a name the first description."""
    named = [mention for mention in mentions if mention.form == "name"]
    if not named:
        words = " ".join(text[mentions[0].start : mentions[0].end].split())
        lowered = words[:1].lower() + words[1:]
        return lowered if lowered.startswith(ARTICLES) else words
    spellings = [" ".join(text[mention.start : mention.end].split()) for mention in named]
    if kind == "person":
        times = Counter(spellings)
        return max(spellings, key=lambda name: (len(name_tokens(name)), times[name]))
    return max(
        spellings,
        key=lambda name: (name.casefold() not in CAPITALS, not is_acronym(name), len(name_tokens(name))),
    )


ENTITIES = Each(
    name="entities",
    version=2,
    reads=(Article, Mark, Parse, Mention),
    writes=(Entity,),
    make=open_entities,
)
