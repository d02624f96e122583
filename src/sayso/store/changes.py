"""What a store tells of changes, for whoever keeps what was read from it and wants to read only the rest again."""

from collections.abc import Mapping
from typing import NamedTuple


class Changes(NamedTuple):
    """What was written up to `mark`, since an earlier one: record types by name, with what of each may differ.

    Of a type that names articles (`Record.ARTICLES`; an article names itself) these are the articles whose rows may
    differ, and those that came or went; of any other, the ids of the records that came, went or differ. None: read
    everything anew, because what was written since is too much, or too long ago, to be told.
    """

    mark: str
    names: Mapping[str, frozenset[str]] | None
