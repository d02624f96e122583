"""What comes of names that meet: the links between those who bear them, each with its basis, its score and a reason.

Each function takes the entities of one group. It links all of one name to one of them, and names to names, so that a
name with very many bearers costs no more than its bearers. What a link needs beside itself, `evidence` says.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from sayso.records import EntityType, LinkBasis
from sayso.resolve.actors.countries import is_country
from sayso.resolve.actors.general_names import is_general, is_usual, stands_first
from sayso.resolve.actors.known_names import form_of, kind_of
from sayso.resolve.actors.matching import compare_names

# How sure a link is, in thousandths, from the kind of evidence alone: what is written alike ranks before what is
# concluded. Where links contradict one another the surer ones are kept (`clusters`).
SAME_NAME, SAME_BUT_FOR_SPELLING, STATED, ALIAS, SAME_COUNTRY, SAME_ACRONYM = 999, 998, 880, 870, 850, 850
METONYM, SAME_LAND, OTHER_TYPE, ONE_BEARER, SHORT_NAME, SAME_BARE_NAME, USUAL_NAME = (
    800,
    800,
    780,
    750,
    750,
    700,
    600,
)
NEAR = 700
"""Below this much likeness of names (thousandths) nothing else makes them one."""
BARE_SPELLING = 940
"""What a bare surname spelt otherwise is worth at most: it takes an office of two words in one story besides."""
MOST_NAMES = 40
"""Different names that are compared under one key, each with each; where there are more, only equal ones meet."""
MOST_STORIES = 40
"""Stories between which the bearers of one usual name are compared, each with each; between more of them nothing is."""
OUTNUMBERED = 2
"""A type of one name in a story is a slip of reading when another is given this many times as often there."""
OUTNUMBERED_ANYWHERE = 3
"""And anywhere, when it is given this many times as often, by three articles or more."""


class Named(NamedTuple):
    """One entity in a group: the name that it has there, how it is known by it, and by what else it is told apart."""

    article: str
    entity: str
    name: str
    how: str
    type: EntityType
    story: str
    extra: list[Any]


class Link(NamedTuple):
    """Two entities that may be one actor."""

    one: Named
    two: Named
    basis: LinkBasis
    score: int
    reason: str


def same_names(named: Sequence[Named]) -> Iterator[Link]:
    """All of one name and one kind; a country with its government; and whom one article took for something else."""
    for kind, ones in sorted(_by_kind(named).items()):
        if kind == "person":
            yield from _people(ones)
        elif kind == "country":
            yield from _country(ones)
        else:
            yield from _star(ones)


def _by_kind(named: Sequence[Named]) -> Mapping[str, list[Named]]:
    """The bearers of one name by what they are, each as most articles take it where the name alone can tell."""
    kinds = {one.entity: _kind(one) for one in named}
    found: dict[str, list[Named]] = {}
    form = form_of(named[0].name, person=True)
    if len(set(kinds.values())) > 1 and len(form.tokens) > 1 and not is_general(form):
        stories: dict[str, list[Named]] = {}
        own = [one for one in named if one.how == "own"]
        for one in own:
            stories.setdefault(one.story, []).append(one)
        for ones in (*stories.values(), own):
            times = OUTNUMBERED_ANYWHERE if ones is own else OUTNUMBERED
            kinds |= _outvoted(ones, kinds, times) if ones else {}
    for one in named:
        found.setdefault(kinds[one.entity], []).append(one)
    return found


def _kind(one: Named) -> str:
    if one.how == "metonym":
        return "country"
    if one.type in {"place", "government"} and is_country(form_of(one.name, person=False)):
        return "country"
    return kind_of(one.type)


def _outvoted(named: Sequence[Named], kinds: Mapping[str, str], times: int) -> dict[str, str]:
    """The entities whose kind is a slip, with the kind that the others of their name have."""
    counts: dict[str, int] = {}
    offices = {kinds[one.entity] for one in named if one.type == "person" and "role" in one.extra}
    for one in named:
        counts[kinds[one.entity]] = counts.get(kinds[one.entity], 0) + 1
    [(most, many), *others] = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if most == "country" or not others:
        return {}
    sure = many >= times and many >= times * others[0][1]
    # Who holds an office is a person, however few articles say so.
    held = times < OUTNUMBERED_ANYWHERE and offices == {"person"} and len(counts) == 2
    # A school is a place here and a body there; people apart, one story has one thing of a name.
    alike = times < OUTNUMBERED_ANYWHERE and counts.keys() <= {"body", "place"}
    if not (sure or held or alike):
        return {}
    kind = most if sure or not held else "person"
    return {one.entity: kind for one in named if kinds[one.entity] != "country"}


def _people(named: Sequence[Named]) -> Iterator[Link]:
    """People of one name: all of them, unless different middle initials tell that they are several.

    Then whoever is named without one joins the one of the story, or none: "Ivo Brand" may be Ivo R. or Ivo K.
    """
    marks = {one.entity: one.extra[0] if one.type == "person" and one.extra else "" for one in named}
    middles = sorted(set(marks.values()) - {""})
    if len(middles) > 1:
        # Within a story that has one of them, that one.
        there: dict[str, set[str]] = {}
        for one in named:
            there.setdefault(one.story, set()).update({marks[one.entity]} - {""})
        marks = {
            one.entity: marks[one.entity] or (min(there[one.story]) if len(there[one.story]) == 1 else "")
            for one in named
        }
    for middle in ("", *middles) if len(middles) > 1 else (None,):
        ones = [one for one in named if middle is None or marks[one.entity] == middle]
        if ones and is_usual(form_of(ones[0].name, person=True)):
            yield from _usual(ones)
        elif ones:
            yield from _star(ones)


def _usual(named: Sequence[Named]) -> Iterator[Link]:
    """A name that many people have: one person within a story, and between stories only with what else agrees."""
    stories = _by_story(named)
    for story in sorted(stories):
        yield from _star(stories[story])
    for one, two in _between(stories):
        yield Link(one, two, "usual_name", USUAL_NAME, f"same name, which many people have: {one.name}")


def usual_bodies(named: Sequence[Named]) -> Iterator[Link]:
    """A body's name that every country has, between stories: candidates, but for those about two countries."""
    for one, two in _between(_by_story(named)):
        lands = {one.extra[0], two.extra[0]} - {""}
        if len(lands) < 2:
            yield Link(one, two, "usual_name", USUAL_NAME, f"same name, which many bodies have: {one.name}")


def _by_story(named: Sequence[Named]) -> dict[str, list[Named]]:
    stories: dict[str, list[Named]] = {}
    for one in named:
        stories.setdefault(one.story, []).append(one)
    return stories


def _between(stories: Mapping[str, Sequence[Named]]) -> Iterator[tuple[Named, Named]]:
    """One of each story with one of each other story; nothing where there are too many stories."""
    if len(stories) <= MOST_STORIES:
        yield from combinations([_hub(stories[story]) for story in sorted(stories)], 2)


def _country(named: Sequence[Named]) -> Iterator[Link]:
    hub = _hub(named)
    for one in named:
        if one.entity == hub.entity:
            continue
        if "metonym" in {one.how, hub.how}:
            house, land = sorted((one, hub), key=lambda each: each.how != "metonym")
            reason = f"{house.name} speaks or acts there, and stands for the government of that country: {land.name}"
            yield Link(hub, one, "metonym", METONYM, reason)
        elif one.type != hub.type:
            reason = f"the same name for the country and its government: {_both(hub.name, one.name)}"
            yield Link(hub, one, "country", SAME_COUNTRY, reason)
        else:
            yield from _star([hub, one])


def _star(named: Sequence[Named]) -> Iterator[Link]:
    hub = _hub(named)
    for one in named:
        if one.entity == hub.entity:
            continue
        how = {one.how, hub.how}
        if "stated" in how:
            yield Link(
                hub, one, "stated", STATED, f"an article itself says that {hub.name} is a name of both"
            )
        elif kind_of(one.type) != kind_of(hub.type):
            kinds = f"as {_a(one.type)} in one article and as {_a(hub.type)} in another"
            reason = f"same name, though it was read {kinds}: {hub.name}"
            yield Link(hub, one, "name", OTHER_TYPE, reason)
        elif one.extra[:1] == ["land"]:
            reason = f"same name, in articles that are mainly about {one.extra[1].title()}: {hub.name}"
            yield Link(hub, one, "name", SAME_LAND, reason)
        elif one.name == hub.name:
            yield Link(hub, one, "name", SAME_NAME, f"same name: {one.name}")
        else:
            yield Link(hub, one, "name", SAME_BUT_FOR_SPELLING, _respelt(hub, one))


def _respelt(hub: Named, one: Named) -> str:
    if form_of(hub.name, person=True).key != form_of(one.name, person=True).key:
        return f"a short and a long form of one country's name: {hub.name}, {one.name}"
    return f"same name but for case, particles or accents: {hub.name}, {one.name}"


def acronyms(named: Sequence[Named]) -> Iterator[Link]:
    """Acronyms: with whatever the collection says that they stand for, if that is one thing; else story by story."""
    for kind, ones in sorted(_by_kind(named).items()):
        groups = [ones]
        if len(_expansions(ones)) > 1:
            stories = sorted({one.story for one in ones})
            groups = [[one for one in ones if one.story == story] for story in stories]
        for group in groups:
            expansions = _expansions(group)
            if len(expansions) > 1:
                continue
            hub = _hub(group)
            reason = f"same acronym, for '{expansions[0]}'" if expansions else f"same acronym: {hub.name}"
            for one in group:
                if one.entity != hub.entity:
                    yield Link(
                        hub,
                        one,
                        "acronym" if expansions or kind != "person" else "usual_name",
                        SAME_ACRONYM,
                        reason,
                    )


def _expansions(named: Sequence[Named]) -> list[str]:
    """What an acronym stands for, another spelling of an expansion being the same; of several the first two."""
    kept: list[str] = []
    for expansion in sorted({expansion for one in named for expansion in one.extra}):
        if not any(compare_names(expansion, other, kind="body").score >= NEAR for other in kept):
            kept.append(expansion)
        if len(kept) > 1:  # two are several, and an acronym that everybody uses may have very many
            break
    return kept


def bearers(named: Sequence[Named]) -> Iterator[Link]:
    """Bare names of one story: to the one person who bears it there, and to nobody when there are several."""
    bare = [one for one in named if not one.extra]
    full = [one for one in named if one.extra]
    if not bare:
        return
    if not full:
        reason = f"same bare name in one story, where nobody's full name is given: {bare[0].name}"
        hub = _hub(bare)
        for one in bare:
            if one.entity != hub.entity:
                yield Link(hub, one, "name", SAME_BARE_NAME, reason)
        return
    token = form_of(bare[0].name, person=True).tokens[-1]
    places = {one.extra[1] for one in full}
    if places != {"last"} and not (places == {"first"} and stands_first(token)):
        return
    wholes: dict[str, list[Named]] = {}
    for one in full:
        wholes.setdefault(one.extra[0], []).append(one)
    hubs = [_hub(wholes[whole]) for whole in sorted(wholes)]
    # Several spellings of one name may be one person; whether they are is seen when all is weighed.
    if len(hubs) > MOST_NAMES or any(
        compare_names(one.name, two.name, kind="person").score < NEAR for one, two in combinations(hubs, 2)
    ):
        return
    for one in bare:
        for hub in hubs:
            reason = f"the only one of this story who is named so: {hub.name}"
            yield Link(hub, one, "surname", ONE_BEARER, reason)


def short_names(named: Sequence[Named]) -> Iterator[Link]:
    """Those who are called by the last word of a longer name alone ("the Brotherhood"), with its only bearer there."""
    # The Inland Gazette and the Sunday Gazette are two: with outlets the words before are all that tells them apart.
    bodies = [one for one in named if one.type != "outlet"]
    full = [one for one in bodies if one.extra]
    short = [one for one in bodies if not one.extra and kind_of(one.type) == "body"]
    if not full or not short:
        return
    longer = sorted({one.extra[0] for one in full}, key=lambda name: (len(name.split()), name))
    if not all(_same_body(longer[0], other) for other in longer[1:]):
        return
    hub = _hub(full)
    for one in short:
        reason = f"the only one of this story whose name ends so: {longer[0]}, {one.name}"
        yield Link(hub, one, "short", SHORT_NAME, reason)


def _same_body(one: str, two: str) -> bool:
    """Whether two names can be one body's: the longer has all words of the other ("Vareth's Marsh Brotherhood")."""
    few, many = sorted((set(form_of(name, person=False).tokens) for name in (one, two)), key=len)
    return few <= many


def near_names(named: Sequence[Named]) -> Iterator[Link]:
    """Names that are spelt nearly alike, each with each: candidates, of which other evidence makes one or two."""
    written: dict[tuple[str, str], list[Named]] = {}
    for one in named:
        written.setdefault(
            (form_of(one.name, person=one.type == "person").key, kind_of(one.type)), []
        ).append(one)
    if len(written) > MOST_NAMES:
        return
    hubs = [(kind, _hub(written[name, kind])) for name, kind in sorted(written)]
    for (kind, first), (other_kind, other) in combinations(hubs, 2):
        if kind != other_kind:
            continue
        score = _likeness(first.name, other.name, kind)
        if score >= NEAR:
            reason = f"names spelt nearly alike: {_both(first.name, other.name)}"
            yield Link(first, other, "spelling", score, reason)


def _likeness(one: str, two: str, kind: str) -> int:
    """How alike two names are; a bare surname is compared with the surname of a full name, and is less sure."""
    if kind != "person":
        return compare_names(one, two, kind="place" if kind == "place" else "body").score
    tokens = [form_of(name, person=True).tokens for name in (one, two)]
    if all(len(each) > 1 for each in tokens):
        return compare_names(one, two, kind="person").score
    if tokens[0][-1] == tokens[1][-1]:
        return 0  # a surname that is written alike is for `bearers` to say
    return min(BARE_SPELLING, compare_names(tokens[0][-1], tokens[1][-1], kind="person").score)


def aliases(named: Sequence[Named]) -> Iterator[Link]:
    """What the user's alias file says to be one, if it is of one kind."""
    for _, ones in sorted(_by_kind(named).items()):
        hub = _hub(ones)
        for one in ones:
            if one.entity != hub.entity and one.name != hub.name:
                yield Link(hub, one, "alias", ALIAS, f"alias file: {_both(hub.name, one.name)}")


def _hub(named: Sequence[Named]) -> Named:
    """The one that all others of a name are linked to: who has it as its own, the smallest id of those."""
    return min(named, key=lambda one: (one.how not in {"own", "acronym"}, one.entity))


def _both(one: str, two: str) -> str:
    return one if one == two else ", ".join(sorted((one, two)))


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


MEETINGS: Mapping[str, Callable[[Sequence[Named]], Iterator[Link]]] = {
    "name": same_names,
    "usual": usual_bodies,
    "acronym": acronyms,
    "bearer": bearers,
    "short": short_names,
    "near": near_names,
    "alias": aliases,
}
"""What is made of a group, by the first word of its key."""
