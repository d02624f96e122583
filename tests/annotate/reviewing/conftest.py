"""A fixture for reviews of what one article says: an invented text, read by the real stages, with a log of reviews."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import pytest

from sayso.records import Anchor, Attribution, Review, Speaker
from sayso.reviews.anchors import make_anchor
from sayso.reviews.log import make_review
from sayso.spans import Span
from sayso.stage import Bundle

TEXT = (
    "HARLOW — The old bridge over the Lode will close in June, engineer Ada Roe told reporters on Monday.\n\n"
    "“The piers are cracked,” Roe said. “We found it in May.”\n\n"
    "Mayor Jan Stroud said that the town has no money for a new one. "
    "He accused the county of neglect.\n\n"
    "“Nobody asked us,” he said."
)
"""Two people speak; the second one is "he" twice."""


class Log:
    """Reviews of one text, each a minute after the one before; words stand for places."""

    def __init__(self, article: str, text: str) -> None:
        self.article, self.text = article, text
        self._minutes = count()

    def anchor(self, words: str) -> Anchor:
        """The first place of some words."""
        start = self.text.index(words)
        return make_anchor(self.article, self.text, Span(start, start + len(words)))

    def __call__(
        self, kind: Any, words: str, other: str | None = None, *, by: str = "Nora", **fields: Any
    ) -> Review:
        """A review of an attribution by the words of its content."""
        b = self.anchor(other) if other is not None else None
        at = f"2031-05-01T10:{next(self._minutes):02}:00.000000Z"
        return make_review(kind, self.anchor(words), b, by=by, at=at, **{"subject": "attribution", **fields})


@pytest.fixture
def text() -> str:
    """The text above."""
    return TEXT


@pytest.fixture
def log_of(annotated: Any) -> Callable[[str], Log]:
    """`log_of(text)("reject", "words of the text")` makes a review, a minute after the one before."""
    return lambda text: Log(annotated.article(text).id, text)


@pytest.fixture
def log(log_of: Callable[[str], Log]) -> Log:
    """The log of the text above."""
    return log_of(TEXT)


@pytest.fixture
def pieces() -> Callable[[Bundle, Attribution], str]:
    """The words of a content, its pieces divided by a bar."""
    return words


@pytest.fixture
def said(annotated: Any) -> Callable[[Sequence[Review]], list[tuple[str, str]]]:
    """`said(reviews)`: who says what in the text above, as (speaker, words), in reading order."""

    def said(reviews: Sequence[Review] = ()) -> list[tuple[str, str]]:
        return who_says_what(annotated(TEXT, upto="details", reviews=reviews))

    return said


def who_says_what(bundle: Bundle) -> list[tuple[str, str]]:
    """Speaker and words of each attribution."""
    speakers = {speaker.attribution: speaker for speaker in bundle[Speaker]}
    return [(speakers[row.id].name, words(bundle, row)) for row in bundle[Attribution]]


def words(bundle: Bundle, row: Attribution) -> str:
    """The words of a content, its pieces divided by a bar."""
    return " | ".join(bundle.article.text[start:end] for start, end in row.content)
