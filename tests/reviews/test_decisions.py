"""What reviews come to: which row each is of, which of two that differ is followed, what is left of the rows."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Review, ReviewedAttribution
from sayso.reviews.anchors import make_anchor
from sayso.reviews.decisions import Asked, Outcome, Told, replay, reviews_of, set_values, settle_rows
from sayso.reviews.log import make_review, undo
from sayso.spans import Span

TEXT = "The dam holds. The road is open. The ferry sails at noon. The market is closed."
ROWS = [(words, Span(TEXT.index(words), TEXT.index(words) + len(words))) for words in TEXT[:-1].split(". ")]
DAM, ROAD, FERRY, _ = (row for row, _ in ROWS)
minutes = count()


def say(kind: Any, words: str, *, by: str = "Nora", at: int | None = None, **fields: Any) -> Review:
    """A review of some words; each comes a minute after the one before."""
    start = TEXT.index(words)
    other = fields.pop("moved", None)
    b = None
    if other is not None:
        b = make_anchor("a", TEXT, Span(TEXT.index(other), TEXT.index(other) + len(other)))
    return make_review(
        kind,
        make_anchor("a", TEXT, Span(start, start + len(words))),
        b,
        by=by,
        at=f"2031-05-01T10:00:00.{next(minutes) if at is None else at:06}Z",
        subject="attribution",
        **fields,
    )


def read(review: Review, other: Span | None) -> Asked:
    """A field of a value, or a move; what has the value "never" is refused."""
    if review.value == "never":
        return Asked(why_not="it cannot be")
    if review.field == "span":
        return Asked({"span": other})
    if review.kind == "add":
        return Asked({"speaker": review.value})
    return Asked({review.field: review.value} if review.kind == "change" else {})


def decide(*reviews: Review) -> tuple[list[Told], Outcome]:
    """What reviews come to for the rows of the text."""
    kinds = {"confirm", "reject", "change", "add", "note", "original"}
    told = replay(reviews_of(reviews, subject="attribution", article="a", kinds=kinds), TEXT, ROWS, read=read)
    return told, settle_rows(told)


def effects(*reviews: Review) -> list[str]:
    """What becomes of each, in the order given."""
    _, outcome = decide(*reviews)
    return [outcome.effects[review.id][0] for review in reviews]


def values(*reviews: Review) -> dict[tuple[str, str], str | None]:
    """The value that is followed, by row and field."""
    _, outcome = decide(*reviews)
    return {key: told.review.value for key, told in outcome.values.items()}


# --- out ------------------------------------------------------------------------------------------------------


def test_what_is_rejected_is_gone() -> None:
    _, outcome = decide(say("reject", DAM))

    assert {DAM} == outcome.gone


def test_what_another_confirms_stays_whichever_came_first() -> None:
    for reviews in (
        [say("reject", DAM), say("confirm", DAM, by="Ada")],
        [say("confirm", DAM, by="Ada"), say("reject", DAM)],
    ):
        _, outcome = decide(*reviews)

        assert set() == outcome.gone
        assert {"reject": "overridden", "confirm": "followed"} == {
            review.kind: outcome.effects[review.id][0] for review in reviews
        }


def test_who_confirms_and_then_rejects_rejects() -> None:
    assert ["overridden", "followed"] == effects(say("confirm", DAM), say("reject", DAM))


def test_who_rejects_and_then_changes_lets_it_stand() -> None:
    _, outcome = decide(say("reject", DAM), say("change", DAM, field="speaker", value="Roe"))

    assert set() == outcome.gone


def test_what_one_wants_changed_and_another_rejects_stays() -> None:
    assert ["followed", "overridden"] == effects(
        say("change", DAM, field="speaker", value="Roe"), say("reject", DAM, by="Ada")
    )


def test_a_note_brings_nothing_back() -> None:
    _, outcome = decide(say("reject", DAM), say("note", DAM, by="Ada", note="is this one?"))

    assert {DAM} == outcome.gone


# --- which value ----------------------------------------------------------------------------------------------


def test_the_latest_value_is_followed_and_the_other_overridden() -> None:
    first = say("change", DAM, field="speaker", value="Roe")
    second = say("change", DAM, field="speaker", value="Marsh", by="Ada")

    assert {(DAM, "speaker"): "Marsh"} == values(first, second)
    assert ["overridden", "followed"] == effects(first, second)
    _, outcome = decide(first, second)
    assert f"review {second.id} by Ada says otherwise" == outcome.effects[first.id][1]


def test_two_who_say_the_same_are_both_followed() -> None:
    assert ["followed", "followed"] == effects(
        say("change", DAM, field="speaker", value="Roe"),
        say("change", DAM, field="speaker", value="Roe", by="Ada"),
    )


def test_values_of_two_fields_do_not_meet() -> None:
    first, second = (
        say("change", DAM, field="speaker", value="Roe"),
        say("change", DAM, field="act", value="denial"),
    )

    assert {(DAM, "speaker"): "Roe", (DAM, "act"): "denial"} == values(first, second)


def test_who_confirmed_what_another_changes_later_is_overridden() -> None:
    """The line that was confirmed is not the line that is there now."""
    confirmed = say("confirm", DAM, by="Ada")
    changed = say("change", DAM, field="speaker", value="Roe")

    assert ["overridden", "followed"] == effects(confirmed, changed)
    assert ["overridden", "followed", "followed"] == effects(
        confirmed, changed, say("confirm", DAM, by="Ada")
    )


def test_what_a_reviewer_changes_before_rejecting_is_not_followed() -> None:
    reviews = [
        say("change", DAM, field="speaker", value="Roe"),
        say("reject", DAM),
        say("confirm", DAM, by="Ada"),
    ]

    assert ["overridden", "overridden", "followed"] == effects(*reviews)
    assert {} == values(*reviews)


def test_what_cannot_be_is_refused_and_counts_for_nothing() -> None:
    refused = say("change", DAM, field="speaker", value="never")
    _, outcome = decide(refused, say("reject", DAM, by="Ada"))

    assert ("refused", "it cannot be") == outcome.effects[refused.id]
    assert {DAM} == outcome.gone


# --- which row ------------------------------------------------------------------------------------------------


def test_a_review_of_words_in_no_row_comes_to_nothing() -> None:
    told, _ = decide(say("reject", "is open. The ferry"))

    assert [] == told


def test_what_was_moved_is_found_in_its_old_place_and_in_its_new_one() -> None:
    moved = say("change", DAM, field="span", moved="The road is open. The ferry sails")
    told, _ = decide(moved, say("confirm", "The road is open. The ferry sails"), say("confirm", DAM))

    assert [DAM] * 3 == [one.row for one in told]


def test_what_is_added_is_found_and_undoing_the_addition_takes_it_away() -> None:
    added = say("add", "holds. The road", value="Roe")
    named = say("change", "holds. The road", field="speaker", value="Marsh")

    told, outcome = decide(added, named)
    assert [added.id, added.id] == [one.row for one in told]
    assert "Marsh" == outcome.values[added.id, "speaker"].review.value

    told, _ = decide(added, named, undo(added, by="Nora", at="2031-06-01T10:00:00.000000Z"))
    assert [] == told


def test_two_who_add_the_same_add_one_row() -> None:
    told, _ = decide(say("add", "holds. The road"), say("add", "holds. The road", by="Ada"))

    assert 1 == len({one.row for one in told})


# --- which is set ---------------------------------------------------------------------------------------------


def reviewed(kind: Any, field: str, value: str | None, minute: int, **fields: Any) -> ReviewedAttribution:
    """What a review came to for one attribution."""
    made = ReviewedAttribution(
        id=f"i{minute}",
        article="a",
        attribution="x",
        start=0,
        end=1,
        review=f"r{minute}",
        kind=kind,
        field=field,
        value=value,
        other=None,
        by="Nora",
        at=f"2031-05-01T10:{minute:02}:00.000000Z",
        effect="followed",
    )
    return replace(made, **fields)


def test_the_value_that_is_set_is_the_latest_that_holds() -> None:
    rows = [
        reviewed("change", "speaker", "Marsh", 2),
        reviewed("change", "speaker", "Roe", 1),
        reviewed("change", "speaker", "Brill", 3, effect="overridden"),
        reviewed("confirm", "", None, 4),
    ]

    assert {("x", "speaker"): "Marsh"} == {key: one.value for key, one in set_values(rows).items()}


def test_who_adds_what_is_there_names_its_speaker() -> None:
    [(key, _)] = set_values([reviewed("add", "", "direct", 1, other=Span(0, 3))]).items()

    assert ("x", "speaker") == key
    assert {} == set_values([reviewed("add", "", "direct", 1)])


# --- whatever people say --------------------------------------------------------------------------------------

PLACES = [row for row, _ in ROWS] + ["holds. The road", "The road is open. The ferry sails"]
said = st.builds(
    lambda kind, words, by, at, field, value, moved: say(
        kind,
        words,
        by=by,
        at=at,
        field="span" if moved and kind == "change" else field if kind == "change" else "",
        value=None if moved else value,
        moved=moved if kind == "change" else None,
    ),
    st.sampled_from(["confirm", "reject", "change", "change", "add", "note"]),
    st.sampled_from(PLACES),
    st.sampled_from(["Nora", "Ada", "Olu"]),
    st.integers(0, 9),
    st.sampled_from(["speaker", "act"]),
    st.sampled_from(["Roe", "Marsh", "never", None]),
    st.none() | st.sampled_from(PLACES),
)


def plain(reviews: Sequence[Review]) -> Any:
    """What reviews come to, to be compared."""
    told, outcome = decide(*reviews)
    followed = sorted((key, one.review.id) for key, one in outcome.values.items())
    return [(one.review.id, one.row) for one in told], sorted(outcome.effects.items()), outcome.gone, followed


@given(st.lists(said, max_size=8), st.randoms(use_true_random=False))
def test_a_log_in_any_order_comes_to_the_same(reviews: list[Review], chance: Any) -> None:
    mixed = [*reviews, *reviews[:2]]
    chance.shuffle(mixed)

    assert plain(list(dict.fromkeys(reviews))) == plain(list(dict.fromkeys(mixed)))


@given(st.lists(said, max_size=8))
def test_each_review_that_finds_its_row_has_one_effect(reviews: list[Review]) -> None:
    told, outcome = decide(*dict.fromkeys(reviews))

    assert {one.review.id for one in told} == outcome.effects.keys()
    for one in told:
        effect, why = outcome.effects[one.review.id]
        assert (effect == "followed") == (why == "")
        if effect == "followed" and one.review.kind == "reject":
            assert one.row in outcome.gone
        if one.row in outcome.gone and one.review.kind not in {"reject", "note"}:
            assert effect != "followed"


@given(st.lists(said, max_size=8))
def test_taking_back_everything_leaves_the_rows_as_they_were(reviews: list[Review]) -> None:
    taken = [undo(review, by="Olu", at="2031-06-01T10:00:00.000000Z") for review in dict.fromkeys(reviews)]

    assert plain([]) == plain([*dict.fromkeys(reviews), *taken])
