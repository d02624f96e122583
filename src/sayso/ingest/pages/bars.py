"""Elements called a bar, a button, an overlay or the like: the engine passes them over, and some hold the article's text."""

import itertools
from typing import Any

from sayso.ingest.pages.calls import RISKY
from sayso.ingest.pages.sizes import Sizes
from sayso.ingest.pages.trees import elements, names

MOST_SIBLINGS = 20
"""Elements on each side among which another of the same name is looked for."""
LEAST_PART = 0.2
"""Share of the page's running text from which an element is a good part of it."""
LEAST_TOLD = 40
"""Letters of running text from which an element that is left is read whatever its name."""


def free_of_names(tree: Any, sizes: Sizes) -> None:
    """Take their names from the elements that hold text of the article, so that it is read whatever they are called."""
    called = elements(tree, "div", "section", "p", "li", "ul", "ol", "span")
    for element in [one for one in called if RISKY.search(names(one)) and _in_the_text(one, sizes)]:
        element.attrib.pop("class", None)
        element.attrib.pop("id", None)


def in_a_bar(part: Any) -> bool:
    """Whether a block lies in an element that still has such a name."""
    return any(
        one.tag in {"div", "section", "span"} and RISKY.search(names(one)) for one in part.iterancestors()
    )


def _in_the_text(element: Any, sizes: Sizes) -> bool:
    """Whether an element is a good part of the page's text, or a piece of it between others."""
    told = sizes.of(element).running
    if told < LEAST_TOLD:
        return False
    if told >= LEAST_PART * sizes.whole.running:
        return True
    parent = element.getparent()
    if parent is not None and sizes.of(parent).running < told + LEAST_TOLD:  # it is all that is in there
        return _in_the_text(parent, sizes)
    beside = [one for one in (element.getprevious(), element.getnext()) if one is not None]
    if len(beside) == 2 and all(sizes.of(one).running >= LEAST_TOLD for one in beside):
        return True
    called = element.get("class")
    return bool(called) and any(
        one.get("class") == called and sizes.of(one).running >= LEAST_TOLD
        for away in (True, False)
        for one in itertools.islice(element.itersiblings(preceding=away), MOST_SIBLINGS)
    )
