"""A whole evaluation of a flow with Spark: articles in, every table of a collection out, as Parquet."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sayso.engines.spark.alone import by_article
from sayso.engines.spark.rooms import Rooms, remove, union
from sayso.engines.spark.shapes import kept, spark_columns
from sayso.engines.spark.steps import Flow
from sayso.errors import InputError, SaysoError, StageError
from sayso.failures import LONGEST
from sayso.ids import digest
from sayso.plan import check_flow, stage_line, steps
from sayso.records import USABLE, Article, Failure, Review
from sayso.schema import codec, table_name
from sayso.settings import Settings
from sayso.stage import Each, Stage
from sayso.store.parquet import arrow_schema, name_of
from sayso.store.protocol import Row

WORK = "_spark"
"""The folder within the results where what lies between steps is written; it goes when all is done."""

ERROR = re.compile(r"[A-Za-z_][\w.]*(?:Error|Exception|Interrupt)(?:: |$)")
"""The last line of a Python traceback."""

ARTICLES_A_TASK = 256
"""Articles of one task: half a minute of annotation, so that little is lost with a worker and none waits long."""


def run_flow(
    session: Any,
    articles: Any,
    flow: Sequence[Stage],
    settings: Settings,
    *,
    out: str,
    reviews: Iterable[Review] = (),
    progress: Callable[[str, int, int], None] | None = None,
    keep_work: bool = False,
) -> dict[str, int]:
    """Evaluate a flow over articles and write every table below `out`; how many rows each has.

    `articles` is a frame with the columns of `Article`, as people corrected them, and `digest`. `reviews` are those
    that stages read. A run that was broken off and is called again with the same articles, flow and settings goes on
    behind its last whole step. Raises FlowError when the stages do not fit together, InputError when two articles have
    one id, StageError when Spark gives a step up. `progress` is told of each step: its name, how many are done, how many there are.
    """
    check_flow(flow)
    decided = sorted(map(codec(Review).encode, reviews))
    rooms = Rooms(session, "", by_article(decided, codec(Review).articles))
    key = _read(rooms, articles, decided)
    todo = steps(flow)
    work = Flow(
        rooms=rooms,
        settings=settings,
        fingerprints={stage.name: stage_line(stage, settings).fingerprint for stage in flow},
        writers={kind: stage.name for stage in flow if isinstance(stage, Each) for kind in stage.writes},
    )
    for number, step in enumerate(todo):
        stages = getattr(step, "stages", (step,))
        if progress is not None:
            progress(step.name, number, len(todo))
        # a folder is named by all that its rows are a function of: what is there under that name is right
        key = digest([key, [work.fingerprints[stage.name] for stage in stages]])[:16]
        rooms.folder = f"{out}/{WORK}/{key}"
        try:
            work.take(step, f"{number:02d}")
        except SaysoError:
            raise
        except Exception as error:
            raise StageError(step.name, "the corpus as a whole", why(error)) from error
    rows = _write(work, out, flow, decided)
    if not keep_work:
        remove(session, f"{out}/{WORK}")
    if progress is not None:
        progress("tables", len(todo), len(todo))
    return rows


def why(error: Exception) -> str:
    """What Spark says of a job that failed, in a line: the last error of a Python worker, or else its own first line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip() and not line.startswith("\t")]
    raised = [line for line in lines if ERROR.match(line)]
    told = (raised or lines or [type(error).__name__])[-1 if raised else 0]
    return f"{told[:LONGEST]}; mend that and run again, it goes on behind the last whole step"


def _read(rooms: Rooms, articles: Any, decided: Sequence[Row]) -> str:
    """Take the articles in, in parts of a task each; a name for what they are."""
    from pyspark.sql import functions as f  # noqa: PLC0415 - an extra

    own = f.struct(*codec(Article).names)
    told = f.xxhash64("id", "digest")
    sums = articles.agg(
        f.count(f.lit(1)),
        f.count_distinct("id"),
        f.bit_xor(told),
        f.sum(told.cast("decimal(20,0)")),
    ).first()
    count, several, *hashes = sums
    if several < count:
        raise InputError(
            f"{count - several} of {count} articles have the id of another one",
            fix="give every article an id of its own, or drop what is there twice",
        )
    parts = max(2 * rooms.session.sparkContext.defaultParallelism, count // ARTICLES_A_TASK + 1)
    frame = articles.select(f.col("id").alias("owner"), "digest", own.alias("own"))
    rooms.kept = frame
    # what may not be used is kept, and no stage is given it
    rooms.home = frame.filter(f.col("own.pubstatus") == USABLE).repartition(
        min(parts, max(count, 1)), "owner"
    )
    return digest([count, [str(each) for each in hashes], [list(row) for row in decided]])


def _write(work: Flow, out: str, flow: Sequence[Stage], decided: Sequence[Row]) -> dict[str, int]:
    """Write every table from what the steps left; how many rows each has."""
    from pyspark.sql import functions as f  # noqa: PLC0415 - same

    session, counted, names = work.rooms.session, [], []
    for kind, frame in _tables(work, flow, decided):
        path, schema = f"{out}/{name_of(kind)}", arrow_schema(kind)
        frame.select(*schema.names).write.mode("overwrite").parquet(path)
        there = session.read.schema(spark_columns(schema)).parquet(path)
        counted.append(there.select(f.lit(name_of(kind)).alias("table")))
        names.append(name_of(kind))
    found = {row["table"]: row["count"] for row in union(counted).groupBy("table").count().collect()}
    return {name: found.get(name, 0) for name in names}


def _tables(work: Flow, flow: Sequence[Stage], decided: Sequence[Row]) -> Iterator[tuple[Any, Any]]:
    """Each table with its rows: the articles, what stages made, reviews, failures, the desk."""
    from pyspark.sql import functions as f  # noqa: PLC0415 - same

    rooms = work.rooms
    yield Article, rooms.kept.select("own.*", "digest")
    for kind in kept(kind for stage in flow for kind in stage.writes):
        made, _ = rooms.places[kind]
        each = made.select("owner", f.posexplode(table_name(kind)).alias("place", "row"))
        yield kind, each.select("owner", f.col("place").cast("bigint").alias("position"), "row.*")
    at = codec(Review).names.index("id")
    yield Review, _frame(rooms, Review, [(row[at], 0, *row) for row in decided])
    failed = [frame.select(f.explode("failures").alias("row")).select("row.*") for frame in work.failed]
    yield Failure, union([_frame(rooms, Failure), *failed])
    lines = [
        frame.select("owner", f.explode("ledger").alias("row")).select("owner", "row.*")
        for frame in work.made
    ]
    yield "ledger", union([_frame(rooms, "ledger"), *lines])
    keys = [_named(stage, frame.withColumnRenamed("owner", "article")) for stage, frame in work.keys.items()]
    yield "group_keys", union([_frame(rooms, "group_keys"), *keys])
    numbers = [
        _named(stage, frame.select(f.col("owner").alias("article"), "label", "packed"))
        for stage, frame in work.numbers.items()
    ]
    yield "numbers", union([_frame(rooms, "numbers"), *numbers])
    yield "nodes", union([_frame(rooms, "nodes"), *(_named(*each) for each in work.nodes.items())])
    edges = [
        _named(stage, frame.withColumnRenamed("owner", "article")) for stage, frame in work.edges.items()
    ]
    yield "edges", union([_frame(rooms, "edges"), *edges])


def _named(stage: str, frame: Any) -> Any:
    from pyspark.sql import functions as f  # noqa: PLC0415 - same

    return frame.withColumn("stage", f.lit(stage))


def _frame(rooms: Rooms, kind: Any, rows: Sequence[Row] = ()) -> Any:
    return rooms.session.createDataFrame(list(rows), spark_columns(arrow_schema(kind)))
