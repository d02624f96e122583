"""Tests of claims that layout tells (signed posts, transcripts) and of words of saying that assert nothing."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.attributing.claims import (
    FEWEST_TURNS,
    LINK,
    SIGNED,
    signed_claims,
    silent,
    transcript_claims,
    withheld,
)
from sayso.annotate.attributing.cues import Cues, load_cues
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.annotate.parsing.grammar import Grammar
from sayso.records import Attribution, Parse
from sayso.spans import Span, slice_text

Found = list[tuple[str, str]]


@pytest.fixture(scope="module")
def layout(parsed: Any) -> Callable[..., Found]:
    """`layout(signed_claims, text)` gives (source, content) of each claim; `closed` are words that say nothing."""

    def layout(claims: Any, text: str, closed: str | None = None) -> Found:
        g = Grammar(text, parsed(text)[Parse][0])
        shut = [False] * len(g)
        for index in g.tokens(Span(text.index(closed), text.index(closed) + len(closed))) if closed else ():
            shut[index] = True
        rows = list(claims(g, paragraphs(text), shut))
        return [
            (slice_text(text, row.source), slice_text(text, span)) for row in rows for span in row.content
        ]

    return layout


# --- signed posts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "signature",
    [
        "— Ann Roe (@annroe) May 4, 2019",
        "– Ann Roe (@annroe) December 24, 2021",
        "- Ann Roe (@annroe)",
        "—Ann Roe (@annroe), May 4, 2019",
        "— Ann Roe(@annroe) May 4, 2019",
    ],
)
def test_a_post_is_said_by_whoever_signed_it(layout: Any, signature: str) -> None:
    """With the handle, without the day; dashes come in three lengths."""
    [(source, content)] = layout(signed_claims, f"The bridge is closed until May. {signature}")

    assert ("Ann Roe", "The bridge is closed until May.") == (source.partition("(")[0].strip(), content)
    assert source.endswith("(@annroe)")


@pytest.mark.parametrize(
    "links",
    [
        "https://example.org/a1b2",
        "pic.example.org/a1b2",
        "https://t.example.org/a1 pic.example.org/b2",
    ],
)
def test_links_at_the_end_of_a_post_are_left_out(layout: Any, links: str) -> None:
    text = f"The bridge is closed until May. {links} — Ann Roe (@annroe) May 4, 2019"

    assert [("Ann Roe (@annroe)", "The bridge is closed until May.")] == layout(signed_claims, text)


def test_a_link_within_a_post_stays(layout: Any) -> None:
    text = "See https://example.org/a for the bridge. — Ann Roe (@annroe) May 4, 2019"

    assert ["See https://example.org/a for the bridge."] == [row[1] for row in layout(signed_claims, text)]


def test_a_word_that_ends_like_a_link_begins_is_no_link(layout: Any) -> None:
    text = "The bridge is off topic. — Ann Roe (@annroe) May 4, 2019"

    assert ["The bridge is off topic."] == [row[1] for row in layout(signed_claims, text)]


def test_a_signature_in_a_paragraph_of_its_own_signs_the_paragraph_before_it(layout: Any) -> None:
    """Not the one before that."""
    text = "Whitlow wrote on Monday.\n\nThe bridge is closed until May.\n\n— Ann Roe (@annroe) May 4, 2019"

    assert [("Ann Roe (@annroe)", "The bridge is closed until May.")] == layout(signed_claims, text)


def test_two_posts_in_one_paragraph_are_two(layout: Any) -> None:
    text = (
        "The bridge is closed. — Ann Roe (@annroe) May 4, 2019 "
        "It is open again! — Tom Ames (@ames_tom) June 5, 2019"
    )

    assert [
        ("Ann Roe (@annroe)", "The bridge is closed."),
        ("Tom Ames (@ames_tom)", "It is open again!"),
    ] == layout(signed_claims, text)


def test_a_post_in_furniture_says_nothing(layout: Any) -> None:
    text = "The bridge is closed. — Ann Roe (@annroe) May 4, 2019"

    assert [] == layout(signed_claims, text, closed="The bridge is closed.")


@pytest.mark.parametrize(
    "text",
    [
        "— Ann Roe (@annroe) May 4, 2019",
        "https://example.org/a — Ann Roe (@annroe) May 4, 2019",
        "The bridge is closed — Ann Roe (of the guild) said so.",
        "Write to Ann Roe (@annroe) about the bridge.",
        "The bridge is closed until May.",
    ],
)
def test_where_nothing_is_signed_or_no_signature_stands_there_is_no_post(layout: Any, text: str) -> None:
    """A signature alone, one behind nothing but a link, and names or handles in running text."""
    assert [] == layout(signed_claims, text)


def test_the_stage_takes_a_signed_post_for_its_writers_words(annotated: Any) -> None:
    text = (
        "The guild spoke up on Monday.\n\n"
        "The bridge is closed until May, and nobody asked us. https://example.org/a1 — Ann Roe (@annroe) May 4, 2019"
    )
    said = [
        row
        for row in annotated(text, upto="attributions")[Attribution]
        if row.source is not None and slice_text(text, row.source) == "Ann Roe (@annroe)"
    ]
    words = [slice_text(text, span).rstrip(".") for row in said for span in row.content]

    assert ["The bridge is closed until May, and nobody asked us"] == words
    assert all("signed post" in row.reasons and row.confidence >= 800 for row in said)


@given(st.text(alphabet="aA (@)—-,.:1\n", max_size=120))
def test_a_signature_is_read_in_a_single_line(text: str) -> None:
    """Its source holds a name of at most sixty characters and a handle."""
    for match in SIGNED.finditer(text):
        assert "\n" not in match["source"]
        assert len(match["source"]) <= 60 + 1 + 3 + 30
        assert match["source"].endswith(")")


@pytest.mark.parametrize(
    "filler", ["https://" * 2_500, "https://a " * 2_000, " " * 20_000, " -" * 10_000, "- Ann " * 3_000]
)
def test_posts_are_looked_for_in_linear_time(filler: str) -> None:
    """Links without end, white space and dashes: work that grows with the square would take minutes or for ever."""
    text = f"The bridge {filler} is closed"
    started = time.process_time()
    LINK.search(text)
    assert [] == list(SIGNED.finditer(text))

    assert time.process_time() - started < 1


# --- transcripts ----------------------------------------------------------------------------------------------

TURNS = ["NORA OLSEN: What happened then?", "DAN WHITLOW, mayor: We ran.", "NORA OLSEN: Thank you."]


def test_a_transcript_needs_several_turns(layout: Any) -> None:
    """A paragraph in capitals up to a colon is a heading otherwise."""
    for count in range(FEWEST_TURNS + 1):
        found = layout(transcript_claims, "\n\n".join([*TURNS[:count], "The bridge is closed."]))

        assert (count if count >= FEWEST_TURNS else 0) == len(found)


def test_a_turn_is_what_stands_behind_the_name(layout: Any) -> None:
    """A role between the name and the colon belongs to neither."""
    assert [
        ("NORA OLSEN", "What happened then?"),
        ("DAN WHITLOW", "We ran."),
        ("NORA OLSEN", "Thank you."),
    ] == layout(transcript_claims, "\n\n".join(TURNS))


# --- words of saying that assert nothing ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def lexicon() -> Cues:
    """The words of saying that ship."""
    return load_cues()


@pytest.fixture(scope="module")
def mute(parsed: Any, lexicon: Cues) -> Callable[[str, str], bool]:
    """`mute(text, cue)` tells whether a cue asserts nothing."""

    def mute(text: str, cue: str) -> bool:
        g = Grammar(text, parsed(text)[Parse][0])
        return silent(g, lexicon, Span(text.index(cue), text.index(cue) + len(cue)))

    return mute


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Olsen did not say that the bridge was safe.", "did not say"),
        ("Olsen did not say that the bridge was safe.", "say"),
        ("Olsen didn’t say that the bridge was safe.", "say"),
        ("The minister never said that the bridge was safe.", "said"),
        ("If the minister says that the bridge is safe, the road will open.", "says"),
        ("The road stays closed unless the minister says that the bridge is safe.", "says"),
        ("The minister might say that the bridge is safe.", "might say"),
        ("The minister could announce that the bridge is safe.", "announce"),
        ("The survey may show that the bridge is safe.", "show"),
    ],
)
def test_what_is_not_said_or_might_be_is_silent(mute: Any, text: str, cue: str) -> None:
    """Whether or not the cue holds the words that say so."""
    assert mute(text, cue)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Olsen said that the bridge was safe.", "said"),
        ("Olsen denied that the bridge was unsafe.", "denied"),
        ("Olsen said that she did not know the bridge.", "said"),
        ("Olsen does not believe that the bridge is safe.", "does not believe"),
        ("Olsen did not want to sell the mill.", "did not want"),
        ("According to the ministry, the bridge is not safe.", "According to"),
        ("Whitlow: “The bridge is not safe.”", ":"),
        ("Olsen will say on Monday that the bridge is safe.", "will say"),
    ],
)
def test_what_is_said_denied_or_not_believed_is_not_silent(mute: Any, text: str, cue: str) -> None:
    """A denial is speech, a thought that somebody does not have is an opinion, and a future is announced."""
    assert not mute(text, cue)


def test_one_assertion_among_the_words_of_a_cue_is_enough(mute: Any) -> None:
    """The second verb tells."""
    text = "Olsen did not say but wrote that the bridge was safe."

    assert not mute(text, "did not say but wrote")


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("declined", "to comment on the bridge", True),
        ("declined to", "comment on the bridge", True),
        ("refused", "to say when the bridge would open", True),
        ("refused", "to sell the bridge", False),
        ("declined", "the offer of the owners", False),
        ("promised", "to say when the bridge would open", False),
    ],
)
def test_who_would_not_speak_has_said_nothing(parsed: Any, cue: str, content: str, expected: bool) -> None:  # noqa: FBT001
    """Who would not act has said so."""
    text = f"Whitlow {cue} {content}."
    g = Grammar(text, parsed(text)[Parse][0])
    places = [Span(text.index(words), text.index(words) + len(words)) for words in (cue, content)]

    assert expected == withheld(g, *places)


@pytest.mark.parametrize(
    "text",
    [
        "Olsen did not say that the bridge was safe.",
        "If the minister says that the bridge is safe, the road will open.",
        "The minister might say that the bridge is safe.",
    ],
)
def test_the_stage_takes_no_silence_for_speech(annotated: Any, text: str) -> None:
    assert () == annotated(text, upto="attributions")[Attribution]


def test_the_stage_takes_a_denial_for_speech(annotated: Any) -> None:
    text = "Nora Olsen, the engineer, denied that the bridge of Harrowby was unsafe."
    rows = annotated(text, upto="attributions")[Attribution]

    assert any(row.cue and slice_text(text, row.cue) == "denied" for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        "Sabine Rell stopped short of calling for the dam to be closed.",
        "Sabine Rell left without saying that the dam would be closed.",
        "Sabine Rell refrained from saying that the dam would be closed.",
    ],
)
def test_what_somebody_stops_short_of_saying_is_not_said(annotated: Any, text: str) -> None:
    assert () == annotated(text, upto="attributions")[Attribution]
