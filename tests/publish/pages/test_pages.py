"""What people read: words, renderings, warnings, and the end of each answer."""

import io
from dataclasses import replace
from typing import cast

import pytest
from rich.console import Console

from sayso.publish.pages.article import print_article
from sayso.publish.pages.lists import (
    ArticleLine,
    print_search,
)
from sayso.publish.pages.said import print_said, print_speakers
from sayso.publish.pages.status import print_status
from sayso.publish.pages.stories import print_stories
from sayso.publish.pages.story import print_story
from sayso.publish.pages.terminal import open_console, say, visible
from sayso.publish.views.renderings import Voice
from sayso.publish.views.said import said
from sayso.publish.views.searching import search
from sayso.publish.views.speakers import Counted
from sayso.publish.views.stories import find_story, story_view
from sayso.publish.views.story_lists import StoryLine, story_lines
from sayso.records import Attribution, Capacity, Detail, Unread
from sayso.stage import Bundle
from sayso.store.answers import Status
from sayso.store.protocol import Store

STATUS = Status(articles=2, revisions=2, removed=0, missing={}, languages={"en": 2}, failures=(), stages=())


LEFT_OUT = [
    "left out: 1 intention or belief, shown with --all-acts",
    "left out: 1 attribution less sure than 705 of 1000",
]


def console(width: int = 80) -> tuple[Console, io.StringIO]:
    """A console that writes into memory, as wide as asked."""
    out = io.StringIO()
    made = open_console(out)
    made.width = width
    return made, out


def flat(out: io.StringIO) -> str:
    """What was printed, as one line."""
    return " ".join(out.getvalue().split())


@pytest.fixture
def page(harbour: Store) -> str:
    """The story as one line of text."""
    made, out = console()
    print_story(made, story_view(harbour, find_story(harbour)))
    return flat(out)


def test_a_story_says_what_it_is(page: str) -> None:
    """How many articles, of which days, and how much of that is unknown."""
    assert "2 articles · 2031-05-02 · 1 known outlet · outlet unknown for 1 · date unknown for 1" in page


def test_each_rendering_names_its_outlet_or_its_file(page: str, courier: Bundle, gazette: Bundle) -> None:
    """A file is what is known where no outlet is."""
    first, second = courier[Attribution][1].content[0], gazette[Attribution][0].content[0]

    assert f"as rendered by Elsin Courier · courier.txt:3 [{first.start}-{first.end}]" in page
    assert f"as rendered by an unknown outlet (article 2) · 002.txt:2 [{second.start}-{second.end}]" in page


def test_the_outlets_cue_stays_with_its_rendering(page: str) -> None:
    """Told and said are the outlets' words for the same utterance."""
    assert "by surname · quoted with “told”" in page
    assert "named · quoted with “said”" in page


def test_an_unknown_speaker_is_shown_as_unknown(page: str) -> None:
    """Under its own heading, with the words."""
    assert "unknown speaker • “Nobody asked us.”" in page


def test_a_story_ends_with_what_was_not_read(page: str, courier: Bundle) -> None:
    """With place and reason, and what that does not prove."""
    (row,) = courier[Unread]

    assert f"courier.txt:4 [{row.start}-{row.end}] a quotation without a speaker: “Nobody asked us.”" in page
    assert page.endswith("read the articles before you conclude that nothing was said.")


def test_shared_text_stands_with_both_places(page: str) -> None:
    """Numbers lead back to the list of articles; an unknown direction says so."""
    assert "in 1 and 2: 8 words, verbatim" in page
    assert "neither credits the other" in page


def test_an_inferred_speaker_says_so_in_words(harbour: Store) -> None:
    """A pronoun is an inference, and is called one."""
    view = story_view(harbour, find_story(harbour))
    for item in view.said:
        for rendering in item.renderings:
            if rendering.speaker is not None and rendering.speaker.name:
                object.__setattr__(rendering.speaker, "basis", "pronoun")
    made, out = console()
    print_story(made, view)

    assert 3 == flat(out).count("speaker inferred: pronoun")


def test_a_story_opens_with_how_much_there_is(page: str) -> None:
    """Speakers, utterances, passages and gaps stand before the first article."""
    opening = page.partition("ARTICLES")[0]

    assert "1 named speaker, most often Mara Vint (" in opening
    assert "1 in more than one article · speaker unknown for 1" in opening
    assert "1 shared text, the longest of 8 words" in opening
    assert "1 place not understood, listed at the end" in opening


def test_a_rendering_by_somebody_else_shows_its_own_words(harbour: Store) -> None:
    """One outlet names who said it; another describes a source, or names another person: both are told."""
    view = story_view(harbour, find_story(harbour))
    (joined,) = (item for item in view.said if len(item.renderings) > 1)
    first, second = joined.renderings
    assert second.speaker
    assert second.attribution.source
    described = replace(second, speaker=replace(second.speaker, basis="unnamed"), voices=())
    another = replace(second, voices=(Voice("other", "Oren Hask"),))
    made, out = console()
    for other in (described, another):
        print_story(made, replace(view, said=(replace(joined, renderings=(first, other)),)))

    words = second.article.text[slice(*second.attribution.source)]
    assert f"unnamed source “{words}” · quoted" in flat(out)
    assert f"said by Oren Hask here, named “{words}” · quoted" in flat(out)


def test_a_body_under_two_names_is_told_once(harbour: Store) -> None:
    """As a name and its initials; another capacity is another matter."""
    view = story_view(harbour, find_story(harbour))
    (joined,) = (item for item in view.said if len(item.renderings) > 1)
    renderings = []
    for name, capacity in (("P.U.", "leader"), ("Port Union", "leader"), ("Port Union", "member")):
        rendering = joined.renderings[0]
        assert rendering.speaker
        speaker = replace(rendering.speaker, speaks_for=name, capacity=cast("Capacity", capacity))
        renderings.append(replace(rendering, speaker=speaker, body=Voice(None, name)))
    made, out = console()
    print_story(made, replace(view, said=(replace(joined, renderings=tuple(renderings)),)))

    assert "Mara Vint for Port Union, as a leader; for Port Union, as a member •" in flat(out)


def test_who_reported_an_inner_statement_is_told(harbour: Store) -> None:
    """An outlet that reports what somebody said is named; somebody's own account is called that."""
    view = story_view(harbour, find_story(harbour))
    first = next(item for item in view.said if item.speaker == "Mara Vint")
    told = [replace(first.renderings[0], within=(name,)) for name in ("Harbour Radio", "Mara Vint")]
    made, out = console()
    print_story(made, replace(view, said=(replace(first, renderings=tuple(told)),)))

    assert "reported by Harbour Radio" in flat(out)
    assert "in the speaker's own account" in flat(out)


def test_a_body_shows_who_speaks_for_it_by_capacity(harbour: Store) -> None:
    """The league's words are its leader's words for it."""
    made, out = console()
    print_said(made, "Dockers' League", said(harbour, name="Dockers' League"))

    assert "SAID FOR Dockers' League: as a leader Mara Vint" in flat(out)


def test_an_empty_answer_is_none_found(harbour: Store) -> None:
    """For a name, for words, for stories."""
    made, out = console()
    print_said(made, "Zork", said(harbour, name="Zork"))
    print_search(made, "zork", search(harbour, "zork"), STATUS, limit=5)
    print_stories(made, [], STATUS)

    assert 3 == out.getvalue().count("none found\n")


def test_long_lists_are_cut_and_say_so() -> None:
    """What is left out is counted, and the command that lists all is named."""
    rows = [
        Counted(body=f"Body {n:02}", speaker="Ada", type="person", utterances=1, articles=1)
        for n in range(43)
    ]
    rows += [Counted(body="", speaker=f"S{n}", type="person", utterances=1, articles=1) for n in range(25)]
    stories = [
        StoryLine(id="x", title=f"T{n}", articles=1, earliest=None, latest=None, outlets=0, undated=1)
        for n in range(57)
    ]
    made, out = console()
    print_speakers(made, rows)
    print_stories(made, stories, STATUS)

    assert "3 further bodies left out; `sayso said --format csv`" in flat(out)
    assert "and 5 more speakers who say less" in flat(out)
    assert "and 7 more stories, 7 of them of one article: `sayso stories --format csv` lists all" in flat(out)
    assert "T49" in flat(out)
    assert "T50" not in flat(out)


def test_status_counts_what_is_missing_by_field() -> None:
    """An article that lacks nothing but a word on its completeness is in the count, not in the list."""
    lines = [
        ArticleLine(
            "1",
            "a.txt",
            "A",
            "Elsin Feed",
            None,
            None,
            "unknown",
            "usable",
            "published, completeness",
            "a.txt",
        ),
        ArticleLine(
            "2", "b.txt", "B", "Elsin Feed", "2031", "2031", "unknown", "usable", "completeness", "b.txt"
        ),
    ]
    made, out = console()
    print_status(made, STATUS, (), lines)

    assert "published unknown for 1 of 2 completeness unknown for 2 of 2" in flat(out)
    assert "a.txt published, completeness" in flat(out)
    assert "b.txt" not in flat(out)


def test_search_finds_the_other_spelling_of_a_name(harbour: Store) -> None:
    """The actor is written Vint and Vindt; a search for one says that it looked for both."""
    answer = search(harbour, "vint")
    made, out = console()
    print_search(made, "vint", answer, STATUS, limit=5)

    assert {"Mara Vindt"} == set(answer.spellings)
    assert 2 == len(answer.found)
    assert "also searched for: Mara Vindt" in out.getvalue()


def test_stories_are_listed_with_extent_and_gaps(harbour: Store) -> None:
    """Id, size, outlets, days, and how many articles have none."""
    made, out = console()
    print_stories(made, story_lines(harbour), STATUS)

    assert "2 articles · 1 known outlet · 2031-05-02 · date unknown for 1" in flat(out)


def test_one_article_is_shown_without_a_collection(courier: Bundle) -> None:
    """The same lines as within a story."""
    made, out = console()
    print_article(made, courier)

    assert "Mara Vint for union, as a leader" in flat(out)
    assert "here," not in flat(out)
    assert "WHAT WAS NOT READ" in out.getvalue()


def test_a_page_says_what_it_leaves_out_and_what_brings_it_back(harbour: Store, courier: Bundle) -> None:
    """A story, and one article without a collection, by why it is left out; nothing left out, nothing said."""
    view = story_view(harbour, find_story(harbour))
    belief = replace(courier[Detail][0], speech_act="belief")
    kinds = {kind: courier[kind] for kind in courier.kinds()}
    bundle = Bundle(courier.article, {**kinds, Detail: (belief, *courier[Detail][1:])})
    pages = []
    for all_acts, floor in ((False, 0), (False, 705), (True, 0)):
        made, out = console()
        print_story(made, view, all_acts=all_acts, min_confidence=floor)
        pages.append(flat(out))
        made, out = console()
        print_article(made, bundle, all_acts=all_acts, min_confidence=floor)
        pages.append(flat(out))

    told = [[words for words in LEFT_OUT if words in page] for page in pages]
    assert [[], LEFT_OUT[:1], LEFT_OUT[1:], LEFT_OUT, [], []] == told
    assert ["Dock workers will return" in page for page in pages[1::2]] == [False, False, True]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_lines_keep_to_the_width(width: int) -> None:
    """Whatever the indent; twenty columns of text are the least, and words are kept whole where they fit."""
    made, out = console(width)
    say(made, "• ", "the quick brown fox jumps over the lazy dog " * 5, indent=4, hang=2)

    assert all(len(line) <= max(width, 26) for line in out.getvalue().splitlines())
    assert ["the quick brown fox jumps over the lazy dog"] * 5 == [
        part.strip() for part in flat(out).replace("• ", "").replace("dog ", "dog\n").splitlines()
    ]


def test_what_a_terminal_would_obey_is_made_visible() -> None:
    """Escapes, controls and direction overrides; tabs and line ends are left."""
    assert "a\ufffd[2Jb\ufffd\ufffdc\t\n" == visible("a\x1b[2Jb\x07\u202ec\t\n")
