"""Positions: what recurs in a story, who takes a stance on it, and the words that show it, by day; nobody is summed up."""

from collections.abc import Mapping, Sequence

from rich.console import Console

from sayso.publish.outlet_table import OutletTable
from sayso.publish.pages.ending import print_onward
from sayso.publish.pages.evidence import print_head
from sayso.publish.pages.numbered import print_numbered
from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, heading, join, say
from sayso.publish.views.positions import CellView, PositionsView, PropositionView, StanceShown
from sayso.publish.views.reading_order import reading_key
from sayso.publish.words.phrases import count_words, one_line, shorten
from sayso.publish.words.position_words import LABELS, label_words
from sayso.records import Article

MOST_SHOWN = 12
"""Propositions of one page, those on which most take a stance first. --limit shows more."""
MOST_OF_A_CELL = 4
"""Places of one actor on one proposition: the first of every wording; the rest are counted, and csv has all."""
MOST_WORDS = 320
"""Characters of what somebody said: a long sentence. Its place leads to the rest."""
MOST_CELLS = 8
"""Actors shown on one proposition; --actor asks for one of them, and csv has all."""

NO_SUM = "A proposition is what several utterances are about, by the words they share. Without a label the words must do."


def print_positions(
    console: Console,
    view: PositionsView,
    *,
    limit: int = MOST_SHOWN,
    outlets: OutletTable | None = None,
    among: Sequence[Article] = (),
) -> None:
    """The page: what there is in short, the articles by number, the propositions with everybody's words.

    `among` are all articles of the story.
    """
    title = view.story.title if view.story else "the whole collection"
    say(console, (f"Positions: {title}", STRONG), hang=2)
    if view.story is not None:
        say(console, (f"story {view.story.id}", QUIET))
    cells = [cell for proposition in view.propositions for cell in proposition.cells]
    counts = join(
        count_words(len(view.propositions), "proposition") if view.propositions else "no proposition found",
        count_words(len(cells), "position") if cells else "",
        f"{sum(cell.label is not None for cell in cells):,} of them with a label" if cells else "",
    )
    say(console, counts, indent=2, hang=2)
    shown = view.propositions[:limit]
    articles = {one.id: one for proposition in shown for one in proposition.articles}
    ordered = sorted(articles.values(), key=reading_key)
    numbers = print_numbered(console, ordered, outlets, among=among)
    heading(console, "WHO STANDS WHERE, IN THEIR WORDS")
    if not shown:
        say(console, "none found")
    for place, proposition in enumerate(shown, start=1):
        if place > 1:
            console.print()
        _print_proposition(console, proposition, place, numbers)
    more = len(view.propositions) - len(shown)
    console.print()
    if more:
        say(console, (f"and {count_words(more, 'more proposition')}: --limit shows more", QUIET))
    say(console, (NO_SUM, QUIET))
    if view.story is not None:
        print_onward(console, view.story.id, "positions")


def _print_proposition(
    console: Console, view: PropositionView, place: int, numbers: Mapping[str, int]
) -> None:
    say(console, f"{place}. ", (f"about: {', '.join(view.words)}", STRONG), (f"  {view.id}", QUIET), hang=3)
    for cell in view.cells[:MOST_CELLS]:
        _print_cell(console, cell, numbers)
    more = len(view.cells) - MOST_CELLS
    if more > 0:
        say(console, (f"and {count_words(more, 'more actor')}: --actor asks for one", QUIET), indent=3)


def _print_cell(console: Console, cell: CellView, numbers: Mapping[str, int]) -> None:
    label = f"  {label_words(cell.label, cell.about)}" if cell.label else ""
    shifts = "  elsewhere than before" if cell.shifts else ""
    unknown = "" if cell.known else "  nobody known by name"
    say(
        console,
        "▪ ",
        (cell.speaker, STRONG),
        (label, "bold"),
        (shifts, CAUTION),
        (unknown, QUIET),
        indent=3,
        hang=2,
    )
    wordings: dict[str, list[StanceShown]] = {}
    for one in cell.shown:
        wordings.setdefault(one.words, []).append(one)
    told = list(wordings.items())[:MOST_OF_A_CELL]
    for words, places in told:
        _print_shown(console, words, places, numbers)
    left = len(wordings) - len(told)
    if left:
        say(console, (f"and {count_words(left, 'more wording')}: --format csv has all", QUIET), indent=5)


def _print_shown(
    console: Console, words: str, places: Sequence[StanceShown], numbers: Mapping[str, int]
) -> None:
    for again, one in enumerate(places[:MOST_OF_A_CELL]):
        print_head(console, one.place, numbers, indent=5, again=bool(again), before=one.said_on or "undated")
    first = places[0].row
    label = f"{LABELS[first.label]}: " if first.label else ""
    shift = "elsewhere than before: " if first.shift else ""
    say(console, (label + shift, CAUTION), shorten(one_line(words), most=MOST_WORDS), indent=8)
