"""Names in running text: the spans that the parse's name finder proposes, put right at their edges, and those it missed.

Titles, articles and possessives are taken off, particles ("al-", "bin") and words that a hyphen joins are put back,
and a name that a line end breaks stays whole.
"""

import re
from collections.abc import Iterator

from sayso.annotate.naming.lexicon import Lexicon
from sayso.annotate.naming.mention_edges import LONGEST, Name, put_right, titled
from sayso.annotate.naming.names import PARTICLES, is_acronym, is_title, left_particles
from sayso.annotate.parsing.grammar import Grammar
from sayso.spans import Span

LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "LAW", "WORK_OF_ART", "PRODUCT", "EVENT"})
TRUSTED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "LAW"})
SIGNATURE = re.compile(r"[—–-] {0,2}(?:The )?([A-Z][^\n@()—–:,]{1,38}[^\s@()—–:,.]\.?) \(@\w{1,30}\)")
WITH_APOSTROPHE = re.compile(r"[A-Z][^\W\d_]*['’ʼ‘`][^\W\d_]{1,}")
"""A word in which an apostrophe is a letter."""
PEOPLE = re.compile(r"Shi['’ʼ‘`]")
"""Words with an apostrophe that say of what faith or people a body is, and are no part of its name."""
ADJECTIVAL = frozenset({"amod", "nmod", "compound"})


def find_names(grammar: Grammar, lexicon: Lexicon, closed: list[bool]) -> list[Name]:
    """The names of an article in reading order, none overlapping; tokens in `closed` zones are passed over."""
    taken = list(closed)
    peoples = {grammar.lower[index] for index, label in enumerate(grammar.parse.ent) if label == "NORP"}
    found = list(_signed(grammar, lexicon, taken))
    for first, last, label in _proposed(grammar):
        if any(taken[first : last + 1]):
            continue
        speaks = label == "NORP" and first == last and grammar.parse.tag[first] == "NNP"
        if speaks and grammar.lower[max(0, first - 1)] != "the" and _speaks_near(grammar, lexicon, first):
            continue  # no people speaks in the singular: a surname, for `_surnames` to know
        if (
            label not in TRUSTED
            and " ".join(grammar.lower[first : last + 1]).removeprefix("the ") not in lexicon.bodies
        ):
            continue  # "a product": left to `_missed`, which asks whether it speaks
        name = put_right(grammar, lexicon, first, last, label)
        if (
            name is not None
            and label != "NORP"
            and name.first == name.last
            and grammar.lower[name.first] in peoples
        ):
            continue
        if name is not None and not any(taken[name.first : name.last + 1]):
            found.append(name)
            taken[name.first : name.last + 1] = [True] * (name.last + 1 - name.first)
    family = _family(grammar, lexicon, found)
    for first, last in _missed(grammar, lexicon, taken):
        surname = first == last and grammar.words[first] in family
        name = put_right(grammar, lexicon, first, last, "PERSON" if surname else "")
        if name is not None and name.first == name.last and grammar.lower[name.first] in peoples:
            continue
        if name is not None and not any(taken[name.first : name.last + 1]):
            found.append(name)
            taken[name.first : name.last + 1] = [True] * (name.last + 1 - name.first)
    for first, last in list(_surnames(grammar, _family(grammar, lexicon, found), taken)):
        start = left_particles(
            grammar.text, grammar.parse.start[first], max(0, grammar.parse.start[first] - 24)
        )
        found.append(
            Name(first, last, Span(start, grammar.parse.end[last]), "PERSON", titled(grammar, lexicon, first))
        )
    return _joined(grammar, lexicon, _untorn(grammar, sorted(found), taken))


def _untorn(grammar: Grammar, names: list[Name], taken: list[bool]) -> list[Name]:
    """Bodies' names with the word before them that the finder let go because of its apostrophe ("Tala'i Nahr")."""
    whole: list[Name] = []
    for name in names:
        before = name.first - 1
        torn = (
            before >= 0
            and name.label in {"ORG", ""}
            and WITH_APOSTROPHE.fullmatch(grammar.words[before]) is not None
            and not PEOPLE.match(grammar.words[before])
            and grammar.sent[before] == grammar.sent[name.first]
            and grammar.text[grammar.parse.end[before] : name.span.start] == " "
        )
        apart = bool(whole) and whole[-1].first == whole[-1].last == before
        if torn and apart and whole[-1].label in {"PERSON", "NORP", ""} and not whole[-1].titled:
            whole.pop()
        elif torn and taken[before]:
            torn = False
        if torn:
            name = name._replace(first=before, span=Span(grammar.parse.start[before], name.span.end))  # noqa: PLW2901 - the same name, all of it
        whole.append(name)
    return whole


def _signed(grammar: Grammar, lexicon: Lexicon, taken: list[bool]) -> Iterator[Name]:
    """The names under posts that an article shows whole: "— Ada Roe (@adaroe) May 2, 2019"."""
    for match in SIGNATURE.finditer(grammar.text):
        span = Span(*match.span(1))
        inside = grammar.tokens(span)
        if (
            not inside
            or any(taken[inside[0] : inside[-1] + 1])
            or grammar.parse.start[inside[0]] != span.start
        ):
            continue
        while len(inside) > 1 and _goes_before_names(grammar, lexicon, inside[0]):
            inside = inside[1:]
        span = Span(grammar.parse.start[inside[0]], span.end)
        given = grammar.lower[inside[0]] in lexicon.given and len(inside) > 1
        person = given or all(grammar.parse.ent[index] == "PERSON" for index in inside)
        taken[inside[0] : inside[-1] + 1] = [True] * len(inside)
        yield Name(inside[0], inside[-1], span, "PERSON" if person else "ORG", titled=False)


def _goes_before_names(grammar: Grammar, lexicon: Lexicon, index: int) -> bool:
    role = lexicon.roles.get(grammar.lower[index])
    return (
        is_title(grammar.words[index])
        or (role is not None and role.kind == "person")
        or grammar.words[index] == "."
    )


def _proposed(grammar: Grammar) -> Iterator[tuple[int, int, str]]:
    ent, begins = grammar.parse.ent, grammar.parse.ent_start
    index, size = 0, len(grammar)
    places: dict[str, list[int]] = {}
    while index < size:
        label = ent[index]
        if not label:
            index += 1
            continue
        last = index
        while last + 1 < size and ent[last + 1] == label and not begins[last + 1]:
            last += 1
        if (
            label == "ORG"
            and last == index + 2
            and grammar.lower[index + 1] == "and"
            and _stand_alone(grammar, index, places)
        ):
            yield index, index, label
            yield last, last, label
        elif label in LABELS:
            yield index, last, label
        index = last + 1


def _stand_alone(grammar: Grammar, first: int, places: dict[str, list[int]]) -> bool:
    """Whether "Vega and Orla" are two: each of them stands somewhere in the article without the other.

    `places` is filled at the first call: where each word stands that is written large.
    """
    if not places:
        for index, word in enumerate(grammar.words):
            if word[:1].isupper():
                places.setdefault(word, []).append(index)
    one, two = grammar.words[first], grammar.words[first + 2]
    near = {at + step for at in places[two] for step in (-2, 2)}
    return any(at not in near for at in places[one]) and len(places[two]) > len(
        near.intersection(places[one])
    )


def _missed(grammar: Grammar, lexicon: Lexicon, taken: list[bool]) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns that the finder left out, where they are a noun phrase of their own.

    A run that it took for a product or a date counts as left out where it is the subject of a verb of saying.
    """
    parse, words, size = grammar.parse, grammar.words, len(grammar)

    def open_at(index: int) -> bool:
        free = not parse.ent[index] or (
            parse.ent[index] not in TRUSTED and _speaks_near(grammar, lexicon, index)
        )
        return free and not taken[index]

    index = 0
    while index < size:
        known = words[index][:1].isupper() and grammar.lower[index] in lexicon.bodies and not taken[index]
        if (
            known
            and parse.ent[index] in {"", "PRODUCT", "WORK_OF_ART", "EVENT"}
            and grammar.lower[index] != "house"
        ):
            yield index, index
        noun = parse.pos[index] == "NOUN" and len(words[index]) > 2 and is_acronym(words[index])
        if not (noun or parse.pos[index] == "PROPN") or not open_at(index) or not words[index][:1].isupper():
            index += 1
            continue
        last = index
        while (
            last + 1 < size
            and open_at(last + 1)
            and grammar.sent[last + 1] == grammar.sent[index]
            and (parse.pos[last + 1] == "PROPN" or words[last + 1] == "-")
            and (
                words[last + 1][:1].isupper()
                or words[last + 1] == "-"
                or words[last + 1].lower() in PARTICLES
            )
        ):
            last += 1
        top = grammar.top(grammar.span(index, last))
        if (
            last - index < LONGEST
            and top is not None
            and (parse.dep[top] not in ADJECTIVAL or _qualifies_body(grammar, lexicon, last))
            and not all(is_title(word) or word.lower() in lexicon.roles for word in words[index : last + 1])
        ):
            yield index, last
        index = last + 1


def _speaks_near(grammar: Grammar, lexicon: Lexicon, index: int) -> bool:
    """Whether a token, or the name it begins or ends, is the subject of a verb of saying."""
    parse = grammar.parse
    for at in (index, parse.head[index]):
        if (
            parse.dep[at] == "nsubj"
            and grammar.lower[parse.head[at]] in lexicon.verbs
            and parse.pos[at] == "PROPN"
        ):
            return True
    return False


def _family(grammar: Grammar, lexicon: Lexicon, names: list[Name]) -> set[str]:
    """The last words of the full names of people."""
    return {
        grammar.words[name.last]
        for name in names
        if name.last > name.first
        and (
            name.label == "PERSON"
            or (
                name.label in {"", "ORG"}
                and name.last == name.first + 1
                and grammar.lower[name.first] in lexicon.given
                and grammar.lower[name.last] not in lexicon.last_word
                and grammar.lower[name.last] not in lexicon.any_word
            )
        )
    }


def _surnames(grammar: Grammar, known: set[str], taken: list[bool]) -> Iterator[tuple[int, int]]:
    """Words that are the last word of a person's full name elsewhere in the article, whatever the finder made of them."""
    for index, word in enumerate(grammar.words):
        if word in known and not taken[index] and len(word) > 2 and word[0].isupper() and not word.isupper():
            yield index, index


def _qualifies_body(grammar: Grammar, lexicon: Lexicon, last: int) -> bool:
    """Whether a noun for a group or an outlet follows within three words ("the Amal resistance movement")."""
    parse = grammar.parse
    for index in range(last + 1, min(last + 4, len(grammar))):
        if parse.pos[index] not in {"NOUN", "ADJ"} or grammar.sent[index] != grammar.sent[last]:
            return False
        role = lexicon.roles.get(grammar.lower[index])
        if role is not None and role.kind in {"group", "outlet"}:
            return True
    return False


def _joined(grammar: Grammar, lexicon: Lexicon, names: list[Name]) -> list[Name]:
    """Names that only a line end, a particle or a gloss in brackets keeps apart ("Omar al-Rashid" over two lines) as one.

    So are a given name and the surname right behind it that the finder took for two.
    """
    joined: list[Name] = []
    for name in names:
        if joined:
            before = joined[-1]
            gap = grammar.text[before.span.end : name.span.start]
            particle = (
                grammar.lower[name.first] in PARTICLES
                and "-" in grammar.text[name.span.start : name.span.end]
            )
            kinds = {before.label, name.label}
            broken = (
                gap in {" ", "\n", "\r\n"}
                and particle
                and kinds <= {"PERSON", "", "GPE", "ORG"}
                and "PERSON" in kinds
            )
            glossed = gap.strip() == "(" and ") " in grammar.text[name.span.start : name.span.end]
            cut = gap == " " and _is_cut(grammar, lexicon, before, name)
            if broken or glossed or cut:
                joined[-1] = before._replace(
                    last=name.last,
                    span=Span(before.span.start, name.span.end),
                    label="PERSON" if broken or cut else name.label,
                )
                continue
        joined.append(name)
    return joined


def _is_cut(grammar: Grammar, lexicon: Lexicon, before: Name, name: Name) -> bool:
    """Whether a name of one word is the surname of the given names before it."""
    word = grammar.lower[name.first]
    heads = (grammar.parse.head[before.last], grammar.parse.head[name.first])
    whole = before.first == before.last or (
        before.last == before.first + 1
        and before.label == "PERSON"
        and (heads[0] == name.first or heads[1] in range(before.first, before.last + 1))
    )
    leans = (  # "Alba Lunder Grims": what the finder took for the whole name only qualifies the next word
        before.last == before.first + 1
        and before.label == "PERSON"
        and grammar.parse.dep[before.last] == "compound"
        and heads[0] == name.first
    )
    return (
        (leans or (whole and grammar.lower[before.first] in lexicon.given))
        and name.first == name.last == before.last + 1
        and grammar.sent[name.first] == grammar.sent[before.first]
        and before.label in {"PERSON", ""}
        and name.label in ({"PERSON", "ORG", "", "GPE"} if leans else {"PERSON", "ORG", ""})
        and not name.titled
        and not is_acronym(grammar.words[name.first])
        and word not in lexicon.bodies
        and word not in lexicon.last_word
        and word not in lexicon.any_word
        and word not in lexicon.roles
    )
