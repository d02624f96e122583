"""A fixture for speakers and details: attributions put by hand into an invented text that the real stages have read."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from sayso.annotate.speaking.details import DETAILS
from sayso.annotate.speaking.speakers import SPEAKERS
from sayso.ids import make_id
from sayso.records import Article, Attribution, AttributionKind, Detail, Speaker
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle

Said = tuple[str | None, str | None, str]


def _nearest(text: str, words: str, place: int) -> Span:
    """The occurrence of some words that is nearest to a place."""
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    assert found, f"{words!r} is not in the text"
    start = min(found, key=lambda at: abs(at - place))
    return Span(start, start + len(words))


def put(text: str, revision: str, said: list[Said], nested: dict[int, int]) -> list[Attribution]:
    """Attributions of (source, cue, content), in reading order; `nested` maps an index to the one around it."""
    made: list[Attribution] = []
    at = 0
    for index, (source, cue, content) in enumerate(said):
        start = text.index(content, 0 if index in nested else at)
        span = Span(start, start + len(content))
        at = at if index in nested else start + 1
        cue_span = _nearest(text, cue, start) if cue else None
        source_span = _nearest(text, source, cue_span.start if cue_span else start) if source else None
        kind: AttributionKind = "direct" if content[0] in '“"' else "indirect"
        made.append(
            Attribution(
                id=make_id("Attribution", revision, index),
                article="a",
                kind=kind,
                content=(span,),
                cue=cue_span,
                source=source_span,
                nested_in=made[nested[index]].id if index in nested else None,
                confidence=900,
                reasons=(),
            )
        )
    return made


@pytest.fixture(scope="session")
def speak(annotated: Any) -> Callable[..., list[tuple[Speaker, Detail]]]:
    """`speak(text, ("Jan Roe", "said", "the bridge is safe"), ...)` gives each attribution's speaker and detail."""

    def speak(
        text: str, *said: Said, nested: dict[int, int] | None = None, **fields: Any
    ) -> list[tuple[Speaker, Detail]]:
        bundle = annotated(text, upto="times", **fields)
        attributions = put(text, bundle.article.revision, list(said), nested or {})
        rows = {kind: bundle[kind] for kind in bundle.kinds()}
        rows[Attribution] = tuple(attributions)
        for stage in (SPEAKERS, DETAILS):
            work = stage.make(Settings())
            made = list(work(Bundle(bundle.article, rows).narrow(k for k in stage.reads if k is not Article)))
            rows[stage.writes[0]] = tuple(made)
        return list(zip(rows[Speaker], rows[Detail], strict=True))

    return speak
