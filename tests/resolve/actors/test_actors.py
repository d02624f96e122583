"""Actors: who is one across articles, who stays apart, and the reason for each."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.annotate.layout.marks import MARKS
from sayso.ids import make_id
from sayso.records import Actor, ActorEdge, ActorMember, Article, Entity, StoryMember
from sayso.resolve.actors.actor_edges import ACTOR_EDGES, ACTOR_PARTS
from sayso.resolve.actors.actors import ACTORS
from sayso.resolve.reviews.pairs import REVIEWED_PAIRS
from sayso.reviews.anchors import make_anchor
from sayso.reviews.log import make_review
from sayso.run import run
from sayso.settings import Resolve, Settings
from sayso.spans import Span
from sayso.stage import Bundle, Each
from sayso.store import open_store
from sayso.testing import check_stage, rebuilt
from sayso.testing.checks import make_article
from sayso.testing.plain import PLAIN_FLOW

STORY = "The Lisk flooded the tannery quarter of Dolmin, and pumps came from Vareth."
OTHER = "Soprano Falk cancelled the premiere of The Glass Harp at the Brenholt opera."


def open_stories(_settings: Settings) -> Callable[[Bundle], Iterator[StoryMember]]:
    """Articles with the same one of the two sentences are a story; any other is one by itself."""

    def stories(bundle: Bundle) -> Iterator[StoryMember]:
        text = bundle.article.text
        story = "flood" if STORY in text else "opera" if OTHER in text else bundle.article.id
        yield StoryMember(
            id=make_id("StoryMember", bundle.article.id),
            article=bundle.article.id,
            story=story,
            phase=story,
            phase_earliest=None,
            phase_latest=None,
        )

    return stories


PLAIN_STORIES = Each(
    name="plain_stories", version=1, reads=(Article,), writes=(StoryMember,), make=open_stories
)
FLOW = (MARKS, *PLAIN_FLOW, PLAIN_STORIES, REVIEWED_PAIRS, ACTOR_EDGES, ACTOR_PARTS, ACTORS)


def actors(*texts: str, settings: Settings | None = None) -> dict[str, list[str]]:
    """Each actor's name with the names of its entities, article by article."""
    rows = rebuilt([make_article(n, text) for n, text in enumerate(texts)], FLOW, settings or Settings())
    assert rows["Failure"] == []
    names = {row.id: row.name for row in rows["Entity"] if isinstance(row, Entity)}
    found: dict[str, list[str]] = {row.id: [row.name] for row in rows["Actor"] if isinstance(row, Actor)}
    for row in rows["ActorMember"]:
        if isinstance(row, ActorMember):
            found[row.actor].append(names[row.entity])
    return {f"{name} {n}": sorted(members) for n, (name, *members) in enumerate(sorted(found.values()))}


def reviewed(texts: list[str], *pairs: tuple[int, int, bool]) -> tuple[list[list[str]], set[str]]:
    """The members of all actors after reviews of the first entities of two articles, and all reasons given."""
    articles = [make_article(n, text) for n, text in enumerate(texts)]
    store = open_store(":memory:", Settings())
    try:
        store.add(articles)
        run(store, FLOW, Settings(), workers=1)
        for minute, (a, b, same) in enumerate(pairs):
            one, two = (
                make_anchor(articles[n].id, articles[n].text, Span(1, articles[n].text.index("|")))
                for n in (a, b)
            )
            at = f"2031-05-07T10:{minute:02}:00.000000Z"
            store.add_reviews(
                [make_review("same_actor" if same else "different_actors", one, two, by="Ada", at=at)]
            )
        run(store, FLOW, Settings(), workers=1)
        names = {row.id: row.name for row in store.rows(Entity)}
        found: dict[str, list[str]] = {}
        reasons: set[str] = set()
        for row in store.rows(ActorMember):
            found.setdefault(row.actor, []).append(names[row.entity])
            reasons |= set(row.reasons)
        return sorted(sorted(members) for members in found.values()), reasons
    finally:
        store.close()


def joined(*texts: str) -> list[list[str]]:
    """The members of all actors, sorted."""
    return sorted(actors(*texts).values())


def test_one_name_in_three_spellings_is_one_actor_by_its_commonest_name() -> None:
    found = actors(
        f"[Tarek al-Voss|person] spoke. {STORY}",
        f"[Tarek Al-Voss|person] spoke. {STORY}",
        f"[Tarek Al-Voss|person] spoke. {OTHER}",
    )

    assert found == {"Tarek Al-Voss 0": ["Tarek Al-Voss", "Tarek Al-Voss", "Tarek al-Voss"]}


def test_a_person_and_an_organization_of_one_name_stay_apart() -> None:
    assert len(joined(f"[Lisk Harrow|person] {STORY}", f"[Lisk Harrow|organization] {STORY}")) == 2


def test_a_body_is_one_whether_it_is_called_a_group_or_an_organization() -> None:
    assert len(joined(f"[Civic Front|group] {STORY}", f"[the Civic Front|organization] {STORY}")) == 1


def test_an_outlet_and_a_group_that_differ_by_a_letter_stay_apart() -> None:
    assert len(joined(f"[Al-Mirsad|outlet] {STORY}", f"[Al-Mirsal|group] {STORY}")) == 2


def test_a_bare_surname_goes_to_the_only_bearer_in_the_story() -> None:
    found = joined(f"[Orla Penn|person] came. {STORY}", f"[Penn|person] left. {STORY}")

    assert found == [["Orla Penn", "Penn"]]


def test_a_bare_surname_goes_to_nobody_when_the_story_has_two_of_that_name() -> None:
    found = joined(f"[Orla Penn|person] {STORY}", f"[Piers Penn|person] {STORY}", f"[Penn|person] {STORY}")

    assert found == [["Orla Penn"], ["Penn"], ["Piers Penn"]]


def test_a_bare_surname_goes_to_nobody_when_it_is_also_somebodys_first_name() -> None:
    found = joined(f"[Orla Penn|person] and [Penn Ruddock|person] {STORY}", f"[Penn|person] {STORY}")

    assert found == [["Orla Penn"], ["Penn"], ["Penn Ruddock"]]


def test_a_bare_surname_does_not_leave_its_story() -> None:
    assert len(joined(f"[Orla Penn|person] {STORY}", f"[Penn|person] {OTHER}")) == 2


def test_an_acronym_goes_with_the_name_that_another_article_gives_for_it() -> None:
    both = f"[Civic Front Union|group|1] ([CFU|group|1]) {STORY}"

    assert joined(both, f"[CFU|organization] {STORY}") == [["CFU", "Civic Front Union"]]


def test_an_acronym_that_stands_for_two_things_is_settled_within_a_story_or_not_at_all() -> None:
    found = joined(
        f"[Civic Front Union|group|1] ([CFU|group|1]) {STORY}",
        f"[CFU|group] {STORY}",
        f"[Carillon Friends United|group|1] ([CFU|group|1]) {OTHER}",
        f"[CFU|group] {OTHER} {OTHER}",
    )

    assert found == [["CFU", "Carillon Friends United"], ["CFU", "Civic Front Union"]]


def test_who_is_named_in_full_and_by_surname_is_the_bearer_of_that_surname() -> None:
    """The bare name sorts before the full one here."""
    found = joined(
        f"[Zora Abbot|person|1] came. [Abbot|person|1] left. {STORY}", f"[Abbot|person] left. {STORY}"
    )

    assert found == [["Abbot", "Zora Abbot"]]


def test_a_country_and_its_government_are_one_actor_and_a_government() -> None:
    texts = [f"[Norway|place] froze. {STORY}", f"[Norway|government] objected. {OTHER}"]
    rows = rebuilt([make_article(n, text) for n, text in enumerate(texts)], FLOW, Settings())

    assert [(row.name, row.type) for row in rows["Actor"] if isinstance(row, Actor)] == [
        ("Norway", "government")
    ]
    assert {row.reasons for row in rows["ActorMember"] if isinstance(row, ActorMember)} == {
        ("the same name for the country and its government: Norway",)
    }


def test_a_country_and_its_government_in_one_article_are_one_actor() -> None:
    assert joined(f"[Norway|government] said that [Norway|place] froze. {STORY}") == [["Norway", "Norway"]]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("[Dolmin|place]", "[Dolmin|government]"),
        ("[Norway|government]", "[Norway|person]"),
        ("[Norway|place]", "[Norway|group]"),
        ("[Niger|government]", "[Nigeria|place]"),
    ],
)
def test_a_town_a_person_and_another_country_stay_apart(one: str, two: str) -> None:
    assert len(joined(f"{one} {STORY}", f"{two} {STORY}")) == 2


@pytest.mark.parametrize(
    "names",
    [
        ("U.S.", "US", "USA", "United States", "the United States", "United States of America"),
        ("U.K.", "UK", "United Kingdom", "Great Britain"),
        ("UAE", "U.A.E.", "United Arab Emirates"),
        ("EU", "European Union"),
        ("UN", "the U.N.", "United Nations"),
        ("USSR", "Soviet Union"),
        ("PRC", "People's Republic of China", "China"),
        ("DPRK", "North Korea"),
    ],
)
def test_a_country_by_its_short_and_long_names_is_one_actor_by_a_long_one(names: tuple[str, ...]) -> None:
    [(name, members)] = actors(*(f"[{name}|government] {STORY} {n}" for n, name in enumerate(names))).items()

    assert len(members) == len(names)
    assert "." not in name
    assert not name.removesuffix(" 0").isupper()


def test_us_in_small_letters_and_a_firm_called_us_steel_are_no_country() -> None:
    assert (
        len(joined(f"[us|group] {STORY}", f"[US Steel|organization] {STORY}", f"[US|government] {STORY}"))
        == 3
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ilya Cherenov", "Ilya Tcherenov"),
        ("Samir Haddun", "Samir al-Hadun"),
        ("Rashid Mansuri", "Rashid Mansouri"),
        ("Nadia Farhadin", "Nadia Farhidin"),
        ("Omar Velensky", "Omar Velenskyy"),
    ],
)
def test_a_surname_spelt_in_two_ways_is_one_person_with_the_same_given_name(one: str, two: str) -> None:
    assert joined(f"[{one}|person] {STORY}", f"[{two}|person] {STORY}") == [sorted([one, two])]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Cherenov", "Tcherenov"),
        ("Ilya Cherenov", "Oleg Tcherenov"),
        ("Rana Petrov", "Rana Petrova"),
        ("Rana Kowalski", "Rana Kowalska"),
        ("John Reed", "John Reid"),
        ("Ali Hassan", "Ali Hussein"),
        ("Ali Mardin", "Ali Martin"),
    ],
)
def test_surnames_that_look_alike_stay_apart(one: str, two: str) -> None:
    assert len(joined(f"[{one}|person] {STORY}", f"[{two}|person] {STORY}")) == 2


def test_two_spellings_in_one_article_or_in_two_stories_are_two_people() -> None:
    one, two = "[Samir Haddun|person]", "[Samir Hadun|person]"

    assert len(joined(f"{one} met {two}. {STORY}")) == 2
    assert len(joined(f"{one} met {two}. {STORY}", f"{one} {STORY}", f"{two} {STORY}")) == 2
    assert len(joined(f"{one} {STORY}", f"{two} {OTHER}")) == 2


def test_two_spellings_are_joined_with_their_reason() -> None:
    texts = [f"[Samir Haddun|person] {STORY}", f"[Samir Hadun|person] {STORY}"]
    rows = rebuilt([make_article(n, text) for n, text in enumerate(texts)], FLOW, Settings())
    edges = [edge for edge in rows["ActorEdge"] if isinstance(edge, ActorEdge)]

    assert {(edge.basis, edge.reasons) for edge in edges} == {
        ("spelling", ("names spelt nearly alike: Samir Haddun, Samir Hadun",))
    }
    assert [row.reasons[:2] for row in rows["ActorMember"] if isinstance(row, ActorMember)] == [
        ("names spelt nearly alike: Samir Haddun, Samir Hadun", "in one story")
    ] * 2


def test_who_has_no_name_joins_nobody() -> None:
    text = f"[a senior official|unnamed] said no. {STORY}"

    assert joined(text, f"{text} Again.") == [["a senior official"], ["a senior official"]]


def test_two_people_whom_one_article_tells_apart_are_never_made_one() -> None:
    """A third article that takes both for one person does not make them one."""
    found = joined(
        f"[Orla Penn|person] met [Piers Whitlock|person]. {STORY}",
        f"[Orla Penn|person|1] or [Piers Whitlock|person|1] {STORY}",
    )

    assert sorted(map(len, found)) == [1, 2]


def test_a_common_name_makes_a_star_and_not_a_net() -> None:
    rows = rebuilt([make_article(n, f"[Orla Penn|person] no. {n}") for n in range(12)], FLOW, Settings())

    assert len(rows["ActorEdge"]) == 11
    assert all(row.score > 0 and row.reasons for row in rows["ActorEdge"] if isinstance(row, ActorEdge))


def test_every_member_says_why() -> None:
    rows = rebuilt(
        [make_article(0, f"[Orla Penn|person] {STORY}"), make_article(1, f"[ORLA PENN|person] {OTHER}")],
        FLOW,
        Settings(),
    )

    reasons = {row.reasons for row in rows["ActorMember"] if isinstance(row, ActorMember)}
    assert len(reasons) == 1
    assert "case" in reasons.pop()[0]


@pytest.mark.parametrize("stage", [ACTOR_EDGES, ACTOR_PARTS, ACTORS], ids=lambda stage: stage.name)
def test_the_stages_keep_their_contract(stage: object) -> None:
    texts = [
        f"[Orla Penn|person|1] and [Penn|person|1], [a miner|unnamed], [CFU|group] {STORY}",
        f"[Penn|person] of [Dolmin|place] {STORY}",
        f"[“Ö’Rla\nPenn”|person] {STORY} 😀",
        "",
    ]
    check_stage(stage, FLOW, [make_article(n, text) for n, text in enumerate(texts)])  # type: ignore[arg-type]


def test_two_bodies_that_one_article_takes_for_one_stay_apart_elsewhere() -> None:
    """A short form or a mistake in one article names nobody in the others."""
    found = joined(
        f"[The Harrow Times|outlet|1] wrote. [Lisk Times|outlet|1] {STORY}",
        f"[Lisk Times|outlet] {STORY}",
        f"[The Harrow Times|outlet] {STORY}",
    )

    assert sorted(len(members) for members in found) == [1, 2]


def test_a_son_is_not_his_father_in_any_article() -> None:
    found = joined(
        f"[Ivo Brand|person] {STORY}", f"[Ivo Brand Jr.|person] {STORY}", f"[Ivo Brand|person] {OTHER}"
    )

    assert found == [["Ivo Brand", "Ivo Brand"], ["Ivo Brand Jr."]]


def test_people_of_one_name_with_other_middle_initials_stay_apart() -> None:
    found = joined(
        f"[Ivo R. Brand|person] {STORY}", f"[Ivo K. Brand|person] {STORY}", f"[Ivo R. Brand|person] {OTHER}"
    )

    assert found == [["Ivo K. Brand"], ["Ivo R. Brand", "Ivo R. Brand"]]


def test_a_middle_initial_that_nobody_contradicts_may_be_left_out() -> None:
    found = joined(f"[Ivo R. Brand|person] {STORY}", f"[Ivo Brand|person] {OTHER}")

    assert found == [["Ivo Brand", "Ivo R. Brand"]]


# --- what is told apart, and what is not ----------------------------------------------------------------------


def test_a_body_that_every_country_has_is_another_in_another_story() -> None:
    one, two = f"[Supreme Court|organization] {STORY}", f"[Supreme Court|organization] {OTHER}"

    assert joined(one, one + " Again.", two) == [["Supreme Court"], ["Supreme Court", "Supreme Court"]]


def test_a_body_that_every_country_has_is_one_in_articles_about_one_country() -> None:
    texts = [
        f"[Supreme Court|organization] of [Norway|place|1], as [Norway|place|1] says. {story}"
        for story in (STORY, OTHER)
    ]

    assert ["Supreme Court", "Supreme Court"] in joined(*texts)


def test_a_body_that_every_country_has_is_one_in_the_same_unusual_company() -> None:
    company = "met [Orla Quennerstedt|person] and [Vorbeck Tannery|organization]."
    texts = [f"[Supreme Court|organization] {company} {story}" for story in (STORY, OTHER)]

    assert ["Supreme Court", "Supreme Court"] in joined(*texts)


def test_the_committee_is_another_in_every_story() -> None:
    company = "met [Orla Quennerstedt|person] and [Vorbeck Tannery|organization]."
    texts = [f"[Committee|organization] {company} {story}" for story in (STORY, OTHER)]

    assert ["Committee"] in joined(*texts)


def test_a_usual_name_is_two_people_in_two_stories_and_one_in_one() -> None:
    one, two = f"[John Smith|person] {STORY}", f"[John Smith|person] {OTHER}"

    assert joined(one, one + " Again.", two) == [["John Smith"], ["John Smith", "John Smith"]]


def test_a_usual_name_in_the_same_unusual_company_is_one() -> None:
    company = "met [Orla Quennerstedt|person] and [Vorbeck Tannery|organization]."
    found = joined(f"[John Smith|person] {company} {STORY}", f"[John Smith|person] {company} {OTHER}")

    assert ["John Smith", "John Smith"] in found


def test_a_spelling_across_stories_needs_company() -> None:
    company = "met [Orla Quennerstedt|person] and [Vorbeck Tannery|organization]."
    one, two = "[Samir Haddun|person]", "[Samir Hadun|person]"

    assert ["Samir Haddun", "Samir Hadun"] in joined(f"{one} {company} {STORY}", f"{two} {company} {OTHER}")
    assert len(joined(f"{one} {STORY}", f"{two} {OTHER}")) == 2


def test_whom_most_articles_of_a_story_take_for_a_person_is_one_in_all_of_them() -> None:
    person, body = f"[Tarek Volsung|person] {STORY}", f"[Tarek Volsung|organization] {STORY}"

    assert len(joined(person, person + " Again.", body)) == 1
    assert len(joined(person, body)) == 2


def test_a_school_is_one_whether_it_is_a_place_or_a_body_in_its_story() -> None:
    place, body = "[Lisk Hill School|place]", "[Lisk Hill School|organization]"

    assert len(joined(f"{place} {STORY}", f"{body} {STORY}")) == 1
    assert len(joined(f"{place} {STORY}", f"{body} {OTHER}")) == 2


def test_a_firm_elsewhere_is_not_joined_with_the_person_of_its_name() -> None:
    person, body = f"[Lisk Harrow|person] {STORY}", f"[Lisk Harrow|organization] {OTHER}"

    assert len(joined(person, person + " Again.", body)) == 2


def test_two_people_named_at_once_are_nobody_else() -> None:
    assert len(joined(f"[Ivo and Ada Brand|person] {STORY}", f"[Ada Brand|person] {STORY}")) == 2


def test_a_surname_with_a_hyphen_is_a_bare_name() -> None:
    found = joined(
        f"[Orla Penn-Rudd|person] {STORY}", f"[Ada Marsh-Hill|person] {STORY}", f"[Penn-Rudd|person] {STORY}"
    )

    assert found == [["Ada Marsh-Hill"], ["Orla Penn-Rudd", "Penn-Rudd"]]


def test_a_bare_name_goes_to_a_person_whom_the_story_spells_in_two_ways() -> None:
    found = joined(
        f"[Samir Haddun|person] {STORY}", f"[Samir Hadun|person] {STORY}", f"[Hadun|person] {STORY}"
    )

    assert len(found) == 1


def test_a_family_name_that_stands_first_may_stand_alone() -> None:
    assert len(joined(f"[Kim Ryo Sul|person] {STORY}", f"[Kim|person] {STORY}")) == 1
    assert len(joined(f"[Kim Ryo Sul|person] [Kim Ryo Nam|person] {STORY}", f"[Kim|person] {STORY}")) == 3


def test_the_brotherhood_is_the_only_brotherhood_of_the_story() -> None:
    marsh, bare = f"[Marsh Brotherhood|group] {STORY}", f"[Brotherhood|organization] {STORY}"

    assert joined(marsh, bare) == [["Brotherhood", "Marsh Brotherhood"]]
    assert len(joined(marsh, f"[Reed Brotherhood|group] {STORY}", bare)) == 3


def test_two_outlets_of_one_last_word_are_two() -> None:
    """The Gazette and the Sunday Gazette have each a desk of their own."""
    assert len(joined(f"[Sunday Gazette|outlet] {STORY}", f"[Gazette|outlet] {STORY}")) == 2


def test_a_house_that_stands_for_a_government_is_not_the_name_of_its_country() -> None:
    house = f"[Downing Street|government] said: We shall pay for the pumps.\n{STORY}"
    found = actors(house, f"[UK|government] said: The pumps are ours.\n{STORY}")

    assert list(found) == ["UK 0"]


def test_the_army_is_not_the_free_army_of_the_story() -> None:
    assert len(joined(f"[Free Vareth Army|group] {STORY}", f"[Army|organization] {STORY}")) == 2


def test_a_capital_that_acts_is_its_government_and_one_that_does_not_is_a_place() -> None:
    found = joined(f"[Oslo|government] {STORY}", f"[Norway|government] {OTHER}", f"[Oslo|place] {STORY}")

    assert found == [["Norway", "Oslo"], ["Oslo"]]


def test_an_acronym_that_does_not_fit_the_name_is_not_taken_for_it() -> None:
    """One article that takes a place for a body would join them in all."""
    found = joined(f"[Veslia|organization|1] ([OOV|organization|1]) {STORY}", f"[OOV|organization] {STORY}")

    assert found == [["OOV"], ["Veslia"]]


def test_a_name_with_a_gloss_inside_is_either_of_two() -> None:
    found = joined(
        f"[Fajr (Dawn) Alliance|group] {STORY}",
        f"[Fajr Alliance|group] {STORY}",
        f"[Dawn Alliance|group] {OTHER}",
    )

    assert len(found) == 1


def test_a_name_broken_by_a_line_end_is_the_whole_name() -> None:
    assert len(joined(f"[Tarek al-\nVoss|person] {STORY}", f"[Tarek al-Voss|person] {OTHER}")) == 1


def test_an_alias_file_joins_and_says_so_but_not_whom_an_article_tells_apart(tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text("name,alias,type\nOrla Penn,Quill Vane,person\n", encoding="utf-8")
    settings = replace(Settings(), resolve=Resolve(aliases=str(path)))
    one, two = f"[Orla Penn|person] {STORY}", f"[Quill Vane|person] {OTHER}"

    assert list(actors(one, two, settings=settings).values()) == [["Orla Penn", "Quill Vane"]]
    assert len(actors(one, two)) == 2
    assert (
        len(actors(f"[Orla Penn|person] and [Quill Vane|person] {STORY}", one, two, settings=settings)) == 2
    )


# --- reviews --------------------------------------------------------------------------------------------------


def test_a_review_joins_what_nothing_else_joins() -> None:
    texts = [f"[Orla Penn|person] {STORY}", f"[Quill Vane|person] {OTHER}"]

    found, reasons = reviewed(texts, (0, 1, True))

    assert found == [["Orla Penn", "Quill Vane"]]
    assert "reviewed by Ada: one actor" in reasons


def test_a_review_keeps_apart_what_has_one_name() -> None:
    texts = [f"[Orla Penn|person] {STORY}", f"[Orla Penn|person] {OTHER}"]

    found, reasons = reviewed(texts, (0, 1, False))

    assert found == [["Orla Penn"], ["Orla Penn"]]
    assert "not joined with Orla Penn: reviewed by Ada: two actors" in reasons


def test_a_review_that_is_contradicted_later_is_not_followed_and_it_is_said() -> None:
    texts = [f"[Orla Penn|person] {STORY}", f"[Orla Penn|person] {OTHER}"]

    apart, reasons = reviewed(texts, (0, 1, True), (0, 1, False))
    together, _ = reviewed(texts, (0, 1, False), (0, 1, True))

    assert (len(apart), len(together)) == (2, 1)
    assert "a review by Ada is contradicted by a later one" in reasons


def test_a_review_holds_against_a_whole_cluster() -> None:
    """Three of one name: one that is kept apart from another joins neither side of it by a detour."""
    texts = [
        f"[Orla Penn|person] {STORY}",
        f"[Orla Penn|person] {OTHER}",
        f"[Orla Penn|person] {OTHER} Again.",
    ]

    found, _ = reviewed(texts, (0, 1, False))

    assert sorted(map(len, found)) == [1, 2]
