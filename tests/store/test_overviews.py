"""The SQL views say the same as the program does, and keep the rows of a collection from before they had their names."""

import asyncio
import itertools
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sayso.records import (
    Attribution,
    Discrepancy,
    Evidence,
    ReviewedAttribution,
    ReviewedDiscrepancy,
    Speaker,
)
from sayso.reviews.states import state_of
from sayso.schema import codec
from sayso.spans import Span
from sayso.store.dialect import insert_rows
from sayso.store.sql import SqlStore
from sayso.testing.checks import make_article

TEXT = "Ada Wren said that the boats are lost. Orla Finn said that ten boats are safe."
QUESTIONS = {
    "who_said_what": "select outlet, speaker, words, review_state, reviewers from who_said_what",
    "discrepancies": "select about, value, words, voice, review_state from discrepancies",
    "shared_text": "select a_outlet, b_outlet, a_text from shared_text",
}


def keep(store: SqlStore, owner: str, *records: Any) -> None:
    """Put derived rows where their stage would."""
    for kind in dict.fromkeys(type(record) for record in records):
        rows = [codec(kind).encode(record) for record in records if type(record) is kind]
        with store.db.writes() as conn:
            insert_rows(conn, store.db.table(kind), [(owner, place, *row) for place, row in enumerate(rows)])


def review(number: int, *, by: str, kind: str = "confirm", effect: str = "followed", of: str = "a") -> Any:
    """What a review comes to for an attribution."""
    return ReviewedAttribution(
        id=f"r{number}",
        article="",
        attribution=of,
        start=19,
        end=37,
        review=f"r{number}",
        kind=kind,  # type: ignore[arg-type]
        field="",
        value=None,
        other=None,
        by=by,
        at="2031-05-07T10:00:00.000000Z",
        effect=effect,  # type: ignore[arg-type]
    )


def said(article: str, attribution: str) -> Attribution:
    """An indirect attribution of the text above."""
    return Attribution(
        id=attribution,
        article=article,
        kind="indirect",
        content=(Span(19, 37),),
        cue=Span(9, 13),
        source=Span(0, 8),
        confidence=900,
        reasons=(),
    )


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A file with one article, an attribution and a discrepancy, both reviewed."""
    path = tmp_path / "a.db"
    with SqlStore(path) as store:
        article = make_article(1, TEXT, outlet="Harbour Post")
        store.add([article])
        speaker = Speaker(
            id="s",
            article=article.id,
            attribution="a",
            entity=None,
            mention=None,
            name="Ada Wren",
            type="person",
            basis="named",
            confidence=900,
            reasons=(),
        )
        keep(store, article.id, said(article.id, "a"), speaker, review(1, by="Ria"))
        slot = Discrepancy(
            id="d",
            story="s",
            slot="number",
            difference="contradiction",
            level="between",
            about="boats",
            score=700,
            reasons=(),
        )
        sides = [
            Evidence(
                id=f"e{side}",
                article=article.id,
                comparison="d",
                side=side,
                value=value,
                start=start,
                end=start + len(value),
                context=Span(0, len(TEXT)),
                attribution="a",
                reasons=(),
            )
            for side, (value, start) in enumerate((("the boats", 19), ("ten boats", 59)))
        ]
        looked = ReviewedDiscrepancy(
            id="x",
            article=article.id,
            start=0,
            end=1,
            other_article=article.id,
            other_start=0,
            other_end=1,
            story="s",
            discrepancy="d",
            review="x",
            kind="confirm",
            field="number",
            value=None,
            by="Ria",
            at="2031-05-07T10:00:00.000000Z",
            effect="followed",
        )
        keep(store, "s", slot, *sides, looked)
    return path


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_datasette_opens_the_file_and_answers_from_the_views(
    collection: Path, datasette: Callable[[str], Any]
) -> None:
    """Without Sayso: every view by its name, with words, review states and reviewers."""

    async def asked() -> dict[str, Any]:
        app = datasette(str(collection))
        await app.invoke_startup()
        found = {}
        for name, sql in QUESTIONS.items():
            page = await app.client.get("/a.json", params={"sql": sql, "_shape": "arrays"})
            assert 200 == page.status_code, page.text
            found[name] = page.json()["rows"]
        listed = (await app.client.get("/a.json")).json()
        return {**found, "views": {view["name"] for view in listed["views"]}}

    found = asyncio.run(asked())

    assert set(QUESTIONS) <= found["views"]
    assert [["Harbour Post", "Ada Wren", "the boats are lost", "checked", "Ria: confirm"]] == found[
        "who_said_what"
    ]
    assert [
        ["boats", "the boats", "the boats", "attributed", "checked"],
        ["boats", "ten boats", "ten boats", "attributed", "checked"],
    ] == found["discrepancies"]
    assert [] == found["shared_text"]


def test_the_state_in_sql_is_the_state_of_the_program(tmp_path: Path) -> None:
    """For every mix of two reviews by one or two people, of any kind and effect."""
    kinds, effects = ("confirm", "reject", "note"), ("followed", "overridden", "refused")
    one = [("Ria", kind, effect) for kind, effect in itertools.product(kinds, effects)]
    mixes: list[tuple[Any, ...]] = [(), *itertools.product(one)]
    mixes += list(itertools.product(one, [(by, *rest) for by in ("Ria", "Sol") for _, *rest in one]))
    with SqlStore(tmp_path / "a.db") as store:
        article = make_article(1, TEXT)
        store.add([article])
        made = [
            [
                review(100 * place + at, by=by, kind=kind, effect=effect, of=f"a{place}")
                for at, (by, kind, effect) in enumerate(mix)
            ]
            for place, mix in enumerate(mixes)
        ]
        keep(store, article.id, *(said(article.id, f"a{place}") for place in range(len(mixes))))
        keep(store, article.id, *itertools.chain.from_iterable(made))
    plain = sqlite3.connect(tmp_path / "a.db")
    shown = dict(plain.execute("select attribution, review_state from who_said_what"))
    plain.close()

    assert {f"a{place}": state_of(mix) for place, mix in enumerate(made)} == shown
    assert {"unreviewed", "checked", "disputed"} == set(shown.values())


def test_a_table_that_had_the_name_of_a_view_keeps_its_rows(collection: Path) -> None:
    """As in a collection that was made before there was a view of discrepancies."""
    plain = sqlite3.connect(collection)
    for (view,) in plain.execute("select name from sqlite_master where type = 'view'").fetchall():
        plain.execute(f"drop view {view}")
    plain.execute("alter table discrepancy_slots rename to discrepancies")
    plain.execute("delete from meta where name = 'views'")
    plain.commit()
    plain.close()
    with SqlStore(collection) as store:
        assert ["d"] == [row.id for row in store.rows(Discrepancy)]
    plain = sqlite3.connect(collection)
    assert 2 == len(plain.execute("select * from discrepancies").fetchall())
    plain.close()
