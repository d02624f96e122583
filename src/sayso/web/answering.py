"""What a page answers: data, and the template that shows it. The JSON of a page is its data, word for word."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sayso.web.asking import Ask

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A page: `data` is what its JSON holds and all that its template gets (as `data`, beside `title`).

    `nav` names the entry of the navigation that is lit; `crumbs` are (words, link) from the top down to here.
    """

    template: str
    title: str
    data: Json
    nav: str = ""
    crumbs: tuple[tuple[str, str], ...] = ()
    status: int = 200
    extra: Json = field(default_factory=dict)
    """What only the template needs (choices of a form, sizes of a chart) and no program would ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page at an address ("/story/{story}"), with its JSON at the same address and ".json" behind it."""

    address: str
    name: str
    view: Callable[[Ask], Answer]
