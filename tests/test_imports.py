"""Imports go one way, `import sayso` is light, and modules stay small and named for what they hold."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import sayso

ROOT = Path(__file__).parents[1]
PACKAGE = Path(sayso.__file__).parent
GROUND = {"errors", "ids", "spans", "records", "settings"}
CONTRACT = GROUND | {"schema", "stage", "words", "reviews"}
ROOMS = {"ingest", "annotate", "resolve", "compare"}
HOUSE = (
    CONTRACT
    | ROOMS
    | {"words", "failures", "flow", "plan", "store", "engines", "gathering", "run", "fetching", "watching"}
)

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "ids": set(),
    "spans": set(),
    "records": {"spans"},
    "settings": {"errors"},
    "failures": GROUND,
    "schema": GROUND,
    "stage": GROUND,
    "words": {"spans"},
    "reviews": GROUND | {"words"},
    "sample": set(),
    **dict.fromkeys(ROOMS, CONTRACT | {"words"}),
    "ingest": CONTRACT
    | {"annotate"},  # a headline and a dateline state title, day and place; no stage is imported
    "fetching": CONTRACT | {"ingest"},
    "watching": CONTRACT | {"ingest", "fetching", "store"},
    "flow": CONTRACT | ROOMS,
    "store": CONTRACT | {"failures"},
    "plan": CONTRACT | {"store"},
    "engines": CONTRACT | {"failures", "plan", "store"},
    "gathering": CONTRACT | {"failures", "plan", "store", "engines"},
    "run": CONTRACT | {"failures", "plan", "store", "engines", "gathering"},
    "testing": HOUSE,
    "publish": HOUSE | {"sample"},
    "web": HOUSE | {"publish"},
    "commands": HOUSE | {"publish", "web", "sample", "testing"},
    "cli": HOUSE | {"publish", "commands"},
    "__init__": HOUSE | {"publish"},
    "__main__": {"cli"},
}
"""Which parts of the package a part may import, itself aside (docs/decisions and CONTRIBUTING.md say why)."""

HEAVY = (
    "spacy",
    "thinc",
    "numpy",
    "onnxruntime",
    "trafilatura",
    "lxml",
    "sqlalchemy",
    "rapidfuzz",
    "py3langid",
    "pyspark",
    "httpcore",
    "protego",
    "feedparser",
    "docx",
    "striprtf",
    "pypdfium2",
)
"""Modules that are imported where they are used: together they cost over a second."""

IMPURE = {"random", "secrets", "uuid", "time", "socket", "http", "urllib.request", "requests", "httpx"}
"""Clock, chance and network: nothing that a stage may see."""


VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager"}


@cache
def modules() -> tuple[Path, ...]:
    """Every module of the package."""
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def parts() -> frozenset[str]:
    """The parts of the house: those that are there, and those that may be."""
    return frozenset(part_of(module) for module in modules()) | set(MAY_IMPORT)


def name_of(path: Path) -> str:
    """A module's path within the package, as a readable test id."""
    return path.relative_to(PACKAGE).as_posix()


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a module imports anywhere in it, functions included."""
    package = ["sayso", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*start, *filter(None, [node.module])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


def part_of(path: Path) -> str:
    """The part of the house that a module belongs to: its first name below the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def parts_imported(path: Path) -> set[str]:
    """The other parts of the package that a module imports."""
    named = (name.split(".") for name in imported(path) if name != "sayso.__version__")
    found = {
        name[1] if name[1] in parts() else "__init__" for name in named if name[0] == "sayso" and name[1:]
    }
    return found - {part_of(path)}


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    """Records ← stage ← {ingest, annotate, resolve, compare} ← flow ← run ← {publish, cli}."""
    assert part_of(path) in MAY_IMPORT, "a new part of the house: say in MAY_IMPORT what it may import"
    assert sorted(parts_imported(path) - MAY_IMPORT[part_of(path)]) == []


def test_the_directions_allow_no_circle() -> None:
    """The table itself is sound: following it from any part never leads back."""

    def reached(part: str) -> set[str]:
        found: set[str] = set()
        todo = [part]
        while todo:
            for following in MAY_IMPORT.get(todo.pop(), set()) - found:
                found.add(following)
                todo.append(following)
        return found

    assert [part for part in sorted(MAY_IMPORT) if part in reached(part)] == []


@pytest.mark.parametrize(
    "path", [path for path in modules() if part_of(path) in {"annotate", "resolve", "compare"}], ids=name_of
)
def test_a_stage_sees_no_clock_no_chance_and_no_network(path: Path) -> None:
    names = set(imported(path))

    assert sorted(name for name in names if name in IMPURE or name.rpartition(".")[0] in IMPURE) == []


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_is_short_and_named_for_what_it_holds(path: Path) -> None:
    """400 lines are the limit, 80 to 250 the aim; a vague name hides what is inside."""
    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= 400
    assert path.stem not in VAGUE


@pytest.mark.parametrize(
    "program",
    [
        "import sayso",
        "import sayso, sys; [getattr(sayso, name) for name in sayso.__all__]",
        "import sys, runpy; sys.argv = ['sayso', '--help']; runpy.run_module('sayso', run_name='__main__')",
    ],
    ids=["import", "public names", "--help"],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(program: str) -> None:
    report = f"print('LOADED', sorted(set({HEAVY!r}) & set(sys.modules)))"
    code = f"import sys\ntry:\n    {program}\nexcept SystemExit as end:\n    assert not end.code\n{report}\n"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "LOADED []"


@pytest.mark.parametrize(
    ("program", "unneeded"),
    [
        (
            "import sys, runpy; sys.argv = ['sayso', '--help']; runpy.run_module('sayso', run_name='__main__')",
            ("sayso.records", "sayso.stage", "sayso.publish", "sayso.store", "sayso.annotate.layout"),
        ),
        (
            "from sayso.annotate.stages import ANNOTATE; from sayso.run import annotate; import sayso.publish.annotating",
            (
                *("sqlalchemy", "py3langid", "trafilatura", "lxml", "rapidfuzz", "spacy"),
                *("sayso.flow", "sayso.store.sql", "sayso.resolve", "sayso.compare.timeline"),
            ),
        ),
        (
            "import sayso.engines.local, sayso.engines.chain; from sayso.annotate.stages import ANNOTATE",
            ("sqlalchemy", "spacy", "sayso.flow", "sayso.publish", "sayso.store.sql", "sayso.resolve"),
        ),
    ],
    ids=["--help", "annotate", "a worker of a pool"],
)
def test_a_quick_command_loads_only_its_own_part_of_the_house(
    program: str, unneeded: tuple[str, ...]
) -> None:
    """What is imported is what a start costs, on any machine: no clock needs to be asked."""
    report = f"print('LOADED', sorted(set({unneeded!r}) & set(sys.modules)))"
    code = f"import sys\ntry:\n    {program}\nexcept SystemExit as end:\n    assert not end.code\n{report}\n"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "LOADED []"
