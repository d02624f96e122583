"""Measures the timeline on labelled lines and merges of held-out events of the stories corpus.

Labels (`labels/timeline.jsonl`) judge what the timeline showed when they were made: for a line whether its day, its voice
and what it is told as are right, for a pair of clauses whether they are one event. Counted is what it shows now: a
line that it dates or voices otherwise now is not judged, and `lines judged` says how many are. Baselines in the same
run: the first day of the sentence in the outlet's own voice; clauses in the same words are one event.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from chain import labelled_article, read_jsonl
from intervals import wilson
from sayso.compare.timeline.timeline import TIMELINE
from sayso.flow import ANNOTATE, RESOLVE
from sayso.records import Article, Clause, Event, Sentence, Time
from sayso.settings import Settings
from sayso.testing import rebuilt
from sayso.words.forms import read_words

LABELS = Path(__file__).with_name("labels") / "timeline.jsonl"
Place = tuple[str, int]
Rows = Mapping[str, Sequence[Any]]


def measure(data: Path) -> dict[str, float]:
    """Precision of lines and merges in percent, with the lower end of their intervals, and the baselines'."""
    labels = list(read_jsonl(LABELS))
    lines = [row for row in labels if row["kind"] == "line"]
    pairs = [row for row in labels if row["kind"] == "pair"]
    articles = _articles(data, labels)
    rows = rebuilt(list(articles.values()), (*ANNOTATE, *RESOLVE, TIMELINE), Settings())
    events = {row.id: row for row in rows["Event"]}
    held = _events_by_place(rows)
    shown = [(label, events[held[place]]) for label in lines if (place := _place(articles, label)) in held]
    judged = [(label, event) for label, event in shown if _voice(event) == label["voice"]]
    dated = [
        label["date_right"]
        for label, event in shown
        if (event.earliest, event.latest) == (label["earliest"], label["latest"])
    ]
    voiced = [label["voice_right"] for label, _ in judged]
    told = [label["told_right"] for label, event in judged if event.reality == label["reality"]]
    merged = [_merged(articles, held, label) for label in pairs]
    right = [label["same"] for label, one in zip(pairs, merged, strict=True) if one]
    same = [one for label, one in zip(pairs, merged, strict=True) if label["same"]]
    return {
        **_share("day right", dated),
        **_share("voice right", voiced),
        **_share("told as it is", told),
        **_share("merge right", right),
        "labelled merges made": 100 * sum(same) / max(1, len(same)),
        "lines judged": 100 * len(dated) / max(1, len(lines)),
        **_baselines(articles, rows, lines, pairs),
    }


def _share(name: str, right: Sequence[bool]) -> dict[str, float]:
    low, _ = wilson(sum(right), len(right))
    return {name: 100 * sum(right) / max(1, len(right)), f"{name}, interval from": 100 * low}


def _articles(data: Path, labels: Sequence[Mapping[str, Any]]) -> dict[str, Article]:
    """The articles of the labels, with what is known of them; ValueError when a text is not the labelled one."""
    wanted = {
        side["article"]: side["text_sha256"]
        for row in labels
        for side in ([row] if row["kind"] == "line" else [row["a"], row["b"]])
    }
    found = {}
    for row in read_jsonl(data / "stories" / "wikinews.jsonl.gz"):
        if row["id"] in wanted:
            day = row["published"][:10] if row["published"] else None
            article = labelled_article(
                row["id"], row["text"], title=row["title"], outlet=row["outlet"], url=row["url"],
                published_earliest=day, published_latest=day, published_basis="stated" if day else "unknown",
            )  # fmt: skip
            if article.text_sha256 != wanted[row["id"]]:
                raise ValueError(f"article {row['id']} is not the text that was labelled; label it again")
            found[row["id"]] = article
    return found


def _place(articles: Mapping[str, Article], side: Mapping[str, Any]) -> Place:
    """A clause by the article it stands in and where its predicate begins."""
    return articles[side["article"]].id, side["predicate"][0]


def _events_by_place(rows: Rows) -> dict[Place, str]:
    starts = {row.id: row.predicate.start for row in rows["Clause"]}
    return {(row.article, starts[row.clause]): row.event for row in rows["EventMember"]}


def _voice(event: Event) -> str | None:
    return hashlib.sha256(event.speaker.encode()).hexdigest()[:12] if event.speaker else None


def _merged(articles: Mapping[str, Article], held: Mapping[Place, str], label: Mapping[str, Any]) -> bool:
    one, two = (held.get(_place(articles, label[side])) for side in "ab")
    return one is not None and one == two


def _baselines(
    articles: Mapping[str, Article],
    rows: Rows,
    lines: Sequence[Mapping[str, Any]],
    pairs: Sequence[Mapping[str, Any]],
) -> dict[str, float]:
    days = []
    for label in lines:
        place = _place(articles, label)
        if label["date_right"]:
            first = next(_days(rows, place), None)
            days.append(first == (label["earliest"], label["latest"]))
    voices = [label["voice"] is None for label in lines if label["voice_right"]]
    words = {(row.article, row.predicate.start): row for row in rows["Clause"]}
    texts = {article.id: article.text for article in articles.values()}
    alike = [
        _words(words.get(_place(articles, label["a"])), texts)
        == _words(words.get(_place(articles, label["b"])), texts)
        for label in pairs
        if label["same"]
    ]
    return {
        "baseline: day right": 100 * sum(days) / max(1, len(days)),
        "baseline: voice right": 100 * sum(voices) / max(1, len(voices)),
        "baseline: labelled merges made": 100 * sum(alike) / max(1, len(alike)),
    }


def _days(rows: Rows, place: Place) -> Iterator[tuple[str | None, str | None]]:
    """The days of the sentence that a place stands in, in reading order."""
    around: Sentence | None = next(
        (row for row in rows["Sentence"] if row.article == place[0] and row.start <= place[1] < row.end), None
    )
    if around is not None:
        times: list[Time] = [
            row for row in rows["Time"] if row.article == place[0] and around.start <= row.start < around.end
        ]
        yield from (
            (time.earliest, time.latest)
            for time in sorted(times, key=lambda time: time.start)
            if time.earliest
        )


def _words(clause: Clause | None, texts: Mapping[str, str]) -> tuple[str, ...]:
    return read_words(texts[clause.article][clause.start : clause.end]).forms if clause is not None else ()


if __name__ == "__main__":
    for name, value in measure(Path(os.environ["SAYSO_DATA"])).items():
        print(f"{name:40}{value:8.1f}")
