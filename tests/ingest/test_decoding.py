"""Bytes to text: the ladder, its notes, and what is no text at all."""

import codecs
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest.decoding import binary, clean, decode

WORDS = "“Genug”, sagte Müller – 5 €."


def test_utf8_leaves_no_note() -> None:
    """The usual case is silent, and line ends are kept as they are."""
    assert ("One.\r\nTwo.\rThree.\n", ()) == decode(b"One.\r\nTwo.\rThree.\n")


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(mark: bytes, codec: str) -> None:
    """All but UTF-8 are noted."""
    text, notes = decode(mark + WORDS.encode(codec))

    assert text == WORDS
    assert (codec != "utf-8") == bool(notes)


def test_utf16_without_a_mark_is_known_by_its_zeros() -> None:
    """Every second byte of English in UTF-16 is zero."""
    text, notes = decode(b"T\x00h\x00e\x00 \x00m\x00a\x00y\x00o\x00r\x00 \x00s\x00a\x00i\x00d\x00.\x00")

    assert text == "The mayor said."
    assert notes == ("decoded as UTF-16 (no byte-order mark)",)


def test_windows_1252_is_the_fallback() -> None:
    """Curly quotes and dashes of old web servers, and bytes that even Windows-1252 leaves open."""
    assert (WORDS, ("decoded as Windows-1252 (not UTF-8)",)) == decode(WORDS.encode("cp1252"))
    assert decode(b"caf\xe9 \x81").text == "café \x81"


def test_a_text_in_two_encodings_is_read_in_both() -> None:
    """Half of it pasted from elsewhere: each byte is read as what it can be."""
    text, notes = decode("Größe\n".encode() + "Größe\n".encode("cp1252"))

    assert text == "Größe\nGröße\n"
    assert notes == ("mixed encodings: UTF-8, and 2 bytes read as Windows-1252",)


def test_a_declared_encoding_counts_when_every_byte_fits() -> None:
    """A page that says so is believed, unless its bytes say otherwise."""
    assert decode("мост".encode("koi8-r"), declared="koi8-r") == ("мост", ("decoded as koi8-r (declared)",))
    assert decode("мост".encode(), declared="ascii") == ("мост", ())
    assert decode(b"bridge", declared="no-such-codec") == ("bridge", ())
    assert decode(b"bridge", declared="base64") == ("bridge", ())


def test_what_is_no_text_is_replaced_one_for_one() -> None:
    """Offsets stay: U+0000 and lone surrogates become U+FFFD, and that is noted."""
    text, notes = clean("a\x00b\ud800c😀")

    assert text == "a\ufffdb\ufffdc😀"
    assert notes == ("2 characters that are no text (U+0000, lone surrogates) became U+FFFD",)


@pytest.mark.parametrize(
    "head", [b"GIF89a", b"\x89PNG\r\n", b"PK\x03\x04", b"\x00" * 400, b"a\x00\x01\x02" * 99]
)
def test_files_that_hold_no_text_are_known(head: bytes) -> None:
    """By their first bytes, or by control bytes that no text has."""
    assert binary(head) is not None


def test_random_bytes_are_no_text_and_damaged_text_is() -> None:
    """Compressed data is spread evenly; a text with a few zeros in it is still a text."""
    assert binary(random.Random(1).randbytes(8192)) is not None
    assert binary(b"The mayor said that the bridge would close. " * 9 + b"\x00\x00\x00") is None
    assert binary("Der Bürgermeister".encode("utf-16")) is None


@given(st.binary(max_size=400))
def test_any_bytes_decode_to_clean_text(data: bytes) -> None:
    """Never an exception, never a character that cannot be stored."""
    text, _ = decode(data)

    assert "\x00" not in text
    assert text == text.encode("utf-8").decode("utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff")))
def test_utf8_text_is_kept_to_the_character(text: str) -> None:
    """Plain text is stored exactly as it was decoded (short texts of zeros and ASCII aside, which are UTF-16)."""
    assert decode(codecs.BOM_UTF8 + text.encode()) == (text, ())


@pytest.mark.parametrize("codec", ["punycode", "IDNA", "unicode_escape", "raw_unicode_escape", "undefined"])
def test_a_codec_that_is_no_charset_is_not_believed(codec: str) -> None:
    """A page may declare any name that Python knows: punycode takes the square of the length."""
    data = b"b9a" * 100_000
    begun = time.process_time()

    assert decode(data, declared=codec).text == data.decode()
    assert time.process_time() - begun < 1
