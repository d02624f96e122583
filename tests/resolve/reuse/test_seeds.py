"""Articles that share a run of words share a fingerprint; what is anybody's or one outlet's own is no reason."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.layout.marks import MARKS
from sayso.records import Seed
from sayso.resolve.reuse.seeds import (
    ALL_PAIRS,
    HUBS,
    OUTLET_TEMPLATE,
    SEEDS,
    SHINGLE,
    WINDOW,
    fingerprints,
    winnow,
)
from sayso.settings import Settings
from sayso.stage import Member
from sayso.testing import check_stage, rebuilt
from sayso.testing.checks import make_article
from sayso.words.forms import read_words

FLOW = (MARKS, SEEDS)
SHARED = "the keepers of the northern lighthouse refused to leave their posts before the storm had passed"


def pairs(texts: list[str], **fields: Any) -> set[frozenset[str]]:
    """The pairs of texts, by their first words, that there is a seed for."""
    articles = {make_article(n, text, **fields).id: text.split()[0] for n, text in enumerate(texts)}
    rows = rebuilt([make_article(n, text, **fields) for n, text in enumerate(texts)], FLOW, Settings())[
        "Seed"
    ]
    return {frozenset((articles[row.article], articles[row.other])) for row in rows}


@given(
    st.lists(st.sampled_from("abcdefgh"), max_size=30),
    st.lists(st.sampled_from("ijklmnop"), max_size=30),
    st.lists(st.sampled_from("qrstuvwxyz"), max_size=30),
    st.permutations([f"w{n}" for n in range(SHINGLE + WINDOW - 1)]),
)
def test_twelve_words_in_common_always_share_a_fingerprint(
    before: list[str], after: list[str], other: list[str], shared: list[str]
) -> None:
    one = fingerprints([*before, *shared, *after])
    two = fingerprints([*other, *shared, *before])

    assert set(one) & set(two)


@given(st.lists(st.integers(0, 2**64 - 1), max_size=60), st.integers(1, 9))
def test_winnowing_keeps_the_smallest_of_every_window(values: list[int], window: int) -> None:
    hashes = np.array(values, dtype=np.uint64)

    kept = set(winnow(hashes, window).tolist())

    for first in range(max(0, len(values) - window + 1)):
        inside = range(first, min(first + window, len(values)))
        assert min(inside, key=lambda n: values[n]) in kept or any(
            values[n] == min(values[k] for k in inside) for n in inside if n in kept
        )


def test_articles_that_share_a_sentence_are_compared_and_others_are_not() -> None:
    found = pairs(
        [f"One says {SHARED}.", f"Two writes that {SHARED} again.", "Three has nothing to do with it at all."]
    )

    assert found == {frozenset(("One", "Two"))}


def test_a_refrain_within_an_article_is_no_fingerprint() -> None:
    refrain = read_words(f"{SHARED}. {SHARED}.")

    once = fingerprints(read_words(SHARED).forms)
    assert set(fingerprints(refrain.forms)) & set(once) == set()


def test_a_phrase_that_is_anybodys_and_one_of_grammar_alone_are_no_fingerprints() -> None:
    phrases = (
        "did not immediately respond to a request for comment",
        "who they are and what it is that they have been",
    )

    assert [pairs([f"One {phrase} tell.", f"Two {phrase} sing."]) for phrase in phrases] == [set(), set()]


def test_what_one_outlet_prints_under_everything_is_no_seed() -> None:
    texts = [f"Text{n} {chr(97 + n) * 3} {SHARED}" for n in range(OUTLET_TEMPLATE + 1)]

    assert pairs(texts, outlet="The Morning Slate") == set()
    assert len(pairs(texts)) > OUTLET_TEMPLATE


def test_a_text_that_everybody_carries_is_joined_through_hubs() -> None:
    make = SEEDS.make(Settings())
    members = [Member(f"{n:03}", [0, n + 1], None) for n in range(ALL_PAIRS + 1)]

    seeds = [seed for seed in make("00ff", members) if isinstance(seed, Seed)]

    assert {seed.article for seed in seeds} == {f"{n:03}" for n in range(HUBS)}
    assert len(seeds) == sum(ALL_PAIRS - n for n in range(HUBS))


def test_a_shared_run_is_one_reason_and_not_one_for_every_fingerprint_in_it() -> None:
    body = " ".join(f"word{n}" for n in range(400))
    rows = rebuilt([make_article(n, body) for n in range(2)], FLOW, Settings())["Seed"]

    assert 1 <= len(rows) < len(fingerprints(read_words(body).forms)) / 3


def test_the_stage_keeps_its_contract() -> None:
    texts = ["", "Short.", f"A {SHARED}.", f"B {SHARED}.", f"C 😀 {SHARED.upper()}!"]
    rows = check_stage(SEEDS, FLOW, [make_article(n, text) for n, text in enumerate(texts)])

    found = [(row.article, row.other) for row in rows["Seed"] if isinstance(row, Seed)]
    assert [pair for pair in found if pair[0] >= pair[1]] == []
    assert len(set(found)) == 3
