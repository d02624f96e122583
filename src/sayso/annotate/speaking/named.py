"""To whom a name in a source refers."""

from sayso.annotate.naming.names import is_title, name_tokens
from sayso.annotate.speaking.findings import CONFIDENCE, Finding, resolved
from sayso.annotate.speaking.scene import Scene
from sayso.records import Entity, Mention
from sayso.spans import Span


def by_name(scene: Scene, mention: Mention, entity: Entity) -> Finding:
    """A name stands in the source."""
    text = scene.grammar.text
    written = " ".join(text[mention.start : mention.end].split())
    span = Span(mention.start, mention.end)
    if entity.type != "person":
        return resolved(entity, span, "named", CONFIDENCE["named"] - 20, f"named as '{written}'")
    tokens, full = name_tokens(written), name_tokens(entity.name)
    if len(tokens) > 1 or " " in written:
        return resolved(entity, span, "named", CONFIDENCE["named"], f"named as '{written}'")
    if len(full) == 1:
        before = scene.grammar.at(mention.start) - 1
        if entity.roles or (before >= 0 and is_title(scene.grammar.words[before]) and entity.roles):
            return resolved(
                entity,
                span,
                "named",
                CONFIDENCE["named"] - 60,
                f"named as '{written}', with a role and no fuller name",
            )
        return resolved(
            entity,
            span,
            "never_introduced",
            CONFIDENCE["never_introduced"],
            f"'{written}' is never introduced by a fuller name",
        )
    if tokens[0] not in full:
        return resolved(
            entity,
            span,
            "surname",
            CONFIDENCE["slip"],
            f"'{written}' is one letter from '{entity.name}', and nobody else fits",
        )
    namesakes = [other.name for other in scene.namesakes.get(tokens[-1], ()) if other.id != entity.id]
    if namesakes:
        return resolved(
            entity, span, "surname", CONFIDENCE["namesakes"],
            f"'{written}' could be {' or '.join(sorted({entity.name, *namesakes}))}; '{entity.name}' was named last",
        )  # fmt: skip
    return resolved(
        entity,
        span,
        "surname",
        CONFIDENCE["surname"],
        f"'{written}' is short for {entity.name}, the only one of that name here",
    )
