"""What each outlet calls one actor: in its own voice, in what it reports, and between quotation marks, never mixed up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.publish.views.lookup import fold_words
from sayso.publish.views.reading_order import reading_key
from sayso.publish.views.worded_cells import ARTICLES, WordVoice
from sayso.publish.words.phrases import outlet_words
from sayso.records import Article, Calling
from sayso.spans import Span, contains
from sayso.store.protocol import Store
from sayso.words.own_words import quoted_spans

VOICES: tuple[WordVoice, ...] = ("own", "reported", "quoted")


class Place(NamedTuple):
    """Where some words stand in one article."""

    article: Article
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """One wording of one outlet in one voice, by its most frequent spelling, with every place in reading order."""

    words: str
    voice: WordVoice
    places: tuple[Place, ...]


class OutletCalls(NamedTuple):
    """What one outlet calls the actor; `known` False: nobody said which outlet it is."""

    outlet: str
    known: bool
    called: tuple[Called, ...]


def calls_of(store: Store, actor: str, articles: Mapping[str, Article]) -> tuple[OutletCalls, ...]:
    """What the outlets of some articles call an actor, as far as stories of several outlets were compared."""
    columns = ("subject", "kind", "article", "start", "end", "words", "attribution", "quoted")
    quoted: dict[str, Sequence[Span]] = {}
    outlets: dict[str, dict[tuple[WordVoice, tuple[str, ...]], dict[str, set[Place]]]] = {}
    known: dict[str, bool] = {}
    for subject, kind, name, start, end, words, attribution, is_quoted in store.values(
        Calling, *columns, articles=sorted(articles)
    ):
        article = articles.get(name)
        if subject != actor or kind != "actor" or article is None:
            continue
        if name not in quoted:
            quoted[name] = quoted_spans(article.text)
        span = Span(start, end)
        between = bool(is_quoted) or any(contains(one, span) for one in quoted[name])
        voice: WordVoice = "quoted" if between else "reported" if attribution is not None else "own"
        folded = fold_words(words)
        key = tuple(word for word in folded if word not in ARTICLES) or folded
        outlet = outlet_words(article)
        known[outlet] = bool(article.outlet)
        spelt = outlets.setdefault(outlet, {}).setdefault((voice, key), {})
        spelt.setdefault(words, set()).add(Place(article, span))
    made = [
        OutletCalls(outlet, known[outlet], tuple(_ranked(_called(told).values())))
        for outlet, told in outlets.items()
    ]
    return tuple(sorted(made, key=lambda one: (-sum(len(c.places) for c in one.called), one.outlet)))


def _called(
    told: Mapping[tuple[WordVoice, tuple[str, ...]], Mapping[str, set[Place]]],
) -> dict[tuple[WordVoice, tuple[str, ...]], Called]:
    return {
        key: Called(
            words=_most_used(spelt),
            voice=key[0],
            places=tuple(
                sorted(
                    {place for places in spelt.values() for place in places},
                    key=lambda place: (*reading_key(place.article), place.span),
                )
            ),
        )
        for key, spelt in told.items()
    }


def _most_used(spelt: Mapping[str, set[Place]]) -> str:
    return min(spelt, key=lambda words: (-len(spelt[words]), words))


def _ranked(called: Iterable[Called]) -> list[Called]:
    return sorted(called, key=lambda one: (VOICES.index(one.voice), -len(one.places), one.words))
