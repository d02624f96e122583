"""HTML fragments: their words, whatever stands between them, in time that grows with their length."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ingest.fragments import Piece, pieces_of, without_markup


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>One <b>bridge</b>.</p><p>Two&nbsp;piers &amp; a ferry</p>", "One bridge.\nTwo piers & a ferry"),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ('<a title="a > b" href=x>here</a> and there', "here and there"),
        ("<script>var a = '<p>no</p>';</script>Yes<STYLE>p{}</STYLE>.", "Yes."),
        ("a<!-- <p>no</p> -->b<!DOCTYPE html><?php no ?>c", "abc"),
        ("<![CDATA[Held & kept]]> after", "Held & kept after"),
        ("3 < 4 and 5 > 4, <3", "3 < 4 and 5 > 4, <3"),
        ("It ends in <a href=", "It ends in <a href="),
        ("a<!-- never ends <p>b</p>", "ab"),
        ("<script>never ends", ""),
        (f'<img src="data:{"A" * 9000}">after', "after"),
        ("<o:p>Office</o:p></ >.", "Office</ >."),
    ],
)
def test_words_are_what_a_reader_sees(markup: str, words: str) -> None:
    assert words == without_markup(markup)


def test_pieces_tell_tags_from_words() -> None:
    assert [
        Piece("<P class=x>", "p"),
        Piece("Bridge "),
        Piece("<br/>", "br"),
        Piece("</p>", "p", ends=True),
    ] == list(pieces_of("<P class=x>Bridge <br/></p>"))


@pytest.mark.parametrize(
    "piece",
    ["<a ", "<!--x>", "<!", "</", "<", "<![CDATA[>", '<a b="', "<a b='\"", "<p/", "<a =", "<b x=y ", "<script></scrip",
     "<script>", "&", "&#", "<?", "<a b='> ", "<!-->", "</p ", '<p x="1" '],
)  # fmt: skip
def test_no_fragment_takes_the_square_of_its_length(piece: str) -> None:
    """300 kB of what hurts a parser: `html.parser` takes minutes over some of these."""
    begun = time.process_time()

    without_markup(piece * (300_000 // len(piece)))

    assert time.process_time() - begun < 3


_tags = st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<br>", '<a href="x>y">', "</a>", "<!-- c -->", "&amp;", "&#8217;", "\n"])  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.one_of(_tags, st.text("ab c.é“", max_size=8)), max_size=20).map("".join))
def test_sound_markup_is_read_as_the_standard_library_reads_it(markup: str) -> None:
    words: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            words.append(data)

    reader = Reader()
    reader.feed(markup)
    reader.close()

    assert "".join(words) == "".join(piece.text for piece in pieces_of(markup) if not piece.tag)


@settings(deadline=None)
@given(st.text("<>/!-'\"ab=& \n[]CDAT?;#p", max_size=60))
def test_no_fragment_raises(markup: str) -> None:
    assert isinstance(without_markup(markup), str)
