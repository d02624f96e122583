"""Tests of which shared passages are one text."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.origins.rows import gather
from sayso.compare.origins.texts import by_text, is_one_stretch, sides
from sayso.records import SharedPassage


def _passage(name: str, a: tuple[str, int, int], b: tuple[str, int, int]) -> SharedPassage:
    return SharedPassage(
        id=name,
        a_article=a[0],
        a_start=a[1],
        a_end=a[2],
        b_article=b[0],
        b_start=b[1],
        b_end=b[2],
        kind="verbatim",
        words=10,
        direction="unknown",
        direction_basis="none",
        why="",
    )


def test_stretches_that_cover_most_of_each_other_are_one_text() -> None:
    """Passages with different articles seldom end at the same word."""
    one = _passage("1", ("harbour", 0, 100), ("ledger", 50, 150))
    two = _passage("2", ("harbour", 5, 96), ("mail", 0, 91))

    assert [(one, two)] == by_text([two, one])


def test_a_short_passage_inside_a_long_one_is_another_text() -> None:
    """Fewer articles or others may share it."""
    long = _passage("1", ("harbour", 0, 400), ("ledger", 0, 400))
    short = _passage("2", ("harbour", 10, 90), ("mail", 0, 80))

    assert [(long,), (short,)] == by_text([short, long])


def test_articles_that_each_share_a_text_with_one_of_the_others_are_together() -> None:
    """Though two of them were never found to share it."""
    one = _passage("1", ("harbour", 0, 100), ("ledger", 0, 100))
    two = _passage("2", ("ledger", 0, 100), ("mail", 0, 100))
    three = _passage("3", ("mail", 0, 100), ("post", 0, 100))

    assert [(one, two, three)] == by_text([one, two, three])


def test_nothing_shared_is_no_text() -> None:
    assert [] == by_text([])


_SIDE = st.tuples(st.integers(0, 12), st.integers(0, 8))
_PAIRS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("efgh"), _SIDE, _SIDE), max_size=14)


@given(_PAIRS)
def test_texts_are_those_that_comparing_each_place_with_each_finds(
    pairs: list[tuple[str, str, tuple[int, int], tuple[int, int]]],
) -> None:
    """However many places are the same: what is skipped for speed joins nothing less and nothing more."""
    rows = [
        _passage(f"{number:02}", (one, a[0], a[0] + a[1]), (other, b[0], b[0] + b[1]))
        for number, (one, other, a, b) in enumerate(pairs)
    ]
    places = [(*side, number) for number, row in enumerate(rows) for side in sides(row)]
    links = [
        (i, j)
        for article, one, i in places
        for other, two, j in places
        if i < j and article == other and is_one_stretch(one, two)
    ]

    assert [tuple(rows[number] for number in group) for group in gather(len(rows), links)] == by_text(rows)
