"""Cards: linked headlines of other articles, each with a teaser. Beside an article they are furniture; alone they are a list."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from sayso.ingest.pages.sizes import Sizes
from sayso.ingest.pages.trees import HEADINGS, count_words, words

MOST_CARDS = 500
"""Cards that are looked at."""
LONGEST_TEASER = 900
"""Letters of a card; what holds one linked headline and more text than that is an article with a link beside it."""
LONG_PARAGRAPH = 30
"""Words of a paragraph that is more than a teaser."""
LEAST_BODY = 150
"""Words in such paragraphs outside cards from which a page has an article, however many cards are on it."""
LEAST_BESIDE = 3
"""Cards in one element that are taken out together."""
BODY_SHARE = 0.8
"""Share of an article's long paragraphs that what holds its headline must have to be the article."""


def cards_of(body: Any, sizes: Sizes) -> list[Any]:
    """The elements of all cards, each as large as it can be without another card or an article's text in it."""
    links = list(_linked_headlines(body))
    owners: dict[Any, int] = {}
    for link in links:
        one = link
        while (one := one.getparent()) is not None:
            owners[one] = owners.get(one, 0) + 1
            if one is body:
                break
    found = []
    for link in links:
        whole = link
        while (
            (above := whole.getparent()) is not None
            and owners.get(above, 2) == 1
            and running_in(sizes, above) <= LONGEST_TEASER
        ):
            whole = above
        found.append(whole)
    return found


def _linked_headlines(body: Any) -> Iterator[Any]:
    count = 0
    for link in body.iter("a"):
        href = link.get("href") or ""
        if not href or href.startswith(("#", "javascript:")):
            continue
        parent = link.getparent()
        head = link.find("h2") is not None or link.find("h3") is not None or link.find("h4") is not None
        if head or (parent is not None and parent.tag in HEADINGS[1:]):
            yield link
            count += 1
        if count == MOST_CARDS:
            return


def running_in(sizes: Sizes, element: Any) -> int:
    """Letters of running text in an element, those in linked cards included."""
    return sum(sizes.of(part).letters for part in element.iter("p", "blockquote", "td"))


def long_paragraphs(body: Any, cards: Collection[Any]) -> list[tuple[Any, int]]:
    """The paragraphs too long for a teaser that lie in no card, with their words."""
    found = []
    for part in body.iter("p"):
        count = count_words(words(part)) if part.find(".//p") is None else 0
        if count >= LONG_PARAGRAPH and not any(one in cards for one in (part, *part.iterancestors())):
            found.append((part, count))
    return found


def beside(tree: Any, headline: Any, sizes: Sizes) -> list[Any]:
    """The elements that hold nothing but cards, outside of what holds the headline and the article's long paragraphs."""
    cards = dict.fromkeys(cards_of(tree, sizes)) if headline is not None else {}
    if len(cards) < LEAST_BESIDE:
        return []
    body = long_paragraphs(tree, cards)
    told = sum(count for _, count in body)
    if told < LEAST_BODY:
        return []
    within: Counter[Any] = Counter()
    for part, count in body:
        within.update(dict.fromkeys(part.iterancestors(), count))
    holder = headline
    while holder.getparent() is not None and within[holder] < BODY_SHARE * told:
        holder = holder.getparent()
    inside = {holder, *holder.iterancestors()}
    rows: dict[Any, list[Any]] = {}
    for card in cards:
        if (
            card.getparent() is not None
            and holder not in {card, *card.iterancestors()}
            and card not in inside
        ):
            rows.setdefault(card.getparent(), []).append(card)
    return [card for row in rows.values() if len(row) >= LEAST_BESIDE for card in row]
