"""Which attributions are one utterance: F1 on labelled pairs, beside shared words and sentence vectors, in one run.

Thresholds and weights are from the tuning part; measured are the pairs whose articles are never read. Both baselines
get the threshold that is best for them on the tuning part, and the same knowledge of who speaks and when: two known
speakers, or two days, never make one utterance. `undated` is the same without days but those of publication. On MSRP (sentence pairs of news, no speakers) the same comparison is reported as it is.
"""

import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from chain import read_jsonl
from sayso.annotate.meaning.encoder import Encode, open_encoder
from sayso.compare.utterances.likeness import compare
from sayso.compare.utterances.linking import link
from sayso.compare.utterances.renderings import Rendering, Voice, render
from sayso.records import Attribution
from sayso.spans import Span
from sayso.words.vectors import cosine, pack, unpack
from utterance_pairs import Pair, by_part, labelled_pairs, tell_days

SWEEP = range(200, 1001, 10)
DRAWS = 1000
ALIKE = frozenset({"day", "occasion", "stock", "allies", "numbers", "answer"})
"""Kinds of pairs that only look like one utterance: who speaks, when, or what is answered tells them apart."""


def measure(data: Path) -> dict[str, float]:
    """Precision, recall and F1 in percent on held-out pairs, the baselines' F1, and the share of look-alikes kept apart."""
    pairs = labelled_pairs(data)
    tune, held = (list(map(tell_days, by_part(pairs, held=part))) for part in (False, True))
    undated = list(by_part(pairs, held=True))
    gold = [pair.same for pair in held]
    ours = linked(held)
    right = sum(same and said for same, said in zip(gold, ours, strict=True))
    low, high = interval(gold, ours)
    words, meaning = baseline(tune, held, shared_words), baseline(tune, held, alike)
    look = [said for pair, said in zip(undated, linked(undated), strict=True) if pair.kind in ALIKE]
    return {
        "precision": 100 * right / max(1, sum(ours)),
        "recall": 100 * right / max(1, sum(gold)),
        "F1": f1(gold, ours),
        "F1 from": low,
        "F1 to": high,
        "shared words F1": words,
        "vectors F1": meaning,
        "margin": f1(gold, ours) - max(words, meaning),
        "undated F1": f1(gold, linked(undated)),
        "undated look-alikes kept apart": 100 * (1 - sum(look) / max(1, len(look))),
        "tuning F1": f1((pair.same for pair in tune), linked(tune)),
        **msrp(data),
    }


def linked(pairs: Iterable[Pair]) -> list[bool]:
    """Which pairs Sayso makes one utterance."""
    return [link(pair.a, pair.b) is not None for pair in pairs]


def f1(gold: Iterable[bool], found: Iterable[bool]) -> float:
    """F1 in percent of yes answers."""
    both = [(same, said) for same, said in zip(gold, found, strict=True)]
    right = sum(same and said for same, said in both)
    total = sum(same for same, _ in both) + sum(said for _, said in both)
    return 200.0 * right / total if total else 0.0


def interval(gold: Sequence[bool], found: Sequence[bool]) -> tuple[float, float]:
    """The middle 95 in 100 of F1 over pairs drawn with replacement (bootstrap, seed fixed)."""
    draw = random.Random(7)  # noqa: S311 - no secret
    numbers = range(len(gold))
    values = []
    for _ in range(DRAWS):
        drawn = draw.choices(numbers, k=len(gold))
        values.append(f1([gold[n] for n in drawn], [found[n] for n in drawn]))
    values.sort()
    return values[DRAWS * 25 // 1000], values[DRAWS * 975 // 1000]


def baseline(
    tune: Sequence[Pair],
    held: Sequence[Pair],
    like: Callable[[Rendering, Rendering], int],
) -> float:
    """F1 on held-out pairs of a measure of likeness at the threshold that is best on the tuning pairs."""
    scored = [[_scored(pair, like) for pair in part] for part in (tune, held)]
    golds = [[pair.same for pair in part] for part in (tune, held)]
    best = max(SWEEP, key=lambda least: f1(golds[0], [value >= least for value in scored[0]]))
    return f1(golds[1], [value >= best for value in scored[1]])


def _scored(pair: Pair, like: Callable[[Rendering, Rendering], int]) -> int:
    return 0 if pair.speakers == "different" or pair.days == "other" else like(pair.a, pair.b)


def shared_words(a: Rendering, b: Rendering) -> int:
    """The cosine of the weights (inverse document frequencies) of content words, in thousandths."""
    both = sum(a.stems[root] ** 2 for root in a.stems if root in b.stems)
    lengths = [sum(weight**2 for weight in side.stems.values()) for side in (a, b)]
    return round(1000 * both / math.sqrt(max(1, lengths[0] * lengths[1])))


def alike(a: Rendering, b: Rendering) -> int:
    """The cosine of the sentence vectors, in thousandths."""
    return 0 if a.vector is None or b.vector is None else cosine(a.vector, b.vector)


def msrp(data: Path) -> dict[str, float]:
    """F1 and accuracy on MSRP's train pairs: threshold from the even rows, measured on the odd ones."""
    encode = open_encoder()
    rows = list(read_jsonl(data / "reuse" / "msrp.train.jsonl.gz"))
    gold = [bool(row["paraphrase"]) for row in rows]
    sides = [[_sentence(row[name], name, encode) for name in ("text1", "text2")] for row in rows]
    measured = {}
    likes: Mapping[str, Callable[[Rendering, Rendering], int]] = {
        "MSRP": lambda a, b: compare(a, b).chance,
        "MSRP, vectors": alike,
        "MSRP, shared words": shared_words,
    }
    for name, like in likes.items():
        scored = [like(a, b) for a, b in sides]
        best = max(
            range(0, 1001, 10),
            key=lambda least: f1(gold[::2], [v >= least for v in scored[::2]]),
        )
        said = [value >= best for value in scored[1::2]]
        measured[f"{name} F1"] = f1(gold[1::2], said)
        right = sum(same == yes for same, yes in zip(gold[1::2], said, strict=True))
        measured[f"{name} accuracy"] = 100 * right / len(said)
    return measured


def _sentence(text: str, article: str, encode: Encode) -> Rendering:
    content = (Span(0, len(text)),)
    vector: Any = encode(text, content)
    attribution = Attribution(
        id=text,
        article=article,
        kind="indirect",
        content=content,
        cue=None,
        source=None,
        confidence=1000,
        reasons=("labelled",),
    )
    voice = Voice(entity="one", actor="one", known=True)
    return render(
        attribution,
        text,
        voice=voice,
        vector=None if vector is None else unpack(pack(vector)),
    )
