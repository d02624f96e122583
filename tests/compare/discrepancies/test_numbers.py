"""Numbers and dates of reports that tell the same: which differ, which agree, and which are left alone."""

from collections.abc import Callable
from typing import Any

import pytest

from sayso.compare.discrepancies.discrepancies import DISCREPANCIES
from sayso.records import Agreement, Discrepancy, Evidence
from sayso.settings import Settings
from sayso.spans import slice_text
from sayso.stage import Member

Rows = list[Any]
Compare = Callable[..., Rows]


def discrepancies(rows: Rows, *slots: str) -> list[Discrepancy]:
    return [row for row in rows if isinstance(row, Discrepancy) and row.slot in slots]


def values(rows: Rows, comparison: Discrepancy | Agreement) -> set[str]:
    return {row.value for row in rows if isinstance(row, Evidence) and row.comparison == comparison.id}


def agreements(rows: Rows, slot: str) -> list[Agreement]:
    return [row for row in rows if isinstance(row, Agreement) and row.slot == slot]


BRIDGE = "The Lisk bridge near Dolmin collapsed at noon, and rescuers from Vareth pulled {} miners from the frozen river."
OTHER = (
    "Rescuers from Vareth pulled {} miners from the frozen Lisk river after the Dolmin bridge had collapsed."
)


def test_one_count_told_with_two_numbers_is_a_contradiction(compared: Compare) -> None:
    """The deed, the doers and the thing counted are the same."""
    rows = compared(BRIDGE.format("17"), OTHER.format("31"))
    [found] = discrepancies(rows, "number")

    assert ("contradiction", "between") == (found.difference, found.level)
    assert {"17 miners", "31 miners"} == values(rows, found)
    assert found.reasons


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("17", "seventeen"),
        ("about 480", "496"),
        ("at least 17", "31"),
        ("more than 200", "240"),
        ("up to 40", "31"),
        ("nearly 500", "490"),
        ("dozens of", "40"),
        ("2,500", "some 2,480"),
    ],
)
def test_numbers_that_can_both_hold_are_no_discrepancy(compared: Compare, one: str, two: str) -> None:
    rows = compared(BRIDGE.format(one), OTHER.format(two))

    assert [] == discrepancies(rows, "number")


def test_a_rounded_number_is_told_with_other_precision(compared: Compare) -> None:
    rows = compared(BRIDGE.format("300"), OTHER.format("287"))

    assert ["precision"] == [row.difference for row in discrepancies(rows, "number")]


def test_two_floors_can_both_hold(compared: Compare) -> None:
    rows = compared(BRIDGE.format("at least 17"), OTHER.format("at least 31"))

    assert ["precision"] == [row.difference for row in discrepancies(rows, "number")]


@pytest.mark.parametrize(
    "two",
    [
        "Rescuers from Vareth pulled another 31 miners from the frozen Lisk river after the Dolmin bridge had collapsed.",
        "Rescuers from Vareth pulled 31 horses from the frozen Lisk river after the Dolmin bridge had collapsed.",
        "Rescuers from Vareth pulled 31 injured children and miners' wives from the frozen Lisk river at Dolmin.",
    ],
)
def test_another_thing_or_another_part_is_not_compared(compared: Compare, two: str) -> None:
    rows = compared(BRIDGE.format("17"), two)

    assert [] == discrepancies(rows, "number")


def test_an_age_is_compared_with_that_of_the_same_person_only(compared: Compare) -> None:
    one = (
        "Police in Dolmin arrested Orla Penn, 41, and Ada Brand, 29, over the burnt tannery on the Lisk quay."
    )
    two = "Officers arrested Orla Penn, 46, and Ada Brand, 29, in Dolmin over the tannery that burnt on the Lisk quay."
    rows = compared(one, two)
    [found] = discrepancies(rows, "number")

    assert {"41 years", "46 years"} == values(rows, found)


def test_a_count_that_grows_is_a_development_where_the_days_tell(compared: Compare) -> None:
    one = "The flood in Dolmin killed 12 villagers along the Lisk, the district office in Vareth said."
    two = "The flood in Dolmin killed 19 villagers along the Lisk, the district office in Vareth said."
    later = compared(one, two, days=("2031-05-07", "2031-05-09"))
    earlier = compared(one, two, days=("2031-05-09", "2031-05-07"))
    unknown = compared(one, two)

    assert [("development", "over_time")] == [
        (row.difference, row.level) for row in discrepancies(later, "number")
    ]
    assert ["contradiction"] == [row.difference for row in discrepancies(earlier, "number")]
    [row] = discrepancies(unknown, "number")
    assert "nothing tells which report is the later one" in row.reasons[-1]


def test_an_edited_number_in_shared_text_is_found(compared: Compare) -> None:
    one = "The council of Dolmin pays 340 dollars to each family that lost its barn in the storm, the clerk wrote."
    two = "The council of Dolmin pays 820 dollars to each family that lost its barn in the storm, the clerk wrote."
    rows = compared(one, two, share="The council of Dolmin pays…the clerk wrote")
    [found] = discrepancies(rows, "number")

    assert {"340 dollars", "820 dollars"} == values(rows, found)


def test_equal_numbers_in_other_words_are_repeated_not_confirmed(compared: Compare) -> None:
    rows = compared(
        "There are currently 2,750 Vareth soldiers in the Lisk valley, the ministry says.",
        "Nobody can say how many will stay. Vareth currently has about 2,750 troops along the Lisk.",
    )
    [found] = agreements(rows, "number")

    assert (1, 2) == (found.least, found.most)
    assert "2 articles, at most 2 textual sources: repeated, not confirmed" in found.reasons[-1]


@pytest.mark.parametrize("texts", [(), ("",), ("A quiet day.",), (BRIDGE.format("17"),)])
def test_nothing_to_compare_makes_no_rows(compared: Compare, texts: tuple[str, ...]) -> None:
    assert [] == compared(*[text for text in texts if text])


def test_rows_do_not_depend_on_the_order_of_articles_and_evidence_slices(
    annotated: Any, members: Callable[..., list[Member]]
) -> None:
    make = DISCREPANCIES.make(Settings())
    bundles = [annotated(BRIDGE.format("17"), title="a"), annotated(OTHER.format("31"), title="b")]
    story = members(bundles)
    texts = {member.article: member.bundle.article.text for member in story if member.bundle}
    rows = make("story", story)

    assert rows
    assert rows == make("story", list(reversed(story)))
    for row in rows:
        if isinstance(row, Evidence):
            assert slice_text(texts[row.article], row.context)
            assert row.context.start <= row.start < row.end <= row.context.end


def test_a_sum_told_in_parts_is_no_discrepancy(compared: Compare) -> None:
    one = "Vareth keeps 2,500 troops and another 1,000 troops of its allies in the Lisk valley, the ministry in Dolmin wrote."
    two = "Vareth keeps 3,500 troops in the Lisk valley, the ministry in Dolmin wrote."

    assert [] == discrepancies(compared(one, two), "number")


def test_the_killed_are_not_the_wounded(compared: Compare) -> None:
    one = "The blast at the Dolmin tannery on the Lisk killed 14 workers, nurses in Vareth said."
    two = "The blast at the Dolmin tannery on the Lisk wounded 31 workers, nurses in Vareth said."

    assert [] == discrepancies(compared(one, two), "number")


def test_a_toll_needs_no_noun(compared: Compare) -> None:
    one = "The blast at the Dolmin tannery on the Lisk tore through a queue of carters, killing 14."
    two = "The blast at the Dolmin tannery on the Lisk tore through a queue of carters, killing 26."
    [found] = discrepancies(compared(one, two), "number")

    assert {"14 killed", "26 killed"} == values(compared(one, two), found)


def test_what_two_named_speakers_say_differently_is_a_position(compared: Compare) -> None:
    one = "Mayor Orla Penn said the storm over the Lisk at Dolmin tore down 300 barns."
    two = "Clerk Ada Brand said the storm over the Lisk at Dolmin tore down 700 barns."
    own = "The storm over the Lisk at Dolmin tore down 700 barns."

    assert [] == discrepancies(compared(one, two), "number")
    assert 1 == len(discrepancies(compared(one, own), "number"))


def test_the_same_number_elsewhere_in_the_other_report_weakens_a_difference(compared: Compare) -> None:
    one = "Some years ago 17 miners from Vareth drowned in the frozen Lisk. " + BRIDGE.format("31")
    two = OTHER.format("17")
    alone, beside = (
        max(row.score for row in discrepancies(compared(text, two), "number"))
        for text in (BRIDGE.format("31"), one)
    )

    assert beside <= alone


def test_a_form_that_is_filled_in_day_after_day_contradicts_nothing(compared: Compare) -> None:
    one = "The market of Dolmin took in 412 sacks of barley and sold 388 carts of hay, the guild of Vareth said."
    two = one.replace("412", "430").replace("388", "371")

    assert [] == discrepancies(compared(one, two, days=("2031-05-07", "2031-05-12")), "number")
