"""Gathering: what is compared at all, and groups that hang together instead of chains."""

import importlib.util
from pathlib import Path

from sayso.compare.utterances.candidates import ALL, candidates
from sayso.compare.utterances.gathering import gather
from sayso.compare.utterances.linking import Link
from sayso.compare.utterances.renderings import Voice

_spec = importlib.util.spec_from_file_location("making", Path(__file__).with_name("making.py"))
assert _spec is not None
assert _spec.loader is not None
making = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(making)
made, PENN, VALE = making.made, making.PENN, making.VALE

DYKE = "the old dyke will hold if Vareth sends sandbags before the weekend"
PUMPS = "forty pumps stand idle in the tannery because nobody pays for diesel"
SCHOOL = "every family below the weir may sleep in the school until the water is gone"


def test_a_speech_quoted_at_length_does_not_make_one_of_its_sentences() -> None:
    """The first of them is one with the speech, by its id; the other is linked as well and stays for itself."""
    speech = made(f"{DYKE}. {PUMPS}. {SCHOOL}", article="0")
    renderings = [speech, made(DYKE, article="1"), made(PUMPS, article="2")]
    links = {(0, 1): Link(980, "words"), (0, 2): Link(970, "words")}

    assert sorted(map(len, gather(renderings, links))) == [1, 2]


def test_renderings_that_are_all_alike_are_one_group_whatever_links_are_missing() -> None:
    renderings = [made(DYKE, article=str(n)) for n in range(5)]
    links = {(n, n + 1): Link(990, "words") for n in range(4)}

    assert [len(group) for group in gather(renderings, links)] == [5]


def test_no_group_brings_two_speakers_together_through_somebody_unknown() -> None:
    renderings = [
        made(DYKE, article="1"),
        made(DYKE, voice=Voice(), article="2"),
        made(DYKE, voice=VALE, article="3"),
    ]
    links = {(0, 1): Link(1000, "words"), (1, 2): Link(1000, "words")}

    assert sorted(map(len, gather(renderings, links))) == [1, 2]


def test_renderings_meet_by_a_stretch_of_words_or_by_who_speaks() -> None:
    renderings = [
        made(DYKE, article="1"),
        made(f"We know that {DYKE}", voice=Voice(), article="2"),
        made(PUMPS, article="3"),
        made(PUMPS, voice=VALE, article="4"),
        made(SCHOOL, voice=Voice(), article="5"),
    ]

    assert candidates(renderings) == [(0, 1), (0, 2), (2, 3)]


def test_somebody_with_very_much_to_say_meets_what_is_nearest_in_meaning() -> None:
    talk = [made(f"word{n} of{n} mine{n}", article=f"{n:03}", toward=n % 200) for n in range(4 * ALL)]
    found = set(candidates(talk))

    assert {(n, n + 200) for n in range(4 * ALL - 200)} <= found
    assert len(found) < 4 * ALL * 20


def test_somebody_with_very_much_to_say_and_no_vectors_meets_by_words_alone() -> None:
    talk = [made(f"{DYKE} number{n // 2}", article=f"{n:03}") for n in range(2 * ALL)]

    assert len(candidates(talk)) < 2 * ALL * 20
