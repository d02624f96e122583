"""Connected components by alternating large-star and small-star, as Spark's own joins and sums.

After R. Kiveris, S. Lattanzi, V. Mirrokni, V. Rastogi and S. Vassilvitskii: Connected Components in MapReduce and
Beyond, SoCC 2014. Both steps keep what hangs together; in the end every node points at the smallest of its component.
No node's neighbours are ever brought together in one place: a step is a minimum a node and a join.
"""

from collections.abc import Callable
from typing import Any


def components(edges: Any, settle: Callable[[Any, int], Any]) -> Any:
    """The component of each node that has an edge, as columns `node` and `component`; others are their own.

    `edges` has columns `a` and `b`, texts, none to itself. `settle(frame, round)` writes a frame down and gives it
    back as read, so that no round is ever made again and no plan grows.
    """
    from pyspark.sql import functions as f  # noqa: PLC0415 - an extra

    # an edge leads from its greater end to the smaller one
    frame = edges.select(f.greatest("a", "b").alias("node"), f.least("a", "b").alias("to")).distinct()
    frame, number = settle(frame, 0), 0
    while not _is_settled(frame):
        number += 1
        frame = settle(_small_star(_large_star(frame)), number)
    centres = frame.select(f.col("to").alias("node"), f.col("to").alias("component")).distinct()
    return frame.select("node", f.col("to").alias("component")).unionByName(centres)


def _large_star(frame: Any) -> Any:
    """Each node tells its greater neighbours of the smallest of all of them and itself."""
    from pyspark.sql import functions as f  # noqa: PLC0415 - same

    turned = frame.select(f.col("to").alias("node"), f.col("node").alias("to"))
    smallest = (
        frame.unionByName(turned)
        .groupBy("node")
        .agg(f.min("to").alias("smallest"))
        .select("node", f.least("node", "smallest").alias("smallest"))
    )
    return (
        turned.join(smallest, "node")
        .select(f.col("to").alias("node"), f.col("smallest").alias("to"))
        .distinct()
    )


def _small_star(frame: Any) -> Any:
    """Each node tells its smaller neighbours, and itself, of the smallest of them."""
    from pyspark.sql import functions as f  # noqa: PLC0415 - same

    smallest = frame.groupBy("node").agg(f.min("to").alias("smallest"))
    told = frame.join(smallest, "node").select(f.col("to").alias("node"), f.col("smallest").alias("to"))
    own = smallest.select("node", f.col("smallest").alias("to"))
    return told.filter("node != to").unionByName(own).distinct()


def _is_settled(frame: Any) -> bool:
    """Whether all are stars: who points at a node points at one, and nobody points at who points. No step changes stars."""
    from pyspark.sql import functions as f  # noqa: PLC0415 - same

    ends = frame.select("node", f.lit(1).alias("points"), f.lit(0).alias("pointed")).unionByName(
        frame.select(f.col("to").alias("node"), f.lit(0).alias("points"), f.lit(1).alias("pointed"))
    )
    sums = ends.groupBy("node").agg(f.sum("points").alias("points"), f.max("pointed").alias("pointed"))
    return bool(sums.filter("points > 1 or (points = 1 and pointed = 1)").isEmpty())
