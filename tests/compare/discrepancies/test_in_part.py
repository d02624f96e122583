"""What a paywall or a feed leaves of a report: that something does not stand there shows nothing, and is told so."""

from collections.abc import Callable
from typing import Any

import pytest

from sayso.compare.discrepancies.deeds import BOTH
from sayso.compare.discrepancies.gaps import NOT_HERE, UNSAID_HERE
from sayso.compare.discrepancies.roles import ONE_TITLE
from sayso.compare.discrepancies.telling import TIES_MISSING
from sayso.records import Agreement, Discrepancy, Evidence

Compare = Callable[..., list[Any]]
Told = Callable[..., list[tuple[str, ...]]]

HALF = [(0,), (1,), (0, 1)]
"""Which of two reports is here in part."""


@pytest.mark.parametrize("part", HALF)
def test_that_a_report_never_names_somebody_is_not_known_of_a_part_of_it(
    told: Told, part: tuple[int, ...]
) -> None:
    one = "The mayor of the flooded town in 1991 was Debbie Garrow, a weaver from the old mill in Marlow."
    two = "Bettina Garrow, a weaver from the old mill in Marlow, was the mayor of the flooded town in 1991."

    assert [("name", "contradiction", "between", "Bettina Garrow", "Debbie Garrow")] == told(one, two)
    assert [] == told(one, two, part=part)


def test_who_did_the_same_may_be_both_of_them_in_what_is_missing(compared: Compare) -> None:
    one = "John Garrow shot Debbie Brandt with a hunting rifle beside the granite quarry."
    two = "Beside the granite quarry, it is told, David Penn shot Debbie Brandt with a hunting rifle."
    reasons = [
        [row.reasons for row in compared(one, two, part=part) if isinstance(row, Discrepancy)]
        for part in ((), (0, 1))
    ]

    assert [False, True] == [BOTH in found[0] for found in reasons]


def test_another_name_in_the_same_place_of_the_same_words_needs_nothing_else(told: Told) -> None:
    one = "Police arrested John Garrow near the flooded mill in Marlow after the looms had been burned."
    two = one.replace("John Garrow", "David Brandt")

    assert [("name", "contradiction", "between", "David Brandt", "John Garrow")] == told(
        one, two, share="Police…burned.", part=(0, 1)
    )


def test_a_word_of_consent_may_stand_in_what_is_missing(told: Told) -> None:
    """Where the report that has the word is the one here in part, the other is still without it."""
    one = (
        "The council of Marlow met late on Tuesday evening to vote on the harbour plan. "
        "The council unanimously approved a plan to rebuild the harbour with granite walls."
    )
    two = (
        "Late in the evening a plan that rebuilds the harbour with granite walls was approved by the council."
    )

    assert ("scope", "scope", "between", "nothing said", "unanimously") in told(one, two)
    assert ("scope", "scope", "between", "nothing said", "unanimously") in told(one, two, part=(0,))
    assert [] == [row for row in told(one, two, part=(1,)) if row[0] == "scope"]


def test_a_word_that_a_whole_sentence_lacks_is_told_as_lacking_in_what_is_here(compared: Compare) -> None:
    one = "Divers searched the flooded tunnels, and nearly all lanterns below Marlow were found broken."
    two = one.replace("nearly all", "all")
    rows = compared(one, two, share="Divers…broken.", part=(1,))

    assert {"nearly", UNSAID_HERE} == {row.value for row in rows if isinstance(row, Evidence)}
    assert [(NOT_HERE,)] == [row.reasons for row in rows if isinstance(row, Evidence) and row.reasons]
    [found] = [row for row in rows if isinstance(row, Discrepancy)]
    assert NOT_HERE in found.reasons


def test_two_titles_of_two_reports_may_both_be_given_in_what_is_missing(compared: Compare) -> None:
    one = "Foreign Minister Orla Penn opened the rebuilt granite harbour of Marlow before a crowd of weavers."
    two = "Snow fell in the north, where Interior Minister Orla Penn was travelling."
    reasons = [
        [row.reasons for row in compared(one, two, part=part) if isinstance(row, Discrepancy)]
        for part in ((), (1,))
    ]

    assert [False, True] == [ONE_TITLE in found[0] for found in reasons]


@pytest.mark.parametrize(
    ("cut", "whole", "slot"),
    [
        (
            "Divers found the wreck of the grain ship off Marlow in a depth of 12 metres, and the pumps of the harbour ran for 19 …",
            "Divers found the wreck of the grain ship off Marlow in a depth of 12 metres, and the pumps of the harbour ran for 190 hours.",
            "number",
        ),
        (
            "The council of Dolmin approved the tannery bill in the old town hall beside the Lisk on 3 March 2020 and",
            "The council of Dolmin approved the tannery bill in the old town hall beside the Lisk on 9 March 2020.",
            "date",
        ),
    ],
)
def test_a_sentence_that_breaks_off_tells_neither_a_number_nor_a_day(
    told: Told, cut: str, whole: str, slot: str
) -> None:
    """Half of a number is another number, and the rest of a sentence may have the other day as well."""
    assert [] == [row for row in told(cut, whole, part=(0,)) if row[0] == slot]


def test_a_sentence_that_is_whole_is_compared_though_the_report_is_not(told: Told) -> None:
    one = "The council of Dolmin approved the tannery bill on 3 January 2020, and farmers along the Lisk cheered."
    two = one.replace("3 January", "9 January")
    invited = f"{one}\n\nTo continue reading, please subscribe."

    assert [("date", "contradiction", "between", "2020-01-03", "2020-01-09")] == told(invited, two, part=(0,))


def test_a_quotation_that_breaks_off_may_go_on_to_bear_its_gloss_out(told: Told) -> None:
    text = "“Perhaps we could look at the harbour again in spring,” Orla Penn promised"

    assert ["gloss"] == [row[2] for row in told(f"{text}.")]
    assert [] == told(f"The mill burned.\n\n{text} …", part=(0,))


def test_a_denial_may_stand_in_the_rest_of_a_sentence(told: Told) -> None:
    one = "Mayor Orla Penn told weavers that the flooded mill in Marlow will not be opened before winter"
    two = one.replace("will not", "will")

    assert ["polarity"] == [row[0] for row in told(f"{one}.", f"{two}.", share="Mayor…winter.")]
    assert ["polarity"] == [row[0] for row in told(f"{one}.", f"{two}.", share="Mayor…winter.", part=(1,))]
    assert [] == told(f"{one}.", f"{two} …", share="Mayor…winter", part=(1,))


def test_what_is_told_alike_may_share_more_in_what_is_missing(compared: Compare) -> None:
    one = "The guild counted 2,417 looms in the mills of Marlow before the flood, said Orla Penn."
    two = "Before the flood there were 2,417 looms in the mills of Marlow, the guild counted."
    reasons = [
        [row.reasons for row in compared(one, two, part=part) if isinstance(row, Agreement)]
        for part in ((), (1,))
    ]

    assert [False, True] == [TIES_MISSING in found[0] for found in reasons]
