"""A collection at work: articles come in and go, and what is derived from them is brought up to date."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Unpack

from sayso.errors import InputError
from sayso.ingest.reading import Given, GivenFields, failed
from sayso.publish.reviews.desk import ReviewDesk
from sayso.records import Failure, Reading
from sayso.settings import Settings
from sayso.store.protocol import Desk

if TYPE_CHECKING:
    from sayso.engines.held import Held
    from sayso.fetching.clock import Clock
    from sayso.ingest.feeds import WatchedFeed
    from sayso.ingest.fetched import Fetch
    from sayso.run import Progress, Summary
    from sayso.store.answers import Copied
    from sayso.watching.asking import OpensFetcher
    from sayso.watching.telling import Round


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """What became of the inputs, as article ids; failures are inputs that could not be read or derived.

    `failures` are the first thousand of the inputs and all that could not be derived; `failed` counts all of both.
    `left_to` names another process that is already deriving and will do this work too.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    failures: tuple[Failure, ...]
    failed: int = 0
    left_to: str | None = None


class Workbench(ReviewDesk):
    """The part of a collection that changes it: adding, removing, deriving."""

    store: Desk
    settings: Settings
    _engine: "Held | None"

    def add(
        self,
        *inputs: str | Path,
        texts: Iterable[str] = (),
        sidecar: str | Path | None = None,
        stdin: BinaryIO | None = None,
        force: bool = False,
        progress: "Callable[[Progress], None] | None" = None,
        workers: int | None = None,
        allow_private: Sequence[str] = (),
        **given: Unpack[GivenFields],
    ) -> AddReport:
        """Read files, folders, globs and web addresses (and `texts`, each an article), keep them, derive what is new.

        What is given (`outlet`, `published`, `url`, `title`, `external_id`, `language`, `completeness`,
        `authors`) holds for every article that does not state its own. Adding the same thing twice changes nothing; a page that is
        kept is asked for only if it changed since, unless something is given, or `force`d. `workers` processes
        annotate (0: one per core when there is enough to do); by default the work stays in this process unless the
        settings say otherwise, because a script without an `if __name__ == "__main__"` guard must not be started again
        by its workers. `allow_private` names hosts and networks that may be asked though they are private. Raises
        StoreError; what is wrong with an input is in the report.
        """
        from sayso.flow import FLOW
        from sayso.publish.fetching import Pages
        from sayso.run import run

        stated = Given(**given)
        pages = Pages(
            self.settings,
            allow_private=allow_private,
            progress=progress,
            store=self.store,
            # what is stated now holds for what is read now
            again=not force and sidecar is None and stated == Given(),
        )
        readings = chain(
            read_inputs(
                inputs,
                given=stated,
                sidecar=sidecar,
                settings=self.settings,
                stdin=stdin,
                fetch=pages,
            ),
            read_texts(texts, given=stated),
        )
        kept = self.store.add(counted(pages.noted(readings), progress), force=force)
        pages.remember()
        made = run(self.store, FLOW, self.settings, progress=progress, workers=self._workers(workers))
        return AddReport(
            added=kept.added,
            changed=kept.changed,
            unchanged=tuple(dict.fromkeys((*kept.unchanged, *pages.same))),
            failures=(*kept.failures, *made.failures),
            failed=kept.failed + len(made.failures),
            left_to=made.left_to,
        )

    def remove(self, article: str, *, reason: str) -> None:
        """Erase an article with everything derived from it; a tombstone with the reason stays. NotFound.

        Reviews that name it stay too, with the words around the names: they are a person's, and wait for it.
        """
        self.store.remove(article, reason=reason)
        self.derive()

    def watch(
        self,
        feeds: "Sequence[WatchedFeed]",
        *,
        once: bool = False,
        for_s: float | None = None,
        derive: bool = True,
        allow_private: Sequence[str] = (),
        reread: "Callable[[], Sequence[WatchedFeed] | None] | None" = None,
        tell: "Callable[[Round], None] | None" = None,
        progress: "Callable[[Progress], None] | None" = None,
        clock: "Clock | None" = None,
        open_fetcher: "OpensFetcher | None" = None,
    ) -> "Round":
        """Read feeds when they are due and fetch what they name, until it is stopped; what was done in all.

        `once` ends it when everything due was read once, `for_s` after so many seconds. What comes in is derived from after
        each round that brought something, unless `derive` is False; `tell` hears of each round. `reread` is asked from time to time
        for another list of feeds, and gives None while there is none. `allow_private` as in `add`;
        `clock` and `open_fetcher` (`sayso.fetching.client.Fetcher`) are for tests. Raises StoreError when another process
        watches already.
        """
        from sayso.fetching.client import Fetcher
        from sayso.fetching.clock import SystemClock
        from sayso.run import Progress
        from sayso.watching.watch import Rules, Watch

        def derived() -> None:
            self.hold_open(ahead=False)
            self.run(progress=progress)

        def far(done: int, total: int) -> None:
            if progress is not None:
                progress(Progress("asking", done, total, "addresses"))

        fetch = replace(self.settings.fetch, private=(*self.settings.fetch.private, *allow_private))
        watch = Watch(
            self.store,
            replace(self.settings, fetch=fetch),
            clock=clock or SystemClock(),
            open_fetcher=open_fetcher or Fetcher,
            derive=derived if derive else None,
            reread=reread,
            tell=tell,
            progress=far,
        )
        return watch.run(feeds, Rules(once=once, for_s=for_s))

    def run(
        self,
        *,
        retry: bool = False,
        rebuild: bool = False,
        progress: "Callable[[Progress], None] | None" = None,
        workers: int | None = None,
    ) -> "Summary":
        """Bring everything that is derived up to date with the articles, the reviews and this version of Sayso.

        With `retry` also what failed before is tried, with `rebuild` everything is made again from the articles and
        the reviews; until that is done there are fewer answers. `workers` as in `add`. Raises StoreError.
        """
        from sayso.engines import local
        from sayso.flow import FLOW
        from sayso.run import run

        return run(
            self.store,
            FLOW,
            self.settings,
            progress=progress,
            workers=self._workers(workers),
            retry=retry,
            rebuild=rebuild,
            engine=self._engine or local.each,
        )

    def backup(self, target: str | Path, *, tell: Callable[[int, int], None] | None = None) -> "Copied":
        """Copy the collection in one state of it to a new file, also while another process writes to it.

        `tell` is told how many pages of how many are copied. Raises StoreError: for a target that is there already, and
        for a PostgreSQL database, which `pg_dump` copies.
        """
        return self.store.backup(Path(target), tell=tell)

    def derive(self) -> None:
        """Bring everything that is derived up to date with the articles and the reviews."""
        self.run()

    def hold_open(self, *, ahead: bool = True) -> None:
        """Keep what reading an article takes from one change to the next: for a program that lives long.

        It is loaded now, which takes a second or two; not `ahead`, with the first change.
        """
        from sayso.engines.held import Held

        self._engine = self._engine or Held()
        if ahead:
            from sayso.flow import FLOW
            from sayso.run import open_ahead

            open_ahead(FLOW, self.settings, self._engine)

    def load_ahead(self) -> None:
        """Load in the background what `hold_open` keeps: somebody is about to change something. Else nothing."""
        if self._engine is not None and self._engine.is_first_asked():
            threading.Thread(target=self.hold_open, name="load ahead", daemon=True).start()

    def _workers(self, asked: int | None) -> int:
        return (self.settings.run.workers or 1) if asked is None else asked


def counted(
    readings: Iterable[Reading | Failure], progress: "Callable[[Progress], None] | None"
) -> Iterator[Reading | Failure]:
    """The same readings, with a word on how many there are so far: how many will come nobody knows."""
    from sayso.run import Progress

    for count, reading in enumerate(readings, start=1):
        if progress is not None:
            progress(Progress("reading", count, count, "articles"))
        yield reading


def read_inputs(
    inputs: Sequence[str | Path],
    *,
    given: Given,
    sidecar: str | Path | None,
    settings: Settings,
    stdin: BinaryIO | None = None,
    allow_private: Sequence[str] = (),
    progress: "Callable[[Progress], None] | None" = None,
    fetch: "Fetch | None" = None,
) -> Iterator[Reading | Failure]:
    """Articles and failures from files, folders, globs, web addresses and "-".

    `progress` is told of waits for a host; `fetch` gives the answer at an address, and is made where it is not given.
    """
    if not inputs:
        return iter(())
    from sayso.ingest.read import read
    from sayso.publish.fetching import Pages

    return read(
        inputs,
        given=given,
        sidecar=Path(sidecar) if sidecar is not None else None,
        settings=settings,
        stdin=stdin,
        fetch=fetch or Pages(settings, allow_private=allow_private, progress=progress),
        now=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def read_texts(texts: Iterable[str], *, given: Given) -> Iterator[Reading | Failure]:
    """Articles from texts that a program holds; one that is empty is a failure."""
    from sayso.ingest.articles import article_from_text

    for text in texts:
        try:
            yield Reading(article_from_text(text, given=given))
        except InputError as error:
            yield failed(error)
