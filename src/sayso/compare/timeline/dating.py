"""What dates a clause: a time of its own, or, in the lead of a report of a known day, that day as the last possible.

A time dates the innermost clause that it stands in. It dates nothing where it belongs to a noun ("Monday's strike") or
stands behind "since", "after" or "before" with other words between ("since the vote of last year"): which deed it is of
cannot be told then. No date is better than a wrong one.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.records import Article, Clause, Time
from sayso.words.commonness import function_words

LEAD_WORDS = "in the headline or first sentence of a report of {}"


class Dated(NamedTuple):
    """When a clause is dated: ISO days or times (None: open), how finely, by which `Time`, how, and its TIMEX3 value."""

    earliest: str | None = None
    latest: str | None = None
    precision: str = "unknown"
    time: str | None = None
    dated: str = ""
    value: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a day on either side."""
        return self.earliest is not None or self.latest is not None

    @property
    def bounded(self) -> bool:
        """Whether there is a day on both sides."""
        return self.earliest is not None and self.latest is not None


UNDATED = Dated()
_LINK = re.compile(
    r"\b(since|until|till|before|by|after|beyond|from|for|between)\s+(?:the\s+|about\s+|around\s+|at\s+)?$",
    re.IGNORECASE,
)
_APART = re.compile(r"\b(?:since|until|before|after|following|despite|during|if|unless)\b", re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"\b(?:the|this|that|a|its|his|her|their|’s|'s)\s+$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"['’]s?\b|\s+([a-z][\w-]*)")
_RANGE = re.compile(r"\s*(?:and|to|until|-|–)\s*(?:the\s+)?", re.IGNORECASE)
_OF_ANOTHER = frozenset({"before", "after", "of", "that", "when"})
"""Behind "the Friday": words by which it is counted from something else."""
_AFTER = frozenset({"since", "after", "beyond", "from"})
_BEFORE = frozenset({"until", "till", "before", "by"})
_VAGUE = frozenset({"decade", "century", "unknown"})


def times_by_clause(clauses: Sequence[Clause], times: Sequence[Time]) -> dict[str, list[Time]]:
    """The times that stand in each clause and in no clause within it. Linear in both but for how deep clauses nest."""
    found: dict[str, list[Time]] = {}
    order = sorted(clauses, key=lambda clause: (clause.start, -clause.end, clause.id))
    around: list[Clause] = []
    at = 0
    for time in sorted(times, key=lambda time: (time.start, time.end)):
        while at < len(order) and order[at].start <= time.start:
            around.append(order[at])
            at += 1
        around = [clause for clause in around if clause.end > time.start]
        if around and time.type in {"DATE", "TIME"}:
            inner = min(around, key=lambda clause: (clause.end - clause.start, -clause.start, clause.id))
            found.setdefault(inner.id, []).append(time)
    return found


def date_of(clause: Clause, text: str, own: Sequence[Time], times: Mapping[str, Time]) -> Dated:
    """When the words of a clause, or those that its article has for it, say that it was."""
    for number, time in enumerate(own):
        if not dates_deed(time, clause, text):
            continue
        link = _link(text, time.start)
        more = own[number + 1] if number + 1 < len(own) else None
        if link in {"between", "from"} and more is not None and _RANGE.fullmatch(text, time.end, more.start):
            return _range(time, more, text)
        if link in {"between", "for"}:
            continue
        return _by(time, link, text)
    beside = times.get(clause.time or "")
    if (
        beside is not None
        and not clause.start <= beside.start < clause.end
        and dates_deed(beside, clause, text)
    ):
        return _by(beside, _link(text, beside.start), text)
    return UNDATED


def dates_deed(time: Time, clause: Clause, text: str) -> bool:
    """Whether a time can be that of a clause's deed, and not of a noun in it."""
    if time.precision in _VAGUE or time.value.endswith("_REF"):
        return False
    after = _NOUN_AFTER.match(text, time.end)
    if text[time.start : time.end].endswith(("'s", "’s")) or (after and after[1] is None):
        return False
    if after and _NOUN_BEFORE.search(text, max(0, time.start - 8), time.start):
        return (after[1] or "") in function_words() - _OF_ANOTHER
    link = _LINK.search(text, max(0, time.start - 20), time.start)
    first = min(clause.predicate.end, time.start) if clause.start <= time.start else time.start
    first = clause.start if time.start < clause.predicate.start else first
    return not _APART.search(text, first, link.start() if link else time.start)


def _link(text: str, start: int) -> str:
    found = _LINK.search(text, max(0, start - 20), start)
    return found[1].lower() if found else ""


def _by(time: Time, link: str, text: str) -> Dated:
    words = " ".join(text[time.start : time.end].split())
    if link in _AFTER:
        return Dated(
            time.earliest, None, time.precision, time.id, f"“{link} {words}”", f"{link} {time.value}"
        )
    if link in _BEFORE:
        return Dated(None, time.latest, time.precision, time.id, f"“{link} {words}”", f"{link} {time.value}")
    return Dated(time.earliest, time.latest, time.precision, time.id, f"“{words}”", time.value)


def _range(first: Time, last: Time, text: str) -> Dated:
    words = " ".join(text[first.start : last.end].split())
    return Dated(
        first.earliest, last.latest, first.precision, first.id, f"“{words}”", f"{first.value}/{last.value}"
    )


def lead_of(article: Article, clause: Clause, lead: int) -> Dated:
    """A clause of the lead (which ends at an offset) of an article whose day is known: on that day or before."""
    day = (article.published_latest or "")[:10]
    if not day or clause.reality != "told" or clause.predicate.start >= lead:
        return UNDATED
    return Dated(None, day, "day", None, LEAD_WORDS.format(day))


def misplaced(dated: Dated, clause: Clause, article: Article) -> bool:
    """Whether a deed told as done would lie after the report of it, or one to come before: then its time is another's."""
    first, last = (article.published_earliest or "")[:10], (article.published_latest or "")[:10]
    if clause.reality == "future":
        return bool(first) and dated.latest is not None and dated.latest[:10] < first
    begins = dated.earliest or dated.latest  # what is done "by" a day after the report is a deadline
    return bool(last) and begins is not None and begins[:10] > last
