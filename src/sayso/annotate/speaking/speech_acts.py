"""What is done with words: demand, warning, accusation, denial, promise ... told from the content, the cue second.

A table of weights (`data/act_weights.tsv`, thousandths, learnt by `training/acts.py` from labelled articles) adds up
what the words show; the act with the highest sum is taken. Every sum can be read back as words and their weights
(`reasons`). A cue that only colours ("claimed", "alleged", "lashed out") weighs little; one that names an act
("denied", "urged", "warned") weighs much, unless the content shows another.

How right it can be: a second reader agreed with 77 % of the labels (41 of 53 looked at blind), mostly disagreeing on
statement, opinion and accusation, which shade into each other.
"""

from dataclasses import dataclass

from sayso.annotate.speaking.act_evidence import Words, evidence, load_words, rows
from sayso.records import AttributionKind, EntityType, SpeechAct

ACTS: tuple[SpeechAct, ...] = (
    "statement",
    "opinion",
    "accusation",
    "report",
    "demand",
    "intention",
    "belief",
    "announcement",
    "warning",
    "denial",
    "praise",
    "promise",
)
"""The acts in the order of the table's columns, the most frequent first; of equal sums the first is taken."""


@dataclass(frozen=True, slots=True)
class Acts:
    """The word lists and the weight of each feature for each act."""

    words: Words
    weights: dict[str, tuple[int, ...]]


def load_acts() -> Acts:
    """Read the table and the word lists."""
    return Acts(load_words(), {name: tuple(map(int, fields)) for name, *fields in rows("act_weights.tsv")})


def speech_act(
    acts: Acts,
    *,
    content: str,
    cue: str = "",
    source: str = "",
    speaker: EntityType = "person",
    kind: AttributionKind = "indirect",
) -> SpeechAct:
    """The act of one attribution, from its words, the type of its speaker and its kind."""
    shown = evidence(acts.words, content=content, cue=cue, source=source, speaker=speaker, kind=kind)
    columns = [row for feature in shown if (row := acts.weights.get(feature)) is not None]
    sums = list(map(sum, zip(*columns, strict=True)))
    return ACTS[sums.index(max(sums))] if sums else "statement"


def reasons(acts: Acts, act: SpeechAct, shown: set[str]) -> list[tuple[str, int]]:
    """The features that speak for an act, the heaviest first."""
    column = ACTS.index(act)
    weighed = [
        (feature, acts.weights[feature][column]) for feature in sorted(shown) if feature in acts.weights
    ]
    return sorted((pair for pair in weighed if pair[1] > 0), key=lambda pair: -pair[1])
