"""How many textual sources stand behind words of several articles: those that share the text around them are one."""

from collections.abc import Sequence

from sayso.compare.discrepancies.finding import Side
from sayso.compare.discrepancies.reading import StoryReading
from sayso.compare.origins.rows import gather
from sayso.compare.origins.sources import read_shared
from sayso.spans import overlap


class TextualSources:
    """The shared texts of a story, to count the sources of words in."""

    def __init__(self, story: StoryReading) -> None:
        texts = {article: reading.text for article, reading in story.articles.items()}
        self._shared = read_shared(story.passages, texts)

    def count(self, evidence: Sequence[Side]) -> tuple[int, int | None, tuple[str, ...]]:
        """At least and at most so many textual sources, and why."""
        links = [
            (i, j)
            for i, one in enumerate(evidence)
            for j, two in enumerate(evidence[i + 1 :], start=i + 1)
            if one.article == two.article or self._one_text(one, two)
        ]
        most = len(gather(len(evidence), links))
        articles = len({side.article for side in evidence})
        told = "one textual source" if most == 1 else f"at most {most} textual sources"
        return 1, most, (f"{articles} articles, {told}: repeated, not confirmed",)

    def _one_text(self, one: Side, two: Side) -> bool:
        """Whether the sentences of both lie in text that the articles share, and that is more than quotation."""
        a, b = sorted((one, two), key=lambda side: side.article)
        return any(
            copied.own
            and any(overlap(span, a.context) for span in copied.a)
            and any(overlap(span, b.context) for span in copied.b)
            for copied in self._shared.get((a.article, b.article), ())
        )
