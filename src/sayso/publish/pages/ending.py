"""How every answer ends: what it leaves out, what was not understood, what failed."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console

from sayso.publish.collection import Collection
from sayso.publish.pages.terminal import CAUTION, QUIET, heading, say
from sayso.publish.views.narrowing import MOST, V, left_out
from sayso.publish.views.stories import find_story
from sayso.publish.words.phrases import content_words, count_words, shorten, where_words
from sayso.records import Article, Failure, Unread
from sayso.spans import Span

OF_A_STORY = ("story", "discrepancies", "timeline", "positions", "wording", "sources")
"""The verbs that show one story."""
SHORT_ID = 8
"""Characters of an id that are enough to name a story."""
UNNOTICED = "What no rule noticed is in no list: read the articles before you conclude that nothing was said."


def print_left_out(
    console: Console, views: Sequence[V], *, all_acts: bool, min_confidence: int, begun: bool = False
) -> None:
    """How much of what was found an answer leaves out, and what brings it back; nothing when it is all there.

    `begun` is whether the list of what is left out stands there already.
    """
    missing = left_out(views, all_acts=all_acts, min_confidence=min_confidence)
    if (missing.acts or missing.unsure) and not begun:
        console.print()
    if missing.acts:
        held_back = count_words(missing.acts, "intention or belief", "intentions and beliefs")
        say(console, (f"left out: {held_back}, shown with --all-acts", QUIET))
    if missing.unsure:
        unsure = count_words(missing.unsure, "attribution")
        say(console, (f"left out: {unsure} less sure than {min_confidence} of {MOST}", QUIET))


def print_onward(console: Console, story: str, here: str) -> None:
    """Which commands show more of the same story: all but the one that prints this."""
    others = [f"`sayso {verb} {story[:SHORT_ID]}`" for verb in OF_A_STORY if verb != here]
    say(console, (f"more of this story: {', '.join(others)}", QUIET), hang=2)


def print_unread(
    console: Console,
    articles: Sequence[Article],
    unread: Sequence[Unread],
    failures: Sequence[Failure] = (),
) -> None:
    """What was seen in these articles and not understood, and what failed on them."""
    heading(console, "WHAT WAS NOT READ")
    by_id = {article.id: article for article in articles}
    for row in unread:
        article, span = by_id[row.article], Span(row.start, row.end)
        words = shorten(content_words(article.text, (span,)), most=160)
        say(console, "• ", (where_words(article, span), QUIET), f" {row.why}: {words}", hang=2)
    for failure in failures:
        where = failure.path or failure.owner
        say(console, "• ", (f"{where}: {failure.reason}; {failure.fix}", CAUTION), hang=2)
    if not unread and not failures:
        say(console, "none found")
    say(console, (UNNOTICED, QUIET))


def print_scope(console: Console, collection: Collection, *, story: str | None = None) -> None:
    """The end of an answer about many articles: what was not read in them, counted by kind."""
    store = collection.store
    within = find_story(store, story).articles if story else None
    unread = Counter(why for (why,) in store.values(Unread, "why", articles=within))
    failures = len(store.failures())
    heading(console, "WHAT WAS NOT READ")
    for why, count in sorted(unread.items(), key=lambda item: (-item[1], item[0])):
        say(console, f"{count:>4}  {why}", hang=6)
    if failures:
        say(console, (f"{failures:>4}  could not be read at all: `sayso status` says why", CAUTION), hang=6)
    if not unread and not failures:
        say(console, "none found")
    else:
        say(console, ("`sayso story` shows where in each story", QUIET))
    say(console, (UNNOTICED, QUIET))
