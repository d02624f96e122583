"""Lists for people: search hits, articles with what they lack, what a check found."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Console

from sayso.publish.export.answers import context
from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, assemble, heading, join, say, say_text
from sayso.publish.views.searching import Found, Search
from sayso.publish.words.phrases import (
    count_words,
    outlet_words,
    part_words,
    published_words,
    source_name,
    where_words,
)
from sayso.records import Article
from sayso.store.answers import Status

MOST_LISTED = 20
"""Articles or failures listed for people; what is left out is counted, and --format csv or json has it all."""
MOST_HITS = 5
"""Hits shown in one article; what is left out is counted."""
DOUBTFUL = "doubtful day"
FIELDS = ("outlet", "published", DOUBTFUL, "title", "language", "completeness")
"""What an article should say of itself; what it does not say is listed."""


class ArticleLine(NamedTuple):
    """One article in a list, with the fields that nothing states."""

    id: str
    path: str | None
    title: str | None
    outlet: str | None
    published_earliest: str | None
    published_latest: str | None
    completeness: str
    pubstatus: str
    missing: str
    name: str


def print_search(console: Console, asked: str, answer: Search, status: Status, *, limit: int) -> None:
    """Hits with the words around them and where they stand."""
    if answer.spellings:
        say(console, (f"also searched for: {', '.join(answer.spellings)}", QUIET))
    if not answer.found:
        say(console, "none found")
    for found in answer.found[:limit]:
        article = found.article
        say(console, (article.title or "no headline found", STRONG))
        say(
            console,
            (join(outlet_words(article), published_words(article), part_words(article), article.id), QUIET),
            indent=2,
        )
        _print_hits(console, found)
    total = len(answer.found)
    if total:
        shown = f", the first {limit} shown (--limit)" if total > limit else ""
        say(console, (f"{asked}: in {count_words(total, 'article')} of {status.articles:,}{shown}", QUIET))
    print_end(console, status)


def print_end(console: Console, status: Status) -> None:
    """The end of an answer about the whole collection: what could not be read, what waits."""
    heading(console, "WHAT WAS NOT READ")
    if status.failures:
        count = count_words(len(status.failures), "failure")
        say(console, (f"{count}: `sayso status` says where, why and what to do", CAUTION))
    if status.stale:
        say(console, (f"{status.stale:,} pieces of work wait: `sayso run` does them", CAUTION))
    if not status.failures and not status.stale:
        say(console, "none found among the inputs; `sayso story` lists what was not understood in the texts")


def article_lines(articles: Sequence[Article]) -> list[ArticleLine]:
    """Articles with what nothing states about them."""
    return [
        ArticleLine(
            id=article.id,
            path=article.path,
            title=article.title,
            outlet=article.outlet,
            published_earliest=article.published_earliest,
            published_latest=article.published_latest,
            completeness=article.completeness,
            pubstatus=article.pubstatus,
            missing=", ".join(_missing(article)),
            name=source_name(article),
        )
        for article in articles
    ]


def _print_hits(console: Console, found: Found) -> None:
    for span in found.spans[:MOST_HITS]:
        line, place = context(found.article.text, span)
        text = assemble(
            line[: place.start], (line[place.start : place.end], "bold reverse"), line[place.end :]
        )
        say(console, "• ", (where_words(found.article, span), QUIET), indent=2)
        say_text(console, text, indent=4)
    if len(found.spans) > MOST_HITS:
        say(console, (f"and {len(found.spans) - MOST_HITS} more in this article", QUIET), indent=2)
    if not found.spans:
        told = "in the title" if found.article.usable else "its words are not shown"
        say(console, (told, QUIET), indent=2)


def _missing(article: Article) -> list[str]:
    lacks = {
        "outlet": article.outlet is None,
        "published": article.published_earliest is None and article.published_latest is None,
        DOUBTFUL: article.published_basis == "doubtful",
        "title": article.title is None,
        "language": article.language is None,
        "completeness": article.completeness == "unknown",
    }
    return [field for field in FIELDS if lacks[field]]


def print_doctor(
    console: Console, known: Sequence[tuple[str, str]], state: str, problems: Sequence[str]
) -> None:
    """Versions and models, and what is wrong with its fix."""
    width = max(len(name) for name, _ in known)
    for name, value in known:
        say(console, (f"{name:<{width}}  ", QUIET), value, hang=width + 2)
    heading(console, "PROBLEMS")
    say(console, (state, QUIET))
    for problem in problems:
        say(console, "• ", (problem, CAUTION), hang=2)
    if not problems:
        say(console, "none found")
