"""Datelines: where a report was filed, and the agency it is credited to ("(Dispatches)" is a credit, no outlet).

The shapes are those of agency style guides: a place in capitals, perhaps a region and a date, perhaps a credit in
brackets, and a dash or a colon. No list of places is used: a place in capitals is known by its shape alone.
"""

import re
from typing import NamedTuple

from sayso.spans import Span


class Dateline(NamedTuple):
    """A whole dateline with its dash, and the place, the credit and the date in it (None: it has none)."""

    whole: Span
    place: Span | None
    credit: Span | None
    date: Span | None


LONGEST = 120
"""No dateline is longer, in characters."""
LABELS = frozenset({
    "ad", "advertisement", "alert", "analysis", "box", "breaking", "by", "caption", "check", "close",
    "comment", "commentary", "correction", "covid", "developing", "editor", "editorial", "exclusive",
    "fact", "file", "follow", "image", "interview", "isil", "isis", "just", "live", "look", "more", "nato",
    "note", "notice", "op-ed", "opinion", "photo", "photos", "picture", "pictures", "poll", "read",
    "related", "report", "restriction", "review", "see", "sponsored", "story", "summary", "trending",
    "update", "updated", "urgent", "video", "watch", "warning", "yes", "no", "and", "but", "the",
})  # fmt: skip
"""Words in capitals that open a line before a colon or a dash and are no place."""

_word = r"[A-ZÀ-ÖØ-Þ](?:[A-ZÀ-ÖØ-Þ'’.\-]|al-|el-)+"
_caps = rf"(?:{_word}(?:[ /]{_word}){{0,4}})"
_title_word = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’.\-]+"
_titled = rf"(?:{_title_word}(?:[ /\-]{_title_word}){{0,3}})"
_region = rf",\s(?:{_titled}|D\.C\.|[A-Z]\.[A-Z]\.|[A-Z]{{2}})"
_month = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_date = rf"(?P<date>(?:{_month}\s\d{{1,2}}|\d{{1,2}}\s{_month})(?:,?\s\d{{4}})?)"
_credit = r"\((?P<credit>[A-Z][\w .&/’'-]{1,30})\)"
_dash = r"(?:--+|[-–—―])"
_forms = tuple(
    re.compile(form)
    for form in (
        # BAGHDAD (Dispatches) -- | TEHRAN, July 27 (FNA)- | SALT LAKE CITY, Utah, July 27, 2021 (AP) —
        rf"(?P<place>(?:{_caps}|{_titled}))(?:{_region})?(?:[,.]\s{_date})?,?\s?{_credit}\s?(?:{_dash}|:)",
        # WASHINGTON (CNN) The ... : two to eight capitals in brackets need no dash
        rf"(?P<place>(?:{_caps}|{_titled}))(?:{_region})?\s\((?P<credit>[A-Z]{{2,8}})\)(?=\s[A-Z“\"‘])",
        # Damascus, SANA- | TEHRAN, IRNA –
        rf"(?P<place>(?:{_caps}|{_title_word})),\s(?P<credit>[A-Z]{{2,6}})\s?{_dash}(?=\s?[A-Z“\"‘])",
        # (Reuters) - | (CNN) --
        rf"{_credit}\s?{_dash}(?=\s)",
        r"\((?P<credit>[A-Z]{2,8})\)(?=\s[A-Z“\"‘])",
        # WASHINGTON, July 27 — | LIMA, Peru –
        rf"(?P<place>{_caps})(?:{_region})?(?:[,.]\s{_date})?\s?(?:--+|[–—―]|-)(?=\s?[A-Z0-9“\"‘])(?!(?<=-)[A-Z0-9])",
        # Louisville, Ky. — : a place in mixed case needs its region
        rf"(?P<place>{_titled}){_region}(?:,\s{_date})?\s(?:--+|[–—―])(?=\s[A-Z“\"‘])",
    )
)
_colon = re.compile(rf"(?P<place>{_caps})(?:{_region})?(?:,\s{_date})?:(?=\s[A-Z“\"‘])")


def dateline_at(text: str, start: int, end: int, *, first: bool = True) -> Dateline | None:
    """The dateline that the line `text[start:end]` opens with, if any; a place before a colon counts only in the
    first line of the body.
    """
    line = text[start : min(end, start + LONGEST)]
    for form in _forms:
        match = form.match(line)
        if match and _plausible(match, end - start):
            return _dateline(match, start)
    match = _colon.match(line) if first else None
    if match and _plausible(match, end - start) and _only_one(text, end):
        return _dateline(match, start)
    return None


def _plausible(match: re.Match[str], length: int) -> bool:
    """A dateline opens a sentence: at least 30 characters follow, and its words are no label."""
    found = match.groupdict()
    place = found.get("place")
    if place is not None:
        words = re.split(r"[\s/'’]+", place.lower())
        if any(word.rstrip(".-") in LABELS for word in words) or sum(map(str.isalpha, place)) < 3:
            return False
    return length - match.end() >= 30


def _only_one(text: str, end: int) -> bool:
    """A name in capitals before a colon is a place only where no later line opens so: a transcript's lines do."""
    return _speaker_line.search(text, end) is None


_speaker_line = re.compile(r"^[A-Z][A-Z .'’-]{1,40}:\s", re.MULTILINE)


def _dateline(match: re.Match[str], start: int) -> Dateline:
    def span(name: str) -> Span | None:
        if match.groupdict().get(name) is None:
            return None
        return Span(start + match.start(name), start + match.end(name))

    return Dateline(Span(start, start + match.end()), span("place"), span("credit"), span("date"))
