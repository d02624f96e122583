"""What is fuzzed: one function of bytes a target, which raises only for a fault of Sayso.

A reader may answer with articles and failure rows and nothing else, twice the same, in text that can be stored; a date
is an interval or none; a stage's spans lie in its text.
"""

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from sayso.errors import InputError
from sayso.ingest import article_from_text, read
from sayso.ingest.dates import parse_published, published_in_url
from sayso.ingest.documents.pdf_lines import Piece, lines_in_order, paragraphs, without_furniture
from sayso.ingest.feeds import item_draft, parse_feed
from sayso.ingest.fields import is_markup
from sayso.ingest.fragments import without_markup
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


@cache
def docx_members() -> dict[str, bytes]:
    """The members of a small Word document."""
    import docx  # noqa: PLC0415 - only where it is fuzzed

    document = docx.Document()
    document.add_heading(PLAIN[:30], 0)
    document.add_paragraph(PLAIN)
    document.add_table(1, 2).cell(0, 0).text = "Name"
    sink = io.BytesIO()
    document.save(sink)
    with zipfile.ZipFile(sink) as package:
        return {name: package.read(name) for name in package.namelist()}


def docx(data: bytes) -> None:
    """A Word document whose text is anything: the rest of the package is whole, so that the fuzzer meets no checksums."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as package:
        for name, member in docx_members().items():
            package.writestr(name, data if name == "word/document.xml" else member)
    check(list(read(["-"], settings=SETTINGS, stdin=io.BytesIO(sink.getvalue()))))


def pdf(data: bytes) -> None:
    """What is made of the lines of a PDF; PDFium itself has a process of its own, and its makers fuzz it."""
    pages: list[list[Piece]] = [[]]
    for at in range(0, len(data) - 5, 6):
        left, top, width, tall, length, kind = data[at : at + 6]
        words = ("The inter-" if kind & 1 else "bridge, he said. ") * (1 + length % 5)
        pages[-1].append(
            Piece(words.strip(), left * 2.0, top * 3.0, left * 2.0 + width * 2.0, top * 3.0 + tall % 30)
        )
        if kind > 250:
            pages.append([])
    kept, _ = without_furniture([lines_in_order(page) for page in pages])
    found = paragraphs([block for page in kept for block in page])
    read_words = sum(word != "|" for words, _ in found for word in words.split())
    assert read_words <= sum(len(piece.words.split()) for page in pages for piece in page)
    assert found or not any(pages)


def archives(data: bytes) -> None:
    """Exports of archives: what comes of them is articles and failures, each text a part of the export."""
    check(list(read(["-"], settings=SETTINGS, stdin=io.BytesIO(b" \n" + data))))


def feeds(data: bytes) -> None:
    """Feeds, sitemaps, lists of feeds and what is none of them: plain items with addresses, each once, or why not."""
    try:
        feed = parse_feed(data, url="https://a.example/f", media_type=None, limits=SETTINGS.limits)
    except InputError as error:
        if not (error.reason and error.fix):
            raise AssertionError(repr(error)) from error
        return
    assert len({item.key for item in feed.items}) == len(feed.items)
    for item in feed.items:
        assert item.url is None or item.url.startswith(("http://", "https://")), item
        assert item.url or item.text, item
        for words in (item.title, item.text, *item.authors):
            assert words is None or (words.strip() and not is_markup(words)), item
        json.dumps(repr(item)).encode()
        if item.text is not None:
            item_draft(item, feed=feed, outlet=None, seen=None)


def fragments(data: bytes) -> None:
    """Fragments of HTML: words without a tag that ends."""
    without_markup(data.decode("utf-8", "replace"))


EXPORT = f"Bridge shut\nThe Post\nMay 4, 2031 Tuesday\n\nSection: NEWS\nLength: 19 words\nByline: Ada Morrow\nBody\n\n{PLAIN}\n\nLoad-Date: May 4, 2031\n\nEnd of Document\n"
SHOWN = f"Bridge shut for a month\nBy Ada Morrow\n19 words\n4 May 2031\nThe Post\nPOST\nEnglish\nCopyright 2031\n\n{PLAIN}\n\nDocument POST000020310504eh7r00001\n"
CODED = f"HD  Bridge shut\nWC  19 words\nPD  4 May 2031\nSN  The Post\nSC  POST\nLA  English\nLP\n{PLAIN}\n\nTD\n{PLAIN}\nCO  x : X\nAN  Document POST000020310504eh7r00001\n"
OLD = f"          1 of 1 DOCUMENTS\n\n   The Post\n   May 4, 2031 Tuesday\n\nBridge shut\n\nLENGTH: 19 words\n\n{PLAIN}\n\nLOAD-DATE: May 4, 2031\n"
RTF = b"1\\ansi\\ansicpg1251{\\fonttbl{\\f0\\fcharset204 A;}}\\f0 \\'cf {\\*\\x y}{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt z}}\\uc1\\u8217 ?{\\v h}{\\pict\\bin3 abc}\\par\\cell\\row}"
JSON_LINE = json.dumps({"text": PLAIN, "url": "https://a.example/x", "authors": ["Ada Morrow"], "published": "2031-05-04"})  # fmt: skip
NINJS = json.dumps({"uri": "urn:a:1", "pubstatus": "usable", "type": "text", "versioncreated": "2031-05-04T10:00:00Z", "embargoed": "2031-05-05", "headline": "Shut", "byline": "By Ada Morrow", "body_xhtml": f"<p>{PLAIN}</p><table><tr><td>1<td>2</table>", "ednote": "KILL: x", "associations": {"a": {"uri": "u", "pubstatus": "usable", "type": "picture"}}})  # fmt: skip
NITF = f'<head><docdata management-status="usable"><du-key key="k" version="2"/><date.issue norm="20310504T100000Z"/></docdata></head><body><body.head><hedline><hl1>Shut</hl1></hedline><byline>By Ada Morrow</byline></body.head><body.content><p>{PLAIN}</p><pre>a\nb</pre></body.content></body></nitf>'
NEWSML = f'<itemSet><newsItem guid="urn:a:1" version="2"><itemMeta><itemClass qcode="ninat:text"/><versionCreated>2031-05-04T10:00:00Z</versionCreated><pubStatus qcode="stat:usable"/><edNote>KILL</edNote></itemMeta><contentMeta><headline>Shut</headline></contentMeta><contentSet><inlineXML><nitf>{NITF}</inlineXML><inlineData encoding="base64">YQ==</inlineData></contentSet></newsItem></itemSet></newsMessage>'
FEEDS = (
    f"<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Post - World</title><link>https://a.example/</link><ttl>5</ttl><skipHours><hour>1</hour></skipHours><item><title>A &amp; b</title><link>/1</link><guid isPermaLink='false'>x</guid><dc:date>2031-05-04</dc:date><source url='https://b.example'>B</source><author>a@a.example (Ada)</author><description>&lt;p&gt;x&lt;/p&gt;</description><content:encoded><![CDATA[<p>{PLAIN}</p><p>{PLAIN}</p>]]></content:encoded></item></channel></rss>",
    f"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/a/' xml:lang='en'><title type='html'>x</title><entry><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a</div></title><id>x</id><link rel='alternate' href='1'/><updated>2031-05-04</updated><author><name>Ada</name></author><summary>{PLAIN}</summary><content type='html'>&lt;p>{PLAIN}</content><source><title>B</title></source></entry></feed>",
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel/><item rdf:about='x'><title>A&nbsp;</title><link>https://a.example/1</link></item></rdf:RDF>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]><urlset><url><loc>https://a.example/1</loc><lastmod>2031-05-04</lastmod><n:news xmlns:n='news'><n:title>&a;</n:title></n:news></url></urlset>",
    "<sitemapindex><sitemap><loc>/s.xml</loc></sitemap></sitemapindex>",
    "<opml><body><outline text='a'><outline xmlUrl='https://a.example/f'/></outline></body></opml>",
    json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "url": "/1", "content_html": f"<p>{PLAIN}</p>", "authors": [{"name": "Ada"}]}]}),
    "<html><base href='/b/'><link rel='alternate' type='application/rss+xml' href='f'></html>",
    "https://a.example/1\nhttps://a.example/2\n",
)  # fmt: skip
TARGETS: dict[str, tuple[Callable[[bytes], None], list[bytes]]] = {
    "text": (text, [PLAIN.encode(), PLAIN.encode("utf-16"), PLAIN.encode("cp1252", "replace")]),
    "html": (reader(b"<html><p>"), [PAGE.encode(), b"<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;"]),
    "jsonl": (reader(b'{"'), [JSON_LINE.encode()[2:], b'text": "\\ud800 a"}\n[1]\n{"text": 1}']),
    "json": (reader(b"[{"), [JSON_LINE.encode()[1:] + b"]", b'"articles": [[]]}]']),
    "ninjs": (reader(b'{"uri": "urn:a:1", "pubstatus": "'), [NINJS.encode()[NINJS.index("usable"):], b'canceled"}', b'usable", "bodies": [{"value": "<p>a<td>b"}], "associations": [{}]}']),
    "newsml": (reader(b"<newsMessage>"), [NEWSML.encode(), b"<itemSet><newsItem guid='1'/></itemSet></newsMessage>"]),
    "nitf": (reader(b"<nitf>"), [NITF.encode(), b"<body><body.content><p>&eacute;&no;</p></body.content></body></nitf>"]),
    "csv": (reader(b"id,text,outlet\n"), [b'1,"a ""b"" c",Post\n2;x\n', b'"\r\n,\x00']),
    "gzip": (reader(b"\x1f\x8b\x08"), [gzip.compress(PLAIN.encode(), mtime=0)[3:], gzip.compress(JSON_LINE.encode(), mtime=0)[3:]]),
    "parquet": (reader(b"PAR1"), [parquet_seed()[4:]]),
    "warc": (warc, [WARC[7:], WARC[7:] + WARC, (WARC + WARC[:300] + WARC)[7:]]),
    "docx": (docx, [docx_members()["word/document.xml"]]),
    "rtf": (reader(b"{\\rtf"), [RTF, b"1 a{b\\'e9}\\deleted c\\line d}"]),
    "pdf": (pdf, [bytes(range(250)), b"\x10\x20\x60\x08\x01\x00" * 40]),
    "archives": (archives, [EXPORT.encode() * 2, SHOWN.encode() * 2, CODED.encode() * 2, OLD.encode() * 2]),
    "feeds": (feeds, [*(feed.encode() for feed in FEEDS), gzip.compress(FEEDS[3].encode(), mtime=0)]),
    "fragments": (fragments, [b"<p>a<br>b</p><!-- c --><script>d</script>&amp;<![CDATA[e]]>", b"<a b='c' d=e>f</a><style>"]),
    "dates": (dates, [b"2031-05-04T10:00:00Z", b"4 May 2031, 10.30 am EST", b"03/04/2031", b"https://a.example/2031/05/04/x?b=1&a=%7e", b"1935639000"]),
    "annotation": (annotation, [PLAIN.encode(), f"{PLAIN}\n\n“One,” he said. “Two”, Morrow said: “three”. On 4 May 40 percent of 1,200 told Reuters no.".encode()]),
}  # fmt: skip
"""The targets by name, each with seeds."""
