"""What an agency sends again, corrects and withdraws: the last version stands, whichever came in last."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, permutations
from pathlib import Path
from typing import Any

import pytest

from sayso.records import Article, Reading
from sayso.run import run
from sayso.settings import Settings
from sayso.store.sql import SqlStore
from sayso.testing import TOY_FLOW, differences, rebuilt, snapshot
from sayso.testing.checks import make_article
from sayso.testing.toys import Cluster, Name

ONE = make_article(1, "").id


@pytest.fixture
def store(place: Path | str) -> Iterator[SqlStore]:
    """An empty collection whose clock counts, in each database."""
    ticks = count(1)
    with SqlStore(place, clock=lambda: f"t{next(ticks)}") as made:
        yield made


EXCERPT: dict[str, Any] = {"completeness": "excerpt", "completeness_reason": "only what the feed gives"}


def version(number: int, text: str, status: str = "usable", **more: Any) -> Reading:
    """A version of article 1, changed at an hour of its number, as an agency states it."""
    article = make_article(1, text, updated=f"2031-05-07T{number:02d}:00:00+00:00", pubstatus=status, **more)
    return Reading(article, None, status == "usable")


def texts(store: SqlStore, article: str = ONE) -> list[tuple[str, str]]:
    """The texts of an article with what was said of their use, the current one last."""
    return [(revision.text, revision.pubstatus) for revision in store.revisions(article)]


VERSIONS = (
    version(1, "Brook one", title="First", outlet="Northwire"),
    version(2, "Brook two", notes=("editor's note: corrects",)),
    version(3, "", "canceled", notes=("editor's note: kill",)),
    version(4, "Brook four", title="Fourth"),
)


def of_article(reading: Reading, name: object) -> Reading:
    """The same version of another article."""
    named = make_article(name, reading.article.text)
    return reading._replace(article=replace(reading.article, id=named.id, revision=named.revision))


def in_every_order(store: SqlStore, versions: Sequence[Reading]) -> list[str]:
    """Articles whose versions came in every order, an article an order."""
    orders = list(permutations(versions))
    for step in range(len(versions)):
        store.add([of_article(order[step], name) for name, order in enumerate(orders)])
    run(store, TOY_FLOW, Settings(), workers=1)
    assert [] == store.check()
    assert 0 == store.status().stale
    return [make_article(name, "").id for name in range(len(orders))]


def test_versions_end_alike_in_whatever_order_they_come(store: SqlStore) -> None:
    for name in in_every_order(store, VERSIONS):
        article = store.article(name)
        assert ("Brook four", "usable", "Fourth", "Northwire") == (
            article.text,
            article.pubstatus,
            article.title,
            article.outlet,
        )
        every = [("Brook one", "usable"), ("Brook two", "usable"), ("", "canceled"), ("Brook four", "usable")]
        assert every == texts(store, name)
    assert [] == differences(rebuilt(list(store.articles()), TOY_FLOW, Settings()), snapshot(store, TOY_FLOW))


def test_a_withdrawn_article_ends_withdrawn_in_whatever_order_its_versions_come(store: SqlStore) -> None:
    for name in in_every_order(store, VERSIONS[:3]):
        article = store.article(name)
        assert ("", "canceled", "First") == (article.text, article.pubstatus, article.title)
        assert [("Brook one", "usable"), ("Brook two", "usable"), ("", "canceled")] == texts(store, name)
    assert [] == list(store.rows(Name))
    assert {"canceled": 6} == store.status().withdrawn


def test_the_same_versions_again_change_nothing(store: SqlStore) -> None:
    store.add(VERSIONS)
    before = store.article(ONE), store.revisions(ONE)

    assert () == store.add(reversed(VERSIONS)).changed
    assert before == (store.article(ONE), store.revisions(ONE))


def test_what_is_withdrawn_goes_from_what_was_made_of_it_at_once(store: SqlStore) -> None:
    store.add([version(1, "Brook Cedar"), make_article(2, "Brook")])
    run(store, TOY_FLOW, Settings(), workers=1)
    store.add([version(2, "", "canceled")])

    assert [make_article(2, "").id] == [name.article for name in store.rows(Name)]
    assert not any("Cedar" in cluster.names for cluster in store.rows(Cluster))
    assert {"withdrawn": 1} == {why: many for why, many in store.status().waiting.items() if why != "records"}
    assert [] == store.search("cedar")
    run(store, TOY_FLOW, Settings(), workers=1)
    assert [] == store.check()
    assert 0 == store.status().stale


def test_the_text_that_was_withdrawn_says_until_when_it_stood(store: SqlStore) -> None:
    store.add([version(1, "Brook Cedar")])
    store.add([version(2, "", "canceled")])

    told = [(one.text, one.pubstatus, one.added_at, one.replaced_at) for one in store.revisions(ONE)]
    assert [("Brook Cedar", "usable", "t1", "t2"), ("", "canceled", "t2", None)] == told


def test_a_notice_that_repeats_the_text_withdraws_it_as_well(store: SqlStore) -> None:
    store.add([version(1, "Brook Cedar")])
    run(store, TOY_FLOW, Settings(), workers=1)
    store.add([version(2, "Brook Cedar", "withheld")])
    run(store, TOY_FLOW, Settings(), workers=1)

    assert [("Brook Cedar", "usable"), ("Brook Cedar", "withheld")] == texts(store)
    assert [] == list(store.rows(Name))


def test_an_article_that_is_withheld_from_the_start_is_kept_and_not_read(store: SqlStore) -> None:
    added = store.add([version(1, "Brook Cedar", "withheld")])

    assert (ONE,) == added.added
    assert {} == store.status().waiting
    run(store, TOY_FLOW, Settings(), workers=1)
    assert [] == list(store.rows(Name))
    store.add([version(2, "Brook Cedar")])
    run(store, TOY_FLOW, Settings(), workers=1)
    assert [ONE] == sorted({name.article for name in store.rows(Name)})


def test_a_reading_that_says_nothing_of_its_use_brings_nothing_back(store: SqlStore) -> None:
    """A page or a record at the same address, read again each night, is no word of the agency."""
    record = make_article(1, "Brook Cedar", title="Known", authors=("Ada",))
    store.add([record])
    store.add([make_article(1, "", pubstatus="canceled")])
    again = store.add([record])

    assert (ONE,) == again.unchanged
    assert ("", "canceled", "Known") == (
        (article := store.article(ONE)).text,
        article.pubstatus,
        article.title,
    )
    assert [("Brook Cedar", "usable"), ("", "canceled")] == texts(store)
    store.add([Reading(record, None, says_usable=True)])
    assert ("Brook Cedar", "usable") == (store.article(ONE).text, store.article(ONE).pubstatus)


def test_of_versions_that_state_no_time_the_later_to_come_stands(store: SqlStore) -> None:
    store.add([make_article(1, "Brook")])
    store.add([make_article(1, "Cedar", updated="2031-05-07T10:00:00+00:00")])
    store.add([make_article(1, "Dunes", updated="2031-05-07")])

    assert "Dunes" == store.article(ONE).text


def test_days_are_compared_where_no_time_zone_can_turn_them(store: SqlStore) -> None:
    store.add([make_article(1, "Later", updated="2031-05-09")])
    store.add([make_article(1, "Earlier", updated="2031-05-07T10:00:00+00:00")])

    assert "Later" == store.article(ONE).text
    assert [("Earlier", "usable"), ("Later", "usable")] == texts(store)


def test_pages_and_their_excerpt_end_alike_in_whatever_order_they_come(store: SqlStore) -> None:
    """With gaps, and with days of publishing of which the first and the last contradict."""
    hour = "2031-05-07T{}:00:00+00:00".format
    stated = [
        {
            "published_earliest": f"2031-05-0{day}",
            "published_latest": f"2031-05-0{day}",
            "published_basis": "stated",
        }
        for day in (1, 2, 3)
    ]
    versions = [
        Reading(
            make_article(
                1, "Brook one", updated=hour(10), path="https://a.example", authors=("Ada",), **stated[0]
            )
        ),
        Reading(make_article(1, "Brook", updated=hour(12), path="feed.rss", **stated[1], **EXCERPT)),
        Reading(make_article(1, "Brook two", updated=hour(11), path="export.txt", title="Two", **stated[2])),
    ]
    ends = {replace(store.article(name), id="", revision="") for name in in_every_order(store, versions)}

    assert 1 == len(ends)
    [end] = ends
    assert ("Brook two", "Two", ("Ada",), "unknown") == (end.text, end.title, end.authors, end.completeness)
    assert ("2031-05-01", "2031-05-03", "doubtful") == (
        end.published_earliest,
        end.published_latest,
        end.published_basis,
    )
    assert hour(12) == end.updated


def test_an_earlier_text_stands_again_where_the_one_behind_it_is_said_to_be_less(store: SqlStore) -> None:
    store.add([version(1, "Brook Cedar"), version(2, "Brook")])
    store.add([version(2, "Brook", **EXCERPT)])
    run(store, TOY_FLOW, Settings(), workers=1)

    assert ("Brook Cedar", version(2, "").article.updated) == (
        (article := store.article(ONE)).text,
        article.updated,
    )
    assert [("Brook Cedar", "usable"), ("Brook", "usable"), ("Brook Cedar", "usable")] == texts(store)
    assert [] == differences(rebuilt(list(store.articles()), TOY_FLOW, Settings()), snapshot(store, TOY_FLOW))


def test_what_was_merged_before_single_readings_were_kept_counts_as_one(tmp_path: Path) -> None:
    place = tmp_path / "old.db"
    with SqlStore(place) as store:
        store.add([version(3, "Brook", title="Known"), version(4, "Cedar")])
    old = sqlite3.connect(place)
    old.execute("DROP TABLE readings")
    old.close()
    with SqlStore(place) as store:
        store.add([version(2, "Dunes", title="Earlier", language="en"), version(4, "Cedar")])
        article = store.article(ONE)

        assert ("Cedar", "Known", "en") == (article.text, article.title, article.language)
        assert ["Dunes", "Brook", "Cedar"] == [text for text, _ in texts(store)]
        assert [] == store.check()


def test_collections_from_before_there_were_versions_gain_what_they_lack(tmp_path: Path) -> None:
    place = tmp_path / "old.db"
    with SqlStore(place) as store:
        store.add([make_article(1, "Brook")])
        store.add([make_article(1, "Cedar")])
    old = sqlite3.connect(place)
    old.execute("ALTER TABLE revisions DROP COLUMN pubstatus")
    old.execute("ALTER TABLE revisions DROP COLUMN updated")
    old.commit()
    old.close()
    with SqlStore(place) as store:
        assert [("Brook", "usable"), ("Cedar", "usable")] == texts(store)
        article: Article = store.article(ONE)
        assert article.usable


PAGE = make_article(1, "Brook Cedar Dunes", completeness="unknown", outlet="Elsin Post")
CUT = make_article(
    1, "Brook", completeness="excerpt", completeness_reason="only what the feed gives", title="Ada"
)


@pytest.mark.parametrize("readings", [(PAGE, CUT, CUT), (CUT, PAGE, CUT)], ids=["page first", "feed first"])
def test_a_saved_feed_does_not_take_the_place_of_the_page(
    store: SqlStore, readings: Sequence[Article]
) -> None:
    """Its excerpt fills what is not known, and is kept among the texts; the same again changes nothing."""
    for reading in readings:
        store.add([reading])
    article = store.article(ONE)

    assert ("Brook Cedar Dunes", "unknown", "Ada") == (article.text, article.completeness, article.title)
    assert ["Brook", "Brook Cedar Dunes"] == sorted({text for text, _ in texts(store)})
    assert () == store.add([CUT]).changed


def test_a_person_may_say_of_the_same_text_that_it_is_an_excerpt(store: SqlStore) -> None:
    store.add([replace(PAGE, completeness="full")])
    store.add([replace(PAGE, completeness="excerpt", completeness_reason="stated")])

    assert "excerpt" == store.article(ONE).completeness
