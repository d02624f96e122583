"""By which words articles call whom: whether the entity, the kind and the voice of labelled descriptors are right.

Labels are 219 descriptors that Sayso gave, drawn at random in three rounds (eval/labels/README.md); each round was drawn
after the rules were mended on the one before. They show how often what is shown is right, not how much is missed.
Beside it, in the same run, the voice as quotation marks alone tell it.

    SAYSO_DATA=FOLDER python eval/descriptors.py        the figures with intervals, and what is wrong
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from chain import annotate, labelled_article, read_jsonl
from intervals import wilson
from sayso.records import Article, Descriptor, Entity, Mention
from sayso.stage import Bundle

LABELS = Path(__file__).with_name("labels") / "descriptors.jsonl"
CORPORA = {"stories": ("stories", "wikinews.jsonl.gz"), "load": ("load", "articles.jsonl.gz")}
STAGES = (
    "marks", "parses", "sentences", "mentions", "entities", "attributions", "speakers", "descriptors",
)  # fmt: skip


class Judged(NamedTuple):
    """A label beside what Sayso says now: `found` None: it says nothing of these words."""

    label: Mapping[str, Any]
    found: Descriptor | None
    entity: bool

    @property
    def voice(self) -> bool:
        """Whether the voice is the labelled one."""
        return self.found is not None and voice_of(self.found) == self.label["voice"]

    @property
    def right(self) -> bool:
        """Whether entity, kind and voice are the labelled ones."""
        return self.found is not None and self.entity and self.voice and self.found.kind == self.label["kind"]


def measure(data: Path) -> dict[str, float]:
    """Precision of all and of those that are no names, the share of right ones that are still found, and voices."""
    judged = list(judge(data))
    told = [one for one in judged if one.found is not None]
    described = [one for one in told if one.label["kind"] != "name"]
    labelled = [one for one in judged if one.label["entity"] is not None]
    voiced = [one for one in told if one.label["voice"] is not None]
    return {
        "precision": percent(sum(one.right for one in told), len(told)),
        "precision but for names": percent(sum(one.right for one in described), len(described)),
        "right ones still found": percent(sum(one.right for one in labelled), len(labelled)),
        "voice": percent(sum(one.voice for one in voiced), len(voiced)),
        "voice by quotation marks alone": percent(
            sum((one.label["voice"] == "quoted") == one.found.quoted and one.label["voice"] != "reported"
                for one in voiced if one.found is not None),
            len(voiced),
        ),
    }  # fmt: skip


def judge(data: Path) -> Iterator[Judged]:
    """Each label with what Sayso says of the same words; a text must be the labelled one."""
    labels = list(read_jsonl(LABELS))
    hashes = {row["article"]: row["text_sha256"] for row in labels}
    articles = dict(_articles(data, hashes))
    for doc, digest in hashes.items():
        if doc not in articles or articles[doc].text_sha256 != digest:
            raise SystemExit(
                f"descriptors: the text of {doc} is another than the labelled one; label it again"
            )
    docs = sorted(articles)
    bundles = dict(zip(docs, annotate([articles[doc] for doc in docs], STAGES), strict=True))
    for label in labels:
        bundle = bundles[label["article"]]
        found: list[Descriptor | None] = [
            row for row in bundle[Descriptor] if (row.start, row.end) == (label["start"], label["end"])
        ]
        for row in found or [None]:
            yield Judged(label, row, row is not None and _is_meant(bundle, row, label["entity"]))


def _articles(data: Path, wanted: Mapping[str, str]) -> Iterator[tuple[str, Article]]:
    for corpus in sorted(CORPORA):
        for row in read_jsonl(data.joinpath(*CORPORA[corpus])):
            if row["id"] in wanted:
                yield row["id"], labelled_article(row["id"], row["text"], title=row.get("title"))


def _is_meant(bundle: Bundle, row: Descriptor, meant: list[int] | None) -> bool:
    """Whether the entity has the labelled mention; of words that call nobody right no entity is."""
    if meant is None:
        return False
    mentions = {(one.start, one.end): one.id for one in bundle[Mention]}
    entity = next(one for one in bundle[Entity] if one.id == row.entity)
    return mentions.get((meant[0], meant[1])) in entity.mentions


def voice_of(row: Descriptor) -> str:
    """Whose words a descriptor is."""
    return "quoted" if row.quoted else "reported" if row.attribution else "own"


def percent(hits: int, of: int) -> float:
    """A share in percent; 100 of nothing."""
    return 100 * hits / of if of else 100.0


def main() -> None:
    """Print the figures with intervals, and where something is wrong."""
    folder = os.environ.get("SAYSO_DATA")
    if not folder:
        print("descriptors: SAYSO_DATA names no folder of labelled data")
        return
    told = [one for one in judge(Path(folder)) if one.found is not None]
    for name, rows in (("all", told), ("no names", [one for one in told if one.label["kind"] != "name"])):
        hits = sum(one.right for one in rows)
        low, high = wilson(hits, len(rows))
        print(f"{name}: {hits} of {len(rows)} right, {100 * low:.1f} to {100 * high:.1f} %")
    for one in told:
        if not one.right and one.found is not None:
            print(
                one.label["article"],
                one.label["start"],
                one.label["end"],
                one.found.kind,
                voice_of(one.found),
            )


if __name__ == "__main__":
    main()
