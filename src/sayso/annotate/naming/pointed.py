"""Who is meant by words of an article that a person points at, or by a name that a person types."""

from collections.abc import Sequence

from sayso.annotate.naming.names import is_title, name_tokens
from sayso.records import Entity, Mention
from sayso.spans import Span, overlap

PLAINEST = ("name", "role", "pronoun")
"""The forms of mentions, the one that tells most first."""


def entity_of(
    text: str, span: Span, *, entities: Sequence[Entity], mentions: Sequence[Mention]
) -> Entity | None:
    """The entity that is mentioned within these words, a name before a role ("Prime Minister Jan Roe").

    Without a mention there, the one that the words name. None when there is none, or when it is not clear.
    """
    of = {mention: entity for entity in entities for mention in entity.mentions}
    there = [
        (PLAINEST.index(mention.form), -common, mention.start, mention.id)
        for mention in mentions
        if mention.id in of and (common := overlap(span, Span(mention.start, mention.end)))
    ]
    if there:
        return of[min(there)[3]]
    return entity_called(text[span.start : span.end], entities)


def entity_called(name: str, entities: Sequence[Entity]) -> Entity | None:
    """The one entity with this name, in full or by its last word; None when there is none, or when several have it."""
    words = tuple(word for word in name_tokens(name) if not is_title(word)) or name_tokens(name)
    if not words:
        return None
    named = [(name_tokens(entity.name), entity) for entity in entities if entity.named]
    for fits in (
        [entity for tokens, entity in named if tokens == words],
        [entity for tokens, entity in named if tokens[-1:] == words and entity.type == "person"],
        [
            entity
            for tokens, entity in named
            if len(words) > 1 and set(tokens) <= set(words) and len(tokens) > 1
        ],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            return None
    return None
