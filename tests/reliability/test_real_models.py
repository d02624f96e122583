"""With the stages and models that ship: an `add` that is killed five times loses nothing and ends where an undisturbed one does."""

import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sayso import sample
from sayso.flow import FLOW
from sayso.store.sql import SqlStore
from sayso.testing import differences, snapshot

BENCH = Path(__file__).parents[2] / "bench"
KILLS = 5
SHARE = 0.18
"""Of its events after which a process is dead at the latest, so that the last of five has work left to die in."""

PROGRAM = """
import json, mmap, sys
bench, way, at, *argv = sys.argv[1:]
sys.path.insert(0, bench)
from kill_points import Point, Watch
point = Point(way=way, at=int(at), delay_s=0.0002) if int(at) else None
watch = Watch(point=point, place=mmap.mmap(-1, 1))
watch.listen()
from sayso.cli import main
code = main(argv)
sys.stderr.write(json.dumps(watch.counts))
sys.exit(code)
"""


def add(reports: Path, db: Path, *, way: str = "statement", at: int = 0) -> subprocess.CompletedProcess[str]:
    """`sayso add` in a process of its own, which is killed at its n-th event; 0: at none."""
    argv = [BENCH, way, at, "add", reports, "--sidecar", reports / "sidecar.csv", "--workers", 1, "--db", db]
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, argv)], capture_output=True, text=True, check=False
    )


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Three reports of the sample story."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for file in (*sorted(sample.files(), key=lambda file: file.name)[:3], sample.sidecar()):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def test_an_add_that_is_killed_five_times_ends_where_an_undisturbed_one_does(
    reports: Path, tmp_path: Path
) -> None:
    plain = add(reports, tmp_path / "plain.db")
    assert plain.returncode in {0, 3}, plain.stderr
    counts = json.loads(plain.stderr.splitlines()[-1])
    draw, there, died = random.Random(7), set[str](), []

    for way in ("commit", "statement", "within", "commit", "within"):
        at = draw.randint(max(1, int(counts[way] * SHARE / 4)), int(counts[way] * SHARE))
        died.append(add(reports, tmp_path / "killed.db", way=way, at=at).returncode)
        with SqlStore(tmp_path / "killed.db") as store:
            assert [] == store.check()
            assert there <= set(store.article_ids())
            there = set(store.article_ids())
    last = add(reports, tmp_path / "killed.db")

    assert [-signal.SIGKILL] * KILLS == died
    assert 3 == len(there)
    assert plain.returncode == last.returncode, last.stderr
    with SqlStore(tmp_path / "plain.db") as one, SqlStore(tmp_path / "killed.db") as other:
        assert list(one.articles()) == list(other.articles())
        assert [] == differences(snapshot(one, FLOW), snapshot(other, FLOW))
        assert 0 == other.status().stale
        assert [] == other.check()
