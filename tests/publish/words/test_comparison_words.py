"""Differences in words: what is compared, told so that a reader knows it."""

from sayso.publish.words.comparison_words import SHORT, about_words


def test_quoted_words_that_differ_say_themselves_what_is_compared() -> None:
    """Words of grammar that stand beside them do not."""
    assert "mended / sealed" == about_words("be, by the", ["mended", "sealed"], slot="wording")
    assert "mended / nothing said" == about_words("be the", ["mended", "nothing said"], slot="wording")


def test_long_quoted_words_are_known_by_their_beginning() -> None:
    """Two whole sentences are no heading."""
    long = "word " * SHORT

    assert "“The gate was" == about_words("“The gate was", [long, "short"], slot="wording")


def test_other_slots_are_told_by_the_words_around() -> None:
    """And by their values where there are none."""
    assert "ferries … out" == about_words(" ferries … out ", ["3", "4"], slot="number")
    assert "3 / 4" == about_words(" ", ["3", "4"], slot="number")
