"""The headline of a page's article, and other articles that an endless page has appended to it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sayso.ingest.pages.declared import Declared
from sayso.ingest.pages.sizes import Sizes
from sayso.ingest.pages.trees import HEADINGS, count_words, elements, folded, words

APPENDED = 40
"""Words below another headline from which that is an article of its own."""

LEAST_TITLE = 6
"""Letters of a heading that the page's title begins or ends with."""
LEAST_LETTERS = 12
"""Letters of a headline that is looked for among lines that are no headings."""

MOST_ALIKE = 10
"""Headings with the title's words of which one is chosen."""

_home = re.compile(r"(?:https?:)?(?://[^/]*)?/?(?:index\.\w+)?")
_parts = re.compile(r"\s+[|–—·:•»-]\s+|_|：")


def title_of_page(tree: Any, declared: Declared) -> str | None:
    """The headline as declared, else the heading that the page's title repeats, else what the engine found (None)."""
    headline = declared.article.get("headline")
    if isinstance(headline, str) and headline.strip():
        return " ".join(headline.split())
    said = declared.tags.get("og:title") or declared.tags.get("twitter:title")
    outlet = folded(declared.outlet or "")
    for level in (("h1", "h2"), ("h3",)):
        shown = [
            text
            for head in tree.iter(*level)
            if len(folded(text := words(head))) >= LEAST_TITLE
            and folded(text) != outlet  # a page's title ends in the outlet's name, which heads the page
            and any(
                folded(one).startswith(folded(text)) or folded(one).endswith(folded(text))
                for one in (said, declared.title)
                if one
            )
            and not _leads_home(head)
        ]
        if shown:
            return max(shown, key=lambda text: len(folded(text)))
    if said:
        return said
    kept = [
        part for part in _parts.split(declared.title or "") if folded(part) != folded(declared.outlet or "")
    ]
    if len(kept) == 1:
        return kept[0]
    said_somewhere = {
        folded(words(one))
        for one in tree.iter("b", "strong", "font", "td", "p", "div", "span")
        if not len(one) or one.tag == "b"
    }
    return next((part for part in kept if len(part.split()) > 2 and folded(part) in said_somewhere), None)


def headline_element(tree: Any, title: str | None) -> Any:
    """The heading that says the title, else the only first-level one; None where neither is there."""
    wanted = folded(title or "")
    alike, firsts = [], []
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
            alike.append(head)
        if head.tag == "h1" and said:
            firsts.append(head)
    if alike:
        return alike[0] if len(alike) == 1 else _nearest_to_text(alike[:MOST_ALIKE], tree)
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


def _leads_home(head: Any) -> bool:
    """Whether a heading is a logo: in a navigation, or a link to the front page."""
    if any(one.tag == "nav" for one in head.iterancestors()):
        return True
    links = [*head.iter("a"), *head.iterancestors("a")]
    return any(link.get("href") and _home.fullmatch(link.get("href").strip()) for link in links)


def _nearest_to_text(alike: Sequence[Any], tree: Any) -> Any:
    """Of headings with the same words the one that most closely shares an element with half of the page's text."""
    sizes = Sizes(tree)
    half = 0.5 * sizes.whole.running

    def depth(head: Any) -> int:
        return next(
            (
                sum(1 for _ in one.iterancestors())
                for one in head.iterancestors()
                if sizes.of(one).running >= half
            ),
            0,
        )

    return max(alike, key=depth)


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
    said = folded(words(headline))
    heads = elements(tree, headline.tag)
    after = list(heads) if any(head is headline for head in heads) else []
    for head in after:
        if _in_any(head, found) or folded(words(head)) in {"", said}:
            continue
        if own is not None and next(head.iterancestors("article"), None) is own and _in_the_text(head):
            continue
        whole = head
        while (parent := whole.getparent()) is not None and parent not in above:
            whole = parent
        if whole is not head and headline.tag == "h1" and count_words(words(whole)) >= APPENDED:
            found[whole] = None
        elif whole is head and headline.tag == "h1":
            found |= dict.fromkeys(one for one in (head, *head.itersiblings()) if one not in above)
            break
    others = [one for one in found if isinstance(one.tag, str)]
    told = sum(_told(one) for one in others)
    if told and _told(tree) - told < min(APPENDED, told):
        return []  # nothing would be left for the headline: it is they that are the article
    return others


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
    return sum(count_words(words(part)) for part in element.iter("p"))


def _in_any(element: Any, others: Mapping[Any, None]) -> bool:
    return any(one in others for one in (element, *element.iterancestors()))
