"""The user's alias file: which names are one, from a table, from FollowTheMoney entities, or from Wikidata.

Its rows are evidence and no more: an alias never joins whom an article tells apart. A name that the file gives to
two of its entries tells nothing and is left out; a weak alias counts within one story only.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from sayso.errors import SettingsError
from sayso.resolve.actors.names import read_name
from sayso.settings import Settings

KINDS: Mapping[str, str] = {
    **dict.fromkeys(("person", "human"), "person"),
    **dict.fromkeys(
        (
            "organization",
            "organisation",
            "company",
            "publicbody",
            "legalentity",
            "body",
            "group",
            "government",
            "outlet",
        ),
        "body",
    ),
    **dict.fromkeys(("place", "country", "city"), "place"),
}
"""What the file may call a type, and the kind of name it is; another type, or none, fits every kind."""
_MORE = "see docs/why/actors.md for what an alias file holds"


class Row(NamedTuple):
    """One entry of the file: who or what it is (`key`), its kind ("" any), and its names."""

    key: str
    kind: str
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aliases:
    """Names by kind and compared form, each with the entry that it belongs to."""

    strong: Mapping[tuple[str, str], str] = field(default_factory=dict)
    weak: Mapping[tuple[str, str], str] = field(default_factory=dict)
    with_weak: frozenset[str] = frozenset()

    def of(self, key: str, *, kind: str) -> Iterator[tuple[str, str]]:
        """The entry of a name and how it has it: "alias", and "weak_alias" for what meets within a story only."""
        for asked in (kind, ""):
            entry = self.strong.get((asked, key))
            if entry is not None:
                yield entry, "alias"
                if entry in self.with_weak:
                    yield entry, "weak_alias"
                return
            entry = self.weak.get((asked, key))
            if entry is not None:
                yield entry, "weak_alias"
                return


def aliases_model(settings: Settings) -> str:
    """The model line of a stage that reads the alias file: its content's hash, so that a change makes it stale."""
    if not settings.resolve.aliases:
        return ""
    return f"aliases {sha256(_read(Path(settings.resolve.aliases))).hexdigest()[:16]}"


def load_aliases(settings: Settings) -> Aliases:
    """Read the alias file that the settings name, or none.

    Raises SettingsError naming the file and the line for what cannot be read.
    """
    if not settings.resolve.aliases:
        return Aliases()
    path = Path(settings.resolve.aliases)
    return _parse(str(path), _read(path))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(
            f"{path}: the alias file cannot be read ({error.strerror}); correct [resolve] aliases or leave it out"
        ) from error


@lru_cache(maxsize=1)
def _parse(path: str, content: bytes) -> Aliases:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SettingsError(f"{path}:{line}: the alias file is not UTF-8; save it as UTF-8") from error
    rows = _json_rows if path.endswith((".json", ".jsonl", ".ndjson")) else _csv_rows
    strong: dict[tuple[str, str], set[str]] = {}
    weak: dict[tuple[str, str], set[str]] = {}
    with_weak: set[str] = set()
    for row in rows(path, text):
        for names, table in ((row.names, strong), (row.weak, weak)):
            for name in names:
                key = read_name(name).key
                if key:
                    table.setdefault((row.kind, key), set()).add(row.key)
        if row.weak:
            with_weak.add(row.key)
    return Aliases(_single(strong), _single(weak), frozenset(with_weak))


def _single(table: Mapping[tuple[str, str], set[str]]) -> dict[tuple[str, str], str]:
    return {name: next(iter(entries)) for name, entries in table.items() if len(entries) == 1}


def _csv_rows(path: str, text: str) -> Iterator[Row]:
    lines = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        columns = set(lines.fieldnames or ())
        read: Callable[[Mapping[str, str]], Row]
        if {"name", "alias"} <= columns:
            read = _table_row
        elif "itemLabel" in columns and columns & {"altLabel", "itemAltLabel"}:
            read = _wikidata_line
        else:
            raise SettingsError(
                f"{path}:1: no columns name and alias, nor itemLabel and altLabel, but {sorted(columns)}; {_MORE}"
            )
        for values in lines:
            if None in values or None in values.values():
                raise SettingsError(f"{path}:{lines.line_num}: as many fields are needed as columns; {_MORE}")
            row = read(values)
            if not row.key:
                raise SettingsError(f"{path}:{lines.line_num}: the name is empty; {_MORE}")
            yield row
    except csv.Error as error:
        raise SettingsError(
            f"{path}:{lines.line_num + 1}: cannot be read as CSV ({error}); {_MORE}"
        ) from error


def _table_row(values: Mapping[str, str]) -> Row:
    kind = KINDS.get((values.get("type") or "").strip().casefold(), "")
    name = values["name"].strip()
    return Row(read_name(name).key, kind, (name, values["alias"].strip()))


def _wikidata_line(values: Mapping[str, str]) -> Row:
    # itemAltLabel is what the label service makes of all other labels: one field, with commas between them.
    others = values.get("itemAltLabel", "").split(",") if "itemAltLabel" in values else [values["altLabel"]]
    names = (values["itemLabel"].strip(), *(other.strip() for other in others))
    return Row((values.get("item") or names[0]).strip(), "", names)


def _json_rows(path: str, text: str) -> Iterator[Row]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except json.JSONDecodeError as error:
            raise SettingsError(
                f"{path}:{number}: not a JSON value ({error.msg}); give one object a line"
            ) from error
        try:
            row = _json_row(found)
        except (TypeError, KeyError, AttributeError, IndexError) as error:
            raise SettingsError(
                f"{path}:{number}: neither a FollowTheMoney entity nor a Wikidata item ({error!r}); {_MORE}"
            ) from error
        if not row.key or not any(row.names):
            raise SettingsError(f"{path}:{number}: no id or no name; {_MORE}")
        yield row


def _json_row(found: Any) -> Row:
    if "schema" in found:
        of: Mapping[str, Sequence[str]] = found["properties"]
        names = (*of.get("name", ()), *of.get("alias", ()))
        return Row(
            found["id"], KINDS.get(found["schema"].casefold(), ""), names, tuple(of.get("weakAlias", ()))
        )
    if "labels" in found:
        labels = [value["value"] for value in found["labels"].values()]
        others = [value["value"] for values in found.get("aliases", {}).values() for value in values]
        return Row(found["id"], "", (*labels, *others))
    return _wikidata_line({key: str(value) for key, value in found.items()})
