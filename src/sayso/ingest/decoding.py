"""Bytes to text, by a documented ladder that never fails.

1. A byte-order mark decides (UTF-8, UTF-16, UTF-32); it is dropped.
2. NUL bytes in every other place mean UTF-16 without a mark.
3. The encoding that the source itself declares (an HTML page's charset), when every byte fits it.
4. UTF-8. Bytes that are not UTF-8 are read one by one as Windows-1252, and what that leaves undefined as Latin-1:
   a file of one encoding and a file of two take the same road.

Whatever is not plain UTF-8 leaves a note. Line ends are kept. U+0000 and lone surrogates become U+FFFD, one for one:
PostgreSQL cannot hold the one in text, and UTF-8 not the other. So no field of an Article or a Failure that comes out of
a reader holds either. Everything else is kept, for spans count it: other control characters, direction overrides,
zero-width and private characters, non-characters. Whoever shows a text guards the words around it (`visible` on
terminals, escaping and isolation in pages).
"""

import codecs
import re
from typing import NamedTuple

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""Byte-order marks, the longer ones first: UTF-32's begins with UTF-16's."""

MAGIC = (
    (b"\x89PNG", "a PNG image", "give text or HTML"),
    (b"\xff\xd8\xff", "a JPEG image", "give text or HTML"),
    (b"GIF8", "a GIF image", "give text or HTML"),
    (b"SQLite format 3\x00", "a SQLite database", "open it with --db"),
    (b"BZh", "a bzip2 file", "unpack it, or pack it with gzip"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it, or pack it with gzip"),
    (b"\x28\xb5\x2f\xfd", "a zstd file", "unpack it, or pack it with gzip"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it"),
    (b"\x1f\x8b", "a gzip file inside a gzip file", "unpack it once"),
    (b"\x7fELF", "a program", "give text or HTML"),
)
NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
"""Codecs of Python that no text is written in. Some take the square of the length, and a stranger's page may name them."""
SNIFFED = 8192
CONTROLS = bytes(sorted({*range(32)} - {9, 10, 11, 12, 13, 27}))

_broken = re.compile("[\x00\ud800-\udfff]")
_escaped = re.compile("[\udc80-\udcff]")
_beyond_ascii = re.compile("[^\x00-\x7f\udc80-\udcff]")


def _single_byte(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_as_windows = {0xDC00 + byte: _single_byte(byte) for byte in range(0x80, 0x100)}


class Decoded(NamedTuple):
    """A text and what had to be done to read it."""

    text: str
    notes: tuple[str, ...]


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """The text of some bytes by the ladder above, with a note for every step that was not plain UTF-8."""
    for mark, codec, name in BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            if codec == "utf-8":
                return _utf8(body)
            text = body.decode(codec, "replace")
            return _cleaned(text, f"decoded as {name} (byte-order mark)")
    wide = wide_encoding(data)
    if wide is not None:
        return _cleaned(data.decode(wide, "replace"), "decoded as UTF-16 (no byte-order mark)")
    if declared is not None:
        text_or_none = _strict(data, declared)
        if text_or_none is not None:
            plain = declared.lower().replace("_", "-") in {"utf-8", "utf8", "ascii", "us-ascii"}
            return _cleaned(text_or_none, "" if plain else f"decoded as {declared} (declared)")
    return _utf8(data)


def clean(text: str) -> Decoded:
    """The text with U+0000 and lone surrogates as U+FFFD, one for one, so that every offset stays."""
    return _cleaned(text, "")


def binary(head: bytes) -> tuple[str, str] | None:
    """What a file that holds no text is, and what to do about it; None when it looks like text.

    A twentieth of control bytes: text holds none, evenly spread bytes (compressed, encrypted) hold 26 in 256, and a
    damaged text with a few NULs should still be read (they become U+FFFD, noted).
    """
    for magic, what, fix in MAGIC:
        if head.startswith(magic):
            return what, fix
    if any(head.startswith(mark) for mark, _, _ in BOMS) or wide_encoding(head) is not None:
        return None
    sample = head[:SNIFFED]
    if sample and len(sample) - len(sample.translate(None, CONTROLS)) > len(sample) // 20:
        return "binary data (too many control bytes)", "give text, HTML, JSONL or CSV"
    return None


def wide_encoding(data: bytes) -> str | None:
    """Whether bytes without a mark are UTF-16: NULs in most odd (or even) places and in few of the others."""
    sample = data[: SNIFFED - SNIFFED % 2]
    half = len(sample) // 2
    if half < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        if codecs.lookup(codec).name.replace("_", "-") in NO_CHARSETS:
            return None
        return data.decode(codec)
    except (LookupError, ValueError, UnicodeError):
        return None


def _utf8(data: bytes) -> Decoded:
    text = data.decode("utf-8", "surrogateescape")
    bad = len(_escaped.findall(text))
    if not bad:
        return _cleaned(text, "")
    if _beyond_ascii.search(text):
        note = f"mixed encodings: UTF-8, and {bad} bytes read as Windows-1252"
    else:
        note = "decoded as Windows-1252 (not UTF-8)"
    return _cleaned(text.translate(_as_windows), note)


def _cleaned(text: str, note: str) -> Decoded:
    notes: tuple[str, ...] = (note,) if note else ()
    text, broken = _broken.subn("\ufffd", text)
    if broken:
        notes += (f"{broken} characters that are no text (U+0000, lone surrogates) became U+FFFD",)
    return Decoded(text, notes)
