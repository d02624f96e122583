"""How one rendering differs from another, in words; nothing here says which is right, or that anybody changed anything."""

from collections.abc import Iterable

from sayso.compare.aligning.differences import Difference
from sayso.publish.words.phrases import content_words, count_words, fold
from sayso.records import Article
from sayso.spans import Span

MARKS = "“”„‟«»\"'‘’"
EXCERPTS = "the texts may be excerpts"
MOST_QUOTED = 60
"""Characters quoted of one difference, its ends: both renderings stand above it in full."""
MOST_TOLD = 8
"""Differences told of one pair of renderings: more of them, and the words themselves are read sooner."""


def differences_words(first: Article, other: Article, differences: Iterable[Difference]) -> list[str]:
    """What is different in the other rendering, a phrase each; what changes only grammar is counted."""
    known = list(differences)
    told = [difference_words(first, other, one) for one in known if not one.slight]
    slight = sum(one.slight for one in known)
    rest = len(told) - MOST_TOLD
    return [
        *told[:MOST_TOLD],
        *([f"and {count_words(rest, 'more difference')}"] if rest > 0 else []),
        *([f"{count_words(slight, 'difference')} of grammar only"] if slight else []),
        *([excerpt_words(first, other)] if any(one.kind == "not_in_excerpt" for one in known) else []),
    ]


def excerpt_words(first: Article, other: Article) -> str:
    """Why nothing is said to be left out: which of the articles is here in part, or that either may be."""
    partly = [which for which, article in (("the first", first), ("this", other)) if article.in_part]
    if not partly:
        return EXCERPTS
    one = "both articles are" if len(partly) > 1 else f"{partly[0]} article is"
    return f"{one} here in part: what is not found there may stand in what is missing"


def difference_words(first: Article, other: Article, difference: Difference) -> str:
    """One difference as a phrase about the other rendering."""
    a, b = _quoted(first, difference.a), _quoted(other, difference.b)
    why = f" ({difference.why})" if difference.why else ""
    match difference.kind:
        case "adds":
            return f"adds {b}"
        case "drops":
            return f"is without {a}"
        case "elsewhere":
            return (
                f"{a} stands elsewhere in its article" if a else f"{b} stands elsewhere in the first article"
            )
        case "not_in_excerpt":
            return f"not here {a}" if a else f"only here {b}"
        case "softens":
            return f"softer: {_instead(a, b)}{why}"
        case "hardens":
            return f"harder: {_instead(a, b)}{why}"
        case "quoted_differently":
            return f"quotation marks around other words: {b} for {a}"
        case "outlets_hand":
            whose = f"in the first {a}" if a and not b else f"here {b}" if b and not a else f"{b} for {a}"
            return f"the outlet's hand, {whose}{why}"
        case _:
            return f"{b} for {a}{why}"


def _instead(a: str, b: str) -> str:
    return f"{b} for {a}" if a and b else f"with {b}" if b else f"without {a}"


def _quoted(article: Article, spans: tuple[Span, ...]) -> str:
    words = content_words(article.text, spans).strip(MARKS)
    return f"“{fold(words, most=MOST_QUOTED)}”" if words else ""
