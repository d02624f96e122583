"""Wording: how two renderings differ, in exact words of both sides, with nothing said about who is right."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.aligning.scales import scales
from sayso.compare.aligning.wording import Difference, Worded, compare_renderings, said_by_all
from sayso.spans import Span

DYKE = "The old dyke will hold for a week"


def worded(text: str, **known: Any) -> Worded:
    return Worded(text=text, content=(Span(0, len(text)),), **known)


def told(a: str, b: str, *, complete: bool = True, slight: bool = False) -> list[tuple[str, str, str]]:
    """Kind and words of both sides for each difference that is more than grammar."""
    found = compare_renderings(worded(a, complete=complete), worded(b, complete=complete))
    return [
        (
            item.kind,
            " | ".join(a[s.start : s.end] for s in item.a),
            " | ".join(b[s.start : s.end] for s in item.b),
        )
        for item in found
        if slight or not item.slight
    ]


def test_the_same_words_differ_in_nothing_whatever_their_case_and_marks() -> None:
    assert told(DYKE, DYKE.upper()) == []
    assert told("The Maz’ari dyke", "the Mazari dyke") == []


def test_words_in_one_place_replace_each_other() -> None:
    assert told("The dyke will hold for a week", "The dyke will stand for a week") == [
        ("replaces", "hold", "stand")
    ]


def test_what_only_one_of_two_whole_articles_has_is_added_or_dropped() -> None:
    assert told(DYKE, f"{DYKE} with sandbags") == [("adds", "", "with sandbags")]
    assert told(f"{DYKE} with sandbags", DYKE) == [("drops", "with sandbags", "")]


def test_nothing_is_dropped_by_a_text_that_may_be_an_excerpt() -> None:
    assert told(f"{DYKE} with sandbags", DYKE, complete=False) == [("not_in_excerpt", "with sandbags", "")]


def test_of_an_article_in_part_it_is_told_that_not_all_of_it_is_here() -> None:
    """Words of degree at the end of what is here may be missing with the rest, and soften nothing."""
    whole, part = worded(f"{DYKE} with sandbags", complete=True), worded(DYKE, part=True)
    [found] = compare_renderings(whole, part)
    surely = compare_renderings(
        worded("It will hold certainly", complete=True), worded("It will hold", part=True)
    )

    assert ("not_in_excerpt", "not in the part of the other article that is here") == (found.kind, found.why)
    assert ["not_in_excerpt"] == [one.kind for one in surely]


def test_what_the_other_article_has_elsewhere_is_not_dropped() -> None:
    text = f"{DYKE}. Later Penn spoke of sandbags from Vareth."
    found = compare_renderings(
        worded(f"{DYKE} with sandbags from Vareth"),
        Worded(text=text, content=(Span(0, len(DYKE)),), complete=True),
    )

    assert [item.kind for item in found] == ["elsewhere"]


def test_an_ending_or_an_article_is_a_slight_difference() -> None:
    found = compare_renderings(worded("a dyke protects Dolmin"), worded("the dyke protected Dolmin"))

    assert [(item.kind, item.slight) for item in found] == [("replaces", True), ("replaces", True)]


def test_a_negation_is_never_slight() -> None:
    found = compare_renderings(worded("The dyke will not hold"), worded("The dyke will hold"))

    assert [(item.slight, "negation" in item.why) for item in found] == [(False, True)]


@pytest.mark.parametrize(
    ("weak", "strong", "scale"),
    [
        ("The dyke may hold", "The dyke will hold", "likelihood"),
        ("Vareth should send boats", "Vareth must send boats", "obligation"),
        ("some families left", "all families left", "amount"),
        ("the water is somewhat cold", "the water is very cold", "degree"),
        ("the water is cold", "the water is extremely cold", "degree"),
        ("about 40 boats came", "40 boats came", "exactness"),
        ("the river sometimes floods Dolmin", "the river always floods Dolmin", "often"),
    ],
)
def test_a_word_of_degree_softens_and_its_opposite_hardens(weak: str, strong: str, scale: str) -> None:
    (down,) = compare_renderings(worded(strong), worded(weak))
    (up,) = compare_renderings(worded(weak), worded(strong))

    assert (down.kind, up.kind) == ("softens", "hardens")
    assert f"on a scale of {scale}, " in down.why
    assert down.why == up.why


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The dyke will hold in May", "The dyke will hold in June"),
        ("Will Penn came", "Orla Penn came"),
        ("they spoke about boats", "they spoke of boats"),
        ("the water is not very cold", "the water is not cold"),
        ("a wall", "a wall that all families of Dolmin must very often mend"),
    ],
)
def test_names_prepositions_negated_degrees_and_whole_clauses_are_no_change_of_degree(a: str, b: str) -> None:
    assert not {"softens", "hardens"} & {kind for kind, _, _ in told(a, b)}


def test_what_else_differs_beside_a_word_of_degree_is_told_apart_from_it() -> None:
    assert told("The dyke will stand firm", "The dyke may break") == [
        ("softens", "will", "may"),
        ("replaces", "stand firm", "break"),
    ]


def test_words_of_saying_have_their_own_scales() -> None:
    a, b = "Penn urged: send boats", "Penn demanded: send boats"
    found = compare_renderings(
        Worded(text=a, content=(Span(12, len(a)),), cue=Span(5, 10)),
        Worded(text=b, content=(Span(15, len(b)),), cue=Span(5, 13)),
    )

    assert [(item.kind, item.a, item.b) for item in found] == [("hardens", (Span(5, 10),), (Span(5, 13),))]


def test_quotation_marks_around_different_words_are_told_as_such() -> None:
    found = told("“did not give an early warning of the flood”", "“did not warn of the flood until late”")

    assert (
        "quoted_differently",
        "did not give an early warning of the flood",
        "did not warn of the flood until late",
    ) in found


@pytest.mark.parametrize(
    "b", ["The dyke “will hold for a week” if boats come", f"“{DYKE}”", "the old dyke will hold"]
)
def test_a_quotation_that_is_trimmed_or_without_marks_is_not_quoted_differently(b: str) -> None:
    assert "quoted_differently" not in {kind for kind, _, _ in told(f"“{DYKE}”", b)}


@pytest.mark.parametrize(
    ("quotation", "hand"),
    [
        ("“The old dyke [at Dolmin] will hold for a week”", "[at Dolmin]"),
        ("“The old dyke (or weir) will hold for a week”", "(or weir)"),
    ],
)
def test_insertions_and_glosses_within_a_quotation_are_the_outlets_hand(quotation: str, hand: str) -> None:
    assert told(quotation, f"“{DYKE}”") == [("outlets_hand", hand, "")]
    assert told(quotation, quotation) == []


@pytest.mark.parametrize("mark", ["…", "...", "[...]", "[…]", ". . ."])
def test_an_ellipsis_stands_for_the_words_that_it_replaces(mark: str) -> None:
    assert told(f"“The old dyke {mark} for a week”", f"“{DYKE}”") == [("outlets_hand", mark, "will hold")]


def test_parentheses_outside_a_quotation_are_words_like_others() -> None:
    assert told("The old dyke (or weir) will hold for a week", DYKE) == [("drops", "or weir", "")]


def test_a_quotation_in_two_pieces_keeps_exact_spans() -> None:
    text = "“The old dyke,” said Penn, “will surely hold.”"
    pieces = (Span(0, 15), Span(27, len(text)))
    (found,) = compare_renderings(
        Worded(text=text, content=pieces, complete=True), worded("The wall will surely hold", complete=True)
    )

    assert [text[s.start : s.end] for s in found.a] == ["old dyke"]


def test_an_outlets_hand_splits_the_words_around_it() -> None:
    text = "“boats [and pumps] sandbags”"
    found = compare_renderings(worded(text, complete=True), worded("“stones”", complete=True))

    replaced = next(item for item in found if item.kind == "replaces")
    assert [text[s.start : s.end] for s in replaced.a] == ["boats", "sandbags"]


def test_an_empty_rendering_has_nothing_to_compare() -> None:
    empty = Worded(text="Penn spoke.", content=())

    assert compare_renderings(empty, empty) == ()
    assert [item.kind for item in compare_renderings(empty, worded(DYKE))] == ["not_in_excerpt"]


def test_what_all_say_is_shown_in_the_words_of_each() -> None:
    texts = ["the old dyke will hold", "a dyke that will hold, said Penn", "“Our dyke will hold!”"]
    shared = said_by_all([worded(text) for text in texts])

    assert [[text[s.start : s.end] for s in spans] for text, spans in zip(texts, shared, strict=True)] == [
        ["dyke will hold"],
        ["dyke", "will hold"],
        ["dyke will hold"],
    ]
    assert said_by_all([worded(DYKE)]) == ((Span(0, len(DYKE)),),)
    assert said_by_all([]) == ()


def test_a_page_taken_for_a_quotation_is_compared_in_linear_room() -> None:
    a, b = (" ".join(f"{side}{n}" for n in range(30_000)) for side in ("pump", "boat"))

    assert [kind for kind, _, _ in told(f"start {a} end", f"start {b} end")] == ["replaces"]


def test_every_level_of_a_scale_is_higher_than_the_one_before() -> None:
    """A word has one place on a scale, and levels are whole numbers from 1."""
    for word, steps in scales().items():
        names = [step.scale for step in steps]
        assert sorted(set(names)) == sorted(names), word
        assert all(step.level >= 1 for step in steps), word


WORDS = st.lists(
    st.sampled_from("the a old dyke will may not hold holds “ ” [sic] (weir) … some all 40 about".split()),
    max_size=14,
).map(" ".join)


@given(WORDS, WORDS, st.booleans(), st.booleans())
def test_changing_sides_mirrors_every_difference(a: str, b: str, first: bool, second: bool) -> None:  # noqa: FBT001
    one, two = worded(a, complete=first), worded(b, complete=second)
    here, there = compare_renderings(one, two), compare_renderings(two, one)

    def key(item: Difference) -> tuple[Any, ...]:
        return (item.kind, item.a, item.b, item.why)

    assert sorted(map(key, here)) == sorted(key(item.mirrored()) for item in there)


@given(WORDS, WORDS)
def test_every_span_slices_to_words_of_its_own_side(a: str, b: str) -> None:
    for item in compare_renderings(worded(a), worded(b)):
        assert item.a or item.b
        for text, spans in ((a, item.a), (b, item.b)):
            for span in spans:
                assert 0 <= span.start < span.end <= len(text)
                assert text[span.start : span.end] == text[span.start : span.end].strip()
