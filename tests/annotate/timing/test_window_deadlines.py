"""Tests of deadlines still ahead and of deeds told twice: what they tie, and what looks like them and ties nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from sayso.annotate.timing.window_retellings import deed_stem, years_of
from sayso.annotate.timing.windows import WINDOWS
from sayso.records import Window
from sayso.settings import Settings

Find = Callable[[str], Window | None]


@pytest.fixture(scope="session")
def find(annotated: Any) -> Find:
    """`find("Text ...")` gives the window of an article of unknown date, None where it has none."""
    make = WINDOWS.make(Settings())

    def find(text: str) -> Window | None:
        return next(iter(make(annotated(text, upto="details"))), None)

    return find


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("The harbour must be handed over to the town by the end of 2031.", "2031-12-31"),
        ("The council plans to leave Dolmin before September 2031.", "2031-09-30"),
        ("The dyke is to be finished before 2031.", "2031-12-31"),
        ("The pact requires that all mills pay the levy by 2031.", "2031-12-31"),
        ("The town does not expect a new ferry until 2031.", "2031-12-31"),
        ("The new quay could be ready by late 2031.", "2031-12-31"),
        ("The regatta has been postponed until 2031.", "2031-12-31"),
        ("Orla Penn rejected on Tuesday a deal to keep the guards beyond 2031.", "2032-01-07"),
        ("The mayor said on Monday that the mill would close by the end of 2031.", "2032-01-07"),
        ("The council agreed yesterday to leave the harbour by the end of 2031.", "2032-01-07"),
    ],
)
def test_a_deadline_still_ahead_is_the_last_possible_day(find: Find, text: str, latest: str) -> None:
    """A week is left where it is ahead of what happened on a bare weekday, not of the words themselves."""
    found = find(text)

    assert found is not None
    assert (None, latest) == (found.earliest, found.latest)
    assert [found.evidence[0]] == list(found.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "The mill had closed by the end of 2031.",
        "The town could not open the quay until 2031.",
        "The mayor said that the mill would close by the end of 2031.",
        "The council agreed to leave the harbour by the end of 2031.",
        "In 2029 the council agreed that the mill must close by the end of 2031.",
        "“The mill must close by the end of 2031,” Orla Penn said.",
        "The tide broke the mark set by 2031's storm, and the town must pay.",
        "By 2031 the town will have paid.",
    ],
)
def test_what_may_be_over_bounds_nothing_above(find: Find, text: str) -> None:
    """Told as past, in old plans, in somebody's own words, or of a day that the sentence states."""
    found = find(text)

    assert found is None or found.latest is None


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        (
            "The town marked last year's assassination of Orla Penn. On January 3, 2031, gunmen assassinated Orla Penn.",
            "2032-01-01",
            "2032-12-31",
        ),
        (
            "The town noted this year's arrest of Orla Penn. Orla Penn was arrested on 3 May 2031.",
            "2031-05-03",
            "2031-12-31",
        ),
        (
            "The killing of Orla Penn two years ago was never solved. Orla Penn was killed in 2029.",
            "2030-07-02",
            "2032-07-01",
        ),
        (
            "The guards will leave by the end of the current year. The pact says that they leave by the end of 2031.",
            "2031-01-01",
            "2031-12-31",
        ),
        ("The town prepares for next year's 2031 regatta.", "2030-01-01", "2030-12-31"),
    ],
)
def test_a_deed_told_twice_ties_the_year(find: Find, text: str, earliest: str, latest: str) -> None:
    found = find(text)

    assert found is not None
    assert (earliest, latest) == (found.earliest, found.latest)
    assert all(
        "told of the deed" in why or "deadline" in why or "next year" in why or "tells as past" in why
        for why in found.reasons
    )


@pytest.mark.parametrize(
    "text",
    [
        "The town marked last year's assassination of Orla Penn. Gunmen assassinated Edda Vint on January 3, 2031.",
        "The town marked last year's portrait of Orla Penn. On January 3, 2031, gunmen assassinated Orla Penn.",
        "Last year's arrest of Orla Penn was noted. Orla Penn was arrested in 2028. Orla Penn was arrested in 2031.",
        "The guards leave by the end of the year. The mills pay the levy by the end of 2031.",
        "“Last year's assassination of Orla Penn hurt us,” he said. On January 3, 2031, gunmen assassinated Orla Penn.",
    ],
)
def test_two_deeds_tie_nothing(find: Find, text: str) -> None:
    """Another one who undergoes it, another deed, told of two years, or the year in somebody's own words."""
    found = find(text)

    assert found is None or found.latest is None


def test_nouns_share_the_stem_of_their_verbs() -> None:
    assert deed_stem("assassination", noun=True) == deed_stem("assassinated", noun=False)
    assert deed_stem("removal", noun=True) == deed_stem("removed", noun=False)
    assert deed_stem("killing", noun=True) != deed_stem("kissed", noun=False)


@pytest.mark.parametrize("words", ["one year", "many years ago", "a few years ago", "last week"])
def test_vague_pointers_tell_no_year(words: str) -> None:
    assert years_of(words, 2031) is None
