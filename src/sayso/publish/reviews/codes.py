"""The user's own list of codes for tags: a CSV with the columns code, label, description."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sayso.errors import SettingsError

COLUMNS = ("code", "label", "description")


class Code(NamedTuple):
    """One code: as it is kept, as it is shown, and what it is for."""

    code: str
    label: str
    description: str


class Codes(NamedTuple):
    """The list of codes; an empty one allows every tag."""

    rows: tuple[Code, ...]

    def label(self, code: str) -> str:
        """How a tag is shown: by its label, else as it is kept."""
        return next((row.label for row in self.rows if row.code == code and row.label), code)

    def checked(self, tags: Iterable[str]) -> tuple[str, ...]:
        """The tags as the list writes them, whatever their case; SettingsError for one that it does not hold."""
        given = tuple(tags)
        if not self.rows:
            return given
        known = {row.code.casefold(): row.code for row in self.rows}
        strange = [tag for tag in given if tag.casefold() not in known]
        if strange:
            raise SettingsError(
                f"{', '.join(strange)}: not in the list of codes (publish.codes); there are {', '.join(known.values())}"
            )
        return tuple(dict.fromkeys(known[tag.casefold()] for tag in given))


ANY_TAG = Codes(())
"""No list: every tag is good."""


def read_codes(path: str | Path) -> Codes:
    """The codes of a CSV file, none when the path is empty; SettingsError when it cannot be read."""
    if not str(path):
        return Codes(())
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no UTF-8"
        raise SettingsError(f"publish.codes: {path} cannot be read ({why}); name a CSV of codes") from error
    rows = list(csv.reader(io.StringIO(text, newline="")))
    header = [name.strip().casefold() for name in rows[0]] if rows else []
    if "code" not in header:
        raise SettingsError(f"publish.codes: {path} has no column 'code'; begin it with {','.join(COLUMNS)}")
    found: dict[str, Code] = {}
    for number, cells in enumerate(rows[1:], start=2):
        known = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        code = Code(*(known.get(name, "") for name in COLUMNS))
        if not any(known.values()):
            continue
        if not code.code or "," in code.code or code.code.casefold() in found:
            raise SettingsError(
                f"publish.codes: {path}:{number}: code {code.code!r} is empty, there twice, or has a comma in it"
            )
        found[code.code.casefold()] = code
    return Codes(tuple(found.values()))
