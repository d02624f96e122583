"""A folder of Parquet files that holds all tables of a collection, and the way from one to the other.

    DIR/<table>/*.parquet     a table: the sources, what was derived, what a run keeps of its work
    DIR/sayso.json            what the folder says of itself; written last, so that half a folder is known

DuckDB, Spark, R and pandas read the files as they are; `sayso load` makes a collection of them, in which a run goes on.
Needs the extra `sayso[parquet]`, imported only where it is used.
"""

from sayso.store.parquet.schemas import (
    DESK,
    HISTORY,
    SOURCES,
    arrow,
    arrow_schema,
    from_arrow,
    name_of,
    to_arrow,
)

__all__ = ["DESK", "HISTORY", "SOURCES", "arrow", "arrow_schema", "from_arrow", "name_of", "to_arrow"]
