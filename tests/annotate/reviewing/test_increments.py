"""Random steps of adding, editing, removing, reviewing and undoing leave the rows of a rebuild of what is there."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.annotate.attributing.reviewed import review_rows
from sayso.annotate.timing.reviewed import review_times
from sayso.ids import make_id
from sayso.records import (
    Article,
    Attribution,
    Record,
    Review,
    ReviewedAttribution,
    ReviewedTime,
    Speaker,
    Time,
)
from sayso.reviews.anchors import make_anchor
from sayso.reviews.decisions import set_values
from sayso.reviews.log import make_review, undo
from sayso.run import run
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Each
from sayso.store import open_store
from sayso.testing import differences, snapshot
from sayso.testing.expecting import make_article

SAYS = re.compile(r"(Wren|Marsh) said ([a-z ]+)")
DAYS = ("Monday", "Friday")


def open_found(_settings: Settings) -> Callable[[Bundle], Iterator[Record]]:
    """Who "said" what, and weekdays: little to find, and reviewed as what the real stages find."""

    def found(bundle: Bundle) -> Iterator[Record]:
        article = bundle.article
        rows = [_row(article, match) for match in SAYS.finditer(article.text)]
        said, reviewed = review_rows(article, rows, bundle[Review], entities=(), mentions=(), nest=iter)
        yield from said
        yield from reviewed
        days = [match for day in DAYS for match in re.finditer(day, article.text)]
        times, decided = review_times(article, [_time(article, match) for match in days], bundle[Review])
        yield from times
        yield from decided

    return found


def _row(article: Article, match: re.Match[str]) -> Attribution:
    source, content = Span(*match.span(1)), Span(*match.span(2))
    return Attribution(
        id=make_id("Attribution", article.revision, (content,), None, source),
        article=article.id,
        kind="indirect",
        content=(content,),
        cue=None,
        source=source,
        confidence=500,
        reasons=(),
    )


def _time(article: Article, match: re.Match[str]) -> Time:
    return Time(
        id=make_id("Time", article.revision, *match.span()),
        article=article.id,
        start=match.start(),
        end=match.end(),
        type="DATE",
        value="XXXX-XX-XX",
        earliest=None,
        latest=None,
        precision="unknown",
    )


def open_named(_settings: Settings) -> Callable[[Bundle], Iterator[Speaker]]:
    """A stage behind: the words of the source, or whom a reviewer names."""

    def named(bundle: Bundle) -> Iterator[Speaker]:
        values = set_values(bundle[ReviewedAttribution])
        for row in bundle[Attribution]:
            said = values.get((row.id, "speaker"))
            words = said.value if said is not None else bundle.article.text[slice(*(row.source or (0, 0)))]
            yield Speaker(
                id=make_id("Speaker", bundle.article.revision, row.id),
                article=bundle.article.id,
                attribution=row.id,
                entity=None,
                mention=row.source,
                name=words or "",
                type="unnamed",
                basis="reviewed" if said is not None else "named",
                confidence=row.confidence,
                reasons=row.reasons,
            )

    return named


FOUND = Each(
    name="found",
    version=1,
    reads=(Article, Review),
    writes=(Attribution, ReviewedAttribution, Time, ReviewedTime),
    make=open_found,
    reviews=("attribution", "time"),
)
NAMED = Each(
    name="named",
    version=1,
    reads=(Article, Attribution, ReviewedAttribution),
    writes=(Speaker,),
    make=open_named,
)
FLOW = (FOUND, NAMED)

slots = st.integers(0, 2)
PIECES = ("Wren said the dam holds", "Marsh said the road is open", "nobody knows", "on Monday", "by Friday")
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(". ".join)
WORDS = ("the dam holds", "the road is open", "nobody knows", "the dam", "Monday", "Friday")
asked = st.tuples(
    st.sampled_from(["confirm", "reject", "change", "change", "add"]),
    st.sampled_from(WORDS),
    st.sampled_from(["speaker", "span", "kind", "value"]),
    st.sampled_from(["Brill", "2031-05-01", "mixed", None]),
    st.sampled_from(["Nora", "Ada"]),
)
steps = st.one_of(
    st.tuples(st.just("put"), slots, texts),
    st.tuples(st.just("put"), slots, texts),
    st.tuples(st.just("remove"), slots, st.none()),
    st.tuples(st.just("run"), slots, st.none()),
    st.tuples(st.just("review"), slots, asked),
    st.tuples(st.just("review"), slots, asked),
    st.tuples(st.just("review"), slots, asked),
    st.tuples(st.just("undo"), slots, st.none()),
)


def reviewed(article: Article, number: int, given: tuple[Any, ...]) -> Review:
    """A review of words of an article, as asked for; a new content begins where the article does."""
    kind, words, field, value, by = given
    start = article.text.index(words)
    other = make_anchor(article.id, article.text, Span(0, start + len(words))) if field == "span" else None
    return make_review(
        kind,
        make_anchor(article.id, article.text, Span(start, start + len(words))),
        other if kind == "change" else None,
        by=by,
        at=f"2031-05-01T10:00:00.{number:06}Z",
        subject="time" if words in DAYS else "attribution",
        field=field if kind == "change" else "",
        value=value,
    )


def take(store: Any, number: int, step: tuple[str, int, Any]) -> None:
    """One random step; a review is of words that an article has."""
    what, slot, more = step
    article = make_article(slot, more if what == "put" else "")
    here = {one.id: one for one in store.articles()}
    if what == "put":
        store.add([article], force=True)
    elif what == "remove" and article.id in here:
        store.remove(article.id, reason="a test")
    elif what == "run":
        run(store, FLOW, Settings(), workers=1)
    elif what == "review" and article.id in here and more[1] in here[article.id].text:
        store.add_reviews([reviewed(here[article.id], number, more)])
    elif what == "undo" and store.reviews():
        taken = store.reviews()[slot % len(store.reviews())]
        store.add_reviews([undo(taken, by="Ada", at=f"2031-05-01T10:00:00.{number:06}Z")])


@given(st.lists(steps, max_size=16))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_rows_are_those_of_a_rebuild(chosen: list[tuple[str, int, Any]]) -> None:
    with open_store(":memory:") as store, open_store(":memory:") as fresh:
        for number, step in enumerate(chosen):
            take(store, number, step)
        run(store, FLOW, Settings(), workers=1)
        fresh.add(store.articles())
        fresh.add_reviews(reversed(store.reviews()))
        run(fresh, FLOW, Settings(), workers=1)

        assert [] == differences(snapshot(fresh, FLOW), snapshot(store, FLOW))
        assert () == store.failures()
        assert 0 == store.status().stale


def test_the_steps_can_change_rows() -> None:
    """So that the test above has something to find."""
    change = ("change", "the dam holds", "speaker", "Brill", "Nora")
    chosen = [("put", 0, PIECES[0]), ("run", 0, None), ("review", 0, change), ("put", 0, ". ".join(PIECES))]
    with open_store(":memory:") as store:
        for number, step in enumerate(
            [*chosen, ("review", 0, ("reject", "Monday", "", None, "Ada")), ("run", 0, None)]
        ):
            take(store, number, step)

        assert ["Brill", "Marsh"] == [speaker.name for speaker in store.rows(Speaker)]
        assert 1 == store.count(Time)
