"""What speaks for two names being one actor's, beside the names: office, body, company, story. Counted in points.

Names that are spelt otherwise, or that very many people have, prove nothing. What each kind of link needs was set by
hand and read pair by pair on two collections, beside the labelled pairs for tuning (`eval/actors.py`): a point more
loses eight of a hundred pairs, a point less gains none of them. It would join some thirty more, hardly one of them
wrong; but these collections are of few countries' politics, where a usual name in two stories is mostly one person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.records import LinkBasis
from sayso.resolve.actors.general_names import is_usual_given, stands_first
from sayso.resolve.actors.known_names import form_of
from sayso.resolve.actors.nicknames import is_nickname

SAME_STORY, SAME_OFFICE, LIKE_OFFICE, SAME_BODY, RARE_GIVEN = 2, 3, 1, 2, 1
MOST_COMPANY = 3
"""Points that the others whom both articles name are worth at most: a point each."""
OFFICE_WORDS = 2
"""An office of so many words says who somebody is ("harbour master"); "minister" is many people."""
LIGHT_SPELLING, UNSURE_SPELLING = 990, 850
"""From these likenesses on (thousandths) two names differ by a letter that is often written for another, and by a slip,
an initial, a nickname or a word left out. They are `matching`'s chances for names drawn at random; people of one story
are not, so that names as near as "Mardin" and "Martin" need an office as well."""
POINT = 20
"""Thousandths that a point adds to the score of a link."""
SURE = 990
SHOWN = 3
_BESIDE = frozenset(
    "deputy vice assistant under spokesman spokeswoman aide adviser advisor wife son daughter".split()
)
"""Words of which another office is made: a deputy minister is not the minister."""
_VOWELS = frozenset("aeiou")


@dataclass(slots=True)
class Evidence:
    """What the articles of one entity, or of all that are joined so far, tell of it."""

    stories: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)

    def take_in(self, other: "Evidence") -> None:
        """Add what another one tells."""
        self.stories |= other.stories
        self.offices |= other.offices
        self.bodies |= other.bodies
        self.company |= other.company


def needed(basis: LinkBasis, score: int, *, names: tuple[str, str]) -> int:
    """The points that a link of a kind needs beside the names."""
    if basis == "usual_name":
        return 2
    if basis != "spelling":
        return 0
    one, two = (form_of(name, person=True).tokens for name in names)
    if _another_ending(one[-1:], two[-1:]):
        return 7
    if score >= LIGHT_SPELLING or (score >= UNSURE_SPELLING and _named_otherwise(one, two)):
        return 2
    return 4 if score >= UNSURE_SPELLING else 7


def _named_otherwise(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two names have one surname, and given names that are left out, cut short or familiar, not spelt anew.

    Where the family name stands first every word after it tells people apart.
    """
    few, many = sorted((one, two), key=len)
    if few[-1:] != many[-1:] or len(few) < 2 or stands_first(few[0]) or stands_first(many[0]):
        return False
    return set(few) <= set(many) or all(
        a == b or a.startswith(b) or b.startswith(a) or is_nickname(a, b)
        for a, b in zip(few[:-1], many[:-1], strict=False)
    )


def _another_ending(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two surnames differ in a last vowel alone: in many languages a man's and a woman's."""
    short, long = sorted(("".join(one), "".join(two)), key=len)
    return short != long and long[-1:] in _VOWELS and (short == long[:-1] or short[:-1] == long[:-1])


def weigh(
    one: Evidence, two: Evidence, *, names: tuple[str, str], person: bool
) -> tuple[int, tuple[str, ...]]:
    """The points that speak for one actor, with each reason in words."""
    points, reasons = 0, list[str]()
    together = not one.stories.isdisjoint(two.stories)
    if together:
        points += SAME_STORY
        reasons.append("in one story")
    office = _office(one.offices, two.offices)
    if office:
        points += SAME_OFFICE if len(office.split()) >= OFFICE_WORDS else LIKE_OFFICE
        reasons.append(f"the same office: {office}")
    bodies = one.bodies & two.bodies
    if bodies:
        points += SAME_BODY
        reasons.append(f"both speak for {min(bodies)}")
    # Whoever is in one story has the story's people for company; that says nothing more.
    company = set() if together else one.company & two.company
    if company:
        points += min(MOST_COMPANY, len(company))
        reasons.append(f"named beside the same others: {', '.join(sorted(company)[:SHOWN])}")
    given = [tokens[0] for name in names if len(tokens := form_of(name, person=True).tokens) > 1]
    if person and len(given) == len(names) and given[0] == given[1] and not is_usual_given(given[0]):
        points += RARE_GIVEN
        reasons.append("an unusual given name is the same")
    return points, tuple(reasons)


def _office(one: Iterable[str], two: Iterable[str]) -> str:
    """The longest office that both have, as its words; "" for none, and for a deputy and the one deputized for."""
    sets: Mapping[str, frozenset[str]] = {office: frozenset(office.split()) for office in (*one, *two)}
    shared: set[str] = set()
    for a in one:
        for b in two:
            both, rest = sets[a] & sets[b], sets[a] ^ sets[b]
            same = both in {sets[a], sets[b]} or len(both) > OFFICE_WORDS
            if both and same and rest.isdisjoint(_BESIDE):
                shared.add(" ".join(sorted(both)))
    return min(shared, key=lambda office: (-len(office.split()), office), default="")
