"""The local engine: one machine, in this process or in a pool of others.

Pool workers start by spawn and inherit nothing. They are told the chain once, load its models once, take rows
and give rows back; this process alone reads and writes the store. Jobs wait in a queue of bounded length.
"""

import multiprocessing
import os
import pickle
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Literal, Protocol

from sayso.engines.chain import Opened, Result, Spec, fresh, renew
from sayso.errors import FlowError
from sayso.failures import failure_of
from sayso.ids import digest
from sayso.records import Article, Failure
from sayso.store.protocol import Entry, Made, Stored

ENOUGH = 60
"""Articles from which a pool is worth its start: a worker needs 2-3 s to load a parser, which reads some 15
articles a second (measured with en_core_web_sm on news of 600 words)."""

THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "ORT_NUM_THREADS",
)
"""One computing thread a worker: the pool has a worker for each core."""

DIED = "the process that worked on it died, most likely for want of memory"

Mode = Literal["renew", "fresh"]
Job = Sequence[Any]


class Engine(Protocol):
    """What runs a chain over jobs: `each` below, or another that gives the same results in the same order."""

    def __call__(
        self, spec: Spec, jobs: Iterable[Job], *, mode: Mode, workers: int
    ) -> Iterator[list[Any]]: ...


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers_for(asked: int, articles: int) -> int:
    """How many processes to use; 0: work in this one. `asked` 0 lets the amount of work decide."""
    if asked > 0:
        return 0 if asked == 1 else asked
    return cores() if articles >= ENOUGH and cores() > 1 else 0


def each(spec: Spec, jobs: Iterable[Job], *, mode: Mode, workers: int) -> Iterator[list[Any]]:
    """Run a chain over jobs (lists of `Stored` or of articles) and give their results in order.

    A worker that dies takes no job with it: its articles are tried alone, and the one at fault fails.
    """
    if workers < 2:
        opened = Opened(spec)
        for job in jobs:
            yield work(opened, mode, job)
        return
    pool = _Pool(spec, mode, workers)
    queue: deque[tuple[Job, Future[list[Any]]]] = deque()
    try:
        for job in jobs:
            queue.append((job, pool.submit(job)))
            if len(queue) >= 2 * workers:
                yield _result(pool, queue)
        while queue:
            yield _result(pool, queue)
    except BaseException:  # also when the reader stops early or presses Ctrl-C
        pool.kill()
        raise
    pool.close()


def _result(pool: "_Pool", queue: deque[tuple[Job, Future[list[Any]]]]) -> list[Any]:
    job, future = queue.popleft()
    try:
        return future.result()
    except BrokenProcessPool:
        pool.restart()
        done = _one_by_one(pool, job)
        for at, (later, _) in enumerate(queue):
            queue[at] = (later, pool.submit(later))
        return done


def _one_by_one(pool: "_Pool", job: Job) -> list[Any]:
    done: list[Any] = []
    for item in job:
        try:
            done += pool.submit([item]).result()
        except BrokenProcessPool:
            pool.restart()
            done.append(_dead(pool.spec, item))
    return done


def _dead(spec: Spec, item: Any) -> Any:
    """What is left of an article whose worker died: no rows, and one failure."""
    first = next(stage for stage in spec.stages if not all(kind.TRANSIENT for kind in stage.writes))
    kept = [kind for stage in spec.stages for kind in stage.writes if not kind.TRANSIENT]
    if isinstance(item, Article):
        nothing: dict[Any, Any] = dict.fromkeys(kept, ())
        return nothing | {Failure: (failure_of(first.name, item.id, DIED),)}
    owner = item.article[0]
    made = [
        Made(
            stage.name,
            owner,
            Entry(print_, "", digest([])[:32]),
            {},
            0,
            0.0,
            DIED if stage is first else None,
        )
        for stage, print_ in zip(spec.stages, spec.fingerprints, strict=True)
        if not all(kind.TRANSIENT for kind in stage.writes)
    ]
    return Result(owner, item.digest, made)


class _Pool:
    """Worker processes that all know one chain; they can be started again and killed."""

    def __init__(self, spec: Spec, mode: Mode, workers: int) -> None:
        self.spec, self._mode, self._workers = spec, mode, workers
        try:
            self._told = pickle.dumps((spec, mode))
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise FlowError(
                f"a stage cannot be named to another process ({error}); "
                "define its functions at the top of a module, or run with one worker"
            ) from error
        self._start()

    def _start(self, *, again: bool = True) -> None:
        self._others = set(multiprocessing.active_children())
        context = multiprocessing.get_context("spawn")
        told = (self._told, os.getpid())
        self._executor = ProcessPoolExecutor(self._workers, context, initializer=_begin, initargs=told)
        # wait for the first sign of life: what stops a worker from starting would stop it again and again
        try:
            with _interrupts_held():
                sign = self._executor.submit(_sign_of_life)
            sign.result()
        except BrokenProcessPool:
            self.kill()
            if again:  # one that somebody killed while it started is no reason to stop
                self._start(again=False)
                return
            raise FlowError(
                "worker processes cannot start; in a script, guard the call with `if __name__ == '__main__':`, "
                "or run with one worker"
            ) from None
        except BaseException:  # Ctrl-C while it starts
            self.kill()
            raise

    def submit(self, job: Job) -> Future[list[Any]]:
        try:
            with _interrupts_held():
                return self._executor.submit(_do, job)
        except BrokenProcessPool as error:  # it broke between two jobs: the result says so, as for the others
            broken: Future[list[Any]] = Future()
            broken.set_exception(error)
            return broken

    def restart(self) -> None:
        self.kill()
        self._start()

    def kill(self) -> None:
        # a pool starts its workers one by one, as there is work: ask for them now
        for child in multiprocessing.active_children():
            if child not in self._others:
                child.terminate()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def close(self) -> None:
        self._executor.shutdown(wait=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes that are started in here never see Ctrl-C, which a terminal sends to all: it is the parent's to handle.

    A worker says so itself as soon as it runs, but until it has imported what it needs it would die of it, loudly.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# --- in the worker --------------------------------------------------------------------------------------------

_worker: list[Callable[[Job], list[Any]]] = []
"""What this worker process was told to do. The one thing of this kind: a process pool offers no other place."""


def _begin(told: bytes, parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    os.environ.update(dict.fromkeys(THREADS, "1"))  # before numpy is imported by what is unpickled next
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    spec, mode = pickle.loads(told)  # noqa: S301 - from our parent
    opened = Opened(spec)
    _worker[:] = [lambda job: work(opened, mode, job)]


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(2)
    os._exit(1)  # the parent was killed: nobody will take a result


def _sign_of_life() -> bool:
    return True


def _do(job: Job) -> list[Any]:
    return _worker[0](job)


def work(opened: Opened, mode: Mode, job: Job) -> list[Any]:
    """The results of one job in this process."""
    return fresh(opened, job) if mode == "fresh" else renew(opened, job)


def cut(
    items: Iterable[Any], *, size: Callable[[Any], int], articles: int = 16, characters: int = 200_000
) -> Iterator[list[Any]]:
    """Items in jobs: 16 articles, which is what a parser likes at once, or fewer where they are long."""
    job: list[Any] = []
    total = 0
    for item in items:
        if job and (len(job) >= articles or total + size(item) > characters):
            yield job
            job, total = [], 0
        job.append(item)
        total += size(item)
    if job:
        yield job


def text_length(stored: Stored) -> int:
    """The length of a stored article's text."""
    return len(stored.article[2])
