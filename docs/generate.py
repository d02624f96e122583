"""Writes docs/reference from the code: `python docs/generate.py`. tests/test_docs.py fails when it lags.

Everything on these pages comes from declarations: settings, record types, errors, the command line, JSON Schema.
What explains belongs into the docstrings there, or into docs/why.
"""

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from enum import Enum
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import typer.main

from sayso import errors, records, settings
from sayso.cli import EPILOG, build
from sayso.commands.examples import EXAMPLES
from sayso.flow import FLOW
from sayso.publish.export.json_schema import DOCUMENTS, SCHEMA_VERSION, json_schema
from sayso.schema import has_table, table_name

FOLDER = Path(__file__).parent / "reference"
NOTE = "<!-- Made by docs/generate.py from the code; edit the code and run it again. -->"


def pages() -> dict[str, str]:
    """Every page of the reference by its file name."""
    return {
        "cli.md": page("Commands", commands()),
        "settings.md": page("Settings", all_settings()),
        "records.md": page("Records and tables", all_records()),
        "errors.md": page("Errors", all_errors()),
        "json.md": page("JSON formats", all_formats()),
    }


def page(title: str, blocks: Iterator[str]) -> str:
    """One page: title, note, blocks with a line between them."""
    return "\n\n".join([f"# {title}", NOTE, *blocks]) + "\n"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    lines = [head, tuple("---" for _ in head), *(tuple(map(cell, row)) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()


def text_of(thing: Any) -> str:
    """A docstring as paragraphs, each on one line; indented blocks stay as they are."""
    paragraphs = (inspect.getdoc(thing) or "").split("\n\n")
    return "\n\n".join(part if part.startswith("    ") else " ".join(part.split()) for part in paragraphs)


# --- settings -------------------------------------------------------------------------------------------------


def attribute_docs(module: Any) -> dict[tuple[str, str], str]:
    """The string under each attribute of each class of a module."""
    found = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ClassDef):
            for before, after in zip(node.body, node.body[1:], strict=False):
                if isinstance(before, ast.AnnAssign) and isinstance(after, ast.Expr):
                    assert isinstance(before.target, ast.Name)
                    found[node.name, before.target.id] = ast.literal_eval(after.value)
    return found


def all_settings() -> Iterator[str]:
    yield (
        "Sayso reads its settings from a TOML file (`--settings FILE` or `SAYSO_SETTINGS`), then from the environment; the environment "
        "wins. In the file a setting stands under its section; in the environment it is `SAYSO_SECTION_NAME`. "
        "A list is written with commas in the environment. An unknown name is an error, not a typing slip that "
        "passes."
    )
    yield '```toml\n[annotate]\nlanguages = ["en"]\n\n[run]\nworkers = 2\n```'
    docs = attribute_docs(settings)
    for section in fields(settings.Settings):
        node = getattr(settings.Settings(), section.name)
        yield f"## [{section.name}]\n\n{text_of(type(node))}"
        yield table(
            ("setting", "default", "environment", "what it is"),
            [
                (
                    f"`{leaf.name}`",
                    f"`{shown(getattr(node, leaf.name))}`",
                    f"`SAYSO_{section.name}_{leaf.name}`".upper(),
                    docs[type(node).__name__, leaf.name],
                )
                for leaf in fields(node)
            ],
        )
    yield (
        "`SAYSO_SPACY_MODEL` is short for `SAYSO_ANNOTATE_SPACY_MODEL`. `SAYSO_DB` names the collection, as `--db` "
        "does. `NO_COLOR` turns colours off."
    )


def shown(value: Any) -> str:
    """A default as it is written in TOML."""
    if isinstance(value, tuple):
        return "[" + ", ".join(map(shown, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


# --- records --------------------------------------------------------------------------------------------------


def all_records() -> Iterator[str]:
    yield text_of(records)
    yield (
        "In the database a record type is a table of its own. A span lies in two columns (`cue_start`, `cue_end`), "
        "a tuple in one, as JSON. A derived table begins with `owner`, the article or the key that the row was made "
        "for, and `position`, its place in reading order. `id` is the first 16 hex digits of a hash over the type "
        "and what identifies the record: never a score, a path or a time."
    )
    writers = {kind: stage for stage in FLOW for kind in stage.writes}
    for kind in records.RECORDS:
        stage = writers.get(kind)
        where = f"Table `{table_name(kind)}`." if has_table(kind) else "Never stored."
        who = f" Written by the stage `{stage.name}`." if stage else ""
        yield f"## {kind.__name__}\n\n{text_of(kind)}\n\n{where}{who}"
        yield table(
            ("field", "type", "default"),
            [
                (
                    f"`{item.name}`",
                    type_text(item.type),
                    "" if item.default is MISSING else f"`{item.default!r}`",
                )
                for item in fields(kind)  # type: ignore[arg-type]
            ],
        )
    yield "## The stages, in their order"
    yield table(
        ("stage", "kind", "version", "reads", "writes"),
        [
            (
                f"`{stage.name}`",
                type(stage).__name__,
                str(stage.version),
                ", ".join(kind.__name__ for kind in stage.reads),
                ", ".join(kind.__name__ for kind in stage.writes),
            )
            for stage in FLOW
        ],
    )


def type_text(annotation: Any) -> str:
    """A type as a reader writes it; a closed vocabulary is spelt out."""
    if get_origin(annotation) is Literal:
        return ", ".join(f"`{value}`" for value in get_args(annotation))
    if isinstance(annotation, type) and not get_args(annotation):
        return f"`{annotation.__name__}`"
    if get_args(annotation) and all(
        get_origin(part) is Literal or part is type(None) for part in get_args(annotation)
    ):
        parts = [type_text(part) for part in get_args(annotation) if part is not type(None)]
        return ", ".join([*parts, "`None`"])
    return f"`{str(annotation).replace('sayso.spans.', '').replace('typing.', '')}`"


# --- errors ---------------------------------------------------------------------------------------------------


def all_errors() -> Iterator[str]:
    lines = (inspect.getdoc(errors) or "").splitlines()
    drawn = "\n".join(line[4:] for line in lines if line.startswith("    "))
    yield f"Every error that Sayso raises on purpose is a `SaysoError`.\n\n```\n{drawn}\n```"
    yield "A message says what happened, shows the value, and says what to do next."
    classes = [thing for _, thing in inspect.getmembers(errors, inspect.isclass)]
    for error in sorted(classes, key=lambda thing: (thing is not errors.SaysoError, thing.__name__)):
        yield f"## {error.__name__}\n\n{text_of(error)}"


# --- commands -------------------------------------------------------------------------------------------------


def commands() -> Iterator[str]:
    root: Any = typer.main.get_command(build())  # a click group; Typer carries a click of its own
    yield plain(root.help)
    yield "## Exit codes"
    yield table(("exit code", "what it means"), exit_codes())
    yield (
        "An answer goes to standard output; what is wrong, and how far a run is, goes to standard error. Bars are "
        "shown only on a terminal. `NO_COLOR` turns colours off, `SAYSO_DEBUG=1` shows where an internal error was "
        "raised."
    )
    for name, command in sorted(root.commands.items()):
        context = command.context_class(command, info_name=name)
        usage = " ".join(command.collect_usage_pieces(context))
        yield f"## sayso {name}\n\n```\nsayso {name} {usage}\n```\n\n{plain(command.help)}"
        yield from options(command)
        for action, its in getattr(command, "commands", {}).items():
            context = its.context_class(its, info_name=action)
            usage = " ".join(its.collect_usage_pieces(context))
            yield f"### sayso {name} {action}\n\n```\nsayso {name} {action} {usage}\n```\n\n{plain(its.help)}"
            yield from options(its)
        yield "```sh\n" + "\n".join(EXAMPLES[name]) + "\n```"


def options(command: Any) -> Iterator[str]:
    """The options and arguments of a command as a table, when it has any."""
    rows = [option(param) for param in command.params if not getattr(param, "hidden", False)]
    if rows:
        yield table(("option", "value", "default", "what it does"), rows)


def exit_codes() -> list[tuple[str, ...]]:
    """The exit codes as the help states them ("0 done · 1 failed ...")."""
    stated = " ".join(EPILOG.split("\n\n")[0].split()).removeprefix("Exit codes:").rstrip(".")
    parts = (part.strip().partition(" ") for part in stated.split("·"))
    return [(f"`{code}`", meaning) for code, _, meaning in parts]


def plain(text: str | None) -> str:
    """A command's help as Markdown: the marks of the terminal go."""
    return inspect.cleandoc((text or "").replace("\b", "").replace("\\[", "[")).strip()


def option(param: Any) -> tuple[str, ...]:
    """One option or argument as a row: its names, what it takes, its default, its help."""
    names = ", ".join(f"`{name}`" for name in [*param.opts, *param.secondary_opts])
    if param.param_type_name == "argument":
        names = f"`{param.name.upper()}`"
    kind = param.type_descriptor.annotation
    closed = isinstance(kind, type) and issubclass(kind, Enum)
    takes = (
        ", ".join(f"`{item.value}`" for item in kind)
        if closed
        else getattr(kind, "__name__", str(kind)).lower()
    )
    default = getattr(param.default, "value", param.default)
    stated = param.show_default if isinstance(param.show_default, str) else default
    variable = f" Environment: `{param.envvar}`." if param.envvar else ""
    return (
        names,
        "" if getattr(param, "is_flag", False) else takes,
        "" if stated in (None, False, (), []) or callable(stated) else f"`{stated}`",
        (param.help or "") + variable,
    )


# --- JSON -----------------------------------------------------------------------------------------------------


def all_formats() -> Iterator[str]:
    yield (
        f"Version {SCHEMA_VERSION}. `sayso schema` prints the JSON Schema of each document. Within a version keys "
        "are added and never taken away. Every key named here is always present; a list that nothing fills yet is "
        "empty. Offsets are half-open `[start, end)` and count code points of the article's `text`."
    )
    definitions: dict[str, Any] = {}
    for document in DOCUMENTS:
        schema = json_schema(document)
        definitions |= schema["$defs"]
        yield f"## The document of `sayso {document}`\n\n{schema['title']}."
        if "properties" in schema:
            yield properties(schema)
        else:
            yield f"It is one {type_of(schema)}."
    yield "## Its parts"
    for name, schema in definitions.items():
        yield f"### {name}\n\n{schema.get('description', '')}".rstrip()
        yield properties(schema) if "properties" in schema else type_of(schema)


def properties(schema: dict[str, Any]) -> str:
    return table(
        ("key", "value", "note"),
        [
            (f"`{key}`", type_of(value), value.get("description", ""))
            for key, value in schema["properties"].items()
        ],
    )


def type_of(schema: dict[str, Any]) -> str:
    """What a schema allows, in words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "anyOf" in schema:
        return " or ".join(type_of(part) for part in schema["anyOf"])
    if "allOf" in schema:
        return " with ".join(type_of(part) for part in schema["allOf"])
    if "enum" in schema:
        return ", ".join("null" if value is None else f"`{value}`" for value in schema["enum"])
    kinds = schema.get("type", "any value")
    if kinds == "array":
        return f"list of {type_of(schema['items'])}"
    if kinds == "object" and "properties" in schema:
        inner = (f"`{key}` ({type_of(value)})" for key, value in schema["properties"].items())
        return "{" + ", ".join(inner) + "}"
    return kinds if isinstance(kinds, str) else " or ".join(kinds)


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
