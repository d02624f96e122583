"""The whole flow gives the same rows however its articles came to it, and every stage keeps the contract."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.engines import local
from sayso.flow import FLOW
from sayso.ids import digest, make_id, text_hash
from sayso.records import Article, Failure, Review, Window
from sayso.run import annotate, run
from sayso.schema import codec
from sayso.settings import Settings
from sayso.stage import Bundle, Stage
from sayso.store import open_store
from sayso.store.overviews import VIEWS
from sayso.store.sql import SqlStore
from sayso.testing import check_rows, differences, make_article, rebuilt, snapshot
from sayso.testing.rebuild import Snapshot

SETTINGS = Settings()


@pytest.mark.parametrize("stage", FLOW, ids=lambda stage: stage.name)
def test_a_stage_keeps_its_contract(stage: Stage, articles: list[Article], rows: Snapshot) -> None:
    check_rows(stage, rows, articles)


# Nobody has reviewed the sample story (what reviews make is tried in tests/resolve/reviews), and its only report without a
# day names no year that would bound it.
MADE = [stage for stage in FLOW if Review not in stage.reads and Window not in stage.writes]


@pytest.mark.parametrize("stage", MADE, ids=lambda stage: stage.name)
def test_a_stage_makes_something_of_the_sample_story(stage: Stage, rows: Snapshot) -> None:
    kept = [kind.__name__ for kind in stage.writes if not kind.TRANSIENT]

    assert all(rows[name] for name in kept), "no row: the contract was tried on nothing"


def test_a_report_without_a_day_that_names_one_has_a_window() -> None:
    text = "The Lisk bridge near Dolmin was closed on 3 January 2023, and farmers now take the ferry."
    report = make_article("undated", text, title="A bridge is closed")
    [stage] = [one for one in FLOW if Window in one.writes]
    rows = rebuilt([report], FLOW, SETTINGS)

    check_rows(stage, rows, [report])
    assert rows["Window"]


def test_the_order_of_the_articles_does_not_matter(articles: list[Article], rows: Snapshot) -> None:
    assert [] == differences(rows, rebuilt(articles[::-1], FLOW, SETTINGS))


def edited(article: Article, text: str) -> Article:
    """The article with another text: a revision."""
    sha = text_hash(text)
    return replace(article, text=text, text_sha256=sha, revision=make_id("Revision", article.id, sha))


def test_adding_editing_and_removing_leaves_the_rows_of_a_rebuild(articles: list[Article]) -> None:
    store = open_store(":memory:")
    first, second, *rest = articles
    store.add([edited(first, first.text[: len(first.text) // 2]), second, *rest[:4]])
    run(store, FLOW, SETTINGS, workers=1)
    store.remove(second.id, reason="a test")
    store.add([*rest[3:], edited(rest[1], rest[1].text + "\n\n“Not so,” said Ada Wren.")])
    run(store, FLOW, SETTINGS, workers=1)
    store.add([first, second, rest[1]], force=True)
    store.remove(rest[0].id, reason="a test")
    run(store, FLOW, SETTINGS, workers=1)

    assert [] == differences(rebuilt(list(store.articles()), FLOW, SETTINGS), snapshot(store, FLOW))
    assert [] == store.check()
    store.close()


def test_two_processes_make_the_rows_of_one(articles: list[Article], rows: Snapshot) -> None:
    store = open_store(":memory:")
    store.add(articles)
    run(store, FLOW, SETTINGS, workers=2, engine=local.each)

    assert [] == differences(rows, snapshot(store, FLOW))
    store.close()


@pytest.mark.postgres
def test_the_rows_in_postgresql_are_those_in_sqlite(
    articles: list[Article], rows: Snapshot, postgres: Callable[[], str]
) -> None:
    with open_store(postgres()) as store:
        store.add(articles[3:])
        run(store, FLOW, SETTINGS, workers=1)
        store.remove(articles[4].id, reason="a test")
        store.add(articles)
        store.add([articles[4]], force=True)
        run(store, FLOW, SETTINGS, workers=1)

        assert [] == differences(rows, snapshot(store, FLOW))
        assert [] == store.check()
        with open_store(":memory:") as other:
            other.add(articles)
            run(other, FLOW, SETTINGS, workers=1)
            for view in VIEWS:
                assert sorted(map(repr, seen(other, view))) == sorted(map(repr, seen(store, view))), view


def seen(store: SqlStore, view: str) -> list[tuple[object, ...]]:
    """What a view shows."""
    with store.db.reads() as conn:
        return [tuple(row) for row in conn.exec_driver_sql(f"SELECT * FROM {view}")]


# --- same in, same out ----------------------------------------------------------------------------------------


def fingerprint(bundle: Bundle) -> str:
    """All rows of an article in one hash."""
    kinds = sorted((kind for kind in bundle.kinds() if kind is not Failure), key=lambda kind: kind.__name__)
    return digest([[codec(kind).encode(record) for record in bundle[kind]] for kind in kinds])


def elsewhere(articles: list[Article], **environ: str) -> dict[str, str]:
    """What another process makes of articles, under other circumstances; its clock is ten years ahead."""
    told = json.dumps([codec(Article).encode(article) for article in articles])
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        input=told,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", **environ},
    )
    made: dict[str, str] = json.loads(done.stdout)
    return made


ELSEWHERE = f"""
import json, sys, time
sys.path.insert(0, {str(Path(__file__).parent)!r})
import datetime
now, ahead = time.time, 10 * 365 * 24 * 3600
time.time = lambda: now() + ahead
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
datetime.datetime = Later
from test_flow import FLOW, SETTINGS, annotate, codec, fingerprint
from sayso.records import Article
articles = [codec(Article).decode(tuple(row)) for row in json.load(sys.stdin)]
made = annotate(articles, flow=FLOW, settings=SETTINGS, workers=1)
print(json.dumps({{bundle.article.id: fingerprint(bundle) for bundle in made}}))
"""


@pytest.fixture(scope="module")
def together(articles: list[Article]) -> dict[str, str]:
    """What comes of the articles read together here."""
    made = annotate(articles, flow=FLOW, settings=SETTINGS, workers=1)
    return {bundle.article.id: fingerprint(bundle) for bundle in made}


def test_an_article_alone_gives_the_rows_it_gives_among_others(
    articles: list[Article], together: dict[str, str]
) -> None:
    chosen = [article for article in articles if article.text][::3]

    for article in chosen:
        [bundle] = annotate([article], flow=FLOW, settings=SETTINGS, workers=1)
        assert together[article.id] == fingerprint(bundle), article.text[:60]


@pytest.mark.parametrize(
    "environ",
    [
        {"PYTHONHASHSEED": "0", "TZ": "Pacific/Auckland", "LC_ALL": "C", "OMP_NUM_THREADS": "1"},
        {
            "PYTHONHASHSEED": "4242",
            "TZ": "America/Anchorage",
            "LC_ALL": "tr_TR.UTF-8",
            "OMP_NUM_THREADS": "2",
        },
    ],
    ids=["one_thread", "two_threads"],
)
def test_another_process_time_zone_locale_clock_and_order_give_the_same_rows(
    environ: dict[str, str], articles: list[Article], together: dict[str, str]
) -> None:
    threads = dict.fromkeys(local.THREADS, environ["OMP_NUM_THREADS"])

    assert together == elsewhere(articles[::-1], **{**threads, **environ})
