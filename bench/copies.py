"""Articles for bench/reuse.py: as many as asked for, of one length, of which a constant share copies from another.

Made from real articles by a fixed seed, in memory: the frame of each sentence stays (function words, capitals, signs,
lengths), its content words are drawn anew from all there are, so that what two articles share was planted.
Then some get a stretch of another article, edited as eval/passages.py edits.
"""

import random
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sayso.ids import make_id, text_hash
from sayso.records import Article
from sayso.spans import Span
from sayso.testing.word_edits import edit_words
from sayso.words.commonness import function_words

WORDS = 800
COPYING = 0.3
"""The share of articles that copy from another one."""
KINDS = (0.0, 0.04, 0.12)
"""The share of words edited in a copied stretch: verbatim, lightly, heavily; a third of the copies each."""
OUTLETS = 140
SEED = 20311
_TOKEN = re.compile(r"\S+\s*")
_CORE = re.compile(r"[^\W\d_]+|\d+")
SENTENCE = re.compile(r"[^\n.!?]+[.!?]+[”\"']?|[^\n]+")


class Made(NamedTuple):
    """Texts, and the pairs of places in the list of which the second copies from the first."""

    texts: list[str]
    copied: list[tuple[int, int]]

    def articles(self) -> list[Article]:
        """The texts as articles of some outlets."""
        made = []
        for number, text in enumerate(self.texts):
            article, sha = make_id("Article", number), text_hash(text)
            revision = make_id("Revision", article, sha)
            outlet = f"Outlet {number * 7919 % OUTLETS}"
            made.append(
                Article(
                    id=article, revision=revision, text=text, text_sha256=sha, outlet=outlet, language="en"
                )
            )
        return made


def make_copies(frames: Sequence[str], count: int, *, seed: int = SEED) -> Made:
    """`count` texts of about `WORDS` words, a share of which copies from another of them."""
    common = function_words()
    parts = [tokens[:WORDS] for frame in frames if len(tokens := _TOKEN.findall(frame)) >= WORDS]
    # a frame is text and places for words in turn
    split = [_CORE.split("".join(part)) for part in parts]
    cores = [_CORE.findall("".join(part)) for part in parts]
    vocabulary = sorted({core.lower() for part in cores for core in part if core.lower() not in common})
    numbers = np.random.default_rng(seed)
    texts = []
    for number in range(count):
        gaps, words = split[number % len(split)], cores[number % len(split)]
        draws = numbers.integers(0, len(vocabulary), len(words)).tolist()
        drawn = [
            core if core.lower() in common else _as(core, vocabulary[draw])
            for core, draw in zip(words, draws, strict=True)
        ]
        texts.append("".join(part for pair in zip(gaps, [*drawn, ""], strict=True) for part in pair))
    return _with_copies(texts, seed)


def _as(core: str, word: str) -> str:
    return word.capitalize() if core[0].isupper() else word


def _with_copies(texts: list[str], seed: int) -> Made:
    chance = random.Random(seed)  # noqa: S311 - a fixed seed, for the same articles every time
    plain, copied = list(texts), []
    for host in range(len(texts)):
        if chance.random() >= COPYING:
            continue
        donor = chance.randrange(len(texts) - 1)
        donor += donor >= host
        spans = [match.span() for match in SENTENCE.finditer(plain[donor])]
        count = min(len(spans), chance.randint(2, 8))
        first = chance.randint(0, len(spans) - count)
        stretch = plain[donor][spans[first][0] : spans[first + count - 1][1]]
        share = KINDS[chance.randrange(len(KINDS))]
        edited = edit_words(stretch.split(), share=share, others=plain[host].split(), chance=chance)
        breaks = [match.end() for match in re.finditer(r"\n+", plain[host])] or [len(plain[host])]
        at = chance.choice(breaks)
        texts[host] = f"{plain[host][:at]}{edited}\n\n{plain[host][at:]}"
        copied.append((donor, host))
    return Made(texts, copied)


def sentence_spans(text: str) -> list[Span]:
    """Sentences by full stops alone."""
    return [Span(*match.span()) for match in SENTENCE.finditer(text)]
