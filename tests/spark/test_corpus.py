"""Spark makes of files the folder that the local engine makes, and the verb does it from end to end."""

import os
from pathlib import Path
from typing import Any

import pytest
from tests.publish.corpus_inputs import articles_in, tables_in, write_inputs, write_log

from sayso.cli import main
from sayso.publish import corpus
from sayso.publish.corpus import load_corpus, run_corpus
from sayso.run import run
from sayso.settings import Settings
from sayso.store import open_store
from sayso.store.parquet.manifest import read_manifest
from sayso.testing import TOY_FLOW

pytestmark = [
    pytest.mark.spark,
    pytest.mark.usefixtures("session"),
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
]


def test_both_engines_make_the_same_folder(tmp_path: Path) -> None:
    """Of Parquet by row group, lines, packed lines and pages, broken ones, one article twice, reviews, a sidecar."""
    inputs = write_inputs(tmp_path / "in")
    run_corpus(inputs[:1], tmp_path / "one", flow=TOY_FLOW, workers=1)
    log = write_log(
        tmp_path / "log.jsonl", [articles_in(tmp_path / "one")["https://courier.example/9"].id, "0" * 16]
    )
    options: Any = {"flow": TOY_FLOW, "reviews": log, "sidecar": tmp_path / "in" / "sidecar.csv"}

    run_corpus(inputs, tmp_path / "local", workers=1, **options)
    run_corpus(inputs, tmp_path / "spark", engine="spark", **options)

    local, spark = tables_in(tmp_path / "local"), tables_in(tmp_path / "spark")
    assert [name for name in local if local[name] != spark[name]] == []
    assert read_manifest(tmp_path / "local").rows == read_manifest(tmp_path / "spark").rows
    assert read_manifest(tmp_path / "local").stages == read_manifest(tmp_path / "spark").stages
    load_corpus(tmp_path / "spark", tmp_path / "corpus.db", flow=TOY_FLOW)
    with open_store(tmp_path / "corpus.db") as store:
        assert run(store, TOY_FLOW, Settings(), workers=1).stages == {}
        assert store.check() == []
    assert not (tmp_path / "spark" / "_work").exists()


def test_the_verb_does_it_from_end_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for function in (corpus.run_corpus, corpus.load_corpus):
        monkeypatch.setattr(function, "__kwdefaults__", {**(function.__kwdefaults__ or {}), "flow": TOY_FLOW})
    (tmp_path / "a.txt").write_text("Brook cedar Ember", "utf-8")
    (tmp_path / "b.txt").write_text("Brook dunes", "utf-8")
    out, db = str(tmp_path / "out"), str(tmp_path / "corpus.db")

    ran = main(["run", "--engine", "spark", "--in", *map(str, sorted(tmp_path.glob("*.txt"))), "--out", out])
    loaded = main(["load", out, "--db", db])

    assert (0, 0) == (ran, loaded)
    told = capsys.readouterr().out
    assert f"2 articles and {sum(read_manifest(Path(out)).rows.values()):,} rows in {out}{os.linesep}" in told
    with open_store(db) as store:
        assert 2 == len(store.article_ids())
