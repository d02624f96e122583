"""Lines on a terminal: wrapped and indented, with nothing in them that a terminal would obey.

Text of articles is data from strangers: escape sequences, control characters and direction overrides in it are shown
as U+FFFD, and square brackets are no markup.
"""

import re
import sys
from collections.abc import Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

Part = str | tuple[str, str]
STRONG, QUIET, HEADING, CAUTION = "bold", "dim", "bold cyan", "yellow"

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]")


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the caller how a command ends whose reader has seen enough; Rich would exit with 1."""
        raise BrokenPipeError


def open_console(stream: TextIO | None = None, *, color: bool | None = None) -> Console:
    """A console on a stream (standard output by default); NO_COLOR, COLUMNS and pipes are honoured."""
    return _Console(
        file=stream or sys.stdout,
        no_color=None if color is None else not color,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
    )


def visible(text: str) -> str:
    """A text with everything that a terminal would obey shown as U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


def assemble(*parts: Part) -> Text:
    """Parts with their styles as one text; the parts' own characters are never markup."""
    return Text.assemble(
        *((visible(part), "") if isinstance(part, str) else (visible(part[0]), part[1]) for part in parts)
    )


def say(console: Console, *parts: Part, indent: int = 0, hang: int = 0) -> None:
    """Print one paragraph, wrapped to the width, `indent` columns in and its later lines `hang` further in."""
    say_text(console, assemble(*parts), indent=indent, hang=hang)


def say_text(console: Console, text: Text, *, indent: int = 0, hang: int = 0) -> None:
    """Print an assembled text as `say` does."""
    room = max(20, console.width - indent)
    for number, line in enumerate(_wrapped(console, text, room, hang)):
        margin = Text(" " * (indent + (hang if number else 0)))
        console.print(margin + line, crop=False, overflow="ignore", no_wrap=True)


def heading(console: Console, words: str) -> None:
    """Print a heading with an empty line before it."""
    console.print()
    console.print(Text(visible(words), style=HEADING))


def join(*parts: str) -> str:
    """Short facts on one line, without those that are empty."""
    return " · ".join(part for part in parts if part)


def _wrapped(console: Console, text: Text, room: int, hang: int) -> Iterator[Text]:
    first, *rest = text.wrap(console, room, tab_size=4) or [Text()]
    yield _trimmed(first)
    if rest:
        left = Text(" ").join(_trimmed(line) for line in rest)
        yield from (_trimmed(line) for line in left.wrap(console, max(20, room - hang)))


def _trimmed(line: Text) -> Text:
    line.rstrip()
    return line
