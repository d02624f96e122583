"""Which spellings of a name are one key, and which are not."""

import pytest

from sayso.resolve.actors.names import is_acronym, read_name


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Tarek al-Voss", "Tarek Al-Voss"),
        ("Tarek al-Voss", "Tarek Voss"),
        ("Tarek el Voss", "TAREK VOSS"),
        ("Khar’ami Front", "Kharami Front"),
        ("the Civic Front", "Civic Front"),
        ("José Núñez", "Jose Nunez"),
        ("Mr. Piers Whitlock", "Piers Whitlock"),
        ("Piers J. Whitlock", "Piers Whitlock"),
        ("Piers Whitlock Jr.", "Piers Whitlock"),
        ("Piers Whitlock’s", "Piers Whitlock"),
        ("Lena van Hoost", "Lena Van Hoost"),
        ("Tarek\nal-Voss", "Tarek al-Voss"),
        ("C.F.U.", "CFU"),
    ],
)
def test_variants_of_case_particle_and_accent_are_one(one: str, two: str) -> None:
    assert read_name(one).key == read_name(two).key


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Tarek Voss", "Tarik Voss"),
        ("Tarek Voss", "Tarek Vossi"),
        ("Al Wessing", "Wessing"),
        ("Ben Ruiz", "Ruiz"),
        ("Al-Mirsad", "Al-Mirsal"),
        ("J. Wessing", "Wessing"),
    ],
)
def test_other_names_stay_apart(one: str, two: str) -> None:
    assert read_name(one).key != read_name(two).key


def test_an_acronym_is_written_in_capitals() -> None:
    assert [is_acronym(name) for name in ("CFU", "C.F.U.", "Cfu", "X", "CFU Front", "中国")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


def test_a_name_of_signs_alone_has_no_key() -> None:
    assert read_name("— …").tokens == ()
