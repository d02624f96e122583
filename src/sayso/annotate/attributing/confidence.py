"""How sure a pattern is, in thousandths, as measured on the tuning part of the labelled articles.

Each figure is the share of a pattern's attributions whose content and source both overlap a labelled one by half,
rounded to tens; patterns found fewer than 20 times take the figure of their family. `eval/attribution.py`, run by itself,
prints them again. The order is what counts: other outlets than the labelled ones have other levels.
"""

from sayso.records import AttributionKind

PATTERNS: dict[str, tuple[int, int]] = {
    # pattern: unquoted, quoted
    "according to": (750, 730),
    "as-aside": (650, 650),
    "aside": (780, 780),
    "belief clause": (620, 310),
    "belief": (530, 300),
    "beside quotation": (620, 620),
    "colon": (650, 650),
    "colon after clause": (610, 610),
    "document clause": (660, 500),
    "document": (600, 450),
    "in the words of": (420, 300),
    "intention": (520, 540),
    "noun clause": (520, 500),
    "noun": (350, 300),
    "passive": (690, 300),
    "passive-to": (740, 600),
    "speech clause": (790, 870),
    "speech doing": (770, 600),
    "speech more": (620, 720),
    "speech object": (600, 790),
    "speech preposition": (520, 700),
    "speech to-do": (550, 790),
    "transcript": (650, 650),
    "without cue": (550, 550),
}
FEW_WORDS = 3
AGENTLESS = ("passive", "passive-to", "without cue")
"""Patterns that are whole without a source."""
PRONOUNS = frozenset(
    {"he", "she", "they", "it", "who", "i", "we", "you", "that", "which", "some", "many", "others"}
)


def confidence_of(pattern: str, kind: AttributionKind, *, source: str | None, words: int) -> int:
    """The confidence of a pattern where its source and content look as they do.

    A missing source leaves a twelfth (labelled ones with the same words mostly name one), a content of up to three
    words three quarters, a pronoun as source of anything but a clause of saying nine tenths; all measured likewise.
    """
    family, _, frame = pattern.partition(" ")
    pair = PATTERNS.get(pattern) or PATTERNS.get(frame) or PATTERNS[family]
    value = float(pair[kind != "indirect"])
    if source is None and pattern not in AGENTLESS and frame not in AGENTLESS:
        value /= 12
    elif source is not None and source.lower() in PRONOUNS and pattern != "speech clause":
        value *= 0.9
    if words <= FEW_WORDS:
        value *= 0.75
    return round(value)
