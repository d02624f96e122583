"""When an article was published, from all that is stated of it: weighed by rules that can be read here, never by a vote.

A date that its own source, another source, its address or the day of its fetching speaks against is *doubtful*: it is kept,
with the reason in words, and nothing is ordered by it. No date is mended and none silently preferred. A date of change
is never one of publishing. Why each rule: docs/why/articles.md, "When it was published".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sayso.ingest.dates import Published, missing, parse_published
from sayso.ingest.reading import StatedDate
from sayso.records import NO_DAY_OF_ITS_OWN, PublishedBasis
from sayso.words.moments import A_DAY, Interval, apart, disagree, hull, moment

ORDER = ("sidecar", "record", "page", "wire", "feed", "sitemap", "command line", "text", "web address")
"""Who is asked first. A table that a person laid beside the files goes before them, as it does for every other field; the
command line, which holds for many articles, after what each says of itself."""
FIRST_HAND = frozenset({"sidecar", "record", "page", "wire", "command line"})
"""Of these an unreadable date is reported to whoever added the article; of the others it is noted."""
SAVED_BEFORE = timedelta(hours=1)
"""How long before its publishing an article may have been "changed" last: an editor saves, and presses the button later.
Chosen, not measured."""
MADE_FOR_US = timedelta(seconds=5)
"""A page that says it was published within so little of its fetching writes the present time into every answer."""
PLACEHOLDERS = ("0001-01-01", "1899-12-30", "1900-01-01", "1970-01-01", "9999-12-31")
"""The days that programs write when they have none: zero in .NET, spreadsheets, SQL servers and Unix, and the last day."""

_zero = re.compile(
    rf"({'|'.join(PLACEHOLDERS)})(?:[T ][0:.]{{1,20}}(?:Z|[+-][\d:]{{2,6}})?|[T ]23:59:59.{{0,20}})?"
)

_names = {
    "sidecar": "the table beside it", "record": "its record", "page": "its page", "wire": "the agency", "feed": "the feed",
    "sitemap": "the sitemap", "command line": "the command line", "text": "a line of the text",
    "web address": "its web address",
}  # fmt: skip


class Weighed(NamedTuple):
    """What all statements come to: the interval and its basis, why it is doubtful ("": it is not), the last change, notes.

    `unreadable` are the first-hand statements that are no dates, for the person who gave them.
    """

    earliest: str | None
    latest: str | None
    basis: PublishedBasis
    doubt: str = ""
    updated: str | None = None
    notes: tuple[str, ...] = ()
    unreadable: tuple[StatedDate, ...] = ()


class _Fetched(NamedTuple):
    written: str
    when: Published


class _Read(NamedTuple):
    said: StatedDate
    when: Published

    @property
    def who(self) -> str:
        """Who says it, and by which field."""
        return _names[self.said.by] + (f" ({self.said.field})" if self.said.field else "")

    @property
    def words(self) -> str:
        return f"{self.who} says {_interval(self.when)}"


def weigh(
    statements: Iterable[StatedDate],
    *,
    seen: str | None = None,
    dateline: Published | None = None,
    inferred: Published | None = None,
    own: tuple[PublishedBasis, str] | None = None,
) -> Weighed:
    """Weigh all statements of an article's dates; of several with one rank the first given counts.

    `seen` is when it was fetched or crawled, `dateline` the day in its text's dateline, `inferred` a day that a reader worked
    out. `own` is the basis, with the reason of a doubt, that a record written by Sayso gives for its date.
    """
    notes: list[str] = []
    unreadable: list[StatedDate] = []
    read = list(_read(sorted(statements, key=lambda one: ORDER.index(one.by)), notes, unreadable))
    fetched = _fetched(seen or next((one.said.value for one in read if one.said.of == "seen"), None))
    updated = _updated(read, fetched, notes)
    mine = next((one for one in read if one.said.of == "published" and one.said.by == "record"), None)
    basis, doubt = own or ("stated", "")
    if mine is not None and basis in {"reviewed", "doubtful"}:
        day = Weighed(mine.when.earliest, mine.when.latest, basis, doubt)
    else:
        if mine is not None and basis in {"inferred", "dateline"}:
            inferred = mine.when
            read.remove(mine)
        day = _stated(read, fetched, notes) or _worked_out(
            read, dateline, inferred, updated=updated, fetched=fetched, notes=notes
        )
    return day._replace(
        updated=updated.when.latest if updated else None,
        notes=tuple(dict.fromkeys(notes)),
        unreadable=tuple(unreadable),
    )


def _read(
    statements: Sequence[StatedDate], notes: list[str], unreadable: list[StatedDate]
) -> Iterator[_Read]:
    for said in statements:
        if missing(said.value):
            continue
        when = _placeholder(said.value) or parse_published(said.value)
        if when is not None:
            if when.note:
                notes.append(when.note)
            yield _Read(said, when)
        elif said.of == "updated":
            notes.append(f"the date of change {said.value[:100]!r} is no date")
        elif said.by in FIRST_HAND and said.of == "published":
            notes.append(f"the stated date {said.value[:100]!r} is no date")
            unreadable.append(said)
        else:
            notes.append(f"{_names[said.by]} says {said.value[:100]!r}, which is no date")


def _stated(read: Sequence[_Read], fetched: _Fetched | None, notes: list[str]) -> Weighed | None:
    """The stated date and what speaks against it; None where none is stated."""
    address, named = _address(read), _named(read)
    if not named:
        return None
    wrong = {one: why for one in named if (why := _impossible(one, fetched))}
    sound = [one for one in named if one not in wrong]
    if not sound:
        return _as_doubtful(named[0], wrong[named[0]])
    notes += [f"not taken as the date of publishing: {why}" for why in wrong.values()]
    mine = sound[0]
    when, reasons = _ends(mine.when), []
    change = next((one for one in read if one.said.of == "updated" and _changed_before(mine, one)), None)
    if change is not None:
        reasons.append(f"{mine.words}, and that it was last changed before that, {_interval(change.when)}")
    for other in (*sound[1:], *address):
        if other.said.by == "command line":
            if other.said.value != mine.said.value:
                notes.append(
                    f"published {mine.said.value!r} is stated by the article itself and kept; "
                    f"the command line says {other.said.value!r}"
                )
            continue
        if not _against(mine, other, read):
            continue
        if mine.said.by == "sidecar" and other.said.by != "web address":
            notes.append(f"{mine.words}, and is followed; {other.words}")
            continue
        reasons.append(other.words if reasons else f"{mine.words}, {other.words}")
        when = hull(when, _ends(other.when))
    notes += [
        f"{one.words}, of publishing or of a change, and is not taken"
        for one in _unclear(read)
        if disagree(_ends(mine.when), _ends(one.when))
    ]
    return Weighed(*when, "doubtful" if reasons else "stated", "; ".join(reasons))


def _against(mine: _Read, other: _Read, read: Sequence[_Read]) -> bool:
    """Whether another statement of the date speaks against it."""
    if disagree(_ends(mine.when), _ends(other.when)):
        return True
    # What was "published" in the second of its last change may have been given the day of the change.
    renewed = any(one.said.of == "updated" and _same_second(mine.when, one.when) for one in read)
    return renewed and _before_in_every_zone(other.when, mine.when)


def _impossible(one: _Read, fetched: _Fetched | None) -> str:
    """Why a date cannot be that of publishing, whatever else is stated; "" where it can."""
    if _placeholder(one.when.earliest) is not None:
        return f"{one.words}, which is what programs write for no date"
    if fetched is None:
        return ""
    if _at_once(one, fetched):
        return f"{one.words}, the moment at which it was fetched"
    if apart(fetched.when.latest, one.when.earliest, A_DAY):
        return f"{one.words}, after it was fetched ({fetched.written})"
    return ""


def _worked_out(
    read: Sequence[_Read],
    dateline: Published | None,
    inferred: Published | None,
    *,
    updated: _Read | None,
    fetched: _Fetched | None,
    notes: list[str],
) -> Weighed:
    """The day from the dateline, the page or the address, where nobody states one, unless what is stated denies it.

    A day of which nobody says whether it is of publishing or of a change comes after them, and is doubtful.
    """
    address = next(iter(_address(read)), None)
    ways: tuple[tuple[Published | None, PublishedBasis, str], ...] = (
        (dateline, "dateline", "in the dateline"),
        (inferred, "inferred", "in the page"),
        (address.when if address else None, "inferred", "in the web address"),
    )
    for when, basis, where in ways:
        if when is None:
            continue
        if fetched is not None and apart(fetched.when.latest, when.earliest, A_DAY):
            notes.append(f"the date {where}, {_interval(when)}, is after it was fetched, and not taken")
        elif updated is not None and apart(updated.when.latest, when.earliest, A_DAY):
            notes.append(f"the date {where}, {_interval(when)}, is after its last change, and not taken")
        elif where == "in the page" and updated is not None and _same_day(when, updated.when):
            notes.append(f"the date {where}, {_interval(when)}, is the day of its last change, and not taken")
        else:
            if basis == "inferred":
                notes.append(f"publication date inferred from a date {where}")
            return Weighed(when.earliest, when.latest, basis)
    for one in _unclear(read):
        return _as_doubtful(one, f"{one.words}, {NO_DAY_OF_ITS_OWN}")
    return Weighed(None, None, "unknown")


def _updated(read: Sequence[_Read], fetched: _Fetched | None, notes: list[str]) -> _Read | None:
    """The last change as stated first-hand, else by a feed or sitemap; what cannot be one is noted."""
    for one in read:
        if one.said.of != "updated":
            continue
        if one.when.earliest != one.when.latest:
            notes.append(f"the date of change {one.said.value[:100]!r} is no one day")
        elif _placeholder(one.when.latest) is not None:
            notes.append(f"the date of change {one.said.value[:100]!r} is what programs write for none")
        elif fetched is not None and apart(fetched.when.latest, one.when.latest, A_DAY):
            notes.append(
                f"the date of change {one.said.value[:100]!r} is after it was fetched, and not taken"
            )
        elif fetched is not None and _at_once(one, fetched):
            notes.append("the date of change is the moment at which it was fetched, and not taken")
        else:
            return one
    return None


def _changed_before(mine: _Read, change: _Read) -> bool:
    """Whether one source says that it was changed last before it was published."""
    if change.said.by != mine.said.by or _placeholder(change.when.latest) is not None:
        return False
    return apart(change.when.latest, mine.when.earliest, SAVED_BEFORE)


def _before_in_every_zone(day: Published, when: Published) -> bool:
    """Whether a day was over everywhere on earth (UTC-12) before a moment, or was the day before a day."""
    then = moment(when.earliest)
    if then is None or moment(day.latest) is not None:
        return day.latest[:10] < when.earliest[:10]
    over = datetime.fromisoformat(day.latest).replace(tzinfo=UTC) + timedelta(days=1, hours=12)
    return then >= over


def _at_once(one: _Read, fetched: _Fetched) -> bool:
    """Whether a date is the moment of fetching; times without a zone can only be compared as they are written."""
    stated, then = moment(one.when.earliest), moment(fetched.when.latest)
    if stated is not None and then is not None:
        return abs(stated - then) <= MADE_FOR_US
    return len(fetched.written) > len("2031-05-03") and one.said.value.strip() == fetched.written


def _same_second(one: Published, other: Published) -> bool:
    first, second = moment(one.earliest), moment(other.latest)
    return (
        first is not None
        and second is not None
        and first.replace(microsecond=0) == second.replace(microsecond=0)
    )


def _placeholder(value: str) -> Published | None:
    """The day that a program's word for no date stands for, at midnight in whatever zone; None for any other value."""
    found = _zero.fullmatch(value.strip())
    if found is not None:
        return Published(found[1], found[1])
    then = moment(value)
    return Published(value, value) if then is not None and then.timestamp() == 0 else None


def _ends(when: Published) -> Interval:
    return when.earliest, when.latest


def _interval(when: Published) -> str:
    return when.earliest if when.earliest == when.latest else f"{when.earliest} to {when.latest}"


def _named(read: Sequence[_Read]) -> list[_Read]:
    return [one for one in read if one.said.of == "published" and one.said.by != "web address"]


def _address(read: Sequence[_Read]) -> list[_Read]:
    return [one for one in read if one.said.of == "published" and one.said.by == "web address"]


def _unclear(read: Sequence[_Read]) -> list[_Read]:
    return [one for one in read if one.said.of == "either"]


def _as_doubtful(one: _Read, doubt: str) -> Weighed:
    return Weighed(one.when.earliest, one.when.latest, "doubtful", doubt)


def _same_day(one: Published, other: Published) -> bool:
    return one.earliest[:10] == other.latest[:10]


def _fetched(seen: str | None) -> _Fetched | None:
    when = None if seen is None or missing(seen) else parse_published(seen)
    return _Fetched(seen.strip(), when) if seen is not None and when is not None else None
