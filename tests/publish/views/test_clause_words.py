"""Which words can follow "X said that": sentences can, parts of sentences cannot."""

import pytest

from sayso.publish.views.clause_words import follows_that
from sayso.records import Clause
from sayso.spans import Span


def at(text: str, words: str | None) -> Span | None:
    return None if words is None else Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("shown", "predicate", "agent", "patient", "follows"),
    [
        ("the dyke broke on Friday", "broke", "the dyke", None, True),
        ("that the dyke was opened by Vint", "was opened", "Vint", "the dyke", True),
        ("On Monday the town opened the mill", "opened", "the town", "the mill", True),
        ("the pirates defeated in May 2031", "defeated", "the pirates", None, False),
        ("the mill closed by the town", "closed", "the town", "the mill", False),
        ("after the dyke broke", "broke", "the dyke", None, False),
        ("“because the dyke broke", "broke", "the dyke", None, False),
        ("the council to open a mill", "to open", "the council", "a mill", False),
        ("the council opening a mill", "opening", "the council", "a mill", False),
        ("a real loss for Dolmin", "loss", None, None, False),
        ("opened the mill on Monday", "opened", None, "the mill", False),
    ],
)
def test_only_a_sentence_follows_that(
    shown: str, predicate: str, agent: str | None, patient: str | None, *, follows: bool
) -> None:
    found = at(shown, predicate)
    assert found is not None
    clause = Clause(
        id="C1", article="a" * 16, start=0, end=len(shown), predicate=found, verb="open",
        agent=at(shown, agent), patient=at(shown, patient),
    )  # fmt: skip

    assert follows is follows_that(shown, Span(0, len(shown)), clause)


def test_a_noun_before_its_clause_makes_no_sentence() -> None:
    text = "an accord, signed by Vint in Dolmin"
    clause = Clause(
        id="C1",
        article="a" * 16,
        start=11,
        end=len(text),
        predicate=Span(11, 17),
        verb="sign",
        patient=Span(0, 9),
    )

    assert not follows_that(text, Span(0, len(text)), clause)
