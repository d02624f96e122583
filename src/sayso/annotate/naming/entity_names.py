"""Which names of one article name the same: full names and surnames, long forms and acronyms, one-slip spellings.

Everything here is text alone. Two people of one surname stay apart; a bare surname goes to the one whom the article
introduces, or, where it introduces two, to the one named last before it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sayso.annotate.naming.lexicon import Lexicon
from sayso.annotate.naming.names import (
    given_key,
    initials,
    is_acronym,
    name_tokens,
    one_letter_less,
    one_slip,
)
from sayso.annotate.naming.namesakes import told_apart
from sayso.records import EntityType

SAME_PLACE = {
    "us": "united states",
    "usa": "united states",
    "america": "united states",
    "united states america": "united states",
    "uk": "united kingdom",
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "eu": "european union",
    "un": "united nations",
    "uae": "united arab emirates",
}
CAPITALS = {
    "washington": "united states", "london": "united kingdom", "moscow": "russia", "beijing": "china", "tehran": "iran",
    "baghdad": "iraq", "damascus": "syria", "jerusalem": "israel", "ankara": "turkey", "cairo": "egypt", "riyadh": "saudi arabia",
    "pyongyang": "north korea", "seoul": "south korea", "tokyo": "japan", "berlin": "germany", "paris": "france", "rome": "italy",
    "madrid": "spain", "kiev": "ukraine", "kyiv": "ukraine", "warsaw": "poland", "new delhi": "india", "islamabad": "pakistan",
    "kabul": "afghanistan", "ottawa": "canada", "canberra": "australia", "havana": "cuba", "caracas": "venezuela",
    "brussels": "european union", "taipei": "taiwan", "hanoi": "vietnam",
}  # fmt: skip
"""Capitals that stand for their countries' governments where they act."""
NAMESAKES = 40
"""People of one surname that are told apart; in a longer list a name is only itself, so that time stays linear."""
GENERAL = frozenset({
    "state", "states", "national", "federal", "international", "public", "general", "central", "supreme", "united", "american",
    "house", "city", "county", "first", "new", "north", "south", "east", "west", "northern", "southern", "eastern", "western",
    "free", "people", "peoples", "world", "global", "district", "local", "royal", "islamic", "christian", "democratic",
})  # fmt: skip
"""Words that stand before many a body's noun and are no name of it alone ("State" of a ministry, of a university)."""
TRADES = frozenset({
    "foods", "energy", "mobil", "oil", "steel", "airlines", "airways", "air", "electric", "financial", "health", "healthcare", "media",
    "entertainment", "pictures", "studios", "labs", "robotics", "aerospace", "networks", "brands", "stores", "resorts", "hotels", "capital",
    "securities", "insurance", "chemical", "petroleum", "gas", "power", "solar", "therapeutics", "sciences", "aviation", "logistics",
})  # fmt: skip
"""Words that a firm's full name adds to its short one."""
DIRECTIONS = frozenset({"north", "south"})
NOT_GOVERNED = frozenset({"person", "place", "document", "unnamed"})


class Use(NamedTuple):
    """One use of a name: its words as written, its type, and the gender that a title before it tells."""

    text: str
    type: EntityType
    gender: str = ""


def cluster(uses: Sequence[Use], aliases: Iterable[tuple[int, int]], lexicon: Lexicon) -> list[int]:
    """For each use, the number of the first use of the same thing.

    `aliases` are pairs of uses that the text itself equates ("Civic Front (CF)").
    """
    parent = list(range(len(uses)))

    def find(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def join(a: int, b: int) -> None:
        a, b = find(a), find(b)
        parent[max(a, b)] = min(a, b)

    people = [index for index, use in enumerate(uses) if use.type == "person"]
    bodies = [index for index, use in enumerate(uses) if use.type != "person"]
    glosses = [(a, b) for a, b in aliases if not _inside_longer(uses[a], uses[b])]
    for a, b in (*_people(uses, people, lexicon), *_bodies(uses, bodies, lexicon), *glosses):
        join(a, b)
    return [find(index) for index in range(len(uses))]


# --- people ---------------------------------------------------------------------------------------------------


def _people(uses: Sequence[Use], indexes: list[int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    full: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    written = {index: uses[index].text for index in indexes}
    tokens = told_apart(written, {index: name_tokens(text) for index, text in written.items()})
    for index in indexes:
        if len(tokens[index]) < 2:
            continue
        group = full.setdefault(tokens[index][-1], [])
        for known, first in group[:NAMESAKES]:
            if same_person(known, tokens[index]):
                yield first, index
                break
        else:
            group.append((tokens[index], index))
    yield from _misspelt_full(full)
    told = {
        index: uses[index]._replace(gender=uses[index].gender or lexicon.given.get(tokens[index][0], ""))
        if len(tokens[index]) > 1
        else uses[index]
        for index in indexes
    }
    yield from _bare(told, [index for index in indexes if len(tokens[index]) == 1], tokens, full)


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names of one surname can be one person's: given names equal, short forms, or left out."""
    short, long = sorted((a[:-1], b[:-1]), key=len)
    first_a, first_b = given_key(short[0]), given_key(long[0])
    if first_a == first_b or set(short) <= set(long):
        return True
    return min(len(short[0]), len(long[0])) >= 3 and (
        long[0].startswith(short[0]) or short[0].startswith(long[0])
    )


def _misspelt_full(full: dict[str, list[tuple[tuple[str, ...], int]]]) -> Iterator[tuple[int, int]]:
    """Full names with the same given name and a surname one letter apart."""
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    for surname, group in full.items():
        for tokens, index in group:
            for variant in one_letter_less(surname):
                key = (given_key(tokens[0]), variant)
                known = seen.setdefault(key, (surname, index))
                if known[0] != surname and one_slip(known[0], surname):
                    yield known[1], index


def _bare(
    uses: Mapping[int, Use],
    singles: list[int],
    tokens: dict[int, tuple[str, ...]],
    full: dict[str, list[tuple[tuple[str, ...], int]]],
) -> Iterator[tuple[int, int]]:
    by_given: dict[str, list[int]] = {}
    slips: dict[str, list[str]] = {}
    mentions: dict[int, list[int]] = {}
    for surname, group in full.items():
        for variant in one_letter_less(surname):
            slips.setdefault(variant, []).append(surname)
        for known, first in group:
            for word in known[:-1]:  # a given name alone, or the first of two surnames
                by_given.setdefault(word, []).append(first)
            mentions[first] = [first]
    for index in sorted(tokens):
        if len(tokens[index]) > 1:
            for known, first in full.get(tokens[index][-1], [])[:NAMESAKES]:
                if same_person(known, tokens[index]):
                    mentions[first].append(index)
                    break
    first_single: dict[str, int] = {}
    count: dict[str, int] = {}
    for index in singles:
        count[tokens[index][0]] = count.get(tokens[index][0], 0) + 1
    for index in singles:
        word = tokens[index][0]
        group = full.get(word, [])
        candidates = [first for _, first in group if _gender_fits(uses[first], uses[index])]
        if not candidates and not group:
            candidates = by_given.get(word, []) if len(by_given.get(word, [])) == 1 else []
            if not candidates and word not in first_single and count[word] == 1:
                near = sorted(
                    {
                        known
                        for variant in one_letter_less(word)
                        for known in slips.get(variant, ())
                        if one_slip(known, word)
                    }
                )
                candidates = [first for known in near for _, first in full[known]]
                candidates = candidates if len(candidates) == 1 and candidates[0] < index else []
        chosen = _named_last(candidates, mentions, index)
        if chosen is not None:
            yield chosen, index
        else:
            yield first_single.setdefault(word, index), index


def _gender_fits(known: Use, bare: Use) -> bool:
    return not known.gender or not bare.gender or known.gender == bare.gender


def _named_last(candidates: list[int], mentions: dict[int, list[int]], index: int) -> int | None:
    """The candidate whose full name stands last before `index`; the first of those that only come later."""
    before = [
        (mentions[c][bisect_left(mentions[c], index) - 1], c)
        for c in candidates[:NAMESAKES]
        if mentions[c][0] < index
    ]
    if before:
        return max(before)[1]
    return min(candidates) if len(candidates) == 1 else None


# --- bodies and places ----------------------------------------------------------------------------------------


def _bodies(uses: Sequence[Use], indexes: list[int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    by_key: dict[str, int] = {}
    for index in indexes:
        key = " ".join(name_tokens(uses[index].text))
        key = SAME_PLACE.get(key, key)
        if uses[index].type == "government":
            key = CAPITALS.get(key, key)
        first = by_key.setdefault(key, index)
        yield first, index
    acronyms: dict[str, list[int]] = {}
    nearly: dict[str, list[int]] = {}
    shorts: dict[str, list[int]] = {}
    for key, index in by_key.items():
        words = key.split()
        if len(words) == 2 and uses[index].type == "organization" and words[1] in TRADES:
            shorts.setdefault(words[0], []).append(index)  # "Vega" of Vega Foods
        if len(words) > 1:
            acronyms.setdefault(initials(uses[index].text).casefold(), []).append(index)
            for loose in sorted(_loose_initials(uses[index].text)):
                nearly.setdefault(loose, []).append(index)
            for cut in range(1, len(words)):
                rest, head = words[cut:], words[:cut]
                general = rest[-1] in lexicon.last_word or rest[-1] in lexicon.any_word
                for end in range(2, len(rest)):  # "Wessel Center" of the Ada B. Wessel Center for the Arts
                    if rest[end - 1] in lexicon.last_word or rest[end - 1] in lexicon.any_word:
                        shorts.setdefault(" ".join(rest[:end]), []).append(index)
                paper = cut == len(words) - 1 and uses[index].type == "outlet"  # "the Times" of Harlow
                clause = any(
                    word.endswith("ing") for word in head
                )  # a heading that the finder takes for a name
                if (len(rest) > 1 or paper) and general and not clause and rest != ["supreme", "court"]:
                    shorts.setdefault(" ".join(rest), []).append(
                        index
                    )  # "Security Council" of the United Nations
                if all(word in lexicon.any_word or word in lexicon.last_word for word in rest) and not (
                    (cut == 1 and head[0] in GENERAL) or (rest == ["magazine"] and " ".join(head) in by_key)
                ):
                    shorts.setdefault(" ".join(head), []).append(index)
                if " ".join(head) in by_key and uses[by_key[" ".join(head)]].type in {"place", "government"}:
                    shorts.setdefault(" ".join(rest), []).append(index)
    for key, index in by_key.items():
        use = uses[index]
        if is_acronym(use.text):
            longs = acronyms.get(key) or nearly.get(key) or sorted(set(shorts.get(key, ())))
            begun = key not in acronyms and key not in nearly  # it only begins with the acronym
            if len(longs) == 1 and longs[0] != index and (not begun or _may_be(uses[longs[0]], use)):
                yield longs[0], index
        elif key in DIRECTIONS:  # "the North" of a country that is split in two
            longs = [
                long
                for full, long in by_key.items()
                if full.startswith(key + " ")
                and len(full.split()) == 2
                and uses[long].type in {"place", "government"}
            ]
            if len(longs) == 1:
                yield longs[0], index
        elif use.type != "place":
            longs = sorted({long for long in shorts.get(key, ()) if long != index})
            if len(longs) == 1 and _same_kind(uses[longs[0]].type, use.type):
                yield longs[0], index


def _may_be(long: Use, acronym: Use) -> bool:
    """Whether a longer name that begins with an acronym can be its bearer's: an outlet is not the trust that owns it."""
    if "outlet" not in {long.type, acronym.type} or long.type == acronym.type:
        return True
    return "news" in long.text.casefold().split()  # "RKN news agency", whatever its type


def _loose_initials(name: str) -> set[str]:
    """What an acronym may make of a name beside its large initials: "of" with them ("DOJ"), or its last words left out."""
    large = initials(name).casefold()
    small = "".join(word[0] for word in name.split() if word[:1].isupper() or word == "of").casefold()
    return {small, *(large[:cut] for cut in range(3, len(large)))} - {large}


def _inside_longer(known: Use, acronym: Use) -> bool:
    """Whether a gloss belongs to a longer name of which the finder saw the end: "... of Orland and Veslia (GOV)"."""
    other_letter = known.text[:1].casefold() != acronym.text[:1].casefold()
    return is_acronym(acronym.text) and known.type in {"place", "government"} and other_letter


def _same_kind(a: EntityType, b: EntityType) -> bool:
    return a == b or not {a, b} & NOT_GOVERNED


def glossed(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs of neighbouring names that the text equates: "Civic Front (CF)", then "or the Dawn", "known as Dawn"."""
    opened = False
    for (left, a), (right, b) in pairwise(enumerate(spans)):
        gap = text[a[1] : b[0]]
        closes = text[b[1] : b[1] + 1] == ")"
        if gap == " (" and closes:
            opened = True
            if is_acronym(text[b[0] : b[1]]) or is_acronym(text[a[0] : a[1]]):
                yield left, right
        elif (opened and gap in {") or ", ") or the "}) or gap.strip(" ,") in {
            "also known as",
            "known as",
            "also called",
            "better known as",
        }:
            yield left, right
            opened = False
        else:
            opened = False
