"""What a page answers: data, and the template that shows it. The JSON of a page is its data, word for word."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sayso.web.asking import Ask

Json = dict[str, Any]
Form = Mapping[str, Sequence[str]]
"""What a form sends: values by name, white space and all."""


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
    late: Callable[[], Json] | None = None
    """The same, where it takes long to make: asked for only when a page is made, not for its JSON."""
    lasting: bool = True
    """Whether it stays as it is until something is written: what tells the time does not."""
    moved: str = ""
    """Another page's address, where this one's thing has gone: the browser is sent there, and a program to its JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page at an address ("/story/{story}"), with its JSON at the same address and ".json" behind it."""

    address: str
    name: str
    view: Callable[[Ask], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a form comes to: where the browser goes from here, and under which name its next reviews are kept."""

    to: str
    reviewer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A form sent to an address (POST); it changes the collection. An `Answer` instead says what is wrong with it."""

    address: str
    name: str
    do: Callable[[Ask, Form], Sent | Answer]


def trouble(title: str, detail: str, status: int) -> Answer:
    """A page that says what did not work; its JSON is the "problem details" of RFC 9457."""
    data = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Answer(template="error.html", title=title, data=data, status=status)
