"""To whom a pronoun in a source refers."""

from dataclasses import replace

from sayso.annotate.naming.mention_roles import is_plural
from sayso.annotate.speaking.findings import CONFIDENCE, STEP_BACK, Finding, ago, resolved, together, unknown
from sayso.annotate.speaking.named import by_name
from sayso.annotate.speaking.nouns import is_known, is_somebody, of_whom
from sayso.annotate.speaking.roles import by_role
from sayso.annotate.speaking.scene import BODIES, Onstage, Scene
from sayso.records import Entity
from sayso.spans import Span

RIVAL = 110
"""Thousandths that a second candidate costs: with one, 84 of 100 were right on the labels for tuning."""
SURE_ENOUGH = 700
"""Confidence from which on a pronoun tells the gender of whom it means; set by judgement."""
FAR = 2
"""Sentences from which on only somebody who acts, or is known to be a man or a woman, is meant; set by judgement."""
WINDOW = 8
"""Sentences a pronoun looks back over; set by judgement: hardly any stands further from what it means."""
PRONOUN_GENDER = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}


def by_pronoun(scene: Scene, token: int, span: Span, *, but: str = "") -> Finding:
    """The nearest person or body outside quotations that the pronoun can stand for; `but`: whom it cannot mean."""
    word = scene.grammar.lower[token]
    if word in PRONOUN_GENDER:
        gender = PRONOUN_GENDER[word]
        found = _look_back(scene, token, span, gender=gender, but=but)
        if (
            found.entity is not None
            and found.confidence >= SURE_ENOUGH
            and not scene.gender.get(found.entity.id)
        ):
            scene.gender[found.entity.id] = gender  # whom "she" has meant is no "he" later on
        return found
    if word in {"it", "its", "they", "them", "their"}:
        return _body_back(scene, token, span, "it" if word in {"it", "its"} else word)
    if word in {"who", "which", "that"}:
        return _relative(scene, token, span)
    return unknown("pronoun", f"'{word}' outside a quotation has no speaker in the article", span)


def _look_back(scene: Scene, token: int, span: Span, *, gender: str, but: str) -> Finding:
    own = scene.grammar.sent[token]
    word = scene.grammar.lower[token]
    penalty = 0
    passed: Finding | None = None
    for sentence in scene.back(token, WINDOW):
        people = [
            person
            for person in scene.persons.get(sentence, ())
            if person.token < token
            and person.entity.id != but
            and not scene.plural.get(person.entity.id, False)
            and (own - sentence < FAR or person.acting or scene.gender.get(person.entity.id) == gender)
        ]
        spoke = [
            (at, entity)
            for at, entity in scene.said.get(sentence, ())
            if at < token and (entity is None or entity.id != but)
        ]
        if spoke and spoke[-1][1] is None and not people:
            return unknown("pronoun", f"'{word}' follows words whose speaker is unknown", span)
        fits = _distinct(scene, people, spoke, gender) or _reported(
            scene, sentence, token, spoke, gender=gender
        )
        if (
            fits
            and not fits[0][1]
            and any(at < token and kind == gender for at, kind in scene.pronouns.get(sentence, ()))
        ):
            if passed is None and len(fits) == 1 and scene.gender.get(fits[0][0].id) == gender:
                confidence = CONFIDENCE["role_unsaid"] - penalty
                passed = resolved(
                    fits[0][0], span, "pronoun", confidence, f"'{word}': the only person near that fits"
                )
            continue  # "He called Roe": whoever that is goes on, not Roe
        if passed is not None and fits and all(scene.gender.get(entity.id) != gender for entity, _ in fits):
            return passed
        if fits:
            rivals = {entity.id for entity, _ in fits}
            acting = [entity for entity, acts in fits if acts]
            chosen = (
                fits[0][0] if len(rivals) == 1 else (acting[0] if len({e.id for e in acting}) == 1 else None)
            )
            if chosen is None:
                chosen = scene.goes_on(token, {entity.id for entity in acting})
            if chosen is None:
                names = " or ".join(sorted(entity.name for entity, _ in fits))
                return unknown("pronoun", f"'{word}' could be {names}", span)
            where = "this sentence" if sentence == own else ago(own - sentence)
            confidence = CONFIDENCE["pronoun"] - penalty - RIVAL * (len(rivals) > 1)
            if scene.gender.get(chosen.id) != gender:
                confidence -= 20
            if scene.grammar.sent[token] and scene.paragraph[own] != scene.paragraph[sentence]:
                confidence -= 10 * min(5, scene.paragraph[own] - scene.paragraph[sentence])
            if all(person.entity.id != chosen.id for person in people):
                confidence = min(confidence, scene.sureness.get(chosen.id, confidence))
            why = (
                "the subject or speaker"
                if chosen.id in {entity.id for entity in acting}
                else "the only person"
            )
            return resolved(chosen, span, "pronoun", confidence, f"'{word}': {why} of {where} that fits")
        penalty += STEP_BACK
        if any(person.token < token for person in scene.persons.get(sentence, ())):
            penalty += STEP_BACK  # somebody of the other gender, or several people, stand in between
    ahead = _named_soon(scene, token, span, gender) if own <= LEAD and not scene.quoted[token] else None
    return passed or ahead or unknown("pronoun", f"'{word}': nobody within {WINDOW} sentences fits", span)


LEAD, SOON = 1, 4
"""Sentences at the head of an article where "he" may come before the name, and how far behind it the name may be."""


def _named_soon(scene: Scene, token: int, span: Span, gender: str) -> Finding | None:
    """The one person with whom the story goes on, where it opens with somebody's words and "he said"."""
    own, word = scene.grammar.sent[token], scene.grammar.lower[token]
    for sentence in range(own, own + SOON + 1):
        there = {
            on.entity.id: on.entity
            for on in scene.persons.get(sentence, ())
            if on.token > token and on.acting and on.entity.named
        }
        fits = [entity for entity in there.values() if scene.gender.get(entity.id, "") in {"", gender}]
        if len(fits) == 1:
            reason = f"'{word}': {fits[0].name}, who is named later"
            return resolved(fits[0], span, "pronoun", CONFIDENCE["role_unsaid"], reason)
        if there:
            return None
    return None


def _distinct(
    scene: Scene, people: list[Onstage], spoke: list[tuple[int, Entity | None]], gender: str
) -> list[tuple[Entity, bool]]:
    """The people of a sentence that agree in gender, each once, those who act or speak first."""
    found: dict[str, tuple[Entity, bool]] = {}
    for _, entity in spoke:
        if (
            entity is not None
            and entity.type in {"person", "unnamed"}
            and not scene.plural.get(entity.id, False)
        ):
            found[entity.id] = (entity, True)
    for person in people:
        entity = _meant(scene, person)
        before = found.get(entity.id)
        found[entity.id] = (entity, person.acting or (before is not None and before[1]))
    fits = [pair for pair in found.values() if scene.gender.get(pair[0].id, "") in {"", gender}]
    return sorted(fits, key=lambda pair: not pair[1])


def _reported(
    scene: Scene, sentence: int, token: int, spoke: list[tuple[int, Entity | None]], *, gender: str
) -> list[tuple[Entity, bool]]:
    """Who acts inside reported words outside quotation marks, where whoever reports them is no person."""
    if any(
        entity is None or not (entity.type in BODIES | {"document"} or scene.plural.get(entity.id))
        for _, entity in spoke
    ):
        return []
    own = sentence == scene.grammar.sent[token]
    found = {
        on.entity.id: (on.entity, True)
        for on in scene.quoted_people.get(sentence, ())
        if on.token < token
        and (on.acting or own)
        and not scene.quoted[on.token]
        and scene.gender.get(on.entity.id, "") in {"", gender}
    }
    return list(found.values()) if len(found) == 1 else []


def _meant(scene: Scene, person: Onstage) -> Entity:
    """The one whom a description on stage means ("the former envoy"), as far as it can be told."""
    entity = person.entity
    if entity.named or entity.id in scene.same:
        return scene.same.get(entity.id, entity)
    if scene.grammar.lower[scene.grammar.left[person.token]] in {"the", "this", "that"}:
        mention = scene.mentions.get(person.token)
        found = (
            by_role(scene, person.token, mention) if mention is not None and mention.form == "role" else None
        )
        if found is not None and found.entity is not None:
            return found.entity
    return entity


def _body_back(scene: Scene, token: int, span: Span, word: str) -> Finding:
    own = scene.grammar.sent[token]
    penalty = 0
    for sentence in scene.back(token, WINDOW // 2):
        spoke = [entity for at, entity in scene.said.get(sentence, ()) if at < token and entity is not None]
        joint = [
            (at, who)
            for at, who in scene.said.get(sentence, ())
            if at < token and at in scene.joint and who is not None
        ]
        if word != "it" and joint:
            at, who = joint[-1]
            found = resolved(
                who,
                span,
                "pronoun",
                CONFIDENCE["body_pronoun"] - penalty,
                f"'{word}': they spoke jointly just before",
            )
            return together(found, scene.joint[at])
        on = [body for body in scene.bodies.get(sentence, ()) if body.token < token]
        if word != "it":
            on += [
                person
                for person in scene.persons.get(sentence, ())
                if person.token < token and scene.plural.get(person.entity.id)
            ]
        fits = {
            e.id: e
            for e in spoke
            if e.type in BODIES | {"document", "place"} or (word != "it" and scene.plural.get(e.id))
        }
        several = {"group", "unnamed", "person"} if word != "it" else BODIES
        fits = fits or {
            body.entity.id: body.entity for body in on if body.acting and body.entity.type in several
        }
        if word == "it" and not fits:
            fits = {
                place.entity.id: place.entity
                for place in scene.places.get(sentence, ())
                if place.token < token
            }
        if word != "it" and sentence == own and _two_people(scene, token):
            return unknown("pronoun", f"'{word}' could be the people named before it", span)
        if len(fits) == 1:
            chosen = next(iter(fits.values()))
            confidence = CONFIDENCE["body_pronoun"] - penalty - (0 if spoke else 100)
            where = "this sentence" if sentence == own else ago(own - sentence)
            return resolved(
                chosen, span, "pronoun", confidence, f"'{word}': the subject or speaker of {where} that fits"
            )
        if len(fits) > 1:
            return unknown(
                "pronoun", f"'{word}' could be {' or '.join(sorted(e.name for e in fits.values()))}", span
            )
        penalty += 40
    people = _several(scene, token, word) if word != "it" else None
    return people or unknown("pronoun", f"'{word}': no body within {WINDOW // 2} sentences fits", span)


def _two_people(scene: Scene, token: int) -> bool:
    """Whether two people are named in a sentence before a "they", who may be meant together."""
    named = {
        on.entity.id
        for on in scene.persons.get(scene.grammar.sent[token], ())
        if on.token < token and on.entity.named
    }
    return len(named) == 2


def _several(scene: Scene, token: int, word: str) -> Finding | None:
    """The people whom "they" takes up: the one plural subject of its sentence before it, else of the sentence before."""
    grammar, parse = scene.grammar, scene.grammar.parse
    own = grammar.sent[token]
    found: list[int] = []
    for index in range(token - 1, max(-1, token - LONGEST_BACK), -1):
        if own - grammar.sent[index] > 1 or (found and grammar.sent[found[0]] != grammar.sent[index]):
            break
        subject = parse.dep[index] in {"nsubj", "nsubjpass", "attr"} and parse.pos[index] in {"NOUN", "PROPN"}
        if subject and scene.quoted[index] == scene.quoted[token]:
            many = is_plural(grammar, of_whom(scene, index))
            speaks = scene.lexicon.verbs.get(grammar.lower[parse.head[index]]) is not None
            if many and is_somebody(scene, index) and (speaks or is_known(scene, index)):
                found.append(index)
    if len(found) != 1:
        return None
    head = found[0]
    words = " ".join(grammar.text[parse.start[grammar.left[head]] : parse.end[head]].split())
    mention = scene.mentions.get(head)
    entity = scene.owner.get(mention.id) if mention is not None else None
    reason = f"'{word}': '{words}' before it are the only ones who can be meant"
    if entity is not None and mention is not None:
        return resolved(entity, Span(mention.start, mention.end), "pronoun", CONFIDENCE["taken_up"], reason)
    where = Span(parse.start[grammar.left[head]], parse.end[head])
    return Finding(
        mention=where, name=words, basis="pronoun", confidence=CONFIDENCE["taken_up"], reasons=(reason,)
    )


LONGEST_BACK = 80
"""Tokens over which "they" looks back for people who are in no list."""


def _person_above(scene: Scene, token: int) -> int:
    """The nearest person on the way up ("Jan Roe, editor at the Vega daily, who said"); the token itself without one.

    What a name is called behind it leads to the name ("Jan Roe, a Republican and chair of the board, who said").
    """
    parse, at = scene.grammar.parse, token
    for _ in range(6):
        mention = scene.mentions.get(at)
        if mention is not None and mention.type in {"person", "unnamed"} and mention.form != "pronoun":
            called = at
            while parse.dep[called] == "conj" and not _names_person(scene, parse.head[called]):
                called = parse.head[called]
            apposed = parse.dep[called] == "appos" and _names_person(scene, parse.head[called])
            return parse.head[called] if apposed else at
        if parse.dep[at] not in {"pobj", "prep", "appos", "compound", "nmod", "poss", "conj"}:
            return token
        at = parse.head[at]
    return token


def _names_person(scene: Scene, token: int) -> bool:
    mention = scene.mentions.get(token)
    return mention is not None and mention.form == "name" and mention.type == "person"


def _relative(scene: Scene, token: int, span: Span) -> Finding:
    """The noun on which the relative clause of a "who" hangs."""
    parse = scene.grammar.parse
    verb = parse.head[token]
    for _ in range(4):
        if parse.dep[verb] == "relcl" or parse.head[verb] == verb:
            break
        verb = parse.head[verb]
    if parse.dep[verb] != "relcl":
        return unknown("pronoun", "this 'who' asks, it refers to nobody", span)
    above = parse.head[verb]
    if scene.grammar.lower[token] == "who":
        above = _person_above(scene, above)
    mention = scene.mentions.get(above)
    entity = scene.owner.get(mention.id) if mention is not None else None
    if mention is None and is_somebody(scene, above):
        words = scene.grammar.text[parse.start[scene.grammar.left[above]] : span.start]
        words = " ".join(words.split()).rstrip(" ,")
        reason = f"'{scene.grammar.lower[token]}' takes up '{words}', who is not named"
        return Finding(
            mention=span, name=words, basis="pronoun", confidence=CONFIDENCE["described"], reasons=(reason,)
        )
    if mention is None or entity is None:
        return unknown("pronoun", f"'{scene.grammar.lower[parse.head[verb]]} who' names nobody", span)
    found = by_name(scene, mention, entity) if mention.form == "name" else by_role(scene, above, mention)
    return (
        replace(found, basis="pronoun", reasons=("'who' takes up the noun before it", *found.reasons))
        if found.entity
        else found
    )
