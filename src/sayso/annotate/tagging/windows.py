"""Windows: whole paragraphs packed in reading order into stretches that the tagger reads at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sayso.annotate.tagging.pieces import Pieces, Word
from sayso.spans import Span

WINDOW = 256
"""Pieces in a window, the marks around paragraphs included: the length that the tagger was trained with."""


FILL = 144
"""Pieces from which a window takes no further paragraph when it is only read: attention costs time by the square of
the length, and more neighbours than these help little."""


@dataclass(slots=True)
class Window:
    """Pieces of paragraphs: `[CLS] paragraph [SEP] paragraph [SEP]`.

    `ids` run over pieces; `first` (the place of each word's first piece) and `spans` over words; `ends`
    counts the words up to the end of each paragraph.
    """

    ids: list[int]
    first: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, word: Word) -> None:
        """Put a word behind what is there."""
        self.first.append(len(self.ids))
        self.spans.append(Span(word.start, word.end))
        self.ids.extend(word.ids)

    def close(self, sep: int) -> None:
        """End a paragraph."""
        self.ids.append(sep)
        self.ends.append(len(self.spans))


def windows(
    pieces: Pieces, text: str, blocks: Iterable[Span], *, fill: int = FILL, free: int = 0
) -> Iterator[Window]:
    """The windows of the paragraphs `blocks` of a text; one longer than a window is cut between words.

    A window of several paragraphs holds up to `fill` pieces. `free` pieces are left unused in the first window, so
    that training sees paragraphs at different places.
    """
    window = Window([pieces.cls])
    room = WINDOW - 1 - free
    for block in blocks:
        words = list(pieces.words(text, block.start, block.end))
        size = sum(len(word.ids) for word in words) + 1
        if window.first and (size > room or WINDOW - room + size > fill):
            yield window
            window, room = Window([pieces.cls]), WINDOW - 1
        for word in words:
            kept = word if len(word.ids) < WINDOW - 1 else word._replace(ids=word.ids[: WINDOW - 2])
            if len(kept.ids) + 1 > room:
                # a first window with few places left may hold nothing yet
                if window.first:
                    window.close(pieces.sep)
                    yield window
                window, room = Window([pieces.cls]), WINDOW - 1
            window.add(kept)
            room -= len(kept.ids)
        if words:
            window.close(pieces.sep)
            room -= 1
    if window.first:
        yield window
