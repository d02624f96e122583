"""Web archives to articles: pages among records, bodies as servers sent them, damage that costs one record."""

import gzip
import io
import zlib
from itertools import permutations
from pathlib import Path

import pytest

from sayso.ingest import Given, read
from sayso.records import Article, Failure, Reading
from sayso.settings import Limits, Settings
from sayso.store import open_store
from sayso.store.merging import is_of_one, merged

pytest.importorskip("fastwarc")

BRIDGE = "The old bridge over the Senn will close for a month, the harbour office said on Monday."
FERRY = (
    "A ferry will run every ten minutes while the bridge is closed, said Ada Morrow of the harbour office."
)
LOCK = "The lock below the mill stays open all night, said Piet Lorne, who keeps it for the town of Elsin."


def page(text: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><article><p>{text}</p><p>{text[::-1]}</p></article></body></html>".encode()


def record(
    body: bytes = b"",
    *,
    url: str = "https://post.example/bridge",
    kind: str = "response",
    head: str = "Content-Type: text/html; charset=utf-8",
    status: str = "200 OK",
    length: int | None = None,
    more: str = "",
    date: str = "2031-05-07T10:00:00Z",
) -> bytes:
    """One record of an archive."""
    block = f"HTTP/1.1 {status}\r\n{head}\r\n\r\n".encode() + body
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{zlib.crc32(block)}>\r\n"
        f"WARC-Date: {date}\r\nWARC-Target-URI: {url}\r\n{more}"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


FIRST = record(page(BRIDGE))
SECOND = record(page(FERRY), url="https://post.example/ferry?utm_source=feed")
THIRD = record(page(LOCK), url="https://post.example/lock")


def outcome(data: bytes, **limits: int) -> tuple[list[Article], list[Failure]]:
    """The articles and the failures of an archive from a pipe."""
    rows = list(read(["-"], settings=Settings(limits=Limits(**limits)), stdin=io.BytesIO(data)))
    return [row.article for row in rows if isinstance(row, Reading)], [
        row for row in rows if isinstance(row, Failure)
    ]


def addresses(data: bytes) -> list[str | None]:
    return [article.url for article in outcome(data)[0]]


BOTH = ["https://post.example/bridge", "https://post.example/lock"]


@pytest.mark.parametrize("ending", [".warc", ".warc.gz", ""])
def test_pages_among_the_responses_are_articles(tmp_path: Path, ending: str) -> None:
    """The address is the record's; the crawl's day is a note and never the day of publishing; the page is kept."""
    path = tmp_path / f"news{ending}"
    records = [record(kind="warcinfo"), FIRST, record(kind="request"), SECOND]
    path.write_bytes(b"".join(map(gzip.compress, records)) if ending == ".warc.gz" else b"".join(records))

    rows = list(read([path], settings=Settings(), given=Given(outlet="Post")))

    first, second = (row for row in rows if isinstance(row, Reading))
    assert f"{BRIDGE}\n{BRIDGE[::-1]}" == first.article.text
    assert ["https://post.example/bridge", "https://post.example/ferry"] == [
        row.article.url for row in (first, second)
    ]
    assert (None, "unknown", "Post", "text/html") == (
        first.article.published_earliest,
        first.article.published_basis,
        first.article.outlet,
        first.article.media_type,
    )
    assert "crawled, which is not published: 2031-05-07T10:00:00Z" in first.article.notes
    assert page(BRIDGE) == first.raw
    assert 2 == len(rows)


def test_what_a_page_states_of_its_day_counts() -> None:
    """As for a page in a file."""
    stated = '<meta property="article:published_time" content="2031-05-04">'

    (article,), _ = outcome(record(page(BRIDGE, stated)))

    assert ("2031-05-04", "stated") == (article.published_earliest, article.published_basis)


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (gzip.compress(page(BRIDGE), mtime=0), "Content-Encoding: gzip"),
        (zlib.compress(page(BRIDGE)), "Content-Encoding: deflate"),
        (zlib.compress(page(BRIDGE))[2:-4], "Content-Encoding: deflate"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(page(BRIDGE)), page(BRIDGE)), "Transfer-Encoding: chunked"),
        (page(BRIDGE), "Content-Encoding: gzip"),
        (page(BRIDGE), "Content-Encoding: br"),
        (page(BRIDGE), "Transfer-Encoding: chunked"),
        (gzip.compress(gzip.compress(page(BRIDGE), mtime=0), mtime=0), "Content-Encoding: gzip, gzip"),
    ],
    ids=["gzip", "zlib", "bare deflate", "chunks", "no gzip", "no brotli", "no chunks", "gzip twice"],
)
def test_bodies_are_read_as_they_are(body: bytes, head: str) -> None:
    """Packed, in chunks, or stored plain by a crawler that kept the head."""
    (article,), failures = outcome(record(body, head=f"Content-Type: text/html\r\n{head}"))

    assert f"{BRIDGE}\n{BRIDGE[::-1]}" == article.text
    assert [] == failures


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (gzip.compress(page(BRIDGE) + b"<!-- end -->", mtime=0)[:-20], "Content-Encoding: gzip"),
        (b"%x\r\n%s\r\n" % (len(page(BRIDGE)), page(BRIDGE)), "Transfer-Encoding: chunked"),
        (b"%x\r\n%s" % (len(page(BRIDGE)) + 9, page(BRIDGE)), "Transfer-Encoding: chunked"),
    ],
    ids=["gzip", "chunks", "within a chunk"],
)
def test_what_ends_early_is_read_and_says_so(body: bytes, head: str) -> None:
    (article,), _ = outcome(record(body, head=f"Content-Type: text/html\r\n{head}"))
    (whole,), _ = outcome(FIRST)

    assert article.text.startswith(BRIDGE)
    assert "the page ends before its end is marked" in article.notes
    assert "the page ends before its end is marked" not in whole.notes


def test_the_encoding_is_the_servers_unless_the_bytes_say_otherwise() -> None:
    """Latin-1 is what servers say that do not know."""
    curly = f"“{BRIDGE}” — Zoë"

    for charset, data in (("windows-1251", "мост " * 30), ("iso-8859-1", curly), ("x-none", curly)):
        codec = charset if charset == "windows-1251" else "utf-8"
        body = page("x").decode().replace("<p>x</p>", f"<p>{data}</p>").encode(codec)
        (article,), _ = outcome(record(body, head=f"Content-Type: text/html; charset={charset}"))
        assert data.strip() in article.text


def test_what_is_no_page_is_passed_over_and_counted() -> None:
    """Only an archive without any article is told."""
    others = [
        record(kind="request"),
        record(kind="revisit"),
        record(page(FERRY), status="404 Not Found"),
        record(b"x", head="Content-Type: image/png"),
        record(kind="metadata"),
        record(kind="metadata"),
    ]

    articles, (failure,) = outcome(b"".join(others))

    assert (1, []) == (len(outcome(b"".join(others) + FIRST)[0]), outcome(b"".join(others) + FIRST)[1])
    assert [] == articles
    assert (
        "no article in it (records passed over: 1 image/png, 2 metadata, 1 request, 1 revisit, 1 with status 404)"
        == failure.reason
    )


@pytest.mark.parametrize(
    "data",
    [
        FIRST + SECOND[:-90] + THIRD,
        FIRST + b"noise\r\n\r\n" + THIRD,
        FIRST + record(page(FERRY), length=7) + THIRD,
        FIRST + record(page(FERRY), length=10**15) + THIRD,
        FIRST + record(page(FERRY), length=-7) + THIRD,
        FIRST + SECOND.replace(b"WARC/1.0", b"WARK/1.0") + THIRD,
        FIRST + SECOND.replace(b"\r\nWARC-Date", b"\r\nX: " + b"a" * 2_000_000 + b"\r\nWARC-Date") + THIRD,
        gzip.compress(FIRST, mtime=0) + gzip.compress(SECOND, mtime=0)[:-20] + gzip.compress(THIRD, mtime=0),
        gzip.compress(FIRST, mtime=0) + b"noise" + gzip.compress(THIRD, mtime=0),
        gzip.compress(FIRST, mtime=0) + gzip.compress(SECOND, mtime=0)[:60] + b"\xff" * 9 + gzip.compress(THIRD, mtime=0),
        gzip.compress(FIRST, mtime=0) + gzip.compress(b"a" * (9 << 20), mtime=0) + gzip.compress(THIRD, mtime=0),
    ],
    ids=["cut", "noise", "short", "long", "negative", "no version", "long head", "member cut", "noise between members",
         "member damaged", "bomb"],
)  # fmt: skip
def test_damage_costs_the_record_that_it_hits(data: bytes) -> None:
    """It is told with file and record, and the ones after it are read, in a pipe too."""
    articles, failures = outcome(data)

    assert BOTH == [article.url for article in articles]
    assert failures
    assert all("record " in failure.reason and failure.line and failure.path for failure in failures)


def test_a_cut_file_loses_its_last_record() -> None:
    """How a broken fetch ends: the record is named by its id, its place and its address."""
    articles, (failure,) = outcome(FIRST + SECOND[:-150])

    assert ["https://post.example/bridge"] == [article.url for article in articles]
    assert "the record is cut short" in failure.reason
    assert f"at byte {len(FIRST)}, https://post.example/ferry" in failure.reason
    assert 2 == failure.line

    articles, failures = outcome(gzip.compress(FIRST, mtime=0) + gzip.compress(SECOND, mtime=0)[:-100])
    assert ["https://post.example/bridge"] == [article.url for article in articles]
    assert 1 == len(failures)


def test_a_packed_body_that_is_a_bomb_is_told() -> None:
    """The record is named with the limit, and the next is read."""
    bomb = record(
        gzip.compress(b"a" * (9 << 20), mtime=0), head="Content-Type: text/html\r\nContent-Encoding: gzip"
    )

    articles, (failure,) = outcome(bomb + THIRD)

    assert ["https://post.example/lock"] == [article.url for article in articles]
    assert "a body that unpacks to more than 200 times its size" in failure.reason
    assert "limits.max_unpacked_ratio" in failure.fix


def test_the_size_limit_holds_for_a_page_and_not_for_the_archive() -> None:
    """Two megabytes of small pages are read, and one large page is not."""
    small = b"".join(
        record(page(f"{n} {BRIDGE}") + b" " * 60_000, url=f"https://a.example/{n}") for n in range(20)
    )
    large = record(page(FERRY) + b" " * (3 << 20))

    articles, (failure,) = outcome(small + large + THIRD, max_file_mb=1)

    assert 21 == len(articles)
    assert "a page larger than 1 MiB" in failure.reason


AGAIN = record(page(FERRY), date="2031-05-08T10:00:00Z")
BACK = record(page(BRIDGE), date="2031-05-09T09:00:00.5Z")


def test_captures_of_one_address_are_versions_in_the_order_of_their_times(tmp_path: Path) -> None:
    """However they lie in the archive; a text that came back stands again."""
    last = record(page(LOCK), date="2031-05-10T09:00:00Z")
    archive = tmp_path / "news.warc"
    archive.write_bytes(BACK + AGAIN + last + FIRST)
    rows = list(read([archive], settings=Settings()))
    back, again, lock, first = (row for row in rows if isinstance(row, Reading))

    with open_store(tmp_path / "news.sayso") as store:
        store.add(rows)
        (article,) = store.articles()
        texts = [revision.text.split("\n")[0] for revision in store.revisions(article.id)]
        assert [BRIDGE, FERRY, LOCK] == texts
        assert store.add(rows).changed == ()
    assert is_of_one(first.article, lock.article)
    for order in permutations((first, again, back, lock)):
        assert lock.article.text == merged(order).text
    for three in permutations((first, again, back)):
        assert BRIDGE in merged(three).text


def test_a_page_that_moves_its_date_from_capture_to_capture_is_doubtful() -> None:
    head = '<meta property="article:published_time" content="2031-05-{:02d}T08:00:00Z">'
    first = record(page(BRIDGE, head.format(4)))
    later = record(page(FERRY, head.format(8)), date="2031-05-09T10:00:00Z")
    rows = list(read(["-"], settings=Settings(), stdin=io.BytesIO(first + later)))

    assert "doubtful" == merged([row for row in rows if isinstance(row, Reading)]).published_basis


def test_two_texts_captured_at_one_time_are_a_failure_that_can_be_mended() -> None:
    articles, (failure,) = outcome(FIRST + FIRST + record(page(FERRY)))

    assert [BRIDGE] * 2 == [article.text.split("\n")[0] for article in articles]
    assert "a second, different text for https://post.example/bridge" in failure.reason
    assert "save it as a file of its own and add that" in failure.fix
