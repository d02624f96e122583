"""RTF: code pages, escapes, links; pictures, hidden and deleted text left out and told; strange files end."""

import io

import pytest
from tests.ingest.newsroom_files import rtf_file

from sayso.ingest import read
from sayso.records import Article, Failure, Reading
from sayso.settings import Settings


def rows(data: bytes) -> list[Reading | Failure]:
    return list(read(["-"], settings=Settings(), stdin=io.BytesIO(data)))


def article(data: bytes) -> Article:
    (row,) = rows(data)
    assert isinstance(row, Reading), row
    assert data == row.raw
    return row.article


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (rb"\ansicpg1252 caf\'e9 \'93yes\'94", "café “yes”"),
        (rb"\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2", "Привет"),
        (b"\\ansicpg1251 \xcf\xf0\xe8\xe2\xe5\xf2", "Привет"),
        (rb"\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset178 Arial Arabic;}}\f1 \'e3\'d1\'cd\'c8\'c7", "مرحبا"),
        (rb"it\u8217 ?s \uc2\u8220 ??here\uc0\u8221  \u-3913 ?", "it’s “here” \uf0b7?"),
        (rb"\u55357 ?\u56832 ? end", "😀 end"),
        ("naïve – UTF-8 raw".encode(), "naïve – UTF-8 raw"),
        (rb"one\par two\line three\tab four\par\par five", "one\n\ntwo\nthree\tfour\n\nfive"),
        (b'a {\\field{\\*\\fldinst HYPERLINK "x.example"}{\\fldrslt {\\ul link}}} b', "a link b"),
        (rb"seen {\v hidden\'e9\u8217 ?} {\v0 shown}\v gone\v0  end", "seen  shown end"),
        (rb"kept{\deleted  out\par} here", "kept here"),
        (rb"x{\*\unknown gone}{\header top}{\footnote below}{\pict\pngblip 00ff}y", "xy"),
        (b"x{\\pict\\bin6 }}}{{{}y", "xy"),
        (rb"\trowd Name\cell Votes\cell\row Vint\cell 12\cell\row after", "Name | Votes\n\nVint | 12\n\nafter"),
        (rb"a\~b\_c\-d \{x\} \\", "a\xa0b\u2011c\xadd {x} \\"),
        (b"first\\\nsecond", "first\n\nsecond"),
    ],
)  # fmt: skip
def test_the_words_are_decoded(inside: bytes, text: str) -> None:
    assert text == article(b"{\\rtf1\\ansi" + (b"" if inside[:1] == b"\\" else b" ") + inside + b"}").text


def test_what_is_left_out_is_told_with_who_extracted_it() -> None:
    notes = article(rb"{\rtf1 a{\header h}{\pict 00}{\v x}{\footnote f}b}").notes

    assert "left out: 1 footnotes, 1 headers and footers, 1 pictures, 1 runs of hidden text" in notes
    assert any(note.startswith("text extracted by striprtf ") for note in notes)


def test_a_text_comes_back_as_it_was_written() -> None:
    text = "“Zoë Brûlé” 😀 said {no} \\ to 50 % – and\n\nto the rest."

    assert text == article(rtf_file(text.replace("\n\n", "\n"))).text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{\\rtf1 " + b"{" * 200_000 + b"deep", "deep"),
        (b"{\\rtf1{\\fonttbl" + b"\\f0\\fcharset0" * 20_000 + b"}fonts}", "fonts"),
        (b"{\\rtf1 " + b'{\\field{\\*\\fldinst{HYPERLINK "a"}}' * 10_000 + b"links", "links"),
        (b"{\\rtf1\\u99999999 ?\\uc99\\u-99999 x\\ansicpg99999\\bin99999999 }", "\ufffd"),
        (b"{\\rtf1 \\bin \\bin-5 \\u \\uc \\'zz \\*}} odd", "zz"),
    ],
    ids=["groups", "fonts", "fields", "numbers", "odd"],
)
def test_hostile_files_are_read_in_time_that_grows_with_them(data: bytes, words: str) -> None:
    assert words in article(data).text


@pytest.mark.parametrize("data", [b"{\\rtf1}", b"{\\rtf", b"{\\rtf1{\\pict 00}}"])
def test_no_words_are_no_article(data: bytes) -> None:
    (row,) = rows(data)

    assert isinstance(row, Failure)
    assert "no words" in row.reason


@pytest.mark.parametrize(
    ("tail", "completeness"), [(b"}", "unknown"), (b"", "partial"), (b" {\\b and", "partial")]
)
def test_a_file_that_breaks_off_is_a_part(tail: bytes, completeness: str) -> None:
    assert completeness == article(b"{\\rtf1\\ansi The lock is shut, the office said." + tail).completeness
