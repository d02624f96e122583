"""How much a number with its hedge allows, and how findings of one slot join."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.discrepancies.amounts import Relation, amount, grain, relate, shown
from sayso.compare.discrepancies.finding import Finding, Side
from sayso.compare.discrepancies.joining import join
from sayso.records import DifferenceKind
from sayso.spans import Span

hedges = st.sampled_from(
    ["", "about", "nearly", "more than", "at least", "up to", "fewer than", "exactly", "dozens of"]
)
amounts = st.builds(
    amount, st.integers(0, 10**7).map(float), st.none() | st.integers(10**7, 10**8).map(float), hedges
)


@given(amounts, amounts)
def test_how_two_amounts_stand_does_not_depend_on_their_order(a: object, b: object) -> None:
    assert relate(a, b) == relate(b, a)  # type: ignore[arg-type]


@given(amounts)
def test_an_amount_is_itself(a: object) -> None:
    assert "same" == relate(a, a)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        ((2500, None, ""), (2500, None, ""), "same"),
        ((2500, None, ""), (900, None, ""), "apart"),
        ((2500, None, "about"), (2480, None, ""), "compatible"),
        ((30, None, "at least"), (26, None, ""), "apart"),
        ((12, None, "dozens of"), (40, None, ""), "compatible"),
        ((20, 30, ""), (25, None, ""), "compatible"),
        ((20, 30, ""), (45, None, ""), "apart"),
        ((20, None, ""), (25, None, ""), "apart"),
        ((1.5e6, None, ""), (1.46e6, None, ""), "precision"),
    ],
)
def test_relations(
    one: tuple[float, float | None, str], two: tuple[float, float | None, str], relation: Relation
) -> None:
    assert relation == relate(amount(*one), amount(*two))


def test_numbers_are_shown_as_people_write_them() -> None:
    assert ["2,500", "0.5", "1.5 million", "17"] == [shown(value) for value in (2500.0, 0.5, 1.5e6, 17.0)]
    assert [100.0, 1.0, 1.0] == [grain(2500.0), grain(17.0), grain(0.0)]


def side(article: str, value: str, start: int = 0) -> Side:
    return Side(
        article=article, value=value, start=start, end=start + 2, context=Span(0, 90), attribution=None
    )


def finding(one: Side, two: Side, difference: DifferenceKind | None, score: int = 700) -> Finding:
    return Finding(
        slot="number",
        difference=difference,
        level="between",
        about="troops",
        sides=((one, two),) if difference is None else ((one,), (two,)),
        score=score,
        reasons=("by hand",),
    )


def test_equal_values_of_several_articles_are_one_side() -> None:
    a, b, c = side("a", "2,500"), side("b", "2,500"), side("c", "900")
    [joined] = join([finding(a, c, "contradiction"), finding(b, c, "contradiction"), finding(a, b, None)])

    assert "contradiction" == joined.difference
    assert [["a", "b"], ["c"]] == [[one.article for one in members] for members in joined.sides]


def test_findings_about_other_words_stay_apart() -> None:
    found = join(
        [
            finding(side("a", "1"), side("b", "2"), "contradiction"),
            finding(side("a", "1", 50), side("b", "1", 50), None),
        ]
    )

    assert 2 == len(found)


@given(
    st.permutations([("a", "1", "b", "2"), ("b", "2", "c", "1"), ("c", "1", "d", "3"), ("e", "7", "f", "7")])
)
def test_joining_does_not_depend_on_order(pairs: list[tuple[str, str, str, str]]) -> None:
    def made(order: list[tuple[str, str, str, str]]) -> list[object]:
        found = [finding(side(a, x), side(b, y), None if x == y else "contradiction") for a, x, b, y in order]
        return [(one.difference, one.sides) for one in join(found)]

    assert made(sorted(pairs)) == made(pairs)
