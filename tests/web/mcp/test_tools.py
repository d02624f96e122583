"""The tools of an assistant, asked without a server."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.errors import NotFound
from sayso.publish.collection import Collection
from sayso.web.api.operations import Problem
from sayso.web.mcp.telling import MOST_PIECE, bounded
from sayso.web.mcp.tools import TOOLS, Desk, wrong

STATES = ("unreviewed", "checked by a reviewer", "disputed between reviewers")
STORY_TOOLS = ("said_in_story", "discrepancies", "timeline", "sources")


@pytest.fixture
def collection(sample_db: Path, tmp_path: Path) -> Iterator[Collection]:
    """A copy of the sample story."""
    with sayso.open(shutil.copy(sample_db, tmp_path / "copy.db")) as opened:
        yield opened


@pytest.fixture
def desk(collection: Collection) -> Desk:
    """What answers an assistant."""
    return Desk(collection, reviewed_only=False)


def story_of(collection: Collection) -> str:
    """The id of the sample story."""
    return collection.stories()[0].id


def begins_well(piece: str) -> bool:
    """Whether speaker, basis, outlet and state stand before the first words of a piece."""
    lead, mark, _ = piece.partition("): ")
    return bool(mark) and "as rendered by" in lead and lead.endswith(STATES)


@pytest.mark.parametrize(
    "name", ["search", "utterances", "said_in_story", "discrepancies", "timeline", "article"]
)
def test_every_piece_begins_with_whose_words_it_is(desk: Desk, collection: Collection, name: str) -> None:
    story = story_of(collection)
    arguments: Any = {
        "search": {"q": "dam", "limit": 50},
        "utterances": {"actor": "Ilse Marenko", "limit": 50},
        "article": {"article": story},
    }.get(name, {"story": story, "limit": 50})
    head, *pieces = desk.answer(name, arguments)
    assert pieces
    assert all(map(begins_well, pieces)), [piece for piece in pieces if not begins_well(piece)]
    assert not begins_well(head)


def test_a_list_says_how_much_there_is_and_where_it_goes_on(desk: Desk, collection: Collection) -> None:
    story = story_of(collection)
    head, *pieces = desk.answer("said_in_story", {"story": story, "limit": 3})
    assert head.startswith("3 of ")
    assert "the list goes on with offset=3" in head
    assert 3 == len(pieces)
    _, *more = desk.answer("said_in_story", {"story": story, "limit": 3, "offset": 3.0})
    assert not set(pieces) & set(more)


def test_only_what_was_checked_is_told_and_the_rest_is_counted(collection: Collection) -> None:
    desk, story = Desk(collection, reviewed_only=True), story_of(collection)
    line = next(one for one in collection.said() if one.utterance.renderings[0].act == "statement")
    attribution = line.utterance.renderings[0].attribution.id
    [head] = desk.answer("said_in_story", {"story": story})
    assert "left out because no reviewer checked them" in head
    collection.confirm(attribution, by="Ines Talle")
    head, piece = desk.answer("said_in_story", {"story": story})
    assert head.startswith("1 of 1 ")
    assert "checked by a reviewer" in piece.partition("): ")[0]
    assert attribution in piece
    for name in ("discrepancies", "timeline"):
        head, *pieces = desk.answer(name, {"story": story})
        assert "left out" in head
        assert all("checked by a reviewer" in one for one in pieces)
    assert "Only lines that a reviewer checked" in desk.instructions


@pytest.mark.parametrize("name", [tool.name for tool in TOOLS])
def test_nobody_but_whoever_starts_the_server_says_what_is_left_out(name: str) -> None:
    [tool] = [one for one in TOOLS if one.name == name]
    schema = tool.schema()
    assert not {"reviewed_only", "in"} & set(schema["properties"])
    assert set(tool.needs) <= set(schema["required"])
    assert schema["additionalProperties"] is False
    limit = schema["properties"].get("limit", {"maximum": 50})
    assert 50 == limit["maximum"]


@pytest.mark.parametrize("name", ["stories", "sources"])
def test_what_sayso_counts_is_told_as_counts(desk: Desk, collection: Collection, name: str) -> None:
    head, *pieces = desk.answer(name, {"story": story_of(collection)} if name == "sources" else {})
    assert " of " in head
    assert pieces
    assert all("unreviewed" in piece for piece in pieces)


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("none", {}, "no tool 'none'"),
        ("utterances", {}, "actor: missing"),
        ("search", {"q": "dam", "limit": 51}, "limit"),
        ("search", {"q": "dam", "reviewed_only": False}, "unknown here"),
        ("search", {"q": ["dam"] * 200}, "q"),
        ("article", {"article": None}, "article: missing"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(
    desk: Desk, name: str, arguments: dict[str, object], words: str
) -> None:
    with pytest.raises(Problem, match=words) as caught:
        desk.answer(name, arguments)
    assert words in wrong(caught.value)


def test_what_is_not_there_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.answer("utterances", {"actor": "nobody at all"})
    assert "report it" in wrong(ZeroDivisionError("x"))


def test_a_very_long_piece_says_that_it_is_cut() -> None:
    assert "short" == bounded("short")
    assert bounded("x" * 5_000).endswith(" [cut here; read on in the article]")
    assert len(bounded("x" * 5_000)) < MOST_PIECE + 50
