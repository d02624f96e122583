"""Answers that are kept as long as nothing in the collection was written: the most recently asked for, up to a size."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property

LEAST_PACKED = 1_000
"""Bytes below which packing an answer costs more than it saves."""


@dataclass
class Made:
    """An answer as it is sent. `tag` is a digest of it: the same for the same answer, in whatever process."""

    body: bytes
    kind: str
    status: int
    moved: str = ""
    lasting: bool = True
    """Whether it stays as it is until something is written: what tells the time does not."""
    tag: str = field(init=False)

    def __post_init__(self) -> None:
        self.tag = f'W/"{hashlib.sha256(self.body).hexdigest()[:24]}"'

    @cached_property
    def packed(self) -> bytes | None:
        """The body in gzip; None where that saves nothing. Level 4: two thirds of the time of 6, a tenth larger."""
        return gzip.compress(self.body, 4, mtime=0) if len(self.body) >= LEAST_PACKED else None

    @property
    def size(self) -> int:
        """Bytes it takes to keep it."""
        return len(self.body) + len(self.packed or b"")


class Kept:
    """Answers by what was asked, each good for one state of the collection."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._lock = threading.Lock()
        self._made: OrderedDict[tuple[str, ...], tuple[str, Made]] = OrderedDict()

    def get(self, asked: tuple[str, ...], state: str) -> Made | None:
        """The answer to this, if the collection has been in this state since it was made."""
        with self._lock:
            found = self._made.get(asked)
            if found is None or found[0] != state:
                return None
            self._made.move_to_end(asked)
            return found[1]

    def keep(self, asked: tuple[str, ...], state: str, made: Made) -> None:
        """Keep an answer that was begun in this state; what was not asked for longest makes room."""
        size = made.size  # packs it, outside the lock
        if size > self._most // 4:
            return
        with self._lock:
            if (before := self._made.pop(asked, None)) is not None:
                self._size -= before[1].size
            self._made[asked] = (state, made)
            self._size += size
            while self._size > self._most:
                _, (_, gone) = self._made.popitem(last=False)
                self._size -= gone.size
