"""The measure of pages: its words are counted as it says, and the pages that ship reach their floors."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

EVAL = Path(__file__).parents[2] / "eval"


@pytest.fixture
def pages(measure_of: Callable[[str], ModuleType]) -> ModuleType:
    """eval/pages.py."""
    return measure_of("pages")


def test_what_may_stand_there_counts_neither_way(pages: ModuleType) -> None:
    """A headline that is found is no fault, and one that is not is none either."""
    page = pages.Saved(
        "x", b"", {}, [("Bridge", False), ("closes", False), ("It", True), ("closes", True), ("today", True)]
    )

    assert (1.0, 1.0, 1.0) == pages.score("It closes today", page)
    assert (1.0, 1.0, 1.0) == pages.score("Bridge closes It closes today", page)
    assert (0.75, 1.0) == pages.score("It closes today Menu", page)[:2]
    assert (1.0, 2 / 3) == pages.score("It closes", page)[:2]
    assert 1.0 > pages.score("today closes It", page).ordered


def test_both_parts_have_pages_with_an_article_and_without_one(pages: ModuleType) -> None:
    """At least a third as many were held out as are tuned on, and none of them is in both."""
    tuning, held = pages.saved("tuning"), pages.saved("held")

    assert {"article", "none", "live"} <= {page.known["kind"] for page in tuning} & {
        page.known["kind"] for page in held
    }
    assert len(held) >= len(tuning) / 3
    assert not {page.raw for page in tuning} & {page.raw for page in held}
    assert {page.known["url"].split("/")[2].rpartition(".")[2] for page in (*tuning, *held)} <= {
        "example",
        "test",
    }


def test_the_floors_hold(pages: ModuleType, measure_of: Callable[[str], ModuleType]) -> None:
    """As `python eval/pages.py` says; ours is better than what trafilatura alone finds."""
    floors = json.loads((EVAL / "floors.json").read_text(encoding="utf-8"))
    measured = pages.measure()

    assert [] == measure_of("gate").below({"pages": measured}, {"pages": floors.get("pages", {})})
    for part, name in (("tuning", "tuning"), ("held", "held out")):
        bare = pages._of_texts(pages.saved(part), pages.bare)
        assert measured[f"{name}: F1 in order"] > bare["F1 in order"]
