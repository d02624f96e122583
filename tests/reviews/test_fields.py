"""Fields of articles as people stated them: who is followed, what is refused, and the article that comes of it."""

import re
from itertools import permutations

import pytest

from sayso.records import Article, Review
from sayso.reviews.anchors import whole_anchor
from sayso.reviews.fields import ARTICLE_FIELDS, read_field, settle_fields, shown_field, with_reviews
from sayso.reviews.intervals import read_interval
from sayso.reviews.log import make_review, undo
from sayso.testing import make_article

ARTICLE = make_article(
    1, "Brook", outlet="Elsin Curier", title="Shut", authors=("Ada Wren",), language="en",
    published_earliest="2031-05-01", published_latest="2031-05-02", published_basis="dateline", completeness="partial",
    completeness_reason="it ends in three dots",
)  # fmt: skip


def said(
    field: str, value: str | None, day: int, *, by: str = "Nora", kind: str = "change", article: Article = ARTICLE
) -> Review:  # fmt: skip
    return make_review(
        "confirm" if kind == "confirm" else "change", whole_anchor(article.id), by=by, subject="article",
        at=f"2031-05-{day:02}T10:00:00.000000Z", field=field, value=value,
    )  # fmt: skip


def effects(*reviews: Review) -> list[str]:
    """What each review comes to, in the order given, whatever the order of the log."""
    for order in permutations(reviews):
        found = {one.review.id: one.effect for one in settle_fields(ARTICLE.id, order)}
    return [found[review.id] for review in reviews]


def test_each_field_is_set_and_set_to_unknown() -> None:
    values = {
        "outlet": "Elsin Courier", "title": "Still shut", "url": "https://elsin.example/1", "authors": "Bo Lind; Eva Ro",
        "language": "de", "published": "2031-05-03/2031-05-04", "completeness": "full",
    }  # fmt: skip
    made = with_reviews(ARTICLE, [said(name, value, 1) for name, value in values.items()])

    assert set(values) == set(ARTICLE_FIELDS)
    assert values == {name: shown_field(made, name) for name in ARTICLE_FIELDS}
    assert (("Bo Lind", "Eva Ro"), "reviewed", "set by a reviewer") == (
        made.authors,
        made.published_basis,
        made.completeness_reason,
    )
    nothing = with_reviews(ARTICLE, [said(name, None, 1) for name in ARTICLE_FIELDS])
    assert dict.fromkeys(ARTICLE_FIELDS) == {name: shown_field(nothing, name) for name in ARTICLE_FIELDS}
    assert ("unknown", "unknown", "") == (
        nothing.published_basis,
        nothing.completeness,
        nothing.completeness_reason,
    )


def test_what_is_taken_back_gives_what_was_read() -> None:
    review = said("outlet", "Radio", 1)
    back = undo(review, by="Bo", at="2031-05-09T10:00:00.000000Z")

    assert ARTICLE == with_reviews(ARTICLE, [back, review])
    assert ARTICLE == with_reviews(ARTICLE, [])
    assert ARTICLE == with_reviews(ARTICLE, [said("outlet", "Radio", 1, article=make_article(2, "Cedar"))])


def test_of_one_person_the_latest_counts_and_of_several_the_latest_is_followed() -> None:
    first, second = said("outlet", "Radio", 1), said("outlet", "Radio Elsin", 2)
    other = said("outlet", "Courier", 3, by="Bo")

    assert ["overridden", "followed"] == effects(first, second)
    assert ["overridden", "overridden", "followed"] == effects(first, second, other)
    assert "Courier" == with_reviews(ARTICLE, [first, other, second]).outlet
    assert ["followed", "followed"] == effects(second, said("outlet", "Radio Elsin", 3, by="Bo"))
    assert ["followed", "followed"] == effects(first, said("title", "Open", 3, by="Bo"))
    [lost] = [one for one in settle_fields(ARTICLE.id, [second, other]) if one.review == second]
    assert (other.id, "Bo says otherwise, and later") == (lost.over, lost.why)


def test_who_confirms_a_field_states_the_value_that_it_had() -> None:
    """It holds though a later reading knows something else."""
    kept = said("outlet", "Elsin Curier", 1, kind="confirm")

    assert "Elsin Curier" == with_reviews(make_article(1, "Brook", outlet="Radio"), [kept]).outlet
    assert ["overridden", "followed"] == effects(kept, said("outlet", "Radio", 2, by="Bo"))


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("text", "Other words", "an article has no field 'text' to change"),
        ("published", "soon", "'soon' is no day; write 2031-05-07"),
        ("published", "2031-05-07T10:00", "lacks its offset from UTC; write 2031-05-07T10:00Z"),
        ("completeness", "most", "completeness 'most' is not one of full, partial"),
        ("url", "javascript:alert(1)", "url 'javascript:alert(1)' is no web address"),
    ],
)
def test_what_cannot_be_is_refused_and_an_earlier_word_of_the_same_person_holds(
    field: str, value: str, why: str
) -> None:
    bad = said(field, value, 2)
    [refused] = settle_fields(ARTICLE.id, [bad])

    assert ("refused", True) == (refused.effect, why in refused.why)
    assert ARTICLE == with_reviews(ARTICLE, [bad])
    if field in ARTICLE_FIELDS:
        assert ["followed", "refused"] == effects(said(field, None, 1), bad)
    with pytest.raises(ValueError, match=re.escape(why)):
        read_field(field, value)


@pytest.mark.parametrize(
    ("value", "ends"),
    [
        ("2031-05-07", ("2031-05-07", "2031-05-07")),
        ("2031-05-07/2031-05-09", ("2031-05-07", "2031-05-09")),
        (" 2031-05-07 / 2031-05-09 ", ("2031-05-07", "2031-05-09")),
        ("2031-05-07T10:05+02:00", ("2031-05-07T10:05+02:00", "2031-05-07T10:05+02:00")),
        ("2031-05-07T10:05:30Z", ("2031-05-07T10:05:30Z", "2031-05-07T10:05:30Z")),
        ("2031-05-07T23:00-05:00/2031-05-08T05:00+01:00", ("2031-05-07T23:00-05:00", "2031-05-08T05:00+01:00")),
    ],
)  # fmt: skip
def test_a_day_a_moment_and_a_stretch_of_days_are_read(value: str, ends: tuple[str, str]) -> None:
    assert ends == read_interval(value)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("", "'' is no day"),
        ("2031", "'2031' is no day"),
        ("2031-05", "'2031-05' is no day"),
        ("20310507", "'20310507' is no day"),
        ("2031-W19-3", "is no day"),
        ("2031-02-30", "is no day of the calendar"),
        ("2031-05-07T25:00Z", "is no day of the calendar, or no time of day"),
        ("2031-05-09/2031-05-07", "ends before it begins"),
        ("2031-05-07T10:00Z/2031-05-07T10:00+02:00", "ends before it begins"),
        ("2031-05-07/", "'' is no day"),
        ("2031-05-07/2031-05-08/2031-05-09", "is no day"),
    ],
)
def test_what_is_no_day_says_so(value: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        read_interval(value)


def test_a_doubtful_date_is_settled_by_whoever_looks_it_up() -> None:
    """To confirm it is as good as to state it; both end the doubt, and taking that back brings it back."""
    doubtful = make_article(
        1, "Brook", published_earliest="2031-05-01", published_latest="2031-05-03", published_basis="doubtful",
        published_doubt="its page says 2031-05-03, its feed says 2031-05-01",
    )  # fmt: skip
    change = said("published", "2031-05-01", 1, article=doubtful)
    made = with_reviews(doubtful, [change])

    assert ("2031-05-01", "2031-05-01", "", True) == (
        made.day_from,
        made.day_to,
        made.published_doubt,
        made.firmly_dated,
    )
    assert (
        "reviewed"
        == with_reviews(
            doubtful,
            [said("published", shown_field(doubtful, "published"), 1, kind="confirm", article=doubtful)],
        ).published_basis
    )
    assert doubtful == with_reviews(
        doubtful, [change, undo(change, by="Bo", at="2031-05-09T10:00:00.000000Z")]
    )
