"""Stances in words: for or against what a word names, or what somebody waits for; without a label the words must do."""

from sayso.records import StanceLabel

LABELS: dict[StanceLabel, str] = {
    "for": "for",
    "against": "against",
    "conditional": "on a condition",
    "waiting": "waiting",
}


def label_words(label: StanceLabel | None, about: str) -> str:
    """A label with what it is for or against ("against “refilling”"); empty without one."""
    if label is None:
        return ""
    return f"{LABELS[label]} “{about}”" if about else LABELS[label]
