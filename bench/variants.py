"""Any number of articles out of the real ones of SAYSO_DATA, for benches of growth: as long, and as much alike.

    SAYSO_DATA=FOLDER python bench/variants.py [--articles 1000 4000 16000]

A *world* is half of the set with its words changed for others of the same length, so that every offset stays: all
that was said of an original's spans holds of its variant. Within a world a word is always changed for the same other
one; each world changes them differently. So stories, copied text, repetition of names and who speaks stay as they are
within a world, and between worlds there is nothing to copy: the reuse rate is the same at any number of articles
(which random parts of one set would not have: pairs grow with the square). A thousand articles are one world,
sixteen thousand are sixteen.

What is kept, and measured by running this script: the length of articles and their spread; the names in an article;
the pairs of articles that share text, and their passages; the sizes of stories. What grows as it does in life: words
that one article in `KNOWN` or more has (function words, "said", "president", names that everybody knows) stay as they
are in all worlds, so that as articles come in their lists grow as theirs do; rarer words come back in other places,
because a word is changed for one that is as rare (its bucket in `words.commonness`), as long, and as often a name.
Days and outlets stay: it is the same years, told by more articles. Numbers stay, because nothing is looked up by them.

What is not as in life: with many worlds a rare surname is borne by as many people as there are worlds, more than
new people would make, so what meets by bare words meets a little more often here. The share of new names among names
as articles come in is measured beside that of the originals. No variant can be read as a text.

Six words in a row that are all known would make the variants of one original share text. In each such row the rarest
word is changed all the same, in the text only; what is copied of it is changed in the same places.

The halves are made of long stretches by day, so that stories stay whole: of the passages of 25 words and more that the
set shares they keep four in five, of the stories nearly all. Everything is drawn by a fixed seed.
"""

import argparse
import gzip
import json
import os
import random
import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from copies import sentence_spans
from sayso.annotate.layout.marks import MARKS
from sayso.ids import make_id, text_hash
from sayso.records import Article
from sayso.resolve.reuse import kernel
from sayso.resolve.reuse.page_words import content_words, read_pages
from sayso.resolve.reuse.shingles import page_spans, stock_starts
from sayso.settings import Settings
from sayso.stage import Bundle
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.scan import Scan, scan_words

SEED = 4117
KNOWN = 25
"""A word that one article in so many has is the same in all worlds: some 1,300 stems, two in three words of a text."""
ROW = 6
"""So many known words in a row, one of them no function word, and no phrase that is anybody's, are text that two articles share (`reuse.prints`)."""
FEW, LETTERS = 50, 4
"""Words of one kind of which there are fewer are changed for made-up ones; of those with fewer letters there are few."""
STRETCHES = 4
AT_ONCE = 64
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)+")
_WORD = re.compile(r"[A-Za-z]+")
_LITERALS = frozenset({"true", "false", "null"})
"""Words of JSON, which changed rows are."""
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"


class Original(NamedTuple):
    """One article as it was read: `number` is its place by day."""

    number: int
    id: str
    title: str
    text: str
    outlet: str
    day: str


class Variant(NamedTuple):
    """An article, and of which original and world it is."""

    article: Article
    original: Original
    world: int


def read_originals(folder: Path) -> list[Original]:
    """The articles of a folder of data, by day."""
    with gzip.open(folder / "load" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        return in_order(json.loads(line) for line in lines)


def in_order(rows: Iterator[Mapping[str, str]]) -> list[Original]:
    """Articles given by id, title, text, outlet and date, by day."""
    given = sorted(rows, key=lambda row: (row["date"], row["id"]))
    return [
        Original(number, row["id"], row["title"], row["text"], row["outlet"], row["date"])
        for number, row in enumerate(given)
    ]


def article_of(original: Original) -> Article:
    """An original as an article; it has no address, so that its variants differ in their outlet's own id alone."""
    return _article(original, world=0, title=original.title, text=original.text)


def _article(original: Original, *, world: int, title: str, text: str) -> Article:
    external = f"{original.id}/{world}"
    name, sha = make_id("Article", original.outlet, external), text_hash(text)
    return Article(
        id=name,
        revision=make_id("Revision", name, sha),
        text=text,
        text_sha256=sha,
        title=title or None,
        outlet=original.outlet,
        external_id=external,
        language="en",
        published_earliest=original.day,
        published_latest=original.day,
        published_basis="stated",
    )


def make_variants(study: "Study", count: int, *, seed: int = SEED) -> Iterator[Variant]:
    """`count` articles, world by world; the first ones are the same however many are asked for."""
    for world in range(1, 2 + count):
        if count <= 0:
            return
        changed, part = World(study, world, seed), part_of(study.originals, world)
        for original in part[:count]:
            yield Variant(changed.article(original), original, world)
        count -= len(part)


def part_of(originals: Sequence[Original], world: int) -> list[Original]:
    """The originals of one world: every second of `STRETCHES` stretches by day, by turns the one half and the other."""
    size = -(-len(originals) // STRETCHES)
    stretches = [originals[at : at + size] for at in range(0, len(originals), size)]
    return [original for stretch in stretches[(world - 1) % 2 :: 2] for original in stretch]


class Root(NamedTuple):
    """What is changed of a word: its letters but for an ending, in small letters."""

    letters: str
    ending: str


@lru_cache(maxsize=1 << 17)
def root_of(word: str) -> Root:
    """A word's stem and ending, so that the forms of a word are changed alike."""
    small = word.lower()
    cut = stem(small)
    return Root(cut, small[len(cut) :]) if small.startswith(cut) else Root(small, "")


class Study:
    """What has to be known of all originals before any is changed."""

    def __init__(self, originals: Sequence[Original]) -> None:
        self.originals = originals
        holders: Counter[str] = Counter()
        written: Counter[str] = Counter()
        capital: Counter[str] = Counter()
        for original in originals:
            words = _WORD.findall(original.text) + _WORD.findall(original.title)
            roots = [(root_of(word).letters, word[0].isupper()) for word in words]
            holders.update({root for root, _ in roots})
            written.update(root for root, _ in roots)
            capital.update(root for root, upper in roots if upper)
        common, buckets = function_words(), commonness().buckets
        least = max(2, -(-len(originals) // KNOWN))
        self.known = {root for root, count in holders.items() if count >= least or root in common} | _LITERALS
        self.rank = {root: (buckets.get(stem(root), 0), holders[root], root) for root in holders}
        classes: defaultdict[tuple[int, int, bool], list[str]] = defaultdict(list)
        for root in sorted(holders):
            kind = (len(root), buckets.get(stem(root), 0), 2 * capital[root] > written[root])
            classes[kind].append(root)
        self.classes = {
            kind: [root for root in roots if root not in self.known] for kind, roots in classes.items()
        }
        self.cuts = self._cuts(originals)
        """Of each text the words to be changed: (from, to)."""

    def _cuts(self, originals: Sequence[Original]) -> dict[int, list[tuple[int, int]]]:
        """Of the text as it stands, and of the text without what belongs to the page: its words meet other words there."""
        mark, texts = MARKS.make(Settings()), [original.text for original in originals]
        without = [page_spans(mark(Bundle(article_of(original), {}))) for original in originals]
        both = (scan_words(texts, [()] * len(texts)), scan_words(texts, without))
        return {
            original.number: sorted({cut for scan in scans for cut in self._cut(original.text, scan)})
            for original, *scans in zip(originals, *both, strict=True)
        }

    def _cut(self, text: str, scan: Scan) -> list[tuple[int, int]]:
        """The words of a text that are known in all worlds and those that are not: the latter, and one in each row."""
        starts, ends = scan.starts.tolist(), scan.ends.tolist()
        parts = [
            [
                (start + m.start(), start + m.end(), root_of(m.group()).letters)
                for m in _WORD.finditer(text[start:end])
            ]
            for start, end in zip(starts, ends, strict=True)
        ]
        changed = [any(root not in self.known for *_, root in words) for words in parts]
        stock, content = stock_starts(scan.codes), content_words(scan)
        there = {(a, b) for words in parts for a, b, root in words if root not in self.known}
        since = 0
        for last in range(len(parts)):
            first = last + 1 - ROW
            if changed[last]:
                since = last + 1
            if first < since or (stock[first] and stock[first + 1]) or not content[first : last + 1].any():
                continue
            row = [word for words in parts[first : last + 1] for word in words]
            if row:
                a, b, _ = min(row, key=lambda one: (len(one[2]) < LETTERS, *self.rank[one[2]], one[0]))
                there.add((a, b))
        return sorted(there)


class World:
    """One way to change words, the same for all articles and rows of a world."""

    def __init__(self, study: Study, world: int, seed: int = SEED) -> None:
        self.number, self._study = world, study
        self._seed = f"{seed} {world}"
        self._of: dict[str, str] = {}
        for kind in sorted(study.classes):
            roots = list(study.classes[kind])
            random.Random(f"{seed} {kind}").shuffle(roots)  # noqa: S311 - same
            # Moved round by as many places as the world's number: no word is the same in two worlds.
            others = roots[world % len(roots) :] + roots[: world % len(roots)] if roots else []
            self._of |= zip(roots, others, strict=True) if len(roots) >= FEW else ()
        self._changed: dict[str, str] = {}

    def _made_up(self, root: str) -> str:
        """Another word of the same length that could be one."""
        draw = random.Random(f"{self._seed} {root}")  # noqa: S311 - same
        return "".join(draw.choice(_VOWELS if letter in _VOWELS else _CONSONANTS) for letter in root)

    def word(self, word: str, *, always: bool = False) -> str:
        """What stands for a word in this world; `always`: even if it is one that everybody knows."""
        key = f"!{word}" if always else word
        made = self._changed.get(key)
        if made is None:
            root, ending = root_of(word)
            if root in self._study.known and not always:
                made = word
            else:
                other = (self._of.get(root) or self._made_up(root)) + ending
                made = "".join(b.upper() if a.isupper() else b for a, b in zip(word, other, strict=True))
            self._changed[key] = made
        return made

    def phrase(self, text: str) -> str:
        """A name, or other words of a row, as they are in this world."""
        return _WORD.sub(lambda match: self.word(match.group()), text)

    def text(self, original: Original) -> str:
        """An original's text in this world, each word where it was."""
        parts, at, text = [], 0, original.text
        for start, end in self._study.cuts[original.number]:
            parts += [text[at:start], self.word(text[start:end], always=True)]
            at = end
        return "".join([*parts, text[at:]])

    def article(self, original: Original) -> Article:
        """An original as an article of this world."""
        return _article(
            original, world=self.number, title=self.phrase(original.title), text=self.text(original)
        )


# --- what is kept ---------------------------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """Measure originals and variants alike, and print both; 1 when they differ by more than they may."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--articles", type=int, nargs="+", default=[1000, 4000, 16000])
    given = options.parse_args(argv)
    folder = os.environ.get("SAYSO_DATA")
    if not folder:
        print("bench/variants: skipped, SAYSO_DATA names no folder of articles")
        return 0
    originals = read_originals(Path(folder))
    print(
        "| articles | characters, median (90 in 100 below) | names an article | of them new | share text with another | pairs an article | pairs of two worlds |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- |")
    whole = [(original.text, 0) for original in originals]
    print(_line("originals", likeness(whole)))
    good, study = True, Study(originals)
    expected = likeness(whole)
    for count in given.articles:
        made = [(one.article.text, one.world) for one in make_variants(study, count)]
        found = likeness(made)
        print(_line(f"{count:,}", found))
        good = good and abs(found["length"] / expected["length"] - 1) < 0.1
        good = good and abs(found["pairs"] / expected["pairs"] - 1) < 0.2 and found["strangers"] < 0.05
    return int(not good)


def _line(name: str, found: Mapping[str, float]) -> str:
    return (
        f"| {name} | {found['length']:,.0f} ({found['long']:,.0f}) | {found['names']:.1f} | "
        f"{100 * found['new']:.0f} % | {100 * found['sharing']:.0f} % | {found['pairs']:.2f} | {found['strangers']:.3f} |"
    )


def likeness(texts: Sequence[tuple[str, int]]) -> dict[str, float]:
    """Lengths, names and shared text of articles, given with their worlds.

    Names are two and more words with capitals in a row behind a small letter; pairs are those that `reuse.kernel` finds.
    """
    lengths = sorted(len(text) for text, _ in texts)
    seen: set[str] = set()
    names = new = 0
    for text, _ in texts:
        own = set(_NAME.findall(text))
        names += len(own)
        new += len(own - seen)
        seen |= own
    pages = []
    for at in range(0, len(texts), AT_ONCE):
        part = [text for text, _ in texts[at : at + AT_ONCE]]
        pages += read_pages(part, skipped=[()] * len(part), sentences=[sentence_spans(t) for t in part])
    pairs = list(kernel.reuse(pages))
    return {
        "length": statistics.median(lengths),
        "long": lengths[9 * len(lengths) // 10],
        "names": names / len(texts),
        "new": new / max(1, names),
        "sharing": len({at for pair in pairs for at in pair}) / len(texts),
        "pairs": len(pairs) / len(texts),
        "strangers": sum(texts[a][1] != texts[b][1] for a, b in pairs) / len(texts),
    }


if __name__ == "__main__":
    sys.exit(main())
