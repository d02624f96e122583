"""What a store promises of versions: the last one stands, and nothing is made of what its provider withdrew."""

from dataclasses import replace
from itertools import permutations
from typing import Any

from sayso.records import Article, Reading
from sayso.run import run
from sayso.settings import Settings
from sayso.store.protocol import Desk
from sayso.testing.expecting import expect, make_article
from sayso.testing.rebuild import differences, rebuilt, snapshot
from sayso.testing.toys import TOY_FLOW


def check_versions(store: Desk) -> None:
    """Versions of one article end alike in every order, a withdrawn one is read by no stage, a later one brings it back."""
    beside = make_article("beside", "Brook Cedar")
    store.add([beside])
    ends: dict[Article, tuple[int, ...]] = {}
    for at, order in enumerate(permutations(range(3))):
        made = [
            _version(at, 1, "Brook ember", title="First", language="en", **_dated(1)),
            _version(at, 2, "", pubstatus="canceled", title="Second", **_dated(2)),
            _version(at, 3, "Cedar ember", outlet="Post", **_dated(3)),
        ]
        for number in order:
            would_be = store.would_be(made[number])
            store.add([made[number]])
            kept = store.article(made[0].article.id)
            expect(would_be is None or would_be.after == kept, f"what would be is what is: {order}")
        expect((kept.text, kept.usable) == ("Cedar ember", True), f"the last version stands: {order}")
        ends[replace(kept, id="", revision="")] = order
        texts = [(text.text, text.pubstatus) for text in store.revisions(kept.id)]
        every = [("Brook ember", "usable"), ("", "canceled"), ("Cedar ember", "usable")]
        expect(texts == every, f"all texts are kept in their order: {order}, {texts}")
    expect(len(ends) == 1, f"gaps are filled alike in every order: {ends}")
    [end] = ends
    known = (end.title, end.language, end.outlet, end.published_basis, end.published_latest)
    expect(known == ("Second", "en", "Post", "doubtful", "2031-05-03"), f"by the latest that knows: {known}")
    run(store, TOY_FLOW, Settings(), workers=1)
    _check_withdrawal(store)


def _check_withdrawal(store: Desk) -> None:
    notice = _version(0, 4, "", pubstatus="canceled").article
    expect(store.add([notice]).changed == (notice.id,), "a notice without a text withdraws")
    kinds = [kind for stage in TOY_FLOW for kind in stage.writes if not kind.TRANSIENT]
    for kind in kinds:
        if kind.ARTICLES:
            expect(not list(store.rows(kind, articles=[notice.id])), f"no {kind.__name__} is left of it")
    expect(store.status().withdrawn == {"canceled": 1}, "it is counted")
    expect(store.revisions(notice.id)[-2].text == "Cedar ember", "its text stays among the earlier ones")
    for step in (None, Reading(_version(0, 1, "Brook ember").article), _version(0, 5, "Dunes ember")):
        if step is not None:
            store.add([step])
        run(store, TOY_FLOW, Settings(), workers=1)
        expected = rebuilt(list(store.articles()), TOY_FLOW, Settings())
        differing = differences(expected, snapshot(store, TOY_FLOW))
        expect(not differing, f"increments are a rebuild: {differing}")
        expect(not store.status().stale, "nothing waits")
        expect(store.check() == [], f"it finds itself sound: {store.check()}")
    expect(store.article(notice.id).text == "Dunes ember", "a later version brings it back")


def _dated(day: int) -> dict[str, Any]:
    """Stated by a page of its own: such days are near their neighbours, and the first is not near the third."""
    stated = f"2031-05-0{day}"
    place = f"https://paper.example/{day}"
    return {
        "published_earliest": stated,
        "published_latest": stated,
        "published_basis": "stated",
        "path": place,
    }


def _version(name: object, hour: int, text: str, **metadata: Any) -> Reading:
    article = make_article(("version", name), text, updated=f"2031-05-07T{hour:02d}:00:00+00:00", **metadata)
    return Reading(article, None, article.usable)
