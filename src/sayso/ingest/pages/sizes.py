"""How much of what is in each element of a page, counted once from the leaves up: letters, letters in links, running text."""

from typing import Any, NamedTuple

from sayso.ingest.pages.trees import SILENT

FEW = 60
"""Elements within one whose words are looked at: of larger ones the counts say enough, and time stays in line with size."""


class Size(NamedTuple):
    """Letters in all, in links, and in running text; elements; the same for nothing."""

    letters: int = 0
    linked: int = 0
    running: int = 0
    elements: int = 0

    @property
    def share_linked(self) -> float:
        """Share of the letters that are in links."""
        return self.linked / self.letters if self.letters else 0.0


NOTHING = Size()


class Sizes:
    """The sizes of all elements of a tree, as it was when it was counted."""

    def __init__(self, tree: Any) -> None:
        self._order = list(
            tree.iter()
        )  # the proxies of lxml are one and the same only while somebody holds them
        self._sizes: dict[Any, Size] = {}
        self._first: dict[Any, Any] = {}
        for element in reversed(self._order):
            self._sizes[element] = self._count(element)
        self.whole = self._sizes[tree]

    def of(self, element: Any) -> Size:
        """The size of an element; nothing for one that was not there."""
        return self._sizes.get(element, NOTHING)

    def first(self, element: Any) -> Any:
        """The first child of an element that holds letters."""
        return self._first.get(element)

    def small(self, element: Any) -> bool:
        """Whether an element holds so few others that its words may be looked at."""
        return self.of(element).elements <= FEW

    def _count(self, element: Any) -> Size:
        tag = element.tag
        if not isinstance(tag, str) or tag in SILENT:
            return NOTHING
        own = len((element.text or "").strip())
        letters, linked, running, elements = own, 0, 0, 1
        breaks = False
        for child in element:
            size = self._sizes[child]
            if size.letters and element not in self._first:
                self._first[element] = child
            tail = len((child.tail or "").strip())
            own += tail
            letters += size.letters + tail
            linked += size.linked
            running += size.running
            elements += size.elements
            breaks = breaks or child.tag in {"br", "p"}
        if tag == "a":
            linked = letters
        if tag in {"p", "figcaption", "blockquote"}:
            running = max(running, letters - linked)
        elif tag in {"li", "td", "font", "dd"} or breaks:
            running += own
        return Size(letters, linked, running, elements)
