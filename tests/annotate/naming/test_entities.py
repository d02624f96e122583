"""Tests of the entities: who is the same within one article, and with which roles."""

from typing import Any

import pytest

from sayso.annotate.naming.entity_names import Use, cluster
from sayso.annotate.naming.lexicon import load_lexicon
from sayso.records import Entity, Mention


def _entities(annotated: Any, text: str) -> Any:
    return annotated(text, upto="entities")


def _named(bundle: Any, name: str) -> Any:
    found = [entity for entity in bundle[Entity] if entity.name == name]
    assert len(found) == 1, f"{name}: {[entity.name for entity in bundle[Entity]]}"
    return found[0]


def _texts(bundle: Any, entity: Any) -> Any:
    rows = {row.id: row for row in bundle[Mention]}
    return [bundle.article.text[rows[key].start : rows[key].end] for key in entity.mentions]


def _roles(bundle: Any, name: str) -> Any:
    return [bundle.article.text[role.start : role.end] for role in _named(bundle, name).roles]


def test_a_surname_takes_up_the_full_name(annotated: Any) -> None:
    """Whatever particle or possessive it is written with."""
    text = "Omar al-Rashidi met the press on Monday. Rashidi said little. Al-Rashidi’s aide said more."
    bundle = _entities(annotated, text)

    assert ["Omar al-Rashidi", "Rashidi", "Al-Rashidi"] == _texts(bundle, _named(bundle, "Omar al-Rashidi"))


def test_two_people_of_one_surname_stay_apart(annotated: Any) -> None:
    """A bare surname goes to the one who was named last before it."""
    text = (
        "Daniel Reed opened the meeting in Harrowby. His sister Susan Reed also spoke at the meeting. "
        "Reed said the road would be closed."
    )
    bundle = _entities(annotated, text)

    assert ["Daniel Reed"] == _texts(bundle, _named(bundle, "Daniel Reed"))
    assert ["Susan Reed", "Reed"] == _texts(bundle, _named(bundle, "Susan Reed"))[-2:]


def test_a_misspelt_surname_joins_when_nobody_else_fits(annotated: Any) -> None:
    """One letter, once, after the right spelling."""
    text = (
        "Prime Minister Mustafa al-Karimi confirmed the date on Monday. “We are ready,” al-Karimi said. "
        "“The talks are over,” al-Kasimi added."
    )
    bundle = _entities(annotated, text)

    assert "al-Kasimi" in _texts(bundle, _named(bundle, "Mustafa al-Karimi"))


def test_a_similar_surname_with_a_given_name_of_its_own_stays_apart(annotated: Any) -> None:
    """Two people may differ by one letter."""
    text = "Karin Hansson met the mayor on Monday. Peter Hanssen said the meeting with Hansson went well."
    bundle = _entities(annotated, text)

    assert ["Peter Hanssen"] == _texts(bundle, _named(bundle, "Peter Hanssen"))


def test_an_acronym_in_brackets_and_a_second_name_join_the_long_form(annotated: Any) -> None:
    """As the text itself equates them."""
    text = (
        "The Harrowby Relief Organization (HRO) sent two ships to the coast. The HRO said the ships had arrived. "
        "A sailor praised the Harrowby Relief Organization."
    )
    bundle = _entities(annotated, text)

    assert ["Harrowby Relief Organization", "HRO", "HRO", "Harrowby Relief Organization"] == _texts(
        bundle, _named(bundle, "Harrowby Relief Organization")
    )


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Marta Velez, mayor of the town of Harrowby, said no.",
            "Marta Velez",
            "mayor of the town of Harrowby",
        ),
        ("Chief Pentagon spokesman Daniel Reed said no.", "Daniel Reed", "Chief Pentagon spokesman"),
        ("The group’s leader, Daniel Reed, said no.", "Daniel Reed", "group’s leader"),
        ("Daniel Reed, 45, a lawyer for the union, said no.", "Daniel Reed", "lawyer for the union"),
        (
            "Daniel Reed, who is also the chairman of the union, said no.",
            "Daniel Reed",
            "chairman of the union",
        ),
        ("Speaker of the House Susan Ortiz said no.", "Susan Ortiz", "Speaker of the House"),
    ],
)
def test_a_role_before_or_behind_a_name_is_its_bearers(
    annotated: Any, text: str, name: str, role: Any
) -> None:
    """As an apposition on either side, or by "is"."""
    assert role in _roles(_entities(annotated, text), name)


def test_the_subject_of_the_next_clause_is_no_role(annotated: Any) -> None:
    """Nobody becomes a lawmaker by "under President X, lawmakers approved"."""
    text = "After a visit by President Marta Velez, lawmakers approved the bill in Harrowby."

    assert ["President"] == _roles(_entities(annotated, text), "Marta Velez")


def test_an_office_that_one_person_holds_is_that_person(annotated: Any) -> None:
    """As in "the prime minister" after "Prime Minister X"."""
    text = "Prime Minister Marta Velez arrived on Monday. The prime minister said the port was safe."
    bundle = _entities(annotated, text)

    assert "The prime minister" in _texts(bundle, _named(bundle, "Marta Velez"))


def test_an_office_that_two_people_hold_is_nobodys(annotated: Any) -> None:
    """Which of them is meant is not for this stage to guess."""
    text = "President Marta Velez met President Tom Okoro on Monday in Harrowby. The president said the port was safe."
    bundle = _entities(annotated, text)

    assert "The president" not in _texts(bundle, _named(bundle, "Marta Velez"))
    assert "The president" not in _texts(bundle, _named(bundle, "Tom Okoro"))


def test_a_role_whose_bearer_is_named_in_the_next_sentence_is_that_person(annotated: Any) -> None:
    """The role first, the name after it, nobody in between."""
    text = (
        "The secretary general of the Dockers Union repeated the call for a strike. "
        "Hadi Mansour said all the ports would be closed."
    )
    bundle = _entities(annotated, text)

    assert "The secretary general of the Dockers Union" in _texts(bundle, _named(bundle, "Hadi Mansour"))


def test_a_role_is_not_given_to_somebody_with_another_one(annotated: Any) -> None:
    """A neighbour who speaks next is not the police spokesman."""
    text = "A police spokesman said the man was dead. Daniel Reed, a neighbor, said he heard two shots."
    bundle = _entities(annotated, text)

    assert ["Daniel Reed"] == _texts(bundle, _named(bundle, "Daniel Reed"))


def test_an_unnamed_source_is_an_entity_with_its_description(annotated: Any) -> None:
    """Taken up by "the spokesman", and never named."""
    text = "A senior Harrowby commander said the road was open. A diver said it was not. The commander left."
    bundle = _entities(annotated, text)
    entity = _named(bundle, "a senior Harrowby commander")

    assert (False, "person") == (entity.named, entity.type)
    assert ["A senior Harrowby commander", "The commander"] == _texts(bundle, entity)


def test_undescribed_people_are_of_type_unnamed(annotated: Any) -> None:
    """A bare "officials" says no more than that people spoke."""
    entity = _named(_entities(annotated, "Officials said the road was open."), "Officials")

    assert (False, "unnamed") == (entity.named, entity.type)


def test_a_body_described_by_its_name_is_that_body(annotated: Any) -> None:
    """So "the Darrow movement" is Darrow; "the Darrow office" is a part of it."""
    text = (
        "The Darrow movement rejected the plan. Darrow said it would not vote. The Darrow office was closed."
    )
    bundle = _entities(annotated, text)

    assert ["The Darrow movement", "Darrow", "Darrow"] == _texts(bundle, _named(bundle, "Darrow"))[:3]
    assert "The Darrow office" not in _texts(bundle, _named(bundle, "Darrow"))


@pytest.mark.parametrize(
    ("name", "acronym"),
    [
        ("Harrowby Centre for River Control and Protection", "HCRC"),
        ("Harrowby Department of Water", "HDOW"),
        ("Harrowby Department of Water", "HDW"),
    ],
)
def test_an_acronym_may_take_in_of_or_leave_out_the_last_words(
    annotated: Any, name: str, acronym: str
) -> None:
    """Where one name alone fits it."""
    bundle = _entities(annotated, f"The {name} closed the road. The {acronym} said that it was late.")

    assert acronym in _texts(bundle, _named(bundle, name))


def test_a_body_is_not_taken_up_over_another_of_its_kind(annotated: Any) -> None:
    """What "the movement" means then is for the speakers to tell."""
    text = "The Amal movement came. The movement was glad. Then the Dawn movement came. The movement left."
    bundle = _entities(annotated, text)

    assert 1 == _texts(bundle, _named(bundle, "Amal")).count("The movement")


def test_a_surname_behind_two_given_names_belongs_to_them(annotated: Any) -> None:
    """Though the finder cuts it off."""
    text = "The lawyers told Judge Amy Berman Orvek that it was late. Orvek said the road was closed."
    bundle = _entities(annotated, text)

    assert ["Amy Berman Orvek", "Orvek"] == _texts(bundle, _named(bundle, "Amy Berman Orvek"))


def test_one_title_tells_that_a_name_is_a_person_s(annotated: Any) -> None:
    """However the finder takes the bare name, and though a full name is given as well."""
    text = (
        "“It was late,” said Derek Chasko, a historian. Chasko funds went missing. Mr. Chasko said it was over. "
        "Chasko rallies went on."
    )
    bundle = _entities(annotated, text)

    assert {"Derek Chasko", "Chasko"} == set(_texts(bundle, _named(bundle, "Derek Chasko")))


def test_a_hyphened_surname_alone_leads_to_its_full_name(annotated: Any) -> None:
    """Two joined words at the end of a full name are one surname."""
    text = "Onika Asare-Bellis, owner of Tallow Books, closed the shop. Asare-Bellis said that it was late."
    bundle = _entities(annotated, text)

    assert ["Onika Asare-Bellis", "Asare-Bellis"] == _texts(bundle, _named(bundle, "Onika Asare-Bellis"))


def test_two_firms_joined_by_and_are_two_where_each_stands_alone(annotated: Any) -> None:
    """The finder takes them for one."""
    text = (
        "Riders blasted Orla and Vega on Monday over the fares. Orla said that fares were capped. "
        "Vega issued a statement on the fares."
    )
    bundle = _entities(annotated, text)

    assert [2, 2] == [len(_texts(bundle, _named(bundle, name))) for name in ("Orla", "Vega")]


def test_the_north_is_the_country_that_is_called_so(annotated: Any) -> None:
    """Where one country of the article has that in its name."""
    text = "North Korea said on Monday that talks were off. The North said that it would not come back."
    bundle = _entities(annotated, text)

    assert "North" in _texts(bundle, _named(bundle, "North Korea"))


def test_a_gloss_belongs_to_the_whole_name_before_it(annotated: Any) -> None:
    """And not to the country with which that name ends."""
    text = "The Emirate of Orland and Syria (EOS) took the town. Syria said that EOS had left."
    bundle = _entities(annotated, text)

    assert all("EOS" not in _texts(bundle, row) for row in bundle[Entity] if row.name == "Syria")


def test_state_alone_is_no_short_name_of_a_ministry(annotated: Any) -> None:
    """It stands before the nouns of many bodies."""
    text = "The State Department said it was late. Harrowby State said that it would open again."
    bundle = _entities(annotated, text)

    assert all("State" not in _texts(bundle, row) for row in bundle[Entity] if row.name == "State Department")


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("The United States left. Washington said that it was late.", "Washington", "United States"),
        ("The Harrowby Times left. The Times reported that it was late.", "Times", "Harrowby Times"),
        ("NBC News left. NBC reported that it was late.", "NBC", "NBC News"),
        ("The United Nations Security Council met. The Security Council said so.", "Security Council", "United Nations Security Council"),
    ],
)  # fmt: skip
def test_a_body_has_its_fullest_name(annotated: Any, text: str, short: str, full: str) -> None:
    """A capital that acts stands for its country, and a name's end or beginning for the whole."""
    bundle = _entities(annotated, text)

    assert short in _texts(bundle, _named(bundle, full))


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        (
            "Brandex Foods cut jobs. Shares of Brandex fell. Brandex Foods came back.",
            "Brandex",
            "Brandex Foods",
        ),
        (
            "The Ada Wessel Memorial Hospital for Women closed. The Memorial Hospital said that it was late.",
            "Memorial Hospital",
            "Ada Wessel Memorial Hospital for Women",
        ),
    ],
)
def test_a_firm_and_a_hospital_have_their_fullest_names(
    annotated: Any, text: str, short: str, full: str
) -> None:
    """By the first word of two, or by the words in the middle."""
    bundle = _entities(annotated, text)

    assert short in _texts(bundle, _named(bundle, full))


def test_a_name_of_three_words_is_one(annotated: Any) -> None:
    """Though the finder sees two of them and knows no such given name."""
    text = "The talks began. Seyed Abbas Aragin denied it on Monday. Aragin said that it was late."
    bundle = _entities(annotated, text)

    assert ["Seyed Abbas Aragin", "Aragin"] == _texts(bundle, _named(bundle, "Seyed Abbas Aragin"))


def test_the_secretary_of_state_is_a_role_and_state_nobody(annotated: Any) -> None:
    """An office of something stands before its bearer's name."""
    text = "Secretary of State Paul Velez said that it was late. Undersecretary of State Mara Lund left."
    bundle = _entities(annotated, text)
    row = _named(bundle, "Paul Velez")

    assert ["Secretary of State"] == [text[span.start : span.end] for span in row.roles]
    assert not [row.name for row in bundle[Entity] if row.name == "State"]


def test_a_country_s_capital_is_not_its_name(annotated: Any) -> None:
    """Whichever stands first."""
    text = "Tehran said that it was late. Iran denied the report. Tehran warned of more."
    bundle = _entities(annotated, text)

    assert {"Tehran", "Iran"} == set(_texts(bundle, _named(bundle, "Iran")))


def test_a_name_with_and_in_it_is_whole_where_its_acronym_says_so(annotated: Any) -> None:
    """Though the finder cuts it at the first country."""
    text = "The Islamic State of Iraq and Syria (ISIS) took the town. ISIS said that it was late."
    bundle = _entities(annotated, text)

    assert "ISIS" in _texts(bundle, _named(bundle, "Islamic State of Iraq and Syria"))


def test_a_body_of_two_words_is_whole(annotated: Any) -> None:
    """Where the finder sees one of them."""
    text = "They did more against Islamic State in the north, and the Islamic State left."
    bundle = _entities(annotated, text)

    assert "State" not in {row.name for row in bundle[Entity]}


def test_a_lady_is_not_the_man_of_her_name(annotated: Any) -> None:
    """A title tells it, and the given name of the other."""
    text = "Bill Harlen left the town. Mrs. Harlen said that it was late."
    bundle = _entities(annotated, text)

    assert ["Bill Harlen"] == _texts(bundle, _named(bundle, "Bill Harlen"))


def test_a_description_in_somebody_s_talk_is_nobody_in_the_story(annotated: Any) -> None:
    """What is said of "a secretary" is not what the report says of the secretary."""
    text = "“I spoke as a proper secretary does,” Mara Velten wrote. The secretary left on Monday."
    bundle = _entities(annotated, text)

    assert all(len(_texts(bundle, row)) == 1 for row in bundle[Entity] if "secretary" in row.name)


def test_a_capital_is_not_the_person_of_that_name(annotated: Any) -> None:
    """Whom the article names in full."""
    text = "It was in George Washington’s speech. Washington said that it was late."
    bundle = _entities(annotated, text)

    assert ["George Washington", "Washington"] == _texts(bundle, _named(bundle, "George Washington"))


def test_who_speaks_next_is_no_apposition(annotated: Any) -> None:
    """A noun behind a comma and before its verb opens a clause."""
    text = "According to letters seen by Daniel Reed, an Orland lawyer said that it was late."
    bundle = _entities(annotated, text)

    assert () == _named(bundle, "Daniel Reed").roles


def test_an_opening_bracket_ends_a_name(annotated: Any) -> None:
    """Where the finder leaves out the other one."""
    text = "The data from the U.S. Department of Agriculture (USDA) came late, the U.S. Department of Agriculture said."
    bundle = _entities(annotated, text)

    assert all("(" not in row.name for row in bundle[Entity])


def test_an_opening_quotation_mark_ends_a_name(annotated: Any) -> None:
    """Where what it opens is no nickname within the name."""
    text = "John Kerry plays Obama “Mini-Me” in drawing a line. Obama said that it was late."
    bundle = _entities(annotated, text)

    assert all("“" not in row.name for row in bundle[Entity])


def test_a_former_employee_s_firm_is_no_person(annotated: Any) -> None:
    """What stands before people's names stands before bodies as well."""
    text = "Brandex shares fell. A former Brandex employee left. Brandex said that it was late."
    bundle = _entities(annotated, text)

    assert {"organization"} == {row.type for row in bundle[Entity] if row.named and row.name == "Brandex"}


def test_an_outlet_before_a_name_is_no_part_of_it(annotated: Any) -> None:
    """Though the finder takes both for one name."""
    text = "He told Fox News Daniel Reedham was late. Daniel Reedham left."
    bundle = _entities(annotated, text)

    assert not [row.name for row in bundle[Entity] if row.type == "person" and "Fox" in row.name]


def test_an_outlet_is_not_the_trust_that_owns_it() -> None:
    """Though the trust's name begins with its own; its news agency is the outlet itself."""
    lexicon = load_lexicon()
    trust = [Use("RKN Trust", "organization"), Use("RKN", "outlet")]
    agency = [Use("RKN News Agency", "organization"), Use("RKN", "outlet")]

    assert [0, 1] == cluster(trust, [], lexicon)
    assert [0, 0] == cluster(agency, [], lexicon)
