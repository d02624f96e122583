"""A line as it is pasted elsewhere: the exact words with everything that must stay with them, in three forms.

The words come first, then as rendered by whom, who said it and how that is known, the outlet's headline, when it was
published and how that is known, the original address, the hash of the text, and the review state; the link to this
collection, which nobody else can open, comes last.
"""

import re
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from sayso.publish.views.lines import Line
from sayso.publish.words.line_words import STATE_WORDS, UNCHECKED, known_words, told_words
from sayso.publish.words.phrases import (
    dates_words,
    interval_words,
    outlet_words,
    part_words,
    updated_words,
)
from sayso.records import Article

_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>#|~&!$]")
_STARTS = re.compile(r"^(\s*\d*)([-+=:.)])")
_WEB = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)


class Citation(NamedTuple):
    """One line as plain text, as Markdown and as a piece of HTML."""

    text: str
    markdown: str
    html: str


class _Piece(NamedTuple):
    """Some words on a line of a citation, and where they lead ("": nowhere)."""

    words: str
    link: str = ""


def cite(line: Line, *, local: str = "") -> Citation:
    """The three forms of a citation; `local` is the whole address of the line in this collection ("": none)."""
    words, rows = line.rendering.words, _rows(line, local)
    warning = [UNCHECKED.upper()] if line.unchecked else []
    return Citation(
        text="\n".join([*warning, words, *("".join(piece.words for piece in row) for row in rows)]) + "\n",
        markdown="".join(f"**{words}**\n\n" for words in warning)
        + f"> {_plain(words)}\n\n"
        + "  \n".join(_markdown(row) for row in rows)
        + "\n",
        html=_html(warning, words, rows, _web(line.rendering.article.url)),
    )


def link_of(line: Line) -> str:
    """The address of a line within its collection: its article, opened where the words stand."""
    rendering = line.rendering
    place = f"at={rendering.span.start}-{rendering.span.end}#a-{rendering.attribution.id}"
    return f"/article/{rendering.article.id}?{place}"


def _rows(line: Line, local: str) -> Sequence[Sequence[_Piece]]:
    """What stands under the words, a row of pieces a line."""
    rendering = line.rendering
    article, span = rendering.article, rendering.span
    headline = f"“{article.title}”" if article.title else "no headline"
    part = f"; {words}" if (words := part_words(article)) else ""
    rows = [
        [_Piece(f"As rendered by {outlet_words(article)}: {told_words(rendering)} ({known_words(line)}).")],
        [_Piece(f"{headline}, {published_with_basis(article)}{part}")],
        [_Piece(article.url, _web(article.url)) if article.url else _Piece("original address unknown")],
        [_Piece(f"Text SHA-256 {article.text_sha256}, characters {span.start}-{span.end}")],
        [_Piece(f"Review state: {STATE_WORDS[line.state]}")],
    ]
    return [*rows, [_Piece("In this collection: "), _Piece(local, _web(local))]] if local else rows


def published_with_basis(article: Article) -> str:
    """When an article was published, always with how that is known."""
    when = interval_words(article.published_earliest, article.published_latest)
    if article.published_basis == "doubtful":
        return dates_words(article)
    updated = f"; {words}" if (words := updated_words(article)) else ""
    return (
        f"published {when} ({article.published_basis})" if when else "date of publication unknown"
    ) + updated


def _web(address: str | None) -> str:
    """An address that a page may link to; empty for every other, scripts among them."""
    return address if address and _WEB.fullmatch(address) else ""


def _plain(words: str) -> str:
    """Words that Markdown shows as they are."""
    return _STARTS.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", words)) if words else words


def _markdown(row: Sequence[_Piece]) -> str:
    return "".join(f"<{piece.link}>" if piece.link else _plain(piece.words) for piece in row)


def _html(warning: Sequence[str], words: str, rows: Sequence[Sequence[_Piece]], original: str) -> str:
    warned = "".join(f"<p><strong>{escape(words)}</strong></p>\n" for words in warning)
    source = f' cite="{escape(original)}"' if original else ""
    shown = "<br>\n".join("".join(map(_html_piece, row)) for row in rows)
    return f"<figure>\n{warned}<blockquote{source}><p>{escape(words)}</p></blockquote>\n<figcaption>{shown}</figcaption>\n</figure>\n"


def _html_piece(piece: _Piece) -> str:
    return f'<a href="{escape(piece.link)}">{escape(piece.words)}</a>' if piece.link else escape(piece.words)
