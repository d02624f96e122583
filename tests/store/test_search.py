"""Search finds words and phrases as people write them, and says exactly where they stand."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.records import Attribution
from sayso.run import run
from sayso.settings import Settings
from sayso.spans import Span
from sayso.store.folding import WORD, fold
from sayso.store.search import find_spans, phrases_of
from sayso.store.sql import SqlStore
from sayso.testing.checks import make_article
from sayso.testing.plain import PLAIN_ATTRIBUTIONS, PLAIN_ENTITIES, PLAIN_SENTENCES

PLAIN = (PLAIN_SENTENCES, PLAIN_ENTITIES, PLAIN_ATTRIBUTIONS)


def found(text: str, words: str) -> list[str]:
    """What the spans of a search cut out of a text."""
    return [text[span.start : span.end] for span in find_spans(text, phrases_of(words))]


@pytest.mark.parametrize(
    ("words", "phrases"),
    [
        ("Élysée palace", [("elysee",), ("palace",)]),
        ('"the  palace," shut', [("the", "palace"), ("shut",)]),
        ("“late hour” «bien sûr»", [("late", "hour"), ("bien", "sur")]),
        ("al-Hadi's", [("al", "hadi", "s")]),
        ('x "', [("x",)]),
        ("NEAR(a b) OR c* title:", [("near", "a"), ("b",), ("or",), ("c",), ("title",)]),
    ],
)
def test_a_search_is_words_and_phrases(words: str, phrases: list[tuple[str, ...]]) -> None:
    assert phrases == phrases_of(words)


@pytest.mark.parametrize("words", ["", "  ", '""', "— “ ”", "_"])
def test_a_search_without_a_word_is_refused(words: str) -> None:
    with pytest.raises(InputError, match="holds no word to search for"):
        phrases_of(words)


@pytest.mark.parametrize(
    ("text", "words", "spans"),
    [
        ("the late\r\n  hour", '"late hour"', ["late\r\n  hour"]),
        ("“No,” he said. 😀 “No.”", "no", ["No", "No"]),
        ("cafe\u0301 culture", '"café culture"', ["cafe\u0301 culture"]),
        ("Hadi-al Hadi", "al-hadi", ["al Hadi"]),
        ("one two", "two three", ["two"]),
    ],
)
def test_spans_hold_exactly_the_words(text: str, words: str, spans: list[str]) -> None:
    assert spans == found(text, words)


def test_overlapping_finds_are_all_given() -> None:
    assert (Span(0, 3), Span(2, 5)) == find_spans("a a a", [("a", "a")])


@given(
    st.lists(
        st.sampled_from(
            ["a", "b", "K", "ſ", "é", "e\u0301", "\u0301", "ﬁ", "İ", "ا", "_", "-", " ", "\n", "1"]
        )
    ).map("".join),
    st.lists(st.sampled_from(["a", '"b a"', "e", "k", '"fi a"', "i", "s", "ا", '"ab e 1"']), min_size=1).map(
        " ".join
    ),
)
def test_spans_are_those_of_comparing_every_word(text: str, words: str) -> None:
    """Words that cannot begin a phrase are left out by a pattern, and no span is lost by it."""
    phrases = phrases_of(words)
    tokens = [(fold(match.group()), match.start(), match.end()) for match in WORD.finditer(text)]
    expected = {
        Span(tokens[at][1], tokens[at + len(phrase) - 1][2])
        for phrase in phrases
        for at in range(len(tokens) - len(phrase) + 1)
        if tuple(token[0] for token in tokens[at : at + len(phrase)]) == phrase
    }

    assert tuple(sorted(expected)) == find_spans(text, phrases)


WORDS = st.text(st.sampled_from("abÉé\u0301ßİıŁ中9٣_-'’ \n😀“”ﬁǅ"), min_size=1, max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), WORDS)
@settings(max_examples=150, derandomize=True, deadline=None)
def test_any_search_in_any_text_gives_spans_that_fit_and_no_error(text: str, words: str) -> None:
    with SqlStore(":memory:") as store:
        store.add([make_article(1, text)])
        try:
            hits = store.search(words)
        except InputError:
            return
        for hit in hits:
            for span in hit.spans:
                assert 0 <= span.start < span.end <= len(text)


def test_the_best_find_comes_first_and_ties_go_by_id(place: Path | str) -> None:
    with SqlStore(place) as store:
        store.add([make_article(n, "Brook " + "pad " * n) for n in (7, 1000)])
        store.add([make_article(n, "Cedar") for n in range(5)])

        assert [make_article(1000, "").id] == [hit.article for hit in store.search("brook")][1:]
        ids = [hit.article for hit in store.search("cedar")]
        assert sorted(ids) == ids
        assert ids[:2] == [hit.article for hit in store.search("cedar", limit=2)]


def test_titles_are_searched_too(place: Path | str) -> None:
    with SqlStore(place) as store:
        store.add([make_article(1, "Nothing of it here.", title="A storm over Lake Orla")])
        [hit] = store.search('"lake orla"')

        assert ((), (Span(13, 22),)) == (hit.spans, hit.title_spans)


def test_what_was_said_is_searched_apart_from_what_stands_around_it(place: Path | str) -> None:
    with SqlStore(place) as store:
        store.add([make_article(1, "Cranes.\n[Ada Wren|person] said: We “bought a café”.")])
        run(store, PLAIN, Settings(), workers=1)
        [said] = store.rows(Attribution)

        assert [(said.article, said.id)] == store.search_said('"bought a cafe"')
        assert [] == store.search_said("cranes")


def test_the_words_of_attributions_are_made_again_for_a_collection_that_lacks_them(tmp_path: Path) -> None:
    path = tmp_path / "sayso.db"
    with SqlStore(path) as store:
        store.add([make_article(1, "[Ada Wren|person] said: We stay.")])
        run(store, PLAIN, Settings(), workers=1)
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("DROP TABLE attribution_words_fts")
        plain.execute("DROP TABLE attribution_words")
    with SqlStore(path) as store:
        assert 1 == len(store.search_said("stay"))
        assert [] == store.check()


def test_doctor_puts_right_words_that_are_lost(place: Path | str) -> None:
    with SqlStore(place) as store:
        store.add([make_article(1, "[Ada Wren|person] said: We stay.")])
        run(store, PLAIN, Settings(), workers=1)
        with store.db.writes() as conn:
            conn.execute(store.db.tables.attribution_words.delete())

        assert [
            "the words of attributions did not agree with these; they have been made again"
        ] == store.check()
        assert 1 == len(store.search_said("stay"))


def test_the_state_differs_from_what_another_process_wrote(place: Path | str) -> None:
    with SqlStore(place) as store:
        before = store.state()
        with SqlStore(place) as other:
            other.add([make_article(1, "One.")])

        assert before != store.state()
        assert store.state() == store.state()


def test_an_endless_word_takes_no_endless_time() -> None:
    """A million letters without a space, half of them beyond ASCII, are looked through once."""
    text = "aé" * 300_000 + " and the end"

    assert ["the end"] == found(text, '"the end" aéb')
