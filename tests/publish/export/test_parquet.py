"""The Parquet folder opens in DuckDB, with readable names, types and words, and joins."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from sayso.errors import MissingExtra, SettingsError
from sayso.publish.export.attribution_rows import COLUMNS
from sayso.publish.export.exporting import export_to
from sayso.publish.export.parquet import kept_kinds, write_parquet
from sayso.publish.views.stories import find_story
from sayso.records import Attribution, SharedPassage
from sayso.schema import table_name
from sayso.store.protocol import Store


@pytest.fixture
def tables(reviewed: Store, tmp_path: Path) -> Any:
    """The collection in DuckDB, a view a file."""
    export_to(reviewed, tmp_path / "tables", "parquet")
    base = duckdb.connect()
    for file in sorted((tmp_path / "tables").iterdir()):
        base.execute(f"create view {file.stem} as select * from '{file}'")
    yield base
    base.close()


def test_every_table_is_there_under_a_readable_name(tables: Any) -> None:
    """The three with words, and each kind of record; none of the program's own workings."""
    names = {row[0] for row in tables.execute("show tables").fetchall()}

    assert {"who_said_what", "shared_text", "discrepancies"} | {
        table_name(kind) for kind in kept_kinds()
    } == names
    assert {"articles", "actors", "utterances", "reviews", "mentions", "stories"} <= names
    assert not {"embeddings", "seeds"} & names


def test_who_said_what_joins_with_articles_actors_and_utterances(tables: Any, reviewed: Store) -> None:
    """The exact words stand in the article's text at the offsets of the record."""
    rows = tables.execute(
        """
        select w.content, substr(a.text, t.content[1].start + 1, t.content[1]."end" - t.content[1].start),
            u.speaker, c.name, w.review_state
        from who_said_what w
        join articles a on a.id = w.article
        join attributions t on t.id = w.attribution
        left join utterances u on u.id = w.utterance
        left join actors c on c.id = w.actor
        """
    ).fetchall()

    assert reviewed.count(Attribution) == len(rows) if hasattr(reviewed, "count") else 4 == len(rows)
    assert all(row[0] == row[1] for row in rows)
    assert {"Mara Vint", None} == {row[3] for row in rows}
    assert {"checked", "disputed", "unreviewed"} == {row[4] for row in rows}
    assert list(COLUMNS) == [row[0] for row in tables.execute("describe who_said_what").fetchall()]


def test_shared_text_and_discrepancies_have_the_words_of_both_sides(tables: Any, reviewed: Store) -> None:
    """As the articles have them."""
    texts = {article.id: article.text for article in reviewed.articles()}
    [row] = reviewed.rows(SharedPassage)
    [shared] = tables.execute("select a_text, b_text, words from shared_text").fetchall()
    sides = tables.execute('select article, start, "end", words, review_state from discrepancies').fetchall()

    assert (
        texts[row.a_article][row.a_start : row.a_end],
        texts[row.b_article][row.b_start : row.b_end],
        8,
    ) == shared
    assert [texts[name][start:end] for name, start, end, _, _ in sides] == [side[3] for side in sides]
    assert ["checked", "checked"] == [side[4] for side in sides]


def test_types_come_from_the_records(tables: Any) -> None:
    """Offsets are numbers, spans structs, several values lists, flags flags."""
    types = {row[0]: row[1] for row in tables.execute("describe attributions").fetchall()}
    actors = {row[0]: row[1] for row in tables.execute("describe actors").fetchall()}

    assert 'STRUCT("start" BIGINT, "end" BIGINT)[]' == types["content"]
    assert 'STRUCT("start" BIGINT, "end" BIGINT)' == types["cue"]
    assert ("BIGINT", "VARCHAR[]") == (types["confidence"], types["reasons"])
    assert "BOOLEAN" == actors["named"]


def test_one_story_keeps_to_itself(reviewed: Store, tmp_path: Path) -> None:
    """Every table can be read, and holds the rows of the story."""
    (tmp_path / "one").mkdir()
    write_parquet(reviewed, tmp_path / "one", story=find_story(reviewed))

    assert [(4,)] == duckdb.sql(f"select count(*) from '{tmp_path}/one/who_said_what.parquet'").fetchall()
    assert [(1,)] == duckdb.sql(f"select count(*) from '{tmp_path}/one/actors.parquet'").fetchall()


def test_a_folder_is_written_whole_or_not_at_all(reviewed: Store, tmp_path: Path, monkeypatch: Any) -> None:
    """What is there already is never written over, and what fails leaves nothing."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(SettingsError, match="not empty"):
        export_to(reviewed, tmp_path / "full", "parquet")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'sayso\[parquet\]'"):
        export_to(reviewed, tmp_path / "new", "parquet")

    assert ["full"] == [path.name for path in tmp_path.iterdir()]
