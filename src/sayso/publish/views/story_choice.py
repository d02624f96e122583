"""The stories of a collection narrowed by words, time, outlet, actor and language, and in another order."""

import re
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sayso.errors import SettingsError
from sayso.publish.views.story_lists import READ, StoryEntry, story_entries
from sayso.store.patience import unhurried
from sayso.store.protocol import Store

DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
"""A day, a month or a year, as `since` and `until` name it."""
StorySort = Literal["size", "latest", "earliest", "title", "discrepancies"]


class StoriesWanted(NamedTuple):
    """What a list of stories is narrowed to; what is empty narrows nothing. `articles`: one of these belongs to it."""

    outlet: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    several: bool = False
    articles: tuple[Collection[str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChoice:
    """The stories that fit, and how many of them each outlet and language has a part in."""

    entries: Sequence[StoryEntry]
    all: int
    outlets: Sequence[tuple[str, int]]
    languages: Sequence[tuple[str, int]]


class StoryEntries:
    """The stories of a store, read again when anything was written of which they are made."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._state = self._mark = ""
        self._made: Sequence[StoryEntry] | None = None

    def now(self) -> Sequence[StoryEntry]:
        """All stories as they are now, those with most articles first."""
        with self._lock:
            state = self._store.state()  # before reading: what is written meanwhile makes these old at once
            if self._made is None or self._state != state:
                with unhurried():
                    mark, names = self._store.changes(self._mark)
                    if self._made is None or names is None or any(kind.__name__ in names for kind in READ):
                        self._made = story_entries(self._store)
                    self._mark, self._state = mark, state
            return self._made


def choose_stories(
    entries: Sequence[StoryEntry], wanted: StoriesWanted, *, sort: StorySort = "size"
) -> StoryChoice:
    """The stories that fit all that is wanted, in an order. SettingsError when a day is none."""
    for day in (wanted.since, wanted.until):
        if day and not DAY.fullmatch(day):
            raise SettingsError(f"{day!r} is no day; write 2031-05-07, 2031-05 or 2031")
    found = [entry for entry in entries if _fits(entry, wanted)]
    return StoryChoice(
        entries=sorted(found, key=ORDERS[sort]),
        all=len(entries),
        outlets=_counted(outlet for entry in found for outlet in entry.outlets),
        languages=_counted(language for entry in found for language in entry.languages),
    )


def _fits(entry: StoryEntry, wanted: StoriesWanted) -> bool:
    line = entry.line
    return not (
        (wanted.several and line.articles < 2)
        or (wanted.outlet and wanted.outlet not in entry.outlets)
        or (wanted.language and wanted.language not in entry.languages)
        # a story whose days are unknown is within no stretch of days
        or (wanted.since and (line.latest or "")[: len(wanted.since)] < wanted.since)
        or (wanted.until and (line.earliest or "9999-99-99")[: len(wanted.until)] > wanted.until)
        or any(not any(article in ids for article in entry.articles) for ids in wanted.articles)
    )


def _counted(values: Iterable[str]) -> Sequence[tuple[str, int]]:
    counted = Counter(values)
    return sorted(counted.items(), key=lambda one: (-one[1], one[0].casefold(), one[0]))


def _backwards(day: str | None) -> tuple[int, ...]:
    return tuple(-ord(char) for char in day or "")


ORDERS: dict[StorySort, Callable[[StoryEntry], tuple[object, ...]]] = {
    "size": lambda entry: (-entry.line.articles, entry.line.title, entry.line.id),
    "latest": lambda entry: (
        entry.line.latest is None,
        _backwards(entry.line.latest),
        -entry.line.articles,
        entry.line.id,
    ),
    "earliest": lambda entry: (entry.line.earliest or "9999", -entry.line.articles, entry.line.id),
    "title": lambda entry: (entry.line.title.casefold(), entry.line.id),
    "discrepancies": lambda entry: (-entry.line.discrepancies, -entry.line.articles, entry.line.id),
}
"""The keys by which a list is sorted; of equals the larger first, then by id, so that it is always the same."""
