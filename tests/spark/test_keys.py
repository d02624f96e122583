"""The keys that Spark's workers name are those that the local engine keeps; asked without Spark."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from sayso.plan import asked_kinds
from sayso.run import run
from sayso.settings import Settings
from sayso.stage import Group
from sayso.store.protocol import Entry, Made
from sayso.store.sql import SqlStore
from sayso.testing import TOY_FLOW, make_article
from sayso.testing.toys import Name, Part

pytest.importorskip("pyarrow", reason="needs pyarrow, of sayso[parquet]")


def test_an_article_without_what_a_stage_needs_names_no_key() -> None:
    [clusters] = [stage for stage in TOY_FLOW if stage.name == "clusters"]
    assert isinstance(clusters, Group)
    needing = replace(clusters, asks=(Part,), needs=Name)
    flow = [needing if stage is clusters else stage for stage in TOY_FLOW]
    texts = ["Quay wall paper", "wall paper", "Harbour wall paper"]
    with SqlStore(":memory:") as store:
        store.add([make_article(n, text) for n, text in enumerate(texts)])
        run(store, flow, Settings(), workers=1)
        table = store.db.tables.group_keys
        query = sa.select(table.c.article, table.c.key, table.c.payload).where(table.c.stage == "clusters")
        with store.db.reads() as conn:
            kept = sorted(tuple(row) for row in conn.execute(query))
        named = named_by_spark(store, needing)

    assert kept == named
    assert {article for article, *_ in kept} == {make_article(n, texts[n]).id for n in (0, 2)}


def named_by_spark(store: SqlStore, stage: Group) -> list[tuple[str, str, str]]:
    """(article, key, payload) of all articles of a store, as a worker names them."""
    from sayso.engines.spark.grouped import NameKeys
    from sayso.engines.spark.shapes import made_batch

    kinds = asked_kinds(stage)
    stored = store.load(store.article_ids(), kinds, ())
    made = [(name, [Made("made", name, Entry("", "", ""), item.rows)]) for name, item in stored.items()]
    batch = made_batch(kinds, made, [(item.digest, item.article) for item in stored.values()])
    [named] = NameKeys(stage, Settings(), kinds, None, ())(iter([batch]))
    return sorted(
        (article, key["key"], key["payload"])
        for article, keys in zip(
            named.column("owner").to_pylist(), named.column("keys").to_pylist(), strict=True
        )
        for key in keys
    )
