"""Stories and phases: what belongs together does, whatever the order of arrival; nobody is left out."""

from typing import Any

import numpy as np

from sayso.annotate.layout.marks import MARKS
from sayso.records import Article, Story, StoryMember
from sayso.resolve.stories import stories as module
from sayso.resolve.stories.stories import STORIES, Told, likeness
from sayso.resolve.stories.story_edges import STORY_EDGES, STORY_PARTS, in_time
from sayso.resolve.stories.terms import cosine, pack, read_terms, unpack
from sayso.settings import Settings
from sayso.testing import check_stage, rebuilt
from sayso.testing.checks import make_article

FLOW = (MARKS, STORY_EDGES, STORY_PARTS, STORIES)
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
    told = [Told(f"a{n}", {}, day, f"Title of number {n}", "", {}) for n, day in enumerate(days)]

    assert module._title(told, alike) == "Title of number 1"
    assert module._title(told, even) == "Title of number 2"


def test_a_crumb_is_never_the_title_while_one_article_has_a_headline() -> None:
    for crumb in ("World", "Home > News > Lisk valley", "No headline found"):
        articles = [report(0, FLOOD[0], title=crumb), report(1, FLOOD[1], title=crumb)]
        articles.append(report(2, FLOOD[2], title="Dolmin counts what is lost"))
        [story] = [row for row in rebuilt(articles, FLOW, Settings())["Story"] if isinstance(row, Story)]

        assert story.title == "Dolmin counts what is lost"


def test_a_table_of_likenesses_holds_what_two_articles_have_by_themselves() -> None:
    days = [(1, 1), (5, 9), None]
    told = [
        Told(str(n), dict(read_terms(report(n, text), ())), days[n], "", "", {})
        for n, text in enumerate(FLOOD)
    ]

    table = likeness(told)

    for i, one in enumerate(told):
        for j, two in enumerate(told):
            if i != j:
                assert table[i, j] == in_time(cosine(one.terms, two.terms), one.days, two.days)


def test_terms_come_through_a_group_as_they_are() -> None:
    terms = read_terms(report(0, FLOOD[0] + " naïve: co-op’s 3:1 win"), ())

    assert unpack(pack(terms)) == dict(terms)


def test_a_component_too_large_is_cut_along_its_weakest_edges(monkeypatch: Any) -> None:
    monkeypatch.setattr(module, "LARGEST", 2)
    edges = {"a": {"b": 400, "c": 130}, "b": {"a": 400}, "c": {"a": 130, "d": 300}, "d": {"c": 300}}
    told = [Told(name, {}, None, "", "", found) for name, found in edges.items()]

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
