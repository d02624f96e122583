"""The accuracy gate: measures each part on labelled data and refuses to fall below the floors in floors.json.

    SAYSO_DATA=FOLDER python eval/gate.py [NAME ...]     measure, compare, exit 1 below a floor
    SAYSO_DATA=FOLDER python eval/gate.py --update       raise floors to what is measured now; never lower one

Each adapter is a module beside this one with `measure(data: Path) -> dict[str, float]` (percent). Without SAYSO_DATA
there is nothing to measure: it says so and exits 0, or 1 when SAYSO_REQUIRE names "data".
"""

import argparse
import importlib
import json
import math
import multiprocessing
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ADAPTERS = (
    "actors",
    "attribution",
    "descriptors",
    "details",
    "discrepancies",
    "names",
    "nesting",
    "offices",
    "origins",
    "pages",
    "passages",
    "positions",
    "speakers",
    "stories",
    "timeline",
    "times",
    "utterances",
    "windows",
)
OF_OUR_OWN = ("pages",)
"""Parts that measure on what lies in this repository, and run without labelled data."""
LONGEST = ("actors", "positions", "discrepancies", "origins", "stories")
"""The parts that take over a minute, longest first."""
FLOORS = Path(__file__).with_name("floors.json")
AT_MOST = ", at most"
"""How the names of measures end that may only fall."""
SLACK = 0.05
"""Percent points that a measure may fall under its floor: one labelled item moves F1 on the smallest gold part by
about this much, and CPUs differ in the last bits of a parse."""

Floors = dict[str, dict[str, float]]
Measures = Mapping[str, Mapping[str, float]]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the gate; the exit code is 0 when nothing is below its floor."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("names", nargs="*", help=f"parts to measure (all: {', '.join(ADAPTERS)})")
    options.add_argument("--update", action="store_true", help="raise floors to what is measured")
    given = options.parse_args(argv)
    unknown = sorted(set(given.names) - set(ADAPTERS))
    if unknown:
        print(f"gate: no adapter {', '.join(unknown)}; there are {', '.join(ADAPTERS)}", file=sys.stderr)
        return 2
    folder = os.environ.get("SAYSO_DATA")
    wanted = [name for name in ADAPTERS if not given.names or name in given.names]
    skipped = [name for name in wanted if not folder and name not in OF_OUR_OWN]
    if skipped:
        print(f"gate: SAYSO_DATA names no folder of labelled data; skipped: {', '.join(skipped)}")
    wanted = [name for name in wanted if name not in skipped]
    measured = measure(wanted, Path(folder or ".")) if wanted else {}
    floors = read_floors(FLOORS)
    print(table(measured, floors))
    low = below(measured, floors)
    for line in low:
        print(f"gate: {line}", file=sys.stderr)
    if given.update:
        FLOORS.write_text(json.dumps(raised(floors, measured), indent=2) + "\n", encoding="utf-8")
    return int(bool(low) or (bool(skipped) and "data" in os.environ.get("SAYSO_REQUIRE", "")))


def measure(names: Sequence[str], data: Path) -> Measures:
    """What each part reaches, in the order asked for; one after another where there is one, else a process a core."""
    if len(names) == 1:
        return {names[0]: _measure(names[0], data)}
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=spawn, max_tasks_per_child=1) as pool:
        # The longest first, so that none is left to run alone at the end.
        running = {name: pool.submit(_measure, name, data) for name in _longest_first(names)}
        return {name: running[name].result() for name in names}


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (LONGEST.index(name) if name in LONGEST else len(LONGEST), name))


def _measure(name: str, data: Path) -> dict[str, float]:
    found: Mapping[str, float] = importlib.import_module(name).measure(data)
    print(f"gate: {name} took {sum(os.times()[:4]):.0f} s of processor time", file=sys.stderr, flush=True)
    return dict(found)


def read_floors(path: Path) -> Floors:
    """The pinned floors, by part and measure."""
    floors: Floors = json.loads(path.read_text(encoding="utf-8"))
    return floors


def below(measured: Measures, floors: Floors) -> list[str]:
    """What is under its floor, in words; a measure that has a floor and is not taken any more counts as under it."""
    lines = []
    for part in sorted(set(measured) & set(floors)):
        for name, floor in sorted(floors[part].items()):
            value = measured[part].get(name)
            if value is None:
                lines.append(f"{part}: '{name}' has a floor of {floor} and is not measured any more")
            elif name.endswith(AT_MOST):
                if not value <= floor + SLACK:
                    lines.append(f"{part}: '{name}' is {value:.2f}, above {floor}")
            elif value < floor - SLACK or math.isnan(value):
                lines.append(f"{part}: '{name}' is {value:.1f}, below its floor of {floor}")
    return lines


def raised(floors: Floors, measured: Measures) -> Floors:
    """The floors after an update: the better of what was and what is measured, rounded to the worse tenth."""
    updated = {part: dict(values) for part, values in floors.items()}
    for part, values in measured.items():
        kept = updated.setdefault(part, {})
        for name, value in values.items():
            if name.endswith(AT_MOST):
                kept[name] = min(kept.get(name, math.inf), math.ceil(value * 10) / 10)
            else:
                kept[name] = max(kept.get(name, 0.0), math.floor(value * 10) / 10)
    return {part: dict(sorted(values.items())) for part, values in sorted(updated.items())}


def table(measured: Measures, floors: Floors) -> str:
    """Measures beside their floors, a line each."""
    lines = [f"{'part':14}{'measure':36}{'now':>8}{'floor':>8}"]
    for part, values in measured.items():
        for name, value in values.items():
            floor = floors.get(part, {}).get(name)
            lines.append(f"{part:14}{name:36}{value:8.1f}{'' if floor is None else format(floor, '8.1f'):>8}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
