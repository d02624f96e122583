"""A process that takes the steps of a scene, and can be killed."""

import json
import mmap
import os
import signal
import warnings
from contextlib import suppress
from pathlib import Path

from kill_points import PLACES, Point, Watch
from kill_scenes import Scene, derive, open_scene


class Child:
    """A process that takes the steps of a scene, and can be killed."""

    def __init__(self, scene: Scene, path: Path, *, point: Point | None, workers: int) -> None:
        self.place = mmap.mmap(-1, 1)
        self._out, end = os.pipe()
        self.told: list[str] = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads of NumPy's, which do nothing here
            self.process = os.fork()
        if self.process == 0:
            _live(scene, path, Watch(point=point, place=self.place), end, workers)
        os.close(end)

    def kill(self, *, group: bool) -> None:
        """From outside."""
        with suppress(ProcessLookupError):  # it was quicker
            (os.killpg if group else os.kill)(self.process, signal.SIGKILL)

    def kill_worker(self) -> None:
        """One of the processes that it started, if there is one."""
        for worker in self.workers()[-1:]:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)

    def workers(self) -> list[int]:
        """The processes that it started."""
        try:
            tasks = Path(f"/proc/{self.process}/task").iterdir()
            found = [Path(task / "children").read_text(encoding="ascii").split() for task in tasks]
        except OSError:
            return []
        return [int(one) for some in found for one in some]

    def wait(self) -> int:
        """How it ended: its exit code, or minus the signal that ended it."""
        with os.fdopen(self._out, encoding="utf-8") as lines:
            self.told += lines.read().splitlines()
        _, status = os.waitpid(self.process, 0)
        return os.waitstatus_to_exitcode(status)

    def steps_done(self) -> int:
        """How many of its steps returned."""
        return sum(line == "done" for line in self.told)

    def last_words(self) -> str:
        """What it told, an error above all."""
        return "\n".join(self.told)

    def where(self) -> str:
        """Where it was with its database when it died."""
        place: str = PLACES[self.place[0]]
        return place


def _live(scene: Scene, path: Path, watch: Watch, out: int, workers: int) -> None:
    """The life of a child: it never returns."""
    code = 1
    try:
        os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what dies with it complains
        watch.listen()
        with open_scene(path) as store:
            for step in scene.steps:
                if step is derive:
                    derive(store, workers)
                else:
                    step(store)
                os.write(out, b"done\n")
        os.write(out, json.dumps(watch.counts).encode() + b"\n")
        code = 0
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is told and this process ends
        os.write(out, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(code)
