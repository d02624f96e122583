"""What people say of discrepancies: rejected, of another kind, added, confirmed; found again in edited texts."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

from sayso.compare.discrepancies.discrepancies import DISCREPANCIES
from sayso.records import Article, Discrepancy, Evidence, Review, ReviewedDiscrepancy, StoryMember
from sayso.reviews.anchors import make_anchor
from sayso.reviews.log import make_review, undo
from sayso.schema import codec
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Member
from sayso.testing import make_article

ONE = "Police held 14 boats in the harbour of Elsin on Monday. The harbour was shut by noon."
TWO = "Police held 40 boats in the harbour of Elsin on Monday. The mayor, Ada Wren, said the harbour stayed open."
LATER = "Late on Monday police held 40 boats in the harbour of Elsin, officers said. The mayor, Ada Wren, said the harbour stayed open."
AT = "2031-05-{:02}T10:00:00.000000Z"

Compared = Callable[..., list[Any]]
Told = tuple[str, str, tuple[str, ...]]


@pytest.fixture(scope="module")
def compared(annotated: Any, members: Callable[..., list[Member]]) -> Compared:
    """What DISCREPANCIES makes of texts as one story with these reviews."""
    make = DISCREPANCIES.make(Settings())

    def compared(texts: Sequence[str], reviews: Iterable[Review] = ()) -> list[Any]:
        payload = [list(codec(Review).encode(one)) for one in reviews]
        bundles: list[Bundle] = annotated.run(
            [make_article(n, text, language="en") for n, text in enumerate(texts)]
        )
        return list(make("story", [one._replace(payload=payload) for one in members(bundles)]))

    return compared


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """The two reports, whose ids do not depend on their texts."""
    return [make_article(n, text, language="en") for n, text in enumerate((ONE, TWO))]


def review(
    articles: Sequence[Article], kind: Any, a: str, b: str, day: int, *, slot: str = "number", by: str = "Nora", value: str | None = None
) -> Review:  # fmt: skip
    """A review of words in each of two articles."""
    anchors = []
    for article, words in zip(articles, (a, b), strict=True):
        start = article.text.index(words)
        anchors.append(make_anchor(article.id, article.text, Span(start, start + len(words))))
    return make_review(
        kind, *anchors, by=by, at=AT.format(day), subject="discrepancy", field=slot, value=value
    )


def told(rows: Iterable[Any]) -> list[Told]:
    """Each discrepancy: slot, kind, the words of its sides."""
    rows = list(rows)
    return sorted(
        (row.slot, row.difference, tuple(sorted(one.value for one in rows if isinstance(one, Evidence) and one.comparison == row.id)))
        for row in rows
        if isinstance(row, Discrepancy)
    )  # fmt: skip


def effects(rows: Iterable[Any]) -> dict[str, str]:
    return {row.review: row.effect for row in rows if isinstance(row, ReviewedDiscrepancy)}


BOATS = ("number", "contradiction", ("14 boats", "40 boats"))


def test_what_is_rejected_goes_and_its_review_is_told(compared: Compared, articles: list[Article]) -> None:
    assert [BOATS] == told(compared([ONE, TWO]))
    no = review(articles, "reject", "14 boats", "40 boats", 1)
    rows = compared([ONE, TWO], [no])

    assert [] == told(rows)
    [row] = [one for one in rows if isinstance(one, ReviewedDiscrepancy)]
    assert (no.id, "followed", "story") == (row.review, row.effect, row.story)
    assert "14 boats" == articles[0].text[row.start : row.end]
    [was] = [one.id for one in compared([ONE, TWO]) if isinstance(one, Discrepancy)]
    assert was == row.discrepancy


def test_what_one_rejects_and_another_confirms_stays(compared: Compared, articles: list[Article]) -> None:
    no = review(articles, "reject", "14 boats", "40 boats", 1)
    yes = review(articles, "confirm", "14 boats", "40 boats", 2, by="Bo")
    rows = compared([ONE, TWO], [no, yes])

    assert [BOATS] == told(rows)
    assert {no.id: "overridden", yes.id: "followed"} == effects(rows)


def test_the_kind_is_what_was_said_last(compared: Compared, articles: list[Article]) -> None:
    first = review(articles, "change", "14 boats", "40 boats", 1, value="precision")
    last = review(articles, "change", "14 boats", "40 boats", 2, by="Bo", value="development")
    rows = compared([ONE, TWO], [last, first])

    assert [("number", "development", ("14 boats", "40 boats"))] == told(rows)
    assert {first.id: "overridden", last.id: "followed"} == effects(rows)
    [row] = [one for one in rows if isinstance(one, Discrepancy)]
    assert "said to be of the kind development by Bo" == row.reasons[-1]


def test_what_was_missed_is_added_in_the_voice_in_which_it_stands(
    compared: Compared, articles: list[Article]
) -> None:
    more = review(
        articles, "add", "The harbour was shut", "the harbour stayed open", 1, slot="polarity", value="contradiction"
    )  # fmt: skip
    rows = compared([ONE, TWO], [more])

    assert ("polarity", "contradiction", ("The harbour was shut", "the harbour stayed open")) in told(rows)
    [row] = [one for one in rows if isinstance(one, Discrepancy) and one.slot == "polarity"]
    assert ("between", 1000, ("added by Nora",)) == (row.level, row.score, row.reasons)
    sides = sorted(
        (one for one in rows if isinstance(one, Evidence) and one.comparison == row.id),
        key=lambda one: one.value,
    )
    assert [True, False] == [one.attribution is None for one in sides]
    assert {"followed"} == set(effects(rows).values())


def test_what_two_add_is_one_and_goes_when_both_take_it_back(
    compared: Compared, articles: list[Article]
) -> None:
    first = review(
        articles, "add", "harbour was shut", "harbour stayed open", 1, slot="polarity", value="contradiction"
    )
    second = review(
        articles,
        "add",
        "The harbour was shut",
        "the harbour stayed open",
        2,
        slot="polarity",
        value="contradiction",
        by="Bo",
    )
    rows = compared([ONE, TWO], [first, second])

    assert 1 == sum(slot == "polarity" for slot, *_ in told(rows))
    assert {"followed"} == set(effects(rows).values())
    assert not any(slot == "polarity" for slot, *_ in told(compared([ONE, TWO], [])))


def test_a_review_is_found_again_in_an_edited_text_and_by_its_slot_alone(
    compared: Compared, articles: list[Article]
) -> None:
    """The words moved; a review of another slot of the same words is of nothing."""
    no = review(articles, "reject", "14 boats", "40 boats", 1)
    other = review(articles, "reject", "14 boats", "40 boats", 1, slot="name")

    assert BOATS in told(compared([ONE, LATER]))
    assert BOATS not in told(compared([ONE, LATER], [no]))
    rows = compared([ONE, TWO], [other])
    assert ([BOATS], {}) == (told(rows), effects(rows))


@pytest.mark.parametrize(("slot", "value"), [("number", "quarrel"), ("taste", "scope"), ("number", None)])
def test_what_cannot_be_is_refused_and_changes_nothing(
    compared: Compared, articles: list[Article], slot: str, value: str | None
) -> None:
    """As a log from elsewhere may hold it."""
    bad = review(articles, "add", "The harbour was shut", "stayed open", 1, slot=slot, value=value)
    rows = compared([ONE, TWO], [bad])

    assert ([BOATS], {bad.id: "refused"}) == (told(rows), effects(rows))


def test_words_that_are_gone_leave_a_review_waiting(compared: Compared, articles: list[Article]) -> None:
    gone = review(articles, "reject", "14 boats", "40 boats", 1)
    rows = compared([ONE.replace("14 boats", "nobody at all"), TWO], [gone])

    assert {} == effects(rows)


def test_an_article_hands_over_what_is_in_force_and_nothing_else(articles: list[Article]) -> None:
    """So that other reviews do not have a whole story compared again."""
    no = review(articles, "reject", "14 boats", "40 boats", 1)
    yes = review(articles, "confirm", "14 boats", "40 boats", 2)
    line = make_review("confirm", no.a, by="Nora", at=AT.format(3), subject="attribution")
    keys = DISCREPANCIES.keys(Settings())
    member = StoryMember(
        id="m", article=articles[0].id, story="s", phase="p", phase_earliest=None, phase_latest=None
    )
    rows: dict[Any, Any] = {
        StoryMember: (member,),
        Review: (no, yes, line, undo(yes, by="Nora", at=AT.format(4))),
    }
    [key] = keys(Bundle(articles[0], rows))

    assert ("s", [codec(Review).encode(no)]) == (key.key, list(key.payload))
