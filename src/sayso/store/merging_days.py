"""When an article was published, from all readings of it: the better day stays, and what contradicts it makes it doubtful."""

from collections.abc import Sequence
from functools import reduce
from itertools import combinations
from typing import Any

from sayso.records import NO_DAY_OF_ITS_OWN, STATED_BASES, Article, PublishedBasis
from sayso.words.moments import Interval, disagree, hull, vagueness

BASES: tuple[PublishedBasis, ...] = ("unknown", "inferred", "dateline", "doubtful", "stated", "reviewed")
"""On what a date of publishing rests, the weakest first: a stated one is not replaced by an inferred one. A doubtful one goes
before what is only worked out, as it does within one reading: who knows of a contradiction knows more."""

PUBLISHED = ("published_earliest", "published_latest", "published_basis", "published_doubt")


def merged_days(asked: Sequence[Article], ordered: Sequence[Article]) -> dict[str, Any]:
    """The fields of the date of publishing that readings come to; `asked` first of two that agree is who comes first
    there, `ordered` are the same, oldest first.

    Each is held against each, not against what the ones before came to: a day more or less is no contradiction, but of
    three days in a row the first and the last are one. Where two are, none is followed: the interval covers all and is
    doubtful, until somebody looks it up. That is how a page shows that gives itself a new date with each change. Only a
    file that is read again from where it lay is taken for corrected. A doubt that one reading knows of is not ended by
    another that states the same; but a date that cannot be (one in the future, say) gives way to those that can, and one
    of which nobody says that it is of publishing (a wire's notice may have no other) to whatever else is known.
    """
    if any(one.published_basis != "unknown" and not _is_of_any_event(one) for one in ordered):
        asked = [one for one in asked if not _is_of_any_event(one)]
        ordered = [one for one in ordered if not _is_of_any_event(one)]
    named = _corrected(ordered)
    if any(one.published_basis == "reviewed" for one in asked) or not named:
        return _of(max(asked, key=lambda one: BASES.index(one.published_basis)))
    if len({tuple(_of(one).values()) for one in named}) == 1:
        return _of(named[0])
    possible = [one for one in named if not _is_impossible(one)]
    impossible = [one for one in named if _is_impossible(one)]
    if not possible:
        # the least, so that a page which writes the present time into each answer is no news with each
        return _of(_least(impossible))
    denied = [one for one in impossible if any(not disagree(_days(one), _days(other)) for other in possible)]
    taken = [_days(one) for one in (*possible, *denied)]
    contradicted = any(disagree(one, other) for one, other in combinations(taken, 2))
    doubtful = [one for one in possible if one.published_basis == "doubtful"]
    if not (contradicted or doubtful or denied):
        return _of(min((one for one in asked if one in possible), key=lambda one: vagueness(_days(one))))
    if not (contradicted or doubtful):
        return _of(_least(denied))
    first, last = reduce(hull, sorted(taken))
    told = sorted({one.published_doubt for one in (*doubtful, *([_least(denied)] if denied else []))} - {""})
    if contradicted:
        who = "another" if told else "one"
        stated = [_days(one) for one in possible if one.published_basis != "doubtful"]
        told += [f"{who} reading of it says {_words(days)}" for days in _ends(stated)]
    return {
        "published_earliest": first,
        "published_latest": last,
        "published_basis": "doubtful",
        "published_doubt": "; ".join(told),
    }


def _corrected(ordered: Sequence[Article]) -> list[Article]:
    """Who states a date: of readings from one file, or by nobody knows what, the latest alone; an archive holds many."""
    found: dict[tuple[str | None, int | str], Article] = {}
    for at, one in enumerate(ordered):
        if one.published_basis in {"doubtful", *STATED_BASES} and (
            one.published_earliest or one.published_latest
        ):
            fetched = (one.path or "").startswith(("http:", "https:"))
            found[one.path, at if fetched else one.captured or -1] = one
    return list(found.values())


def _ends(stated: Sequence[Interval]) -> list[Interval]:
    """The statement that begins first and the one that ends last: between them there may be one for each reading."""
    if not stated:
        return []
    return sorted({min(stated), max(stated, key=lambda days: (days[1], days[0]))})


def _least(articles: Sequence[Article]) -> Article:
    return min(articles, key=lambda one: (*_days(one), one.published_doubt))


def _is_of_any_event(article: Article) -> bool:
    return article.published_basis == "doubtful" and article.published_doubt.endswith(NO_DAY_OF_ITS_OWN)


def _is_impossible(article: Article) -> bool:
    """Whether it is one day, and doubtful for itself rather than because of another."""
    earliest, latest = _days(article)
    return article.published_basis == "doubtful" and earliest == latest


def _days(article: Article) -> Interval:
    earliest = article.published_earliest or article.published_latest
    latest = article.published_latest or article.published_earliest
    return earliest or "", latest or ""


def _words(days: Interval) -> str:
    return days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"


def _of(article: Article) -> dict[str, Any]:
    return {name: getattr(article, name) for name in PUBLISHED}
