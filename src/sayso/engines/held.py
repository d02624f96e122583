"""An engine for a process that lives long: what is heavy is loaded for the first run and kept for the next ones."""

import threading
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.engines import local
from sayso.engines.chain import Opened, Spec

KEPT = 1_000_000
"""Characters of the texts whose grammar is kept: some hundred news articles, in about 40 MB; set by judgement."""


class Held:
    """Runs a chain in this process as `local.each` does with one worker, and keeps its stages open between runs.

    The grammar of the articles read last is kept as well: who reviews one line of an article reviews the next one, too.
    One run at a time: a collection's run lock sees to it. With more workers it is `local.each`.
    """

    def __init__(self) -> None:
        self._opened: dict[tuple[str, ...], Opened] = {}
        self._asked = False
        self.loading = threading.Lock()
        """Held by whoever loads ahead of a run: the run waits for it and loads nothing twice."""

    def is_first_asked(self) -> bool:
        """Whether this is the first time that somebody wants all to be loaded ahead."""
        first, self._asked = not self._asked, True
        return first

    def open(self, spec: Spec) -> Opened:
        """The stages of a chain, those of an earlier run where nothing about them has changed."""
        names = tuple(stage.name for stage in spec.stages)
        opened = self._opened.get(names)
        if opened is None or opened.spec != spec:
            opened = self._opened[names] = Opened(spec, keeps=KEPT)
        return opened

    def __call__(
        self, spec: Spec, jobs: Iterable[local.Job], *, mode: local.Mode, workers: int
    ) -> Iterator[list[Any]]:
        """The results of each job, in order."""
        if workers > 1:
            yield from local.each(spec, jobs, mode=mode, workers=workers)
            return
        with self.loading:
            opened = self.open(spec)
        for job in jobs:
            yield local.work(opened, mode, job)
