"""A long list in parts: which part is asked for, and what the pager of `templates/paging.html` needs."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sayso.web.asking import MOST_SHOWN, Ask

T = TypeVar("T")
A_PAGE = 50
"""Rows on a page when nothing is asked for: some three screens."""


def paged(ask: Ask, rows: Sequence[T], *, size: int = A_PAGE) -> tuple[Sequence[T], dict[str, Any]]:
    """The rows of the part that `page` (and `size`) of the query name, and how many there are.

    A part behind the last one is the last one: the list may have become shorter since the link was made.
    """
    size = ask.number("size", size, least=1, most=MOST_SHOWN)
    pages = max(1, -(-len(rows) // size))
    page = min(ask.number("page", 1, least=1), pages)
    first = (page - 1) * size
    shown = rows[first : first + size]
    return shown, {
        "page": page,
        "pages": pages,
        "size": size,
        "total": len(rows),
        "first": first + 1 if shown else 0,
        "last": first + len(shown),
    }
