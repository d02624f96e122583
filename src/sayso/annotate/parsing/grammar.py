"""A parse with its words, its branches and the extent of each branch: what the rules on names and speakers ask of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from sayso.records import Parse
from sayso.spans import Span

NOUNS = frozenset({"NOUN", "PROPN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Grammar:
    """Read-only views of one article's parse: `words`, `lower`, `children`, and `left`/`right`, the first and last
    token below each token (itself included). `sent` counts sentences as the parse does, but a border without a mark
    or a line end is none.
    """

    __slots__ = ("_edges", "children", "lower", "parse", "sent", "text", "words")
    children: list[Sequence[int]]

    def __init__(self, text: str, parse: Parse) -> None:
        self.text, self.parse = text, parse
        self.words = [text[start:end] for start, end in zip(parse.start, parse.end, strict=True)]
        self.lower = [word.lower() for word in self.words]
        below: dict[
            int, list[int]
        ] = {}  # most tokens have none: a list for each would keep the collector busy
        for index, head in enumerate(parse.head):
            if head != index:
                if head in below:
                    below[head].append(index)
                else:
                    below[head] = [index]
        self.children = [below.get(index, ()) for index in range(len(self.words))]
        self._edges: tuple[list[int], list[int]] | None = None
        self.sent = self._sentences()

    @property
    def left(self) -> list[int]:
        """The first token below each token; worked out when first asked for."""
        if self._edges is None:
            self._edges = self._extents()
        return self._edges[0]

    @property
    def right(self) -> list[int]:
        """The last token below each token."""
        if self._edges is None:
            self._edges = self._extents()
        return self._edges[1]

    def _sentences(self) -> list[int]:
        parse, sent, count = self.parse, [], 0
        for index, number in enumerate(parse.sent):
            if index and number != parse.sent[index - 1]:
                ended = (
                    not self.words[index - 1][-1:].isalnum()
                    or "\n" in self.text[parse.end[index - 1] : parse.start[index]]
                )
                count += ended
            sent.append(count)
        return sent

    def _extents(self) -> tuple[list[int], list[int]]:
        head = self.parse.head
        everyone = range(len(head))
        return _reach(head, everyone), _reach(head, reversed(everyone))

    def __len__(self) -> int:
        return len(self.words)

    def tokens(self, span: Span) -> range:
        """The tokens that begin within a span."""
        return range(bisect_left(self.parse.start, span.start), bisect_left(self.parse.start, span.end))

    def at(self, offset: int) -> int:
        """The token that covers an offset, else the one before it (-1 before the first)."""
        return bisect_right(self.parse.start, offset) - 1

    def span(self, first: int, last: int) -> Span:
        """The characters from one token to another, both included."""
        return Span(self.parse.start[first], self.parse.end[last])

    def top(self, span: Span) -> int | None:
        """The token of a span that governs the rest of it: its first token hung outside the span, a noun if any is."""
        inside = self.tokens(span)
        tops = [i for i in inside if self.parse.head[i] not in inside or self.parse.head[i] == i]
        named = [i for i in tops if self.parse.pos[i] in NOUNS or self.parse.pos[i] == "PRON"]
        chosen = named or [i for i in tops if self.parse.pos[i] != "PUNCT"]
        return chosen[0] if chosen else None

    def child(self, index: int, *deps: str) -> int | None:
        """The first token below with one of the dependencies."""
        for below in self.children[index]:
            if self.parse.dep[below] in deps:
                return below
        return None

    def subject(self, verb: int) -> int | None:
        """The subject of a verb: its own, else that of the verb it is joined to or hangs on."""
        parse = self.parse
        for _ in range(4):
            found = self.child(verb, "nsubj", "nsubjpass")
            if found is not None:
                return found
            if (
                parse.dep[verb] not in {"conj", "advcl", "xcomp", "acl", "dep", "ccomp"}
                or parse.head[verb] == verb
            ):
                return None
            if parse.dep[verb] == "acl":
                return parse.head[verb] if parse.pos[parse.head[verb]] in NOUNS else None
            verb = parse.head[verb]
        return None


def _reach(head: Sequence[int], order: Iterable[int]) -> list[int]:
    """For each token the first one in an order from which heads lead up to it.

    Whoever reaches a token first has reached all above it: each token is set once, however deep a sentence nests.
    """
    found = [-1] * len(head)
    for index in order:
        here = index
        while found[here] < 0:
            found[here] = index
            here = head[here]
    return found
