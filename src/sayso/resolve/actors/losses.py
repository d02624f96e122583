"""What the difference of two words takes away from the chance that two names are one's, and why."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from sayso.resolve.actors.alignment import Pair
from sayso.resolve.actors.nicknames import are_two_given_names
from sayso.resolve.actors.sounds import DEAREST, plain_sounds, rough_sound
from sayso.words.commonness import commonness, stem

LIGHT, HEAVY = 300, 8500
"""Points that a spelling takes, from one letter that is often written for another to as many as a word can bear."""
SHORT, SHORT_OF_BODY = 6, 5
"""In a word of fewer letters every letter tells: "Reid" and "Reed" are two names, "Brody" and "Brady"."""
LONG = 7
"""From so many letters on a slip leaves a word that is mostly no other name."""
SLIPS, BODY_SLIPS = (3700, 4900, 400), (4600, 6000, 1500)
"""Points of a slip in a long word, in a short or common one, and of a second slip; a body is named by words of the
language, and a letter makes another word of one."""
SPELLED_IN_SHORT, SHORT_OF_PLACE = 4500, 3000
OTHER_BEGINNING = 5800
MORE_DOUBT = 900
BOTH = 2
TWO_KNOWN, DOUBTED, TWO_GIVEN_NAMES, MAN_AND_WOMAN, OTHER_WORD, OTHER_CHARACTER = (
    5500,
    4500,
    5700,
    8000,
    9000,
    11000,
)
INITIAL, MORE_INITIALS, NICKNAME, SHORTENED, JOINED = 3500, 500, 3500, 2500, 800

Place = Literal["given", "other", "word", "body", "place", "only"]
"""Where a word stands: a given name before others, any other of a person's, the only one, one of a body's or a place's, or a place's only one."""


class Loss(NamedTuple):
    """Points (thousandths of a nat) that a difference takes, and the difference in words.

    `doubt` says that other letters may make another name of the word; where two words of a name are so, one hand wrote
    both, and the second takes no more than `MORE_DOUBT`.
    """

    points: int
    reason: str
    doubt: bool = False


def word_losses(pair: Pair, *, place: Place, earlier: bool) -> Iterator[Loss]:
    """What the difference of two words that go together takes; `earlier` when an initial was met before."""
    both = f"{pair.one} / {pair.two}"
    if pair.how in ("spelling", "slip"):
        yield _letter_loss(pair, both, place=place)
    elif pair.how == "initial":
        yield Loss(MORE_INITIALS if earlier else INITIAL, f"{both}: an initial")
    elif pair.how == "nickname":
        yield Loss(NICKNAME if place == "given" else OTHER_WORD, f"{both}: a short form of a given name")
    elif pair.how == "shortened":
        yield Loss(SHORTENED, f"{both}: one without its first part")
    elif pair.how == "joined":
        yield Loss(JOINED + spelling_points(pair) - LIGHT, f"{both}: written as one word and as two")


def _letter_loss(pair: Pair, both: str, *, place: Place) -> Loss:
    least = min(len(pair.one), len(pair.two))
    if place == "body":
        if least < SHORT_OF_BODY:
            return Loss(OTHER_WORD, f"{both}: another short word")
    elif tells_gender(pair.one, pair.two, given=place == "given"):
        return Loss(MAN_AND_WOMAN, f"{both}: the ending of a man's name and of a woman's")
    elif place == "given" and are_two_given_names(pair.one, pair.two):
        points = TWO_GIVEN_NAMES if pair.how == "slip" or least < SHORT else DOUBTED
        return Loss(points, f"{both}: each a given name of its own")
    points = spelling_points(pair)
    if place == "word":
        return Loss(points, f"{both}: {'a slip' if pair.how == 'slip' else 'another spelling'}")
    if plain_sounds(pair.one) == plain_sounds(pair.two):
        return Loss(min(points, HEAVY // 4), f"{both}: other letters for one sound")
    if pair.how == "slip":
        return _slip_loss(pair, both, least, place=place)
    if least < SHORT:
        most = SHORT_OF_PLACE if place in ("place", "only") else SPELLED_IN_SHORT
        most = OTHER_BEGINNING if begins_otherwise(pair) else most
        return Loss(max(points, most), f"{both}: another spelling, or another short name", doubt=True)
    if place == "only":
        return Loss(max(points, DOUBTED), f"{both}: another spelling, or another word", doubt=True)
    most = OTHER_BEGINNING if place in ("body", "place", "only") else DOUBTED
    if begins_otherwise(pair):
        return Loss(
            max(points, most), f"{both}: another spelling, or another name by its first letter", doubt=True
        )
    if known_words(pair) == BOTH and place != "given":
        reason = f"{both}: another spelling, or two words that the news has both"
        return Loss(max(points, most), reason, doubt=True)
    return Loss(points, f"{both}: another spelling")


def _slip_loss(pair: Pair, both: str, least: int, *, place: Place) -> Loss:
    long, short, second = BODY_SLIPS if place in ("body", "place", "only") else SLIPS
    more = second * (pair.slips - 1)
    known = known_words(pair)
    if known == BOTH:
        two = TWO_KNOWN if place in ("given", "other") else OTHER_WORD
        return Loss(max(short, two) + more, f"{both}: a slip, or two words that the news has both")
    if place == "given" and least < LONG and sorted(pair.one) != sorted(pair.two):
        # Of one family the given names are often a letter apart ("Ivana", "Ivanka").
        return Loss(TWO_GIVEN_NAMES + more, f"{both}: a slip in a short given name, or another of the family")
    if least >= LONG and not known:
        return Loss(min(spelling_points(pair), long + more), f"{both}: a slip in a long word")
    points = short + more if known or least < SHORT else min(spelling_points(pair), short + more)
    return Loss(max(points, long), f"{both}: a slip in a short or common word, or another word")


def begins_otherwise(pair: Pair) -> bool:
    """Whether two words begin with sounds that names in Latin letters tell apart ("Barker", "Parker")."""
    first, second = pair.one[0], pair.two[0]
    if first == second or any(first in alike and second in alike for alike in _ALIKE_AT_FIRST):
        return False
    return not rough_sound(pair.one)[0] == rough_sound(pair.two)[0] == "j"


_ALIKE_AT_FIRST = ("aeiouh", "eiy", "ckq", "vw", "fp")
"""Letters that spellings of one name begin with: "Osama" and "Usama", "Cohen" and "Kohen", "ph" and "f"."""


def spelling_points(pair: Pair) -> int:
    """What another spelling takes: little for letters that are often written for each other, and soon much more."""
    share = min(pair.cost, DEAREST) * 1000 // DEAREST
    return LIGHT + (HEAVY - LIGHT) * share * share // 1_000_000


def known_words(pair: Pair) -> int:
    """How many of two words the news knows, so that they are hardly miswritten ("Johnson"); 0 for forms of one."""
    one, two = stem(pair.one), stem(pair.two)
    known = commonness().buckets
    return (one in known) + (two in known) if one != two else 0


def tells_gender(one: str, two: str, *, given: bool) -> bool:
    """Whether two words differ by an ending that tells a woman from a man: "Angelo", "Angela"; "Ivanov", "Ivanova"."""
    short, long = sorted((one, two), key=lambda word: (len(word), word))
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} == {"a", "o"}
    if long == short + "a" and short[-1] not in "aeiou":
        return True
    if short.endswith("y") and long in (short[:-1] + "aya", short[:-1] + "aia", short[:-1] + "a"):
        return True
    return given and long in (short + "e", short + short[-1] + "e")
