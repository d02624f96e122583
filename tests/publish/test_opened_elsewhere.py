"""The sample story as other programs see it: the file in Datasette, its Parquet in DuckDB, its exports by their offsets."""

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import followthemoney as ftm
import pytest

from sayso.publish.collection import Collection, open_collection
from sayso.publish.demo import copy_sample
from sayso.records import Attribution, Discrepancy, SharedPassage


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the sample story, read as a user's would be."""
    copied = copy_sample(tmp_path_factory.mktemp("sample"))
    with open_collection(copied.db) as collection:
        assert () == collection.add(copied.reports, sidecar=copied.sidecar).failures
    return copied.db


@pytest.fixture(scope="module")
def sample(file: Path) -> Iterator[Collection]:
    """The sample story in a collection."""
    with open_collection(file) as collection:
        yield collection


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_demo_collection_opens_in_datasette(
    sample: Collection, file: Path, datasette: Callable[[str], Any]
) -> None:
    """Its three views by name, with words, as many rows as there are records."""

    async def counted() -> dict[str, int]:
        app = datasette(str(file))
        await app.invoke_startup()
        counts = {}
        for view in ("who_said_what", "shared_text", "discrepancies"):
            page = await app.client.get(
                f"/{file.stem}/{view}.json", params={"_shape": "array", "_size": "max"}
            )
            assert 200 == page.status_code, page.text
            assert all(row.get("words") for row in page.json())
            counts[view] = len(page.json())
            shown = await app.client.get(f"/{file.stem}/{view}")
            assert 200 == shown.status_code
        return counts

    counts = asyncio.run(counted())

    assert sample.store.count(Attribution) == counts["who_said_what"]
    assert sample.store.count(SharedPassage) == counts["shared_text"]
    assert sample.store.count(Discrepancy) < counts["discrepancies"]


def test_the_parquet_of_the_demo_opens_in_duckdb(sample: Collection, tmp_path: Path) -> None:
    """Who said what joins with the actors; the words are those of the articles."""
    sample.export_to(tmp_path / "tables", "parquet")
    rows = duckdb.sql(
        f"""
        select c.name, count(*), bool_and(contains(a.text, w.content) or w.content like '%[…]%')
        from '{tmp_path}/tables/who_said_what.parquet' w
        join '{tmp_path}/tables/articles.parquet' a on a.id = w.article
        join '{tmp_path}/tables/actors.parquet' c on c.id = w.actor
        group by 1 order by 2 desc
        """
    ).fetchall()
    sides = duckdb.sql(
        f"select distinct discrepancy from '{tmp_path}/tables/discrepancies.parquet'"
    ).fetchall()

    assert len(rows) > 5
    assert all(row[2] for row in rows)
    assert sample.store.count(Discrepancy) == len(sides)


def test_every_export_of_the_demo_leads_to_the_words(sample: Collection, tmp_path: Path) -> None:
    """Brat and web annotations: each offset slices exactly what is written beside it."""
    texts = {article.id: article.text for article in sample.store.articles()}
    addresses = {
        article.url or f"urn:sayso:article:{article.id}": article.id for article in sample.store.articles()
    }
    sample.export_to(tmp_path / "brat", "brat")
    seen = 0
    for name, text in texts.items():
        for line in (tmp_path / "brat" / f"{name}.ann").read_text("utf-8").split("\n"):
            if line.startswith("T"):
                _, where, words = line.split("\t")
                spans = [tuple(map(int, one.split())) for one in where.split(" ", 1)[1].split(";")]
                assert words == " ".join(text[start:end] for start, end in spans)
                seen += 1
    items = json.loads("".join(sample.export("webannotation")))["first"]["items"]
    for target in (target for item in items for target in item["target"]):
        quote, place = target["selector"]
        assert quote["exact"] == texts[addresses[target["source"]["id"]]][place["start"] : place["end"]]

    assert seen > sample.store.count(Attribution) == len(items)


def test_the_entities_of_the_demo_are_valid(sample: Collection) -> None:
    """By the model's own library."""
    for line in sample.export("ftm"):
        entity = json.loads(line)
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)

        assert proxy.to_dict()["properties"].keys() == entity["properties"].keys()


@pytest.mark.parametrize("form", ["html", "md"])
def test_no_speaker_of_the_demo_survives_redaction(sample: Collection, form: str) -> None:
    """Every person who speaks, by the words of every name it has, in whole texts."""
    persons = [line for line in sample.actors() if line.type == "person" and line.named and line.utterances]
    others = {
        line.id: {word for name in line.names for word in name.lower().split()} for line in sample.actors()
    }
    assert len(persons) > 5
    for line in persons:
        text = sample.dossier(None, form, redact=[line.id], full_text=True, unchecked=True)
        elsewhere = {word for actor, words in others.items() if actor != line.id for word in words}
        for word in {word for name in line.names for word in name.lower().split()} - elsewhere:
            if len(word) > 3:
                assert not re.search(rf"(?<![a-z]){re.escape(word)}", text.lower()), (line.name, word)
