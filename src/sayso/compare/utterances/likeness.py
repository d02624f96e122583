"""How likely two renderings are one utterance: what is compared, and one calibrated score of it.

A logistic regression over a few features; `training/pairs.py` fits its weights on labelled pairs of the tuning
part, and prints what each feature adds and how well the scores are calibrated.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Literal

from rapidfuzz.distance import LCSseq

from sayso.compare.utterances.renderings import Rendering, Said, Voice
from sayso.words.forms import read_words
from sayso.words.vectors import cosine

Relation = Literal["same", "body", "unknown", "yields", "apart"]
WEIGHTS = "utterance_weights.tsv"
# The cosine of two sentences of one speaker on one subject (median of the tuning pairs that are two utterances, in
# thousandths): what a pair without vectors is taken to have.
NO_VECTOR = 600
# A run of so many equal words is as telling as a longer one, and so is a distance of so many days.
RUN, FAR = 10, 7
# So many words in a row in quotation marks are somebody's words; two are a name.
QUOTED = 3
# Articles that came out at most so many days apart may report one occasion as news: by day and by night.
NEAR = 1


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two renderings have in common: words, and the cosine of their meaning.

    `equal` words of the `shorter` one's are equal and in order, at most `run` of them in a row. `chance` is the
    calibrated score; it and the cosine are thousandths.
    """

    chance: int
    relation: Relation
    equal: int
    run: int
    shorter: int
    meaning: int | None
    features: Mapping[str, float]

    @property
    def in_order(self) -> int:
        """The share of the shorter one's words that are equal and in order, in thousandths."""
        return 1000 * self.equal // max(1, self.shorter)


def relation(a: Rendering, b: Rendering) -> Relation:
    """Whether two renderings have one speaker, or one speaks for the body that the other is.

    Within one article only one and the same entity repeats itself (a pronoun or a role that was resolved is that
    entity): whom the article itself tells apart, words alone never make one. Between two articles "yields" is a
    speaker who was inferred in one and is somebody else in the other, which says so: its words count for more.
    """
    one, two = a.voice, b.voice
    if one.known and two.known and one.actor == two.actor:
        return "same"
    if one.bodies & two.bodies and not (one.known and two.known and one.spokesman and two.spokesman):
        return "body"
    if a.article == b.article:
        return (
            "same"
            if one.entity == two.entity and one.entity
            else "apart"
            if one.entity != two.entity
            else "unknown"
        )
    if one.known and two.known:
        return "yields" if one.inferred != two.inferred else "apart"
    return "apart" if _names_differ(one, two) else "unknown"


def _names_differ(one: Voice, two: Voice) -> bool:
    """Whether the one whom an article names without introducing has no word in common with the other's name."""
    if one.introduced and two.introduced:
        return False
    names = [frozenset(read_words(voice.name).forms) for voice in (one, two)]
    return all(names) and not names[0] & names[1]


def may_be_one(a: Rendering, b: Rendering) -> bool:
    """Whether nothing speaks against it: no two speakers, no two days."""
    return relation(a, b) != "apart" and not (a.said.day and b.said.day and a.said.day != b.said.day)


def compare(a: Rendering, b: Rendering) -> Likeness:
    """What two renderings have in common, and how likely they are one utterance."""
    found = relation(a, b)
    numbers: dict[str, int] = {}
    one, two = ([numbers.setdefault(root, len(numbers)) for root in side.roots] for side in (a, b))
    equal, run = 0, 0
    for op in LCSseq.opcodes(one, two):
        if op.tag == "equal":
            equal += op.src_end - op.src_start
            run = max(run, op.src_end - op.src_start)
    shorter = min(len(one), len(two))
    meaning = None if a.vector is None or b.vector is None else cosine(a.vector, b.vector)
    features = _features(a, b, found, equal=equal, run=run, meaning=NO_VECTOR if meaning is None else meaning)
    return Likeness(score(features), found, equal, run, shorter, meaning, features)


def _features(
    a: Rendering, b: Rendering, found: Relation, *, equal: int, run: int, meaning: int
) -> dict[str, float]:
    shorter, longer = sorted((len(a.roots), len(b.roots)))
    weight = sum(a.stems[root] for root in a.stems if root in b.stems)
    lighter, heavier = sorted((a.weight, b.weight))
    apart = None if a.article == b.article else days_between(a.said, b.said)
    return {
        "always": 1.0,
        "words in order": equal / max(1, shorter),
        "longest run": min(run, RUN) / RUN,
        "quoted alike": _quoted_alike(a, b),
        "content": weight / max(1, lighter),
        "content of both": weight / max(1, heavier),
        "meaning": meaning / 1000,
        "numbers differ": float(not (a.numbers <= b.numbers or b.numbers <= a.numbers)),
        "one is negated": float(bool(a.negations) != bool(b.negations)),
        "speaker unknown": float(found in {"unknown", "yields"}),
        "one article": float(a.article == b.article),
        "near in time": float(apart is not None and apart <= NEAR),
        "days between": min(FAR, apart) / FAR if apart is not None and apart > NEAR else 0.0,
        "lengths": math.log(max(1, longer) / max(1, shorter)),
    }


def _quoted_alike(a: Rendering, b: Rendering) -> float:
    """The longest run of words in quotation marks on both sides, as a share of what the side that quotes less quotes."""
    least = min(a.quoted, b.quoted)
    if least < QUOTED:
        return 0.0
    there = {three for quote in b.quotes for three in _threes(quote)}
    longest = 0
    for quote in a.quotes:
        run = 0
        for three in _threes(quote):
            run = run + 1 if three in there else 0
            longest = max(longest, run)
    return min(1.0, (longest + QUOTED - 1) / least) if longest else 0.0


def _threes(roots: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return zip(*(roots[shift:] for shift in range(QUOTED)), strict=False)


def days_between(one: Said, two: Said) -> int | None:
    """Days that lie at least between two articles; None where a day is unknown."""
    if one.day and one.day == two.day:
        return 0
    if not (one.earliest and one.latest and two.earliest and two.latest):
        return None
    return max(
        0, _ordinal(one.earliest) - _ordinal(two.latest), _ordinal(two.earliest) - _ordinal(one.latest)
    )


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()


def score(features: Mapping[str, float]) -> int:
    """How likely renderings with these features are one utterance, in thousandths."""
    points = sum(weight * features[name] for name, weight in weights().items())
    return round(1000 / (1 + math.exp(-max(-30.0, min(30.0, points)))))


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weight of each feature."""
    table = resources.files("sayso.compare").joinpath("data", WEIGHTS).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}
