"""A corpus read and derived by Spark: no text passes through the driver.

What was read is written down once. Where inputs give one article twice, it is decided as one `add` of the same inputs
decides it: the first text stays, in the order of the inputs, and the same text read again fills in what the first
reading did not know.
"""

import json
import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sayso import __version__
from sayso.engines.spark import open_session, run_flow
from sayso.engines.spark.running import WORK as SPARK_WORK
from sayso.engines.spark.shapes import spark_columns
from sayso.errors import InputError
from sayso.ingest.inputs import Source, find_sources
from sayso.ingest.reading import failed
from sayso.ingest.sidecar import read_sidecar
from sayso.plan import stage_line
from sayso.publish.corpus_reading import Correct, Decide, ReadSources, found_schema, tasks_schema
from sayso.publish.corpus_work import WORK, clear, settings_of_rows
from sayso.records import Article, Failure, Record, Review
from sayso.reviews.fields import is_of_fields
from sayso.run import Progress
from sayso.schema import codec, has_table
from sayso.settings import Settings
from sayso.stage import Stage
from sayso.store.parquet import SOURCES, arrow, arrow_schema, name_of
from sayso.store.parquet.manifest import Manifest, part_files, write_manifest
from sayso.store.parquet.schemas import Kind
from sayso.store.parquet.writing import TableWriter

FILES_A_TASK = 64
"""Small files that a task reads one after the other, where there are very many."""

ARTICLE_COLUMNS = (*codec(Article).names, "digest")


def run_apart(
    inputs: Sequence[str | Path],
    folder: Path,
    *,
    settings: Settings,
    sidecar: Path | None,
    reviews: Sequence[Review],
    master: str | None,
    flow: Sequence[Stage],
    progress: Callable[[Progress], None] | None,
) -> Manifest:
    """Read and derive inputs with Spark into a folder of tables that is ours; see `corpus.run_corpus`.

    The folder and the inputs must be where every worker finds them under the same name. MissingExtra without PySpark
    or Java; StoreError when Spark does not start.
    """

    def tell(step: str, done: int, total: int) -> None:
        if progress is not None:
            progress(Progress(step, done, total))

    with _session(master) as session:
        clear(folder)
        found, told = _read(session, inputs, folder / WORK, settings=settings, sidecar=sidecar)
        articles, failures = _decided(session, found, folder / WORK)
        articles = _corrected(session, articles, reviews, folder)
        run_flow(
            session, articles, flow, settings, out=str(folder), reviews=reviews, progress=tell, keep_work=True
        )
        rows = [codec(Failure).encode(failed(error)) for error in told]
        own = session.createDataFrame(rows, spark_columns(arrow_schema(Failure)))
        # the same input named twice is told of once
        failures.union(own).dropDuplicates(["id"]).write.mode("append").parquet(
            f"{folder}/{name_of(Failure)}"
        )
    kinds: list[type[Record]] = [kind for stage in flow for kind in stage.writes if has_table(kind)]
    _fill_empty(folder, [*kinds, *SOURCES])
    made = write_manifest(
        folder,
        version=__version__,
        lines=[stage_line(stage, settings) for stage in flow],
        kinds=kinds,
        settings=settings_of_rows(flow, settings),
    )
    for work in (WORK, SPARK_WORK):  # last: what is stopped before goes on from there
        shutil.rmtree(folder / work)
    return made


@contextmanager
def _session(master: str | None) -> Iterator[Any]:
    """A session, which is stopped again unless it was there before."""
    before = None
    with suppress(ImportError):  # who opens one says what is missing
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

        before = SparkSession.getActiveSession()
    session = open_session(master)
    log = logging.getLogger()
    log.addFilter(_is_news)
    try:
        yield session
    finally:
        log.removeFilter(_is_news)
        if before is None:
            session.stop()


def _is_news(record: logging.LogRecord) -> bool:
    """Py4J logs a traceback when Ctrl-C breaks off a command to Spark; whoever stopped it is told in words."""
    return "KeyboardInterrupt while sending" not in str(record.msg)


def _read(
    session: Any, inputs: Sequence[str | Path], work: Path, *, settings: Settings, sidecar: Path | None
) -> tuple[Any, list[InputError]]:
    """What inputs give as a frame, written down; and what is told of inputs before one of them is read."""
    told: list[InputError] = []
    tasks: list[tuple[int, str, str | None, str]] = []
    if sidecar is not None:
        try:
            told += read_sidecar(sidecar, limits=settings.limits)[1]
        except InputError as error:
            told.append(error)
    for source in find_sources(inputs, sidecar=sidecar):
        if isinstance(source, InputError):
            told.append(source)
        else:
            tasks += [
                (len(tasks) + at, source.name, source.kind, groups)
                for at, groups in enumerate(_shares(source))
            ]
    parallel = session.sparkContext.defaultParallelism
    slices = max(1, min(len(tasks), max(8 * parallel, len(tasks) // FILES_A_TASK)))
    rows = session.sparkContext.parallelize(tasks, slices)
    frame = session.createDataFrame(rows, spark_columns(tasks_schema()))
    read = frame.mapInArrow(ReadSources(settings, sidecar), spark_columns(found_schema()))
    return _settled(session, read, work / "read"), told


def _shares(source: Source) -> list[str]:
    """A Parquet file by its row groups; any other whole."""
    if source.kind == "parquet":
        pa = arrow()
        try:
            groups = int(pa.parquet.read_metadata(source.name).num_row_groups)
        except (OSError, ValueError, pa.ArrowException):
            groups = 0  # whoever reads it says what is wrong
        if groups > 1:
            return [json.dumps([group]) for group in range(groups)]
    return ["[]"]


def _decided(session: Any, found: Any, work: Path) -> tuple[Any, Any]:
    """One reading of each article, and the failures."""
    from pyspark.sql import functions as f  # noqa: PLC0415 - an extra

    there = found.filter("failure IS NULL")
    twice = there.groupBy("id").count().filter("count > 1").select("id")
    several = (
        there.join(twice, "id", "left_semi").repartition("id").sortWithinPartitions("id", "task", "place")
    )
    schema = spark_columns(found_schema())
    decided = _settled(session, several.select(*found.columns).mapInArrow(Decide(), schema), work / "decided")
    kept = decided.filter("failure IS NULL")
    once = there.join(f.broadcast(kept.select("id")), "id", "left_anti") if kept.head(1) else there
    failures = found.union(decided).filter("failure IS NOT NULL").select("failure.*")
    return once.select(*ARTICLE_COLUMNS).union(kept.select(*ARTICLE_COLUMNS)), failures


def _corrected(session: Any, articles: Any, reviews: Sequence[Review], folder: Path) -> Any:
    """Articles as people corrected them; what they were read with is written beside them."""
    from pyspark.sql import functions as f  # noqa: PLC0415 - an extra

    by_article: dict[str, tuple[Review, ...]] = {}
    for review in reviews:
        if is_of_fields(review):
            by_article[review.a_article] = (*by_article.get(review.a_article, ()), review)
    if not by_article:
        return articles
    named = session.createDataFrame([(name,) for name in sorted(by_article)], "id string")
    touched = articles.join(f.broadcast(named), "id", "left_semi").select(*ARTICLE_COLUMNS)
    rest = articles.join(f.broadcast(named), "id", "left_anti").select(*ARTICLE_COLUMNS)
    read = touched.mapInArrow(
        Correct(by_article, as_read=True), spark_columns(arrow_schema("articles_as_read"))
    )
    read.write.mode("overwrite").parquet(str(folder / "articles_as_read"))
    return rest.union(touched.mapInArrow(Correct(by_article), spark_columns(arrow_schema(Article))))


def _settled(session: Any, frame: Any, path: Path) -> Any:
    """A frame written down and read back; what is there from an earlier attempt is not made again."""
    if not (path / "_SUCCESS").exists():
        frame.write.mode("overwrite").parquet(str(path))
    return session.read.schema(spark_columns(found_schema())).parquet(str(path))


def _fill_empty(folder: Path, kinds: Sequence[Kind]) -> None:
    """Give every table without rows a file, which tells its columns."""
    for kind in kinds:
        if not part_files(folder / name_of(kind)):
            with TableWriter(folder, kind):
                pass
