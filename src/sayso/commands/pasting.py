"""`sayso add -` at a terminal: who published it, when, where and under which headline, and then the text itself."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

import typer

from sayso.commands.keyboard import Keyboard, at_keyboard
from sayso.commands.options import note
from sayso.commands.stopping import exit_code
from sayso.errors import InputError
from sayso.ingest.dates import missing, parse_published
from sayso.ingest.identity import canonical_url
from sayso.ingest.reading import Given
from sayso.records import Article, Reading
from sayso.settings import Settings

BEGIN = "Each answer may be left empty. Ctrl-C stops, and then nothing is added."
ONE_LINE = "  that is several lines; the text is asked for below, this is one line"
PASTE = "Paste the text, then press Ctrl-D (on Windows Ctrl-Z and Enter):"
UNKNOWN = "unknown"


def ask(given: Given, settings: Settings) -> tuple[Given, BinaryIO]:
    """What a person states of an article and its text, asked at the terminal; what is given already is the default.

    Then what was understood is shown. Raises typer.Exit when the person stops, InputError for a text that is too long.
    """
    try:
        with at_keyboard() as keyboard:
            try:
                return _asked(keyboard, given, settings)
            except KeyboardInterrupt:
                keyboard.say("")
                raise
    except KeyboardInterrupt as stop:
        note("sayso: stopped; nothing was added")
        raise typer.Exit(exit_code(stop)) from None


def _asked(keyboard: Keyboard, given: Given, settings: Settings) -> tuple[Given, BinaryIO]:
    keyboard.say(BEGIN)
    given = replace(
        given,
        outlet=_answer(keyboard, "Outlet", given.outlet),
        published=_answer(keyboard, "Date", given.published, example="2031-05-02", wrong=_no_date),
        url=_answer(keyboard, "Web address", given.url, wrong=_no_address),
        title=_answer(keyboard, "Title", given.title),
    )
    keyboard.say(PASTE)
    data = keyboard.text(settings.limits.max_file_mb << 20)
    if not data.strip():
        raise InputError("nothing was pasted", fix="give the command again, and paste the text before Ctrl-D")
    for line in _understood(data, given, settings):
        keyboard.say(line)
    return given, io.BytesIO(data)


def _answer(
    keyboard: Keyboard,
    what: str,
    default: str | None,
    *,
    example: str = "",
    wrong: Callable[[str], str | None] = lambda _: None,
) -> str | None:
    """One answer, asked for until nothing is wrong with it."""
    while True:
        hint = f" [{default}]" if default else f" (as {example})" if example else ""
        said = keyboard.line(f"{what}{hint}: ")
        if said is None:
            keyboard.say(ONE_LINE)
            continue
        answer = " ".join(said.split()) or default or None
        reason = None if answer is None else wrong(answer)
        if reason is None:
            return answer
        keyboard.say(f"  {reason}")
        default = None if answer == default else default


def _no_date(answer: str) -> str | None:
    if missing(answer) or parse_published(answer) is not None:
        return None
    return f"{answer[:100]!r} is no date; write it as 2031-05-02, 2 May 2031 or 2031-05-02T10:05:00+01:00, or leave it empty"


def _no_address(answer: str) -> str | None:
    if canonical_url(answer) is not None:
        return None
    return f"{answer[:100]!r} is no web address; it begins with https:// or http://, or leave it empty"


def _understood(data: bytes, given: Given, settings: Settings) -> list[str]:
    """What the text is taken for, before it is kept: what cannot be read is told by the command itself."""
    from sayso.publish.workbench import read_inputs

    found = read_inputs(["-"], given=given, sidecar=None, settings=settings, stdin=io.BytesIO(data))
    articles = [reading.article for reading in found if isinstance(reading, Reading)]
    if not articles:
        return []
    lines = ["Understood:" if len(articles) == 1 else f"Understood: {len(articles)} articles"]
    for article in articles[:MOST_SHOWN]:
        lines += _lines_about(article)
    if len(articles) > MOST_SHOWN:
        lines.append(f"  ... and {len(articles) - MOST_SHOWN} more")
    return lines


MOST_SHOWN = 5
"""Articles of a paste that are shown one by one."""


def _lines_about(article: Article) -> list[str]:
    from sayso.publish.words.phrases import completeness_words, published_words

    words = len(article.text.split())
    facts = {
        "title": article.title or "no headline found",
        "outlet": article.outlet or "outlet unknown",
        "date": published_words(article),
        "address": article.url or "no web address",
        "by": ", ".join(article.authors),
        "words": f"{words:,} · {completeness_words(article)}",
    }
    lines = [
        f"  {name:<8} {' '.join(fact.split())[:MOST_CHARACTERS]}" for name, fact in facts.items() if fact
    ]
    return lines + [f"  note     {note}" for note in article.notes]


MOST_CHARACTERS = 300
"""Of a fact that is shown: a headline that long is none."""
