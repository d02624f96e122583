"""What speaks against two names being one person's, with the points that each difference takes."""

from collections.abc import Iterator

from sayso.resolve.actors.alignment import Alignment, Pair, align, words_at
from sayso.resolve.actors.losses import OTHER_CHARACTER, OTHER_WORD, Loss, Place, word_losses
from sayso.resolve.actors.nicknames import is_given_name
from sayso.resolve.actors.person_words import PATRONYMIC, TITLES, PersonWords

EXTRA_WORD, MORE_EXTRA_WORDS, EXTRA_INITIAL, EXTRA_PATRONYMIC, EXTRA_TITLE = 3500, 600, 2000, 1500, 500
EXTRA_SURNAME = 4300
"""A name in the last place that the other name lacks is mostly the surname, or no part of a name."""
CROSSED, TWO_CROSSED, CROSSED_GIVEN_NAMES = 1500, 4500, 7000
SURNAME_ALONE, GIVEN_NAME_ALONE = 5800, 7500
OTHER_GENERATION, ONE_GENERATION = 11000, 5800
NO_WHOLE_WORD = 7000


def person_losses(a: PersonWords, b: PersonWords) -> Iterator[Loss]:
    """What speaks against two names being one person's; `a` has no more words than `b`."""
    if a.syllabic and b.syllabic and a.syllabic != b.syllabic:
        yield Loss(OTHER_CHARACTER, "another character")
    if a.generation != b.generation:
        both = a.generation and b.generation
        yield Loss(
            OTHER_GENERATION if both else ONE_GENERATION, f"{a.generation or b.generation} in one name only"
        )
    if a.words == b.words:
        return
    middles = [_middle_initials(name.words) for name in (a, b)]
    if all(middles) and not middles[0].startswith(middles[1]) and not middles[1].startswith(middles[0]):
        yield Loss(OTHER_GENERATION, f"{' / '.join(middles)}: other middle initials")
    found = align(a.words, b.words)
    joined = any(pair.how == "joined" for pair in found.pairs)
    for number, pair in enumerate(found.pairs):
        earlier = any(other.how == "initial" for other in found.pairs[:number])
        yield from word_losses(pair, place=_place(pair, a, b), earlier=earlier)
    if found.pairs and all(pair.how == "initial" for pair in found.pairs):
        yield Loss(NO_WHOLE_WORD, "initials alone")
    yield from _lonely_losses(a, b, found)
    if len(a.words) == 1 < len(b.words) and not joined and found.pairs:
        last = b.words[-1] in (found.pairs[0].one, found.pairs[0].two)
        points = SURNAME_ALONE if last else GIVEN_NAME_ALONE
        yield Loss(points, f"{a.words[0]} alone may be anybody's of that name")
    if found.crossed and not (a.marked or b.marked):
        given = all(is_given_name(word) for word in a.words)
        yield Loss(
            CROSSED_GIVEN_NAMES if given else TWO_CROSSED if len(b.words) == 2 else CROSSED,
            "the words in another order",
        )


def _middle_initials(words: tuple[str, ...]) -> str:
    return "".join(word for word in words[1:-1] if len(word) == 1) if len(words[:1][0]) > 1 else ""


def _place(pair: Pair, a: PersonWords, b: PersonWords) -> Place:
    if len(b.words) == 1:
        return "word"
    return "given" if len(a.words) > 1 and pair.one == a.words[0] else "other"


def _lonely_losses(a: PersonWords, b: PersonWords, found: Alignment) -> Iterator[Loss]:
    """What words take that only one of two names has, or that are others in both."""
    others = min(len(found.one_only), len(found.two_only))
    if others:
        words = f"{words_at(a.words, found.one_only)} / {words_at(b.words, found.two_only)}"
        yield Loss(OTHER_WORD * others, f"{words}: other names")
    elif found.one_only or found.two_only:
        whole, lonely = (b.words, found.two_only) if found.two_only else (a.words, found.one_only)
        if len(a.words) == 1 and not any(pair.how == "joined" for pair in found.pairs):
            return
        each = sorted((_extra(whole[number]) for number in lonely), reverse=True)
        if lonely[-1] == len(whole) - 1 and each[0] == EXTRA_WORD:
            each[0] = EXTRA_SURNAME
        points = each[0] + sum(min(MORE_EXTRA_WORDS, more) for more in each[1:])
        yield Loss(points, f"{words_at(whole, lonely)} in one name only")


def _extra(word: str) -> int:
    """What a word takes that only one name has."""
    if len(word) == 1:
        return EXTRA_INITIAL
    if word in TITLES:
        return EXTRA_TITLE
    return EXTRA_PATRONYMIC if PATRONYMIC.search(word) else EXTRA_WORD
