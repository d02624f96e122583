"""Where a collection lies: in an SQLite file, or in a PostgreSQL database that a URL names."""

import re
from pathlib import Path

from sayso.errors import StoreError

MEMORY = ":memory:"

_URL = re.compile(r"(?i)^[a-z][a-z0-9+.-]*://")
_PASSWORD = re.compile(r"(?is)(?<=://)([^/@?#:]*):.*@|((?:^|[?&\s])(?:ssl)?password=)[^&\s]*")
"""Rather too much than too little: a password that is not written as a URL wants it may hold any sign."""


def is_url(place: Path | str) -> bool:
    """Whether this names a database by a URL; else it is a file."""
    return isinstance(place, str) and _URL.match(place) is not None


def shown(place: Path | str) -> str:
    """The place in words: never with a password."""
    if not is_url(place):
        return str(place)
    return _PASSWORD.sub(lambda found: f"{found[2]}…" if found[2] is not None else f"{found[1]}@", str(place))


def name_of(place: Path | str) -> str:
    """What a page calls the collection: the name of its file, or of its database."""
    if not is_url(place):
        return Path(place).name
    plain = shown(place)
    return plain.partition("://")[2].partition("?")[0].rpartition("/")[2] or plain


def is_there(place: Path | str) -> bool:
    """Whether there is such a file; of a database only opening it tells, so it is taken to be there."""
    return is_url(place) or Path(place).exists()


def check_there(place: Path | str) -> None:
    """A verb that only reads makes no collection. Raises StoreError when there is no such file."""
    if not is_there(place):
        raise StoreError(
            f"no collection at {place}; make one with `sayso add PATH`, or name another with --db"
        )
