"""What each field of a review may be changed to, and values brought into the one form that they are kept in."""

from collections.abc import Mapping
from typing import NamedTuple, get_args

from sayso.errors import SettingsError
from sayso.ingest.identity import canonical_url
from sayso.ingest.language import language_code
from sayso.records import AttributionKind, DifferenceKind, Slot, SpeechAct
from sayso.reviews.fields import ARTICLE_FIELDS, read_field
from sayso.reviews.intervals import read_interval


class Takes(NamedTuple):
    """What a field may be changed to: a value, words of the same article, and whether it may be unknown."""

    value: bool = True
    words: bool = False
    unknown: bool = False


FIELDS: Mapping[str, Mapping[str, Takes]] = {
    "attribution": {
        "speaker": Takes(words=True, unknown=True),
        "speaks_for": Takes(words=True, unknown=True),
        "span": Takes(value=False, words=True),
        "kind": Takes(),
        "cue": Takes(value=False, words=True, unknown=True),
        "channel": Takes(words=True, unknown=True),
        "said_on": Takes(unknown=True),
        "act": Takes(),
    },
    "time": {"value": Takes()},
    "discrepancy": {"kind": Takes()},
    "article": dict.fromkeys(ARTICLE_FIELDS, Takes(unknown=True)),
}
"""The fields that a review can change, by subject."""
KINDS: tuple[str, ...] = get_args(AttributionKind)
ACTS: tuple[str, ...] = get_args(SpeechAct)
DIFFERENCES: tuple[str, ...] = get_args(DifferenceKind)
SLOTS: tuple[str, ...] = get_args(Slot)


def channel_kinds() -> tuple[str, ...]:
    """The kinds of channel that there are."""
    from sayso.annotate.speaking.channels import KINDS as PATTERNS  # noqa: PLC0415 - seldom asked for

    return tuple(sorted({kind for kind, _ in PATTERNS}))


def choices() -> dict[str, dict[str, tuple[str, ...]]]:
    """The closed lists of values by subject and field: what a form offers."""
    from sayso.records import Completeness  # noqa: PLC0415 - beside its use

    return {
        "attribution": {"kind": KINDS, "act": ACTS, "channel": channel_kinds()},
        "discrepancy": {"kind": DIFFERENCES, "slot": SLOTS},
        "article": {"completeness": get_args(Completeness)},
    }


def check_value(subject: str, field: str, value: str) -> str | None:
    """A value in the form in which it is kept, None for an empty one; SettingsError says what may stand there.

    The field "add" is the kind of an attribution that is added, or of a discrepancy; "slot" is a discrepancy's.
    """
    value = value.strip()
    if not value:
        return None
    if subject == "article":
        return _article_value(field, value)
    closed = {
        ("attribution", "kind"): KINDS,
        ("attribution", "add"): KINDS,
        ("attribution", "act"): ACTS,
        ("attribution", "channel"): channel_kinds(),
        ("discrepancy", "kind"): DIFFERENCES,
        ("discrepancy", "add"): DIFFERENCES,
        ("discrepancy", "slot"): SLOTS,
    }.get((subject, field))
    if closed is not None:
        if value.casefold() not in closed:
            raise SettingsError(f"{field} {value!r} is not one of {', '.join(closed)}")
        return value.casefold()
    if subject == "time" or field == "said_on":
        return _interval(field, value)
    return " ".join(value.split())


def _interval(field: str, value: str) -> str:
    try:
        earliest, latest = read_interval(value)
    except ValueError as error:
        raise SettingsError(f"{field}: {error}") from None
    if field == "said_on" and (earliest != latest or "T" in earliest):
        raise SettingsError(f"said_on {value!r} is no single day; write 2031-05-07")
    return earliest if earliest == latest else f"{earliest}/{latest}"


def _article_value(field: str, value: str) -> str:
    if field == "language":
        code = language_code(value)
        if code is None:
            raise SettingsError(f"language {value!r} is none; write its code, as en or ar")
        return code
    if field == "url":
        url = canonical_url(value)
        if url is None:
            raise SettingsError(f"url {value!r} is no web address; write https://…")
        return url
    if field in {"published", "completeness"}:
        value = value.casefold() if field == "completeness" else value
        try:
            read_field(field, value)
        except ValueError as error:
            raise SettingsError(f"{field}: {error}") from None
    return (
        "; ".join(part.strip() for part in value.split(";") if part.strip()) if field == "authors" else value
    )
