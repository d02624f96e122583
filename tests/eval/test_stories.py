"""The measure of stories: what it counts, and that a fold has no say in what is chosen for it."""

from collections.abc import Callable
from types import ModuleType

import pytest

Measure = Callable[[str], ModuleType]
GOLD = {"a": "flood", "b": "flood", "c": "flood", "d": "opera", "e": "opera"}


def test_a_perfect_grouping_scores_a_hundred(measure_of: Measure) -> None:
    one = measure_of("stories").tally(GOLD, GOLD, GOLD)

    assert pytest.approx(100.0) == one.pairwise() == one.b_cubed()


def test_articles_each_alone_find_no_pair(measure_of: Measure) -> None:
    """B-cubed: all that they hold is right, of what they should hold (3 + 2 articles) a share is there."""
    one = measure_of("stories").tally(GOLD, {name: name for name in GOLD}, GOLD)

    assert 0.0 == one.pairwise()
    assert pytest.approx(100 * 2 * 0.4 / 1.4) == one.b_cubed()


def test_figures_are_those_worked_out_by_hand(measure_of: Measure) -> None:
    """Two stories, {a, b} and {c, d, e}: of 4 pairs made 2 are right, of 4 real ones 2 are found."""
    found = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2}
    one = measure_of("stories").tally(GOLD, found, GOLD)

    assert pytest.approx(50.0) == one.pairwise()
    inside = (1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5
    kept = (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5
    assert pytest.approx(100 * 2 * inside * kept / (inside + kept)) == one.b_cubed()


def test_a_wrong_merge_with_another_fold_counts(measure_of: Measure) -> None:
    """And not where a fold is scored by itself."""
    stories = measure_of("stories")
    found = dict.fromkeys(GOLD, 1)

    assert stories.tally(GOLD, found, ["d", "e"]).pairwise() < 50
    assert pytest.approx(100.0) == stories._within(GOLD, found, ["d", "e"]).pairwise()


def test_folds_add_up_to_the_whole(measure_of: Measure) -> None:
    stories = measure_of("stories")
    found = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2}
    parts = [stories.tally(GOLD, found, names) for names in (["a", "b"], ["c"], ["d", "e"])]
    whole = parts[0].plus(parts[1]).plus(parts[2])

    assert pytest.approx(stories.tally(GOLD, found, GOLD)) == whole


def test_events_stay_whole_in_a_fold(measure_of: Measure) -> None:
    stories = measure_of("stories")
    folds = [stories.fold(GOLD, number) for number in range(stories.FOLDS)]

    assert sorted(GOLD) == sorted(name for names in folds for name in names)
    for names in folds:
        assert set(names) == {name for name in GOLD if GOLD[name] in {GOLD[one] for one in names}}


def test_what_is_chosen_for_a_fold_is_not_chosen_on_it(measure_of: Measure) -> None:
    """Of two choices the one is right for one fold alone, the other for all the others."""
    stories = measure_of("stories")
    gold = {f"{event}{n}": event for event in map(str, range(20)) for n in range(3)}
    scored = set(stories.fold(gold, 0))
    mine = {name: gold[name] if name in scored else name for name in gold}
    theirs = {name: name if name in scored else gold[name] for name in gold}
    assert scored

    choice, _ = stories.chosen({(1, 1, 1): mine, (2, 2, 2): theirs}, gold, 0)

    assert (2, 2, 2) == choice
