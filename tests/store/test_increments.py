"""Random steps of adding, editing, withdrawing and removing leave the same rows as a rebuild of what is there."""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st

from sayso.ids import make_id, text_hash
from sayso.records import Article, Reading
from sayso.run import run
from sayso.settings import Settings
from sayso.store import open_store
from sayso.testing import TOY_FLOW, differences, rebuilt, snapshot

SETTINGS = Settings()
WORDS = ("alpha", "Brook", "cedar", "Dunes", "ember", "stumble", "topple", "7", "42")

slots = st.integers(0, 6)
texts = st.lists(st.sampled_from(WORDS), min_size=0, max_size=5).map(" ".join)
steps = st.one_of(
    st.tuples(st.just("put"), slots, texts),
    st.tuples(st.just("put"), slots, texts),
    st.tuples(st.just("title"), slots, texts),
    st.tuples(st.just("remove"), slots, st.just("")),
    st.tuples(st.just("withdraw"), slots, st.sampled_from(["", "Brook alpha"])),
    st.tuples(st.just("bring back"), slots, texts),
    st.tuples(st.just("run"), slots, st.just("")),
    st.tuples(st.just("stop"), slots, st.sampled_from(["before", "after"])),
    st.tuples(st.just("retry"), slots, st.just("")),
)


def article_of(slot: int, text: str, title: str | None = None) -> Article:
    """An article with a name of its own, whatever its text."""
    name, sha = make_id("Article", slot), text_hash(text)
    return Article(id=name, revision=make_id("Revision", name, sha), text=text, text_sha256=sha, title=title)


class Stopping:
    """A store that is interrupted before or after its n-th write, as by Ctrl-C or a power cut."""

    def __init__(self, store: Any, writes: int, when: str) -> None:
        self._store, self._left, self._when = store, writes, when

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)
        if not name.startswith(("save_", "settle_", "enlist")):
            return method

        def write(*args: Any) -> Any:
            self._left -= 1
            if self._left < 0 and self._when == "before":
                raise KeyboardInterrupt
            answer = method(*args)
            if self._left < 0:
                raise KeyboardInterrupt
            return answer

        return write


def take(store: Any, step: tuple[str, int, str]) -> None:
    """One random step."""
    what, slot, text = step
    ids = store.article_ids()
    if what == "put":
        store.add([article_of(slot, text)], force=True)
    elif what == "title" and article_of(slot, "").id in ids:
        old = store.article(article_of(slot, "").id)
        store.add([article_of(slot, old.text, title=text)])
    elif what == "withdraw":
        store.add([replace(article_of(slot, text), pubstatus="canceled")], force=True)
    elif what == "bring back":
        store.add([Reading(article_of(slot, text), says_usable=True)], force=True)
    elif what == "remove" and article_of(slot, "").id in ids:
        store.remove(article_of(slot, "").id, reason="a test")
    elif what == "stop":
        try:
            run(Stopping(store, slot, text), TOY_FLOW, SETTINGS, workers=1)
        except KeyboardInterrupt:
            note("interrupted")
    elif what in {"run", "retry"}:
        run(store, TOY_FLOW, SETTINGS, workers=1, retry=what == "retry")


@given(st.lists(steps, max_size=14), st.randoms(use_true_random=False))
@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
def test_random_steps_leave_the_rows_of_a_rebuild(plan: list[tuple[str, int, str]], random: Any) -> None:
    store = open_store(":memory:")
    try:
        for step in plan:
            take(store, step)
        run(store, TOY_FLOW, SETTINGS, workers=1)
        articles = list(store.articles())
        random.shuffle(articles)

        assert differences(rebuilt(articles, TOY_FLOW, SETTINGS), snapshot(store, TOY_FLOW)) == []
        assert store.status().stale == 0
        assert store.check() == []
    finally:
        store.close()
