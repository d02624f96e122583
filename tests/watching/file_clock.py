"""A clock that lives in a file: whoever maps it shares its time, and it outlives a process that is killed."""

import mmap
import struct
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

BEGIN = datetime(2031, 5, 7, 8, 0, tzinfo=UTC)


class FileClock:
    """Seconds since `BEGIN` in eight bytes of a file; they grow only while somebody sleeps."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(struct.pack("d", 0.0))
        with path.open("r+b") as file:
            self._bytes = mmap.mmap(file.fileno(), 8)
        self._lock = threading.Lock()

    @property
    def seconds(self) -> float:
        """Seconds since the beginning."""
        return float(struct.unpack("d", self._bytes[:8])[0])

    def now(self) -> datetime:
        """The moment it is."""
        return BEGIN + timedelta(seconds=self.seconds)

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self._bytes[:8] = struct.pack("d", self.seconds + max(0.0, seconds))

    def close(self) -> None:
        """Let go of the file."""
        self._bytes.close()
