"""Measures attributions on PolNeAR's dev part with the scorer of the labelled data.

The scorer's gold is flat (no cue lies in another's content), so only attributions that are nested in none are
scored. `relation F1`: content and source both overlap the labelled ones by half. The precision and recall of the
surest 70 and 40 percent, and the area under the curve of both, tell whether confidence orders.
"""

import importlib.util
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from chain import annotate, labelled_article, read_jsonl
from sayso.records import Attribution
from sayso.spans import Span
from sayso.stage import Bundle

STAGES = ("marks", "parses", "sentences", "mentions", "attributions")
HALF = 0.5
"""How much of content and source has to overlap, as in the scorer."""


def measure(data: Path) -> dict[str, float]:
    """F1 by name, in percent."""
    folder = data / "attribution"
    scorer = load_scorer(folder / "score.py")
    gold = folder / "polnear.dev.jsonl.gz"
    rows = list(read_jsonl(gold))
    bundles = annotate([labelled_article(row["doc"], row["text"]) for row in rows], STAGES)
    scores = score(scorer, gold, bundles)
    return {
        "relation F1": scores["all"]["relation"]["F1"] * 100,
        "relation F1, direct quotations": scores["direct"]["relation"]["F1"] * 100,
        "content F1, tokens": scores["all"]["token content"]["F1"] * 100,
        "source F1, tokens": scores["all"]["token source"]["F1"] * 100,
        **curve(scorer, rows, bundles),
    }


def curve(scorer: Any, rows: Sequence[dict[str, Any]], bundles: Sequence[Bundle]) -> dict[str, float]:
    """How precision falls as less sure attributions are taken in, in percent.

    `area` is that under precision over recall, as far as recall goes (average precision).
    """
    judged: list[tuple[int, bool]] = []
    labels = 0
    for row, bundle in zip(rows, bundles, strict=True):
        right = _right(scorer, row, bundle)
        labels += len(row["attributions"])
        judged += [(item.confidence, index in right) for index, item in enumerate(_outer(bundle))]
    judged.sort(key=lambda pair: -pair[0])
    good = 0
    area = 0.0
    precision = []
    for count, (_, is_right) in enumerate(judged, 1):
        good += is_right
        precision.append(100 * good / count)
        area += precision[-1] / labels if is_right else 0.0

    def surest(share: float) -> float:
        return precision[max(0, round(share * len(precision)) - 1)] if precision else 0.0

    return {
        "precision of the surest 70 %": surest(0.7),
        "precision of the surest 40 %": surest(0.4),
        "area under precision and recall": area,
    }


def _right(scorer: Any, row: dict[str, Any], bundle: Bundle) -> set[int]:
    """Which of an article's attributions that lie in no other are labelled ones, by their number."""
    tokens = scorer.tokenise(row["text"])
    gold = [scorer.Unit(item, row["text"], *tokens) for item in row["attributions"]]
    units = [scorer.Unit(item, row["text"], *tokens) for item in predictions(bundle)]
    return {index for _, index in scorer.match(gold, units, partial(_related, scorer))}


def _outer(bundle: Bundle) -> list[Attribution]:
    return [row for row in bundle[Attribution] if row.nested_in is None]


def load_scorer(path: Path) -> Any:
    """The scorer as a module, from where the data lies."""
    spec = importlib.util.spec_from_file_location("attribution_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(
            f"no scorer at {path}; set SAYSO_DATA to the folder that holds attribution/score.py"
        )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(scorer: Any, gold: Path, bundles: Sequence[Bundle]) -> Any:
    """The scorer's table for bundles of the gold file's articles, joined on `external_id`."""
    found = {str(bundle.article.external_id): (None, predictions(bundle)) for bundle in bundles}
    return scorer.score(scorer.read_jsonl(gold), found, pred_complete=True)


def predictions(bundle: Bundle) -> list[dict[str, Any]]:
    """An article's top-level attributions in the scorer's form."""
    return [
        {
            "content": [_span(span) for span in row.content],
            "cue": _span(row.cue) if row.cue else None,
            "source": _span(row.source) if row.source else None,
        }
        for row in _outer(bundle)
    ]


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _related(scorer: Any, gold: Any, unit: Any) -> float | None:
    content: float = scorer.jaccard(gold.content, unit.content)
    source: float = scorer.jaccard(gold.source, unit.source)
    return content + source if content >= HALF and source >= HALF else None
