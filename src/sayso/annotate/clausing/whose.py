"""Whom the words of a clause's arguments mean: the entity of the mention over them."""

from bisect import bisect_right

from sayso.annotate.parsing.grammar import Grammar
from sayso.records import Entity, Mention, Speaker
from sayso.spans import Span
from sayso.stage import Bundle

MYSELF = frozenset({"i", "me", "my", "myself", "mine"})
LOOK_BACK = 4
"""Mentions before a place that are looked at: those that lie in one another are never more."""


class Whose:
    """The entity and the span of the mention at each place of an article."""

    __slots__ = ("_mentions", "_speakers", "_starts")

    def __init__(self, bundle: Bundle) -> None:
        entity = {mention: row.id for row in reversed(bundle[Entity]) for mention in row.mentions}
        self._mentions = sorted(
            (mention.start, mention.end, entity.get(mention.id)) for mention in bundle[Mention]
        )
        self._starts = [start for start, _, _ in self._mentions]
        self._speakers = {row.attribution: row.entity for row in bundle[Speaker] if not row.also}

    def at(self, g: Grammar, noun: int, voice: str | None) -> tuple[str | None, Span | None]:
        """Whom a noun means, None when unknown, and the words that mention them; "I" is who is quoted."""
        place = g.parse.start[noun]
        last = bisect_right(self._starts, place)
        over = [row for row in self._mentions[max(0, last - LOOK_BACK) : last] if place < row[1]]
        if g.lower[noun] in MYSELF and voice is not None:
            return self._speakers.get(voice), None
        if not over:
            return None, None
        if len(over) > 1:  # the longest that is no more than the noun and what hangs on it
            branch = g.span(g.left[noun], g.right[noun])
            within = [row for row in over if branch.start <= row[0] and row[1] <= branch.end]
            over = within or over
        start, end, entity = max(over, key=lambda row: (row[1] - row[0], row[0], row[2] or ""))
        return entity, Span(start, end)
