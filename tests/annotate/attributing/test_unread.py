"""Tests of what was seen and not understood."""

from typing import Any

from sayso.annotate.attributing.unread import UNREAD
from sayso.ids import make_id
from sayso.records import Attribution, Mark, Parse, ReviewedAttribution, Sentence, Speaker, Unread
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle


def _unread(bundle: Any, *, attributions: Any = (), speakers: Any = (), marks: Any = ()) -> Any:
    rows = {
        Mark: tuple(marks),
        Parse: bundle[Parse],
        Sentence: bundle[Sentence],
        ReviewedAttribution: (),
        Attribution: tuple(attributions),
        Speaker: tuple(speakers),
    }
    text = bundle.article.text
    work = UNREAD.make(Settings())
    return [(text[row.start : row.end], row.why) for row in work(Bundle(bundle.article, rows))]


def _attribution(text: Any, *, content: Any, cue: Any = None, source: Any = None) -> Any:
    def span(words: Any) -> Any:
        return Span(text.index(words), text.index(words) + len(words)) if words else None

    return Attribution(
        id=make_id("Attribution", content),
        article="a",
        kind="direct",
        content=(span(content),),
        cue=span(cue),
        source=span(source),
        confidence=500,
        reasons=("test",),
    )


def _speaker(attribution: Any, entity: Any) -> Any:
    return Speaker(
        id="s",
        article="a",
        attribution=attribution.id,
        entity=entity,
        mention=None,
        name="",
        type="unnamed",
        basis="unnamed",
        confidence=500,
        reasons=(),
    )


def test_a_quotation_in_no_attribution_is_listed(parsed: Any) -> None:
    """From three words on; shorter ones are names and titles."""
    bundle = parsed("The song “All of my rivers” was played in the “Blue Hall” on Monday.")

    assert [("“All of my rivers”", "a quotation that no words attribute to anybody")] == _unread(bundle)


def test_a_quotation_in_an_attribution_is_read(parsed: Any) -> None:
    """Nothing is listed twice."""
    text = "“We are all ready,” Olsen said."
    row = _attribution(text, content="“We are all ready,”", cue="said", source="Olsen")

    assert [] == _unread(parsed(text), attributions=[row], speakers=[_speaker(row, "e")])


def test_a_cue_without_a_source_is_listed(parsed: Any) -> None:
    """Somebody said it, and the article does not say who."""
    text = "The harbour is expected to close."
    row = _attribution(text, content="to close", cue="expected")

    assert [("expected", "words of saying without a source")] == _unread(parsed(text), attributions=[row])


def test_an_unknown_speaker_is_listed(parsed: Any) -> None:
    """With the source's own words, else with those that were said."""
    text = "“We are all ready,” somebody said."
    named = _attribution(text, content="“We are all ready,”", cue="said", source="somebody")
    silent = _attribution(text, content="“We are all ready,”")

    assert [("somebody", "a source that could not be told")] == _unread(
        parsed(text), attributions=[named], speakers=[_speaker(named, None)]
    )
    assert [("“We are all ready,”", "a quotation without a speaker")] == _unread(
        parsed(text), attributions=[silent], speakers=[_speaker(silent, None)]
    )


def test_quotations_outside_the_body_are_no_speech(parsed: Any) -> None:
    """Headlines, furniture and the like are passed over."""
    text = "Read “The Last of the Mills” here"
    mark = Mark(id="m", article="a", start=0, end=len(text), kind="furniture")

    assert [] == _unread(parsed(text), marks=[mark])


def test_an_article_that_was_not_read_lists_nothing(parsed: Any) -> None:
    """It has no parse; that it was not read is said elsewhere."""
    assert () == parsed("« Nous sommes tous prêts », a dit Olsen.", language="fr")[Unread]
    assert [] == _unread(parsed("« Nous sommes tous prêts », a dit Olsen.", language="fr"))
