"""Planted discrepancies and labels: what is edited, when it counts as found, and which label belongs to what is shown."""

import random
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from sayso.ids import make_id
from sayso.records import Agreement, Discrepancy, Evidence, Slot
from sayso.spans import Span

# Two reports of one invented evening, and fillers, so that the words of the evening are rare ones.
ONE = (
    "The dyke at Kessary broke on Tuesday after two days of heavy rain. "
    "Rescuers pulled 48 villagers from flooded cellars near the Kessary harbour, mayor Helena Vint said."
)
TWO = (
    "After heavy rain the dyke at Kessary broke on Tuesday, officials in the town said. "
    "Near the Kessary harbour rescuers pulled 48 villagers from cellars, said Helena Vint, the mayor."
)
FILLERS = [
    f"The {thing} club of Dolmin will meet the team from Talland in the hall, and all members may come along."
    for thing in ("chess", "rowing", "garden", "bowling", "reading", "sailing", "knitting", "cycling") * 4
]

Measure = Callable[[str], ModuleType]


@pytest.fixture
def events(measure_of: Measure) -> list[Any]:
    """An event of two reports, and one of the fillers."""
    rows = [
        {"id": f"a{n}", "text": text, "published": None, "title": None, "outlet": None}
        for n, text in enumerate((ONE, TWO, *FILLERS))
    ]
    event = measure_of("events").Event
    return [event("flood", rows[:2]), event("clubs", rows[2:])]


@pytest.fixture
def planted(measure_of: Measure, events: list[Any]) -> list[Any]:
    """What is planted in the flood, every article of it readable."""
    planting = measure_of("discrepancy_planting")
    flood = events[0]
    flood.held = True
    return list(planting.plant([flood], planting.frequencies_of(events)))


def test_two_places_that_read_the_same_in_alike_sentences_meet(
    measure_of: Measure, events: list[Any]
) -> None:
    places, planting = measure_of("places"), measure_of("discrepancy_planting")

    found = list(places.meetings([ONE, TWO], planting.frequencies_of(events)))

    assert {"48", "Tuesday", "Helena Vint"} >= {meeting.a.value for meeting in found}
    assert ("number", "48") in {(meeting.a.kind, meeting.b.value) for meeting in found}
    for meeting in found:
        texts = (ONE, TWO)
        assert texts[meeting.one][meeting.a.start : meeting.a.end] == meeting.a.value
        assert texts[meeting.two][meeting.b.start : meeting.b.end] == meeting.b.value


@pytest.mark.parametrize(
    "text",
    [
        "At least 48 villagers of Kessary were pulled from flooded cellars.",
        "Flight 48 to Kessary was turned back over the flooded harbour.",
        "In 1948 the old harbour of Kessary was flooded for many weeks.",
        "For the harbour office of flooded Kessary please call 020 48 11.",
    ],
)
def test_bounds_names_years_and_telephones_are_no_numbers_to_edit(measure_of: Measure, text: str) -> None:
    places = measure_of("places")
    whole = places.Sentence(0, len(text), {}, 0.0, frozenset())

    assert list(places.places("number", text, whole, frozenset())) == []


def test_an_edit_changes_one_place_and_nothing_else(planted: list[Any]) -> None:
    assert {"number"} <= {one.kind for one in planted}
    for one in planted:
        was = one.rows[one.meeting.one]["text"]
        assert one.text[one.start : one.end] == one.value
        assert one.value != one.meeting.a.value
        assert one.text[: one.start] == was[: one.meeting.a.start]
        assert was.endswith(one.text[one.end :])


def test_the_same_seed_plants_the_same(measure_of: Measure, events: list[Any], planted: list[Any]) -> None:
    planting = measure_of("discrepancy_planting")

    again = list(planting.plant(events[:1], planting.frequencies_of(events)))

    assert [(one.start, one.text) for one in planted] == [(one.start, one.text) for one in again]


@pytest.mark.parametrize("value", ["7", "48", "2,500", "14.1", "seven", "thirty", "90", "0.5", "1,000,000"])
def test_another_number_has_the_format_of_the_first_and_is_clearly_another(
    measure_of: Measure, value: str
) -> None:
    planting = measure_of("discrepancy_planting")
    for seed in range(30):
        made = planting.other_number(value, random.Random(seed))
        assert made != value
        assert ("," in made, made.isalpha()) == ("," in value, value.isalpha())
        assert made.partition(".")[2].isdigit() == value.partition(".")[2].isdigit()


@pytest.mark.parametrize(
    "value", ["Tuesday", "May 4", "31 January", "2012", "9:30", "Sept. 12", "February 28"]
)
def test_another_date_is_another_and_of_the_same_form(measure_of: Measure, value: str) -> None:
    planting = measure_of("discrepancy_planting")
    for seed in range(30):
        made = planting.other_date(value, random.Random(seed))
        assert made != value
        assert len(made.split()) == len(value.split())


def test_a_name_of_which_a_part_returns_is_left_alone(measure_of: Measure) -> None:
    other_name = measure_of("discrepancy_planting").other_name

    assert other_name("Helena Vint", "Helena Vint came. Vint spoke.", random.Random(1)) is None
    assert other_name("Helena Vint", "Helena Vint came.", random.Random(1)) not in {None, "Helena Vint"}


def _shown(labels: ModuleType, sides: list[tuple[str, int, int, int]], *, slot: Slot = "number") -> Any:
    row = Discrepancy(
        id="d", story="s", slot=slot, difference="contradiction", level="between", about="", score=900, reasons=()
    )  # fmt: skip
    return labels.Shown(row, _evidence(sides))


def _evidence(sides: list[tuple[str, int, int, int]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            id=str(n), article=make_id("Article", name), comparison="d", side=side, value="", start=start,
            end=end, context=Span(start, end), attribution=None, reasons=(),
        )
        for n, (name, side, start, end) in enumerate(sides)
    )  # fmt: skip


def test_it_is_found_when_the_edited_place_and_what_stood_there_are_on_two_sides(
    measure_of: Measure, planted: list[Any]
) -> None:
    measures, labels = measure_of("discrepancies"), measure_of("discrepancy_labels")
    one = next(one for one in planted if one.kind == "number")
    b = one.meeting.b
    here, there = (one.article, 0, one.start, one.end), (one.other, 1, b.start, b.end)

    def found(*sides: tuple[str, int, int, int]) -> bool:
        return bool(measures.finds(_shown(labels, list(sides)), one, one.rows))

    assert found(here, there)
    assert not found(here, (one.other, 0, b.start, b.end))  # on one side: they agree
    assert not found(here)
    assert not found(there, (one.article, 0, one.end + 1, one.end + 3))  # beside the edit


def test_what_is_shown_has_the_label_whose_sides_it_tells_apart(measure_of: Measure) -> None:
    labels = measure_of("discrepancy_labels")
    label = {
        "kind": "discrepancy",
        "slot": "number",
        "evidence": [
            {"article": "a", "side": 0, "start": 10, "end": 12},
            {"article": "b", "side": 1, "start": 30, "end": 32},
        ],
    }

    assert labels.matches(_shown(labels, [("a", 1, 11, 20), ("b", 0, 25, 31)]), label)
    assert not labels.matches(_shown(labels, [("a", 0, 11, 20), ("b", 0, 25, 31)]), label)
    assert not labels.matches(_shown(labels, [("a", 0, 12, 20), ("b", 1, 25, 31)]), label)
    assert not labels.matches(_shown(labels, [("a", 0, 11, 20), ("b", 1, 25, 31)], slot="date"), label)


def test_an_agreement_needs_two_articles_of_its_label(measure_of: Measure) -> None:
    labels = measure_of("discrepancy_labels")
    row = Agreement(id="d", story="s", slot="date", about="", value="", least=1, most=2, reasons=())
    pieces = [{"article": name, "side": 0, "start": 1, "end": 4} for name in "ab"]
    label = {"kind": "agreement", "slot": "date", "evidence": pieces}

    assert labels.matches(labels.Shown(row, _evidence([("a", 0, 2, 5), ("b", 0, 0, 2)])), label)
    assert not labels.matches(labels.Shown(row, _evidence([("a", 0, 2, 5), ("b", 0, 4, 9)])), label)


def test_precision_counts_what_was_judged_and_tells_the_rest(measure_of: Measure) -> None:
    labels = measure_of("discrepancy_labels")
    shown = _shown(labels, [("a", 0, 1, 2), ("b", 1, 1, 2)])
    judged = [
        labels.Judged(shown, {"verdict": verdict, "class_right": verdict})
        for verdict in (True, True, True, False)
    ]

    found = labels.precision([*judged, labels.Judged(shown, None)])

    assert found["shown precision"] == 75.0
    assert found["shown without label, at most"] == 20.0
    assert 29 < found["shown precision from"] < 31
    assert labels.precision([]) == {"shown without label, at most": 0.0}


def test_the_plain_comparer_shows_alike_sentences_with_other_numbers(measure_of: Measure) -> None:
    compare = measure_of("discrepancy_baseline").compare

    [shown] = compare(["The dyke held 48 days in Kessary.", "The dyke held 52 days in Kessary."])

    assert (shown.kind, shown.only) == ("number", (frozenset({"48"}), frozenset({"52"})))
    assert list(compare([ONE, ONE])) == []


def test_an_interval_holds_its_share_and_nothing_seen_tells_nothing(measure_of: Measure) -> None:
    wilson = measure_of("intervals").wilson

    low, high = wilson(48, 60)

    assert 0.68 < low < 0.8 < high < 0.89
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(10, 10)[1] == pytest.approx(1.0)
