"""`sayso run --in` and `sayso load`: from files to tables, from tables to a collection; what is refused, and how."""

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from sayso.publish import corpus
from sayso.publish.demo import copy_sample
from sayso.testing import TOY_FLOW

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tables(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Tables of three articles that were read with stages that need no model."""
    for function in (corpus.run_corpus, corpus.load_corpus):
        monkeypatch.setattr(function, "__kwdefaults__", {**(function.__kwdefaults__ or {}), "flow": TOY_FLOW})
    monkeypatch.setattr("sayso.flow.FLOW", TOY_FLOW)
    monkeypatch.chdir(tmp_path)
    for number, text in enumerate(("Alpha harbour strike", "Brook strike over cranes", "The cedar stood")):
        Path(f"{number}.txt").write_text(text, encoding="utf-8")
    code, out, err = run("run", "--in", "0.txt", "1.txt", "2.txt", "--out", "tables", "--workers", "1")
    assert (0, "") == (code, err), out
    assert "3 articles and" in out
    assert "next: `sayso load tables`" in out
    return tmp_path / "tables"


def test_tables_become_a_collection_that_has_nothing_to_do(tables: Path, run: Run) -> None:
    code, out, err = run("load", tables, "--db", "new.db")

    assert (0, "") == (code, err)
    assert (
        f"3 articles and {sum(json.loads((tables / 'sayso.json').read_text())['rows'].values()):,} rows in new.db"
        in out
    )
    assert "nothing was stale" in run("run", "--db", "new.db", "--workers", "1")[1]
    assert 0 == run("add", "0.txt", "--db", "new.db")[0]


def test_a_program_is_told_in_json(tables: Path, run: Run) -> None:
    told = json.loads(run("load", tables, "--db", "new.db", "--format", "json")[1])

    assert (3, 0, 3) == (told["articles"], told["failed"], told["rows"]["articles"])


def test_a_collection_that_holds_something_is_refused(tables: Path, run: Run) -> None:
    assert 0 == run("load", tables, "--db", "new.db")[0]

    code, _, err = run("load", tables, "--db", "new.db")

    assert 1 == code
    assert "sayso: new.db is not empty" in err
    assert "name a new one with --db" in err


def test_a_half_written_folder_is_refused(tables: Path, run: Run) -> None:
    (tables / "sayso.json").unlink()

    code, _, err = run("load", tables, "--db", "new.db")

    assert 1 == code
    assert "is half-written: it has tables but no sayso.json; remove it and make it again" in err
    assert not Path("new.db").exists()


@pytest.mark.usefixtures("tables")
def test_failures_are_counted_and_told(run: Run) -> None:
    Path("empty.txt").write_text("", encoding="utf-8")

    code, _, err = run("run", "--in", ".", "--out", "more", "--workers", "1")

    assert 3 == code
    assert "failed: more/failures says what and why" in err


def test_a_load_that_is_stopped_says_how_to_go_on(
    tables: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("sayso.store.parquet.loading.build_lists", stop)
        code, _, err = run("load", tables, "--db", "new.db")
    assert 130 == code
    assert "new.db is half-loaded, and the same command loads it again from the start" in err

    code, _, err = run("stories", "--db", "new.db")
    assert 1 == code
    assert "new.db is half-loaded: `sayso load" in err
    assert 0 == run("load", tables, "--db", "new.db")[0]
    assert "nothing was stale" in run("run", "--db", "new.db", "--workers", "1")[1]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--in", "0.txt"], "--in needs a folder to write to"),
        (["--out", "x"], "name what is to be derived with --in"),
        (["0.txt"], "name what is to be derived with --in"),
        (["--in", "0.txt", "--out", "x", "--master", "local[2]"], "--master is for Spark"),
        (["--in", "-", "--out", "x"], "cannot be read from standard input"),
        (["--in", "0.txt", "--out", "x", "--rebuild"], "are for a collection"),
    ],
)
def test_what_does_not_go_together_is_said(
    argv: list[str], message: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    code, _, err = run("run", *argv)

    assert 2 == code
    assert message in err


def test_duckdb_asks_who_said_what_of_the_tables(run: Run, tmp_path: Path) -> None:
    """The query of the page: attributions with speakers and articles, the words cut from the text."""
    sample = copy_sample(tmp_path / "sample")
    reports = sorted(Path(str(sample.reports)).glob("*.txt"))[:2]
    assert 0 == run("run", "--in", *reports, "--out", tmp_path / "tables", "--workers", "1")[0]
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "corpus.md").read_text(encoding="utf-8")
    query = page.partition("```sql\n")[2].partition("```")[0].replace("tables/", f"{tmp_path}/tables/")

    with duckdb.connect() as connection:
        rows = connection.execute(query).fetchall()

    texts = [report.read_text(encoding="utf-8") for report in reports]
    assert rows
    assert all(any(words in text for text in texts) for _, _, words in rows)
