"""Tests of how the gate judges confidence: precision as less sure attributions are taken in."""

from collections.abc import Callable, Sequence
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from sayso.ids import make_id, text_hash
from sayso.records import Article, Attribution
from sayso.spans import Span
from sayso.stage import Bundle

TEXT = "one two three four five six seven eight nine ten"
Found = tuple[str, int]
"""A content in words, and its confidence."""


def _span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


class _Unit:
    """An attribution as sets of characters."""

    def __init__(self, row: dict[str, Any], _text: str) -> None:
        self.content = frozenset(at for span in row["content"] for at in range(span["start"], span["end"]))
        self.source: frozenset[int] = frozenset()


def _match(gold: Sequence[Any], units: Sequence[Any], weight: Any) -> list[tuple[int, int]]:
    """One to one, in order."""
    pairs: list[tuple[int, int]] = []
    for i, label in enumerate(gold):
        free = [j for j in range(len(units)) if j not in {other for _, other in pairs}]
        pairs += [(i, j) for j in free if weight(label, units[j]) is not None][:1]
    return pairs


SCORER = SimpleNamespace(
    tokenise=lambda _text: (),
    Unit=_Unit,
    match=_match,
    jaccard=lambda a, b: len(a & b) / len(a | b) if a | b else 1.0,
)


def _bundle(*found: Found, nested: Sequence[Found] = ()) -> Bundle:
    digest = text_hash(TEXT)
    article = Article(id=digest, revision=digest, text=TEXT, text_sha256=digest, language="en")
    rows = tuple(
        Attribution(
            id=make_id("Attribution", words),
            article=digest,
            kind="indirect",
            content=(_span(words),),
            cue=None,
            source=None,
            nested_in="outer" if (words, confidence) in nested else None,
            confidence=confidence,
            reasons=(),
        )
        for words, confidence in (*found, *nested)
    )
    return Bundle(article, {Attribution: rows})


def _row(*labels: str) -> dict[str, Any]:
    content = [[{"start": _span(words).start, "end": _span(words).end}] for words in labels]
    return {"text": TEXT, "attributions": [{"content": spans} for spans in content]}


@pytest.fixture
def curve(measure_of: Callable[[str], ModuleType]) -> Any:
    """The function."""
    return measure_of("attribution").curve


def test_precision_is_taken_among_the_surest_of_all_articles(curve: Any) -> None:
    """Four found in two articles: right, false, right, false, from the surest on."""
    found = curve(
        SCORER,
        [_row("one two", "three"), _row("four", "five")],
        [_bundle(("one two", 900), ("nine", 800)), _bundle(("ten", 100), ("four", 700))],
    )

    assert 50.0 == found["precision of the surest 40 %"]
    assert pytest.approx(200 / 3) == found["precision of the surest 70 %"]
    assert pytest.approx((100 + 200 / 3) / 4) == found["area under precision and recall"]


def test_confidence_that_orders_better_has_the_larger_area(curve: Any) -> None:
    """Of the same attributions."""
    rows = [_row("one", "two", "three")]
    good, bad = (
        curve(SCORER, rows, [_bundle(*zip(("one", "two", "three", "nine"), sure, strict=True))])
        for sure in ((900, 800, 700, 600), (600, 700, 800, 900))
    )

    assert 100.0 == good["area under precision and recall"]
    assert good["area under precision and recall"] > bad["area under precision and recall"]


def test_what_lies_in_another_is_not_judged(curve: Any) -> None:
    """The labels are flat."""
    found = curve(SCORER, [_row("one")], [_bundle(("one", 500), nested=[("nine", 900)])])

    assert [100.0] * 3 == list(found.values())


def test_where_nothing_is_found_all_figures_are_nought(curve: Any) -> None:
    assert [0.0] * 3 == list(curve(SCORER, [_row("one")], [_bundle()]).values())
    assert [0.0] * 3 == list(curve(SCORER, [], []).values())


def test_everything_found_is_right_at_every_share(curve: Any) -> None:
    """And the area is the recall."""
    found = curve(SCORER, [_row("one", "two")], [_bundle(("one", 10))])

    assert [100.0, 100.0, 50.0] == list(found.values())
