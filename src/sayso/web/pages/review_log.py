"""Reviews: the log of all that people decided, each with what it amounts to now, and how to take it back."""

from typing import Any, get_args

from sayso.publish.export.line_answers import cited_json
from sayso.publish.reviews.log import review_json
from sayso.publish.reviews.reviewing import ReviewLine, ReviewState
from sayso.publish.words.phrases import one_line, shorten
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask
from sayso.web.paging import paged

Json = dict[str, Any]
MOST_WORDS = 160
"""Characters of the reviewed words that one entry shows; the link leads to all of them."""


def view(ask: Ask) -> Answer:
    """The log, the latest first: all of it, or by state, subject, reviewer, tag or words."""
    lines = ask.collection.reviews()
    state = ask.one_of("state", get_args(ReviewState))
    chosen = [line for line in lines if _fits(ask, line) and state in {"", line.state}]
    shown, paging = paged(ask, chosen[::-1])
    data = {
        "reviews": [_entry(line) for line in shown],
        "paging": paging,
        "counts": {name: sum(line.state == name for line in lines) for name in get_args(ReviewState)},
    }
    extra = {
        "states": get_args(ReviewState),
        "reviewers": sorted({line.review.by for line in lines}),
        "subjects": sorted({line.review.subject for line in lines}),
        "tags": sorted({tag for line in lines for tag in line.review.tags}),
        "label": ask.collection.codes().label,
    }
    return Answer(template="reviews.html", title="Reviews", nav="reviews", data=data, extra=extra)


def _fits(ask: Ask, line: ReviewLine) -> bool:
    review = line.review
    words = ask.text("q").casefold()
    said = " ".join((review.a_quote, review.b_quote, review.note, review.value or "")).casefold()
    return (
        ask.text("by") in {"", review.by}
        and ask.text("subject") in {"", review.subject}
        and (not ask.text("tag") or ask.text("tag") in review.tags)
        and words in said
    )


def _entry(line: ReviewLine) -> Json:
    review = line.review
    places = []
    for anchor, article in zip(review.anchors, line.places, strict=True):
        words = shorten(one_line(anchor.quote), most=MOST_WORDS)
        link = None
        if article is not None:
            link = f"/article/{article.id}" + (f"?at={anchor.start}-{anchor.end}#at" if anchor.quote else "")
        places.append(
            {"words": words, "article": cited_json(article) if article is not None else None, "link": link}
        )
    return review_json(review) | {
        "state": line.state,
        "why": line.why,
        "over": list(line.over),
        "places": places,
        "words": DONE.get(review.kind, review.kind.replace("_", " ")),
    }


DONE = {
    "same_actor": "one actor",
    "different_actors": "two actors",
    "same_story": "one story",
    "different_stories": "two stories",
    "confirm": "confirmed",
    "reject": "rejected",
    "change": "changed",
    "add": "added",
    "note": "noted",
    "original": "linked to its original",
    "undo": "took a review back",
}
"""What was done, in words."""

REVIEWS = Page(address="/reviews", name="reviews", view=view)
