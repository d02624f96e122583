"""The cells of a table of words: each wording of one outlet once, with every place where it stands, by voice."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.publish.views.lookup import fold_words
from sayso.publish.views.reading_order import reading_key
from sayso.publish.views.voices import Voiced
from sayso.records import DescriptorKind

WordVoice = Literal["own", "reported", "quoted"]
"""Whose words they are: the outlet's own; in what somebody is reported to have said, so that they may be the outlet's
or the speaker's; between quotation marks, and not the outlet's."""
ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Some words where they stand; `kind` None: no descriptor of an actor, but a choice of words or a cue."""

    place: Voiced
    voice: WordVoice
    kind: DescriptorKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordUse:
    """One wording in one outlet's articles, by its most frequent spelling, with every place, in reading order."""

    words: str
    occurrences: tuple[Occurrence, ...]

    def of(self, voice: WordVoice) -> tuple[Occurrence, ...]:
        """The places where it stands in one voice."""
        return tuple(one for one in self.occurrences if one.voice == voice)

    @property
    def count(self) -> int:
        """How often it stands there."""
        return len(self.occurrences)

    @property
    def is_name(self) -> bool:
        """Whether it is a name in every place, and describes nothing."""
        return all(one.kind == "name" for one in self.occurrences)


Cell = tuple[WordUse, ...]
"""The words of one outlet, most frequent first; empty: none were found."""


def cells_of(words: Iterable[tuple[str, str, Occurrence]], place: Mapping[str, int]) -> tuple[Cell, ...]:
    """Wordings by column, each once: those that differ in case, accents and articles alone are one."""
    by_column: list[dict[tuple[str, ...], list[tuple[str, Occurrence]]]] = [
        {} for _ in range(max(place.values(), default=-1) + 1)
    ]
    for article, text, occurrence in words:
        folded = fold_words(text)
        key = tuple(word for word in folded if word not in ARTICLES) or folded
        by_column[place[article]].setdefault(key, []).append((text, occurrence))
    return tuple(
        tuple(sorted((_use(told) for told in column.values()), key=lambda use: (-use.count, use.words)))
        for column in by_column
    )


def _use(told: Sequence[tuple[str, Occurrence]]) -> WordUse:
    spellings = Counter(text for text, _ in told)
    return WordUse(
        words=min(spellings, key=lambda text: (-spellings[text], text)),
        occurrences=tuple(
            sorted(
                (one for _, one in told), key=lambda one: (*reading_key(one.place.article), one.place.span)
            )
        ),
    )
