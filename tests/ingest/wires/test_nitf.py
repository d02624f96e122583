"""NITF: the body's words, the headline, who and when, and the key under which a text is updated."""

from collections.abc import Callable

import pytest
from tests.ingest.wires.conftest import Outcome

Of = Callable[..., Outcome]
ONE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd" [ ]>
<nitf baselang="en-US" change.date="October 18, 2006"><head><title>Wrong</title>
<docdata management-status="{status}"><doc-id id-string="NW-1-3" regsrc="NW"/>{key}<date.issue norm="20310507T101500-0500"/>
<ed-msg info="CORRECTS spelling"/><doc.copyright holder="Northwire plc" year="2031"/></docdata>{more}</head>
<body><body.head><hedline><hl1>Bridge &eacute;tat</hl1><hl2>Second</hl2></hedline><rights><rights.owner>NW Rights</rights.owner></rights>
<byline>By Ada Morrow<byttl>NW staff</byttl></byline>{distributor}<dateline><location>OSTER</location></dateline></body.head>
<body.content><block id="Main"><p>OSTER (NW) &mdash; The <person>mayor</person> said&#8202;so.</p><hl2>Toll</hl2>
<table><tr><td>Oster</td><td>3</td></tr></table><media media-type="image"><media-metadata name="a" value="b">x</media-metadata>
<media-object>AAAA</media-object><media-caption>The bridge.</media-caption></media><p>One<br/>two</p></block></body.content>
<body.end><tagline>Ben Ostry contributed.</tagline></body.end></body></nitf>"""


def nitf(
    *,
    status: str = "usable",
    key: str = "",
    more: str = "",
    distributor: str = "<distributor>Northwire</distributor>",
) -> str:
    """A document."""
    return ONE.format(status=status, key=key, more=more, distributor=distributor)


def test_a_document_becomes_an_article_with_all_that_it_states(outcome: Of) -> None:
    article = outcome(nitf()).one

    assert (
        "OSTER (NW) — The mayor said\u200aso.\nToll\nOster\t3\nThe bridge.\nOne\ntwo\nBen Ostry contributed."
        == article.text
    )
    assert ("Bridge état", "Northwire", ("Ada Morrow",), "en", "NW-1-3") == (
        article.title,
        article.outlet,
        article.authors,
        article.language,
        article.external_id,
    )
    assert ("2031-05-07T10:15:00-05:00", "stated", "2031-05-07T10:15:00-05:00") == (
        article.published_earliest,
        article.published_basis,
        article.updated,
    )
    assert "editor's note: CORRECTS spelling" in article.notes


def test_the_key_under_which_it_is_updated_names_it_where_it_counts_versions(outcome: Of) -> None:
    second = outcome(nitf(key='<du-key key="NW-BRIDGE" version="2"/>')).one

    assert "NW-BRIDGE" == second.external_id
    assert "doubtful" == second.published_basis
    assert "NW-1-3" == outcome(nitf(key='<du-key key="NW-BRIDGE"/>')).one.external_id


@pytest.mark.parametrize(
    ("word", "known"), [("canceled", "canceled"), ("embargoed", "withheld"), ("usable", "usable")]
)
def test_its_management_status_is_honoured(outcome: Of, word: str, known: str) -> None:
    assert known == outcome(nitf(status=word)).one.pubstatus


def test_what_is_released_later_is_withheld_until_then(outcome: Of) -> None:
    data = nitf().replace("<date.issue", '<date.release norm="20310511T100000Z"/><date.issue')

    assert "withheld" == outcome(data).one.pubstatus
    assert "usable" == outcome(data, now="2031-05-11T10:00:00+00:00").one.pubstatus


def test_who_holds_the_copyright_is_the_outlet_where_no_distributor_is_named(outcome: Of) -> None:
    article = outcome(nitf(distributor="")).one

    assert "Northwire plc" == article.outlet
    assert "no provider is named; the outlet is its copyright holder" in article.notes
