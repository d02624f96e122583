"""Versions of one article make one article, whichever came first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Article, PublishedBasis, Reading
from sayso.store import open_store
from sayso.store.merging import in_order, merged
from sayso.store.sql import SqlStore
from sayso.testing import make_article

BASES: tuple[PublishedBasis, ...] = ("stated", "inferred", "dateline", "doubtful")
DAYS = [None, "2031-05-01", "2031-05-02", "2031-05-03", "2031-05-07"]
PLACES = ["https://paper.example/ada", "https://paper.example/ada?m", "ada.json", "export.txt"]
OF_WHAT_STANDS = (
    *("text", "pubstatus", "updated", "completeness", "completeness_reason"),
    *("published_earliest", "published_latest", "published_basis", "published_doubt"),
)


@st.composite
def versions(draw: st.DrawFn, /, updated: str | None, *, texts: Sequence[str], **stated: Any) -> Reading:
    """A version with gaps."""
    day, last = (draw(st.sampled_from(DAYS)) for _ in range(2))
    basis = draw(st.sampled_from(BASES)) if day else "unknown"
    first, last = sorted((day, last)) if day and last and draw(st.booleans()) else (day, day)
    article = replace(
        make_article(1, draw(st.sampled_from(texts))),
        path=draw(st.sampled_from(PLACES)),
        updated=updated,
        published_earliest=first,
        published_latest=last,
        published_basis=basis,
        published_doubt=draw(st.sampled_from(["the feed says otherwise", "after it was fetched"]))
        if basis == "doubtful"
        else "",
        title=draw(st.sampled_from([None, "Ada", "Ada came"])),
        language=draw(st.sampled_from([None, "en"])),
        authors=draw(st.sampled_from([(), ("Ada Brill",)])),
        notes=draw(st.sampled_from([(), ("read", "twice")])),
    )
    article = replace(article, **stated)
    return Reading(article, None, article.usable and draw(st.booleans()))


@st.composite
def told_apart(draw: st.DrawFn) -> list[Reading]:
    """Three to five versions, of which each says when it was changed, in the order of these times."""
    texts = ["Ada came.", "Ada came", "Ada came. She left.", "Ada left.", ""]
    hours = draw(st.lists(st.integers(10, 20), min_size=3, max_size=5, unique=True))
    return [
        draw(
            versions(
                f"2031-05-08T{hour}:00:00+00:00",
                texts=texts,
                pubstatus=draw(st.sampled_from(["usable", "usable", "withheld", "canceled"])),
                completeness=draw(st.sampled_from(["unknown", "excerpt", "partial", "full"])),
            )
        )
        for hour in sorted(hours)
    ]


@settings(max_examples=40, deadline=None)
@given(told_apart())
def test_versions_that_say_when_they_were_changed_end_alike_in_every_order(readings: list[Reading]) -> None:
    """So what they come to is a function of the set: commutative, associative, and the same again changes nothing."""
    made = merged(readings)

    assert [made] == list({merged(order): None for order in permutations(readings)})
    assert made == merged([*readings, readings[0]]) == merged([readings[-1], *readings])
    assert [*readings] == in_order(readings[::-1], [one.article.updated for one in readings[::-1]])


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_is_told_otherwise_than_by_time_does_not_depend_on_the_order(data: st.DataObject) -> None:
    """Pages that say when they were changed beside an excerpt and a withdrawal that may not, and where no file is mended."""
    feed, notice = (
        data.draw(st.sampled_from([None, "2031-05-08T15:00:00+00:00", "2031-05-08"])) for _ in "ab"
    )
    pages = [
        data.draw(versions(f"2031-05-08T{hour}:00:00+00:00", texts=["Ada came.", "Ada left."], path=None))
        for hour in data.draw(st.lists(st.sampled_from([10, 12, 18]), min_size=1, max_size=3, unique=True))
    ]
    cut = data.draw(versions(feed, texts=["Ada."], completeness="excerpt", completeness_reason="feed"))
    kill = data.draw(versions(notice, texts=["", "Ada came."], pubstatus="canceled"))
    readings = [
        one._replace(says_usable=False) for one in (*pages, cut, *data.draw(st.sampled_from([[], [kill]])))
    ]
    readings = [
        one._replace(article=replace(one.article, path=f"https://paper.example/{at}"))
        for at, one in enumerate(readings)
    ]
    ends = {
        tuple(getattr(merged(order), name) for name in OF_WHAT_STANDS) for order in permutations(readings)
    }

    assert 1 == len(ends), ends


@pytest.fixture(scope="module")
def store() -> Iterator[SqlStore]:
    with open_store(":memory:") as made:
        yield made


@settings(max_examples=12, deadline=None)
@given(readings=told_apart(), data=st.data())
def test_a_store_keeps_what_it_takes_to_make_them_end_alike(
    store: SqlStore, readings: list[Reading], data: st.DataObject
) -> None:
    """Though it is given them one by one, and some twice; and no text is lost."""
    given_twice = [*readings, *data.draw(st.lists(st.sampled_from(readings), max_size=2))]
    made = merged(readings)
    for order in (given_twice, given_twice[::-1], data.draw(st.permutations(given_twice))):
        number = len(store.article_ids()) + 1
        for reading in order:
            named = make_article(f"drawn {number}", reading.article.text)
            same = replace(reading.article, id=named.id, revision=named.revision)
            store.add([reading._replace(article=same)])
        kept = store.article(named.id)
        assert made == replace(kept, id=made.id, revision=made.revision)
        texts = {(one.text, one.pubstatus == "usable") for one in store.revisions(kept.id)}
        assert {(one.article.text, one.article.usable) for one in readings} == texts


def page(hour: int | None, text: str, **more: Any) -> Article:
    updated = None if hour is None else f"2031-05-08T{hour}:00:00+00:00"
    return make_article(1, text, updated=updated, **more)


FULL = page(10, "Ada came. She left.", title="Ada", completeness="unknown")
CUT = page(
    12, "What Ada did", title="Ada!", language="en", completeness="excerpt", completeness_reason="feed"
)


def ends(*articles: Article) -> Article:
    """What they come to in every order."""
    [made] = {merged([Reading(one) for one in order]): None for order in permutations(articles)}
    return made


def test_an_excerpt_that_was_touched_later_does_not_take_the_place_of_its_page() -> None:
    made = ends(FULL, CUT)

    assert (FULL.text, "unknown", "Ada", "en") == (made.text, made.completeness, made.title, made.language)
    assert CUT.updated == made.updated


def test_a_page_that_was_changed_meanwhile_takes_the_place_of_both() -> None:
    """The time of the excerpt is told of the article and makes the page behind it no later version than it is."""
    edited = page(11, "Ada came. She stayed.")
    made = ends(FULL, CUT, edited)

    assert (edited.text, CUT.updated, "Ada") == (made.text, made.updated, "Ada")


def test_the_part_before_a_paywall_does_not_take_the_place_of_the_whole() -> None:
    part = page(12, "Ada  came…", completeness="partial")

    assert (FULL.text, part.updated) == ((made := ends(FULL, part)).text, made.updated)
    assert "She stayed" == ends(FULL, replace(part, text="She stayed", revision="2")).text


def test_what_is_not_said_to_be_incomplete_may_be_shorter() -> None:
    """A paragraph may have been taken out because it was wrong."""
    assert "Ada came." == ends(FULL, page(12, "Ada came.", completeness="unknown")).text


def test_an_excerpt_brings_no_text_back_that_was_withdrawn_before() -> None:
    made = ends(FULL, page(11, "", pubstatus="canceled"), CUT)

    assert (CUT.text, "usable") == (made.text, made.pubstatus)


def test_of_two_notices_each_has_to_be_lifted() -> None:
    """A later version ends the one that says when it came, and not the one of which nobody knows that."""
    notices = page(10, "", pubstatus="canceled"), page(None, "", pubstatus="withheld")

    assert "withheld" == ends(*notices, page(12, "Ada came.")).pubstatus


def test_a_gap_is_filled_by_the_latest_that_knows_and_last_by_an_excerpt() -> None:
    known = page(10, "One", title="First", outlet="Elsin Post"), page(11, "Two", title="Second")
    made = ends(*known, page(12, "Three"), replace(CUT, updated="2031-05-08T13:00:00+00:00"))

    assert ("Three", "Second", "Elsin Post", "en") == (made.text, made.title, made.outlet, made.language)


def test_a_later_version_without_a_time_does_not_turn_those_around_that_have_one() -> None:
    first, last, other = page(10, "One"), page(12, "Three"), page(None, "Two")

    for order in permutations((first, last, other)):
        stands = merged([Reading(one) for one in order]).text
        assert stands == ("Two" if order.index(other) > order.index(last) else "Three")


def test_the_last_day_that_there_is_is_a_time_of_change() -> None:
    assert "Far" == ends(page(11, "Two"), make_article(1, "Far", updated="9999-12-31")).text
