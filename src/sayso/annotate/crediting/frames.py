"""The phrases that make an outlet's name a credit: "N reported", "told N", "according to N", "quoted by N" and their like.

A bare name is none: outlets are also what news is about. What stands before the name and what stands behind it
decide, within the sentence; what the outlet does about itself ("N reported a loss", "N said it had") is no credit.
"""

import re
from typing import NamedTuple

from sayso.annotate.crediting.carriers import Carrier
from sayso.records import CreditKind
from sayso.spans import Span


class Framed(NamedTuple):
    """A carrier with the words that make it a credit."""

    span: Span
    kind: CreditKind
    carrier: Carrier


BEFORE = 140
"""Characters before a name in which its phrase begins: "told" and up to six words of description fill no more."""
BEHIND = 110
"""Characters behind it: a reporter's name, an apposition and a day may stand before "reported"."""
_gap = (
    r"(?:(?:[Tt]he|an?|its|his|her|their|our|this|one|several|local)\s)?"
    r"(?:(?!(?:that|and|in|on|at|who|whom|but|to|for|by|as|is|was|were|said|says|has|had)\b)[\w.’'\-]+\s){0,5}?[“\"‘']?"
)
_day = r"(?:(?:on|late|early|this|last|earlier)\s)?(?:\w+day|week|month|year|morning|evening|night)"
_then = (
    rf"(?:(?:has|have|had|also|first|later|earlier|previously|separately|recently|meanwhile|then|now|\w+ly|{_day}"
    r"|(?:on\s)?[A-Z][a-z]+\.?\s\d{1,2}|in\s(?:an?|its|the|this)\s(?:\w+\s){0,3}(?:report|story|article|editorial|broadcast|piece))\s){0,3}"
)
_story = r"(?:report|story|article|piece|account|investigation|analysis|dispatch|broadcast|item|bulletin|despatch)s?"
_speech = r"(?:op-?eds?|columns?|essays?|commentary|remarks|comments|statements?|interviews?|letters?|editorials?|speech|video|message)"
_carried = r"(?:published|carried|printed|aired|broadcast|posted|run|released|relayed|cited|quoted|appearing|that\sappeared)"
_before: tuple[tuple[CreditKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?P<cue>{words}){tail}$"))  # type: ignore[misc]
    for kind, words, tail in (
        ("via", r"\b(?:first|originally)\s(?:appeared|published|posted|aired)\s(?:on|in|at|by)\s", _gap),
        ("told", r"\b(?:told|telling|tells|spoke\s(?:to|with)|[Ss]peaking\s(?:to|with)|speaks\sto)\s", _gap),
        ("told", r"\b(?:told|telling|tells)\s(?:[A-Z][\w.’'-]+\s){1,3}(?:of|from|on|with)\s", _gap),
        ("told", r"\binterview(?:s|ed)?\b(?:\s(?!that\b|and\b|who\b)[\w’'\-]+){0,3}?\s(?:with|by|on|to|for|in|from)\s", _gap),
        ("told", rf"\b{_speech}\s(?:\w+\s){{0,2}}?{_carried}\s(?:(?:{_day}|online|live)\s)?(?:by|in|on|to)\s", _gap),
        ("told", (r"\b(?:said|says|saying|wrote|writes|writing|argued|appearing|appeared|speaking|tweeted|interviewed)"
            rf"\s(?:{_day}\s)?(?:on|in|during)\s"), _gap),
        ("told", rf"\b[Ii]n\s(?:an?|his|her|their|its|the)\s(?:\w+\s){{0,3}}{_speech}\s(?:{_day}\s)?(?:for|in|with|to|on|by)\s", _gap),
        ("quoted", r"\b(?:quoted|cited)\s(?:\w+ly\s)?(?:by|in)\s", _gap),
        ("reported", rf"\b(?:reported|revealed|relayed|carried)\s(?:(?:{_day}|first|earlier|\w+ly)\s)?by\s", _gap),
        ("reported", rf"\b{_story}\s(?:(?:was|were|which|first|originally)\s){{0,2}}?{_carried}\s(?:(?:{_day}|online)\s)?(?:by|in|on)\s", _gap),
        ("reported", r"\b(?:[Aa]ccording\sto|[Pp]er)\s", rf"(?:(?:an?|the|\w+)\s)?(?:\w+\s){{0,2}}?(?:{_story}\s(?:\w+\s){{0,2}}?(?:in|by|from|on|of)\s)?" + _gap),
        ("reported", rf"\b[Ii]n\s(?:an?|the)\s(?:\w+\s){{0,3}}?{_story}\s(?:\w+\s){{0,2}}?(?:in|by|for|from|on)\s", _gap),
        ("reported", r"(?:\b[Cc]iting|\b[Qq]uoting)\s", rf"(?:(?:an?|\w+)\s)?(?:{_story}\s(?:in|by|from|on)\s)?" + _gap),
        ("reported", r"[,”\"’]\s(?:reported|reports|reveals|revealed)\s", r"(?:the\s)?"),
        ("via", r"(?:[,(\[–—-]\s?|\b(?:reported|report|news|statement|remarks|quoted|relayed)\s(?:\w+\s){0,2})via\s", r"(?:the\s)?"),
    )
)  # fmt: skip
_reporter = (
    r"(?:[’']s?\s(?:\w+\s){0,3}(?:[A-Z][\w.’'\-]+\s?){1,3})?(?:\s\([^()]{1,20}\))?(?:\s?,[^,.;:]{1,60},)?"
)
_behind: tuple[tuple[CreditKind, re.Pattern[str]], ...] = (
    ("quoted", re.compile(rf"{_reporter}\s{_then}(?:quoted|quotes|quoting|cited|cites|citing)\s(?=[^.;]{{3,}}\b(?:as|saying|who|that)\b|[^.;]{{0,40}}(?:source|official|report)s?\b)")),
    ("reported", re.compile(rf"{_reporter}\s{_then}(?P<cue>report(?:ed|s|ing)\b(?!\s(?:to|for|from|and\swrote|on\s(?!\w+day|[A-Z]))\b)|has\slearned\b|revealed\b|reveals\b)")),
    ("reported", re.compile(rf"(?:\s\([^()]{{1,20}}\))?(?:\s?,[^,.;:]{{1,60}},)?\s{_then}(?P<cue>said|says|wrote|writes|claimed|noted|added|quoted|announced)\b(?!\s(?:it|its|they|their|in\sa\sstatement|[Tt]hat\sit)\b)")),
    ("reported", re.compile(rf"(?:[’']s?)?\s(?P<cue>{_story})\s(?:\w+\s){{0,3}}?(?:said|says|that|claimed|quoted|cited|revealed|found|citing)\b")),
)  # fmt: skip
_no_subject = re.compile(r"\b(?:by|of|for|to|with|from|in|on|at|than|like)\s(?:the\s)?$")
"""What stands before a name that is not who reports: "experts contacted by N said"."""
_itself = re.compile(
    r"\s(?:that\s)?(?:an?|its|record|net|quarterly|annual|fewer|higher|lower|strong|weak|better|worse|the\s(?:theft|incident|matter)|[$€£]?\d)"
    r"[^.;,]{0,50}\b(?:loss|losses|profits?|earnings|revenues?|income|sales|results|subscribers|viewers|ratings|outages?|growth"
    r"|to\s(?:the\s)?(?:police|authorities))\b"
)
_own_news = re.compile(r"\s(?:\w+\s){0,3}(?:it|its|it[’']s|itself|they|their|we)\b")
_own_staff = re.compile(
    r"[’']?s?\s(?:\w+\s){0,2}?(?:lawyers?|attorneys?|executives?|staff|employees|management|chief|owners?|headquarters|spokes\w+|parent|chairman|CEO"
    r"|polls?|surveys?|exit|data|building|office|decision|audience|viewers|coverage|ratings|and\sother)\b|/|-(?!\w+\s(?:report|said))"
)
_order = re.compile(r"\s(?:not\s)?to\s(?!CNN)[a-z]+\b")


def read_frame(text: str, sentence: Span, carrier: Carrier) -> Framed | None:
    """The phrase around a carrier that makes it a credit; None where there is none."""
    first = max(sentence.start, carrier.start - BEFORE)
    before = text[first : carrier.start]
    behind = text[carrier.end : min(sentence.end, carrier.end + BEHIND)]
    if _own_staff.match(behind):
        return None
    for kind, pattern in _before:
        match = pattern.search(before)
        if match and not (kind == "told" and _order.match(behind) and "told" in match["cue"]):
            return Framed(Span(first + match.start("cue"), carrier.end), kind, carrier)
    if _no_subject.search(before):
        return None
    for kind, pattern in _behind:
        match = pattern.match(behind)
        if match and not _about_itself(match, behind):
            return Framed(Span(carrier.start, carrier.end + len(match.group().rstrip())), kind, carrier)
    return None


def _about_itself(match: re.Match[str], behind: str) -> bool:
    """Whether an outlet tells of its own affairs: its profit, or what "it" will do."""
    rest = behind[match.end() :]
    if _itself.match(rest):
        return True
    cue = match.groupdict().get("cue") or ""
    return cue in {"said", "says", "wrote", "writes", "announced", "claimed", "added", "noted"} and bool(
        _own_news.match(rest)
    )
