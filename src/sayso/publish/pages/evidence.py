"""Words of an article that show something: who says them, where they stand, and the words themselves, marked.

The mark is bold and underlined; where a terminal has no styles, or the page goes into a file, asterisks stand for it.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.console import Console

from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, Part, assemble, say, say_text
from sayso.publish.views.voices import Voiced
from sayso.publish.words.phrases import IN_PART, one_line, outlet_words, part_words, where_words
from sayso.publish.words.voice_words import is_inferred, manner_words, voice_words
from sayso.spans import Span

MARKED = "bold underline"
MOST_AROUND = 110
"""Characters shown on either side of marked words: with them about three lines of a terminal."""


class Quoted(NamedTuple):
    """Marked words of an article, their voice, and the context that they are shown in."""

    place: Voiced
    context: Span


def print_quoted(
    console: Console, quoted: Sequence[Quoted], numbers: Mapping[str, int], *, indent: int, most: int
) -> int:
    """Print each wording once with whoever has it; returns how many places are left out beyond `most` of them.

    The first place of every wording is told before a wording is told again.
    """
    same: dict[tuple[str, str], list[Quoted]] = {}
    for one in quoted:
        text = one.place.article.text
        same.setdefault((one_line(text[slice(*one.context)]), one.place.words), []).append(one)
    shown = 0
    for places in list(same.values())[:most]:
        room = max(1, most - len(same) + 1)
        for number, one in enumerate(places[:room]):
            print_head(console, one.place, numbers, indent=indent, again=bool(number))
            shown += 1
        say_text(console, assemble(*marked_parts(console, places[0])), indent=indent + 3)
    return len(quoted) - shown


def marked_parts(console: Console, quoted: Quoted) -> list[Part]:
    """The context on one line with its words marked; what is far from them is left out, with an ellipsis."""
    text, span = quoted.place.article.text, quoted.place.span
    start, end = min(quoted.context.start, span.start), max(quoted.context.end, span.end)
    left, right = _begin(text, start, span.start), _stop(text, span.end, end)
    before = ("… " if left > start else "") + _flat(text[left : span.start]).lstrip()
    after = _flat(text[span.end : right]).rstrip() + (" …" if right < end else "")
    words = _flat(text[slice(*span)]).strip()
    if console.color_system is None:
        return [before, f"*{words}*", after]
    return [before, (words, MARKED), after]


def print_head(
    console: Console,
    place: Voiced,
    numbers: Mapping[str, int],
    *,
    indent: int,
    again: bool = False,
    before: str = "",
) -> None:
    """Which article, in whose voice, where: the number is that of the page's list; `before` stands first, as a day."""
    number = numbers.get(place.article.id)
    outlet = place.article.outlet or "outlet unknown"
    part = part_words(place.article)
    if number:  # the list of articles says how that is known
        which = f"{number}  {outlet} ({IN_PART})" if part else f"{number}  {outlet}"
    else:
        which = outlet_words(place.article) + (f" ({part})" if part else "")
    who = f"{which}, " if place.own else f"{which}: "
    say(
        console,
        (f"{before}  " if before else "", STRONG),
        (who, QUIET),
        voice_words(place),
        (_end(manner_words(place)), CAUTION if is_inferred(place) else QUIET),
        (" · in the same words" if again else "", QUIET),
        (f" · {where_words(place.article, place.span)}", QUIET),
        indent=indent,
        hang=3,
    )


def _end(manner: str) -> str:
    return f" ({manner})" if manner else ""


def _begin(text: str, start: int, end: int) -> int:
    """Where to begin before marked words: at the beginning of a word, where the context is long."""
    near = max(start, end - MOST_AROUND)
    at = near
    while start < at < end and not text[at - 1].isspace():
        at += 1
    return at if at < end else near


def _stop(text: str, start: int, end: int) -> int:
    """Where to stop after marked words: at the end of a word, where the context is long."""
    far = min(end, start + MOST_AROUND)
    at = far
    while start < at < end and not text[at].isspace():
        at -= 1
    return at if at > start else far


def _flat(text: str) -> str:
    """A piece on one line; a space at its edge stays, for another piece follows."""
    return one_line(f"|{text}|")[1:-1]
