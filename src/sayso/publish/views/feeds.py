"""How the feeds of a collection stand, in words and rows: when each was read, what came of it, what failed and why.

Times are shown as they were kept; nothing here looks at a clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from sayso.publish.words.phrases import count_words, plain_times
from sayso.store.feed_rows import LinkProblem, SourceStatus

ENDS = {
    "failed": "could not be had",
    "forbidden": "not asked for",
    "gone": "not there any more",
}
"""What became of addresses, in words."""


class FeedLine(NamedTuple):
    """One feed as a row of a table."""

    feed: str
    outlet: str | None
    title: str | None
    kind: str | None
    state: str
    last_read: str | None
    last_tried: str | None
    next: str | None
    items: int
    articles: int
    excerpts: int
    waiting: int
    failed: int
    reason: str | None
    fix: str | None
    moved_to: str | None
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """One feed for people: its name, how it stands in a few words, and each thing that went wrong with what to do.

    `well` is False where the feed itself could not be read the last time. `told` are facts as short phrases.
    """

    source: SourceStatus
    name: str
    standing: str
    well: bool
    told: tuple[str, ...]
    troubles: tuple["Trouble", ...]


class Trouble(NamedTuple):
    """One thing that went wrong: what, why, what to do, and the first few addresses that it went wrong with."""

    what: str
    reason: str
    fix: str
    where: tuple[str, ...]
    more: int


def feed_lines(sources: Sequence[SourceStatus]) -> list[FeedLine]:
    """A row a feed."""
    return [
        FeedLine(
            feed=source.url,
            outlet=source.outlet,
            title=source.title,
            kind=source.kind,
            state=source.state,
            last_read=source.last_read,
            last_tried=source.last_tried,
            next=source.next,
            items=source.items,
            articles=source.articles,
            excerpts=source.excerpts,
            waiting=source.waiting,
            failed=source.failed,
            reason=source.reason,
            fix=source.fix,
            moved_to=source.moved_to,
            listed=source.listed,
        )
        for source in sources
    ]


def feed_views(sources: Sequence[SourceStatus]) -> list[FeedView]:
    """Every feed for people."""
    return [_view(source) for source in sources]


def feed_words(source: SourceStatus) -> str:
    """A feed as a paragraph of plain words, for whoever has no lines and columns."""
    view = _view(source)
    named = f"{view.name}, {source.url}" if view.name != source.url else source.url
    troubles = [
        ": ".join(filter(None, (one.what, "; ".join(filter(None, (one.reason, one.fix))))))
        + (f" ({', '.join(one.where)}{f' and {one.more:,} more' if one.more else ''})" if one.where else "")
        for one in view.troubles
    ]
    return plain_times(". ".join([f"{named}: {view.standing}; {'; '.join(view.told)}", *troubles])) + "."


def _view(source: SourceStatus) -> FeedView:
    own = (
        (Trouble("the feed itself could not be read", source.reason or "", source.fix or "", (), 0),)
        if source.state == "failed"
        else ()
    )
    return FeedView(
        source=source,
        name=source.outlet or source.title or urlsplit(source.url).netloc or source.url,
        standing=_standing(source),
        well=source.state != "failed",
        told=tuple(filter(None, _facts(source))),
        troubles=(*own, *(_trouble(problem) for problem in source.problems)),
    )


def _standing(source: SourceStatus) -> str:
    if not source.listed:
        read = f"last read {source.last_read}" if source.last_read else "never read"
        return f"not watched any more; {read}"
    if source.state == "failed":
        times = "" if source.failures < 2 else f" {source.failures:,} times in a row"
        last = f"last read {source.last_read}" if source.last_read else "never read yet"
        return f"failed{times}, tried {source.last_tried}; {last}"
    if source.last_read is None:
        return "not read yet"
    same = ", the same as before" if source.state == "unchanged" else ""
    return f"last read {source.last_read}{same}"


def _facts(source: SourceStatus) -> list[str]:
    whole = count_words(source.articles, "article")
    given = f", {source.excerpts:,} of them only what the feed gives" if source.excerpts else ""
    older = source.links.get("older", 0)
    removed = source.links.get("removed", 0)
    return [
        f"{count_words(source.items, 'item')} in it" if source.last_read else "",
        f"{whole} kept{given}",
        f"{source.waiting:,} waiting" if source.waiting else "",
        f"{source.failed:,} not to be had" if source.failed else "",
        f"{older:,} older than the first reading, not asked for" if older else "",
        f"{removed:,} removed by a person" if removed else "",
        f"next at {source.next}" if source.next else "",
        f"moved for good to {source.moved_to}" if source.moved_to else "",
        f"named by {source.parent}" if source.parent else "",
    ]


def _trouble(problem: LinkProblem) -> Trouble:
    again = f", asked again at {problem.next}" if problem.next else ""
    what = f"{count_words(problem.count, 'address', 'addresses')} {ENDS[problem.state]}{again}"
    return Trouble(what, problem.reason, problem.fix, problem.where, problem.count - len(problem.where))
