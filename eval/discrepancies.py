"""Where reports differ: recall on planted discrepancies, precision on labelled ones, each beside a plain comparer.

    SAYSO_DATA=FOLDER python eval/discrepancies.py [--kind number] [--part tune] [--misses]
        the recall on what is planted, of some kinds or one part; with the misses of the tuning part in words

Planted (see `discrepancy_planting`): found when a discrepancy (no development) has evidence on the edited place and,
on another side, words with what stood there. The control: in the unedited event the same two places are shown as
different. Labelled (see labels/README.md): the share of what is shown that a careful reader would want to be shown.
"""

import argparse
import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from discrepancy_baseline import compare
from discrepancy_labels import (
    Judged,
    Shown,
    brief,
    check_texts,
    judged_events,
    precision,
    read_event,
    read_labels,
)
from discrepancy_planting import Planted, frequencies_of, plant
from events import Event, Reader, Rows, read_events
from intervals import wilson
from places import KINDS, Kind
from sayso.ids import make_id
from sayso.records import Discrepancy

PARTS = ("held-out", "tuning")
SHORT, AROUND = 60, 30
"""Characters: evidence of one value is at most so much longer than the value; dropped words are sought so far around."""


class Outcome(NamedTuple):
    """What became of a planted discrepancy: found (and as what), shown before the edit already, seen by the plain comparer.

    `together`: the two articles are in one story, without which nothing is compared.
    """

    planted: Planted
    found: tuple[str, ...]
    development: bool
    before: bool
    plain: bool
    together: bool


def measure(data: Path) -> dict[str, float]:
    """Recall in percent of what is planted by part and kind, false alarms of the control, precision on the labels."""
    result: dict[str, float] = {}
    judged: dict[str, list[Judged]] = {}
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        parts = {part: pool.submit(measure_part, data, held=part == "held-out") for part in PARTS}
        for part, running in parts.items():
            shown_of_part, judged[part] = running.result()
            result |= {f"{part} {name}": value for name, value in shown_of_part.items()}
    result |= precision([one for part in PARTS for one in judged[part]])
    return result | {f"{part} {name}": value for part in PARTS for name, value in brief(judged[part]).items()}


def measure_part(data: Path, *, held: bool) -> tuple[dict[str, float], list[Judged]]:
    """The recall on one part of the events, and what is shown of those of them that have labels."""
    reader, events = Reader(), read_events(data)
    outcomes = list(planted_outcomes(events, reader, held=held))
    labels = read_labels()
    check_texts(labels, events)
    return shares(outcomes), judged_events(reader, [event for event in events if event.held == held], labels)


def planted_outcomes(
    events: Sequence[Event], reader: Reader, *, held: bool, kinds: Sequence[Kind] = KINDS
) -> Iterator[Outcome]:
    """Plant and look, over the events of one part."""
    part = [event for event in events if event.held == held]
    before: dict[str, list[Shown]] = {}
    for planted in plant(part, frequencies_of(events), kinds=kinds):
        if planted.event.name not in before:
            before[planted.event.name], _ = shown(reader, planted.rows)
        texts = [row["text"] for row in planted.rows]
        texts[planted.meeting.one] = planted.text
        after, stories = shown(reader, planted.rows, planted)
        found = [one.row for one in after if finds(one, planted, planted.rows)]
        hits = [row for row in found if isinstance(row, Discrepancy)]
        sure = [row for row in hits if row.difference != "development"]
        yield Outcome(
            planted,
            tuple(sorted({f"{row.slot}/{row.difference}" for row in sure})),
            bool(hits) and not sure,
            any(tells_apart(one, planted) for one in before[planted.event.name]),
            plainly(planted, texts),
            stories.get(planted.article) == stories.get(planted.other),
        )


def shown(
    reader: Reader, rows: Sequence[Rows], planted: Planted | None = None
) -> tuple[list[Shown], Mapping[str, str]]:
    """The discrepancies of an event, as it is or with an edited article; and the story of each article."""
    reading = read_event(reader, rows, {} if planted is None else {planted.article: planted.text})
    return [one for one in reading.shown if one.differs], reading.stories


def finds(one: Shown, planted: Planted, rows: Sequence[Rows]) -> bool:
    """Whether a discrepancy has the edited place on one side and, on another, what stood there."""
    texts = {make_id("Article", row["id"]): str(row["text"]) for row in rows}
    edited, other = (make_id("Article", name) for name in (planted.article, planted.other))
    place = (
        (planted.start, planted.end) if planted.value else (planted.start - AROUND, planted.start + AROUND)
    )
    was = planted.meeting.a.value.casefold()
    sides = {row.side for row in one.evidence if row.article == edited and _meet(place, (row.start, row.end))}
    b = planted.meeting.b
    return any(
        row.side not in sides
        and row.article != edited
        and (
            (row.article == other and _meet((b.start, b.end), (row.start, row.end)))
            or was in texts[row.article][row.start : row.end].casefold()
        )
        for row in one.evidence
        if sides
    )


def tells_apart(one: Shown, planted: Planted) -> bool:
    """Whether a discrepancy has the two places, which say the same, on two sides."""
    a, b = planted.meeting.a, planted.meeting.b
    sides = [
        {
            row.side
            for row in one.evidence
            if row.article == make_id("Article", name)
            and _meet((place.start, place.end), (row.start, row.end))
            and row.end - row.start <= place.end - place.start + SHORT
        }
        for name, place in ((planted.article, a), (planted.other, b))
    ]
    return bool(sides[0]) and bool(sides[1]) and not sides[0] & sides[1]


def plainly(planted: Planted, texts: Sequence[str]) -> bool:
    """Whether the plain comparer shows the edited sentence and another with what stood there."""
    was, now = (frozenset(value.split()) for value in (planted.meeting.a.value, planted.value))
    kinds = {planted.kind, "number"} if planted.kind == "date" else {planted.kind}
    for one in compare(texts):
        if planted.meeting.one not in (one.one, one.two) or one.kind not in kinds:
            continue
        at = 0 if one.one == planted.meeting.one else 1
        start, end = one.spans[at]
        if start <= planted.start < end and (one.only[1 - at] & was or one.only[at] & now):
            return True
    return False


def plain_count(events: Sequence[Event]) -> str:
    """How much the plain comparer shows of unedited events, in words."""
    shown = [len(list(compare([row["text"] for row in event.readable()]))) for event in events]
    return f"the plain comparer shows {sum(shown)} in {len(shown)} events"


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def shares(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Recall by kind and over all with its interval, of the plain comparer, and the control's false alarms, in percent."""
    result: dict[str, float] = {}
    for kind in KINDS:
        mine = [one for one in outcomes if one.planted.kind == kind]
        result |= _recall(f"{kind}s", mine) if mine else {}
    result |= _recall("planted", outcomes)
    result["planted, plain comparer"] = _percent(one.plain for one in outcomes)
    result["planted, control shown, at most"] = _percent(one.before for one in outcomes)
    return result


def _recall(name: str, outcomes: Sequence[Outcome]) -> dict[str, float]:
    found = sum(bool(one.found) for one in outcomes)
    low, _ = wilson(found, len(outcomes))
    return {name: 100 * found / max(1, len(outcomes)), f"{name} from": 100 * low}


def _percent(flags: Iterable[bool]) -> float:
    values = list(flags)
    return 100 * sum(values) / max(1, len(values))


def report(outcomes: Sequence[Outcome], seconds: float) -> str:
    """Figures by kind, a line each, with 95 % intervals (Wilson)."""
    lines = [
        f"{'kind':10}{'planted':>8}{'found':>7}{'recall':>8}  interval       alike  reworded  plain  development  control  one story"
    ]
    groups: Mapping[str, Sequence[Outcome]] = {
        kind: [one for one in outcomes if one.planted.kind == kind] for kind in KINDS
    } | {"all": outcomes}
    for name, group in groups.items():
        if group:
            found = sum(bool(one.found) for one in group)
            low, high = wilson(found, len(group))
            near = [one for one in group if one.planted.meeting.share >= 0.8]
            far = [one for one in group if one.planted.meeting.share < 0.8]
            lines.append(
                f"{name:10}{len(group):8}{found:7}{100 * found / len(group):8.1f}  {100 * low:4.0f} to {100 * high:3.0f} %"
                f"{sum(bool(o.found) for o in near):6}/{len(near):<3}{sum(bool(o.found) for o in far):6}/{len(far):<3}"
                f"{sum(o.plain for o in group):6}{sum(o.development for o in group):10}{sum(o.before for o in group):11}"
                f"{sum(bool(o.found) for o in group if o.together):7}/{sum(o.together for o in group)}"
            )
    return "\n".join([*lines, f"{seconds:.0f} s"])


def in_words(outcome: Outcome) -> str:
    """A planted discrepancy of the tuning part, with both sentences."""
    planted = outcome.planted
    meeting = planted.meeting
    (start, end), (b_start, b_end) = meeting.sentences
    ends = end + len(planted.text) - len(planted.rows[meeting.one]["text"])
    other = planted.rows[meeting.two]["text"]
    apart = "" if outcome.together else ", in two stories"
    fate = "shown as development" if outcome.development else ", ".join(outcome.found) or "missed"
    return (
        f"[{planted.kind}] {meeting.a.value!r} became {planted.value!r}: {fate}{apart}  ({planted.event.name} "
        f"{planted.article} {planted.start}, {planted.other} {meeting.b.start})\n"
        f"   {planted.text[start : planted.start]}<<{planted.value}>>{planted.text[planted.end : ends]}\n"
        f"   {other[b_start : meeting.b.start]}<<{meeting.b.value}>>{other[meeting.b.end : b_end]}"
    )


def main() -> None:
    """Plant, look and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--kind", action="append", choices=KINDS, help="one kind (may be repeated)")
    options.add_argument(
        "--part", choices=("tune", "held"), action="append", help="tuning or held-out events"
    )
    options.add_argument("--misses", action="store_true", help="print what is missed of the tuning part")
    options.add_argument("--all", action="store_true", help="print everything planted in the tuning part")
    given = options.parse_args()
    data, reader = Path(os.environ["SAYSO_DATA"]), Reader()
    events = read_events(data)
    for part in given.part or ("tune", "held"):
        begun = time.perf_counter()
        outcomes = list(
            planted_outcomes(events, reader, held=part == "held", kinds=tuple(given.kind or KINDS))
        )
        print(f"{part}\n{report(outcomes, time.perf_counter() - begun)}")
        print(plain_count([event for event in events if event.held == (part == "held")]))
        for one in outcomes:
            if part == "tune" and (given.all or (given.misses and not one.found)):
                print(in_words(one))


if __name__ == "__main__":
    main()
