"""The bench of growth: variants are as long and as much alike as their originals, and no stage's work outgrows a line."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sayso.flow import FLOW
from sayso.resolve.reuse.page_words import content_words
from sayso.resolve.reuse.prints import fingerprints
from sayso.words.scan import scan_words

BENCH = Path(__file__).parents[2] / "bench"
STORIES, REPORTS = 34, 3
FEW, MANY = 100, 400
BEYOND = 1.35
"""So much more than four times as much may come of four times as many articles: quadratic work would be sixteen."""
ENOUGH = 300
"""Rows of which fewer are too few to tell how they grow."""


@pytest.fixture(scope="module")
def bench() -> Iterator[Any]:
    """The modules of the bench, found as its scripts find each other."""
    before, path = set(sys.modules), list(sys.path)
    sys.path.insert(0, str(BENCH))
    try:
        import growth  # type: ignore[import-not-found]  # bench is no package
        import variants

        yield SimpleNamespace(growth=growth, variants=variants)
    finally:
        sys.path[:] = path
        for name in set(sys.modules) - before:
            if name in {"growth", "growth_plot", "variants", "stand_in", "copies"}:
                del sys.modules[name]


def _word(number: int, salt: int) -> str:
    """An invented name, another one for every number."""
    parts = (
        ("Bra", "Kel", "Tor", "Mar", "Lis", "Den", "Vor"),
        ("ven", "dor", "mik", "tas", "lun", "gar", "pel"),
        ("holt", "wick", "sen", "by", "mond"),
    )
    number = (number + 11 * salt) * 89 + salt
    out = ""
    for choices in parts:
        number, at = divmod(number, len(choices))
        out += choices[at]
    return out


def _rows() -> Iterator[dict[str, str]]:
    """Reports of invented events: each is told by three outlets, the second copies a paragraph of the first."""
    for story in range(STORIES):
        place, mayor, given, firm = (_word(story, salt) for salt in (1, 2, 3, 4))
        wire = (
            f"The {firm} works in {place} closed on Tuesday after {12 + story} workers fell ill, {mayor} said. "
            f'"We will not open the gates again before the water is clean," {given} {mayor} told reporters.'
        )
        leads = (
            f"{given} {mayor}, the mayor of {place}, shut the {firm} works. Neighbours had complained for weeks.",
            f"A hospital near {place} took in patients from the {firm} works, a nurse said.",
            f'Mayor {given} {mayor} of {place} said the town "has to wait" for the {firm} company to answer.',
        )
        for report in range(REPORTS):
            text = f"{leads[report]}\n\n{wire if report < 2 else leads[0]}\n\n{mayor} denied that {place} had been warned."
            yield {
                "id": f"{story}-{report}",
                "title": f"{firm} works in {place} closed",
                "text": text,
                "outlet": ("Lowland Post", "Torvena Daily", "Radio Kessary")[report],
                "date": f"2031-{1 + story % 12:02}-{1 + story // 2:02}",
            }


@pytest.fixture(scope="module")
def study(bench: Any) -> Any:
    """What the bench knows of the originals."""
    return bench.variants.Study(bench.variants.in_order(_rows()))


def test_every_word_of_a_variant_stands_where_it_stood(bench: Any, study: Any) -> None:
    """Only letters differ; so all that was said of spans of the original holds."""
    for one in bench.variants.make_variants(study, FEW):
        text, original = one.article.text, one.original.text

        assert len(original) == len(text)
        assert [c.isalpha() for c in original] == [c.isalpha() for c in text]
        assert [c.isupper() for c in original] == [c.isupper() for c in text]


def test_worlds_share_no_text_and_keep_their_own(bench: Any, study: Any) -> None:
    """Two reports that share a paragraph share it in each world, and with no report of another."""
    made = list(bench.variants.make_variants(study, FEW))
    scans = scan_words([one.article.text for one in made], [()] * len(made))
    prints = fingerprints([scan.codes for scan in scans], [content_words(scan) for scan in scans])
    worlds = np.repeat([one.world for one in made], [len(values) for values in prints])
    values = np.concatenate(prints)
    own = [set(values[worlds == world].tolist()) for world in sorted(set(worlds.tolist()))]

    assert len(own) > 1
    assert set() == own[0] & own[1]
    assert len(values[worlds == 1]) > len(own[0])


def test_the_first_variants_are_the_same_however_many_are_made(bench: Any, study: Any) -> None:
    """A larger collection is a smaller one with more articles."""
    few, many = (list(bench.variants.make_variants(study, count)) for count in (5, 60))

    assert few == many[:5]


@pytest.fixture(scope="module")
def points(bench: Any, study: Any, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Collections of few and of many variants, made, changed and measured."""
    keep = tmp_path_factory.mktemp("growth")
    bench.growth.read_alone(study.originals, keep)
    return [bench.growth.measure(study, count, keep) for count in (FEW, MANY)]


def test_no_stage_makes_more_than_a_line_allows(points: list[dict[str, Any]]) -> None:
    """Four times as many articles at one reuse rate make four times as many rows, keys, pairs and edges."""
    few, many = (point["work"] for point in points)
    grown = {name: count / few[name] for name, count in many.items() if few.get(name, 0) >= ENOUGH}

    assert {} == {name: times for name, times in grown.items() if times > BEYOND * MANY / FEW}
    assert len(grown) > 20


def test_all_stages_are_measured_and_shown(bench: Any, points: list[dict[str, Any]]) -> None:
    """Every stage that brings articles together has its time and its memory; the figures are shown and drawn."""
    found = json.loads(json.dumps({"read": {bench.growth.CHAIN: 500.0}, "points": points}))
    apart = [stage.name for stage in FLOW if stage not in bench.growth.READ]
    rows = "\n".join(bench.growth.table(found))

    assert ["articles", bench.growth.CHAIN, *apart] == list(points[0]["seconds"])
    assert all(name in rows for name in apart)
    assert all(peak > 0 for point in points for peak in point["peak_mb"].values())
    assert ["ten added", "one removed", "a hub removed"] == list(points[1]["changes"])
    assert bench.growth.picture(found).startswith("<svg ")
