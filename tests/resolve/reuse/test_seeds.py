"""Articles that share a run of words share a fingerprint; what is anybody's or one outlet's own is no reason."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.layout.marks import MARKS
from sayso.records import Seed
from sayso.resolve.reuse import prints
from sayso.resolve.reuse.page_words import content_words
from sayso.resolve.reuse.prints import ALL_PAIRS, HUBS, OUTLET_TEMPLATE, SHINGLE, WINDOW, meet, winnowed
from sayso.resolve.reuse.seeds import SEEDS
from sayso.run import run
from sayso.settings import Settings
from sayso.store import open_store
from sayso.testing import check_stage, differences, rebuilt, snapshot
from sayso.testing.checks import make_article
from sayso.words.scan import scan_words

FLOW = (MARKS, SEEDS)
SHARED = "the keepers of the northern lighthouse refused to leave their posts before the storm had passed"


def fingerprints(*texts: str) -> list[list[int]]:
    """The fingerprints of texts that are read together."""
    scans = scan_words(texts, [()] * len(texts))
    found = prints.fingerprints([scan.codes for scan in scans], [content_words(scan) for scan in scans])
    return [values.tolist() for values in found]


def pairs(texts: list[str], **fields: Any) -> set[frozenset[str]]:
    """The pairs of texts, by their first words, that there is a seed for."""
    articles = {make_article(n, text, **fields).id: text.split()[0] for n, text in enumerate(texts)}
    rows = rebuilt([make_article(n, text, **fields) for n, text in enumerate(texts)], FLOW, Settings())[
        "Seed"
    ]
    return {frozenset((articles[row.article], articles[row.other])) for row in rows}


@settings(deadline=None)
@given(
    st.lists(st.sampled_from("abcdefgh"), max_size=30),
    st.lists(st.sampled_from("ijklmnop"), max_size=30),
    st.lists(st.sampled_from("qrstuvwxyz"), max_size=30),
    st.permutations([f"w{n}" for n in range(SHINGLE + WINDOW - 1)]),
)
def test_ten_words_in_common_always_share_a_fingerprint(
    before: list[str], after: list[str], other: list[str], shared: list[str]
) -> None:
    one, two = fingerprints(" ".join([*before, *shared, *after]), " ".join([*other, *shared, *before]))

    assert set(one) & set(two)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(1, 2**64 - 1), min_size=1, max_size=40), max_size=4))
def test_winnowing_keeps_the_smallest_of_every_window_of_each_text(texts: list[list[int]]) -> None:
    hashes = [value for text in texts for value in [*text, 0]]  # behind each text a hash over its border
    own = [mark for text in texts for mark in [*[True] * len(text), False]]

    kept = winnowed(np.array(hashes, dtype=np.uint64), np.array(own, dtype=bool)).tolist()

    assert sum(kept) <= sum(own)
    at = 0
    for text in texts:
        for first in range(max(1, len(text) - WINDOW + 1)):
            inside = range(at + first, at + min(first + WINDOW, len(text)))
            assert kept[min(inside, key=hashes.__getitem__)]
        at += len(text) + 1


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from([*SHARED.split(), "zeal", "yarn"]), max_size=30), max_size=5))
def test_a_text_has_the_fingerprints_it_has_among_others(texts: list[list[str]]) -> None:
    joined = [" ".join(words) for words in texts]

    assert fingerprints(*joined) == [fingerprints(text)[0] for text in joined]


def test_articles_that_share_a_sentence_are_compared_and_others_are_not() -> None:
    found = pairs(
        [f"One says {SHARED}.", f"Two writes that {SHARED} again.", "Three has nothing to do with it at all."]
    )

    assert found == {frozenset(("One", "Two"))}


def test_a_refrain_within_an_article_is_no_fingerprint() -> None:
    once, refrain = fingerprints(SHARED, f"{SHARED}. {SHARED}.")

    assert set(once)
    assert set(refrain) & set(once) == set()


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
    everybody = range(ALL_PAIRS + 1)

    ones, twos = meet(*columns([(7, n, n + 1) for n in everybody]))

    assert set(ones.tolist()) == set(range(HUBS))
    assert len(twos) == sum(ALL_PAIRS - n for n in range(HUBS))


def columns(postings: Sequence[tuple[int, int, int]]) -> list[Any]:
    """(value, article, label) as three arrays."""
    return [np.array(column, dtype=np.int64) for column in zip(*postings, strict=True)]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 12), st.integers(0, 2)), max_size=80, unique=True)
)
def test_each_value_makes_the_pairs_that_it_makes_alone(postings: list[tuple[int, int, int]]) -> None:
    one_each = sorted(
        {(value, article): (value, article, label) for value, article, label in postings}.values()
    )
    if not one_each:
        return
    together = set(zip(*(side.tolist() for side in meet(*columns(one_each))), strict=True))

    alone: set[tuple[int, int]] = set()
    for value in {value for value, _, _ in one_each}:
        some = columns([posting for posting in one_each if posting[0] == value])
        alone |= set(zip(*(side.tolist() for side in meet(*some)), strict=True))
    assert alone == together
    assert all(one < two for one, two in together)


def test_two_articles_that_share_a_long_text_have_one_seed() -> None:
    body = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(400))
    rows = rebuilt([make_article(n, body) for n in range(2)], FLOW, Settings())["Seed"]

    assert len(rows) == 1


def test_adding_editing_and_removing_leaves_the_seeds_of_a_rebuild_and_touches_few_leaves() -> None:
    body = [
        " ".join(f"{chr(97 + n)}{chr(97 + k % 26)}{chr(97 + k // 26)}" for k in range(300)) for n in range(20)
    ]
    store = open_store(":memory:")
    store.add(make_article(n, f"{text} {SHARED}" if n % 3 else text) for n, text in enumerate(body))
    run(store, FLOW, Settings(), workers=1)
    store.add(
        [
            make_article(3, f"{body[3]} {SHARED} {body[4]}"),
            make_article(4, "Nothing."),
            make_article(30, SHARED),
        ]
    )
    store.remove(make_article(5, "").id, reason="a test")
    summary = run(store, FLOW, Settings(), workers=1)

    assert differences(rebuilt(list(store.articles()), FLOW, Settings()), snapshot(store, FLOW)) == []
    assert store.check() == []
    assert store.status().stale == 0
    assert summary.stages["seeds"].owners < 40
    store.close()


def test_the_stage_keeps_its_contract() -> None:
    texts = ["", "Short.", f"A {SHARED}.", f"B {SHARED}.", f"C 😀 {SHARED.upper()}!"]
    rows = check_stage(SEEDS, FLOW, [make_article(n, text) for n, text in enumerate(texts)])

    found = [(row.article, row.other) for row in rows["Seed"] if isinstance(row, Seed)]
    assert [pair for pair in found if pair[0] >= pair[1]] == []
    assert len(set(found)) == 3
