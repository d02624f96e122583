"""The Spark engine: a whole evaluation of a flow over a corpus that outgrows one machine, from Parquet to Parquet.

Spark shuffles, spills and tries again; the functions of `engines.chain` and `engines.together` do the work in its Python
workers, so that rows and all that is kept beside them are those of the local engine. Needs the extra `sayso[spark]`.
"""

from sayso.engines.spark.running import run_flow
from sayso.engines.spark.session import open_session

__all__ = ["open_session", "run_flow"]
