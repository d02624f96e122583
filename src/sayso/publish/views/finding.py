"""Finding what was said: by words, speaker, outlet, channel, speech act, time, review state, language and story.

The index of the store gives the attributions that hold the words; the columns of the `Directory` narrow and count them;
only those on the page are read in full.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Literal

from sayso.errors import InputError, SettingsError
from sayso.publish.views.directory import Directory, Head, Known, Told
from sayso.publish.views.lookup import Words, fold_words, name_words
from sayso.publish.views.searching import queries_of, spellings
from sayso.store.protocol import Store

MOST_WORDS = 32
"""Words of one search: a pasted paragraph is cut here, and the page says so."""
MOST_VARIANTS = 24
"""Other spellings that are looked for: of a name with more of them the first."""
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
FACETS = ("speaker", "outlet", "act", "channel", "kind", "state", "language", "story")
UNKNOWN = "unknown"
"""The value by which what has no outlet, channel or language is asked for."""

When = Literal["either", "said", "published"]
Sort = Literal["best", "newest", "oldest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for; "" leaves a filter open, "unknown" asks for what has no value.

    `speaker` is an actor's id or a name; for a body also what is said on its behalf. `since` and `until` are ISO days,
    months or years, both inclusive, of the day on which it was said, of publication, or of the first that is known.
    """

    words: str = ""
    speaker: str = ""
    outlet: str = ""
    act: str = ""
    channel: str = ""
    kind: str = ""
    state: str = ""
    language: str = ""
    story: str = ""
    since: str = ""
    until: str = ""
    when: When = "either"
    all_acts: bool = False

    def __post_init__(self) -> None:
        """Raise SettingsError for what is no day."""
        for name in ("since", "until"):
            value = getattr(self, name)
            if value and not DAY.fullmatch(value):
                raise SettingsError(f"{name}={value!r} is no day; write 2031-05-07, 2031-05 or 2031")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for at all."""
        return not any(
            getattr(self, item.name) for item in fields(self) if item.name not in {"when", "all_acts"}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What answers a search, without the texts: attributions and articles in the order of the sort.

    `actors` are those whose name the words are; `spellings` what else was looked for. `counts` are values with how many
    of the attributions have them, most frequent first. `left_out` are intentions and beliefs that were not asked for.
    """

    wanted: Wanted
    told: Sequence[Told] = ()
    articles: Sequence[str] = ()
    actors: tuple[Known, ...] = ()
    spellings: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    counts: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    left_out: int = 0
    cut: bool = False
    no_words: bool = False


def find(
    store: Store, directory: Directory, wanted: Wanted, *, sort: Sort = "best", counted: bool = True
) -> Finding:
    """What was said, and the articles, that answer; SettingsError for a filter that cannot be read.

    Without `counted` the counts stay empty: of a whole collection they take longer than all the rest.
    """
    if wanted.is_empty:
        return Finding(wanted=wanted)
    return directory.remember(
        (wanted, sort, counted), lambda: _find(store, directory, wanted, sort, counted=counted)
    )


def _find(store: Store, directory: Directory, wanted: Wanted, sort: Sort, *, counted: bool) -> Finding:
    words, cut = _bounded(wanted.words)
    asked = fold_words(words)
    actors = tuple(directory.named(name_words(words))) if asked else ()
    variants = dict(list(spellings(asked, _near(directory, asked)).items())[:MOST_VARIANTS])
    queries = queries_of(words, asked, variants) if words else []
    try:
        said = list(dict.fromkeys(name for query in queries for _, name in store.search_said(query)))
        articles = list(dict.fromkeys(one for query in queries for one in store.search_ids(query)))
    except InputError:  # no word in it: quotation marks, dots
        return Finding(wanted=wanted, no_words=True)
    known = directory.by_attribution
    if words:
        found = [known[name] for name in said if name in known]
    else:
        found, articles = list(directory.told), []
    passes = fits(directory, wanted)
    kept = [one for one in found if passes(one)]
    shown = kept if wanted.all_acts or wanted.act else [one for one in kept if not one.held_back]
    of_articles = _fits_article(directory, wanted)
    return Finding(
        wanted=wanted,
        told=_sorted(directory, shown, sort),
        articles=[one for one in articles if of_articles(one)],
        actors=actors,
        spellings=tuple(sorted(set(variants.values()))),
        phrases=tuple(dict.fromkeys(phrase for query in queries for phrase in _phrases(query))),
        counts=counts_of(directory, shown) if counted else {},
        left_out=len(kept) - len(shown),
        cut=cut,
    )


def day_of(told: Told, head: Head | None, when: When = "either") -> str:
    """The day on which something was said, or came out, as far as one is known: "" where none is."""
    published = (head.earliest or "")[:10] if head else ""
    said = told.said_on if told.said_on and DAY.match(told.said_on) else ""  # "XXXX-WXX-3" is some Wednesday
    if when == "said":
        return said
    return published if when == "published" else said or published


def _bounded(words: str) -> tuple[str, bool]:
    parts = words.split()
    return " ".join(parts[:MOST_WORDS]), len(parts) > MOST_WORDS


def _phrases(query: str) -> Iterable[tuple[str, ...]]:
    from sayso.store.search import phrases_of  # noqa: PLC0415 - SQLAlchemy is heavy, and `import sayso` reaches here

    return phrases_of(query)


def _near(directory: Directory, asked: Words) -> list[Mapping[Words, str]]:
    """The names of each actor that has one which ends with a word of the query."""
    found: dict[str, dict[Words, str]] = {}
    for word in dict.fromkeys(asked):
        for name in directory.by_last.get(word, ()):
            for actor in directory.by_words[name]:
                if actor not in found:
                    found[actor] = {name_words(one): one for one in reversed(directory.actors[actor].names)}
    return list(found.values())


def fits(directory: Directory, wanted: Wanted) -> Callable[[Told], bool]:
    """Whether an attribution passes every filter that is set."""
    heads = directory.heads
    tests: list[Callable[[Told], bool]] = []
    if wanted.act:
        tests.append(lambda told: told.act == wanted.act)
    if wanted.kind:
        tests.append(lambda told: told.kind == wanted.kind)
    if wanted.state:
        tests.append(lambda told: told.state == wanted.state)
    if wanted.channel:
        tests.append(lambda told: (told.channel or UNKNOWN) == wanted.channel)
    if wanted.speaker:
        tests.append(_is_meant(directory, wanted.speaker))
    if wanted.outlet or wanted.language or wanted.story:
        of_article = _fits_article(directory, wanted, dated=False)
        tests.append(lambda told: of_article(told.article))
    if wanted.since or wanted.until:
        tests.append(lambda told: _within(day_of(told, heads.get(told.article), wanted.when), wanted))
    return lambda told: all(test(told) for test in tests)


def _is_meant(directory: Directory, asked: str) -> Callable[[Told], bool]:
    """Whether somebody speaks, or is spoken for; somebody who is nobody beyond one article goes by the name there."""
    speakers, spelt = _speakers(directory, asked), name_words(asked)

    def is_meant(told: Told) -> bool:
        if told.body in speakers or not speakers.isdisjoint(told.actors):
            return True
        return not told.actors and bool(told.name) and name_words(told.name) == spelt

    return is_meant


def _fits_article(directory: Directory, wanted: Wanted, *, dated: bool = True) -> Callable[[str], bool]:
    """Whether an article passes the filters that an article can pass."""
    outlet = wanted.outlet.casefold()

    def fitting(article: str) -> bool:
        head = directory.heads.get(article)
        if head is None:
            return False
        if outlet and (head.outlet or UNKNOWN).casefold() != outlet:
            return False
        if wanted.language and (head.language or UNKNOWN) != wanted.language:
            return False
        if wanted.story and not (head.story or "").startswith(wanted.story):
            return False
        return not dated or _within((head.earliest or "")[:10], wanted)

    return fitting


def _within(day: str, wanted: Wanted) -> bool:
    """Whether a day lies between two others; a bound of a month or a year covers all of it."""
    if not (wanted.since or wanted.until):
        return True
    if not day:
        return False
    after = not wanted.since or day[: len(wanted.since)] >= wanted.since[: len(day)]
    return after and (not wanted.until or day[: len(wanted.until)] <= wanted.until[: len(day)])


def _speakers(directory: Directory, asked: str) -> frozenset[str]:
    """The actors that an id, an entity's id or a name stands for."""
    if not asked:
        return frozenset()
    by_id = asked if asked in directory.actors else directory.actor_of.get(asked)
    if by_id is not None:
        return frozenset({by_id})
    return frozenset(one.id for one in directory.named(name_words(asked)))


def _sorted(directory: Directory, told: Sequence[Told], sort: Sort) -> Sequence[Told]:
    if sort == "best":
        return told
    dated = [(day_of(one, directory.heads.get(one.article)), one) for one in told]
    known = sorted((pair for pair in dated if pair[0]), key=lambda pair: (pair[0], pair[1].attribution))
    if sort == "newest":
        known.reverse()
    return [one for _, one in known] + [one for day, one in dated if not day]


def counts_of(
    directory: Directory, told: Sequence[Told], *, of_utterances: bool = False
) -> dict[str, Sequence[tuple[str, int]]]:
    """How many attributions (or utterances) have which value, most frequent first; speakers and stories by their ids."""
    seen: dict[str, Iterable[tuple[str, str]]] = {
        "act": ((one.act, one.utterance) for one in told),
        "channel": ((one.channel or UNKNOWN, one.utterance) for one in told),
        "kind": ((one.kind, one.utterance) for one in told),
        "state": ((one.state, one.utterance) for one in told),
        "speaker": ((actor, one.utterance) for one in told for actor in one.actors),
    }
    heads = [(head, one.utterance) for one in told if (head := directory.heads.get(one.article)) is not None]
    seen["outlet"] = ((head.outlet or UNKNOWN, utterance) for head, utterance in heads)
    seen["language"] = ((head.language or UNKNOWN, utterance) for head, utterance in heads)
    seen["story"] = ((head.story, utterance) for head, utterance in heads if head.story)
    counted = {
        name: Counter(value for value, _ in (set(pairs) if of_utterances else pairs))
        for name, pairs in seen.items()
    }
    return {
        name: sorted(values.items(), key=lambda item: (-item[1], item[0])) for name, values in counted.items()
    }
