"""Files become a folder of tables, without a collection that stays; whatever is wrong or twice among them."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.publish.corpus_inputs import articles_in, tables_in, text_of, write_inputs, write_log

from sayso.errors import InputError, MissingExtra, SettingsError, StoreError
from sayso.flow import FLOW
from sayso.publish.collection import open_collection
from sayso.publish.corpus import CorpusReport, load_corpus, run_corpus
from sayso.publish.demo import copy_sample
from sayso.records import Attribution, Failure
from sayso.run import Progress, run
from sayso.schema import codec
from sayso.settings import Limits, Settings
from sayso.store import open_store
from sayso.store.parquet.manifest import read_manifest
from sayso.store.parquet.writing import TableWriter
from sayso.testing import TOY_FLOW, differences, make_article, rebuilt, snapshot


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[CorpusReport, Path]:
    """The folder made of inputs of every kind, with a log of reviews."""
    place = tmp_path_factory.mktemp("corpus")
    inputs = write_inputs(place / "in")
    first = place / "first"
    run_corpus(inputs, first, flow=TOY_FLOW, workers=1)
    named = articles_in(first)["https://courier.example/5"].id
    log = write_log(place / "log.jsonl", [named, "0" * 16])
    made = run_corpus(
        inputs,
        place / "out",
        flow=TOY_FLOW,
        workers=1,
        sidecar=place / "in" / "sidecar.csv",
        reviews=log,
    )
    return made, place / "out"


def test_the_folder_holds_what_the_report_says(corpus: tuple[CorpusReport, Path]) -> None:
    made, folder = corpus
    tables = tables_in(folder)

    assert made.rows == read_manifest(folder).rows
    assert (len(tables["articles"]), len(tables["failures"])) == (made.articles, made.failed)
    assert not (folder / "_work").exists()
    assert made.rows["ties"] > 0


def test_the_first_of_two_texts_stays_and_gaps_are_filled(corpus: tuple[CorpusReport, Path]) -> None:
    articles = articles_in(corpus[1])

    assert text_of(2) == articles["https://courier.example/2"].text
    assert "a second text" == articles["https://courier.example/1"].text  # of the input that was named first
    assert "Ridge Herald" == articles["https://courier.example/4"].outlet
    assert "Elsin Courier" == articles["https://courier.example/19"].outlet
    assert {"own one", "own two"} <= articles.keys()


def test_corrections_of_reviewers_are_followed(corpus: tuple[CorpusReport, Path]) -> None:
    _, folder = corpus
    [as_read] = tables_in(folder)["articles_as_read"]

    assert "Dunes Daily" == articles_in(folder)["https://courier.example/5"].outlet
    assert articles_in(folder)["https://courier.example/5"].id == as_read[0]
    assert len(tables_in(folder)["reviews"]) == 2


def test_what_failed_is_told_where_and_why(corpus: tuple[CorpusReport, Path]) -> None:
    failures = [codec(Failure).decode(row) for row in tables_in(corpus[1])["failures"]]
    told = {(Path(one.path or "").name, one.line, one.reason.split(" (")[0]) for one in failures}

    assert {
        ("nowhere.txt", None, "cannot be opened"),
        ("empty.txt", None, "the file is empty"),
        ("broken.parquet", None, "damaged Parquet file"),
    } <= told
    assert {("lines.jsonl", 8), ("lines.jsonl", 18), ("rows.parquet", 13)} <= {one[:2] for one in told}
    assert any("a second, different text" in one.reason for one in failures)
    assert any("occurs twice with different texts" in one.reason for one in failures)
    assert {"names", "kins"} <= {one.stage for one in failures}


def test_a_loaded_corpus_goes_on(corpus: tuple[CorpusReport, Path], tmp_path: Path) -> None:
    load_corpus(corpus[1], tmp_path / "corpus.db", flow=TOY_FLOW)

    with open_store(tmp_path / "corpus.db") as store:
        assert store.status().stale == 0
        store.add([make_article("more", text_of(3))])
        run(store, TOY_FLOW, Settings(), workers=1)
        made = rebuilt(list(store.articles()), TOY_FLOW, Settings())
        assert [] == differences(made, snapshot(store, TOY_FLOW))
        assert [] == store.check()


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    inputs = write_inputs(tmp_path / "in")
    read: list[int] = []

    def stop(now: Progress) -> None:
        read.extend([now.total] if "words" in now.step else [])
        if now.step.startswith("ties"):
            raise KeyboardInterrupt

    def listen(now: Progress) -> None:
        again.extend([now.total] if "words" in now.step else [])

    with pytest.raises(KeyboardInterrupt):
        run_corpus(inputs, tmp_path / "out", flow=TOY_FLOW, workers=1, progress=stop)
    with pytest.raises(
        StoreError, match=r"out is half-written, by a run with other inputs or settings; remove"
    ):
        run_corpus(inputs[:1], tmp_path / "out", flow=TOY_FLOW, workers=1)
    again: list[int] = []
    run_corpus(inputs, tmp_path / "out", flow=TOY_FLOW, workers=1, progress=listen)
    run_corpus(inputs, tmp_path / "other", flow=TOY_FLOW, workers=1)

    assert tables_in(tmp_path / "other") == tables_in(tmp_path / "out")
    assert max(again, default=0) < max(read) / 2  # only what inputs give twice, in two ways, is read again


def test_a_full_disk_is_told_and_the_same_command_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in.txt").write_text("Brook cedar", "utf-8")

    def full(_writer: TableWriter, _rows: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(TableWriter, "write", full)
        with pytest.raises(
            StoreError, match=r"out cannot be written \(No space left.*the same command goes on"
        ):
            run_corpus([tmp_path / "in.txt"], tmp_path / "out", flow=TOY_FLOW, workers=1)

    assert run_corpus([tmp_path / "in.txt"], tmp_path / "out", flow=TOY_FLOW, workers=1).articles == 1


def test_the_same_command_twice_at_once_is_told(tmp_path: Path) -> None:
    """The second one takes nothing away from the first."""
    (tmp_path / "in.txt").write_text("Brook cedar", "utf-8")
    told: list[str] = []

    def again(now: Progress) -> None:
        if now.step.startswith("ties") and not told:
            with pytest.raises(StoreError, match="is at work on it") as refused:
                run_corpus([tmp_path / "in.txt"], tmp_path / "out", flow=TOY_FLOW, workers=1)
            told.append(str(refused.value))

    run_corpus([tmp_path / "in.txt"], tmp_path / "out", flow=TOY_FLOW, workers=1, progress=again)

    assert len(told) == 1
    assert len(tables_in(tmp_path / "out")["articles"]) == 1


def test_other_limits_are_another_run_and_a_link_that_leads_nowhere_a_failure(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Brook cedar", "utf-8")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    inputs = [tmp_path / "*.txt"]

    def stop(_now: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_corpus(inputs, tmp_path / "out", flow=TOY_FLOW, workers=1, progress=stop)
    with pytest.raises(StoreError, match="by a run with other inputs or settings"):
        run_corpus(
            inputs,
            tmp_path / "out",
            flow=TOY_FLOW,
            workers=1,
            settings=Settings(limits=Limits(max_file_mb=1)),
        )

    made = run_corpus(inputs, tmp_path / "out", flow=TOY_FLOW, workers=1)
    assert (1, 1) == (made.articles, made.failed)


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Brook", "utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "kept.txt").write_text("mine")

    with pytest.raises(StoreError, match="mine is there already; name a new folder with --out"):
        run_corpus([tmp_path / "in.txt"], tmp_path / "mine", flow=TOY_FLOW, workers=1)
    assert ["kept.txt"] == [path.name for path in (tmp_path / "mine").iterdir()]


def test_what_cannot_be_asked_for_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "log.jsonl").write_text(json.dumps({"kind": "change"}) + "\n", "utf-8")

    with pytest.raises(SettingsError, match="no input is named"):
        run_corpus([], tmp_path / "out")
    with pytest.raises(SettingsError, match="cannot be read from standard input"):
        run_corpus(["-"], tmp_path / "out")
    with pytest.raises(InputError, match=r"log\.jsonl:1"):
        run_corpus([tmp_path], tmp_path / "out", reviews=tmp_path / "log.jsonl")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'sayso\[parquet\]'"):
        run_corpus([tmp_path], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_sample_story_goes_on_as_in_an_ordinary_collection(tmp_path: Path) -> None:
    """With the stages that ship: one article more, one less and a review give the same rows in both."""
    sample = copy_sample(tmp_path / "sample")
    reports = sorted(Path(str(sample.reports)).iterdir())
    first, last = reports[:4], reports[4]
    options: Any = {"sidecar": sample.sidecar, "workers": 1}
    run_corpus(first, tmp_path / "tables", **options)
    load_corpus(tmp_path / "tables", tmp_path / "loaded.db")
    with open_collection(tmp_path / "plain.db") as plain, open_collection(tmp_path / "loaded.db") as loaded:
        plain.add(*first, **options)
        assert {} == loaded.run(workers=1).stages
        for each in (plain, loaded):
            each.add(last, **options)
            each.remove(each.store.article_ids()[1], reason="a test")
            said = next(iter(each.store.rows(Attribution)))
            each.reject(said.id, by="Ada Wren", at="2031-05-07T10:00:00.000000Z")

        assert [] == differences(snapshot(plain.store, FLOW), snapshot(loaded.store, FLOW))
        assert [] == loaded.store.check()
        assert plain.store.reviews() == loaded.store.reviews()
