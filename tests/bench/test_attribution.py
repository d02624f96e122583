"""Tests of the benchmark beside other extractors: what it counts, how it joins what peers find, when it fails."""

import gzip
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from sayso.flow import ANNOTATE
from sayso.records import Article, Attribution, Entity, Mark, Mention, Parse, Sentence
from sayso.settings import Settings
from sayso.stage import Each

BENCH = Path(__file__).parents[2] / "bench"
SCORER = """
def read_jsonl(path):
    raise AssertionError("the benchmark reads the gold file itself")
def score(gold, found, pred_complete):
    assert pred_complete and set(gold) == set(found)
    part = {name: {"F1": 0.5} for name in ("relation", "token content", "token source")}
    return {"all": part, "direct": {"relation": {"F1": 0.25}}}
"""


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{name}_under_test", BENCH / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bench() -> Any:
    """The benchmark as a module."""
    return _module("attribution")


@pytest.fixture
def peers() -> Any:
    """What runs the other extractors, as a module."""
    return _module("peers")


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """A data folder with one labelled article and a scorer that is always half content."""
    folder = tmp_path / "attribution"
    folder.mkdir()
    (folder / "score.py").write_text(SCORER)
    with gzip.open(folder / "polnear.dev.jsonl.gz", "wt") as lines:
        lines.write(json.dumps({"doc": "one", "text": "She said it rained.", "attributions": []}) + "\n")
    return tmp_path


PEERS = _module("peers")


def _stage(
    name: str, reads: tuple[type[Any], ...], writes: type[Any], make: Callable[[Settings], Any] | None = None
) -> Each:
    return Each(
        name=name, version=1, reads=(Article, *reads), writes=(writes,), make=make or (lambda _: list)
    )


def test_without_data_it_skips_and_says_so(bench: Any, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.delenv("SAYSO_DATA", raising=False)
    monkeypatch.delenv("SAYSO_REQUIRE", raising=False)

    assert 0 == bench.main([])
    assert "skipped, SAYSO_DATA names no folder" in capsys.readouterr().out


def test_without_data_it_fails_where_data_is_required(bench: Any, monkeypatch: Any, tmp_path: Path) -> None:
    """A folder without the labelled news counts as none."""
    monkeypatch.setenv("SAYSO_DATA", str(tmp_path))
    monkeypatch.setenv("SAYSO_REQUIRE", "postgres,data")

    assert 1 == bench.main([])


def test_the_stage_answers_for_what_works_for_it_alone(bench: Any) -> None:
    """A stage before it that nobody else reads is part of its time; one that others read too is not."""
    flow = (
        _stage("parses", (), Parse),
        _stage("marks", (), Mark),
        _stage("tags", (Mark,), Mention),
        _stage("sentences", (Parse,), Sentence),
        _stage("attributions", (Mention, Sentence), Attribution),
        _stage("entities", (Sentence, Attribution), Entity),
    )

    assert frozenset({"attributions", "tags", "marks"}) == bench.stages_alone(flow, Attribution)


def test_what_a_stage_stands_on_is_all_that_it_needs(bench: Any) -> None:
    """Not what comes before it in the order without being needed."""
    flow = (
        _stage("parses", (), Parse),
        _stage("marks", (), Mark),
        _stage("sentences", (Parse,), Sentence),
        _stage("attributions", (Sentence,), Attribution),
        _stage("entities", (Attribution,), Entity),
    )

    assert frozenset({"parses", "sentences", "attributions"}) == bench.stages_below(flow, Attribution)


def test_the_stage_is_counted_in_the_flow_as_it_is(bench: Any) -> None:
    """The parse serves others too, so it is never hidden in the stage, nor left out of what the stage stands on."""
    alone, below = bench.stages_alone(ANNOTATE, Attribution), bench.stages_below(ANNOTATE, Attribution)

    assert "attributions" in alone
    assert "parses" not in alone
    assert alone < below
    assert "speakers" not in below


def test_the_chain_hands_rows_on_and_times_each_stage(bench: Any, annotated: Any) -> None:
    def marks(_settings: Settings) -> Any:
        return lambda bundle: iter([Mark(id="m", article=bundle.article.id, start=0, end=1, kind="headline")])

    def none_where_marked(_settings: Settings) -> Any:
        return lambda bundles: [[] if bundle[Mark] else [None] for bundle in bundles]

    both = Each(
        name="read", version=1, reads=(Article, Mark), writes=(Mention,), make=none_where_marked, batch=2
    )
    flow = (_stage("marks", (), Mark, marks), both)
    articles = [annotated.article(f"Report {number}.") for number in range(3)]
    spent = {"marks": 5.0}

    bundles = bench.run_chain([(stage, stage.make(Settings())) for stage in flow], articles, spent)

    assert [(1, 0)] * 3 == [(len(bundle[Mark]), len(bundle[Mention])) for bundle in bundles]
    assert spent["marks"] >= 5.0
    assert {"marks", "read"} == set(spent)


def test_speed_is_the_median_of_the_rounds_each_against_itself(bench: Any) -> None:
    """A round in which the machine was busy moves neither."""
    assert 2.0 == bench.ratio_of([2.0, 40.0, 4.0], [1.0, 20.0, 1.0])


def test_a_row_has_a_dash_where_nothing_is_looked_for(bench: Any) -> None:
    row, bare = bench.line_of("one", (60.04, 80, 70, 75), speed=1234.4), bench.line_of("two", None, speed=9)

    assert ["one", "60.0", "80.0", "70.0", "75.0", "1,234"] == row.split()
    assert ["two", "-", "-", "-", "-", "9"] == bare.split()
    assert len(row) == len(bare)


@pytest.mark.parametrize(("seconds", "code"), [(1.0, 0), (1.25, 0), (1.3, 1)])
def test_it_fails_when_the_stage_is_slower_than_the_limit(
    bench: Any, labelled: Path, monkeypatch: Any, capsys: Any, *, seconds: float, code: int
) -> None:
    """The pinned limit is 0.8 of the parser's speed."""
    monkeypatch.setenv("SAYSO_DATA", str(labelled))
    monkeypatch.setattr(sys, "path", list(sys.path))

    def measured(articles: Any, predict: Any, *, rounds: int) -> Any:
        assert ["She said it rained."] == [article.text for article in articles]
        assert [] == predict({Attribution: ()})
        found: dict[str, Any] = {str(article.external_id): (None, []) for article in articles}
        stage = bench.System(name="the stage", parts=frozenset(), found=found, seconds=[seconds] * rounds)
        peer = bench.System(name="a peer", parts=frozenset(), found=found, refused=7, seconds=[2.0] * rounds)
        bare = bench.System(name="bare", parts=frozenset(), scored=False, seconds=[1.0] * rounds)
        return [stage, peer, bare], ["absent"]

    monkeypatch.setattr(bench, "measure", measured)

    assert code == bench.main([])
    printed = capsys.readouterr().out
    assert "50.0     50.0    50.0    25.0" in printed
    assert "a peer: refused 7 paragraphs" in printed
    assert "absent: not installed" in printed
    assert printed.endswith(f"the stage: {1 / seconds:.2f} times the speed of bare (limit 0.8)\n")


def test_a_peer_that_is_not_installed_is_named(peers: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(
        peers, "EXTRACTORS", {"spacy": ("spacy.util", "is_package"), "absent": ("no_such_module", "find")}
    )

    installed, missing = peers.load_peers()

    assert [f"spacy {spacy.__version__} is_package"] == [peer.name for peer in installed]
    assert ["absent"] == missing


def test_what_a_peer_finds_stands_where_it_stands_in_the_article(peers: Any) -> None:
    """It sees one paragraph at a time and counts from there."""
    text = 'Rain fell.\n\n"It is wet," Anna Rell said.\nMore.'

    def quotation(doc: Any) -> Iterator[Any]:
        if doc[0].text == '"':
            yield [doc[6], doc[7]], [doc[8]], doc[0:5]

    [parsed] = peers.parse(spacy.blank("en"), [text], batch=2)
    [found], refused = peers.attributions(quotation, parsed)

    assert 0 == refused
    assert {"content": ['"It is wet,'], "cue": ["said"], "source": ["Anna", "Rell"]} == {
        role: [text[span["start"] : span["end"]] for span in spans] for role, spans in found.items()
    }


def test_a_paragraph_that_a_peer_refuses_is_counted(peers: Any) -> None:
    """What it gave before is kept, and the next paragraph is read."""
    content = SimpleNamespace(start_char=1, end_char=4)

    def moody(doc: str) -> Iterator[Any]:
        yield [], [], content
        if doc == "odd":
            raise ValueError("3 quotation marks found")

    found, refused = peers.attributions(moody, [(0, "odd"), (10, "even")])

    assert 1 == refused
    assert [[{"start": 1, "end": 4}], [{"start": 11, "end": 14}]] == [row["content"] for row in found]


@given(st.text(alphabet=st.sampled_from("ab \t\r\n\x85\u2028é😀")))
def test_paragraphs_lie_where_they_say(text: str) -> None:
    """None holds a line end, and together they hold every character that is none."""
    pieces = list(PEERS.paragraphs(text))

    assert all(text[start : start + len(piece)] == piece for start, piece in pieces)
    assert text.replace("\r", "").replace("\n", "") == "".join(piece for _, piece in pieces)
