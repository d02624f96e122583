"""The command line: one function a verb (`sayso.commands`), exit codes, and errors as one clear line."""

import os
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from sayso.commands import (
    assisting,
    checking,
    comparing,
    copying,
    corpora,
    exporting,
    reading,
    reviewing,
    running,
    serving,
    showing,
    upkeep,
    watching,
)
from sayso.commands.examples import epilog
from sayso.commands.options import DONE, FAILED, WRONG_USAGE, note
from sayso.commands.stopping import exit_code
from sayso.errors import SaysoError, SettingsError

VERBS: dict[str, tuple[Callable[..., Any], str]] = {
    "demo": (upkeep.demo, "Begin"),
    "add": (reading.add, "Begin"),
    "watch": (watching.watch, "Begin"),
    "serve": (serving.serve, "Begin"),
    "story": (showing.story, "Ask"),
    "stories": (showing.stories, "Ask"),
    "said": (showing.said, "Ask"),
    "actor": (showing.actor, "Ask"),
    "passages": (showing.passages, "Ask"),
    "search": (showing.search, "Ask"),
    "discrepancies": (comparing.discrepancies, "Compare"),
    "timeline": (comparing.timeline, "Compare"),
    "positions": (comparing.positions, "Compare"),
    "wording": (comparing.wording, "Compare"),
    "sources": (comparing.sources, "Compare"),
    "annotate": (reading.annotate, "For programs"),
    "export": (exporting.export, "Hand on"),
    "dossier": (exporting.dossier, "Hand on"),
    "schema": (upkeep.schema, "For programs"),
    "mcp": (assisting.mcp, "For programs"),
    "status": (upkeep.status, "Look after"),
    "run": (running.run, "Look after"),
    "backup": (copying.backup, "Look after"),
    "load": (corpora.load, "Look after"),
    "remove": (reading.remove, "Look after"),
    "doctor": (checking.doctor, "Look after"),
}
"""Every verb with the panel of the help that it stands in."""
GROUPS: dict[str, tuple[dict[str, Callable[..., Any]], str, str]] = {
    "review": (
        reviewing.REVIEW,
        "Look after",
        "Put right what was read: confirm, reject, change or add it, take that back, and exchange reviews with others.",
    ),
}
"""Every verb that has actions of its own, with its panel and what it does."""
SHARED = ("--db", "--settings")
"""Options that may also stand before the verb."""
EPILOG = """\
Exit codes: 0 done · 1 failed · 2 wrong usage · 3 done, but some inputs failed · 130, 143 interrupted.

Begin with:  sayso demo"""


def build() -> typer.Typer:
    """The application with all its verbs."""
    app = typer.Typer(
        name="sayso",
        help="Read many outlets' reports of one story: who said what, in which articles, with what text shared.",
        epilog=EPILOG,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode="markdown",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for verb, (function, panel) in VERBS.items():
        app.command(verb, epilog=epilog(verb), rich_help_panel=panel)(_quiet(function))
    for verb, (actions, panel, what) in GROUPS.items():
        group = typer.Typer(help=what, epilog=epilog(verb), no_args_is_help=True, rich_markup_mode="markdown")
        for action, function in actions.items():
            group.command(action)(_quiet(function))
        app.add_typer(group, name=verb, rich_help_panel=panel)
    return app


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Errors are one line on standard error, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # JSON and CSV are UTF-8 wherever they are written; a lone surrogate of a file name comes out as \udcXX.
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    try:
        build()(verb_first(sys.argv[1:] if argv is None else argv), prog_name="sayso")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAILED if end.code else DONE
    except SettingsError as error:
        note(f"sayso: {error}")
        return WRONG_USAGE
    except SaysoError as error:
        note(f"sayso: {error}")
        return FAILED
    except Exception as error:
        if os.environ.get("SAYSO_DEBUG"):
            raise
        note(
            f"sayso: internal error: {type(error).__name__}: {error}; SAYSO_DEBUG=1 shows where, please report it"
        )
        return FAILED
    return DONE


def _quiet(verb: Callable[..., None]) -> Callable[..., None]:
    """The verb, which ends quietly when its reader (head, a pager) has seen enough, or when a person stops it."""

    @wraps(verb)
    def call(*args: Any, **options: Any) -> None:
        try:
            verb(*args, **options)
            sys.stdout.flush()
        except BrokenPipeError:
            # What is still buffered must not be flushed into the closed pipe at exit.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)
        except KeyboardInterrupt as stop:
            note("sayso: stopped before it was done; give the command again")
            raise typer.Exit(exit_code(stop)) from None

    return call


def verb_first(argv: Sequence[str]) -> list[str]:
    """Arguments with what stands before the verb (`--db x.db said`) behind it; what stands there already wins."""
    at = 0
    while at < len(argv) and argv[at].partition("=")[0] in SHARED:
        at += 1 if "=" in argv[at] else 2
    if at >= len(argv) or argv[at] not in {*VERBS, *GROUPS}:
        return list(argv)
    end = at + 2 if argv[at] in GROUPS else at + 1
    return [*argv[at:end], *argv[:at], *argv[end:]]


def _show_version(*, wanted: bool) -> None:
    if wanted:
        from sayso import __version__

        typer.echo(f"sayso {__version__}")
        raise typer.Exit


def _root(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Show the version.",
            is_eager=True,
            callback=lambda wanted: _show_version(wanted=wanted),
        ),
    ] = False,
    db: Annotated[
        Path | None,
        typer.Option("--db", help="The collection, as after the verb.", show_default="./sayso.db"),
    ] = None,
    settings: Annotated[Path | None, typer.Option("--settings", help="Settings, as after the verb.")] = None,
) -> None:
    """Name in the help what may stand before the verb; `verb_first` has moved it there."""
