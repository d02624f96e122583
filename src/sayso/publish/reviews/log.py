"""The log of reviews as lines of JSON: it travels between collections, and merges to the same in either order.

A line holds a review with everything that its id is made of, so that an edited line is found out. Article ids do not
depend on the collection, so a log applies wherever the same articles are.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from sayso.errors import InputError
from sayso.records import Anchor, Review, ReviewKind, ReviewSubject
from sayso.reviews.log import make_review

TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z")
"""UTC to the microsecond and always in this form: times are compared as text."""
BROKEN = re.compile(r"[\x00\ud800-\udfff]")
"""What is in no text: half of a pair of UTF-16, and the end of a text in C. No store and no file could keep it."""
MOST_PLACE = 10**12
"""Above the offset of any character of any article."""
FIELDS: Mapping[str, type] = {"kind": str, "by": str, "at": str, "note": str}
LATER: Mapping[str, type] = {"subject": str, "field": str, "language": str, "translator": str}
"""Fields that lines from before there were reviews of all things do not have."""
PLACE: Mapping[str, type] = {name: int if name in ("start", "end") else str for name in Anchor._fields}
WHOLE = frozenset({"article", "story"})
"""Subjects whose anchors are whole articles: without words."""


def review_json(review: Review) -> dict[str, Any]:
    """A review as JSON, with its two anchors as objects."""
    return {
        "id": review.id,
        "kind": review.kind,
        "a": review.a._asdict(),
        "b": review.b._asdict() if review.b else None,
        "by": review.by,
        "at": review.at,
        "note": review.note,
        "undoes": review.undoes,
        "subject": review.subject,
        "field": review.field,
        "value": review.value,
        "tags": list(review.tags),
        "language": review.language,
        "translator": review.translator,
    }


def export_reviews(reviews: Iterable[Review]) -> Iterator[str]:
    """A line a review, the oldest first."""
    for review in reviews:
        yield json.dumps(review_json(review), ensure_ascii=False, allow_nan=False) + "\n"


def import_reviews(path: Path, known: Iterable[Review]) -> Iterator[Review | InputError]:
    """The reviews of a file, and for each line that is none an error that says why.

    `known` are those that are there already: an undo must point where the review points that it takes back.
    InputError when the file itself cannot be read.
    """
    rows: dict[str, Review] = {}
    undos: dict[str, Review] = {}
    for review in known:
        _keep(review, rows, undos)
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # a note may hold other line ends
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no UTF-8"
        raise InputError(
            f"the file cannot be read ({why})",
            fix="name a file that `sayso review export` wrote",
            path=str(path),
        ) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            review = _review(line)
            _check_undo(review, rows, undos)
        except ValueError as error:
            yield InputError(str(error), fix="correct the line or leave it out", path=str(path), line=number)
            continue
        _keep(review, rows, undos)
        yield review


def _keep(review: Review, rows: dict[str, Review], undos: dict[str, Review]) -> None:
    rows[review.id] = review
    if review.undoes is not None:
        undos[review.undoes] = review


def _review(line: str) -> Review:
    """A line as a review; ValueError says what is wrong with it."""
    try:
        given = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("this is no JSON") from None
    if not isinstance(given, dict):
        raise ValueError("this is no JSON object")  # noqa: TRY004 - as all that is wrong with a line
    _check(given, FIELDS, "")
    kinds = get_args(ReviewKind)
    if given["kind"] not in kinds:
        raise ValueError(f"kind {given['kind']!r} is not known here; there are {', '.join(kinds)}")
    if not TIME.fullmatch(given["at"]):
        raise ValueError(f"at {given['at']!r} is no time as 2031-05-07T10:00:00.000000Z")
    undoes = given.get("undoes")
    if (given["kind"] == "undo") != isinstance(undoes, str):
        raise ValueError("undoes names a review where kind is undo, and is null elsewhere")
    later = {name: given.get(name, "actor" if name == "subject" else "") for name in LATER}
    _check(later, LATER, "")
    subjects = get_args(ReviewSubject)
    if later["subject"] not in subjects:
        raise ValueError(f"subject {later['subject']!r} is not known here; there are {', '.join(subjects)}")
    value, tags = given.get("value"), given.get("tags", [])
    if not (value is None or isinstance(value, str)):
        raise ValueError("value is neither a text nor null")
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise ValueError("tags is no list of texts")
    for name, text in [("value", value or ""), *(("tags", tag) for tag in tags)]:
        _check_text(text, name)
    a = _anchor(given.get("a"), "a", whole=later["subject"] in WHOLE)
    b = None
    if given.get("b") is not None or later["subject"] in {"actor", "story"}:
        b = _anchor(given.get("b"), "b", whole=later["subject"] in WHOLE)
    review = make_review(
        given["kind"],
        a,
        b,
        by=given["by"],
        at=given["at"],
        note=given["note"],
        undoes=undoes,
        value=value,
        tags=tuple(tags),
        **later,
    )
    if review.id != given.get("id"):
        raise ValueError(f"the line is not what its id {given.get('id')!r} was made of; it was changed")
    return review


def _anchor(given: Any, side: str, *, whole: bool) -> Anchor:
    if not isinstance(given, dict):
        raise ValueError(f"{side} is missing, or is no object")  # noqa: TRY004 - same
    _check(given, PLACE, f"{side}.")
    if not given["article"]:
        raise ValueError(f"{side} names no article")
    bare = not given["quote"] and given["start"] == given["end"] == 0
    if not (whole and bare) and not (given["quote"].strip() and 0 <= given["start"] < given["end"]):
        raise ValueError(f"{side} points at no words")
    return Anchor(**{name: given[name] for name in Anchor._fields})


def _check(given: Mapping[str, Any], fields: Mapping[str, type], where: str) -> None:
    for name, kind in fields.items():
        value = given.get(name)
        if type(value) is not kind:
            raise ValueError(f"{where}{name} is missing, or is no {'number' if kind is int else 'text'}")
        if isinstance(value, int) and not 0 <= value < MOST_PLACE:
            raise ValueError(f"{where}{name} is no place in a text")
        if isinstance(value, str):
            _check_text(value, where + name)


def _check_text(text: str, name: str) -> None:
    if broken := BROKEN.search(text):
        raise ValueError(f"{name} holds {broken[0]!r}, which is no character of a text")


def _check_undo(review: Review, rows: Mapping[str, Review], undos: Mapping[str, Review]) -> None:
    """An undo that points elsewhere would take back for one article what it leaves for another."""
    for other in (rows.get(review.undoes or ""), undos.get(review.id)):
        if other is not None and (other.subject, other.anchors) != (review.subject, review.anchors):
            raise ValueError(f"it points elsewhere than the review {other.id} that it belongs to")
