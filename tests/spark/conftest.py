"""One Spark session for all tests here, and what an engine leaves behind as sorted tables."""

import gc
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sayso.errors import MissingExtra
from sayso.records import Article, Failure, Record, Review
from sayso.run import run
from sayso.schema import codec, has_table
from sayso.settings import Settings
from sayso.stage import Stage
from sayso.store.sql import SqlStore
from sayso.store.tables import article_digest

Tables = Mapping[str, list[tuple[Any, ...]]]

QUICK = {
    # a test is over before the JVM's second compiler and Spark's own have paid for themselves: half the time
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.executorEnv.SAYSO_TOYS_MAY_DIE": "yes",
}


@pytest.fixture(scope="session")
def session() -> Iterator[Any]:
    """Spark on two workers of this machine, started once: skips by name without PySpark or Java."""
    try:
        from sayso.engines.spark import open_session

        made = open_session("local[2,4]", more=QUICK)
    except MissingExtra as error:
        pytest.skip(str(error))
    yield made
    made.stop()


@pytest.fixture(autouse=True)
def closed_sockets() -> Iterator[None]:
    """PySpark leaves sockets to Python to close: those of a test go with it, so that no other is warned of them."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture(scope="session")
def spark_tables(session: Any) -> Callable[..., Tables]:
    """`spark_tables(folder, articles, flow)`: evaluates a flow with Spark, and gives every table as sorted rows."""
    from sayso.engines.spark import run_flow
    from sayso.store.parquet import arrow, arrow_schema, from_arrow, name_of, to_arrow

    def evaluate(
        folder: Path,
        articles: Sequence[Article],
        flow: Sequence[Stage],
        *,
        settings: Settings | None = None,
        reviews: Iterable[Review] = (),
        **options: Any,
    ) -> Tables:
        rows = [codec(Article).encode(article) for article in articles]
        batch = to_arrow(Article, [(*row, article_digest(row)) for row in rows])
        pa = arrow()
        given = folder / "articles.parquet"
        pa.parquet.write_table(pa.Table.from_batches([batch]), given)
        frame, out = session.read.parquet(str(given)), folder / "out"
        counts = run_flow(
            session, frame, flow, settings or Settings(), out=str(out), reviews=reviews, **options
        )
        found = {}
        for kind in tables_of(flow):
            name = name_of(kind)
            read = pa.parquet.read_table(out / name)
            assert arrow_schema(kind).names == read.schema.names
            assert counts[name] == read.num_rows
            found[name] = tidy(name, arrow_schema(kind).names, from_arrow(kind, read))
        return found

    return evaluate


def local_tables(
    articles: Sequence[Article],
    flow: Sequence[Stage],
    *,
    settings: Settings | None = None,
    reviews: Iterable[Review] = (),
    workers: int = 1,
) -> Tables:
    """What the local engine leaves in a collection, as sorted rows of the same columns."""
    from sayso.store.parquet import arrow_schema, name_of

    store = SqlStore(":memory:")
    try:
        store.add(articles)
        store.add_reviews(reviews)
        run(store, flow, settings or Settings(), workers=workers)
        found: dict[str, list[tuple[Any, ...]]] = {}
        with store.db.reads() as conn:
            for kind in tables_of(flow):
                name, columns = name_of(kind), arrow_schema(kind).names
                query: Any = sa.select(*(sa.column(column) for column in columns)).select_from(sa.table(name))
                found[name] = tidy(name, columns, conn.execute(query))
        return found
    finally:
        store.close()


def tables_of(flow: Sequence[Stage]) -> list[Any]:
    """Every table that an evaluation of a flow leaves."""
    kinds: list[type[Record]] = [kind for stage in flow for kind in stage.writes if has_table(kind)]
    desk = ("ledger", "group_keys", "numbers", "nodes", "edges")
    return [Article, *kinds, Review, Failure, *desk]


def tidy(name: str, columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> list[tuple[Any, ...]]:
    """Rows in order; the time that a stage took is no part of its result."""
    keep = [at for at, column in enumerate(columns) if (name, column) != ("ledger", "seconds")]
    return sorted((tuple(values[at] for at in keep) for values in map(tuple, rows)), key=repr)


@pytest.fixture(scope="session")
def kept_locally() -> Callable[..., Tables]:
    """`kept_locally(articles, flow)`: what the local engine leaves."""
    return local_tables
