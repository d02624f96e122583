"""The base of every record type."""

from typing import ClassVar


class Record:
    """The base of every record type; it holds no data."""

    __slots__ = ()
    ARTICLES: ClassVar[tuple[str, ...]] = ("article",)
    TRANSIENT: ClassVar[bool] = False
    FOR_READERS: ClassVar[tuple[str, ...]] = ()
    """Fields that are for people alone: stages are given them empty, so that a change of one makes nothing anew."""
    BY_DAY: ClassVar[tuple[str, ...]] = ()
    """Moments of which stages are given the day alone: within it they may change and make nothing anew."""
