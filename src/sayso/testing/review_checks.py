"""The contract of a store as far as people's reviews go: kept once, never lost, and corrections of articles applied."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from sayso.ids import make_id
from sayso.records import Article, Review
from sayso.reviews.anchors import whole_anchor
from sayso.reviews.log import make_review as review_of
from sayso.reviews.log import undo
from sayso.run import run
from sayso.schema import codec
from sayso.settings import Settings
from sayso.stage import Bundle, Each
from sayso.store.protocol import Desk
from sayso.testing.expecting import expect, make_article
from sayso.testing.toys import Name


def make_review(n: int, one: Article, two: Article, *, at: str = "2031-05-07T10:00:00.000000Z") -> Review:
    """A review for a test: the first letters of two articles name one actor."""
    return Review(
        id=make_id("Review", n),
        kind="same_actor",
        a_article=one.id,
        a_quote=one.text[:1],
        a_before="",
        a_after=one.text[1:33],
        a_start=0,
        a_end=1,
        b_article=two.id,
        b_quote=two.text[:1],
        b_before="",
        b_after=two.text[1:33],
        b_start=0,
        b_end=1,
        by="Ada",
        at=at,
    )


def check_reviews(store: Desk) -> None:
    """Reviews are kept once, belong to their articles, and make them stale."""
    one, two, three = (make_article(n, text) for n, text in enumerate(("Brook", "Cedar", "Dunes")))
    later = make_review(1, one, two, at="2031-05-08T10:00:00.000000Z")
    early = make_review(2, one, three)
    expect(store.add_reviews([later, early, later]) == (later.id, early.id), "reviews are kept once")
    expect(store.reviews() == (early, later), "the oldest comes first, whatever came in first")
    expect(store.add_reviews([early]) == (), "the same again changes nothing")
    store.add([one, two, three])
    expect(list(store.rows(Review, articles=[three.id])) == [early], "a review belongs to its articles")
    loaded = store.load([one.id, two.id], [Review], [])
    both = sorted(map(codec(Review).encode, (early, later)))
    expect(sorted(loaded[one.id].rows[Review]) == both, "a run gets the reviews of an article")
    store.remove(one.id, reason="asked to")
    expect(store.reviews() == (early, later), "a review outlives its articles")
    stage = Each(name="listed", version=1, reads=(Article, Review), writes=(Name,), make=_open_listed)
    run(store, [stage], Settings(), workers=1)
    expect(store.count(Name) == 2, "a stage reads reviews")
    store.add_reviews([make_review(3, two, three)])
    expect(
        store.stale_articles(["listed"]) == sorted([two.id, three.id]), "a review makes its articles stale"
    )
    _check_late_review(store, two, three)
    run(store, [stage], Settings(), workers=1)
    expect(store.count(Name) == 6, "and what came late is not lost")


def _check_late_review(store: Desk, two: Article, three: Article) -> None:
    """A review that comes in while a run is at work on its article."""
    stored = store.load([two.id], [Review], ["listed"])
    store.add_reviews([make_review(4, two, three)])
    store.save_articles({two.id: (stored[two.id].digest, ())}, ["listed"])
    expect(
        two.id in store.stale_articles(["listed"]), "an article stays stale whose reviews changed meanwhile"
    )


def _open_listed(_settings: Settings) -> Callable[[Bundle], Iterator[Name]]:
    def listed(bundle: Bundle) -> Iterator[Name]:
        for review in bundle[Review]:
            yield Name(
                id=make_id("Name", bundle.article.id, review.id),
                article=bundle.article.id,
                name=review.by,
                places=(),
                first=None,
            )

    return listed


def make_correction(article: str, field: str, value: str | None, n: int, *, by: str = "Ada") -> Review:
    """A correction of one field of an article, on the n-th of a month."""
    return review_of(
        "change",
        whole_anchor(article),
        by=by,
        at=f"2031-05-{n:02}T10:00:00.000000Z",
        subject="article",
        field=field,
        value=value,
    )


def check_corrections(store: Desk) -> None:
    """What people state of an article's fields stands over what was read, whichever comes first, until it is taken back."""
    one = make_article(
        1, "Brook", outlet="Elsin Curier", published_earliest="2031-05-01", published_basis="inferred"
    )
    stage = Each(name="listed", version=1, reads=(Article, Review), writes=(Name,), make=_open_listed)
    outlet = make_correction(one.id, "outlet", "Elsin Courier", 1)
    expect(store.add_reviews([outlet]) == (outlet.id,), "a correction may come before its article")
    expect(store.add([one]).added == (one.id,), "the article comes after it")
    right = replace(one, outlet="Elsin Courier")
    expect(store.article(one.id) == right, "what is corrected is effective")
    run(store, [stage], Settings(), workers=1)
    day = make_correction(one.id, "published", "2031-05-02/2031-05-03", 2, by="Bo")
    store.add_reviews([day])
    expect(store.stale_articles(["listed"]) == [one.id], "a correction makes its article stale")
    dated: dict[str, Any] = {
        "published_earliest": "2031-05-02",
        "published_latest": "2031-05-03",
        "published_basis": "reviewed",
    }
    expect(store.article(one.id) == replace(right, **dated), "a day that a person stated is a day by review")
    expect(store.add([one]).unchanged == (one.id,), "the same again leaves corrections as they are")
    store.add([replace(one, title="A brook", outlet="Elsin Courrier")])
    expect(
        store.article(one.id) == replace(right, title="A brook", **dated),
        "and so does a reading that knows more",
    )
    edited = make_article(1, "Brook, later.")
    expect(store.add([edited]).changed == (one.id,), "another text is a change")
    now = store.article(one.id)
    expect((now.text, now.outlet) == (edited.text, "Elsin Courier"), "corrections hold over texts")
    taken = undo(outlet, by="Ada", at="2031-05-03T10:00:00.000000Z")
    store.add_reviews([taken])
    expect(store.article(one.id).outlet == "Elsin Courrier", "an undo gives what was read last")
    store.add_reviews([undo(day, by="Bo", at="2031-05-04T10:00:00.000000Z")])
    plain = replace(
        edited,
        title="A brook",
        outlet="Elsin Courrier",
        published_earliest="2031-05-01",
        published_basis="inferred",
    )
    expect(store.article(one.id) == plain, "with all undone the article is as it was read")
    store.add_reviews([undo(taken, by="Ada", at="2031-05-05T10:00:00.000000Z")])
    store.remove(one.id, reason="asked to")
    expect(store.article_ids() == [], "a removed article is gone")
    store.add([one], force=True)
    expect(
        store.article(one.id) == right, "and comes back with what was stated of it, and with nothing older"
    )
    wrong = make_correction(one.id, "published", "soon", 6)
    store.add_reviews([wrong])
    expect(store.article(one.id) == right, "what cannot be is kept in the log and changes nothing")
    other = make_correction(one.id, "outlet", "Radio Elsin", 7, by="Bo")
    store.add_reviews([other])
    expect(store.article(one.id).outlet == "Radio Elsin", "where people differ the latest is followed")
    expect(store.check() == [], f"it finds itself sound: {store.check()}")
