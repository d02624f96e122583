"""What adding would make of inputs, for people: the articles by file, what they are known by, and what could not be read."""

from collections import Counter
from collections.abc import Iterable

from rich.console import Console

from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, join, say
from sayso.publish.views.previews import Preview
from sayso.publish.words.phrases import count_words, dates_words, part_words
from sayso.records import Failure

FATES = {
    "new": "new", "changed text": "known, with another text", "changed": "known, with other facts", "unchanged": "known, unchanged",
    "again": "the same again", "removed": "removed before: would be refused",
}  # fmt: skip

WHOLE = {
    "full": "whole",
    "partial": "in part",
    "excerpt": "as an excerpt",
    "unknown": "of unknown completeness",
    "withheld": "withheld",
    "canceled": "canceled",
}


def print_previews(console: Console, rows: Iterable[Preview | Failure]) -> tuple[int, int]:
    """Print rows as they come; how many articles and how many failures there were."""
    count = failed = 0
    path: str | None = ""
    tally: Counter[str] = Counter()
    for row in rows:
        if isinstance(row, Failure):
            failed += 1
            where = ":".join(str(part) for part in (row.path, row.line) if part is not None)
            say(console, ("   ✗  ", CAUTION), (f"{where}: ", CAUTION), f"{row.reason}; {row.fix}", hang=6)
            continue
        count += 1
        tally[row.article.completeness if row.article.usable else row.article.pubstatus] += 1
        if row.article.path != path:
            path = row.article.path
            say(console, (path or "(text)", QUIET))
        say(console, f"{count:>4}  ", (row.article.title or "(no title)", STRONG), hang=6)
        say(console, facts(row), indent=6, hang=2)
    parts = [f"{tally[kind]} {word}" for kind, word in WHOLE.items() if tally[kind]]
    parts += [f"{failed} failed"] if failed else []
    told = f"{count_words(count, 'article')}" + (f": {', '.join(parts)}" if parts else "")
    say(console, (told, STRONG))
    return count, failed


def facts(row: Preview) -> str:
    """What an article is known by, on one line."""
    article = row.article
    whole = (
        f"whole: {article.completeness_reason}" if article.completeness == "full" else "completeness unknown"
    )
    return join(
        article.outlet or "outlet unknown",
        dates_words(article),
        count_words(row.words, "word"),
        part_words(article) or whole.removesuffix(": "),
        "" if article.usable else article.pubstatus,
        "a block of a live page" if article.parent else "",
        FATES[row.fate] if row.fate else "",
    )
