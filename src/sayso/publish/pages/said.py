"""What somebody said, and who speaks for whom."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console

from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, heading, join, say
from sayso.publish.pages.utterances import print_utterances
from sayso.publish.views.said import Chosen
from sayso.publish.views.speakers import Counted
from sayso.publish.words.origin_words import frequent_suggestions, suggestions_words
from sayso.publish.words.phrases import CAPACITY_WORDS, UNKNOWN_SPEAKER, count_words

MOST_BODIES, MOST_SPEAKERS = 40, 20
"""Bodies listed for people, most quoted first, and speakers of one of them: a few screens. The table has all."""


def print_said(
    console: Console,
    name: str | None,
    chosen: Sequence[Chosen],
    *,
    about: str | None = None,
    wording: bool = False,
) -> None:
    """Everything that answers to a name: first what it says itself, then who speaks for it, by capacity."""
    who = f"What {name} said" if name else "What was said"
    say(console, (who + (f" about {about}" if about else ""), STRONG))
    if not chosen:
        say(console, "none found")
        return
    articles = {article.id: article for item in chosen for article in item.utterance.articles}
    counts = (count_words(len(chosen), "utterance"), count_words(len(articles), "article"))
    say(console, (f"{counts[0]} in {counts[1]}", QUIET))
    told = frequent_suggestions(item.utterance for item in chosen)
    for words in suggestions_words(told, articles):
        say(console, (words, CAUTION), hang=2)
    for capacity in ("", *CAPACITY_WORDS):
        said = [item.utterance for item in chosen if item.capacity == capacity]
        if not said:
            continue
        if capacity:
            heading(console, f"SAID FOR {name}: {_capacity(capacity)}")
        else:
            console.print()
        print_utterances(console, said, wording=wording, told=told)


def print_speakers(console: Console, rows: Sequence[Counted]) -> None:
    """All speakers by the body that they speak for, with counts."""
    say(console, ("Who speaks, by the body spoken for", STRONG))
    if not rows:
        say(console, "none found")
    bodies = [list(group) for _, group in groupby(rows, key=lambda row: row.body)]
    named = [group for group in bodies if group[0].body]
    shown = named[:MOST_BODIES] + [group for group in bodies if not group[0].body]
    for group in shown:
        heading(console, group[0].body or "No body named")
        for row in group[:MOST_SPEAKERS]:
            counts = f"{count_words(row.utterances, 'utterance')} in {count_words(row.articles, 'article')}"
            kind = "" if row.speaker == UNKNOWN_SPEAKER else row.type
            say(console, row.speaker, ("  " + join(kind, counts), QUIET), indent=2, hang=2)
        if len(group) > MOST_SPEAKERS:
            more = count_words(len(group) - MOST_SPEAKERS, "more speaker")
            say(console, (f"and {more} who say less", QUIET), indent=2)
    if len(named) > MOST_BODIES or any(len(group) > MOST_SPEAKERS for group in shown):
        console.print()
        further = len(named) - MOST_BODIES
        more = f"{count_words(further, 'further body', 'further bodies')} left out; " if further > 0 else ""
        say(console, (f"{more}`sayso said --format csv` lists every speaker of every body", QUIET))


def _capacity(capacity: str) -> str:
    return next(words for key, words in CAPACITY_WORDS.items() if key == capacity)
