"""Shared passages by text: what is one text, where it stands, what differs, whose it is."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sayso.errors import NotFound
from sayso.publish.views.shared_texts import group_texts, passage_rows, shared_texts, word_differences
from sayso.publish.views.stories import find_story
from sayso.records import Article, Origin, OriginMember, SharedPassage, Story
from sayso.spans import Span
from sayso.store.protocol import Store

MakeStore = Callable[..., Store]


def test_a_text_in_three_articles_is_one_text(ferry: Store) -> None:
    """Three pairs, one of them edited; the other text of two of the articles is another."""
    groups = group_texts(ferry.rows(SharedPassage))

    assert [(3, 3), (2, 1)] == [(len(group.stretches), len(group.passages)) for group in groups]
    assert [15, 7] == [group.words for group in groups]


def test_a_short_passage_within_a_long_one_is_a_text_of_its_own(ferry: Store) -> None:
    """Other articles may share it: the long one keeps its own."""
    rows = list(ferry.rows(SharedPassage))
    longest = max(rows, key=lambda row: row.words)
    inside: dict[str, Any] = {"a_end": longest.a_start + 20, "b_end": longest.b_start + 20, "words": 4}
    short = replace(longest, id="f" * 16, **inside)

    assert 3 == len(group_texts([*rows, short]))


def test_a_text_is_shown_with_its_articles_in_reading_order(ferry: Store) -> None:
    """The earliest first, the one without a date last, each with its exact words."""
    text = shared_texts(ferry, group_texts(ferry.rows(SharedPassage)))[0]

    assert ["Elsin Courier", "Port Gazette", None] == [article.outlet for article in text.articles]
    assert ["The ferry Alda left"] * 3 == [
        article.text[span.start : span.end][:19] for article, span in text.places
    ]


def test_the_words_in_which_two_sides_differ_are_spans_of_both() -> None:
    """Replaced, added and left out; case and quotation marks are no difference."""
    a, b = "“Forty crew were on board,” he said.", "About forty crew and a dog were aboard, he said"
    found = word_differences(a, Span(0, len(a)), b, Span(0, len(b)))

    assert [("", "About"), ("", "and a dog"), ("on board", "aboard")] == [
        (a[slice(*one.a)], b[slice(*one.b)]) for one in found
    ]


def test_a_text_has_the_origin_of_its_stretches(ferry: Store, make_store: MakeStore) -> None:
    """That of an utterance, or of another stretch, is not this text's."""
    group = group_texts(ferry.rows(SharedPassage))[0]
    story = find_story(ferry)
    origin = Origin(
        id="a" * 16, story=story.id, utterance=None, least=1, most=1, reasons=("3 articles share it",)
    )
    members = [
        OriginMember(
            id=f"{number:016x}",
            article=article,
            origin=origin.id,
            attribution=None,
            start=span.start,
            end=span.end,
            source="1" * 16,
            reasons=(),
        )
        for number, (article, span) in enumerate(group.stretches)
    ]
    store = make_store(ferry, origin, *members)
    with_origin, without = shared_texts(store, group_texts(store.rows(SharedPassage)))

    assert origin == with_origin.origin
    assert 3 == len(with_origin.sources)
    assert (None, {}) == (without.origin, without.sources)


@pytest.mark.parametrize("asked", [("Elsin Courier", "gazette.txt"), ("port gazette", "Courier")])
def test_two_articles_are_named_by_outlet_or_file(ferry: Store, asked: tuple[str, str]) -> None:
    """In either order, and only what those two share."""
    outlets = {article.id: article.outlet for article in ferry.articles()}

    assert [{"Elsin Courier", "Port Gazette"}] * 2 == [
        {outlets[row.a_article], outlets[row.b_article]} for row in passage_rows(ferry, between=asked)
    ]


def test_whoever_is_not_there_shares_nothing(ferry: Store) -> None:
    """A name that answers to no article is an error that says what to do."""
    with pytest.raises(NotFound, match="no article or outlet answers to 'Zork'"):
        passage_rows(ferry, between=("Elsin Courier", "Zork"))


def test_a_story_keeps_to_its_own_articles(ferry: Store) -> None:
    """A passage that leads out of it is shown for the collection, and not for the story."""
    ids = sorted(article.id for article in ferry.articles())[:2]
    story = Story(id=ids[0], title="The ferry", articles=tuple(ids))

    assert {frozenset(ids)} >= {
        frozenset({row.a_article, row.b_article}) for row in passage_rows(ferry, story=story)
    }
    assert len(passage_rows(ferry, story=story)) < len(passage_rows(ferry))


def test_nothing_shared_is_no_text(make_store: MakeStore, courier: Any) -> None:
    """An empty collection, and one of a single article."""
    empty = make_store(None)
    single: Article = courier.article

    assert [] == group_texts(passage_rows(empty))
    assert [] == group_texts(passage_rows(make_store(None, articles=[single])))
