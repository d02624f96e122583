"""NewsML, of both generations: items alone and in messages, their texts in whatever form, their statuses in any words."""

import base64
from collections.abc import Callable

import pytest
from tests.ingest.wires.conftest import Outcome

from sayso.ingest.statuses import embargoed_until

Of = Callable[..., Outcome]
G2 = "http://iptc.org/std/nar/2006-10-01/"
BODY = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title>'
    "</head><body><h1>Bridge</h1><p>The bridge <em>is</em> shut, <!-- cut -->Ada\n   Morrow said.</p>"
    "<table><tr><td>Oster</td><td>3</td></tr></table></body></html></inlineXML>"
)


def item(
    content: str = BODY,
    *,
    guid: str = "urn:newsml:northwire.example:20310507:1",
    version: str = "2",
    kind: str = '<itemClass qcode="ninat:text"/>',
    status: str = '<pubStatus qcode="stat:usable"/>',
    more: str = "",
    provider: str = '<provider qcode="nprov:NW"><name>Northwire</name></provider>',
    rights: str = "<copyrightHolder><name>Northwire plc</name></copyrightHolder><usageTerms>Not in Oster</usageTerms>",
    content_meta: str = (
        "<contentCreated>2031-05-07T07:00:00Z</contentCreated><by>By Ada Morrow</by><dateline>OSTER</dateline>"
        '<language tag="en-GB"/><headline role="hld:subHeadline">Second</headline><headline>Bridge shut</headline>'
    ),
    space: str = f'xmlns="{G2}"',
) -> str:
    """A news item."""
    return (
        f'<newsItem {space} guid="{guid}" version="{version}" xml:lang="de"><catalogRef href="http://a.example/c"/>'
        f"<rightsInfo>{rights}</rightsInfo><itemMeta>{kind}{provider}<versionCreated>2031-05-07T09:30:00+02:00"
        f"</versionCreated><firstCreated>2031-05-07T08:00:00Z</firstCreated>{status}{more}</itemMeta>"
        f"<contentMeta>{content_meta}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def test_an_item_becomes_an_article_with_all_that_it_states(outcome: Of) -> None:
    article = outcome(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!-- sent at noon -->\n'
        + item(more="<edNote>CORRECTS the <b>name</b></edNote><edNote role='a:b'>EDS: more</edNote>")
    ).one

    assert "Bridge\nThe bridge is shut, Ada Morrow said.\nOster\t3" == article.text
    assert ("Bridge shut", "Northwire", ("Ada Morrow",), "en") == (
        article.title,
        article.outlet,
        article.authors,
        article.language,
    )
    assert "urn:newsml:northwire.example:20310507:1" == article.external_id
    assert ("2031-05-07T08:00:00+00:00", "stated", "2031-05-07T09:30:00+02:00") == (
        article.published_earliest,
        article.published_basis,
        article.updated,
    )
    assert (
        "editor's note: CORRECTS the name",
        "editor's note: EDS: more",
        "usage terms: Not in Oster",
    ) == article.notes


@pytest.mark.parametrize(
    ("status", "known"),
    [
        ('<pubStatus qcode="stat:canceled"/>', "canceled"),
        ('<pubStatus qcode="pst:withheld"/>', "withheld"),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', "canceled"),
        ('<pubStatus qcode="stat:cancelled"/>', "canceled"),
        ('<pubStatus qcode="imext:draft"/>', "withheld"),
        ("", "usable"),
    ],
)
def test_its_status_is_honoured_by_whatever_name_it_goes(outcome: Of, status: str, known: str) -> None:
    assert known == outcome(item(status=status)).one.pubstatus


def test_a_canceled_item_without_content_withdraws_the_one_that_was_sent(outcome: Of) -> None:
    notice = outcome(
        item("", status='<pubStatus qcode="stat:canceled"/>', version="3", provider="", rights="")
    ).one

    assert ("", "canceled") == (notice.text, notice.pubstatus)
    assert outcome(item()).one.id == notice.id


def test_an_embargo_that_is_not_over_withholds(outcome: Of) -> None:
    later = outcome(item(more="<embargoed>2031-05-11T10:00:00Z</embargoed>")).one

    assert "withheld" == later.pubstatus
    assert (
        "withheld: embargoed until 2031-05-11T10:00:00+00:00; add it again when that is over" in later.notes
    )
    assert "usable" == outcome(item(more="<embargoed>2031-05-09T10:00:00Z</embargoed>")).one.pubstatus


def test_an_embargo_without_an_end_withholds_too(outcome: Of) -> None:
    article = outcome(item(more="<embargoed/>")).one

    assert ("withheld", None) == (article.pubstatus, embargoed_until(article))
    assert "it is embargoed, and nobody says until when; it is withheld" in article.notes


@pytest.mark.parametrize(
    ("then", "when", "status", "until"),
    [
        ("Usable", "20310511T100000Z", "withheld", "2031-05-11T10:00:00+00:00"),
        ("Usable", "20310509T100000Z", "usable", None),
        ("Canceled", "20310509T100000Z", "withheld", None),
    ],
)
def test_the_older_form_says_when_an_embargo_becomes_use(
    outcome: Of, then: str, when: str, status: str, until: str | None
) -> None:
    article = outcome(
        "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>nw.example</ProviderId><DateId>20310507</DateId>"
        "<NewsItemId>1</NewsItemId></NewsIdentifier></Identification><NewsManagement><Status FormalName='Embargoed'/>"
        f"<StatusWillChange><FutureStatus FormalName='{then}'/><DateAndTime>{when}</DateAndTime></StatusWillChange>"
        "</NewsManagement><NewsComponent><ContentItem><DataContent>The bridge is shut, Ada Morrow said.</DataContent>"
        "</ContentItem></NewsComponent></NewsItem></NewsML>"
    ).one

    assert (status, until) == (article.pubstatus, embargoed_until(article))


@pytest.mark.parametrize("prefix", ["", "nar:", "n2.4:"])
def test_any_prefix_stands_for_the_namespace(outcome: Of, prefix: str) -> None:
    name = prefix.rstrip(":")
    space = f'xmlns:{name}="{G2}"' if name else f'xmlns="{G2}"'
    plain = item('<inlineData contenttype="text/plain">Shut.</inlineData>', space="").replace("xml:", "XML")
    data = (
        plain.replace("</", "\0")
        .replace("<", f"<{prefix}")
        .replace("\0", f"</{prefix}")
        .replace("XML", "xml:")
    )
    data = data.replace(f"<{prefix}newsItem ", f"<{prefix}newsItem {space} ", 1)

    assert "Shut." == outcome(data).one.text


def test_a_message_holds_several_items_of_which_texts_become_articles(outcome: Of) -> None:
    items = [
        item(),
        item(guid="urn:newsml:northwire.example:20310507:2", content="<inlineData>Plain\ntext.</inlineData>"),
        item(guid="urn:p:1", kind='<itemClass qcode="ninat:picture"/>'),
        f'<packageItem xmlns="{G2}" guid="urn:k:1"><itemMeta/></packageItem>',
        f'<conceptItem xmlns="{G2}" guid="urn:c:1"/>',
    ]
    found = outcome(
        f'<newsMessage xmlns="{G2}"><header><sent>2031-05-07T10:00:00Z</sent></header><itemSet>{"".join(items)}</itemSet></newsMessage>'
    )

    assert ["urn:newsml:northwire.example:20310507:1", "urn:newsml:northwire.example:20310507:2"] == [
        article.external_id for article in found.articles
    ]
    assert "Plain\ntext." == found.articles[1].text
    told = "items that are no text passed over: 1 of kind 'concept', 1 of kind 'package', 1 of kind 'picture'"
    assert [told] == [failure.reason for failure in found.failures]


def test_a_text_that_is_elsewhere_is_told_with_its_address(outcome: Of) -> None:
    content = '<remoteContent contenttype="application/nitf+xml" href="https://northwire.example/1.xml"/>'
    [failure] = outcome(item(content)).failures

    assert "holds no text, which is elsewhere: https://northwire.example/1.xml" in failure.reason


@pytest.mark.parametrize(
    "content",
    [
        "<inlineData contenttype='text/plain'><![CDATA[<p>It is &amp; shut.</p><p>Yes.</p>]]></inlineData>",
        "<inlineData contenttype='text/html'>&lt;p&gt;It is &amp;amp; shut.&lt;/p&gt;&lt;p&gt;Yes.</inlineData>",
        "<inlineXML><html><body><p>It is &amp; shut.</p><p>Yes.</p></body></html></inlineXML>",
        (
            "<inlineXML><nitf xmlns='x'><body><body.head><hedline><hl1>H</hl1></hedline></body.head><body.content><block>"
            "<p>It is &amp; shut.</p></block></body.content><body.end><tagline>Yes.</tagline></body.end></body></nitf></inlineXML>"
        ),
        "<remoteContent href='x.jpg' contenttype='image/jpeg'/><inlineXML/><inlineXML><p>It is &amp; shut.</p><p>Yes.</p></inlineXML>",
        f"<inlineData encoding='base64'>{base64.b64encode(b'<p>It is &amp; shut.</p><p>Yes.</p>').decode()}</inlineData>",
    ],
)
def test_the_text_is_found_in_whatever_form_it_is_in(outcome: Of, content: str) -> None:
    assert "It is & shut.\nYes." == outcome(item(content)).one.text


@pytest.mark.parametrize(
    ("provider", "rights", "meta", "outlet", "told"),
    [
        ('<provider literal="NW"/>', "", "", "NW", None),
        ('<provider qcode="nprov:NW"/>', "", "", "nw", None),
        ("", "<copyrightHolder literal='NW plc'/>", "", "NW plc", "its copyright holder"),
        ("", "", "<creditline>NW-</creditline>", "NW-", "its credit line"),
        (
            "",
            "",
            "<infoSource><name>Town hall</name></infoSource>",
            "Town hall",
            "the source of its information",
        ),
        ("", "", "", None, None),
    ],
)
def test_the_outlet_is_the_provider_and_else_says_what_it_was_taken_from(  # noqa: PLR0917
    outcome: Of, provider: str, rights: str, meta: str, outlet: str | None, told: str | None
) -> None:
    article = outcome(item(provider=provider, rights=rights, content_meta=meta)).one

    assert outlet == article.outlet
    assert ([f"no provider is named; the outlet is {told}"] if told else []) == [
        note for note in article.notes if "provider" in note
    ]


OLD = """<?xml version="1.0" encoding="iso-8859-1"?>
<NewsML><NewsEnvelope><DateAndTime>20310507T090000Z</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><ProviderId>northwire.example</ProviderId><DateId>20310507</DateId>
<NewsItemId>bridge</NewsItemId><RevisionId PreviousRevision="1" Update="N">2</RevisionId>
<PublicIdentifier>urn:newsml:northwire.example:20310507:bridge:2</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20310507T080000Z</FirstCreated><ThisRevisionCreated>20310507T093000+0200</ThisRevisionCreated>
<Status FormalName="{status}"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Bridge shut</HeadLine><ByLine>Ada Morrow</ByLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Northwire"/></Provider></AdministrativeMetadata>
<DescriptiveMetadata><Language FormalName="fr"/></DescriptiveMetadata>
<NewsComponent><ContentItem><MediaType FormalName="Text"/><DataContent><p>Ferm\xe9.</p><p>Oui.</p></DataContent></ContentItem></NewsComponent>
<NewsComponent><ContentItem Href="1.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent>
</NewsComponent></NewsItem></NewsML>"""


def test_the_older_form_has_components_within_components(outcome: Of) -> None:
    article = outcome(OLD.format(status="Usable").encode("iso-8859-1")).one

    assert "Fermé.\nOui." == article.text
    assert ("urn:newsml:northwire.example:20310507:bridge", "Bridge shut", "Northwire", "fr") == (
        article.external_id,
        article.title,
        article.outlet,
        article.language,
    )
    assert ("2031-05-07T08:00:00+00:00", "2031-05-07T09:30:00+02:00") == (
        article.published_earliest,
        article.updated,
    )


@pytest.mark.parametrize(("word", "known"), [("Canceled", "canceled"), ("Embargoed", "withheld")])
def test_the_older_form_withdraws_as_well(outcome: Of, word: str, known: str) -> None:
    assert known == outcome(OLD.format(status=word).encode("iso-8859-1")).one.pubstatus
