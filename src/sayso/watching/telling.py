"""What a round of watching did, counted, and said in one line."""

from collections import Counter
from dataclasses import dataclass, field

from sayso.watching.judging import Fate

MOST_REASONS = 3
"""Reasons told in one line; `sayso status` has all."""

WORDS = {
    "new": ("new article", "new articles"),
    "changed": ("changed", "changed"),
    "same": ("looked at again and the same", "looked at again and the same"),
    "forbidden": ("forbidden by robots.txt", "forbidden by robots.txt"),
    "gone": ("gone", "gone"),
    "removed": ("removed before and left alone", "removed before and left alone"),
    "failed": ("failed", "failed"),
}


@dataclass(slots=True)
class Round:
    """What was read and kept since the last line. `asked` counts requests for feeds and pages, `reasons` have the addresses
    that they kept from being read.
    """

    feeds: int = 0
    feeds_failed: int = 0
    asked: int = 0
    fates: Counter[Fate] = field(default_factory=Counter)
    reasons: dict[str, list[str]] = field(default_factory=dict)

    @property
    def brought(self) -> bool:
        """Whether there is something new to be derived from."""
        return bool(self.fates["new"] or self.fates["changed"])

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.feeds or self.feeds_failed or self.fates)

    @property
    def failed(self) -> int:
        """How many feeds and addresses could not be had."""
        return self.feeds_failed + self.fates["failed"]

    def add(self, other: "Round") -> None:
        """Count another round in."""
        self.feeds += other.feeds
        self.feeds_failed += other.feeds_failed
        self.asked += other.asked
        self.fates.update(other.fates)
        for reason, addresses in other.reasons.items():
            self.reasons.setdefault(reason, []).extend(addresses)

    def fail(self, address: str, reason: str) -> None:
        """Note why a feed or a page could not be had."""
        self.reasons.setdefault(reason, []).append(address)

    def line(self) -> str:
        """In plain words: 3 feeds read, 5 new articles, 1 changed, 2 failed, and why."""
        parts = [f"{self.feeds:,} {'feed' if self.feeds == 1 else 'feeds'} read"]
        if self.feeds_failed:
            feeds = "feed" if self.feeds_failed == 1 else "feeds"
            parts.append(f"{self.feeds_failed:,} {feeds} not to be read")
        for fate, (one, many) in WORDS.items():
            count = self.fates[fate]  # type: ignore[index]  # its keys are fates
            if count or fate == "new":
                parts.append(f"{count:,} {one if count == 1 else many}")
        often = sorted(self.reasons.items(), key=lambda reason: -len(reason[1]))[:MOST_REASONS]
        why = "; ".join(f"{_named(addresses)}: {reason}" for reason, addresses in often)
        more = len(self.reasons) - len(often)
        if more:
            why += f"; and {more:,} other {'reason' if more == 1 else 'reasons'}"
        return ", ".join(parts) + (f": {why}" if why else "")


def _named(addresses: list[str]) -> str:
    more = len(addresses) - 1
    return addresses[0] + (f" and {more:,} more" if more else "")
