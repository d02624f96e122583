"""The base of every record type."""

from typing import ClassVar


class Record:
    """The base of every record type; it holds no data."""

    __slots__ = ()
    ARTICLES: ClassVar[tuple[str, ...]] = ("article",)
    TRANSIENT: ClassVar[bool] = False
    FOR_READERS: ClassVar[tuple[str, ...]] = ()
    """Fields that are for people alone: stages are given them empty, so that a change of one makes nothing anew."""
