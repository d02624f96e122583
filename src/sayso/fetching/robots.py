"""What a robots.txt allows Sayso (RFC 9309), read by Protego."""

import re
from datetime import datetime
from typing import NamedTuple

from protego import Protego

TOKEN = "Sayso"  # noqa: S105 - the product token of RFC 9309, section 2.2.1
MOST_BYTES = 500 << 10
"""What is read of a robots.txt: the least that section 2.5 asks for."""
KEPT_S = 86_400
"""How long it is held to be so: at most a day (section 2.4)."""
MOST_REMEMBERED = 16 << 20
"""Bytes of robots.txt files whose rules are remembered: those of 10,000 usual outlets (1.2 kB each), and some 250 MB of rules
where hosts that a feed invents send 500 KiB each. Those learned first go, and are asked for again."""
MOST_REDIRECTS = 5
"""Redirects of a robots.txt (section 2.3.1.2)."""
LONGEST_DELAY_S = 3_600.0
"""A Crawl-delay above an hour is taken for an hour: a day, as some write, would mean one page a day."""

_agent = re.compile(r"\s*user[- ]?agent\b\s*:?\s*([^#]*)", re.IGNORECASE)


class Robots(NamedTuple):
    """The rules of one origin for Sayso; `rules` None: all is allowed. `delay_s` is its Crawl-delay, `size` its bytes."""

    rules: Protego | None
    delay_s: float
    learned: datetime
    size: int = 0

    def allows(self, url: str) -> bool:
        """Whether an address may be asked for."""
        return self.rules is None or self.rules.can_fetch(url, TOKEN)


def read_robots(raw: bytes, *, at: datetime) -> Robots:
    """The rules out of the first 500 KiB of a robots.txt; a page in its place has none."""
    if len(raw) > MOST_BYTES:
        raw = raw[:MOST_BYTES].rpartition(b"\n")[0]
    text = raw.decode(_encoding(raw), "replace")
    if text.lstrip()[:1] == "<":
        return Robots(None, 0.0, at)
    rules = Protego.parse("\n".join(map(_for_us, text.splitlines())))
    delay = rules.crawl_delay(TOKEN) or 0.0
    return Robots(rules, min(delay, LONGEST_DELAY_S), at, len(raw))


def _encoding(raw: bytes) -> str:
    """UTF-8, as section 2.2 wants; a file that begins like UTF-16 was saved so by mistake, and what it forbids holds."""
    return "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"


def _for_us(line: str) -> str:
    """A line with whom it names told apart only as far as it matters: Sayso, everybody, others.

    Protego keeps every rule once for every agent of its group: 20,000 names over 20,000 rules would fill the memory. A
    version after the name does not count (section 2.2.1).
    """
    found = _agent.match(line)
    if found is None:
        return line
    name = found[1].strip()
    if re.match(rf"{TOKEN}(?![a-z_-])", name, re.IGNORECASE):
        return f"User-agent: {TOKEN}"
    return "User-agent: *" if name == "*" else "User-agent: others"
