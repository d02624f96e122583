"""A story in short: how much there is of everything that its page tells, before it tells it."""

from collections.abc import Sequence

from rich.console import Console

from sayso.publish.pages.terminal import QUIET, join, say
from sayso.publish.views.renderings import UtteranceView
from sayso.publish.views.speakers import count_speakers
from sayso.publish.views.spoken import without_words
from sayso.publish.views.stories import StoryView
from sayso.publish.words.phrases import UNKNOWN_SPEAKER, count_words, interval_words
from sayso.records import Article

MOST_QUOTED = 3
"""Speakers named in the summary: enough to know the story again, few enough for one line."""


def print_summary(console: Console, view: StoryView, shown: Sequence[UtteranceView]) -> None:
    """Articles, outlets and days; speakers; utterances; shared passages; what was not read. A line each."""
    lines = (
        join(*extent(view.articles)),
        _speakers(shown),
        _utterances(shown),
        _passages(view),
        _compared(view),
        _unread(view),
    )
    say(console, (f"story {view.id}", QUIET))
    for line in filter(None, lines):
        say(console, line, indent=2, hang=2)


def extent(articles: Sequence[Article]) -> tuple[str, ...]:
    """How many articles by how many outlets on which days, and how many of them say nothing of that."""
    firsts = [article.day_from for article in articles if article.day_from]
    lasts = [article.day_to or article.day_from for article in articles]
    known = {article.outlet for article in articles if article.outlet}
    unknown = sum(article.outlet is None for article in articles)
    undated = sum(not (article.published_earliest or article.published_latest) for article in articles)
    doubtful = sum(article.published_basis == "doubtful" for article in articles)
    return (
        count_words(len(articles), "article"),
        interval_words(min(firsts), max(last for last in lasts if last)) if firsts else "",
        count_words(len(known), "known outlet") if known else "",
        f"outlet unknown for {unknown}" if unknown else "",
        f"date unknown for {undated}" if undated else "",
        f"date doubtful for {doubtful}" if doubtful else "",
    )


def _speakers(shown: Sequence[UtteranceView]) -> str:
    rows = [row for row in count_speakers(map(without_words, shown)) if row.speaker != UNKNOWN_SPEAKER]
    named = sorted((row for row in rows if row.type != "unnamed"), key=lambda row: -row.utterances)
    described = len(rows) - len(named)
    most = ", ".join(f"{row.speaker} ({row.utterances})" for row in named[:MOST_QUOTED])
    return join(
        count_words(len(named), "named speaker") + (f", most often {most}" if most else ""),
        count_words(described, "unnamed source") if described else "",
    )


def _utterances(shown: Sequence[UtteranceView]) -> str:
    repeated = [view for view in shown if len(view.articles) > 1]
    fewer = sum(
        view.origin is not None and view.origin.most is not None and view.origin.most < len(view.articles)
        for view in repeated
    )
    unknown = sum(view.speaker == UNKNOWN_SPEAKER for view in shown)
    return join(
        count_words(len(shown), "utterance"),
        f"{len(repeated):,} in more than one article" if repeated else "",
        f"{fewer:,} of them with fewer textual sources than articles" if fewer else "",
        f"speaker unknown for {unknown:,}" if unknown else "",
    )


def _passages(view: StoryView) -> str:
    if not view.texts:
        return "no shared text found"
    longest = max(text.words for text in view.texts)
    return f"{count_words(len(view.texts), 'shared text')}, the longest of {count_words(longest, 'word')}"


def _compared(view: StoryView) -> str:
    """How many differences and agreements there are, and where they are shown; empty for an article alone."""
    if len(view.articles) == 1 and not view.discrepancies:
        return ""
    differ = count_words(view.discrepancies, "discrepancy", "discrepancies")
    alike = count_words(view.agreements, "agreement")
    found = join(
        differ if view.discrepancies else "no discrepancy found",
        alike if view.agreements else "no agreement found",
    )
    return f"{found}: `sayso discrepancies {view.id[:8]}`" if view.discrepancies or view.agreements else found


def _unread(view: StoryView) -> str:
    parts = [count_words(len(view.unread), "place") + " not understood"] if view.unread else []
    parts += [count_words(len(view.failures), "failure")] if view.failures else []
    return join(*parts) + ", listed at the end" if parts else "nothing noticed that was not understood"
