"""All readings of one article into one: which text stands, what the others still add, what withdraws it.

The article is a function of the set of its readings, which the store keeps: nothing is merged into what was merged before.
A version says when its source last changed it (`updated`): by that, and not by the order of arrival, one version is
later than another. Captures of a page are in the order in which a crawler made them. Only where nothing of this is said
does the one that comes in later count as the later one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from sayso.records import Article, Completeness, Reading
from sayso.store.answers import Revision
from sayso.store.merging_days import PUBLISHED, merged_days
from sayso.words.moments import moment

T = TypeVar("T")
Known = dict[str, tuple[Completeness, str]]
"""How much of the report each text is, as far as any reading says so, and why: by revision."""

OF_THE_READING = ("media_type", "raw", "notes", "path")
"""How a text was read first: reading the same text again elsewhere changes none of it."""

COMPLETENESS = ("completeness", "completeness_reason")

SETTLED_APART = frozenset(
    {"id", "revision", "text", "text_sha256", "updated", "pubstatus"}.union(
        OF_THE_READING, COMPLETENESS, PUBLISHED
    )
)
"""Fields that a gap in the standing reading does not simply fill with what the next one knows."""

ZONES = timedelta(hours=14)
"""How far a day somewhere may lie from the same day in UTC."""

ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))

BLANK = Article(id="", revision="", text="", text_sha256="")


def merged(readings: Sequence[Reading]) -> Article:
    """The article that readings of it come to; they are given in the order in which they came in, without their bytes.

    What stands is the latest version, but for two things. A withdrawal stands until a later version, or a reading that
    says in so many words that it may be used. And a cut-down text (`_is_cut_down`) stands behind a fuller one, whenever
    it was changed: only the time of that change is taken from it. What the standing reading lacks is what the latest other
    knows, excerpts being asked last.
    """
    if len(readings) == 1:
        return readings[0].article
    ordered = in_order(
        readings,
        [one.article.updated for one in readings],
        [one.article.captured for one in readings],
    )
    known: Known = {
        one.article.revision: (one.article.completeness, one.article.completeness_reason)
        for one in ordered
        if one.article.completeness != "unknown"
    }
    standing, beside = _standing(ordered, known)
    made = standing.article
    others = [one.article for one in reversed(ordered) if one is not standing]
    asked = [made, *sorted(others, key=lambda one: one.usable and _how_much(one, known) == "excerpt")]
    values = {
        item.name: next((value for value in _known(asked, item.name)), getattr(BLANK, item.name))
        for item in fields(Article)
        if item.name not in SETTLED_APART
    }
    if made.completeness == "unknown" and made.revision in known:
        values |= dict(zip(COMPLETENESS, known[made.revision], strict=True))
    values["updated"] = _told_change(made, beside, known)
    values |= _first_reading(made, [one.article for one in ordered])
    return replace(made, **values, **merged_days(asked, [one.article for one in ordered]))


def in_order(
    items: Sequence[T], updated: Sequence[str | None], captured: Sequence[str | None] = ()
) -> list[T]:
    """Versions, oldest first: by when they were changed as far as that tells, then by when they were captured, else as
    they came in.

    From the end: of those than which none is later, the one that came in last; if that one is a capture, the latest
    capture. So of two that say which is the later one the order of arrival says nothing, whatever came in beside them.
    What was captured was not changed after that.
    """
    taken = [moment(one) for one in captured] or [None] * len(items)
    times = [
        _times(one) if one is not None else (ALWAYS[0], at or ALWAYS[1])
        for one, at in zip(updated, taken, strict=True)
    ]
    left = list(range(len(items)))
    found: list[T] = []
    while left:
        newest = max(times[at][0] for at in left)
        last = _last([at for at in left if times[at][1] >= newest], taken)
        left.remove(last)
        found.append(items[last])
    return found[::-1]


def _last(among: Sequence[int], taken: Sequence[datetime | None]) -> int:
    """Of versions than which none was changed later, in the order in which they came in: the one that counts as the last."""
    captures = [(when, at) for at in among if (when := taken[at]) is not None]
    return among[-1] if taken[among[-1]] is None else max(captures)[1]


def is_later(one: Article, other: Article) -> bool | None:
    """Whether a version was changed after another, as they state it; None where they do not, or not so that it tells."""
    if one.updated is None or other.updated is None:
        return None
    (first, last), (other_first, other_last) = _times(one.updated), _times(other.updated)
    if first > other_last:
        return True
    return False if last < other_first else None


@lru_cache(maxsize=256)
def _times(stated: str) -> tuple[datetime, datetime]:
    """The first and the last moment that a stated day or instant may be."""
    if "T" in stated:
        moment = datetime.fromisoformat(stated)
        if moment.tzinfo is not None:
            return moment, moment
        stated = stated[:10]
    midnight = datetime.fromisoformat(f"{date.fromisoformat(stated).isoformat()}T00:00:00+00:00")
    try:
        return midnight - ZONES, midnight + timedelta(days=1) + ZONES
    except OverflowError:  # the first or the last day that there is
        return midnight, midnight


def is_of_one(one: Article, other: Article) -> bool:
    """Whether two readings of one article have one text, or are told to be versions: changed or captured at other times,
    or withdrawn.
    """
    same = one.text_sha256 == other.text_sha256
    captures = bool(one.captured and other.captured) and one.captured != other.captured
    return same or captures or is_later(one, other) is not None or one.usable != other.usable


def by_version(texts: Sequence[Revision], captured: Mapping[str, str]) -> list[Revision]:
    """Earlier texts in the order of their versions, given as they came in; `captured` says when, by revision."""
    return in_order(texts, [one.updated for one in texts], [captured.get(one.revision) for one in texts])


def _standing(ordered: Sequence[Reading], known: Known) -> tuple[Reading, list[Article]]:
    """The reading whose text stands, and all that are of its time: since it was withdrawn, or may be used again."""
    standing, beside = ordered[0], list[Article]()
    notices: list[Reading] = []
    for one in ordered:
        if not one.article.usable:
            notices.append(one)
        elif notices:
            notices = [notice for notice in notices if not _lifts(one, notice)]
            if not notices:
                standing, beside = one, [one.article]
        else:
            beside.append(one.article)
            if not _is_cut_down(one.article, standing.article, known):
                standing = one
    return (notices[-1], [one.article for one in notices]) if notices else (standing, beside)


def _lifts(one: Reading, notice: Reading) -> bool:
    """Whether a reading that comes behind a notice brings the article back."""
    return one.says_usable or bool(is_later(one.article, notice.article))


def _is_cut_down(one: Article, whole: Article, known: Known) -> bool:
    """Whether a text is less of what another has more of: an excerpt of what is none, or a part that stands in the other.

    An excerpt is often written for its feed, with words that are not in the report; so it is what is said of it that counts.
    Of a text that is not said to be incomplete nothing is guessed: what it lacks may have been taken out for good.
    """
    if one.revision == whole.revision:
        return False
    how = _how_much(one, known)
    if how == "excerpt" != _how_much(whole, known):
        return True
    return how in {"excerpt", "partial"} and _words(one.text).rstrip("….").rstrip() in _words(whole.text)


def _how_much(article: Article, known: Known) -> Completeness:
    return known[article.revision][0] if article.revision in known else "unknown"


def _words(text: str) -> str:
    return " ".join(text.split())


def _known(articles: Sequence[Article], name: str) -> list[Any]:
    """What articles know of a field, without the gaps."""
    return [value for value in (getattr(one, name) for one in articles) if value != getattr(BLANK, name)]


def _told_change(standing: Article, beside: Sequence[Article], known: Known) -> str | None:
    """When the article was last changed: its text as it stands, or a cut-down text that tells of a later change."""
    told = [one for one in beside if one.revision == standing.revision or _is_cut_down(one, standing, known)]
    if standing.updated is not None:
        told = [standing, *(one for one in told if is_later(one, standing))]
    return last_change(one.updated for one in told)


def last_change(updated: Iterable[str | None]) -> str | None:
    """The latest of some times of change."""
    stated = [one for one in updated if one is not None]
    return max(stated, key=lambda one: (*_times(one), one), default=None)


def _first_reading(standing: Article, ordered: Sequence[Article]) -> dict[str, Any]:
    """How the standing version of the text was read first; what that did not know, as it was read next."""
    same = [
        one
        for one in ordered
        if (one.revision, one.usable) == (standing.revision, standing.usable)
        and is_later(one, standing) is None
    ]
    found = {name: (_known(same, name) or [getattr(BLANK, name)])[0] for name in OF_THE_READING}
    if not standing.usable and standing.notes:
        found["notes"] = standing.notes  # until when it is withheld is what was said last
    return found | {"media_type": same[0].media_type}
