"""Which names are one: Sayso beside nomenklatura and plain edit distance, on labelled pairs and in one run.

    python -m venv PEERS && PEERS/bin/pip install . && PEERS/bin/pip install --no-deps -r bench/requirements-names.txt
    SAYSO_DATA=FOLDER PEERS/bin/python bench/names.py [--rounds 3]

nomenklatura's matcher is LogicV2 on two entities that have a name and nothing else, at its threshold of 0.7: so its
authors measure it on these pairs themselves (contrib/name_bench), with an F1 of 0.74 on persons as published. Sayso
takes pairs for one from `MAY_BE_ONE` on; edit distance (of the letters in small) gets the threshold that is best for
it on these very rows. Precision, recall and F1 are in percent; the last column has those of rows that were held out.

Speed is pairs in a second of this process's CPU time, the median of the rounds: of the labelled pairs, which are
close, and of as many names drawn at random, which are not. What a system reads from one name it may keep, as it would
in use; what it found for a pair Sayso has to forget between rounds. nomenklatura's entities are made beforehand.

Exits 1 when Sayso's F1 on persons is below nomenklatura's. Without SAYSO_DATA it says so and exits 0, or 1 when
SAYSO_REQUIRE names "data"; without nomenklatura the others are measured.
"""

import argparse
import importlib
import importlib.metadata
import importlib.util
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any, NamedTuple

from sayso.resolve.actors import matching

EVAL = Path(__file__).parent.parent / "eval"
DRAWN = 20_000
"""Pairs of names drawn at random for the speed on names that have little in common."""
DRAWN_FOR_SLOW = 2_000
"""As many for a system that compares fewer than some thousands in a second."""
SEED = 3
OTHERS_THRESHOLD = 0.7

Row = dict[str, Any]
Score = Callable[[Any, Any, str], float]


class System(NamedTuple):
    """A way to compare names: `prepare` a name of a schema, `score` two prepared ones, from `least` on they are one."""

    name: str
    prepare: Callable[[str, str], Any]
    score: Score
    least: float | None
    drawn: int


def main(argv: Sequence[str] | None = None) -> int:
    """Measure all systems and print the table; 1 when Sayso finds persons worse than nomenklatura."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--rounds", type=int, default=3, help="how often all is compared (default: 3)")
    given = options.parse_args(argv)
    sys.path.append(str(EVAL))  # the gate's modules import each other by their bare names
    gate = load_module("eval_names", EVAL / "names.py")
    pairs = Path(os.environ.get("SAYSO_DATA", "")) / gate.PAIRS
    if not os.environ.get("SAYSO_DATA") or not pairs.is_file():
        print(f"bench/names: skipped, SAYSO_DATA names no folder with {gate.PAIRS}")
        return int("data" in os.environ.get("SAYSO_REQUIRE", ""))
    rows = list(gate.read_jsonl(pairs))
    systems = [sayso(gate), edit_distance(gate)]
    try:
        systems.insert(1, nomenklatura())
    except ModuleNotFoundError as missing:
        print(
            f"nomenklatura: not installed ({missing.name}); pip install --no-deps -r bench/requirements-names.txt"
        )
    print(f"name_pairs.dev: {len(rows)} pairs, {sum(row['schema'] == 'Person' for row in rows)} of persons")
    head = f"{'persons P':>10}{'R':>6}{'F1':>6}{'all F1':>8}{'held out: persons, all':>24}{'close/s':>10}{'others/s':>10}"
    print(f"{'':24}{head}")
    found = {system.name: line_of(system, rows, gate, rounds=given.rounds) for system in systems}
    best = [f1 for name, f1 in found.items() if name.startswith("nomenklatura")]
    return int(any(found[systems[0].name] < f1 for f1 in best))


def load_module(name: str, path: Path) -> ModuleType:
    """A script as a module; its name here is not the file's, which this script has too."""
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"no module at {path}; run this script from a checkout")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sayso(gate: Any) -> System:
    """Sayso's own comparison."""

    def score(one: str, two: str, schema: str) -> float:
        return matching.compare_names(one, two, kind=gate.KINDS.get(schema, "body")).score

    return System("Sayso", as_written, score, matching.MAY_BE_ONE, DRAWN)


def edit_distance(gate: Any) -> System:
    """The share of letters that stay, at whatever threshold is best."""

    def score(one: str, two: str, _schema: str) -> float:
        return float(gate.edits({"name1": one, "name2": two}))

    return System("edit distance", as_written, score, None, DRAWN)


def nomenklatura() -> System:
    """The matcher that nomenklatura measures on these pairs, as its own harness calls it."""
    entities = importlib.import_module("followthemoney")
    matcher = importlib.import_module("nomenklatura.matching.logic_v2.model").LogicV2
    config = matcher.default_config()

    def prepare(name: str, schema: str) -> Any:
        entity = entities.ValueEntity(entities.model.get(schema), {"id": f"{schema} {name}"})
        entity.add("name", name)
        return entity

    def score(one: Any, two: Any, _schema: str) -> float:
        return float(matcher.compare(one, two, config).score)

    score(
        prepare("Orla Tavistock", "Person"), prepare("Orla Tavistok", "Person"), "Person"
    )  # loads its tables
    version = importlib.metadata.version("nomenklatura")
    return System(f"nomenklatura {version}", prepare, score, OTHERS_THRESHOLD, DRAWN_FOR_SLOW)


def as_written(name: str, _schema: str) -> str:
    """A name for a system that takes it as it is."""
    return name


def line_of(system: System, rows: Sequence[Row], gate: Any, *, rounds: int) -> float:
    """Measure a system, print its line, and return its F1 on persons."""
    prepared = [
        (
            system.prepare(row["name1"], row["schema"]),
            system.prepare(row["name2"], row["schema"]),
            row["schema"],
        )
        for row in rows
    ]
    each = [system.score(*pair) for pair in prepared]
    scored = [{**row, "score": score} for row, score in zip(rows, each, strict=True)]
    people = [row for row in scored if row["schema"] == "Person"]
    held = [row for row in scored if gate.held_out(f"{row['name1']}|{row['name2']}")]
    persons = figures(people, system.least, gate)
    rest = [
        figures(part, system.least, gate)[2]
        for part in (scored, [row for row in held if row["schema"] == "Person"], held)
    ]
    speeds = [speed(system, pairs, rounds=rounds) for pairs in (prepared, drawn(prepared, system.drawn))]
    print(
        f"{system.name:24}{persons[0]:10.1f}{persons[1]:6.1f}{persons[2]:6.1f}{rest[0]:8.1f}"
        f"{rest[1]:16.1f}{rest[2]:8.1f}{speeds[0]:10,.0f}{speeds[1]:10,.0f}"
    )
    return persons[2]


def figures(rows: Sequence[Row], least: float | None, gate: Any) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent from a threshold on; without one, at the best."""
    tried = [least] if least is not None else sorted({row["score"] for row in rows})
    found: list[tuple[float, float, float]] = [
        gate.scores(rows, lambda row: row["score"], threshold) for threshold in tried
    ]
    return max(found, key=lambda three: three[2])


def drawn(pairs: Sequence[tuple[Any, Any, str]], number: int) -> list[tuple[Any, Any, str]]:
    """Pairs of persons' names that were drawn at random."""
    draw = random.Random(SEED)  # noqa: S311 (a sample, no secret)
    names = [name for one, two, schema in pairs if schema == "Person" for name in (one, two)]
    return [(draw.choice(names), draw.choice(names), "Person") for _ in range(number)]


def speed(system: System, pairs: Sequence[tuple[Any, Any, str]], *, rounds: int) -> float:
    """Pairs in a second of CPU time, the median of the rounds."""
    seconds = []
    for _ in range(rounds):
        matching.forget_pairs()
        start = time.process_time()
        for pair in pairs:
            system.score(*pair)
        seconds.append(time.process_time() - start)
    return len(pairs) / median(seconds)


if __name__ == "__main__":
    sys.exit(main())
