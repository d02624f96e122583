"""What a name is the name of: person, organization, government, group, outlet, place or document.

A name's own words decide first (lexicon, last word), then the words around it, then the parse's label; at the end
all spellings of one name within an article agree.
"""

from collections import Counter

from sayso.annotate.naming.entity_roles import roles_of
from sayso.annotate.naming.lexicon import Lexicon
from sayso.annotate.naming.mention_edges import Name
from sayso.annotate.naming.mention_roles import singular
from sayso.annotate.naming.names import APOSTROPHES, is_acronym, name_tokens, one_letter_less, one_slip
from sayso.annotate.parsing.grammar import Grammar
from sayso.records import EntityType

BODIES = frozenset({"organization", "government", "group", "outlet", "document"})
CERTAIN = 3
"""Sureness of a word list, or of a title before the name."""
SAID_OF_PLACES: frozenset[EntityType] = frozenset({"person", "place", "government"})
"""What a bare surname may be taken for though somebody bears it: a capital is called like many people."""
INTERVIEWS = frozenset({"told", "tells", "telling", "tell"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
MEMBERS = frozenset({"commander", "fighter", "militant", "gunman", "unit", "militia"})
HEADED = frozenset(
    {"head", "commander", "leader", "secretary-general", "chairman", "wing", "branch", "bureau", "faction"}
)
NOT_AFTER_PEOPLE = frozenset(
    {"coalition", "opposition", "majority", "public", "crowd", "resistance", "delegation", "network"}
)
"""Nouns for groups that a person's name qualifies as well ("the Harlow coalition")."""


def type_name(grammar: Grammar, lexicon: Lexicon, name: Name) -> tuple[EntityType | None, int]:
    """A name's type and how sure it is (0-3); None when it is no name of these types (a product, an event)."""
    text = grammar.text[name.span.start : name.span.end]
    key = " ".join(APOSTROPHES.sub("'", text).casefold().split())
    if key in lexicon.metonyms:
        return ("government" if acts(grammar, lexicon, name) else "place"), 3
    known = (
        lexicon.bodies.get(key) or (_after_the(grammar, name) and lexicon.bodies.get("the " + key)) or None
    )
    if known is not None:
        return known, 3
    if name.titled and name.label in {"PERSON", "ORG", "GPE", "NORP", ""} and not _body_shape(lexicon, key):
        return "person", 3
    shaped = _body_shape(lexicon, key)
    if shaped is not None and not (name.label == "PERSON" and lexicon.given.get(key.split()[0])):
        return shaped, 2
    if (
        "-" in text
        and " " not in text
        and grammar.parse.dep[name.last] in {"compound", "amod", "nmod"}
        and grammar.parse.head[name.last] > name.last
        and grammar.parse.pos[grammar.parse.head[name.last]] == "NOUN"
    ):
        return None, 0  # "the Roe-Poe talks" names two people, not one
    introduced = _introduced(grammar, lexicon, name)
    if introduced is not None and name.label in {"PERSON", "ORG", "GPE", ""}:
        return introduced, CERTAIN
    if name.label in {"GPE", "LOC"}:
        followed = _head_noun(grammar, lexicon, name)
        if followed in {"group", "outlet"}:
            return followed, 2
        return ("government" if name.label == "GPE" and acts(grammar, lexicon, name) else "place"), 1
    if name.label == "NORP":
        return ("group", 2) if _nation_acts(grammar, name) else (None, 0)
    if name.label in {"EVENT", "PRODUCT", "WORK_OF_ART"}:
        return None, 0
    followed = _head_noun(grammar, lexicon, name)
    if followed is not None and (name.label != "PERSON" or followed in {"group", "outlet"}):
        return followed, 2
    if _has_members(grammar, lexicon, name):
        return "group", 2
    if name.label == "LAW":
        return "document", 1
    words = key.split()
    if (
        name.label in {"ORG", ""}
        and 2 <= len(words) <= 4
        and words[0] in lexicon.given
        and text.replace(" ", "").isalpha()
    ):
        return "person", 2
    if name.label in {"ORG", ""} and _is_somebody(grammar, lexicon, name, words):
        return "person", 2
    if name.label == "ORG":
        told = (
            grammar.parse.dep[name.last] in {"dobj", "dative"}
            and grammar.lower[grammar.parse.head[name.last]] in INTERVIEWS
        )
        if told:
            return "outlet", 1
        # a known body's name with an Arabic word before it ("Saraya'l Nahr") is the name of one of its kind
        known = lexicon.bodies.get(words[-1]) if "'" in words[0] and len(words) == 2 else None
        return ("group", 1) if known == "group" else ("organization", 1)
    if name.label == "PERSON" and name.first == name.last and grammar.parse.tag[name.last] == "NNPS":
        return "group", 1  # "the Roes", "Orlanders"
    if name.label == "PERSON":
        return ("organization", 1) if is_acronym(text) and len(text) > 3 else ("person", 1)
    if name.label == "FAC":
        return "place", 1
    return _guess_missed(grammar, lexicon, name, text)


def _guess_missed(grammar: Grammar, lexicon: Lexicon, name: Name, text: str) -> tuple[EntityType | None, int]:
    """A type for a name that the finder missed: a person where it speaks, an organization when it looks like one."""
    parse = grammar.parse
    if is_acronym(text):
        return "organization", 0
    top = grammar.top(name.span)
    if top is None:
        return None, 0
    if parse.dep[top] in SUBJECTS and grammar.lower[parse.head[top]] in lexicon.verbs:
        if parse.tag[top] == "NNPS":
            return "group", 0  # "Many Orlanders feel"
        return "person", 0
    if name.first == name.last and acts(grammar, lexicon, name):
        return "organization", 0  # "according to Vega"
    if (
        parse.dep[top] in {"appos", "pobj", "conj", "poss", "dobj", "nsubj", "nsubjpass"}
        and 2 <= len(text.split()) <= 4
    ):
        return "person" if text.split(maxsplit=1)[0].casefold() in lexicon.given else "organization", 0
    return None, 0


def _introduced(grammar: Grammar, lexicon: Lexicon, name: Name) -> EntityType | None:
    """The kind of a body's noun right before a name ("biotech company Vega", "the rebel group Amal")."""
    before = name.first - 1
    if before < 0 or grammar.sent[before] != grammar.sent[name.first] or grammar.words[before][:1].isupper():
        return None
    role = lexicon.roles.get(grammar.lower[before])
    if role is None or role.kind not in {"organization", "group", "outlet"} or role.noun in NOT_AFTER_PEOPLE:
        return None
    if _belongs_to_name_before(grammar, before):
        return None
    inside = range(name.first, name.last + 1)
    joined = grammar.parse.head[before] in inside or any(
        grammar.parse.head[index] == before for index in inside
    )
    return role.kind if joined else None


def _belongs_to_name_before(grammar: Grammar, noun: int) -> bool:
    """Whether the noun ends a name of its own: "a spokesman of the Amal resistance group Omar Rashid"."""
    parse = grammar.parse
    index = noun - 1
    while (
        index > noun - 4
        and index >= 0
        and grammar.words[index].islower()
        and parse.pos[index] in {"NOUN", "ADJ"}
    ):
        index -= 1
    return (
        index >= 0
        and grammar.sent[index] == grammar.sent[noun]
        and grammar.words[index][:1].isupper()
        and parse.pos[index] == "PROPN"
        and parse.ent[index] not in {"GPE", "NORP", "LOC"}
    )


def _is_somebody(grammar: Grammar, lexicon: Lexicon, name: Name, words: list[str]) -> bool:
    """Whether what stands behind a name makes it a person's: "Ada Wessel-Horn, owner of ...", "Ada Wessel-Horn, who"."""
    after = name.last + 1
    if (
        not 2 <= len(words) <= 4
        or is_acronym(words[-1])
        or after + 1 >= len(grammar)
        or grammar.words[after] != ","
    ):
        return False
    if grammar.lower[after + 1] == "who":
        return True
    return any(True for role in roles_of(grammar, lexicon, name.first, name.last) if role.first > name.last)


def acts(grammar: Grammar, lexicon: Lexicon, name: Name) -> bool:
    """Whether a place stands for its government: the subject of a verb of saying, wanting or deciding, or "between"."""
    parse = grammar.parse
    top = grammar.top(name.span)
    if top is None:
        return False
    for _ in range(4):
        if parse.dep[top] != "conj":
            break
        top = parse.head[top]
    above = parse.head[top]
    if parse.dep[top] in SUBJECTS:
        return grammar.lower[above] in lexicon.verbs
    return parse.dep[top] == "pobj" and (
        grammar.lower[above] == "between"
        or (
            grammar.lower[above] == "by"
            and parse.dep[above] == "agent"
            and grammar.lower[parse.head[above]] in lexicon.verbs
        )
        or (grammar.lower[above] == "to" and above > 0 and grammar.lower[above - 1] == "according")
    )


def _after_the(grammar: Grammar, name: Name) -> bool:
    return name.first > 0 and grammar.lower[name.first - 1] == "the"


def _nation_acts(grammar: Grammar, name: Name) -> bool:
    """Whether a word for a people or party is a noun of its own ("the Kurds", "Liberals"), no adjective."""
    tag, word = grammar.parse.tag[name.last], grammar.lower[name.last]
    top = grammar.top(name.span)
    free = top is not None and grammar.parse.dep[top] not in {"amod", "compound", "nmod"}
    return free and tag.startswith("N") and (word.endswith(("s", "i")) or _after_the(grammar, name))


def _body_shape(lexicon: Lexicon, key: str) -> EntityType | None:
    words = [word.strip(".,") if len(word) > 3 else word for word in key.split()]
    if not words:
        return None
    if len(words) > 1:
        last = lexicon.last_word.get(words[-1])
        if last is not None:
            return last
        if " of " in key:  # "Ministry of Works", "University of the North"
            head = lexicon.any_word.get(
                key.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1]
            ) or lexicon.last_word.get(key.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1])
            if head is not None:
                return head
    found = [lexicon.any_word[word] for word in words if word in lexicon.any_word]
    return found[-1] if found and len(words) > 1 else None


def _has_members(grammar: Grammar, lexicon: Lexicon, name: Name) -> bool:
    """Whether people belong to it: "a member of Amal", "Amal fighters"; nobody is a member of a person."""
    parse, lower = grammar.parse, grammar.lower
    top = grammar.top(name.span)
    if top is None:
        return False
    above = parse.head[top]
    if parse.dep[top] == "pobj" and lower[above] == "of":
        role = lexicon.roles.get(singular(lower[parse.head[above]]))
        return role is not None and (
            role.noun in {"member", "fighter", "militant"} or (role.noun in HEADED and not name.titled)
        )
    if parse.dep[top] == "conj" and not name.titled:
        role = lexicon.roles.get(singular(lower[above]))
        return role is not None and role.kind == "group"
    return parse.dep[top] in {"compound", "nmod"} and singular(lower[above]) in MEMBERS


def _head_noun(grammar: Grammar, lexicon: Lexicon, name: Name) -> EntityType | None:
    """The kind of the noun that a name qualifies ("the Amal movement", "Vega television network")."""
    parse, lower = grammar.parse, grammar.lower
    index = name.last + 1
    kind: EntityType | None = None
    while (
        index < len(grammar)
        and index <= name.last + 4
        and parse.pos[index] in {"NOUN", "ADJ"}
        and grammar.sent[index] == grammar.sent[name.last]
    ):
        role = lexicon.roles.get(lower[index])
        kind = role.kind if role is not None and role.kind in BODIES and role.kind != "document" else None
        if name.label == "PERSON" and role is not None and role.noun in NOT_AFTER_PEOPLE:
            kind = None
        index += 1
    if kind in {"organization", "government"} and grammar.parse.ent[name.last] in {"GPE", "NORP", "LOC"}:
        return None
    return kind


def agree(names: list[tuple[str, EntityType, int]]) -> list[EntityType]:
    """One type for all spellings of a name: the surest, then the commonest, then the first in the alphabet.

    Takes (text, type, sureness). A single word follows the person whose last word it is, and a full name the single
    word for a person that takes it up. Places and governments stay as they are: one name is now this, now that.
    """
    votes: dict[tuple[str, ...], Counter[EntityType]] = {}
    surest: dict[tuple[str, ...], int] = {}
    certain: dict[tuple[str, ...], set[EntityType]] = {}
    for text, kind, sure in names:
        key = name_tokens(text)
        votes.setdefault(key, Counter())[kind] += 1 + 10 * sure
        surest[key] = max(surest.get(key, 0), sure)
        if sure == CERTAIN:
            certain.setdefault(key, set()).add(kind)
    # one "Mr. Roe" or "the company Vega" tells what every use is, however often the finder takes it for something else
    winner = {
        key: next(iter(certain[key])) if len(certain.get(key, ())) == 1 else _first(counts)
        for key, counts in votes.items()
    }
    people = {key[-1] for key, kind in winner.items() if kind == "person" and len(key) > 1}
    doubled = {key[1:] for key, kind in winner.items() if kind == "person" and len(key) > 2}
    singles = {key[0] for key, kind in winner.items() if kind == "person" and len(key) == 1}
    slips = {variant: name for name in sorted(people) for variant in one_letter_less(name)}
    for key, kind in winner.items():
        taken_up = len(key) == 1 and key[0] in people and certain.get(key, set()) <= SAID_OF_PLACES
        if not taken_up and len(key) == 1 and surest[key] < 2 and kind != "place":
            near = {slips[variant] for variant in one_letter_less(key[0]) if variant in slips}
            taken_up = any(one_slip(name, key[0]) for name in near)
        taken_up = taken_up or (key in doubled and surest[key] < 2)
        if len(key) in {2, 3} and key[-1] in singles and kind in {"place", "government", "organization"}:
            taken_up = taken_up or surest[key] < 2
        if taken_up:
            winner[key] = "person"
    agreed: list[EntityType] = []
    for text, kind, _ in names:
        new = winner[name_tokens(text)]
        agreed.append(kind if {kind, new} <= {"place", "government"} else new)
    return agreed


def _first(counts: Counter[EntityType]) -> EntityType:
    return min(counts, key=lambda kind: (-counts[kind], kind))
