"""Differences and agreements in words; no word here says which side is so, and repetition is never confirmation."""

from collections.abc import Iterable, Sequence

from sayso.publish.views.discrepancies import AgreementView, DiscrepancyView, SideView
from sayso.publish.words.origin_words import REPEATED, bound_words
from sayso.publish.words.phrases import count_words
from sayso.records import DifferenceKind, Discrepancy, Level, Slot

SLOT_WORDS: dict[Slot, str] = {
    "date": "date",
    "number": "number",
    "name": "name",
    "role": "role",
    "scope": "scope",
    "polarity": "whether it is so",
    "wording": "quoted words",
    "deed": "who did what",
}
DIFFERENCE_WORDS: dict[DifferenceKind, str] = {
    "contradiction": "contradiction",
    "precision": "different precision",
    "scope": "different scope",
    "wording": "quoted in different words",
    "naming": "named differently",
    "development": "a development over time",
}
LEVEL_WORDS: dict[Level, str] = {
    "between": "between reports",
    "gloss": "quotation against the reporter's own words",
    "inside": "inside one report",
    "over_time": "over time",
}
SHORT = 40
"""Characters of quoted words that say by themselves what is compared; of longer ones their beginning does."""
GLOSS = LEVEL_WORDS["gloss"]


def class_words(row: Discrepancy) -> str:
    """How the sides differ, and between whom."""
    how = DIFFERENCE_WORDS[row.difference]
    if row.level == "over_time":
        return DIFFERENCE_WORDS["development"]
    if row.level == "gloss":
        return GLOSS if row.difference == "contradiction" else f"{GLOSS}: {how}"
    if row.level == "inside":
        return f"{how} inside one report"
    return f"{how} between reports" if row.difference == "contradiction" else how


def side_words(side: SideView) -> str:
    """How many articles are on a side, and how many texts are behind them, where they are shown to be fewer."""
    articles = count_words(len(side.articles), "article")
    if side.most >= len(side.articles) or len(side.articles) == 1:
        return articles
    return f"{articles}, {bound_words(1 if side.most == 1 else 0, side.most)}"


def agreement_words(view: AgreementView) -> str:
    """How many articles say it, how many texts are behind them, and that this confirms nothing."""
    articles = count_words(len(view.articles), "article")
    return f"{articles}, {bound_words(view.row.least, view.row.most)}: {REPEATED}"


def counted_words(views: Iterable[DiscrepancyView]) -> list[str]:
    """How many there are of each class, those that a page shows first at the front."""
    counts: dict[str, int] = {}
    for view in views:
        words = class_words(view.row)
        counts[words] = counts.get(words, 0) + 1
    return [f"{count:,} × {words}" for words, count in counts.items()]


def about_words(about: str, values: Sequence[str], *, slot: Slot | None = None) -> str:
    """What is compared; where no words say it, the values alone.

    Of quoted words what stands beside them tells little ("be, by the"): the differing words do, where they are short.
    """
    if slot == "wording" and len(values) > 1 and max(map(len, values)) <= SHORT:
        return " / ".join(values)
    return about.strip() or " / ".join(values)
