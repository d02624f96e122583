"""Outlets: what each carries, whom it quotes and with which verbs, what text it shares with whom, whom it credits.

Nothing here ranks an outlet. Text that two share is shared, whichever way it went; which way is told only where a credit
or the stated times tell it, and then with that basis.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sayso.annotate.attributing.cues import load_cues
from sayso.errors import NotFound
from sayso.publish.views.directory import Directory, Head, Told
from sayso.publish.views.lookup import fold_words
from sayso.publish.views.speaker_cues import cue_verb
from sayso.publish.words.phrases import one_line
from sayso.records import Article, Attribution, Credit, SharedPassage, Speaker
from sayso.store.protocol import Store
from sayso.words.outlets import same_outlet

UNKNOWN = "unknown"
"""The name under which the articles have their page of which nobody said who published them."""
MOST_READ = 400
"""Articles of one outlet whose texts are read, the latest first; counts that need no text are of all. The page says it."""

Way = Literal["from", "to", "earlier_there", "earlier_here", "common_source", "unknown"]
SourceKind = Literal["named", "unnamed", "never_introduced", "unknown"]


class OutletLine(NamedTuple):
    """How much there is of one outlet; `name` None: nobody said which outlet it is."""

    name: str | None
    articles: tuple[str, ...]
    stories: int
    utterances: int
    speakers: int
    earliest: str | None
    latest: str | None


class Quoted(NamedTuple):
    """Somebody whom an outlet lets speak: in how many utterances, by kind, and with which verbs."""

    actor: str
    utterances: int
    kinds: Mapping[str, int]
    verbs: Sequence[tuple[str, int]]


class SharedOutlet(NamedTuple):
    """Text that an outlet shares with another: passages, their words, which way as far as known, and the longest one."""

    other: str | None
    passages: int
    words: int
    ways: Mapping[Way, int]
    longest: SharedPassage


class Credited(NamedTuple):
    """A carrier that an outlet credits, with each place (article, start, end)."""

    carrier: str
    kinds: Mapping[str, int]
    places: Sequence[tuple[Article, int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPage:
    """One outlet: `told` is what its articles say that somebody said; `read` of its articles were read for words."""

    line: OutletLine
    articles: tuple[Head, ...]
    read: int
    told: tuple[Told, ...]
    quoted: tuple[Quoted, ...]
    verbs: tuple[tuple[str, int], ...]
    kinds: Mapping[str, int]
    sources: Mapping[SourceKind, int]
    shared: tuple[SharedOutlet, ...]
    credits: tuple[Credited, ...]


def outlet_lines(directory: Directory) -> tuple[OutletLine, ...]:
    """All outlets, those with most articles first; articles without one are the last line."""
    return directory.remember("outlets", lambda: tuple(_lines(directory)))


def find_outlet(directory: Directory, asked: str) -> OutletLine:
    """An outlet by its name, or by another way to write it; NotFound when there is none, or several answer."""
    lines = outlet_lines(directory)
    exact = [one for one in lines if (one.name or UNKNOWN) == asked]
    folded = fold_words(asked)
    found = exact or [one for one in lines if fold_words(one.name or UNKNOWN) == folded]
    found = found or [one for one in lines if one.name and same_outlet(one.name, asked)]
    if len(found) != 1:
        many = "no outlet is" if not found else f"{len(found)} outlets are"
        raise NotFound(f"{many} called {asked!r} in this collection; /outlets lists them")
    return found[0]


def outlet_page(store: Store, directory: Directory, line: OutletLine) -> OutletPage:
    """One outlet with everything that its page shows; made once for each state of the collection."""
    return directory.remember(("outlet", line.name), lambda: _read(store, directory, line))


def _lines(directory: Directory) -> Iterable[OutletLine]:
    articles: dict[str | None, list[Head]] = {}
    for head in directory.heads.values():
        articles.setdefault(head.outlet or None, []).append(head)
    utterances: dict[str | None, set[str]] = {}
    speakers: dict[str | None, set[str]] = {}
    for one in directory.told:
        head_of = directory.heads.get(one.article)
        if head_of is not None and not one.held_back:
            outlet = head_of.outlet or None
            utterances.setdefault(outlet, set()).add(one.utterance)
            speakers.setdefault(outlet, set()).update(one.actors)
    for outlet in sorted(articles, key=lambda name: (name is None, -len(articles[name]), name or "")):
        heads = articles[outlet]
        yield OutletLine(
            name=outlet,
            articles=tuple(sorted(head.id for head in heads)),
            stories=len({head.story for head in heads if head.story}),
            utterances=len(utterances.get(outlet, ())),
            speakers=len(speakers.get(outlet, ())),
            earliest=min((head.earliest for head in heads if head.earliest), default=None),
            latest=max((head.latest for head in heads if head.latest), default=None),
        )


def _read(store: Store, directory: Directory, line: OutletLine) -> OutletPage:
    heads = sorted(
        (directory.heads[one] for one in line.articles),
        key=lambda head: (head.earliest or "", head.id),
        reverse=True,
    )
    inside = frozenset(line.articles)
    told = tuple(one for one in directory.told if one.article in inside and not one.held_back)
    read = {one.id: one for one in store.articles([head.id for head in heads[:MOST_READ]])}
    verbs = _verbs(store, read)
    return OutletPage(
        line=line,
        articles=tuple(heads),
        read=len(read),
        told=told,
        quoted=tuple(_quoted(told, verbs)),
        verbs=_most(Counter(verbs.values())),
        kinds=Counter(one.kind for one in told),
        sources=_sources(store, line.articles),
        shared=tuple(_shared(store, directory, line.articles)),
        credits=tuple(_credits(store, read)),
    )


def _verbs(store: Store, read: Mapping[str, Article]) -> dict[str, str]:
    """The verb of each attribution's cue in its plain form, where the outlet chose it: not of one within another's words."""
    known = load_cues()
    found: dict[str, str] = {}
    columns = ("id", "article", "cue_start", "cue_end", "nested_in")
    for name, article, start, end, around in store.values(Attribution, *columns, articles=sorted(read)):
        if start is not None and around is None:
            cue = one_line(read[article].text[start:end]).lower()
            found[name] = cue_verb(known, cue)
    return found


def _quoted(told: Sequence[Told], verbs: Mapping[str, str]) -> Iterable[Quoted]:
    by_actor: dict[str, list[Told]] = {}
    for one in told:
        for actor in one.actors:
            by_actor.setdefault(actor, []).append(one)
    counted = {actor: len({one.utterance for one in said}) for actor, said in by_actor.items()}
    for actor in sorted(by_actor, key=lambda one: (-counted[one], one)):
        said = by_actor[actor]
        used = Counter(verbs[one.attribution] for one in said if one.attribution in verbs)
        yield Quoted(actor, counted[actor], Counter(one.kind for one in said), _most(used))


def _most(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def _sources(store: Store, articles: Sequence[str]) -> Counter[SourceKind]:
    """How the sources of what it reports are known: named, only described, called by a bare surname, or unknown."""
    counted: Counter[SourceKind] = Counter()
    for name, basis in store.values(Speaker, "name", "basis", articles=articles):
        kind: SourceKind = "named"
        if not name:
            kind = "unknown"
        elif basis in {"unnamed", "never_introduced"}:
            kind = basis
        counted[kind] += 1
    return counted


def _shared(store: Store, directory: Directory, articles: Sequence[str]) -> Iterable[SharedOutlet]:
    """By the other outlet, those with most words first; articles of the same outlet are told too."""
    inside = frozenset(articles)
    heads = directory.heads
    found: dict[str | None, list[tuple[Way, SharedPassage]]] = {}
    for row in store.rows(SharedPassage, articles=articles):
        for own, other, from_other in (
            (row.a_article, row.b_article, "b_to_a"),
            (row.b_article, row.a_article, "a_to_b"),
        ):
            if own not in inside or other not in heads or (other in inside and own > other):
                continue
            found.setdefault(heads[other].outlet or None, []).append((_way(row, from_other), row))
    for other_outlet, rows in sorted(
        found.items(), key=lambda item: (-sum(row.words for _, row in item[1]), item[0] or "~")
    ):
        yield SharedOutlet(
            other=other_outlet,
            passages=len(rows),
            words=sum(row.words for _, row in rows),
            ways=Counter(way for way, _ in rows),
            longest=max((row for _, row in rows), key=lambda row: (row.words, row.id)),
        )


def _way(row: SharedPassage, from_other: str) -> Way:
    if row.direction in {"common_source", "unknown"}:
        return "common_source" if row.direction == "common_source" else "unknown"
    came = row.direction == from_other
    if row.direction_basis == "credit":
        return "from" if came else "to"
    return "earlier_there" if came else "earlier_here"


def _credits(store: Store, read: Mapping[str, Article]) -> Iterable[Credited]:
    """Those whom it names as where its text or its news is from, most often first."""
    places: dict[str, list[tuple[Article, int, int]]] = {}
    kinds: dict[str, Counter[str]] = {}
    columns = ("carrier", "kind", "article", "start", "end")
    for carrier, kind, article, start, end in store.values(Credit, *columns, articles=sorted(read)):
        places.setdefault(carrier, []).append((read[article], start, end))
        kinds.setdefault(carrier, Counter())[kind] += 1
    for carrier in sorted(places, key=lambda one: (-len(places[one]), one)):
        yield Credited(carrier, kinds[carrier], places[carrier])
