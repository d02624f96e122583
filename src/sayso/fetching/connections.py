"""A connection to an address that was checked, which ends when the time is over or too much has come through it.

How long a server takes is measured by the machine's own steady clock, also where the time of day comes from a test.
"""

import re
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

Connect = Callable[[str, int, float], httpcore.NetworkStream]
"""A connection to (address, port) within so many seconds; an exception of httpcore where there is none."""

MOST_HEAD = 96 << 10
"""Bytes of an answer's head: cookies and policies make some of 30 kB, and h11 stops at 100 KiB."""
MOST_ADDRESSES = 4
"""Addresses of one name that are tried in turn."""

_end_of_head = re.compile(rb"\n\r?\n")


class TooMuch(Exception):  # noqa: N818 - named as what happened
    """More came than may; the argument says of what."""


def connect_tcp(address: str, port: int, timeout: float) -> httpcore.NetworkStream:
    """A plain connection by TCP."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=timeout)


class Patience:
    """How long a server may be silent and take in all, from now on, in seconds."""

    def __init__(self, *, silent_s: float, in_all_s: float) -> None:
        self.silent_s, self.in_all_s = silent_s, in_all_s
        self._end = time.monotonic() + in_all_s

    @property
    def over(self) -> bool:
        """Whether the time in all is used up."""
        return time.monotonic() >= self._end

    def left(self, *, of: type[Exception]) -> float:
        """How long to wait for the next bytes. Raises `of` when the time in all is over."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise of("in all")
        return min(self.silent_s, left)


class Checked(httpcore.NetworkBackend):
    """Connects to the given addresses, whatever name it is asked for: what was checked is what is asked."""

    def __init__(
        self, addresses: Sequence[str], *, connect: Connect, patience: Patience, most_bytes: int
    ) -> None:
        self._addresses, self._connect = addresses[:MOST_ADDRESSES], connect
        self._patience, self._most = patience, most_bytes
        self.stream: Bounded | None = None

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - the name was resolved before, and is not resolved again
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the patience holds for the whole request
        local_address: str | None = None,  # noqa: ARG002 - httpcore's interface
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 - same
    ) -> httpcore.NetworkStream:
        """A connection to the first address that answers."""
        for at, address in enumerate(self._addresses):
            try:
                left = self._patience.left(of=httpcore.ConnectTimeout)
                stream = self._connect(address, port, left / (len(self._addresses) - at))
            except (httpcore.ConnectError, httpcore.ConnectTimeout, OSError) as error:
                if at + 1 < len(self._addresses):
                    continue
                if isinstance(error, OSError):
                    raise httpcore.ConnectError(str(error)) from error
                raise
            else:
                self.stream = Bounded(stream, patience=self._patience, most_bytes=self._most)
                return self.stream
        raise httpcore.ConnectError("no address")


class Bounded(httpcore.NetworkStream):
    """A stream that gives the head of an answer apart from its body, and neither without end."""

    def __init__(self, stream: httpcore.NetworkStream, *, patience: Patience, most_bytes: int) -> None:
        self._stream, self._patience, self._most = stream, patience, most_bytes
        self._rest = self._handed = b""
        self._head = True
        self._taken = 0
        self.body_bytes = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the patience holds
        """What came next; of a head up to its end, so that the bytes of the body can be counted."""
        if not self._rest:
            self._rest = self._stream.read(max_bytes, timeout=self._patience.left(of=httpcore.ReadTimeout))
            self._taken += len(self._rest)
            if self._taken > (MOST_HEAD if self._head else self._most):
                raise TooMuch("head" if self._head else "body")
        data, self._rest = self._rest, b""
        if not self._head:
            self.body_bytes += len(data)
            return data
        end = _end_of_head.search(self._handed + data)
        if end is None:
            self._handed = (self._handed + data)[-2:]
            return data
        cut = end.end() - len(self._handed)
        self._handed, self._rest = b"", data[cut:]
        return data[:cut]

    def body_begins(self) -> None:
        """The head is read."""
        self._head, self._taken = False, len(self._rest)

    def more_than(self, length: int) -> bool:
        """Whether more came, or is there, than a body of so many bytes."""
        if self.body_bytes > length or self._rest:
            return True
        if not self._stream.get_extra_info("is_readable"):
            return False
        try:
            return bool(self._stream.read(1, timeout=0.01))
        except (httpcore.NetworkError, httpcore.TimeoutException):
            return False

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the patience holds
        """Send the request."""
        self._stream.write(buffer, timeout=self._patience.left(of=httpcore.WriteTimeout))

    def close(self) -> None:
        """End the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: Any,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - the patience holds
    ) -> httpcore.NetworkStream:
        """Go on encrypted, with a server that shows a certificate for the name."""
        left = self._patience.left(of=httpcore.ConnectTimeout)
        self._stream = self._stream.start_tls(ssl_context, server_hostname, timeout=left)
        return self

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of a stream."""
        return self._stream.get_extra_info(info)
