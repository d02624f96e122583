"""Tests of the attributions: who (source), said (cue), what (content)."""

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.records import Attribution, Mark, Mention, Parse, Sentence
from sayso.stage import Bundle


@pytest.fixture(scope="session")
def said(annotated: Any) -> Any:
    """`said("text")` gives (source, cue, contents) of each top-level attribution."""

    def said(text: Any, **fields: Any) -> Any:
        bundle = annotated(text, upto="attributions", **fields)
        return [_triple(text, row) for row in bundle[Attribution] if row.nested_in is None]

    return said


def _triple(text: Any, row: Any) -> Any:
    def words(span: Any) -> Any:
        return None if span is None else text[span.start : span.end]

    return words(row.source), words(row.cue), [words(span) for span in row.content]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor of Harrowby said the bridge would be closed in May.",
            ("The mayor of Harrowby", "said", ["the bridge would be closed in May"]),
        ),
        (
            "“We will rebuild the bridge,” said Nora Whitlow, the mayor of Harrowby.",
            ("Nora Whitlow, the mayor of Harrowby", "said", ["“We will rebuild the bridge,”"]),
        ),
        (
            "She told reporters in the capital on Monday that the talks had failed.",
            ("She", "told", ["that the talks had failed"]),
        ),
        (
            "According to the ministry, three ships left the port.",
            ("the ministry", "According to", ["three ships left the port"]),
        ),
        (
            "The general vowed to keep his troops in the valley.",
            ("The general", "vowed", ["to keep his troops in the valley"]),
        ),
        (
            "The union called for a full withdrawal of the police from the harbour.",
            ("The union", "called for", ["a full withdrawal of the police from the harbour"]),
        ),
        (
            "Whitlow called the new law a disgrace.",
            ("Whitlow", "called", ["the new law a disgrace"]),
        ),
        (
            "Farmers fear that the river will flood their fields again.",
            ("Farmers", "fear", ["that the river will flood their fields again"]),
        ),
    ],
)
def test_source_cue_and_content_are_found(said: Any, text: Any, expected: Any) -> None:
    """Clauses, inversion, addressees, phrases, infinitives, prepositions, names for things, beliefs."""
    assert [expected] == said(text)


def test_british_spellings_are_cues_too(said: Any) -> None:
    """The list holds one spelling of each verb."""
    [(source, cue, _)] = said("The minister criticised the new law on fishing.")

    assert ("The minister", "criticised") == (source, cue)


@pytest.mark.parametrize(
    ("opening", "closing"), [("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’"), ("''", "''")]
)
def test_an_interrupted_quotation_is_one_attribution(said: Any, opening: Any, closing: Any) -> None:
    """Whatever the marks."""
    text = (
        f"{opening}The bridge is safe,{closing} the engineer said, "
        f"{opening}but nobody should walk on it at night.{closing}"
    )
    [(source, cue, content)] = said(text)

    assert ("the engineer", "said") == (source, cue)
    assert [
        f"{opening}The bridge is safe,{closing}",
        f"{opening}but nobody should walk on it at night.{closing}",
    ] == content


def test_a_quotation_that_runs_on_after_its_cue_belongs_to_it(said: Any) -> None:
    """The second sentence needs no cue of its own."""
    [(source, _, content)] = said("“We are ready,” Olsen said. “Nobody will stop us. We leave at dawn.”")

    assert "Olsen" == source
    assert ["“We are ready,”", "“Nobody will stop us. We leave at dawn.”"] == content


def test_a_quotation_of_several_sentences_is_taken_whole(said: Any) -> None:
    """The parser sees only its last sentence as what was said."""
    [(_, _, content)] = said("“The river rose. We ran to the hill. Nothing is left of the mill,” Olsen said.")

    assert ["“The river rose. We ran to the hill. Nothing is left of the mill,”"] == content


def test_what_comes_before_a_quotation_is_not_said(said: Any) -> None:
    """An adverbial before the cue is the outlet's own."""
    text = "Speaking after the vote, Olsen said: “Nobody asked the farmers.”"

    assert [("Olsen", "said", ["“Nobody asked the farmers.”"])] == said(text)


def test_a_long_apposition_does_not_part_cue_and_quotation(said: Any) -> None:
    """The source stands by the quotation, the cue at the end."""
    text = (
        "“Nobody in this valley ever built us a road,” Olsen, who has led the farmers of Harrowby and three other towns of the valley "
        "since the great flood, yelled."
    )
    [(source, cue, content)] = said(text)

    assert (True, "yelled", ["“Nobody in this valley ever built us a road,”"]) == (
        source.startswith("Olsen"),
        cue,
        content,
    )


def test_a_quotation_over_paragraphs_is_one_attribution(said: Any) -> None:
    """Each paragraph opens the marks again, only the last closes them."""
    text = "Olsen wrote: “The river rose and we ran to the hill.\n\n“Nothing is left of the mill.”"
    [(source, _, content)] = said(text)

    assert "Olsen" == source
    assert ["“The river rose and we ran to the hill.", "“Nothing is left of the mill.”"] == content


def test_a_quotation_without_a_cue_has_neither_cue_nor_source(said: Any) -> None:
    """Who speaks is for a later stage to find."""
    text = "The farmers of Harrowby are angry.\n\n“Nobody asked us before they closed the road.”"

    assert [(None, None, ["“Nobody asked us before they closed the road.”"])] == said(text)


def test_a_name_and_a_colon_introduce_a_quotation(said: Any) -> None:
    """As in lists of reactions."""
    [(source, cue, content)] = said("Dana Whitlow, mayor of Harrowby: “I am proud of this town.”")

    assert ("Dana Whitlow, mayor of Harrowby", ":", ["“I am proud of this town.”"]) == (source, cue, content)


def test_a_transcript_is_read_by_turns(said: Any) -> None:
    """A name in capitals and a colon open each turn."""
    text = "NORA OLSEN: What happened then?\n\nDAN WHITLOW: We ran to the hill.\n\nNORA OLSEN: Thank you."

    assert ["NORA OLSEN", "DAN WHITLOW", "NORA OLSEN"] == [source for source, _, _ in said(text)]


def test_speech_opened_by_a_dash_is_direct(annotated: Any) -> None:
    """As in some European papers."""
    text = "— We will stay in the valley, — said the old farmer. — Nobody will move us."
    [row] = annotated(text, upto="attributions")[Attribution]

    assert "direct" == row.kind
    assert ["— We will stay in the valley,", "— Nobody will move us."] == _triple(text, row)[2]


def test_coordinated_verbs_share_their_source(said: Any) -> None:
    """The second verb has no subject of its own."""
    found = said("The minister confirmed the date and said the talks would go on.")

    assert ["The minister", "The minister"] == [source for source, _, _ in found]


def test_a_trailing_participle_speaks_for_the_speaker(said: Any) -> None:
    """“adding that” is said by who said the rest, and is no part of it."""
    found = said("Olsen said the bridge was unsafe, adding that nobody should use it.")

    assert [
        ("Olsen", "said", ["the bridge was unsafe"]),
        ("Olsen", "adding", ["that nobody should use it"]),
    ] == found


def test_no_source_is_invented_for_a_passive(said: Any) -> None:
    """Who expects it is not said."""
    [(source, cue, _)] = said("The president is expected to sign the treaty on Friday.")

    assert (None, "is expected") == (source, cue)


def test_quoted_as_saying_has_a_source(said: Any) -> None:
    """The passive's subject is the one who speaks."""
    [(source, _, content)] = said("The envoy was quoted as saying that the talks had failed.")

    assert ("The envoy", ["that the talks had failed"]) == (source, content)


def test_nested_attributions_name_the_one_around_them(annotated: Any) -> None:
    """An agency reports that a spokesman says something."""
    text = "The agency reported that a spokesman said the port was closed."
    outer, inner = sorted(
        annotated(text, upto="attributions")[Attribution], key=lambda row: row.nested_in or ""
    )

    assert (None, outer.id) == (outer.nested_in, inner.nested_in)
    assert ("a spokesman", "said", ["the port was closed"]) == _triple(text, inner)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We are ready,” Olsen said.", "direct"),
        ("Olsen said the law was “an insult” to farmers.", "mixed"),
        ("Olsen said the law was unjust.", "indirect"),
    ],
)
def test_kind_tells_how_much_is_quoted(annotated: Any, text: Any, kind: Any) -> None:
    """All, some or none of the words."""
    [row] = annotated(text, upto="attributions")[Attribution]

    assert kind == row.kind


@pytest.mark.parametrize(
    "text",
    [
        "Olsen did not say that the bridge was safe.",
        "If the minister says that the bridge is safe, the road will open.",
        "The minister might say that the bridge is safe.",
        "We asked Olsen and she wanted to say that it was late.",
        "The pictures appear to show smoke over the port.",
        "The paper published photos of the bridge on Monday.",
        "The remarks come a day after a fire in the port.",
        "The so-called “people’s army” has left the valley.",
        "Olsen said it.",
        "I think that the bridge should be closed.",
        "Let’s talk about the weather in Harrowby.",
    ],
)
def test_what_nobody_asserts_is_no_attribution(said: Any, text: Any) -> None:
    """Denied, conditional, possible, wanted speech; appearance, publishing, scare quotes, lone pronouns, own voice."""
    assert [] == [row for row in said(text) if row[1] != "asked"]


def test_furniture_says_nothing(annotated: Any) -> None:
    """A teaser in the text is not the article's voice."""
    text = "Mayor says the bridge will fall Read more"
    bundle = annotated(text, upto="parses")
    mark = Mark(id="m", article=bundle.article.id, start=0, end=len(text), kind="furniture")
    rows = _stage()(Bundle(bundle.article, {Mark: (mark,), Parse: bundle[Parse], Sentence: (), Mention: ()}))

    assert [] == list(rows)


def test_a_headline_counts_only_when_it_is_plain(annotated: Any) -> None:
    """What says “X says …” counts, a bare infinitive or noun does not."""
    text = "Minister says port will close"
    bundle = annotated(text, upto="parses")
    mark = Mark(id="m", article=bundle.article.id, start=0, end=len(text), kind="headline")
    rows = list(
        _stage()(Bundle(bundle.article, {Mark: (mark,), Parse: bundle[Parse], Sentence: (), Mention: ()}))
    )

    assert [("Minister", "says", ["port will close"])] == [_triple(text, row) for row in rows]


def test_a_hyphened_name_is_never_cut(said: Any) -> None:
    """The tokeniser cuts it in three."""
    [(source, _, _)] = said("Karim al-Rashidi said the road was closed.")

    assert "Karim al-Rashidi" == source


def test_confidence_orders_and_reasons_name_the_pattern(annotated: Any) -> None:
    """A quoted clause with a named source is surer than a wish."""
    text = "“We are ready to go home,” Olsen said. The farmers want to sell the mill."
    speech, wish = annotated(text, upto="attributions")[Attribution]

    assert (("speech clause",), ("intention to-do",)) == (speech.reasons, wish.reasons)
    assert speech.confidence > wish.confidence


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "said",
                    "“",
                    "”",
                    '"',
                    "Olsen",
                    "according to",
                    ":",
                    "—",
                    "‘",
                    "’",
                    "''",
                    ".",
                    ",",
                    "\n\n",
                    "that",
                    "he",
                ]
            ),
            st.text(max_size=12),
        ),
        max_size=30,
    ).map(" ".join)
)
def test_any_text_gives_valid_spans(annotated: Any, text: Any) -> None:
    """No crash, no span outside the text or empty, no attribution within itself."""
    bundle = annotated(text, upto="attributions")
    ids = {row.id for row in bundle[Attribution]}
    for row in bundle[Attribution]:
        spans = [*row.content, *(span for span in (row.cue, row.source) if span is not None)]

        assert row.content
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert sorted(row.content) == list(row.content)
        assert 0 <= row.confidence <= 1000
        assert row.nested_in is None or (row.nested_in in ids and row.nested_in != row.id)
    assert _acyclic({row.id: row.nested_in for row in bundle[Attribution]})


def test_a_single_long_line_takes_linear_time(annotated: Any) -> None:
    """Four times the text takes at most eight times as long (quadratic work would take sixteen)."""
    sentence = 'Olsen said the “river” rose, and "nobody knew" what to do about it according to Whitlow '
    short, long = (annotated(sentence * count, upto="parses") for count in (60, 240))
    work = _stage()

    def seconds(bundle: Any) -> Any:
        full = Bundle(bundle.article, {Mark: (), Parse: bundle[Parse], Sentence: (), Mention: ()})
        started = time.perf_counter()
        for _ in range(3):
            list(work(full))
        return time.perf_counter() - started

    assert min(seconds(long) / seconds(short) for _ in range(3)) < 8


def _stage() -> Any:
    from sayso.annotate.attributing.attributions import open_attributions
    from sayso.settings import Settings

    return open_attributions(Settings())


def _acyclic(outer: Any) -> Any:
    for start in outer:
        seen, here = set(), start
        while here is not None:
            if here in seen:
                return False
            seen.add(here)
            here = outer[here]
    return True
