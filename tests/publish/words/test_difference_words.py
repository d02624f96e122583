"""Differences between renderings in words: what is in one and not in the other, and nothing about who is right."""

from dataclasses import replace

import pytest

from sayso.compare.aligning.differences import Difference, Kind
from sayso.publish.words.difference_words import MOST_TOLD, differences_words
from sayso.records import Article
from sayso.spans import Span

FIRST, OTHER = "the strike must end", "the walkout may “end”"


@pytest.mark.parametrize(
    ("kind", "a", "b", "told"),
    [
        ("replaces", "strike", "walkout", "“walkout” for “strike”"),
        ("adds", "", "walkout", "adds “walkout”"),
        ("drops", "strike", "", "is without “strike”"),
        ("elsewhere", "strike", "", "“strike” stands elsewhere in its article"),
        ("elsewhere", "", "walkout", "“walkout” stands elsewhere in the first article"),
        ("softens", "must", "may", "softer: “may” for “must” (a scale)"),
        ("hardens", "", "may", "harder: with “may” (a scale)"),
        ("quoted_differently", "end", "“end”", "quotation marks around other words: “end” for “end”"),
        ("outlets_hand", "strike", "", "the outlet's hand, in the first “strike” (a scale)"),
        ("outlets_hand", "", "walkout", "the outlet's hand, here “walkout” (a scale)"),
    ],
)
def test_each_kind_has_its_words(kind: Kind, a: str, b: str, told: str) -> None:
    """With the words of both sides, and why where that says more."""
    why = "a scale" if told.endswith("(a scale)") else ""
    difference = Difference(kind=kind, a=spans(FIRST, a), b=spans(OTHER, b), why=why)

    assert [told] == differences_words(article(FIRST), article(OTHER), [difference])


def test_an_excerpt_drops_nothing() -> None:
    """Of a text that may be cut it is only said what stands here, and that it may be cut."""
    found = [
        Difference(kind="not_in_excerpt", a=spans(FIRST, "strike"), b=()),
        Difference(kind="not_in_excerpt", a=(), b=spans(OTHER, "walkout")),
    ]

    assert ["not here “strike”", "only here “walkout”", "the texts may be excerpts"] == differences_words(
        article(FIRST), article(OTHER), found
    )


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((True, False), "the first article is here in part"),
        ((False, True), "this article is here in part"),
        ((True, True), "both articles are here in part"),
    ],
)
def test_an_article_that_is_here_in_part_is_named(parts: tuple[bool, bool], told: str) -> None:
    first, other = (
        replace(article(text), completeness="partial" if part else "unknown")
        for text, part in zip((FIRST, OTHER), parts, strict=True)
    )
    missing = Difference(kind="not_in_excerpt", a=spans(FIRST, "strike"), b=())

    assert (
        f"{told}: what is not found there may stand in what is missing"
        == differences_words(first, other, [missing])[-1]
    )


def test_what_is_too_much_or_too_little_to_tell_is_counted() -> None:
    """Differences of grammar, and those above the most that are told."""
    one = Difference(kind="adds", a=(), b=spans(OTHER, "walkout"))
    slight = Difference(kind="replaces", a=spans(FIRST, "the"), b=spans(OTHER, "the"), slight=True)
    told = differences_words(article(FIRST), article(OTHER), [one] * (MOST_TOLD + 2) + [slight])

    assert ["and 2 more differences", "1 difference of grammar only"] == told[MOST_TOLD:]


def spans(text: str, words: str) -> tuple[Span, ...]:
    """Where the words stand; no words have no span."""
    return (Span(text.index(words), text.index(words) + len(words)),) if words else ()


def article(text: str) -> Article:
    """An article of nothing but a text."""
    return Article(id="a" * 16, revision="b" * 16, text=text, text_sha256="")
