"""Stories on the Wikinews source lists: pairwise and B-cubed F1, beside single-pass TF-IDF in the same run.

All articles are grouped together, as they would come in; only those of held-out events (SHA-1 of the event's id
begins with 0-3) are scored. The baseline is given its best threshold on the very articles that are scored.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chain import held_out, labelled_article, read_jsonl
from sayso.annotate.layout.marks import MARKS
from sayso.records import Article, StoryMember
from sayso.resolve.stories.stories import STORIES
from sayso.resolve.stories.story_edges import STORY_EDGES, STORY_PARTS
from sayso.settings import Settings
from sayso.testing import rebuilt
from sayso.words.forms import read_words

FLOW = (MARKS, STORY_EDGES, STORY_PARTS, STORIES)
SWEEP = range(15, 45, 5)
Grouping = Mapping[str, Any]


def measure(data: Path) -> dict[str, float]:
    """Pairwise and B-cubed F1 in percent on held-out events, of Sayso and of the baseline."""
    rows = list(read_jsonl(data / "stories" / "wikinews.jsonl.gz"))
    scored = {row["id"]: row["cluster_id"] for row in rows if held_out(row["cluster_id"])}
    ours = score(scored, grouped([article_of(row) for row in rows]))
    baseline = best_single_pass(rows, scored)
    return {
        **ours,
        "baseline pairwise F1": baseline["pairwise F1"],
        "baseline B-cubed F1": baseline["B-cubed F1"],
        "pairwise margin": ours["pairwise F1"] - baseline["pairwise F1"],
        "B-cubed margin": ours["B-cubed F1"] - baseline["B-cubed F1"],
    }


def article_of(row: Mapping[str, Any]) -> Article:
    """A labelled article with what is known of it."""
    day = row["published"][:10] if row["published"] else None
    return labelled_article(
        row["id"],
        row["text"],
        title=row["title"],
        outlet=row["outlet"],
        published_earliest=day,
        published_latest=day,
        published_basis="stated" if day else "unknown",
    )


def grouped(articles: Sequence[Article]) -> dict[str, str]:
    """The story of each article, by the id that it has in the labels."""
    names = {article.id: str(article.external_id) for article in articles}
    rows = rebuilt(articles, FLOW, Settings())["StoryMember"]
    return {names[row.article]: row.story for row in rows if isinstance(row, StoryMember)}


def score(gold: Grouping, found: Grouping) -> dict[str, float]:
    """F1 over pairs of articles in one story, and B-cubed F1 (Bagga and Baldwin 1998), in percent."""
    both = Counter((gold[name], found[name]) for name in gold)
    real, made = Counter(gold.values()), Counter(found[name] for name in gold)
    shared = _pairs(both.values())
    precision, recall = shared / max(1, _pairs(made.values())), shared / max(1, _pairs(real.values()))
    inside = sum(count * count / made[story] for (_, story), count in both.items()) / len(gold)
    kept = sum(count * count / real[event] for (event, _), count in both.items()) / len(gold)
    return {
        "pairwise precision": 100 * precision,
        "pairwise recall": 100 * recall,
        "pairwise F1": 100 * _f1(precision, recall),
        "B-cubed F1": 100 * _f1(inside, kept),
    }


def _pairs(counts: Any) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def best_single_pass(rows: Sequence[Mapping[str, Any]], gold: Grouping) -> dict[str, float]:
    """TF-IDF of the collection itself, each article to the story with the nearest centroid above a threshold."""
    vectors = _tf_idf([f"{row['title'] or ''} {row['text']}" for row in rows])
    order = sorted(
        range(len(rows)),
        key=lambda n: (rows[n]["published"] is None, rows[n]["published"] or "", rows[n]["id"]),
    )
    runs = []
    for percent in SWEEP:
        made = _single_pass(vectors, order, percent / 100)
        runs.append(score(gold, {rows[n]["id"]: made[n] for n in order}))
    return max(runs, key=lambda run: run["pairwise F1"] + run["B-cubed F1"])


def _tf_idf(texts: Sequence[str]) -> list[dict[str, float]]:
    counts = [Counter(read_words(text).forms) for text in texts]
    frequency = Counter(form for count in counts for form in count)
    vectors = []
    for count in counts:
        weights = {f: (1 + math.log(n)) * math.log(len(texts) / frequency[f]) for f, n in count.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({form: weight / length for form, weight in weights.items() if weight})
    return vectors


def _single_pass(vectors: Sequence[dict[str, float]], order: Sequence[int], least: float) -> dict[int, int]:
    sums: list[dict[str, float]] = []
    lengths: list[float] = []
    made = {}
    for number in order:
        vector = vectors[number]
        likes = [
            sum(weight * centre.get(form, 0.0) for form, weight in vector.items()) / length
            for centre, length in zip(sums, lengths, strict=True)
        ]
        best = max(range(len(likes)), key=likes.__getitem__, default=-1)
        if best < 0 or likes[best] < least:
            best = len(sums)
            sums.append({})
            lengths.append(0.0)
        for form, weight in vector.items():
            sums[best][form] = sums[best].get(form, 0.0) + weight
        lengths[best] = math.sqrt(sum(weight * weight for weight in sums[best].values()))
        made[number] = best
    return made
