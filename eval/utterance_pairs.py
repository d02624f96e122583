"""Labelled pairs of renderings, made ready for comparing: for the gate and for fitting the weights.

The labels (eval/labels/utterances.jsonl) hold article ids, text hashes and offsets, no text. Who speaks is taken from
the labels, meaning from Sayso's encoder, time from the articles' days of publication or, with `tell_days`, from the
labels too.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from chain import held_out, read_jsonl
from sayso.annotate.meaning.encoder import Encode, open_encoder
from sayso.compare.utterances.renderings import Rendering, Said, Voice, day_of, render
from sayso.ids import text_hash
from sayso.records import Attribution
from sayso.spans import Span
from sayso.words.vectors import pack, unpack

TOLD = {"same": ("2000-01-01", "2000-01-01"), "other": ("2000-01-01", "2000-01-05")}
"""Days that stand for one day and for two; on how many days lie between them little depends."""
LABELS = Path(__file__).with_name("labels") / "utterances.jsonl"


class Pair(NamedTuple):
    """Two renderings, whether they are one utterance, what kind of pair they are ("" where not told).

    `days` tells whether a careful reader can say that they were said on one day ("same") or not ("other").
    """

    a: Rendering
    b: Rendering
    same: bool
    kind: str
    speakers: str
    held: bool
    days: str


def labelled_pairs(data: Path) -> list[Pair]:
    """Every labelled pair; the program ends when a text is not the labelled one."""
    rows = list(read_jsonl(LABELS))
    wanted = {row[side]["id"] for row in rows for side in "ab"}
    sources = {
        row["id"]: row
        for name in ("stories/wikinews.jsonl.gz", "load/articles.jsonl.gz")
        for row in read_jsonl(data / name)
        if row["id"] in wanted
    }
    encode = open_encoder()
    return [_pair(row, sources, encode) for row in rows]


def _pair(row: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]], encode: Encode) -> Pair:
    one, two = _voices(row)
    a, b = (
        _rendering(row[side], sources[row[side]["id"]], voice, encode)
        for side, voice in (("a", one), ("b", two))
    )
    return Pair(
        a=a,
        b=b,
        same=row["same"],
        kind=row.get("kind", ""),
        speakers=row["speakers"],
        held=held_out(row["a"]["id"]),
        days=row.get("days", ""),
    )


def _voices(row: Mapping[str, Any]) -> tuple[Voice, Voice]:
    """Who speaks, by the labels: one actor, two, or somebody and somebody unknown."""
    named = Voice(entity="one", actor="one", known=True, name="A")
    if row["speakers"] == "same":
        return named, named
    if row["speakers"] == "different":
        return named, Voice(entity="two", actor="two", known=True, name="B")
    nobody = Voice()
    return (nobody if row["a"]["id"] == row["b"]["id"] else named), nobody


def _rendering(side: Mapping[str, Any], source: Mapping[str, Any], voice: Voice, encode: Encode) -> Rendering:
    text, day = source["text"], day_of(source.get("published") or source.get("date"))
    if text_hash(text) != side["text_sha256"]:
        raise SystemExit(
            f"utterances: the text of {side['id']} is another than the labelled one; label it again"
        )
    content = tuple(Span(*span) for span in side["content"])
    vector = encode(text, content)
    attribution = Attribution(
        id=json.dumps([side["id"], side["content"]]),
        article=side["id"],
        kind="indirect",
        content=content,
        cue=None,
        source=None,
        confidence=1000,
        reasons=("labelled",),
    )
    return render(
        attribution,
        text,
        voice=voice,
        said=Said(earliest=day, latest=day),
        vector=None if vector is None else unpack(pack(vector)),
    )


def tell_days(pair: Pair) -> Pair:
    """The pair with the days that a careful reader can tell, where the labels say whether it is one."""
    if pair.days not in TOLD:
        return pair
    one, two = (Said(day=day, earliest=day, latest=day) for day in TOLD[pair.days])
    return pair._replace(a=replace(pair.a, said=one), b=replace(pair.b, said=two))


def by_part(pairs: Sequence[Pair], *, held: bool) -> Iterator[Pair]:
    """The pairs of the part that is never read, or of the tuning part."""
    return (pair for pair in pairs if pair.held == held)
