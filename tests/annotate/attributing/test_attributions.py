"""Tests of the attributions: who (source), said (cue), what (content)."""

from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.attributing.attributions import LEAST, best
from sayso.annotate.attributing.claims import Claim
from sayso.annotate.attributing.edges import INNER
from sayso.annotate.attributing.tagged import alike
from sayso.records import Attribution, Entity, Mark, Mention, Parse, Review, Sentence
from sayso.spans import Span
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
    """Denied, conditional, possible speech; appearance, publishing, scare quotes, lone pronouns, own voice."""
    assert [] == [row for row in said(text) if row[1] != "asked"]


def test_a_wish_to_say_something_is_an_intention(annotated: Any) -> None:
    """That she wanted to is told; that the bridge was not safe is not said."""
    text = "Nora Olsen wanted to say that the bridge was not safe."
    [row] = annotated(text, upto="attributions")[Attribution]
    source, cue, _ = _triple(text, row)

    assert ("Nora Olsen", True) == (source, cue.startswith("wanted"))
    assert "intention to-do" in row.reasons


def test_furniture_says_nothing(annotated: Any) -> None:
    """A teaser in the text is not the article's voice."""
    text = "Mayor says the bridge will fall Read more"
    bundle = annotated(text, upto="parses")
    mark = Mark(id="m", article=bundle.article.id, start=0, end=len(text), kind="furniture")
    rows = _stage()(
        Bundle(
            bundle.article,
            {Mark: (mark,), Parse: bundle[Parse], Sentence: (), Mention: (), Entity: (), Review: ()},
        )
    )

    assert [] == list(rows)


def test_a_headline_counts_only_when_it_is_plain(annotated: Any) -> None:
    """What says “X says …” counts, a bare infinitive or noun does not."""
    text = "Minister says port will close"
    bundle = annotated(text, upto="parses")
    mark = Mark(id="m", article=bundle.article.id, start=0, end=len(text), kind="headline")
    rows = list(
        _stage()(
            Bundle(
                bundle.article,
                {Mark: (mark,), Parse: bundle[Parse], Sentence: (), Mention: (), Entity: (), Review: ()},
            )
        )
    )

    assert [("Minister", "says", ["port will close"])] == [_triple(text, row) for row in rows]


def test_a_hyphened_name_is_never_cut(said: Any) -> None:
    """The tokeniser cuts it in three."""
    [(source, _, _)] = said("Karim al-Rashidi said the road was closed.")

    assert "Karim al-Rashidi" == source


def test_confidence_orders_and_reasons_name_the_pattern(annotated: Any) -> None:
    """A quoted clause with a named source is surer than a wish; the tagger comes first, then the rules that agree."""
    text = "“We are ready to go home,” Olsen said. The farmers want to sell the mill."
    speech, wish = annotated(text, upto="attributions")[Attribution]

    assert ("tagger", "speech clause") == speech.reasons
    assert "intention to-do" == wish.reasons[-1]
    assert speech.confidence > wish.confidence


# --- the surer of two -----------------------------------------------------------------------------------------


def _claim(confidence: int, *content: tuple[int, int], inner: bool = False) -> Claim:
    spans = [Span(*span) for span in content]
    return Claim("tagger", 0, None, None, spans, speech=True, inner=inner, confidence=confidence)


def test_of_two_that_say_much_the_same_the_surer_stays() -> None:
    """In whatever order they come, also where one of them is in pieces."""
    sure, weak = _claim(900, (10, 60)), _claim(800, (20, 70))
    pieces = _claim(700, (10, 30), (34, 60))

    for claims in permutations([sure, weak, pieces]):
        assert [sure] == best(claims)


def test_what_says_something_else_stays() -> None:
    """Less than half in common, or nothing; the surest come first."""
    claims = [_claim(500, (0, 30)), _claim(900, (25, 100)), _claim(700, (100, 160))]

    assert [900, 700, 500] == [claim.confidence for claim in best(claims)]


def test_one_within_another_stays() -> None:
    """“Whitlow said the guild said so” has two speakers, of which the inner says nearly all."""
    outer, inner = _claim(900, (0, 60)), _claim(800, (12, 60), inner=True)

    assert [outer, inner] == best([inner, outer])


def test_of_two_within_another_the_surer_stays() -> None:
    sure, weak = _claim(800, (12, 60), inner=True), _claim(700, (20, 60), inner=True)

    assert [sure] == best([weak, sure])


def test_long_contents_that_are_much_the_same_are_found_so_wherever_they_lie() -> None:
    """However many stretches of the text they cover."""
    sure, weak = _claim(900, (190, 1_990)), _claim(800, (201, 1_500), (1_600, 2_400))

    assert [sure] == best([weak, sure])
    assert [sure] == best([_claim(800, (201, 1_500), (1_600, 2_000)), sure])


@pytest.mark.parametrize(("least", "inner"), [(LEAST, False), (INNER, True)])
def test_what_is_too_unsure_goes(least: int, inner: bool) -> None:  # noqa: FBT001
    """Within another more is asked."""
    assert LEAST <= INNER
    assert [least] == [
        claim.confidence
        for claim in best([_claim(least, (0, 9), inner=inner), _claim(least - 1, (20, 29), inner=inner)])
    ]


def test_equally_sure_ones_come_in_an_order_of_their_own() -> None:
    """Which stays does not hang on the order in which they were found."""
    one, two = _claim(800, (0, 50)), _claim(800, (5, 50))

    assert [one] == best([two, one]) == best([one, two])


@given(
    st.lists(
        st.tuples(st.integers(300, 999), st.integers(0, 500), st.integers(1, 400), st.booleans()), max_size=12
    )
)
def test_no_two_that_stay_are_alike_unless_one_lies_within(drawn: list[tuple[int, int, int, bool]]) -> None:
    claims = [_claim(sure, (start, start + size), inner=inner) for sure, start, size, inner in drawn]
    kept = best(claims)

    assert not [(a, b) for a, b in combinations(kept, 2) if a.inner == b.inner and alike(a, b)]
    assert max((c.confidence for c in claims if not c.inner and c.confidence >= LEAST), default=0) == max(
        (c.confidence for c in kept if not c.inner), default=0
    )


def _stage() -> Any:
    from sayso.annotate.attributing.attributions import open_attributions
    from sayso.settings import Settings

    return open_attributions(Settings())


def test_a_quotation_that_has_ended_goes_on_with_what_was_said_before_it(said: Any) -> None:
    """Not with the report in the next sentence, though its speaker may be the same."""
    rows = said(
        "“It is not the amount,” Tomas Orvek said. “When it runs brown, it carries the wall with it.” "
        "He added that he had asked for a drilling rig twice."
    )

    assert ["“It is not the amount,”", "“When it runs brown, it carries the wall with it.”"] == rows[0][2]
    assert ("He", ["that he had asked for a drilling rig twice"]) == (rows[1][0], rows[1][2])
