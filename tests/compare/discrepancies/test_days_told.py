"""Two reports of one deed, each with a day in its own words: which of them contradict each other, and which only seem to."""

from collections.abc import Callable
from typing import Any

import pytest

from sayso.records import Discrepancy

Compare = Callable[..., list[Any]]

MON, TUE, WED, THU, FRI, SAT = (f"2031-05-{day:02}" for day in range(5, 11))
ENGINES = "Both engines of the ferry Tarn Star failed {} off Cape Ruven, leaving 212 passengers adrift."
BLAST = "An explosion tore through the Dellmar paint factory in Ostby {}, injuring 14 workers."
GUNS = "The ceasefire in Varn began {}, and the guns along the river fell silent."
HELD = "Police arrested the banker Tomas Welk at his home in Mirrow {} over the missing funds of the savings bank."


def dates(rows: list[Any]) -> list[str]:
    return [row.difference for row in rows if isinstance(row, Discrepancy) and row.slot == "date"]


@pytest.mark.parametrize(
    ("days", "one", "two"),
    [
        (
            (WED, WED),
            "Both engines of the ferry Tarn Star failed on Monday off Cape Ruven, leaving 212 passengers adrift.",
            "The Tarn Star drifted for nine hours after its engines failed on Tuesday near Cape Ruven, said the coast guard.",
        ),
        (
            (THU, FRI),
            "The Orle dam above Selden burst on Sunday, flooding three villages in the valley.",
            "Three villages were flooded when the Orle dam burst on Tuesday above the town of Selden, officials said.",
        ),
        (
            (SAT, SAT),
            "The parliament of Harn passed the water tax on 6 May by 61 votes to 40.",
            "Lawmakers in Harn voted 61 to 40 to pass the water tax on 7 May, ending a long dispute.",
        ),
        (
            (FRI, FRI),
            HELD.format("on Wednesday"),
            "Tomas Welk, the banker, was arrested in Mirrow on Thursday over the missing funds of the savings bank.",
        ),
        (
            (THU, THU),
            "The Kessel bridge over the Lisk was closed yesterday after engineers found cracks in two pillars.",
            "Engineers found cracks in two pillars, and the Kessel bridge over the Lisk was closed on Monday.",
        ),
        (
            (WED, WED),
            "A fire destroyed the market hall of Lund on Sunday night, and 40 traders lost everything.",
            "Forty traders lost everything when a fire destroyed the market hall of Lund on Tuesday.",
        ),
        (
            (FRI, SAT),
            "Health Minister Ada Brandl quit on Wednesday over the report on the hospital of Norden.",
            "The health minister, Ada Brandl, resigned on Thursday over the report on the hospital of Norden.",
        ),
        (
            (None, None),
            "The prince opened the new hospital of Norden on Monday, watched by two thousand people.",
            "Two thousand people watched as the prince opened the new hospital of Norden on Tuesday.",
        ),
        (
            (SAT, SAT),
            "The last foreign troops left the base at Orhan on Friday, three months early, the ministry said.",
            "The base at Orhan was handed over after the last foreign troops left it on Wednesday.",
        ),
        (
            (SAT, SAT),
            "A cargo plane crashed into a hangar at Ostby airport on Thursday evening, killing its two pilots.",
            "Both pilots died when a cargo plane crashed into a hangar at Ostby airport on Friday evening.",
        ),
        ((WED, WED), GUNS.format("at midnight on Monday"), GUNS.format("at 3 p.m. on Monday")),
    ],
)
def test_two_days_of_one_deed_are_a_contradiction(
    compared: Compare, days: tuple[str | None, str | None], one: str, two: str
) -> None:
    """Also days that lie beside each other: the names of two days differ, whenever they were written."""
    assert ["contradiction"] == dates(compared(one, two, days=days))


@pytest.mark.parametrize(
    ("days", "deed", "one", "two"),
    [
        ((TUE, WED), ENGINES, "yesterday", "on Monday"),
        ((TUE, WED), HELD, "today", "on Tuesday"),
        ((WED, WED), HELD, "last night", "on Tuesday"),
        ((WED, WED), HELD, "last night", "in the early hours of Wednesday"),
        ((TUE, TUE), BLAST, "on Monday night", "early on Tuesday"),
        ((THU, THU), BLAST, "late on Monday", "on Tuesday"),
        ((THU, THU), BLAST, "shortly before midnight on Monday", "on Tuesday"),
        ((None, None), BLAST, "on Monday night", "early on Tuesday"),
        ((None, None), BLAST, "late on 5 May 2030", "early on 6 May 2030"),
        ((TUE, TUE), GUNS, "at midnight on Monday", "on Tuesday"),
        ((WED, WED), GUNS, "at midnight on Tuesday", "at 12 a.m. on Wednesday"),
        ((None, None), GUNS, "at midnight on 5 May 2031", "on 5 May 2031"),
        ((None, None), GUNS, "at midnight on 5 May 2031", "at 00:00 on 6 May 2031"),
        ((FRI, FRI), GUNS, "at noon on Wednesday", "at 12 p.m. on Wednesday"),
        ((THU, THU), BLAST, "at 2 a.m. local time on Tuesday", "at 1700 GMT on Monday"),
        ((TUE, FRI), ENGINES, "yesterday", "yesterday"),
        ((FRI, SAT), HELD, "this week", "on Thursday"),
        ((FRI, SAT), HELD, "two days ago", "on Wednesday"),
    ],
)
def test_other_words_for_one_day_are_none(
    compared: Compare, days: tuple[str | None, str | None], deed: str, one: str, two: str
) -> None:
    """A night belongs to two days, midnight too; and what a report counts from its own day is no other day."""
    assert [] == dates(compared(deed.format(one), deed.format(two), days=days))


def test_a_quoted_hour_has_no_day_of_its_own(compared: Compare) -> None:
    """The day that a report told last is not the day of which a speaker speaks."""
    quoted = "“Both engines of the Tarn Star failed at midnight and we drifted towards the rocks,” Captain Jor Lund said."
    one = f"The ferry left Gelm on Monday. {quoted}"
    two = f"The inquiry opened on Wednesday. {quoted}"

    assert [] == dates(compared(one, two, days=(THU, THU)))


def test_the_day_of_a_vote_is_not_that_of_the_debate_before_it(compared: Compare) -> None:
    one = "The parliament of Harn debated the water tax on Monday and will vote on Thursday."
    two = "The parliament of Harn voted on the water tax on Thursday after debating it on Monday."

    assert [] == dates(compared(one, two, days=(FRI, FRI)))
