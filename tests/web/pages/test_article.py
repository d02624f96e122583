"""The page of an article: its exact text with layers, each line beside it, and nothing that a script must show."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

HIDES = {"script", "style", "head"}


class Page(HTMLParser):
    """The page as a browser holds it: elements by id, the text of the column with the article, and all text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.column, self.words = "", ""
        self.elements: list[tuple[str, dict[str, str | None], str]] = []
        self._open: list[tuple[str, dict[str, str | None], int]] = []
        self.feed(html.replace("\r\n", "\n").replace("\r", "\n"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if tag not in {"meta", "link", "input", "br", "hr", "img"}:
            self._open.append((tag, given, len(self.words)))

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        while self._open:
            name, attrs, start = self._open.pop()
            self.elements.append((name, attrs, self.words[start:]))
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        """Text."""
        if any(tag in HIDES for tag, *_ in self._open):
            return
        self.words += data
        if any("text" in (attrs.get("class") or "").split() for _, attrs, _ in self._open):
            self.column += data

    def of(self, name: str, value: str) -> list[str]:
        """The texts of the elements whose data attribute holds an id."""
        return [
            words for _, attrs, words in self.elements if value in (attrs.get(f"data-{name}") or "").split()
        ]


def test_the_text_is_read_back_as_it_is_stored(ask: Callable[..., Any], mill: Any) -> None:
    """Tags, ampersands, a carriage return, emoji and Arabic included, with every layer over it."""
    answer = ask(f"/article/{mill.herald.id}?layers=said,mentions,shared,times,marks")

    assert 200 == answer.status_code
    assert mill.herald.text == Page(answer.text).column


def test_the_words_of_an_attribution_carry_its_id_after_an_emoji(ask: Callable[..., Any], mill: Any) -> None:
    """Offsets are code points: the marked words are the content, whatever stands before it."""
    page = Page(ask(f"/article/{mill.herald.id}").text)
    pieces = [
        words
        for tag, attrs, words in page.elements
        if tag == "a"
        and "voiced" in (attrs.get("class") or "")
        and mill.hurt.id in (attrs["data-attribution"] or "")
    ]

    assert "“Nobody was hurt 🙏, as far as we know,”" == "".join(pieces)
    assert 1 == page.ids.count(f"a-{mill.hurt.id}")
    assert len(page.ids) == len(set(page.ids))


def test_a_nested_attribution_lies_within_the_one_around_it(ask: Callable[..., Any], mill: Any) -> None:
    """What the radio reported holds what the owner said; the words lead to the inner one."""
    page = Page(ask(f"/article/{mill.herald.id}").text)
    links = [
        (attrs["href"], words)
        for tag, attrs, words in page.elements
        if tag == "a"
        and "voiced" in (attrs.get("class") or "")
        and mill.radio.id in (attrs["data-attribution"] or "")
    ]

    assert [
        (f"#more-{mill.radio.id}", "that "),
        (f"#more-{mill.lied.id}", "the owner"),
        (f"#more-{mill.lied.id}", "“lied & hid it”"),
    ] == [(to, words) for to, words in links if words.strip()]


def test_every_marked_word_leads_to_a_line_that_is_there_without_a_script(
    ask: Callable[..., Any], mill: Any
) -> None:
    """A link within the page has a place to go to."""
    page = Page(ask(f"/article/{mill.herald.id}").text)
    targets = {
        attrs["href"]
        for tag, attrs, _ in page.elements
        if tag == "a" and (attrs.get("href") or "").startswith("#")
    }

    assert set() == {to for to in targets if to and to[1:] not in page.ids}


def test_an_accusation_by_an_inferred_speaker_says_so_above_it(ask: Callable[..., Any], mill: Any) -> None:
    """In the page and in its data."""
    address = f"/article/{mill.herald.id}"
    lines = {line["attribution"]: line for line in ask(address + ".json").json()["lines"]}

    assert {mill.lied.id} == {name for name, line in lines.items() if line["unchecked"]}
    assert 1 == ask(address).text.count("speaker inferred, unchecked")


def test_a_rejected_attribution_is_struck_through_and_not_counted(ask: Callable[..., Any], mill: Any) -> None:
    """Its words stay, with who rejected it and when."""
    address = f"/article/{mill.herald.id}"
    data = ask(address + ".json").json()
    page = Page(ask(address).text)

    assert ("“We heard a bang.”", "Kim <3", 1, 4) == (
        data["rejected"][0]["text"],
        data["rejected"][0]["by"],
        data["counts"]["rejected"],
        data["counts"]["lines"],
    )
    assert ["“We heard a bang.”"] == page.of("rejected", data["rejected"][0]["attribution"])
    assert re.search(r"rejected by\s+Kim <3 on 2031-05-11", page.words)


def test_what_is_asked_for_is_marked_by_the_server(ask: Callable[..., Any], mill: Any) -> None:
    """`at` needs no script; what is no stretch of this text is refused with a sentence."""
    span = mill.hurt.content[0]
    page = Page(ask(f"/article/{mill.herald.id}?at={span.start}-{span.end}").text)
    marks = [
        words for tag, attrs, words in page.elements if tag == "mark" and "at" in (attrs.get("class") or "")
    ]

    assert "“Nobody was hurt 🙏, as far as we know,”" == "".join(marks)
    assert "at" in page.ids
    for wrong in ("9-3", "0-999999", "x", "-1-4"):
        assert 400 == ask(f"/article/{mill.herald.id}?at={wrong}").status_code


def test_layers_are_links_and_a_form(ask: Callable[..., Any], mill: Any) -> None:
    """Without a script: a query chooses the layers, none is a choice, and an unknown one is an error."""
    address = f"/article/{mill.herald.id}"

    assert ["said", "marks"] == ask(address + ".json").json()["layers"]
    assert ["mentions", "times"] == ask(address + ".json?layers=times,mentions").json()["layers"]
    assert ["said"] == ask(address + ".json?layer=said&layer=none").json()["layers"]
    assert [] == ask(address + ".json?layer=none").json()["layers"]
    assert 'class="reading show-mentions show-times"' in ask(address + "?layers=mentions,times").text
    assert 400 == ask(address + "?layers=colours").status_code


def test_a_line_shows_what_else_renders_it_with_its_own_words_marked(
    ask: Callable[..., Any], mill: Any
) -> None:
    """The Echo says "so far" where the Herald says "as far"."""
    lines = {line["attribution"]: line for line in ask(f"/article/{mill.herald.id}.json").json()["lines"]}
    other = lines[mill.hurt.id]["others"][0]

    assert ("Echo", "Ada Brand", "named") == (
        other["article"]["outlet"],
        other["speaker"],
        other["basis_words"],
    )
    assert ["so"] == [piece["text"] for piece in other["pieces"] if piece["how"] == "here"]
    assert other["words"] == "“Nobody was hurt, so far as we know,”"
    assert [] == lines[mill.burned.id]["others"]


def test_the_head_says_how_each_fact_is_known(ask: Callable[..., Any], mill: Any) -> None:
    """Dates with their basis, what is unknown as unknown; an address that is no web page becomes no link."""
    known = Page(ask(f"/article/{mill.herald.id}").text)
    bare = ask(f"/article/{mill.sund.id}").text

    assert re.search(r"Published\s*2031-05-03 \(stated\)", known.words)
    assert re.search(r"Authors\s*Jo Lind", known.words)
    assert mill.herald.text_sha256 in known.words
    assert "Nothing was read in this article: its language (de) is not annotated" in re.sub(r"\s+", " ", bare)
    assert 'href="javascript:' not in bare


def test_shared_text_is_numbered_and_leads_to_the_other_article(ask: Callable[..., Any], mill: Any) -> None:
    """With what is known of its way, in words."""
    data = ask(f"/article/{mill.herald.id}.json").json()
    [region] = data["shared"]
    [other] = region["with"]

    assert ("The old mill burned on Friday", "Echo", "which way it went is unknown") == (
        mill.herald.text[region["start"] : region["end"]],
        other["article"]["outlet"],
        other["direction_words"],
    )
    assert 200 == ask(other["link"].partition("#")[0]).status_code


def test_the_beginning_of_an_id_finds_the_article_and_no_id_says_what_to_do(
    ask: Callable[..., Any], mill: Any
) -> None:
    """Old links and typed ones."""
    assert mill.herald.id == ask(f"/article/{mill.herald.id[:8]}.json").json()["article"]["id"]
    assert 404 == ask("/article/ffffffffffffffff").status_code


def test_a_removed_article_says_that_it_was_removed(
    ask: Callable[..., Any], mill: Any, collection: Any
) -> None:
    """And why, without a word of it."""
    collection.store.remove(mill.echo.id, reason="withdrawn by its outlet")
    answer = ask(f"/article/{mill.echo.id}")

    assert 404 == answer.status_code
    assert "withdrawn by its outlet" in answer.text
    assert "river" not in answer.text


@pytest.mark.parametrize("text", ["word " * 50_000, "x" * 250_000], ids=["one line", "one word"])
def test_a_very_long_article_is_shown_in_parts(shelved: Callable[..., Any], text: str) -> None:
    """The part that holds what is asked for, with links to the others; offsets stay those of the whole."""
    name, ask = shelved(text)
    first = ask(f"/article/{name}")
    later = Page(ask(f"/article/{name}?at=150005-150009").text)
    data = ask(f"/article/{name}.json?at=150005-150009").json()["text"]

    assert text[:100_000] == Page(first.text).column
    assert f"/article/{name}?from=100000" in first.text
    assert ((100_000, 200_000, 250_000), text[100_000:200_000]) == (
        (data["start"], data["end"], data["length"]),
        later.column,
    )
    assert [text[150_005:150_009]] == [
        words for tag, attrs, words in later.elements if attrs.get("id") == "at"
    ]
