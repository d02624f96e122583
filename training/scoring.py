"""How good a tagger is by itself: its attributions, as they are read, against labelled articles."""

import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from examples import Article, lines_of
from network import Tagger
from sayso.annotate.tagging.decoding import Tagged
from sayso.annotate.tagging.tagger import Tag, tagger_of
from sayso.spans import Span

MEASURES = {
    "content": ("all", "token content"),
    "source": ("all", "token source"),
    "cue": ("all", "token cue"),
    "relation": ("all", "relation"),
    "direct": ("direct", "relation"),
}


def figures(model: Tagger, articles: Sequence[Article], scorer: Path) -> dict[str, float]:
    """F1 in percent of contents, sources, cues, relations and those of direct quotations, by a scorer's `score`."""

    def run(ids: list[int]) -> tuple[Any, Any, Any]:
        with torch.no_grad():
            labels, cue, source = model(torch.tensor([ids]))
        return labels[0].numpy(), cue[0].numpy(), source[0].numpy()

    model.eval()
    found = score(articles, tagger_of(run), scorer)
    model.train()
    return found


def score(articles: Sequence[Article], tag: Tag, scorer: Path) -> dict[str, float]:
    """The figures of any tagger."""
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    if spec is None or spec.loader is None:
        raise SystemExit(f"scoring: {scorer} is no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    gold = {a["doc"]: (a["text"], a["attributions"]) for a in articles}
    found = {
        a["doc"]: (None, [_row(t) for t in tag(a["text"], lines_of(a["text"])).attributions])
        for a in articles
    }
    result: Mapping[str, Any] = module.score(gold, found)
    measured = {name: round(100 * result[part][what]["F1"], 1) for name, (part, what) in MEASURES.items()}
    return measured | {key: round(100 * result["all"]["relation"][key], 1) for key in ("P", "R")}


def _row(tagged: Tagged) -> dict[str, Any]:
    def spans(*found: Span | None) -> list[dict[str, int]]:
        return [{"start": span.start, "end": span.end} for span in found if span]

    return {
        "source": spans(tagged.source),
        "cue": spans(tagged.cue),
        "content": spans(*tagged.content),
    }
