"""`sayso doctor --check`: a copy is harmed in one way after the other, and each is found and named."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sayso.ingest.articles import article_from_text
from sayso.run import run as derive
from sayso.settings import Settings
from sayso.store import open_store
from sayso.testing import TOY_FLOW

Run = Callable[..., tuple[int, str, str]]

TEXTS = (
    "Alpha harbour strike in Brook",
    "Brook strike over cranes",
    "The cedar stood alone in Brook",
    "They stumble over the harbour strike",
)

HARMS = {
    "a span outside the text": (
        "UPDATE words SET start = 4000, end = 4010 WHERE position = 0",
        "table words: 4 rows whose span lies outside the text",
    ),
    "a span in a list outside the text": (
        "UPDATE names SET places = '[[3, 900]]' WHERE name = 'Brook'",
        "table names: 3 rows whose places lies outside the text",
    ),
    "a list of spans that is none": (
        "UPDATE names SET places = '[[3' WHERE name = 'Brook'",
        "table names: 3 rows whose places lies outside the text or cannot be read",
    ),
    "a row that cannot be read": (
        "UPDATE names SET places = '[7]' WHERE name = 'Brook'",
        "table names: a row cannot be read",
    ),
    "a row of another owner": (
        "UPDATE words SET owner = 'nobody' WHERE owner = (SELECT min(owner) FROM words)",
        "stage 'words': other rows than the ledger counts, or none in it, for: nobody",
    ),
    "a row that is missing": (
        "DELETE FROM names WHERE owner = (SELECT min(owner) FROM names)",
        "stage 'names': rows that the ledger counts are missing for",
    ),
    "a row that names an absent article": (
        "UPDATE ties SET other = 'nobody' WHERE owner = (SELECT min(owner) FROM ties) AND position = 0",
        "table ties: rows that name an absent article (other): nobody",
    ),
    "a line of the ledger without its article": (
        "INSERT INTO ledger VALUES ('words', 'nobody', '', '', '', 0, 0, 0.0)",
        "stage 'words': lines of the ledger without article for: nobody",
    ),
    "a line of the ledger without its group": (
        "INSERT INTO ledger VALUES ('ties', 'zork', '', '', '', 0, 3, 0.0)",
        "stage 'ties': lines of the ledger without key of any article for: zork",
    ),
    "a line of the ledger without its component": (
        "INSERT INTO ledger VALUES ('parts', 'zork', '', '', '', 0, 3, 0.0)",
        "stage 'parts': lines of the ledger without component for: zork",
    ),
    "a count that is wrong": (
        "UPDATE ledger SET rows = rows + 1 WHERE stage = 'clusters'",
        "stage 'clusters': other rows than the ledger counts",
    ),
    "a pair of others": (
        "UPDATE kins SET owner = 'a|b' WHERE owner = (SELECT min(owner) FROM kins)",
        "table kins: rows of other articles than their owner names for: a|b",
    ),
    "a key of an absent article": (
        "INSERT INTO group_keys VALUES ('ties', 'strike', 'nobody', '{}', '')",
        "table group_keys: what an absent article handed in: nobody",
    ),
    "a value that nothing makes": (
        "UPDATE words SET form = 'zork' WHERE form = 'cranes'",
        "table words: 17 rows are kept and 17 come of the articles and reviews again",
    ),
    "rows that are gone with their ledger lines": (
        "DELETE FROM clusters; DELETE FROM cluster_members; DELETE FROM ledger WHERE stage = 'clusters'",
        "table clusters: 0 rows are kept and",
    ),
    "a failure that is forgotten": (
        "DELETE FROM failures",
        "did not fail and does now; `sayso run --retry` tries again what failed",
    ),
    "a text that was changed": (
        "UPDATE articles SET text = 'Zork' || substr(text, 5) WHERE text LIKE 'Brook%'",
        "is not what was added; remove it and add it again",
    ),
}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four articles, read with stages that need no model; one of them failed."""
    monkeypatch.setattr("sayso.flow.FLOW", TOY_FLOW)
    monkeypatch.setenv("SAYSO_RUN_WORKERS", "1")
    with open_store(tmp_path / "kept.db") as store:
        store.add([article_from_text(text) for text in TEXTS])
        derive(store, TOY_FLOW, Settings(), workers=1)
    return tmp_path / "kept.db"


def problems(run: Run, kept: Path, *options: object) -> tuple[int, list[str]]:
    """The exit code and what was found."""
    code, out, err = run("doctor", "--db", kept, "--format", "json", *options)
    assert "" == err
    return code, json.loads(out)["problems"]


def harm(kept: Path, statements: str) -> None:
    """Change the file behind Sayso's back."""
    with closing(sqlite3.connect(kept)) as file:
        file.executescript(statements)


def test_a_sound_collection_is_found_sound(run: Run, kept: Path) -> None:
    assert (0, []) == problems(run, kept, "--check")
    assert (0, []) == problems(run, kept, "--sample", 2)


@pytest.mark.parametrize("what", HARMS)
def test_harm_is_found_and_named(run: Run, kept: Path, what: str) -> None:
    statements, expected = HARMS[what]
    harm(kept, statements)
    code, found = problems(run, kept, "--check")
    assert 1 == code
    assert any(expected in line for line in found), found


def test_a_rebuild_mends_it(run: Run, kept: Path) -> None:
    harm(kept, HARMS["a value that nothing makes"][0])
    assert 1 == problems(run, kept, "--check")[0]
    assert 3 == run("run", "--rebuild", "--db", kept)[0]
    assert (0, []) == problems(run, kept, "--check")


def test_a_plain_look_is_no_check(run: Run, kept: Path) -> None:
    harm(kept, HARMS["a value that nothing makes"][0])
    assert (0, []) == problems(run, kept)


def test_a_sample_looks_at_the_same_articles_each_time(run: Run, kept: Path) -> None:
    """Harm in the article of lowest id is found with one, harm in that of highest id only with all."""
    change = "UPDATE words SET form = 'zork' WHERE position = 0 AND owner = (SELECT {}(id) FROM articles)"
    harm(kept, change.format("max"))
    assert 0 == problems(run, kept, "--sample", 1)[0]
    assert 1 == problems(run, kept, "--sample", 4)[0]
    harm(kept, change.format("min"))
    assert 1 == problems(run, kept, "--sample", 1)[0]


def test_what_is_behind_is_not_compared_and_says_so(run: Run, kept: Path) -> None:
    with open_store(kept) as store:
        store.add([article_from_text("A late report")])
    code, out, _ = run("doctor", "--check", "--db", kept)
    assert 0 == code
    told = " ".join(out.split())
    assert "every row; not derived again: it is not up to date (`sayso status`): `sayso run` first" in told
