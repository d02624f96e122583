"""From labelled articles to windows with labels and pointers, and the ways in which articles are varied.

Input is JSON Lines, gzipped or not, an article a line: {"doc", "text", "attributions": [{"source", "cue", "content"}]},
where each role is null, one {"start", "end"} or a list of those, in half-open code points of `text`.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.annotate.tagging.pieces import Pieces
from sayso.annotate.tagging.windows import WINDOW, Window, windows
from sayso.spans import Span

ROLES = ("source", "cue", "content")
MOST_FREE = 160
"""Pieces that may be left free in an article's first window, so that paragraphs meet other neighbours in each epoch."""

Article = Mapping[str, Any]


@dataclass(slots=True)
class Example:
    """A window with a label a word, and pointers between pieces (0: to none) as (from, to)."""

    window: Window
    labels: list[int] = field(default_factory=list)
    content_to_cue: list[tuple[int, int]] = field(default_factory=list)
    cue_to_source: list[tuple[int, int]] = field(default_factory=list)


def read_articles(path: Path) -> list[Article]:
    """The articles of a JSON Lines file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def role_spans(value: Any) -> list[tuple[int, int]]:
    """A role's spans, sorted; an absent role has none."""
    values = [] if value is None else [value] if isinstance(value, dict) else value
    return sorted((v["start"], v["end"]) for v in values if v["end"] > v["start"])


def lines_of(text: str) -> list[Span]:
    """The lines of a text that hold anything."""
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def examples(pieces: Pieces, article: Article, *, free: int = 0) -> Iterator[Example]:
    """An article's windows with what is labelled in them. A pointer into another window points to none."""
    text = article["text"]
    rows = [
        {role: role_spans(attribution.get(role)) for role in ROLES} for attribution in article["attributions"]
    ]
    for window in windows(pieces, text, lines_of(text), fill=WINDOW, free=free):
        yield _example(window, rows)


def _example(window: Window, rows: Sequence[Mapping[str, list[tuple[int, int]]]]) -> Example:
    example = Example(window, [0] * len(window.spans))
    for row in rows:
        at = {
            name: [hit for span in row[name] if (hit := _cover(example, span, role)) is not None]
            for role, name in enumerate(ROLES)
        }
        cue = window.first[at["cue"][0]] if at["cue"] else 0
        example.content_to_cue += [(window.first[content], cue) for content in at["content"]]
        if cue:
            example.cue_to_source.append((cue, window.first[at["source"][0]] if at["source"] else 0))
    return example


def _cover(example: Example, span: tuple[int, int], role: int) -> int | None:
    """Label the words of a span; the first of them, None when it lies in another window."""
    words = example.window.spans
    if span[1] <= words[0].start or span[0] >= words[-1].end:
        return None
    hits = [i for i, word in enumerate(words) if word.start < span[1] and word.end > span[0]]
    for i in hits:
        example.labels[i] = 2 + 2 * role
    if not hits:
        return None
    example.labels[hits[0]] = 1 + 2 * role
    return hits[0]


QUOTES = (("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("„", "“"), ("''", "''"), ("”", "”"))
NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")


def restyle(article: Article, chance: random.Random) -> Article:
    """The same article with other quotation marks, or none."""
    opening, closing = chance.choice(QUOTES)
    edits = []
    for match in re.finditer(r"[“”\"]", article["text"]):
        mark, at = match.group(), match.start()
        left = at == 0 or article["text"][at - 1].isspace() or article["text"][at - 1] in "([—–-"
        edits.append((at, at + 1, opening if mark == "“" or (mark == '"' and left) else closing))
    return _edited(article, edits)


def rename(article: Article, chance: random.Random, names: Sequence[str]) -> Article:
    """The same article with three in five of the names that occur in its sources exchanged for others throughout."""
    text = article["text"]
    lower = set(re.findall(r"\b[a-z]{3,}\b", text))
    held = {
        name
        for row in article["attributions"]
        for start, end in role_spans(row.get("source"))
        for name in NAME.findall(text[start:end])
        if name.lower() not in lower
    }
    swap = {name: chance.choice(names) for name in sorted(held) if chance.random() < 0.6}
    found = NAME.finditer(text)
    return _edited(article, [(m.start(), m.end(), swap[m.group()]) for m in found if m.group() in swap])


def _edited(article: Article, edits: Sequence[tuple[int, int, str]]) -> Article:
    """An article with stretches of its text replaced; labels move along."""
    text = article["text"]
    moved = [0] * (len(text) + 1)
    out: list[str] = []
    at = size = 0
    for start, end, new in (*edits, (len(text), len(text), "")):
        for i in range(at, start):
            moved[i] = size + i - at
        out += [text[at:start], new]
        size += start - at
        for i in range(start, end):
            moved[i] = size + min(i - start, len(new))
        size += len(new)
        at = end
    moved[len(text)] = size
    rows = [
        {role: [{"start": moved[a], "end": moved[b]} for a, b in role_spans(row.get(role))] for role in ROLES}
        for row in article["attributions"]
    ]
    return {**article, "text": "".join(out), "attributions": rows}
