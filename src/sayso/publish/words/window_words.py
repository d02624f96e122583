"""When an article of unknown date can have been published, in words, with the words that tell it."""

from sayso.publish.words.phrases import content_words, interval_words, shorten
from sayso.records import Article, Window
from sayso.spans import Span

MOST_QUOTED = 40
"""Characters of the words that a bound is read from: "the end of 2031" and the like."""


def window_words(article: Article, window: Window) -> str:
    """That it was published in these days by its own words; empty when neither side is bounded."""
    bounds = bounds_words(article, window)
    return f"by its own words published {bounds}" if bounds else ""


def bounds_words(article: Article, window: Window) -> str:
    """The days, the words that bound them, and why; empty when neither side is bounded."""
    days = interval_words(window.earliest, window.latest)
    if not days:
        return ""
    why = []
    for span, reason in zip(window.evidence, window.reasons, strict=False):
        words = shorten(content_words(article.text, (Span(*span),)), most=MOST_QUOTED)
        why.append(f"“{words}” [{span[0]}-{span[1]}]: {reason}")
    return days + (f" ({'; '.join(why)})" if why else "")
