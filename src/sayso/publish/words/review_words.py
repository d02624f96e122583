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
RIGHT, WRONG = {"discrepancy": "is one"}, {"discrepancy": "is none", "attribution": "is said by nobody"}
"""What is said of a thing that is confirmed or rejected, where it is not right or wrong."""
FIELD_WORDS = {
    "speaker": "the speaker of",
    "speaks_for": "the body spoken for in",
    "span": "what is said at",
    "kind": "the kind of",
    "cue": "the words that tell of",
    "channel": "the channel of",
    "said_on": "the day of",
    "act": "the speech act of",
    "published": "the date of publishing of",
}
"""Fields as they stand before what they are of; the others by their names."""
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
    thing = _thing(review, named)
    if review.kind == "confirm":
        of_field = review.subject == "article"
        told = f"{_field(review)} {thing}" if of_field else thing
        value = f": {review.value or 'unknown'}" if of_field else ""
        return f"{told} {RIGHT.get(review.subject, 'is right')}{value}"
    if review.kind == "reject":
        return f"{thing} {WRONG.get(review.subject, 'is wrong')}"
    if review.kind == "note":
        return f"a note on {thing}"
    if review.kind == "original":
        return f"the original of {thing} is {_original(review, named)}"
    if review.subject == "time":
        return f"{thing} is {review.value}"
    if review.subject == "discrepancy":
        return f"{thing} is one of {review.value}"
    return f"{_field(review)} {thing} is {_new_value(review, named)}"


def _field(review: Review) -> str:
    return FIELD_WORDS.get(review.field, f"the {review.field} of")


def _thing(review: Review, named: Sequence[str]) -> str:
    if review.subject == "discrepancy" and len(named) > 1:
        return f"the difference between {named[0]} and {named[1]}"
    return f"the time {named[0]}" if review.subject == "time" else named[0]


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
    """Words on one line, without the quotation marks around them; the middle of many is left out."""
    line = one_line(words).strip('“”"')
    if len(line) <= LONGEST:
        return line
    head, tail = line[: LONGEST // 2].rpartition(" ")[0], line[-LONGEST // 2 :].partition(" ")[2]
    return f"{head or line[: LONGEST // 2]} … {tail or line[-LONGEST // 2 :]}"
