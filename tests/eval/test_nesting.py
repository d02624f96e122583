"""Tests of the measure of attributions within attributions, on two invented articles."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sayso.ids import make_id, text_hash
from sayso.records import Article, Attribution
from sayso.spans import Span
from sayso.stage import Bundle

FIRST = "Ames said the guild said the bridge is closed and Whitlow denied the owners paid."
SECOND = "Brand said it was reported that the mill burned."

Said = tuple[str | None, str]
"""A source and a content, in words."""


def _place(text: str, words: str) -> list[int]:
    return [text.index(words), text.index(words) + len(words)]


def _bundle(text: str, *found: tuple[Said, bool]) -> Bundle:
    """An article with attributions that lie within another, or do not."""
    digest = text_hash(text)
    article = Article(id=digest, revision=digest, text=text, text_sha256=digest, language="en")
    rows = tuple(
        Attribution(
            id=make_id("Attribution", index),
            article=digest,
            kind="indirect",
            content=(Span(*_place(text, content)),),
            cue=None,
            source=Span(*_place(text, source)) if source else None,
            nested_in="outer" if nested else None,
            confidence=900,
            reasons=(),
        )
        for index, ((source, content), nested) in enumerate(found)
    )
    return Bundle(article, {Attribution: rows})


def _labels(text: str, *said: tuple[Said, int | None]) -> dict[str, Any]:
    return {
        "attributions": [
            {
                "source": _place(text, source) if source else None,
                "content": [_place(text, content)],
                "nested_in": around,
            }
            for (source, content), around in said
        ]
    }


@pytest.fixture
def figures(measure_of: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """`figures((labels, bundle), ...)` gives the measures of some labelled articles."""
    nesting = measure_of("nesting")

    def figures(*articles: tuple[dict[str, Any], Bundle]) -> Any:
        def read(*_: object) -> Iterator[tuple[dict[str, Any], Bundle]]:
            return iter(articles)

        monkeypatch.setattr(nesting, "read", read)
        return nesting.figures(Path(), Path())

    return figures


def _two_articles() -> list[tuple[dict[str, Any], Bundle]]:
    guild, whitlow = ("the guild", "the bridge is closed"), ("Whitlow", "the owners paid")
    outer = ("Ames", "the guild said the bridge is closed and Whitlow denied the owners paid")
    mill = (None, "that the mill burned")
    return [
        (
            _labels(FIRST, (outer, None), (guild, 0), (whitlow, 0)),
            _bundle(
                FIRST,
                (outer, False),
                (("the guild", "bridge is closed"), True),
                (("the bridge", "the owners paid"), True),
            ),
        ),
        (
            _labels(SECOND, (("Brand", "it was reported that the mill burned"), None), (mill, 0)),
            _bundle(SECOND, (mill, True), (("the mill", "burned"), True)),
        ),
    ]


def test_right_is_what_shares_half_of_its_content_and_of_its_source(figures: Any) -> None:
    """Of three labelled within others two are found, and of four found two are labelled."""
    found = figures(*_two_articles())

    assert {"labelled": 3.0, "precision": 50.0, "recall": pytest.approx(66.7, abs=0.1)} == {
        name: found[name] for name in ("labelled", "precision", "recall")
    }
    assert pytest.approx(57.1, abs=0.1) == found["F1"]


def test_what_lies_in_no_other_counts_neither_for_nor_against(figures: Any) -> None:
    """Not as found, not as labelled, and not as right for one that lies within."""
    said = ("the guild", "the bridge is closed")
    found = figures((_labels(FIRST, (said, 0)), _bundle(FIRST, (said, False), (("Ames", "Whitlow"), False))))

    assert {"labelled": 1.0, "precision": 0.0, "recall": 0.0, "F1": 0.0} == found


def test_no_source_is_right_only_where_none_is_labelled(figures: Any) -> None:
    """Nor is one right that is invented."""
    nobody, somebody = (None, "that the mill burned"), ("Brand", "that the mill burned")
    right = figures((_labels(SECOND, (nobody, 0)), _bundle(SECOND, (nobody, True))))
    invented = figures((_labels(SECOND, (nobody, 0)), _bundle(SECOND, (somebody, True))))
    missing = figures((_labels(SECOND, (somebody, 0)), _bundle(SECOND, (nobody, True))))

    assert [100.0, 0.0, 0.0] == [found["F1"] for found in (right, invented, missing)]


def test_found_where_nothing_is_labelled_is_false(figures: Any) -> None:
    """An article without labels of this kind costs precision."""
    first, second = _two_articles()
    found = figures(first, second, (_labels(SECOND), second[1]))

    assert (3.0, pytest.approx(33.3, abs=0.1)) == (found["labelled"], found["precision"])


def test_where_there_is_nothing_the_figures_are_nought(figures: Any) -> None:
    assert {"labelled": 0.0, "precision": 0.0, "recall": 0.0, "F1": 0.0} == figures(
        (_labels(FIRST), _bundle(FIRST))
    )
