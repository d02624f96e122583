"""Discrepancies planted in real articles: one of two places that tell the same is edited, in memory, by a fixed seed.

All names that are put in are invented. A number becomes one of like size in the same format, a day another day, a
name another name of its shape, a scope word another or none.
"""

import calendar
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from events import Event, Rows
from places import DAYS, KINDS, MONTHS, NUMERALS, SCOPES, TENS, Frequencies, Kind, Meeting, meetings
from sayso.annotate.naming.lexicon import load_lexicon

SEED, COUNT = 20341, 14
"""The seed, and how many of each kind are planted in each part of the corpus (fewer where there are fewer)."""
EACH = 6
"""How many of one kind are planted in one event at most."""
FACTORS = (0.4, 0.5, 0.6, 0.7, 1.4, 1.6, 1.8, 2.2)
GIVEN = ("Adrian", "Bettina", "Clement", "Dorothea", "Edmund", "Frieda", "Gareth", "Helena", "Ivor", "Judith")
SURNAMES = (
    "Ashdown",
    "Brackley",
    "Corvane",
    "Dellmore",
    "Elsworth",
    "Farrow",
    "Gantry",
    "Holloway",
    "Marrick",
    "Penhale",
)
TOWNS = (
    "Port Kessary",
    "Lake Dolmin",
    "Fort Harlow",
    "Santa Elsina",
    "Mount Vint",
    "Upper Talland",
    "Bay Marrow",
)


class Planted(NamedTuple):
    """An event with one article edited: which, its new text, where the edit stands, and what told the same elsewhere."""

    event: Event
    rows: tuple[Rows, ...]
    meeting: Meeting
    text: str
    start: int
    end: int
    value: str
    """What stands there now; "" when words were dropped."""

    @property
    def kind(self) -> Kind:
        """What was edited."""
        return self.meeting.a.kind

    @property
    def article(self) -> str:
        """The edited article, by its id in the corpus."""
        return str(self.rows[self.meeting.one]["id"])

    @property
    def other(self) -> str:
        """The article that tells it as it was."""
        return str(self.rows[self.meeting.two]["id"])


def frequencies_of(events: Sequence[Event]) -> Frequencies:
    """How common words are in the corpus."""
    return Frequencies(
        (row["text"] for event in events for row in event.rows), frozenset(load_lexicon().given)
    )


def plant(
    events: Sequence[Event], frequencies: Frequencies, *, kinds: Iterable[Kind] = KINDS, count: int = COUNT
) -> Iterator[Planted]:
    """So many of each kind over these events, in turn, never two in one sentence."""
    found = [(event, tuple(event.readable())) for event in events]
    met = [
        list(meetings([row["text"] for row in rows], frequencies)) if len(rows) > 1 else []
        for _, rows in found
    ]
    for kind in kinds:
        chance = random.Random(f"{SEED} {kind}")  # noqa: S311 - a fixed seed, for the same cases every time
        queues = []
        for (event, rows), places in zip(found, met, strict=True):
            mine = [meeting for meeting in places if meeting.a.kind == kind]
            chance.shuffle(mine)
            queues.append((event, rows, _edited(event, rows, mine, chance)))
        chance.shuffle(queues)
        yield from _in_turn([queue for *_, queue in queues], count)


def _in_turn(queues: Sequence[Iterator[Planted]], count: int) -> Iterator[Planted]:
    """One of each in turn until there are enough, or none left."""
    made = 0
    for _ in range(EACH):
        for queue in queues:
            if made == count:
                return
            planted = next(queue, None)
            if planted is not None:
                made += 1
                yield planted


def _edited(
    event: Event, rows: tuple[Rows, ...], places: Sequence[Meeting], chance: random.Random
) -> Iterator[Planted]:
    taken: set[tuple[int, int]] = set()
    for meeting in places:
        sides = {(meeting.one, meeting.sentences[0][0]), (meeting.two, meeting.sentences[1][0])}
        if sides & taken:
            continue
        text, other = rows[meeting.one]["text"], rows[meeting.two]["text"]
        start, end = meeting.a.start, meeting.a.end
        value = edit(meeting.a.kind, meeting.a.value, text, chance)
        if value is None or (
            value and re.search(rf"\b{re.escape(value)}\b", other[slice(*meeting.sentences[1])])
        ):
            continue
        if not value:  # a dropped word takes a space with it
            end += text[end : end + 1] == " "
        taken |= sides
        yield Planted(
            event, rows, meeting, text[:start] + value + text[end:], start, start + len(value), value
        )


def edit(kind: Kind, value: str, text: str, chance: random.Random) -> str | None:
    """What is put in the place of a value; None where this one is better left alone."""
    if kind == "number":
        return other_number(value, chance)
    if kind == "date":
        return other_date(value, chance)
    if kind == "name":
        return other_name(value, text, chance)
    return chance.choice(SCOPES[value])


def other_number(value: str, chance: random.Random) -> str:
    """Another number of like size, written and rounded as this one is."""
    for words in (NUMERALS, TENS):
        if value in words:
            at = words.index(value)
            return chance.choice([word for n, word in enumerate(words) if 2 <= abs(n - at) <= 4])
    whole, _, part = value.replace(",", "").partition(".")
    plain = float(f"{whole}.{part or 0}")
    if plain < 10 and not part:
        return str(chance.choice([n for n in range(2, 13) if 2 <= abs(n - plain) <= 4]))
    zeros = 0 if part else len(whole) - len(whole.rstrip("0"))
    unit = 10**zeros / 10 ** len(part)
    factors = [
        f for f in FACTORS if len(str(int(plain * f))) == len(whole)
    ]  # no age of 120, no 90 % that is 126
    made = max(unit, round(plain * chance.choice(factors) / unit) * unit)
    if abs(made - plain) < 0.25 * plain:
        made = plain + 2 * unit
    return f"{made:{',' if ',' in value else ''}.{len(part)}f}"


def other_date(value: str, chance: random.Random) -> str:
    """Another day of the week or the month, at times the same day of another month; another year."""
    if value in DAYS:
        return DAYS[(DAYS.index(value) + chance.choice((2, 3, 4, 5))) % 7]
    if value.isdigit():
        return str(int(value) + chance.choice((-4, -3, -2, -1)))
    if value[-3] in ":.":  # a time of the clock
        return f"{(int(value[:-3]) + chance.choice((1, 2, 3, 4))) % 12 + 1}{value[-3]}{chance.choice(('05', '20', '40'))}"
    month, day = sorted(value.split(), reverse=True)
    at = next(n for n, name in enumerate(MONTHS) if name.startswith(month[:3]))
    if chance.random() < 0.25 and month in MONTHS:
        return value.replace(month, MONTHS[(at + chance.choice((1, 2, 10, 11))) % 12])
    last = calendar.monthrange(2001, at + 1)[1]
    days = [n for n in range(1, last + 1) if 2 <= abs(n - int(day)) <= 9]
    return value.replace(day, str(chance.choice(days)))


def other_name(value: str, text: str, chance: random.Random) -> str | None:
    """Another given name, another surname or both; a place gets the name of a place. None where a part of it returns."""
    words = value.split()
    if any(len(re.findall(rf"\b{re.escape(word)}\b", text)) > 1 for word in (words[0], words[-1])):
        return None
    if words[0].casefold() not in load_lexicon().given:
        return chance.choice(TOWNS)
    given, surname = chance.choice(GIVEN), chance.choice(SURNAMES)
    middle = words[1:-1]
    made = chance.choice(
        ([given, *middle, words[-1]], [words[0], *middle, surname], [given, *middle, surname])
    )
    return " ".join(made)
