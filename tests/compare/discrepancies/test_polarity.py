"""Polarity: the same words with a negation and without one."""

from collections.abc import Callable

Told = Callable[..., list[tuple[str, ...]]]

PLAIN = "Mayor Orla Penn told weavers that the flooded mill in Marlow will be opened before winter."
DENIED = "Mayor Orla Penn told weavers that the flooded mill in Marlow will not be opened before winter."


def test_a_negation_on_one_side_is_a_contradiction(told: Told) -> None:
    assert [("polarity", "contradiction", "between", "denied", "told")] == told(
        PLAIN, DENIED, share="Mayor…winter."
    )


def test_a_short_form_is_the_same_negation(told: Told) -> None:
    """What is joined is taken apart before anything is compared."""
    short = DENIED.replace("will not", "won't")

    assert [] == told(DENIED, short, share="Mayor…winter.")


def test_a_negation_that_stands_elsewhere_in_the_sentence_is_the_same(told: Told) -> None:
    one = "The flooded mill beside the old harbour of Marlow is not thought to have been insured at all."
    two = "The flooded mill beside the old harbour of Marlow is thought to have not been insured at all."

    assert [] == told(one, two, share="The flooded…at all.")


def test_not_only_denies_nothing(told: Told) -> None:
    one = "The flooded mill beside the old harbour of Marlow employed not only weavers but dyers from Elm."
    two = "The flooded mill beside the old harbour of Marlow employed weavers but dyers from Elm."

    assert [] == [row for row in told(one, two, share="The flooded…Elm.") if row[0] == "polarity"]


def test_sentences_that_are_only_alike_deny_nothing(told: Told) -> None:
    """Without text that both share, a negation more is another statement as a rule."""
    assert [] == [row for row in told(PLAIN, DENIED) if row[0] == "polarity"]
