"""To whom sources resolve when the attributions are the labelled ones: the speakers stage by itself.

    SAYSO_DATA=FOLDER python eval/resolution.py        the figures of the part for tuning, by basis and by confidence

The confidences in `sayso.annotate.speaking.findings` come from here.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sayso.annotate.attributing.contents import kind_of
from sayso.annotate.attributing.quotations import find_quotations
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.annotate.speaking.speakers import SPEAKERS
from sayso.ids import make_id
from sayso.records import Article, Attribution, Speaker
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle
from speakers import LABELS, Judge, read

STAGES = ("marks", "parses", "sentences", "mentions", "entities")
WIDTH = 100
"""Thousandths of confidence that one line of the report takes in."""

Row = Mapping[str, Any]


class Answer(NamedTuple):
    """A labelled attribution, whom its source was resolved to, and whether that is right."""

    label: Row
    speaker: Speaker
    right: bool
    person: bool
    """Whether a named person was given."""


def attributions(row: Row, article: Article) -> list[Attribution]:
    """The labelled attributions as the stage would find them, in the order of the labels."""
    quotations = find_quotations(article.text, paragraphs(article.text))
    ids = [make_id("Attribution", article.revision, index) for index in range(len(row["attributions"]))]
    made = []
    for index, label in enumerate(row["attributions"]):
        content = tuple(Span(*piece) for piece in sorted(map(tuple, label["content"])))
        around = label["nested_in"]
        made.append(
            Attribution(
                id=ids[index],
                article=article.id,
                kind=kind_of(article.text, content, quotations),
                content=content,
                cue=Span(*label["cue"]) if label["cue"] else None,
                source=Span(*label["source"]) if label["source"] else None,
                nested_in=ids[around] if around is not None else None,
                confidence=1000,
                reasons=("labelled",),
            )
        )
    return made


def answers(data: Path, labels: Path) -> Iterator[Answer]:
    """Every labelled attribution with whom it was resolved to."""
    resolve = SPEAKERS.make(Settings())
    for row, bundle in read(data, labels, STAGES):
        given = attributions(row, bundle.article)
        kinds: dict[Any, tuple[Any, ...]] = {kind: bundle[kind] for kind in bundle.kinds()}
        kinds[Attribution] = tuple(sorted(given, key=lambda a: (a.content[0].start, a.id)))
        wanted = [kind for kind in SPEAKERS.reads if kind is not Article]
        kinds[Speaker] = tuple(resolve(Bundle(bundle.article, kinds).narrow(wanted)))
        whole = Bundle(bundle.article, kinds)
        judge = Judge(whole)
        speakers = {speaker.attribution: speaker for speaker in whole[Speaker]}
        for label, attribution in zip(row["attributions"], given, strict=True):
            speaker = speakers[attribution.id]
            yield Answer(label, speaker, judge.right(label, speaker), judge.names_person(speaker))


def report(found: Sequence[Answer]) -> str:
    """How many are right, unknown, wrong and wrongly a named person, for all, by basis and by confidence."""
    lines = [_line("all", found)]
    groups = {"said in no other's words": [a for a in found if a.label["nested_in"] is None]}
    for basis in sorted({answer.speaker.basis for answer in found}):
        groups[basis] = [answer for answer in found if answer.speaker.basis == basis]
    for low in range(0, 1000, WIDTH):
        groups[f"confidence {low}-{low + WIDTH - 1}"] = [
            a for a in found if a.speaker.name and low <= a.speaker.confidence < low + WIDTH
        ]
    return "\n".join([*lines, *(_line(name, group) for name, group in groups.items() if group)])


def _line(name: str, found: Sequence[Answer]) -> str:
    right = sum(answer.right for answer in found)
    unknown = sum(not answer.right and not answer.speaker.name for answer in found)
    person = sum(not answer.right and answer.person for answer in found)
    share = 100.0 / len(found)
    return (
        f"{name:26}{len(found):6}   right {right * share:5.1f}   unknown {unknown * share:5.1f}"
        f"   wrong {(len(found) - right - unknown) * share:5.1f}   a wrong named person {person * share:5.1f}"
    )


if __name__ == "__main__":
    print(report(list(answers(Path(os.environ["SAYSO_DATA"]), LABELS / "tune.jsonl"))))
