"""The verb that follows feeds: `sayso watch`."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.commands.options import (
    DEFAULT_DB,
    FAILED,
    SOME_FAILED,
    Db,
    SettingsFile,
    note,
    opened,
)
from sayso.commands.progress import ShowProgress, progress_bars
from sayso.commands.reading import AllowPrivate
from sayso.commands.stopping import exit_code, stoppable, tell_kept
from sayso.errors import SaysoError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.ingest.feeds import WatchedFeed
    from sayso.publish.collection import Collection
    from sayso.watching.telling import Round

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="LIST|ADDRESS...",
        help="A list of feeds (feeds.toml, or an OPML file of a feed reader), or addresses of feeds and sitemaps.",
        show_default=False,
    ),
]
Once = Annotated[
    bool, typer.Option("--once", help="Read everything that is due once, then end: for cron and the like.")
]
For = Annotated[
    str | None, typer.Option("--for", metavar="DURATION", help="End after so long, as 90s, 15m, 3h or 2d.")
]
NoRun = Annotated[
    bool, typer.Option("--no-run", help="Only fetch and keep; `sayso run` reads the articles later.")
]

SETTLED_S = 1.0
"""How long ago a list was written that is taken for whole."""
MOST_FIXES = 5
"""Feeds that could not be read of which the end says what to do; `sayso status --feeds` lists all."""


def watch(
    sources: Sources,
    *,
    once: Once = False,
    for_: For = None,
    no_run: NoRun = False,
    allow_private: AllowPrivate = None,
    show: ShowProgress = False,
    db: Db = DEFAULT_DB,
    settings: SettingsFile = None,
) -> None:
    """Follow feeds: fetch what they name, politely, keep every revision, and read what is new after each round.

    It goes on until it is stopped (Ctrl-C), and the same command goes on from there. Nothing is asked that robots.txt forbids,
    one request at a time and host, and nothing that has not changed is sent again. `sayso status` tells how each feed stands.
    """
    from sayso.publish.pages.terminal import visible
    from sayso.store.place import shown

    feeds = _feeds_of(sources)
    seconds = None if for_ is None else _seconds(for_)

    def tell(done: "Round") -> None:
        sys.stdout.write(visible(done.line()) + "\n")
        sys.stdout.flush()

    with opened(db, settings, create=True) as collection, stoppable():
        try:
            with progress_bars(lines=show) as progress:
                total = collection.watch(
                    feeds,
                    once=once,
                    for_s=seconds,
                    derive=not no_run,
                    allow_private=allow_private or (),
                    reread=None if once else Lists(sources),
                    tell=tell,
                    progress=progress,
                )
        except KeyboardInterrupt as stop:
            tell_kept(collection, shown(db), more=True)
            raise typer.Exit(exit_code(stop)) from None
        _tell_end(collection, total, no_run=no_run)
    if total.failed:
        raise typer.Exit(SOME_FAILED if total.feeds else FAILED)


class Lists:
    """The lists that a watch was given, read again when one of them has changed: to be called from time to time.

    A list that is wrong is told of and changes nothing. One that is just being written is waited for: it has to be a second
    old, or look the same twice.
    """

    def __init__(self, sources: "Sequence[str]") -> None:
        self._sources = sources
        self._paths = [Path(source) for source in sources if "://" not in source]
        self._read = self._seen = self._look()

    def __call__(self) -> "Sequence[WatchedFeed] | None":
        """The feeds of the lists as they are now; None where that is nothing new."""
        if not self._paths:
            return None
        before, self._seen = self._seen, self._look()
        if None in self._seen or self._seen == self._read:
            return None
        youngest = max(one[0] for one in self._seen if one is not None) / 1e9
        if self._seen != before and time.time() - youngest < SETTLED_S:
            return None
        self._read = self._seen
        try:
            feeds = _feeds_of(self._sources)
        except SaysoError as error:
            note(f"{error}; the feeds of before are watched on")
            return None
        many = sum(feed.enabled for feed in feeds)
        note(
            f"{', '.join(map(str, self._paths))} changed: {many:,} {'feed is' if many == 1 else 'feeds are'} watched now"
        )
        return feeds

    def _look(self) -> "tuple[tuple[int, int, int] | None, ...]":
        return tuple(map(_state_of, self._paths))


def _state_of(path: Path) -> tuple[int, int, int] | None:
    """What differs once a file was written anew; None where it cannot be looked at."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size, told.st_ino


def _tell_end(collection: "Collection", total: "Round", *, no_run: bool) -> None:
    """What is worth knowing at the end, on standard error."""
    from sayso.store.feed_rows import WAITING

    if total.empty:
        note("nothing was due")
    store = collection.store  # not `feeds()`: that counts all addresses there ever were
    listed = [row for row in store.feed_rows() if row.listed]
    waiting = sum(len(list(store.links(feed=row.url, states=WAITING))) for row in listed)
    if waiting:
        wait = "1 address waits" if waiting == 1 else f"{waiting:,} addresses wait"
        note(f"{wait}; the same command goes on with {'it' if waiting == 1 else 'them'}")
    if total.failed:
        failed = [one for one in listed if one.state == "failed" and one.fix]
        for feed in failed[:MOST_FIXES]:
            note(f"{feed.url}: {feed.fix}")
        note("`sayso status --feeds` says of all that failed what to do about it")
    if no_run and total.brought:
        note("next: `sayso run`")


def _feeds_of(sources: "Sequence[str]") -> "Sequence[WatchedFeed]":
    """The feeds of lists, and those that are named themselves. SettingsError, also where one is named twice."""
    from sayso.ingest.feeds import WatchedFeed, read_watch_list
    from sayso.ingest.feeds.watch_list import feed_address

    found: dict[str, WatchedFeed] = {}
    for source in sources:
        if "://" in source:
            more: Sequence[WatchedFeed] = (WatchedFeed(url=feed_address(source, "sayso watch")),)
        else:
            read = read_watch_list(Path(source))
            more = read.feeds
            for line in read.notes:
                note(f"{source}: {line}")
        for feed in more:
            if feed.url in found:
                raise SettingsError(f"{feed.url} is named twice; leave one out")
            found[feed.url] = feed
    if not any(feed.enabled for feed in found.values()):
        raise SettingsError(
            f"{', '.join(sources)}: no feed is enabled; take enabled = false away from one of them"
        )
    return tuple(found.values())


def _seconds(text: str) -> float:
    from sayso.ingest.feeds.watch_list import duration_of

    seconds = duration_of(text)
    if not seconds:
        raise SettingsError(f"--for {text!r} is no length of time; write it as 90s, 15m, 3h or 2d")
    return float(seconds)
