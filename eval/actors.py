"""Which names of different articles are one actor's: pairs of mentions, beside two baselines in the same run.

    SAYSO_DATA=FOLDER python eval/actors.py            the figures by kind of pair, and the pairs for tuning that are wrong

The labels (eval/labels/actors.jsonl) hold article ids, text hashes and offsets, no text. All articles that they name
are one collection here, so that a pair is judged among some four hundred articles, as it would be in use.
"""

import os
import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

import lookalikes
from chain import held_out, labelled_article, read_jsonl
from sayso.flow import FLOW
from sayso.records import ActorMember, Article, Entity, Mention
from sayso.resolve.actors.actors import ACTORS
from sayso.resolve.actors.names import read_name
from sayso.settings import Settings
from sayso.stage import Stage
from sayso.testing import rebuilt

LABELS = Path(__file__).with_name("labels") / "actors.jsonl"
CORPORA = {"stories": ("stories", "wikinews.jsonl.gz"), "load": ("load", "articles.jsonl.gz")}
SWEEP = range(400, 1000, 25)
"""Thresholds of the edit distance (thousandths of likeness); the best on these very labels is shown."""
TRIES, SEED, LOW, HIGH = 1000, 20310, 25, 975
"""A bootstrap over pairs: how many times, its fixed seed, and the thousandths between which 95 % lie."""

Row = Mapping[str, Any]
Answer = Callable[[Row], bool]


class Figures(NamedTuple):
    """Pairwise precision, recall and F1 in percent."""

    precision: float
    recall: float
    f1: float


def measure(data: Path) -> dict[str, float]:
    """Precision, recall and F1 of `sayso` on the pairs nobody looked at and on all, and F1 of the baselines on all."""
    rows, texts = labelled(data)
    ours = by_actors(texts)
    held = [row for row in rows if is_held(row)]
    low, high = interval(held, ours)
    whole, unseen = figures(rows, ours), figures(held, ours)
    distance = max(figures(rows, by_distance(texts, least)).f1 for least in SWEEP)
    exact = figures(rows, by_name(texts)).f1
    return {
        "precision, held out": unseen.precision,
        "recall, held out": unseen.recall,
        "F1, held out": unseen.f1,
        "F1, held out, 2.5 %": low,
        "F1, held out, 97.5 %": high,
        "F1": whole.f1,
        "exact name F1": exact,
        "edit distance F1": distance,
        "margin": whole.f1 - max(distance, exact),
        **lookalikes.measure(),
    }


def labelled(data: Path) -> tuple[list[dict[str, Any]], dict[str, Article]]:
    """The labelled pairs, and the articles that they name, by their ids there; a text must be the labelled one."""
    rows = list(read_jsonl(LABELS))
    hashes = {side["id"]: side["text_sha256"] for row in rows for side in (row["a"], row["b"])}
    articles = {}
    for corpus in sorted(CORPORA):
        for found in read_jsonl(data.joinpath(*CORPORA[corpus])):
            if found["id"] in hashes:
                day = found.get("published") or found.get("date")
                articles[found["id"]] = labelled_article(
                    found["id"],
                    found["text"],
                    title=found.get("title"),
                    outlet=found.get("outlet") or found.get("source"),
                    published_earliest=day,
                    published_latest=day,
                    published_basis="stated" if day else "unknown",
                )
    for doc, digest in hashes.items():
        if doc not in articles or articles[doc].text_sha256 != digest:
            raise SystemExit(f"actors: the text of {doc} is another than the labelled one; label it again")
    return rows, articles


def is_held(row: Row) -> bool:
    """Whether one article of a pair is held out."""
    return held_out(row["a"]["id"]) or held_out(row["b"]["id"])


def by_actors(articles: Mapping[str, Article]) -> Answer:
    """What Sayso says: whether the entities of two mentions are one actor. A mention that it did not see is nobody."""
    stages = needed(FLOW, ACTORS)
    made = rebuilt([articles[doc] for doc in sorted(articles)], stages, Settings())
    mentions = [row for row in made["Mention"] if isinstance(row, Mention) and row.form == "name"]
    entities = [row for row in made["Entity"] if isinstance(row, Entity)]
    actors = {row.entity: row.actor for row in made["ActorMember"] if isinstance(row, ActorMember)}
    return answer(mentions, entities, actors, {doc: article.id for doc, article in articles.items()})


def answer(
    mentions: Iterable[Mention],
    entities: Iterable[Entity],
    actors: Mapping[str, str],
    ids: Mapping[str, str],
) -> Answer:
    """Whether two labelled mentions are one actor's, from the rows of a run."""
    entity_of = {mention: entity.id for entity in entities for mention in entity.mentions}
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for mention in mentions:
        if mention.id in entity_of:
            spans.setdefault(mention.article, []).append((mention.start, mention.end, entity_of[mention.id]))

    def actor(side: Row) -> str:
        start, end = side["span"]
        over = [
            (min(end, b) - max(start, a), entity)
            for a, b, entity in spans.get(ids[side["id"]], ())
            if a < end and start < b
        ]
        return actors.get(max(over)[1], "") if over else ""

    return lambda row: bool(actor(row["a"])) and actor(row["a"]) == actor(row["b"])


def needed(flow: Sequence[Stage], last: Stage) -> list[Stage]:
    """The stages of a flow without which one of them cannot run, and it, in order."""
    wanted, stages = set(last.reads), [last]
    for stage in reversed(flow[: flow.index(last)]):
        if wanted & set(stage.writes):
            wanted |= set(stage.reads)
            stages.insert(0, stage)
    return stages


def by_name(articles: Mapping[str, Article]) -> Answer:
    """The first baseline: the same name, but for case, particles and accents."""
    return lambda row: len({read_name(_words(row[side], articles)).key for side in "ab"}) == 1


def by_distance(articles: Mapping[str, Article], least: int) -> Answer:
    """The second baseline: names with a likeness by edit distance, their words in order or sorted."""

    def same(row: Row) -> bool:
        one, two = (read_name(_words(row[side], articles)).key for side in "ab")
        pairs = ((one, two), (" ".join(sorted(one.split())), " ".join(sorted(two.split()))))
        return max(OSA.normalized_similarity(a, b) for a, b in pairs) * 1000 >= least

    return same


def _words(side: Row, articles: Mapping[str, Article]) -> str:
    start, end = side["span"]
    return re.sub(r"\s+", " ", articles[side["id"]].text[start:end])


def figures(rows: Iterable[Row], same: Answer) -> Figures:
    """How right answers are on labelled pairs."""
    return _figures([(bool(row["same"]), same(row)) for row in rows])


def _figures(both: Sequence[tuple[bool, bool]]) -> Figures:
    right = sum(label and said for label, said in both)
    said_one, are_one = sum(said for _, said in both), sum(label for label, _ in both)
    return Figures(
        100.0 * right / max(1, said_one),
        100.0 * right / max(1, are_one),
        200.0 * right / max(1, said_one + are_one),
    )


def interval(rows: Sequence[Row], same: Answer) -> tuple[float, float]:
    """Between which F1 lies in 95 of 100 samples of the pairs, drawn with replacement."""
    both = [(bool(row["same"]), same(row)) for row in rows]
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed, for the same figure every time
    found = sorted(_figures(chance.choices(both, k=len(both))).f1 for _ in range(TRIES))
    return found[LOW * TRIES // 1000], found[HIGH * TRIES // 1000 - 1]


def report(rows: Sequence[Row], articles: Mapping[str, Article], same: Answer) -> str:
    """The figures by kind of pair, and the pairs for tuning that are wrong."""
    lines = []
    for kind in sorted({row["kind"] for row in rows}):
        group = [row for row in rows if row["kind"] == kind]
        found = figures(group, same)
        wrong = sum(same(row) and not row["same"] for row in group)
        lines.append(
            f"{kind:12}{len(group):5}   precision {found.precision:5.1f}   recall {found.recall:5.1f}   joined wrongly {wrong}"
        )
    for row in rows:
        if same(row) != row["same"] and not is_held(row):
            words = " | ".join(_words(row[side], articles) for side in "ab")
            lines.append(f"{'wrongly joined' if same(row) else 'not joined':16}{row['kind']:12}{words}")
    return "\n".join(lines)


if __name__ == "__main__":
    given, known = labelled(Path(os.environ["SAYSO_DATA"]))
    print(report(given, known, by_actors(known)))
