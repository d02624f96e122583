"""Shared passages on synthetic copies: real articles into which edited stretches of others were planted.

Made from the held-out part of the load articles by a fixed seed, in memory; nothing is written. Each case takes a
stretch of two to eight sentences from a donor, edits it, and puts it between two paragraphs of a host of another
outlet. Scored over characters as in the PAN text-alignment tasks (Potthast et al., COLING 2010): precision, recall,
granularity (pieces a found case falls into, 1 is best) and plagdet, F1 / log2(1 + granularity).
"""

import math
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from chain import held_out, labelled_article, read_jsonl
from sayso.ids import make_id
from sayso.records import Article, Credit, Mark, Seed, Sentence, SharedPassage
from sayso.resolve.reuse.passages import PASSAGES
from sayso.resolve.reuse.seeds import SEEDS
from sayso.settings import Settings
from sayso.stage import Bundle, Key, Member

# How a copy is edited: the share of words deleted, inserted and replaced (a third each), and whether the sentences
# are shuffled. "light" is a sub-editor, "heavy" a rewrite: one word in eight.
EDITS = {"verbatim": (0.0, False), "light": (0.04, False), "heavy": (0.12, False), "reordered": (0.02, True)}
CASES, SEED = 60, 20301
_ALONE = 12
_SENTENCE = re.compile(r"[^\n.!?]+[.!?]+[”\"']?|[^\n]+")


class Planted(NamedTuple):
    """One stretch of the host and the stretch of the donor that it was made from."""

    host: tuple[int, int]
    donor: tuple[int, int]


class Case(NamedTuple):
    """A donor, a host with the edited copy in it, and where the copy's sentences lie on both sides."""

    donor: Article
    host: Article
    planted: tuple[Planted, ...]


def measure(data: Path) -> dict[str, float]:
    """Plagdet and its parts, in percent (granularity as wholeness, 100 / granularity), over all kinds of edits and for each."""
    texts = [row for row in read_jsonl(data / "load" / "articles.jsonl.gz") if held_out(row["id"])]
    texts = sorted((row for row in texts if len(row["text"]) > 2500), key=lambda row: str(row["id"]))
    chance = random.Random(SEED)  # noqa: S311 - a fixed seed, for the same cases every time
    result: dict[str, float] = {}
    for kind, (share, shuffled) in EDITS.items():
        cases = []
        for _ in range(CASES):
            donor, host = chance.sample(texts, 2)
            cases.append(plant(donor, host, share=share, shuffled=shuffled, chance=chance))
        found = [find(case) for case in cases]
        result |= {f"{kind} {name}": value for name, value in score(cases, found).items()}
    result["plagdet"] = sum(result[f"{kind} plagdet"] for kind in EDITS) / len(EDITS)
    return result


def plant(
    donor: dict[str, str], host: dict[str, str], *, share: float, shuffled: bool, chance: random.Random
) -> Case:
    """Copy a stretch of the donor into the host, edited."""
    spans = [match.span() for match in _SENTENCE.finditer(donor["text"]) if match.group().strip()]
    count = min(len(spans), chance.randint(2, 8))
    first = chance.randint(0, len(spans) - count)
    chosen = spans[first : first + count]
    if shuffled:  # a sentence alone is promised to be found from twelve words on
        chosen = [span for span in chosen if len(donor["text"][slice(*span)].split()) >= _ALONE]
        chance.shuffle(chosen)
    breaks = [match.end() for match in re.finditer(r"\n+", host["text"])] or [len(host["text"])]
    at = chance.choice(breaks)
    words = [word for word in host["text"].split() if word.isalpha()]
    copy, planted = "", []
    for start, end in chosen:
        edited = edit(donor["text"][start:end].split(), share=share, words=words, chance=chance)
        planted.append(Planted((at + len(copy), at + len(copy) + len(edited)), (start, end)))
        copy += edited + " "
    text = f"{host['text'][:at]}{copy}\n\n{host['text'][at:]}"
    return Case(
        labelled_article(f"donor {donor['id']}", donor["text"]),
        labelled_article(f"host {host['id']} {donor['id']} {at} {share}", text),
        tuple(planted),
    )


def edit(tokens: Sequence[str], *, share: float, words: Sequence[str], chance: random.Random) -> str:
    """A sentence with this share of its words deleted, added to or replaced by words of the host."""
    out = []
    for token in tokens:
        dice = chance.random()
        if dice < share / 3:
            continue
        if dice < 2 * share / 3:
            out += [token, chance.choice(words)]
        else:
            out.append(chance.choice(words) if dice < share else token)
    return " ".join(out)


def find(case: Case) -> list[Planted]:
    """What the two stages find between donor and host."""
    settings = Settings()
    articles = sorted((case.donor, case.host), key=lambda article: article.id)
    bundles = [Bundle(article, {Mark: (), Sentence: sentences(article), Credit: ()}) for article in articles]
    keys, make = SEEDS.keys(settings), SEEDS.make(settings)
    groups: dict[str, list[Member]] = {}
    for bundle in bundles:
        for key in keys(bundle):
            groups.setdefault(key.key, []).append(Member(bundle.article.id, key.payload, None))
    seeds = [
        seed for key, members in sorted(groups.items()) if len(members) > 1 for seed in make(key, members)
    ]
    if not any(isinstance(seed, Seed) for seed in seeds):
        return []
    pair = [Member(bundle.article.id, None, bundle) for bundle in bundles]
    rows = PASSAGES.make(settings)(Key("|".join(article.id for article in articles)).key, pair)
    return [_sides(row, case) for row in rows if isinstance(row, SharedPassage)]


def sentences(article: Article) -> tuple[Sentence, ...]:
    """Sentences by full stops alone: enough for sentences that were cut so."""
    return tuple(
        Sentence(
            id=make_id("Sentence", article.revision, number),
            article=article.id,
            start=match.start(),
            end=match.end(),
            paragraph=number,
        )
        for number, match in enumerate(_SENTENCE.finditer(article.text))
    )


def _sides(row: SharedPassage, case: Case) -> Planted:
    a, b = (row.a_start, row.a_end), (row.b_start, row.b_end)
    return Planted(b, a) if row.a_article == case.donor.id else Planted(a, b)


def score(cases: Sequence[Case], found: Sequence[Sequence[Planted]]) -> dict[str, float]:
    """Macro precision and recall over characters of both sides, granularity, plagdet."""
    precision, recall, pieces = [], [], []
    for case, rows in zip(cases, found, strict=True):
        gold = joined(case.planted)
        precision += [_covered(row, gold) for row in rows]
        recall += [_covered(one, rows) for one in gold]
        hits = [sum(1 for row in rows if _meet(one, row)) for one in gold]
        pieces += [hit for hit in hits if hit]
    mean_p, mean_r = _mean(precision), _mean(recall)
    granularity = _mean(pieces) or 1.0
    f1 = 2 * mean_p * mean_r / (mean_p + mean_r) if mean_p + mean_r else 0.0
    return {
        "precision": 100 * mean_p,
        "recall": 100 * mean_r,
        "wholeness": 100 / granularity,
        "plagdet": 100 * f1 / math.log2(1 + granularity),
    }


def joined(planted: Sequence[Planted]) -> list[Planted]:
    """Sentences that follow one another on both sides as one case; shuffled ones stay apart."""
    cases: list[Planted] = []
    for one in planted:
        if cases and 0 <= one.donor[0] - cases[-1].donor[1] <= _NEXT:
            last = cases[-1]
            cases[-1] = Planted((last.host[0], one.host[1]), (last.donor[0], one.donor[1]))
        else:
            cases.append(one)
    return cases


# Between two sentences stand a space or a paragraph's end; a skipped short sentence is longer than that.
_NEXT = 3


def _meet(one: Planted, two: Planted) -> bool:
    return all(a[0] < b[1] and b[0] < a[1] for a, b in zip(one, two, strict=True))


def _covered(one: Planted, others: Sequence[Planted]) -> float:
    """The share of a case's characters, both sides, that lies in cases that meet it on both sides."""
    inside = sum(
        len(_union(side, [other[n] for other in others if _meet(one, other)])) for n, side in enumerate(one)
    )
    return inside / max(1, sum(end - start for start, end in one))


def _union(side: tuple[int, int], spans: Sequence[tuple[int, int]]) -> set[int]:
    return set(_inside(side, spans))


def _inside(side: tuple[int, int], spans: Sequence[tuple[int, int]]) -> Iterator[int]:
    for start, end in spans:
        yield from range(max(side[0], start), min(side[1], end))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
