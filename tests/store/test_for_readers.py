"""What is for people alone: stages are given it empty, and a change of it makes nothing anew but is told to readers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest

from sayso.errors import FlowError
from sayso.plan import check_flow
from sayso.records import Article, Record
from sayso.run import run
from sayso.settings import Settings
from sayso.stage import Bundle, Each, Group, Key, Member
from sayso.store import open_store
from sayso.testing import make_article


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour(Record):
    """What an article is told of the others: how many begin as it does, for people to read."""

    FOR_READERS: ClassVar[tuple[str, ...]] = ("why",)

    id: str
    article: str
    letter: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen(Record):
    """What a stage saw of that."""

    id: str
    article: str
    letter: str
    why: int


def open_letters(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    return lambda bundle: iter([Key(bundle.article.text[0])])


def open_neighbours(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[Neighbour]]:
    def make(key: str, members: Sequence[Member]) -> Iterator[Neighbour]:
        for member in members:
            why = (f"one of {len(members)}",)
            yield Neighbour(id=f"n-{member.article}", article=member.article, letter=key, why=why)

    return make


def open_seen(_settings: Settings) -> Callable[[Bundle], Iterator[Seen]]:
    def see(bundle: Bundle) -> Iterator[Seen]:
        for row in bundle[Neighbour]:
            yield Seen(
                id=f"s-{bundle.article.id}", article=bundle.article.id, letter=row.letter, why=len(row.why)
            )

    return see


NEIGHBOURS = Group(
    name="neighbours",
    version=1,
    reads=(Article,),
    writes=(Neighbour,),
    keys=open_letters,
    make=open_neighbours,
)
SEES = Each(name="sees", version=1, reads=(Article, Neighbour), writes=(Seen,), make=open_seen)
FLOW = (NEIGHBOURS, SEES)


def test_a_stage_is_given_nothing_of_it_and_reads_no_article_anew_for_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "sayso.db") as store:
        store.add([make_article(1, "Ada came."), make_article(2, "Brill left.")])
        run(store, FLOW, Settings())
        assert [0, 0] == [row.why for row in store.rows(Seen)]
        mark = store.changes().mark

        store.add([make_article(3, "All stayed.")])
        done = run(store, FLOW, Settings())

        assert {("A", "one of 2"), ("B", "one of 1")} == {
            (row.letter, row.why[0]) for row in store.rows(Neighbour)
        }
        assert 1 == done.stages["sees"].owners
        told = store.changes(mark).names
        assert told is not None
        assert {make_article(1, "Ada came.").id, make_article(3, "All stayed.").id} == told["Neighbour"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head(Record):
    """What a stage saw of an article's own fields."""

    id: str
    article: str
    seen: str


def open_heads(_settings: Settings) -> Callable[[Bundle], Iterator[Head]]:
    def see(bundle: Bundle) -> Iterator[Head]:
        a = bundle.article
        seen = f"{a.title} {a.path} {a.notes} {a.updated} {a.raw} {a.published_doubt!r} {a.completeness_reason!r}"
        yield Head(id=f"h-{a.id}", article=a.id, seen=seen)

    return see


HEADS = Each(name="heads", version=1, reads=(Article,), writes=(Head,), make=open_heads)


def test_an_article_that_is_fetched_again_with_other_notes_alone_waits_for_nothing(tmp_path: Path) -> None:
    first = replace(
        make_article(1, "Ada came.", title="Ada"),
        path="https://paper.example/ada",
        notes=("charset by its head",),
        updated="2031-05-07T10:00:00+00:00",
        completeness_reason="it ends as a text ends",
    )
    again = replace(first, notes=("charset by its bytes",), updated="2031-05-07T11:00:00+00:00", raw="0" * 64)
    with open_store(tmp_path / "sayso.db") as store:
        store.add([first])
        run(store, (HEADS,), Settings())
        assert ["Ada None () 2031-05-07 None '' ''"] == [row.seen for row in store.rows(Head)]
        mark = store.changes().mark

        assert (first.id,) == store.add([again]).changed
        assert {} == run(store, (HEADS,), Settings()).stages
        told = store.changes(mark).names
        assert told is not None
        assert {first.id} == told["Article"]
        assert again.notes == next(store.articles()).notes

        store.add([replace(again, title="Ada came")])
        assert 1 == run(store, (HEADS,), Settings()).stages["heads"].owners

        store.add([replace(again, title="Ada came", updated="2031-05-09T06:00:00+00:00")])
        assert 1 == run(store, (HEADS,), Settings()).stages["heads"].owners


def test_only_a_stage_in_which_articles_meet_may_write_it() -> None:
    wrong = Each(name="alone", version=1, reads=(Article,), writes=(Neighbour,), make=open_letters)
    with pytest.raises(FlowError, match="not given all"):
        check_flow([wrong])
