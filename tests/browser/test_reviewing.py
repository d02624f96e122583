"""A reviewer puts lines right in a browser: a speaker, a missed quotation, two names; and takes it back."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from sayso.publish.collection import open_collection

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.conftest import Served

DERIVING_MS = 60_000
"""A first review loads the models; later ones take a second or two."""


def keep(page: "Page", *, by: str = "Nora") -> None:
    """Sign the form on the page and send it."""
    page.get_by_label("Your name").fill(by)
    with page.expect_navigation(timeout=DERIVING_MS):
        page.get_by_role("button", name="Keep this review").click(timeout=DERIVING_MS)


def test_a_wrong_speaker_is_put_right_and_taken_back(desk: "Served", page: "Page") -> None:
    page.goto(f"{desk.url}/search?q=drilling+rig")
    line = page.locator(".line", has_text="drilling rig").first
    name = line.locator(".who b").inner_text()
    line.get_by_role("link", name="Review").click()
    page.get_by_label("It is right as it stands").check()
    page.get_by_label("Somebody else says it").check()
    page.get_by_label("Who says it", exact=True).select_option("unknown")
    keep(page)
    expect(page.get_by_text("Your review is kept")).to_be_visible()
    expect(page).to_have_url(re.compile("/search"))
    expect(page.locator(".line", has_text="drilling rig").first).to_contain_text("checked by a reviewer")
    with page.expect_navigation(timeout=DERIVING_MS):
        page.get_by_role("button", name="Take it back").click(timeout=DERIVING_MS)
    page.goto(f"{desk.url}/search?q=drilling+rig")
    again = page.locator(".line", has_text="drilling rig").first
    expect(again.locator(".who b")).to_have_text(name)
    expect(again).to_contain_text("unreviewed")


def test_a_missed_quotation_is_selected_and_added(desk: "Served", page: "Page") -> None:
    with open_collection(desk.db, create=False) as collection:
        article = max(collection.store.articles(), key=lambda one: len(one.text))
    page.goto(f"{desk.url}/article/{article.id}")
    paragraph = page.locator(".text p").nth(2)
    paragraph.click(click_count=3)
    bar = page.get_by_role("toolbar", name="The selected words")
    bar.get_by_role("link", name="Add what was missed").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Add what was missed")
    words = page.locator(".around mark").inner_text()
    assert " ".join(words.split()) in " ".join(article.text.split())
    page.get_by_label("Somebody says this, and it was missed").check()
    page.get_by_label("Who says it", exact=True).select_option(index=1)
    keep(page)
    expect(page.get_by_text("Your review is kept")).to_be_visible()
    expect(page.locator(".line .state-checked").first).to_be_visible()
    page.goto(f"{desk.url}/reviews")
    expect(page.locator(".log .card").first).to_contain_text("Nora added")


def test_two_names_become_one_actor_and_two_again(desk: "Served", page: "Page") -> None:
    page.goto(f"{desk.url}/actors")
    before = page.locator("main").inner_text()
    page.get_by_role("link", name="Anders Kolvath").first.click()
    actor = page.url
    page.get_by_role("link", name="Join with another actor").first.click()
    page.get_by_label("It is the same as somebody listed apart").check()
    page.get_by_label("A name, an id, or NAME@ARTICLE").first.fill("Josef Ardan")
    keep(page)
    expect(page.get_by_text("Your review is kept")).to_be_visible()
    page.goto(actor)
    expect(page.locator("main")).to_contain_text("Ardan")
    page.goto(f"{desk.url}/reviews")
    expect(page.locator(".log .card").first).to_contain_text("one actor")
    with page.expect_navigation(timeout=DERIVING_MS):
        page.get_by_role("button", name="Take it back").first.click(timeout=DERIVING_MS)
    page.goto(f"{desk.url}/actors")
    assert before == page.locator("main").inner_text()


def test_a_form_without_a_choice_is_not_sent(desk: "Served", page: "Page") -> None:
    page.goto(f"{desk.url}/search?q=drilling+rig")
    page.locator(".line", has_text="drilling rig").first.get_by_role("link", name="Review").click()
    page.get_by_label("Your name").fill("Nora")
    page.get_by_role("button", name="Keep this review").click()
    expect(page).to_have_url(re.compile("/review/attribution/"))


def test_a_dossier_is_handed_on_as_one_file(served: "Served", page: "Page", tmp_path: Path) -> None:
    page.goto(served.url)
    page.get_by_role("link", name="Torvenia clears valley").first.click()
    page.get_by_role("link", name=re.compile("dossier", re.IGNORECASE)).first.click()
    page.get_by_label("Names to hide").fill("Tomas Orvek")
    with page.expect_download(timeout=DERIVING_MS) as caught:
        page.get_by_role("button", name="Save as a page").click()
    file = tmp_path / "dossier.html"
    caught.value.save_as(file)
    text = file.read_text(encoding="utf-8")
    assert "Torvenia clears valley" in text
    assert "Orvek" not in text
    assert "<script" not in text
    offline = page.context.browser.new_context(offline=True)  # type: ignore[union-attr]
    opened = offline.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(file.as_uri())
    expect(opened.get_by_role("heading", level=1)).to_contain_text("Torvenia")
    assert [file.as_uri()] == asked
    offline.close()
