"""When an article was published, from two readings of it: the better day stays, and what contradicts it makes it doubtful."""

from typing import Any

from sayso.records import STATED_BASES, Article, PublishedBasis
from sayso.words.moments import Interval, disagree, hull, vagueness

BASES: tuple[PublishedBasis, ...] = ("unknown", "inferred", "dateline", "doubtful", "stated", "reviewed")
"""On what a date of publishing rests, the weakest first: a stated one is not replaced by an inferred one. A doubtful one goes
before what is only worked out, as it does within one reading: who knows of a contradiction knows more."""

PUBLISHED = ("published_earliest", "published_latest", "published_basis", "published_doubt")


def merged_days(old: Article, new: Article, *, follows: bool) -> dict[str, Any]:
    """The fields of the date of publishing that two readings come to; `follows`: the new one is the later one.

    Where both state a day and these are more than a day apart, neither is followed: the interval covers both and is doubtful,
    until somebody looks it up. That is how a page shows that gives itself a new date with each change. Only a file that is
    read again from where it lay is taken for corrected. A doubt that one reading knows of is not ended by another that states
    the same; but a date that cannot be (one in the future, say) gives way to one that can. The order of the readings makes
    no difference where they disagree.
    """
    days, other_days = _days(old), _days(new)
    bases = {old.published_basis, new.published_basis}
    if days is None or other_days is None or not bases <= {"doubtful", *STATED_BASES} or "reviewed" in bases:
        return _of(_better(old, new, follows=follows))
    if _same_place(old, new):
        return _of(new if follows else old)
    if disagree(days, other_days):
        return _disagreeing(old, new, days, other_days)
    doubtful = [one for one in (old, new) if one.published_basis == "doubtful"]
    if doubtful:
        # the least of two, so that one which names the moment of each fetch is no news with each
        return _of(min(doubtful, key=lambda one: (*(_days(one) or ()), one.published_doubt)))
    vaguer = vagueness(other_days) > vagueness(days)
    return _of(new if follows and not vaguer else old)


def _disagreeing(old: Article, new: Article, days: Interval, other_days: Interval) -> dict[str, Any]:
    sound = [one for one in (old, new) if one.published_basis != "doubtful"]
    impossible = [one for one in (old, new) if one.published_basis == "doubtful" and _one_day(one)]
    if len(sound) == 1 and impossible:
        return _of(sound[0])
    if (
        len(impossible) == 2
    ):  # a page that writes the present time into every answer: the first one tells as much as all
        return _of(min(impossible, key=lambda one: (one.published_earliest or "", one.published_doubt)))
    first, last = hull(days, other_days)
    told = sorted({one.published_doubt for one in (old, new) if one.published_doubt})
    if not told:
        told = [f"one reading of it says {one}" for one in sorted((_words(days), _words(other_days)))]
    elif len(told) == 1:
        told.append(f"another reading of it says {_words(days if new.published_doubt else other_days)}")
    return {
        "published_earliest": first,
        "published_latest": last,
        "published_basis": "doubtful",
        "published_doubt": "; ".join(told),
    }


def _better(old: Article, new: Article, *, follows: bool) -> Article:
    rank, other_rank = (BASES.index(one.published_basis) for one in (old, new))
    return new if other_rank > rank or (other_rank == rank and follows) else old


def _same_place(old: Article, new: Article) -> bool:
    """Whether both were read from one file, or by nobody knows what: then the later one is a correction."""
    return old.path == new.path and not (new.path or "").startswith(("http:", "https:"))


def _one_day(article: Article) -> bool:
    return article.published_earliest == article.published_latest


def _days(article: Article) -> Interval | None:
    earliest = article.published_earliest or article.published_latest
    latest = article.published_latest or article.published_earliest
    return None if earliest is None or latest is None else (earliest, latest)


def _words(days: Interval) -> str:
    return days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"


def _of(article: Article) -> dict[str, Any]:
    return {name: getattr(article, name) for name in PUBLISHED}
