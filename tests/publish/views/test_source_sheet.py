"""Where reports have what they say from: every figure with its places, and what is not known as unknown."""

from typing import Any

import pytest

from sayso.ids import make_id
from sayso.publish.views.source_sheet import SourceRow, source_sheet
from sayso.publish.views.stories import find_story
from sayso.records import Article, Attribution, Clause, Credit, Entity, Sentence, Story, Window
from sayso.spans import Span
from sayso.store.protocol import Store
from sayso.testing.checks import make_article


def rows_by_path(store: Store) -> dict[str | None, SourceRow]:
    """The rows of the only story."""
    return {row.article.path: row for row in source_sheet(store, find_story(store)).rows}


def test_known_inferred_and_unknown_dates_are_told_apart(harbour: Store, make_store: Any) -> None:
    bare = rows_by_path(harbour)
    gazette = bare["reports/002.txt"].article
    window = Window(
        id="w", article=gazette.id, earliest="2031-05-01", latest=None, evidence=(Span(0, 4),), reasons=("r",)
    )
    told = rows_by_path(make_store(harbour, window))

    assert ["known", "unknown"] == [
        bare[path].date_basis for path in ("reports/courier.txt", "reports/002.txt")
    ]
    assert "inferred" == told["reports/002.txt"].date_basis


def test_what_is_shared_is_counted_in_words_of_the_article_once(ferry: Store) -> None:
    found = rows_by_path(ferry)
    courier, clipping = found["reports/courier.txt"], found["reports/clipping.txt"]

    assert (23, 22, 1) == (courier.words, courier.shared_words, courier.own_words)
    assert 957 == courier.shared_share
    assert [22, 15] == [part.words for part in courier.shared]
    assert (3, 16) == (clipping.own_words, clipping.shared_words)


def test_sources_are_named_or_unknown_and_quotations_go_by_channel(harbour: Store) -> None:
    courier = rows_by_path(harbour)["reports/courier.txt"]

    assert [("named", "Mara Vint", 2), ("unknown", "", 1)] == [
        (source.kind, source.name, len(source.said)) for source in courier.sources
    ]
    assert [("interview", 1), (None, 2)] == [
        (channel.kind, len(channel.said)) for channel in courier.channels
    ]
    assert 3 == len(courier.quotations)
    assert 1 == len(courier.unread)


def test_an_article_in_which_nothing_was_read_says_so(harbour: Store) -> None:
    assert {False} == {row.read for row in rows_by_path(harbour).values()}


def test_discrepancies_stand_with_the_articles_that_take_part(bridge: Store) -> None:
    found = rows_by_path(bridge)

    assert [2, 1, 1, 1] == [
        len(found[f"reports/{name}.txt"].discrepancies)
        for name in ("courier", "gazette", "later", "clipping")
    ]


def clause(article: Article, words: str, predicate: str, agent: str, **given: Any) -> Clause:
    at, verb, who = (article.text.index(part) for part in (words, predicate, agent))
    plain: dict[str, Any] = {"agent_entity": "lisk", "verb": "seiz"}
    return Clause(
        id=make_id("Clause", article.id, at, predicate), article=article.id, start=at, end=at + len(words),
        predicate=Span(verb, verb + len(predicate)), agent=Span(who, who + len(agent)), **(plain | given),
    )  # fmt: skip


TEXT = (
    "Troops take mill\n"
    "Troops seized the mill on Friday. “Troops seized the bridge,” Vint said. Troops may seize the dam.\n"
    "Troops closed the gate, Radio Lisk reported. Troops left. Vint said.\n"
)


@pytest.fixture
def mill(make_store: Any) -> Store:
    """One report with a claim of its own, a quoted one, one to come and one with a credit."""
    article = make_article(0, TEXT)
    story = Story(id=article.id, title="Troops take mill", articles=(article.id,))
    quote = article.text.index("“")
    said = Attribution(
        id="s", article=article.id, kind="direct", content=(Span(quote, article.text.index("”") + 1),), cue=None,
        source=None, confidence=900, reasons=(),
    )  # fmt: skip
    reported = article.text.index("Troops closed")
    credit = Credit(
        id="c", article=article.id, start=reported, end=reported + 10, kind="reported", carrier="Radio Lisk",
        named=Span(reported, reported + 5), reach=Span(reported, article.text.index("Troops left") - 1),
        wider=Span(article.text.index("Troops left"), len(article.text)),
    )  # fmt: skip
    return make_store(  # type: ignore[no-any-return]
        None,
        story,
        said,
        credit,
        Sentence(id="x", article=article.id, start=0, end=16, paragraph=0),
        Entity(id="lisk", article=article.id, name="Troops", type="group", named=False, mentions=()),
        clause(article, "Troops seized the mill on Friday", "seized the mill", "Troops seized"),
        clause(
            article, "Troops seized the bridge", "seized the bridge", "Troops seized the b", attribution="s"
        ),
        clause(article, "Troops may seize the dam", "may seize", "Troops may", reality="possible"),
        clause(article, "Troops closed the gate", "closed", "Troops closed"),
        clause(article, "Troops left", "left", "Troops left"),
        clause(article, "the mill on Friday", "mill on", "Troops seized", verb="be"),
        articles=[article],
    )


def test_only_what_the_outlet_tells_itself_without_a_source_is_its_own_claim(mill: Store) -> None:
    (row,) = source_sheet(mill, find_story(mill)).rows

    assert row.read
    assert [("Troops seized the mill on Friday", False), ("Troops left", True)] == [
        (row.article.text[slice(*claim.span)], claim.maybe_credited) for claim in row.own_claims
    ]


def test_a_story_of_one_article_shares_nothing_and_takes_part_in_nothing(mill: Store) -> None:
    (row,) = source_sheet(mill, find_story(mill)).rows

    assert ((), (), 0, 0) == (row.shared, row.discrepancies, row.shared_words, row.shared_share)
    assert ("unknown", "unknown", None) == (row.date_basis, row.article.completeness, row.article.outlet)
    assert ["Radio Lisk"] == [credit.carrier for credit in row.credits]
