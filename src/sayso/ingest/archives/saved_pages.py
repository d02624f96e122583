"""Exports of archives that are HTML: their lines are read, and not what a reader of web pages takes for the article."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sayso.errors import InputError
from sayso.ingest.archives.splitting import articles_of
from sayso.ingest.decoding import decode
from sayso.ingest.page_limits import check_page
from sayso.ingest.pages import page_draft
from sayso.ingest.reading import Draft
from sayso.ingest.rows import whole
from sayso.settings import Limits

_hint = re.compile(rb"factiva|End of Document|LexisNexis|OF\s+\d{1,5}\s+DOCUMENTS|ProQuest", re.IGNORECASE)
"""What stands in every export, and in few other pages: those alone are parsed twice."""
_charset = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
BLOCKS = frozenset(
    "p div br tr li h1 h2 h3 h4 h5 h6 table article section header footer blockquote ul ol dl dt dd hr pre body".split()
)
SILENT = frozenset({"script", "style", "head", "noscript", "template", "svg"})
MANY_ARTICLES = 50
"""How many times the tags of one page an export may have, for it holds many articles; its parsing takes a tenth of the time."""


def read_page(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft | InputError]:
    """The article of one HTML page, or the articles of an export that is one."""
    raw = whole(stream, path=path, limits=limits, fix="save the article alone")
    if _hint.search(raw):
        declared = _charset.search(raw[:4096])
        text, notes = decode(raw, declared=declared[1].decode("ascii", "replace") if declared else None)
        check_page(
            text,
            path=path,
            line=None,
            limits=replace(limits, max_page_tags=limits.max_page_tags * MANY_ARTICLES),
        )
        lines = _lines(text)
        found = articles_of(lines, Draft(text=lines, path=path, media_type="text/html", notes=notes))
        if found is not None:
            yield from found
            return
    yield page_draft(raw, path=path, limits=limits)


def _lines(page: str) -> str:
    """The words of a page, with a line for each block and " | " between cells."""
    from lxml import etree, html  # noqa: PLC0415 - only for pages that may be exports

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    out: list[str] = []
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            skipped += name in SILENT
            if name in BLOCKS:
                out.append("\n")
            if not skipped:
                out.append(_spaced(element.text, element))
        else:
            skipped -= name in SILENT
            out.append(" | " if name in {"td", "th"} and element.getnext() is not None else "")
            if name in BLOCKS:
                out.append("\n")
            if not skipped:
                out.append(_spaced(element.tail, element))
    lines = (" ".join(line.split()) for line in "".join(out).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _spaced(words: str | None, element: Any) -> str:
    """Words with their own line breaks as spaces, for in HTML they are; those of a `pre` stay."""
    if not words:
        return ""
    return words if element.tag == "pre" else words.replace("\n", " ").replace("\r", " ")
