"""Tests of the speakers: whom a source is, on what basis, and when it is better not to say."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.records import Attribution, Detail, Entity, Speaker


def _who(speak: Any, text: str, *said: Any, **options: Any) -> Any:
    return [(speaker.name, speaker.basis) for speaker, _ in speak(text, *said, **options)]


REED = "Daniel Reed, a lawyer in Harrowby, said the road was closed. "


def test_a_full_name_is_named_and_a_surname_leads_to_it(speak: Any) -> None:
    """The fullest name of the article is the speaker's."""
    text = REED + "Reed said the bridge was open."

    assert [("Daniel Reed", "named"), ("Daniel Reed", "surname")] == _who(
        speak, text, ("Daniel Reed", "said", "the road was closed"), ("Reed", "said", "the bridge was open")
    )


def test_a_misspelt_surname_says_so_and_is_less_sure(speak: Any) -> None:
    """The reason names the spelling."""
    text = (
        "Prime Minister Mustafa al-Karimi said the talks had begun. “We are ready,” al-Karimi said. "
        "“The talks are over,” al-Kasimi added."
    )
    right, wrong = speak(
        text, ("al-Karimi", "said", "“We are ready,”"), ("al-Kasimi", "added", "“The talks are over,”")
    )

    assert "Mustafa al-Karimi" == wrong[0].name
    assert wrong[0].confidence < right[0].confidence
    assert "one letter from" in wrong[0].reasons[0]


def test_a_surname_out_of_nowhere_stays_itself(speak: Any) -> None:
    """Who it may be is a suggestion in the reasons, never an identity."""
    text = (
        "A senior Harrowby commander said the raid was illegal. "
        "Haddad said the raid was carried out at night."
    )
    _, (speaker, _) = speak(
        text,
        ("A senior Harrowby commander", "said", "the raid was illegal"),
        ("Haddad", "said", "the raid was carried out at night"),
    )

    assert ("Haddad", "never_introduced") == (speaker.name, speaker.basis)
    assert any("possibly a senior Harrowby commander" in reason for reason in speaker.reasons)


def test_he_is_the_speaker_of_the_sentence_before(speak: Any) -> None:
    """Across a paragraph too."""
    text = REED + "\n\n“It will open soon,” he said."

    assert ("Daniel Reed", "pronoun") == _who(
        speak, text, ("Daniel Reed", "said", "the road was closed"), ("he", "said", "“It will open soon,”")
    )[1]


def test_a_person_inside_a_quotation_is_not_he(speak: Any) -> None:
    """Only who acts outside the words of others can speak next."""
    text = REED + "“Mayor Peter Lund is wrong,” he said. He added the bridge was open."

    assert [("Daniel Reed", "pronoun")] * 2 == _who(
        speak, text, ("Daniel Reed", "said", "the road was closed"),
        ("he", "said", "“Mayor Peter Lund is wrong,”"), ("He", "added", "the bridge was open"),
    )[1:]  # fmt: skip


def test_she_passes_over_a_man(speak: Any) -> None:
    """Gender by the given name."""
    text = (
        "Susan Ortiz said the road was closed. Daniel Reed agreed with Ortiz at once. "
        "She said the bridge was open."
    )

    assert ("Susan Ortiz", "pronoun") == _who(
        speak, text, ("Susan Ortiz", "said", "the road was closed"), ("She", "said", "the bridge was open")
    )[1]


def test_he_is_unknown_between_two_who_could_be_meant(speak: Any) -> None:
    """A wrong speaker is worse than none."""
    text = "Daniel Reed and Peter Lund met in the harbour on Monday night. He said the bridge was open."
    ((speaker, _),) = speak(text, ("He", "said", "the bridge was open"))

    assert (None, "", 0) == (speaker.entity, speaker.name, speaker.confidence)
    assert "could be" in speaker.reasons[0]


def test_he_never_crosses_somebody_who_spoke_in_between(speak: Any) -> None:
    """The nearest compatible speaker is meant, not the one before."""
    text = REED + "Peter Lund said it was open. He said the bridge was open."

    assert ("Peter Lund", "pronoun") == _who(
        speak, text, ("Daniel Reed", "said", "the road was closed"),
        ("Peter Lund", "said", "it was open"), ("He", "said", "the bridge was open"),
    )[2]  # fmt: skip


def test_it_is_the_body_that_spoke(speak: Any) -> None:
    """An organisation is taken up by "it", a person never."""
    text = "The Dockers Union said in a statement that the port was closed. It called on the mayor to resign."

    assert ("Dockers Union", "pronoun") == _who(
        speak,
        text,
        ("The Dockers Union", "said", "the port was closed"),
        ("It", "called on", "the mayor to resign"),
    )[1]


@pytest.mark.parametrize(
    ("role", "word"),
    [
        ("a senator from Harrowby", "politician"),
        ("a spokesman for the port", "spokesman"),
        ("the deputy interior minister", "official"),
    ],
)
def test_a_role_word_takes_up_the_one_who_has_such_a_role(speak: Any, role: Any, word: str) -> None:
    """By the same noun, or by one that covers it."""
    text = f"Daniel Reed, {role}, said the road was closed. “It will open soon,” the {word} said."

    assert ("Daniel Reed", "role") == _who(
        speak,
        text,
        ("Daniel Reed", "said", "the road was closed"),
        (f"the {word}", "said", "“It will open soon,”"),
    )[1]


def test_a_role_word_does_not_take_up_somebody_of_another_walk_of_life(speak: Any) -> None:
    """For "the doctor" is not the lawyer who spoke before."""
    text = REED + "“It will open soon,” the doctor said."
    speaker = speak(
        text, ("Daniel Reed", "said", "the road was closed"), ("the doctor", "said", "“It will open soon,”")
    )[1][0]

    assert ("the doctor", "unnamed") == (speaker.name, speaker.basis)


def test_the_president_of_something_else_is_not_the_president(speak: Any) -> None:
    """A description with a body of its own names somebody of its own."""
    text = (
        "President Marta Velez met the press on Monday. The president of Vega Foods said the port was closed."
    )
    ((speaker, _),) = speak(text, ("The president of Vega Foods", "said", "the port was closed"))

    assert "Marta Velez" != speaker.name
    assert "unnamed" == speaker.basis


def test_a_statement_is_said_by_whoever_issued_it(speak: Any) -> None:
    """As in "the statement said" after "a statement by the group"."""
    text = (
        "The raid hit a depot in Harrowby, according to a statement by the Dockers Union. "
        "The second raid came at night, the statement added."
    )

    assert [("Dockers Union", "role"), ("Dockers Union", "role")] == _who(
        speak, text,
        ("a statement by the Dockers Union", "according to", "The raid hit a depot in Harrowby"),
        ("the statement", "added", "The second raid came at night"),
    )  # fmt: skip


def test_a_role_named_only_later_is_that_person(speak: Any) -> None:
    """The title first, the name in the next sentence."""
    text = (
        "The secretary general of the Dockers Union repeated that the strike goes on. "
        "Hadi Mansour said all the ports would be closed."
    )
    first, second = speak(
        text,
        ("The secretary general of the Dockers Union", "repeated", "that the strike goes on"),
        ("Hadi Mansour", "said", "all the ports would be closed"),
    )

    assert ("Hadi Mansour", "role") == (first[0].name, first[0].basis)
    assert ("Dockers Union", "leader") == (second[0].speaks_for, second[0].capacity)


def test_an_unnamed_source_keeps_its_description(speak: Any) -> None:
    """And "he" takes it up."""
    text = "A fisherman in Harrowby said the sea was rough. He said the boats were safe."

    assert [("a fisherman in Harrowby", "unnamed"), ("a fisherman in Harrowby", "pronoun")] == _who(
        speak,
        text,
        ("A fisherman in Harrowby", "said", "the sea was rough"),
        ("He", "said", "the boats were safe"),
    )


def test_a_quotation_without_a_cue_goes_on_from_the_paragraph_before(speak: Any) -> None:
    """When nobody else has come on since."""
    text = REED + "\n\n“The bridge is open. The harbour is open as well.”"

    assert ("Daniel Reed", "cueless") == _who(
        speak, text, ("Daniel Reed", "said", "the road was closed"),
        (None, None, "“The bridge is open. The harbour is open as well.”"),
    )[1]  # fmt: skip


def test_a_quotation_without_a_cue_is_unknown_when_somebody_else_came_on(speak: Any) -> None:
    """Two people could be quoted there."""
    text = (
        REED + "Mayor Peter Lund then took the floor.\n\n“The bridge is open. The harbour is open as well.”"
    )
    _, (speaker, _) = speak(
        text,
        ("Daniel Reed", "said", "the road was closed"),
        (None, None, "“The bridge is open. The harbour is open as well.”"),
    )

    assert (None, "", "cueless") == (speaker.entity, speaker.name, speaker.basis)
    assert "Peter Lund" in speaker.reasons[0]


def test_a_name_right_before_a_quotation_keeps_the_last_speaker_from_it(speak: Any) -> None:
    """Whoever is introduced by words that were not understood is the one who is quoted, where nobody else is there."""
    text = REED + "\n\nAdded Peter Lund, the mayor: “The bridge is open. The harbour is open as well.”"
    _, (speaker, _) = speak(
        text,
        ("Daniel Reed", "said", "the road was closed"),
        (None, None, "“The bridge is open. The harbour is open as well.”"),
    )

    assert "Peter Lund" == speaker.name


def test_who_is_the_noun_before_it(speak: Any) -> None:
    """Also over the body at which that person works."""
    text = "One of them was Daniel Reed, an editor at the Harrowby Gazette, who said the mayor was wrong."

    assert [("Daniel Reed", "pronoun")] == _who(speak, text, ("who", "said", "the mayor was wrong"))


def test_joint_speakers_are_all_kept(speak: Any) -> None:
    """One record, the first as its entity, the others beside it."""
    text = "Daniel Reed and Susan Ortiz announced that the road would be closed on Monday."
    ((speaker, _),) = speak(
        text, ("Daniel Reed and Susan Ortiz", "announced", "that the road would be closed")
    )

    assert "Daniel Reed and Susan Ortiz" == speaker.name
    assert 1 == len(speaker.also)


def test_a_place_that_speaks_is_a_government(speak: Any) -> None:
    """A metonym is no place."""
    ((speaker, _),) = speak(
        "Washington says the talks will go on.", ("Washington", "says", "the talks will go on")
    )

    assert ("Washington", "government") == (speaker.name, speaker.type)


def test_i_within_a_quotation_is_who_is_quoted(speak: Any) -> None:
    """And "he" within it is not."""
    text = "“I think the road is closed, and he said it was not,” Daniel Reed said."
    outer, inner, other = speak(
        text,
        ("Daniel Reed", "said", "“I think the road is closed, and he said it was not,”"),
        ("I", "think", "the road is closed"),
        ("he", "said", "it was not"),
        nested={1: 0, 2: 0},
    )

    assert ("Daniel Reed", "pronoun") == (inner[0].name, inner[0].basis)
    assert inner[0].confidence < outer[0].confidence
    assert None is other[0].entity


@pytest.mark.parametrize(
    ("text", "source", "body", "capacity"),
    [
        ("Daniel Reed, the Dockers Union’s spokesman, said no.", "Daniel Reed", "Dockers Union", "spokesman"),
        (
            "Daniel Reed, secretary general of the Dockers Union, said no.",
            "Daniel Reed",
            "Dockers Union",
            "leader",
        ),
        ("Chief Pentagon spokesman Daniel Reed said no.", "Daniel Reed", "Pentagon", "spokesman"),
        ("Daniel Reed, a member of the Dockers Union, said no.", "Daniel Reed", "Dockers Union", "member"),
        (
            "A spokesman for the Dockers Union said no.",
            "A spokesman for the Dockers Union",
            "Dockers Union",
            "spokesman",
        ),
        ("Daniel Reed, a former head of the Dockers Union, said no.", "Daniel Reed", None, "own_name"),
        ("Daniel Reed, a professor at the University of Harrowby, said no.", "Daniel Reed", None, "own_name"),
        ("The Dockers Union said no.", "The Dockers Union", None, None),
    ],
)
def test_for_whom_somebody_speaks_is_read_from_the_role(
    speak: Any, text: str, source: str, body: Any, capacity: Any
) -> None:
    """A former office is none, and a professor speaks in her own name."""
    ((speaker, _),) = speak(text, (source, "said", "no"))

    assert (body, capacity) == (speaker.speaks_for, speaker.capacity)


def test_a_collective_is_never_spread_over_its_members(speak: Any) -> None:
    """So "rebel groups" stays one speaker."""
    ((speaker, _),) = speak(
        "Several rebel groups said the road was closed.",
        ("Several rebel groups", "said", "the road was closed"),
    )

    assert ("Several rebel groups", "group", ()) == (speaker.name, speaker.type, speaker.also)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(
        st.sampled_from([
            "Daniel Reed said", "he said", "“", "”", " that it is so. ", "\n\n", "the official", " told ", "Susan Ortiz", ", ",
            "A spokesman for the union", "according to", "it", "who", "\u2028", "é", "🙂", "'s", "-", ". ",
        ]),
        max_size=30,
    )
)  # fmt: skip
def test_every_attribution_has_one_speaker_and_one_detail(annotated: Any, parts: Any) -> None:
    """Whatever the text: ids resolve, spans fit, confidence is in thousandths."""
    bundle = annotated("".join(parts), upto="details")
    attributions = [row.id for row in bundle[Attribution]]
    entities = {row.id for row in bundle[Entity]}
    size = len(bundle.article.text)

    assert attributions == [row.attribution for row in bundle[Speaker]]
    assert attributions == [row.attribution for row in bundle[Detail]]
    for speaker in bundle[Speaker]:
        assert {speaker.entity, *speaker.also} <= entities | {None}
        assert 0 <= speaker.confidence <= 1000
        assert speaker.reasons
        for span in (speaker.mention, speaker.speaks_for_span):
            assert span is None or 0 <= span.start < span.end <= size
    for detail in bundle[Detail]:
        for span in (detail.channel, detail.addressee, detail.said_on):
            assert span is None or 0 <= span.start < span.end <= size


def test_a_body_is_not_taken_from_behind_a_quotation_mark_or_a_sentences_end(speak: Any) -> None:
    """What one speaks for stands in the role's own words."""
    text = "Daniel Reed, spokesman for “the road is closed,” he said. The Dawn Front was there."
    speaker, _ = speak(text, ("Daniel Reed", "said", "“the road is closed,”"))[0]

    assert "Dawn Front" != speaker.speaks_for


def test_a_person_is_no_body_to_speak_for(speak: Any) -> None:
    """Whose spokesman one is, where that is a person, is told by the role's words."""
    text = "Susan Ortiz, spokeswoman for Daniel Reed, said the road was closed."
    speaker, _ = speak(text, ("Susan Ortiz", "said", "the road was closed"))[0]

    assert (None, "spokesman") == (speaker.speaks_for, speaker.capacity)


def test_a_country_is_one_body_under_its_longer_name(speak: Any) -> None:
    """However each role spells it."""
    text = (
        "U.S. President Dana Wells said the road was closed. The United States sent ships. "
        "Wells said the bridge was open."
    )
    rows = speak(
        text,
        ("U.S. President Dana Wells", "said", "the road was closed"),
        ("Wells", "said", "the bridge was open"),
    )

    assert ["United States"] * 2 == [speaker.speaks_for for speaker, _ in rows]


def test_a_given_name_and_a_surname_are_one_name(speak: Any) -> None:
    """Also where the finder takes them for two, and so nobody is without introduction."""
    text = "The harbour board removed its chief engineer, Tomas Orvek. “We are done,” Orvek said."
    speaker, _ = speak(text, ("Orvek", "said", "“We are done,”"))[0]

    assert ("Tomas Orvek", "surname") == (speaker.name, speaker.basis)
