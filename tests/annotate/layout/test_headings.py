"""Headlines by shape."""

import pytest

from sayso.annotate.layout.headings import ends_sentence, folded, headline_of, lines_of, subheading_shaped

BODY = "The harbour office said on Monday that the old bridge over the Senn will close for a month."


@pytest.mark.parametrize(
    ("above", "headline"),
    [
        ("", "Old Bridge Over Senn to Close"),
        ("", "Harbour office closes the old bridge"),
        ("", "‘Nobody Will Drive Over It’: Bridge Shut Till May"),
        ("", "Old Bridge Will Close for a Month Says U.S."),
        ("WorldEuropeTransport\n", "Old Bridge Over Senn to Close"),
        ("ADVERTISEMENT\n\nPhoto: Ada Quill\n", "Old Bridge Over Senn to Close"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\r\n\r\n", "\n\nVELLIN (Tern) — "])
def test_the_first_line_of_a_page_may_be_its_headline(above: str, headline: str, between: str) -> None:
    """Furniture above it is passed over."""
    text = f"{above}{headline}{between}{BODY}"

    span = headline_of(text)

    assert span is not None
    assert text[slice(*span)] == headline


@pytest.mark.parametrize(
    "first",
    [
        BODY,
        "Ada Quill and Tom Belling",
        "The Harbor Post",
        "“Nobody will drive over it before the month of May”",
        "Ada Morrow speaks in Vellin, March 3, 2031. (Tom Belling/Tern)",
        "Why does the old bridge have to close?",
        "the old bridge over the senn to close",
        "The bridge has moved. It will close",
    ],
)
def test_other_first_lines_are_none(first: str) -> None:
    """Sentences, names, quotations, captions."""
    assert headline_of(f"{first}\n\n{BODY}") is None


def test_a_headline_needs_a_body() -> None:
    """A line alone, or one of a list of short lines, proves nothing."""
    assert headline_of("Harbour office closes the old bridge") is None
    assert headline_of("Harbour office closes the old bridge\nFerry to run for a month\n") is None


def test_titles_are_compared_by_letters_and_digits() -> None:
    """Quotes, dashes, case and spacing do not count."""
    assert folded("“Bridge – closed”") == folded("'Bridge' -  Closed")


def test_lines_leave_out_their_edges() -> None:
    """Every line end counts, also those of other systems."""
    text = " One \r\n\n\u2028Two\x85 \t"

    assert [text[slice(*line)] for line in lines_of(text)] == ["One", "Two"]


@pytest.mark.parametrize(
    ("line", "shaped"),
    [
        ("What comes next", True),
        ("Why now?", True),
        ("THE WORKS", True),
        ("“No way”", False),
        ("It will close.", False),
        ("Bridges closed: 3", False),
        ("and then", False),
        ("See https://a.example", False),
        ("— Ada Morrow (@morrow) March 3, 2031", False),
        ("a b c d e f g h i j k l", False),
    ],
)
def test_a_subheading_is_a_few_words_and_no_sentence(line: str, shaped: bool) -> None:  # noqa: FBT001 - a table
    """Labels with figures, links and posts are none."""
    assert subheading_shaped(line) == shaped


def test_abbreviations_do_not_end_a_sentence() -> None:
    """A question mark may end a headline too."""
    assert not ends_sentence("Bridge Closed, Says U.S.")
    assert not ends_sentence("Bridge closed?")
    assert ends_sentence("The bridge is closed.”")
