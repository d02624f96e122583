"""Some lines out of very many: of the articles that they stand in, only the rows that these lines need are decoded.

`lines.lines_in` reads every line of an article. A page of a search shows twenty lines of twenty articles, which have
five hundred.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sayso.publish.views.directory import Directory, Told
from sayso.publish.views.lines import Line, lines_of, reviews_of
from sayso.publish.views.lookup import name_words
from sayso.publish.views.renderings import renderings
from sayso.publish.views.tracing import read_traces
from sayso.records import Article, Attribution, Detail, Entity, Record, Speaker
from sayso.schema import codec
from sayso.stage import Bundle
from sayso.store.protocol import Row, Store

R = TypeVar("R", bound=Record)


def read_lines(store: Store, directory: Directory, told: Iterable[Told]) -> list[Line]:
    """The lines of some attributions, in the order given; one that is gone meanwhile is left out."""
    wanted = list(told)
    ids = sorted({one.article for one in wanted})
    articles = {article.id: article for article in store.articles(ids)}
    asked = {one.attribution for one in wanted}
    traces, reviews = read_traces(store, ids), reviews_of(store, ids)
    said = (
        traces.of(one)
        for bundle in _bundles(store, articles, asked)
        for one in renderings(bundle, directory.actor_of)
        if one.attribution.id in asked
    )
    found = {line.rendering.attribution.id: line for line in lines_of(said, reviews)}
    return [found[one.attribution] for one in wanted if one.attribution in found]


def _bundles(store: Store, articles: Mapping[str, Article], asked: set[str]) -> Iterable[Bundle]:
    """The articles with the asked attributions, those around them, and who says each of these."""
    ids = sorted(articles)
    attributions = _kept(store, Attribution, ids, lambda rows: _with_around(rows, asked))
    inside = {one.id for one in attributions}
    speakers = _kept(store, Speaker, ids, _of(Speaker, "attribution", inside))
    details = _kept(store, Detail, ids, _of(Detail, "attribution", asked))
    named = {one for row in speakers for one in (row.entity, *row.also) if one}
    bodies = {(row.article, name_words(row.speaks_for)) for row in speakers if row.speaks_for}
    entities = _kept(store, Entity, ids, _speaking(named, bodies))
    for article in ids:
        kinds: dict[type[Record], Sequence[Any]] = {
            Attribution: attributions,
            Speaker: speakers,
            Detail: details,
            Entity: entities,
        }
        yield Bundle(
            articles[article],
            {kind: tuple(row for row in rows if row.article == article) for kind, rows in kinds.items()},
        )


def _kept(
    store: Store, kind: type[R], articles: Sequence[str], keep: Callable[[list[Row]], Iterable[Row]]
) -> list[R]:
    """The records that are kept of the plain rows of some articles, in order."""
    code = codec(kind)
    return [code.decode(row) for row in keep(list(store.values(kind, *code.names, articles=articles)))]


def _of(kind: type[Record], field: str, wanted: set[str]) -> Callable[[list[Row]], Iterable[Row]]:
    place = codec(kind).names.index(field)
    return lambda rows: (row for row in rows if row[place] in wanted)


def _with_around(rows: list[Row], asked: set[str]) -> Iterable[Row]:
    """The asked attributions with those that they are nested in."""
    names = codec(Attribution).names
    name, around = names.index("id"), names.index("nested_in")
    outer = {row[name]: row[around] for row in rows}
    kept = set(asked)
    for one in asked:
        inner = outer.get(one)
        while inner is not None and inner not in kept:
            kept.add(inner)
            inner = outer.get(inner)
    return (row for row in rows if row[name] in kept)


def _speaking(
    named: set[str], bodies: set[tuple[str, tuple[str, ...]]]
) -> Callable[[list[Row]], Iterable[Row]]:
    """The entities that speak, and those whose name is a body's that somebody speaks for."""
    names = codec(Entity).names
    one, article, name = (names.index(field) for field in ("id", "article", "name"))
    near = {body[0] for body in bodies}

    def keep(rows: list[Row]) -> Iterable[Row]:
        for row in rows:
            if row[one] in named or (
                row[article] in near and (row[article], name_words(row[name])) in bodies
            ):
                yield row

    return keep
