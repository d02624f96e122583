"""What adding would make of inputs, an article a row, without touching a collection."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from sayso.records import Article, Failure, Reading
from sayso.store.answers import Outcome
from sayso.store.protocol import Desk

Fate = Literal["new", "changed text", "changed", "unchanged", "again", "removed"]
"""What an article would be to the collection: `again` is one that this input has given before, `removed` would be refused."""


class Preview(NamedTuple):
    """An article as it would be kept. `fate` is None where there is no collection to compare it with."""

    article: Article
    words: int
    fate: Fate | None


def previews(readings: Iterable[Reading | Failure], store: Desk | None) -> Iterator[Preview | Failure]:
    """The rows, one at a time and in the order of the inputs; failures stand where they came up."""
    seen: dict[str, str] = {}
    removed = {stone.article for stone in store.removed()} if store is not None else set()
    for reading in readings:
        if isinstance(reading, Failure):
            yield reading
            continue
        article = reading.article
        fate: Fate | None = "again" if seen.get(article.id) == article.revision else None
        seen[article.id] = article.revision
        if fate is None and article.id in removed:
            fate = "removed"
        elif fate is None and store is not None:
            fate = _fate(store.would_be(reading))
        yield Preview(article, len(article.text.split()), fate)


def _fate(outcome: Outcome | None) -> Fate:
    if outcome is None:
        return "new"
    if outcome.after.text_sha256 != outcome.before.text_sha256:
        return "changed text"
    return "unchanged" if outcome.after == outcome.before else "changed"
