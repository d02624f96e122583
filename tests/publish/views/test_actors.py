"""Actors: who answers to a name, how much there is of each, and everything that the articles say of one."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sayso.errors import NotFound
from sayso.ids import make_id
from sayso.publish.export.actor_answers import found_json, line_columns, line_rows, place_columns, place_rows
from sayso.publish.pages.actor import print_actor, print_actors, print_candidates
from sayso.publish.views.actor import actor_view
from sayso.publish.views.actors import actor_lines, find_actors, one_actor
from sayso.publish.views.stories import find_story
from sayso.records import Actor, ActorEdge, ActorMember, Article, Entity, EntityType, Mention, ReviewedPair
from sayso.store.protocol import Store

MakeStore = Callable[..., Store]
Render = Callable[..., str]


@pytest.fixture
def vint(harbour: Store) -> Actor:
    """The actor of two spellings."""
    (actor,) = harbour.rows(Actor)
    return actor


@pytest.fixture
def namesakes(harbour: Store, make_store: MakeStore, make: Callable[..., Store]) -> Store:
    """The harbour with a third article, which names Oren Vint, who never speaks, and a place."""
    return make(make_store, harbour)


@pytest.fixture
def make() -> Callable[..., Store]:
    """Add an article with two names to a collection."""

    def made(make_store: MakeStore, like: Store) -> Store:
        text = "Oren Vint was seen in Elsin."
        article = Article(
            id=make_id("Article", text), revision=make_id("Revision", text), text=text, text_sha256="0" * 64
        )
        records: list[Any] = []
        found: tuple[tuple[str, EntityType], ...] = (("Oren Vint", "person"), ("Elsin", "place"))
        for name, kind in found:
            start = text.index(name)
            mention = Mention(
                id=make_id("Mention", name),
                article=article.id,
                start=start,
                end=start + len(name),
                type=kind,
                form="name",
            )
            entity = Entity(
                id=make_id("Entity", name),
                article=article.id,
                name=name,
                type=kind,
                named=True,
                mentions=(mention.id,),
            )
            actor = Actor(id=entity.id, name=name, type=kind, named=True)
            member = ActorMember(
                id=make_id("ActorMember", name),
                article=article.id,
                entity=entity.id,
                actor=actor.id,
                reasons=("no other article names it so",),
            )
            records += [mention, entity, actor, member]
        return make_store(like, *records, articles=[article])

    return made


def test_a_list_of_actors_counts_what_there_is_of_each(namesakes: Store) -> None:
    """Who says most first; whoever says nothing and has no role is only mentioned."""
    lines = actor_lines(namesakes)

    assert [("Mara Vint", 2, 1, 2, ("Mara Vindt", "Mara Vint"), "union leader", False)] == [
        (
            line.name,
            line.articles,
            line.outlets,
            line.utterances,
            tuple(sorted(line.names)),
            line.role,
            line.only_mentioned,
        )
        for line in lines[:1]
    ]
    assert [("Elsin", True), ("Oren Vint", True)] == [(line.name, line.only_mentioned) for line in lines[1:]]


def test_the_list_of_a_story_leaves_out_who_is_not_in_it(namesakes: Store) -> None:
    """With the counts of its articles."""
    assert ["Mara Vint"] == [line.name for line in actor_lines(namesakes, story=find_story(namesakes))]


def test_those_who_are_only_mentioned_are_counted(namesakes: Store, render: Render) -> None:
    """By type, below those who speak."""
    assert render(print_actors, actor_lines(namesakes)).splitlines() == [
        "Actors: who speaks, or whom an article gives a role",
        "Mara Vint  person · union leader",
        f"  2 utterances · 2 articles · 1 known outlet · {actor_lines(namesakes)[0].id}",
        "  also Mara Vindt",
        "",
        "only mentioned, without a word or a role of their own: person 1, place 1",
    ]


def test_an_empty_collection_has_no_actor(make_store: MakeStore, render: Render) -> None:
    """The list says so, and a name is an error that says where to look."""
    empty = make_store(None)

    assert render(print_actors, actor_lines(empty)).endswith("\nnone found")
    with pytest.raises(NotFound, match="no actor answers to 'Vint'; `sayso actor` lists them"):
        one_actor(empty, "Vint")


@pytest.mark.parametrize("asked", ["Mara Vint", "mara vindt", "Vindt", "MARA VINT"])
def test_a_full_name_or_a_surname_of_one_finds_the_actor(namesakes: Store, vint: Actor, asked: str) -> None:
    """In any of its spellings, case aside."""
    assert vint == one_actor(namesakes, asked)


def test_an_id_or_its_beginning_finds_the_actor(namesakes: Store, vint: Actor) -> None:
    """As other answers print it."""
    assert [[vint], [vint]] == [find_actors(namesakes, vint.id), find_actors(namesakes, vint.id[:8])]


def test_a_name_of_several_says_who_they_are(namesakes: Store, render: Render) -> None:
    """A surname of two people is nobody's for certain: a program is told their ids, a person too."""
    found = find_actors(namesakes, "Vint")
    page = render(print_candidates, "Vint", actor_lines(namesakes, only=[one.id for one in found]), limit=1)

    assert {"Mara Vint", "Oren Vint"} == {actor.name for actor in found}
    assert page.startswith("2 actors answer to Vint: name one by its id\nMara Vint  person")
    assert page.endswith("\nand 1 more actor: --limit shows more")
    with pytest.raises(NotFound, match=r"2 actors answer to 'Vint': .*Mara Vint \([0-9a-f]{16}\)"):
        one_actor(namesakes, "Vint")


def test_a_page_tells_every_spelling_and_role_with_who_prints_it(
    namesakes: Store, vint: Actor, render: Render
) -> None:
    """Where each stands; a spelling of an unknown outlet is its file's."""
    page = render(print_actor, actor_view(namesakes, vint), width=100)

    assert "Mara Vint  1 time in 1 article\n    Elsin Courier · 2031-05-02 · courier.txt:2 [" in page
    assert "Mara Vindt  1 time in 1 article\n    outlet unknown · date unknown · 002.txt:3 [" in page
    assert "union leader  1 time in 1 article\n    Elsin Courier · 2031-05-02 · courier.txt:2 [" in page
    assert "Dockers' League  as a leader\n    outlet unknown · date unknown" in page


def test_a_page_says_why_it_is_one_actor_and_who_is_kept_apart(
    namesakes: Store, make_store: MakeStore, vint: Actor, render: Render
) -> None:
    """Links with score and reasons; a namesake without a link; what a person decided."""
    one, two = (member for member in namesakes.rows(ActorMember) if member.actor == vint.id)
    (oren,) = (actor for actor in namesakes.rows(Actor) if actor.name == "Oren Vint")
    edge = ActorEdge(
        id="e" * 16,
        article=one.article,
        entity=one.entity,
        other_article=two.article,
        other_entity=two.entity,
        basis="name",
        score=912,
        reasons=("one letter apart",),
    )
    linked = make_store(namesakes, edge)
    page = render(print_actor, actor_view(linked, vint))
    away = replace(
        edge, id="f" * 16, other_article="0" * 16, other_entity=oren.id, score=640, reasons=("a surname",)
    )
    refused = render(print_actor, actor_view(make_store(linked, away), vint))
    pair = ReviewedPair(
        id="d" * 16,
        article=one.article,
        entity=one.entity,
        other_article="0" * 16,
        other_entity=oren.id,
        same=False,
        review="c" * 16,
        by="Ada",
        at="2031-05-07T10:00:00.000000Z",
    )
    told = render(print_actor, actor_view(make_store(linked, pair), vint))

    assert "one letter apart\n  link of 912 of 1000 · between 2 articles" in page
    assert "• Oren Vint  person\n  the same last name; no text joins them · " in page
    assert "• Oren Vint  person\n  a surname · a link of 640 of 1000 was not followed · " in refused
    assert "• Oren Vint  person\n  told apart by Ada (2031-05-07) · " in told


def test_a_page_lists_what_was_said_by_day(namesakes: Store, vint: Actor, render: Render) -> None:
    """The day on which it was said where words tell it, else the day on which it came out."""
    page = render(print_actor, actor_view(namesakes, vint), width=120)

    assert page.partition("WHAT WAS SAID, BY DAY\n")[2].splitlines()[:4] == [
        "published 2031-05-02, day said unknown  1 utterance",
        "  • “We have won about 40 new cranes 🏗,”",
        "    as rendered by Elsin Courier and in 1 other article",
        "said 2031-05-02  1 utterance",
    ]


def test_what_is_only_an_intention_was_not_said(namesakes: Store, vint: Actor, render: Render) -> None:
    """The page counts it, as the list does not."""
    view = actor_view(namesakes, vint)
    first, *others = view.utterances
    held = replace(
        first,
        renderings=tuple(
            replace(item, detail=replace(item.detail, speech_act="intention"))
            for item in first.renderings
            if item.detail is not None
        ),
    )
    page = render(print_actor, replace(view, utterances=(held, *others)), width=120)

    assert held.held_back
    assert len(view.said) == len(view.utterances)
    assert f" · {len(others)} utterance" in page
    assert "left out: 1 intention or belief, in `--format json`" in page


def test_tables_and_json_hold_what_the_page_holds(namesakes: Store, vint: Actor) -> None:
    """One row a place, whose offsets lead to the words; one line an actor."""
    view, lines = actor_view(namesakes, vint), actor_lines(namesakes)
    texts = {article.id: article.text for article in namesakes.articles()}
    rows: list[dict[str, Any]] = [dict(zip(place_columns(), row, strict=True)) for row in place_rows(view)]
    table = [dict(zip(line_columns(), row, strict=True)) for row in line_rows(lines)]
    document = found_json([view], [])["actors"][0]

    assert {"name", "role"} <= {row["what"] for row in rows}
    assert all(row["words"] == texts[row["article"]][row["start"] : row["end"]] for row in rows)
    assert ["false", "true", "true"] == [row["only_mentioned"] for row in table]
    assert {name["text"] for name in document["names"]} == {"Mara Vint", "Mara Vindt", "Vint"}
    assert ["Oren Vint"] == [one["name"] for one in document["kept_apart"]]
