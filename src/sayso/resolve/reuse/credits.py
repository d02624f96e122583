"""Which way shared text went, as far as one of the two articles says so; else unknown, and why."""

import re

from sayso.records import Direction, Mark, Sentence
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.words.forms import fold, read_words

# Words that make the naming of an outlet a credit. A bare name is none: outlets are also what news is about.
CREDITING = frozenset(
    [
        "according",
        "cited",
        "citing",
        "cites",
        "credited",
        "quoted",
        "quoting",
        "quotes",
        "report",
        "reported",
        "reporting",
        "reports",
        "told",
        "via",
    ]
)
# How many words may stand between an outlet's name and the crediting word ("told the N news agency", "N later
# reported"); in a wider window the outlet was as often the subject of the news.
REACH = 4
# What follows a name in an outlet field and is hardly ever said ("N (Web News)", "N Online News", "N - Opinion").
_ASIDE = re.compile(r"\s*(?:\(.*\)|[-–—|:].*)\s*$")
_LEAST_NAME = 3


def direction_of(a: Bundle, b: Bundle, span_a: Span, span_b: Span) -> tuple[Direction, str]:
    """The direction of a passage and the reason: only a credit in the passage's own sentence gives one."""
    from_b = _credit(a, span_a, b.article.outlet)
    from_a = _credit(b, span_b, a.article.outlet)
    if from_a and from_b:
        return "unknown", "direction unknown: each credits the other"
    if from_b:
        return "b_to_a", f"credits {b.article.outlet}: '{from_b}'"
    if from_a:
        return "a_to_b", f"credits {a.article.outlet}: '{from_a}'"
    return "unknown", "direction unknown: neither credits the other where the words stand"


def outlet_names(outlet: str) -> tuple[tuple[str, ...], ...]:
    """The ways an outlet is named in running text, as folded words; the first is its name without asides."""
    short = _ASIDE.sub("", outlet) or outlet
    if "." in short and " " not in short:  # a domain: its own label is the name
        labels = [label for label in short.casefold().split(".") if label not in {"www", "com", "net", "org"}]
        short = labels[0] if labels else short
    words = [fold(form) for form in read_words(short).forms]
    if words and words[0] == "the":
        words = words[1:]
    if len("".join(words)) < _LEAST_NAME:
        return ()
    names = {tuple(words), ("".join(words),)}
    return tuple(sorted(names))


def _credit(bundle: Bundle, span: Span, outlet: str | None) -> str:
    """The words in the passage's sentences (or in a credit mark there) that credit an outlet; "" when none do."""
    if not outlet:
        return ""
    names = outlet_names(outlet)
    text = bundle.article.text
    for mark in bundle[Mark]:
        # A dateline credit covers the first sentence after it, no more.
        if mark.kind == "credit" and 0 <= span.start - mark.end <= _LEAST_NAME + 2:
            found = _named(tuple(read_words(text[mark.start : mark.end]).forms), names)
            if found:
                return text[mark.start : mark.end]
    for sentence in bundle[Sentence]:
        if sentence.start < span.end and span.start < sentence.end:
            words = read_words(text[sentence.start : sentence.end])
            for start, end in _named(words.forms, names):
                near = words.forms[max(0, start - REACH) : start] + words.forms[end : end + REACH]
                if CREDITING & set(near):
                    low, high = max(0, start - REACH), min(len(words.ends), end + REACH)
                    return text[sentence.start + words.starts[low] : sentence.start + words.ends[high - 1]]
    return ""


def _named(forms: tuple[str, ...], names: tuple[tuple[str, ...], ...]) -> list[tuple[int, int]]:
    return [
        (start, start + len(name))
        for name in names
        for start in range(len(forms) - len(name) + 1)
        if forms[start : start + len(name)] == name
    ]
