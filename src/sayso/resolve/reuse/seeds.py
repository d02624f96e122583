"""Which pairs of articles are worth comparing word by word: those that share a winnowed fingerprint.

Winnowing after Schleimer, Wilkerson and Aiken (SIGMOD 2003): of every `WINDOW` consecutive shingles of `SHINGLE`
words the smallest hash is kept, so a shared run of SHINGLE + WINDOW - 1 = 12 words always shares a fingerprint.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from sayso.ids import make_id
from sayso.records import Article, Mark, Seed
from sayso.resolve.reuse.shingles import (
    STOCK_WORDS,
    code,
    page_spans,
    report_words,
    shingle_hashes,
    stock_starts,
    word_codes,
)
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member
from sayso.words.commonness import function_words
from sayso.words.forms import fold

# 6 and 7 keep one word in four. On 1,530 news articles of the tuning part 5 and 8 named twice as many pairs (10,088
# for 5,393), nearly all of them for one stock phrase; 8 and 5 keep a third more fingerprints and lose edited runs.
SHINGLE, WINDOW = 6, 7
# Content words that a fingerprint holds at least. With 1, and without phrases that are anybody's, 1,675 pairs of the
# tuning part were compared for 810 passages (3,017 for 809 with all fingerprints); 2 lost one light copy in sixty.
LEAST_CONTENT = 1
# Of the same articles' fingerprints, those that more than eight articles of one outlet carry were that outlet's own
# furniture in every case looked at (calls to subscribe, notes on authors); eight and fewer are also its background
# paragraphs.
OUTLET_TEMPLATE = 8
# A text that more articles than this carry is joined through hubs, its articles of smallest id, and not pair by
# pair: 40 copies make 780 pairs, 400 would make 79,800.
ALL_PAIRS, HUBS = 40, 8
# More carriers than this and the words are nobody's text; the group is dropped and counted.
CAP = 400
# A fingerprint that follows one which both articles also share is one run with it, and adds no new reason. One in
# this many is a reason all the same, so that a dropped group at the start of a run does not hide the whole run.
EVERY = 8


def winnow(hashes: NDArray[np.uint64], window: int) -> NDArray[np.intp]:
    """Positions of the smallest hash of every `window` consecutive ones (the rightmost of equals)."""
    if len(hashes) == 0:
        return np.empty(0, dtype=np.intp)
    if len(hashes) <= window:
        return np.array([len(hashes) - 1 - int(hashes[::-1].argmin())], dtype=np.intp)
    view = sliding_window_view(hashes, window)
    return np.unique(window - 1 - view[:, ::-1].argmin(axis=1) + np.arange(len(view)))


def fingerprints(forms: Sequence[str]) -> list[int]:
    """The winnowed fingerprints of a text's words in reading order.

    Left out are those that recur in the text (its own refrain), that lie wholly in a phrase which is anybody's, and
    that hold no content word: most pairs that had only such a one in common shared no passage.
    """
    codes, common = word_codes(forms), function_words()
    hashes = shingle_hashes(codes, SHINGLE)
    at = winnow(hashes, WINDOW)
    content = np.cumsum([0, *(form not in common for form in forms)])
    stock = stock_starts(codes)
    anybodys = stock[at] & stock[at + SHINGLE - STOCK_WORDS]
    telling = ~anybodys & (content[at + SHINGLE] - content[at] >= LEAST_CONTENT)
    picked = hashes[at].tolist()
    seen = Counter(picked)
    return [
        value for value, tells in zip(picked, telling.tolist(), strict=True) if tells and seen[value] == 1
    ]


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands each fingerprint of an article to its group, with the one before it."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        article = bundle.article
        words = report_words(article.revision, article.text, page_spans(bundle[Mark]))
        outlet = code(fold(article.outlet)) if article.outlet else 0
        before = 0
        for value in fingerprints(words.forms):
            yield Key(f"{value:016x}", [before, outlet])
            before = value >> 32  # half of it is enough to tell neighbours apart, and keeps the payload small

    return keys


def open_seeds(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[Seed]]:
    """Return the function that makes a seed of each pair of articles that share a fingerprint."""

    def seeds(key: str, members: Sequence[Member]) -> Iterator[Seed]:
        outlets = Counter(member.payload[1] for member in members)
        templates = {outlet for outlet, count in outlets.items() if outlet and count > OUTLET_TEMPLATE}
        for one, two in _pairs(members):
            (before_one, outlet_one), (before_two, outlet_two) = one.payload, two.payload
            if outlet_one == outlet_two and outlet_one in templates:
                continue
            if before_one and before_one == before_two and int(key, 16) % EVERY:
                continue
            yield Seed(
                id=make_id("Seed", one.article, two.article, key), article=one.article, other=two.article
            )

    return seeds


def _pairs(members: Sequence[Member]) -> Iterable[tuple[Member, Member]]:
    hubs = len(members) if len(members) <= ALL_PAIRS else HUBS
    for i, one in enumerate(members[:hubs]):
        for two in members[i + 1 :]:
            yield one, two


SEEDS = Group(
    name="seeds",
    version=1,
    reads=(Article, Mark),
    writes=(Seed,),
    keys=open_keys,
    make=open_seeds,
    cap=CAP,
    least=2,
)
