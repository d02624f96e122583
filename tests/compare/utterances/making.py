"""Renderings made by hand, for the tests of this folder."""

from typing import Any

import numpy as np

from sayso.compare.utterances.renderings import Rendering, Said, Voice, render
from sayso.records import Attribution
from sayso.spans import Span
from sayso.words.vectors import WIDTH, Vector

PENN = Voice(entity="penn", actor="penn", known=True, name="Orla Penn")
VALE = Voice(entity="vale", actor="vale", known=True, name="Piers Vale")


def made(
    text: str,
    *,
    voice: Voice = PENN,
    article: str = "",
    toward: int | None = None,
    said: Said | None = None,
    **known: Any,
) -> Rendering:
    """A whole text as one rendering, in an article of its own unless one is named; `toward` gives it a meaning."""
    attribution = Attribution(
        id=known.get("name", f"{article}{text}{voice.name}"),
        article=article or text,
        kind="direct",
        content=(Span(0, len(text)),),
        cue=None,
        source=None,
        confidence=1000,
        reasons=("by hand",),
    )
    return render(
        attribution, text, voice=voice, said=said, vector=None if toward is None else vector(toward)
    )


def vector(toward: int) -> Vector:
    """A vector that points along one of 384 ways."""
    found = np.zeros(WIDTH, dtype=np.int8)
    found[toward] = 127
    return found
