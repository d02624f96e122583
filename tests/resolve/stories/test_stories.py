"""Stories and phases: what belongs together does, whatever the order of arrival; nobody is left out."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import permutations
from typing import Any

import numpy as np

from sayso.annotate.layout.marks import MARKS
from sayso.annotate.meaning.embeddings import of_head
from sayso.annotate.meaning.encoder import Encode, open_encoder
from sayso.records import Article, Embedding, Mark, Story, StoryMember
from sayso.resolve.stories import stories as module
from sayso.resolve.stories.likeness import Told
from sayso.resolve.stories.stories import STORIES
from sayso.resolve.stories.story_edges import STORY_EDGES, STORY_PARTS
from sayso.resolve.stories.terms import pack, read_terms, unpack
from sayso.settings import Settings
from sayso.stage import Bundle, Each
from sayso.testing import check_stage, rebuilt
from sayso.testing.checks import make_article


@lru_cache(maxsize=1)
def encoder() -> Encode:
    """One encoder for all tests: to open it takes longer than a test."""
    return open_encoder()


def open_heads(_settings: Settings) -> Callable[[Bundle], Iterator[Embedding]]:
    """The vectors of articles, without those of what is said in them: no parse is needed."""
    return lambda bundle: of_head(bundle.article, bundle[Mark], encoder())


HEADS = Each(name="heads", version=1, reads=(Article, Mark), writes=(Embedding,), make=open_heads)
FLOW = (MARKS, HEADS, STORY_EDGES, STORY_PARTS, STORIES)
FLOOD = (
    "The Lisk burst its banks at Dolmin and flooded the tannery quarter. Mayor Orla Penn ordered pumps from Vareth.",
    "Pumps from Vareth reached flooded Dolmin on Tuesday. The Lisk still stood in the tannery quarter, Orla Penn said.",
    "Dolmin counts its losses: the tannery quarter is lost to the Lisk, and mayor Orla Penn wants a higher dyke.",
)
OPERA = (
    "Soprano Ines Falk cancelled the premiere of The Glass Harp at the Brenholt opera because of a sore throat.",
    "After the cancelled premiere the Brenholt opera refunds tickets; soprano Ines Falk will sing The Glass Harp later.",
)


def stories(*articles: Article) -> list[set[int]]:
    """The stories as sets of article numbers."""
    order = {article.id: n for n, article in enumerate(articles)}
    rows = [row for row in rebuilt(articles, FLOW, Settings())["Story"] if isinstance(row, Story)]
    return sorted(({order[name] for name in row.articles} for row in rows), key=min)


def report(n: int, text: str, day: str | None = None, **fields: Any) -> Article:
    """An article of one day."""
    return make_article(n, text, published_earliest=day, published_latest=day, **fields)


def test_reports_of_one_event_are_one_story_and_others_another() -> None:
    articles = [report(n, text) for n, text in enumerate([*FLOOD, *OPERA])]

    assert stories(*articles) == [{0, 1, 2}, {3, 4}]


def test_an_article_that_is_like_none_is_a_story_of_its_own() -> None:
    assert stories(report(0, FLOOD[0]), report(1, "Xylophone."), report(2, "")) == [{0}, {1}, {2}]


def test_the_order_of_arrival_changes_nothing() -> None:
    articles = [report(n, text, f"2031-03-0{n + 1}") for n, text in enumerate([*FLOOD, *OPERA])]

    assert rebuilt(articles, FLOW, Settings()) == rebuilt(articles[::-1], FLOW, Settings())


def test_whatever_comes_in_between_changes_nothing() -> None:
    """Every order in which five articles may come."""
    articles = [report(n, text) for n, text in enumerate([*FLOOD, *OPERA])]
    expected = stories(*articles)

    for order in list(permutations(range(5)))[::17]:
        found = stories(*(articles[n] for n in order))
        assert sorted(({order[at] for at in story} for story in found), key=min) == expected


BACKGROUND = (
    "The Orsa valley has been fought over since the treaty of Lindemar was broken off three years ago. Some four thousand "
    "people have left Dolmin and Vareth since then, by the count of the Lisk relief office, and the rail line between "
    "the towns is closed. Talks under the chairmanship of Ines Falk in Brenholt have failed twice."
)
TRUCK = (
    "Baker's truck turns over on Harrowby bridge. A truck with nine tons of flour turned over on the bridge of Harrowby this "
    "morning and blocked both lanes until noon. The driver, Tom Ashdown, climbed out of the window unhurt. Firemen "
    "shovelled flour for three hours; the baker Hesper Lund put the damage at eleven thousand crowns. Motorists were sent "
    "round by way of the old mill. "
)
MEDAL = (
    "Skater Runa Voss wins gold over ten thousand metres. Runa Voss of Kessary won the ten thousand metres on the ice of "
    "Tarn in a record time on Sunday. She left the champion Liv Oden four seconds behind. Her coach, Per Halm, had made "
    "her skip the sprint of Saturday. The medal is the first for the Kessary skating club since it was founded. "
)


def test_a_paragraph_of_background_alone_is_no_story() -> None:
    """Long, full of names, and word for word the same; what was reported differs."""
    one, two = report(0, TRUCK + BACKGROUND), report(1, MEDAL + BACKGROUND)

    assert stories(one, two) == [{0}, {1}]
    assert stories(one, report(1, TRUCK + BACKGROUND)) == [{0, 1}]


def test_articles_of_one_day_that_share_background_are_no_story_either() -> None:
    """Nor with a third that shares it."""
    days = {"published_earliest": "2031-03-01", "published_latest": "2031-03-01"}
    third = FLOOD[0] + " " + FLOOD[1] + " " + BACKGROUND
    articles = [
        make_article(n, text, **days)
        for n, text in enumerate((TRUCK + BACKGROUND, MEDAL + BACKGROUND, third))
    ]

    assert stories(*articles) == [{0}, {1}, {2}]


def test_a_story_that_wakes_up_has_a_second_phase() -> None:
    days = ["2031-03-01", "2031-03-03", "2031-04-30"]
    articles = [
        report(n, FLOOD[0] + " " + text, day) for n, (text, day) in enumerate(zip(FLOOD, days, strict=True))
    ]
    rows = rebuilt([*articles, report(9, FLOOD[0])], FLOW, Settings())["StoryMember"]
    members = {row.article: row for row in rows if isinstance(row, StoryMember)}

    phases = [members[article.id] for article in articles]
    assert len({row.story for row in phases}) == 1
    assert [(row.phase_earliest, row.phase_latest) for row in phases] == [
        ("2031-03-01", "2031-03-03"),
        ("2031-03-01", "2031-03-03"),
        ("2031-04-30", "2031-04-30"),
    ]
    assert members[report(9, "").id].phase == phases[0].phase, "undated: it goes with what it is most like"


def test_years_apart_like_words_are_another_story() -> None:
    weak = [
        FLOOD[0],
        "Vareth sent pumps to a flooded quarter; the mayor was thanked in the paper, nothing more.",
    ]
    near = [report(n, text, "2031-03-01") for n, text in enumerate(weak)]
    far = [report(0, weak[0], "2031-03-01"), report(1, weak[1], "2036-03-01")]

    assert (stories(*near), stories(*far)) == ([{0, 1}], [{0}, {1}])


def test_the_title_is_a_members_own_headline() -> None:
    titles = ["Lisk floods Dolmin", "Pumps arrive", None]
    articles = [
        report(n, text, title=title) for n, (text, title) in enumerate(zip(FLOOD, titles, strict=True))
    ]
    [story] = [row for row in rebuilt(articles, FLOW, Settings())["Story"] if isinstance(row, Story)]

    assert story.title == "Lisk floods Dolmin"
    assert story.id == min(article.id for article in articles)


def test_the_title_is_that_of_the_article_most_like_the_others_and_of_equals_the_earliest() -> None:
    alike = np.array([[0, 300, 200], [300, 0, 400], [200, 400, 0]])
    even = np.full((3, 3), 300)
    days = [None, (9, 9), (5, 5)]
    told = [Told(f"a{n}", {}, {}, day, f"Title of number {n}", "", {}, None) for n, day in enumerate(days)]

    assert module._title(told, alike) == "Title of number 1"
    assert module._title(told, even) == "Title of number 2"


def test_a_crumb_is_never_the_title_while_one_article_has_a_headline() -> None:
    for crumb in ("World", "Home > News > Lisk valley", "No headline found"):
        articles = [report(0, FLOOD[0], title=crumb), report(1, FLOOD[1], title=crumb)]
        articles.append(report(2, FLOOD[2], title="Dolmin counts what is lost"))
        [story] = [row for row in rebuilt(articles, FLOW, Settings())["Story"] if isinstance(row, Story)]

        assert story.title == "Dolmin counts what is lost"


def test_terms_come_through_a_group_as_they_are() -> None:
    terms = read_terms(report(0, FLOOD[0] + " naïve: co-op’s 3:1 win"), ())

    assert unpack(pack(terms)) == dict(terms)


def test_a_component_too_large_is_cut_along_its_weakest_edges(monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "LARGEST", 2)
    edges = {"a": {"b": 400, "c": 130}, "b": {"a": 400}, "c": {"a": 130, "d": 300}, "d": {"c": 300}}
    told = [Told(name, {}, {}, None, "", "", found, None) for name, found in edges.items()]

    parts = module._small_enough(told, 120)

    assert [[one.article for one in part] for part in parts] == [["a", "b"], ["c", "d"]]


def test_the_stages_keep_their_contract() -> None:
    articles = [report(n, text) for n, text in enumerate([*FLOOD, *OPERA, "", "😀 \u2028", FLOOD[0]])]

    for stage in (STORY_EDGES, STORY_PARTS, STORIES):
        rows = check_stage(stage, FLOW, articles)
    assert sorted(row.article for row in rows["StoryMember"] if isinstance(row, StoryMember)) == sorted(
        article.id for article in articles
    )


def test_an_edge_names_the_words_that_two_articles_share() -> None:
    rows = rebuilt([report(0, FLOOD[0]), report(1, FLOOD[1])], FLOW, Settings())["StoryEdge"]

    assert len(rows) == 1
    assert "lisk" in rows[0].reasons[0]


def test_a_day_that_is_no_day_counts_as_unknown() -> None:
    assert stories(report(0, FLOOD[0], "spring"), report(1, FLOOD[1])) == [{0, 1}]
