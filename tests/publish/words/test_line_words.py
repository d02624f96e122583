"""Lines in words that stand alone."""

from dataclasses import replace
from typing import Any

import pytest

from sayso.publish.views.lines import Line, lines_in
from sayso.publish.views.renderings import Rendering, Voice
from sayso.publish.words.line_words import STATE_WORDS, lead_words, line_text, own_verb, told_words
from sayso.records import Article, Attribution, Detail, Speaker
from sayso.spans import Span
from sayso.store.protocol import Store

TEXT = "Wren flatly denied that the ferry leaks. He said it was safe."


def rendering(**given: Any) -> Rendering:
    """Somebody's denial in the Elsin Courier; a test changes what it is about."""
    article = Article(id="a" * 16, revision="b" * 16, text=TEXT, text_sha256="", outlet="Elsin Courier")
    attribution = Attribution(
        id="c" * 16,
        article=article.id,
        kind="indirect",
        content=(Span(19, 39),),
        cue=Span(5, 18),
        source=Span(0, 4),
        confidence=900,
        reasons=(),
    )
    speaker = Speaker(
        id="d" * 16,
        article=article.id,
        attribution=attribution.id,
        entity="e" * 16,
        mention=Span(0, 4),
        name="Tam Wren",
        type="person",
        basis="surname",
        confidence=900,
        reasons=(),
    )
    known: dict[str, Any] = {
        "article": article,
        "attribution": attribution,
        "speaker": speaker,
        "detail": Detail(id="f" * 16, article=article.id, attribution=attribution.id, speech_act="denial"),
        "voices": (Voice("e" * 16, "Tam Wren"),),
    }
    return Rendering(**(known | given))


def test_what_is_denied_is_never_told_as_what_is_said() -> None:
    assert (
        "Tam Wren “flatly denied” (denial; paraphrased; by surname; as rendered by Elsin Courier; unreviewed): "
        "that the ferry leaks"
    ) == line_text(Line(rendering=rendering()))


@pytest.mark.parametrize(
    ("act", "cue", "told"),
    [
        ("statement", Span(5, 18), "Tam Wren said"),
        ("accusation", None, "Tam Wren said"),
        ("accusation", Span(44, 48), "Tam Wren said"),
        ("accusation", Span(40, 41), "Tam Wren said"),
        ("demand", Span(12, 18), "Tam Wren “denied”"),
    ],
)
def test_the_articles_own_verb_stands_where_said_would_tell_it_otherwise(
    act: Any, cue: Span | None, told: str
) -> None:
    one = rendering()
    assert one.detail is not None
    changed = replace(
        one, detail=replace(one.detail, speech_act=act), attribution=replace(one.attribution, cue=cue)
    )
    assert told == told_words(changed)


def test_what_somebody_declined_is_not_what_they_said() -> None:
    """Of a statement “said” tells enough, unless the verb says that it was not done."""
    one = rendering()
    assert one.detail is not None
    text = "Wren declined to be drawn on the ferry."
    declined = replace(
        one,
        article=replace(one.article, text=text),
        detail=replace(one.detail, speech_act="statement"),
        attribution=replace(one.attribution, content=(Span(14, 38),), cue=Span(5, 13)),
    )
    assert ("declined", "Tam Wren “declined”") == (own_verb(declined), told_words(declined))


def test_whoever_passes_it_on_stands_before_it() -> None:
    assert "Radio Lisk said that Tam Wren “flatly denied”" == told_words(rendering(within=("Radio Lisk",)))


@pytest.mark.parametrize("change", [{"speaker": None, "voices": ()}, {"detail": None}])
def test_what_is_unknown_says_so(change: dict[str, Any]) -> None:
    lead = lead_words(Line(rendering=rendering(**change)))
    assert ("an unknown speaker" in lead) is ("speaker" in change)
    assert ("speaker unknown" in lead) is ("speaker" in change)


def test_an_unchecked_accusation_is_headed_so() -> None:
    one = rendering()
    assert one.speaker is not None
    assert one.detail is not None
    accused = replace(
        one,
        speaker=replace(one.speaker, basis="pronoun"),
        detail=replace(one.detail, speech_act="accusation"),
    )
    assert line_text(Line(rendering=accused)).startswith("SPEAKER INFERRED, UNCHECKED: Tam Wren ")


def test_a_line_always_names_speaker_basis_outlet_and_state_before_its_words(harbour: Store) -> None:
    for line in lines_in(harbour, harbour.articles()):
        before, mark, words = line_text(line).rpartition("): ")
        assert mark
        assert line.rendering.words == words
        assert "said (" in before or "” (" in before
        assert "as rendered by " in before
        assert before.endswith(STATE_WORDS[line.state])
