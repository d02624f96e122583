"""The log of reviews for people, and as rows and values for programs."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

from rich.console import Console

from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, join, say
from sayso.publish.reviews.log import review_json
from sayso.publish.reviews.reviewing import ReviewLine, ReviewState
from sayso.publish.words.phrases import count_words, one_line, source_name
from sayso.records import Anchor, Article

COLUMNS = (
    "id", "kind", "state", "why", "by", "at", "note", "undoes",
    "a_article", "a_quote", "a_start", "a_end", "b_article", "b_quote", "b_start", "b_end",
)  # fmt: skip
SAID = {"same_actor": "one actor", "different_actors": "two actors"}
DAY = 10
"""Characters of a time that name its day."""


def sentence(line: ReviewLine) -> str:
    """What a review says, in words."""
    review = line.review
    if review.undoes is not None:
        return f"review {review.undoes} is taken back"
    a, b = (_named(anchor, at) for anchor, at in zip(review.anchors, line.places, strict=True))
    return f"{a} and {b} are {SAID[review.kind]}"


def print_reviews(console: Console, lines: Sequence[ReviewLine]) -> None:
    """Each review with who decided it when, and whether it is in force."""
    if not lines:
        say(console, "no reviews yet; `sayso review same WHO WHO` or `sayso review apart WHO WHO` makes one")
    for line in lines:
        review = line.review
        say(console, (sentence(line), STRONG))
        say(console, (join(review.id, f"by {review.by}", review.at[:DAY], line.state), QUIET), indent=2)
        if line.why:
            say(console, (line.why, CAUTION), indent=2)
        if review.note:
            say(console, one_line(review.note), indent=2)
    if lines:
        states = Counter(line.state for line in lines)
        counts = ", ".join(f"{states[state]} {state}" for state in get_args(ReviewState) if states[state])
        say(console, (f"{count_words(len(lines), 'review')}: {counts}", QUIET))


def review_values(line: ReviewLine) -> dict[str, Any]:
    """A review with its state, as JSON."""
    return review_json(line.review) | {"state": line.state, "why": line.why}


def review_cells(line: ReviewLine) -> tuple[Any, ...]:
    """A review as a row of `COLUMNS`."""
    review = line.review
    held = {"state": line.state, "why": line.why}
    return tuple(held[name] if name in held else getattr(review, name) for name in COLUMNS)


def _named(anchor: Anchor, article: Article | None) -> str:
    where = source_name(article) if article is not None else f"article {anchor.article}"
    return f"“{one_line(anchor.quote)}” ({where})"
