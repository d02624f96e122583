"""The only state: source records, derived rows with their owners, and the ledger that knows what is stale."""

from pathlib import Path
from typing import TYPE_CHECKING

from sayso.settings import Settings
from sayso.store.answers import Added, Hit, Revision, StageStatus, Status, Tombstone
from sayso.store.protocol import Store

if TYPE_CHECKING:
    from sayso.store.sql import SqlStore

__all__ = ["Added", "Hit", "Revision", "StageStatus", "Status", "Store", "Tombstone", "open_store"]


def open_store(
    path: Path | str, settings: Settings | None = None, *, create: bool = True, read_only: bool = False
) -> "SqlStore":
    """Open the collection in an SQLite file (":memory:": one that lives as long as it is open), or in PostgreSQL.

    A PostgreSQL database is named by its URL, `postgresql://USER@HOST/DATABASE`, one of several collections in it by
    `?schema=NAME`. Raises StoreError when it cannot be opened (no such folder, not a collection, no server there),
    StoreTooNew when a newer Sayso made it; with `create` False also when there is none. With `read_only`, and where it
    may not be written to, whatever would write raises StoreError. MissingExtra for PostgreSQL without its driver.
    """
    from sayso.store.sql import SqlStore  # noqa: PLC0415 - SQLAlchemy is heavy: loaded when a collection is opened

    settings = settings or Settings()
    return SqlStore(
        path, busy_timeout_s=settings.run.busy_timeout_s, create=create and not read_only, read_only=read_only
    )
