"""Two readings of one article into one: what a later one replaces, what an earlier one still adds, what withdraws it.

A version says when its source last changed it (`updated`): by that, and not by the order of arrival, one version is
later than another. Of readings that do not say so the one that comes in later is the later one.
"""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from sayso.records import Article
from sayso.store.answers import Revision
from sayso.store.merging_days import PUBLISHED, merged_days

OF_THE_READING = ("media_type", "raw", "notes", "path")
"""How a text was read first: reading the same text again elsewhere changes none of it."""

COMPLETENESS = ("completeness", "completeness_reason")

IDENTITY = ("id", "revision", "text", "text_sha256")

OF_THE_VERSION = ("updated", "pubstatus")

ZONES = timedelta(hours=14)
"""How far a day somewhere may lie from the same day in UTC."""

BLANK = Article(id="", revision="", text="", text_sha256="")


def is_later(one: Article, other: Article) -> bool | None:
    """Whether a version was changed after another, as they state it; None where they do not, or not so that it tells."""
    if one.updated is None or other.updated is None:
        return None
    (first, last), (other_first, other_last) = _times(one.updated), _times(other.updated)
    if first > other_last:
        return True
    return False if last < other_first else None


def _times(stated: str) -> tuple[datetime, datetime]:
    """The first and the last moment that a stated day or instant may be."""
    if "T" in stated:
        moment = datetime.fromisoformat(stated)
        if moment.tzinfo is not None:
            return moment, moment
        stated = stated[:10]
    midnight = datetime.fromisoformat(f"{date.fromisoformat(stated).isoformat()}T00:00:00+00:00")
    return midnight - ZONES, midnight + timedelta(days=1) + ZONES


def is_version(one: Article, other: Article) -> bool:
    """Whether two texts of one article are told to be versions of it: changed at other times, or withdrawn by one."""
    return is_later(one, other) is not None or one.usable != other.usable


def yields(old: Article, new: Article, *, says_usable: bool = False) -> bool:
    """Whether a new reading has to stand back behind the one that is there.

    It does when it is an earlier version of it; when the article is withdrawn, and the reading neither is a later
    version nor says in so many words that it may be used; and when it is an excerpt, as a feed gives one, of an article
    of which more is there, unless it is a later version.
    """
    later = is_later(new, old)
    if later is not None:
        return not later
    if old.usable and new.usable:
        return new.completeness == "excerpt" != old.completeness and not _is_same_text(old, new)
    return not old.usable and new.usable and not says_usable


def merge_readings(old: Article, new: Article, *, says_usable: bool = False) -> Article:
    """A new reading of an article, with what only an earlier one knew: knowledge is never lost to a gap.

    A reading that stands back (`yields`) fills gaps and replaces nothing.
    """
    if yields(old, new, says_usable=says_usable):
        return _filled(old, new)
    same_text = _is_same_text(old, new)
    another = is_later(new, old) is not None
    kept: dict[str, Any] = {}
    for name in (item.name for item in fields(Article)):
        if name in (*IDENTITY, *PUBLISHED, *COMPLETENESS, "pubstatus"):
            continue
        blank = getattr(new, name) == getattr(BLANK, name)
        if name in OF_THE_READING:
            known = getattr(old, name) != getattr(BLANK, name)
            keeps = same_text and not another and (known or name == "media_type")
        elif name == "updated":
            keeps = same_text and blank
        else:
            keeps = blank
        if keeps:
            kept[name] = getattr(old, name)
    if same_text and new.completeness == "unknown":
        kept |= {name: getattr(old, name) for name in COMPLETENESS}
    return replace(new, **(kept | merged_days(old, new, follows=True)))


def _is_same_text(one: Article, other: Article) -> bool:
    return one.text_sha256 == other.text_sha256 and one.revision == other.revision


def by_version(texts: list[Revision]) -> list[Revision]:
    """Earlier texts, oldest first: by when their versions were changed where all say so, else as they came in."""
    if any(one.updated is None for one in texts):
        return texts
    return sorted(texts, key=lambda one: _times(one.updated or "")[0])


def _filled(standing: Article, other: Article) -> Article:
    """An article with what only a reading knows that is earlier than it."""
    found: dict[str, Any] = {}
    for name in (item.name for item in fields(Article)):
        if name in (*IDENTITY, *PUBLISHED, *COMPLETENESS, *OF_THE_READING, *OF_THE_VERSION):
            continue
        if getattr(standing, name) == getattr(BLANK, name):
            found[name] = getattr(other, name)
    if standing.completeness == "unknown" and _is_same_text(standing, other):
        found |= {name: getattr(other, name) for name in COMPLETENESS}
    return replace(standing, **(found | merged_days(standing, other, follows=False)))
