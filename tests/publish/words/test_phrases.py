"""Values in words."""

from typing import Any

import pytest

from sayso.publish.words.phrases import (
    count_words,
    file_words,
    fold,
    interval_words,
    outlet_words,
    plain_times,
    published_words,
    rendered_words,
    shorten,
    source_name,
    speaks_for_words,
    where_words,
)
from sayso.records import Article, Speaker
from sayso.spans import Span


def article(**given: Any) -> Article:
    """A plain article of two lines."""
    return Article(**{"id": "a" * 16, "revision": "b" * 16, "text": "one\ntwo", "text_sha256": "", **given})


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2031-05-02", "2031-05-02", "2031-05-02"),
        ("2031-05-02", "2031-05-04", "2031-05-02 to 2031-05-04"),
        ("2031-05-02T10:05:00+02:00", "2031-05-02T10:05:00+02:00", "2031-05-02 10:05 +02:00"),
        ("2031-05-02T10:05:00Z", "2031-05-02T10:05:00Z", "2031-05-02 10:05 UTC"),
        ("2031-05-02", None, "2031-05-02 or later"),
        (None, "2031-05-02", "2031-05-02 or earlier"),
        (None, None, ""),
    ],
)
def test_an_interval_is_one_phrase(earliest: str | None, latest: str | None, words: str) -> None:
    """ISO days, because 02/05 is two days."""
    assert words == interval_words(earliest, latest)


def test_an_inferred_date_says_how_it_is_known() -> None:
    """A stated one needs no remark, an unknown one says unknown."""
    day = {"published_earliest": "2031-05-02", "published_latest": "2031-05-02"}

    assert "2031-05-02 (dateline)" == published_words(article(**day, published_basis="dateline"))
    assert "2031-05-02" == published_words(article(**day, published_basis="stated"))
    assert "date unknown" == published_words(article())


def test_a_place_in_a_plain_text_is_a_line_of_its_file() -> None:
    """As editors count them."""
    assert "x.txt:2 [4-7]" == where_words(article(path="in/x.txt"), Span(4, 7))
    assert "as rendered by an unknown outlet · x.txt:2 [4-7]" == rendered_words(
        article(path="in/x.txt"), Span(4, 7)
    )


def test_a_place_in_a_file_of_many_articles_is_no_line_of_that_file() -> None:
    """The article is named by its own id; its offsets are those of its text."""
    many = article(path="in/feed.jsonl.gz", external_id="f-7", outlet="Elsin Feed")

    assert "feed.jsonl.gz#f-7 [4-7]" == where_words(many, Span(4, 7))
    assert "as rendered by Elsin Feed · feed.jsonl.gz#f-7 [4-7]" == rendered_words(many, Span(4, 7))


def test_a_page_has_offsets_only() -> None:
    """The lines of an HTML file are not those of its text."""
    assert "x.html [4-7]" == where_words(article(path="x.html", media_type="text/html"), Span(4, 7))


def test_an_article_without_a_path_is_called_by_what_is_known() -> None:
    """URL, else its own id, else ours."""
    assert "https://a.example/b" == source_name(article(url="https://a.example/b"))
    assert "f-7" == source_name(article(external_id="f-7"))
    assert "outlet unknown (aaaaaaaaaaaaaaaa)" == outlet_words(article())


def test_counts_agree_with_their_nouns() -> None:
    """One story, two stories, a thousand articles."""
    assert ["1 story", "2 stories", "1,204 articles"] == [
        count_words(1, "story", "stories"),
        count_words(2, "story", "stories"),
        count_words(1204, "article"),
    ]


def test_a_long_text_is_cut_at_a_word() -> None:
    """With an ellipsis, and never longer than asked."""
    assert "the quick…" == shorten("the quick brown fox", most=12)
    assert "short" == shorten("short", most=12)
    assert 5 == len(shorten("x" * 100, most=5))


def test_instants_within_words_are_written_as_people_read_them() -> None:
    """Days and other numbers stay as they are."""
    told = "earlier (2031-05-02T16:05:00+00:00, before 2031-05-03T01:00:00+01:00); 2031-05-04; T3"

    assert "earlier (2031-05-02 16:05 UTC, before 2031-05-03 01:00 +01:00); 2031-05-04; T3" == plain_times(
        told
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("United Vale", "for the United Vale, as a leader"),
        ("U.N.", "for the U.N., as a leader"),
        ("EU", "for the EU, as a leader"),
        ("Unity Party", "for Unity Party, as a leader"),
        ("Euston Works", "for Euston Works, as a leader"),
    ],
)
def test_a_body_has_its_article_and_a_leader_is_one_of_several(body: str, words: str) -> None:
    """A minister leads a country as well as its president does."""
    speaker = Speaker(
        id="s", article="a", attribution="t", entity=None, mention=None, name="Mara Vint", type="person",
        basis="named", confidence=900, reasons=(), speaks_for=body, capacity="leader", speaks_for_span=None,
    )  # fmt: skip

    assert words == speaks_for_words(speaker)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("short enough", "short enough"),
        ("the wall has been watched since the autumn", "the wall has … the autumn"),
        ("x" * 50, "xxxxxxxxxxxxx … xxxxxxxxxxxxx"),
    ],
)
def test_a_long_text_keeps_its_ends(text: str, folded: str) -> None:
    """Whole words where there are some."""
    assert folded == fold(text, most=30)


@pytest.mark.parametrize(
    ("path", "url", "expected"),
    [
        ("https://a.example/2024/05/dam-holds?utm_source=rss", "https://a.example/2024/05/dam-holds", "dam-holds"),
        ("https://a.example/rss.xml", "https://a.example/news/4711", "a.example/4711"),
        ("http://a.example/", None, "a.example"),
        ("-", None, "pasted text"),
    ],
)  # fmt: skip
def test_a_page_is_called_by_the_last_part_of_its_address(path: str, url: str | None, expected: str) -> None:
    page = article(path=path, url=url)

    assert expected == source_name(page)
    assert ("pasted text" if path == "-" else url or path) == file_words(page)
