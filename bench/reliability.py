"""Kill Sayso hundreds of times and pull its plug, and count what is lost.

    .venv/bin/python bench/reliability.py                     # 200 kills, 60 pulled plugs: some minutes
    .venv/bin/python bench/reliability.py --kills 25 --cuts 10
    .venv/bin/python bench/reliability.py --fuzzed tally.json # with what bench/fuzz/fuzz.py --json tally.json tried

Each kill is a SIGKILL of a process at work on a collection in a file: the real store, ledger and writer, under a flow
with a stage of every kind that reads invented articles in microseconds. After each one a copy of what is left is opened,
checked, compared with what had been given to it, run, and taken to the end, where every table has to equal those of
a collection that nobody disturbed. A pulled plug is a kill after which the file system has lost or torn whatever
nobody had asked it to keep. The exit code is 1 when a row is lost, a table differs or a file does not open.
"""

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from kill_scenes import SCENES, work_in_small_steps
from kill_trials import STOPPED, Kill, prepare, trials
from power_cuts import cuts

SHARES = {"add": 5, "run": 5, "first run": 2, "review": 4}
"""How often a scene is killed beside the others; of a migration there are four."""


def shared_out(kills: int) -> dict[str, int]:
    """How many kills each scene gets."""
    weights = {scene.name: SHARES.get(scene.name, 1) for scene in SCENES}
    given = {name: kills * weight // sum(weights.values()) for name, weight in weights.items()}
    for name in list(given)[: kills - sum(given.values())]:
        given[name] += 1
    return given


def disturb(*, kills: int, plugs: int, seed: int) -> list[Kill]:
    """Kill every scene, then pull the plug on it."""
    work_in_small_steps()
    made: list[Kill] = []
    with tempfile.TemporaryDirectory(prefix="sayso-kills-") as name:
        for scene in SCENES:
            plain = prepare(scene, Path(name))
            made += trials(plain, kills=shared_out(kills)[scene.name], seed=seed, folder=Path(name))
            made += cuts(plain, cuts=shared_out(plugs)[scene.name], seed=seed, folder=Path(name))
    return made


def table(head: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    rows = [[str(cell) for cell in line] for line in lines]
    rules = ["---" if at == 0 else "---:" for at in range(len(head))]
    return "\n".join("| " + " | ".join(row) + " |" for row in [list(head), rules, *rows])


def harm(kill: Kill) -> list[str]:
    """What is wrong with a collection, beside that a process stopped with an error where it should have gone on."""
    return [problem for problem in kill.problems if not problem.startswith(STOPPED)]


def tally(made: Sequence[Kill]) -> str:
    """What was done and what came of it, by scene; then where they were hit."""
    head = (
        "scene",
        "kills",
        "in a row",
        "opened and sound",
        "source rows given",
        "rows lost",
        "tables differ",
    )
    lines: list[tuple[object, ...]] = []
    for name in [*dict.fromkeys(kill.scene for kill in made), "all"]:
        these = [kill for kill in made if name in {kill.scene, "all"}]
        lines.append(
            (
                name,
                len(these),
                sum(kill.in_a_row > 1 for kill in these),
                sum(not harm(kill) for kill in these),
                sum(kill.rows for kill in these),
                sum(kill.lost for kill in these),
                sum(bool(harm(kill)) for kill in these),
                sum(len(kill.problems) > len(harm(kill)) for kill in these),
            )
        )
    ways = Counter((kill.way, kill.place) for kill in made)
    where = table(("how", "where it was", "kills"), ((*hit, many) for hit, many in sorted(ways.items())))
    return f"{table(head, lines)}\n\n{where}"


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--cuts", type=int, default=60, help="pulled plugs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--fuzzed", type=Path, help="the tally of bench/fuzz/fuzz.py, to be told with this one"
    )
    chosen = parser.parse_args()
    begun = time.perf_counter()
    made = disturb(kills=chosen.kills, plugs=chosen.cuts, seed=chosen.seed)
    print(tally(made))
    for kill in made:
        for problem in kill.problems:
            print(f"\n{kill.scene}, {kill.way} while {kill.place}, {kill.in_a_row} in a row: {problem}")
    lost, bad = sum(kill.lost for kill in made), sum(bool(kill.problems) for kill in made)
    tried, crashes = fuzzed(chosen.fuzzed) if chosen.fuzzed else ("", 0)
    print(
        f"\n{tried}faults injected {len(made)} in {time.perf_counter() - begun:.0f} s: rows lost {lost}, "
        f"harmed or stopped {bad}"
    )
    return 1 if lost or bad or crashes else 0


def fuzzed(path: Path) -> tuple[str, int]:
    """What fuzzing tried, in words, and how often it ended in a crash."""
    told = json.loads(path.read_text(encoding="utf-8"))
    crashes = sum(len(target["crashes"]) for target in told)
    tried = sum(target["executions"] for target in told)
    return f"inputs tried {tried:,} by {len(told)} targets, crashes {crashes}; ", crashes


if __name__ == "__main__":
    raise SystemExit(main())
