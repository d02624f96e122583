"""Readers fed with what Hypothesis makes of good files: articles and failure rows, and never anything else."""

import gzip
import io
import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.ingest import read
from sayso.ingest.dates import parse_published, published_in_url
from sayso.ingest.unpacking import Unpacked
from sayso.records import Article, Failure, Reading
from sayso.settings import Limits, Settings

SMALL = Settings(limits=Limits(max_file_mb=1, max_line_mb=1))
WORDS = "The bridge over the Senn is shut, said Ada Morrow on Monday. “It is not safe,” she told the Post. "
PAGE = f'<html lang="en"><head><meta property="og:site_name" content="Post"></head><body><article><p>{WORDS}</p><ul><li>One</ul></article></body></html>'
HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}".encode()
WARC = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://a.example/x\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(HTTP), HTTP)  # fmt: skip
LINES = b'{"text": "The bridge is shut.", "date": "2031-05-04", "authors": ["A", {"name": "B"}]}\n' * 2
TABLE = b'id,text,outlet\n1,"The ""old"" bridge",Post\n2,x,y\n'
NASTY = st.sampled_from(
    ["\x00", "\ufeff", "\u202e", "\u2028", "\r", "\ud800", "\uffff", "e\u0301\u0301", "\u200b", "\ue000", "\U0010ffff",
     "<", "&", '"', "\\u0000", "\\ud800", "&#0;", "&#xD800;", "]]>", "<!--", "]" * 9, "\x1b[31m"]
)  # fmt: skip
CHEAP = settings(max_examples=40, deadline=None, derandomize=True, database=None)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A good file with some of it cut out, doubled, overwritten or made nasty."""
    data = whole
    for _ in range(draw(st.integers(1, 4))):
        at, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        put = draw(
            st.one_of(
                st.just(b""),
                st.just(data[at:end] * 2),
                st.binary(max_size=6),
                NASTY.map(lambda words: words.encode("utf-8", "surrogatepass")),
            )
        )
        data = data[:at] + put + data[end:] if draw(st.booleans()) else data[:at] + put + data[at:]
    return data


def outcome(data: bytes) -> list[Reading | Failure]:
    """What comes of some bytes, which has to be storable and the same a second time."""
    rows = list(read(["-"], settings=SMALL, stdin=io.BytesIO(data)))
    assert rows == list(read(["-"], settings=SMALL, stdin=io.BytesIO(data)))
    assert rows
    for row in rows:
        if isinstance(row, Failure):
            assert row.reason
            assert row.fix
            repr(row).encode("utf-8")
        else:
            storable(row.article)
    return rows


def storable(article: Article) -> None:
    """Whether PostgreSQL and UTF-8 can hold every word of an article."""
    words = [
        getattr(article, name)
        for name in ("text", "title", "outlet", "url", "external_id", "path", "language")
    ]
    for word in [*words, *article.authors, *article.notes, article.completeness_reason]:
        if word is not None:
            assert "\x00" not in word
            word.encode("utf-8")


@CHEAP
@given(damaged(PAGE.encode()))
@example(b"<html><p>" + b"&#0;&#xD800;&#x110000;" * 3 + WORDS.encode())
def test_pages(data: bytes) -> None:
    """Cut tags, odd characters, doubled heads."""
    outcome(data)


@CHEAP
@given(damaged(LINES))
def test_lines_of_json(data: bytes) -> None:
    """Each line for itself."""
    outcome(data)


@CHEAP
@given(damaged(b"[" + LINES.strip().replace(b"\n", b",") + b"]"))
def test_documents_of_json(data: bytes) -> None:
    """One list of articles."""
    outcome(data)


@CHEAP
@given(damaged(TABLE))
def test_tables(data: bytes) -> None:
    """Quotes that never close, rows that are too long."""
    outcome(data)


@CHEAP
@given(damaged(WARC * 2))
def test_web_archives(data: bytes) -> None:
    """Lengths that lie, heads that do not end."""
    pytest.importorskip("fastwarc")
    outcome(b"WARC/1.0\r\n" + data)


@CHEAP
@given(damaged(gzip.compress(LINES, mtime=0) * 2))
def test_packed_files(data: bytes) -> None:
    """Whatever is in it, reading ends."""
    outcome(b"\x1f\x8b" + data)


@CHEAP
@given(members=st.lists(damaged(gzip.compress(b"One.", mtime=0)), max_size=3), last=st.booleans())
def test_what_is_unpacked_after_damage_ends(members: list[bytes], *, last: bool) -> None:
    """Going on after an error, as the reader of archives does, comes to the end, and to the last member if it is whole."""
    data = (
        b"\x1f\x8b\x08"
        + b"".join(members)
        + (b"\xff" * 9 + gzip.compress(b"Last.", mtime=0) if last else b"")
    )
    stream = Unpacked(io.BufferedReader(io.BytesIO(data)), ratio=200, name="-")
    out = bytearray()
    for _ in range(len(data) + 9):
        try:
            part = stream.read(99)
        except InputError:
            continue
        if not part:
            break
        out += part
    else:
        pytest.fail("it does not end")
    assert not last or out.endswith(b"Last.")


@CHEAP
@given(st.data())
def test_parquet(data: st.DataObject) -> None:
    """Any bytes of a file overwritten: pyarrow answers with errors of many kinds, and Sayso with one."""
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": [WORDS, None], "published": ["2031-05-04", "x"]}), sink)

    outcome(b"PAR1" + data.draw(damaged(sink.getvalue()[4:])))


@settings(CHEAP, max_examples=200)
@given(st.one_of(st.text(max_size=40), st.from_regex(r"[0-9]{1,5}[ ./T:-][0-9A-Za-z]{1,9}[ ./T:,-][0-9]{1,6}([T ][0-9:.]{1,12}[A-Z+-]{0,4}[0-9]{0,4})?", fullmatch=True), st.integers(), st.floats()))  # fmt: skip
def test_dates(written: Any) -> None:
    """An interval with a beginning and an end, or none."""
    for found in (parse_published(written), published_in_url(str(written))):
        if found is not None:
            assert found.earliest[:10] <= found.latest[:10]
            assert "1500" <= found.earliest[:4] <= "2300"


@CHEAP
@given(st.dictionaries(st.sampled_from(["text", "title", "outlet", "url", "id", "authors", "date", "language", "x"]), NASTY | st.text(max_size=9) | st.lists(NASTY, max_size=3), max_size=6))  # fmt: skip
def test_odd_characters_in_fields(record: dict[str, Any]) -> None:
    """Nothing that cannot be stored comes through, whichever field it stands in."""
    outcome(json.dumps({"text": WORDS} | record).encode())
    outcome(json.dumps([{"text": WORDS} | record], ensure_ascii=False).encode("utf-8", "surrogatepass"))
