"""Whom a description means: somebody named elsewhere, somebody described before, or an unnamed source of its own."""

from sayso.annotate.naming.mention_roles import is_plural, role_noun, singular
from sayso.annotate.speaking.bodies import called_so, nearest_body
from sayso.annotate.speaking.findings import CONFIDENCE, STEP_BACK, Finding, ago, resolved, unknown
from sayso.annotate.speaking.issuers import issuer_of
from sayso.annotate.speaking.leaders import has_bearer, leader, leads_a_country
from sayso.annotate.speaking.nouns import PARTIES, TITLE_NOUNS, fits, is_somebody, party_of, role_nouns
from sayso.annotate.speaking.scene import LATEST, Scene
from sayso.records import Entity, Mention
from sayso.spans import Span

ROLE_WINDOW = 14
"""Sentences over which a description looks back; set by judgement."""


def by_role(scene: Scene, head: int, mention: Mention) -> Finding:
    """A description: somebody named elsewhere, somebody described before, or an unnamed source of its own."""
    grammar, span = scene.grammar, Span(mention.start, mention.end)
    entity = scene.owner.get(mention.id)
    words = " ".join(grammar.text[mention.start : mention.end].split())
    if entity is None:
        return unknown("unnamed", f"'{words}' stands for nobody in the article", span)
    if entity.type == "unnamed" and not is_somebody(scene, head):
        return unknown("unnamed", f"'{words}' is no actor", span)
    near = nearest_body(scene, head, span, words)
    if near is not None:
        return near
    if entity.type == "document" or mention.type == "document":
        return issuer_of(scene, head, mention, entity, by_role=by_role)
    if entity.named and entity.type == "person":
        if entity.mentions[0] == mention.id:
            return resolved(
                entity,
                span,
                "role",
                CONFIDENCE["named_later"],
                f"'{words}': the name follows in a later sentence",
            )
        return resolved(
            entity,
            span,
            "role",
            CONFIDENCE["office"],
            f"'{words}': the article gives this role to {entity.name}",
        )
    if entity.named:
        return resolved(entity, span, "named", CONFIDENCE["named"] - 60, f"described as '{words}'")
    called = called_so(scene, head, span, words)
    if called is not None:
        return called
    bearer = sole_bearer(scene, head, span, words)
    if bearer is not None:
        return bearer
    first_word = words.split()[0].lower()
    if first_word not in {"the", "this", "that", "these", "those"}:
        return resolved(entity, span, "unnamed", CONFIDENCE["unnamed"], f"'{words}' is not named here")
    known_before = entity.mentions[0] != mention.id and entity.id not in scene.same
    found = leader(scene, head, span, words)
    if found is None:
        found = _role_back(scene, head, span, words, known=known_before) or _only_bearer(
            scene, head, span, words
        )
        if (
            found is not None
            and found.entity is not None
            and found.entity.named
            and leads_a_country(scene, head, span)
        ):
            found = None  # of another country, out of office, or one of several
    if found is not None:
        if found.entity is not None:
            scene.equate(entity, found.entity)
        return found
    if known_before:
        return resolved(
            entity,
            span,
            "unnamed",
            CONFIDENCE["taken_up"],
            f"'{words}' takes up '{entity.name}', who is not named",
        )
    own_words = len(words.split()) > 2
    other = _other_words(scene, head, span, words) if own_words else None
    if other is not None:
        return other
    return resolved(
        entity, span, "unnamed", CONFIDENCE["definite"] if own_words else CONFIDENCE["described"],
        f"'{words}' is described and not named" if own_words else f"'{words}': nobody before fits",
    )  # fmt: skip


def sole_bearer(scene: Scene, head: int, span: Span, words: str) -> Finding | None:
    """The one person whose role these very words are, without an article ("Harlow Mayor: ...", "Police Chief says ...")."""
    said = words.casefold().removeprefix("the ")
    if scene.grammar.parse.tag[head] not in {"NN", "NNP"} or len(said.split()) < 2:
        return None
    bearers = scene.by_office.get(said, {})
    if len(bearers) != 1:
        return None
    entity = next(iter(bearers.values()))
    return resolved(
        entity, span, "role", CONFIDENCE["office"], f"'{words}': the article gives this role to {entity.name}"
    )


def _role_back(scene: Scene, head: int, span: Span, words: str, *, known: bool) -> Finding | None:
    """The nearest speaker or subject before who is called so, else the nearest whose role or kind of body agrees.

    Where the words take up somebody described before (`known`), only one who is called so comes before that one.
    """
    grammar = scene.grammar
    plural = is_plural(grammar, head)
    entry = role_noun(scene.lexicon, grammar, head)
    if plural or entry is None or _has_own_body(scene, head) or scene.quoted[head]:
        return None  # within a quotation the talk is about other people than the article's
    noun, own = entry.noun, grammar.sent[head]
    penalty, modest, covered = 0, None, None
    for sentence in scene.back(head, ROLE_WINDOW):
        spoke = [entity for at, entity in scene.said.get(sentence, ()) if at < head and entity is not None]
        stage = scene.persons if entry.kind == "person" else scene.bodies
        acted = [on.entity for on in stage.get(sentence, ()) if on.token < head and on.acting]
        there = [scene.same.get(entity.id, entity) for entity in (*spoke, *acted)]
        seen = {entity.id: entity for entity in there}
        score = {entity.id: fits(scene, entity, noun) for entity in seen.values()}
        if noun in ANONYMOUS:
            score = {
                i: 0 if n == 1 and not _in_office(scene, seen[i], own - sentence) else n
                for i, n in score.items()
            }
        if noun in PARTIES:
            score = {
                i: -1 if n < 2 and (own - sentence > NEAR or _others_spoke(scene, head, seen[i])) else n
                for i, n in score.items()
            }
        top = max(score.values(), default=-1)
        best = [entity_id for entity_id, n in score.items() if n == top]
        named = [entity_id for entity_id in best if seen[entity_id].named]
        best = named if len(named) == 1 else best
        if top == 2 or (top == 1 and covered is None):
            where = "this sentence" if sentence == own else ago(own - sentence)
            if len({seen[entity_id].name for entity_id in best}) > 1:
                names = " or ".join(sorted(seen[entity_id].name for entity_id in best))
                found = unknown("role", f"'{words}' could be {names}", span)
            else:
                why = f"'{words}': {seen[best[0]].name} of {where} has such a role"
                less = PENALTY_COVERED if top == 1 else 0
                found = resolved(seen[best[0]], span, "role", CONFIDENCE["role"] - penalty - less, why)
            if top == 2:
                return found
            nearer = modest is not None and (len(best) > 1 or modest.entity is not seen[best[0]])
            covered = modest if nearer else found
        unsaid = {
            entity.id: entity
            for entity in spoke
            if fits(scene, entity, noun) == 0 and score.get(entity.id, 0) >= 0
        }
        if modest is None and len(unsaid) == 1 and own - sentence <= 3 and entry.kind == "person":
            entity = next(iter(unsaid.values()))
            modest = resolved(
                entity, span, "role", CONFIDENCE["role_unsaid"] - penalty,
                f"'{words}': {entity.name} spoke last, and the article gives no other role",
            )  # fmt: skip
        penalty += STEP_BACK // 2 + (STEP_BACK if spoke else 0)
    return None if known else covered or modest


def _others_spoke(scene: Scene, head: int, entity: Entity) -> bool:
    """Whether other people spoke just before whose party is not told, so that any of them may be spoken of."""
    return any(
        who.named and who.type == "person" and who.id != entity.id and not party_of(scene, who)
        for at, who in scene.turns[-LATEST:]
        if at < head
    )


NEAR = 3
"""Sentences over which a word for a party leads to somebody whose party is not told; set by judgement."""
ANONYMOUS = frozenset({"official", "source", "person"})
"""Words for people whom an article does not name; a named one they are only right behind that one's words."""
PENALTY_COVERED = 60
"""Thousandths that another word than the article's own for somebody costs; set by judgement."""


def _in_office(scene: Scene, entity: Entity, sentences: int) -> bool:
    """Whether somebody who just spoke has an office that makes an official, which no legislator or president is."""
    if not entity.named:
        return False
    entries = [scene.lexicon.roles[noun] for noun in role_nouns(scene, entity) if noun in scene.lexicon.roles]
    return sentences <= 2 and any(
        entry.fields & {"office", "spokes", "military", "police"} and "politics" not in entry.fields
        for entry in entries
    )


HEADS_OF_STATE = frozenset(
    {"president", "prime minister", "premier", "chancellor", "king", "queen", "emperor", "monarch"}
)


def _same_office(scene: Scene, entity: Entity, words: str) -> bool:
    """Whether a role of somebody says no more than a description does ("Gov." for "the Harlow governor")."""
    said = set(words.lower().split())
    for role in entity.roles:
        theirs = scene.grammar.text[role.start : role.end].lower().split()
        if {TITLE_NOUNS.get(word.rstrip("."), word) for word in theirs} <= said:
            return True
    return False


def _other_words(scene: Scene, head: int, span: Span, words: str) -> Finding | None:
    """A subject in other words right behind a sentence about one person ("... Roe left. The Harlow lawyer said")."""
    grammar, parse = scene.grammar, scene.grammar.parse
    entry = role_noun(scene.lexicon, grammar, head)
    own = grammar.sent[head]
    if entry is None or entry.kind != "person" or is_plural(grammar, head) or scene.quoted[head]:
        return None
    opens = parse.start[grammar.tokens(span)[0]] and grammar.sent[max(0, grammar.tokens(span)[0] - 1)] != own
    if not opens or parse.dep[head] not in {"nsubj", "nsubjpass"}:
        return None
    if entry.noun in HEADS_OF_STATE and (
        not leads_a_country(scene, head, span) or has_bearer(scene, entry.noun)
    ):
        return None
    before = {on.entity.id: on.entity for on in scene.persons.get(own - 1, ())}
    if len(before) != 1:
        return None
    entity = next(iter(before.values()))
    fit = fits(scene, entity, entry.noun)
    if not entity.named or fit < 0 or fit == 1 or (fit == 2 and not _same_office(scene, entity, words)):
        return None
    return resolved(
        entity,
        span,
        "role",
        CONFIDENCE["role_unsaid"],
        f"'{words}': {entity.name} alone was named in the sentence before",
    )


def _only_bearer(scene: Scene, head: int, span: Span, words: str) -> Finding | None:
    """The one named person of the article with just this role, where the description names no other body."""
    entry = role_noun(scene.lexicon, scene.grammar, head)
    if (
        entry is None
        or entry.kind != "person"
        or is_plural(scene.grammar, head)
        or entry.capacity not in {"leader", "spokesman"}
    ):
        return None
    grammar = scene.grammar
    tokens = grammar.tokens(span)
    own = {
        grammar.lower[i]
        for i in tokens
        if grammar.parse.ent[i] not in {"GPE", "NORP"}
        and grammar.lower[i] not in {"the", "current", *entry.noun.split()}
    }
    bearers: dict[str, Entity] = {}
    for entity in scene.officers:
        for role in entity.roles:
            said = scene.grammar.text[role.start : role.end].lower().split()
            if entry.noun.split()[-1] in said and not {"former", "then", "vice", "deputy", "ex"} & set(said):
                alien = [
                    w for w in said if w not in words.lower() and w not in {"the", "of", *entry.noun.split()}
                ]
                if not alien and own <= set(said):
                    bearers[entity.id] = entity
    if len(bearers) != 1:
        return None
    entity = next(iter(bearers.values()))
    return resolved(
        entity,
        span,
        "role",
        CONFIDENCE["named_later"] - 60,
        f"'{words}': {entity.name} alone has this role here",
    )


def _has_own_body(scene: Scene, head: int) -> bool:
    """Whether a description says whose it is ("the Harlow police spokesman"), and so opens somebody of its own."""
    grammar = scene.grammar
    left = [
        i for i in grammar.children[head] if i < head and grammar.parse.dep[i] in {"compound", "nmod", "poss"}
    ]
    entry = role_noun(scene.lexicon, grammar, head)
    if entry is not None and entry.fields & {"politics", "legislator"} and entry.capacity == "member":
        left = [
            i for i in left if grammar.parse.ent[i] not in {"GPE", "NORP"}
        ]  # "the Harlow Democrat" comes from there
    right = [
        i
        for i in grammar.children[head]
        if i > head and grammar.lower[i] in {"of", "for", "at", "from", "with", "on"}
    ]
    return bool(right) or any(
        grammar.parse.ent[i] in {"ORG", "PERSON", "GPE", "FAC"}
        or (grammar.parse.pos[i] == "PROPN" and not grammar.parse.ent[i])
        or singular(grammar.lower[i]) in scene.lexicon.roles
        for i in left
    )
