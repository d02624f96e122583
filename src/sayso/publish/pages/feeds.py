"""The feeds of a collection for people at a terminal: when each was read, what came of it, what failed and what to do."""

from collections.abc import Sequence

from rich.console import Console

from sayso.publish.pages.lists import MOST_LISTED
from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, heading, join, say
from sayso.publish.views.feeds import FeedView, Trouble
from sayso.publish.words.phrases import count_words, plain_times

MOST_TROUBLES = 5
"""Reasons told of one feed unless all are asked for."""


def print_feeds(console: Console, views: Sequence[FeedView], *, everything: bool = False) -> None:
    """A few lines a feed, those that could not be read first; nothing where no feed was ever watched."""
    if not views:
        return
    heading(console, "FEEDS")
    ordered = sorted(views, key=lambda view: (not view.source.listed, view.well))
    shown = ordered if everything else ordered[:MOST_LISTED]
    for view in shown:
        say(
            console,
            "• ",
            (view.name, STRONG),
            f"  {view.source.url}" if view.name != view.source.url else "",
            hang=2,
        )
        say(console, (plain_times(view.standing), QUIET if view.well else CAUTION), indent=2)
        say(console, (plain_times(join(*view.told)), QUIET), indent=2)
        most = len(view.troubles) if everything else MOST_TROUBLES
        for trouble in view.troubles[:most]:
            _print_trouble(console, trouble)
        if len(view.troubles) > most:
            more = count_words(len(view.troubles) - most, "more reason")
            say(console, (f"and {more}: `sayso status --feeds` lists all", QUIET), indent=2)
    if len(ordered) > len(shown):
        more = count_words(len(ordered) - len(shown), "more feed")
        say(console, (f"and {more}: `sayso status --feeds` lists all", QUIET))


def _print_trouble(console: Console, trouble: Trouble) -> None:
    what = plain_times(trouble.what)
    why = f": {trouble.reason}" if trouble.reason else ""
    what_to_do = f"; {trouble.fix}" if trouble.fix else ""
    say(console, "- ", (what, CAUTION), f"{why}{what_to_do}", indent=2, hang=2)
    if trouble.where:
        more = f" and {trouble.more:,} more" if trouble.more else ""
        say(console, (f"{', '.join(trouble.where)}{more}", QUIET), indent=4)
