"""Utterances as people read them: each wording once, through whom it came, and how many texts stand behind it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sayso.publish.pages.utterances import by_wording, print_utterance, print_utterances
from sayso.publish.views.renderings import Rendering, Step, UtteranceView
from sayso.publish.views.stories import find_story, story_view
from sayso.publish.words.origin_words import listed
from sayso.records import Hop, Origin
from sayso.spans import Span
from sayso.store.protocol import Store

Render = Callable[..., str]


@pytest.fixture
def cranes(harbour: Store) -> UtteranceView:
    """What both reports carry, in the same words."""
    view = story_view(harbour, find_story(harbour))
    return next(item for item in view.said if len(item.renderings) > 1)


def test_renderings_in_the_same_words_show_them_once(cranes: UtteranceView, render: Render) -> None:
    """With both places; white space, quotation marks and a full stop at the edge are no other words."""
    assert render(print_utterance, cranes).splitlines()[:3] == [
        "  • “We have won about 40 new cranes 🏗,”",
        f"    as rendered by Elsin Courier · courier.txt:3 {place(cranes.renderings[0])}",
        "    by surname · quoted with “told” · told the Elsin Courier",
    ]
    assert "in the same words as rendered by an unknown outlet · 002.txt:2" in flat(
        render(print_utterance, cranes)
    )
    assert 1 == len(by_wording(cranes.renderings))


def test_other_words_are_shown_with_each_rendering(cranes: UtteranceView, render: Render) -> None:
    """And with `wording` what is different, and why the two are taken for one."""
    other = replace(
        cranes,
        renderings=(
            cranes.renderings[0],
            replace(shortened(cranes.renderings[1]), score=871, reasons=("the same words of one speaker",)),
        ),
    )
    plain, told = (flat(render(print_utterance, other, wording=wording)) for wording in (False, True))

    assert "• said once, rendered in 2 articles: – “We have won" in plain
    assert "against the first" not in plain
    assert "against the first: quotation marks around other words" in told
    assert "; harder: without “about” (on a scale of exactness" in told
    assert "taken for one: the same words of one speaker (871 of 1000)" in told


@pytest.mark.parametrize(
    ("words", "basis", "told"),
    [
        (
            "told the Elsin Courier",
            "credit",
            "an unknown outlet (article 2) reports that Mara Vindt told Radio Elsin",
        ),
        (
            "Mara",
            "nested",
            "an unknown outlet (article 2) reports that Radio Elsin reported that Mara Vindt said",
        ),
    ],
)
def test_a_chain_says_who_reported_whom(
    cranes: UtteranceView, render: Render, words: str, basis: Any, told: str
) -> None:
    """A reports that B reported that C said, or that C told B; a carrier that is not in the collection says so."""
    rendering = cranes.renderings[1]
    text = rendering.article.text + " told the Elsin Courier"
    rendering = replace(rendering, article=replace(rendering.article, text=text))
    step = Step(hop(rendering, "Radio Elsin", text, words, basis=basis), None)
    view = replace(cranes, renderings=(cranes.renderings[0], replace(rendering, chain=(step,))))
    numbers = {rendering.article.id: 2}

    assert f"chain: {told} · Radio Elsin: credited, not held" in flat(
        render(print_utterance, view, numbers=numbers)
    )


def test_a_credit_line_is_crediting_and_a_held_carrier_is_named(
    cranes: UtteranceView, render: Render
) -> None:
    """A name alone tells that it is credited, and not what it reported."""
    first, second = cranes.renderings
    text = first.article.text
    step = Step(hop(first, "Wire", text, "Wire"), second.article)
    view = replace(cranes, renderings=(replace(first, chain=(step,)), second))

    assert "chain: Elsin Courier, crediting Wire, reports that Mara Vint said · Wire: held (002.txt)" in flat(
        render(print_utterance, view)
    )


def test_a_suggestion_looks_like_one(cranes: UtteranceView, render: Render) -> None:
    """It is no chain; what the page has told of the whole article is not told again."""
    from sayso.publish.words.origin_words import frequent_suggestions

    first = cranes.renderings[0]
    step = Step(hop(first, "Wire", first.article.text, "Wire", suggested=True), None)
    view = replace(cranes, renderings=(replace(first, chain=(step,)),))
    page = flat(render(print_utterance, view))

    assert "perhaps through Wire: as the words say · Wire: credited, not held" in page
    assert "chain:" not in page
    assert frozenset() == frequent_suggestions([view] * 2)
    told = frequent_suggestions([view] * 3)
    assert 1 == len(told)
    assert "perhaps" not in render(print_utterances, [view], told=told)


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [
        (1, 1, "2 articles, 1 textual source: both credit a wire; repeated, not confirmed"),
        (2, 2, "2 articles, 2 textual sources: both credit a wire"),
        (1, 2, "2 articles, at most 2 textual sources: both credit a wire"),
        (1, None, "2 articles, number of textual sources unknown: both credit a wire"),
        (2, None, "2 articles, at least 2 textual sources: both credit a wire"),
        (2, 5, "2 articles, 2 to 5 textual sources: both credit a wire"),
    ],
)
def test_textual_sources_are_counted_in_words(
    cranes: UtteranceView, render: Render, least: int, most: int | None, told: str
) -> None:
    """As far as it is known; repetition is called repetition only where there are fewer texts than articles."""
    reasons = ("2 renderings in 2 articles", "both credit a wire")
    origin = Origin(id="a" * 16, story="b" * 16, utterance=cranes.id, least=least, most=most, reasons=reasons)

    assert render(print_utterance, replace(cranes, origin=origin), width=100).endswith(f"\n    {told}")


def test_one_article_has_no_origin_to_tell(cranes: UtteranceView, render: Render) -> None:
    """What stands once is not repeated."""
    origin = Origin(
        id="a" * 16, story="b" * 16, utterance=cranes.id, least=1, most=1, reasons=("1 rendering",)
    )
    alone = replace(cranes, origin=origin, renderings=cranes.renderings[:1])

    assert "textual source" not in render(print_utterance, alone)


def test_words_that_tell_the_language_are_shown(cranes: UtteranceView, render: Render) -> None:
    """As they stand in the article."""
    first = cranes.renderings[0]
    at = first.article.text.index("on Friday")
    view = replace(cranes, renderings=(replace(first, language=Span(at, at + 9)),))

    assert "original language: “on Friday”" in flat(render(print_utterance, view))


def hop(
    rendering: Rendering,
    carrier: str,
    text: str,
    words: str,
    *,
    basis: Any = "credit",
    suggested: bool = False,
) -> Hop:
    """One step of a chain, read from some words of the article."""
    start = text.index(words)
    return Hop(
        id="c" * 16,
        article=rendering.article.id,
        attribution=rendering.attribution.id,
        utterance="d" * 16,
        step=1,
        carrier=carrier,
        start=start,
        end=start + len(words),
        held=None,
        basis=basis,
        suggested=suggested,
        why="as the words say",
    )


def shortened(rendering: Rendering) -> Rendering:
    """The same without its hedge."""
    text = rendering.article.text.replace("about 40\n", "40 ")
    start, end = rendering.attribution.content[0]
    content = (Span(start, end - 6),)
    return replace(
        rendering,
        article=replace(rendering.article, text=text),
        attribution=replace(rendering.attribution, content=content, cue=None, source=None),
    )


def place(rendering: Rendering) -> str:
    """The offsets of a rendering."""
    return f"[{rendering.span.start}-{rendering.span.end}]"


def flat(page: str) -> str:
    """What was printed, as one line."""
    return " ".join(page.split())


def test_two_articles_of_one_outlet_are_told_apart_by_their_headlines(bridge: Store) -> None:
    """Where the page has no numbers; others are called by their outlets alone."""
    by_title = {article.title: article for article in bridge.articles()}
    one, later, other = (by_title[f"Bridge report {name}"] for name in ("courier", "later", "gazette"))

    assert (
        "Elsin Courier (“Bridge report courier”), Elsin Courier (“Bridge report later”) and Port Gazette"
        == listed([one, later, other], {})
    )
    assert "Elsin Courier and Port Gazette" == listed([one, other], {})
