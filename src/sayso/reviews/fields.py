"""Fields of an article as people stated them: which of what they said is followed, and the article that comes of it.

What an article was read with stays kept beside it; this says what stands over that. A function of the article as it
was read and of the set of its reviews, so an undo gives back exactly what was read.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, get_args

from sayso.records import Article, Completeness, Effect, Review
from sayso.reviews.intervals import read_interval
from sayso.reviews.log import by_time, in_force

ARTICLE_FIELDS = ("outlet", "title", "url", "authors", "language", "published", "completeness")
"""What a review may change of an article. Its text is what was decoded, and its identity what it was added under; when it was
last changed (`updated`) is what its source says of a version, and no date of publishing."""
HELD_IN: Mapping[str, tuple[str, ...]] = {
    **{name: (name,) for name in ARTICLE_FIELDS},
    "published": ("published_earliest", "published_latest", "published_basis", "published_doubt"),
    "completeness": ("completeness", "completeness_reason"),
}
"""The fields of `Article` in which each of them lies."""
READ_FIELDS = tuple(
    item.name for item in fields(Article) if any(item.name in held for held in HELD_IN.values())
)
"""All of those, in the order of `Article`: what is kept beside a reviewed article as it was read."""
WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
"""How an address begins that a browser may be sent to: a log of reviews can come from anybody."""
BY_REVIEW = "set by a reviewer"
"""Why an article counts as whole or as a part, when a person said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldReview:
    """What one review comes to for a field of an article; `over` names the review that is followed instead."""

    review: Review
    effect: Effect
    why: str = ""
    over: str = ""


def read_field(name: str, value: str | None) -> dict[str, Any]:
    """What a stated value changes in an article's fields, None meaning unknown; ValueError says what is wrong."""
    if name not in ARTICLE_FIELDS:
        raise ValueError(f"an article has no field {name!r} to change; there are {', '.join(ARTICLE_FIELDS)}")
    if name == "published":
        earliest, latest = (None, None) if value is None else read_interval(value)
        return {
            "published_earliest": earliest,
            "published_latest": latest,
            "published_basis": "unknown" if value is None else "reviewed",
            "published_doubt": "",
        }
    if name == "completeness":
        known = get_args(Completeness)
        if (value or "unknown") not in known:
            raise ValueError(f"completeness {value!r} is not one of {', '.join(known)}")
        return {
            "completeness": value or "unknown",
            "completeness_reason": BY_REVIEW if value and value != "unknown" else "",
        }
    if name == "url" and value is not None and not WEB.match(value.strip()):
        raise ValueError(f"url {value!r} is no web address; write https://…")
    if name == "authors":
        return {"authors": tuple(part.strip() for part in (value or "").split(";") if part.strip())}
    return {name: value.strip() or None if value is not None else None}


def shown_field(article: Article, name: str) -> str | None:
    """The value of a field as a review states it; None when it is unknown."""
    if name == "published":
        earliest, latest = article.published_earliest, article.published_latest
        if earliest is None or latest is None or earliest == latest:
            return earliest or latest
        return f"{earliest}/{latest}"
    if name == "authors":
        return "; ".join(article.authors) or None
    value: str | None = getattr(article, name)
    return None if name == "completeness" and value == "unknown" else value or None


def is_of_fields(review: Review) -> bool:
    """Whether a review is about a field of an article, or takes back one that may be."""
    return review.subject == "article" and review.kind in {"change", "confirm", "undo"}


def settle_fields(article: str, reviews: Iterable[Review]) -> list[FieldReview]:
    """What each review in force of an article's fields comes to, by field and then the oldest first.

    To confirm a field is to state the value that it had. Of what one person said of a field the latest counts; where
    people differ the latest is followed, and what else they said is overridden by it.
    """
    said: dict[str, list[Review]] = {}
    for review in by_time(in_force(reviews)):
        if is_of_fields(review) and review.a_article == article:
            said.setdefault(review.field, []).append(review)
    return [made for name in sorted(said) for made in _settle(name, said[name])]


def _settle(name: str, reviews: list[Review]) -> list[FieldReview]:
    wrong: dict[str, str] = {}
    values: dict[str, dict[str, Any]] = {}
    for review in reviews:
        try:
            values[review.id] = read_field(name, review.value)
        except ValueError as error:
            wrong[review.id] = str(error)
    sound = [review for review in reviews if review.id in values]
    latest = {review.by: review.id for review in sound}
    followed = sound[-1] if sound else None
    made: list[FieldReview] = []
    for review in reviews:
        if followed is None or review.id in wrong:
            made.append(FieldReview(review=review, effect="refused", why=wrong[review.id]))
        elif latest[review.by] != review.id:
            why = f"{review.by} said something else of it later"
            made.append(FieldReview(review=review, effect="overridden", why=why, over=latest[review.by]))
        elif values[review.id] != values[followed.id]:
            why = f"{followed.by} says otherwise, and later"
            made.append(FieldReview(review=review, effect="overridden", why=why, over=followed.id))
        else:
            made.append(FieldReview(review=review, effect="followed"))
    return made


def with_reviews(article: Article, reviews: Iterable[Review]) -> Article:
    """An article as it was read, with what people stated of its fields over it."""
    changes: dict[str, Any] = {}
    for one in settle_fields(article.id, reviews):
        if one.effect == "followed":
            changes |= read_field(one.review.field, one.review.value)
    return replace(article, **changes) if changes else article
