"""Filters of the templates: text with spans marked in it, counts with their nouns. All that is shown is escaped."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from sayso.publish.words.phrases import count_words, shorten


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return count_words(count, one, many)


def marked(text: str, spans: Sequence[Mapping[str, Any]]) -> Markup:
    """A text with stretches of it marked; `spans` are {"start", "end"} in code points of that text, none overlapping."""
    parts, at = [], 0
    for span in sorted(spans, key=lambda one: int(one["start"])):
        start, end = max(at, int(span["start"])), int(span["end"])
        parts += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


FILTERS: Mapping[str, Callable[..., Any]] = {"counted": counted, "marked": marked, "shorten": shorten}
