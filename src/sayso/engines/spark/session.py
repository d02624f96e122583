"""A Spark session with the settings that Sayso's work wants, on this machine or on a cluster."""

import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from sayso.engines.local import THREADS, cores
from sayso.errors import MissingExtra, StoreError

INSTALL = "pip install 'sayso[spark]'"
JDK = "apt-get install openjdk-17-jre-headless"
TRIES = 4
"""Times that a task is tried: Spark's own default on a cluster, which its local mode does not have."""

BATCH = 64
"""Rows that go to a Python worker together. A row is an article with all that was made of it, some 100 KB."""

BATCH_BYTES = "16m"
"""Bytes that go to a Python worker together at most, where articles are long."""


def local_master(workers: int = 0) -> str:
    """This machine as Spark is told of it: as many workers as there are cores, tasks tried again when one dies."""
    return f"local[{workers or cores()},{TRIES}]"


def open_session(master: str | None = None, *, more: Mapping[str, str] | None = None) -> Any:
    """A session, new or the one that is open; `master` as Spark calls it, by default this machine.

    Under `spark-submit` its settings are taken as they are, and `master` is not looked at. `more` are settings of Spark
    that come before ours. Raises MissingExtra without PySpark or a Java runtime, StoreError when Spark does not start.
    """
    find_java()
    try:
        for name in ("pyarrow", "pandas", "pyspark.sql"):  # PySpark asks for pandas where it hands over Arrow
            import_module(name)
    except ImportError as error:
        raise MissingExtra(f"Spark needs {error.name or 'pyspark'}; install it with: {INSTALL}") from None
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("sayso")
    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # else spark-submit started us
        name = master or local_master()
        builder = builder.master(name)
        for key, value in {**settings_for(name), **(more or {})}.items():
            builder = builder.config(key, value)
    try:
        with _own_interrupts():
            session = builder.getOrCreate()
    except Exception as error:
        told = " ".join(str(error).split())[:300]
        raise StoreError(
            f"Spark did not start ({type(error).__name__}: {told}); look at the master, and whether `java -version` is 17 or later"
        ) from error
    for key, value in (
        ("spark.sql.execution.arrow.maxRecordsPerBatch", str(BATCH)),
        ("spark.sql.execution.arrow.maxBytesPerBatch", BATCH_BYTES),
    ):
        session.conf.set(key, value)
    return session


@contextmanager
def _own_interrupts() -> Iterator[None]:
    """What is done at Ctrl-C stays as it was: PySpark puts its own in place, which asks Spark while an answer is awaited."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def settings_for(master: str) -> dict[str, str]:
    """Our settings for a master; what is about one machine alone only for that."""
    made = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        # what a run fails of comes back as an exception; a worker that died and was tried again is no news
        "spark.log.level": "FATAL",
        "spark.sql.catalogImplementation": "in-memory",
        "spark.python.worker.reuse": "true",
        "spark.sql.session.timeZone": "UTC",
        **{f"spark.executorEnv.{name}": "1" for name in THREADS},
    }
    if master.startswith("local"):
        made |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "2g",
            "spark.sql.shuffle.partitions": str(2 * parallel(master)),
            "spark.sql.warehouse.dir": str(Path(tempfile.gettempdir()) / "sayso-spark-warehouse"),
        }
    return made


def parallel(master: str) -> int:
    """How many tasks a local master does at once."""
    told = master.partition("[")[2].strip("]").partition(",")[0]
    return int(told) if told.isdigit() else cores() if told == "*" else 1


def find_java() -> None:
    """Have JAVA_HOME lead to a Java runtime, if there is one; MissingExtra with the way to get one."""
    home = os.environ.get("JAVA_HOME")
    if home and (Path(home) / "bin" / "java").exists():
        return
    if home:
        raise MissingExtra(f"JAVA_HOME is {home}, where there is no bin/java; unset it, or: {JDK}")
    if shutil.which("java"):
        return
    for root in ("/usr/lib/jvm", "/opt/java", "/Library/Java/JavaVirtualMachines"):
        for found in sorted(Path(root).glob("*/bin/java")) + sorted(
            Path(root).glob("*/Contents/Home/bin/java")
        ):
            os.environ["JAVA_HOME"] = str(found.parents[1])
            return
    raise MissingExtra(f"Spark needs a Java runtime, 17 or later, and there is none; install one with: {JDK}")
