"""What a robots.txt allows Sayso (RFC 9309), read by Protego."""

import re
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

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

MOST_SEARCHED = 32 << 10
"""Of a longer robots.txt the line that forbids an address is not looked for: that reads the file anew for each that may."""
MOST_TRIED = 5
"""Lines that are tried; the first is the one, but for lines of other groups that begin alike."""
LONGEST_SHOWN = 80

_agent = re.compile(r"\s*user[- ]?agent\b\s*:?\s*([^#]*)", re.IGNORECASE)
_disallow = re.compile(r"\s*(?:dis+all?ow|diasllow|disallaw)\b\s*:?\s*([^#]*)", re.IGNORECASE)
"""With the misspellings that Protego knows."""
_plain = re.compile(r"[!-#&-)+-~]*")
"""The beginning of a pattern that stands for nothing but itself."""


class Robots(NamedTuple):
    """The rules of one origin for Sayso; `rules` None: all is allowed. `delay_s` is its Crawl-delay, `size` its bytes.

    `lines` are those of the file, unless it is too long to look for the one that forbids an address.
    """

    rules: Protego | None
    delay_s: float
    learned: datetime
    size: int = 0
    lines: tuple[str, ...] = ()

    def allows(self, url: str) -> bool:
        """Whether an address may be asked for."""
        return self.rules is None or self.rules.can_fetch(url, TOKEN)

    def forbidding(self, url: str) -> str | None:
        """The line that forbids an address, with its number; None where that is not found.

        Protego tells no lines, so it is asked anew with one of them alone, beside those that allow: the longest first,
        as RFC 9309, section 2.2.2, has it.
        """
        parts = urlsplit(url)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        ruling = [_for_us(line) for line in self.lines]
        bare = [
            "Disallow:" if _disallow.match(line) else line for line in ruling
        ]  # it still ends a list of names
        may = [
            (-len(found[1].strip()), at)
            for at, line in enumerate(ruling)
            if (found := _disallow.match(line))
            and found[1].strip()
            and path.startswith(_literal(found[1].strip()))
        ]
        for _, at in sorted(may)[:MOST_TRIED]:
            alone = Protego.parse("\n".join([*bare[:at], ruling[at], *bare[at + 1 :]]))
            if not alone.can_fetch(url, TOKEN):
                line = "".join(one if one.isprintable() else "\ufffd" for one in self.lines[at].strip())
                return f"line {at + 1}: {line[:LONGEST_SHOWN]}"
        return None


def _literal(pattern: str) -> str:
    found = _plain.match(pattern)
    return "" if found is None else found[0]


def read_robots(raw: bytes, *, at: datetime) -> Robots:
    """The rules out of the first 500 KiB of a robots.txt; a page in its place has none."""
    if len(raw) > MOST_BYTES:
        raw = raw[:MOST_BYTES].rpartition(b"\n")[0]
    text = raw.decode(_encoding(raw), "replace")
    if text.lstrip()[:1] == "<":
        return Robots(None, 0.0, at)
    rules = Protego.parse("\n".join(map(_for_us, text.splitlines())))
    delay = rules.crawl_delay(TOKEN) or 0.0
    lines = tuple(text.splitlines()) if len(raw) <= MOST_SEARCHED else ()
    return Robots(rules, min(delay, LONGEST_DELAY_S), at, len(raw), lines)


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
