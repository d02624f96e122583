"""Tests of the mentions: names, roles and pronouns, and what they are names of."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.records import Mention


def _mentions(bundle: Any, form: Any = None) -> Any:
    text = bundle.article.text
    return {
        text[row.start : row.end]: row.type for row in bundle[Mention] if form is None or row.form == form
    }


def _read(annotated: Any, text: str, **fields: Any) -> Any:
    return annotated(text, upto="mentions", **fields)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Mr. Karim Hassoun said the port would stay open.", "Karim Hassoun", "person"),
        ("The Ministry of Fisheries said the port would stay open.", "Ministry of Fisheries", "government"),
        ("The Harrowby Liberation Front claimed the attack.", "Harrowby Liberation Front", "group"),
        ("The mayor told the Harrowby Gazette that he would resign.", "Harrowby Gazette", "outlet"),
        ("The senate passed the Clean Harbours Act on Monday.", "Clean Harbours Act", "document"),
        ("The University of Harrowby closed its doors.", "University of Harrowby", "organization"),
        ("Washington says the talks will go on.", "Washington", "government"),
        ("The conference was held in Washington last year.", "Washington", "place"),
        ("The Pentagon announced a review.", "Pentagon", "government"),
    ],
)
def test_a_name_has_the_type_of_what_it_names(annotated: Any, text: str, name: str, kind: str | None) -> None:
    """From its own words, the words around it, and whether a place acts as a government."""
    assert _mentions(_read(annotated, text), "name").get(name) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A spokesman of the Amal group Karim Hassoun said it was ready.", "Karim Hassoun", "person"),
        (
            "Secretary-General of Harrow Dawn resistance group Karim Hassoun rejected it.",
            "Karim Hassoun",
            "person",
        ),
        ("The rebel group Harrow Dawn said it was ready.", "Harrow Dawn", "group"),
    ],
)
def test_the_noun_for_a_body_belongs_to_the_name_that_stands_before_it(
    annotated: Any, text: str, name: str, kind: str
) -> None:
    """Only where no name stands before the noun is it said of the name behind it."""
    assert _mentions(_read(annotated, text), "name").get(name) == kind


def test_titles_articles_and_possessives_are_no_part_of_a_name(annotated: Any) -> None:
    """They are roles or grammar, so a name's span is the name alone."""
    names = _mentions(
        _read(annotated, "President Marta Velez's aide met Sen. Tom Okoro in the Senate."), "name"
    )

    assert {"Marta Velez", "Tom Okoro", "Senate"} <= set(names)


@pytest.mark.parametrize(
    "name",
    ["Omar al-Rashidi", "Nadia bin Salim", "Pieter van der Meer", "Aoife O’Connell", "Abdul-Karim Saleh"],
)
def test_particles_apostrophes_and_hyphens_stay_inside_a_name(annotated: Any, name: str) -> None:
    """A name is kept whole in every shape."""
    assert name in _mentions(
        _read(annotated, f"The minister, {name}, said on Monday that the port was safe."), "name"
    )


def test_a_name_that_a_line_end_breaks_is_one_name(annotated: Any) -> None:
    """Hard-wrapped reports break names before a particle."""
    text = "The raid began on Monday night, and it was over within an hour.\n\nThe two commanders, General Farid Haddad and Omar\nal-Rashidi, were killed in the raid, he said."

    assert "Omar\nal-Rashidi" in _mentions(_read(annotated, text), "name")


def test_a_role_is_a_mention_with_what_qualifies_it(annotated: Any) -> None:
    """The body behind "of" and "for" belongs to the description."""
    text = (
        "A spokesman for the port authority said it was closed. Officials denied that. The report was late."
    )
    roles = _mentions(_read(annotated, text), "role")

    assert {"A spokesman for the port authority": "person", "Officials": "unnamed"}.items() <= roles.items()
    assert roles["The report"] == "document"


def test_a_role_before_its_name_is_no_mention_of_its_own(annotated: Any) -> None:
    """So "spokesman Jan Roe" mentions Jan Roe once."""
    roles = _mentions(
        _read(annotated, "Harrowby police spokesman Daniel Reed said the road was closed."), "role"
    )

    assert not any("spokesman" in role for role in roles)


def test_people_who_speak_are_mentions_whatever_they_are_called(annotated: Any) -> None:
    """A noun outside every list is a mention where it is the subject of a verb of saying."""
    assert "A beekeeper" in _mentions(_read(annotated, "A beekeeper said the hives were empty."), "role")


def test_nouns_are_told_from_people_by_what_they_do(annotated: Any) -> None:
    """Nothing that only is, or is done, becomes a source."""
    assert "The bridge" not in _mentions(
        _read(annotated, "The bridge collapsed on Monday. The bridge is old.")
    )


def test_pronouns_that_can_speak_are_mentions(annotated: Any) -> None:
    """As subjects, and after "according to"."""
    text = "She said it was late. They agreed. According to him, the road is closed."

    assert {"She", "They", "him"} <= set(_mentions(_read(annotated, text), "pronoun"))


def test_in_a_headline_only_names_of_the_body_are_told(annotated: Any) -> None:
    """Every word is written large there, so nothing else can be known."""
    text = (
        "Velez Rejects Harbour Deal After Long Talks\n\n"
        "President Marta Velez rejected the harbour deal on Monday. Velez said it was too expensive for the city."
    )
    names = [
        row for row in _read(annotated, text)[Mention] if row.form == "name" and row.start < text.index("\n")
    ]

    assert ["Velez"] == [text[row.start : row.end] for row in names]
    assert names[0].type == "person"


def test_party_and_district_are_no_name(annotated: Any) -> None:
    """They stand in brackets or commas behind a legislator's name."""
    names = _mentions(_read(annotated, "Sen. Tom Okoro (R-Ohio) said the bill was dead."), "name")

    assert "Tom Okoro" in names
    assert not any("R-" in name for name in names)


def test_an_article_that_is_not_read_has_no_mentions(annotated: Any) -> None:
    """Other languages are stored, and skipped."""
    assert () == _read(annotated, "El alcalde dijo que no.", language="es")[Mention]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_every_span_fits_any_text(annotated: Any, text: str) -> None:
    """Whatever the characters, each entity's mentions exist and lie within the text."""
    from sayso.records import Entity

    bundle = annotated(text, upto="entities")
    rows = bundle[Mention]
    ids = {row.id for row in rows}

    assert all(0 <= row.start < row.end <= len(text) for row in rows)
    assert len(ids) == len(rows)
    assert all(mention in ids for entity in bundle[Entity] for mention in entity.mentions)
    assert all(0 <= role.start < role.end <= len(text) for entity in bundle[Entity] for role in entity.roles)


def test_who_signs_a_post_shown_whole_is_named(annotated: Any) -> None:
    """Under its text, after a dash and before the handle; a title is no part of the name."""
    text = (
        "The road is closed again. — Administrator Sima Verden (@SimaV) January 31, 2020\n\n"
        "It is late. — This Evening (@thisevening) January 31, 2020"
    )

    assert {"Sima Verden": "person", "This Evening": "organization"} == _mentions(
        _read(annotated, text), "name"
    )


def test_a_given_name_of_two_parts_is_kept_whole(annotated: Any) -> None:
    """Though the second is written small; what a name only qualifies is no part of it."""
    names = _mentions(
        _read(annotated, "President Moon Jae-in said on Monday that the Reed-led talks were over."), "name"
    )

    assert "Moon Jae-in" in names
    assert "Reed-led" not in names


def test_no_name_ends_with_a_joining_word(annotated: Any) -> None:
    """Though the finder stops there."""
    text = "The interviews with The Associated Press and The Harrowby Gazette went on. The Associated Press and others left."

    assert not [name for name in _mentions(_read(annotated, text), "name") if name.endswith((" and", " of"))]


@pytest.mark.parametrize(
    "name", ["Saraya'l Wessel Party", "Kat'ar Nahr Bank", "Kat’ar Nahr Bank", "Tala'i Dawn Movement"]
)
def test_a_word_with_an_apostrophe_stays_with_the_name_behind_it(annotated: Any, name: str) -> None:
    """The finder takes the apostrophe for a border."""
    assert name in _mentions(_read(annotated, f"On Monday {name} met in Elsin. Then {name} said so."), "name")


def test_an_owner_before_a_name_is_no_part_of_it(annotated: Any) -> None:
    """Though it is written with an apostrophe too."""
    text = "Lebanon's Orla Party met.. O'Dell's Orla Party left."
    named = _mentions(_read(annotated, text), "name")

    assert "Orla Party" in named
    assert not [name for name in named if name.endswith(" Orla Party")]


@pytest.mark.parametrize("apostrophe", ["â\x80\x99", "â€™"])
def test_a_broken_apostrophe_is_no_part_of_a_name(annotated: Any, apostrophe: str) -> None:
    """Whatever its bytes were taken for."""
    text = f"Mr. Hassoun said so on Monday. Mr. Hassoun{apostrophe}s aide said more. The aide left Mr. Hassoun{apostrophe}s side."

    assert "Hassoun" in _mentions(_read(annotated, text), "name")
    assert not [name for name in _mentions(_read(annotated, text), "name") if "â" in name]
