"""The outlet that a feed's words name: never the title of a feed as it stands, for that names a section or a reader's list.

"The Harbor Post - World" is no outlet. Of such a title the part is taken that the feed's own address bears out (harborpost in
harborpost.example), by the rule that tells everywhere whether two names are of one outlet; where none is, the outlet is
unknown until the watch list, the item or the page states it.
"""

import re

from sayso.ingest.feeds.links import host_of
from sayso.words.outlets import same_outlet

_parts = re.compile(r" [-–—|»«:·•/>]{1,3} |: | [»|] ?")
_about = re.compile(
    r"^(?:rss|feed|atom)\b[ :–-]{0,3}|[ :–-]{0,3}\b(?:(?:rss|atom) ?)?(?:feed|rss|atom)s?$", re.IGNORECASE
)


def outlet_in(title: str | None, *addresses: str | None) -> str | None:
    """The part of a title that is called as the host of one of some addresses is, or None."""
    if not title:
        return None
    title = " ".join(title.split())
    hosts = [host for address in addresses if (host := host_of(address))]
    for part in (title, *_parts.split(title)):
        name = _about.sub("", part.strip()).strip()
        if name and any(same_outlet(name, host) for host in hosts) and not _parts.search(name):
            return name
    return None
