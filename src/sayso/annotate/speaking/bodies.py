"""Which body "the group" or "the company" takes up: the last of its kind, or the one that somebody just spoke for."""

from bisect import bisect_left

from sayso.annotate.naming.mention_roles import is_plural, role_noun
from sayso.annotate.speaking.findings import CONFIDENCE, STEP_BACK, Finding, ago, resolved, unknown
from sayso.annotate.speaking.nouns import ANY_BODY, fits
from sayso.annotate.speaking.scene import Scene
from sayso.records import Entity
from sayso.spans import Span

BODY_WINDOW = 10
"""Sentences over which "the group" looks back; set by judgement."""


LEAD = 1
"""Sentences at the head of an article in which whoever it is about stands unnamed."""
SOON = 5
"""Sentences within which a name follows; set by judgement."""
FAR = 200
"""Thousandths that more than one sentence in between costs: then 2 of 5 were right on the labels for tuning, else all 7."""
RIVALS = 150
"""Thousandths that a second body of the same noun costs; set by judgement."""


def nearest_body(scene: Scene, head: int, span: Span, words: str) -> Finding | None:
    """The body that "the group" takes up: the last one of its kind before it, or that somebody just spoke for.

    None where the words are not such, or where no body stands near enough.
    """
    grammar = scene.grammar
    entry = role_noun(scene.lexicon, grammar, head)
    if (
        entry is None
        or entry.noun not in ANY_BODY
        or words.lower().split()[:1] not in (["the"], ["this"], ["that"])
        or len(words.split()) != 1 + len(entry.noun.split())
        or scene.quoted[head]
        or is_plural(grammar, head)
    ):
        return None
    own = grammar.sent[head]
    for sentence in scene.back(head, BODY_WINDOW):
        on: dict[str, Entity] = {}
        acting: set[str] = set()
        for body in scene.bodies.get(sentence, ()):
            passing = own - sentence > 1 and not body.acting and len(body.entity.mentions) == 1
            if passing:
                continue  # named once by the way: hardly what the talk goes on about
            if body.token < head and body.entity.named and fits(scene, body.entity, entry.noun) >= 1:
                on[body.entity.id] = body.entity
                if body.acting:
                    acting.add(body.entity.id)
        for at, who in scene.said.get(sentence, ()):
            if at < head and who is not None:
                if who.id in on:
                    acting.add(who.id)
                for body_id, entity in _spoken_for(scene, who, entry.noun).items():
                    on.setdefault(body_id, entity)
        chosen = [on[body_id] for body_id in sorted(acting)] if len(acting) == 1 else list(on.values())
        if len(chosen) > 1:
            names = " or ".join(sorted(entity.name for entity in chosen))
            return unknown("role", f"'{words}' could be {names}", span)
        if chosen:
            where = "this sentence" if sentence == own else ago(own - sentence)
            confidence = (
                CONFIDENCE["role"] - (FAR if own - sentence > 1 else 0) - STEP_BACK * min(10, own - sentence)
            )
            return resolved(
                chosen[0], span, "role", confidence, f"'{words}': {chosen[0].name} of {where} was named last"
            )
    return None


def _is_bare(words: str, noun: str) -> bool:
    said = words.lower().split()
    return said[:1] in (["the"], ["this"], ["that"]) and len(said) == 1 + len(noun.split())


def _opens(scene: Scene, head: int, words: str) -> bool:
    """Whether a body stands unnamed in the lead ("a federal appeals court ruled")."""
    return scene.grammar.sent[head] <= LEAD and words.lower().split()[0] in {"a", "an"}


def called_so(scene: Scene, head: int, span: Span, words: str) -> Finding | None:
    """The body in whose name the noun stands ("the court": the Harlow Appeals Court), the last one before or the only one."""
    entry = role_noun(scene.lexicon, scene.grammar, head)
    if (
        entry is None
        or entry.kind not in {"organization", "government"}
        or is_plural(scene.grammar, head)
        or not (_is_bare(words, entry.noun) or _opens(scene, head, words))
    ):
        return None
    nouns = entry.noun.split()
    named = scene.bodies_by_word.get(nouns[-1], [])
    named = [body for body in named if set(nouns) <= set(body.name.lower().split())]
    last: dict[str, int] = {}
    for body in named:
        tokens = scene.tokens_of.get(body.id, ())
        before_head = bisect_left(tokens, head)
        last[body.id] = tokens[before_head - 1] if before_head else -1
    before = sorted((at, body_id) for body_id, at in last.items() if at >= 0)
    if before:
        body = scene.entities[before[-1][1]]
        rivals = len(before) > 1
        confidence = CONFIDENCE["body_called_so"] - (RIVALS if rivals else 0)
        return resolved(
            body, span, "role", confidence, f"'{words}': {body.name} is called so and was named last"
        )
    own = scene.grammar.sent[head]
    named = [
        body
        for body in named
        if any(0 <= scene.grammar.sent[at] - own <= SOON for at in scene.tokens_of.get(body.id, ())[:1])
    ]
    if len(named) == 1:
        return resolved(
            named[0],
            span,
            "role",
            CONFIDENCE["named_later"],
            f"'{words}': {named[0].name}, which is named later",
        )
    return None


def _spoken_for(scene: Scene, who: Entity, noun: str) -> dict[str, Entity]:
    """The bodies of a kind that stand in a person's roles."""
    found: dict[str, Entity] = {}
    for role in who.roles:
        for index in scene.grammar.tokens(role):
            mention = scene.mentions.get(index)
            body = scene.owner.get(mention.id) if mention is not None and mention.form == "name" else None
            if body is not None and body.named and fits(scene, body, noun) >= 1:
                found[body.id] = body
    return found
