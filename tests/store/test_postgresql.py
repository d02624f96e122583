"""What PostgreSQL does in its own way: locks, order, errors, search, and older collections brought up to date."""

import re
import shlex
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sayso.errors import StoreBusy, StoreError, TooSlow
from sayso.records import RECORDS, Article
from sayso.run import run
from sayso.settings import Settings
from sayso.store import open_store
from sayso.store.patience import within
from sayso.testing import TOY_FLOW, differences, make_article, rebuilt, snapshot
from sayso.testing.postgresql import programs, schema_of

psycopg = pytest.importorskip("psycopg", reason="needs psycopg, of sayso[postgres]")
pytestmark = pytest.mark.postgres


def test_every_text_is_ordered_by_code_point_whatever_the_database_has(
    postgres: Callable[[], str], plain: Any
) -> None:
    place = postgres()
    open_store(place).close()
    query = """SELECT table_name, column_name FROM information_schema.columns AS c
        JOIN information_schema.tables AS t USING (table_schema, table_name)
        WHERE table_schema = %s AND data_type = 'text' AND table_type = 'BASE TABLE' AND collation_name IS DISTINCT FROM 'C'"""

    assert [] == plain.execute(query, [schema_of(place)]).fetchall()


def test_ten_readers_see_whole_states_while_a_run_is_at_work(postgres: Callable[[], str]) -> None:
    place, done, wrong = postgres(), threading.Event(), []
    seen: set[int] = set()

    def look() -> None:
        try:
            with open_store(place, read_only=True) as reader:
                while not done.is_set():
                    ids = reader.article_ids()
                    assert ids == [article.id for article in reader.articles(ids)]
                    seen.add(reader.status().stale)
        except BaseException as error:  # noqa: BLE001 - told by the test
            wrong.append(error)

    articles = [make_article(n, f"Brook{n % 5} Cedar{n % 3} Alpha") for n in range(30)]
    with open_store(place) as store:
        store.add(articles)
        readers = [threading.Thread(target=look) for _ in range(10)]
        for reader in readers:
            reader.start()
        run(store, TOY_FLOW, Settings(), workers=1)
        done.set()
        for reader in readers:
            reader.join()
        assert [] == wrong
        assert seen
        assert [] == differences(rebuilt(articles, TOY_FLOW, Settings()), snapshot(store, TOY_FLOW))


def test_what_writes_nothing_changes_no_state(postgres: Callable[[], str]) -> None:
    with open_store(postgres()) as store:
        store.add([make_article(1, "Brook")])
        before = store.state()
        store.add([make_article(1, "Brook")])
        with store.db.writes():
            pass
        assert before == store.state()
        with pytest.raises(sa.exc.ProgrammingError), store.db.writes() as conn:
            conn.execute(store.db.tables.articles.delete().returning(sa.text("no_such_column")))
        assert before == store.state()
        assert 1 == len(store.article_ids())


def test_a_question_that_takes_too_long_is_given_up(postgres: Callable[[], str]) -> None:
    with open_store(postgres()) as store:
        with pytest.raises(TooSlow, match="takes longer than it may"), within(0.2), store.db.reads() as conn:
            conn.exec_driver_sql("SELECT count(*) FROM generate_series(1, 10000000000)")
        assert [] == store.article_ids()


# --- older collections ----------------------------------------------------------------------------------------


def test_a_collection_from_before_an_article_field_gets_it(postgres: Callable[[], str], plain: Any) -> None:
    place = postgres()
    article = make_article(1, "Brook Cedar")
    with open_store(place) as store:
        store.add([article])
        run(store, TOY_FLOW, Settings(), workers=1)
    plain.execute(f"SET search_path = {schema_of(place)}")
    for column in ("completeness", "notes", "byline"):
        if plain.execute(HAS_COLUMN, [schema_of(place), "articles", column]).fetchone():
            plain.execute(f"ALTER TABLE articles DROP COLUMN {column} CASCADE")
    plain.execute("ALTER TABLE pending DROP COLUMN why")
    plain.execute("DROP TABLE changes")
    plain.execute("UPDATE meta SET value = 'other' WHERE name IN ('shape:Attribution', 'views')")

    with pytest.raises(StoreError, match="made by an older Sayso"):
        open_store(place, read_only=True)
    with open_store(place) as store:
        assert [article] == list(store.articles())
        assert run(store, TOY_FLOW, Settings(), workers=1).stages
        assert [] == differences(rebuilt([article], TOY_FLOW, Settings()), snapshot(store, TOY_FLOW))
        assert [article.id] == store.search_ids("brook")
    with open_store(place, read_only=True) as store:
        assert [article] == list(store.articles())


HAS_COLUMN = "SELECT 1 FROM information_schema.columns WHERE table_schema = %s AND table_name = %s AND column_name = %s"


# --- what cannot be opened ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("{server}_not", "a database that the server does not have"),
        ("postgresql://nobody_here@{host}/postgres", "refuses this user"),
        ("postgresql://ada:geheim@127.0.0.1:1/x", "cannot be reached"),
        ("postgresql://ada:geheim@no-such-host.invalid/x", "names a host that is not known"),
        ("{server}?schema=Not-One", "cannot be the name of a schema"),
        ("mysql://ada:geheim@127.0.0.1/x", "names a mysql database"),
        ("postgresql://ada:geheim@127.0.0.1:port/x", "is no URL of a database"),
        ("postgresql://ada:geheim@127.0.0.1:99999999/x", "names a port that there cannot be"),
        ("{server}?connect_timeout=soon", "is no whole number of seconds"),
        ("{server}?nothing_known=1", "asks for something that libpq does not know"),
    ],
    ids=["database", "user", "port", "host", "schema", "kind", "URL", "no port", "seconds", "option"],
)
def test_what_cannot_be_opened_says_why_and_never_the_password(
    place: str, message: str, postgres_server: str
) -> None:
    host = postgres_server.partition("@")[2].partition("/")[0]
    with pytest.raises(StoreError, match=message) as raised:
        open_store(place.format(server=postgres_server, host=host))
    assert "geheim" not in str(raised.value)


def test_without_the_driver_the_command_that_installs_it_is_named() -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None\nfrom sayso.errors import MissingExtra\n"
        "from sayso.store import open_store\ntry: open_store('postgresql://ada@127.0.0.1/x')\n"
        "except MissingExtra as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'sayso[postgres]'" in done.stdout


def test_a_reader_makes_no_collection_and_no_schema(postgres: Callable[[], str], plain: Any) -> None:
    place = postgres()
    for read_only in (False, True):
        with pytest.raises(StoreError, match="make one with `sayso add`"):
            open_store(place, create=False, read_only=read_only)
    assert (None,) == plain.execute("SELECT to_regnamespace(%s)", [schema_of(place)]).fetchone()


def test_somebody_elses_schema_is_refused_and_left_alone(postgres: Callable[[], str], plain: Any) -> None:
    place = postgres()
    plain.execute(f"CREATE SCHEMA {schema_of(place)}")
    plain.execute(f"CREATE TABLE {schema_of(place)}.recipes (name text)")
    with pytest.raises(StoreError, match="is a database but not a Sayso collection"):
        open_store(place)


def test_who_has_no_right_to_write_reads(postgres: Callable[[], str], plain: Any) -> None:
    place = postgres()
    with open_store(place) as store:
        store.add([make_article(1, "Brook")])
    role = f"reader_{schema_of(place)}"
    plain.execute(f"CREATE ROLE {role} LOGIN")
    try:
        plain.execute(f"GRANT USAGE ON SCHEMA {schema_of(place)} TO {role}")
        plain.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema_of(place)} TO {role}")
        with open_store(place.replace("//sayso@", f"//{role}@")) as store:
            assert 1 == store.status().articles
            with pytest.raises(StoreError, match="open for reading only"):
                store.add([make_article(2, "Cedar")])
    finally:
        plain.execute(f"DROP OWNED BY {role}")
        plain.execute(f"DROP ROLE {role}")


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        ("DiskFull", StoreError, "disk is full"),
        ("ReadOnlySqlTransaction", StoreError, "cannot be written to"),
        ("LockNotAvailable", StoreBusy, "did not finish in time"),
        ("SerializationFailure", StoreBusy, "did not finish in time"),
        ("DataCorrupted", StoreError, "is damaged"),
        ("AdminShutdown", StoreError, "broke off the connection"),
    ],
)
def test_what_goes_wrong_at_work_is_said_in_words(
    error: str, kind: type[StoreError], message: str, postgres: Callable[[], str]
) -> None:
    with open_store(postgres()) as store:
        with pytest.raises(kind, match=message), store.db.writes():
            raise sa.exc.OperationalError("INSERT", {}, getattr(psycopg.errors, error)("something"))
        store.add([make_article(1, "Brook")])


def test_a_text_that_postgresql_cannot_hold_is_refused_with_the_way_out(postgres: Callable[[], str]) -> None:
    """Reading a file puts U+FFFD in its place before any offset is counted; a program has to do so itself."""
    with open_store(postgres()) as store:
        with pytest.raises(StoreError, match=r"put U\+FFFD in its place"):
            store.add([make_article(1, "Brook\0Cedar")])
        assert store.add([make_article(1, "Brook\ufffdCedar")]).added


def test_what_backup_says_copies_the_collection(
    postgres: Callable[[], str], plain: Any, tmp_path: Path
) -> None:
    where = programs()
    if where is None:
        pytest.skip("needs pg_dump")
    place, article = postgres(), make_article(1, "Brook Cedar")
    with open_store(place) as store:
        store.add([article])
        run(store, TOY_FLOW, Settings(), workers=1)
        before = snapshot(store, TOY_FLOW)
        with pytest.raises(StoreError, match="has a program of its own") as raised:
            store.backup(tmp_path / "a.dump")
    commands = re.findall(r"pg_(?:dump|restore) [^']*'[^']*'(?: \S+\.dump)?", str(raised.value))
    assert 2 == len(commands)
    subprocess.run(shlex.split(f"{where}/{commands[0]}"), check=True)
    plain.execute(f"DROP SCHEMA {schema_of(place)} CASCADE")
    subprocess.run(shlex.split(f"{where}/{commands[1]}"), check=True)

    with open_store(place) as store:
        assert before == snapshot(store, TOY_FLOW)
        assert [] == store.check()
        store.add([make_article(1, "Brook Cedar, later")])
        assert [article.id] == store.search_ids("later")


def test_a_folder_of_tables_goes_out_and_in_and_a_run_goes_on(
    postgres: Callable[[], str], tmp_path: Path
) -> None:
    pytest.importorskip("pyarrow", reason="needs pyarrow, of sayso[parquet]")
    from sayso.store.parquet.loading import load_tables
    from sayso.store.parquet.writing import write_tables

    kinds = {kind.__name__: kind for kind in (*RECORDS, *(k for stage in TOY_FLOW for k in stage.writes))}
    with open_store(postgres()) as store:
        store.add([make_article(n, f"Brook{n % 5} Cedar{n % 3} Alpha") for n in range(12)])
        run(store, TOY_FLOW, Settings(), workers=1)
        write_tables(store, tmp_path / "tables", settings={}, kinds=kinds)
    place = postgres()
    load_tables(place, tmp_path / "tables", kinds=kinds, busy_timeout_s=30)
    with open_store(place) as store:
        assert not run(store, TOY_FLOW, Settings(), workers=1).stages
        assert 12 == len(store.search_ids("alpha"))
        store.add([make_article(99, "Brook1 Cedar2 Dunes")])
        run(store, TOY_FLOW, Settings(), workers=1)
        assert [] == differences(
            rebuilt(list(store.articles()), TOY_FLOW, Settings()), snapshot(store, TOY_FLOW)
        )
        assert [] == store.check()


def test_whole_numbers_have_63_bits_and_lists_any_length(postgres: Callable[[], str]) -> None:
    with open_store(postgres()) as store:
        articles = [make_article(n, f"Brook{n}") for n in range(3)]
        store.add(articles)
        many = [*(f"{n:016x}" for n in range(20_000)), *(article.id for article in articles)]
        assert sorted(article.id for article in articles) == [article.id for article in store.articles(many)]
        leaf = ("s", 2**63 - 1, 1, b"\0\xff")
        with store.db.writes() as conn:
            from sayso.store import dialect

            dialect.insert_or_replace(conn, store.db.tables.postings, [leaf])
        with store.db.reads() as conn:
            assert [leaf] == [tuple(row) for row in conn.execute(sa.select(store.db.tables.postings))]
        assert isinstance(next(store.articles()), Article)
