"""What counts as a credit, and what an outlet is called in running text."""

import pytest

from sayso.resolve.reuse.credits import outlet_names


@pytest.mark.parametrize(
    ("outlet", "name"),
    [
        ("The Inland Post", ("inland", "post")),
        ("Inland Post (Web News)", ("inland", "post")),
        ("Inland Post - Opinion", ("inland", "post")),
        ("inlandpost.com", ("inlandpost",)),
        ("www.inlandpost.co", ("inlandpost",)),
    ],
)
def test_an_outlet_is_known_by_its_name_without_asides(outlet: str, name: tuple[str, ...]) -> None:
    assert name in outlet_names(outlet)


def test_a_name_of_two_words_may_be_written_as_one() -> None:
    assert ("inlandpost",) in outlet_names("Inland Post")


def test_a_name_too_short_to_tell_anything_is_none() -> None:
    assert outlet_names("It") == outlet_names("!") == ()
