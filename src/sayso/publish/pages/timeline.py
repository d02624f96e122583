"""The timeline of a story: a line an event, in the voice that tells it, with how its day was found and who tells it."""

from collections.abc import Mapping, Sequence

from rich.console import Console

from sayso.publish.outlet_table import OutletTable
from sayso.publish.pages.ending import print_onward
from sayso.publish.pages.numbered import print_numbered
from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, heading, join, say
from sayso.publish.views.reading_order import reading_key
from sayso.publish.views.timeline import MAIN, EventView, TimelineView
from sayso.publish.words.origin_words import bound_words, listed
from sayso.publish.words.phrases import count_words, shorten, where_words
from sayso.publish.words.voice_words import OWN_VOICE
from sayso.publish.words.window_words import window_words
from sayso.records import Article

MOST_WORDS = 240
"""Characters of an event's words: a clause is seldom longer, and its place leads to the rest."""
MOST_WAYS = 2
"""Ways told in which an event was dated: articles mostly date it alike, and csv has one for each."""
DAY = 10
"""Characters of a day: what an event tells stands beside it."""

VOICES_APART = (
    "What an outlet tells and what somebody said are never one event. Days are those that articles tell; none is "
    "guessed."
)


def print_timeline(
    console: Console,
    view: TimelineView,
    *,
    limit: int | None = MAIN,
    outlets: OutletTable | None = None,
    among: Sequence[Article] = (),
) -> None:
    """The page: the articles by number, the first events in order of time, then how many are left out.

    `limit` None: all events, those without a day too that one article tells. `among` are all articles of the story.
    """
    say(console, (f"Timeline: {view.story.title}", STRONG), hang=2)
    say(console, (f"story {view.story.id}", QUIET))
    say(console, _counts(view), indent=2, hang=2)
    shown = view.main(limit) if limit is not None else view.events
    articles = {one.id: one for event in shown for one in event.articles}
    notes = {
        key: words
        for key, window in view.windows.items()
        if key in articles and (words := window_words(articles[key], window))
    }
    ordered = sorted(articles.values(), key=reading_key)
    numbers = print_numbered(console, ordered, outlets, notes=notes, among=among)
    heading(console, "WHAT IS TOLD, BY DAY")
    if not shown:
        say(console, "none found")
    _print_events(console, [event for event in shown if event.dated], numbers)
    undated = [event for event in shown if not event.dated]
    if undated:
        heading(console, "WITHOUT A DAY")
        _print_events(console, undated, numbers)
    _print_left(console, view, shown)


def _counts(view: TimelineView) -> str:
    several = sum(len(event.articles) > 1 for event in view.events)
    claims = sum(not event.own for event in view.events)
    return join(
        count_words(len(view.events), "event") if view.events else "no event found",
        f"{len(view.undated):,} without a day" if view.undated else "",
        f"{several:,} told by several articles" if several else "",
        f"{claims:,} only as what somebody said" if claims else "",
    )


def _print_events(console: Console, events: Sequence[EventView], numbers: Mapping[str, int]) -> None:
    for event in events:
        day = event.when if event.dated else ""
        margin = DAY + 2 if event.dated else 2
        frame = f"[{event.frame}] " if event.frame else ""
        head = f"{day:<{DAY}}  " if event.dated else "• "
        words = shorten(event.words, most=MOST_WORDS)
        voice = event.voice.removesuffix(" that") if words.lower().startswith("that ") else event.voice
        claim = f"{voice}: " if voice else ""
        say(console, (head, STRONG), (frame, CAUTION), (claim, STRONG), words, hang=margin)
        ways = event.derivation[:MOST_WAYS]
        fineness = event.precision.replace("_", " ")
        dated = "; ".join(ways) if not event.dated else f"{fineness}: {'; '.join(ways)}" if ways else ""
        where = where_words(event.best.article, event.best.span)
        say(console, (join(_tellers(event, numbers), where, dated), QUIET), indent=margin, hang=2)


def _tellers(event: EventView, numbers: Mapping[str, int]) -> str:
    """In whose voice, and by how many articles and texts."""
    count = len(event.articles)
    which = f"{count_words(count, 'article')} ({listed(event.articles, numbers)})"
    texts = bound_words(1 if event.sources == 1 else 0, event.sources) if event.sources < count else ""
    voice = OWN_VOICE if count == 1 else OWN_VOICE.replace("its", "their")
    return ", ".join(part for part in (which, texts, voice if event.own else "") if part)


def _print_left(console: Console, view: TimelineView, shown: Sequence[EventView]) -> None:
    kept = {event.id for event in shown}
    left = [event for event in view.events if event.id not in kept]
    console.print()
    if left:
        undated = sum(not event.dated for event in left)
        which = "all" if undated == len(left) else f"{undated:,} of them"
        of_them = f", {which} without a day" if undated else ""
        say(console, (f"and {count_words(len(left), 'more event')}{of_them}: --all", QUIET))
    say(console, (VOICES_APART, QUIET))
    print_onward(console, view.story.id, "timeline")
