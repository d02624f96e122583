"""What dates a clause: the time that hangs on it, or, in the lead of a report of a known day, that day as the last possible.

Which time hangs on which deed the grammar has told (`Clause.time`). What stands before it opens it on a side ("since",
"by"), or shows that it is no day of the deed ("ordered closed for Thursday"). No date is better than a wrong one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sayso.records import Article, Clause, Time

LEAD_WORDS = "in the headline or first sentence of a report of {}"
LEAD_UPDATED = "in the headline or first sentence of a report of {} that was updated on {}"


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
    r"\b(since|until|till|before|by|after|beyond|from|for|between)\s+(?:about\s+|around\s+|at\s+)?$",
    re.IGNORECASE,
)
# With "the" between, the preposition is of the noun behind the date: "after the 3 May attack".
_RANGE = re.compile(r"\s*(?:and|to|until|-|–)\s*(?:the\s+)?", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:after|before|following|since|until|anniversary\s+of)\s+(?P<deed>[^,;:()\n]*)$", re.IGNORECASE
)
"""Words between a deed and a date that hang another deed on it: the date may be of that one."""
_HOURS = frozenset("dawn daybreak sunrise noon midday midnight dusk sunset nightfall dark late early".split())
_THE_YEAR = re.compile(r"(?:earlier |later )?(?:in )?the (?:year|month|day)", re.IGNORECASE)
"""Of what is told, and not of the report, where a report tells what is long past."""
_PARTICIPLE = re.compile(r"[“\"'‘]?(?:[a-z]+ed|born|built|held|made|taken|sent|brought|led)\s", re.IGNORECASE)
"""A first word with a date of its own: "born in 1920, the painter studied at Dolmin"."""
_AHEAD = re.compile(r"next\b|tomorrow|later (?:today|this)|(?:this |the )?coming\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_PRESENT = re.compile(r"(?!was$|has$|is$|does$)[a-z]+s")
_AFTER = frozenset({"since", "after", "beyond", "from"})
_BEFORE = frozenset({"until", "till", "before", "by"})
_TO = re.compile(r"\s*(?:to|until|through|-|–)\s*", re.IGNORECASE)
_VAGUE = frozenset({"decade", "century", "unknown"})


def of_other_deed(clause: Clause, text: str, time: Time) -> bool:
    """Whether another deed stands between a deed and the time behind it: "massed troops after the annexation last month"."""
    between = text[clause.predicate.end : time.start] if clause.predicate.end <= time.start else ""
    found = _BESIDE.search(between)
    if found is None:
        return False
    words = found["deed"].lower().split()
    # One word alone is mostly the rest of the date ("after noon on Friday" has an hour, "after talks on Friday" none).
    return len(words) > 1 and "that" not in words and not _HOURS & set(words)


def handed_on(clauses: Sequence[Clause], text: str, times: Mapping[str, Time]) -> dict[str, str | None]:
    """The times that stand behind two deeds, by clause: none (None) for the farther, the time for the nearer."""
    found: dict[str, str | None] = {}
    order = sorted(clauses, key=lambda clause: (clause.predicate.start, clause.id))
    starts = [clause.predicate.start for clause in order]
    for clause in order:
        time = times.get(clause.time or "")
        if time is None or not of_other_deed(clause, text, time):
            continue
        found[clause.id] = None
        between = order[bisect_right(starts, clause.predicate.end) : bisect_left(starts, time.start)]
        nearer = [other for other in between if other.predicate.end <= time.start and other.time is None]
        if nearer and not of_other_deed(nearer[-1], text, time):
            found[nearer[-1].id] = time.id
    return found


def date_of(clause: Clause, text: str, times: Mapping[str, Time], order: Sequence[Time]) -> Dated:
    """When the time of a clause says that it was; `order` are the article's times as they stand in it."""
    time = times.get(clause.time or "")
    if time is None or time.precision in _VAGUE or time.value.endswith("_REF"):
        return UNDATED
    if _of_something_else(clause, text, time):
        return UNDATED
    link, at = _link(text, time.start), order.index(time)
    after = order[at + 1] if at + 1 < len(order) else None
    if after is not None and _is_range(time, after, text):
        return _range(time, after, text)
    before = order[at - 1] if at else None
    if before is not None and before.earliest and _is_range(before, time, text):
        return _range(before, time, text)
    if link in {"between", "for"}:
        return UNDATED
    return _by(time, link, text)


def _of_something_else(clause: Clause, text: str, time: Time) -> bool:
    """Whether the words of a time, or what stands before it, show that it is no day of the deed."""
    words = text[time.start : time.end]
    if _THE_YEAR.fullmatch(words) and any("article date" in why for why in time.reasons):
        return True
    subject = min((span.start for span in (clause.agent, clause.patient) if span is not None), default=0)
    return time.end <= subject and _PARTICIPLE.match(text, clause.start, time.start) is not None


def to_come(clause: Clause, text: str, times: Mapping[str, Time]) -> bool | None:
    """Whether what has words like "next month" is to come; None where they do not fit it ("announced" them, say)."""
    time = times.get(clause.time or "")
    if time is None:
        return False
    predicate = text[slice(*clause.predicate)].lower().split()
    helper, last = predicate[0], predicate[-1]
    if not _AHEAD.match(text, time.start, time.end) or text[max(0, time.start - 4) : time.start] == "the ":
        # "starts on Sunday" may be of the next one, "dies on Sunday" in a headline of the last.
        open_day = _WEEKDAY.fullmatch(text, time.start, time.end) is not None
        return None if open_day and len(predicate) == 1 and _PRESENT.fullmatch(helper) else False
    if helper in {"is", "are", "am"} or (
        len(predicate) == 1 and last.endswith("s") and last not in {"was", "has"}
    ):
        return True
    return None


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


def _is_range(first: Time, last: Time, text: str) -> bool:
    """Whether two times are the ends of one stretch: "March 22 to April 21", "between March and April"."""
    if _TO.fullmatch(text, first.end, last.start):
        return True
    return _link(text, first.start) in {"between", "from"} and bool(
        _RANGE.fullmatch(text, first.end, last.start)
    )


def _range(first: Time, last: Time, text: str) -> Dated:
    if first.earliest and last.latest and first.earliest > last.latest:
        return UNDATED
    words = " ".join(text[first.start : last.end].split())
    return Dated(
        first.earliest, last.latest, first.precision, first.id, f"“{words}”", f"{first.value}/{last.value}"
    )


def lead_of(article: Article, clause: Clause, lead: int) -> Dated:
    """A clause of the lead (which ends at an offset) of an article whose day is known: on that day or before."""
    day, last = (article.day_to or "")[:10], (article.words_to or "")[:10]
    if not day or clause.reality != "told" or clause.predicate.start >= lead:
        return UNDATED
    words = LEAD_WORDS.format(day) if last == day else LEAD_UPDATED.format(day, last)
    return Dated(None, last, "day", None, words)


def misplaced(dated: Dated, clause: Clause, article: Article) -> bool:
    """Whether a deed told as done would lie after the report of it, or one to come before: then its time is another's."""
    first, last = (article.day_from or "")[:10], (article.words_to or "")[:10]
    if clause.reality == "future":
        return bool(first) and dated.latest is not None and dated.latest[:10] < first
    begins = dated.earliest or dated.latest  # what is done "by" a day after the report is a deadline
    return bool(last) and begins is not None and begins[:10] > last
