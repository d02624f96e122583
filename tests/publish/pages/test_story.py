"""The page of a story: its articles by phase, and what may stand behind more of an article than it says."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.publish.pages.said import print_said
from sayso.publish.pages.stories import print_stories
from sayso.publish.pages.story import print_story
from sayso.publish.views.renderings import Step
from sayso.publish.views.said import Chosen
from sayso.publish.views.stories import StoryView, find_story, story_view
from sayso.publish.views.story_lists import story_lines
from sayso.records import Hop, Origin, OriginMember
from sayso.store.answers import Status
from sayso.store.protocol import Store

Render = Callable[..., str]
MakeStore = Callable[..., Store]
STATUS = Status(articles=3, revisions=3, removed=0, missing={}, languages={"en": 3}, failures=(), stages=())


@pytest.fixture
def view(ferry: Store) -> StoryView:
    """The ferry story."""
    return story_view(ferry, find_story(ferry))


def test_articles_stand_under_their_phases(view: StoryView, render: Render) -> None:
    """In time, those without a date last; the page calls articles by their numbers from there on."""
    page = render(print_story, view)

    assert page.partition("ARTICLES\n")[2].partition("\n\nWHO SAID WHAT")[0].splitlines() == [
        "phase 1 of 3 · 2031-06-01 · 1 article",
        " 1  The Alda is missing",
        "    Elsin Courier · 2031-06-01 · completeness unknown",
        "    reports/courier.txt",
        "phase 2 of 3 · 2031-06-02 · 1 article",
        " 2  The Alda is missing",
        "    Port Gazette · 2031-06-02 · completeness unknown",
        "    reports/gazette.txt",
        "phase 3 of 3 · date unknown · 1 article",
        " 3  no headline found",
        "    outlet unknown · date unknown · completeness unknown",
        "    reports/clipping.txt",
    ]
    assert "SHARED TEXT\n• in 1, 2 and 3: 15 words, verbatim and edited" in page


def test_a_story_of_one_phase_names_none(view: StoryView, render: Render) -> None:
    """Its days stand above."""
    one = tuple(
        replace(member, phase="0" * 16, phase_earliest=None, phase_latest=None) for member in view.members
    )

    assert "phase" not in render(print_story, replace(view, members=one))


def test_a_story_without_words_and_without_shared_text_says_so(view: StoryView, render: Render) -> None:
    """None found is not none."""
    page = render(print_story, replace(view, texts=(), passages=()))

    assert "WHO SAID WHAT\nnone found" in page
    assert "SHARED TEXT\nnone found" in page
    assert "no shared text found" in page


def test_the_list_of_stories_tells_phases_and_sources(
    ferry: Store, make_store: MakeStore, render: Render
) -> None:
    """Utterances in several articles, those with fewer texts behind them, and shared texts; where they are known."""
    story = find_story(ferry)
    rows: list[Origin | OriginMember] = []
    for number, (utterance, most) in enumerate((("u" * 16, 1), ("v" * 16, None), (None, 1))):
        origin = Origin(
            id=f"{number:016x}",
            story=story.id,
            utterance=utterance,
            least=1,
            most=most,
            reasons=("2 renderings",),
        )
        rows.append(origin)
        for place, article in enumerate(story.articles[:2]):
            member = OriginMember(
                id=f"{number}{place:015x}",
                article=article,
                origin=origin.id,
                attribution=f"{place:016x}" if utterance else None,
                start=0,
                end=9,
                source="0" * 16,
                reasons=(),
            )
            rows.append(member)
    told, plain = (
        render(print_stories, story_lines(store), STATUS) for store in (make_store(ferry, *rows), ferry)
    )

    assert f"  {story.id} · 3 articles · 2 known outlets · 2031-06-01 to" in told
    assert "date unknown for 1 · 3 phases" in " ".join(told.split())
    assert (
        "2 shared texts · 2 utterances in more than one article · 1 of them with fewer textual sources than articles"
        in " ".join(told.split())
    )
    assert "  2 shared texts\n" in plain


def test_a_credit_that_may_cover_an_article_is_told_once(harbour: Store, render: Render) -> None:
    """Below the article on the page of a story, and at the top of what somebody said."""
    view = story_view(harbour, find_story(harbour))
    item = next(one for one in view.said if one.speaker == "Mara Vint")
    first = item.renderings[0]
    at = first.article.text.index("Wire")
    hop = Hop(
        id="c" * 16,
        article=first.article.id,
        attribution=first.attribution.id,
        utterance=item.id,
        step=1,
        carrier="Wire",
        start=at,
        end=at + 4,
        held=None,
        basis="credit",
        suggested=True,
        why="credited in another sentence, which may cover this one",
    )
    item = replace(item, renderings=(replace(first, chain=(Step(hop, None),)),))
    told = f"perhaps more of it is from Wire, which is credited once: courier.txt:2 [{at}-{at + 4}]"
    page = render(print_story, replace(view, said=(item,) * 3), width=120)
    answer = render(print_said, "Vint", [Chosen(utterance=item, speaker="Mara Vint")] * 3, width=120)

    assert 1 == page.count(told)
    assert answer.splitlines()[2] == told
    assert "perhaps through" not in page + answer


def test_only_what_is_repeated_can_be_shown(harbour: Store, render: Render) -> None:
    """The page stays one of the whole story, and says how much it leaves out."""
    view = story_view(harbour, find_story(harbour))
    page, whole = (render(print_story, view, repeated=repeated) for repeated in (True, False))

    assert "left out: 2 utterances in one article only" in page
    assert ["Dock workers will return" in text for text in (page, whole)] == [False, True]
    assert page.partition("WHO SAID WHAT")[0] == whole.partition("WHO SAID WHAT")[0]
