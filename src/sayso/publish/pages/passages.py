"""Shared text: each text once, with the articles that have it, where their words differ, and which way it went."""

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.text import Text

from sayso.publish.outlet_table import OutletTable
from sayso.publish.pages.numbered import print_numbered
from sayso.publish.pages.terminal import QUIET, STRONG, assemble, heading, join, say, say_text
from sayso.publish.views.shared_texts import PassageView, SharedText, WordDifference, word_differences
from sayso.publish.words.origin_words import listed, told_origin
from sayso.publish.words.phrases import (
    count_words,
    one_line,
    outlet_words,
    plain_times,
    published_words,
    shorten,
    where_words,
)
from sayso.records import Article
from sayso.spans import Span
from sayso.words.forms import read_words

Numbers = Mapping[str, int]

MOST_TEXTS = 20
"""Texts listed for people, longest first; what is left out is counted, and --format json or csv has all."""
MOST_SHOWN = 300
"""Characters of a text in a story: enough to know it again. `sayso passages` shows all of it."""
MOST_DIFFERENCES = 12
"""WordDifferences told of one pair: an edited text of many hundred words has dozens, and its words stand there."""
NO_CREDIT = "no words tell which way it went"
OF_PAIRS = ("neither credits the other", "none of them credits another")
"""The words of a reason that are of two articles, and what they are of more."""
COUNTED = " in the same order; "
"""Ends the count of words in a passage's reason: the head of each text tells it."""
MOST_PAIRS = 6
"""Pairs named before the reason that they share; a text in many articles has hundreds."""
DIFFERS = "bold underline"


def print_texts(console: Console, texts: Sequence[SharedText], more: int, numbers: Numbers) -> None:
    """The texts that a story's articles share, in short: articles by their numbers on the page."""
    if not texts:
        say(console, "none found")
    for text in texts:
        _print_head(console, text, numbers)
        article, span = text.places[0]
        say(console, shorten(one_line(article.text[slice(*span)]), most=MOST_SHOWN), indent=2)
        for place, where in text.places:
            head = f"{numbers[place.id]:>2}  " if place.id in numbers else ""
            say(console, (head + where_words(place, where), QUIET), indent=2)
        _print_ways(console, text, numbers)
    if more > 0:
        say(console, (f"and {count_words(more, 'shorter text')}: `sayso passages` has them all", QUIET))


def print_passages(
    console: Console,
    texts: Sequence[SharedText],
    more: int,
    *,
    where: str,
    outlets: OutletTable | None = None,
) -> None:
    """Shared texts with both sides' exact words, the differences marked; articles numbered from the first shown."""
    say(console, (f"Text shared {where}", STRONG))
    if not texts:
        say(console, "none found")
        return
    numbers = print_numbered(console, (article for text in texts for article in text.articles), outlets)
    heading(console, "SHARED TEXT")
    for text in texts:
        _print_head(console, text, numbers)
        _print_wordings(console, text, numbers)
        _print_ways(console, text, numbers)
        console.print()
    if more > 0:
        say(
            console, (f"and {count_words(more, 'shorter text')}: --limit shows more, --format csv all", QUIET)
        )


def _print_head(console: Console, text: SharedText, numbers: Numbers) -> None:
    kinds = sorted({view.passage.kind for view in text.passages}, reverse=True)
    shown = listed(text.articles, numbers)
    head = f"in {shown}: {count_words(text.words, 'word')}, {' and '.join(kinds)}"
    say(console, "• ", (head, STRONG), hang=2)


def _print_wordings(console: Console, text: SharedText, numbers: Numbers) -> None:
    """Each wording once with the articles that print it; where the others differ from the first is marked."""
    wordings: dict[tuple[str, ...], list[tuple[Article, Span]]] = {}
    for article, span in text.places:
        wordings.setdefault(read_words(article.text[slice(*span)]).forms, []).append((article, span))
    first, *others = wordings.values()
    differing = [word_differences(_text(first), first[0][1], _text(other), other[0][1]) for other in others]
    # With one other wording both sides carry the marks; with more the first one would be marked all over.
    marked = [difference.a for difference in differing[0]] if len(others) == 1 else []
    _print_wording(console, first, marked, numbers)
    for places, differences in zip(others, differing, strict=True):
        _print_wording(console, places, [difference.b for difference in differences], numbers)
        told = [_difference(first[0][0], places[0][0], one) for one in differences[:MOST_DIFFERENCES]]
        rest = len(differences) - len(told)
        more = f"; and {count_words(rest, 'more difference')}" if rest else ""
        pair = f"{_number(first[0][0], numbers)} and {_number(places[0][0], numbers)}"
        say(console, (f"{pair} differ: {'; '.join(told)}{more}", QUIET), indent=4, hang=2)


def _print_wording(
    console: Console, places: Sequence[tuple[Article, Span]], marked: Sequence[Span], numbers: Numbers
) -> None:
    say_text(console, _with_marks(*places[0], marked), indent=2)
    for again, (article, span) in enumerate(places):
        same = "in the same words " if again else ""
        who = f"{_number(article, numbers)}  {same}as printed by {article.outlet or 'an unknown outlet'}"
        say(console, (join(who, where_words(article, span)), QUIET), indent=4, hang=3)


def _text(places: Sequence[tuple[Article, Span]]) -> str:
    return places[0][0].text


def _number(article: Article, numbers: Numbers) -> str:
    return str(numbers.get(article.id) or outlet_words(article))


def _difference(a: Article, b: Article, difference: WordDifference) -> str:
    one, other = one_line(a.text[slice(*difference.a)]), one_line(b.text[slice(*difference.b)])
    return f"{f'“{one}”' if one else 'nothing'} / {f'“{other}”' if other else 'nothing'}"


def _with_marks(article: Article, span: Span, marked: Sequence[Span]) -> Text:
    parts: list[str | tuple[str, str]] = []
    at = span.start
    for start, end in marked:
        parts += [_flat(article.text[at:start]), (_flat(article.text[start:end]), DIFFERS)]
        at = end
    return assemble(*parts, _flat(article.text[at : span.end]))


def _flat(text: str) -> str:
    """A piece on one line; a space at its edge stays, for another piece follows."""
    return one_line(f"|{text}|")[1:-1]


def _print_ways(console: Console, text: SharedText, numbers: Numbers) -> None:
    """Which way it went, told once for all pairs that say the same; then how many textual sources there are."""
    timed = [view for view in text.passages if view.passage.direction_basis == "times"]
    told: dict[str, list[PassageView]] = {}
    for view in text.passages:
        if view not in timed:
            way = _way(view, numbers)
            if len(text.articles) > len((view.a, view.b)):
                way = way.replace(*OF_PAIRS)
            told.setdefault(way, []).append(view)
    for way, views in told.items():
        pairs = [listed((view.a, view.b), numbers) for view in views]
        several = len(told) + bool(timed) > 1 and len(views) <= MOST_PAIRS
        known = views[0].passage.direction not in {"unknown", "common_source"}
        which = f"{', '.join(pairs)}: " if several else ""
        say(console, (which + way, "" if known else QUIET), indent=2, hang=2)
    if timed:
        say(console, (_in_time(text, timed, numbers), QUIET), indent=2, hang=2)
    if text.origin is not None:
        groups: dict[str, list[Article]] = {}
        for article in text.articles:
            if article.id in text.sources:
                groups.setdefault(text.sources[article.id], []).append(article)
        words = told_origin(text.origin, len(text.articles), groups.values(), numbers)
        say(console, (words, QUIET), indent=2, hang=2)


def _in_time(text: SharedText, views: Sequence[PassageView], numbers: Numbers) -> str:
    """What stated times show of pairs in which nobody is credited: an order in this collection, and no way."""
    later: dict[str, list[Article]] = {}
    first: dict[str, Article] = {}
    for view in views:
        before, after = (view.a, view.b) if view.passage.direction == "a_to_b" else (view.b, view.a)
        first[before.id] = before
        later.setdefault(before.id, []).append(after)
    order = sorted(first.values(), key=lambda article: (numbers.get(article.id, 0), article.id))
    for article in order:
        if len({one.id for one in later[article.id]}) == len(text.articles) - 1:
            which = f"{_number(article, numbers)} ({published_words(article)})"
            return f"earliest in this collection by its stated time: {which}; {NO_CREDIT}"
    told = [
        f"{_number(article, numbers)} ({published_words(article)}) earlier than {listed(later[article.id], numbers)}"
        for article in order
    ]
    return f"by their stated times, in this collection: {'; '.join(told)}; {NO_CREDIT}"


def _way(view: PassageView, numbers: Numbers) -> str:
    row = view.passage
    a, b = _number(view.a, numbers), _number(view.b, numbers)
    known = {
        "a_to_b": f"from {a} to {b}: ",
        "b_to_a": f"from {b} to {a}: ",
        "common_source": f"{listed((view.a, view.b), numbers)} from one source: ",
    }
    _, counted, why = row.why.partition(COUNTED)
    return known.get(row.direction, "") + plain_times(why if counted else row.why)
