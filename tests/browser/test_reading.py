"""A reporter opens the sample story in a browser: finds a speaker, an utterance and its words, and lays reports side by side."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sayso.publish.collection import open_collection
from sayso.records import Attribution

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from tests.browser.conftest import Served


def test_a_speaker_leads_to_an_utterance_and_that_to_the_exact_words(served: "Served", page: "Page") -> None:
    page.goto(served.url)
    page.get_by_role("link", name="Torvenia clears valley").first.click()
    page.get_by_role("link", name="Who said what").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Torvenia")
    line = page.locator(".line", has_text="it is carrying something out of the wall").first
    expect(line.locator(".who")).to_contain_text("Tomas Orvek")
    expect(line.locator(".basis").first).to_contain_text("speaker inferred: pronoun")
    line.get_by_role("link", name="all renderings").click()
    expect(page).to_have_url(re.compile("/utterance/"))
    page.locator(".wording h3 a").first.click()
    expect(page).to_have_url(re.compile("/article/"))
    expect(page.locator("#at")).to_be_visible()


def test_the_words_that_a_link_names_are_the_words_that_light_up(served: "Served", page: "Page") -> None:
    with open_collection(served.db, create=False) as collection:
        article = next(collection.store.articles())
    start = article.text.index(" ", len(article.text) // 2) + 1
    end = start + 40
    page.goto(f"{served.url}/article/{article.id}?at={start}-{end}")
    shown = page.locator("mark.at").all_inner_texts()
    assert " ".join(article.text[start:end].split()) == " ".join("".join(shown).split())


def test_two_reports_lie_side_by_side_with_what_they_share(served: "Served", page: "Page") -> None:
    page.goto(served.url)
    page.get_by_role("link", name="Torvenia clears valley").first.click()
    page.get_by_role("link", name="Shared text").first.click()
    page.get_by_role("link", name="Compare side by side").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("beside each other")
    assert page.locator(".columns [data-shared], [data-shared]").count() >= 2
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_search_finds_words_and_a_name(served: "Served", page: "Page") -> None:
    page.goto(served.url)
    page.get_by_role("searchbox").first.fill("Orvek")
    page.get_by_role("searchbox").first.press("Enter")
    expect(page.get_by_role("link", name="Tomas Orvek").first).to_be_visible()
    expect(page.locator(".line").first).to_be_visible()


@pytest.mark.parametrize("scripted", [True, False], ids=["with a script", "without one"])
def test_every_page_can_be_read_without_a_script(served: "Served", page: "Page", scripted: bool) -> None:  # noqa: FBT001 - a parameter of a test
    context = page.context.browser.new_context(java_script_enabled=scripted)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto(f"{served.url}/stories")
    plain.get_by_role("link", name="Torvenia clears valley").first.click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Torvenia")
    plain.get_by_role("link", name="Discrepancies").first.click()
    expect(plain.locator("mark").first).to_be_visible()
    context.close()


def test_a_click_behind_an_emoji_and_an_arabic_name_meets_the_right_words(
    serve: "Callable[[Path], Served]", page: "Page", tmp_path: Path
) -> None:
    text = (
        "Harbour strike ends 🏗️\n\n"
        "Flags 🇳🇴🇯🇵 and cranes 🏗️ filled Port Elsin on Friday.\n\n"
        "“We have won 👩‍👧 forty new cranes,” said Mara Vint, who leads the dockers. "
        "Her deputy سامي سلامة said that the ships would sail on Monday.\n"
    )
    db = tmp_path / "port.db"
    with open_collection(db) as collection:
        collection.add(texts=[text], outlet="Elsin Courier", published="2031-05-02")
        [article] = collection.store.articles()
        said = [
            row
            for row in collection.store.rows(Attribution)
            if "forty new cranes" in text[slice(*row.content[0])]
        ]
    [row] = said
    server = serve(db)
    page.goto(f"{server.url}/article/{article.id}")
    words = page.locator(f"#line-{row.id} .words")
    assert "forty new cranes" in words.inner_text()
    page.get_by_text("forty new cranes").first.click()
    expect(page.locator(f"#line-{row.id}")).to_be_focused()
    page.evaluate(
        """() => { const walk = document.createTreeWalker(document.querySelector('.text'), NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) { const at = walk.currentNode.data.indexOf('would sail'); if (at >= 0) {
          const range = document.createRange(); range.setStart(walk.currentNode, at); range.setEnd(walk.currentNode, at + 10);
          getSelection().removeAllRanges(); getSelection().addRange(range); break; } } }"""
    )
    chosen = page.evaluate("sayso.selected()")
    assert "would sail" == text[chosen["start"] : chosen["end"]]
