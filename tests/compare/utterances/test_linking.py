"""When two renderings are one utterance: who speaks, when, what is meant, and what speaks against it."""

import importlib.util
from pathlib import Path

import pytest

from sayso.compare.utterances.likeness import compare, days_between, may_be_one, relation, score, weights
from sayso.compare.utterances.linking import ONE, link
from sayso.compare.utterances.renderings import Said, Voice

_spec = importlib.util.spec_from_file_location("making", Path(__file__).with_name("making.py"))
assert _spec is not None
assert _spec.loader is not None
making = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(making)
made, PENN, VALE = making.made, making.PENN, making.VALE

DYKE = "the old dyke will hold if Vareth sends sandbags before the weekend"
MINISTRY = Voice(
    entity="m", actor="ministry", known=True, name="Ministry of Rivers", bodies=frozenset({"ministry"})
)
SPOKESMAN = Voice(
    entity="s", actor="s", known=True, name="Ivo Marr", bodies=frozenset({"ministry"}), spokesman=True
)
OTHER_SPOKESMAN = Voice(
    entity="t", actor="t", known=True, name="Ada Lund", bodies=frozenset({"ministry"}), spokesman=True
)
NOBODY = Voice()
GUESSED_VALE = Voice(entity="vale", actor="vale", known=True, name="Piers Vale", inferred=True)
GUESSED_PENN = Voice(entity="penn", actor="penn", known=True, name="Orla Penn", inferred=True)


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        (PENN, PENN, "same"),
        (PENN, VALE, "apart"),
        (PENN, NOBODY, "unknown"),
        (MINISTRY, SPOKESMAN, "body"),
        (SPOKESMAN, OTHER_SPOKESMAN, "apart"),
        (PENN, Voice(name="Marr", introduced=False), "apart"),
        (PENN, GUESSED_VALE, "yields"),
        (GUESSED_PENN, GUESSED_VALE, "apart"),
        (PENN, Voice(name="Penn", introduced=False), "unknown"),
    ],
)
def test_who_speaks_is_one_speaker_one_body_unknown_or_two(one: Voice, two: Voice, found: str) -> None:
    a, b = made(DYKE, voice=one, article="1"), made(DYKE, voice=two, article="2")

    assert relation(a, b) == relation(b, a) == found


@pytest.mark.parametrize(("two", "found"), [(PENN, "same"), (VALE, "apart"), (NOBODY, "apart")])
def test_within_one_article_only_the_same_entity_repeats_itself(two: Voice, found: str) -> None:
    assert relation(made(DYKE, article="1"), made(DYKE, voice=two, article="1")) == found


def test_a_body_and_its_spokesman_say_one_thing_within_one_article_too() -> None:
    found = link(made(DYKE, voice=MINISTRY, article="1"), made(DYKE, voice=SPOKESMAN, article="1"))

    assert found is not None
    assert found.reason.endswith("said for one body: Ivo Marr, Ministry of Rivers")


def test_an_inferred_speaker_yields_where_another_report_of_the_same_words_names_one() -> None:
    named, guessed = made(f"“{DYKE}”", article="1"), made(f"“{DYKE}”", voice=GUESSED_VALE, article="2")

    found = link(named, guessed)

    assert found is not None
    assert found.reason.endswith(
        "one says that it is Orla Penn's; that it is Piers Vale's was inferred from the other, and yields"
    )


def test_an_inferred_speaker_of_other_words_stays_another_speaker() -> None:
    other = made("“the old dyke may not hold, whatever Vareth sends us”", voice=GUESSED_VALE, article="2")

    assert link(made(f"“{DYKE}”", article="1"), other) is None


def test_two_days_are_two_utterances_whatever_the_words() -> None:
    one, two = (made(DYKE, article=day, said=Said(day=day)) for day in ("2031-03-02", "2031-03-09"))

    assert not may_be_one(one, two)
    assert link(one, two) is None


@pytest.mark.parametrize(
    ("one", "two", "days"),
    [
        (
            Said(earliest="2031-03-02", latest="2031-03-02"),
            Said(earliest="2031-03-09", latest="2031-03-10"),
            7,
        ),
        (
            Said(earliest="2031-03-01", latest="2031-03-05"),
            Said(earliest="2031-03-04", latest="2031-03-09"),
            0,
        ),
        (Said(earliest="2031-03-02", latest="2031-03-02"), Said(), None),
        (Said(day="2031-03-02"), Said(day="2031-03-02"), 0),
    ],
)
def test_days_lie_between_two_articles_as_far_as_both_are_known(
    one: Said, two: Said, days: int | None
) -> None:
    assert days_between(one, two) == days_between(two, one) == days


def test_articles_far_apart_in_time_make_one_utterance_less_likely() -> None:
    paraphrase = "sandbags from Vareth would save the old dyke, she said of the weekend"
    near, far = (
        compare(
            made(DYKE, article="1", said=Said(earliest="2031-03-02", latest="2031-03-02")),
            made(paraphrase, article="2", said=Said(earliest=day, latest=day)),
        ).chance
        for day in ("2031-03-02", "2031-03-12")
    )

    assert far < near


def test_one_meaning_makes_one_utterance_likelier() -> None:
    paraphrase = "nothing breaks the embankment once Vareth ships its sacks"
    alike, unlike = (
        compare(made(DYKE, toward=1), made(paraphrase, toward=toward)).chance for toward in (1, 2)
    )

    assert unlike < alike


def test_the_score_is_the_same_from_either_side_and_the_weights_are_all_used() -> None:
    a, b = made(DYKE, toward=1), made(f"She promised: {DYKE}, surely.", toward=2)
    found, back = compare(a, b), compare(b, a)

    assert found.chance == back.chance
    assert sorted(weights()) == sorted(found.features)
    assert score(dict.fromkeys(weights(), 0.0)) == 500


def test_words_quoted_within_an_indirect_rendering_tie_it_to_the_whole_quotation() -> None:
    speech = (
        "“He was a rare and dazzling talent, and in forty years of this trade I met nobody like him at all.”"
    )
    quoted = link(made("Marr, 63, was “a rare and dazzling talent”"), made(speech))
    unquoted = link(made("Marr, 63, had much talent for dazzling people"), made(speech))

    assert quoted is not None
    assert quoted.chance >= ONE
    assert unquoted is None


@pytest.mark.parametrize("short", ["the new pumps", "no pumps for Dolmin then"])
def test_a_few_words_that_a_long_rendering_has_scattered_are_its_subject_alone(short: str) -> None:
    long = (
        "Dolmin has no money for new boats and none for the pumps that then would have to be bought at night"
    )

    assert link(made(short), made(long)) is None


def test_a_reason_names_what_holds_two_renderings_together() -> None:
    found = link(
        made("the 2,500 men whom Vareth sent will not leave Dolmin while the Lisk floods it", toward=1),
        made("that 2,500 men from Vareth are to stay in Dolmin for as long as the Lisk floods it", toward=1),
    )

    assert found is not None
    assert "says the same in other words: cosine .99, both name " in found.reason
    assert all(word in found.reason for word in ("Vareth", "Dolmin", "2500", "Orla Penn"))
