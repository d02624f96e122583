"""What speaks against two names being one body's or place's, with the points that each difference takes."""

from collections.abc import Iterator

from sayso.resolve.actors.alignment import align, words_at
from sayso.resolve.actors.body_words import KINDS, SMALL, BodyWords
from sayso.resolve.actors.countries import country_names
from sayso.resolve.actors.losses import OTHER_CHARACTER, OTHER_WORD, Loss, Place, word_losses

ACRONYM, SHORT_ACRONYM, SHORT_ACRONYM_LETTERS = 4500, 5300, 2
"""Of two letters many bodies have the same."""
OTHER_NUMBER, OTHER_KIND, OTHER_FORM = 9000, 6000, 600
EXTRA_KIND, EXTRA_KIND_OF_PLACE, EXTRA_COUNTRY, EXTRA_WORD, CROSSED = 3500, 1000, 4500, 6500, 2500
LEAST_SHARED = 5
"""Letters that two names have in common before the kind of one is no more than that: "ABC" is many bodies."""


def body_losses(a: BodyWords, b: BodyWords) -> Iterator[Loss]:
    """What speaks against two names being one body's; `a` has no more words than `b`."""
    yield from _losses(a, b, place="body", extra_kind=EXTRA_KIND)


def place_losses(a: BodyWords, b: BodyWords) -> Iterator[Loss]:
    """What speaks against two names being one place's: its kind says less, and its words are names as persons' are."""
    only = len(a.words) == len(b.words) == 1
    yield from _losses(a, b, place="only" if only else "place", extra_kind=EXTRA_KIND_OF_PLACE)


def _losses(a: BodyWords, b: BodyWords, *, place: Place, extra_kind: int) -> Iterator[Loss]:
    if a.syllabic and b.syllabic and a.syllabic != b.syllabic:
        yield Loss(OTHER_CHARACTER, "another character")
    if a.form and b.form and a.form != b.form:
        yield Loss(OTHER_FORM, "another legal form")
    if a.numbers != b.numbers:
        yield Loss(
            OTHER_NUMBER, f"{' '.join(a.numbers) or 'none'} / {' '.join(b.numbers) or 'none'}: another number"
        )
    if a.words == b.words:
        return
    if a.acronym and not b.acronym and a.words[0] in b.initials:
        points = ACRONYM if len(a.words[0]) > SHORT_ACRONYM_LETTERS else SHORT_ACRONYM
        yield Loss(points, f"{a.words[0]}: the first letters of the other name")
        return
    found = align(a.words, b.words)
    for pair in found.pairs:
        if pair.how in ("initial", "nickname", "shortened"):
            yield Loss(OTHER_WORD, f"{pair.one} / {pair.two}: other words")
        else:
            yield from word_losses(pair, place=place, earlier=False)
    if found.crossed:
        yield Loss(CROSSED, "the words in another order")
    if not found.pairs:
        yield Loss(OTHER_WORD, "no word of one in the other")
    lonely = [a.words[number] for number in found.one_only], [b.words[number] for number in found.two_only]
    if all(lonely):
        kinds = all(word in KINDS for words in lonely for word in words)
        words = f"{words_at(a.words, found.one_only)} / {words_at(b.words, found.two_only)}"
        yield Loss(OTHER_KIND if kinds else OTHER_WORD, f"{words}: other words")
    elif any(lonely):
        words_of, numbers = (b.words, found.two_only) if found.two_only else (a.words, found.one_only)
        shared = [pair.one for pair in found.pairs]
        yield Loss(
            _extra(words_of, numbers, shared, extra_kind), f"{words_at(words_of, numbers)} in one name only"
        )


def _extra(words: tuple[str, ...], numbers: tuple[int, ...], shared: list[str], extra_kind: int) -> int:
    """What words take that only one of two names has: little for a kind at either end, and for a country before it."""
    more = [words[number] for number in numbers]
    ends = numbers[-1] - numbers[0] == len(numbers) - 1 and (numbers[0] == 0 or numbers[-1] == len(words) - 1)
    if (
        ends
        and sum(map(len, shared)) >= LEAST_SHARED
        and all(word in KINDS or word in SMALL for word in more)
    ):
        return extra_kind
    countries = country_names()
    if (
        numbers[0] == 0
        and len(shared) > 1
        and " ".join(more) in countries
        and " ".join(shared) not in countries
    ):
        return EXTRA_COUNTRY  # "the US Harbour Department" where it is read abroad
    return EXTRA_WORD
