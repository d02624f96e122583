"""Precision of what is shown: discrepancies and agreements of an event beside those that were judged by hand.

A label is known again by its evidence: the same slot, and for each of its sides words that overlap those of another
side of what is shown (for an agreement: words of two of its articles). What nobody has judged is counted as such and
is neither right nor wrong.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from events import Event, Reader, Rows, article_of
from intervals import wilson
from sayso.ids import make_id, text_hash
from sayso.records import Agreement, Discrepancy, Evidence, StoryMember

LABELS = Path(__file__).parent / "labels" / "discrepancies.jsonl"
Label = Mapping[str, Any]


class Shown(NamedTuple):
    """A discrepancy or an agreement with its evidence."""

    row: Discrepancy | Agreement
    evidence: tuple[Evidence, ...]

    @property
    def differs(self) -> bool:
        """Whether it is a discrepancy."""
        return isinstance(self.row, Discrepancy)


class Reading(NamedTuple):
    """What the flow makes of an event: what it shows, and the story of each article (by its id in the corpus)."""

    shown: tuple[Shown, ...]
    stories: Mapping[str, str]


class Judged(NamedTuple):
    """Something shown and its label; None: nobody has judged it."""

    shown: Shown
    label: Label | None


def read_event(reader: Reader, rows: Sequence[Rows], texts: Mapping[str, str] | None = None) -> Reading:
    """Run the flow over some articles of an event; `texts` are other texts of some of them."""
    made = reader.read(
        [article_of(row, (texts or {}).get(row["id"])) for row in rows],
        (Discrepancy, Agreement, Evidence, StoryMember),
    )
    evidence: dict[str, list[Evidence]] = {}
    for row in made[Evidence]:
        evidence.setdefault(row.comparison, []).append(row)
    names = {make_id("Article", row["id"]): str(row["id"]) for row in rows}
    return Reading(
        tuple(
            Shown(row, tuple(sorted(evidence[row.id], key=lambda one: (one.side, one.article, one.start))))
            for kind in (Discrepancy, Agreement)
            for row in made[kind]
        ),
        {names[row.article]: str(row.story) for row in made[StoryMember]},
    )


def read_labels(path: Path = LABELS) -> list[Label]:
    """The judged ones, a line each; none where there is no file."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def check_texts(labels: Iterable[Label], events: Iterable[Event]) -> None:
    """Refuse labels of texts that are not these."""
    texts = {row["id"]: row["text"] for event in events for row in event.rows}
    for label in labels:
        for piece in label["evidence"]:
            if text_hash(texts[piece["article"]]) != piece["text_sha256"]:
                raise SystemExit(f"the text of {piece['article']} is not the labelled one")


def matches(shown: Shown, label: Label) -> bool:
    """Whether something shown is what was judged."""
    if shown.row.slot != label["slot"] or shown.differs != (label["kind"] == "discrepancy"):
        return False
    met: set[tuple[int, int]] = set()  # (side of the label, side shown)
    articles: set[str] = set()
    for piece in label["evidence"]:
        article = make_id("Article", piece["article"])
        for row in shown.evidence:
            if row.article == article and row.start < piece["end"] and piece["start"] < row.end:
                met.add((piece["side"], row.side))
                articles.add(article)
    if not shown.differs:
        return len(articles) > 1
    return any(a != c and b != d for a, b in met for c, d in met)


def judge(shown: Iterable[Shown], labels: Sequence[Label]) -> Iterator[Judged]:
    """Each thing shown of an event with its label."""
    for one in shown:
        yield Judged(one, next((label for label in labels if matches(one, label)), None))


def judged_events(reader: Reader, events: Iterable[Event], labels: Sequence[Label]) -> list[Judged]:
    """Run the flow over the events that have labels and find the label of each thing shown."""
    by_event: dict[str, list[Label]] = {}
    for label in labels:
        by_event.setdefault(label["event"], []).append(label)
    found: list[Judged] = []
    for event in events:
        if event.name in by_event:
            found += judge(read_event(reader, event.readable()).shown, by_event[event.name])
    return found


def precision(judged: Sequence[Judged]) -> dict[str, float]:
    """In percent: precision of discrepancies with its lower bound, with and without spellings, by slot, of agreements.

    `shown without label` tells how many nobody has judged; `class right` how often a right one is called what it is.
    """
    differ = [one for one in judged if one.shown.differs]
    result = _share("shown", differ)
    others = [one for one in differ if getattr(one.shown.row, "difference", None) != "naming"]
    result |= _share("shown but spellings", others)
    for slot in sorted({one.shown.row.slot for one in differ}):
        result |= _share(f"shown {slot}", [one for one in differ if one.shown.row.slot == slot], bound=False)
    known = [one for one in differ if one.label is not None]
    result["shown without label, at most"] = 100 * (len(differ) - len(known)) / max(1, len(differ))
    classes = [bool(one.label["class_right"]) for one in known if one.label and one.label["verdict"]]
    if classes:
        result["class right"] = 100 * sum(classes) / len(classes)
    return result | _share("agreements", [one for one in judged if not one.shown.differs])


def brief(judged: Sequence[Judged]) -> dict[str, float]:
    """The precision of the discrepancies of one part, in percent."""
    return _share("shown", [one for one in judged if one.shown.differs])


def _share(name: str, judged: Iterable[Judged], *, bound: bool = True) -> dict[str, float]:
    verdicts = [bool(one.label["verdict"]) for one in judged if one.label is not None]
    if not verdicts:
        return {}
    low, _ = wilson(sum(verdicts), len(verdicts))
    share = {f"{name} precision": 100 * sum(verdicts) / len(verdicts)}
    return share | ({f"{name} precision from": 100 * low} if bound else {})
