"""For whom people speak: the capacity and the body of speakers, on cases that people labelled.

A case of eval/labels/offices.jsonl is one attribution, given as labelled, with its speaker's capacity and the words
for the body. Rules were changed on the half whose articles' SHA-1 has an odd second digit; the gate measures the other.

    SAYSO_DATA=FOLDER python eval/offices.py        the figures of both halves
"""

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from details import STAGES, Row, as_labelled, make, percent
from sayso.annotate.naming.names import name_tokens
from sayso.records import Article, Attribution, Speaker
from sayso.spans import Span, overlap
from sayso.stage import Bundle
from speakers import LABELS
from speakers import read as read_labelled

ADJECTIVE = 4
"""Letters that an adjective shares with the name of its country, as for the rules ("Veslandic", "Vesland")."""


ALIASES = {"us": "united states", "american": "united states", "uk": "united kingdom", "british": "united kingdom",
           "britain": "united kingdom"}  # fmt: skip
"""Short names of countries and adjectives unlike the name."""


class Case(NamedTuple):
    """A labelled office and the speaker record that was made for it."""

    label: Row
    words: str | None
    speaker: Speaker


def measure(data: Path) -> dict[str, float]:
    """The figures of the half that is not read while tuning, in percent."""
    return figures([case for case in cases(data) if kept_back(case.label["article"])])


def kept_back(article: str) -> bool:
    """Whether an article's offices are never looked at one by one: the second hex digit of its SHA-1 is even."""
    return hashlib.sha1(article.encode(), usedforsecurity=False).hexdigest()[1] in "02468ace"


def cases(data: Path) -> list[Case]:
    """Every labelled office with the speaker that was found."""
    works = make()[:1]
    found = []
    for row, bundle in read_labelled(data, LABELS / "offices.jsonl", STAGES):
        found.append(_case(row, bundle, works))
    return found


def _case(row: Row, bundle: Bundle, works: Sequence[Any]) -> Case:
    attributions = as_labelled({"attributions": [{**row, "nested_in": None}]}, bundle.article)
    rows = {kind: bundle[kind] for kind in bundle.kinds()}
    rows[Attribution] = tuple(attributions)
    stage, work = works[0]
    (speaker,) = work(
        Bundle(bundle.article, rows).narrow(kind for kind in stage.reads if kind is not Article)
    )
    body = row["organization"]
    return Case(row, bundle.article.text[slice(*body)] if body else None, speaker)


def figures(found: Sequence[Case]) -> dict[str, float]:
    """Capacity over all cases; the body as F1, right by its words or as the same name; a wrong one costs both ways."""
    named = [case for case in found if case.speaker.speaks_for]
    bodies = sum(case.words is not None for case in found)
    right = sum(same_body(case) for case in named)
    return {
        "capacity, accuracy": percent(
            sum(c.label["capacity"] == c.speaker.capacity for c in found), len(found)
        ),
        "body, F1": percent(2 * right, len(named) + bodies),
        "body, precision": percent(right, len(named)),
    }


def same_body(case: Case) -> bool:
    """Whether the body that was found is the labelled one."""
    if case.words is None or not case.speaker.speaks_for:
        return False
    span = case.speaker.speaks_for_span
    wanted, ours = _names(case.words), _names(case.speaker.speaks_for)
    if wanted and ours and (wanted <= ours or ours <= wanted):
        return True
    beside = span is not None and overlap(span, Span(*case.label["organization"]))
    return bool(beside) and any(one[:ADJECTIVE] == two[:ADJECTIVE] for one in wanted for two in ours)


def _names(body: str) -> set[str]:
    words = " ".join(name_tokens(body.replace(".", "")))
    return set(ALIASES.get(words, words).split())


def report(data: Path) -> str:
    """Both halves, and what is taken for what."""
    found, lines = cases(data), []
    for name, half in (("tuned on", False), ("kept back", True)):
        part = [case for case in found if kept_back(case.label["article"]) == half]
        lines.append(f"{name}: {len(part)} cases")
        lines += [f"  {measure:34}{value:7.1f}" for measure, value in figures(part).items()]
        taken = Counter((case.label["capacity"], str(case.speaker.capacity)) for case in part)
        lines += [f"  {gold} as {ours}: {count}" for (gold, ours), count in sorted(taken.items())]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(Path(os.environ["SAYSO_DATA"])))
