"""Where rows lie between the steps of a flow, and the bundles that are put together of them.

What a step made is written down once, as Parquet, and read from there: no shuffle or annotation is done twice because a
plan is looked at twice, and a run that was broken off goes on behind its last whole step.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sayso.engines.spark.alone import Reviews
from sayso.engines.spark.shapes import Kind, spark_columns
from sayso.records import Article, Review
from sayso.schema import ISO_DAY, codec, table_name


class Rooms:
    """The frames of a run: `home` has a row an article that is read, `kept` one an article.

    `places` tells of each record type where it was made.
    """

    def __init__(self, session: Any, folder: str, reviews: Reviews) -> None:
        self.session, self.folder, self.reviews = session, folder, reviews
        self.kept: Any = None
        self.home: Any = None
        self.home_kinds: set[Kind] = set()
        self.places: dict[Kind, tuple[Any, bool]] = {}
        """By record type: the frame it lies in, and whether the owner of its rows is their article."""
        self.chains: dict[str, Any] = {}
        """By name of an `Each` stage: the frame that holds its lines of the ledger."""

    @property
    def parts(self) -> int:
        """How many parts a shuffle has."""
        return int(self.session.conf.get("spark.sql.shuffle.partitions"))

    def settle(self, name: str, frame: Any, schema: Any | None = None) -> Any:
        """A frame written down under a name and read back; what is there from an earlier run is not made again."""
        path = f"{self.folder}/{name}"
        if not exists(self.session, f"{path}/_SUCCESS"):
            frame.write.mode("overwrite").parquet(path)
        # its columns are told, not looked for: a frame without rows may have no file
        told = frame.schema if schema is None else spark_columns(schema)
        return self.session.read.schema(told).parquet(path)

    def bundles(self, kinds: Iterable[Kind], *, stages: Iterable[str] = ()) -> Any:
        """A row an article: `owner`, `digest`, `own`, its rows of each kind, its lines of the ledger at `Each` stages.

        What the first chain made of an article lies in one row with it already; only what groups made is gathered by
        the articles that it names, in the order of ids.
        """
        from pyspark.sql import functions as f  # noqa: PLC0415 - an extra

        wanted = [kind for kind in dict.fromkeys(kinds) if kind not in {Article, Review}]
        chains = [self.chains[stage] for stage in stages]
        here = [table_name(kind) for kind in wanted if kind in self.home_kinds]
        ledger = ["ledger"] if any(made is self.home for made in chains) else []
        frame = self.home.select("owner", "digest", "own", *here, *ledger)
        for kind in wanted:
            if kind not in self.home_kinds:
                made, alone = self.places[kind]
                name = table_name(kind)
                found = made.select("owner", name) if alone else named_rows(made, kind)
                frame = frame.join(found, "owner", "left")
        for number, made in enumerate({id(made): made for made in chains if made is not self.home}.values()):
            ledger.append(f"ledger{number}")
            frame = frame.join(made.select("owner", f.col("ledger").alias(ledger[-1])), "owner", "left")
        if len(ledger) > 1 or ledger == ["ledger0"]:
            frame = frame.withColumn("ledger", f.concat(*ledger))
        return frame


def named_rows(made: Any, kind: Kind) -> Any:
    """The rows of a kind by the articles that they name: `owner` is the article."""
    from pyspark.sql import functions as f  # noqa: PLC0415 - an extra

    name = table_name(kind)
    rows = made.select(f.explode(name).alias("row"))
    articles = f.array_distinct(f.array(*(f.col(f"row.{field}") for field in kind.ARTICLES)))
    each = rows.select(f.explode(articles).alias("owner"), f.col("row.id").alias("id"), "row").filter(
        "owner != ''"
    )
    gathered = each.groupBy("owner").agg(f.sort_array(f.collect_list(f.struct("id", "row"))).alias("rows"))
    return gathered.select(
        "owner", f.transform("rows", lambda item: _for_stages(item["row"], kind)).alias(name)
    )


def _for_stages(row: Any, kind: Kind) -> Any:
    """A row as stages are given it; see `Codec.for_stages`."""
    from pyspark.sql import functions as f  # noqa: PLC0415 - an extra

    of = codec(kind)
    for place, blank in of.for_readers.items():
        row = row.withField(of.names[place], f.lit(blank))
    for place in sorted(of.by_day):
        row = row.withField(of.names[place], f.substring(row[of.names[place]], 1, ISO_DAY))
    return row


def union(frames: Sequence[Any]) -> Any:
    """The rows of frames with the same columns."""
    first, *others = frames
    for other in others:
        first = first.unionByName(other)
    return first


# --- folders, wherever Spark keeps them -----------------------------------------------------------------------


def exists(session: Any, path: str) -> bool:
    """Whether there is such a file or folder."""
    where, system = _place(session, path)
    return bool(system.exists(where))


def remove(session: Any, path: str) -> None:
    """Take away a folder with all that is in it."""
    where, system = _place(session, path)
    system.delete(where, True)  # noqa: FBT003 - Java knows no names


def _place(session: Any, path: str) -> tuple[Any, Any]:
    jvm = session.sparkContext._jvm  # noqa: SLF001 - the one way to Hadoop's folders that PySpark has
    where = jvm.org.apache.hadoop.fs.Path(path)
    return where, where.getFileSystem(session.sparkContext._jsc.hadoopConfiguration())  # noqa: SLF001 - same
