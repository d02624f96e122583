"""Whom the words of a source refer to: its head, those joined to it, and what to say of a name out of nowhere."""

import re
from dataclasses import replace

from sayso.annotate.naming.mention_roles import role_noun
from sayso.annotate.naming.names import is_title, name_tokens
from sayso.annotate.speaking.findings import CONFIDENCE, STEP_BACK, Finding, resolved, together, unknown
from sayso.annotate.speaking.named import by_name
from sayso.annotate.speaking.nouns import PARTS, SOME, is_somebody, owner_of
from sayso.annotate.speaking.pronouns import RIVAL, by_pronoun
from sayso.annotate.speaking.roles import by_role, sole_bearer
from sayso.annotate.speaking.scene import BODIES, Scene
from sayso.spans import Span

DOING = frozenset(
    {"briefing", "addressing", "quoting", "citing", "answering", "speaking", "writing", "meeting"}
)
HANDLE = re.compile(r"(?<!\w)@(\w{2,30})")
ADDED = frozenset({",", "of", "who", "(", "–", "—"})
"""What follows a name to which something is added."""
MANY = 400
"""Surnames up to which a handle is compared with each, so that time stays linear; no report has as many."""
SHORT = 3
"""Letters up to which a word written large is no surname out of hand."""
PRONOUNS = frozenset({
    "he", "she", "him", "her", "his", "it", "its", "they", "them", "their", "who", "i", "my", "we", "our", "which", "that",
})  # fmt: skip
COUNTED = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
SINGULAR_SELF = frozenset({"i", "we", "me", "us", "my", "our"})


def says_self(scene: Scene, source: Span) -> bool:
    """Whether a source is "I" or "we" inside quotation marks: words of whoever is being quoted."""
    inside = scene.grammar.tokens(source)
    return len(inside) == 1 and scene.grammar.lower[inside[0]] in SINGULAR_SELF and scene.quoted[inside[0]]


def by_source(scene: Scene, source: Span, cue: Span | None = None) -> Finding:
    """Resolve the words of a source by their head: a name, a pronoun or a role; several joined speak together."""
    grammar = scene.grammar
    handle = HANDLE.search(grammar.text, source.start, source.end)
    if handle is not None and "(" not in grammar.text[source.start : handle.start()]:
        return _by_handle(scene, handle[1], Span(*handle.span()))
    head = _head(scene, source, cue)
    if head is not None and _is_doing(scene, source, head):
        return unknown("unnamed", "the source tells what somebody does, not who", source)
    if head is None:
        entity = scene.by_words.get(grammar.text[source.start : source.end].strip())
        if entity is not None:  # words that the parse runs together
            return resolved(entity, source, "named", CONFIDENCE["named"] - STEP_BACK, "named so elsewhere")
        return unknown("unnamed", "the source holds no word that refers to anybody", source)
    first = by_head(scene, head, source)
    joined = [
        index for index in _joined(scene, head) if source.start <= grammar.parse.start[index] < source.end
    ]
    others = [by_head(scene, index, source) for index in joined]
    also = tuple(o.entity for o in others if o.entity is not None and o.entity != first.entity)
    found = together(first, also)
    described = [
        " ".join(
            grammar.text[
                grammar.parse.start[grammar.left[index]] : grammar.parse.end[grammar.right[index]]
            ].split()
        )
        for index, other in zip(joined, others, strict=True)
        if other.entity is None and other.name
    ]
    if found.entity is not None and described:
        return replace(found, name=" and ".join([found.name, *described]))
    return found


def _by_handle(scene: Scene, handle: str, span: Span) -> Finding:
    """The one named person whose name stands in a handle ("@SenAdaRoe"), the full name before the surname alone."""
    written = handle.casefold().replace("_", "")
    if len(scene.namesakes) > MANY:
        return unknown("named", f"'@{handle}' may hold anybody's name", span)
    for full in (True, False):
        bearers = {
            entity.id: entity
            for surname in sorted(scene.namesakes)
            if len(surname) > SHORT and surname in written
            for entity in scene.namesakes[surname]
            if not full or "".join(name_tokens(entity.name)) in written
        }
        if len(bearers) == 1:
            entity = next(iter(bearers.values()))
            confidence = CONFIDENCE["surname"] - (STEP_BACK if full else RIVAL)
            return resolved(entity, span, "named", confidence, f"'@{handle}' holds the name of {entity.name}")
    return unknown("named", f"'@{handle}' holds nobody's name", span)


def _is_doing(scene: Scene, source: Span, head: int) -> bool:
    """Whether a source is a clause with "-ing" and no subject ("Briefing reporters", "Speaking in Harlow")."""
    parse, first = scene.grammar.parse, scene.grammar.tokens(source)[0]
    opens = first == 0 or scene.grammar.sent[first - 1] != scene.grammar.sent[first]
    word = scene.grammar.lower[first]
    act = word.endswith("ing") and (word in scene.lexicon.verbs or word in DOING)
    return opens and first != head and act and parse.tag[head] in {"NNS", "NNPS"}


def _head(scene: Scene, source: Span, cue: Span | None) -> int | None:
    """The token that stands for the source: the subject of the cue inside it, else its top, a name before a role."""
    grammar, parse = scene.grammar, scene.grammar.parse
    inside = grammar.tokens(source)
    if not inside:
        return None
    top: int | None = None
    if cue is not None:
        for verb in grammar.tokens(cue):
            subject = grammar.child(verb, "nsubj")
            if subject is not None and subject in inside:
                top = subject
                break
    top = grammar.top(source) if top is None else top
    if top is None:
        return None
    leading = _leading(scene, inside)
    if leading is not None:
        return leading
    start = inside[1] if len(inside) > 1 and grammar.lower[inside[0]] == "the" else inside[0]
    opening = scene.mentions.get(start)
    mention = scene.mentions.get(top)
    if opening is not None and opening.form == "name" and top not in scene.tokens_within(opening):
        after = scene.tokens_within(opening)[-1] + 1
        breaks = {","} if opening.type == "person" else {"-", "–", "—", "("}
        if after in inside and grammar.words[after] in breaks and grammar.words[after - 1][-1:] != "-":
            return start  # "Jan Roe, an analyst at the centre," however the parse cuts it
    if mention is not None and mention.form == "name":
        last = scene.mentions.get(inside[-1])
        if mention.type == "place" and last is not None and last.form == "name" and last.type in BODIES:
            return inside[-1]  # "Harlow-based Vega"
        if mention.type in BODIES and last is not None and last.form == "name" and last.type == "person":
            between = range(scene.tokens_within(mention)[-1] + 1, scene.tokens_within(last)[0])
            roles = [index for index in between if grammar.lower[index] in scene.lexicon.roles]
            if roles and all(parse.pos[index] in {"NOUN", "PROPN", "ADJ"} for index in between):
                return inside[-1]  # "Vega whistleblower Jan Roe"
        return top
    for below in grammar.children[top]:
        named = scene.mentions.get(below)
        if (
            below in inside
            and parse.dep[below] == "appos"
            and named is not None
            and named.form == "name"
            and (named.type == "person" or (named.type in BODIES and not _is_person(scene, top)))
        ):
            return below
    apposed = _apposed(scene, inside)
    if apposed is not None and (mention is None or mention.form == "role"):
        return apposed
    last = scene.mentions.get(inside[-1])
    if (
        last is not None
        and last.form == "name"
        and last.type == "person"
        and (mention is None or mention.type == "person")
        and not _belongs_to_name(scene, scene.tokens_within(last)[0], inside[0])
    ):
        return inside[-1]  # "Speaker of the House Jan Roe", whatever governs what in the parse
    if mention is not None:
        return top
    first = next(
        (
            i
            for i in inside
            if (m := scene.mentions.get(i)) is not None and m.start == source.start and m.form == "role"
        ),
        None,
    )
    if first is not None and not is_somebody(scene, top):
        return first  # "some experts close to the court"
    if grammar.lower[top] in PARTS:
        return top  # "many in the party"
    found = [i for i in inside if i in scene.mentions]
    return found[0] if len({scene.mentions[i].id for i in found}) == 1 and _light(scene, top) else top


def _leading(scene: Scene, inside: range) -> int | None:
    """The person with whose titles and name a source begins, where something is added ("Sen. Jan Roe of Harlow, one of ...")."""
    grammar = scene.grammar
    for index in inside[:6]:
        mention = scene.mentions.get(index)
        if mention is not None and mention.form == "name" and mention.type == "person":
            after = scene.tokens_within(mention)[-1] + 1
            added = after in inside and grammar.words[after] in ADDED
            return grammar.top(Span(mention.start, mention.end)) if added else None
        role = grammar.lower[index] in scene.lexicon.roles or is_title(grammar.words[index])
        if not (role or grammar.parse.pos[index] in {"ADJ", "PROPN"} or grammar.words[index] in {".", "-"}):
            return None
    return None


def _apposed(scene: Scene, inside: range) -> int | None:
    """The one person named in a source, where the name stands behind a comma and titles ("The other one, Mayor Jan Roe,")."""
    grammar = scene.grammar
    names = {m.id: m for index in inside if (m := scene.mentions.get(index)) is not None and m.form == "name"}
    people = [name for name in names.values() if name.type == "person"]
    if len(people) != 1:
        return None
    first = scene.tokens_within(people[0])[0]
    index = first - 1
    while index > inside[0] and grammar.parse.pos[index] in {"PROPN", "ADJ", "NOUN"}:
        index -= 1
    titles = range(index + 1, first)
    known = all(
        grammar.lower[at] in scene.lexicon.roles
        or is_title(grammar.words[at])
        or grammar.parse.pos[at] == "ADJ"
        for at in titles
    )
    return first if index > inside[0] and grammar.words[index] in {",", "("} and known else None


def _is_person(scene: Scene, head: int) -> bool:
    entry = role_noun(scene.lexicon, scene.grammar, head)
    return entry is not None and entry.kind == "person"


def _belongs_to_name(scene: Scene, first: int, floor: int) -> bool:
    """Whether what stands before a name belongs to whom it names ("a spokesman for Mayor Jan Roe", "Roe's aide")."""
    grammar = scene.grammar
    index = first - 1
    while index >= floor and (is_title(grammar.words[index]) or grammar.lower[index] in scene.lexicon.roles):
        if (
            scene.lexicon.roles.get(grammar.lower[index], None) is not None
            and scene.lexicon.roles[grammar.lower[index]].kind != "person"
        ):
            return False
        index -= 1
    return index < floor or grammar.parse.pos[index] not in {"PROPN", "NOUN"}


def _light(scene: Scene, top: int) -> bool:
    """Whether a source's top word says nothing itself, so that the one mention inside stands for it."""
    return scene.grammar.parse.pos[top] not in {"NOUN", "PROPN", "PRON"}


def by_head(scene: Scene, head: int, source: Span) -> Finding:
    """Whom a source stands for, by its head word: a name, a pronoun, a role, or nobody that can be told."""
    grammar = scene.grammar
    mention = scene.mentions.get(head)
    if mention is not None:
        entity = scene.owner.get(mention.id)
        if mention.form == "pronoun":
            return by_pronoun(scene, head, Span(mention.start, mention.end))
        if mention.form == "name" and entity is not None:
            return _with_suggestion(scene, head, by_name(scene, mention, entity))
        if entity is None or entity.type != "unnamed" or is_somebody(scene, head):
            return by_role(scene, head, mention)
    span = Span(grammar.parse.start[head], grammar.parse.end[head])
    word = grammar.lower[head]
    if word in PRONOUNS and grammar.parse.pos[head] in {"PRON", "DET"}:
        return by_pronoun(scene, head, span)
    bearers = scene.namesakes.get(word, []) if grammar.parse.pos[head] == "PROPN" else []
    if len(bearers) == 1 and len(word) > SHORT:
        return resolved(
            bearers[0],
            span,
            "surname",
            CONFIDENCE["surname"] - STEP_BACK,
            f"'{grammar.words[head]}' is short for {bearers[0].name}, the only one of that name here",
        )
    elsewhere = scene.by_words.get(grammar.text[span.start : span.end])
    if elsewhere is not None and grammar.parse.pos[head] == "PROPN":
        why = f"named as '{elsewhere.name}' elsewhere"
        return resolved(elsewhere, span, "named", CONFIDENCE["named"] - STEP_BACK, why)
    if word in SOME or (grammar.parse.pos[head] in COUNTED and is_somebody(scene, head)):
        words = " ".join(grammar.text[source.start : source.end].split())
        bearer = sole_bearer(scene, head, source, words)
        if bearer is not None:
            return bearer
        return Finding(
            mention=source,
            name=words,
            basis="unnamed",
            confidence=CONFIDENCE["described"],
            reasons=(f"'{words}' is described and not named",),
        )
    owner = owner_of(scene, head)
    if owner is not None and source.start <= grammar.parse.start[owner] < source.end:
        found = by_head(scene, owner, source)
        if not found.name:
            return found
        return replace(
            found,
            confidence=min(found.confidence, CONFIDENCE["issuer"]),
            reasons=(f"'{grammar.words[head]}' belongs to the one named with it", *found.reasons),
        )
    return unknown("unnamed", f"'{grammar.words[head]}' refers to nobody who can be told", source)


def _with_suggestion(scene: Scene, head: int, found: Finding) -> Finding:
    """For a surname out of nowhere, who it may be: the person described just before without a name."""
    if found.basis != "never_introduced" or found.entity is None:
        return found
    first = scene.tokens_of[found.entity.id][0]
    if first != head and scene.grammar.sent[first] != scene.grammar.sent[head]:
        return found
    for sentence in scene.back(head, WINDOW_OF_SUGGESTION):
        described = [
            on.entity
            for on in scene.persons.get(sentence, ())
            if on.token < head and on.acting and not on.entity.named and on.entity.type == "person"
        ]
        if described:
            if len({entity.id for entity in described}) == 1:
                return replace(
                    found,
                    reasons=(
                        *found.reasons,
                        f"possibly {described[0].name}, described before and not named; the article does not say so",
                    ),
                )
            return found
        if any(on.token < head and on.acting and on.entity.named for on in scene.persons.get(sentence, ())):
            return found
    return found


WINDOW_OF_SUGGESTION = 6
"""Sentences over which a description is looked for; set by judgement."""


def _are_two(scene: Scene, first: int, second: int) -> bool:
    """Whether a name that the parse takes for another's apposition is somebody else's."""
    if scene.grammar.parse.dep[second] != "appos":
        return False
    names = [scene.mentions.get(index) for index in (first, second)]
    people = [name for name in names if name is not None and name.form == "name" and name.type == "person"]
    return len(people) == 2 and scene.owner[people[0].id].id != scene.owner[people[1].id].id


def _joined(scene: Scene, head: int) -> list[int]:
    """The heads joined to a head by "and", at any depth of the chain; a name apposed to another's is one of a list."""
    grammar, found, queue = scene.grammar, [], [head]
    while queue:
        index = queue.pop()
        for below in grammar.children[index]:
            if below > index and (grammar.parse.dep[below] == "conj" or _are_two(scene, index, below)):
                found.append(below)
                queue.append(below)
    return sorted(found)
