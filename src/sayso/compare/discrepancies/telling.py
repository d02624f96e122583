"""How many textual sources stand behind words of several articles: those that share the text around them are one."""

from collections.abc import Sequence

from sayso.compare.discrepancies.finding import Side
from sayso.compare.discrepancies.reading import StoryReading
from sayso.compare.origins.sources import most_sources, read_shared

TIES_MISSING = "some of them are here in part: they may share more text in what is missing"


class TextualSources:
    """The shared texts of a story, to count the sources of words in."""

    def __init__(self, story: StoryReading) -> None:
        texts = {article: reading.text for article, reading in story.articles.items()}
        self._shared = read_shared(story.passages, texts)
        self._in_part = {article: reading.article.in_part for article, reading in story.articles.items()}

    def count(self, evidence: Sequence[Side]) -> tuple[int, int | None, tuple[str, ...]]:
        """At least and at most so many textual sources, and why."""
        most = most_sources([(side.article, side.context) for side in evidence], self._shared)
        articles = len({side.article for side in evidence})
        told = "one textual source" if most == 1 else f"at most {most} textual sources"
        counted = f"{articles} articles, {told}: repeated, not confirmed"
        open_ties = most > 1 and any(self._in_part[side.article] for side in evidence)
        return 1, most, (counted, *([TIES_MISSING] if open_ties else []))
