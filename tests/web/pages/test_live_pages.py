"""A live page links to its blocks, and each block to its page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.ingest import read
from sayso.publish.collection import Collection
from sayso.records import Reading
from sayso.settings import Settings
from sayso.store.sql import SqlStore
from sayso.web.app import make_app

HEAD = '<title>Storm at Vellin: live updates</title><link rel="canonical" href="https://post.example/storm">'
BLOCK = '<div class="update" id="b{n}"><time datetime="2031-03-04T1{n}:00:00Z">1{n}:00</time><h3>{head}</h3><p>{text}</p></div>'
BLOCKS = (
    (3, "Ferry <i>sails</i> again", "The ferry has left the pier with forty people on board."),
    (2, "Wind drops", "The wind has dropped to force six, the harbour office says."),
    (1, "Storm reaches the coast", "Waves as high as a door have closed the harbour."),
)


@pytest.fixture
def shown(tmp_path: Path) -> Any:
    """The articles of a live page and what answers under an address."""
    rows = "".join(BLOCK.format(n=n, head=head, text=text) for n, head, text in BLOCKS)
    path = tmp_path / "storm.html"
    path.write_text(
        f"<html lang=en><head>{HEAD}</head><body><h1>Storm at Vellin: live updates</h1>"
        f"<p>A storm has reached the coast of Senn; we follow it here.</p><div class=live>{rows}</div></body></html>"
    )
    found = [row.article for row in read([path], settings=Settings()) if isinstance(row, Reading)]
    store = SqlStore(tmp_path / "storm.db", clock=lambda: "2031-03-04T20:00:00Z")
    store.add(found)
    with Collection(store, Settings()) as collection, TestClient(make_app(collection)) as client:
        yield found, client.get


def test_a_live_page_lists_its_blocks_and_a_block_names_its_page(
    shown: tuple[list[Any], Callable[..., Any]],
) -> None:
    """The latest block first; a block's page is a link."""
    (page, *blocks), ask = shown

    answer = ask(f"/article/{page.id}").text
    places = [answer.index(f'href="/article/{block.id}"') for block in blocks]

    assert 3 == len(blocks)
    assert places == sorted(places)
    assert "3 dated blocks" in answer
    assert (
        f'A dated block of a live page: <a href="/article/{page.id}">' in ask(f"/article/{blocks[0].id}").text
    )


def test_an_article_that_is_no_live_page_says_nothing_of_blocks(ask: Callable[..., Any], mill: Any) -> None:
    """Its page is as it was."""
    assert "dated block" not in ask(f"/article/{mill.herald.id}").text
