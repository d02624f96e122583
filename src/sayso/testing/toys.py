"""A small flow with a stage of every kind, to try stores and engines on; it reads any text in microseconds.

Words that several articles share tie them together; articles tied together form a cluster; a cluster lists the
names in it. The words "stumble", "topple" and "vanish" make a stage fail, a group fail and a process die.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from sayso.ids import make_id
from sayso.records import Article, Record
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Each, Group, Key, Member, Numbers, Pairs, Stage, Whole

Read = Callable[[Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tokens(Record):
    """All words of an article, as parallel lists (transient)."""

    TRANSIENT: ClassVar[bool] = True

    article: str
    start: list[int]
    end: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word(Record):
    """A word of four letters or more, or a number."""

    id: str
    article: str
    start: int
    end: int
    form: str
    share: float
    long: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Record):
    """A capitalised word, over all its places."""

    id: str
    article: str
    name: str
    places: tuple[Span, ...]
    first: Span | None
    last: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Record):
    """Two articles share a word."""

    ARTICLES: ClassVar[tuple[str, ...]] = ("article", "other")

    id: str
    article: str
    other: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin(Record):
    """Two articles share a word, and are not called the same."""

    ARTICLES: ClassVar[tuple[str, ...]] = ("article", "other")

    id: str
    article: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Record):
    """The component that an article lies in."""

    id: str
    article: str
    component: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster(Record):
    """Articles tied together, and the names in them."""

    ARTICLES: ClassVar[tuple[str, ...]] = ()

    id: str
    articles: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterMember(Record):
    """An article's place in its cluster."""

    id: str
    article: str
    cluster: str
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo(Record):
    """What an article says of its cluster: made of articles alone, after they met."""

    id: str
    article: str
    ranks: tuple[tuple[str, int], ...]
    kin: tuple[str, ...]


def open_tokens(_settings: Settings) -> Read:
    """A batched stage that makes a transient record."""

    def tokens(bundles: Sequence[Bundle]) -> list[list[Tokens]]:
        made = []
        for bundle in bundles:
            places = [match.span() for match in re.finditer(r"\w+", bundle.article.text)]
            starts, ends = [p[0] for p in places], [p[1] for p in places]
            made.append([Tokens(article=bundle.article.id, start=starts, end=ends)])
        return made

    return tokens


def open_words(_settings: Settings) -> Read:
    """A stage that reads a transient record."""

    def words(bundle: Bundle) -> Iterator[Word]:
        article = bundle.article
        for tokens in bundle[Tokens]:
            for start, end in zip(tokens.start, tokens.end, strict=True):
                form = article.text[start:end].lower()
                if form == "vanish" and os.environ.get("SAYSO_TOYS_MAY_DIE") == "yes":
                    os._exit(3)
                if len(form) >= 4 or form.isdigit():
                    share = len(form) / len(article.text)
                    word_id = make_id("Word", article.revision, start, end)
                    yield Word(
                        id=word_id,
                        article=article.id,
                        start=start,
                        end=end,
                        form=form,
                        share=share,
                        long=len(form) > 6,
                    )

    return words


def open_names(_settings: Settings) -> Read:
    """A stage that reads what another wrote, and fails on one word."""

    def names(bundle: Bundle) -> Iterator[Name]:
        article = bundle.article
        places: dict[str, list[Span]] = {}
        for word in bundle[Word]:
            if word.form == "stumble":
                raise ValueError(f"stumbled at {word.start}")
            text = article.text[word.start : word.end]
            if text[0].isupper():
                places.setdefault(text, []).append(Span(word.start, word.end))
        for name, spans in places.items():
            name_id = make_id("Name", article.revision, name)
            last = spans[-1] if len(spans) > 1 else None
            yield Name(
                id=name_id, article=article.id, name=name, places=tuple(spans), first=spans[0], last=last
            )

    return names


def keys_of_ties(_settings: Settings) -> Callable[[Bundle], Iterable[Key]]:
    """Every word of an article, with how often it stands there."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        forms = [word.form for word in bundle[Word]]
        for form in dict.fromkeys(forms):
            yield Key(form, {"times": forms.count(form)})

    return keys


def open_ties(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterable[Record]]:
    """A group by payload: neighbours that have the word equally often are tied."""

    def ties(key: str, members: Sequence[Member]) -> Iterator[Tie]:
        if key == "topple":
            raise ValueError("this group topples")
        for a, b in pairwise(members):
            if a.payload == b.payload:
                tie = make_id("Tie", key, a.article, b.article)
                yield Tie(id=tie, article=a.article, other=b.article, word=key)

    return ties


def open_kin_numbers(_settings: Settings) -> Callable[[Sequence[Bundle]], list[Numbers]]:
    """The words of articles as numbers, with a number for their title; it fails on two of them together."""

    def numbers(bundles: Sequence[Bundle]) -> list[Numbers]:
        made = []
        for bundle in bundles:
            forms = {word.form for word in bundle[Word]}
            if {"7", "42"} <= forms:
                raise ValueError("two numbers are too many")
            values = np.array(sorted(crc32(form.encode()) for form in forms), dtype=np.int64)
            made.append(Numbers(values, len(bundle.article.title or "")))
        return made

    return numbers


TOPPLE = crc32(b"topple")


def meet_kin(
    values: NDArray[np.int64], articles: NDArray[np.int64], labels: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All that share a word and have other titles, unless three of the title have it; it fails on one word."""
    if TOPPLE in values.tolist():
        raise ValueError("this list topples")
    ones, twos = [], []
    for value in np.unique(values):
        here = values == value
        those, titles = articles[here].tolist(), labels[here].tolist()
        for at, one in enumerate(those):
            for to in range(at + 1, len(those)):
                if titles[at] != titles[to] or titles.count(titles[at]) < 3:
                    ones.append(one)
                    twos.append(those[to])
    return np.array(ones, dtype=np.int64), np.array(twos, dtype=np.int64)


def make_kin(article: str, other: str) -> Kin:
    """The record of a pair."""
    return Kin(id=make_id("Kin", article, other), article=article, other=other)


def nodes_of_parts(bundle: Bundle) -> Iterator[str]:
    """Each article is a node."""
    yield bundle.article.id


def edges_of_parts(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """Ties are edges, named from both ends."""
    for tie in bundle[Tie]:
        yield tie.article, tie.other


def make_parts(component: str, nodes: Sequence[tuple[str, str]]) -> Iterator[Part]:
    """One row an article."""
    for article, node in nodes:
        yield Part(id=make_id("Part", node), article=article, component=component)


def keys_of_clusters(_settings: Settings) -> Callable[[Bundle], Iterable[Key]]:
    """The component of an article."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        for part in bundle[Part]:
            yield Key(part.component)

    return keys


def open_clusters(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterable[Record]]:
    """A group that gathers bundles."""

    def clusters(key: str, members: Sequence[Member]) -> Iterator[Record]:
        bundles = [member.bundle for member in members if member.bundle is not None]
        names = sorted({name.name for bundle in bundles for name in bundle[Name]})
        ids = tuple(member.article for member in members)
        yield Cluster(id=key, articles=ids, names=tuple(names))
        for rank, article in enumerate(ids):
            yield ClusterMember(id=make_id("ClusterMember", article), article=article, cluster=key, rank=rank)

    return clusters


def open_echoes(_settings: Settings) -> Read:
    """An Each stage after the groups."""

    def echoes(bundle: Bundle) -> Iterator[Echo]:
        ranks = tuple((member.cluster, member.rank) for member in bundle[ClusterMember])
        kin = tuple(sorted({name for kin in bundle[Kin] for name in (kin.article, kin.other)}))
        yield Echo(
            id=make_id("Echo", bundle.article.revision), article=bundle.article.id, ranks=ranks, kin=kin
        )

    return echoes


TOKENS = Each(name="tokens", version=1, reads=(Article,), writes=(Tokens,), make=open_tokens, batch=3)
WORDS = Each(name="words", version=1, reads=(Article, Tokens), writes=(Word,), make=open_words)
NAMES = Each(name="names", version=1, reads=(Article, Word), writes=(Name,), make=open_names)
TIES = Group(
    name="ties", version=1, reads=(Word,), writes=(Tie,), keys=keys_of_ties, make=open_ties, least=2, cap=5
)
KINS = Pairs(
    name="kins",
    version=1,
    reads=(Article, Word),
    writes=(Kin,),
    numbers=open_kin_numbers,
    meet=meet_kin,
    make=make_kin,
    cap=4,
)
PARTS = Whole(
    name="parts",
    version=1,
    reads=(Tie,),
    writes=(Part,),
    nodes=nodes_of_parts,
    edges=edges_of_parts,
    make=make_parts,
)
CLUSTERS = Group(
    name="clusters",
    version=1,
    reads=(Part, Name),
    writes=(Cluster, ClusterMember),
    keys=keys_of_clusters,
    make=open_clusters,
    gathers="bundle",
    carries=(Name,),
)
ECHOES = Each(name="echoes", version=1, reads=(Article, ClusterMember, Kin), writes=(Echo,), make=open_echoes)

TOY_FLOW: tuple[Stage, ...] = (TOKENS, WORDS, NAMES, TIES, KINS, PARTS, CLUSTERS, ECHOES)
