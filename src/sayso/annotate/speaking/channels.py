"""Through what and to whom something was said, read from the sentence around the content ("told Vega TV", "in a tweet")."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.records import Mention
from sayso.spans import Span

ADJ = r"(?:(?!(?:to|that|which|who|whether|and)\s)[\w\-’']+\s+){0,4}?"
DET = r"(?:an?|the|his|her|its|their|this|that|one|another|several|\w+['’]s)\s+"
KINDS: tuple[tuple[str, str], ...] = (
    ("tweet", r"(?i:on|via|over)\s+(?:Twitter|Facebook|Instagram|Telegram|Truth\s+Social|social\s+media|YouTube|Weibo|X(?=[\s,.]))"),
    ("tweet", rf"(?i:in|on|via)\s+(?:{DET})?{ADJ}(?:tweets?|(?:Facebook|Twitter|Instagram|Telegram|blog|social\s+media)\s+(?:posts?|page|account)|posts?|(?:web\s*site|web\s*page|campaign\s+page)|tweetstorm|Twitter\s+thread|retweet)\b"),
    ("press conference", rf"(?i:at|in|during)\s+(?:{DET})?{ADJ}(?:\([^)]{{3,20}}\)\s+)?(?:press|news)\s+(?:conference|briefing|availability)\b"),
    ("press conference", rf"(?i:at|in|during)\s+(?:{DET}){ADJ}briefing\b"),
    ("interview", rf"(?i:in|during)\s+(?:{DET})?{ADJ}(?:[“\"][^”\"]{{2,40}}[”\"]\s+)?interviews?\b(?:\s+(?:with|on|for)\s+(?:the\s+)?[A-Z][\w.&’'\-]*(?:\s+[A-Z][\w.&’'\-]*){{0,4}})?"),
    ("interview", r"(?:when|while)\s+interviewed\b"),
    ("statement", rf"(?i:in|through|via)\s+(?:{DET})?{ADJ}(?:statements?|press\s+releases?|news\s+releases?|releases?|communiqu[eé]s?)\b"),
    ("letter", rf"(?i:in)\s+(?:{DET}){ADJ}(?:letters?|e-?mails?|memos?|memorandum|message|texts?|text\s+message|note|document)\b(?:\s+to\s+[A-Z][\w.’']*(?:\s+[A-Z][\w.’']*){{0,3}})?|(?i:by|via)\s+(?:e-?mail|text)\b"),
    ("testimony", rf"(?i:in|during|at)\s+(?:{DET})?{ADJ}(?:testimony|hearings?|deposition)\b|(?:testif(?:ied|ying|ies)|testimony)\s+(?:before|to|in)\s+[^,.;]{{3,60}}"),
    ("speech", rf"(?i:in|during|at)\s+(?:{DET}){ADJ}(?:speech|address|remarks|keynote|sermon|rally|lecture|town\s+hall|debate|ceremony)\b|(?i:in)\s+(?:\w+\s+)?remarks\b"),
    ("article", rf"(?i:in)\s+(?:{DET}){ADJ}(?:op-?ed|essay|column|editorial|commentary|book|memoir|article|blog)\b"),
    ("report", rf"(?i:in)\s+(?:{DET}){ADJ}(?:reports?|study|filing|complaint|lawsuit|suit|ruling|opinion|brief|memoir|affidavit)\b"),
    ("statement", rf"(?:(?<=issued )|(?<=issuing )|(?<=released )|(?<=releasing ))(?:{DET}){ADJ}(?:statements?|press\s+releases?|communiqu[eé]s?)\b"),
    ("broadcast", rf"(?i:in|on|during)\s+(?:{DET}){ADJ}[“\"]?{ADJ}(?:show|episode|segment|broadcast|podcast|programme|program|documentary|video)\b(?:\s+(?:recording|of\s+[“\"]?[A-Z]))?"),
    ("event", rf"(?i:at|during)\s+(?:{DET})?{ADJ}(?:event|roundtable|panel|forum|summit|announcement)\b"),
    ("event", rf"(?i:in|during|at)\s+(?:{DET}){ADJ}(?:meeting|discussion|appearance|conversation)\b"),
    ("call", rf"(?i:in|during|on)\s+(?:{DET}){ADJ}(?:(?:conference|phone|press)\s+call|call\s+with\s+[\w ]{{3,40}})\b|(?i:by)\s+(?:tele)?phone\b"),
    ("broadcast", r"(?i:on|for)\s+(?:(?:[A-Z][\w’'.&]*\s+){0,3})?(?:CNN|MSNBC|NBC|CBS|ABC|PBS|Fox\s+News(?:\s+Sunday)?|Fox|NPR|C-SPAN|BBC|television|state\s+TV|TV|radio|Meet\s+the\s+Press|Face\s+the\s+Nation|This\s+Week)(?:[’']s\s+[“\"]?[A-Z][\w’'.&]*(?:\s+[A-Za-z][\w’'.&]*){0,5})?"),
)  # fmt: skip
STEMS: dict[str, tuple[str, ...]] = {
    "tweet": (
        "twitter", "facebook", "instagram", "telegram", "social", "youtube", "weibo", " x", "tweet", "post", "page", "account", "site",
    ),
    "broadcast": (
        "cnn", "nbc", "cbs", "abc", "pbs", "fox", "npr", "c-span", "bbc", "television", "tv", "radio", "nation", "week", "press",
        "show", "episode", "segment", "broadcast", "podcast", "program", "documentary", "video",
    ),
    "press conference": ("conference", "briefing", "availability"),
    "interview": ("interview",),
    "statement": ("statement", "release", "communiqu"),
    "letter": ("letter", "mail", "memo", "message", "note", "text", "document"),
    "testimony": ("testi", "hearing", "deposition"),
    "speech": (
        "speech",
        "address",
        "remarks",
        "keynote",
        "sermon",
        "rally",
        "lecture",
        "town",
        "debate",
        "ceremony",
    ),
    "article": ("op-ed", "oped", "essay", "column", "editorial", "commentary", "book", "memo", "article", "blog"),
    "report": (
        "report",
        "study",
        "filing",
        "complaint",
        "suit",
        "ruling",
        "opinion",
        "brief",
        "memo",
        "affidavit",
    ),
    "event": (
        "event", "roundtable", "panel", "forum", "summit", "announcement", "meeting", "discussion", "appearance", "conversation",
    ),
    "call": ("call", "phone"),
}  # fmt: skip
"""What stands in every match of a kind: most sentences hold none of it and are not searched further."""
PATTERNS = tuple((STEMS[kind], kind, re.compile(rf"\b(?:{pattern})")) for kind, pattern in KINDS)
TOLD = re.compile(
    r"\b(?:told|tells|telling|spoke\s+(?:to|with)|speaking\s+(?:to|with)|speaks?\s+to|interviewed\s+by|interview\s+with|informed|reminded|assured|addressing|addressed)\s+",
    re.IGNORECASE,
)
ELSEWHERE = ("told", "tell", "informed", "reminded", "assured")
ADDRESS = re.compile(
    rf"\b(?:in|at|during|with)\s+(?:{DET}){ADJ}(?:address|speech|letter|message|remarks|note|e-?mail|appeal|warning|memo)\s+(?:sent\s+)?to\s+((?:(?:the|a|an|his|her|its|their)\s+)?[\w’'\-]+(?:\s+(?!(?:on|in|at|and|said|that|after|before|during|while|who)\b)[\w’'\-]+){{0,4}})",
    re.IGNORECASE,
)
MEDIUM = re.compile(
    r"(?:(?:state|national|local|public|Russian|state-run)\s+)?(?:television|TV|radio)\b(?!\s+(?:hosts?|shows?|personalit|anchors?|presenters?|journalists?))|[\w\-]+\.(?:com|org|net|co\.uk)\b"
    r"|(?:the\s+)?(?:[\w\-]+\s+){0,3}?(?:newspaper|magazine|daily|tabloid|broadcaster|news\s+agency|news\s+site)\s+(?:[Tt]he\s+)?[A-Z][\w’'.\-]*(?:\s+[A-Z][\w’'.\-]*){0,3}"
)
"""An outlet by what it is, whose name no list need know."""
PRESS = re.compile(
    r"(?:the\s+)?(?:\w+\s+){0,2}?(?:reporters|journalists|the\s+press|the\s+media|newsmen|the\s+audience|the\s+crowd|supporters|lawmakers|senators|members|viewers|attendees|delegates|troops|police|investigators|authorities|colleagues|students|voters|officials|a\s+crowd|a\s+rally|them|him|her|me|us)\b",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"\s*(?:has\s+|had\s+|first\s+|also\s+)?(?:reports|reported|said\s+in\s+its\s+report)\b"
)
BEFORE_REPORTED = re.compile(
    r"(?:according\s+to|as\s+reported\s+by|reported\s+by|quoted\s+by|cited\s+by|carried\s+by|citing)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
AT_OUTLET = re.compile(r"\b(?i:in|on|for|with)\s+(?:[Tt]he\s+)?(?:[A-Z][\w]+['’]s\s+)?[“\"]?$")
LOWER_REPORTED = re.compile(r",\s+([a-z][\w.\-]{3,30})\s+reported\s*[.,]?\s*$")


BESIDE = 60
"""Characters between a cue and an outlet in which ("writes in the Harlow Review"); set by judgement."""


class Heard(NamedTuple):
    """The channel with its kind, and the addressee; None where the sentence names none."""

    channel: Span | None
    kind: str | None
    addressee: Span | None


def find_channel(
    masked: str, zone: Span, anchor: int, mentions: Sequence[Mention], speaker: Span | None
) -> Heard:
    """Read channel and addressee from a zone of the text whose quoted and reported words are blanked out.

    `masked` has the length of the text. Of several channels the one nearest to `anchor` (the cue) counts.
    `mentions` are those of the zone; `speaker` is the source, which is never its own channel.
    """
    found: list[tuple[int, Span, str]] = []
    addressee: Span | None = None
    for match in TOLD.finditer(masked, zone.start, zone.end):
        whom = next(
            (
                m
                for m in mentions
                if match.end() <= m.start <= match.end() + 12
                and m.form != "pronoun"
                and masked[match.end() : m.start].strip() in {"", "the"}
            ),
            None,
        )
        outlet = next(
            (
                m
                for m in mentions
                if m.type == "outlet"
                and match.end() <= m.start <= match.end() + 45
                and _same_phrase(masked, match.end(), m)
            ),
            None,
        )
        press = PRESS.match(masked, match.end(), zone.end)
        medium = (
            MEDIUM.match(masked, match.end(), zone.end) if outlet is None or outlet.form != "name" else None
        )
        if medium is not None:
            found.append((abs(match.start() - anchor), Span(medium.start(), medium.end()), "told"))
        elif outlet is not None:
            wide = next(
                (
                    m
                    for m in mentions
                    if m.type == "outlet"
                    and m.start <= outlet.start
                    and m.end >= outlet.end
                    and m.start >= match.end()
                ),
                outlet,
            )
            found.append((abs(match.start() - anchor), Span(wide.start, wide.end), "told"))
        elif match.start() != anchor and match.group().lower().startswith(ELSEWHERE):
            continue  # "said Tuesday ..., telling reporters": those were told something else
        elif press is not None and (whom is None or press.end() >= whom.end):
            addressee = addressee or Span(press.start(), press.end())
        elif whom is not None:
            addressee = addressee or Span(whom.start, whom.end)
    words = masked[zone.start : zone.end].lower()
    for stems, kind, pattern in PATTERNS:
        if not any(stem in words for stem in stems):
            continue
        found += [
            (abs(match.start() - anchor), Span(match.start(), match.end()), kind)
            for match in pattern.finditer(masked, zone.start, zone.end)
        ]
    for mention in mentions:
        if mention.type != "outlet" or (speaker is not None and speaker.start <= mention.start < speaker.end):
            continue
        at = AT_OUTLET.search(masked, max(zone.start, mention.start - 30), mention.start)
        if at and mention.form == "name" and abs(mention.start - anchor) < BESIDE:
            kind = "broadcast" if at.group().lower().startswith("on") else "article"
            found.append((abs(mention.start - anchor) + 20, Span(at.start(), mention.end), kind))
        after = REPORTED.match(masked, mention.end, zone.end)
        before = BEFORE_REPORTED.search(masked, max(zone.start, mention.start - 24), mention.start)
        if after or before:
            end = after.end() if after else mention.end
            start = before.start() if before else mention.start
            found.append((abs(mention.start - anchor) + 40, Span(start, end), "reported"))
    lower = LOWER_REPORTED.search(masked, zone.start, zone.end) if "reported" in words else None
    if lower is not None:
        found.append((abs(lower.start() - anchor) + 40, Span(lower.start(1), lower.end(1)), "reported"))
    if addressee is None:
        spoken = ADDRESS.search(masked, zone.start, zone.end)
        addressee = Span(spoken.start(1), spoken.end(1)) if spoken is not None else None
    if speaker is not None:  # "a scathing letter explaining that": the letter speaks, it is no channel
        found = [item for item in found if item[1].end <= speaker.start or speaker.end <= item[1].start]
    if not found:
        return Heard(None, None, addressee)
    _, span, kind = min(found, key=lambda item: (item[0], item[1], item[2]))
    return Heard(span, kind, addressee)


def channel_kind(words: str) -> str | None:
    """The kind of a channel that somebody points at ("a press conference"); None when its words tell none."""
    for stems, kind, pattern in PATTERNS:
        if any(stem in words.lower() for stem in stems) and (
            pattern.search(words) or pattern.search(f"in the {words}") or pattern.search(f"on {words}")
        ):
            return kind
    return None


def _same_phrase(masked: str, start: int, mention: Mention) -> bool:
    between = masked[start : mention.start]
    return "," not in between and not re.search(r"\b(?:that|and|in|on|at|who|but)\b", between)
