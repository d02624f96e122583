"""The scene of an article: who is on stage in each sentence outside what is quoted, and what is known of each.

The rules on pronouns, roles and cue-less quotations look back over it, sentence by sentence.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.annotate.attributing.quoting import quoted_tokens
from sayso.annotate.naming.lexicon import Lexicon
from sayso.annotate.naming.mention_roles import is_plural, role_noun
from sayso.annotate.naming.names import name_tokens, title_gender
from sayso.annotate.parsing.grammar import Grammar
from sayso.records import Attribution, Entity, Mention, Sentence
from sayso.spans import Span

BODIES = frozenset({"organization", "government", "group", "outlet"})
FURTHER = re.compile(r" (?:and|of|at|in|for|with|to)\b|,")
"""Where a role goes on behind what its bearer is called."""
LATEST = 12
"""Turns over which somebody counts as having spoken lately; set by judgement."""
HE_OR_SHE = {"he": "m", "she": "f"}
ACTING = frozenset({"nsubj", "nsubjpass", "agent"})
SHARED = 4
"""Letters that the adjective of a country shares with its name ("Veslandic", "Vesland"); set by judgement."""


@dataclass(frozen=True, slots=True)
class Onstage:
    """Somebody in a sentence: where, who, and whether as its subject or speaker."""

    token: int
    entity: Entity
    acting: bool


@dataclass(slots=True)
class Scene:
    """One article as the speaker rules see it. `said` grows as attributions are resolved, in reading order."""

    grammar: Grammar
    lexicon: Lexicon
    entities: dict[str, Entity]
    mentions: dict[int, Mention]
    """The mention that a token governs or, for names, lies in."""
    owner: dict[str, Entity]
    """Mention id to its entity."""
    in_content: list[bool]
    quoted: list[bool]
    paragraph: list[int]
    """The paragraph of each sentence of the parse."""
    persons: dict[int, list[Onstage]]
    bodies: dict[int, list[Onstage]]
    places: dict[int, list[Onstage]]
    """Places that act without a verb of saying ("Orland demands"): for "it", where nothing else can be meant."""
    quoted_people: dict[int, list[Onstage]]
    """Named people inside contents, by sentence: whom "he" in there may mean."""
    gender: dict[str, str]
    plural: dict[str, bool]
    said: dict[int, list[tuple[int, Entity | None]]] = field(default_factory=dict)
    """By sentence of the parse: (token, whom it was resolved to) of each attribution so far."""
    tokens_of: dict[str, list[int]] = field(default_factory=dict)
    """The governing tokens of each entity's names and roles, in reading order."""
    namesakes: dict[str, list[Entity]] = field(default_factory=dict)
    """Named people by the last word of their name."""
    bodies_by_word: dict[str, list[Entity]] = field(default_factory=dict)
    """Named bodies by each word of their name."""
    by_office: dict[str, dict[str, Entity]] = field(default_factory=dict)
    """Named people by the words of each of their roles."""
    by_words: dict[str, Entity] = field(default_factory=dict)
    """Named entities by the words of each of their names, as written."""
    officers: list[Entity] = field(default_factory=list)
    """Named people with a role."""
    sureness: dict[str, int] = field(default_factory=dict)
    """How surely each speaker was last told: who goes on from a guess is no surer than the guess."""
    turns: list[tuple[int, Entity]] = field(default_factory=list)
    """Those who spoke so far and where, in reading order."""
    joint: dict[int, tuple[Entity, ...]] = field(default_factory=dict)
    """Those who spoke jointly with the one in `said`, by the same token."""
    party: dict[str, str] = field(default_factory=dict)
    """The party of each person for whom it was asked ("": not said)."""
    pronouns: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    """Subjects "he" and "she" outside contents, by sentence, with the gender."""
    place_names: set[str] = field(default_factory=set)
    """Names of entities that are somewhere mentioned as a place."""
    countries: dict[str, set[str]] = field(default_factory=dict)
    """Names of places by their first letters, as many as an adjective shares."""
    offices: dict[str, Any] = field(default_factory=dict)
    """What `speaks_for` read of an entity's offices, each once: the person an article is about has many."""
    same: dict[str, Entity] = field(default_factory=dict)
    """Entities that are only a description, with the one whom it was found to mean."""

    def record(
        self, token: int, entity: Entity | None, also: tuple[Entity, ...], confidence: int = 1000
    ) -> None:
        """Note that an attribution at a token was resolved, and how surely (thousandths)."""
        if entity is not None:
            self.sureness[entity.id] = confidence
            self.turns.append((token, entity))
        if also:
            self.joint[token] = also
        self.said.setdefault(self.grammar.sent[token], []).append((token, entity))

    def goes_on(self, token: int, candidates: set[str]) -> Entity | None:
        """Who of several spoke last before a token, where the others have not spoken lately."""
        latest = [(at, entity) for at, entity in self.turns[-LATEST:] if at < token]
        if not latest or latest[-1][1].id not in candidates:
            return None
        spoke = {entity.id for _, entity in latest} & candidates
        return latest[-1][1] if len(spoke) == 1 else None

    def tokens_within(self, mention: Mention) -> range:
        """The tokens of a mention."""
        return self.grammar.tokens(Span(mention.start, mention.end))

    def equate(self, described: Entity, meant: Entity) -> None:
        """Note that a description means somebody, so that the two never compete."""
        if described.id != meant.id:
            self.same[described.id] = meant

    def back(self, token: int, sentences: int) -> Iterator[int]:
        """The sentence of a token and those before it, nearest first."""
        own = self.grammar.sent[token]
        yield from range(own, max(-1, own - sentences - 1), -1)


def make_scene(
    grammar: Grammar,
    lexicon: Lexicon,
    *,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
) -> Scene:
    """Read an article's mentions and entities onto its tokens."""
    owner = {mention: entity for entity in entities for mention in entity.mentions}
    in_content = [False] * len(grammar)
    for attribution in attributions:
        if attribution.nested_in is None:
            for span in attribution.content:
                for index in grammar.tokens(span):
                    in_content[index] = True
    scene = Scene(
        grammar=grammar,
        lexicon=lexicon,
        entities={entity.id: entity for entity in entities},
        mentions={},
        owner=owner,
        in_content=in_content,
        quoted=quoted_tokens(grammar),
        paragraph=_paragraphs(grammar, sentences),
        persons={},
        bodies={},
        places={},
        quoted_people={},
        gender={},
        plural={},
    )
    for mention in sorted(mentions, key=lambda m: (m.form == "name", m.start, m.end)):
        _place(scene, mention)
    for tokens in scene.tokens_of.values():
        tokens.sort()
    for entity in entities:
        if entity.named and entity.type == "person":
            scene.namesakes.setdefault((name_tokens(entity.name) or ("",))[-1], []).append(entity)
            if entity.roles:
                scene.officers.append(entity)
            for role in entity.roles:
                words = " ".join(grammar.text[role.start : role.end].split()).casefold()
                for office in (words, FURTHER.split(words, maxsplit=1)[0]):
                    scene.by_office.setdefault(office, {})[entity.id] = entity
        elif entity.named and entity.type in BODIES:
            for word in sorted(set(entity.name.lower().split())):
                scene.bodies_by_word.setdefault(word, []).append(entity)
        scene.gender[entity.id] = scene.gender.get(entity.id) or _gender(scene, entity)
    return scene


def _paragraphs(grammar: Grammar, sentences: Sequence[Sentence]) -> list[int]:
    """The paragraph of each sentence of the parse, by the sentence record at its first token."""
    starts = [sentence.start for sentence in sentences]
    found: list[int] = []
    for index, sent in enumerate(grammar.sent):
        while len(found) <= sent:
            at = bisect_right(starts, grammar.parse.start[index]) - 1
            found.append(sentences[at].paragraph if at >= 0 else 0)
    return found


def _place(scene: Scene, mention: Mention) -> None:
    grammar = scene.grammar
    span = Span(mention.start, mention.end)
    tokens = grammar.tokens(span)
    top = grammar.top(span)
    if top is None:
        return
    if mention.form == "name":
        if mention.id in scene.owner:
            scene.by_words.setdefault(grammar.text[mention.start : mention.end], scene.owner[mention.id])
        for index in tokens:
            scene.mentions[index] = mention
    else:
        scene.mentions[top] = mention
    entity = scene.owner.get(mention.id)
    if mention.form == "pronoun" and grammar.lower[top] in HE_OR_SHE and not scene.in_content[top]:
        scene.pronouns.setdefault(grammar.sent[top], []).append((top, HE_OR_SHE[grammar.lower[top]]))
    if entity is None:
        return
    scene.tokens_of.setdefault(entity.id, []).append(top)
    if mention.type == "place":
        scene.place_names.add(entity.name)
    if mention.form == "name" and (mention.type == "place" or grammar.parse.ent[top] == "GPE"):
        scene.countries.setdefault(entity.name[:SHARED].lower(), set()).add(entity.name)
    if mention.form == "name" and mention.type == "person":
        titled = _title_before(grammar, tokens[0])
        if titled and not scene.gender.get(entity.id):
            scene.gender[entity.id] = titled
    elif mention.form == "role":
        scene.plural.setdefault(entity.id, is_plural(grammar, top))
    if scene.in_content[top]:
        if entity.type == "person":
            scene.quoted_people.setdefault(grammar.sent[top], []).append(
                Onstage(top, entity, grammar.parse.dep[top] in ACTING)
            )
        return
    if entity.type in {"person", "unnamed"} and (
        _qualifies(grammar, mention, top) or _is_bare(grammar, mention, top)
    ):
        return
    if grammar.text.startswith(" (@", mention.end):
        return  # who signs a post that is shown whole is not in the story
    stage = scene.bodies if entity.type in BODIES | {"place", "document"} else scene.persons
    lead = top
    for _ in range(6):  # "Roe and Poe met": both act
        if grammar.parse.dep[lead] != "conj":
            break
        lead = grammar.parse.head[lead]
    acting = grammar.parse.dep[lead] in ACTING and not _under_relative(grammar, lead)
    if entity.type == "place" and mention.type != "government":
        if acting:
            scene.places.setdefault(grammar.sent[top], []).append(Onstage(top, entity, acting))
        return
    stage.setdefault(grammar.sent[top], []).append(Onstage(top, entity, acting))


def _qualifies(grammar: Grammar, mention: Mention, top: int) -> bool:
    """Whether a name only qualifies another noun ("the Roe trial"), so that its bearer is not on stage by it."""
    parse = grammar.parse
    return (
        mention.form == "name"
        and parse.dep[top] in {"compound", "nmod", "amod"}
        and parse.start[parse.head[top]] >= mention.end
    )


def _is_bare(grammar: Grammar, mention: Mention, top: int) -> bool:
    """Whether a singular noun brings on nobody: a notion ("justice"), or what somebody was ("as a member")."""
    parse = grammar.parse
    return (
        mention.form == "role"
        and parse.tag[top] == "NN"
        and parse.dep[top] not in ACTING
        and (
            grammar.lower[parse.head[top]] == "as"
            or not any(parse.dep[below] in {"det", "poss", "nummod"} for below in grammar.children[top])
        )
    )


def _under_relative(grammar: Grammar, index: int) -> bool:
    return grammar.parse.dep[grammar.parse.head[index]] == "relcl"


def _title_before(grammar: Grammar, first: int) -> str:
    index = first - 1
    if index > 0 and grammar.words[index] == ".":
        index -= 1
    return title_gender(grammar.words[index]) if index >= 0 else ""


def _gender(scene: Scene, entity: Entity) -> str:
    """The gender ("m", "f") that a given name or a role noun tells, else ""."""
    if entity.type not in {"person", "unnamed"}:
        return ""
    tokens = name_tokens(entity.name)
    if entity.named and len(tokens) > 1 and tokens[0] in scene.lexicon.given:
        return scene.lexicon.given[tokens[0]]
    for span in entity.roles:
        head = scene.grammar.at(span.end - 1)
        entry = role_noun(scene.lexicon, scene.grammar, head)
        if entry is not None and entry.gender:
            return entry.gender
    if not entity.named:
        entry = scene.lexicon.roles.get(tokens[-1]) if tokens else None
        return entry.gender if entry is not None else ""
    return ""
