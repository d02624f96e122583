"""A copy of an SQLite collection in one state of it, while others read and write: whole, looked through, or not there."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import sqlalchemy as sa

from sayso.errors import StoreError
from sayso.store.answers import Copied
from sayso.store.database import Database
from sayso.store.dialects import sqlite

PAGES = 2_000
"""Pages copied at a time, 8 MB: a person sees it go on, and Ctrl-C is heard at once."""

LOCKS = ("run_lock", "watch_lock")
"""Tables that say who is at work on the original."""


def backup(db: Database, target: Path, tell: Callable[[int, int], None] | None) -> Copied:
    """Copy the collection to a file that is not there yet; see `Store.backup`."""
    _check_target(target)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with db.reads() as conn:
            # the first question fixes the state that is copied, whatever others write meanwhile
            expected = _counts(conn)
            _copy(conn, part, tell)
        _check_copy(part, expected)
        _put_in_place(part, target)
    except (sqlite3.Error, OSError) as error:
        known = sqlite.explain(error, target)
        raise known or StoreError(f"{target} cannot be written ({error}); name another place") from error
    finally:
        for left in (part, part.with_name(f"{part.name}-journal")):
            left.unlink(missing_ok=True)
    return Copied(articles=expected["articles"], rows=sum(expected.values()), size=target.stat().st_size)


def _check_target(target: Path) -> None:
    if target.exists() or target.is_symlink():
        raise StoreError(
            f"{target} is there already and is not written over; name a new file, or move it away"
        )
    if not target.parent.is_dir():
        raise StoreError(f"{target}: there is no folder {target.parent}; make it first, or name another")


def _counts(conn: sa.Connection) -> dict[str, int]:
    """How many rows each table has, but for those that the full-text index keeps for itself."""
    listed = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    names = sorted(row[0] for row in conn.exec_driver_sql(listed))
    counted = (conn.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar() for name in names)  # noqa: S608 - its own
    return {name: int(many or 0) for name, many in zip(names, counted, strict=True)}


def _copy(conn: sa.Connection, part: Path, tell: Callable[[int, int], None] | None) -> None:
    source = conn.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)

    def show(_: int, remaining: int, total: int) -> None:
        if tell is not None:
            tell(total - remaining, total)

    with closing(sqlite3.connect(part, isolation_level=None)) as copy:
        source.backup(copy, pages=PAGES, progress=show, sleep=0)
        # one file and nothing beside it; and who works on the original does not hold the copy
        copy.execute("PRAGMA journal_mode = DELETE")
        for lock in LOCKS:
            copy.execute(f"DELETE FROM {lock}")  # noqa: S608 - ours


def _check_copy(part: Path, expected: dict[str, int]) -> None:
    """Read the copy through: StoreError when it is not what was to be copied."""
    engine = sa.create_engine("sqlite://", creator=lambda: sqlite3.connect(part))
    try:
        with engine.connect() as conn:
            damage = sqlite.check_file(conn)
            counts = _counts(conn)
    finally:
        engine.dispose()
    differing = sorted(
        name
        for name in expected.keys() | counts
        if name not in LOCKS and expected.get(name) != counts.get(name)
    )
    if damage is not None or differing:
        what = damage or f"other rows in {', '.join(differing)}"
        raise StoreError(f"the copy is not sound ({what}) and was not kept; check the disk and try again")


def _put_in_place(part: Path, target: Path) -> None:
    """Give the finished copy its name, unless somebody else has taken it meanwhile."""
    with part.open("rb") as written:
        os.fsync(written.fileno())
    try:
        os.link(part, target)
    except FileExistsError:
        raise StoreError(f"{target} is there by now and is not written over; name a new file") from None
    except OSError:  # a disk that knows no links
        _check_target(target)
        part.rename(target)
    with suppress(OSError):  # not every system lets a folder be forced onto the disk
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
