"""IPTC ninjs, News in JSON: 1.x with a field for each role, 2.x and 3.x with lists of values that name theirs."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.errors import InputError
from sayso.ingest.fields import is_markup
from sayso.ingest.reading import Draft
from sayso.ingest.wires.items import Outlet, PassedOver, WireItem, draft_of_item, no_words
from sayso.ingest.wires.markup import html_text
from sayso.records import USABLE

MEDIA_TYPE = "application/json"
OWN = frozenset(
    {"versioncreated", "firstcreated", "firstpublished", "contentcreated", "copyrightholder", "copyrightnotice",
     "usageterms", "ednote", "representationtype", "infosources", "body_text", "body_xhtml", "body_html", "body_nitf",
     "description_text", "description_xhtml", "description_html", "embargoed", "rightsinfo", "associations"}
)  # fmt: skip
"""Field names that ninjs has as no other kind of article does: two of them beside an id tell it."""
STATUSES = frozenset({"usable", "withheld", "canceled"})
LISTS = ("headlines", "bodies", "descriptions")
TEXTS = frozenset({"text", "composite", ""})
"""Types that may hold a text; a composite without one is a package."""
OTHER_ROLES = frozenset(
    {"caption", "summary", "teaser", "abstract", "short", "social", "push", "sms", "title"}
)
"""Roles of bodies that are not the text itself."""
DEEPEST = 3
"""Packages within packages that are looked into."""


def is_ninjs(record: object) -> bool:
    """Whether a JSON object is a ninjs item: it has an id and says what it is in words that ninjs alone has."""
    if not isinstance(record, Mapping) or not isinstance(record.get("uri") or record.get("guid"), str):
        return False
    standard = record.get("standard")
    if isinstance(standard, Mapping) and str(standard.get("name", "")).casefold() == "ninjs":
        return True
    marks = sum(name in record for name in OWN)
    marks += sum(_values(record.get(name)) != [] for name in LISTS)
    marks += 2 * (str(record.get("pubstatus")) in STATUSES)
    return marks >= 2


def ninjs_drafts(
    record: Mapping[str, Any],
    *,
    path: str | None,
    line: int | None,
    raw: bytes,
    notes: tuple[str, ...],
    passed: PassedOver,
) -> Iterator[Draft | InputError]:
    """The drafts of an item and of the items within it; what is no text is counted in `passed`."""
    yield from _drafts(record, path=path, line=line, raw=raw, notes=notes, passed=passed, depth=0)


def _drafts(
    record: Mapping[str, Any], *, path: str | None, line: int | None, raw: bytes, notes: tuple[str, ...],
    passed: PassedOver, depth: int,
) -> Iterator[Draft | InputError]:  # fmt: skip
    kind = str(record.get("type") or "").casefold()
    item = _item(record, notes)
    if kind not in TEXTS or (kind == "composite" and not item.text and not item.withdrawn):
        passed.note(kind)
    elif not item.text.strip() and not item.withdrawn:
        yield no_words(item, where=None, path=path or "", line=line)
    else:
        yield draft_of_item(item, path=path, line=line, media_type=MEDIA_TYPE, raw=raw)
    if depth == DEEPEST:
        return
    for inner in _inside(record.get("associations")):
        if is_ninjs(inner) and (
            _item(inner, ()).text or str(inner.get("type") or "").casefold() not in TEXTS
        ):
            data = json.dumps(inner, ensure_ascii=False).encode("utf-8", "surrogatepass")
            yield from _drafts(
                inner, path=path, line=line, raw=data, notes=(), passed=passed, depth=depth + 1
            )


def _inside(associations: object) -> list[Any]:
    if isinstance(associations, Mapping):
        return list(associations.values())
    return associations if isinstance(associations, list) else []


def _item(record: Mapping[str, Any], notes: tuple[str, ...]) -> WireItem:
    text, whole = _text(record)
    first = _first_of(record, "firstpublished", "firstcreated")
    version = _first_of(record, "versioncreated")
    return WireItem(
        uri=_words(record.get("uri")) or _words(record.get("guid")),
        text=text,
        whole=whole,
        title=_plain(_words(record.get("headline")) or _of_role(record.get("headlines"), "main")),
        outlet=_outlet(record),
        authors=tuple(dict.fromkeys(_people(record.get("bylines")) or _people(record.get("authors")))),
        byline=_plain(_words(record.get("byline")) or _words(record.get("by"))),
        language=_words(record.get("language")),
        first=first,
        version=version,
        is_first=str(record.get("version") or "1") == "1",
        pubstatus=_words(record.get("pubstatus")) or USABLE,
        embargoed=_words(record.get("embargoed")),
        ed_notes=tuple(note for note in (_plain(_words(record.get("ednote"))),) if note),
        usage_terms=tuple(_terms(record)),
        notes=notes,
    )


def _text(record: Mapping[str, Any]) -> tuple[str, bool]:
    """The text, and whether it is that: where there is none the description that came with it."""
    for names, is_body in (("body_", True), ("description_", False)):
        listed = record.get("bodies" if is_body else "descriptions")
        choices = [
            *((_words(record.get(names + form)), form) for form in ("text", "xhtml", "html", "nitf")),
            *_by_form(listed, bodies=is_body),
            *((_words(record.get(name)), name[len(names) :]) for name in sorted(map(str, record)) if name.startswith(names)),
        ]  # fmt: skip
        for words, form in choices:
            if words and (text := _unmarked(words, form)).strip():
                return text, is_body
    return "", False


def _by_form(listed: object, *, bodies: bool) -> list[tuple[str | None, str]]:
    """The values of a list: plain ones first, those that are another's summary never."""
    found = [
        (_words(one.get("value")), str(one.get("contenttype") or "").casefold())
        for one in _values(listed)
        if not bodies or str(one.get("role") or "").casefold() not in OTHER_ROLES
    ]
    return sorted(found, key=lambda one: one[1] not in {"", "text/plain"})


def _unmarked(words: str, form: str) -> str:
    """A text without its markup, where its form says that it has any or it plainly does."""
    if form in {"", "text", "text/plain"} and not is_markup(words):
        return words
    return html_text(words)


def _values(listed: object) -> list[Mapping[str, Any]]:
    if not isinstance(listed, list):
        return []
    return [one for one in listed if isinstance(one, Mapping) and isinstance(one.get("value"), str)]


def _of_role(listed: object, role: str) -> str | None:
    """The value of a role; else the first one."""
    values = _values(listed)
    chosen = [one for one in values if str(one.get("role") or role).casefold() == role]
    return next((words for one in (*chosen, *values) if (words := _words(one.get("value")))), None)


def _outlet(record: Mapping[str, Any]) -> Outlet:
    """Its provider; else whose copyright it is, or where its information came from."""
    provider = _name(record.get("provider")) or _name(record.get("source"))
    if provider:
        return Outlet(provider)
    ways = (
        (_name(record.get("copyrightholder")), "its copyright holder"),
        (_name(record.get("infosources")), "the source of its information"),
    )
    return next((Outlet(name, how) for name, how in ways if name), Outlet(None))


def _name(value: object) -> str | None:
    if isinstance(value, list):
        return next((name for one in value if (name := _name(one))), None)
    if isinstance(value, Mapping):
        return _words(value.get("name")) or _words(value.get("literal")) or _words(value.get("value"))
    return _words(value)


def _people(listed: object) -> list[str]:
    if not isinstance(listed, list):
        return []
    return [
        name
        for one in listed
        if (name := _name(one) or (isinstance(one, Mapping) and _words(one.get("by"))) or None)
    ]


def _terms(record: Mapping[str, Any]) -> Iterator[str]:
    rights = record.get("rightsinfo")
    values = (record.get("usageterms"), rights.get("usageterms") if isinstance(rights, Mapping) else None)
    for value in values:
        for one in value if isinstance(value, list) else [value]:
            words = _plain(_name(one))
            if words:
                yield words


def _first_of(record: Mapping[str, Any], *names: str) -> tuple[str, str] | None:
    return next(((words, name) for name in names if (words := _words(record.get(name)))), None)


def _plain(words: str | None) -> str | None:
    return html_text(words).replace("\n", " ") if words and is_markup(words) else words


def _words(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
