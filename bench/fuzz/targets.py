"""What is fuzzed: one function of bytes a target, which raises only for a fault of Sayso.

A reader may answer with articles and failure rows and nothing else, twice the same, in text that can be stored; a date
is an interval or none; a stage's spans lie in its text.
"""

import gzip
import io
import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from sayso.ingest import article_from_text, read
from sayso.ingest.dates import parse_published, published_in_url
from sayso.ingest.identity import canonical_url
from sayso.ingest.read import read_text
from sayso.records import Failure, Reading, Record
from sayso.settings import Limits, Settings
from sayso.spans import Span

SETTINGS = Settings(limits=Limits(max_file_mb=1, max_line_mb=1))
PLAIN = "The bridge over the Senn is shut, said Ada Morrow on Monday. “It is not safe,” she told the Post."
PAGE = f'<html lang="en"><head><meta property="og:site_name" content="Post"><script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2031-05-04"}}</script></head><body><article><p>{PLAIN}</p><ul><li>One</ul><p>{PLAIN}</article>'
HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}".encode()
WARC = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://a.example/x\r\nWARC-Date: 2031-05-07T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(HTTP), HTTP)  # fmt: skip


def check(rows: list[Reading | Failure]) -> None:
    """Whether rows are what reading may give."""
    assert rows
    for row in rows:
        if isinstance(row, Reading):
            assert row.article.text.strip() or not row.article.usable
            assert "\x00" not in row.article.text
            json.dumps(repr(row.article)).encode()
            "".join((row.article.text, row.article.title or "", row.article.url or "")).encode("utf-8")
        else:
            assert isinstance(row, Failure)
            assert row.reason
            f"{row.reason}{row.fix}{row.path}".encode()


def reader(prefix: bytes = b"") -> Callable[[bytes], None]:
    """A target that reads bytes from a pipe, after a prefix by which their format is known."""

    def target(data: bytes) -> None:
        check(list(read(["-"], settings=SETTINGS, stdin=io.BytesIO(prefix + data))))

    return target


def text(data: bytes) -> None:
    """Plain text of any encoding."""
    if data:
        (draft,) = read_text(io.BufferedReader(io.BytesIO(data)), path="-", limits=SETTINGS.limits)
        draft.text.encode("utf-8")


def dates(data: bytes) -> None:
    """Dates as they are written, and addresses with dates in them."""
    written = data.decode("utf-8", "replace")
    for found in (parse_published(written), published_in_url(written)):
        assert found is None or found.earliest <= found.latest or found.earliest[:10] <= found.latest[:10]
    address = canonical_url(written)
    assert address is None or canonical_url(address) == address, (written, address)


def warc(data: bytes) -> None:
    """Web archives: damage may cost records, never the reading."""
    check(list(read(["-"], settings=SETTINGS, stdin=io.BytesIO(b"WARC/1." + data))))


@cache
def _chain() -> list[tuple[Any, Callable[[Any], Any]]]:
    from sayso.flow import ANNOTATE  # noqa: PLC0415 - it loads the parser

    return [(stage, stage.make(Settings())) for stage in ANNOTATE]


def annotation(data: bytes) -> None:
    """Every stage that reads one article, attribution among them: spans lie in the text, and nothing is raised."""
    from sayso.records import RECORDS, Article  # noqa: PLC0415 - same
    from sayso.stage import Bundle  # noqa: PLC0415 - same

    words = data.decode("utf-8", "replace")
    if not words.strip():
        return
    article = article_from_text(words)
    rows: dict[Any, tuple[Any, ...]] = {kind: () for kind in RECORDS if kind is not Article}
    for stage, work in _chain():
        bundle = Bundle(article, rows).narrow(stage.reads)
        made = list(next(iter(work([bundle])))) if stage.batch > 1 else list(work(bundle))
        for kind in stage.writes:
            rows[kind] = tuple(row for row in made if type(row) is kind)
        for row in made:
            for span in spans_of(row):
                assert 0 <= span.start <= span.end <= len(article.text), (stage.name, span)


def spans_of(row: object) -> Iterator[Span]:
    """Every span that a record holds."""
    if isinstance(row, Span):
        yield row
    elif isinstance(row, (tuple, list)):
        for item in row:
            yield from spans_of(item)
    elif isinstance(row, Record):
        for name in row.__dataclass_fields__:  # type: ignore[attr-defined]
            yield from spans_of(getattr(row, name))


@cache
def parquet_seed() -> bytes:
    """A small Parquet file."""
    import pyarrow as pa  # noqa: PLC0415 - only where it is fuzzed
    import pyarrow.parquet as pq  # noqa: PLC0415 - same

    sink = io.BytesIO()
    pq.write_table(pa.table({"text": [PLAIN, None], "published": ["2031-05-04", "x"]}), sink)
    return sink.getvalue()


JSON_LINE = json.dumps({"text": PLAIN, "url": "https://a.example/x", "authors": ["Ada Morrow"], "published": "2031-05-04"})  # fmt: skip
NINJS = json.dumps({"uri": "urn:a:1", "pubstatus": "usable", "type": "text", "versioncreated": "2031-05-04T10:00:00Z", "embargoed": "2031-05-05", "headline": "Shut", "byline": "By Ada Morrow", "body_xhtml": f"<p>{PLAIN}</p><table><tr><td>1<td>2</table>", "ednote": "KILL: x", "associations": {"a": {"uri": "u", "pubstatus": "usable", "type": "picture"}}})  # fmt: skip
NITF = f'<head><docdata management-status="usable"><du-key key="k" version="2"/><date.issue norm="20310504T100000Z"/></docdata></head><body><body.head><hedline><hl1>Shut</hl1></hedline><byline>By Ada Morrow</byline></body.head><body.content><p>{PLAIN}</p><pre>a\nb</pre></body.content></body></nitf>'
NEWSML = f'<itemSet><newsItem guid="urn:a:1" version="2"><itemMeta><itemClass qcode="ninat:text"/><versionCreated>2031-05-04T10:00:00Z</versionCreated><pubStatus qcode="stat:usable"/><edNote>KILL</edNote></itemMeta><contentMeta><headline>Shut</headline></contentMeta><contentSet><inlineXML><nitf>{NITF}</inlineXML><inlineData encoding="base64">YQ==</inlineData></contentSet></newsItem></itemSet></newsMessage>'
TARGETS: dict[str, tuple[Callable[[bytes], None], list[bytes]]] = {
    "text": (text, [PLAIN.encode(), PLAIN.encode("utf-16"), PLAIN.encode("cp1252", "replace")]),
    "html": (reader(b"<html><p>"), [PAGE.encode(), b"<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;"]),
    "jsonl": (reader(b'{"'), [JSON_LINE.encode()[2:], b'text": "\\ud800 a"}\n[1]\n{"text": 1}']),
    "json": (reader(b"[{"), [JSON_LINE.encode()[1:] + b"]", b'"articles": [[]]}]']),
    "ninjs": (reader(b'{"uri": "urn:a:1", "pubstatus": "'), [NINJS.encode()[NINJS.index("usable"):], b'canceled"}', b'usable", "bodies": [{"value": "<p>a<td>b"}], "associations": [{}]}']),
    "newsml": (reader(b"<newsMessage>"), [NEWSML.encode(), b"<itemSet><newsItem guid='1'/></itemSet></newsMessage>"]),
    "nitf": (reader(b"<nitf>"), [NITF.encode(), b"<body><body.content><p>&eacute;&no;</p></body.content></body></nitf>"]),
    "csv": (reader(b"id,text,outlet\n"), [b'1,"a ""b"" c",Post\n2;x\n', b'"\r\n,\x00']),
    "gzip": (reader(b"\x1f\x8b\x08"), [gzip.compress(PLAIN.encode())[3:], gzip.compress(JSON_LINE.encode())[3:]]),
    "parquet": (reader(b"PAR1"), [parquet_seed()[4:]]),
    "warc": (warc, [WARC[7:], WARC[7:] + WARC, (WARC + WARC[:300] + WARC)[7:]]),
    "dates": (dates, [b"2031-05-04T10:00:00Z", b"4 May 2031, 10.30 am EST", b"03/04/2031", b"https://a.example/2031/05/04/x?b=1&a=%7e", b"1935639000"]),
    "annotation": (annotation, [PLAIN.encode(), f"{PLAIN}\n\n“One,” he said. “Two”, Morrow said: “three”. On 4 May 40 percent of 1,200 told Reuters no.".encode()]),
}  # fmt: skip
"""The targets by name, each with seeds."""
