"""Spark makes of files the folder that the local engine makes, and the verb does it from end to end."""

from pathlib import Path

import pytest
from tests.publish.corpus_inputs import articles_in, tables_in, write_inputs, write_log

from sayso.cli import main
from sayso.publish import corpus
from sayso.publish.corpus import run_corpus
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


def test_both_engines_make_the_same_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the verbs; of Parquet by row group, lines, packed lines, broken files, one article twice, reviews, a sidecar."""
    for function in (corpus.run_corpus, corpus.load_corpus):
        monkeypatch.setattr(function, "__kwdefaults__", {**(function.__kwdefaults__ or {}), "flow": TOY_FLOW})
    inputs = write_inputs(tmp_path / "in")
    run_corpus(inputs[:1], tmp_path / "one", workers=1)
    named = articles_in(tmp_path / "one")["https://courier.example/9"].id
    log = write_log(tmp_path / "log.jsonl", [named, "0" * 16])
    sidecar, out, db = tmp_path / "in" / "sidecar.csv", tmp_path / "spark", tmp_path / "corpus.db"
    run_corpus(inputs, tmp_path / "local", workers=1, reviews=log, sidecar=sidecar)

    argv = ["run", "--engine", "spark", "--in", *inputs, "--out", out, "--reviews", log, "--sidecar", sidecar]
    ran = main([str(part) for part in argv])
    loaded = main(["load", str(out), "--db", str(db)])

    assert (3, 0) == (ran, loaded)  # some inputs failed, as they should
    local, spark = tables_in(tmp_path / "local"), tables_in(out)
    assert [name for name in local if local[name] != spark[name]] == []
    made = read_manifest(out)
    assert read_manifest(tmp_path / "local").rows == made.rows
    assert read_manifest(tmp_path / "local").stages == made.stages
    assert (
        f"{made.rows['articles']} articles and {sum(made.rows.values()):,} rows in {out}\n"
        in capsys.readouterr().out
    )
    with open_store(db) as store:
        assert run(store, TOY_FLOW, Settings(), workers=1).stages == {}
        assert store.check() == []
    assert not (out / "_work").exists()
