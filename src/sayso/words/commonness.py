"""How common words are in general, from a table that ships: no stage counts them in the collection at hand.

A live count would change with every article added, and every weight with it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

# Stems that the table leaves out were seen at most twice: misspellings and words new since then among them. They
# count as much as the rarest that it holds, not more.
UNSEEN = 1


@dataclass(frozen=True, slots=True)
class Commonness:
    """In how many of `documents` articles a stem was seen, as buckets: 2**bucket to 2**(bucket+1)-1 of them.

    `weights` are the inverse document frequencies of the buckets.
    """

    documents: int
    buckets: Mapping[str, int]
    weights: tuple[float, ...]

    def weight(self, stem: str) -> float:
        """The inverse document frequency of a stem (natural logarithm), from the middle of its bucket."""
        return self.weights[self.buckets.get(stem, UNSEEN)]


@lru_cache(maxsize=1)
def commonness() -> Commonness:
    """The shipped table (made by eval/make_df.py; the header of the file says from what)."""
    documents, buckets = 0, {}
    for line in _table("document_frequency.txt").splitlines():
        if line.startswith("# documents "):
            documents = int(line.split()[-1])
        elif not line.startswith("#"):
            bucket, _, stems = line.partition(" ")
            buckets.update(dict.fromkeys(stems.split(), int(bucket)))
    weights = [math.log(documents / 2 ** (bucket + 0.5)) for bucket in range(max(buckets.values()) + 1)]
    return Commonness(documents, buckets, tuple(weights))


_KEEP_S = frozenset({"aes", "ees", "oes"})


@lru_cache(maxsize=1 << 16)  # English has few common words: most of what is asked was asked before
def stem(form: str) -> str:
    """A folded word without its commonest English endings, the same for all its forms more often than not.

    Harman's S-stemmer (JASIS 1991), which also takes off a folded "'s", then -ed and -ing.
    """
    if form.endswith("ies") and len(form) > 4 and form[-4] not in "ae":
        form = form[:-3] + "y"
    elif len(form) > 3 and form.endswith("s") and form[-2] not in "usi" and form[-3:] not in _KEEP_S:
        form = form[:-1]
    for ending in ("ing", "ed"):
        if form.endswith(ending) and len(form) - len(ending) >= 4:
            form = form[: -len(ending)]
            if form[-1] == form[-2] and form[-1] not in "ls":
                form = form[:-1]
            break
    return form[:-1] if form.endswith("e") and len(form) > 4 else form


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """English words that carry grammar and hardly any content; sharing them alone means nothing."""
    lines = _table("function_words.txt").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _table(name: str) -> str:
    return resources.files("sayso.words").joinpath("data", name).read_text(encoding="utf-8")
