"""What is packed with gzip, unpacked as a stream that a bomb cannot fill and one damaged member does not end.

A file of web archives is one gzip member a record: whoever goes on reading after an InputError gets the next member
that can be found, so that damage costs the records that it hit and no others.
"""

import io
import zlib
from typing import Any

from sayso.errors import InputError

MAGIC = b"\x1f\x8b\x08"
"""How a gzip member begins."""
SMALL_BOMB = 1 << 20
"""Unpacked bytes below which no ratio is asked for: a page of one repeated letter packs 1,000 times."""
CHUNK = 1 << 16


class Unpacked(io.RawIOBase):
    """The inside of a gzip stream of any number of members.

    Reading raises InputError for damage, and for more than `ratio` times the packed bytes so far. What is read after
    that is the next member.
    """

    def __init__(self, packed: io.BufferedReader, *, ratio: int, name: str) -> None:
        self._packed, self._ratio, self._name = packed, ratio, name
        self._rest = self._chunk = b""
        self._ended = self._lost = False
        self._member: Any = None
        self._taken = self._given = self._of_member = 0

    def readable(self) -> bool:
        """Always: there is nothing else to do with it."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next unpacked bytes, as `io.RawIOBase` asks for them. InputError where they are damaged or too many."""
        data = self._next(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        while True:
            if self._member is None and not self._begin():
                return b""
            try:
                data = self._member.decompress(self._rest, size)
            except zlib.error as error:
                raise self._damaged(str(error)) from error
            self._taken += len(self._rest)
            self._rest = self._member.unconsumed_tail or self._member.unused_data
            self._taken -= len(self._rest)
            self._given += len(data)
            self._of_member += len(data)
            if self._given > max(SMALL_BOMB, self._ratio * self._taken):
                self._given -= self._of_member
                self._lose()
                raise InputError(
                    f"unpacks to more than {self._ratio} times its size",
                    fix="unpack it yourself, or raise limits.max_unpacked_ratio",
                    path=self._name,
                )
            if self._member.eof:
                self._member = None
            if data:
                return bytes(data)
            if self._member is not None and not self._rest and not self._fill():
                self._rest = self._chunk[1:]  # it may have taken the next ones for its own
                raise self._damaged("it ends before its end is marked")

    def _begin(self) -> bool:
        """Open the next member; False at the end of the file."""
        if self._lost and not self._find():
            return False
        while not self._rest.lstrip(b"\x00"):  # tapes are filled up with zeros
            self._rest = b""
            if not self._fill():
                return False
        self._rest = self._rest.lstrip(b"\x00")
        while len(self._rest) < len(MAGIC) and self._fill():
            pass
        if not self._rest.startswith(MAGIC):
            raise self._damaged("after a member there is something else")
        self._member, self._of_member, self._chunk = zlib.decompressobj(wbits=31), 0, self._rest
        return True

    def _find(self) -> bool:
        """Go to where the next member seems to begin."""
        while (at := self._rest.find(MAGIC)) < 0:
            self._rest = self._rest[-len(MAGIC) + 1 :]
            if not self._fill():
                return False
        self._rest = self._rest[at:]
        self._lost = False
        return True

    def _fill(self) -> bool:
        more = b"" if self._ended else self._packed.read1(CHUNK)
        self._ended = not more
        self._rest += more
        if more:
            self._chunk = self._rest
        return bool(more)

    def _damaged(self, reason: str) -> InputError:
        self._lose()
        return InputError(f"damaged gzip file ({reason})", fix="fetch or pack it again", path=self._name)

    def _lose(self) -> None:
        """Give up this member, and its first bytes with it, or it would be found again."""
        self._member, self._lost = None, True
        self._rest = self._rest[1:] if self._rest.startswith(MAGIC) else self._rest
