"""A line in words that stand alone: speaker, basis, outlet and review state first, so that none is quoted without them."""

from sayso.annotate.attributing.claims import REFUSED
from sayso.publish.views.lines import Line
from sayso.publish.views.renderings import Rendering
from sayso.publish.words.phrases import (
    KIND_WORDS,
    basis_words,
    one_line,
    outlet_words,
    part_words,
    speaks_for_words,
)
from sayso.publish.words.voice_words import said_words
from sayso.reviews.states import ReviewState

STATE_WORDS: dict[ReviewState, str] = {
    "unreviewed": "unreviewed",
    "checked": "checked by a reviewer",
    "disputed": "disputed between reviewers",
}
UNCHECKED = "speaker inferred, unchecked"
"""Heads accusations and warnings whose speaker was inferred and that nobody has checked."""
PLAIN_ACTS = frozenset({"statement", "report"})
"""Speech acts that "said" tells well enough."""
_SAYING = frozenset({"said", "say", "says", "saying", "told", "tells", "tell", "according to", "has said"})


def told_words(rendering: Rendering) -> str:
    """Who said it, reported by whom; with the article's own verb where "said" would tell it otherwise.

    What somebody denied is its content alone: "X said: that the dam leaks" would turn it round, so it is
    "X “denied”: that the dam leaks".
    """
    told, verb = said_words(rendering), own_verb(rendering)
    return f"{told.removesuffix('said')}“{verb}”" if verb else told


def own_verb(rendering: Rendering) -> str:
    """The article's own words of saying where "said" would tell it otherwise: "denied", "declined"; else ""."""
    cue = rendering.attribution.cue
    verb = one_line(rendering.article.text[cue.start : cue.end]) if cue else ""
    if verb.lower() in _SAYING or not any(map(str.isalpha, verb)):
        return ""
    refused = not REFUSED.isdisjoint(verb.lower().split())
    return verb if refused or rendering.act not in PLAIN_ACTS else ""


def known_words(line: Line) -> str:
    """For whom it was said, how it is told, and how the speaker is known."""
    rendering = line.rendering
    parts = (
        speaks_for_words(rendering.speaker),
        "" if rendering.act in PLAIN_ACTS else rendering.act,
        KIND_WORDS[rendering.attribution.kind],
        basis_words(rendering.speaker),
    )
    return "; ".join(part for part in parts if part)


def lead_words(line: Line) -> str:
    """Who said it for whom, on what basis, as rendered by whom, in what review state: all before the words themselves."""
    part = part_words(line.rendering.article)
    outlet = outlet_words(line.rendering.article) + (f" ({part})" if part else "")
    known = f"{known_words(line)}; as rendered by {outlet}; {STATE_WORDS[line.state]}"
    return f"{warning_words(line)}{told_words(line.rendering)} ({known})"


def warning_words(line: Line) -> str:
    """What must stand before a line that could harm somebody, and that nobody has checked; else nothing."""
    return f"{UNCHECKED.upper()}: " if line.unchecked else ""


def line_text(line: Line) -> str:
    """The whole line as one sentence: what stands before the words, and the exact words."""
    return f"{lead_words(line)}: {line.rendering.words}"
