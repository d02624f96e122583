"""Two charts of a story's days: how much is told of each, and which outlet published on each."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from sayso.publish.charts.chart import Chart, Json, specification
from sayso.publish.views.timeline import EventView
from sayso.publish.words.phrases import count_words, outlet_words
from sayso.records import Article

AROUND = timedelta(days=21)
"""Days shown before the first article and after the last: what is told of long ago or far ahead would leave the days
of the story no room. It is counted in the caption, and stands in the table."""
MOST_OUTLETS = 12
"""Outlets with a row of their own, those with most articles first; the others share one."""
LEAST_DAYS = 24
"""Days that the axis has at least."""
OTHERS = "other outlets"
OWN, SAID = "told in an outlet's own voice", "told only as what somebody said"


def timeline_chart(articles: Sequence[Article], events: Sequence[EventView]) -> list[Json]:
    """The charts as values of an answer: none where no day is known."""
    made = (_published(articles), _told(articles, events))
    return [chart.json() for chart in made if chart is not None]


def _told(articles: Sequence[Article], events: Sequence[EventView]) -> Chart | None:
    """How many events are told of each single day, by voice."""
    counted = Counter(
        (view.row.earliest[:10], OWN if view.own else SAID)
        for view in events
        if view.row.earliest and view.row.latest and view.row.earliest[:10] == view.row.latest[:10]
    )
    if not counted:
        return None
    first, last = _bounds(articles, [day for day, _ in counted])
    inside = {key: count for key, count in counted.items() if first <= key[0] <= last}
    left = sum(counted.values()) - sum(inside.values())
    vague = len(events) - sum(counted.values())
    days = sorted({day for day, _ in counted})
    rows = tuple((day, counted[day, OWN], counted[day, SAID]) for day in days)
    busiest = max(rows, key=lambda row: (row[1] + row[2], row[0]))
    words = (
        f"{count_words(sum(counted.values()), 'event')} told of {count_words(len(days), 'single day')}, most of "
        f"{busiest[0]} ({busiest[1] + busiest[2]})."
    )
    apart = [
        f"{count_words(left, 'event')} of days further away" if left else "",
        f"{count_words(vague, 'event')} told of no single day" if vague else "",
    ]
    told = " and ".join(part for part in apart if part)
    values = [{"day": day, "events": count, "voice": voice} for (day, voice), count in sorted(inside.items())]
    return Chart(
        name="told",
        caption="Of which day how much is told" + (f" (left out: {told})" if told else ""),
        words=words,
        columns=("day", OWN, SAID),
        rows=rows,
        spec=specification(
            words,
            values,
            {
                "mark": {"type": "bar", "tooltip": True},
                "encoding": {
                    "x": _days(first, last, "day told of"),
                    "y": {
                        "field": "events",
                        "type": "quantitative",
                        "aggregate": "sum",
                        "title": "events",
                        "axis": {"tickMinStep": 1, "format": "d"},
                    },
                    "color": {
                        "field": "voice",
                        "type": "nominal",
                        "title": None,
                        "scale": {"domain": [OWN, SAID]},
                        "legend": {"orient": "top", "labelLimit": 300, "columns": 1},
                    },
                    "order": {"field": "voice"},
                },
            },
            height=150,
        ),
    )


def _published(articles: Sequence[Article]) -> Chart | None:
    """How many articles each outlet published on each day."""
    dated = [one for one in articles if one.day_from]
    if not dated:
        return None
    sizes = Counter(map(outlet_words, dated))
    named = sorted(sizes, key=lambda name: (-sizes[name], name))
    kept = set(named if len(named) <= MOST_OUTLETS else named[: MOST_OUTLETS - 1])
    counted = Counter((_shown(outlet_words(one), kept), (one.day_from or "")[:10]) for one in dated)
    first, last = _bounds(articles, [])
    outlets = sorted(
        {outlet for outlet, _ in counted},
        key=lambda name: (name == OTHERS, min(day for outlet, day in counted if outlet == name), name),
    )
    doubtful = sum(one.published_basis == "doubtful" for one in articles)
    undated = len(articles) - len(dated) - doubtful
    left_out = [
        f"{count_words(count, 'article')} of {what} date"
        for count, what in ((undated, "unknown"), (doubtful, "doubtful"))
        if count
    ]
    days = len({day for _, day in counted})
    words = f"{count_words(len(dated), 'article')} by {count_words(len(sizes), 'outlet')} on {count_words(days, 'day')}, {min(day for _, day in counted)} to {max(day for _, day in counted)}."
    values = [
        {"day": day, "articles": count, "outlet": outlet} for (outlet, day), count in sorted(counted.items())
    ]
    return Chart(
        name="published",
        caption="Which outlet published when" + (f" (left out: {', '.join(left_out)})" if left_out else ""),
        words=words,
        columns=("outlet", "day", "articles"),
        rows=tuple((outlet, day, count) for (outlet, day), count in sorted(counted.items())),
        spec=specification(
            words,
            values,
            {
                "mark": {"type": "circle", "tooltip": True, "opacity": 0.9},
                "encoding": {
                    "x": _days(first, last, "day of publication"),
                    "y": {
                        "field": "outlet",
                        "type": "nominal",
                        "title": None,
                        "sort": outlets,
                        "axis": {"labelLimit": 130, "grid": True},
                    },
                    "size": {
                        "field": "articles",
                        "type": "quantitative",
                        "scale": {"domain": [1, max(2, *counted.values())], "range": [90, 420]},
                        "legend": None,
                    },
                },
            },
            height={"step": 24},
        ),
    )


def _shown(outlet: str, kept: set[str]) -> str:
    return outlet if outlet in kept else OTHERS


def _bounds(articles: Sequence[Article], days: Sequence[str]) -> tuple[str, str]:
    """The first and the last day of a chart: those of the articles and some around, else those of what is told."""
    told = sorted(days)
    firsts = [one.day_from[:10] for one in articles if one.day_from]
    lasts = [one[:10] for a in articles if (one := a.day_to or a.day_from)]
    if not firsts:
        return told[0], told[-1]
    first, last = _moved(min(firsts), -AROUND), _moved(max(lasts), AROUND)
    near = [day for day in told if first <= day <= last]
    return min([min(firsts), *near]), max([max(lasts), *near])


def _moved(day: str, by: timedelta) -> str:
    try:
        return (date.fromisoformat(day) + by).isoformat()
    except (ValueError, OverflowError):
        return day


def _wide(first: str, last: str) -> tuple[str, str]:
    """The days with so many around them that a single one is no broad block."""
    try:
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return first, last
    lacking = max(0, LEAST_DAYS - days)
    return _moved(first, timedelta(days=-(lacking // 2))), _moved(
        last, timedelta(days=lacking - lacking // 2)
    )


def _days(first: str, last: str, title: str) -> Json:
    """An axis of days that begins a day before the first and ends a day after the last; UTC, so that no day moves."""
    first, last = _wide(first, last)
    one_year = first[:4] == last[:4]
    return {
        "field": "day",
        "type": "temporal",
        "timeUnit": "utcyearmonthdate",
        "title": f"{title}, {first[:4]}" if one_year else title,
        "scale": {
            "domain": [_moved(first, timedelta(days=-1)), _moved(last, timedelta(days=2))],
            "type": "utc",
        },
        "axis": {
            "labelOverlap": True,
            "tickMinStep": 86_400_000,
            "format": "%-d %b" if one_year else "%-d %b %Y",
            "labelAngle": 0,
            "labelFlush": True,
        },
    }
