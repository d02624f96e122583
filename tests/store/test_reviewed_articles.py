"""A review makes stale what is made of it and nothing else, and none that comes in during a run is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sayso.engines import local
from sayso.ids import make_id
from sayso.records import Article, Review
from sayso.reviews.anchors import whole_anchor
from sayso.reviews.log import make_review
from sayso.run import run
from sayso.settings import Settings
from sayso.stage import Bundle, Each
from sayso.store import open_store
from sayso.testing import TOY_FLOW
from sayso.testing.expecting import make_article
from sayso.testing.toys import Name, Word

ONE = make_article(1, "Brook Cedar")


def review(number: int, subject: Any) -> Review:
    """A review of the article, as of something in it."""
    at = f"2031-05-07T10:00:00.{number:06}Z"
    return make_review("note", whole_anchor(ONE.id), by="Ada", at=at, subject=subject)


def open_remarks(_settings: Settings) -> Callable[[Bundle], Iterator[Name]]:
    """Return the function that lists the times of an article's reviews."""

    def remarks(bundle: Bundle) -> Iterator[Name]:
        for one in bundle[Review]:
            yield Name(
                id=make_id("Name", one.id), article=bundle.article.id, name=one.at, places=(), first=None
            )

    return remarks


LISTED = Each(
    name="listed",
    version=1,
    reads=(Article, Review),
    writes=(Name,),
    make=open_remarks,
    reviews=("time", "attribution"),
)
FLOW = (*TOY_FLOW[:2], LISTED)


def made(store: Any, **options: Any) -> set[str]:
    """The stages that had work."""
    return set(run(store, FLOW, Settings(), workers=1, **options).stages)


def test_only_the_stages_that_read_a_review_run_again() -> None:
    with open_store(":memory:") as store:
        store.add([ONE])
        assert {"tokens", "words", "listed"} == made(store)
        store.add_reviews([review(1, "time")])

        assert {"listed"} == made(store)
        assert 1 == store.count(Name)


def test_a_review_of_something_else_makes_no_stage_run() -> None:
    with open_store(":memory:") as store:
        store.add([ONE])
        store.add_reviews([review(1, "time")])
        made(store)
        store.add_reviews([review(2, "actor")])

        assert set() == made(store)
        assert 0 == store.status().stale
        assert 1 == store.count(Name)


def test_a_review_that_comes_in_while_its_article_is_read_is_not_lost(place: Path | str) -> None:
    with open_store(place) as store, open_store(place) as other:
        store.add([ONE])
        late = [review(1, "time")]

        def review_first(spec: Any, jobs: Any, **options: Any) -> Iterator[Any]:
            for results in local.each(spec, jobs, **options):
                if late:
                    other.add_reviews([late.pop()])
                yield results

        made(store, engine=review_first)

        assert 1 == store.count(Name)
        assert 2 == store.count(Word)
        assert 0 == store.status().stale
