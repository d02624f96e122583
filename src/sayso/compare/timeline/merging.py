"""Which tellings are of one event. Two events made one are worse than one told twice, so every doubt keeps them apart.

Compared are only tellings of one voice, one reality and one polarity. They are one event when the deed is the same, the
days can be the same, no actor and no name speaks against it, and enough of their words are the same: more of them, the
less their days say.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from sayso.compare.timeline.dating import Dated
from sayso.compare.timeline.deeds import alike
from sayso.compare.timeline.tellings import PLACE, Telling, weight
from sayso.words.commonness import commonness

KEYS = 5
"""Rarest words of a telling by which it is met; with 3 one in twelve of the tuning pairs was not met, with 8 none more."""
CROWD = 40
"""Tellings that share a word beyond which the word is no key: then it is the story's subject, and says nothing."""
FINE = frozenset({"second", "minute", "hour", "part_of_day", "day"})
Days = Literal["same", "alike", "open", "other"]
LEAST = {"same": 300, "alike": 400, "open": 600}
"""Thousandths of the weight of the shorter telling's words that must be shared, by what the days say."""
BOTH = {"same": 150, "alike": 200, "open": 350}
"""Thousandths of the weight of all their words that must be shared."""


ALIKE_WORDS = 500
WHYS = {
    "same": "days that fit",
    "alike": "dated by the same words",
    "open": "words that fit, days that do not speak against it",
}


class Match(NamedTuple):
    """How alike two tellings are, in thousandths, and why they are one event."""

    score: int
    why: str


def groups(told: Sequence[Telling]) -> list[tuple[list[Telling], dict[str, list[str]]]]:
    """Tellings by event, each with the reasons of its members; a group holds none that speak against each other.

    Copies are one before anything is compared, so that a text in hundreds of articles costs what one costs.
    """
    whys: dict[str, list[str]] = {}
    copies = _copies(told, whys)
    tellings = [same[0] for same in copies]
    found = {
        (i, j): match
        for i, j in candidates(tellings)
        if (match := compare(tellings[i], tellings[j])) is not None
    }
    group_of = list(range(len(tellings)))
    members = {number: [number] for number in group_of}
    order = sorted(
        found, key=lambda pair: (-found[pair].score, *sorted((tellings[pair[0]].id, tellings[pair[1]].id)))
    )
    for i, j in order:
        a, b = group_of[i], group_of[j]
        if a != b:
            pairs = [(tellings[x], tellings[y]) for x in members[a] for y in members[b]]
            if any(against(one, two) for one, two in pairs) or not _hangs_together(pairs):
                continue
            keep, gone = min(a, b), max(a, b)
            members[keep] += members.pop(gone)
            for number in members[keep]:
                group_of[number] = keep
        for number in (i, j):
            for telling in copies[number]:
                whys.setdefault(telling.id, []).append(found[i, j].why)
    return [
        ([telling for number in numbers for telling in copies[number]], whys) for numbers in members.values()
    ]


_PLACES = frozenset({"clause", "span", "article", "dated"})
"""Where a telling stands, which is not compared; of its date only the days are."""


def _copies(told: Sequence[Telling], whys: dict[str, list[str]]) -> list[list[Telling]]:
    """Tellings that are the same in all that is compared, the one with the smallest id first."""
    found: dict[object, list[Telling]] = {}
    for telling in sorted(told, key=lambda telling: telling.id):
        same = (
            telling.dated._replace(time=None),
            *(part for name, part in zip(telling._fields, telling, strict=True) if name not in _PLACES),
        )
        match = compare(telling, telling)
        key = same if match is not None else telling.id
        before = found.setdefault(key, [])
        before.append(telling)
        if match is not None and len(before) > 1:
            for one in before[:: len(before) - 1]:
                whys.setdefault(one.id, []).append(match.why)
    return list(found.values())


def _hangs_together(pairs: Sequence[tuple[Telling, Telling]]) -> bool:
    """Whether half of the pairs between two groups are one event by themselves: no chain of single likenesses."""
    return len(pairs) == 1 or 2 * sum(compare(one, two) is not None for one, two in pairs) >= len(pairs)


def candidates(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs of one voice that share a rare word of theirs, each once."""
    table = commonness()
    by_key: dict[tuple[object, ...], list[int]] = {}
    for number, telling in enumerate(tellings):
        rare = sorted(telling.words, key=lambda word: (-table.weight(word), word))[:KEYS]
        whose = (telling.voice.key, telling.reality, telling.negated)
        for word in rare:
            by_key.setdefault((whose, word), []).append(number)
        day = telling.dated.earliest or telling.dated.latest or ""
        by_key.setdefault((whose, "", alike(telling.verb), day[:10]), []).append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in by_key.values():
        if len(numbers) <= CROWD:
            for place, i in enumerate(numbers):
                for j in numbers[place + 1 :]:
                    if i != j and (i, j) not in seen:
                        seen.add((i, j))
                        yield i, j


def compare(one: Telling, two: Telling) -> Match | None:
    """How alike two tellings are; None where they are not one event."""
    if against(one, two):
        return None
    days = days_of(one.dated, two.dated)
    shared = one.words & two.words
    if not shared:
        return None
    common = weight(shared)
    least = round(1000 * common / max(0.1, min(one.heft, two.heft)))
    both = round(1000 * common / max(0.1, one.heft + two.heft - common))
    same_deed = alike(one.verb) == alike(two.verb)
    same_actor = bool(_met(one, two))
    same_day = days == "same" and one.dated.precision in FINE and two.dated.precision in FINE
    same_role = same_actor or (same_deed and same_day and bool(one.roles & two.roles))
    if not same_deed and not (days == "same" and least >= 700 and both >= 500):
        return None
    if days == "other" or least < LEAST[days] or both < BOTH[days]:
        return None
    if not same_role and (both < 2 * BOTH[days] or len(shared) < 2):
        return None
    if days == "open" and len(shared) < 3:
        return None
    if days == "alike" and not (same_deed and (same_role or both >= ALIKE_WORDS)):
        return None
    because = ["the same deed" if same_deed else "told in nearly the same words"]
    because += ["the same actor"] if same_actor else []
    because += [WHYS[days]]
    return Match(least + both + 100 * same_actor + 200 * (days == "same"), ", ".join(because))


def _met(one: Telling, two: Telling) -> set[str]:
    """The actors that both name in one role."""
    return {
        key for key, other in ((one.agent, two.agent), (one.patient, two.patient)) if key and key == other
    }


def against(one: Telling, two: Telling) -> bool:
    """Whether something speaks against two tellings being one event: voice, polarity, day, actor, or names."""
    if one.voice.key != two.voice.key or one.reality != two.reality or one.negated != two.negated:
        return True
    if days_of(one.dated, two.dated) == "other":
        return True
    for mine, theirs in ((one.agent, two.agent), (one.patient, two.patient)):
        if mine and theirs and mine != theirs and not mine.startswith(PLACE) and not theirs.startswith(PLACE):
            return True
    return bool(one.names and two.names) and not (one.names & two.words or two.names & one.words)


def days_of(one: Dated, two: Dated) -> Days:
    """Whether two dates can be of one day: "same" where both are known and one lies in the other.

    "alike": the same words date them ("on Monday"), or a weekday that the other's day is, and nothing says of which week.
    """
    if one.bounded and two.bounded:
        a, b = _days(one), _days(two)
        inside = (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])
        return "same" if inside else "other"
    if one.known and two.known:
        first = max(d.earliest[:10] for d in (one, two) if d.earliest) if one.earliest or two.earliest else ""
        last = min(d.latest[:10] for d in (one, two) if d.latest) if one.latest or two.latest else "9999"
        return "open" if first <= last else "other"
    if one.known or two.known:
        known, loose = (one, two.value) if one.known else (two, one.value)
        if not _is_weekday(loose) or not known.bounded or known.precision not in FINE:
            return "open"
        return "alike" if _on(known, loose) else "other"
    if not one.value or not two.value:
        return "open"
    if _is_weekday(one.value) and _is_weekday(two.value):
        return "alike" if one.value[:10] == two.value[:10] else "other"
    return "alike" if one.value == two.value else "open"


def _days(dated: Dated) -> tuple[str, str]:
    return (dated.earliest or "")[:10], (dated.latest or "9999")[:10]


def _is_weekday(value: str) -> bool:
    return value.startswith("XXXX-WXX-") and value[9:10].isdigit()


def _on(dated: Dated, weekday: str) -> bool:
    """Whether a dated day is the weekday; a night is of two days."""
    return any(date.fromisoformat(day).isoweekday() == int(weekday[9]) for day in _days(dated))


def reasons_of(member: Telling, whys: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Why a telling belongs to its event."""
    return tuple(sorted(set(whys.get(member.id, ()))))
