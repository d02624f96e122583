"""WINDOWS: when an article whose date nobody states can have been published, as far as its own words tell.

A side without words that bound it stays open. Where words contradict each other (a text that was copied, or updated),
no side is kept and the row says so. An article with a known date gets no row; one with a doubtful date does. A stated date of
change (`Article.updated`) makes no side: the window is that of the words, and they may have been written before it or at it.
"""

from collections.abc import Callable, Iterator, Sequence

from sayso.annotate.timing.window_bounds import Bound, Scene, bounds_of
from sayso.annotate.timing.window_deadlines import deadlines_of
from sayso.annotate.timing.window_retellings import retellings_of
from sayso.annotate.timing.window_ties import inside, lines_of, ties_of
from sayso.ids import make_id
from sayso.records import (
    Article,
    Attribution,
    Entity,
    Mark,
    Mention,
    Parse,
    Sentence,
    Time,
    Window,
)
from sayso.settings import Settings
from sayso.stage import Bundle, Each

FIRST, LAST = "1700", "2200"
"""Years outside of these are history, fiction, or numbers taken for years."""
CONTRADICTORY = "its words contradict each other, so neither side is kept"


def open_windows(_settings: Settings) -> Callable[[Bundle], list[Window]]:
    """Return the function that finds the window of one article."""

    def windows(bundle: Bundle) -> list[Window]:
        article = bundle.article
        if article.day_from is not None or article.day_to is not None:
            return []
        if not bundle[Parse]:
            return []
        found = list(bounds(bundle))
        return [window(article, found)] if found else []

    return windows


def bounds(bundle: Bundle) -> Iterator[Bound]:
    """Everything that the words of an article tell of its date, in no order."""
    article = bundle.article
    times = [time for time in bundle[Time] if plausible(time)]
    quoted = [span for row in bundle[Attribution] if row.kind in {"direct", "mixed"} for span in row.content]
    scene = Scene(article.text, bundle[Parse][0], quoted)
    told = in_lines(bundle[Mark], times)
    free = [time for time in times if time.id not in told]
    for time in free:
        for bound in bounds_of(time, scene):
            if not (bound.side == "latest" and of_old_saying(time, bundle)):
                yield bound
    yield from deadlines_of(free, bundle[Sentence], scene)
    yield from retellings_of(free, entity_places(bundle), bundle[Sentence], scene)
    yield from ties_of(article.text, times, scene)
    yield from lines_of(article.text, bundle[Mark], times)


def entity_places(bundle: Bundle) -> dict[int, str]:
    """The named entities by the last offset of each of their mentions."""
    mentions = {row.id: row.end for row in bundle[Mention]}
    return {
        mentions[mention]: entity.id
        for entity in bundle[Entity]
        if entity.named
        for mention in entity.mentions
        if mention in mentions
    }


def plausible(time: Time) -> bool:
    """Whether a time is relative, or of years in which news is written."""
    if time.earliest is None or time.latest is None:
        return time.earliest is None
    return time.earliest[:4] >= FIRST and time.latest[:4] <= LAST


def in_lines(marks: Sequence[Mark], times: Sequence[Time]) -> frozenset[str]:
    """The times that stand in marked lines, which are no sentences."""
    zones = [mark for mark in marks if mark.kind not in {"headline", "subheading"}]
    return frozenset(time.id for zone in zones for time in inside(times, zone.start, zone.end))


def of_old_saying(time: Time, bundle: Bundle) -> bool:
    """Whether a time is of what somebody said on another day that the sentence states: then it bounds that day."""
    around = [
        row for row in bundle[Attribution] if any(span.start <= time.start < span.end for span in row.content)
    ]
    if not around:
        return False
    sentence = next((row for row in bundle[Sentence] if row.start <= time.start < row.end), None)
    return sentence is not None and any(
        other.earliest is not None
        and sentence.start <= other.start < sentence.end
        and not any(span.start <= other.start < span.end for row in around for span in row.content)
        for other in bundle[Time]
        if other.id != time.id
    )


def window(article: Article, found: Sequence[Bound]) -> Window:
    """The narrowest window that all bounds leave, with the bound that makes each side."""
    earliest = max(
        (bound for bound in found if bound.side == "earliest"),
        key=lambda bound: (bound.day, -bound.evidence.start),
        default=None,
    )
    latest = min(
        (bound for bound in found if bound.side == "latest"),
        key=lambda bound: (bound.day, bound.evidence.start),
        default=None,
    )
    sides = [bound for bound in (earliest, latest) if bound is not None]
    contradictory = earliest is not None and latest is not None and earliest.day > latest.day
    return Window(
        id=make_id("Window", article.revision),
        article=article.id,
        earliest=_iso(None if contradictory else earliest),
        latest=_iso(None if contradictory else latest),
        evidence=tuple(bound.evidence for bound in sides),
        reasons=tuple(
            f"{bound.reason} ({CONTRADICTORY})" if contradictory else bound.reason for bound in sides
        ),
    )


def _iso(bound: Bound | None) -> str | None:
    return bound.day.isoformat() if bound is not None else None


WINDOWS = Each(
    name="windows",
    version=3,
    reads=(Article, Mark, Parse, Sentence, Mention, Entity, Time, Attribution),
    writes=(Window,),
    make=open_windows,
)
