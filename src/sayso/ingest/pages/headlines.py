"""The headline of a page's article, and other articles that an endless page has appended to it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sayso.ingest.pages.declared import Declared
from sayso.ingest.pages.trees import HEADINGS, elements, folded, words

APPENDED = 40
"""Words below another headline from which that is an article of its own."""

LEAST_TITLE = 6
"""Letters of a heading that the page's title begins or ends with."""
LEAST_LETTERS = 12
"""Letters of a headline that is looked for among lines that are no headings."""

_parts = re.compile(r"\s+[|–—·:•»-]\s+|_|：")


def title_of_page(tree: Any, declared: Declared) -> str | None:
    """The headline as declared, else the heading that the page's title repeats, else what the engine found (None)."""
    headline = declared.article.get("headline")
    if isinstance(headline, str) and headline.strip():
        return " ".join(headline.split())
    said = declared.tags.get("og:title") or declared.tags.get("twitter:title")
    outlet = folded(declared.outlet or "")
    for head in (*tree.iter("h1", "h2"), *tree.iter("h3")):
        text = words(head)
        if (
            len(folded(text)) >= LEAST_TITLE
            and folded(text) != outlet  # a page's title ends in the outlet's name, which heads the page
            and any(
                folded(one).startswith(folded(text)) or folded(one).endswith(folded(text))
                for one in (said, declared.title)
                if one
            )
        ):
            return text
    if said:
        return said
    kept = [
        part for part in _parts.split(declared.title or "") if folded(part) != folded(declared.outlet or "")
    ]
    if len(kept) == 1:
        return kept[0]
    shown = {
        folded(words(one))
        for one in tree.iter("b", "strong", "font", "td", "p", "div", "span")
        if not len(one) or one.tag == "b"
    }
    return next((part for part in kept if len(part.split()) > 2 and folded(part) in shown), None)


def headline_element(tree: Any, title: str | None) -> Any:
    """The heading that says the title, else the only first-level one; None where neither is there."""
    wanted = folded(title or "")
    firsts = []
    for head in tree.iter("h1", "h2", "h3"):
        said = folded(words(head))
        if (
            wanted
            and said
            and (
                said == wanted
                or (len(said) > LEAST_LETTERS and (wanted.startswith(said) or said.startswith(wanted)))
                or (len(wanted) > LEAST_LETTERS and said.endswith(wanted))  # a catchword stands before it
            )
        ):
            return head
        if head.tag == "h1" and said:
            firsts.append(head)
    if len(firsts) == 1:
        return firsts[0]
    if len(wanted) < LEAST_LETTERS:
        return None
    return next(
        (
            one
            for one in tree.iter("b", "strong", "font", "td", "p", "div", "span")
            if folded(one.text or "") == wanted
        ),
        None,
    )


def other_articles(tree: Any, headline: Any) -> list[Any]:
    """What belongs to other headlines of the same level: elements of their own, else all that follows such a headline."""
    if headline is None:
        return []
    above = {headline, *headline.iterancestors()}
    found: dict[Any, None] = {}
    half = 0.5 * _told(headline.getroottree().getroot())
    beside = not any(one.tag == "article" for one in above)  # then an element may hold the text alone
    for article in elements(tree, "article"):
        if (
            article not in above
            and _of_its_own(article)
            and not (beside and _told(article) >= half)
            and not _in_any(article, found)
            and not any(one.tag == "article" for one in article.iterancestors())
        ):
            found[article] = None
    own = next(headline.iterancestors("article"), None)
    for head in elements(tree, headline.tag):
        if head is headline or _in_any(head, found) or not words(head):
            continue
        if own is not None and next(head.iterancestors("article"), None) is own and _in_the_text(head):
            continue
        whole = head
        while (parent := whole.getparent()) is not None and parent not in above:
            whole = parent
        if whole is not head and headline.tag == "h1" and len(words(whole).split()) >= APPENDED:
            found[whole] = None
        elif whole is head and headline.tag == "h1":
            found |= dict.fromkeys([head, *head.itersiblings()])
            break
    return list(found)


def told_of(others: Sequence[Any]) -> tuple[str, ...]:
    """A note on what is left out as belonging to other headlines, so that whoever misses it knows where to look."""
    count = sum(_told(other) for other in others)
    heads = (one for other in others for one in other.iter(*HEADINGS[:2]) if words(one))
    first = next(heads, None)
    if not count or first is None:
        return ()
    return (f"left out as other articles of the page: {count} words, from “{words(first)[:80]}” on",)


def _in_the_text(head: Any) -> bool:
    """Whether a heading stands among paragraphs: right after one and right before one."""
    before, after = head.getprevious(), head.getnext()
    return before is not None and after is not None and before.tag in TEXTS and after.tag in TEXTS


TEXTS = frozenset({"p", "blockquote", "ul", "ol", "figure", "pre"})
"""Elements of a running text, between which a heading of the first level divides it; platforms for letters write so."""


def _of_its_own(article: Any) -> bool:
    """Whether an element has a headline and a text: a quotation or a card has not both."""
    head = next((one for one in article.iter(*HEADINGS[:2]) if words(one)), None)
    return head is not None and _told(article) >= APPENDED


def _told(element: Any) -> int:
    """Words in an element's paragraphs."""
    return sum(len(words(part).split()) for part in element.iter("p"))


def _in_any(element: Any, others: Mapping[Any, None]) -> bool:
    return any(one in others for one in (element, *element.iterancestors()))
