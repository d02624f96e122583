"""By which words an article calls those it writes of: never the wrong one, and never in a voice that is not theirs."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from sayso.annotate.describing.voices import innermost, may_be_somebodys
from sayso.records import Attribution, Descriptor, Entity
from sayso.spans import Span

Read = Callable[[str], list[tuple[str, str, str, str]]]


@pytest.fixture(scope="session")
def called(annotated: Any) -> Read:
    """`called(text)` gives what stands with names as (entity, kind, words, voice); names themselves are left out."""

    def called(text: str) -> list[tuple[str, str, str, str]]:
        bundle = annotated(text, upto="descriptors")
        names = {entity.id: entity.name for entity in bundle[Entity]}
        return [
            (names[row.entity], row.kind, text[row.start : row.end], voice(row))
            for row in bundle[Descriptor]
            if row.kind != "name"
        ]

    return called


def voice(row: Descriptor) -> str:
    return "quoted" if row.quoted else "reported" if row.attribution else "own"


def test_a_title_before_a_name_an_apposition_and_what_a_copula_says_are_kept(called: Read) -> None:
    text = (
        "President Mara Vint met Oskar Lund, a former rebel commander, in Harlow on Monday. "
        "Lund is a hero of the uprising."
    )
    found = called(text)

    assert ("Mara Vint", "title", "President", "own") in found
    assert ("Oskar Lund", "apposition", "former rebel commander", "own") in found
    assert ("Oskar Lund", "predicate", "hero of the uprising", "own") in found


def test_a_title_has_the_whole_name_of_its_body(called: Read) -> None:
    found = called("Ministry of Water spokesman Oskar Lund said on Friday that the dam was safe.")

    assert ("Oskar Lund", "title", "Ministry of Water spokesman", "own") in found


def test_a_noun_behind_the_name_of_a_group_describes_it_and_one_for_a_part_does_not(called: Read) -> None:
    found = called(
        "Soldiers fought the Dawn Front militant group near Vareth. Dawn Front’s office said nothing."
    )

    assert [(kind, words) for who, kind, words, _ in found if who == "Dawn Front"] == [
        ("noun", "militant group")
    ]


def test_an_evaluating_word_before_a_name_is_kept(called: Read) -> None:
    found = called(
        "Vesland troops attacked the Vesland-backed Amal Front on Sunday, and Amal Front fighters withdrew."
    )

    assert ("modifier", "Vesland-backed") in {(kind, words) for _, kind, words, _ in found}


def test_what_a_speaker_calls_somebody_is_not_the_outlets_word(called: Read) -> None:
    text = (
        "“The dictator Karl Brand must go,” union leader Mara Vint said on Friday. "
        "Vint said that former general Karl Brand was a coward."
    )
    found = {(who, words): spoken for who, _, words, spoken in called(text)}

    assert found["Karl Brand", "dictator"] == "quoted"
    assert found["Karl Brand", "former general"] == "reported"
    assert found["Mara Vint", "union leader"] == "own"


def test_scare_quotes_are_not_the_outlets_word_though_nobody_says_them(called: Read) -> None:
    found = called("Police arrested the “dictator” Karl Brand in Harlow on Friday. Brand was held for a day.")

    assert "own" not in {spoken for _, _, words, spoken in found if "dictator" in words}


@pytest.mark.parametrize(
    "text",
    [
        "Karl Brand is not a dictator. Brand left Harlow on Friday.",
        "If Karl Brand is a dictator, nobody in Harlow says so.",
        "Is Karl Brand a dictator? Nobody in Harlow says so.",
        "It is not clear whether Karl Brand is a dictator.",
        "Karl Brand is no dictator. Brand left Harlow on Friday.",
    ],
)
def test_what_is_denied_asked_or_supposed_describes_nobody(called: Read, text: str) -> None:
    assert [words for who, _, words, _ in called(text) if "dictator" in words] == []


def test_the_subject_of_a_new_clause_is_no_apposition(called: Read) -> None:
    text = "After the talks with Karl Brand, a senior minister told reporters that Harlow was safe."

    assert [words for who, kind, words, _ in called(text) if who == "Karl Brand"] == []


def test_the_subject_of_a_crime_report_is_not_guessed(called: Read) -> None:
    text = "Karl Brand lives in Harlow. Police chased a man on Friday. The suspect was armed. The man fled."

    assert [words for _, _, words, _ in called(text) if words in {"suspect", "man"}] == []


def test_an_offshoot_or_an_ally_of_a_group_is_another_one(called: Read) -> None:
    for noun in ("offshoot", "ally"):
        found = called(f"Soldiers fought a Dawn Front {noun} near Vareth. The Dawn Front {noun} fled.")
        assert [words for who, _, words, _ in found if who == "Dawn Front"] == []


def test_the_group_takes_up_the_one_group_that_was_named_right_before(called: Read) -> None:
    one = "Dawn Front fighters crossed the Lisk on Friday. The militant group said nothing."
    two = "Dawn Front and Reed Front fighters crossed the Lisk on Friday. The militant group said nothing."
    far = "Dawn Front fighters crossed the Lisk on Friday. It rained. The river rose. The militant group said nothing."
    other = "Dawn Front fighters crossed the Lisk on Friday. The rival militant group said nothing."

    assert [("Dawn Front", "militant group")] == [
        (who, words) for who, _, words, _ in called(one) if "group" in words
    ]
    for text in (two, far, other):
        assert [words for who, _, words, _ in called(text) if who in {"Dawn Front", "Reed Front"}] == []


def test_an_accused_is_not_a_modifier_where_it_is_the_verb(called: Read) -> None:
    assert called("Oskar Lund accused Karl Brand of lying.") == []


def test_an_unmarked_statement_is_not_the_outlets_voice(called: Read) -> None:
    text = (
        "Statement by Mayor Oskar Lund:\nKarl Brand was a hero of our town, and I am proud that I knew him."
    )

    assert [words for _, _, words, spoken in called(text) if "hero" in words and spoken == "own"] == []


def test_a_text_without_anybody_has_no_descriptors(called: Read) -> None:
    assert called("It rained all day.") == []
    assert called("") == []


def test_the_words_that_describe_are_listed_once_in_order_and_in_small_letters() -> None:
    text = files("sayso.annotate").joinpath("data", "descriptions.tsv").read_text(encoding="utf-8")
    rows = [tuple(line.split("\t")) for line in text.splitlines()[1:]]

    assert sorted(set(rows)) == rows
    assert {of for _, of in rows} == {"person", "body", "modifier"}
    assert all(word == word.lower() for word, _ in rows)


def attribution(name: str, *content: tuple[int, int], inside: str | None = None) -> Attribution:
    return Attribution(
        id=name,
        article="a",
        kind="indirect",
        content=tuple(Span(*span) for span in content),
        cue=None,
        source=None,
        nested_in=inside,
        confidence=900,
        reasons=(),
    )


def test_the_innermost_attribution_counts_and_a_border_within_words_is_nobodys_own_voice() -> None:
    rows = [attribution("outer", (10, 60)), attribution("inner", (20, 40), inside="outer")]
    spans = [Span(0, 5), Span(12, 18), Span(25, 30), Span(5, 12), Span(60, 65)]

    assert innermost(rows, spans) == [None, "outer", "inner", "outer", None]


def test_a_line_in_the_first_person_may_be_somebodys_unless_only_what_is_said_has_it() -> None:
    text = "The dictator fell.\n“We won,” said Lund of the dictator.\nMy hero, the dictator, fell."
    second, third = text.index("dictator.", 20), text.index("dictator,")
    spoken = [Span(text.index("“"), text.index("”") + 1)]

    assert not may_be_somebodys(text, Span(4, 12), spoken)
    assert not may_be_somebodys(text, Span(second, second + 8), spoken)
    assert may_be_somebodys(text, Span(third, third + 8), spoken)
