"""The articles that a page tells of, each with the number by which the page calls it."""

from collections.abc import Iterable, Mapping

from rich.console import Console

from sayso.publish.outlet_table import OutletTable
from sayso.publish.pages.terminal import CAUTION, QUIET, heading, join, say
from sayso.publish.words.phrases import absence_words, dates_words, outlet_words, part_words
from sayso.records import Article


def print_numbered(
    console: Console,
    articles: Iterable[Article],
    outlets: OutletTable | None = None,
    *,
    notes: Mapping[str, str] | None = None,
    among: Iterable[Article] = (),
) -> dict[str, int]:
    """List articles in the order given, under a heading, with what is only partly here; returns the number of each by its id.

    `notes` are what else a page tells of some of them, by id; `among` are all that the page is of: one that takes no part in
    what it shows may do so in what is missing.
    """
    listed = list({article.id: article for article in articles}.values())
    numbers = {article.id: number for number, article in enumerate(listed, start=1)}
    if listed:
        heading(console, "ARTICLES")
    width = len(str(len(listed)))
    for article in listed:
        facts = join(outlet_words(article), dates_words(article), article.id)
        say(
            console, f"{numbers[article.id]:>{width}}  ", article.title or "no headline found", hang=width + 2
        )
        say(console, (facts, QUIET), indent=width + 2, hang=2)
        if part := part_words(article):
            say(console, (part, CAUTION), indent=width + 2, hang=2)
        stated = outlets.of(article.outlet) if outlets else None
        if stated is not None and stated.shown():
            say(console, (stated.shown(), QUIET), indent=width + 2)
        if notes and article.id in notes:
            say(console, (notes[article.id], QUIET), indent=width + 2, hang=2)
    if absent := absence_words([*listed, *among]):
        say(console, (absent, CAUTION), hang=2)
    return numbers
