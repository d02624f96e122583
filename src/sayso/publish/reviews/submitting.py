"""One way in for every review: a form of plain values, as the command line, the pages and the API fill it in.

    form_review(store, form, at=..., codes=...) -> Review      checked, not yet kept
    Collection.submit(form) -> Review                           kept, and what follows from it derived
    Collection.submit_all([form, ...]) -> [Review, ...]         the same for several, derived once

A form holds texts (a missing value and "" are the same; `tags` may be a list, or one text with commas):

| name | what it holds |
| --- | --- |
| action | confirm, reject, change, add, note, original, same, apart, undo |
| target | an id or the beginning of one (attribution, time, discrepancy, article; for undo a review), or ARTICLE:START-END |
| subject | attribution, time, discrepancy, article; for same and apart actor (the default) or story |
| other | the second place: ARTICLE:START-END, or START-END or words in the target's own article; the second name or article |
| field | what a change (or the confirmation of an article's field) is about: see `FIELDS` |
| value | to what: a name, a day, a kind ...; with neither `value` nor `other` it is to be unknown |
| language, translator | of an original |
| tags, note | codes of the user's own list, and why |
| by, at | who, and when (UTC; this moment when left out) |

Every mistake is a SaysoError that says what to do instead; nothing is kept then.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sayso.errors import SettingsError
from sayso.publish.reviews.codes import ANY_TAG, Codes
from sayso.publish.reviews.log import BROKEN, TIME
from sayso.publish.reviews.merging import actor_anchors, one_review, story_anchors
from sayso.publish.reviews.targets import Target, find_place, find_target, find_words
from sayso.publish.reviews.values import FIELDS, check_value
from sayso.records import Anchor, Review, ReviewKind
from sayso.reviews.fields import shown_field
from sayso.reviews.log import make_review, undo
from sayso.store.protocol import Store

Form = Mapping[str, Any]
NAMES = (
    "action", "target", "subject", "other", "field", "value", "language", "translator", "tags", "note", "by", "at",
)  # fmt: skip
SUBJECTS = ("attribution", "time", "discrepancy", "article", "actor", "story")
MOST: Mapping[str, int] = {"note": 20_000, "value": 20_000, "other": 20_000, "by": 200, "tags": 200}
MOST_ELSE = 4_000
"""Characters of each text of a form at most: the longest passage and a page of reasons, a name, a code."""
OFFSETS = re.compile(r"(?:.+:)?\d{1,12}-\d{1,12}")


class _Filled(NamedTuple):
    """A form with all its values as texts."""

    action: str
    target: str
    subject: str
    other: str
    field: str
    value: str
    language: str
    translator: str
    note: str
    by: str
    at: str
    tags: tuple[str, ...]


def form_review(store: Store, form: Form, *, at: str | None = None, codes: Codes | None = None) -> Review:
    """The review that a form makes in a collection, checked but not yet kept; a SaysoError says what is wrong.

    `at` is the time when the form gives none (this moment by default); `codes` are the tags that may be used.
    """
    given = _filled(form, at or now(), codes or ANY_TAG)
    make = ACTIONS.get(given.action)
    if make is None:
        raise SettingsError(f"no action {given.action!r}; there are {', '.join(ACTIONS)}")
    if given.action != "undo" and not given.target:
        raise SettingsError(f"{given.action} needs a target: an id, or ARTICLE:START-END")
    return make(store, given)


def now() -> str:
    """The time of a review, in the one form that the log has."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _filled(form: Form, at: str, codes: Codes) -> _Filled:
    unknown = sorted(str(name) for name in form if name not in NAMES)
    if unknown:
        raise SettingsError(f"a review has no {', '.join(unknown)}; it has {', '.join(NAMES)}")
    texts: dict[str, str] = {}
    for name in NAMES:
        value = form.get(name)
        if name == "tags" or value is None:
            value = ""
        if not isinstance(value, str):
            raise SettingsError(f"{name}={value!r} is no text; write it in quotation marks")
        texts[name] = _sound(name, value if name == "note" else value.strip())
    if not texts["by"]:
        raise SettingsError("a review needs the name of who says so; give it with --by, or as `by`")
    texts["at"] = texts["at"] or at
    if not TIME.fullmatch(texts["at"]):
        raise SettingsError(f"{texts['at']!r} is no time of a review; write 2031-05-07T10:00:00.000000Z")
    if texts["subject"] and texts["subject"] not in (*SUBJECTS, "utterance"):
        raise SettingsError(f"no subject {texts['subject']!r}; there are {', '.join(SUBJECTS)}")
    del texts["tags"]
    return _Filled(**texts, tags=codes.checked(_tags(form.get("tags"))))


def _tags(given: Any) -> tuple[str, ...]:
    parts = given.split(",") if isinstance(given, str) else given or ()
    if not isinstance(parts, Sequence) or not all(isinstance(part, str) for part in parts):
        raise SettingsError(f"tags={given!r} is no list of codes; write them with commas between")
    return tuple(dict.fromkeys(_sound("tags", part.strip()) for part in parts if part.strip()))


def _sound(name: str, text: str) -> str:
    """A text that can be kept in any store and written into any file; SettingsError when it cannot."""
    most = MOST.get(name, MOST_ELSE)
    if len(text) > most:
        raise SettingsError(f"{name} has {len(text):,} characters; {most:,} are the most")
    if broken := BROKEN.search(text):
        raise SettingsError(f"{name} holds {broken[0]!r}, which is no character of a text; leave it out")
    return text


def _made(kind: ReviewKind, target: Target, given: _Filled, **more: Any) -> Review:
    known = {"b": target.b, "field": target.slot} | more
    return make_review(
        kind,
        target.a,
        by=given.by,
        at=given.at,
        note=given.note,
        subject=target.subject,
        tags=given.tags,
        **known,
    )


def _confirm(store: Store, given: _Filled) -> Review:
    target = find_target(store, given.target, given.subject)
    if target.subject != "article":
        return _made("confirm", target, given)
    _check_field("article", given.field)
    article = store.article(target.a.article)
    value = given.value or (shown_field(article, given.field) or "")
    return _made(
        "confirm", target, given, field=given.field, value=check_value("article", given.field, value)
    )


def _reject(store: Store, given: _Filled) -> Review:
    target = find_target(store, given.target, given.subject)
    if target.subject == "article":
        raise SettingsError(
            "an article cannot be rejected; change a field of it, note on it, or take it out with `sayso remove`"
        )
    return _made("reject", target, given)


def _note(store: Store, given: _Filled) -> Review:
    if not given.note.strip() and not given.tags:
        raise SettingsError("a note needs words or tags; give --note or --tag")
    return _made("note", find_target(store, given.target, given.subject), given)


def _change(store: Store, given: _Filled) -> Review:
    target = find_target(store, given.target, given.subject)
    field = given.field or {"time": "value", "discrepancy": "kind"}.get(target.subject, "")
    _check_field(target.subject, field)
    value = check_value(target.subject, field, given.value)
    if target.subject in {"discrepancy", "time"}:
        # which discrepancy of two places it is, its slot tells; a time has but one value
        return _made("change", target, given, value=value)
    other = _second(store, given, target) if given.other else None
    _check_second(target.subject, field, value, other)
    return _made("change", target, given, field=field, value=value, b=other)


def _check_field(subject: str, field: str) -> None:
    if field not in FIELDS.get(subject, ()):
        what = f"no field {field!r}" if field else "no field is named"
        raise SettingsError(f"{what}; of {subject}s there are {', '.join(FIELDS.get(subject, ()))}")


def _check_second(subject: str, field: str, value: str | None, other: Anchor | None) -> None:
    """What is to be put in place: a value or words, and of some fields only one of the two."""
    takes = FIELDS[subject][field]
    if value is not None and other is not None:
        raise SettingsError(f"{field} is given both as a value and as words; give one of them")
    if other is not None and not takes.words:
        raise SettingsError(f"{field} is given as a value, not as words of the article")
    if value is not None and not takes.value:
        raise SettingsError(f"{field} is given as a place in the article: START-END")
    if value is None and other is None and not takes.unknown:
        raise SettingsError(f"{field} cannot be unknown; say what it is to be")


def _second(store: Store, given: _Filled, target: Target) -> Anchor:
    """The second place; of a change it lies in the target's own article."""
    if OFFSETS.fullmatch(given.other):
        found = find_place(store, given.other, article=target.a.article)
    else:
        found = find_words(store.article(target.a.article), given.other, near=target.a.start)
    if found.article != target.a.article:
        raise SettingsError(
            "the words that say so must stand in the same article; name a place in it, or a value"
        )
    return found


def _add(store: Store, given: _Filled) -> Review:
    subject = given.subject or "attribution"
    if subject not in {"attribution", "time", "discrepancy"}:
        raise SettingsError(f"no {subject} can be added; attribution, time and discrepancy can")
    a = find_place(store, given.target)
    value = check_value(subject, "add", given.value)
    if subject == "attribution":
        target = Target("attribution", a)
        other = _second(store, given, target) if given.other else None
        return _made("add", target, given, b=other, value=value)
    if subject == "time":
        if value is None:
            raise SettingsError("a time needs its day: --value 2031-05-07, or 2031-05-07/2031-05-09")
        return _made("add", Target("time", a), given, value=value)
    if not given.other:
        raise SettingsError("a discrepancy needs two places: ARTICLE:START-END twice")
    b = find_place(store, given.other, article=a.article)
    if b.article == a.article and b.start < a.end and a.start < b.end:
        raise SettingsError(
            "the two places of a discrepancy overlap; select what one says, and what the other says"
        )
    field = given.field or "wording"
    check_value("discrepancy", "slot", field)
    return _made("add", Target("discrepancy", a), given, b=b, field=field, value=value or "contradiction")


def _original(store: Store, given: _Filled) -> Review:
    target = find_target(store, given.target, given.subject or "attribution")
    if target.subject != "attribution":
        raise SettingsError(
            "only what somebody said has an original in another language; name an attribution"
        )
    if bool(given.other) == bool(given.value):
        raise SettingsError(
            "an original is words of another article (ARTICLE:START-END), or the words themselves as a value"
        )
    b = find_place(store, given.other) if given.other else None
    if b is not None and b.article == target.a.article and (b.start, b.end) == (target.a.start, target.a.end):
        raise SettingsError("these are the same words; point at the original")
    language = check_value("article", "language", given.language)
    if b is not None and not language:
        language = store.article(b.article).language
    return _made(
        "original",
        target,
        given,
        b=b,
        value=given.value or None,
        language=language or "",
        translator=given.translator,
    )


def _joined(kinds: Mapping[str, ReviewKind]) -> Callable[[Store, _Filled], Review]:
    def make(store: Store, given: _Filled) -> Review:
        subject = given.subject or "actor"
        if subject not in kinds:
            raise SettingsError(f"{subject}s are not joined or kept apart; actors and stories are")
        if not given.other:
            raise SettingsError(f"{given.action} needs two: a target and an other")
        find = actor_anchors if subject == "actor" else story_anchors
        a, b = find(store, given.target, given.other)
        return make_review(
            kinds[subject],
            a,
            b,
            by=given.by,
            at=given.at,
            note=given.note,
            subject="actor" if subject == "actor" else "story",
            tags=given.tags,
        )

    return make


def _undo(store: Store, given: _Filled) -> Review:
    return undo(one_review(store, given.target), by=given.by, at=given.at, note=given.note)


ACTIONS: Mapping[str, Callable[[Store, _Filled], Review]] = {
    "confirm": _confirm,
    "reject": _reject,
    "change": _change,
    "add": _add,
    "note": _note,
    "original": _original,
    "same": _joined({"actor": "same_actor", "story": "same_story"}),
    "apart": _joined({"actor": "different_actors", "story": "different_stories"}),
    "undo": _undo,
}
"""What a form can ask for, and what makes the review of it."""
