"""A collection, or one story of it, as files for other programs: one JSON document, JSON lines, a spreadsheet.

Pieces of text are yielded as they are made, so that a large collection need not fit in memory as one document. The
same collection gives the same bytes.
"""

import json
from collections.abc import Callable, Iterable, Iterator

from sayso.publish.export.annotated import Json, article_json
from sayso.publish.export.compared import (
    exported_agreements,
    exported_discrepancies,
    exported_positions,
    exported_timeline,
    exported_wording,
)
from sayso.publish.export.exported import Exported
from sayso.publish.export.together import (
    Tally,
    add_to_tallies,
    exported_actors,
    exported_outlets,
    exported_passages,
    exported_reviews,
    exported_stories,
    exported_texts,
    exported_utterances,
    passage_json,
)
from sayso.publish.outlet_table import OutletTable
from sayso.publish.views.guarded import Tell, name_of, reason
from sayso.publish.views.lines import reviews_of
from sayso.publish.views.narrowing import surer
from sayso.publish.views.reading_order import reading_key
from sayso.publish.views.shared_texts import TextGroup, group_texts
from sayso.publish.views.stories import actor_of, bundles
from sayso.records import Article, Attribution, SharedPassage, Story
from sayso.stage import Bundle
from sayso.store.protocol import Store

COMPARED: tuple[tuple[str, Callable[[Exported], Iterator[Json]]], ...] = (
    ("discrepancies", exported_discrepancies),
    ("agreements", exported_agreements),
    ("timeline", exported_timeline),
    ("positions", exported_positions),
    ("wording", exported_wording),
)
"""The lists of what reports of one story tell, by name."""


def export_json(
    store: Store,
    *,
    story: Story | None = None,
    min_confidence: int = 0,
    tell: Tell | None = None,
    stated: OutletTable | None = None,
) -> Iterator[str]:
    """The export document, one record a line; valid against `sayso schema export`.

    With `min_confidence` (thousandths) attributions that are less sure are left out, and utterances of none other.
    With `tell` what is broken is left out and told, and nothing else in the document names it; else it is an error.
    """
    inside = list(story.articles) if story else None
    actors = actor_of(store, inside)
    tallies: dict[str, Tally] = {}
    outlets: dict[str, str | None] = {}
    sure: set[str] | None = set() if min_confidence else None

    def articles() -> Iterator[str]:
        for bundle, line in _article_lines(store, story, actors, min_confidence, tell):
            add_to_tallies(bundle, actors, tallies)
            if sure is not None:
                sure.update(row.id for row in bundle[Attribution])
            outlets[bundle.article.id] = bundle.article.outlet
            yield line

    yield "{\n"
    yield from _list_lines("articles", articles())
    yield from _list_text("stories", exported_stories(store, story, outlets, tell))
    yield from _list_text("actors", exported_actors(store, tallies, actors, outlets, tell))
    groups = group_texts(exported_passages(store, outlets, tell))
    yield from _list_text("shared_passages", map(passage_json, *_with_text(groups)))
    yield from _list_text("shared_texts", exported_texts(store, groups, tell))
    yield from _list_text("utterances", exported_utterances(store, outlets, sure, tell))
    yield from _list_text("reviews", exported_reviews(store, outlets))
    compared = Exported(store=store, outlets=outlets, sure=sure, tell=tell)
    for name, rows in COMPARED:
        yield from _list_text(name, rows(compared))
    yield from _list_text("outlets", exported_outlets(outlets, stated or OutletTable(())), last=True)
    yield "}\n"


def export_jsonl(
    store: Store, *, story: Story | None = None, min_confidence: int = 0, tell: Tell | None = None
) -> Iterator[str]:
    """One article a line, as `sayso annotate` prints it, with the actors that the collection knows and review states."""
    actors = actor_of(store, list(story.articles) if story else None)
    for _, line in _article_lines(store, story, actors, min_confidence, tell):
        yield line + "\n"


def _article_lines(
    store: Store, story: Story | None, actors: dict[str, str], min_confidence: int, tell: Tell | None
) -> Iterator[tuple[Bundle, str]]:
    reviews = reviews_of(store, list(story.articles) if story else None)
    for whole in bundles(store, ordered_articles(store, story), tell=tell):
        bundle = surer(whole, min_confidence)
        try:
            line = _dump(article_json(bundle, actors=actors, reviews=reviews))
        except ValueError as error:  # a span that does not fit, a number that is none
            if tell is None:
                raise
            tell(name_of(bundle.article), reason(error))
            continue
        yield bundle, line


def json_line(value: Json) -> str:
    """A value as one line of JSON with its line end; NaN and infinities are refused."""
    return _dump(value) + "\n"


def ordered_articles(store: Store, story: Story | None = None) -> Iterator[Article]:
    """Articles in reading order, read a few at a time: only their keys are sorted in memory."""
    keys = sorted(reading_key(article) for article in store.articles(story.articles if story else None))
    ids = [key[-1] for key in keys]
    for start in range(0, len(ids), 100):
        chunk = ids[start : start + 100]
        found = {article.id: article for article in store.articles(chunk)}
        yield from (found[article] for article in chunk if article in found)


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _list_text(name: str, items: Iterable[Json], *, last: bool = False) -> Iterator[str]:
    return _list_lines(name, map(_dump, items), last=last)


def _list_lines(name: str, lines: Iterable[str], *, last: bool = False) -> Iterator[str]:
    yield f'"{name}": ['
    mark = "\n"
    for line in lines:
        yield mark + line
        mark = ",\n"
    yield ("]" if mark == "\n" else "\n]") + ("\n" if last else ",\n")


def _with_text(groups: Iterable[TextGroup]) -> tuple[list[SharedPassage], list[str]]:
    """All passages by id, each with the id of the text that it is of."""
    rows = sorted(
        ((row, group.id) for group in groups for row in group.passages), key=lambda pair: pair[0].id
    )
    return [row for row, _ in rows], [text for _, text in rows]
