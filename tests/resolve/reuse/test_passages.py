"""Shared passages: found verbatim and edited, with exact spans on both sides, and never for stock phrases."""

import time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.layout.marks import MARKS
from sayso.records import SharedPassage
from sayso.resolve.reuse.passages import PASSAGES
from sayso.resolve.reuse.seeds import SEEDS
from sayso.settings import Settings
from sayso.testing import check_stage, rebuilt
from sayso.testing.checks import make_article
from sayso.testing.plain import PLAIN_FLOW

FLOW = (MARKS, *PLAIN_FLOW, SEEDS, PASSAGES)
DAM = "Engineers lowered the reservoir by nine metres overnight and asked farmers downstream to move their cattle."
FERRY = "A second ferry will carry nurses and bread to the island until the bridge has been inspected."
MARKET = (
    "Traders at the fish market struck on Tuesday because the new scales cheat both sides, they complained."
)
FILLER = (
    "Nobody in the village had expected any rain in the dry season.",
    "The choir sang twice on the stairs and went home very early.",
    "Its chairman keeps bees behind the old library and sells honey.",
    "Schools open an hour later in the mountain villages this year.",
)


def compare(
    *texts: str, outlets: tuple[str | None, ...] = (), order: int = 1
) -> list[tuple[SharedPassage, str, str]]:
    """The passages of some texts with their words on both sides, by the order of the texts."""
    named = outlets or (None,) * len(texts)
    articles = [
        make_article(n, text, outlet=name) for n, (text, name) in enumerate(zip(texts, named, strict=True))
    ]
    number = {article.id: n for n, article in enumerate(articles)}
    rows = rebuilt(articles[::order], FLOW, Settings())["SharedPassage"]
    found = []
    for row in rows:
        sides = {
            number[row.a_article]: (row.a_start, row.a_end),
            number[row.b_article]: (row.b_start, row.b_end),
        }
        (one, first), (two, second) = sorted(sides.items())
        found.append((row, texts[one][slice(*first)], texts[two][slice(*second)]))
    return found


def test_a_copied_sentence_is_found_verbatim_with_its_exact_words() -> None:
    [(row, a, b)] = compare(f"{FILLER[0]}\n{DAM}\n{FILLER[1]}", f"{FILLER[2]} {FILLER[3]}\n{DAM}")

    assert row.kind == "verbatim"
    assert a == b == DAM[:-1]
    assert row.words == 16


def test_quotation_marks_case_and_accents_do_not_make_an_edit() -> None:
    [(row, _, b)] = compare(f"{FILLER[0]}\n{DAM}", f"{FILLER[1]}\n“{DAM.upper()}” 😀")

    assert row.kind == "verbatim"
    assert b == DAM.upper()[:-1]


def test_an_edited_copy_is_one_passage_over_its_edits() -> None:
    edited = DAM.replace("overnight", "within hours").replace("asked farmers", "told the farmers")
    [(row, a, b)] = compare(f"{FILLER[0]}\n{DAM} {FERRY}", f"{FILLER[1]}\n{edited} {FERRY}")

    assert row.kind == "edited"
    assert (a, b) == (f"{DAM} {FERRY}"[:-1], f"{edited} {FERRY}"[:-1])


def test_a_sentence_that_changed_in_many_places_is_still_found() -> None:
    """No run of six words is left of it; another sentence makes the two articles meet."""
    before = "Some ninety families spent the night in tents near the stadium after the flood reached their cellars."
    after = "About ninety families passed the night in tents by the stadium when the flood had reached their homes."
    found = compare(f"{before}\n{FILLER[0]}\n{MARKET}", f"{MARKET}\n{FILLER[1]}\n{after}")

    kinds = sorted((row.kind, a) for row, a, _ in found)
    assert [kind for kind, _ in kinds] == ["edited", "verbatim"]
    assert kinds[0][1].startswith("ninety families") or kinds[0][1].startswith("Some ninety")


def test_passages_in_another_order_are_all_found() -> None:
    found = compare(
        "\n".join([DAM, FILLER[0], FERRY, FILLER[1], MARKET]),
        "\n".join([MARKET, FILLER[2], DAM, FILLER[3], FERRY]),
    )

    assert sorted(a for _, a, _ in found) == sorted(text[:-1] for text in (DAM, FERRY, MARKET))


def test_one_text_under_five_addresses_is_one_passage_a_pair_covering_all() -> None:
    text = "\n".join([DAM, *FILLER, FERRY, MARKET])
    found = compare(*[text] * 5)

    assert len(found) == 10
    assert {(row.kind, a) for row, a, _ in found} == {("verbatim", text[:-1])}


def test_a_phrase_that_is_anybodys_is_no_passage() -> None:
    phrase = "an official spoke on condition of anonymity because he was not authorized to speak publicly"

    assert compare(f"{FILLER[0]} {phrase}.", f"{FILLER[1]} {phrase}.") == []


def test_names_and_titles_alone_are_no_passage() -> None:
    names = "Foreign Secretary Sir Edmund Vale and Defence Secretary Dame Ruth Okoro and Chancellor Piers Whitlock of"

    assert compare(f"{FILLER[0]} With {names} it began.", f"{FILLER[1]} Not {names} came late.") == []


def test_seven_words_are_too_few_unless_they_are_a_whole_quotation() -> None:
    short = "we shall mend the broken wall tonight"

    plain = compare(f"{MARKET}\n{FILLER[0]} They say {short} or later.", f"So {short} if allowed.\n{MARKET}")
    quoted = compare(
        f"{MARKET}\n{FILLER[0]} They say “{short}” or later.", f"So “{short},” it goes.\n{MARKET}"
    )

    assert [a for _, a, _ in plain] == [MARKET[:-1]]
    assert sorted(a for _, a, _ in quoted) == sorted([MARKET[:-1], short])


def test_a_whole_sentence_of_six_words_is_shared_text_and_five_of_a_longer_one_are_not() -> None:
    short = "Divers searched the sunken ferry twice."

    whole = compare(f"{MARKET}\n{FILLER[0]}\n{short}", f"{short}\n{FILLER[1]}\n{MARKET}")
    part = compare(
        f"{MARKET}\n{FILLER[0]}\n{short[:-1]} today, they say.", f"So {short.lower()}\n{FILLER[1]}\n{MARKET}"
    )

    assert sorted(a for _, a, _ in whole) == sorted([MARKET[:-1], short[:-1]])
    assert [a for _, a, _ in part] == [MARKET[:-1]]


def test_a_whole_quotation_needs_fewer_words_that_say_something() -> None:
    words = "we are not going to be in Dolmin, nor in Vareth, for it is all a tent and a boat to us"
    elsewhere = words.replace("nor in", "not in")

    quoted = compare(
        f"{MARKET}\nHe said “{words}” at last.", f"{FILLER[0]} So {elsewhere} we hear.\n{MARKET}"
    )
    plain = compare(f"{MARKET}\nHe said {words} at last.", f"{FILLER[0]} So {elsewhere} we hear.\n{MARKET}")

    assert sorted(a for _, a, _ in quoted) == sorted([MARKET[:-1], words])
    assert [a for _, a, _ in plain] == [MARKET[:-1]]


def test_a_passage_goes_on_through_many_small_edits() -> None:
    """No four words in a row are left of the second half."""
    before = f"{DAM[:-1]} before dusk fell on Dolmin, where many boats lay ready for the older families of the village."
    after = f"{DAM[:-1]} before night fell upon Dolmin, where six boats were ready for all older families in this village."
    found = compare(f"{FILLER[0]}\n{before}", f"{FILLER[1]}\n{after}")

    assert [(a, b) for _, a, b in found] == [(before[:-1], after[:-1])]


def test_words_that_merely_follow_a_copied_sentence_are_no_part_of_it() -> None:
    found = compare(f"{DAM} {FILLER[0]} {FILLER[2]}", f"{DAM} {FILLER[1]} {FILLER[3]}")

    assert [(a, b) for _, a, b in found] == [(DAM[:-1], DAM[:-1])]


def test_a_sentence_in_somebody_elses_mouth_is_shared_text() -> None:
    words = (
        "the northern lighthouse will be kept by two crews until its new lamp has come from the glass works"
    )
    found = compare(
        f"{FILLER[0]}\n“{words.capitalize()},” Ada Wren said.", f"{FILLER[1]}\nTom Bray added that {words}."
    )

    assert [a.lower() for _, a, _ in found] == [words]


def test_a_text_of_a_million_characters_in_one_line_is_compared_in_seconds() -> None:
    body = " ".join(f"{DAM[:-1]} {chr(97 + n % 26) * (2 + n // 26 % 26)}{n}" for n in range(9000))
    edited = body.replace("overnight", "within hours")
    began = time.process_time()
    found = compare(body, edited)

    assert len(found) >= 1
    assert time.process_time() - began < 60


def test_a_scrap_that_is_eight_words_with_its_grammar_alone_is_no_passage() -> None:
    found = compare(
        f"{MARKET}\nSome of those at the counter grumble about all the wooden fishing boats bought by the Vareth yard.",
        f"Few up in the hills have heard about all the wooden fishing boats bought by the older families.\n{MARKET}",
    )

    assert [a for _, a, _ in found] == [MARKET[:-1]]


def test_a_passage_begins_and_ends_with_words_that_say_something() -> None:
    core = "wooden fishing boats lie under heavy canvas near Vareth harbour"
    found = compare(
        f"{MARKET}\nThe mayor knew that all of the {core} since the storm began.",
        f"It is said of the {core} since the sale.\n{MARKET}",
    )

    assert sorted(a for _, a, _ in found) == sorted([core, MARKET[:-1]])


def test_a_passage_does_not_run_over_a_sentences_end_into_one_more_shared_word() -> None:
    found = compare(
        f"{FILLER[0]}\n{DAM}\n“Engineers left early.”", f"{DAM}\n“Engineers danced instead.”\n{FILLER[1]}"
    )

    assert [a for _, a, _ in found] == [DAM[:-1]]


def test_a_passage_does_not_begin_with_the_last_word_of_another_sentence() -> None:
    found = compare(
        f"{FILLER[0]} \nThe storm spared Dolmin.\n{DAM}", f"{FILLER[1]}\nNobody ever leaves Dolmin.\n{DAM}"
    )

    assert [a for _, a, _ in found] == [DAM[:-1]]


def test_an_edited_sentence_is_shared_up_to_its_borders() -> None:
    before = f"{DAM[:-1]} inland."
    after = (
        before.replace("Engineers lowered", "They lowered").replace("nine", "ten").replace("inland", "uphill")
    )
    found = compare(f"{FILLER[0]}\n{before}\n{MARKET}", f"{MARKET}\n{FILLER[1]}\n{after}")

    assert (before[:-1], after[:-1]) in [(a, b) for row, a, b in found if row.kind == "edited"]


def test_the_direction_is_unknown_unless_a_credit_stands_in_the_sentence() -> None:
    outlets = ("Harbour Gazette", "The Inland Post")
    credited = f"{DAM[:-1]}, the Inland Post reported."

    [(unknown, _, _)] = compare(f"{FILLER[0]}\n{DAM}", f"{FILLER[1]}\n{DAM}", outlets=outlets)
    [(known, _, _)] = compare(f"{FILLER[0]}\n{credited}", f"{FILLER[1]}\n{DAM}", outlets=outlets)
    [(elsewhere, _, _)] = compare(
        f"{DAM}\nThe strike, the Inland Post reported, goes on.", f"{FILLER[1]}\n{DAM}", outlets=outlets
    )

    credits_inland = {make_article(0, "").id: "b_to_a", make_article(1, "").id: "a_to_b"}
    assert unknown.direction == elsewhere.direction == "unknown"
    assert known.direction == credits_inland[known.a_article]
    assert "Inland Post reported" in known.why


def test_furniture_that_both_pages_carry_is_not_shared_text() -> None:
    button = "Back to top button"
    found = compare(f"{FILLER[0]}\n\n{DAM}\n\n{button}", f"{FILLER[1]}\n\n{DAM}\n\n{button}")

    assert [a for _, a, _ in found] == [DAM[:-1]]


def test_the_order_of_arrival_changes_nothing() -> None:
    texts = (f"{DAM} {FERRY}", f"{FILLER[0]} {FERRY} {DAM}", f"{MARKET}\n{DAM}", MARKET)

    assert compare(*texts) == compare(*texts, order=-1)


words = st.sampled_from([*DAM.split(), *FERRY.split(), "“", "😀", "\r\n", "Őri", "—"])


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(words, max_size=60).map(" ".join), min_size=2, max_size=4))
def test_any_texts_give_spans_that_slice_and_rows_that_keep_the_contract(texts: list[str]) -> None:
    rows = check_stage(PASSAGES, FLOW, [make_article(n, f"{DAM} {text}") for n, text in enumerate(texts)])

    assert all(row.a_article < row.b_article for row in rows["SharedPassage"])


def test_a_sentence_stage_that_finds_none_leaves_the_equal_runs() -> None:
    silent: Any = (MARKS, *PLAIN_FLOW, SEEDS, PASSAGES)
    rows = rebuilt([make_article(n, DAM) for n in range(2)], silent, Settings())["SharedPassage"]

    assert [row.kind for row in rows] == ["verbatim"]
