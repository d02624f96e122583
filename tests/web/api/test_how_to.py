"""The pages of the guide that tell of the interface and the MCP server: what they show works as shown."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.web.api.operations import ROOT
from sayso.web.api.table import OPERATIONS
from sayso.web.mcp.tools import MOST, TOOLS

PAGES = Path(__file__).parents[3] / "docs" / "how-to"
SERVER = "http://127.0.0.1:8000"
CURL = re.compile(r"^curl (?:.*\\\n)*.*$", re.MULTILINE)


def page(name: str) -> str:
    """A page of the guide."""
    return (PAGES / name).read_text(encoding="utf-8")


def parsed(command: str) -> tuple[str, str, dict[str, str], str | None]:
    """Method, address, headers and body of a command for curl."""
    words = iter(shlex.split(command.replace("\\\n", " "))[1:])
    method, address, headers, body = "", "", {}, None
    for word in words:
        if word == "-X":
            method = next(words)
        elif word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = next(words)
        else:
            address = word
    return method or ("GET" if body is None else "POST"), address, headers, body


def test_every_command_of_the_page_is_answered(writing: TestClient) -> None:
    def data(address: str) -> Any:
        return writing.get(ROOT + address).json()

    named = {
        "STORY": data("/stories")["items"][0]["id"],
        "ATTRIBUTION": data("/attributions?limit=1")["items"][0]["attribution"],
    }
    commands = CURL.findall(page("api.md"))
    assert len(commands) > 6
    for command in commands:
        for name, value in named.items():
            command = re.sub(rf"\b{name}\b", value, command)  # noqa: PLW2901 - the same command with real ids
        method, address, headers, body = parsed(command)
        assert address.startswith(SERVER)
        answer = writing.request(method, address.removeprefix(SERVER), headers=headers, content=body)
        assert answer.status_code in {200, 201}, (command, answer.text)
        if answer.status_code == 201:
            named["REVIEW"] = answer.json()["id"]
        elif method == "GET" and "items" in answer.text[:10]:
            assert answer.json()["items"], command


def test_every_address_of_the_page_is_one(reading: TestClient) -> None:
    told = page("api.md")
    known = {
        re.sub(r"\{(\w+)\}", lambda found: found[1].upper(), one.address.removeprefix(ROOT))
        for one in OPERATIONS
    }
    table = re.findall(
        r"`(/[\w/]+)`", told.partition("## What you can ask")[2].partition("What was said can")[0]
    )
    shown = {one if one.startswith("/stories") or one in known else f"/stories/STORY{one}" for one in table}
    assert known == shown
    assert 200 == reading.get(ROOT).status_code


@pytest.mark.parametrize(
    "name", ["story", "actor", "outlet", "q", "act", "channel", "kind", "state", "since", "until"]
)
def test_every_filter_of_the_page_is_one(name: str) -> None:
    [listed] = [one for one in OPERATIONS if one.name == "list_attributions"]
    assert name in {one.name for one in listed.parameters}
    assert f"`{name}`" in page("api.md")


def test_the_page_of_the_assistant_names_every_tool_and_starts_the_server() -> None:
    told = page("mcp.md")
    assert [tool.name for tool in TOOLS] == re.findall(r"^\| `(\w+)` \|", told, re.MULTILINE)
    [block] = re.findall(r"```json\n(.*?)```", told, re.DOTALL)
    started = json.loads(block)["mcpServers"]["sayso"]
    assert ("sayso", "mcp") == (started["command"], started["args"][0])
    assert f"One answer has {MOST} things at most" in told
