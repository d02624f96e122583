"""Whom the descriptions of an article mean: a body or person named elsewhere, one described before, or somebody new.

Only what the words settle is settled here ("the Amal movement", "the prime minister" where one person is prime
minister, "the spokesman" after "a spokesman", a role first and its bearer's name in the next sentence). What takes
the course of the talk to tell ("the official said") is left to the speakers stage.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.annotate.naming.lexicon import Lexicon, RoleNoun
from sayso.annotate.naming.mention_roles import is_plural, role_noun, singular
from sayso.annotate.parsing.grammar import Grammar
from sayso.records import EntityType, Mention
from sayso.spans import Span

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset({"a", "an", "another", "one"})
OWNERS = frozenset({"his", "her", "its", "their", "our", "my", "your"})
BODIES = frozenset({"organization", "government", "group", "outlet"})
PARTS = frozenset({
    "team", "office", "service", "board", "staff", "committee", "panel", "campaign", "task force", "unit", "center", "council",
    "force", "bureau", "department", "union", "school", "police", "club", "coalition", "opposition", "delegation", "majority",
})  # fmt: skip
"""Nouns for a part of a body, or for one in its service: "the Vega office" is not Vega."""
LEAD = 2
"""Sentences at the head of an article, a headline among them, in which whoever it is about often stands unnamed."""
NEXT_SENTENCES = 6
"""How far behind a role its bearer's name may come: a quotation of some sentences often stands in between."""


@dataclass(slots=True)
class Cluster:
    """An entity in the making: its mentions, and the head tokens and spans of its roles."""

    type: EntityType
    named: bool
    mentions: list[Mention] = field(default_factory=list)
    roles: dict[int, Span] = field(default_factory=dict)


Named = dict[EntityType, tuple[list[int], list[Cluster]]]


@dataclass(frozen=True, slots=True)
class Description:
    """A role mention with its head token, its lexicon entry and whether it points back ("the") or opens ("a")."""

    mention: Mention
    head: int
    entry: RoleNoun | None
    definite: bool
    bare: bool
    plural: bool
    owned: bool


def describe(grammar: Grammar, lexicon: Lexicon, mention: Mention) -> Description | None:
    """Read a role mention; None when no word of it is left in the parse."""
    tokens = grammar.tokens(Span(mention.start, mention.end))
    head = grammar.top(Span(mention.start, mention.end))
    if head is None:
        return None
    entry = role_noun(lexicon, grammar, head)
    first = grammar.lower[tokens[0]]
    width = len(entry.noun.split()) if entry is not None else 1
    return Description(
        mention=mention,
        head=head,
        entry=entry,
        definite=first in DEFINITE,
        bare=tokens[0] == head - width and first in DEFINITE and tokens[-1] == head,
        plural=is_plural(grammar, head),
        owned=first in OWNERS or any(grammar.parse.dep[below] == "poss" for below in grammar.children[head]),
    )


def settle(
    grammar: Grammar,
    lexicon: Lexicon,
    descriptions: Sequence[Description],
    clusters: list[Cluster],
    *,
    name_of: dict[int, Cluster],
    quoted: list[bool],
) -> None:
    """Give every description to a cluster: one of `clusters` or a new one that is added to them.

    `name_of` gives for each token inside a name that name's cluster, `quoted` whether a token is inside quotation
    marks.
    """
    by_role = _bearers(grammar, clusters)
    heads = {head: cluster for cluster in clusters for head in cluster.roles}
    bodies: dict[str, Cluster] = {}
    last_alike: dict[tuple[str, bool, bool], Cluster] = {}
    arrivals = _arrivals(grammar, name_of, quoted)
    named = _by_kind(clusters)
    described: dict[int, int] = {}
    for description in descriptions:
        noun = description.entry.noun if description.entry else singular(grammar.lower[description.head])
        found = (
            heads.get(description.head)
            or _named_body(grammar, description, name_of)
            or _office_holder(description, noun, by_role)
        )
        key = _key(grammar, description.mention)
        alike = (noun, description.plural, quoted[description.head])  # what is quoted is others' talk
        if found is None and description.mention.type in BODIES:
            found = bodies.get(key) or (last_alike.get(alike) if description.bare else None)
            if (
                found is not None
                and description.bare
                and _another_since(description, found, named, described.get(id(found), -1))
            ):
                found = None  # "the group" after a second group was named: for the speakers stage to tell
        elif found is None and (description.bare and noun != "member"):
            found = last_alike.get(alike)
        if found is None:
            found = _named_next(grammar, lexicon, description, arrivals, quoted)
            if found is not None:
                found.roles.setdefault(description.head, _role_span(grammar, description))
        if found is None:
            found = Cluster(type=description.mention.type, named=_is_named_body(grammar, description))
            clusters.append(found)
        found.mentions.append(description.mention)
        if description.mention.type in BODIES:
            bodies.setdefault(key, found)
        last_alike[alike] = found
        described[id(found)] = description.mention.start


def _by_kind(clusters: Sequence[Cluster]) -> Named:
    """The names of bodies by kind: where they stand, in reading order, and whose they are."""
    found: Named = {}
    for start, order in sorted(
        (mention.start, order)
        for order, cluster in enumerate(clusters)
        if cluster.type in BODIES
        for mention in cluster.mentions
    ):
        starts, owners = found.setdefault(clusters[order].type, ([], []))
        starts.append(start)
        owners.append(clusters[order])
    return found


def _another_since(description: Description, found: Cluster, named: Named, described: int) -> bool:
    """Whether the body of the kind that was named last is another, and was named since the last description."""
    starts, clusters = named.get(description.mention.type, ([], []))
    at = bisect_left(starts, description.mention.start) - 1
    return at >= 0 and clusters[at] is not found and starts[at] > described


def _key(grammar: Grammar, mention: Mention) -> str:
    words = grammar.text[mention.start : mention.end].lower().split()
    if words and words[0] in DEFINITE | INDEFINITE | OWNERS:
        words = words[1:]
    return " ".join(words)


def _bearers(grammar: Grammar, clusters: list[Cluster]) -> dict[str, list[tuple[int, Cluster]]]:
    """Role nouns with the named people who bear them and where the article says so; "former" ones left out."""
    bearers: dict[str, list[tuple[int, Cluster]]] = {}
    for cluster in clusters:
        if cluster.type != "person":
            continue
        for head, span in sorted(cluster.roles.items()):
            words = grammar.text[span.start : span.end].lower().split()
            if {"former", "ex", "then", "late"} & set(words):
                continue
            two = f"{grammar.lower[head - 1]} {grammar.lower[head]}" if head else ""
            below = two.startswith(("vice ", "deputy ", "assistant "))  # a vice president is no president
            for noun in {two} if below else {grammar.lower[head], two}:
                bearers.setdefault(noun, []).append((span.start, cluster))
    return bearers


def _named_body(grammar: Grammar, description: Description, name_of: dict[int, Cluster]) -> Cluster | None:
    """The body whose name qualifies the noun ("the Amal movement"): the same body."""
    if description.mention.type not in BODIES:
        return None
    for below in grammar.children[description.head]:
        cluster = name_of.get(below)
        if (
            cluster is not None
            and grammar.parse.dep[below] in {"compound", "nmod", "amod"}
            and below < description.head
        ):
            noun = description.entry.noun if description.entry is not None else ""
            if (
                cluster.type in BODIES - {"government"}
                and cluster.type == description.mention.type
                and noun not in PARTS
            ):
                return cluster
            if (
                cluster.type == "government"
                and description.mention.type == "government"
                and not _is_place(cluster)
            ):
                return cluster
    return None


def _is_place(cluster: Cluster) -> bool:
    return any(mention.type == "place" for mention in cluster.mentions)


def _office_holder(
    description: Description, noun: str, by_role: dict[str, list[tuple[int, Cluster]]]
) -> Cluster | None:
    """The one named person whom the article gave this office before ("the prime minister")."""
    if not description.bare or description.plural or description.mention.type != "person":
        return None
    known = {id(cluster): cluster for at, cluster in by_role.get(noun, ()) if at < description.mention.start}
    return next(iter(known.values())) if len(known) == 1 else None


def _is_named_body(grammar: Grammar, description: Description) -> bool:
    """Whether a body's description holds a name ("the Vesland government"), which makes it one of its kind."""
    if description.mention.type not in BODIES - {"group"} or description.plural:
        return False
    if (
        grammar.text[description.mention.start : description.mention.end]
        .lower()
        .startswith(("a ", "an ", "another ", "one ", "every ", "each ", "any ", "no ", "some "))
    ):
        return False
    inside = grammar.tokens(Span(description.mention.start, description.mention.end))
    return any(grammar.parse.ent[index] in {"GPE", "NORP", "ORG", "PERSON"} for index in inside)


def _arrivals(
    grammar: Grammar, name_of: dict[int, Cluster], quoted: list[bool]
) -> dict[int, tuple[int, Cluster | None]]:
    """For each sentence, the person who is first named there outside quotation marks as a subject, and where.

    None stands for somebody else who acts there: a person named before, or one described.
    """
    first_use: dict[int, int] = {}
    found: dict[int, tuple[int, Cluster | None]] = {}
    parse = grammar.parse
    for index in range(len(grammar)):
        cluster = name_of.get(index)
        if cluster is not None:
            first_use.setdefault(id(cluster), index)
        if parse.dep[index] != "nsubj" or quoted[index] or grammar.sent[index] in found:
            continue
        if cluster is None:
            if parse.pos[index] in {"NOUN", "PROPN"} and parse.dep[parse.head[index]] in {
                "ROOT",
                "ccomp",
                "parataxis",
            }:
                found[grammar.sent[index]] = (index, None)
            continue
        if cluster.type == "person":
            fresh = (
                index - first_use[id(cluster)] < 8
                and len(grammar.text[cluster.mentions[0].start : cluster.mentions[0].end].split()) > 1
            )
            fresh = fresh and grammar.sent[first_use[id(cluster)]] == grammar.sent[index]
            found[grammar.sent[index]] = (index, cluster if fresh else None)
        else:
            found[grammar.sent[index]] = (index, None)
    return found


def _named_next(
    grammar: Grammar,
    lexicon: Lexicon,
    description: Description,
    arrivals: dict[int, tuple[int, Cluster | None]],
    quoted: list[bool],
) -> Cluster | None:
    """The person named for the first time right after a role ("A lawmaker warned ... Jan Roe said ...").

    The role must be singular, the subject of its sentence and new ("a", or with a body); nobody else may act in
    between; and what the article says of the person named must not contradict it.
    """
    parse, head = grammar.parse, description.head
    single = description.mention.type == "person" and not description.plural and description.entry is not None
    if (
        not single
        or description.bare
        or (description.owned and description.mention.start == 0)
        or quoted[head]
    ):
        return None
    told = (
        grammar.sent[head] <= LEAD
        and parse.dep[head] == "pobj"
        and "according" in grammar.lower[max(0, head - 6) : head]
    )
    if not told and (
        parse.dep[head] not in {"nsubj", "nsubjpass"}
        or parse.dep[parse.head[head]] not in {"ROOT", "ccomp", "advcl", "conj", "pcomp", "parataxis"}
    ):
        return None
    own = grammar.sent[head]
    for sentence in range(own + 1, own + 1 + NEXT_SENTENCES):
        if sentence not in arrivals:
            continue
        _, cluster = arrivals[sentence]
        if cluster is None:
            return None
        return cluster if _agrees(grammar, lexicon, description, cluster) else None
    return None


def _agrees(grammar: Grammar, lexicon: Lexicon, description: Description, cluster: Cluster) -> bool:
    """Whether the roles of a person named later leave room for this one: none so far, or one of the same field."""
    entry = description.entry
    assert entry is not None
    # what the article adds some sentences later may be a second office; only what stands with the name contradicts
    first = grammar.sent[grammar.at(cluster.mentions[0].start)]
    own = [grammar.lower[head] for head in cluster.roles if abs(grammar.sent[head] - first) == 0]
    if not own:
        return True
    if any(noun in {entry.noun, *entry.noun.split()} for noun in own):
        return True
    if "politics" not in entry.fields:
        return False
    known = [lexicon.roles[noun.rstrip(".")] for noun in own if noun.rstrip(".") in lexicon.roles]
    return any(noun in {"member", "leader", "senator"} for noun in own) or any(
        "legislator" in role.fields and {"legislator", "politics"} & entry.covers for role in known
    )


def _role_span(grammar: Grammar, description: Description) -> Span:
    """The description without its article, as a role."""
    tokens = grammar.tokens(Span(description.mention.start, description.mention.end))
    first = tokens[0] + (grammar.lower[tokens[0]] in DEFINITE | INDEFINITE and len(tokens) > 1)
    return Span(grammar.parse.start[first], description.mention.end)
