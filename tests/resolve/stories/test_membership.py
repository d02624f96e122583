"""What people say of which articles tell one story: obeyed, by way of third articles too, and taken back without a trace."""

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.layout.marks import MARKS
from sayso.annotate.meaning.embeddings import EMBEDDINGS
from sayso.records import Article, Review, Story
from sayso.resolve.stories.linkage import average_linkage
from sayso.resolve.stories.stories import STORIES
from sayso.resolve.stories.story_edges import STORY_EDGES, STORY_PARTS
from sayso.reviews.anchors import whole_anchor
from sayso.reviews.log import make_review, undo
from sayso.run import run
from sayso.settings import Settings
from sayso.stage import Each, Stage
from sayso.store import open_store
from sayso.store.protocol import Desk
from sayso.testing import differences, make_article, snapshot
from sayso.testing.rebuild import Snapshot

NO_VECTORS = Each(
    name="embeddings", version=1, reads=(Article,), writes=EMBEDDINGS.writes, make=lambda _: lambda _: ()
)
FLOW: tuple[Stage, ...] = (MARKS, NO_VECTORS, STORY_EDGES, STORY_PARTS, STORIES)
FLOOD = (
    "The Lisk burst its banks at Dolmin and flooded the tannery quarter. Mayor Orla Penn ordered pumps from Vareth.",
    "Pumps from Vareth reached flooded Dolmin on Tuesday. The Lisk still stood in the tannery quarter, Orla Penn said.",
    "Dolmin counts its losses: the tannery quarter is lost to the Lisk, and mayor Orla Penn wants a higher dyke.",
)
OPERA = (
    "Soprano Ines Falk cancelled the premiere of The Glass Harp at the Brenholt opera because of a sore throat.",
    "After the cancelled premiere the Brenholt opera refunds tickets; soprano Ines Falk will sing The Glass Harp later.",
)
REPORTS = [make_article(n, text) for n, text in enumerate([*FLOOD, *OPERA])]
AT = "2031-05-{:02}T10:00:00.000000Z"


def same(a: int, b: int, day: int, by: str = "Nora") -> Review:
    one, two = (whole_anchor(REPORTS[n].id) for n in (a, b))
    return make_review("same_story", one, two, by=by, at=AT.format(day), subject="story")


def apart(a: int, b: int, day: int, by: str = "Nora") -> Review:
    one, two = (whole_anchor(REPORTS[n].id) for n in (a, b))
    return make_review("different_stories", one, two, by=by, at=AT.format(day), subject="story")


def made(articles: list[Article], reviews: list[Review]) -> Snapshot:
    with open_store(":memory:") as store:
        store.add_reviews(reviews)
        store.add(articles)
        run(store, FLOW, Settings(), workers=1)
        assert () == store.failures()
        return snapshot(store, FLOW)


def stories_of(rows: Snapshot) -> list[set[int]]:
    number = {article.id: n for n, article in enumerate(REPORTS)}
    found = [row for row in rows["Story"] if isinstance(row, Story)]
    return sorted(({number[name] for name in row.articles} for row in found), key=min)


def stories(*reviews: Review) -> list[set[int]]:
    """The stories of all reports as sets of their numbers."""
    return stories_of(made(REPORTS, list(reviews)))


def test_two_stories_become_one_whole() -> None:
    """Though nothing in the texts joins them; whoever was with either comes along."""
    assert [{0, 1, 2}, {3, 4}] == stories()
    assert [{0, 1, 2, 3, 4}] == stories(same(1, 3, 1))


def test_a_story_falls_in_two_and_a_third_goes_with_the_one_that_it_is_more_like() -> None:
    split = stories(apart(0, 1, 1))

    assert [{3, 4}] == [one for one in split if 3 in one]
    assert 3 == len(split)
    assert not any({0, 1} <= one for one in split)


def test_who_is_told_apart_comes_back_by_no_third() -> None:
    """Each is like the third, and both are said to be one with an article of another story."""
    for a, b in combinations(range(3), 2):
        [third] = {0, 1, 2} - {a, b}
        for reviews in (
            [apart(a, b, 1)],
            [same(a, 3, 1), apart(a, b, 2)],
            [apart(a, b, 1), same(third, 4, 2)],
        ):
            assert not any({a, b} <= one for one in stories(*reviews)), (a, b, reviews)


def test_one_that_is_joined_to_both_sides_tears_neither_review() -> None:
    """0 and 1 are told apart, 0 is one with an opera report, 1 with the other: the operas part."""
    found = stories(apart(0, 1, 1), same(0, 3, 2), same(1, 4, 3))

    assert not any({0, 1} <= one for one in found)
    assert any({0, 3} <= one for one in found)
    assert any({1, 4} <= one for one in found)


def test_later_reviews_by_way_of_a_third_win_over_an_earlier_one() -> None:
    assert [{0, 1, 2, 3, 4}] == stories(apart(0, 1, 1), same(0, 3, 2), same(3, 1, 3))
    assert not any({0, 1} <= one for one in stories(same(0, 3, 1), same(3, 1, 2), apart(0, 1, 3)))


def test_what_is_not_followed_moves_nothing() -> None:
    """A join that was overridden leaves both stories exactly as they were, titles and phases too."""
    plain = made(REPORTS, [])
    settled = made(REPORTS, [same(1, 3, 1), apart(1, 3, 2)])

    assert plain["StoryMember"] == settled["StoryMember"]
    assert plain["Story"] == settled["Story"]


def test_reviews_of_articles_that_are_not_here_wait() -> None:
    [flood] = [one for one in stories_of(made(REPORTS[:3], [same(1, 3, 1)])) if 1 in one]

    assert {0, 1, 2} == flood


def step(store: Desk, articles: dict[str, Article], log: list[Review], chance: random.Random) -> None:
    """One thing that people do to a collection."""
    report = chance.choice(REPORTS)
    deed = chance.randrange(6)
    if deed == 0 and report.id in articles:
        store.remove(report.id, reason="asked to")
        articles.pop(report.id)
    elif deed in {0, 1}:
        store.add([report], force=True)
        articles[report.id] = report
    else:
        a, b = chance.sample(range(len(REPORTS)), 2)
        day, by = len(log) % 28 + 1, chance.choice(["Nora", "Bo"])
        review = (same if deed in {2, 3} else apart)(a, b, day, by)
        if deed == 5 and log:
            review = undo(chance.choice(log), by=by, at=AT.format(day))
        store.add_reviews([review])
        log.append(review)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_people_do_in_whatever_order_it_is_as_if_made_at_once(seed: int) -> None:
    chance = random.Random(seed)
    articles = {article.id: article for article in REPORTS}
    log: list[Review] = []
    with open_store(":memory:") as store:
        store.add(REPORTS)
        for _ in range(12):
            step(store, articles, log, chance)
            run(store, FLOW, Settings(), workers=1)
        left = sorted(articles.values(), key=lambda one: one.id)

        assert [] == differences(made(left, log), snapshot(store, FLOW))


@given(st.integers(2, 9), st.randoms(use_true_random=False))
def test_no_cluster_holds_two_that_are_kept_apart(size: int, chance: random.Random) -> None:
    """And those that begin together stay together."""
    table = np.zeros((size, size), dtype=np.int64)
    never = np.zeros((size, size), dtype=bool)
    for a, b in combinations(range(size), 2):
        table[a, b] = table[b, a] = chance.randrange(1000)
        never[a, b] = never[b, a] = chance.random() < 0.3
    group = sorted(chance.sample(range(size), chance.randrange(1, size)))
    never[np.ix_(group, group)] = False
    clusters = average_linkage(table, 400, apart=never, together=[group])

    assert sorted(row for cluster in clusters for row in cluster) == list(range(size))
    assert any(set(group) <= set(cluster) for cluster in clusters)
    for cluster in clusters:
        assert not never[np.ix_(cluster, cluster)].any()
