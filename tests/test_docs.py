"""The docs say what the program does: generated pages are fresh, shown output is real, links lead somewhere."""

import ast
import importlib.util
import inspect
import re
from collections.abc import Iterator
from difflib import SequenceMatcher, unified_diff
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import sayso
from sayso import errors, records

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PACKAGE = Path(sayso.__file__).parent
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])


@cache
def script(name: str) -> ModuleType:
    """A script of the docs folder, as a module."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reference(name: str) -> str:
    """One page of the reference."""
    return (DOCS / "reference" / name).read_text(encoding="utf-8")


def shown_pages() -> tuple[str, ...]:
    """The pages with `console` blocks."""
    names: tuple[str, ...] = script("console").SHOWN
    return names


def readable(path: Path) -> str:
    """A page's path from the root, as a test id."""
    return path.relative_to(ROOT).as_posix()


def public(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """The public classes, functions and methods of a module, with their names."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, node
            if isinstance(node, ast.ClassDef):
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                        yield f"{node.name}.{inner.name}", inner


@cache
def promised() -> frozenset[str]:
    """The methods of the store's protocols: what implements one is documented there."""
    return frozenset(
        name.partition(".")[2]
        for module in ("protocol.py", "feed_protocol.py")
        for name, _ in public(PACKAGE / "store" / module)
        if "." in name
    )


# --- docstrings -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.relative_to(PACKAGE).as_posix()
)
def test_every_module_and_every_public_name_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert [
        name
        for name, node in public(path)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not ast.get_docstring(node)
        and name.partition(".")[2] not in promised()
    ] == []


def test_the_public_names_are_sorted_and_documented() -> None:
    names = list(sayso.__all__)
    things: dict[str, Any] = {name: getattr(sayso, name) for name in names}

    assert sorted(names) == names
    assert [name for name, thing in things.items() if callable(thing) and not inspect.getdoc(thing)] == []


# --- the reference --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["cli.md", "settings.md", "records.md", "errors.md", "json.md"])
def test_the_reference_is_what_the_code_says(name: str) -> None:
    """When this fails, run `make docs`."""
    assert script("generate").pages()[name] == reference(name)


def test_every_command_is_in_the_reference() -> None:
    """Read off the program, not off the generator."""
    import typer.main

    from sayso.cli import build

    command = typer.main.get_command(build())
    names = list(getattr(command, "commands", {}))

    assert names
    assert [name for name in names if f"## sayso {name}" not in reference("cli.md")] == []


def test_every_command_and_option_explains_itself() -> None:
    import typer.main

    from sayso.cli import build

    verbs = getattr(typer.main.get_command(build()), "commands", {})
    actions = {
        f"{name} {action}": command
        for name, verb in verbs.items()
        for action, command in getattr(verb, "commands", {}).items()
    }
    silent = [
        f"{name} {param.name}"
        for name, command in {**verbs, **actions}.items()
        for param in command.params
        if not (command.help and getattr(param, "help", None))
    ]

    assert silent == []


def test_every_error_is_in_the_reference_and_in_the_drawing() -> None:
    names = [
        name for name, thing in inspect.getmembers(errors, inspect.isclass) if issubclass(thing, Exception)
    ]

    assert [name for name in names if f"## {name}" not in reference("errors.md")] == []
    assert [name for name in names if name not in (errors.__doc__ or "")] == []


def test_every_record_type_is_in_the_reference() -> None:
    assert [
        kind.__name__ for kind in records.RECORDS if f"## {kind.__name__}" not in reference("records.md")
    ] == []


def test_every_setting_is_in_the_reference_with_its_environment_variable() -> None:
    from dataclasses import fields

    from sayso.settings import Settings

    leaves = [
        f"SAYSO_{section.name}_{leaf.name}".upper()
        for section in fields(Settings)
        for leaf in fields(getattr(Settings(), section.name))
    ]

    assert leaves
    assert [name for name in leaves if f"`{name}`" not in reference("settings.md")] == []


# --- pages ----------------------------------------------------------------------------------------------------


@cache
def refreshed() -> dict[str, str]:
    """All pages with `console` blocks, with what their commands print now: one session, run once."""
    console = script("console")
    pages: dict[str, str] = console.refreshed(console.read_pages())
    return pages


@pytest.mark.parametrize("name", shown_pages())
def test_what_a_page_shows_is_what_happens(name: str) -> None:
    """Every `console` block is run from an empty folder. When this fails, run `make docs` and read the change.

    One line in thirty may differ: between kinds of processor a row in two hundred may (the parser adds up floats),
    and a row has several lines.
    """
    now, shown = (
        page.splitlines() for page in (refreshed()[name], (ROOT / name).read_text(encoding="utf-8"))
    )
    alike = SequenceMatcher(None, now, shown, autojunk=False).ratio()

    assert alike >= 29 / 30, "\n".join(unified_diff(shown, now, "the page", "what happens now", lineterm=""))


@pytest.mark.parametrize("path", PAGES, ids=readable)
def test_links_lead_to_files_and_headings_that_exist(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        name, _, heading = target.partition("#")
        page = (path.parent / name).resolve() if name else path
        headings = (
            []
            if not page.is_file() or page.suffix != ".md"  # a picture has no headings
            else re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
        )
        anchors = {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in headings}
        if not page.exists() or (heading and heading not in anchors):
            broken.append(target)

    assert broken == []


@pytest.mark.parametrize("path", PAGES, ids=readable)
def test_no_page_names_a_machine(path: Path) -> None:
    """Paths of somebody's machine and hosts of package registries have no place in the repository."""
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"(?<![\w.])/(?:home|root|work|farm|tmp|Users)/", text) == []
    assert re.findall(r"pypi\.org|pythonhosted", text) == []


def test_every_page_is_reachable_from_the_readme() -> None:
    """A page that nothing links to is not read."""
    reached: set[Path] = set()
    todo = [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        if page in reached or not page.is_file() or page.suffix != ".md":
            continue
        reached.add(page)
        links = re.findall(r"\]\(([^)\s#]+)", page.read_text(encoding="utf-8"))
        todo += [(page.parent / link).resolve() for link in links if "://" not in link]

    assert [readable(page) for page in PAGES if page not in reached and page.name != "CHANGELOG.md"] == []


@pytest.mark.parametrize("path", PAGES, ids=readable)
def test_python_in_a_page_compiles(path: Path) -> None:
    for block in re.findall(
        r"^```python\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        compile(block, str(path), "exec")


# --- the two commands -----------------------------------------------------------------------------------------


def test_the_readme_gives_the_two_commands_first() -> None:
    """The first block of the README sets up and shows, the second sets up and tests; `setup.sh` knows both."""
    blocks = re.findall(
        r"^```sh\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )

    assert ["sh setup.sh demo\n", "sh setup.sh test\n"] == blocks[:2]
    assert "demo) exec" in (ROOT / "setup.sh").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_every_requirement_is_pinned_by_hash_and_names_no_host(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip() and not entry.startswith("#")]

    assert entries
    assert [entry.split()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert [line for line in text.splitlines() if "://" in line or line.startswith("-")] == []


def test_what_runs_now_is_what_is_pinned() -> None:
    """The versions that the requirements name for this Python are the ones that pyproject.toml allows."""
    import tomllib

    from packaging.requirements import Requirement

    pinned = {}
    for line in (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").splitlines():
        if "==" in line:
            wanted = Requirement(line.rstrip("\\ "))
            if wanted.marker is None or wanted.marker.evaluate():
                pinned[wanted.name] = str(next(iter(wanted.specifier)).version)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [Requirement(line) for line in project["dependencies"]]

    assert asked
    assert [
        wanted.name for wanted in asked if not wanted.specifier.contains(pinned.get(wanted.name, "0"))
    ] == []
