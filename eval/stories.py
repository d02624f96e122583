"""Stories on the Wikinews source lists: pairwise and B-cubed F1 in five folds by event, beside two baselines in one run.

All articles are grouped together, as they would come in. `five folds` counts every article that a story holds, whatever
fold it is of, so that a wrong merge with another fold counts against both; `within folds` scores a fold's articles among
themselves, as if there were no others: a collection may be crowded with events of one war, or not. For each fold the
parameters are chosen on the articles of the four others, from a small grid, by the highest sum of pairwise F1 and B-cubed F1,
both counted in both ways (ties: the first of the grid); then the articles of the fold are scored. `shipped` is what the constants in the code give on all articles: they were chosen on these by the same
rule, which the five folds judge. The baselines are given their best threshold on the very articles that are scored.

    SAYSO_DATA=FOLDER python eval/stories.py        every fold with what was chosen for it

Fold: the SHA-1 of the event's id, modulo 5. Articles are read by their stages alone; no text is shown.
"""

import hashlib
import math
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chain import held_out, labelled_article, read_jsonl
from sayso.annotate.layout.marks import MARKS
from sayso.annotate.meaning.embeddings import of_head
from sayso.annotate.meaning.encoder import open_encoder
from sayso.records import Article, Embedding, Mark, Review, StoryEdge, StoryPart
from sayso.resolve.stories.likeness import HALF_GROUPS, MEANING, Told, likeness, time_left
from sayso.resolve.stories.linkage import average_linkage
from sayso.resolve.stories.stories import JOIN, STORIES, in_order, told_of
from sayso.resolve.stories.story_edges import STORY_EDGES, STORY_PARTS, when
from sayso.settings import Settings
from sayso.stage import Bundle, Each, Member
from sayso.testing import rebuilt
from sayso.words.forms import read_words

FOLDS = 5
MEANINGS, HALVES, JOINS = (0, 50, 100, 200), (5, 8, 12), range(50, 250, 10)
SINGLE, LINKED = range(18, 34, 2), range(8, 24, 2)
"""Thresholds of the baselines, in percent: both have their best well inside."""
Grouping = Mapping[str, Any]
Choice = tuple[int, int, int]


class Tally(NamedTuple):
    """Sums that add up over folds: pairs in one event and one story, in one story, in one event; B-cubed; articles."""

    both: int
    made: int
    real: int
    inside: float
    kept: float
    articles: int

    def plus(self, other: "Tally") -> "Tally":
        """The sums of both."""
        return Tally(
            self.both + other.both,
            self.made + other.made,
            self.real + other.real,
            self.inside + other.inside,
            self.kept + other.kept,
            self.articles + other.articles,
        )

    def pairwise(self) -> float:
        """F1 over pairs of articles in one story, in percent."""
        return 100 * _f1(self.both / max(1, self.made), self.both / max(1, self.real))

    def b_cubed(self) -> float:
        """B-cubed F1 (Bagga and Baldwin 1998), in percent."""
        return 100 * _f1(self.inside / self.articles, self.kept / self.articles)


def measure(data: Path) -> dict[str, float]:
    """Pairwise and B-cubed F1 in percent, of Sayso and of both baselines."""
    rows = list(read_jsonl(data / "stories" / "wikinews.jsonl.gz"))
    gold = {row["id"]: row["cluster_id"] for row in rows}
    tried = groupings(rows)
    whole, alone = Tally(0, 0, 0, 0.0, 0.0, 0), []
    for number in range(FOLDS):
        _, found = chosen(tried, gold, number)
        whole = whole.plus(tally(gold, found, fold(gold, number)))
        alone.append(_within(gold, found, fold(gold, number)))
    shipped = tried[MEANING, HALF_GROUPS, JOIN]
    on_all = tally(gold, shipped, gold)
    singles, averages = single_pass(rows), linked(rows)
    single, average = best(singles, gold), best(averages, gold)
    # what was measured first: the events that nobody reads, among themselves, and single pass at its best on them
    names = [name for name in gold if held_out(gold[name])]
    unread = _within(gold, shipped, names)
    beside = max((_within(gold, found, names) for found in singles), key=_sum)
    return {
        "five folds, pairwise F1": whole.pairwise(),
        "five folds, B-cubed F1": whole.b_cubed(),
        "within folds, pairwise F1": sum(one.pairwise() for one in alone) / FOLDS,
        "within folds, B-cubed F1": sum(one.b_cubed() for one in alone) / FOLDS,
        "shipped, pairwise F1": on_all.pairwise(),
        "shipped, B-cubed F1": on_all.b_cubed(),
        "single pass, pairwise F1": single.pairwise(),
        "single pass, B-cubed F1": single.b_cubed(),
        "average linkage, pairwise F1": average.pairwise(),
        "average linkage, B-cubed F1": average.b_cubed(),
        "five folds, pairwise margin": whole.pairwise() - max(single.pairwise(), average.pairwise()),
        "five folds, B-cubed margin": whole.b_cubed() - max(single.b_cubed(), average.b_cubed()),
        "pairwise F1": unread.pairwise(),
        "B-cubed F1": unread.b_cubed(),
        "pairwise margin": unread.pairwise() - beside.pairwise(),
        "B-cubed margin": unread.b_cubed() - beside.b_cubed(),
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


def fold(gold: Grouping, number: int) -> list[str]:
    """The articles whose event is of one fold."""
    return [name for name in gold if _fold_of(gold[name]) == number]


def _fold_of(event: str) -> int:
    return int(hashlib.sha1(event.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def chosen(tried: Mapping[Choice, Grouping], gold: Grouping, number: int) -> tuple[Choice, Grouping]:
    """The parameters that are best on all folds but one, and the stories that they make of all articles."""
    others = [fold(gold, other) for other in range(FOLDS) if other != number]
    return max(tried.items(), key=lambda item: _worth(gold, item[1], others))


def _worth(gold: Grouping, found: Grouping, folds: Sequence[Sequence[str]]) -> float:
    crowded = _sum(tally(gold, found, [name for names in folds for name in names]))
    return crowded + sum(_sum(_within(gold, found, names)) for names in folds) / len(folds)


def _sum(one: Tally) -> float:
    return one.pairwise() + one.b_cubed()


def groupings(rows: Sequence[Mapping[str, Any]]) -> dict[Choice, dict[str, str]]:
    """The story of each article for every choice in the grid: components by the stages, stories by `likeness`."""
    parts = list(components([article_of(row) for row in rows]))
    made: dict[Choice, dict[str, str]] = {}
    for meaning, half in product(MEANINGS, HALVES):
        tables = [likeness(told, half=half, meaning=meaning) for told in parts]
        for join in JOINS:
            found = made[meaning, half, join] = {}
            for told, table in zip(parts, tables, strict=True):
                for numbers in average_linkage(table, join):
                    found |= dict.fromkeys(
                        (told[number].article for number in numbers), told[numbers[0]].article
                    )
    return made


def components(articles: Sequence[Article]) -> Iterator[list[Told]]:
    """What the stage of stories sees of each component, under the articles' labelled ids."""
    flow = (MARKS, HEADS, STORY_EDGES, STORY_PARTS)
    rows = rebuilt(articles, flow, Settings())
    kinds = (Mark, Embedding, StoryEdge, StoryPart, Review)
    held: dict[str, dict[Any, list[Any]]] = {one.id: {kind: [] for kind in kinds} for one in articles}
    for kind in kinds:
        for row in rows.get(kind.__name__, ()):
            for name in {row.article, getattr(row, "other", row.article)}:
                held[name][kind].append(row)
    keys = STORIES.keys(Settings())
    parts: dict[str, list[Told]] = {}
    for article in sorted(articles, key=lambda one: one.id):
        bundle = Bundle(article, {kind: tuple(made) for kind, made in held[article.id].items()})
        for key in keys(bundle):
            told = told_of(Member(article.id, key.payload, None))
            parts.setdefault(key.key, []).append(told)
    names = {article.id: str(article.external_id) for article in articles}
    for part in parts.values():
        yield [one._replace(article=names[one.article]) for one in in_order(part)]


def _open_heads(_settings: Settings) -> Callable[[Bundle], Iterator[Embedding]]:
    encode = open_encoder()
    return lambda bundle: of_head(bundle.article, bundle[Mark], encode)


HEADS = Each(name="heads", version=1, reads=(Article, Mark), writes=(Embedding,), make=_open_heads)
"""The vectors of the articles alone: stories need no others, and no parse."""


def tally(gold: Grouping, found: Grouping, names: Collection[str]) -> Tally:
    """Some articles, each with all others of its event and of its story; a pair counts once for each of its articles."""
    cells = Counter((gold[name], found[name]) for name in gold)
    real, made = Counter(gold.values()), Counter(found[name] for name in gold)
    own = [(cells[gold[name], found[name]], made[found[name]], real[gold[name]]) for name in names]
    return Tally(
        sum(cell - 1 for cell, _, _ in own),
        sum(size - 1 for _, size, _ in own),
        sum(size - 1 for _, _, size in own),
        sum(cell / size for cell, size, _ in own),
        sum(cell / size for cell, _, size in own),
        len(own),
    )


def _within(gold: Grouping, found: Grouping, names: Collection[str]) -> Tally:
    """The same with no other article than these."""
    return tally({name: gold[name] for name in names}, found, names)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def best(runs: Sequence[Grouping], gold: Grouping) -> Tally:
    """The best of some groupings on all articles."""
    return max((tally(gold, found, gold) for found in runs), key=_sum)


def single_pass(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, int]]:
    """TF-IDF of the collection itself, each article to the story with the nearest centroid above a threshold."""
    vectors = _tf_idf(rows)
    order = sorted(
        range(len(rows)),
        key=lambda n: (rows[n]["published"] is None, rows[n]["published"] or "", rows[n]["id"]),
    )
    runs = []
    for percent in SINGLE:
        made = _single_pass(vectors, order, percent / 100)
        runs.append({rows[n]["id"]: made[n] for n in order})
    return runs


def linked(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, int]]:
    """Average linkage over all articles by TF-IDF of the collection itself and our own factor of time."""
    vectors = _tf_idf(rows)
    table = _cosines(vectors) * time_left([when(article_of(row)) for row in rows])
    alike = np.rint(table).astype(np.int64)
    runs = []
    for percent in LINKED:
        clusters = enumerate(average_linkage(alike, 10 * percent))
        runs.append({rows[n]["id"]: number for number, cluster in clusters for n in cluster})
    return runs


def _cosines(vectors: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
    table = np.zeros((len(vectors), len(vectors)))
    carriers: dict[str, list[int]] = {}
    for number, vector in enumerate(vectors):
        for form in vector:
            carriers.setdefault(form, []).append(number)
    for form, numbers in carriers.items():
        weights = np.array([vectors[number][form] for number in numbers])
        table[np.ix_(numbers, numbers)] += np.outer(weights, weights)
    return table


def _tf_idf(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, float]]:
    counts = [Counter(read_words(f"{row['title'] or ''} {row['text']}").forms) for row in rows]
    frequency = Counter(form for count in counts for form in count)
    vectors = []
    for count in counts:
        weights = {f: (1 + math.log(n)) * math.log(len(rows) / frequency[f]) for f, n in count.items()}
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
        best_one = max(range(len(likes)), key=likes.__getitem__, default=-1)
        if best_one < 0 or likes[best_one] < least:
            best_one = len(sums)
            sums.append({})
            lengths.append(0.0)
        for form, weight in vector.items():
            sums[best_one][form] = sums[best_one].get(form, 0.0) + weight
        lengths[best_one] = math.sqrt(sum(weight * weight for weight in sums[best_one].values()))
        made[number] = best_one
    return made


def main(data: Path) -> None:
    """Print what was chosen for each fold, what it scores there, and what would be chosen on all."""
    rows = list(read_jsonl(data / "stories" / "wikinews.jsonl.gz"))
    gold = {row["id"]: row["cluster_id"] for row in rows}
    tried = groupings(rows)
    print("fold  articles  meaning half join   five folds: pairwise B-cubed   within: pairwise B-cubed")
    for number in range(-1, FOLDS):
        choice, found = chosen(tried, gold, number)
        names = fold(gold, number) if number >= 0 else list(gold)
        one, inner = tally(gold, found, names), _within(gold, found, names)
        print(
            f"{number if number >= 0 else 'all':>4}{len(names):10}{choice[0]:9}{choice[1]:5}{choice[2]:5}"
            f"{one.pairwise():22.1f}{one.b_cubed():8.1f}{inner.pairwise():19.1f}{inner.b_cubed():8.1f}"
        )
    for join in JOINS:
        one = tally(gold, tried[MEANING, HALF_GROUPS, join], gold)
        print(f"as shipped but join {join}: {one.pairwise():5.1f} {one.b_cubed():5.1f}")


if __name__ == "__main__":
    main(Path(os.environ["SAYSO_DATA"]))
