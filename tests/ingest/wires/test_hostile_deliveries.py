"""A delivery that means harm costs a failure row and no time, and shows nothing of the machine."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ingest.wires.conftest import SMALL, Outcome
from tests.ingest.wires.test_newsml import item
from tests.ingest.wires.test_nitf import nitf

from sayso.ingest import read
from sayso.records import Reading

Of = Callable[..., Outcome]
SOON = 3
"""Seconds of computing: what is loaded once (to tell the language of such words) takes one or two of them."""
LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    "subset",
    [
        f'<!ENTITY a0 "ha">{LAUGHS}',
        '<!ENTITY a9 SYSTEM "file:///etc/hostname">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;',
        '<!ENTITY a9 "one">',
    ],
)
@pytest.mark.parametrize("use", ["<p>&a9;</p>", "<p id='&a9;'>x</p>"])
def test_entities_of_its_own_are_refused_and_nothing_is_expanded(outcome: Of, subset: str, use: str) -> None:
    data = nitf().replace("[ ]", f"[ {subset} ]").replace("<p>One", f"{use}<p>One")
    begun = time.process_time()
    [failure] = outcome(data).failures

    assert "broken XML" in failure.reason
    assert time.process_time() - begun < SOON


def test_the_document_type_it_names_is_not_looked_at(outcome: Of, tmp_path: Path) -> None:
    (tmp_path / "x.dtd").write_text('<!ENTITY eacute "READ">')
    data = nitf().replace("nitf-3-4.dtd", (tmp_path / "x.dtd").as_uri())

    assert "Bridge état" == outcome(data).one.title


@pytest.mark.parametrize(
    "body",
    [
        "<p>" * 300 + "x" + "</p>" * 300,
        "<p>" * 100_000,
        "<p",
        "<p>&nosuch;</p>",
        "<p>\x01</p>",
        "<a:p>x</a:p>",
        "<p>x</q>",
    ],
)
def test_broken_and_deeply_nested_xml_is_told_or_read_at_once(outcome: Of, body: str) -> None:
    begun = time.process_time()
    found = outcome(item(f"<inlineXML>{body}</inlineXML>"))

    assert found.failures or found.articles
    assert time.process_time() - begun < SOON


@pytest.mark.parametrize(
    "head",
    [
        "<newsItem", "<newsItem>", "<nitf/>", "<NewsML/>", "<newsMessage><itemSet/></newsMessage>", "<?xml ?>" * 5_000,
        "<!--" * 20_000, "<!DOCTYPE nitf [" + "]" * 50_000, "<!DOCTYPE " + "<" * 50_000, "<newsItem " + "a='b' " * 9_000 + "/>",
        "<NewsML>" + "<NewsItem>" * 200, "<newsMessage>" + "<itemSet>" * 10_000,
    ],
)  # fmt: skip
def test_what_only_begins_like_a_delivery_costs_a_failure_row(outcome: Of, head: str) -> None:
    begun = time.process_time()
    found = outcome(head)

    assert found.failures or found.articles
    assert time.process_time() - begun < SOON


@pytest.mark.parametrize(
    "markup",
    ["<p" * 40_000, "<!--" * 30_000, "&" * 90_000, "<td>" * 30_000, " \t" * 60_000 + "x", "<pre>" * 30_000],
)
def test_markup_in_a_string_is_read_in_time_that_grows_with_it(outcome: Of, markup: str) -> None:
    begun = time.process_time()
    outcome({"uri": "urn:x:1", "pubstatus": "usable", "body_html": f"<p>a</p><p>b</p>{markup}"})
    outcome({"uri": "urn:x:1", "pubstatus": "usable", "body_text": "x", "byline": markup, "ednote": markup})

    assert time.process_time() - begun < SOON


def test_packages_within_packages_are_looked_into_so_deep_and_no_deeper(outcome: Of) -> None:
    record: dict[str, object] = {"uri": "urn:x:0", "pubstatus": "usable", "body_text": "Text 0"}
    for n in range(1, 200):
        record = {
            "uri": f"urn:x:{n}",
            "pubstatus": "usable",
            "body_text": f"Text {n}",
            "associations": {"a": record},
        }

    assert ["Text 199", "Text 198", "Text 197", "Text 196"] == [
        article.text for article in outcome(record).articles
    ]


def test_files_are_known_by_their_root_and_by_their_ending(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(item())
    (tmp_path / "b.nitf").write_text(nitf())
    (tmp_path / "c.xml").write_text(
        "<html><body><article><p>One page. It is short.</p></article></body></html>"
    )
    (tmp_path / "d.xml").write_text("<rss><channel/></rss>")
    (tmp_path / "e.xml").write_text("<tei><p>x</p></tei>")
    rows = list(read([tmp_path], settings=SMALL))
    articles = [row.article for row in rows if isinstance(row, Reading)]

    assert ["a.xml", "b.nitf", "c.xml"] == [Path(article.path or "").name for article in articles]
    reasons = [row.reason for row in rows if not isinstance(row, Reading)]
    assert ["a feed without items", "XML of a kind that is not known: its root is <tei>"] == reasons
