"""The log of reviews: what is in force, and which of two that contradict each other is followed."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Anchor, Review, ReviewedPair
from sayso.reviews.log import in_force, make_review, settle, undo

HERE, THERE = Anchor("a", "Wren", "", "", 0, 4), Anchor("b", "Ada Wren", "", "", 0, 8)


def day(number: int) -> str:
    """A time of review."""
    return f"2031-05-{number:02}T10:00:00.000000Z"


def review(number: int = 1) -> Review:
    """A review that says: one actor."""
    return make_review("same_actor", HERE, THERE, by="Nora", at=day(number))


def pair(a: str, b: str, number: int, *, same: bool) -> ReviewedPair:
    """What a review of this day says of two entities; the review is called after the day."""
    return ReviewedPair(
        id=f"p{number}",
        article="a",
        entity=a,
        other_article="b",
        other_entity=b,
        same=same,
        review=f"r{number}",
        by="Nora",
        at=day(number),
    )


def test_the_same_review_in_two_logs_is_one() -> None:
    assert review() == review()
    assert review(1).id != review(2).id


def test_a_review_is_in_force_until_it_is_taken_back() -> None:
    first = review()
    taken = undo(first, by="Nora", at=day(2))

    assert (first,) == in_force([first])
    assert () == in_force([taken, first])
    assert first.anchors == taken.anchors


def test_taking_back_an_undo_brings_the_review_back() -> None:
    first = review()
    taken = undo(first, by="Nora", at=day(2))
    back = undo(taken, by="Nora", at=day(3))

    assert (first,) == in_force([first, taken, back])
    assert () == in_force([first, taken, back, undo(first, by="Ada", at=day(4))])


def test_a_thousand_undos_of_undos_are_no_trouble() -> None:
    rows = [review()]
    for _ in range(1000):
        rows.append(undo(rows[-1], by="Nora", at=day(2)))

    assert (rows[0],) == in_force(rows)
    assert () == in_force(rows[:-1])


def test_an_undo_of_what_is_not_there_takes_back_nothing() -> None:
    assert () == in_force([undo(review(), by="Nora", at=day(2))])


@given(st.permutations(range(6)))
def test_what_is_in_force_does_not_depend_on_the_order(order: list[int]) -> None:
    first, second = review(1), review(2)
    taken = undo(first, by="Nora", at=day(1))
    rows = [first, second, taken, undo(taken, by="Ada", at=day(1)), undo(second, by="Ada", at=day(9))]
    rows.append(undo(rows[3], by="Nora", at=day(3)))

    assert () == in_force([rows[at] for at in order])


def test_what_does_not_contradict_is_followed() -> None:
    settled = settle([pair("x", "y", 1, same=True), pair("y", "z", 2, same=False)])

    assert ((("x", "y"),), (("y", "z"),), {}) == settled


def test_of_two_that_contradict_the_later_is_followed_and_the_earlier_told() -> None:
    earlier, later = pair("x", "y", 1, same=True), pair("x", "y", 2, same=False)

    assert ((), (("x", "y"),), {"r1": ("r2",)}) == settle([earlier, later])


def test_a_contradiction_may_take_a_third() -> None:
    """Two are apart; later both are said to be one with a third."""
    apart = pair("x", "z", 1, same=False)
    joins = [pair("x", "y", 2, same=True), pair("y", "z", 3, same=True)]

    assert ((("x", "y"), ("y", "z")), (), {"r1": ("r2", "r3")}) == settle([apart, *joins])


def test_two_that_are_apart_stay_so_though_both_were_said_earlier_to_be_one_with_a_third() -> None:
    joins = [pair("x", "y", 1, same=True), pair("y", "z", 2, same=True)]
    settled = settle([*joins, pair("x", "z", 3, same=False)])

    assert ((("y", "z"),), (("x", "z"),), {"r1": ("r3",)}) == settled


def test_what_is_followed_does_not_depend_on_the_order() -> None:
    rows = [
        pair("x", "y", 1, same=True),
        pair("y", "z", 2, same=True),
        pair("x", "z", 3, same=False),
        pair("w", "x", 4, same=True),
    ]

    assert 1 == len({repr(settle(order)) for order in permutations(rows)})
