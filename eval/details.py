"""How things were said: act, channel, addressee and day of attributions that people labelled.

The attributions are the labelled ones themselves, so that nothing but the details is measured. The gate measures the
held-out part, whose articles nobody reads while tuning.

    SAYSO_DATA=FOLDER python eval/details.py        the figures of both parts
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sayso.annotate.attributing.contents import kind_of
from sayso.annotate.attributing.quotations import find_quotations
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.annotate.speaking.details import DETAILS
from sayso.annotate.speaking.speakers import SPEAKERS
from sayso.ids import make_id
from sayso.records import Article, Attribution, Detail, Record, Speaker
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Each
from speakers import LABELS
from speakers import read as read_labelled

STAGES = ("marks", "parses", "sentences", "mentions", "entities", "times")
MENTAL = frozenset({"intention", "belief"})
ROLES = ("channel", "addressee", "said_on")

Row = Mapping[str, Any]
Work = Callable[[Bundle], Iterable[Any]]


class Pair(NamedTuple):
    """A labelled attribution with what was read about it."""

    label: Row
    attribution: Attribution
    speaker: Speaker
    detail: Detail


def measure(data: Path) -> dict[str, float]:
    """The figures of the held-out part, in percent."""
    return figures(pairs(data, LABELS / "held.jsonl"))


def pairs(data: Path, labels: Path) -> list[Pair]:
    """Every labelled attribution with its details."""
    works = make()
    return [pair for row, bundle in read_labelled(data, labels, STAGES) for pair in read(row, bundle, works)]


def make() -> list[tuple[Each, Work]]:
    """The stages after the attributions, with what they load loaded."""
    return [(stage, stage.make(Settings())) for stage in (SPEAKERS, DETAILS)]


def read(row: Row, bundle: Bundle, works: Iterable[tuple[Each, Work]]) -> list[Pair]:
    """Give a labelled article's own attributions to the stages that follow them."""
    attributions = as_labelled(row, bundle.article)
    rows: dict[type[Record], tuple[Any, ...]] = {kind: bundle[kind] for kind in bundle.kinds()}
    rows[Attribution] = tuple(attributions)
    for stage, work in works:
        narrow = Bundle(bundle.article, rows).narrow(kind for kind in stage.reads if kind is not Article)
        rows[stage.writes[0]] = tuple(work(narrow))
    return [
        Pair(*four)
        for four in zip(row["attributions"], attributions, rows[Speaker], rows[Detail], strict=True)
    ]


def as_labelled(row: Row, article: Article) -> list[Attribution]:
    """The labelled attributions as records, in the order of the labels."""
    quotations = find_quotations(article.text, paragraphs(article.text))
    ids = [make_id("Attribution", article.revision, index) for index in range(len(row["attributions"]))]
    made = []
    for index, label in enumerate(row["attributions"]):
        content = tuple(Span(*piece) for piece in label["content"])
        made.append(
            Attribution(
                id=ids[index],
                article=article.id,
                kind=kind_of(article.text, content, quotations),
                content=content,
                cue=_span(label["cue"]),
                source=_span(label["source"]),
                nested_in=None if label["nested_in"] is None else ids[label["nested_in"]],
                confidence=1000,
                reasons=("labelled",),
            )
        )
    return made


def _span(pair: Sequence[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)


def figures(found: Sequence[Pair]) -> dict[str, float]:
    """Percentages over attributions. A day counts where the words themselves state it, not where it is carried over."""
    acts = [(pair.label["act"], pair.detail.speech_act) for pair in found]
    mental = [(gold in MENTAL, ours in MENTAL) for gold, ours in acts]
    both = sum(gold and ours for gold, ours in mental)
    measures = {
        "speech act, accuracy": percent(sum(gold == ours for gold, ours in acts), len(acts)),
        "intention or belief, precision": percent(both, sum(ours for _, ours in mental)),
        "intention or belief, recall": percent(both, sum(gold for gold, _ in mental)),
    }
    for role in ROLES:
        measures[f"{role}, F1"] = role_f1(
            (_span(pair.label[role]), stated(pair.detail, role)) for pair in found
        )
    return measures


def stated(detail: Detail, role: str) -> Span | None:
    """The words of a role, where they are the attribution's own."""
    if role == "said_on" and detail.said_on_basis != "stated":
        return None
    span: Span | None = getattr(detail, role)
    return span


def role_f1(roles: Iterable[tuple[Span | None, Span | None]]) -> float:
    """F1 in percent of a role's spans, right where they overlap."""
    gold = found = right = 0
    for label, ours in roles:
        gold += label is not None
        found += ours is not None
        right += label is not None and ours is not None and label.start < ours.end and ours.start < label.end
    return percent(2 * right, gold + found)


def percent(part: float, whole: float) -> float:
    """A share of a hundred; 0 of nothing."""
    return 100.0 * part / whole if whole else 0.0


def report(data: Path) -> str:
    """Both parts side by side."""
    lines = []
    for part in ("tune", "held"):
        found = pairs(data, LABELS / f"{part}.jsonl")
        lines.append(f"{part}: {len(found)} attributions")
        lines += [f"  {name:34}{value:7.1f}" for name, value in figures(found).items()]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(Path(os.environ["SAYSO_DATA"])))
