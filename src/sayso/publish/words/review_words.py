"""What a review says, in words."""

from collections.abc import Sequence

from sayso.publish.words.phrases import one_line, source_name
from sayso.records import Anchor, Article, Review

MERGES = {
    "same_actor": "are one actor",
    "different_actors": "are two actors",
    "same_story": "tell one story",
    "different_stories": "tell two stories",
}
THINGS = {
    "attribution": "what is said in",
    "time": "the time",
    "discrepancy": "the difference between",
    "article": "",
    "actor": "",
    "story": "",
}
RIGHT, WRONG = {"discrepancy": "one"}, {"discrepancy": "none"}
"""What is said of a thing that is confirmed or rejected, where it is not right or wrong."""
FIELD_WORDS = {
    "speaks_for": "whom the speaker speaks for",
    "span": "what is said",
    "said_on": "the day it was said",
    "act": "the speech act",
    "kind": "the kind",
}
"""Fields whose names do not speak for themselves."""
LONGEST = 90
"""Characters of a quotation that a sentence shows; what is longer is cut in the middle."""


def review_words(review: Review, places: Sequence[Article | None]) -> str:
    """What a review says, as one sentence; `places` are the articles of its anchors."""
    if review.undoes is not None:
        return f"review {review.undoes} is taken back"
    named = [anchor_words(anchor, at) for anchor, at in zip(review.anchors, places, strict=True)]
    if review.kind in MERGES:
        return f"{' and '.join(named)} {MERGES[review.kind]}"
    if review.kind == "add":
        return _added(review, named)
    thing = f"{THINGS[review.subject]} {named[0]}".strip()
    if review.subject == "discrepancy" and len(named) > 1:
        thing = f"{thing} and {named[1]}"
    if review.kind == "confirm":
        field = f"{review.field} of " if review.subject == "article" and review.field else ""
        value = f": {review.value or 'unknown'}" if field else ""
        return f"{field}{thing} is {RIGHT.get(review.subject, 'right')}{value}"
    if review.kind == "reject":
        return f"{thing} is {WRONG.get(review.subject, 'wrong')}"
    if review.kind == "note":
        return f"a note on {thing}"
    if review.kind == "original":
        return f"the original of {thing} is {_original(review, named)}"
    if review.subject == "time":
        return f"{thing} is {review.value}"
    if review.subject == "discrepancy":
        return f"{thing} is one of {review.value}"
    field = FIELD_WORDS.get(review.field, review.field)
    return f"{field} of {thing} is {_new_value(review, named)}"


def anchor_words(anchor: Anchor, article: Article | None) -> str:
    """The words that an anchor points at, with the article in which they stand; a whole article by its name alone."""
    where = source_name(article) if article is not None else f"article {anchor.article}"
    return f"“{_short(anchor.quote)}” ({where})" if anchor.quote else where


def _new_value(review: Review, named: Sequence[str]) -> str:
    if review.value is not None:
        return f"“{_short(review.value)}”"
    if len(named) > 1 and review.subject == "attribution":
        return named[1]
    return "unknown"


def _original(review: Review, named: Sequence[str]) -> str:
    words = named[1] if len(named) > 1 else f"“{_short(review.value or '')}”"
    language = f", in {review.language}" if review.language else ""
    translator = f", translated by {review.translator}" if review.translator else ""
    return f"{words}{language}{translator}"


def _added(review: Review, named: Sequence[str]) -> str:
    if review.subject == "time":
        return f"{named[0]} is the time {review.value}"
    if review.subject == "discrepancy":
        return f"{' and '.join(named)} differ in {review.field} ({review.value})"
    speaker = named[1] if len(named) > 1 else "somebody unknown"
    return f"{named[0]} is said by {speaker}"


def _short(words: str) -> str:
    line = one_line(words).strip('“”"')
    return (
        line
        if len(line) <= LONGEST
        else f"{line[: LONGEST // 2].rstrip()} … {line[-LONGEST // 2 :].lstrip()}"
    )
