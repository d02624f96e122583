"""Tests of the details: channel, addressee and the day on which something was said."""

from typing import Any

import pytest

from sayso.annotate.speaking.details import mask
from sayso.spans import Span

CONTENT = "the road was closed"


def _detail(
    speak: Any,
    text: str,
    source: str | None = "Daniel Reed",
    cue: str | None = "said",
    content: str = CONTENT,
    **fields: Any,
) -> Any:
    return speak(text, (source, cue, content), **fields)[0][1]


def _slice(text: str, span: Span | None) -> Any:
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "cue", "channel", "kind"),
    [
        ("Daniel Reed told the Harrowby Gazette that the road was closed.", "told", "Harrowby Gazette", "told"),
        ("Daniel Reed said in a statement on Monday that the road was closed.", "said", "in a statement", "statement"),
        ("Daniel Reed said on Twitter that the road was closed.", "said", "on Twitter", "tweet"),
        ("Daniel Reed said in a tweet that the road was closed.", "said", "in a tweet", "tweet"),
        ("Daniel Reed said at a joint press conference that the road was closed.", "said", "at a joint press conference", "press conference"),
        ("Daniel Reed said in a telephone interview that the road was closed.", "said", "in a telephone interview", "interview"),
        ("Daniel Reed said that the road was closed, the Harrowby Gazette reported.", "said", "Harrowby Gazette reported", "reported"),
        ("Daniel Reed said at a roundtable that the road was closed.", "said", "at a roundtable", "event"),
        ("Daniel Reed said during the first episode that the road was closed.", "said", "during the first episode", "broadcast"),
        ("Daniel Reed issued a statement saying that the road was closed.", "saying", "a statement", "statement"),
        ("Daniel Reed said in a press call that the road was closed.", "said", "in a press call", "call"),
        ("In a joint statement, Daniel Reed said the road was closed.", "said", "In a joint statement", "statement"),
        ("On Twitter, Daniel Reed said the road was closed.", "said", "On Twitter", "tweet"),
        ("Daniel Reed told state television that the road was closed.", "told", "state television", "told"),
        ("Daniel Reed told the Harrowby newspaper Morning Crier that the road was closed.", "told", "the Harrowby newspaper Morning Crier", "told"),
        ("Daniel Reed told Harrowby.com that the road was closed.", "told", "Harrowby.com", "told"),
        ("Daniel Reed said by email that the road was closed.", "said", "by email", "letter"),
        ("Daniel Reed said in a pair of tweets that the road was closed.", "said", "in a pair of tweets", "tweet"),
        ("In an effort to curb hate speech, Daniel Reed said the road was closed.", "said", None, None),
        ("Daniel Reed told radio host Susan Ortiz that the road was closed.", "told", None, None),
        ("Daniel Reed said that the road was closed.", "said", None, None),
    ],
)  # fmt: skip
def test_the_channel_is_read_around_the_content(
    speak: Any, text: str, cue: str | None, channel: str | None, kind: str | None
) -> None:
    """With its words and its kind."""
    detail = _detail(speak, text, cue=cue)

    assert (channel, kind) == (_slice(text, detail.channel), detail.channel_kind)


def test_a_channel_inside_the_content_is_not_the_channel(speak: Any) -> None:
    """It is what the speaker talks about."""
    text = "Daniel Reed said the road was closed after a report on Twitter."

    assert None is _detail(speak, text, content="the road was closed after a report on Twitter").channel


@pytest.mark.parametrize(
    ("text", "cue", "addressee"),
    [
        ("Daniel Reed told reporters that the road was closed.", "told", "reporters"),
        ("Daniel Reed told Susan Ortiz that the road was closed.", "told", "Susan Ortiz"),
        ("Daniel Reed said in an address to rebel groups that the road was closed.", "said", "rebel groups"),
        ("Daniel Reed has warned Democratic voters that the road was closed.", "warned", "Democratic voters"),
        ("Daniel Reed was told that the road was closed.", "told", "Daniel Reed"),
        (
            "Daniel Reed called on the council on Thursday to admit that the road was closed.",
            "called on",
            "the council",
        ),
        ("Daniel Reed responded to her that the road was closed.", "responded", "her"),
        ("Daniel Reed called the council a club that the road was closed to.", "called", None),
        ("Daniel Reed asked a question about why the road was closed.", "asked", None),
        ("Daniel Reed said that the road was closed.", "said", None),
    ],
)
def test_the_addressee_is_who_was_told(speak: Any, text: str, cue: str | None, addressee: str | None) -> None:
    """An outlet that was told something is the channel, not the addressee."""
    source = None if "was told" in text else "Daniel Reed"

    assert addressee == _slice(text, _detail(speak, text, source, cue).addressee)


def test_an_interview_is_a_channel_and_whom_it_was_with_no_addressee(speak: Any) -> None:
    """Both are in the words of the channel."""
    text = "Daniel Reed said in an interview with Susan Ortiz that the road was closed."
    detail = _detail(speak, text)

    assert ("in an interview with Susan Ortiz", None) == (_slice(text, detail.channel), detail.addressee)


def test_a_nested_saying_has_its_own_channel(speak: Any) -> None:
    """What stands around the outer one is not read for the inner one."""
    text = "Susan Ortiz said in a statement that Daniel Reed had told state radio the road was closed."
    outer, inner = (
        detail
        for _, detail in speak(
            text,
            ("Susan Ortiz", "said", "that Daniel Reed had told state radio the road was closed"),
            ("Daniel Reed", "told", "the road was closed"),
            nested={1: 0},
        )
    )

    assert ("in a statement", "state radio") == (_slice(text, outer.channel), _slice(text, inner.channel))


def test_a_document_that_speaks_is_not_its_own_channel(speak: Any) -> None:
    """It is the source."""
    text = "Daniel Reed resigned in an angry letter explaining that the road was closed."

    assert None is _detail(speak, text, "an angry letter", "explaining").channel


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, Daniel Reed said the road was closed.",
        "Daniel Reed said on Monday the road was closed.",
        "Daniel Reed said in a statement on Monday that the road was closed.",
        "Speaking in Harrowby on Monday, Daniel Reed said the road was closed.",
    ],
)
def test_a_day_in_the_clause_of_the_cue_is_the_day_of_speaking(speak: Any, text: str) -> None:
    """Resolved against the article's date."""
    detail = _detail(speak, text, published_earliest="2031-07-30", published_latest="2031-07-30")

    assert ("Monday", "2031-07-28", "stated") == (
        _slice(text, detail.said_on),
        detail.said_on_value,
        detail.said_on_basis,
    )


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Daniel Reed said all ships must leave by Monday.", "all ships must leave by Monday"),
        ("Daniel Reed criticised the deal reached on Monday between the two ports.", "the deal reached on Monday between the two ports"),
        ("Daniel Reed, who was elected on Monday, said the road was closed.", CONTENT),
        ("Daniel Reed said before Monday that the road was closed.", CONTENT),
        ("Daniel Reed demanded that the road was closed by Monday.", CONTENT),
        ("Daniel Reed, who was released from prison on Monday, said the road was closed.", CONTENT),
        ("Susan Ortiz resigned on Monday after Daniel Reed said the road was closed.", CONTENT),
        ("Daniel Reed said in the spring of 2030 that the road was closed.", CONTENT),
    ],
)  # fmt: skip
def test_a_deadline_or_the_day_of_an_event_is_not_the_day_of_speaking(
    speak: Any, text: str, content: str
) -> None:
    """Unknown stays unknown."""
    cue = next(word for word in ("criticised", "demanded", "said") if word in text)

    assert (
        None
        is _detail(
            speak,
            text,
            cue=cue,
            content=content,
            published_earliest="2031-07-30",
            published_latest="2031-07-30",
        ).said_on
    )


@pytest.mark.parametrize(
    ("text", "source", "cue", "words", "value"),
    [
        ("Daniel Reed said in a pair of posts late Monday that the road was closed.", "Daniel Reed", "said", "late Monday", "2031-07-28"),
        ("A paper released Monday in the Harrowby Review found that the road was closed.", "A paper released Monday in the Harrowby Review", "found", "Monday", "2031-07-28"),
        ("Daniel Reed told Harrowby.com on Monday that the road was closed.", "Daniel Reed", "told", "Monday", "2031-07-28"),
        ("Daniel Reed said on Thursday he would explain why the road was closed.", "Daniel Reed", "said", "Thursday", "2031-07-24"),
        ("As far back as 2029 the group held rallies. In 2030 Daniel Reed said the road was closed.", "Daniel Reed", "said", "2030", "2030"),
    ],
)  # fmt: skip
def test_a_day_is_read_from_the_channel_the_source_and_right_beside_the_cue(
    speak: Any, *, text: str, source: str, cue: str, words: str, value: str
) -> None:
    """What was said is past: a weekday is the last one, whatever tense follows."""
    detail = _detail(speak, text, source, cue, published_earliest="2031-07-30", published_latest="2031-07-30")

    assert detail.said_on is not None
    assert (True, value) == (_slice(text, detail.said_on) in words, detail.said_on_value)


def test_an_embedded_post_was_written_on_the_day_below_it(speak: Any) -> None:
    """By its signature, also where the report is dated a day before."""
    text = "The road was closed. pic.example/ab — Daniel Reed (@reed) May 3, 2031\n\nReed left town."
    detail = _detail(
        speak, text, "Daniel Reed (@reed)", None, "The road was closed", published_latest="2031-05-02"
    )

    assert ("May 3, 2031", "2031-05-03") == (_slice(text, detail.said_on), detail.said_on_value)


def test_a_nested_saying_has_its_own_day(speak: Any) -> None:
    """The day inside the outer content belongs to the inner cue, and the other way round it does not."""
    text = "Susan Ortiz said on Tuesday that Daniel Reed had said on Monday the road was closed."
    outer, inner = (
        detail
        for _, detail in speak(
            text,
            ("Susan Ortiz", "said", "that Daniel Reed had said on Monday the road was closed"),
            ("Daniel Reed", "said", "the road was closed"),
            nested={1: 0},
            published_earliest="2031-07-30",
            published_latest="2031-07-30",
        )
    )

    assert ("Tuesday", "Monday") == (_slice(text, outer.said_on), _slice(text, inner.said_on))


@pytest.mark.parametrize(
    "text",
    [
        "Daniel Reed told Kessary Today that the road was closed.",
        "In an interview on “This Week,” Daniel Reed said that the road was closed.",
    ],
)
def test_a_name_with_a_day_in_it_is_no_day(speak: Any, text: str) -> None:
    """Outlets and programmes are called so."""
    cue = "told" if "told" in text else "said"
    detail = _detail(speak, text, cue=cue, published_earliest="2031-07-30", published_latest="2031-07-30")

    assert (None, None) == (detail.said_on, detail.said_on_basis)


def test_a_day_is_carried_over_to_the_same_speakers_next_words_and_says_so(speak: Any) -> None:
    """Not to somebody else's."""
    text = (
        "On Monday, Daniel Reed said the road was closed.\n\nReed added that the bridge was open.\n\n"
        "Susan Ortiz said the harbour was closed."
    )
    first, second, third = (
        detail
        for _, detail in speak(
            text,
            ("Daniel Reed", "said", "the road was closed"),
            ("Reed", "added", "that the bridge was open"),
            ("Susan Ortiz", "said", "the harbour was closed"),
            published_earliest="2031-07-30",
            published_latest="2031-07-30",
        )
    )

    assert "stated" == first.said_on_basis
    assert (first.said_on, "2031-07-28", "carried over from paragraph 1") == (
        second.said_on, second.said_on_value, second.said_on_basis,
    )  # fmt: skip
    assert None is third.said_on


def test_blanking_out_keeps_every_offset() -> None:
    """What is found beside the content can be cut from the text."""
    assert "ab   f" == mask("abcdef", [Span(2, 4), Span(3, 5)])
