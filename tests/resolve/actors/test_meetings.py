"""Names that very many bear cost no more than their bearers."""

import pytest

from sayso.resolve.actors.meetings import (
    MOST_NAMES,
    MOST_STORIES,
    Named,
    acronyms,
    bearers,
    near_names,
    same_names,
    usual_bodies,
)


def named(number: int, name: str, kind: str = "person", story: str = "", **more: object) -> Named:
    """An entity of an article of its own."""
    extra = more.get("extra", ["", ""])
    how = str(more.get("how", "own"))
    return Named(f"a{number:05}", f"e{number:05}", name, how, kind, story or f"s{number}", extra)  # type: ignore[arg-type]


def test_a_name_of_thousands_makes_a_link_each() -> None:
    links = list(same_names([named(n, "Orla Penn") for n in range(3000)]))

    assert len(links) == 2999
    assert {link.one.entity for link in links} == {"e00000"}


@pytest.mark.parametrize(("stories", "links"), [(3, 3), (MOST_STORIES + 1, 0)])
def test_a_usual_name_is_compared_between_so_many_stories_and_no_more(stories: int, links: int) -> None:
    people = [named(n, "John Smith") for n in range(stories)]
    bodies = [named(n, "Supreme Court", "organization", extra=[""]) for n in range(stories)]

    assert (len(list(same_names(people))), len(list(usual_bodies(bodies)))) == (links, links)


def test_bodies_about_two_countries_are_not_even_compared() -> None:
    pair = [
        named(n, "Supreme Court", "organization", extra=[land]) for n, land in enumerate(("norway", "peru"))
    ]

    assert list(usual_bodies(pair)) == []


def test_more_different_names_than_can_be_compared_are_not() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [f"Tarek V{a}{b}ss" for a in letters[:7] for b in letters[:7]]

    assert len(names) > MOST_NAMES
    assert list(near_names([named(n, name) for n, name in enumerate(names)])) == []
    assert list(near_names([named(n, name) for n, name in enumerate(["Tarek Voss", "Tarek Vooss"])])) != []


def test_the_hub_is_who_has_the_name_as_its_own() -> None:
    stated = named(0, "Marsh Front", "group", how="stated", extra=[])
    own = [named(n, "Marsh Front", "group", extra=[]) for n in (1, 2)]

    links = list(same_names([stated, *own]))

    assert {(link.one.entity, link.two.entity, link.basis) for link in links} == {
        ("e00001", "e00000", "stated"),
        ("e00001", "e00002", "name"),
    }


def test_an_acronym_with_two_meanings_in_one_story_joins_nobody() -> None:
    ones = [
        named(n, "CFU", "group", "s", how="acronym", extra=[meaning])
        for n, meaning in enumerate(("civic front union", "carillon friends united"))
    ]

    assert list(acronyms(ones)) == []


def test_a_story_with_very_many_bearers_gives_a_bare_name_to_nobody() -> None:
    full = [
        named(n, f"Orla{n} Penn", "person", "s", extra=[f"orla{n} penn", "last"])
        for n in range(MOST_NAMES + 5)
    ]
    bare = named(999, "Penn", "person", "s", extra=[])

    assert list(bearers([*full, bare])) == []
