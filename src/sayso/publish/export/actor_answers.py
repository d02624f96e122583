"""Actors as JSON values and table rows, for programs that ask through the command line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from typing import Any

from sayso.publish.export.annotated import span_json
from sayso.publish.export.answers import article_json
from sayso.publish.views.actor import ActorView, Use, Worded
from sayso.publish.views.actors import ActorLine
from sayso.publish.words.phrases import line_of

Json = dict[str, Any]


def lines_json(lines: Iterable[ActorLine]) -> Json:
    """All actors with their counts; `only_mentioned` ones never speak and have no stated role."""
    return {"actors": [_line(line) for line in lines]}


def _line(line: ActorLine) -> Json:
    told = {"names": list(line.names), "role": line.role or None, "only_mentioned": line.only_mentioned}
    return asdict(line) | told


def line_columns() -> tuple[str, ...]:
    """The columns of a table of actors."""
    return (*(field.name for field in fields(ActorLine)), "only_mentioned")


def line_rows(lines: Iterable[ActorLine]) -> Iterator[tuple[object, ...]]:
    """One row an actor; names stand in one cell, with a bar between them."""
    for line in lines:
        cells = asdict(line) | {"names": " | ".join(line.names), "named": str(line.named).lower()}
        yield (*cells.values(), str(line.only_mentioned).lower())


def found_json(views: Sequence[ActorView], candidates: Iterable[ActorLine]) -> Json:
    """The actor that answers to a name, with everything known of it; else all that answer, with their counts."""
    return {
        "actors": [actor_json(view) for view in views],
        "candidates": [_line(line) for line in candidates],
    }


def actor_json(view: ActorView) -> Json:
    """One actor: names, roles, bodies, links, namesakes, utterances."""
    return {
        "id": view.id,
        "name": view.name,
        "type": view.actor.type,
        "named": view.actor.named,
        "articles": [article_json(article) for article in view.articles],
        "names": [_worded(item) for item in view.names],
        "descriptions": [_worded(item) for item in view.descriptions],
        "roles": [_worded(item) for item in view.roles],
        "speaks_for": [
            {"name": body.name, "capacity": body.capacity, "places": _uses(body.uses)}
            for body in view.speaks_for
        ],
        "links": [link._asdict() | {"reasons": list(link.reasons)} for link in view.links],
        "reviews": [{"id": row.review, "same": row.same, "by": row.by, "at": row.at} for row in view.reviews],
        "kept_apart": [one._asdict() | {"reasons": list(one.reasons)} for one in view.apart],
        "utterances": [
            {
                "id": utterance.id,
                "said_on": utterance.said_on,
                "articles": [article.id for article in utterance.articles],
                "outlets": sorted({article.outlet for article in utterance.articles if article.outlet}),
            }
            for utterance in view.utterances
        ],
    }


def place_columns() -> tuple[str, ...]:
    """The columns of a table of the places where an actor is named."""
    return (
        "actor", "name", "type", "what", "words", "article", "outlet", "published_earliest", "published_basis",
        "completeness", "path", "line", "start", "end",
    )  # fmt: skip


def place_rows(view: ActorView) -> Iterator[tuple[object, ...]]:
    """One row a place: a name, a description or a role, where it stands, and who prints it."""
    for what, items in (("name", view.names), ("description", view.descriptions), ("role", view.roles)):
        for item in items:
            for article, spans in item.uses:
                for span in spans:
                    yield (
                        view.id,
                        view.name,
                        view.actor.type,
                        what,
                        item.text,
                        article.id,
                        article.outlet,
                        article.published_earliest,
                        article.published_basis,
                        article.completeness,
                        article.path,
                        line_of(article.text, span.start),
                        *span,
                    )


def _worded(item: Worded) -> Json:
    return {"text": item.text, "count": item.count, "places": _uses(item.uses)}


def _uses(uses: Iterable[Use]) -> list[Json]:
    return [
        article_json(article) | {"spans": [span_json(article.text, span) for span in spans]}
        for article, spans in uses
    ]
