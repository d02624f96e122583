"""Who asks for Spark where it is not there is told what to install."""

import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.engines.spark import open_session
from sayso.engines.spark.session import find_java, local_master, parallel, settings_for
from sayso.errors import MissingExtra


def test_without_java_it_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(Path, "glob", nothing)

    with pytest.raises(MissingExtra, match="apt-get install openjdk-17"):
        find_java()


def nothing(_self: Path, _pattern: str) -> Iterator[Path]:
    """A folder in which nothing is found."""
    return iter(())


def test_a_java_home_that_leads_nowhere_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with pytest.raises(MissingExtra, match=r"JAVA_HOME is .*unset it"):
        find_java()


def test_a_java_that_is_there_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    java = tmp_path / "jdk" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.touch()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "jdk"))

    find_java()


@pytest.mark.parametrize("name", ["pyarrow", "pandas", "pyspark.sql"])
def test_without_a_library_it_names_the_extra(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    absent: dict[str, Any] = {name: None}
    monkeypatch.setattr("sayso.engines.spark.session.find_java", lambda: None)
    for missing, value in absent.items():
        monkeypatch.setitem(sys.modules, missing, value)

    with pytest.raises(MissingExtra, match=r"pip install 'sayso\[spark\]'"):
        open_session()


@pytest.mark.spark
@pytest.mark.usefixtures("session")
def test_ctrl_c_stays_with_whoever_handled_it_before() -> None:
    """PySpark's own handler asks Spark in the middle of another question, and ends in a traceback."""
    assert "pyspark" not in getattr(signal.getsignal(signal.SIGINT), "__module__", "")


def test_this_machine_tries_a_task_again_and_a_cluster_keeps_its_own_host() -> None:
    assert "local[2,4]" == local_master(2)
    assert 2 == parallel("local[2,4]")
    assert "127.0.0.1" == settings_for("local[2,4]")["spark.driver.host"]
    assert "spark.driver.host" not in settings_for("spark://far:7077")
