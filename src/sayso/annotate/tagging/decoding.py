"""From scores to attributions: the best label sequence, then pointers among the runs that it found."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.tagging.windows import Window
from sayso.spans import Span

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""The labels of words, in the order of the tagger's scores."""
SOURCE, CUE, CONTENT = range(3)
NEVER = -1e9
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as the tagger reads it. `sure` are probabilities in thousandths: (content, cue, source, pointers)."""

    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    sure: tuple[int, int, int, int]
    open_start: bool
    """Whether the first content begins with its window, and may go on with what the window before ended in."""
    open_end: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """A labelled run of words: first and last, and the mean probability of its labels."""

    role: int
    first: int
    last: int
    sure: float


def read(
    window: Window, labels: Scores, cues: Scores, sources: Scores
) -> tuple[list[Tagged], NDArray[np.float64]]:
    """The attributions of a window, contents without a cue first, and each word's chances of being in a role.

    `labels` are scores [pieces, 7], `cues` and `sources` are [pieces, pieces]: how well each piece, as the start of a
    content (of a cue), points to each other as the start of its cue (its source); place 0 stands for none. The chances
    are [words, 3], for source, cue and content.
    """
    first = np.asarray(window.first)
    own = labels[first].astype(np.float64)
    logs = own - np.logaddexp.reduce(own, axis=1, keepdims=True)
    chances = np.exp(logs)
    by_role = chances[:, 1::2] + chances[:, 2::2]
    if not (logs.argmax(1) >= 5).any():
        return [], by_role
    # no labelled role reaches over the end of a paragraph
    logs[window.ends[:-1], 2::2] = NEVER
    runs = _runs(best_path(logs), by_role)
    cue_runs = [run for run in runs if run.role == CUE]
    source_runs = [run for run in runs if run.role == SOURCE]
    cue_places = [0, *(window.first[run.first] for run in cue_runs)]
    source_places = [0, *(window.first[run.first] for run in source_runs)]
    by_cue: dict[int, list[tuple[_Run, float]]] = {}
    found: list[Tagged] = []
    for run in runs:
        if run.role != CONTENT:
            continue
        at, sure = _point(cues[window.first[run.first]], cue_places)
        if at == 0:
            found.append(_tagged(window, [(run, sure)], None, None, 1.0))
        else:
            by_cue.setdefault(at - 1, []).append((run, sure))
    for number, contents in sorted(by_cue.items()):
        cue = cue_runs[number]
        at, sure = _point(sources[window.first[cue.first]], source_places)
        found.append(_tagged(window, contents, cue, source_runs[at - 1] if at else None, sure))
    return found, by_role


def best_path(logs: NDArray[np.float64]) -> list[int]:
    """The likeliest label sequence: each word's likeliest label where those go together, else by `viterbi`.

    The likeliest labels by themselves are the optimum without limits, so they are the optimum whenever they keep them.
    """
    top = logs.argmax(1)
    inside = (top > 0) & (top % 2 == 0)
    before = np.concatenate([[0], top[:-1]])
    if not (inside & (before != top) & (before != top - 1)).any():
        path: list[int] = top.tolist()
        return path
    return viterbi(logs)


def viterbi(logs: NDArray[np.float64]) -> list[int]:
    """The likeliest label sequence, from log probabilities [words, 7], in which I-x follows only B-x or I-x."""
    # per role the states are "outside or another role" before: only I-x is limited, so plain loops suffice
    scores = logs.tolist()
    best = [value if label % 2 or not label else NEVER for label, value in enumerate(scores[0])]
    back: list[tuple[int, list[int]]] = []
    for row in scores[1:]:
        top = max(range(7), key=best.__getitem__)
        high = best[top]
        came = [0, 0, 0]
        after = [high + row[0], high + row[1], 0.0, high + row[3], 0.0, high + row[5], 0.0]
        for role in range(3):
            begin, inside = 1 + 2 * role, 2 + 2 * role
            came[role] = begin if best[begin] >= best[inside] else inside
            after[inside] = best[came[role]] + row[inside]
        back.append((top, came))
        best = after
    label = max(range(7), key=best.__getitem__)
    path = [label]
    for top, came in reversed(back):
        label = came[label // 2 - 1] if label and label % 2 == 0 else top
        path.append(label)
    return path[::-1]


def _runs(path: Sequence[int], chances: NDArray[np.float64]) -> list[_Run]:
    found: list[_Run] = []
    start = 0
    for index in range(len(path) + 1):
        inside = index < len(path) and path[index] and path[index] % 2 == 0
        if inside:
            continue
        if index and path[start]:
            role = (path[start] - 1) // 2
            found.append(_Run(role, start, index - 1, float(chances[start:index, role].mean())))
        start = index
    return found


def _point(row: Scores, places: Sequence[int]) -> tuple[int, float]:
    """The best of the places and its share among them."""
    values = row[list(places)].astype(np.float64)
    best = int(values.argmax())
    return best, float(1.0 / np.exp(values - values[best]).sum())


def _tagged(
    window: Window, contents: list[tuple[_Run, float]], cue: _Run | None, source: _Run | None, points: float
) -> Tagged:
    runs = [run for run, _ in contents]

    def span(run: _Run) -> Span:
        return Span(window.spans[run.first].start, window.spans[run.last].end)

    sure = (
        min(run.sure for run in runs),
        cue.sure if cue else 0.0,
        source.sure if source else 0.0,
        min([points, *(sure for _, sure in contents)]),
    )
    return Tagged(
        content=tuple(span(run) for run in runs),
        cue=span(cue) if cue else None,
        source=span(source) if source else None,
        sure=(round(1000 * sure[0]), round(1000 * sure[1]), round(1000 * sure[2]), round(1000 * sure[3])),
        open_start=runs[0].first == 0,
        open_end=runs[-1].last == len(window.spans) - 1,
    )
