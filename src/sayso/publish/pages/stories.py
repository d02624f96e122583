"""The stories of a collection, one under the other."""

from collections.abc import Sequence

from rich.console import Console

from sayso.publish.pages.lists import print_end
from sayso.publish.pages.terminal import QUIET, STRONG, join, say
from sayso.publish.views.story_lists import StoryLine
from sayso.publish.words.phrases import count_words, interval_words
from sayso.store.answers import Status

MOST_STORIES = 50
"""Stories listed for people: the largest, on a few screens."""


def print_stories(console: Console, lines: Sequence[StoryLine], status: Status) -> None:
    """The stories one under the other; ends with what was not read."""
    if not lines:
        say(console, "none found")
    for line in lines[:MOST_STORIES]:
        _print_line(console, line)
    rest = lines[MOST_STORIES:]
    if rest:
        single = sum(line.articles == 1 for line in rest)
        of_one = f", {single:,} of them of one article" if single else ""
        more = count_words(len(rest), "more story", "more stories")
        say(console, (f"and {more}{of_one}: `sayso stories --format csv` lists all", QUIET))
    print_end(console, status)


def print_other_stories(console: Console, others: int) -> None:
    """Say that there are more stories than the one that was shown."""
    if others > 0:
        say(console, (f"{count_words(others, 'more story', 'more stories')}: `sayso stories`", QUIET))


def _print_line(console: Console, line: StoryLine) -> None:
    say(console, (line.title, STRONG), hang=2)
    facts = join(
        line.id,
        count_words(line.articles, "article"),
        count_words(line.outlets, "known outlet") if line.outlets else "outlet unknown",
        interval_words(line.earliest, line.latest) or "date unknown",
        f"date unknown for {line.undated}" if line.undated and line.earliest else "",
        f"date doubtful for {line.doubtful}" if line.doubtful else "",
        count_words(line.phases, "phase") if line.phases > 1 else "",
    )
    say(console, (facts, QUIET), indent=2, hang=2)
    again = join(
        count_words(line.discrepancies, "discrepancy", "discrepancies") if line.discrepancies else "",
        count_words(line.shared_texts, "shared text") if line.shared_texts else "",
        f"{count_words(line.repeated, 'utterance')} in more than one article" if line.repeated else "",
        f"{line.fewer_sources:,} of them with fewer textual sources than articles"
        if line.fewer_sources
        else "",
    )
    if again:
        say(console, (again, QUIET), indent=2, hang=2)
