"""A line in words that stand alone: speaker, basis, outlet and review state first, so that none is quoted without them."""

from sayso.publish.views.lines import Line
from sayso.publish.words.phrases import KIND_WORDS, basis_words, outlet_words, speaks_for_words
from sayso.publish.words.voice_words import said_words
from sayso.reviews.states import ReviewState

STATE_WORDS: dict[ReviewState, str] = {
    "unreviewed": "unreviewed",
    "checked": "checked by a reviewer",
    "disputed": "disputed between reviewers",
}
UNCHECKED = "speaker inferred, unchecked"
"""Heads accusations and warnings whose speaker was inferred and that nobody has checked."""


def lead_words(line: Line) -> str:
    """Who said it for whom, on what basis, as rendered by whom, in what review state: all before the words themselves."""
    rendering = line.rendering
    told = said_words(rendering)
    body = speaks_for_words(rendering.speaker)
    known = "; ".join(
        part
        for part in (
            body,
            KIND_WORDS[rendering.attribution.kind],
            basis_words(rendering.speaker),
            f"as rendered by {outlet_words(rendering.article)}",
            STATE_WORDS[line.state],
        )
        if part
    )
    head = f"{UNCHECKED.upper()}: " if line.unchecked else ""
    return f"{head}{told} ({known})"


def line_text(line: Line) -> str:
    """The whole line as one sentence: what stands before the words, and the exact words."""
    return f"{lead_words(line)}: {line.rendering.words}"
