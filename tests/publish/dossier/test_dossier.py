"""A dossier holds what may be handed on, with its sources, and says what it leaves out; it loads nothing."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from sayso.errors import SettingsError
from sayso.publish.dossier.contents import dossier_data
from sayso.publish.dossier.dossier import dossier
from sayso.publish.dossier.selecting import Choice
from sayso.publish.dossier.writing import policy, styles
from sayso.publish.views.stories import find_story
from sayso.store.protocol import Store

from .conftest import Told, reviewed

Collect = Callable[..., Store]


class Page(HTMLParser):
    """The tags of a page with their attributes, in order, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep it."""
        self.words += data


def shown(store: Store, **options: Any) -> dict[str, Any]:
    """What a dossier of the one story holds."""
    return dossier_data(store, find_story(store), Choice(**options))


def lines(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Who, the marked words, and what stands beside them."""
    return [
        (r["told"], "".join(piece.text for piece in r["context"] if piece.marked), line["known"])
        for group in data["said"]
        for one in group["said"]
        for r in one["renderings"]
        for line in r["lines"]
    ]


def test_it_loads_nothing_and_runs_nothing(collected: Collect) -> None:
    """No script, no image, no font, no frame; its policy allows its own styles alone, and they load nothing."""
    store = collected()
    text = dossier(store, find_story(store), full_text=True)
    page = Page(text)
    tags = {tag for tag, _ in page.tags}

    assert not tags & {
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "link",
        "base",
        "form",
        "audio",
        "video",
        "svg",
    }
    assert not [
        attrs
        for _, attrs in page.tags
        if any(name.startswith("on") or name in {"src", "srcset", "style"} for name in attrs)
    ]
    assert not re.search(r"url\(|@import|expression", styles())
    assert [policy()] == [attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv")]
    assert "default-src 'none'" in policy()


def test_what_articles_say_is_text(collected: Collect) -> None:
    """No tag of an article is a tag, and no address but http is a link."""
    store = collected()
    page = Page(dossier(store, find_story(store), full_text=True))
    links = {attrs["href"] for tag, attrs in page.tags if tag == "a"}

    assert "b" not in {tag for tag, _ in page.tags}
    assert "Lindquist: wall <b>holds</b>" in page.words
    assert all(str(link).startswith(("#", "https://valley.example/")) for link in links)
    assert "javascript:alert(1)" in page.words


def test_markdown_reads_no_markup_in_articles(collected: Collect) -> None:
    """Signs of Markdown and HTML are escaped."""
    store = collected()
    text = dossier(store, find_story(store), "md", full_text=True)

    assert "Lindquist: wall &lt;b>holds&lt;/b>" in text
    assert "Harbour \\*Sun\\*" in text
    assert "reporters &amp; left. \\[1\\] \\*Nobody\\* asked." in text


def test_every_line_has_speaker_basis_outlet_review_state_and_a_source(
    collected: Collect, valley: Told
) -> None:
    """The words stand in their sentence, marked; the number leads to the source."""
    store = collected()
    data = shown(store)
    [source] = [one for one in data["sources"] if one["outlet"] == "Valley Post"]
    text = dossier(store, find_story(store))

    assert ("Åsa Lindqvist said", "the wall is sound", "paraphrased; named; unreviewed") in lines(data)
    assert valley.article.text_sha256 == source["sha256"]
    assert ("2031-05-02", "stated", "full") == (source["published"], source["basis"], source["completeness"])
    for number in re.findall(r'href="#source-(\d+)"', text):
        assert f'id="source-{number}"' in text
    assert "as rendered by Valley Post" in text


def test_unchecked_warnings_stay_out_unless_they_are_asked_for(collected: Collect, valley: Told) -> None:
    """They are counted; in it they are headed; once somebody has checked them they are lines like others."""
    warning = "“They knew,”"
    store = collected()
    without, with_them = shown(store), shown(store, unchecked=True)
    known = next(
        row.id
        for row in valley.rows
        if type(row).__name__ == "Attribution" and valley.article.text[slice(*row.content[0])] == warning
    )
    checked = shown(collected(reviewed(valley, known)))

    assert warning not in {words for _, words, _ in lines(without)}
    assert any("1 rendering of an accusation or a warning" in words for words in without["left_out"])
    assert warning in {words for _, words, _ in lines(with_them)}
    assert "SPEAKER INFERRED, UNCHECKED" in dossier(store, find_story(store), unchecked=True)
    assert any(words == warning and "checked by a reviewer" in known for _, words, known in lines(checked))


def test_rejected_lines_are_never_in_it(collected: Collect, valley: Told) -> None:
    """Not even when everything else is asked for; a row that is gone already is counted too."""
    known = next(row.id for row in valley.rows if type(row).__name__ == "Attribution")
    store = collected(reviewed(valley, known, kind="reject"), reviewed(valley, "f" * 16, kind="reject"))
    data = shown(store, unchecked=True)

    assert "the wall is sound" not in {words for _, words, _ in lines(data)}
    assert "2 renderings rejected by a reviewer" in data["left_out"]


def test_only_what_is_checked(collected: Collect, valley: Told) -> None:
    """What is disputed or unreviewed is left out, and counted."""
    first, second = [row.id for row in valley.rows if type(row).__name__ == "Attribution"][:2]
    store = collected(
        reviewed(valley, first),
        reviewed(valley, second),
        reviewed(valley, second, kind="reject", by="Sol", effect="overridden"),
    )
    data = shown(store, reviewed_only=True)

    assert ["the wall is sound"] == [words for _, words, _ in lines(data)]
    assert any(words == "1 rendering disputed between reviewers" for words in data["left_out"])
    assert any("not reviewed by anybody" in words for words in data["left_out"])


def test_whole_texts_only_if_asked_for(collected: Collect) -> None:
    """Else a sentence around each quotation."""
    store = collected()

    assert "did not answer" not in dossier(store, find_story(store), reviewed_only=True)
    assert "did not answer" in dossier(store, find_story(store), reviewed_only=True, full_text=True)


def test_there_is_no_clock_in_it(collected: Collect) -> None:
    """The same collection gives the same bytes; a date stands in it when it is given."""
    store = collected()

    for form in ("html", "md"):
        assert dossier(store, find_story(store), form) == dossier(store, find_story(store), form)
        assert "7 May 2031" in dossier(store, find_story(store), form, date="7 May 2031")


@pytest.mark.parametrize("options", [{"form": "pdf"}, {"redact": [" "]}])
def test_what_cannot_be_made_is_said(collected: Collect, options: dict[str, Any]) -> None:
    """An unknown format, an empty name."""
    store = collected()
    with pytest.raises(SettingsError, match=r"no dossier format|name to redact is empty"):
        dossier(store, find_story(store), **options)
