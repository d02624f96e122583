"""What an export of a story's comparisons reads, and the exact words and the voice of every place that it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from sayso.publish.export.annotated import Json
from sayso.publish.export.together import Outlets
from sayso.publish.views.guarded import Tell, name_of, reason, sound_rows
from sayso.records import Article, Record, Speaker
from sayso.spans import Span, slice_text
from sayso.store.protocol import Store

R = TypeVar("R", bound=Record)
Place = tuple[str, int, int]
"""An article's id, and where in it."""
AT_ONCE = 200
"""Articles whose texts are read at once: a few MB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What is exported: from where, which articles by outlet, which attributions (None: all), who hears of faults."""

    store: Store
    outlets: Outlets
    sure: set[str] | None = None
    tell: Tell | None = None

    def of_articles(self, kind: type[R]) -> list[R]:
        """The rows of a kind that name an exported article and stand in no voice that is left out."""
        rows = sound_rows(self.store, kind, self.tell, by="articles", keys=self.outlets)
        return [row for row in rows if self.is_sure(getattr(row, "attribution", None))]

    def by_ids(self, kind: type[R], ids: Iterable[str]) -> list[R]:
        """The rows of a kind with some ids, by id."""
        rows = sound_rows(self.store, kind, self.tell, by="ids", keys=ids)
        return sorted(rows, key=lambda row: str(getattr(row, "id", "")))

    def is_sure(self, attribution: str | None) -> bool:
        """Whether an attribution is exported; the outlet's own voice always is."""
        return attribution is None or self.sure is None or attribution in self.sure


class Places:
    """The words and voices of many places, read a few articles at a time, so that texts are not all in memory."""

    def __init__(self, what: Exported, rows: Iterable[tuple[Any, Span | None]]) -> None:
        places: dict[str, set[Span]] = {}
        voices: set[str] = set()
        for row, context in rows:
            spans = places.setdefault(row.article, set())
            spans.add(Span(row.start, row.end))
            if context is not None:
                spans.add(Span(*context))
            if row.attribution is not None:
                voices.add(row.attribution)
        self._words: dict[Place, str] = {}
        ids = sorted(places)
        for start in range(0, len(ids), AT_ONCE):
            for article in what.store.articles(ids[start : start + AT_ONCE]):
                self._read(article, places[article.id], what.tell)
        found = sound_rows(what.store, Speaker, what.tell, by="articles", keys=places) if voices else []
        self._speakers = {row.attribution: row.name for row in found if row.attribution in voices}

    def _read(self, article: Article, spans: Iterable[Span], tell: Tell | None) -> None:
        for span in sorted(spans):
            try:
                self._words[article.id, span.start, span.end] = slice_text(article.text, span)
            except ValueError as error:
                if tell is None:
                    raise
                tell(name_of(article), reason(error))

    def evidence(self, row: Any) -> Json:
        """A place with its words and voice; words that cannot be sliced are empty."""
        shown: Json = {
            "article": row.article,
            "start": row.start,
            "end": row.end,
            "text": self._words.get((row.article, row.start, row.end), ""),
            "voice": "own" if row.attribution is None else "attributed",
            "attribution": row.attribution,
            "speaker": None if row.attribution is None else self._speakers.get(row.attribution, ""),
        }
        context = getattr(row, "context", None)
        if context is not None:
            words = self._words.get((row.article, *context), "")
            shown["context"] = {"start": context[0], "end": context[1], "text": words}
        return shown
