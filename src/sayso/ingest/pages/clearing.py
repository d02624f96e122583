"""What stands in a page and is not its article, taken out of the tree before the text is extracted.

Told by what an element is (navigation, dialog, form), by what it is called, and by what it says: a label that heads
links, a call to subscribe, words that stand in a paragraph as well. Nothing goes that holds a good part of the page's
running text, or its headline, whatever it is called: outlets call their article "premium-share-content".
"""

import re
from collections.abc import Iterator
from typing import Any

from sayso.ingest.pages.bars import LEAST_TOLD, free_of_names
from sayso.ingest.pages.calls import (
    ABOUT_AUTHOR,
    ADVERT,
    CALL,
    COUNTER,
    KEPT,
    LABEL,
    NAMES,
    PLAYER,
    SENTENCE,
    TOOLS,
    WEAK,
)
from sayso.ingest.pages.cards import beside
from sayso.ingest.pages.consent import CONSENT_NAMES, is_layer
from sayso.ingest.pages.sizes import Sizes
from sayso.ingest.pages.trees import HEADINGS, SILENT, drop, elements, folded, inside, names, words

LARGEST = 0.4
"""Share of the page's running text from which an element stays though it is called furniture."""
LEAST_LEFT = 80
"""Letters of running text that a page has beside a layer that asks for consent, where it has an article."""
MOST_LINKED = 0.6
"""Share of a block's letters in links from which it leads elsewhere rather than tells something."""
SHORT_CALL = 90
"""Words: a call to subscribe, follow or download is shorter."""
MOST_QUOTES = 100
"""Pull quotes that are looked for in one page."""
QUOTE_WORDS = (4, 60)
"""A pull quote has so many words; fewer may be a heading that the text takes up."""

ROLES = frozenset(
    {
        "navigation",
        "dialog",
        "alertdialog",
        "search",
        "menu",
        "menubar",
        "banner",
        "contentinfo",
        "complementary",
    }
)
NEVER = frozenset({"nav", "dialog", "amp-sidebar", "amp-consent", "amp-ad", "amp-embed", "menu"})
HOLDERS = (
    "td",
    "center",
    "font",
    "table",
    "div",
    "section",
    "aside",
    "ul",
    "ol",
    "p",
    "nav",
    "form",
    "footer",
    "header",
    "figure",
    "table",
    "dl",
    "span",
    "li",
    "blockquote",
    "details",
)


def clear(tree: Any, *, headline: Any, taken: int = 0) -> None:
    """Take out of a tree what is not the article; `headline` is the element that holds its title, where it is known.

    `taken` are the letters of running text that were taken out before, as a live page's blocks are.
    """
    sizes = Sizes(tree)
    sizes.whole = sizes.whole._replace(running=sizes.whole.running + taken)
    above = _above(headline)
    for one in above:
        if one.tag == "form":  # some servers wrap each page in one, and the engine reads none
            one.tag = "div"
    for card in beside(tree, headline, sizes):
        drop(card)
    _labelled(tree, above, sizes)  # before the links go that tell a label from a heading
    waiting = [tree]
    lighter = []
    while waiting:
        element = waiting.pop()
        if (
            isinstance(element.tag, str)
            and element.tag not in {"html", "body", "head"}
            and element.tag not in HEADINGS
            and (element.tag not in SILENT or element.tag in NEVER)
            and element not in above
            and (
                _consent(element, sizes)
                if sizes.of(element).running >= LARGEST * max(1, sizes.whole.running)
                else _furniture(element, sizes) or _consent(element, sizes)
            )
        ):
            if sizes.of(element).letters:
                lighter.append(element.getparent())
            drop(element)
            continue
        waiting.extend(reversed(element))
    for parent in lighter:  # a heading that stands over nothing any more goes with what it stood over
        if parent not in above and _only_heading(parent, sizes):
            drop(parent)
    for before in list(headline.itersiblings(preceding=True)) if headline is not None else ():
        if 0 < sizes.of(before).letters <= LONGEST_KICKER and not SENTENCE.search(words(before)):
            drop(before)
    _repeated(tree)
    free_of_names(tree, sizes)


WEAK_LINKED = 0.3
"""Share of letters in links from which a weak name is believed."""
LONGEST_KICKER = 40
"""Letters of a section's name or a catchword above a headline."""


def _only_heading(element: Any, sizes: Sizes) -> bool:
    """Whether all that an element holds is one short heading."""
    if element.tag not in {"div", "section", "aside", "li"} or not sizes.small(element):
        return False
    heads = [one for one in element.iter(*HEADINGS) if words(one)]
    return len(heads) == 1 and words(heads[0]) == words(element)


def _above(headline: Any) -> set[Any]:
    """The headline and all elements it lies in."""
    found = set()
    while headline is not None:
        found.add(headline)
        headline = headline.getparent()
    return found


def _consent(element: Any, sizes: Sizes) -> bool:
    """Whether an element asks for consent, and something else is left to be the article."""
    size = sizes.of(element)
    if (
        element.tag not in {"div", "section", "aside", "form"}
        or sizes.whole.running - size.running < LEAST_LEFT
    ):
        return False
    return CONSENT_NAMES.search(names(element)) is not None or (
        sizes.small(element) and is_layer(element, size.letters)
    )


def _furniture(element: Any, sizes: Sizes) -> bool:
    """Whether an element is none of the article's by what it is, what it is called or what it says."""
    tag = element.tag
    if tag in NEVER or (element.get("role") or "").lower() in ROLES or element.get("aria-modal") == "true":
        return True
    if tag not in HOLDERS:
        return False
    called = names(element)
    if called != " " and not KEPT.search(called):
        if NAMES.search(called):
            return True
        size = sizes.of(element)
        if WEAK.search(called) and (size.share_linked > WEAK_LINKED or size.running < LEAST_LEFT):
            return True
        if TOOLS.search(called) and sizes.small(element) and not _has_sentence(element):
            return True
    if tag in HIDDEN and _hidden(element) and sizes.of(element).running < MOST_HIDDEN * sizes.whole.running:
        return True
    if tag == "header":
        return element.find(".//p") is None
    if tag == "form":
        return element.find(".//p") is None
    if tag in LINKED and _only_links(element, sizes):
        return True
    if tag in {"p", "li", "div", "aside", "section", "figure", "span"} and sizes.small(element):
        return _says_so(element, tag, sizes)
    return False


LINKED = frozenset({"p", "div", "td", "ul", "ol", "center", "font", "table", "section"})
LINKS_ALONE = 0.85
"""Share of letters in links from which a block is a menu, a trail or a way back; no sentence stands in it."""


def _only_links(element: Any, sizes: Sizes) -> bool:
    size = sizes.of(element)
    if not size.letters or size.share_linked < LINKS_ALONE:
        return False
    if size.letters > LONGEST_MENU or not sizes.small(
        element
    ):  # then links to many articles, or the article in one
        return size.running < LEAST_TOLD and sum(1 for _ in element.iter("a")) >= LEAST_LINKS
    return not SENTENCE.search(words(element))


LONGEST_MENU = 600
"""Letters of a menu or trail whose words are looked at."""
LEAST_LINKS = 5
"""Links in a longer block from which it is a column of links."""
HIDDEN = frozenset({"div", "section", "aside", "ul", "ol", "span", "table"})
MOST_HIDDEN = 0.1
"""Share of the page's running text of an element that the page hides; a larger one may be the rest of the article."""
_not_shown = re.compile(r"display\s*:\s*none", re.IGNORECASE)


def _hidden(element: Any) -> bool:
    return element.get("hidden") is not None or _not_shown.search(element.get("style") or "") is not None


def _has_sentence(element: Any) -> bool:
    return any(SENTENCE.search(words(part)) for part in element.iter("p"))


def _says_so(element: Any, tag: str, sizes: Sizes) -> bool:
    size = sizes.of(element)
    if not 0 < size.letters <= SHORT_CALL * 8:
        return False
    text = words(element)
    if ADVERT.fullmatch(text) or (len(text) < 30 and (PLAYER.fullmatch(text) or COUNTER.fullmatch(text))):
        return True
    if tag == "div" and not len(element) and PLAYER.match(text) and len(text.split()) < LONGEST_FILM_TITLE:
        return True
    if tag in {"p", "li"}:
        labelled = LABEL.match(text)
        if labelled and (size.share_linked > 0.4 or len(text.rstrip(": ")) <= len(labelled[0])):
            return True
        if PLAYER.match(text) and len(text.split()) < 25:
            return True
    if len(text.split()) >= SHORT_CALL:
        return False
    if element.find(".//input[@type='email']") is not None:
        return True
    if not CALL.search(text):
        return False
    asks = element.find(".//input") is not None or element.find(".//button") is not None
    return asks or _only_call(element, text, tag)


_named = re.compile(r"[«\"“„][^«»\"“”„.!?]{1,30}[»\"“”]")
"""A name in quotation marks: somebody's words are longer, or a sentence."""
LONGEST_FILM_TITLE = 15
"""Words of a line in a box of its own that names a film."""


def _only_call(element: Any, text: str, tag: str) -> bool:
    """Whether a block without a form does nothing but call: it is short, has a link, or is a box of its own."""
    if any(sign in _named.sub("", text) for sign in '"“„«'):
        return False
    if tag in {"p", "li"}:
        return element.find(".//a") is not None or "@" in text or bool(CALL.match(text))
    return len(text.split()) < 40 and all(
        len(said.split()) <= 25 or CALL.search(said) for said in (words(part) for part in element.iter("p"))
    )


def _labelled(tree: Any, above: set[Any], sizes: Sizes) -> None:
    """Boxes that a label heads and whose words are links, and a label with the list of links that follows it."""
    for element in elements(tree, "h2", "h3", "h4", "h5", "h6", "p", "strong", "b", "div", "span"):
        if not 0 < sizes.of(element).letters <= LONGEST_LABEL or not sizes.small(element):
            continue
        if not _still(element, tree):
            continue
        if element.tag in HEADINGS and ABOUT_AUTHOR.fullmatch(words(element)):
            about = element.getparent()
            if about not in above and sizes.first(about) is element and sizes.small(about):
                drop(about)
            continue
        if not LABEL.match(words(element)):
            continue
        if sizes.of(element).share_linked > 0.5 and element.tag in HEADINGS:
            continue  # a linked headline
        box = _box(element, above, sizes)
        if box is not None:
            drop(box)
            continue
        after = list(_links_after(element, sizes))
        for one in after:
            drop(one)
        if after:
            drop(element)


LONGEST_LABEL = 60


def _box(label: Any, above: set[Any], sizes: Sizes) -> Any:
    """The largest element that begins with a label and holds little else than links."""
    found = None
    element = label
    plain = label.tag in HEADINGS and LABEL.fullmatch(words(label)) is not None
    while (parent := element.getparent()) is not None and parent.tag not in {
        "body",
        "html",
        "main",
        "article",
    }:
        if parent in above or sizes.first(parent) is not element or (parent.text or "").strip():
            break
        size = sizes.of(parent)
        titles = plain and sizes.small(parent) and not SENTENCE.search(words(parent))
        if size.share_linked <= BOX_LINKED and size.letters > sizes.of(label).letters + 10 and not titles:
            break
        element = found = parent
    return found if found is not None and sizes.of(found).letters > sizes.of(label).letters else None


BOX_LINKED = 0.35
"""Share of a box's letters in links, under a label that says what it is; teasers stand beside the links."""


def _links_after(label: Any, sizes: Sizes) -> Iterator[Any]:
    """What follows a label and is links alone."""
    for one in label.itersiblings():
        size = sizes.of(one)
        if one.tag == "br" or (one.tag == "a" and size.letters) or size.share_linked > MOST_LINKED:
            yield one
        elif size.letters or (one.tail or "").strip():
            return
        if (one.tail or "").strip():
            return


def _still(element: Any, tree: Any) -> bool:
    """Whether an element is still in the tree."""
    while (parent := element.getparent()) is not None:
        element = parent
    return element is tree


def _repeated(tree: Any) -> None:
    """Pull quotes: asides and quotations that say what a paragraph says as well."""
    found: list[tuple[Any, str]] = []
    for element in elements(tree, "aside", "blockquote", "q", "figure", "div", "p", "section", "span"):
        if element.tag in {"div", "figure", "p", "section", "span"} and "quote" not in names(element):
            continue
        if len(found) == MOST_QUOTES:
            break
        said = words(element)
        if QUOTE_WORDS[0] <= len(said.split()) <= QUOTE_WORDS[1]:
            found.append((element, said))
    if not found:
        return
    paragraphs = [(part, folded(words(part))) for part in elements(tree, "p")]
    for element, said in found:
        first = element.find(".//q")
        parts = [words(part) for part in element.iter("p")]
        wanted = {folded(one) for one in (said, words(first) if first is not None else "", *parts)}
        wanted = {one for one in wanted if len(one) > LEAST_REPEATED}
        if any(
            one in mark and one != mark and not inside(part, element)
            for part, mark in paragraphs
            for one in wanted
        ) and _still(element, tree):
            drop(element)


LEAST_REPEATED = 16
"""Letters of a repeated sentence; shorter words recur by chance."""
