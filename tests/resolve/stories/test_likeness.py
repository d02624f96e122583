"""How alike articles are: pairs by themselves, and in the company of others."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.resolve.stories.likeness import (
    MEANING,
    UNREAD_MEANING,
    Told,
    in_meaning,
    in_words,
    likeness,
    time_left,
    weighed_anew,
)
from sayso.resolve.stories.story_edges import in_time
from sayso.resolve.stories.terms import UNIT, cosine
from sayso.words.vectors import WIDTH, Vector
from sayso.words.vectors import cosine as cosine_of_vectors

VECTORS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, UNIT), max_size=6)
DAYS = st.none() | st.tuples(st.integers(1, 4000), st.integers(0, 30)).map(
    lambda one: (one[0], one[0] + one[1])
)


def _told(name: str, terms: dict[str, int], vector: Vector | None = None) -> Told:
    return Told(name, terms, terms, (5, 5), "", "", {}, vector)


def _axis(place: int) -> Vector:
    vector = np.zeros(WIDTH, dtype=np.int8)
    vector[place] = 127
    return vector


@given(st.lists(VECTORS, min_size=1, max_size=6))
def test_a_table_of_words_holds_what_two_articles_have_by_themselves(terms: list[dict[str, int]]) -> None:
    table = in_words(terms)

    assert [[cosine(one, two) for two in terms] for one in terms] == table.tolist()


@given(st.lists(DAYS, min_size=1, max_size=6))
def test_a_table_of_time_holds_what_two_articles_have_by_themselves(
    days: list[tuple[int, int] | None],
) -> None:
    assert [[in_time(1000, one, two) for two in days] for one in days] == time_left(days).tolist()


def test_a_table_of_meaning_holds_what_two_articles_have_by_themselves() -> None:
    near = _axis(0).copy()
    near[1] = 40
    vectors = [_axis(0), near, _axis(1)]

    assert [[cosine_of_vectors(a, b) for b in vectors] for a in vectors] == in_meaning(vectors).tolist()


def test_what_points_the_other_way_takes_nothing_away() -> None:
    assert 0 == in_meaning([_axis(0), -_axis(0)])[0, 1]


def test_an_article_without_a_vector_is_taken_for_neither_like_nor_unlike() -> None:
    table = in_meaning([_axis(0), None, _axis(1)])

    assert [UNREAD_MEANING, UNREAD_MEANING] == [table[0, 1], table[1, 2]]
    assert [[UNREAD_MEANING]] == in_meaning([None]).tolist()


def test_what_many_groups_hold_says_little() -> None:
    """Of two equal weights the one that nine groups share falls to half, with eight groups to halve."""
    terms = [{"war": 700, f"event{n}": 700} for n in range(9)]
    made = weighed_anew(terms, [[n] for n in range(9)], half=8)

    assert [447] * 9 == [one["war"] for one in made]
    assert [894] * 9 == [one[f"event{n}"] for n, one in enumerate(made)]


def test_how_many_articles_of_one_group_hold_a_term_changes_nothing() -> None:
    """Fifty reports of one event share its words; they are still what tells it from others."""
    terms = [{"bridge": 707, f"word{n}": 707} for n in range(50)]

    assert terms == [dict.fromkeys(one, 707) for one in weighed_anew(terms, [list(range(50))])]


def test_a_term_that_few_of_a_group_hold_is_not_held_by_it() -> None:
    terms = [{"war": 700, "bridge": 700}, {"bridge": 990}, {"bridge": 990}, {"bridge": 990}, {"war": 990}]
    made = weighed_anew(terms, [[0, 1, 2, 3], [4]], half=1)

    assert made[0]["war"] == made[0]["bridge"]


def test_vectors_keep_their_length() -> None:
    made = weighed_anew([{"war": 600, "bridge": 800}, {"war": 1000}], [[0], [1]])

    for one in made:
        assert abs(sum(weight * weight for weight in one.values()) ** 0.5 - UNIT) < 2


def test_an_article_without_terms_is_weighed_as_well() -> None:
    assert [{}, {"war": 1000}] == weighed_anew([{}, {"war": 1000}], [[0], [1]])


def test_events_of_one_war_are_less_alike_than_reports_of_one_event() -> None:
    """As plain cosines both are above what joins; in company only the second is."""
    terms = [{"war": 800, f"event{n // 2}": 424, f"own{n}": 424} for n in range(16)]
    table = likeness([_told(f"a{n:02}", one) for n, one in enumerate(terms)], tight=700, meaning=0)
    plain = in_words(terms)

    assert plain[0, 1] - plain[0, 2] == 179
    assert table[0, 1] - table[0, 2] > 250
    assert table[0, 2] < 450 < plain[0, 2]


def test_meaning_adds_its_share() -> None:
    told = [_told("a", {"war": 1000}, _axis(0)), _told("b", {"war": 1000}, _axis(0))]
    without = [one._replace(vector=_axis(n)) for n, one in enumerate(told)]

    assert MEANING == likeness(told)[0, 1] - likeness(without)[0, 1]


def test_articles_that_open_differently_are_less_alike() -> None:
    """By so much less as their heads are: here a quarter of what is enough."""
    one = _told("a", {"war": 1000})
    other = one._replace(article="b", head={"war": 25, "bridge": 1000})
    plain, less = likeness([one, one], meaning=0), likeness([one, other], meaning=0)

    assert (1000, 250) == (plain[0, 1], less[0, 1])
