"""Whatever people say: spans lie in the text, nothing is there twice, and what hangs in nothing hangs nowhere."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.attributing.attributions import nested
from sayso.annotate.attributing.reviewed import review_rows
from sayso.ids import make_id
from sayso.records import Article, Attribution, Review, ReviewedAttribution
from sayso.reviews.anchors import make_anchor
from sayso.reviews.log import make_review
from sayso.spans import Span

TEXT = (
    "“The piers are cracked,” Roe said, “and we found it in May.” Stroud said that Roe said that it will close. "
    "The county, he added, knew. “Nobody asked us!” «Wir haben nichts», sagte Orm. The piers are cracked."
)
ARTICLE = Article(id="a", revision="r", text=TEXT, text_sha256="")


def row(source: str, cue: str, *contents: str, after: int = 0) -> Attribution:
    """An attribution of words of the text."""

    def at(words: str) -> Span:
        start = TEXT.index(words, after)
        return Span(start, start + len(words))

    content = tuple(map(at, contents))
    return Attribution(
        id=make_id("Attribution", "r", content, at(cue), at(source)),
        article="a",
        kind="direct",
        content=content,
        cue=at(cue),
        source=at(source),
        confidence=500,
        reasons=("by hand",),
    )


ROWS = list(
    nested([
        row("Roe", "said", "“The piers are cracked,”", "“and we found it in May.”"),
        row("Stroud", "said", "that Roe said that it will close", after=58),
        row("Roe", "said", "that it will close", after=74),
        row("he", "added", "The county", "knew", after=100),
    ])
)  # fmt: skip

spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 70)).map(
    lambda drawn: Span(drawn[0], min(len(TEXT), drawn[0] + drawn[1]))
)
places = st.one_of(spans, st.sampled_from([Span(one.content[0].start, one.content[-1].end) for one in ROWS]))


@st.composite
def reviews(draw: Any) -> Review:
    """A review of some words or of a content, by one of two people."""
    kind = draw(st.sampled_from(["confirm", "reject", "change", "change", "add", "add"]))
    other = draw(st.none() | spans)
    return make_review(
        kind,
        make_anchor("a", TEXT, draw(places)),
        make_anchor("a", TEXT, other) if other else None,
        by=draw(st.sampled_from(["Nora", "Ada"])),
        at=f"2031-05-01T10:00:00.{draw(st.integers(0, 99)):06}Z",
        subject="attribution",
        field=draw(st.sampled_from(["span", "span", "cue", "speaker", "kind"])) if kind == "change" else "",
        value=draw(st.sampled_from([None, "mixed"])),
    )


def decided(given: list[Review]) -> tuple[list[Attribution], list[ReviewedAttribution]]:
    """The rows after some reviews."""
    return review_rows(ARTICLE, ROWS, given, entities=(), mentions=(), nest=nested)


@given(st.lists(reviews(), max_size=6, unique_by=lambda review: review.id))
def test_whatever_people_say_the_rows_fit_the_text_and_each_other(said: list[Review]) -> None:
    rows, came_to = decided(said)
    by_id = {one.id: one for one in rows}

    assert len(by_id) == len(rows)
    assert decided(said[::-1]) == (rows, came_to)
    assert len(came_to) == len({one.review for one in came_to}) <= len(said)
    for one in rows:
        assert list(one.content) == sorted(one.content)
        assert all(TEXT[start:end].strip() == TEXT[start:end] != "" for start, end in one.content)
        assert all(a.end <= b.start for a, b in zip(one.content, one.content[1:], strict=False))
        around, seen = one.nested_in, {one.id}
        while around is not None:
            assert around in by_id
            assert around not in seen
            seen.add(around)
            around = by_id[around].nested_in
    for it in came_to:
        assert 0 <= it.start < it.end <= len(TEXT)
        if it.kind == "reject" and it.effect == "followed":
            assert it.attribution not in by_id


def test_without_reviews_nothing_is_touched() -> None:
    assert (ROWS, []) == decided([])
