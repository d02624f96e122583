"""Two stretches of text beside each other, word by word: what stands in one where given words stand in the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.compare.aligning.worded import Block, Word, Worded, align, read
from sayso.spans import Span


@dataclass(frozen=True, slots=True)
class Alongside:
    """The words of two stretches of text, and the blocks in which they are equal or stand for each other."""

    a: tuple[Word, ...]
    b: tuple[Word, ...]
    blocks: tuple[Block, ...]

    def mirrored(self) -> "Alongside":
        """The same with the sides changed over."""
        return Alongside(self.b, self.a, tuple(block.mirrored() for block in self.blocks))

    @property
    def equal(self) -> int:
        """How many words are equal."""
        return sum(block.a_end - block.a_start for block in self.blocks if block.equal)

    def opposite(self, span: Span) -> Span | None:
        """What stands in the second text where a span of the first does; None: nothing.

        Of words that are equal exactly those, of replaced ones all that replaces the block they stand in.
        """
        starts: list[int] = []
        ends: list[int] = []
        for block in self.blocks:
            inside = [
                n
                for n in range(block.a_start, block.a_end)
                if self.a[n].start < span.end and span.start < self.a[n].end
            ]
            if not inside or block.b_start == block.b_end:
                continue
            shift = block.b_start - block.a_start
            first, last = (
                (inside[0] + shift, inside[-1] + shift) if block.equal else (block.b_start, block.b_end - 1)
            )
            starts.append(self.b[first].start)
            ends.append(self.b[last].end)
        return Span(min(starts), max(ends)) if starts else None

    def around(self, span: Span, *, reach: int) -> int:
        """How many of the `reach` words left and right of a span of the first text are equal in the second."""
        inside = [n for n, word in enumerate(self.a) if word.start < span.end and span.start < word.end]
        if not inside:
            return 0
        equal = {n for block in self.blocks if block.equal for n in range(block.a_start, block.a_end)}
        before = range(max(0, inside[0] - reach), inside[0])
        after = range(inside[-1] + 1, min(len(self.a), inside[-1] + 1 + reach))
        return sum(n in equal for n in (*before, *after))


def words_of(text: str, spans: Sequence[Span]) -> tuple[Word, ...]:
    """The words of stretches of a text, but for what an outlet put into a quotation."""
    return read(Worded(text=text, content=tuple(spans))).words


def lay_alongside(a: Sequence[Word], b: Sequence[Word]) -> Alongside:
    """Align words of one text with words of another."""
    return Alongside(tuple(a), tuple(b), tuple(align(a, b)))
