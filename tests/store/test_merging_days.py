"""Two readings of one article and the day of its publishing: the better one stays, contradiction is doubt."""

from itertools import permutations
from typing import Any

import pytest

from sayso.records import Article, Reading
from sayso.store.merging import merged
from sayso.testing.checks import make_article

PAGE = "https://a.example/bridge"
FUTURE = "its page says 2131-05-01, after it was fetched (2031-05-02)"


def dated(first: str | None, last: str | None = None, basis: str = "stated", **more: Any) -> Article:
    return make_article(
        1,
        "x",
        published_earliest=first,
        published_latest=last or first,
        published_basis=basis,
        **({"path": PAGE} | more),
    )


def come(*articles: Article) -> Article:
    """What articles come to that come in in this order."""
    return merged([Reading(one) for one in articles])


def days(article: Article) -> tuple[str | None, str | None, str]:
    return article.published_earliest, article.published_latest, article.published_basis


def test_a_page_that_moves_its_date_is_doubtful_whatever_comes_first() -> None:
    """Read on 1 May, and again after a change: it says now that it was published on 3 May."""
    first, second = dated("2031-05-01"), dated("2031-05-03")
    for one, two in permutations((first, second)):
        made = come(one, two)

        assert ("2031-05-01", "2031-05-03", "doubtful") == days(made)
        assert "one reading of it says 2031-05-01; one reading of it says 2031-05-03" == made.published_doubt
        assert days(made) == days(come(made, second)) == days(come(made, first))


def test_a_third_reading_widens_the_doubt() -> None:
    for three in permutations((dated("2031-05-01"), dated("2031-05-03"), dated("2031-05-09"))):
        made = come(*three)

        assert ("2031-05-01", "2031-05-09", "doubtful") == days(made)
        told = "one reading of it says 2031-05-01; one reading of it says 2031-05-09"
        assert told == made.published_doubt


def test_three_days_in_a_row_contradict_whatever_comes_first() -> None:
    """Each is near its neighbour, and the first is not near the last."""
    for three in permutations((dated("2031-05-01"), dated("2031-05-02"), dated("2031-05-03"))):
        assert ("2031-05-01", "2031-05-03", "doubtful") == days(come(*three))


def test_what_was_doubted_before_is_told_with_what_is_doubted_now() -> None:
    wide = dated("2031-05-01", "2031-05-04", "doubtful", published_doubt="the feed says otherwise")
    made = come(wide, dated("2031-05-09"))

    assert ("2031-05-01", "2031-05-09", "doubtful") == days(made)
    assert "the feed says otherwise; another reading of it says 2031-05-09" == made.published_doubt


def test_a_date_that_cannot_be_doubts_what_says_the_same_and_widens_nothing_else() -> None:
    doubtful = dated("2131-05-01", basis="doubtful", published_doubt=FUTURE)
    for three in permutations((doubtful, dated("2031-05-01"), dated("2031-05-02"))):
        assert ("stated", "") == ((made := come(*three)).published_basis, made.published_doubt)
    for three in permutations((doubtful, dated("2031-05-01"), dated("2131-05-01"))):
        assert ("2031-05-01", "2131-05-01", "doubtful") == days(come(*three))


@pytest.mark.parametrize("path", ["a.csv", None])
def test_a_file_that_is_read_again_is_corrected(path: str | None) -> None:
    """Whoever mends a table and adds it again means what is in it now."""
    made = come(dated("2031-05-01", path=path), dated("2031-05-09", path=path))

    assert ("2031-05-09", "2031-05-09", "stated") == days(made)
    assert (
        "doubtful" == come(dated("2031-05-01", path="b.csv"), dated("2031-05-09", path=path)).published_basis
    )


@pytest.mark.parametrize(
    ("known", "vaguer"),
    [("2031-05-01T10:05:00+00:00", ("2031-05-01", None)), ("2031-05-01", ("2031-05-01", "2031-05-31"))],
)
def test_a_day_is_not_lost_to_a_vaguer_one(known: str, vaguer: tuple[str, str | None]) -> None:
    for one, two in permutations((dated(known), dated(*vaguer))):
        assert (known, known, "stated") == days(come(one, two))


def test_of_two_days_that_agree_the_later_reading_counts() -> None:
    assert "2031-05-02" == come(dated("2031-05-01"), dated("2031-05-02")).published_earliest


def test_a_doubt_is_not_ended_by_whoever_says_the_same() -> None:
    """A reading that knows nothing of the fetching sees no future."""
    doubtful = dated("2131-05-01", basis="doubtful", published_doubt=FUTURE)
    for one, two in permutations((doubtful, dated("2131-05-01"))):
        made = come(one, two)

        assert ("doubtful", FUTURE) == (made.published_basis, made.published_doubt)


def test_a_date_that_cannot_be_gives_way_to_one_that_can() -> None:
    doubtful = dated("2131-05-01", basis="doubtful", published_doubt=FUTURE)
    for one, two in permutations((doubtful, dated("2031-05-01"))):
        made = come(one, two)

        assert ("2031-05-01", "2031-05-01", "stated") == days(made)
        assert "" == made.published_doubt


def test_a_page_that_is_always_of_now_changes_with_no_reading() -> None:
    """Else whoever looks again every hour would have all of it made anew."""
    first, *later = (
        dated(
            f"2031-05-{day}",
            basis="doubtful",
            published_doubt=f"its page says 2031-05-{day}, the moment of its fetching",
        )
        for day in ("01", "02", "09")
    )
    for other in later:
        assert first == come(first, other)
    assert days(first) == days(come(later[1], first))


@pytest.mark.parametrize("basis", ["inferred", "dateline", "unknown"])
def test_a_contradiction_is_known_whatever_is_worked_out(basis: str) -> None:
    doubtful = dated("2131-05-01", basis="doubtful", published_doubt=FUTURE)
    worked_out = dated(None if basis == "unknown" else "2031-05-01", basis=basis)
    for one, two in permutations((doubtful, worked_out)):
        made = come(one, two)

        assert ("2131-05-01", "2131-05-01", "doubtful") == days(made)
        assert FUTURE == made.published_doubt


def test_a_stated_day_is_not_replaced_by_one_that_is_worked_out() -> None:
    assert ("2031-05-01", "2031-05-01", "stated") == days(
        come(dated("2031-05-01"), dated("2031-05-09", basis="inferred"))
    )
    assert ("2031-05-09", "2031-05-09", "stated") == days(
        come(dated("2031-05-01", basis="dateline"), dated("2031-05-09"))
    )


def test_what_a_person_looked_up_stands() -> None:
    reviewed = dated("2031-05-01", basis="reviewed")
    for other in (dated("2031-05-09"), dated("2031-05-09", basis="doubtful", published_doubt="why")):
        for one, two in permutations((reviewed, other)):
            assert ("2031-05-01", "2031-05-01", "reviewed") == days(come(one, two))


def test_an_earlier_version_that_comes_in_late_contradicts_as_well() -> None:
    standing = dated("2031-05-03", updated="2031-05-04T10:00:00+00:00")
    late = dated("2031-05-01", updated="2031-05-01T10:00:00+00:00")

    made = come(standing, late)
    assert ("2031-05-01", "2031-05-03", "doubtful") == days(made)
    assert standing.updated == made.updated


def test_a_doubt_that_is_told_anew_at_each_fetch_changes_nothing() -> None:
    """Else a page with a date in the future would count as changed each time that somebody asks for it."""
    first, second = (
        dated("2131-05-01", basis="doubtful", published_doubt=f"after it was fetched ({moment})")
        for moment in ("2031-05-02T08:00:00", "2031-05-02T09:00:00")
    )

    assert come(first, second) == first


def test_a_notice_that_states_no_day_of_publishing_contradicts_none() -> None:
    """A wire's notice has the time of its version alone: also in the file of the version that it withdraws."""
    unclear = "the agency (versioncreated) says 2031-05-01, and not whether it was published or changed then"
    for path in (PAGE, "wire.jsonl"):
        notice = dated(
            "2031-05-01", basis="doubtful", published_doubt=unclear, pubstatus="canceled", path=path
        )
        for basis in ("stated", "dateline", "inferred"):
            for day in ("2031-05-01", "2031-04-28"):
                known = dated(day, basis=basis, path=path)
                for one, two in permutations((known, notice)):
                    assert (day, day, basis) == days(come(one, two))
