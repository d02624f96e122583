"""A run makes what is stale and no more, goes on after failures, and stops cleanly."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import FlowError
from sayso.records import Article, Failure
from sayso.run import Progress, Summary, annotate, run
from sayso.settings import Settings
from sayso.stage import Bundle, Member, Stage
from sayso.store import open_store
from sayso.store.sql import SqlStore
from sayso.testing import TOY_FLOW, differences, rebuilt, snapshot
from sayso.testing.checks import make_article
from sayso.testing.toys import (
    CLUSTERS,
    NAMES,
    PARTS,
    TIES,
    TOKENS,
    WORDS,
    Cluster,
    ClusterMember,
    Name,
    Tie,
    Word,
)

SETTINGS = Settings()


@pytest.fixture
def store() -> Iterator[SqlStore]:
    """An empty collection in memory."""
    made = open_store(":memory:")
    yield made
    made.close()


def go(store: SqlStore, flow: tuple[Stage, ...] = TOY_FLOW, **options: Any) -> Summary:
    """A run in this process."""
    return run(store, flow, SETTINGS, **{"workers": 1, **options})


def owners(summary: Summary) -> dict[str, int]:
    """How many owners each stage made."""
    return {name: stage.owners for name, stage in summary.stages.items()}


def test_one_more_article_runs_only_what_it_touches(store: SqlStore) -> None:
    store.add(make_article(n, f"Place{n} thing{n}") for n in range(20))
    go(store)
    store.add([make_article(20, "Place3 other")])

    touched = owners(go(store))

    assert {
        "tokens": 1,
        "words": 1,
        "names": 1,
        "ties": 1,
        "kins": 1,
        "parts": 1,
        "clusters": 2,
        "echoes": 2,
    } == touched


def test_dirt_stops_where_results_stop_differing(store: SqlStore) -> None:
    store.add([make_article(1, "Brook 1234"), make_article(2, "Brook 5678")])
    go(store)
    store.add([make_article(1, "Brook 1234", title="Only the title is new")])

    # the article is read again, its words are the same, and only what reads the article itself goes on
    expected = {"tokens": 1, "words": 1, "names": 1, "kins": 1, "clusters": 1, "echoes": 1}
    assert expected == owners(go(store))


def test_a_stage_of_another_version_runs_again_with_what_reads_it(store: SqlStore) -> None:
    store.add([make_article(1, "Brook Cedar"), make_article(2, "Cedar")])
    go(store)
    flow = tuple(replace(stage, version=2) if stage is NAMES else stage for stage in TOY_FLOW)

    assert {"names": 2} == owners(go(store, flow))
    assert {} == owners(go(store, flow))


def test_a_transient_record_is_made_again_only_for_those_who_read_it(store: SqlStore) -> None:
    store.add([make_article(1, "Brook Cedar")])
    go(store)
    words = tuple(replace(stage, version=2) if stage is WORDS else stage for stage in TOY_FLOW)
    tokens = tuple(replace(stage, version=2) if stage is TOKENS else stage for stage in words)

    assert {"tokens": 1, "words": 1} == owners(go(store, words))
    assert {"tokens": 1, "words": 1} == owners(go(store, tokens))


def test_a_stage_that_leaves_the_flow_takes_its_rows_along(store: SqlStore) -> None:
    store.add([make_article(1, "Brook Cedar"), make_article(2, "Cedar")])
    go(store)
    flow = TOY_FLOW[:3]
    go(store, flow)

    assert [] == list(store.rows(Tie))
    assert 3 == store.count(Word)
    go(store)
    assert [] == differences(rebuilt(list(store.articles()), TOY_FLOW, SETTINGS), snapshot(store, TOY_FLOW))


def test_a_failure_is_a_row_and_the_rest_goes_on(store: SqlStore) -> None:
    store.add([make_article(1, "stumble Brook"), make_article(2, "Brook")])

    summary = go(store)

    bad = make_article(1, "").id
    assert [("names", bad)] == [(failure.stage, failure.owner) for failure in summary.failures]
    assert summary.failures == store.failures()
    assert "ValueError: stumbled at 0" in summary.failures[0].reason
    assert [make_article(2, "").id] == [name.article for name in store.rows(Name)]
    assert 1 == summary.stages["names"].failures


def test_what_failed_is_tried_again_when_its_text_changes_or_on_request(store: SqlStore) -> None:
    store.add([make_article(1, "stumble Brook")])
    go(store)

    assert {} == owners(go(store))
    assert 1 == owners(go(store, retry=True))["names"]
    store.add([make_article(1, "Brook")])
    go(store)
    assert () == store.failures()


def test_a_group_over_its_cap_is_dropped_whole_and_counted(store: SqlStore) -> None:
    store.add(make_article(n, "Brook") for n in range(6))

    summary = go(store)

    assert 6 == summary.stages["ties"].skipped
    assert [] == list(store.rows(Tie))
    store.remove(make_article(0, "").id, reason="a test")
    go(store)
    assert 4 == store.count(Tie)
    assert 0 == next(stage.skipped for stage in store.status().stages if stage.name == "ties")


def test_a_record_that_was_not_declared_fails_its_stage(store: SqlStore) -> None:
    store.add([make_article(1, "Brook")])
    flow = (TOKENS, WORDS, replace(NAMES, writes=(ClusterMember,)))

    [failure] = go(store, flow).failures

    assert "stage 'names' made a Name, which it does not declare" in failure.reason


def test_a_record_that_the_database_refuses_fails_its_article_alone(store: SqlStore) -> None:
    store.add([make_article(n, f"Brook{n} Cedar") for n in range(3)])
    flow = (TOKENS, replace(WORDS, make=open_broken_words))

    [failure] = go(store, flow).failures

    assert make_article(1, "").id == failure.owner
    assert "its rows cannot be kept" in failure.reason
    assert 2 == len({word.article for word in store.rows(Word)})


def open_broken_words(_settings: Settings) -> Any:
    """Words, one of which no database can write."""

    def words(bundle: Any) -> Iterator[Word]:
        article = bundle.article
        form = "\ud800" if "Brook1" in article.text else "fine"
        yield Word(id=article.id, article=article.id, start=0, end=1, form=form, share=0.5, long=False)

    return words


def _lengths(_settings: Settings) -> Callable[[Sequence[Bundle]], list[int]]:
    """How many names an article has; of "nobody" it cannot tell."""

    def lengths(bundles: Sequence[Bundle]) -> list[int]:
        if any(bundle.article.text == "Nobody" for bundle in bundles):
            raise ValueError("nobody is there")
        return [len(bundle[Name]) for bundle in bundles]

    return lengths


def _told(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[Cluster]]:
    def clusters(key: str, members: Sequence[Member]) -> Iterator[Cluster]:
        names = tuple(str(member.opened) for member in members)
        yield Cluster(id=key, articles=tuple(member.article for member in members), names=names)

    return clusters


def test_what_is_made_of_many_bundles_at_once_comes_with_each_member(store: SqlStore) -> None:
    clusters = replace(CLUSTERS, opens=_lengths, make=_told, writes=(Cluster,))
    flow = (TOKENS, WORDS, NAMES, TIES, PARTS, clusters)
    store.add([make_article("one", "Ada Bertram walks"), make_article("two", "the rain")])
    run(store, flow, Settings())

    assert sorted(row.names for row in store.rows(Cluster)) == [("0",), ("1",)]

    store.add([make_article("three", "Nobody")])
    summary = run(store, (TOKENS, WORDS, NAMES, TIES, PARTS, replace(clusters, version=2)), Settings())

    assert not summary.failures, "a group goes on without what could not be made of all bundles together"
    assert {row.names for row in store.rows(Cluster)} == {("None",)}


def test_progress_counts_up_to_the_total(store: SqlStore) -> None:
    store.add([make_article(n, f"Brook{n} Cedar") for n in range(20)])
    told: list[Progress] = []
    go(store, progress=told.append)

    chain = [item for item in told if item.step == "tokens · words · names"]
    assert [0, 16, 20] == [item.done for item in chain]
    assert {20} == {item.total for item in chain}


def test_stages_that_do_not_fit_are_refused_before_anything_is_touched(store: SqlStore) -> None:
    with pytest.raises(FlowError):
        go(store, (WORDS,))

    assert () == store.status().stages


def test_a_second_run_leaves_the_work_to_the_first(tmp_path: Path) -> None:
    first, second = open_store(tmp_path / "a.db"), open_store(tmp_path / "a.db")
    first.take_lock()
    second.add([make_article(1, "Brook")])

    assert (go(second).left_to or "").startswith("process ")
    assert () == second.status().stages
    first.drop_lock(if_idle=False)
    assert go(second).left_to is None
    assert 1 == second.count(Word)
    first.close()
    second.close()


def test_articles_that_come_in_during_a_run_are_taken_along(tmp_path: Path) -> None:
    store, other = open_store(tmp_path / "a.db"), open_store(tmp_path / "a.db")
    store.add([make_article(1, "Brook Cedar")])
    late = [make_article(2, "Cedar Dunes")]

    def meanwhile(at: Progress) -> None:
        if at.step.startswith("clusters") and late:
            other.add([late.pop()])

    go(store, progress=meanwhile)

    assert [] == differences(rebuilt(list(store.articles()), TOY_FLOW, SETTINGS), snapshot(store, TOY_FLOW))
    assert 2 == len(store.article_ids())
    store.close()
    other.close()


def test_an_article_that_changes_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    store, other = open_store(tmp_path / "a.db"), open_store(tmp_path / "a.db")
    store.add([make_article(1, "Brook Cedar")])
    edits = [make_article(1, "Dunes")]

    def edit_first(spec: Any, jobs: Any, **options: Any) -> Iterator[Any]:
        from sayso.engines import local

        for results in local.each(spec, jobs, **options):
            if edits:
                other.add([edits.pop()])
            yield results

    go(store, engine=edit_first)

    assert ["dunes"] == [word.form for word in store.rows(Word)]
    store.close()
    other.close()


def test_ctrl_c_keeps_what_is_done_and_leaves_no_lock_and_no_process(tmp_path: Path) -> None:
    store = open_store(tmp_path / "a.db")
    store.add(make_article(n, f"Brook{n} Cedar") for n in range(64))

    def stop(at: Progress) -> None:
        if at.done >= 16:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go(store, progress=stop, workers=2)

    assert 16 == len({word.article for word in store.rows(Word)})
    assert [] == multiprocessing.active_children()
    assert {"words": 48} == {k: n for k, n in owners(go(store)).items() if k == "words"}
    assert [] == differences(rebuilt(list(store.articles()), TOY_FLOW, SETTINGS), snapshot(store, TOY_FLOW))
    store.close()


def test_a_worker_that_dies_costs_one_article(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_TOYS_MAY_DIE", "yes")
    store.add(make_article(n, "vanish" if n == 7 else f"Brook{n}") for n in range(20))

    [failure] = go(store, workers=2).failures

    assert make_article(7, "").id == failure.owner
    assert "the process that worked on it died" in failure.reason
    assert 19 == len({word.article for word in store.rows(Word)})


def test_a_stage_that_no_other_process_can_find_is_refused_by_a_pool(store: SqlStore) -> None:
    store.add([make_article(1, "Brook")])
    flow = (TOKENS, replace(WORDS, make=lambda _: WORDS.make(SETTINGS)))

    with pytest.raises(FlowError, match="define its functions at the top of a module"):
        go(store, flow, workers=2)


def test_annotate_streams_bundles_in_the_order_given() -> None:
    texts = ["Brook Cedar", "stumble", "", "Dunes"]
    articles = [make_article(n, text) for n, text in enumerate(texts)]
    taken: list[str] = []

    def stream() -> Iterator[Article]:
        for article in articles:
            taken.append(article.id)
            yield article

    bundles = list(annotate(stream(), flow=TOY_FLOW, settings=SETTINGS, workers=1))

    assert articles == [bundle.article for bundle in bundles]
    assert ["Brook", "Cedar"] == [name.name for name in bundles[0][Name]]
    assert [0, 1, 0, 0] == [len(bundle[Failure]) for bundle in bundles]


def test_annotate_reads_no_further_ahead_than_it_works() -> None:
    taken: list[int] = []

    def stream() -> Iterator[Article]:
        for n in range(1000):
            taken.append(n)
            yield make_article(n, f"Brook{n}")

    bundles = annotate(stream(), flow=TOY_FLOW, settings=SETTINGS, workers=1)
    next(bundles)

    assert len(taken) < 20
