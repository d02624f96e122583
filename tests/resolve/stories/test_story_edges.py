"""Which articles may tell one story."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.resolve.stories import story_edges
from sayso.resolve.stories.terms import UNIT, pack
from sayso.settings import Settings
from sayso.stage import Member

ROOTS = [f"root{number}" for number in range(9)]
DAY = 735_000


@st.composite
def vectors(draw: st.DrawFn) -> dict[str, int]:
    """Terms of which one is in every article, as weights of a vector about `UNIT` long."""
    parts = {"key": 1} | draw(st.dictionaries(st.sampled_from(ROOTS), st.integers(1, 9), max_size=6))
    length = sum(part * part for part in parts.values()) ** 0.5
    return {root: round(UNIT * part / length) for root, part in sorted(parts.items())}


days = st.none() | st.integers(DAY, DAY + 60).flatmap(lambda first: st.just([first, first + 2]))


@settings(deadline=None)
@given(st.lists(st.tuples(vectors(), days), min_size=2, max_size=12))
def test_a_table_of_all_pairs_gives_what_pair_by_pair_gives(
    told: list[tuple[dict[str, int], list[int] | None]],
) -> None:
    """A large group is compared at once; its edges are those of pair by pair."""
    members = [
        Member(f"article{at:02}", [pack(terms.items()), when], None) for at, (terms, when) in enumerate(told)
    ]
    edges = story_edges.open_story_edges(Settings())

    one_by_one = list(edges("key", members))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(story_edges, "MANY", 0)
        at_once = list(edges("key", members))

    assert one_by_one == at_once


def test_two_reports_of_one_day_that_share_their_words_are_joined_once() -> None:
    """The group of the first key that they share joins them; that of the second does not."""
    terms = pack([("brackwater", 800), ("ferryman", 600)])
    members = [Member(name, [terms, [DAY, DAY]], None) for name in ("one", "two")]
    edges = story_edges.open_story_edges(Settings())

    found = [
        (key, edge.article, edge.other, edge.score)
        for key in ("brackwater", "ferryman")
        for edge in edges(key, members)
    ]

    assert [("brackwater", "one", "two", 1000)] == found
