"""How far a credit reaches: the sentence that it covers, and the stretch that it may cover."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.records import Attribution, Speaker
from sayso.spans import Span
from sayso.stage import Bundle

FURTHEST = 12
"""Sentences that a speaker goes on after the one with the credit: a longer run was never one credit's in what was read."""


class Reaches:
    """The sentences of one article, and who speaks in each."""

    def __init__(self, bundle: Bundle, body: Sequence[Span], blocks: Sequence[Span]) -> None:
        """`body` are the sentences of the report itself, in reading order, and `blocks` its paragraphs."""
        self._text = bundle.article.text
        self._body = body
        self._paragraphs = blocks
        self._speakers = _speakers(bundle, body)

    def of_sentence(self, sentence: Span) -> tuple[Span, Span | None]:
        """A sentence; and the paragraph around it with what the same speaker goes on to say, where that is more."""
        at = bisect_left(self._body, sentence)
        last = at
        for number in range(at + 1, min(len(self._body), at + 1 + FURTHEST)):
            if not self._speakers[at] & self._speakers[number]:
                break
            last = number
        block = self._paragraph(sentence)
        first, behind = bisect_left(self._body, (block.start,)), bisect_left(self._body, (block.end,))
        if self._text[sentence.end - 1] == ":" and last + 1 < len(
            self._body
        ):  # "As N writes:" opens what follows
            last += 1
        start = min(sentence.start, self._body[first].start)
        end = max(self._body[last].end, self._body[max(at, behind - 1)].end)
        return sentence, _wider(sentence, Span(start, end))

    def of_mark(self, words: Span) -> tuple[Span, Span | None]:
        """For a dateline the first sentence behind it, for a credit at the end the last one; and the whole report."""
        behind = bisect_left(self._body, (words.end,))
        at = min(behind, len(self._body) - 1)
        reach = self._body[at]
        return reach, _wider(reach, Span(self._body[0].start, self._body[-1].end))

    def of_byline(self, words: Span) -> tuple[Span, Span | None]:
        """A byline covers its own words: which part of the report is theirs it does not say."""
        return words, _wider(words, Span(self._body[0].start, self._body[-1].end))

    def _paragraph(self, sentence: Span) -> Span:
        at = bisect_right(self._paragraphs, sentence.start, key=lambda block: block.start) - 1
        return self._paragraphs[at] if at >= 0 else sentence


def _wider(reach: Span, wider: Span) -> Span | None:
    return wider if wider != reach else None


def _speakers(bundle: Bundle, body: Sequence[Span]) -> list[frozenset[str]]:
    """For each sentence the entities that speak in it."""
    entities = {row.attribution: row.entity for row in bundle[Speaker] if row.entity is not None}
    found: list[set[str]] = [set() for _ in body]
    for row in bundle[Attribution]:
        entity = entities.get(row.id)
        if entity is None or row.nested_in is not None:
            continue
        for span in row.content:
            at = max(0, bisect_right(body, span.start, key=lambda sentence: sentence.start) - 1)
            while at < len(body) and body[at].start < span.end:
                if span.start < body[at].end:
                    found[at].add(entity)
                at += 1
    return [frozenset(entities) for entities in found]
