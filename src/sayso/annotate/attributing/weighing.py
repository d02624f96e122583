"""How sure an attribution is: the tagger's chances and the rules' votes, weighed together.

A logistic regression over a dozen features, fitted by `training/weigh.py` on articles that the tagger was not trained
on. Its output is calibrated there: of attributions with confidence 800, four in five were right.
"""

import math
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from sayso.annotate.attributing.claims import Claim
from sayso.annotate.attributing.cues import Cues
from sayso.annotate.attributing.frames import IRREALIS, VERBAL
from sayso.annotate.attributing.tagged import TAGGED
from sayso.annotate.parsing.grammar import Grammar
from sayso.annotate.tagging.decoding import CONTENT, CUE, SOURCE
from sayso.annotate.tagging.tagger import Reading
from sayso.records import AttributionKind

RELATIVE = frozenset({"that", "which", "who"})
FEW, SHORT = 3, 6
"""Words up to which a content is very short, and short."""
LAYOUT = {"signed post": 800, "transcript": 650, "without cue": 550}
"""Patterns that layout alone tells, and how sure each is, in thousandths: the tagger has no part in them. That of
quotations without words of saying is the share that was right on PolNeAR's train articles; the others are rare there."""
PRONOUNS = frozenset(
    {"he", "she", "they", "it", "who", "i", "we", "you", "that", "which", "some", "many", "others"}
)
"""Sources that are told by what stands before them."""
SMALL = frozenset({"DET", "ADP", "PUNCT", "PART"})
UNREAL = frozenset(
    {
        *IRREALIS,
        "not",
        "n't",
        "n’t",
        "never",
        "declined",
        "declines",
        "refused",
        "refuses",
        "resisted",
        "failed",
    }
)
"""Words in a cue that say that nothing was said, or only might be."""
NEAREST = 0.005
"""Chances are kept this far from 0 and 1, so that no single one decides."""


def features(
    g: Grammar,
    cues: Cues,
    claim: Claim,
    kind: AttributionKind,
    reading: Reading,
) -> dict[str, float]:
    """What is known of a claim, by name; those that are 0 are left out."""
    text, parse = g.text, g.parse
    words = sum(len(text[span.start : span.end].split()) for span in claim.content)
    source = text[claim.source.start : claim.source.end].lower() if claim.source else None
    rules = [name for name in (claim.pattern, *claim.votes) if name != TAGGED]
    spans = [claim.source] if claim.source else []
    cue = [claim.cue] if claim.cue else []
    told = [i for span in claim.content for i in g.tokens(span)]
    saying = [i for span in cue for i in g.tokens(span)]
    known = {entry.kind for i in saying if (entry := cues.verb(g.lower[i])) is not None}
    verbal = any(parse.pos[i] in VERBAL for i in told)
    found: dict[str, float] = {
        "always": 1.0,
        "content": _odds(reading.chance(CONTENT, claim.content)),
        "source": _odds(reading.chance(SOURCE, spans)) if spans else 0.0,
        "cue": _odds(reading.chance(CUE, cue)) if cue else 0.0,
        "tagger": float(claim.pattern == TAGGED),
        "tagger points": _odds(claim.points / 1000) if claim.pattern == TAGGED else 0.0,
        "no rule": float(not rules),
        "no source": float(source is None),
        "no cue": float(claim.cue is None),
        "direct": float(kind == "direct"),
        "mixed": float(kind == "mixed"),
        "very short": float(words <= FEW),
        "short": float(FEW < words <= SHORT),
        "pronoun": float(source in PRONOUNS),
        "relative": float(source in RELATIVE),
        "inner": float(claim.inner),
        "no verb, not quoted": float(kind == "indirect" and not verbal),
        "only a name": float(kind == "indirect" and all(parse.ent[i] or parse.pos[i] in SMALL for i in told)),
        "unknown cue, no verb": float(bool(saying) and not known and kind == "indirect" and not verbal),
        "unreal": float(any(g.lower[i] in UNREAL for i in saying)),
        "unknown cue": float(bool(saying) and not known),
        "document": float("document" in known),
        "mind": float(bool(known & {"belief", "intention"})),
    }
    return {name: value for name, value in found.items() if value}


def confidence_of(claim: Claim, found: Mapping[str, float]) -> int:
    """A claim's confidence in thousandths, 1 to 999, by its features; what layout tells is at least as sure as that."""
    weights = load_weights()
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    told = [LAYOUT[name] for name in (claim.pattern, *claim.votes) if name in LAYOUT]
    return max([min(999, max(1, round(1000 / (1 + math.exp(-total))))), *told])


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, float]:
    """The fitted weights by feature."""
    text = files("sayso.annotate").joinpath("data", "attribution_weights.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {name: float(weight) for name, weight in rows}


def _odds(chance: float) -> float:
    held = min(1 - NEAREST, max(NEAREST, chance))
    return math.log(held / (1 - held))
