"""One story: what it is, its articles by phase, who said what, the text they share, what was not read."""

from collections.abc import Collection
from itertools import groupby

from rich.console import Console

from sayso.publish.outlet_table import OutletTable
from sayso.publish.pages.ending import print_left_out, print_unread
from sayso.publish.pages.passages import MOST_TEXTS, print_texts
from sayso.publish.pages.summary import print_summary
from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, heading, join, say
from sayso.publish.pages.utterances import print_utterances
from sayso.publish.views.stories import StoryView
from sayso.publish.words.origin_words import Suggestion, frequent_suggestions, suggestions_words
from sayso.publish.words.phrases import (
    absence_words,
    completeness_words,
    count_words,
    dates_words,
    file_words,
    interval_words,
)
from sayso.records import Article, StoryMember


def print_story(
    console: Console,
    view: StoryView,
    *,
    all_acts: bool = False,
    min_confidence: int = 0,
    wording: bool = False,
    repeated: bool = False,
    outlets: OutletTable | None = None,
) -> dict[str, int]:
    """The page of a story; articles are called by their numbers in its list, which it returns.

    With `repeated` only the utterances that more than one article carries, and how many others there are.
    """
    say(console, (view.title, STRONG))
    shown = view.utterances(all_acts=all_acts, min_confidence=min_confidence)
    print_summary(console, view, shown)
    told = frequent_suggestions(view.said)
    numbers = _print_articles(console, view, told, outlets or OutletTable(()))
    heading(console, "WHO SAID WHAT")
    single = [item for item in shown if len(item.articles) == 1] if repeated else []
    shown = tuple(item for item in shown if not repeated or len(item.articles) > 1)
    if not shown:
        say(console, "none found")
    print_utterances(console, shown, numbers=numbers, wording=wording, told=told)
    if single:
        console.print()
        say(console, (f"left out: {count_words(len(single), 'utterance')} in one article only", QUIET))
    print_left_out(console, view.said, all_acts=all_acts, min_confidence=min_confidence, begun=bool(single))
    heading(console, "SHARED TEXT")
    print_texts(console, view.texts[:MOST_TEXTS], len(view.texts) - MOST_TEXTS, numbers)
    print_unread(console, view.articles, view.unread, view.failures)
    return numbers


def _print_articles(
    console: Console, view: StoryView, suggested: Collection[Suggestion], outlets: OutletTable
) -> dict[str, int]:
    """The articles under their phases, in the order of a reader; returns the number of each."""
    phase_of = {member.article: member for member in view.members}
    phases = sorted({_phase(phase_of.get(article.id)) for article in view.articles})
    place = {phase: number for number, phase in enumerate(phases, start=1)}
    ordered = sorted(view.articles, key=lambda article: place[_phase(phase_of.get(article.id))])
    numbers: dict[str, int] = {}
    heading(console, "ARTICLES")
    for phase, inside in groupby(ordered, key=lambda article: _phase(phase_of.get(article.id))):
        articles = list(inside)
        if len(phases) > 1:
            when = interval_words(*(None if end == "~" else end for end in phase[:2])) or "date unknown"
            which = f"phase {place[phase]} of {len(phases)}"
            say(console, (join(which, when, count_words(len(articles), "article")), QUIET))
        for article in articles:
            numbers[article.id] = len(numbers) + 1
            _print_article(console, article, numbers[article.id], outlets)
            here = {one for one in suggested if one.article == article.id}
            for words in suggestions_words(here, {article.id: article}):
                say(console, (words, CAUTION), indent=4)
    if absent := absence_words(view.articles):
        say(console, (absent, CAUTION), hang=2)
    return numbers


def _phase(member: StoryMember | None) -> tuple[str, str, str]:
    """A key that sorts phases by time; those without days last."""
    if member is None:
        return ("~", "~", "")
    return (member.phase_earliest or "~", member.phase_latest or "~", member.phase)


def _print_article(console: Console, article: Article, number: int, outlets: OutletTable) -> None:
    say(console, f"{number:>2}  ", (article.title or "no headline found", STRONG), hang=4)
    facts = join(article.outlet or "outlet unknown", dates_words(article), completeness_words(article))
    say(console, (facts, QUIET), indent=4)
    stated = outlets.of(article.outlet)
    if stated is not None and stated.shown():
        say(console, (stated.shown(), QUIET), indent=4)
    if file_words(article):
        say(console, (file_words(article), QUIET), indent=4)
