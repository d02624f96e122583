"""The bytes of a page out of an HTTP response as an archive holds it: in chunks, packed, or neither whatever it says."""

import io
import zlib
from typing import Any

from sayso.errors import InputError
from sayso.ingest.unpacking import SMALL_BOMB
from sayso.settings import Limits

CODINGS_MOST = 3
"""Codings of one body that are undone: servers use one, and proxies add another."""


CUT = "the page ends before its end is marked"


def body_of(head: dict[str, str], body: bytes, *, limits: Limits) -> tuple[bytes, tuple[str, ...]]:
    """The page's bytes and notes on them, from a head (names in lower case) and the body after it.

    Crawlers often store a body unpacked under the head it came with, so a body that is not what its head says is taken
    as it is, with a note; so is what there is of one that ends early. InputError for one that unpacks to more than the
    limits allow.
    """
    notes: tuple[str, ...] = ()
    if "chunked" in head.get("transfer-encoding", "").lower():
        joined = _joined(body)
        if joined is None:
            notes += ("said to come in chunks, and did not",)
        else:
            body, whole = joined
            notes += () if whole else (CUT,)
    codings = [word.strip().lower() for word in head.get("content-encoding", "").split(",") if word.strip()]
    if len(codings) > CODINGS_MOST:
        raise InputError(f"packed {len(codings)} times over", fix="fetch the page itself, and add that")
    for coding in reversed(codings):
        if coding in {"identity", "none", "utf-8", "utf8"}:
            continue
        unpacked = _unpacked(body, coding, limits)
        if unpacked is None:
            notes += (f"said to be packed as {coding[:20]}, and was not",)
        else:
            body, whole = unpacked
            notes += () if whole else (CUT,)
    if len(body) > limits.max_file_mb << 20:
        raise InputError(f"a page larger than {limits.max_file_mb} MiB", fix="raise limits.max_file_mb")
    return body, notes


def _joined(body: bytes) -> tuple[bytes, bool] | None:
    """The body that comes in chunks (RFC 9112, section 7.1), and whether it is whole; None when it does not come so."""
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\r\n", at, at + 1_000)
        size = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not size or len(size) > 8 or size.translate(None, b"0123456789abcdefABCDEF"):
            return (b"".join(parts), False) if parts and end < 0 else None
        length = int(size, 16)
        if not length:
            return b"".join(parts), True
        parts.append(body[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(parts), False


def _unpacked(body: bytes, coding: str, limits: Limits) -> tuple[bytes, bool] | None:
    """What a body unpacks to, and whether it is whole; None when it is not packed so."""
    most = min(limits.max_file_mb << 20, max(SMALL_BOMB, limits.max_unpacked_ratio * len(body)))
    found: tuple[bytes, bool] | None
    if coding in {"gzip", "x-gzip"}:
        found = _inflated(body, 31, most)
    elif coding == "deflate":  # RFC 9110: zlib; some servers send it bare
        found = _inflated(body, 15, most) or _inflated(body, -15, most)
    elif coding in {"br", "zstd"}:
        found = _by_fastwarc(body, coding, most)
    else:
        return None
    if found is not None and len(found[0]) > most:
        if most == limits.max_file_mb << 20:
            raise InputError(f"a page larger than {limits.max_file_mb} MiB", fix="raise limits.max_file_mb")
        raise InputError(
            f"a body that unpacks to more than {limits.max_unpacked_ratio} times its size",
            fix="raise limits.max_unpacked_ratio if it may",
        )
    return found


def _inflated(body: bytes, wbits: int, most: int) -> tuple[bytes, bool] | None:
    packed = zlib.decompressobj(wbits=wbits)
    try:
        return packed.decompress(body, most + 1), packed.eof
    except zlib.error:
        return None


def _by_fastwarc(body: bytes, coding: str, most: int) -> tuple[bytes, bool] | None:
    """The same; FastWARC does not tell whether there should be more."""
    from fastwarc.stream_io import BrotliReader, ZstdReader  # noqa: PLC0415 - only where archives are read

    reader: Any = (BrotliReader if coding == "br" else ZstdReader)(io.BytesIO(body))
    parts: list[bytes] = []
    length = 0
    try:
        while length <= most and (part := reader.read(min(1 << 16, most + 1 - length))):
            parts.append(part)
            length += len(part)
    except (OSError, ValueError):
        return None
    return b"".join(parts), True
