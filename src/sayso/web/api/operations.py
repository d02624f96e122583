"""What an operation of the interface is: its address, what may be asked with it, what it answers, and who answers.

The same declarations check a question (`check`), describe it (`openapi`) and explain it (`guide`), so that none of the
three can say otherwise than the others. Nothing here knows HTTP servers: the MCP server asks the same operations.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from urllib.parse import quote, urlencode

from sayso.publish.collection import Collection
from sayso.publish.export.schema_shapes import Schema
from sayso.publish.views.directory import Directory

Json = dict[str, Any]
Kind = Literal["text", "number", "flag", "choice", "day"]
MOST_TEXT = 300
"""Characters of a name, an id or some words that are searched."""
DAY = r"^\d{4}-\d{2}-\d{2}$"
ROOT = "/api/v1"


class Problem(Exception):  # noqa: N818 - as RFC 9457 calls it
    """An answer that says what is wrong with the question."""

    def __init__(self, status: int, title: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail, self.more = status, title, detail, more

    def json(self) -> Json:
        """Problem details (RFC 9457)."""
        return {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.more,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One thing that may be asked: a part of the address, or a value of the query."""

    name: str
    what: str
    kind: Kind = "text"
    in_path: bool = False
    required: bool = False
    default: str | int | bool | None = None
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 1_000_000_000

    def schema(self) -> Schema:
        """The values that it takes, as JSON Schema."""
        shapes: dict[Kind, Schema] = {
            "text": {"type": "string", "minLength": 1, "maxLength": MOST_TEXT},
            "number": {"type": "integer", "minimum": self.least, "maximum": self.most},
            "flag": {"type": "boolean"},
            "choice": {"type": "string", "enum": list(self.choices)},
            "day": {"type": "string", "format": "date", "pattern": DAY},
        }
        return shapes[self.kind] | ({} if self.default is None else {"default": self.default})

    def read(self, given: str) -> str | int | bool:
        """A value as it stands in an address; ValueError says what it may be."""
        if self.kind == "number":
            digits = given.removeprefix("-")
            value = int(given) if digits.isascii() and digits.isdecimal() and len(given) < 12 else None
            if value is None or not self.least <= value <= self.most:
                raise ValueError(f"a whole number from {self.least} to {self.most}")
            return value
        if self.kind == "flag":
            if given not in {"true", "false"}:
                raise ValueError("true or false")
            return given == "true"
        if self.kind == "choice" and given not in self.choices:
            raise ValueError(f"one of {', '.join(self.choices)}")
        if self.kind == "day" and not _is_day(given):
            raise ValueError("a day as 2031-05-07")
        if not 0 < len(given) <= MOST_TEXT:
            raise ValueError(f"a text of 1 to {MOST_TEXT} characters")
        return given


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, checked: `values` has every parameter that was given or has a default; `body` what was sent."""

    collection: Collection
    values: Mapping[str, Any]
    address: str = ROOT
    base: str = ""
    body: Json = field(default_factory=dict)

    @property
    def directory(self) -> Directory:
        """Who is in the collection and who speaks where, as it is now."""
        return self.collection.directory()

    def text(self, name: str) -> str:
        """A value that is a text; "" where it was not given."""
        return str(self.values.get(name) or "")

    def flag(self, name: str) -> bool:
        """Whether a switch is on."""
        return bool(self.values.get(name))

    def number(self, name: str) -> int:
        """A value that is a number and has a default."""
        return int(self.values[name])

    def part(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The rows that `offset` and `limit` name."""
        return rows[self.number("offset") : self.number("offset") + self.number("limit")]

    def next_link(self, count: int) -> str | None:
        """Where the list goes on; None at its end."""
        after = self.number("offset") + self.number("limit")
        if after >= count:
            return None
        kept = {name: _written(value) for name, value in sorted(self.values.items()) if value is not None}
        query = urlencode({**kept, "offset": after})
        return f"{quote(self.address)}?{query}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer: data that becomes JSON, or a `text` of a media type of its own."""

    data: Any = None
    status: int = 200
    text: str | None = None
    media: str = "application/json"
    lasting: bool = True
    """Whether it stays as it is until something is written: what tells the time does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One question that a program can ask. `answer` is the shape of what it gets, `body` of what it sends."""

    name: str
    address: str
    what: str
    group: str
    view: Callable[[Asked], Reply]
    answer: Schema
    parameters: tuple[Parameter, ...] = ()
    method: Literal["GET", "POST", "DELETE"] = "GET"
    body: Schema | None = None
    status: int = 200
    media: tuple[str, ...] = ("application/json",)
    problems: tuple[int, ...] = ()

    @property
    def path_names(self) -> tuple[str, ...]:
        """The parts of the address that are asked for."""
        return tuple(one.name for one in self.parameters if one.in_path)


def check(operation: Operation, path: Mapping[str, str], query: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The values of a question. Problem 422 when one is missing, unknown, given twice or out of its bounds."""
    wrong: list[Json] = []
    known = {one.name: one for one in operation.parameters}
    values: dict[str, Any] = {}
    for name, given in [*path.items(), *query]:
        parameter = known.get(name)
        if parameter is None or (name in path) is not parameter.in_path:
            names = ", ".join(one.name for one in operation.parameters if not one.in_path) or "none"
            wrong.append({"parameter": name, "detail": f"unknown here; there are {names}"})
        elif name in values:
            wrong.append({"parameter": name, "detail": "given more than once"})
        else:
            try:
                values[name] = parameter.read(given)
            except ValueError as error:
                wrong.append({"parameter": name, "detail": f"{given[:80]!r} is not {error}"})
    for one in operation.parameters:
        if one.name in values:
            continue
        if one.required and not any(entry["parameter"] == one.name for entry in wrong):
            wrong.append({"parameter": one.name, "detail": f"missing: {one.what}"})
        values[one.name] = one.default
    if wrong:
        told = "; ".join(f"{entry['parameter']}: {entry['detail']}" for entry in wrong)
        raise Problem(422, "Unprocessable parameters", told, errors=wrong)
    return values


def _is_day(given: str) -> bool:
    try:
        return date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
