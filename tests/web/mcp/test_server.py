"""`sayso mcp` with a real client over standard input and output."""

import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import mcp
import pytest

from sayso.errors import MissingExtra
from sayso.publish.collection import open_collection
from sayso.web.mcp.server import make_server


def session(db: Path, ask: Callable[[Any], Awaitable[Any]], *options: str) -> Any:
    """What a client gets that starts the server as assistants do."""
    command = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "sayso", "mcp", str(db), *options]
    )

    async def run() -> Any:
        with anyio.fail_after(120):
            async with mcp.Client(command) as client:
                return await ask(client)

    return anyio.run(run)


def test_a_client_finds_the_tools_and_asks_them(sample_db: Path) -> None:
    async def ask(client: Any) -> Any:
        tools = (await client.list_tools()).tools
        stories = await client.call_tool("stories", {})
        story = stories.content[1].text.split()[1].rstrip(",")
        return (
            client.instructions,
            tools,
            [
                (await client.call_tool(name, {"story": story, "limit": 5})).content
                for name in ("said_in_story", "discrepancies", "sources")
            ],
            await client.call_tool("utterances", {"actor": "nobody at all"}),
        )

    instructions, tools, answers, nobody = session(sample_db, ask)
    assert "Keep these whenever you pass words of it on" in instructions
    assert {"search", "utterances", "discrepancies", "article", "stories", "sources"} <= {
        one.name for one in tools
    }
    assert all(one.annotations.read_only_hint for one in tools)
    for content in answers:
        assert len(content) > 1
    for piece in (*answers[0][1:], *answers[1][1:]):
        assert "as rendered by" in piece.text.partition("): ")[0]
    assert nobody.is_error
    assert "no actor answers" in nobody.content[0].text


def test_with_reviewed_only_nothing_unchecked_is_told_and_it_says_how_much(sample_db: Path) -> None:
    async def ask(client: Any) -> Any:
        return await client.call_tool("search", {"q": "dam"}), client.instructions

    found, instructions = session(sample_db, ask, "--reviewed-only")
    assert [True] == ["left out because no reviewer checked them" in piece.text for piece in found.content]
    assert "Only lines that a reviewer checked" in instructions


def test_an_article_and_a_story_can_be_read_as_resources(sample_db: Path) -> None:
    async def ask(client: Any) -> Any:
        templates = (await client.list_resource_templates()).resource_templates
        story = (await client.call_tool("stories", {})).content[1].text.split()[1].rstrip(",")
        read = [
            (await client.read_resource(f"sayso://{kind}/{story}")).contents[0]
            for kind in ("story", "article")
        ]
        with pytest.raises(mcp.MCPError, match="no resource"):
            await client.read_resource("sayso://outlet/x")
        with pytest.raises(mcp.MCPError, match="no article"):
            await client.read_resource("sayso://article/0000000000000000")
        return [one.uri_template for one in templates], read

    templates, read = session(sample_db, ask)
    assert ["sayso://story/{id}", "sayso://article/{id}"] == templates
    for content in read:
        assert "text/plain" == content.mime_type
        assert content.text.count("as rendered by") > 3


def test_without_the_library_it_says_how_to_get_it(sample_db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp_types", None)
    with (
        open_collection(sample_db, create=False) as collection,
        pytest.raises(MissingExtra, match=r"pip install 'sayso\[mcp\]'"),
    ):
        make_server(collection, reviewed_only=False)


def test_a_collection_that_is_not_there_is_no_collection(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sayso", "mcp", str(tmp_path / "none.db")]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (1, "") == (ended.returncode, ended.stdout)
    assert "no collection at" in ended.stderr
