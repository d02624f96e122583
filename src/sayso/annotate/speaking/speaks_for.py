"""For whom a person speaks, and in what capacity, as the roles that the article gives tell it."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple, cast

from sayso.annotate.naming.lexicon import RoleNoun
from sayso.annotate.naming.mention_roles import role_noun
from sayso.annotate.parsing.grammar import Grammar
from sayso.annotate.speaking.body_words import (
    TIES,
    body_before,
    body_behind,
    body_in_capitals,
    body_of_noun,
    full_body,
    is_place,
    ministry_of,
    nation_of,
    plain_body,
    sender_before,
)
from sayso.annotate.speaking.nouns import TITLE_NOUNS
from sayso.annotate.speaking.scene import Scene
from sayso.records import Capacity, Entity
from sayso.spans import Span

FORMER = frozenset({"former", "ex", "ex-", "then", "late", "retired", "onetime", "outgoing"})
OWN_VOICE = frozenset({"people", "expert", "media", "arts", "health", "law"})
"""Walks of life in which one speaks in one's own name, wherever one works; for an outlet its own people speak."""
BENCH = frozenset({"judge", "justice", "chief justice", "magistrate"})
"""Nouns of the law that are offices."""
TIE_OF = frozenset({"of", "from", "with", "at"})
TIED = frozenset({"organization", "group", "outlet"})
BESIDE = 200
"""Characters between a source and an office that counts as the source's own; set by judgement."""
PORTFOLIOS = frozenset({"minister", "secretary"})
"""Offices before whose noun stands what they look after, not a body."""
SENT = frozenset({"ambassador", "envoy", "special envoy"})
"""Offices of those who are sent: the body behind "to" is not the one that they speak for."""
NATIONAL = frozenset({"politics", "office", "spokes"})
QUOTES = frozenset('“”"«»')
ORDER: dict[Capacity, int] = {"spokesman": 0, "leader": 1, "member": 2, "unclear": 3, "own_name": 4}


class Office(NamedTuple):
    """A body that somebody speaks for (None: not said which), the capacity, and the words that say so."""

    body: str | None
    capacity: Capacity
    span: Span | None


def office_of(scene: Scene, entity: Entity, near: Span | None) -> Office | None:
    """The office in which a person speaks; None for bodies, which speak for themselves.

    Of several roles the one in the source's own words comes first, then one that names a body, then the first.
    A former office is none.
    """
    if entity.type not in {"person", "unnamed"}:
        return None
    known = scene.offices.get(entity.id)
    if known is None:
        known = scene.offices[entity.id] = _offices(scene, entity)
    best, starts, offices = known
    if near is None or best.span is None:
        return cast("Office", best)
    around = offices[bisect_left(starts, near.start - BESIDE) : bisect_right(starts, near.end + BESIDE)]
    return min(around, key=_rank, default=cast("Office", best))


def _offices(scene: Scene, entity: Entity) -> tuple[Office, list[int], list[Office]]:
    """The best of somebody's offices, and all that are as good in reading order, with where they stand.

    Where one names a body, those that name none do not count.
    """
    spans = list(entity.roles)
    if not entity.named and (first := _first_mention(scene, entity)) is not None:
        spans.insert(0, first)
    offices = [office for span in spans if (office := _read(scene, span)) is not None]
    if not offices:
        tie = _tie(scene, entity) if entity.named and not entity.roles else None
        return tie or Office(None, "own_name", None), [], []
    offices = sorted(
        [office for office in offices if office.body is not None] or offices,
        key=_place,
    )
    return min(offices, key=_rank), [_place(office) for office in offices], offices


def _place(office: Office) -> int:
    return office.span.start if office.span is not None else 0


def _rank(office: Office) -> tuple[int, int]:
    return ORDER[office.capacity], _place(office)


def _first_mention(scene: Scene, entity: Entity) -> Span | None:
    tokens = scene.tokens_of.get(entity.id)
    mention = scene.mentions.get(tokens[0]) if tokens else None
    return Span(mention.start, mention.end) if mention is not None else None


def _read(scene: Scene, span: Span) -> Office | None:
    grammar = scene.grammar
    tokens = _unbroken(grammar, grammar.tokens(span))
    if not tokens or any(
        grammar.lower[index] in FORMER and not _hyphened(grammar, index) for index in tokens
    ):
        return None
    before = tokens[0] - 1
    if before >= 0 and grammar.lower[before] in FORMER:
        return None
    head = _head(scene, tokens)
    if head is None:
        return None
    entry = _entry(scene, head)
    capacity: Capacity = (entry.capacity if entry is not None else None) or "unclear"
    if entry is not None and entry.fields & OWN_VOICE and entry.noun not in {"member", *BENCH}:
        return _outlets(scene, head, tokens, span) if "media" in entry.fields else None
    if entry is not None and entry.noun in {"member", *BENCH}:
        capacity = "member"
    if entry is not None and entry.noun in SENT:
        sender = sender_before(scene, head, tokens[0])
        return Office(sender, capacity, Span(span.start, grammar.parse.end[tokens[-1]]))
    body = (
        body_behind(scene, head, tokens[-1])
        or body_of_noun(scene, head, tokens[0])
        or body_before(scene, head, tokens[0])
    )
    if (
        body is not None
        and is_place(scene, body)
        and not (entry is not None and entry.fields & {"office", "spokes", "military"})
    ):
        body = None  # "the Harlow lawmaker" comes from there
    if body is None and entry is not None and entry.fields & NATIONAL and capacity in {"leader", "spokesman"}:
        body = nation_of(scene, tokens[0], head)
    if body is None and entry is not None and capacity in {"leader", "spokesman"}:
        body = body_in_capitals(scene, head, tokens[0])
        if body is not None and entry.noun.split()[-1] in PORTFOLIOS:
            body = ministry_of(scene, body)
    if body is None and capacity == "unclear":
        return None
    body = None if body is None else plain_body(body)
    body = None if body is None else full_body(scene, body)
    return Office(body, capacity, Span(span.start, grammar.parse.end[tokens[-1]]))


def _hyphened(grammar: Grammar, index: int) -> bool:
    """Whether a word only begins a longer one: "a late-night host" is alive."""
    return grammar.lower[index] != "ex" and grammar.words[index + 1 : index + 2] == ["-"]


def _entry(scene: Scene, head: int) -> RoleNoun | None:
    """What the lexicon says of a role's noun, also of one cut short ("Sen.")."""
    title = TITLE_NOUNS.get(scene.grammar.lower[head].rstrip("."))
    return role_noun(scene.lexicon, scene.grammar, head) or (
        scene.lexicon.roles.get(title) if title is not None else None
    )


def _outlets(scene: Scene, head: int, tokens: range, span: Span) -> Office | None:
    """The outlet whose host or reporter somebody is: they speak for it as its members."""
    body = body_behind(scene, head, tokens[-1]) or body_before(scene, head, tokens[0])
    mentions = (scene.mentions.get(index) for index in tokens)
    named = (scene.owner.get(mention.id) for mention in mentions if mention is not None)
    if not any(entity is not None and entity.name == body and entity.type == "outlet" for entity in named):
        return None
    return Office(body, "member", span)


def _tie(scene: Scene, entity: Entity) -> Office | None:
    """The body whose own words tie somebody without a role to it: "Vega's Jan Roe", "Jan Roe of the Vega Institute"."""
    grammar, parse = scene.grammar, scene.grammar.parse
    for token in scene.tokens_of.get(entity.id, ())[:3]:
        for below in grammar.children[token]:
            place = below
            if parse.dep[below] == "prep" and grammar.lower[below] in TIE_OF:
                place = grammar.child(below, "pobj") or below
            elif parse.dep[below] != "poss":
                continue
            for at in range(place, max(-1, place - 4), -1):
                mention = scene.mentions.get(at) if at >= grammar.left[place] else None
                body = scene.owner.get(mention.id) if mention is not None and mention.form == "name" else None
                if body is not None and body.type in TIED:
                    return Office(body.name, "member", grammar.span(min(at, token), max(place, token)))
    return None


def _unbroken(grammar: Grammar, tokens: range) -> range:
    """The tokens of a role up to the end of their sentence or a quotation mark: what follows is about something else."""
    for index in tokens:
        if grammar.sent[index] != grammar.sent[tokens[0]] or grammar.words[index] in QUOTES:
            return range(tokens[0], index)
    return tokens


def _head(scene: Scene, tokens: range) -> int | None:
    """The role noun that governs: the last one before "of", "for" ... or the end."""
    grammar, found = scene.grammar, None
    for index in tokens:
        if grammar.lower[index] in TIES and found is not None:
            break
        entry = _entry(scene, index)
        if entry is not None and entry.kind == "person":
            found = index
    return found
