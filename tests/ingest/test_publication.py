"""When an article was published: what is stated is weighed, what is contradicted is doubtful, a change is no publishing."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ingest import article_from_text, read
from sayso.ingest.articles import build
from sayso.ingest.dates import Published
from sayso.ingest.publication import Weighed, weigh
from sayso.ingest.reading import DateBy, DateOf, Draft, Given, Stated, StatedDate
from sayso.records import Article, Reading
from sayso.settings import Settings

BODY = "The old bridge over the Senn will close for a month, the harbour office said on Monday."
AT = "2031-05-03T10:05:00+00:00"


def said(value: str, by: DateBy = "page", of: DateOf = "published", field: str = "") -> StatedDate:
    return StatedDate(value, of, by, field)


def days(weighed: Weighed) -> tuple[str | None, str | None, str]:
    return weighed.earliest, weighed.latest, weighed.basis


def test_one_statement_is_the_date() -> None:
    assert ("2031-05-03", "2031-05-03", "stated") == days(weigh([said("May 3, 2031")]))
    assert (None, None, "unknown") == days(weigh([]))
    assert (None, None, "unknown") == days(weigh([said("None")]))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (AT, "2031-05-02"),
        (AT, "2031-05-04"),
        (AT, "2031-05-02T10:05:00+00:00"),
        ("2031-05-03", "2031-05-04"),
        ("May 2031", "2031-05-09"),
        (AT, "2031-05-03T14:05:00+04:00"),
    ],
)
def test_statements_within_a_day_agree_and_the_first_hand_one_counts(first: str, second: str) -> None:
    """Sites write days in their own time zones, and those are up to 26 hours apart."""
    weighed = weigh([said(second, "feed"), said(first)])

    assert ("stated", "", ()) == (weighed.basis, weighed.doubt, weighed.notes)
    assert weigh([said(first)]).earliest == weighed.earliest


@pytest.mark.parametrize("by", ["feed", "sitemap", "text", "web address"])
def test_statements_more_than_a_day_apart_are_doubtful_and_both_kept(by: DateBy) -> None:
    """Neither is preferred: the interval covers both, and the reason names who says what."""
    weighed = weigh([said("2031-05-01", by), said("2031-05-03", field="datePublished")])

    assert ("2031-05-01", "2031-05-03", "doubtful") == days(weighed)
    assert weighed.doubt.startswith("its page (datePublished) says 2031-05-03, ")
    assert weighed.doubt.endswith(" says 2031-05-01")


def test_two_moments_agree_up_to_24_hours() -> None:
    early, late = "2031-05-01T23:00:00+00:00", "2031-05-02T23:00:01+00:00"

    assert weigh([said(early), said(late, "feed")]).basis == "doubtful"
    assert weigh([said(early), said(late.replace(":01+", ":00+"), "feed")]).basis == "stated"


def test_a_date_of_change_is_no_date_of_publishing() -> None:
    """Not even where it is the only one that is known."""
    weighed = weigh(
        [said("2031-05-03", of="updated", field="dateModified"), said("2031-05-04", "sitemap", "updated")]
    )

    assert (None, None, "unknown") == days(weighed)
    assert weighed.updated == "2031-05-03"


@pytest.mark.parametrize(
    ("published", "updated", "basis"),
    [
        ("2031-05-03", "2031-05-02", "doubtful"),
        ("2031-05-03", "2031-05-03", "stated"),
        (AT, "2031-05-03T08:00:00+00:00", "doubtful"),
        (AT, "2031-05-03T09:30:00+00:00", "stated"),  # saved, and put out half an hour later
        (AT, "2031-05-03", "stated"),
        (AT, "1970-01-01", "stated"),
    ],
)
def test_nothing_is_changed_before_it_is_published(published: str, updated: str, basis: str) -> None:
    weighed = weigh([said(published), said(updated, of="updated")])

    assert basis == weighed.basis
    if basis == "doubtful":
        assert "was last changed before that" in weighed.doubt
        assert (published, updated) == (weighed.earliest, weighed.updated)


def test_a_change_is_held_against_the_date_of_the_same_source_alone() -> None:
    """A sitemap's lastmod is often that of another file."""
    weighed = weigh([said("2031-05-03"), said("2031-04-20", "sitemap", "updated")])

    assert ("stated", "2031-04-20") == (weighed.basis, weighed.updated)


@pytest.mark.parametrize(
    ("published", "seen", "basis"),
    [
        ("2031-05-05", "2031-05-03T10:05:00+00:00", "doubtful"),
        ("2031-05-04", "2031-05-03T10:05:00+00:00", "stated"),
        ("2031-05-04T09:00:00+00:00", "2031-05-03T10:05:00Z", "stated"),
        ("2031-05-04T11:00:00+00:00", "2031-05-03T10:05:00Z", "doubtful"),
        ("2131-05-03", "2031-05-03", "doubtful"),
        ("2131-05-03", "whenever", "stated"),
    ],
)
def test_a_date_after_the_fetching_lies_in_the_future(published: str, seen: str, basis: str) -> None:
    """More than a day after: within a day it may be another time zone's. Without a time of fetching nothing is known."""
    weighed = weigh([said(published)], seen=seen)

    assert (published, basis) == (weighed.earliest, weighed.basis)
    assert ("after it was fetched" in weighed.doubt) == (basis == "doubtful")


@pytest.mark.parametrize(
    ("published", "seen"),
    [
        (AT, "2031-05-03T10:05:03Z"),
        ("2031-05-03 10:05:00", "2031-05-03 10:05:00"),
    ],
)
def test_a_page_that_says_the_moment_of_its_fetching_says_nothing(published: str, seen: str) -> None:
    weighed = weigh([said(published)], seen=seen)

    assert "doubtful" == weighed.basis
    assert "the moment at which it was fetched" in weighed.doubt
    assert "stated" == weigh([said("2031-05-03")], seen="2031-05-03").basis


@pytest.mark.parametrize(
    "value",
    [
        "1970-01-01", "1970-01-01T00:00:00Z", "1969-12-31T19:00:00-05:00", "Thu, 01 Jan 1970 00:00:00 +0000",
        "0001-01-01", "0001-01-01T00:00:00", "1900-01-01 00:00:00.000", "9999-12-31T23:59:59Z",
    ],
)  # fmt: skip
def test_what_programs_write_for_no_date_is_doubtful(value: str) -> None:
    weighed = weigh([said(value)])

    assert "doubtful" == weighed.basis
    assert "what programs write for no date" in weighed.doubt
    assert weigh([said(value, of="updated")]).updated is None


def test_an_hour_of_new_years_day_1970_is_a_date() -> None:
    assert "stated" == weigh([said("1970-01-01T14:30:00+00:00")]).basis


def test_an_impossible_date_gives_way_to_one_that_is_possible_and_is_noted() -> None:
    weighed = weigh([said("1970-01-01"), said("2031-05-03", "feed", field="pubDate")])

    assert ("2031-05-03", "2031-05-03", "stated") == days(weighed)
    assert "its page says 1970-01-01, which is what programs write for no date" in weighed.notes[0]


@pytest.mark.parametrize(
    ("address", "basis"),
    [
        ("2031-05-01", "doubtful"),
        ("2031-05-02", "doubtful"),
        ("2031-05-03", "stated"),
        ("2031-05-04", "stated"),
    ],
)
def test_a_date_given_anew_with_each_change_is_told_by_an_earlier_day(address: str, basis: str) -> None:
    """Published and changed in the same second: where an address names the day before, it is the day of the change."""
    evening = "2031-05-03T20:05:00+00:00"
    weighed = weigh([said(evening), said(evening, of="updated"), said(address, "web address")])

    assert basis == weighed.basis
    assert evening == weighed.updated
    if basis == "doubtful":
        assert (address, evening) == (weighed.earliest, weighed.latest)


def test_a_day_that_ends_later_elsewhere_is_no_earlier_day() -> None:
    """On 3 May at 10:05 in London it is still 2 May on Baker Island."""
    weighed = weigh([said(AT), said(AT, of="updated"), said("2031-05-02", "web address")])

    assert "stated" == weighed.basis


def test_a_day_of_which_nobody_says_whose_it_is_comes_last() -> None:
    """It may be that of a change."""
    unclear = said("2031-05-03", of="either", field="time")

    assert ("2031-05-03", "2031-05-03", "doubtful") == days(weigh([unclear]))
    assert ("2031-05-02", "2031-05-02", "inferred") == days(
        weigh([unclear, said("2031-05-02", "web address")])
    )
    assert ("2031-05-01", "2031-05-01", "stated") == days(weigh([unclear, said("2031-05-01")]))
    assert "of publishing or of a change" in weigh([unclear, said("2031-05-01")]).notes[0]


def test_a_day_that_is_worked_out_is_not_taken_against_what_is_stated() -> None:
    """An extractor that finds no day of publishing gives that of the change."""
    updated = said("2031-05-03T08:00:00+00:00", of="updated")
    day = Published("2031-05-03", "2031-05-03")
    later = Published("2031-05-05", "2031-05-05")

    assert (None, None, "unknown") == days(weigh([updated], inferred=day))
    assert "is the day of its last change" in weigh([updated], inferred=day).notes[0]
    assert ("2031-05-03", "2031-05-03", "inferred") == days(weigh([], inferred=day))
    assert (None, None, "unknown") == days(weigh([updated], dateline=later))
    assert (None, None, "unknown") == days(weigh([], dateline=later, seen="2031-05-03"))
    assert ("2031-05-05", "2031-05-05", "dateline") == days(weigh([], dateline=later, inferred=day))


def test_a_change_in_the_future_or_at_the_fetching_is_noted_and_not_taken() -> None:
    """Else every reading of a page would find it changed."""
    for value in ("2031-05-09", "2031-05-03T10:05:01Z", "May 2031", "soon"):
        weighed = weigh([said(value, of="updated")], seen=AT)

        assert (None, 1) == (weighed.updated, len(weighed.notes))


def test_what_is_no_date_is_reported_to_whoever_wrote_it() -> None:
    weighed = weigh([said("soon"), said("2031-13-01", "feed"), said("2031-05-03", "command line")])

    assert ("2031-05-03", "stated", (said("soon"),)) == (weighed.earliest, weighed.basis, weighed.unreadable)
    assert (
        "the stated date 'soon' is no date",
        "the feed says '2031-13-01', which is no date",
    ) == weighed.notes


def test_a_table_beside_the_files_goes_before_a_page_and_not_before_the_address() -> None:
    table = said("2031-05-03", "sidecar")
    weighed = weigh([said("2031-05-09"), table])

    assert ("2031-05-03", "2031-05-03", "stated") == days(weighed)
    assert (
        "the table beside it says 2031-05-03, and is followed; its page says 2031-05-09",
    ) == weighed.notes
    assert "doubtful" == weigh([table, said("2031-05-09", "web address")]).basis


def test_what_a_person_looked_up_before_goes_before_everything() -> None:
    """A record that Sayso wrote says on what its date rests."""
    against = [
        said("2031-05-03", "record"),
        said("2031-04-01", "feed"),
        said("2030-01-01", "record", "updated"),
    ]

    assert ("2031-05-03", "2031-05-03", "reviewed") == days(
        weigh(against, own=("reviewed", ""), seen="2029-01-01")
    )
    doubtful = weigh(against[:1], own=("doubtful", "its feed said 2031-05-01"))
    assert ("doubtful", "its feed said 2031-05-01") == (doubtful.basis, doubtful.doubt)
    assert ("2031-05-03", "2031-05-03", "inferred") == days(weigh(against[:1], own=("inferred", "")))
    assert "stated" == weigh(against[:1], own=("stated", "")).basis


def records(tmp_path: Path, **fields: object) -> Article:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": BODY} | fields), encoding="utf-8")
    (found,) = [one.article for one in read([file], settings=Settings()) if isinstance(one, Reading)]
    return found


@pytest.mark.parametrize(
    "name",
    [
        "date_modify",
        "updated",
        "modified",
        "dateModified",
        "last_modified",
        "Last-Modified",
        "versioncreated",
    ],
)
def test_a_record_names_its_change_in_many_ways(tmp_path: Path, name: str) -> None:
    article = records(tmp_path, **{name: "2031-05-03T10:05:00Z"})

    assert (None, "unknown", AT, ()) == (
        article.published_earliest, article.published_basis, article.updated, article.notes,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["date_download", "crawled", "fetched_at", "date_crawled", "WARC-Date"])
def test_a_record_names_its_fetching_in_many_ways(tmp_path: Path, name: str) -> None:
    article = records(tmp_path, date_publish="2031-05-09", **{name: "2031-05-03 10:05:00"})

    assert ("2031-05-09", "doubtful") == (article.published_earliest, article.published_basis)
    assert "after it was fetched (2031-05-03 10:05:00)" in article.published_doubt
    assert article.notes[0].startswith("fetched, which is not published: 2031-05-03 10:05:00")


def test_two_days_of_publishing_in_one_record_are_doubtful(tmp_path: Path) -> None:
    article = records(tmp_path, date_publish="2031-05-03", pubDate="2031-05-07", date="2031-06-01")

    assert ("2031-05-03", "2031-05-07", "doubtful") == (
        article.published_earliest, article.published_latest, article.published_basis,
    )  # fmt: skip
    assert "its record says 2031-05-03, its record (pubdate) says 2031-05-07" == article.published_doubt
    assert any("2031-06-01, of publishing or of a change" in note for note in article.notes)


def test_what_sayso_wrote_is_read_as_it_stood(tmp_path: Path) -> None:
    """An export that comes back is not more certain than when it left."""
    for basis in ("doubtful", "reviewed", "inferred", "stated"):
        article = records(
            tmp_path, published={"earliest": "2031-05-03", "latest": "2031-05-04"}, published_basis=basis,
            published_doubt="its feed said otherwise" if basis == "doubtful" else "",
        )  # fmt: skip

        assert ("2031-05-03", "2031-05-04", basis) == (
            article.published_earliest, article.published_latest, article.published_basis,
        )  # fmt: skip
        assert (basis == "doubtful") == bool(article.published_doubt)


def test_the_command_line_fills_in_and_its_date_is_weighed_too() -> None:
    address = "https://a.example/2031/05/01/bridge"

    assert (
        "stated" == article_from_text(BODY, given=Given(published="2031-05-02", url=address)).published_basis
    )
    assert (
        "doubtful"
        == article_from_text(BODY, given=Given(published="2031-05-03", url=address)).published_basis
    )


def test_a_sidecar_is_weighed_with_what_a_page_says(tmp_path: Path) -> None:
    """Its row goes before the page, and what the page says is not lost."""
    page = f'<html><head><meta property="article:published_time" content="2031-05-09T10:00:00Z"></head><body><article><p>{BODY}</p><p>{BODY}</p></article></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    table = tmp_path / "about.csv"
    table.write_text("file,published,updated\na.html,2031-05-03,2031-05-04\n", encoding="utf-8")

    (found,) = read([tmp_path / "a.html"], sidecar=table, settings=Settings())

    assert isinstance(found, Reading)
    article = found.article
    assert ("2031-05-03", "stated", "2031-05-04") == (
        article.published_earliest,
        article.published_basis,
        article.updated,
    )
    assert any("its page says 2031-05-09" in note for note in article.notes)


def test_a_reader_gives_statements_and_the_day_of_fetching() -> None:
    draft = Draft(
        text=BODY, stated=Stated(published="2031-05-03"), seen="2031-05-04T00:00:00Z", dates=(said("2031-05-01", "feed"),)
    )  # fmt: skip
    article = build(draft, given=Given())[0].article

    assert ("doubtful", None, None, False) == (
        article.published_basis, article.day_from, article.day_to, article.firmly_dated,
    )  # fmt: skip


def test_the_command_line_is_not_followed_against_the_article_and_that_is_noted() -> None:
    """It holds for many articles; but what cannot be a date gives way to it."""
    article = build(
        Draft(text=BODY, stated=Stated(published="2031-05-03")), given=Given(published="2031-05-09")
    )[0].article
    assert ("2031-05-03", "stated") == (article.published_earliest, article.published_basis)
    assert (
        "published '2031-05-03' is stated by the article itself and kept; the command line says '2031-05-09'",
    ) == article.notes

    article = build(
        Draft(text=BODY, stated=Stated(published="1970-01-01")), given=Given(published="2031-05-09")
    )[0].article
    assert ("2031-05-09", "stated") == (article.published_earliest, article.published_basis)
    assert "not taken as the date of publishing: its record says 1970-01-01" in article.notes[0]


dates = st.one_of(
    st.text(max_size=40),
    st.dates(date(1500, 1, 1), date(2199, 12, 31)).map(date.isoformat),
    st.builds(
        lambda day, time, zone: f"{day}T{time:%H:%M:%S}{zone}",
        st.dates(date(1500, 1, 2), date(2199, 12, 30)),
        st.times(),
        st.sampled_from(["Z", "+14:00", "-12:00", ""]),
    ),
    st.sampled_from(
        ["1970-01-01", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59Z", "May 2031", "2031", "0"]
    ),
)
statements = st.builds(
    StatedDate,
    dates,
    st.sampled_from(["published", "updated", "seen", "either"]),
    st.sampled_from(
        ["record", "page", "wire", "feed", "sitemap", "text", "sidecar", "command line", "web address"]
    ),
    st.sampled_from(["", "datePublished"]),
)


@given(st.lists(statements, max_size=5), st.one_of(st.none(), dates))
def test_whatever_is_stated_an_interval_comes_of_it_or_none(said: list[StatedDate], seen: str | None) -> None:
    """Never an error; a doubtful date always says why, and no other ever does."""
    weighed = weigh(said, seen=seen)

    assert (weighed.basis == "doubtful") == bool(weighed.doubt)
    assert (weighed.basis == "unknown") == (weighed.earliest is None) == (weighed.latest is None)
    assert weighed.earliest is None or weighed.latest is None or weighed.earliest[:10] <= weighed.latest[:10]
    assert weighed == weigh(said, seen=seen)
