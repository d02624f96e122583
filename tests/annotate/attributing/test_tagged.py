"""Tests of the tagger's attributions as claims, and of what becomes of them beside the rules'."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.annotate.attributing.attributions import Page, find_claims, read_page
from sayso.annotate.attributing.claims import Claim
from sayso.annotate.attributing.cues import Cues, load_cues, speaking_forms
from sayso.annotate.attributing.tagged import (
    CARRYING,
    TAGGED,
    WIDEST_GAP,
    alike,
    inside,
    long_contents,
    merged,
    tagged_claims,
    within,
)
from sayso.annotate.parsing.grammar import Grammar
from sayso.annotate.tagging.decoding import Tagged
from sayso.annotate.tagging.tagger import Reading
from sayso.records import Parse
from sayso.spans import Span, merge, slice_text

SPEAKING = frozenset({"said", "says"})


def _grammar(text: str) -> Grammar:
    """A text of words without grammar, in sentences that a full stop ends."""
    tokens = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    words = len(tokens)
    sent, count = [], 0
    for start, _ in tokens:
        sent.append(count)
        count += text[start] == "."
    return Grammar(
        text,
        Parse(
            article="a",
            start=[start for start, _ in tokens],
            end=[end for _, end in tokens],
            head=list(range(words)),
            tag=["NN"] * words,
            pos=["NOUN"] * words,
            dep=["dep"] * words,
            ent=[""] * words,
            ent_start=[False] * words,
            sent=sent,
        ),
    )


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _tagged(text: str, source: str | None, cue: str | None, *content: str) -> Tagged:
    return Tagged(
        content=tuple(_span(text, words) for words in content),
        cue=_span(text, cue) if cue else None,
        source=_span(text, source) if source else None,
        sure=(900, 800, 700, 600),
        open_start=False,
        open_end=False,
    )


def _claim(text: str, source: str | None, cue: str | None, *content: str, pattern: str = TAGGED) -> Claim:
    row = _tagged(text, source, cue, *content)
    place = row.cue or row.content[0]
    return Claim(pattern, place.start, row.cue, row.source, list(row.content), speech=False)


def _words(text: str, claim: Claim) -> tuple[str | None, str | None, list[str]]:
    def words(span: Span | None) -> str | None:
        return None if span is None else slice_text(text, span)

    return words(claim.source), words(claim.cue), [slice_text(text, span) for span in claim.content]


def _read(text: str, *rows: Tagged, closed: Sequence[str] = (), inner: bool = False) -> list[Claim]:
    zones = merge(_span(text, words) for words in closed)
    return tagged_claims(_grammar(text), rows, SPEAKING, zones, inner=inner)


def _only(text: str, *roles: Any, closed: Sequence[str] = ()) -> tuple[str | None, str | None, list[str]]:
    """The one claim of one attribution, in words."""
    [claim] = _read(text, _tagged(text, *roles), closed=closed)
    return _words(text, claim)


# --- one attribution, one claim -------------------------------------------------------------------------------


def test_an_attribution_becomes_a_claim_with_its_roles_and_how_sure_its_pointers_are() -> None:
    text = "Whitlow said the bridge is safe."
    [claim] = _read(text, _tagged(text, "Whitlow", "said", "the bridge is safe"), inner=True)

    assert ("Whitlow", "said", ["the bridge is safe"]) == _words(text, claim)
    assert (TAGGED, 1, 600, True, ()) == (claim.pattern, claim.at, claim.points, claim.inner, claim.votes)


@pytest.mark.parametrize(
    ("cue", "speech"), [("said", True), ("was then said", True), ("hopes", False), (None, True)]
)
def test_only_words_of_saying_or_none_may_take_further_quotations(cue: str | None, speech: bool) -> None:  # noqa: FBT001
    """A wish does not go on in the quotation behind it; what nothing introduces may."""
    text = f"It {cue} the bridge is safe."
    [claim] = _read(text, _tagged(text, "It", cue, "the bridge is safe"))

    assert speech == claim.speech


@pytest.mark.parametrize("marks", [":", ";", " —", "–", " ― "])
def test_marks_are_stripped_from_the_end_of_cues_and_sources(marks: str) -> None:
    text = f"Whitlow{marks} said{marks} the bridge is safe."
    found = _only(text, f"Whitlow{marks}", f"said{marks}", "the bridge is safe")

    assert ("Whitlow", "said", ["the bridge is safe"]) == found


def test_a_comma_is_stripped_from_the_end_of_a_cue_alone() -> None:
    """Behind a source it closes what is added to the name."""
    text = "Whitlow, the mayor, said, the bridge is safe."
    source, cue, _ = _only(text, "Whitlow, the mayor,", "said,", "the bridge is safe")

    assert ("Whitlow, the mayor,", "said") == (source, cue)


def test_a_cue_that_is_a_mark_stays() -> None:
    """A colon behind a name is one."""
    text = "Whitlow: the bridge is safe."

    assert ("Whitlow", ":", ["the bridge is safe"]) == _only(text, "Whitlow", ":", "the bridge is safe")


def test_a_dash_is_stripped_from_the_end_of_a_content_and_a_comma_is_not() -> None:
    """The comma may stand before a closing quotation mark, the dash begins what somebody else says."""
    text = "“Stay — Whitlow said, “all of you,”"

    assert ["“Stay", "“all of you,”"] == _only(text, "Whitlow", "said", "“Stay —", "“all of you,”")[2]


# --- pieces of one content ------------------------------------------------------------------------------------


def test_pieces_of_one_sentence_are_joined_over_a_few_words() -> None:
    text = "Whitlow said the bridge of old wood is safe."

    assert ["the bridge of old wood is safe"] == _only(text, "Whitlow", "said", "the bridge", "is safe")[2]


@pytest.mark.parametrize(("source", "cue"), [("Whitlow", "said"), ("Whitlow", None), (None, "said")])
def test_pieces_are_not_joined_over_the_cue_or_the_source(source: str | None, cue: str | None) -> None:
    text = "The bridge, Whitlow said, is safe."

    assert ["The bridge,", "is safe"] == _only(text, source, cue, "The bridge,", "is safe")[2]


def test_pieces_are_not_joined_over_the_end_of_a_sentence() -> None:
    text = "Whitlow said go. Now stay."

    assert ["go", "stay"] == _only(text, "Whitlow", "said", "go", "stay")[2]


@pytest.mark.parametrize(("letters", "pieces"), [(WIDEST_GAP - 2, 1), (WIDEST_GAP - 1, 2)])
def test_pieces_are_joined_over_no_more_than_the_widest_gap(letters: int, pieces: int) -> None:
    text = f"Whitlow said go {'x' * letters} away."

    assert pieces == len(_only(text, "Whitlow", "said", "go", "away")[2])


# --- zones that say nothing -----------------------------------------------------------------------------------


@pytest.mark.parametrize("dash", [" — ", " - ", ": ", " | ", " "])
def test_a_dateline_is_cut_off_with_the_mark_behind_it(dash: str) -> None:
    text = f"HARROWBY, June 3{dash}The bridge is safe, Whitlow said."
    found = _only(
        text, "Whitlow", "said", f"HARROWBY, June 3{dash}The bridge is safe,", closed=["HARROWBY, June 3"]
    )

    assert ["The bridge is safe,"] == found[2]


def test_a_dash_that_opens_a_content_behind_no_dateline_stays() -> None:
    text = "— The bridge is safe, said Whitlow."

    assert ["— The bridge is safe,"] == _only(text, "Whitlow", "said", "— The bridge is safe,")[2]


def test_furniture_behind_a_content_is_cut_off() -> None:
    text = "Whitlow said the bridge is safe Read more"
    found = _only(text, "Whitlow", "said", "the bridge is safe Read more", closed=["Read more"])

    assert ["the bridge is safe"] == found[2]


def test_what_lies_wholly_in_a_closed_zone_is_left_out() -> None:
    """Of a source nothing stays, and of several pieces of a content the others."""
    text = "HARROWBY News. Go now. Whitlow said."
    found = _only(text, "HARROWBY News", "said", "HARROWBY", "Go now", closed=["HARROWBY News"])

    assert (None, "said", ["Go now"]) == found
    assert [] == _only(text, "Whitlow", "said", "HARROWBY News", closed=["HARROWBY News"])[2]


# --- the rules' claims beside the tagger's --------------------------------------------------------------------

SAFE = "Whitlow said on Monday that the bridge of Harrowby is safe."


def test_a_rule_with_the_same_cue_is_a_vote() -> None:
    """The tagger's roles stay, whatever the rule's are."""
    tagged = _claim(SAFE, "Whitlow", "said", "the bridge of Harrowby is safe")
    rule = _claim(SAFE, "Monday", "said on", "safe", pattern="speech clause")

    assert [tagged] == merged([tagged], [rule])
    assert ("Whitlow", "said", ["the bridge of Harrowby is safe"]) == _words(SAFE, tagged)
    assert (TAGGED, ("speech clause",)) == (tagged.pattern, tagged.votes)


def test_every_rule_that_found_the_same_has_a_vote() -> None:
    tagged = _claim(SAFE, "Whitlow", "said", "the bridge")
    rules = [_claim(SAFE, "Whitlow", "said", "the bridge", pattern=name) for name in ("aside", "colon")]
    merged([tagged], rules)

    assert ("aside", "colon") == tagged.votes


def test_a_source_that_the_tagger_missed_is_taken_over_from_a_rule() -> None:
    tagged = _claim(SAFE, None, "said", "the bridge of Harrowby is safe")
    merged([tagged], [_claim(SAFE, "Whitlow", "said", "safe", pattern="speech clause")])

    assert "Whitlow" == _words(SAFE, tagged)[0]


def test_a_cue_that_the_tagger_missed_is_taken_over_from_a_rule_for_the_same_words() -> None:
    """Then the two must agree on half of the content."""
    tagged = _claim(SAFE, None, None, "the bridge of Harrowby is safe")
    rule = _claim(SAFE, "Whitlow", "said", "that the bridge of Harrowby is safe", pattern="speech clause")
    merged([tagged], [rule])

    assert ("Whitlow", "said", ["the bridge of Harrowby is safe"]) == _words(SAFE, tagged)
    assert rule.at == tagged.at


def test_what_a_rule_knows_to_be_speech_is_speech() -> None:
    tagged = _claim(SAFE, "Whitlow", "said", "the bridge")
    merged([tagged], [replace(_claim(SAFE, "Whitlow", "said", "the bridge", pattern="aside"), speech=True)])

    assert tagged.speech


def test_a_rule_that_found_something_else_is_kept() -> None:
    """Another cue, or other words where the tagger saw no cue."""
    tagged = [_claim(SAFE, "Whitlow", "said", "safe"), _claim(SAFE, None, None, "the bridge of Harrowby")]
    rules = [
        _claim(SAFE, "Whitlow", "on Monday", "safe", pattern="noun clause"),
        _claim(SAFE, "Whitlow", "that", "safe", pattern="aside"),
        _claim(SAFE, "Whitlow", None, "safe", pattern="transcript"),
    ]

    assert [*tagged, *rules] == merged(tagged, rules)
    assert [(), ()] == [claim.votes for claim in tagged]


def test_nothing_of_the_tagger_leaves_the_rules_and_the_other_way_round() -> None:
    one = _claim(SAFE, "Whitlow", "said", "safe")

    assert [one] == merged([], [one])
    assert [one] == merged([one], [])


# --- who carried what somebody said ---------------------------------------------------------------------------

CARRIED = "The bridge is closed, Whitlow said, according to the Gazette."


def test_whoever_carried_a_report_tells_that_somebody_said_so() -> None:
    said = _claim(CARRIED, "Whitlow", "said", "The bridge is closed,")
    told = _claim(CARRIED, "the Gazette", "according to", "The bridge is closed,")
    rule = _claim(
        CARRIED, "the Gazette", "according to", "The bridge is closed, Whitlow said", pattern=CARRYING
    )
    merged([said, told], [rule])

    assert ["The bridge is closed, Whitlow said"] == _words(CARRIED, told)[2]
    assert ["The bridge is closed,"] == _words(CARRIED, said)[2]


def test_what_two_say_of_different_things_stays_apart() -> None:
    """The paper tells of the bridge, Whitlow of the road."""
    text = "The bridge is closed, according to the Gazette. Whitlow said the road is open."
    said = _claim(text, "Whitlow", "said", "the road is open")
    told = _claim(text, "the Gazette", "according to", "The bridge is closed,")
    merged(
        [said, told], [_claim(text, "the Gazette", "according to", "The bridge is closed", pattern=CARRYING)]
    )

    assert ["The bridge is closed,"] == _words(text, told)[2]


# --- how claims lie to each other -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ([(0, 10)], [(0, 10)], True),
        ([(0, 10)], [(0, 20)], True),
        ([(0, 10)], [(0, 21)], False),
        ([(0, 10)], [(10, 20)], False),
        ([(0, 4), (6, 10)], [(0, 10)], True),
        ([(0, 6), (4, 10)], [(0, 10)], True),
        ([], [], False),
        ([], [(0, 10)], False),
    ],
)
def test_contents_are_alike_from_half_of_their_characters_on(one: Any, two: Any, expected: bool) -> None:  # noqa: FBT001
    """Of those that either has, each counted once."""
    claims = [
        Claim(TAGGED, 0, None, None, [Span(*span) for span in spans], speech=True) for spans in (one, two)
    ]

    assert expected == alike(*claims)
    assert expected == alike(*reversed(claims))


def test_a_claim_is_inside_where_its_cue_lies_in_the_content_of_another() -> None:
    """Without a cue, where its content does; one that the cue stands outside of holds what it says alone."""
    text = "Ames said Whitlow said the bridge is closed. “Go.”"
    around = [_claim(text, "Ames", "said", "Whitlow said the bridge is closed")]
    within = replace(_claim(text, "Whitlow", None, "the bridge"), cue=Span(18, 22))
    claims = [around[0], within, _claim(text, None, None, "the bridge"), _claim(text, None, None, "“Go.”")]

    assert [False, True, True, False] == inside(claims, around)
    assert [False] * 4 == inside(claims, [])
    assert [] == inside([], around)


def test_contents_are_read_again_where_they_are_long_and_words_of_saying_stand_in_them() -> None:
    text = "Ames said Whitlow said the bridge is closed. Brand said it is open. Roe says so said she."
    long = _claim(text, "Ames", "said", "Whitlow said the bridge is closed")
    quiet = _claim(text, "Brand", "said", "it is open")
    saying = [Span(*match.span()) for match in re.finditer(r"(?<=Whitlow )said|(?<=so )said", text)]

    assert [long.content[0]] == long_contents(_grammar(text), [quiet, long], saying, 20)
    assert [] == long_contents(_grammar(text), [quiet, long], saying, 40)
    assert [] == long_contents(_grammar(text), [long], [], 20)


def test_contents_that_overlap_are_read_again_once() -> None:
    text = "Whitlow said the bridge is closed and the road is open"
    claims = [
        _claim(text, None, None, "Whitlow said the bridge is closed"),
        _claim(text, None, None, "the bridge is closed and the road is open"),
    ]

    assert [Span(0, len(text))] == long_contents(_grammar(text), claims, [Span(8, 12)], 20)


def test_only_the_sentences_with_words_of_saying_are_read_again() -> None:
    text = "Ames said We wait here now. Whitlow said the bridge is closed. We go"
    claim = _claim(text, "Ames", "said", "We wait here now. Whitlow said the bridge is closed. We go")
    [part] = long_contents(_grammar(text), [claim], [Span(36, 40)], 20)

    assert "Whitlow said the bridge is closed." == slice_text(text, part)


def test_a_pointer_out_of_one_content_into_another_is_not_followed() -> None:
    """Contents from far apart are read side by side: words of one are never given to a speaker of the other."""
    text = (
        "Ames said “Whitlow said the bridge is closed.” A mile on, Brand said “the owners denied the leak.”"
    )
    around = [
        _span(text, "Whitlow said the bridge is closed"),
        _span(text, "the owners denied the leak"),
    ]
    crossed = _tagged(text, "Whitlow", "denied", "the bridge is closed", "the leak")
    [kept] = within([crossed], around)

    assert ((_span(text, "the leak"),), _span(text, "denied"), None) == (kept.content, kept.cue, kept.source)


def test_what_has_nothing_said_beside_its_cue_is_no_attribution() -> None:
    text = "Ames said “Whitlow said the bridge is closed.” Brand said “the owners denied it.”"
    around = [_span(text, "Whitlow said the bridge is closed"), _span(text, "the owners denied it")]

    assert [] == list(within([_tagged(text, None, "denied", "the bridge is closed")], around))
    assert [] == list(within([_tagged(text, None, None, "the bridge is closed")], around[1:]))


def test_attributions_within_one_content_stay_as_they_are() -> None:
    text = "Ames said “Whitlow warned the bridge is closed.” Brand said it is open."
    row = _tagged(text, "Whitlow", "warned", "the bridge is closed")

    assert [row] == list(within([row], [_span(text, "Whitlow warned the bridge is closed")]))


# --- the tagger's claims in the stage -------------------------------------------------------------------------

STORY = (
    "HARROWBY, June 3 — The bridge of Harrowby is closed, Nora Whitlow said on Monday, according to the Gazette.\n\n"
    "“We told the board that it was unsafe,” said Tom Ames, who believes the owners denied it. “Nobody listened.”\n\n"
    "Whitlow: “The owners said they would pay.” It did not say when. The guild hopes to open the road by May.\n\n"
    "— Ann Roe (@annroe) May 4, 2019"
)


@pytest.fixture(scope="module")
def lexicon() -> Cues:
    """The words of saying that ship."""
    return load_cues()


@pytest.fixture(scope="module")
def claims_of(annotated: Any, lexicon: Cues) -> Callable[..., list[Claim]]:
    """`claims_of(text, rows)` gives the stage's claims where the tagger returns some attributions, at both readings."""
    pages: dict[str, Page] = {}

    def claims_of(text: str, rows: Sequence[Tagged]) -> list[Claim]:
        if text not in pages:
            bundle = annotated(text, upto="mentions")
            pages[text] = read_page(bundle, Grammar(text, bundle[Parse][0]))

        def tag(_text: str, blocks: Sequence[Span]) -> Reading:
            return Reading([*rows] if blocks else [], [], [], np.zeros((1, 3)))

        return find_claims(pages[text], lexicon, speaking_forms(lexicon), tag)[0]

    return claims_of


@pytest.mark.parametrize("small", ["it", "the", "that", "this", "them", "which"])
def test_a_content_of_one_small_word_is_refused(claims_of: Any, small: str) -> None:
    """What the word stands for is what was said."""
    text = f"Whitlow said {small}."
    claims = claims_of(text, [_tagged(text, "Whitlow", "said", small)])

    assert [] == [claim for claim in claims if claim.pattern == TAGGED]


def test_a_content_of_one_other_word_is_taken(claims_of: Any) -> None:
    text = "Whitlow said no."
    [claim] = claims_of(text, [_tagged(text, "Whitlow", "said", "no")])

    assert (TAGGED, ["no"]) == (claim.pattern, _words(text, claim)[2])


@pytest.mark.parametrize(
    ("content", "taken"),
    [
        ("Nora Whitlow", False),
        ("to Nora Whitlow", False),
        ("Nora Whitlow would never sell the old bridge", True),
    ],
)
def test_a_content_that_is_little_more_than_somebodys_name_is_refused(
    claims_of: Any,
    content: str,
    taken: bool,  # noqa: FBT001
) -> None:
    """Whom one cites is not what one says."""
    text = f"Tom Ames pointed {content}."
    claims = claims_of(text, [_tagged(text, "Tom Ames", "pointed", content)])

    assert taken == bool([claim for claim in claims if claim.pattern == TAGGED])


@pytest.mark.parametrize("marks", ["—", ",", "” .", "…"])
def test_a_content_without_a_word_is_refused(claims_of: Any, marks: str) -> None:
    """Marks by themselves say nothing."""
    text = f"Whitlow said {marks} and left."
    claims = claims_of(text, [_tagged(text, "Whitlow", "said", marks)])

    assert [] == [claim for claim in claims if claim.pattern == TAGGED]


def test_a_content_that_lies_in_a_closed_zone_is_refused(claims_of: Any) -> None:
    text = STORY
    rows = [_tagged(text, "Nora Whitlow", "said", "HARROWBY, June 3")]

    assert [] == [claim for claim in claims_of(text, rows) if "June 3" in str(_words(text, claim)[2])]


def test_words_of_saying_that_assert_nothing_are_refused(claims_of: Any) -> None:
    text = "Whitlow did not say that the bridge is safe."
    rows = [_tagged(text, "Whitlow", "did not say", "that the bridge is safe")]

    assert [] == claims_of(text, rows)


@st.composite
def _rows(draw: st.DrawFn, size: int) -> Tagged:
    """Anything that a tagger could return for a text: pieces of a content in reading order, a cue and a source or none."""

    def span() -> Span:
        start = draw(st.integers(0, size - 1))
        return Span(start, draw(st.integers(start + 1, min(size, start + 120))))

    edges = sorted(draw(st.lists(st.integers(0, size), min_size=2, max_size=8, unique=True)))
    content = tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))
    roles = [span() if draw(st.booleans()) else None for _ in range(2)]
    sure = draw(st.tuples(*[st.integers(0, 1000)] * 4))
    return Tagged(content, roles[0], roles[1], sure, draw(st.booleans()), draw(st.booleans()))


@settings(deadline=None)
@given(
    st.text(alphabet="ab—:,. \n“”", min_size=1, max_size=40).flatmap(
        lambda text: st.tuples(
            st.just(text),
            st.lists(_rows(len(text)), max_size=4),
            st.lists(_rows(len(text)).map(lambda row: row.content[0]), max_size=3),
        )
    )
)
def test_whatever_is_tagged_in_any_text_its_claims_lie_in_it(
    drawn: tuple[str, list[Tagged], list[Span]],
) -> None:
    """And in what was tagged: nothing grows where no pieces are joined."""
    text, rows, zones = drawn
    for claim in tagged_claims(_grammar(text), rows, SPEAKING, merge(zones), inner=False):
        spans = [*claim.content, *(span for span in (claim.cue, claim.source) if span)]

        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert 0 <= claim.at < max(1, len(re.findall(r"\w+|[^\w\s]", text)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_rows(len(STORY)), max_size=6))
def test_whatever_the_tagger_returns_the_stages_claims_lie_in_the_text(
    claims_of: Any, rows: list[Tagged]
) -> None:
    """With the rules' claims, quotations and names taken in, none is empty or without a content."""
    for claim in claims_of(STORY, rows):
        spans = [*claim.content, *(span for span in (claim.cue, claim.source) if span)]

        assert claim.content
        assert all(0 <= span.start < span.end <= len(STORY) for span in spans)
