"""Shared passages on synthetic copies: real articles into which edited stretches of others were planted.

Made from the held-out part of the load articles by a fixed seed, in memory; nothing is written. Each case takes a
stretch of two to eight sentences from a donor, edits it, and puts it between two paragraphs of a host of another
outlet. Beside it, in the same run: the same comparison of every pair, without looking for a reason first, and, where
datasketch is installed, MinHash with locality-sensitive hashing over windows of words. Scored over characters as in the PAN text-alignment tasks (Potthast et al., COLING 2010): precision, recall,
granularity (pieces a found case falls into, 1 is best) and plagdet, F1 / log2(1 + granularity).
"""

import importlib
import importlib.util
import math
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from chain import held_out, labelled_article, read_jsonl
from sayso.ids import make_id
from sayso.records import Article, Sentence, SharedPassage
from sayso.resolve.reuse.passages import PASSAGES
from sayso.resolve.reuse.seeds import SEEDS
from sayso.settings import Settings
from sayso.stage import Bundle, Member
from sayso.testing.word_edits import edit_words
from sayso.words.forms import read_words


class Edits(NamedTuple):
    """How a copy is edited: the share of words deleted, inserted and replaced (a third each), and what else is done."""

    share: float
    shuffled: bool = False
    paraphrased: bool = False
    reattributed: bool = False


# "light" is a sub-editor, "heavy" a rewrite: one word in eight; "paraphrased" takes what it can from a table, and
# "reattributed" has somebody else say it, at the other end of the sentence.
EDITS = {
    "verbatim": Edits(0.0),
    "light": Edits(0.04),
    "heavy": Edits(0.12),
    "reordered": Edits(0.02, shuffled=True),
    "paraphrased": Edits(0.02, paraphrased=True),
    "reattributed": Edits(0.02, reattributed=True),
}
# Other words for common ones: general English, nothing of any text.
PARAPHRASES = dict(
    pair.split("=")
    for pair in (
        "said=stated told=informed people=persons killed=slain attack=assault attacks=assaults country=nation "
        "countries=nations president=leader government=administration officials=authorities official=authority "
        "police=officers about=around many=numerous several=various big=large new=recent also=too but=however "
        "because=since after=following before=ahead while=as more=further most=majority first=initial last=final "
        "help=assist show=demonstrate shows=demonstrates called=termed asked=requested want=wish wants=wishes "
        "need=require needs=requires use=employ used=employed get=obtain got=obtained make=create made=created "
        "began=started begin=start ended=finished end=finish month=weeks year=twelvemonth years=twelvemonths "
        "week=days money=funds law=statute laws=statutes plan=scheme plans=schemes work=labor job=post jobs=posts "
        "home=house school=college children=youngsters woman=lady women=ladies man=gentleman men=gentlemen "
        "company=firm companies=firms group=organization groups=organizations war=conflict fight=battle "
        "support=backing decision=ruling think=believe thinks=believes believe=think say=state says=states "
        "important=significant major=leading likely=probable including=among against=versus between=amid"
    ).split()
)
_ATTRIBUTED = re.compile(
    r",?\s+((?:[A-Z][\w.'’-]+\s+){0,2}[A-Z][\w.'’-]+|he|she|they)\s+(said|says|added|told reporters)(?=[ .,])"
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+ [A-Z][a-z]+")
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
    finders: dict[str, Callable[[Case], list[Planted]]] = {"": find, "every pair: ": compare}
    if importlib.util.find_spec("datasketch") is not None:
        finders["MinHash: "] = minhash
    for kind, edits in EDITS.items():
        cases = []
        for _ in range(CASES):
            donor, host = chance.sample(texts, 2)
            cases.append(plant(donor, host, edits=edits, chance=chance))
        for name, finder in finders.items():
            scores = score(cases, [finder(case) for case in cases])
            result |= {f"{name}{kind} {part}": value for part, value in scores.items()}
    for name in finders:
        result[f"{name}plagdet"] = sum(result[f"{name}{kind} plagdet"] for kind in EDITS) / len(EDITS)
    return result


def plant(donor: dict[str, str], host: dict[str, str], *, edits: Edits, chance: random.Random) -> Case:
    """Copy a stretch of the donor into the host, edited."""
    spans = [match.span() for match in _SENTENCE.finditer(donor["text"]) if match.group().strip()]
    count = min(len(spans), chance.randint(2, 8))
    first = chance.randint(0, len(spans) - count)
    chosen = spans[first : first + count]
    if edits.shuffled:  # a sentence alone is promised to be found from twelve words on
        chosen = [span for span in chosen if len(donor["text"][slice(*span)].split()) >= _ALONE]
        chance.shuffle(chosen)
    breaks = [match.end() for match in re.finditer(r"\n+", host["text"])] or [len(host["text"])]
    at = chance.choice(breaks)
    words = [word for word in host["text"].split() if word.isalpha()]
    names = _NAME.findall(host["text"]) or ["Ada Wren"]
    copy, planted = "", []
    for start, end in chosen:
        sentence = donor["text"][start:end]
        if edits.reattributed:
            sentence = reattribute(sentence, chance.choice(names))
        tokens = sentence.split()
        if edits.paraphrased:
            tokens = [PARAPHRASES.get(token, token) for token in tokens]
        edited = edit_words(tokens, share=edits.share, others=words, chance=chance)
        planted.append(Planted((at + len(copy), at + len(copy) + len(edited)), (start, end)))
        copy += edited + " "
    text = f"{host['text'][:at]}{copy}\n\n{host['text'][at:]}"
    return Case(
        labelled_article(f"donor {donor['id']}", donor["text"]),
        labelled_article(f"host {host['id']} {donor['id']} {at} {edits.share}", text),
        tuple(planted),
    )


def reattribute(sentence: str, name: str) -> str:
    """The sentence as somebody else's, who is named first: whoever it was said by before is gone."""
    bare = _ATTRIBUTED.sub("", sentence, count=1)
    return f"{name} said: {bare.lstrip()}"


def find(case: Case) -> list[Planted]:
    """What the two stages find between donor and host."""
    bundles = _bundles(case)
    one, two = SEEDS.numbers(Settings())(bundles)
    if not np.intersect1d(one.values, two.values).size:
        return []
    return _compared(bundles, case)


def compare(case: Case) -> list[Planted]:
    """What there is to find between donor and host, with or without a seed."""
    return _compared(_bundles(case), case)


def _bundles(case: Case) -> list[Bundle]:
    articles = sorted((case.donor, case.host), key=lambda article: article.id)
    rows: dict[Any, Any] = dict.fromkeys((*SEEDS.reads, *PASSAGES.reads), ())
    return [Bundle(article, rows | {Sentence: sentences(article)}) for article in articles]


def _compared(bundles: Sequence[Bundle], case: Case) -> list[Planted]:
    pair = [Member(bundle.article.id, None, bundle) for bundle in bundles]
    rows = PASSAGES.make(Settings())("|".join(member.article for member in pair), pair)
    return [_sides(row, case) for row in rows if isinstance(row, SharedPassage)]


def minhash(case: Case) -> list[Planted]:
    """What datasketch finds: windows of `WINDOW` words in a bucket together, joined where they lie side by side."""
    datasketch = importlib.import_module("datasketch")
    index = datasketch.MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
    windows = _windows(case.donor.text)
    for number, (_, shingles) in enumerate(windows):
        index.insert(number, _sketch(datasketch, shingles), check_duplication=False)
    found: list[Planted] = []
    for span, shingles in _windows(case.host.text):
        for number in sorted(index.query(_sketch(datasketch, shingles))):
            one = Planted(span, windows[number][0])
            last = found[-1] if found else one
            if found and _meet(last, one):
                sides = [(min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(last, one, strict=True)]
                found[-1] = Planted(*sides)
            else:
                found.append(one)
    return found


# Windows of thirty words, half of each in the next: the shortest copies planted are about as long.
WINDOW, ALIKE, PERMUTATIONS = 30, 0.4, 128


def _windows(text: str) -> list[tuple[tuple[int, int], list[bytes]]]:
    words = read_words(text)
    made = []
    for first in range(0, max(1, len(words.forms) - WINDOW // 2), WINDOW // 2):
        last = min(first + WINDOW, len(words.forms))
        shingles = [" ".join(words.forms[n : n + 3]).encode() for n in range(first, max(first + 1, last - 2))]
        if last > first:
            made.append(((words.starts[first], words.ends[last - 1]), shingles))
    return made


def _sketch(datasketch: Any, shingles: Sequence[bytes]) -> Any:
    made = datasketch.MinHash(num_perm=PERMUTATIONS)
    made.update_batch(shingles)
    return made


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
