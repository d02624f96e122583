"""Which way shared text went: by who credits whom, by stated times with that said, and else unknown."""

from dataclasses import replace
from typing import Any

import pytest

from sayso.records import Article, Credit, CreditKind, Sentence
from sayso.resolve.reuse.credits import Course, covers, direction_of
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.testing.checks import make_article

TEXT = "Rain fell on Kessary. The bridge was closed before noon because engineers found rust on both its piers. Cars wait there."
FIRST, PASSAGE, LAST = Span(0, 21), Span(22, 102), Span(103, 119)
INLAND, VEGA = "The Inland Post", "Vega TV"


def side(
    outlet: str | None,
    *given: tuple[str, Span],
    wider: Span | None = None,
    kind: CreditKind = "reported",
    words: Span | None = None,
    **dates: Any,
) -> Bundle:
    """An article that credits carriers in sentences of its own."""
    article: Article = make_article(outlet, TEXT, outlet=outlet, **dates)
    return Bundle(
        article,
        {
            Sentence: tuple(
                Sentence(id=f"s{n}", article=article.id, start=span.start, end=span.end, paragraph=0)
                for n, span in enumerate((FIRST, PASSAGE, LAST))
            ),
            Credit: tuple(
                Credit(
                    id=f"{carrier} {reach}",
                    article=article.id,
                    start=(words or reach).start,
                    end=(words or reach).end,
                    kind=kind,
                    carrier=carrier,
                    named=Span(reach.start, reach.start + 4),
                    reach=reach,
                    wider=wider,
                )
                for carrier, reach in given
            ),
        },
    )


def stated(day: str) -> dict[str, Any]:
    return {"published_earliest": day, "published_latest": day, "published_basis": "stated"}


def course(a: Bundle, b: Bundle) -> Course:
    return direction_of(a, b, PASSAGE, PASSAGE)


def test_the_one_that_credits_the_other_has_it_from_there() -> None:
    there = course(side(INLAND), side(VEGA, ("Inland Post", PASSAGE)))
    back = course(side(INLAND, ("vegatv.example", PASSAGE)), side(VEGA))

    assert there[:2] == ("a_to_b", "credit")
    assert there.why.startswith("Vega TV credits The Inland Post: “The bridge")
    assert back[:2] == ("b_to_a", "credit")


def test_a_credit_of_ones_own_outlet_shows_nothing() -> None:
    assert course(side(INLAND, ("Inland Post", PASSAGE)), side(VEGA))[:2] == ("unknown", "none")


def test_a_credit_in_another_sentence_is_a_suggestion_and_no_direction() -> None:
    found = course(side(INLAND), side(VEGA, ("Inland Post", LAST), wider=Span(0, 119)))

    assert found[:2] == ("unknown", "none")
    assert "may cover this" in found.why


def test_a_credit_elsewhere_without_a_wider_reach_is_not_even_that() -> None:
    assert "elsewhere" not in course(side(INLAND), side(VEGA, ("Inland Post", LAST))).why


def test_both_crediting_a_third_have_it_from_there() -> None:
    found = course(
        side(INLAND, ("AP", PASSAGE), words=Span(22, 30)),
        side(VEGA, ("Associated Press", PASSAGE), words=Span(60, 73)),
    )

    assert found[:2] == ("common_source", "credit")
    assert found.why == "both credit AP, which is neither of the two outlets"


def test_a_credit_that_was_copied_along_with_the_text_shows_no_common_source() -> None:
    found = course(side(INLAND, ("AP", PASSAGE)), side(VEGA, ("AP", PASSAGE)))

    assert found[:2] == ("unknown", "none")
    assert found.why == "direction unknown: both credit AP, in words that they share"


@pytest.mark.parametrize("carrier", ["Dispatches", "state media", "news agencies"])
def test_what_names_no_outlet_is_no_common_source(carrier: str) -> None:
    found = course(side(INLAND, (carrier, PASSAGE)), side(VEGA, (carrier, PASSAGE)))

    assert found[:2] == ("unknown", "none")


def test_crediting_each_other_or_two_others_leaves_it_open() -> None:
    each = course(side(INLAND, (VEGA, PASSAGE)), side(VEGA, (INLAND, PASSAGE)))
    two = course(side(INLAND, ("AP", PASSAGE)), side(VEGA, ("Nahl", PASSAGE)))

    assert each.why == "direction unknown: each credits the other"
    assert two.why == "direction unknown: The Inland Post credits AP, Vega TV credits Nahl"


def test_two_articles_of_one_outlet_are_told_apart_by_their_headlines() -> None:
    one, two = side(VEGA, ("AP", PASSAGE)), side(VEGA)
    later = Bundle(replace(two.article, title="A second look"), {Sentence: (), Credit: ()})

    assert "Vega TV (“A second look”) nobody" in direction_of(one, later, PASSAGE, PASSAGE).why


def test_stated_times_give_the_order_and_say_that_it_is_no_more() -> None:
    found = course(side(INLAND, **stated("2031-05-02")), side(VEGA, **stated("2031-05-01")))

    assert found[:2] == ("b_to_a", "times")
    assert found.why == (
        "Vega TV published it earlier in this collection (2031-05-01, before 2031-05-02); "
        "neither credits the other where the words stand"
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (stated("2031-05-01"), stated("2031-05-01")),
        (stated("2031-05-01"), stated("2031-05-02") | {"published_earliest": "2031-04-30"}),
        (stated("2031-05-01"), stated("2031-05-02") | {"published_basis": "inferred"}),
        (stated("2031-05-01"), {}),
    ],
)
def test_times_that_overlap_or_are_not_stated_give_none(one: dict[str, Any], two: dict[str, Any]) -> None:
    assert course(side(INLAND, **one), side(VEGA, **two))[:2] == ("unknown", "none")


def test_times_give_none_for_a_quotation() -> None:
    speech = "He said: “The bridge was closed before noon because engineers found rust on both its piers.”"
    a, b = (
        Bundle(make_article(outlet, speech, outlet=outlet, **stated(day)), {Sentence: (), Credit: ()})
        for outlet, day in ((INLAND, "2031-05-01"), (VEGA, "2031-05-02"))
    )

    assert direction_of(a, b, Span(10, 80), Span(10, 80))[:2] == ("unknown", "none")


def test_times_give_none_where_a_third_is_credited() -> None:
    found = course(side(INLAND, **stated("2031-05-01")), side(VEGA, ("AP", PASSAGE), **stated("2031-05-02")))

    assert found[:2] == ("unknown", "none")
    assert found.why == "direction unknown: Vega TV credits AP, The Inland Post nobody"


def test_times_give_none_where_a_dateline_may_cover_the_words() -> None:
    whole = Span(0, 119)
    a = side(INLAND, ("AP", FIRST), wider=whole, kind="dateline", **stated("2031-05-01"))
    b = side(VEGA, ("AP", FIRST), wider=whole, kind="dateline", **stated("2031-05-02"))

    assert course(a, b).why == "direction unknown: both may be from AP, which each credits elsewhere"


def test_a_dateline_that_may_cover_the_words_is_told_as_one() -> None:
    a = side(INLAND, ("AP", FIRST), wider=Span(0, 119), kind="dateline")

    assert course(a, side(VEGA)).why == (
        "direction unknown: The Inland Post carries AP in its dateline, which may cover this"
    )


def test_several_unnamed_outlets_near_by_suggest_nothing() -> None:
    a = side(INLAND, ("Dispatches", FIRST), wider=Span(0, 119), kind="dateline")

    assert course(a, side(VEGA)).why == "direction unknown: neither credits the other where the words stand"


def test_an_article_without_an_outlet_is_nobodys_source() -> None:
    assert course(side(None), side(VEGA, ("Inland Post", PASSAGE)))[:2] == ("unknown", "none")


def test_a_passage_that_ends_with_a_word_of_a_sentence_is_not_covered_by_it() -> None:
    assert covers(Span(0, 100), Span(10, 40))
    assert covers(Span(10, 40), Span(0, 100))
    assert not covers(Span(0, 100), Span(95, 195))
    assert not covers(Span(0, 10), Span(10, 20))
