"""Reviews: the log, one of it, a new one, and the undoing of one."""

from typing import get_args

from sayso.errors import NotFound, SettingsError
from sayso.publish.export.annotated import Json
from sayso.publish.export.schema_shapes import Schema, ref, shape
from sayso.publish.reviews.log import review_json
from sayso.publish.reviews.reviewing import ReviewLine, review_lines
from sayso.publish.reviews.submitting import ACTIONS, NAMES, SUBJECTS
from sayso.records import Review, ReviewKind, ReviewSubject
from sayso.web.api.choosing import listing
from sayso.web.api.operations import ROOT, Asked, Operation, Parameter, Problem, Reply
from sayso.web.api.parameters import LIST, part
from sayso.web.api.shapes import listed

GROUP = "Reviews"
MOST_NOTE = 10_000
"""Characters of a text that is sent: a long note, a long quotation."""
AT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$"
WORDS = r"[^\s]"
"""Not white space alone."""
BY = Parameter(name="by", what="who said so")
KIND = Parameter(name="kind", kind="choice", choices=tuple(get_args(ReviewKind)), what="what was decided")
SUBJECT = Parameter(name="subject", kind="choice", choices=tuple(get_args(ReviewSubject)), what="of what")


def reviews(asked: Asked) -> Reply:
    """The log, the oldest first."""
    by, kind, subject = map(asked.text, ("by", "kind", "subject"))
    found = [
        line
        for line in review_lines(asked.collection.store)
        if by in ("", line.review.by)
        and kind in ("", line.review.kind)
        and subject in ("", line.review.subject)
    ]
    return listing(asked, [_line(line) for line in asked.part(found)], len(found))


def review(asked: Asked) -> Reply:
    """One review of the log."""
    return Reply(data=_one(asked, asked.text("review")))


def submit(asked: Asked) -> Reply:
    """Keep a review, and derive what follows from it."""
    return _kept(asked, asked.body)


def undo(asked: Asked) -> Reply:
    """Take a review back: the log keeps both."""
    name = _one(asked, asked.text("review"))["id"]
    return Reply(data=_kept(asked, {**asked.body, "action": "undo", "target": name}).data)


def _kept(asked: Asked, form: Json) -> Reply:
    try:
        made: Review = asked.collection.submit(form)
    except SettingsError as error:
        raise Problem(422, "No review", str(error)) from error
    return Reply(data=_one(asked, made.id), status=201)


def _one(asked: Asked, name: str) -> Json:
    found = [
        line
        for line in review_lines(asked.collection.store)
        if line.review.id == name or (len(name) >= 6 and line.review.id.startswith(name.lower()))
    ]
    if len(found) != 1:
        raise NotFound(f"{len(found) or 'no'} reviews have the id {name!r}; the list of reviews has all")
    return _line(found[0])


def _line(line: ReviewLine) -> Json:
    return review_json(line.review) | {"state": line.state, "why": line.why}


def _text(what: str) -> Schema:
    return {"type": "string", "maxLength": MOST_NOTE, "description": what}


FORM: Schema = shape(
    action={"enum": list(ACTIONS), "description": "what to do"},
    target=_text("an id or the beginning of one (of an undo a review's), or ARTICLE:START-END in code points")
    | {"minLength": 1, "pattern": WORDS},
    by=_text("who says so") | {"minLength": 1, "maxLength": 200, "pattern": WORDS},
) | {"additionalProperties": False}
FORM["properties"] |= {
    "subject": {"enum": list(SUBJECTS)},
    "other": _text("the second place, name or article"),
    "field": _text("what a change is about: speaker, span, said_on, outlet …"),
    "value": _text("to what; with neither value nor other it is to be unknown"),
    "language": _text("of an original"),
    "translator": _text("of an original"),
    "tags": {"type": "array", "items": _text("a code of the user's own list"), "maxItems": 50},
    "note": _text("why"),
    "at": _text("when, in UTC as 2031-05-07T10:00:00.000000Z; this moment when left out") | {"pattern": AT},
}
UNDO: Schema = shape(by=_text("who takes it back") | {"minLength": 1, "maxLength": 200, "pattern": WORDS}) | {
    "additionalProperties": False
}
UNDO["properties"] |= {"note": _text("why"), "at": FORM["properties"]["at"]}
assert set(NAMES) == set(FORM["properties"])

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="list_reviews",
        address=f"{ROOT}/reviews",
        group=GROUP,
        what="The log of reviews, the oldest first, each with what it amounts to now",
        view=reviews,
        parameters=(BY, KIND, SUBJECT, *LIST),
        answer=listed("kept_review"),
    ),
    Operation(
        name="get_review",
        address=f"{ROOT}/reviews/{{review}}",
        group=GROUP,
        what="One review",
        view=review,
        parameters=(part("review", "a review's id or the beginning of one"),),
        answer=ref("kept_review"),
        problems=(404,),
    ),
    Operation(
        name="submit_review",
        address=f"{ROOT}/reviews",
        method="POST",
        group=GROUP,
        what="Confirm, reject, change or add something; what follows from it is derived before the answer comes",
        view=submit,
        body=FORM,
        answer=ref("kept_review"),
        status=201,
        problems=(400, 403, 404, 413, 415),
    ),
    Operation(
        name="undo_review",
        address=f"{ROOT}/reviews/{{review}}",
        method="DELETE",
        group=GROUP,
        what="Take a review back; the log keeps it, and the undo, which can be taken back itself",
        view=undo,
        parameters=(part("review", "a review's id or the beginning of one"),),
        body=UNDO,
        answer=ref("kept_review"),
        problems=(400, 403, 404, 413, 415),
    ),
)
"""What can be asked and done at the review desk."""
