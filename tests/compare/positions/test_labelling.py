"""Labels: towards what a stance governs, in a plain order; and none where the order is not plain."""

import importlib.util
from pathlib import Path

import pytest

from sayso.compare.positions.labelling import governed
from sayso.compare.positions.statements import read_statements

_spec = importlib.util.spec_from_file_location("making_reports", Path(__file__).with_name("making.py"))
assert _spec is not None
assert _spec.loader is not None
making = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(making)


def toward(cue: str, content: str) -> dict[str, bool]:
    """By word: whether what is said favours it."""
    report = making.Report(1).says("Orla Penn", cue, content)
    return {
        one.shown[found.root]: found.favours
        for one in read_statements(report.member().bundle).statements
        for found in governed(one)
    }


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("called for", "a complete withdrawal of the crews", {"withdrawal": True}),
        ("opposed", "any presence of the crews", {"presence": True}),  # who is against staying is for leaving
        ("called for", "an end to the dredging", {"dredging": False}),
        ("urged", "the council to scrap the ferry levy", {"scrap": True, "levy": False}),
        ("urged", "the council to build a ferry", {"build": True}),
        ("demanded", "that the ferry levy be scrapped", {"levy": False, "scrapped": True}),
        ("demanded", "that the council repeal the ferry levy", {"levy": False, "repeal": True}),
        ("said", "the dredging must be halted", {"dredging": False, "halted": True}),
        ("said", "the dredging should not be halted", {"dredging": True, "halted": False}),
        ("said", "the ferry levy is unacceptable", {"levy": False}),
        ("said", "closing the ferry was wrong", {"closing": False}),
        ("said", "we do not accept the ferry levy", {"levy": False}),
        ("said", "the dredging would go ahead", {"dredging": True}),
        ("said", "that it supported the idea of a ferry levy", {"levy": True}),
        ("agreed", "to postpone the dredging", {"postpone": True}),
        ("said", "they are adamantly opposed to a new ferry levy", {"levy": False}),
        ("hailed", "the treaty reached in Vareth", {"treaty": True}),
    ],
)
def test_a_stance_is_towards_what_it_governs(cue: str, content: str, expected: dict[str, bool]) -> None:
    found = toward(cue, content)

    assert expected == {word: found.get(word) for word in expected}


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "some barons seek a ferry levy"),  # they do, not the speaker
        ("said", "the mayor said the dredging must be halted"),
        ("said", "he will have to pay the ferry levy"),
        ("said", "the need for a ferry levy will be examined"),
        ("did not oppose", "the ferry levy"),
        ("warned about", "the ferry levy"),
        ("denied", "the ferry levy"),
    ],
)
def test_what_is_not_the_speakers_or_does_not_tell_favours_nothing(cue: str, content: str) -> None:
    assert "levy" not in toward(cue, content)
    assert "dredging" not in toward(cue, content)
