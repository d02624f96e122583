"""The log of reviews for people, and as rows and values for programs."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

from rich.console import Console

from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, join, say
from sayso.publish.reviews.codes import ANY_TAG, Codes
from sayso.publish.reviews.log import review_json
from sayso.publish.reviews.reviewing import ReviewLine, ReviewState
from sayso.publish.words.phrases import count_words, one_line
from sayso.publish.words.review_words import review_words

COLUMNS = (
    "id", "kind", "state", "why", "by", "at", "note", "undoes",
    "a_article", "a_quote", "a_start", "a_end", "b_article", "b_quote", "b_start", "b_end",
    "subject", "field", "value", "tags", "language", "translator",
)  # fmt: skip
DAY = 10
"""Characters of a time that name its day."""


def sentence(line: ReviewLine) -> str:
    """What a review says, in words."""
    return review_words(line.review, line.places)


def print_reviews(
    console: Console, lines: Sequence[ReviewLine], codes: Codes = ANY_TAG, *, left_out: int = 0
) -> None:
    """Each review with who decided it when, and whether it is in force; `left_out` are those not asked for."""
    if not lines and not left_out:
        say(console, "no reviews yet; `sayso review --help` shows how to make one")
    for line in lines:
        review = line.review
        say(console, (sentence(line), STRONG))
        say(console, (join(review.id, f"by {review.by}", review.at[:DAY], line.state), QUIET), indent=2)
        if line.why:
            say(console, (line.why, CAUTION), indent=2)
        if review.tags:
            say(console, (join(*map(codes.label, review.tags)), QUIET), indent=2)
        if review.note:
            say(console, one_line(review.note), indent=2)
    if left_out:
        say(console, (f"{count_words(left_out, 'review')} left out", QUIET))
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
    held = {"state": line.state, "why": line.why, "tags": ", ".join(review.tags)}
    return tuple(held[name] if name in held else getattr(review, name) for name in COLUMNS)
