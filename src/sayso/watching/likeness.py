"""Whether a page still shows the article that was kept of it, by its headline and its words."""

import re

from sayso.ingest.reading import Draft
from sayso.records import Article

FEW = 60
"""Words of a notice, a form or an error; a page of more may be an article that was written anew."""
LESS = 0.25
"""Share of the words that were there below which a page is no shorter version, but for what is said of it."""
LIKE = 0.5
"""Share of the runs of words of one text that the other has, from which they are of one report. In the two stories that come
with Sayso one report has 12 % of those of another at most, and of one that it copies 32 to 61 %."""
RUN = 5
"""Words of such a run."""

_word = re.compile(r"\w+")


def is_same_report(draft: Draft, kept: Article) -> bool:
    """Whether a page shows the article that was kept: under its headline, or in its words."""
    return _has_its_headline(draft, kept) or _share(kept.text, draft.text) >= LIKE


def has_its_words(text: str, kept: Article) -> bool:
    """Whether a text is that of the article that was kept, or nearly: headlines do not tell the parts of a series apart."""
    return text.split() == kept.text.split() or _share(kept.text, text) >= LIKE


def shows_something_else(draft: Draft, kept: Article) -> bool:
    """Whether a page shows a few words that are none of the article that was kept: a form, a notice, an error."""
    if draft.media_type != "text/html" or draft.blocks or draft.stated.pubstatus or draft.stated.updated:
        return False
    count = len(draft.text.split())
    if count >= FEW or count >= LESS * len(kept.text.split()) or _has_its_headline(draft, kept):
        return False
    return _share(draft.text, kept.text) < LIKE


def _has_its_headline(draft: Draft, kept: Article) -> bool:
    return bool(kept.title) and _folded(draft.stated.title or "") == _folded(kept.title or "")


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _share(text: str, other: str) -> float:
    """Share of the runs of words of a text that another has; nothing of a text that has none."""
    runs, there = _runs(text), _runs(other)
    return len(runs & there) / len(runs) if runs else 0.0


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _word.findall(text.casefold())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
