"""Filters of the templates: text with spans marked in it, counts with their nouns. All that is shown is escaped."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from sayso.publish.export.outlet_answers import outlet_link
from sayso.publish.words.phrases import count_words, moment_words, shorten

WEB = re.compile(r"https?://[^\s<>\"'\x00-\x1f\\]+", re.IGNORECASE)
"""An address that a browser opens as a page of the web and as nothing else."""


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun."""
    return count_words(count, one, many)


def marked(text: str, spans: Sequence[Mapping[str, Any]]) -> Markup:
    """A text with stretches of it marked; `spans` are {"start", "end"} in code points of that text."""
    parts, at = [], 0
    for span in sorted(spans, key=lambda one: int(one["start"])):
        start, end = max(at, int(span["start"])), int(span["end"])
        if start >= end:
            continue
        parts += [escape(text[at:start]), Markup("<mark>"), escape(text[start:end]), Markup("</mark>")]
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def alike(places: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """Places with the same words in the same context together, in the order of the first of each."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for one in places:
        context = (one.get("context") or one)["text"]
        found.setdefault((" ".join(context.split()), " ".join(one["text"].split())), []).append(one)
    return list(found.values())


def is_web(url: object) -> bool:
    """Whether an address that an article gives may become a link: `javascript:` and `data:` never do."""
    return isinstance(url, str) and bool(WEB.fullmatch(url))


def sentence(words: str) -> str:
    """An error's words as a sentence: messages begin small, as they follow a name on the command line."""
    return f"{words[:1].upper()}{words[1:]}{'' if words[-1:] in {'', '.', '?', '!', ':'} else '.'}"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "alike": alike,
    "counted": counted,
    "is_web": is_web,
    "marked": marked,
    "sentence": sentence,
    "moment": moment_words,
    "outlet_link": outlet_link,
    "shorten": shorten,
}
