"""The user's own table of outlets: owner and country with the source of that, shown beside a name and never scored.

A CSV file with a header line: outlet, owner, country, citation, in any order; more columns are ignored. Sayso adds
nothing to it and concludes nothing from it.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from sayso.errors import SettingsError
from sayso.words.outlets import full_names, same_outlet

COLUMNS = ("outlet", "owner", "country", "citation")
_MORE = "see docs/why/origins.md for what the table holds"


class OutletFacts(NamedTuple):
    """What the user says of an outlet, and where that is from; "" where the table says nothing."""

    outlet: str
    owner: str
    country: str
    citation: str

    def shown(self) -> str:
        """In one line, as "owned by Vint Press, Vesland (register 2031)"; "" when there is nothing to show."""
        said = ", ".join(
            [*([f"owned by {self.owner}"] if self.owner else []), *([self.country] if self.country else [])]
        )
        return f"{said} ({self.citation})" if said else ""


class OutletTable:
    """The lines of the table, found by any name of an outlet."""

    def __init__(self, lines: Iterable[OutletFacts] = ()) -> None:
        """A table of these lines; without any it states nothing of anybody."""
        self._lines = tuple(lines)

    def __iter__(self) -> Iterator[OutletFacts]:
        """The lines in the order of the file."""
        return iter(self._lines)

    def of(self, outlet: str | None) -> OutletFacts | None:
        """The line of an outlet; None when the table has none for it, or several."""
        if not outlet:
            return None
        exact = [line for line in self._lines if line.outlet == outlet]
        found = exact or [line for line in self._lines if same_outlet(line.outlet, outlet)]
        return found[0] if len(found) == 1 else None

    def words(self, outlet: str | None) -> str:
        """What the table states of an outlet, in one line; "" when that is nothing."""
        known = self.of(outlet)
        return known.shown() if known else ""


def read_outlet_table(path: str | Path) -> OutletTable:
    """Read the table that `[publish] outlets` names; an empty path is an empty table.

    Raises SettingsError, with the line, for a file that cannot be read, a missing column, an outlet without a name
    or named twice, and an owner or country without a citation.
    """
    if not str(path):
        return OutletTable()
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path}: the table of outlets cannot be read ({error}); correct [publish] outlets, or leave it out"
        ) from error
    return OutletTable(_lines(text.splitlines(), str(path)))


def _lines(rows: list[str], path: str) -> list[OutletFacts]:
    try:
        reader = csv.DictReader(rows, strict=True)
        heads = {(name or "").strip().casefold(): name for name in reader.fieldnames or ()}
        missing = [column for column in COLUMNS if column not in heads]
        if missing:
            raise SettingsError(
                f"{path}: no column {', '.join(missing)}; its first line has to name {', '.join(COLUMNS)}"
            )
        found: list[OutletFacts] = []
        for row in reader:
            line = OutletFacts(*(" ".join((row[heads[column]] or "").split()) for column in COLUMNS))
            if any(line):
                _check(line, found, f"{path}:{reader.line_num}")
                found.append(line)
    except csv.Error as error:
        raise SettingsError(f"{path}:{reader.line_num + 1}: is not CSV ({error}); {_MORE}") from error
    return found


def _check(line: OutletFacts, before: list[OutletFacts], where: str) -> None:
    if not line.outlet:
        raise SettingsError(f"{where}: no outlet in this line; name one, or remove the line")
    if (line.owner or line.country) and not line.citation:
        raise SettingsError(
            f"{where}: '{line.outlet}' has no citation; say where its owner and country are from ({_MORE})"
        )
    twice = next(
        (other for other in before if other.outlet == line.outlet or _one(other.outlet, line.outlet)), None
    )
    if twice is not None:
        raise SettingsError(
            f"{where}: '{line.outlet}' is '{twice.outlet}', which has a line already; keep one of them"
        )


def _one(one: str, two: str) -> bool:
    """Whether two names are written forms of one name (initials may be those of two outlets)."""
    return bool(full_names(one) & full_names(two))
