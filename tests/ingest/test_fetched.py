"""What an answer from the web holds is told by how it begins, then by what it is said to be."""

import io
import json
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.ingest.exports import factiva_coded

from sayso.errors import FetchError, InputError
from sayso.ingest import Given, read
from sayso.ingest.fetched import draft_of_answer
from sayso.ingest.reading import Draft
from sayso.records import Article, Failure, Reading
from sayso.settings import Limits, Settings

AT = datetime(2031, 5, 3, 8, tzinfo=UTC)
ASKED = "https://harbour.example/go?id=7"
URL = "https://harbour.example/news/ferry"
WORDS = (
    "The ferry across the Senn will not run on Friday, the harbour office said. "
    "Ada Morrow, who heads it, said that the landing had to be repaired before the summer. "
)
PAGE = f"""<html lang="en"><head><title>No ferry on Friday</title>
<meta property="article:published_time" content="2031-05-02T07:00:00+00:00"></head>
<body><article><h1>No ferry on Friday</h1><p>{WORDS * 3}</p><p>{WORDS}</p></article></body></html>"""


@dataclass
class Answer:
    """An answer as a fetcher would give it."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    asked: str = ASKED
    url: str = URL
    at: datetime = AT
    notes: tuple[str, ...] = ()


def drafts(body: bytes | str, content_type: str | None = "text/html; charset=utf-8") -> list[Draft]:
    """What comes of an answer."""
    raw = body.encode() if isinstance(body, str) else body
    found = draft_of_answer(
        raw, content_type=content_type, url=URL, asked=ASKED, seen=AT.isoformat(), limits=Limits()
    )
    return [draft for draft in found if isinstance(draft, Draft)]


def refusal(body: bytes | str, content_type: str | None = "text/html") -> str:
    """Why nothing comes of an answer."""
    with pytest.raises(InputError) as told:
        drafts(body, content_type)
    assert str(told.value).startswith(f"{ASKED}: ")
    return str(told.value)


def document(*paragraphs: str) -> bytes:
    """A DOCX of these paragraphs."""
    import docx

    made, held = docx.Document(), io.BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(held)
    return held.getvalue()


def test_a_page_is_an_article_at_the_address_that_answered() -> None:
    (draft,) = drafts(PAGE)

    assert "The ferry across the Senn" in draft.text
    assert (draft.path, draft.seen, draft.media_type) == (ASKED, AT.isoformat(), "text/html")
    assert (draft.stated.url, draft.stated.title) == (URL, "No ferry on Friday")
    assert draft.raw == PAGE.encode()


@pytest.mark.parametrize(
    "said", [None, "", "text/plain", "application/octet-stream", "application/xhtml+xml", "x/y"]
)
def test_a_page_is_one_whatever_the_server_says(said: str | None) -> None:
    assert "The ferry across the Senn" in drafts(PAGE, said)[0].text


def test_the_encoding_that_the_server_states_is_used() -> None:
    page = PAGE.replace("Senn", "Šenn").encode("iso-8859-2")

    assert "Šenn" in drafts(page, 'text/html; charset="ISO-8859-2"')[0].text


def test_plain_text_is_an_article_as_it_is() -> None:
    (draft,) = drafts("Žádný přívoz.\r\n".encode("cp1250"), "text/plain; charset=windows-1250")

    assert draft.text == "Žádný přívoz.\r\n"
    assert (draft.stated.url, draft.path, draft.seen) == (URL, ASKED, AT.isoformat())


@pytest.mark.parametrize("said", ["application/octet-stream", "text/html", None])
def test_a_document_is_read_as_one_whatever_the_server_says(said: str | None) -> None:
    rtf = rb"{\rtf1\ansi The ferry across the Senn will not run on Friday.\par}"
    for body in (rtf, document("The ferry across the Senn will not run on Friday.")):
        (draft,) = drafts(body, said)

        assert draft.text.strip() == "The ferry across the Senn will not run on Friday."
        assert (draft.stated.url, draft.path, draft.seen) == (URL, ASKED, AT.isoformat())


def test_a_wire_report_is_read_by_the_readers_of_files() -> None:
    report = {
        "uri": "urn:newsml:harbour.example:7",
        "type": "text",
        "pubstatus": "usable",
        "headline": "No ferry",
        "body_text": WORDS,
    }

    (draft,) = drafts(json.dumps(report), "application/json")

    assert WORDS.strip() in draft.text
    assert draft.path == ASKED


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>', "text/html"),
        ("\ufeff<?xml version='1.0'?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'/>", "text/xml"),
        ("<rdf:RDF xmlns:rdf='x'></rdf:RDF>", "application/xml"),
        ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'></urlset>", "application/xml"),
        ("<sitemapindex></sitemapindex>", None),
        ("<opml version='2.0'><body/></opml>", "text/x-opml"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "application/json"),
        ("anything", "application/rss+xml; charset=utf-8"),
    ],
)
def test_a_feed_is_no_article_and_the_way_to_read_it_is_told(body: str, said: str | None) -> None:
    told = refusal(body, said)

    assert "a feed or a sitemap, not an article" in told
    assert f"`sayso watch {ASKED} --once`" in told


@pytest.mark.parametrize(
    ("body", "said", "why"),
    [
        (b"", "text/html", "the answer is empty"),
        (b" \r\n\t", "text/html", "the answer is empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "text/html", "a PNG image, no article"),
        (b"\x1f\x8b\x08\x00" + b"\0" * 50, "application/gzip", "no article"),
        (b"\x00\x01\x02\x03" * 100, "application/octet-stream", "no article"),
        (b"PAR1" + b"\x00" * 90, "application/octet-stream", "no article"),
        (b"body { color: red }", "text/css", "text/css that is neither a page nor a report"),
        (b"let a = 1;", "text/javascript", "neither a page nor a report"),
        (b"<svg xmlns='x'><path/></svg>", "image/svg+xml", "neither a page nor a report"),
        (b"<other><x/></other>", "application/xml", "neither a page nor a report"),
        (b"outlet,text\nA,B\n", "text/csv", "neither a page nor a report"),
    ],
)
def test_what_is_neither_is_refused_by_name(body: bytes, said: str, why: str) -> None:
    assert why in refusal(body, said)


def test_telling_what_an_answer_is_takes_no_time() -> None:
    hurting = [
        "<!-- " * 2_000,
        "<?" * 4_000,
        " " * 8_192,
        "<!" + "a" * 8_000,
        "{" + '"a":1,' * 1_300,
        "<!--" + "->" * 4_000,
    ]
    begin = time.process_time()
    for body in hurting:
        with suppress(InputError):
            drafts(body, "application/xml")

    assert time.process_time() - begin < 1


# --- addresses as inputs ------------------------------------------------------------------------------------------


def outcome(*inputs: str, **options: object) -> tuple[list[Article], list[Failure]]:
    """The articles and the failures of one reading."""
    rows = list(read(inputs, settings=Settings(), **options))  # type: ignore[arg-type]
    return [row.article for row in rows if isinstance(row, Reading)], [
        row for row in rows if isinstance(row, Failure)
    ]


def test_addresses_are_inputs_like_files_in_their_order_and_each_once(tmp_path: Path) -> None:
    asked: list[str] = []

    def fetch(address: str) -> Answer:
        asked.append(address)
        return Answer(PAGE.replace("ferry", f"ferry {len(asked)}").encode(), asked=address, url=address)

    (tmp_path / "a.txt").write_text(WORDS)
    first, second = "https://harbour.example/1", "HTTP://harbour.example/2"

    articles, failures = outcome(first, str(tmp_path), second, first, fetch=fetch)

    assert failures == []
    assert asked == [first, second]
    assert [article.path for article in articles] == [first, str(tmp_path / "a.txt"), second]
    assert [article.url for article in articles] == [first, None, "http://harbour.example/2"]
    assert articles[0].published_earliest == "2031-05-02T07:00:00+00:00"


def test_one_address_that_fails_never_stops_the_rest() -> None:
    def fetch(address: str) -> Answer:
        if address.endswith("/no"):
            raise FetchError("there is no such page", fix="check the address", path=address, kind="status")
        return Answer(PAGE.encode(), asked=address, url=address)

    articles, (failure,) = outcome("https://h.example/no", "https://h.example/yes", fetch=fetch)

    assert [article.url for article in articles] == ["https://h.example/yes"]
    assert (failure.path, failure.reason, failure.fix) == (
        "https://h.example/no",
        "there is no such page",
        "check the address",
    )


def test_where_nobody_fetches_an_address_is_a_failure_that_says_so() -> None:
    articles, (failure,) = outcome(URL)

    assert articles == []
    assert (failure.path, failure.reason) == (URL, "nothing is fetched here")


@pytest.mark.parametrize("address", ["ftp://h.example/a", "file:///etc/passwd", "s3://bucket/key"])
def test_other_addresses_are_not_fetched(address: str) -> None:
    def fetch(address: str) -> Answer:
        raise AssertionError(address)

    _, (failure,) = outcome(address, fetch=fetch)

    assert failure.path == address
    assert "addresses are not fetched" in failure.reason


def test_what_the_page_is_given_holds_where_it_states_nothing() -> None:
    (article,), _ = outcome(
        URL, fetch=lambda _: Answer(PAGE.encode()), given=Given(outlet="The Harbour Post")
    )

    assert article.outlet == "The Harbour Post"


@pytest.mark.parametrize("media", ["text/plain", "application/octet-stream"])
def test_an_export_behind_an_address_is_split_and_none_of_its_articles_stands_there(media: str) -> None:
    export = "".join(map(factiva_coded, (1, 2, 3)))
    found = drafts(export if media == "text/plain" else document(*export.splitlines()), media)

    assert [f"Bridge over the Senn shut, day {n}" for n in (1, 2, 3)] == [one.stated.title for one in found]
    assert [(None, ASKED, AT.isoformat())] * 3 == [(one.stated.url, one.path, one.seen) for one in found]
