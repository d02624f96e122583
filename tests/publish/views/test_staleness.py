"""What a run would make today, and why it would: by what was done to the collection, and by what differs in the stages."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from sayso.ids import make_id, text_hash
from sayso.publish.views.staleness import StageStanding, grouped, standings
from sayso.records import Article, Failure
from sayso.run import Progress, run
from sayso.settings import Settings
from sayso.stage import Stage
from sayso.store import open_store
from sayso.store.protocol import Desk
from sayso.testing import TOY_FLOW


def article_of(name: str, text: str, title: str | None = None) -> Article:
    """An article with a name of its own, whatever its text."""
    known, sha = make_id("Article", name), text_hash(text)
    return Article(
        id=known, revision=make_id("Revision", known, sha), text=text, text_sha256=sha, title=title
    )


@pytest.fixture
def store() -> Iterator[Desk]:
    """Three articles, read with stages that need no model."""
    made = open_store(":memory:")
    made.add([article_of(name, f"Alpha Brook {name}") for name in ("one", "two", "three")])
    run(made, TOY_FLOW, Settings(), workers=1)
    yield made
    made.close()


def now(store: Desk, flow: tuple[Stage, ...] = TOY_FLOW) -> dict[str, StageStanding]:
    """The stages by name, as they stand."""
    return {one.name: one for one in standings(store.status(), flow, Settings())}


def test_after_a_run_nothing_is_stale(store: Desk) -> None:
    assert {""} == {one.moved for one in now(store).values()}
    assert {0} == {one.stale for one in now(store).values()}
    assert {} == store.status().waiting


def test_a_new_article_waits_because_it_is_new(store: Desk) -> None:
    store.add([article_of("four", "Cedar")])
    assert {"new": 1} == store.status().waiting
    assert {"new": 1} == now(store)["words"].why


def test_another_text_other_metadata_and_a_removal_say_so(store: Desk) -> None:
    store.add([article_of("one", "Another text"), article_of("two", "Alpha Brook two", title="Two")])
    store.remove(article_of("three", "").id, reason="asked for")
    waiting = store.status().waiting
    assert (1, 1, 1) == (waiting["text"], waiting["metadata"], waiting["removed"])


def test_an_article_that_changed_and_was_removed_waits_as_removed(store: Desk) -> None:
    store.add([article_of("one", "Another text")])
    store.remove(article_of("one", "").id, reason="asked for")
    assert "text" not in store.status().waiting
    assert 1 == store.status().waiting["removed"]


def test_what_failed_waits_to_be_tried_again_only_when_asked(store: Desk) -> None:
    store.add([article_of("four", "They stumble")])
    run(store, TOY_FLOW, Settings(), workers=1)
    assert 0 == now(store)["names"].stale
    assert 1 == now(store)["names"].failures
    store.retry_failures()
    assert {"retry": 1} == now(store)["names"].why


def test_a_stage_of_another_version_makes_all_articles_stale(store: Desk) -> None:
    flow = tuple(replace(stage, version=2) if stage.name == "names" else stage for stage in TOY_FLOW)
    stood = now(store, flow)
    assert "version 2, its rows are of version 1" == stood["names"].moved
    assert 3 == stood["names"].stale
    assert "" == stood["words"].moved
    assert {""} == {one.moved for one in now(store).values()}, "nothing was written for it"


def test_another_model_other_settings_and_other_fields_say_so(store: Desk) -> None:
    def model(_: Settings) -> str:
        return "parser 2"

    changes: dict[str, dict[str, Any]] = {
        "words": {"model": model},
        "names": {"uses": ("annotate.languages",)},
        "echoes": {"reads": ()},
    }
    flow = tuple(replace(stage, **changes.get(stage.name, {})) for stage in TOY_FLOW)
    stood = now(store, flow)
    assert "model parser 2, its rows are of none" == stood["words"].moved
    assert "other settings (annotate.languages), or other records around it" == stood["names"].moved
    assert "what it reads, or how it is put together, is another" == stood["echoes"].moved


def test_a_stage_that_never_ran_and_one_that_is_gone_say_so(store: Desk) -> None:
    flow = tuple(replace(stage, name="marks") if stage.name == "echoes" else stage for stage in TOY_FLOW)
    stood = now(store, flow)
    assert "has not run yet" == stood["marks"].moved
    assert "not a stage of this version any more: its rows are taken out" == stood["echoes"].moved


def test_a_run_that_was_stopped_leaves_word_of_what_waits(store: Desk) -> None:
    store.add([article_of("four", "Cedar Brook")])

    def stop(now: Progress) -> None:
        if now.done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(store, TOY_FLOW, Settings(), workers=1, progress=stop)
    stood = now(store)
    assert 0 == stood["words"].stale
    assert {"new": 1} == stood["ties"].why


def test_times_and_shares_come_from_the_ledger(store: Desk) -> None:
    stood = now(store).values()
    assert 990 <= sum(one.share for one in stood) <= 1010
    assert all(one.per_article == round(one.seconds / 3, 6) for one in stood)


def test_failures_for_one_reason_are_one_group() -> None:
    failures = [
        Failure(id=str(n), stage="names", owner=f"a{n}", reason=f"stumbled at {n}", fix="look")
        for n in range(5)
    ]
    other = Failure(id="x", stage="ingest", owner="", path="b.jsonl", line=3, reason="broken", fix="mend it")
    first, second = grouped([other, *failures])
    assert ("names", "stumbled at 0", 5, ("a0", "a1", "a2")) == (
        first.stage,
        first.reason,
        first.many,
        first.where,
    )
    assert (1, ("b.jsonl:3",)) == (second.many, second.where)
