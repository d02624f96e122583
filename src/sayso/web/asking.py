"""What a page is asked: the collection, the parts of the address, and the query, checked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from sayso.errors import NotFound, SettingsError
from sayso.publish.collection import Collection

IS_HERE = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f]*")
"""An address of this server: whoever sends somebody back must not send them elsewhere."""
MOST_SHOWN = 200
"""Rows on one page at most, whatever is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question to a page. `reviewer` is the name under which reviews are kept ("": none given yet).

    `origin` is how the browser reaches this server ("http://127.0.0.1:8000"), for links that leave the page;
    `look` is light, dark or "" (as the system); `form_token` goes into every form that posts, which are shown only
    where one `may_review`.
    """

    collection: Collection
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    address: str = "/"
    reviewer: str = ""
    origin: str = ""
    look: str = ""
    form_token: str = ""
    signed_in: bool = False
    may_review: bool = True

    @property
    def here(self) -> str:
        """This page's address with its query."""
        return self.link()

    @property
    def json_link(self) -> str:
        """The address of this page's data."""
        here, mark, query = self.here.partition("?")
        return f"{here}.json{mark}{query}"

    def link(self, **changes: object) -> str:
        """This page with some values of its query changed: a later part, another filter; None or "" takes one away.

        Whatever narrows or sorts begins at the first part again, so a change of anything else drops `page`.
        """
        kept = {
            name: [value for value in values if value]
            for name, values in self.query.items()
            if name not in changes and (name != "page" or not changes)
        }
        for name, value in changes.items():
            several = value if isinstance(value, (list, tuple)) else (value,)
            kept[name] = [str(one) for one in several if one not in (None, "")]
        pairs = [(name, value) for name in sorted(kept) for value in kept[name]]
        return quote(self.address) + (f"?{urlencode(pairs)}" if pairs else "")

    def text(self, name: str, default: str = "") -> str:
        """One value of the query, without white space around it; the default where it is missing or empty."""
        given = self.query.get(name, ())
        return (given[-1].strip() if given else "") or default

    def texts(self, name: str) -> tuple[str, ...]:
        """All values of the query under one name that are not empty."""
        return tuple(value.strip() for value in self.query.get(name, ()) if value.strip())

    def flag(self, name: str) -> bool:
        """Whether a switch of the query is on."""
        return self.text(name) in {"1", "on", "true", "yes"}

    def number(self, name: str, default: int, *, least: int = 0, most: int = 1_000_000_000) -> int:
        """A whole number of the query; SettingsError when it is none, or outside its bounds."""
        given = self.text(name)
        if not given:
            return default
        value = int(given) if given.isdecimal() and len(given) < 12 else least - 1
        if not least <= value <= most:
            raise SettingsError(f"{name}={given!r} is no whole number from {least} to {most}")
        return value

    def one_of(self, name: str, allowed: Sequence[str], default: str = "") -> str:
        """A value of the query out of a closed list; SettingsError names the list when it is another."""
        given = self.text(name, default)
        if given and given not in allowed:
            raise SettingsError(f"{name}={given!r} is not one of {', '.join(allowed)}")
        return given

    def part(self, name: str) -> str:
        """A part of the address; NotFound when it is empty."""
        value = self.path.get(name, "").strip()
        if not value:
            raise NotFound(f"the address lacks its {name}")
        return value


def here_or(asked: str, otherwise: str) -> str:
    """Where to go back to: the address that was asked for if it is one of this server, else the other."""
    return asked if IS_HERE.fullmatch(asked) else otherwise
