"""Shared text in words: between whom it went which way, as far as anything tells. Never a word on who was right to."""

from sayso.publish.words.phrases import outlet_words, plain_times
from sayso.records import Article, SharedPassage


def way_words(row: SharedPassage, a: Article, b: Article) -> str:
    """Which way a text went between two articles; a mere order of stated times is called that, and nothing more."""
    one, other = outlet_words(a), outlet_words(b)
    if row.direction == "common_source":
        return f"{one} and {other} from one source"
    if row.direction == "unknown":
        return "which way it went is unknown"
    if row.direction == "b_to_a":
        one, other = other, one
    if row.direction_basis == "credit":
        return f"from {one} to {other}, by its credit"
    return f"earlier in {one} by the stated times, which tell no way"


def why_words(row: SharedPassage) -> str:
    """What is known of a passage's way, with its words, for people."""
    return plain_times(row.why)
