"""IPTC ninjs: every field where it belongs, told from other JSON, and what withdraws a text withdraws it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.ingest.wires.conftest import Outcome

from sayso.ingest.wires.ninjs import is_ninjs

Of = Callable[..., Outcome]
ONE: dict[str, Any] = {
    "uri": "urn:newsml:northwire.example:20310507:bridge-1",
    "type": "text",
    "version": "2",
    "firstcreated": "2031-05-07T08:00:00Z",
    "versioncreated": "2031-05-07T09:30:00+02:00",
    "pubstatus": "usable",
    "urgency": 4,
    "language": "en",
    "headline": "Bridge at Oster shut",
    "byline": "By Ada Morrow and Ben Ostry",
    "body_text": "OSTER (Northwire) - The bridge is shut, the mayor said.\n\nIt opened in 1931.",
    "copyrightholder": "Northwire",
    "usageterms": "Not for use in Oster before noon",
    "ednote": "CORRECTS spelling of mayor's name. EDS: photos to follow.",
}


def without(*names: str, **more: Any) -> dict[str, Any]:
    """The item with some fields left out and others added."""
    return {name: value for name, value in ONE.items() if name not in names} | more


def test_an_item_becomes_an_article_with_all_that_it_states(outcome: Of) -> None:
    article = outcome(ONE).one

    assert ONE["body_text"] == article.text
    assert (ONE["uri"], None, "Bridge at Oster shut", "Northwire", "en") == (
        article.external_id,
        article.url,
        article.title,
        article.outlet,
        article.language,
    )
    assert ("Ada Morrow", "Ben Ostry") == article.authors
    assert ("2031-05-07T08:00:00+00:00", "stated") == (article.published_earliest, article.published_basis)
    assert "2031-05-07T09:30:00+02:00" == article.updated
    assert "usable" == article.pubstatus


def test_what_is_told_to_editors_stands_in_the_notes_and_not_in_the_text(outcome: Of) -> None:
    article = outcome(ONE).one

    assert "editor's note: CORRECTS spelling of mayor's name. EDS: photos to follow." in article.notes
    assert "usage terms: Not for use in Oster before noon" in article.notes
    assert "no provider is named; the outlet is its copyright holder" in article.notes
    assert "CORRECTS" not in article.text


def test_lists_of_values_with_roles_are_read_as_version_2_and_3_have_them(outcome: Of) -> None:
    article = outcome(
        {
            "uri": "urn:newsml:northwire.example:20310507:ferry",
            "standard": {"name": "ninjs", "version": "3.0"},
            "versioncreated": "2031-05-07T09:30:00Z",
            "version": "1",
            "provider": {"name": "Northwire"},
            "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry runs again"}],
            "bodies": [
                {"role": "summary", "contenttype": "text/plain", "value": "It runs."},
                {
                    "contenttype": "text/html",
                    "value": "<p>The ferry runs <b>again</b>.</p><ul><li>Daily</li></ul>",
                },
            ],
            "bylines": [{"role": "main", "value": "Cora Ives"}],
        }
    ).one

    assert "The ferry runs again.\nDaily" == article.text
    assert ("Ferry runs again", "Northwire", ("Cora Ives",)) == (
        article.title,
        article.outlet,
        article.authors,
    )
    assert ("2031-05-07T09:30:00+00:00", "stated") == (article.published_earliest, article.published_basis)


def test_a_notice_that_counts_no_versions_states_no_day_of_publishing(outcome: Of) -> None:
    article = outcome(without("firstcreated", "version", "body_text", pubstatus="canceled")).one

    assert ("doubtful", "canceled") == (article.published_basis, article.pubstatus)


def test_of_a_later_version_without_a_first_date_nobody_says_when_it_was_published(outcome: Of) -> None:
    article = outcome(without("firstcreated")).one

    assert "doubtful" == article.published_basis
    assert article.day_from is None
    assert "2031-05-07T09:30:00+02:00" == article.updated


def test_marked_up_bodies_keep_every_word_and_a_line_for_each_block(outcome: Of) -> None:
    body = (
        "<h2>Toll</h2><p>One &amp; two\n  lines</p><table><tr><th>Town</th><th>Dead</th></tr>"
        "<tr><td>Oster</td><td>3</td></tr></table><pre>a  b\nc</pre><script>no()</script><p>End<br/>here</p>"
    )
    article = outcome(without("body_text", body_xhtml=body)).one

    assert "Toll\nOne & two lines\nTown\tDead\nOster\t3\na b\nc\nEnd\nhere" == article.text


def test_an_item_of_which_only_a_description_came_is_an_excerpt(outcome: Of) -> None:
    article = outcome(without("body_text", description_text="The bridge is shut.")).one

    assert ("The bridge is shut.", "excerpt") == (article.text, article.completeness)


def test_an_id_that_is_an_address_is_the_articles_address(outcome: Of) -> None:
    article = outcome(without("uri", uri="https://northwire.example/news/bridge?utm_source=x")).one

    assert ("https://northwire.example/news/bridge", None) == (article.url, article.external_id)


def test_items_stand_alone_in_lists_and_on_lines(outcome: Of) -> None:
    other = without("uri", "body_text", uri="urn:newsml:northwire.example:2", body_text="Another text.")

    texts = [ONE["body_text"], "Another text."]
    assert texts == [article.text for article in outcome([ONE, other]).articles]
    lines = f"{json.dumps(ONE)}\n{json.dumps(other)}\n"
    assert texts == [article.text for article in outcome(lines).articles]
    assert texts[:1] == [article.text for article in outcome(json.dumps(ONE, indent=2)).articles]


def test_what_is_no_text_is_passed_over_and_counted_once(outcome: Of) -> None:
    picture = {
        "uri": "urn:p:1",
        "type": "picture",
        "versioncreated": "2031-05-07T09:00:00Z",
        "pubstatus": "usable",
    }
    found = outcome([ONE, picture, picture | {"uri": "urn:p:2"}, picture | {"type": "video"}])

    assert [ONE["uri"]] == [article.external_id for article in found.articles]
    assert ["items that are no text passed over: 2 of kind 'picture', 1 of kind 'video'"] == [
        failure.reason for failure in found.failures
    ]


def test_texts_within_a_package_are_articles_and_its_pictures_are_counted(outcome: Of) -> None:
    inner = without("uri", "body_text", uri="urn:newsml:northwire.example:in", body_text="Within.")
    picture = {
        "uri": "urn:p:1",
        "type": "picture",
        "versioncreated": "2031-05-07T09:00:00Z",
        "pubstatus": "usable",
    }
    found = outcome(
        {
            "uri": "urn:k:1",
            "type": "composite",
            "pubstatus": "usable",
            "associations": {"main": inner, "pic": picture},
        }
    )

    assert ["Within."] == [article.text for article in found.articles]
    assert "1 of kind 'composite', 1 of kind 'picture'" in found.failures[0].reason


def test_a_text_item_without_a_text_says_so(outcome: Of) -> None:
    [failure] = outcome(without("body_text")).failures

    assert f"the item {ONE['uri']} holds no text" == failure.reason


@pytest.mark.parametrize(
    "record",
    [
        {
            "uri": "7734",
            "lang": "eng",
            "url": "https://a.example/x",
            "title": "A",
            "body": "The text.",
            "source": "a",
        },
        {
            "uri": "https://a.example/x",
            "headline": "A",
            "text": "The text.",
            "type": "text",
            "language": "en",
        },
        {"guid": "7", "title": "A", "text": "The text.", "pubstatus": "live"},
        {"versioncreated": "2031-05-07", "pubstatus": "usable", "text": "The text."},
        {"uri": 7, "versioncreated": "2031-05-07", "pubstatus": "usable", "text": "The text."},
    ],
)
def test_other_json_with_some_of_its_names_is_not_taken_for_it(outcome: Of, record: dict[str, Any]) -> None:
    assert not is_ninjs(record)
    assert ["The text."] == [article.text for article in outcome(record).articles]


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, [1], [{"value": 1}], {"name": []}, "\x00", "\ud800"])
@pytest.mark.parametrize(
    "name", [*ONE, "headlines", "bodies", "bylines", "associations", "infosources", "rightsinfo"]
)
def test_a_field_of_any_kind_costs_no_more_than_itself(outcome: Of, name: str, value: Any) -> None:
    found = outcome(ONE | {name: value})

    assert found.articles or found.failures


@pytest.mark.parametrize(
    ("word", "status"), [("canceled", "canceled"), ("withheld", "withheld"), ("held?", "withheld")]
)
def test_a_status_other_than_usable_is_kept_with_the_article(outcome: Of, word: str, status: str) -> None:
    article = outcome(ONE | {"pubstatus": word}).one

    assert status == article.pubstatus
    assert not article.usable


def test_a_notice_that_withdraws_need_not_repeat_the_text(outcome: Of) -> None:
    usable, notice = outcome(ONE).one, outcome({"uri": ONE["uri"], "pubstatus": "canceled"}).one

    assert ("", "canceled") == (notice.text, notice.pubstatus)
    assert usable.id == notice.id


def test_both_versions_of_an_item_are_read_from_one_file(outcome: Of) -> None:
    later = ONE | {"versioncreated": "2031-05-07T12:00:00Z", "body_text": "Corrected."}
    killed = {"uri": ONE["uri"], "versioncreated": "2031-05-07T13:00:00Z", "pubstatus": "canceled"}
    found = outcome([ONE, later, killed])

    assert [ONE["body_text"], "Corrected.", ""] == [article.text for article in found.articles]
    assert [] == found.failures


@pytest.mark.parametrize(
    "note",
    [
        "KILL: names a minor",
        "EDITORS: MANDATORY KILL of this story",
        "Please see the kill notice of 10.00",
        "MUST KILL - wrong photo",
    ],
)
def test_a_text_that_its_editor_asks_to_kill_is_withheld_whatever_its_status(outcome: Of, note: str) -> None:
    article = outcome(ONE | {"ednote": note}).one

    assert "withheld" == article.pubstatus
    assert "withheld: its editor asks to kill it, though its status is usable" in article.notes


@pytest.mark.parametrize(
    "note",
    [
        "EDS: updates, 3 killed",
        "KILLINGS rise in Oster",
        "Kill Bill is a film",
        "UPDATES toll; KILL floor is a place",
    ],
)
def test_a_note_that_only_has_the_word_withholds_nothing(outcome: Of, note: str) -> None:
    assert "usable" == outcome(ONE | {"ednote": note}).one.pubstatus


@pytest.mark.parametrize(
    ("until", "now", "status"),
    [
        ("2031-05-10T13:00:00Z", "2031-05-10T12:00:00+00:00", "withheld"),
        ("2031-05-10T13:00:00+02:00", "2031-05-10T12:00:00+00:00", "usable"),
        ("2031-05-10", "2031-05-11T10:00:00+00:00", "withheld"),
        ("2031-05-10", "2031-05-11T12:00:00+00:00", "usable"),
        ("2031-05-10T13:00:00Z", None, "withheld"),
        ("soon", "2031-05-10T12:00:00+00:00", "withheld"),
    ],
)
def test_an_embargo_withholds_until_it_is_known_to_be_over(
    outcome: Of, until: str, now: str | None, status: str
) -> None:
    assert status == outcome(ONE | {"embargoed": until}, now=now).one.pubstatus
