"""An article's text as HTML: read back it is the text itself, whatever is marked in it."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from sayso.spans import Span
from sayso.web.marked_text import Stretch, marked_text, window_of


class Reader(HTMLParser):
    """What a browser holds of some HTML: its text, and every element with its attributes and its own text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[tuple[str, dict[str, str | None], int]] = []
        self.elements: list[tuple[str, dict[str, str | None], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.open.append((tag, dict(attrs), len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        """An element ends: the one opened last."""
        name, attrs, start = self.open.pop()
        assert tag == name
        self.elements.append((name, attrs, self.text[start:]))

    def handle_data(self, data: str) -> None:
        """Text."""
        self.text += data


def read(html: str) -> Reader:
    """The HTML as a browser reads it: line ends become line feeds before anything else."""
    reader = Reader()
    reader.feed(str(html).replace("\r\n", "\n").replace("\r", "\n"))
    reader.close()
    assert reader.open == []
    return reader


TEXTS = st.text(
    alphabet=st.sampled_from("ab <>&\"'\n\r\t“”🏗é\u0301\u202e\u05d0\u200f\u2028.")
    | st.characters(codec="utf-8", exclude_characters="\0"),
    max_size=60,
)


@st.composite
def stretched(draw: st.DrawFn) -> tuple[str, list[Stretch]]:
    """A text with any stretches in it, overlapping or not."""
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places), max_size=8))
    return text, [
        Stretch(
            start=min(pair),
            end=max(pair),
            look=f"look{number}",
            data={"attribution": f"id{number}"},
            link=f"#x{number}" if number % 2 else "",
            anchor=f"a-{number}",
        )
        for number, pair in enumerate(pairs)
    ]


@given(stretched())
def test_what_a_browser_reads_back_is_the_text(drawn: tuple[str, list[Stretch]]) -> None:
    """Not one character is added or lost: carriage returns, tags, joined accents and emoji included."""
    text, stretches = drawn

    assert text == read(marked_text(text, stretches)).text


@given(stretched())
def test_each_stretch_covers_exactly_its_words(drawn: tuple[str, list[Stretch]]) -> None:
    """The segments that carry a stretch's id are, put together, the words of the stretch."""
    text, stretches = drawn
    elements = read(marked_text(text, stretches)).elements

    for one in stretches:
        name = one.data["attribution"]
        words = "".join(
            inside for _, attrs, inside in elements if name in (attrs.get("data-attribution") or "").split()
        )
        assert text[one.start : one.end] == words


def test_a_segment_has_the_classes_and_ids_of_all_that_covers_it() -> None:
    """Two stretches that overlap make three segments; the anchor of each stands once, where it begins."""
    html = marked_text(
        "one two three",
        [
            Stretch(start=0, end=7, look="said", data={"attribution": "x"}, link="#more-x", anchor="a-x"),
            Stretch(start=4, end=13, look="shared", data={"shared": "1"}, anchor="s-1"),
        ],
    )
    elements = read(html).elements

    assert [
        ("said", "one "),
        ("said shared", "two"),
        ("shared", " three"),
    ] == [(attrs["class"], words) for tag, attrs, words in elements if tag in {"a", "span"} and words]
    assert ["a-x", "s-1"] == [attrs["id"] for _, attrs, words in elements if attrs.get("class") == "anchor"]


def test_only_the_first_segment_of_a_link_is_a_stop_of_the_tab_key() -> None:
    """A long attribution with a name in it is one stop, and not three."""
    html = marked_text(
        "one two three",
        [
            Stretch(start=0, end=13, look="said", link="#more-x"),
            Stretch(start=4, end=7, look="mention"),
        ],
    )

    assert [None, "-1", "-1"] == [
        attrs.get("tabindex") for tag, attrs, _ in read(html).elements if tag == "a"
    ]


def test_what_is_asked_for_is_marked_and_takes_the_focus() -> None:
    """Across an emoji and a paragraph: offsets are code points, and the first piece is what the browser goes to."""
    text = "A crane 🏗 fell.\n\nNobody knew."
    start = text.index("fell")
    html = marked_text(text, [], at=Span(start, start + 12))
    marks = [(attrs.get("id"), words) for tag, attrs, words in read(html).elements if tag == "mark"]

    assert [("at", "fell.\n\n"), (None, "Nobod")] == marks
    assert text == read(html).text


def test_a_window_keeps_the_offsets_of_the_whole_text() -> None:
    """The second half of a text says where its words stand in all of it."""
    text = "first half second half"
    html = marked_text(text[11:], [Stretch(start=6, end=17, look="said")], offset=11)
    said = [
        (attrs["data-start"], attrs["data-end"], words)
        for tag, attrs, words in read(html).elements
        if tag == "span"
    ]

    assert [("11", "17", "second")] == said


def test_html_in_an_article_stays_text() -> None:
    """Tags and quotation marks of an article, or in a name, become no elements and no attributes."""
    html = marked_text('<script>alert("x")</script>', [Stretch(start=0, end=8, look="said", says='"><b>')])

    assert {"p", "span"} == {tag for tag, _, _ in read(html).elements}


def test_a_window_holds_what_is_asked_for_and_cuts_no_word() -> None:
    """Windows begin at a multiple of their size; one that would begin within a word begins before it."""
    text = "word " * 100

    assert Span(0, 500) == window_of(500, at=None, start=None, most=500)
    assert Span(0, 100) == window_of(500, at=None, start=None, most=100, text=text)
    assert Span(100, 200) == window_of(500, at=Span(152, 156), start=None, most=100, text=text)
    assert Span(100, 200) == window_of(500, at=None, start=102, most=100, text=text)
    assert Span(495, 500) == window_of(500, at=None, start=9_999, most=100, text=text)
