"""Lines: attributions with the reviews that are in force, and the state that these amount to."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sayso.errors import NotFound
from sayso.ids import make_id
from sayso.publish.views.lines import Line, find_line, find_lines, lines_in
from sayso.records import Attribution, Detail, ReviewedAttribution, Speaker
from sayso.stage import Bundle
from sayso.store.protocol import Store


def reviewed(attribution: Attribution, kind: Any = "confirm", **given: Any) -> ReviewedAttribution:
    """What a review comes to for an attribution; followed, by Ines, unless a test gives something else."""
    return ReviewedAttribution(
        **{
            "id": make_id("ReviewedAttribution", attribution.id, kind, *sorted(given.items())),
            "article": attribution.article,
            "attribution": attribution.id,
            "start": attribution.content[0].start,
            "end": attribution.content[-1].end,
            "review": make_id("Review", kind, *sorted(given.items())),
            "kind": kind,
            "field": "",
            "value": None,
            "other": None,
            "by": "Ines",
            "at": "2031-05-07T10:00:00.000000Z",
            "effect": "followed",
            **given,
        }
    )


def test_lines_come_in_the_order_of_their_articles_with_their_utterances(
    harbour: Store, courier: Bundle, gazette: Bundle
) -> None:
    lines = list(lines_in(harbour, [gazette.article, courier.article]))
    told = [*gazette[Attribution], *courier[Attribution]]
    assert [row.id for row in told] == [line.rendering.attribution.id for line in lines]
    utterance = lines[0].rendering.utterance
    assert utterance is not None
    assert [utterance, None, utterance, None] == [line.rendering.utterance for line in lines]


def test_a_line_has_the_reviews_of_it_alone(
    harbour: Store, courier: Bundle, make_store: Callable[..., Store]
) -> None:
    indirect, cranes, orphan = courier[Attribution]
    early = reviewed(cranes, "reject", at="2031-05-06T10:00:00.000000Z", by="Odo", effect="overridden")
    store = make_store(harbour, reviewed(cranes), early, reviewed(orphan, "note"))
    states = {line.rendering.attribution.id: line.state for line in lines_in(store, [courier.article])}
    assert {indirect.id: "unreviewed", cranes.id: "disputed", orphan.id: "unreviewed"} == states
    [line] = find_lines(store, [cranes.id])
    assert ["Odo", "Ines"] == [one.by for one in line.reviews], "the oldest first"


def test_a_line_is_found_by_its_id_or_the_beginning_of_it(harbour: Store, courier: Bundle) -> None:
    cranes = courier[Attribution][1]
    for asked in (cranes.id, cranes.id[:8], cranes.id[:8].upper()):
        assert cranes == find_line(harbour, asked).rendering.attribution


@pytest.mark.parametrize("asked", ["0" * 16, "", "a", "%", "no such line"])
def test_what_is_no_line_is_not_found(harbour: Store, asked: str) -> None:
    with pytest.raises(NotFound, match="no attribution"):
        find_line(harbour, asked)


def test_lines_that_are_gone_are_left_out_and_none_comes_twice(harbour: Store, courier: Bundle) -> None:
    _, cranes, orphan = courier[Attribution]
    found = find_lines(harbour, [orphan.id, "0" * 16, cranes.id, orphan.id])
    assert [orphan.id, cranes.id] == [line.rendering.attribution.id for line in found]


@pytest.mark.parametrize(
    ("act", "basis", "kinds", "expected"),
    [
        ("accusation", "pronoun", (), True),
        ("warning", "carried_over", (), True),
        ("accusation", "named", (), False),
        ("statement", "pronoun", (), False),
        ("accusation", "pronoun", ("confirm",), False),
        ("accusation", "pronoun", ("note",), True),
        ("accusation", "pronoun", ("change",), True),
        ("accusation", "pronoun", ("change", "confirm"), False),
    ],
)
def test_accusations_of_inferred_speakers_are_unchecked_until_somebody_checks_them(
    harbour: Store, courier: Bundle, *, act: Any, basis: Any, kinds: tuple[str, ...], expected: bool
) -> None:
    [line] = find_lines(harbour, [courier[Attribution][1].id])
    detail, speaker = line.rendering.detail, line.rendering.speaker
    assert isinstance(detail, Detail)
    assert isinstance(speaker, Speaker)
    told = replace(
        line.rendering, detail=replace(detail, speech_act=act), speaker=replace(speaker, basis=basis)
    )
    reviews = tuple(reviewed(told.attribution, kind) for kind in kinds)
    assert expected is Line(rendering=told, reviews=reviews).unchecked
