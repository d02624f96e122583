"""Positions: how often two statements of one proposition are about one thing, and how often a label is right.

Labelled by hand (labels/README.md): pairs of statements, one proposition or not, and cells (what one speaker says on
one proposition) with where it stands. Pairs were drawn from those that Sayso puts together and from as many that
are nearest in meaning, so that vectors alone can be measured beside it, at the same number of pairs.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from chain import read_jsonl
from events import Event, Reader, article_of
from intervals import wilson
from sayso.compare.positions.statements import ROOT, alike_words
from sayso.ids import make_id, text_hash
from sayso.records import Attribution, Embedding, Position, PositionMember, Proposition
from sayso.words.commonness import stem
from sayso.words.forms import read_words
from sayso.words.vectors import Vector, cosine, unpack

LABELS = Path(__file__).parent / "labels" / "positions.jsonl"
Place = tuple[str, int, int]
"""An article's id in the corpus, and from where to where."""


class Pair(NamedTuple):
    """A labelled pair: whether it is one proposition, whether Sayso says so, and the cosine of what is said."""

    same: bool
    found: bool
    alike: int


class Cell(NamedTuple):
    """A labelled cell that Sayso has too: the label by hand and its own (None: none)."""

    label: str | None
    found: str | None


class Reading(NamedTuple):
    """What the flow makes of an event: places by proposition, the cells, and the vector at each place.

    A cell has its label, its places, and the root of the word that the label is towards.
    """

    propositions: Mapping[str, Sequence[Place]]
    cells: Sequence[tuple[str | None, Sequence[Place], str]]
    vectors: Sequence[tuple[Place, Vector]]


def measure(data: Path) -> dict[str, float]:
    """Precision in percent of pairs and labels, by part, each with its interval and beside its baseline."""
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    events = read_events(data, {label["event"] for label in labels})
    reader, result = Reader(), dict[str, float]()
    for part, held in (("held-out", True), ("tuning", False)):
        pairs, cells = list[Pair](), list[Cell]()
        for event in events:
            if event.held == held:
                own = [label for label in labels if label["event"] == event.name]
                check_texts(own, event)
                reading = read_event(reader, event)
                pairs += [_pair(label, reading) for label in own if label["kind"] == "pair"]
                texts = {row["id"]: row["text"] for row in event.rows}
                for label in own:
                    if label["kind"] == "cell" and (cell := _cell(label, reading, texts)) is not None:
                        cells.append(cell)
        result |= {f"{part} {name}": value for name, value in (*of_pairs(pairs), *of_cells(cells))}
    return result


def read_events(data: Path, names: set[str]) -> list[Event]:
    """The events of these names, those of one article among them."""
    rows: dict[str, list[Any]] = {}
    for row in read_jsonl(data / "stories" / "wikinews.jsonl.gz"):
        if row["cluster_id"] in names:
            rows.setdefault(row["cluster_id"], []).append(row)
    return [Event(name, found) for name, found in sorted(rows.items())]


def check_texts(labels: Iterable[Mapping[str, Any]], event: Event) -> None:
    """Refuse labels of texts that are not these."""
    hashes = {row["id"]: text_hash(row["text"]) for row in event.rows}
    for label in labels:
        for article, digest in label["text_sha256"].items():
            if hashes.get(article, digest) != digest:
                raise SystemExit(f"positions: the text of {article} is not the one that was labelled")


def read_event(reader: Reader, event: Event) -> Reading:
    """Run the flow over an event."""
    kinds = (Proposition, Position, PositionMember, Attribution, Embedding)
    made = reader.read([article_of(row) for row in event.rows], kinds)
    names = {make_id("Article", row["id"]): str(row["id"]) for row in event.rows}
    about = {row.id: root_of(row.words[0]) for row in made[Proposition]}
    shown: dict[str, list[Place]] = {}
    for row in made[PositionMember]:
        shown.setdefault(row.shows, []).append((names[row.article], *row.words))
    propositions: dict[str, list[Place]] = {}
    cells = []
    for row in made[Position]:
        propositions.setdefault(row.proposition, []).extend(shown[row.id])
        cells.append((row.label, shown[row.id], about[row.proposition]))
    vectors = {row.attribution: unpack(row.vector) for row in made[Embedding] if row.attribution}
    places = [
        ((names[row.article], span.start, span.end), vectors[row.id])
        for row in made[Attribution]
        if row.id in vectors
        for span in row.content
    ]
    return Reading(propositions, cells, places)


def _pair(label: Mapping[str, Any], reading: Reading) -> Pair:
    a, b = (tuple(label[side]) for side in "ab")
    found = any(
        any(_meet(a, place) for place in places) and any(_meet(b, place) for place in places)
        for places in reading.propositions.values()
    )
    one, two = (_vector(place, reading) for place in (a, b))
    return Pair(label["same"], found, -1000 if one is None or two is None else cosine(one, two))


def _vector(place: Place, reading: Reading) -> Vector | None:
    """That of the attribution that covers most of a place, of equal ones the shortest."""
    covering = [
        (-_common(place, other), other[2] - other[1], number)
        for number, (other, _) in enumerate(reading.vectors)
    ]
    best = min(covering, default=None)
    return reading.vectors[best[2]][1] if best is not None and best[0] < 0 else None


def _common(a: Place, b: Place) -> int:
    return max(0, min(a[2], b[2]) - max(a[1], b[1])) if a[0] == b[0] else 0


def _meet(a: Place, b: Place) -> bool:
    return _common(a, b) > 0


def _cell(label: Mapping[str, Any], reading: Reading, texts: Mapping[str, str]) -> Cell | None:
    """The cell of the reading that has the same statements, if it is labelled towards the same word."""
    article, start, end = label["about"]
    about = root_of(texts[article][start:end])
    wanted = [tuple(place) for place in label["statements"]]
    for found, places, root in reading.cells:
        if root == about and any(_meet(a, b) for a in wanted for b in places):
            return Cell(label["label"], found)
    return None


def root_of(word: str) -> str:
    """What stands for a word in a theme."""
    form = read_words(word).forms[0]
    return alike_words().get(form) or stem(form)[:ROOT]


def of_pairs(pairs: Sequence[Pair]) -> Iterator[tuple[str, float]]:
    """Precision of the pairs put together, the share found of those to be, and precision of as many nearest in meaning."""
    found = [pair.same for pair in pairs if pair.found]
    nearest = sorted(pairs, key=lambda pair: -pair.alike)[: len(found)]
    low, high = wilson(sum(found), len(found))
    yield "pairs", len(found)
    yield "pairs precision", 100 * sum(found) / max(1, len(found))
    yield "pairs from", 100 * low
    yield "pairs to", 100 * high
    yield "pairs found", 100 * sum(found) / max(1, sum(pair.same for pair in pairs))
    yield "vectors precision", 100 * sum(pair.same for pair in nearest) / max(1, len(nearest))


def of_cells(cells: Sequence[Cell]) -> Iterator[tuple[str, float]]:
    """How many labelled cells there are, and how often a label that is printed is right, beside the commonest one."""
    yield "cells", len(cells)
    for name in ("for", "against"):
        printed = [cell.label == name for cell in cells if cell.found == name]
        yield f"“{name}” printed", len(printed)
        yield f"“{name}” right", 100 * sum(printed) / max(1, len(printed))
    told = [cell for cell in cells if cell.found]
    right = sum(cell.label == cell.found for cell in told)
    low, high = wilson(right, len(told))
    yield "labels right", 100 * right / max(1, len(told))
    yield "labels from", 100 * low
    yield "labels to", 100 * high
    stances = Counter(cell.label for cell in cells if cell.label)
    yield "commonest stance right", 100 * max(stances.values(), default=0) / max(1, len(cells))
