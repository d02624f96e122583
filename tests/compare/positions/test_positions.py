"""Positions: what recurs in a story, who takes a stance on it, and where each stands as far as the words tell."""

import importlib.util
import random
from pathlib import Path
from typing import Any

from sayso.compare.positions.positions import POSITIONS
from sayso.flow import FLOW
from sayso.ids import make_id
from sayso.records import PositionMember, Proposition
from sayso.testing import check_stage
from sayso.testing.checks import make_article

_spec = importlib.util.spec_from_file_location("making_reports", Path(__file__).with_name("making.py"))
assert _spec is not None
assert _spec.loader is not None
making = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(making)
Report, cells, rows_of = making.Report, making.cells, making.rows_of


def test_two_who_ask_for_the_same_stand_on_one_proposition() -> None:
    story = Report(1).says("Orla Penn", "called for", "a complete withdrawal of the pumping crews")
    other = Report(2).says("Piers Vale", "demanded", "the withdrawal of the pumping crews from Dolmin")

    assert cells(story, other) == [{"Orla Penn": "for", "Piers Vale": "for"}]


def test_two_against_each_other_stand_in_one_row_on_two_sides() -> None:
    story = (
        Report(1)
        .says("Orla Penn", "called for", "a complete withdrawal of the pumping crews")
        .says("Piers Vale", "opposed", "any withdrawal of the pumping crews")
    )

    assert cells(story) == [{"Orla Penn": "for", "Piers Vale": "against"}]


def test_who_is_against_staying_is_for_leaving() -> None:
    story = (
        Report(1)
        .says("Orla Penn", "called for", "the withdrawal of the pumping crews")
        .says("Piers Vale", "said", "he opposes the presence of the pumping crews")
    )

    assert cells(story) == [{"Orla Penn": "for", "Piers Vale": "for"}]


def test_a_negated_demand_is_no_demand() -> None:
    story = (
        Report(1)
        .says("Orla Penn", "said", "the dyke crews should be withdrawn")
        .says("Piers Vale", "said", "the dyke crews should not be withdrawn")
    )

    assert cells(story) == [{"Orla Penn": "for", "Piers Vale": "against"}]


def test_what_hangs_on_a_condition_is_never_for() -> None:
    story = (
        Report(1)
        .says("Orla Penn", "called for", "a tunnel levy")
        .says("Piers Vale", "said", "he would support a tunnel levy if Vareth pays half")
    )

    assert cells(story) == [{"Orla Penn": "for", "Piers Vale": None}]


def test_one_condition_keeps_a_whole_cell_from_being_for() -> None:
    story = (
        Report(1)
        .says("Piers Vale", "called for", "a tunnel levy")
        .says("Piers Vale", "said", "he will accept a tunnel levy unless Vareth refuses it")
    )

    assert cells(story) == [{"Piers Vale": None}]


def test_who_waits_gets_no_label() -> None:
    story = (
        Report(1)
        .says("Orla Penn", "called for", "a tunnel levy")
        .says("Piers Vale", "said", "they were still considering a tunnel levy")
    )

    assert cells(story) == [{"Orla Penn": "for", "Piers Vale": None}]


def test_a_shift_is_marked_between_two_days_that_differ() -> None:
    early = Report(1, day="2031-03-02").says("Orla Penn", "called for", "a tunnel levy on barges")
    late = Report(2, day="2031-03-09").says("Orla Penn", "rejected", "the tunnel levy on barges")

    members = [row for row in rows_of([early, late]) if isinstance(row, PositionMember)]

    assert [("2031-03-02", "for", False), ("2031-03-09", "against", True)] == [
        (row.said_on, row.label, row.shift) for row in members
    ]
    assert cells(early, late) == [{"Orla Penn": None}]


def test_no_shift_is_marked_where_a_day_is_unknown_or_the_same() -> None:
    for days in (("2031-03-02", None), ("2031-03-02", "2031-03-02")):
        reports = [
            Report(1, day=days[0]).says("Orla Penn", "called for", "a tunnel levy on barges"),
            Report(2, day=days[1]).says("Orla Penn", "rejected", "the tunnel levy on barges"),
        ]

        assert not any(row.shift for row in rows_of(reports) if isinstance(row, PositionMember))


def test_the_day_it_was_said_on_goes_before_that_of_the_article() -> None:
    story = (
        Report(1, day="2031-03-09")
        .says("Orla Penn", "called for", "a tunnel levy on barges", on="2031-03-02")
        .says("Piers Vale", "rejected", "the tunnel levy on barges")
    )

    days = {row.said_on: row.reasons[-1] for row in rows_of([story]) if isinstance(row, PositionMember)}

    assert days == {"2031-03-02": "for: “called for”", "2031-03-09": "dated by its article"}


def test_what_a_report_that_was_updated_has_of_somebody_is_of_no_known_day() -> None:
    story = (
        Report(1, day="2031-03-09", updated="2031-03-12T10:00:00Z")
        .says("Orla Penn", "called for", "a tunnel levy on barges")
        .says("Piers Vale", "rejected", "the tunnel levy on barges")
    )
    rows = [row for row in rows_of([story]) if isinstance(row, PositionMember)]

    assert {None} == {row.said_on for row in rows}
    assert {"its article was updated on 2031-03-12, and may have it from then"} == {
        row.reasons[-1] for row in rows
    }


def test_unknown_and_unnamed_speakers_are_each_listed_apart() -> None:
    reports = [
        Report(n).says(name, "called for", f"a tunnel levy on {what}")
        for n, (name, what) in enumerate(
            (("a senior official", "barges"), ("a senior official", "river barges"), ("", "old barges"), ("", "all barges"))
        )
    ]  # fmt: skip

    positions = [row for row in rows_of(reports) if type(row).__name__ == "Position"]

    assert [None] * 4 == [row.actor for row in positions]
    assert sorted(row.speaker for row in positions) == ["", "", "a senior official", "a senior official"]


def test_whom_no_words_name_gets_no_label() -> None:
    story = (
        Report(1)
        .says("", "called for", "a tunnel levy on barges")
        .says("Orla Penn", "called for", "a tunnel levy on river barges")
    )

    assert cells(story) == [{"": None, "Orla Penn": "for"}]


def test_an_utterance_is_whose_it_is_in_the_report_that_names_somebody() -> None:
    one = Report(1).says("", "said", "the tunnel levy on barges is unacceptable", utterance="u")
    two = Report(2).says("Orla Penn", "said", "the tunnel levy on barges is unacceptable", utterance="u")
    other = Report(3).says("Piers Vale", "welcomed", "the tunnel levy on river barges")

    assert cells(one, two, other) == [{"Orla Penn": "against", "Piers Vale": "for"}]


def test_what_somebody_is_said_to_want_is_not_his_position() -> None:
    story = Report(1).says("Orla Penn", "said", "the mayor was in Vareth all week")
    story.says(
        "Piers Vale", "called for", "a tunnel levy on barges", within=story.attribution("the mayor was in Vareth all week")
    )  # fmt: skip
    story.says("Ada Holm", "called for", "a tunnel levy on river barges")

    assert cells(story) == []


def test_a_belief_is_no_position() -> None:
    story = (
        Report(1)
        .says("Orla Penn", "wants", "a tunnel levy on barges", act="belief")
        .says("Piers Vale", "called for", "a tunnel levy on river barges")
    )

    assert cells(story) == []


def test_what_an_outlet_says_or_an_analyst_expects_is_no_position() -> None:
    story = (
        Report(1)
        .says("The Dolmin Post", "called for", "a tunnel levy on barges", kind="outlet")
        .says("analysts", "said", "the town must accept a tunnel levy on barges")
        .says("Piers Vale", "called for", "a tunnel levy on river barges")
    )

    assert cells(story) == []


def test_one_thing_said_once_does_not_recur() -> None:
    one = Report(1).says("Orla Penn", "called for", "a tunnel levy on barges", utterance="u")
    two = Report(2).says("Orla Penn", "demanded", "a tunnel levy on barges", utterance="u")

    assert cells(one, two) == []


def test_the_same_words_of_two_reports_do_not_recur() -> None:
    one = Report(1).says("Orla Penn", "said", "the tunnel levy on barges is unacceptable to us")
    two = Report(2).says("", "said", "the tunnel levy on barges is unacceptable to us")

    assert cells(one, two) == []


def test_one_who_says_it_in_two_utterances_is_enough() -> None:
    one = Report(1).says("Orla Penn", "called for", "a tunnel levy on barges")
    two = Report(2).says("Orla Penn", "said", "barges must pay the tunnel levy, whatever Vareth says")

    assert [list(cell) for cell in cells(one, two)] == [["Orla Penn"]]


def test_a_question_is_no_stance() -> None:
    story = Report(1).says("Orla Penn", "called for", "a tunnel levy on barges")
    story.says("Piers Vale", "asked:", "“Must we accept a tunnel levy on barges?”")

    assert cells(story) == []


def test_names_alone_make_no_proposition() -> None:
    story = (
        Report(1)
        .says("Orla Penn", "said", "Vareth must repair the old mill")
        .says("Piers Vale", "said", "Vareth must send sandbags")
        .names("Vareth")
    )

    assert cells(story) == []


def test_propositions_are_told_by_shared_words_and_shown_with_the_cue() -> None:
    story = (
        Report(1)
        .says("Orla Penn", "called for", "a complete withdrawal of the pumping crews")
        .says("Piers Vale", "opposed", "any withdrawal of the pumping crews")
    )

    rows = rows_of([story])

    assert [("withdrawal", "pumping", "crews")] == [row.words for row in rows if isinstance(row, Proposition)]
    assert [
        "opposed any withdrawal of the pumping crews",
        "called for a complete withdrawal of the pumping crews",
    ] == sorted(
        (story.text[slice(*row.words)] for row in rows if isinstance(row, PositionMember) and row.words),
        reverse=True,
    )


def test_a_story_without_speech_or_with_an_empty_article_has_no_positions() -> None:
    assert rows_of([Report(1), Report(2)]) == []
    assert rows_of([]) == []


def test_the_order_in_which_reports_are_told_does_not_matter() -> None:
    def reports() -> list[Any]:
        return [
            Report(n, day=f"2031-03-0{n + 1}")
            .says("Orla Penn", "called for", f"a tunnel levy on {what} barges")
            .says("Piers Vale", "rejected", f"the tunnel levy on {what} barges")
            .says("a senior official", "said", f"the {what} crews should be withdrawn from the dyke")
            for n, what in enumerate(("old", "river", "grain", "timber"))
        ]

    expected = rows_of(reports())
    for seed in range(5):
        shuffled = reports()
        random.Random(seed).shuffle(shuffled)

        assert expected == rows_of(shuffled)


def test_ids_are_unique_and_of_the_proposition_and_its_speaker() -> None:
    story = (
        Report(1)
        .says("Orla Penn", "called for", "a complete withdrawal of the pumping crews")
        .says("Piers Vale", "opposed", "any withdrawal of the pumping crews")
    )

    rows = rows_of([story])

    assert len({row.id for row in rows}) == len(rows)
    proposition = next(row for row in rows if isinstance(row, Proposition))
    assert {row.id for row in rows if type(row).__name__ == "Position"} == {
        make_id("Position", proposition.id, "actor", name) for name in ("orla penn", "piers vale")
    }


def test_the_stage_keeps_its_contract_behind_the_whole_flow() -> None:
    texts = (
        "Orla Penn called for a complete withdrawal of the pumping crews from Dolmin.",
        "Piers Vale, the mayor of Dolmin, opposed any withdrawal of the pumping crews.",
        "",
        "The pumping crews stay 😀, Orla Penn said.",
    )

    check_stage(POSITIONS, FLOW, [make_article(n, text, language="en") for n, text in enumerate(texts)])
