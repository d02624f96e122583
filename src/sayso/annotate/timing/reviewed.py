"""What people decided of an article's time expressions, put to work on those that were found: out, in, dated anew."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sayso.annotate.timing.intervals import UNKNOWN, Interval, interval
from sayso.annotate.timing.values import underspecified
from sayso.ids import make_id
from sayso.records import Article, Review, ReviewedTime, Time
from sayso.reviews.decisions import Asked, Outcome, Told, replay, reviews_of, settle_rows
from sayso.spans import Span

KINDS = frozenset({"confirm", "reject", "change", "add", "note"})
"""What can be decided of a time expression."""
VALUE = "value"
PRECISIONS = ((1, "day"), (7, "week"), (366, "season"), (3660, "decade"))
"""How fine a stretch of so many days is; a longer one is a century."""


def review_times(
    article: Article, found: Sequence[Time], reviews: Iterable[Review]
) -> tuple[list[Time], list[ReviewedTime]]:
    """The time expressions that an article has after its reviews, and what each review came to."""
    decided = reviews_of(reviews, subject="time", article=article.id, kinds=KINDS)
    if not decided:
        return list(found), []
    rows = {time.id: time for time in found}
    told = replay(
        decided,
        article.text,
        [(time.id, Span(time.start, time.end)) for time in found],
        read=lambda review, _other: _read(review),
    )
    outcome = settle_rows(told)
    rows |= {one.row: _added(article, one) for one in told if one.adds}
    kept = {key: _dated(rows[key], key, outcome) for key in rows}
    left = {time.id: time for key, time in kept.items() if key not in outcome.gone}
    times = sorted(left.values(), key=lambda time: (time.start, time.end, time.id))
    return times, [_reviewed(article, kept[one.row], one, outcome) for one in told]


def _read(review: Review) -> Asked:
    """What a review asks of a time expression, or why that cannot be; no value: which day it is is not known."""
    if review.kind not in {"change", "add"}:
        return Asked()
    if review.value is not None and days_of(review.value) is None:
        return Asked(
            why_not=f"{review.value!r} is no date; write 2031-05-07, 2031-05, 2031, or two days with / between"
        )
    return Asked({VALUE: review.value})


def days_of(value: str) -> Interval | None:
    """The days of a date ("2031-05-07", "2031-05", "2031", or two of them with "/" between); None when it is none."""
    first, slash, second = value.partition("/")
    parts = [first, second] if slash else [first]
    # a decade and a century are fewer digits ("203", "20"): nobody types them, and "31" is a slip
    ends = [
        interval(part) if part[:4].isdecimal() and len(part) >= len("2031") else UNKNOWN for part in parts
    ]
    if any(end.earliest is None or end.latest is None for end in ends):
        return None
    if not slash:
        return ends[0]
    earliest, latest = str(ends[0].earliest), str(ends[1].latest)
    days = (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])).days + 1
    if days < 1:
        return None
    return Interval(earliest, latest, next((name for most, name in PRECISIONS if days <= most), "century"))


def _added(article: Article, one: Told) -> Time:
    return Time(
        id=make_id("Time", article.revision, *one.place),
        article=article.id,
        start=one.place.start,
        end=one.place.end,
        type="DATE",
        value=underspecified("D"),
        earliest=None,
        latest=None,
        precision="unknown",
    )


def _dated(row: Time, key: str, outcome: Outcome) -> Time:
    """A row with the date that is followed."""
    one = outcome.values.get((key, VALUE))
    if one is None:
        return row
    value = one.review.value
    known = days_of(value) if value is not None else None
    span = known or UNKNOWN
    return replace(
        row,
        type="TIME" if "T" in (value or "") else "DATE",
        value=value or underspecified("D"),
        earliest=span.earliest,
        latest=span.latest,
        precision=span.precision,
        reasons=(f"the word of {one.review.by}",),
    )


def _reviewed(article: Article, row: Time, one: Told, outcome: Outcome) -> ReviewedTime:
    effect, why = outcome.effects[one.review.id]
    return ReviewedTime(
        id=make_id("ReviewedTime", article.revision, one.review.id),
        article=article.id,
        time=row.id,
        start=row.start,
        end=row.end,
        review=one.review.id,
        kind=one.review.kind,  # type: ignore[arg-type] # of KINDS
        value=one.review.value,
        by=one.review.by,
        at=one.review.at,
        effect=effect,
        why=why,
    )
