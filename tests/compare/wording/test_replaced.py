"""Which words stand in the place of others in a shared text: choices of words, never names, numbers or spellings."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.wording.replaced import replaced
from sayso.spans import Span

FRAME = (
    "Early on Friday soldiers in the border town {} before the guards of the mill could close the gate again."
)


def choices(one: str, other: str, *, verbs: bool = False) -> list[tuple[str, str]]:
    """The words that are taken for choices in the same sentence with either of two phrases in it."""
    a, b = FRAME.format(one), FRAME.format(other)
    at = FRAME.index("{}")
    groups = [[Span(at, at + len(words))] if verbs else [] for words in (one, other)]
    found = replaced((a, Span(0, len(a)), groups[0]), (b, Span(0, len(b)), groups[1]))
    return [(a[slice(*mine.span)], b[slice(*theirs.span)]) for mine, theirs in found]


def test_another_noun_or_verb_in_the_same_place_is_a_choice() -> None:
    assert choices("met some rebels nearby", "met some fighters nearby") == [("rebels", "fighters")]
    assert choices("killed the envoy", "murdered the envoy", verbs=True) == [("killed", "murdered")]


def test_said_is_a_choice_beside_another_verb_of_saying() -> None:
    assert choices("said they would stay", "claimed they would stay", verbs=True) == [("said", "claimed")]


def test_names_numbers_days_negations_and_spellings_are_no_choice_of_words() -> None:
    for one, other in (
        ("met Lund at noon", "met Brand at noon"),
        ("saw three planes pass", "saw seven planes pass"),
        ("fought on yesterday morning", "fought on today morning"),
        ("saw the mill alone", "saw no mill alone"),
        ("ran the programme there", "ran the program there"),
        ("saw the planes pass", "saw the plane pass"),
    ):
        assert choices(one, other) == []


def test_a_verb_does_not_stand_for_a_noun() -> None:
    a, b = FRAME.format("killed the envoy"), FRAME.format("murder the envoy")
    at = FRAME.index("{}")
    found = replaced((a, Span(0, len(a)), [Span(at, at + 6)]), (b, Span(0, len(b)), []))

    assert list(found) == []


def test_another_telling_is_no_choice() -> None:
    assert choices("burned the old bridge down", "opened every gate they found") == []


def test_nothing_shared_gives_nothing() -> None:
    assert list(replaced(("", Span(0, 0), []), ("Some words.", Span(0, 11), []))) == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_spans_slice_their_texts_and_sides_change_over(one: str, other: str) -> None:
    a, b = FRAME.format(one), FRAME.format(other)
    forward = list(replaced((a, Span(0, len(a)), []), (b, Span(0, len(b)), [])))
    back = list(replaced((b, Span(0, len(b)), []), (a, Span(0, len(a)), [])))

    assert [(y, x) for x, y in back] == forward
    assert all(0 <= side.span.start < side.span.end for pair in forward for side in pair)
