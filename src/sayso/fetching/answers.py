"""What fetching gives: an answer of a server, checked and unpacked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal[
    "address",
    "robots",
    "redirects",
    "tls",
    "unreachable",
    "slow",
    "large",
    "broken",
    "status",
    "type",
    "later",
]
"""Why something was not fetched (`FetchError.kind`): a private or impossible address, forbidden by robots.txt, too many or
circular redirects, a certificate that does not hold, no answer, too slow, too large, an answer that is no HTTP or ends
early, a status of failure, something that is neither page nor feed, a host that is to be left alone for longer than
anybody waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer with status 200, or 304 (then `body` is empty: what is known is still so).

    `asked` is the address that was asked for, `url` the one that answered after redirects, `moved_to` where permanent
    redirects (301, 308) alone led. `headers` have lower-case names. `body` is unpacked and whole. `at` is when.
    """

    asked: str
    url: str
    moved_to: str | None = None
    status: int
    headers: Mapping[str, str]
    body: bytes
    at: datetime
    notes: tuple[str, ...] = ()

    @property
    def etag(self) -> str | None:
        """What to send as If-None-Match the next time."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """What to send as If-Modified-Since the next time."""
        return self.headers.get("last-modified")
