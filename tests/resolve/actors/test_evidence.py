"""What beside the names speaks for one actor, and how much of it is needed."""

import pytest

from sayso.resolve.actors.evidence import Evidence, needed, weigh


def points(one: Evidence, two: Evidence, *names: str) -> int:
    return weigh(one, two, names=(names[0], names[1]) if names else ("Ali Voss", "Ali Vos"), person=True)[0]


def test_nothing_in_common_is_nothing() -> None:
    assert weigh(
        Evidence(),
        Evidence({"s"}, {"mayor"}, {"front"}, {"penn"}),
        names=("Ali Voss", "Ali Vos"),
        person=True,
    ) == (0, ())


def test_every_point_has_its_reason() -> None:
    one = Evidence({"s"}, {"harbour master"}, {"marsh front"}, {"orla penn"})
    found, reasons = weigh(one, one, names=("Quentin Voss", "Quentin Vos"), person=True)

    assert found == 8
    assert reasons == (
        "in one story",
        "the same office: harbour master",
        "both speak for marsh front",
        "an unusual given name is the same",
    )


def test_company_counts_only_across_stories_and_only_so_far() -> None:
    company = {"a b", "c d", "e f", "g h"}

    assert points(Evidence({"s"}, company=set(company)), Evidence({"t"}, company=set(company))) == 3
    assert points(Evidence({"s"}, company=set(company)), Evidence({"s"}, company=set(company))) == 2


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("harbour master", "acting harbour master", 3),
        ("minister", "minister", 1),
        ("foreign minister", "deputy foreign minister", 0),
        ("foreign minister orland", "foreign minister veslia", 0),
        ("head national harvest centre", "director national harvest centre", 3),
    ],
)
def test_an_office_is_the_same_with_a_word_more_but_not_a_deputy_s(one: str, two: str, expected: int) -> None:
    assert points(Evidence(offices={one}), Evidence(offices={two})) == expected


@pytest.mark.parametrize(
    ("score", "names", "least"),
    [
        (995, ("Samir Haddun", "Samir Hadun"), 2),
        (980, ("Ali Mardin", "Ali Martin"), 4),
        (880, ("Ali Kadhimi", "Ali Kashimi"), 4),
        (720, ("Ali Mardin", "Abu Martin"), 7),
        (995, ("Rana Kowalski", "Rana Kowalska"), 7),
        (950, ("Javad Tarif", "Mohammad Javad Tarif"), 2),
        (920, ("O. Penn", "Orla Penn"), 2),
        (875, ("Kim Jong Nam", "Kim Yong Nam"), 4),
        (950, ("Kim Jong", "Kim Yo Jong"), 4),
    ],
)
def test_the_less_alike_names_are_the_more_is_needed(score: int, names: tuple[str, str], least: int) -> None:
    assert needed("spelling", score, names=names) == least


def test_equal_names_need_nothing_and_usual_ones_a_little() -> None:
    names = ("John Smith", "John Smith")

    assert needed("name", 999, names=names) == 0
    assert needed("usual_name", 600, names=names) == 2
