"""How much of an article its text holds: never guessed, only told from words that say so."""

import re

from sayso.records import Completeness

TAIL = 600
"""Characters at the end in which a "read more" counts; earlier ones link to other articles."""

LEAST_COUNTED = 20
"""Words below which a stated count says nothing: one word more or less is a twentieth."""

_feed_rest = re.compile(r"(?:…|\.\.\.)\s*\[\+\s?\d+ (?:chars|characters|more)\]\s*$", re.IGNORECASE)
_continue = re.compile(
    r"^\W{0,3}(?:continue reading|read (?:the )?(?:full|whole|entire|rest of the|original) (?:story|article|report|post)\b.*|"
    r"read more\W*|keep reading|click here to (?:read|continue)\b.*|view (?:the )?full (?:story|article)\b.*|"
    r"\[?more\]?|the (?:full )?article continues\b.*)\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_weak = re.compile(r"\W*\[?(?:read )?more\W*$", re.IGNORECASE)
"""Links to other articles say this too, so it counts only after a sentence that breaks off."""
_inline_continue = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*(?:read more|continue reading|more|read on|full story)\W*$",
    re.IGNORECASE,
)
_wall = re.compile(
    r"(?:subscribe|sign in|log ?in|register|become a (?:member|subscriber)) (?:now )?(?:to|and) "
    r"(?:continue|keep|read|unlock|access|view)\b[^\n]{0,80}$|"
    r"(?:this|the rest of this|full) (?:article|story|content) is (?:only )?(?:available|reserved|for) (?:only )?"
    r"(?:to |for )?(?:our |paying |premium )?(?:subscribers|members)\b[^\n]{0,80}$|"
    r"already a subscriber\?|to continue reading,? (?:please )?(?:subscribe|log ?in|sign in|register)\b",
    re.IGNORECASE | re.MULTILINE,
)
_ellipsis = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$")
_excerpt = re.compile(
    r"^\W{0,2}(?:an? |the )?(?:following is an )?excerpt(?:ed)?\b(?: from| of|:)", re.IGNORECASE
)


def judge_completeness(text: str) -> tuple[Completeness, str]:
    """How complete a text is, with the evidence in words; "unknown" where nothing says so.

    A cut in the middle of a sentence alone is no proof: captions, lists and credit lines end so too.
    """
    tail = text.rstrip()[-TAIL:]
    if _feed_rest.search(tail):
        return "excerpt", "it ends with a feed's count of the characters left out"
    if _inline_continue.search(tail):
        return "excerpt", "it ends with an ellipsis and a link to the rest"
    found = _wall.search(tail)
    if found:
        return "partial", f"it ends at a paywall: {_shown(found[0])!r}"
    found = next(reversed(list(_continue.finditer(tail))), None)
    if (
        found
        and found.end() == len(tail)
        and (not _weak.match(found[0]) or _unfinished(tail[: found.start()]))
    ):
        return "partial", f"it breaks off before {_shown(found[0])!r}"
    if _excerpt.match(text.lstrip()[:80]):
        return "excerpt", "it says that it is an excerpt"
    if _ellipsis.search(tail):
        return "partial", "it ends with an ellipsis"
    return "unknown", ""


def _unfinished(before: str) -> bool:
    """Whether the text before a link to the rest breaks off: no sentence ends there."""
    before = before.rstrip()
    return bool(before) and (before[-1].isalnum() or before[-1] in ",;:…" or before.endswith("..."))


def _shown(words: str) -> str:
    return " ".join(words.split())[:80]


def judge_by_count(read: int, stated: int | None, *, by: str) -> tuple[Completeness, str] | None:
    """What a count of words that somebody else made says about how many were read; None when it says nothing.

    Counts differ by headlines, captions and what counts as a word: hence the margin, as with pages (`pages.SAME_LENGTH`, `pages.LOST`).
    """
    if stated is None or stated < LEAST_COUNTED:
        return None
    if read >= stated * 0.95:
        return "full", f"{read} words, of {stated} by {by}"
    if read < stated * 0.7:
        return "partial", f"{read} words, of {stated} by {by}"
    return None
