"""Quotations find their claim: widened contents, interrupted and running quotations, and those without a cue."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from sayso.annotate.attributing.claims import Claim
from sayso.annotate.attributing.frames import subject_range, trimmed
from sayso.annotate.attributing.quotations import Quotation, continued
from sayso.annotate.parsing.grammar import Grammar
from sayso.spans import Span, contains, merge, overlap

FEWEST_WORDS = 4
"""Words from which a quotation that stands by itself is speech: shorter ones are mostly names and titles. On the
tuning part 62, 64 and 68 % are contents of an attribution from 2, 4 and 7 words on."""
NEAR = 80
"""Characters between a cue and the quotation that it introduces or follows: addressee, day and place fit in
("told reporters in the capital on Monday, "). Relation F1 of direct quotations on the tuning part with 40, 80 and
160: 73.5, 74.7, 74.8."""
FAR = 250
"""Characters from a report to the quotation that goes on with it: the rest of a long sentence (", who has …") fits in."""
RESTING = re.compile(r"[^“”\"«»\n]*?(?:[.!?]|(?<=[.!?][”\"’'»]))?[”\"’'»]*\s+")
OPENERS, CLOSERS = "“\"«‘'`—–―", "”\"»’'"
STOP = re.compile(r"[.!?]\s+[A-Z“\"‘']|\n")
LEADS = re.compile(r"[,:;—–-]\s*(?:and|but|that|because|adding)?\s*$")
ENDS = re.compile(r"[.!?,…—–-][”\"’'»]*$")
BETWEEN = re.compile(r"^[\s,;:—–-]*(?:and|that|but)?[\s,]*$")


@dataclass(slots=True)
class _Quotes:
    """An article's quotations, grouped where one runs over paragraphs, and which of them some claim has taken."""

    groups: list[list[Quotation]]
    starts: list[int]
    ends: list[int]
    taken: list[bool]
    blocks: list[Span]
    firsts: list[int]

    def spans(self, at: int) -> list[Span]:
        return [quotation.span for quotation in self.groups[at]]


def attach(
    g: Grammar,
    claims: list[Claim],
    bare: list[Claim],
    *,
    quotations: list[Quotation],
    blocks: list[Span],
    headings: list[Span],
) -> list[Claim]:
    """The claims with the quotations that belong to them, and new ones for quotations that stood alone."""
    groups = continued(g.text, quotations)
    quotes = _Quotes(
        groups,
        [group[0].span.start for group in groups],
        [group[-1].span.end for group in groups],
        [],
        blocks,
        [block.start for block in blocks],
    )
    _widen(g, claims, quotes)
    quotes.taken = _taken(claims, groups)
    _interrupted(g, claims, quotes)
    claims = [*claims, *_beside(g, bare, quotes)]
    _run_on(g, claims, quotes)
    return [*claims, *_alone(g, quotes, headings)]


def _widen(g: Grammar, claims: list[Claim], quotes: _Quotes) -> None:
    """Contents that reach into a quotation take all of it, unless the cue itself stands in it."""
    for claim in claims:
        spans = list(claim.content)
        for span in claim.content:
            at = bisect_right(quotes.ends, span.start)
            while at < len(quotes.groups) and quotes.starts[at] < span.end:
                whole = quotes.spans(at)
                at += 1
                if claim.cue and any(overlap(claim.cue, quote) for quote in whole):
                    continue
                if all(contains(span, quote) for quote in whole):
                    continue
                spans += whole
        claim.content = [span for span in merge(spans) if _kept(g.text, span, claim)]


def _kept(text: str, span: Span, claim: Claim) -> bool:
    return any(map(str.isalnum, text[span.start : span.end])) or len(claim.content) == 1


def _taken(claims: list[Claim], groups: list[list[Quotation]]) -> list[bool]:
    """Which quotations lie in the content of words that stand outside of quotation marks."""
    quoted = [quotation.span for group in groups for quotation in group]
    begins = [span.start for span in quoted]
    covered = merge(
        span
        for claim in claims
        if claim.cue is None or not _within(claim.cue, quoted, begins)
        for span in claim.content
    )
    starts = [span.start for span in covered]
    taken = []
    for group in groups:
        quote = group[0].span
        at = bisect_right(starts, quote.end - 1) - 1
        taken.append(at >= 0 and overlap(covered[at], quote) > 0)
    return taken


def _within(span: Span, quoted: list[Span], begins: list[int]) -> bool:
    at = bisect_right(begins, span.start) - 1
    return at >= 0 and quoted[at].end > span.start


def _interrupted(g: Grammar, claims: list[Claim], quotes: _Quotes) -> None:
    """The second part of “One,” she said, “two.” belongs to the first."""
    for claim in claims:
        if not claim.speech or claim.cue is None or not claim.content:
            continue
        if claim.content[0].start > claim.cue.start or g.text[claim.content[0].start] not in OPENERS:
            continue
        here = max(claim.cue.end, claim.source.end if claim.source else 0)
        at = bisect_left(quotes.starts, here)
        if at < len(quotes.groups) and not quotes.taken[at] and quotes.starts[at] - here <= NEAR:
            gap = g.text[here : quotes.starts[at]]
            if LEADS.search(gap) and not STOP.search(gap + "A"):
                claim.content += quotes.spans(at)
                quotes.taken[at] = True


def _beside(g: Grammar, bare: list[Claim], quotes: _Quotes) -> list[Claim]:
    """Cues that stand by a quotation without governing it."""
    found = []
    for claim in bare:
        assert claim.cue is not None
        begin = min(claim.cue.start, claim.source.start if claim.source else claim.cue.start)
        end = max(claim.cue.end, claim.source.end if claim.source else 0)
        before = bisect_right(quotes.ends, begin) - 1
        after = bisect_left(quotes.starts, end)
        chosen = None
        if (
            before >= 0
            and not quotes.taken[before]
            and BETWEEN.match(g.text[quotes.ends[before] : begin])
            and ENDS.search(g.text[quotes.ends[before] - 3 : quotes.ends[before]])
        ):
            chosen = before
        elif after < len(quotes.groups) and not quotes.taken[after] and quotes.starts[after] - end <= NEAR:
            gap = g.text[end : quotes.starts[after]]
            if not STOP.search(gap + "A") and (gap.rstrip()[-1:] in {",", ":"} or BETWEEN.match(gap)):
                chosen = after
        if chosen is None:
            continue
        quotes.taken[chosen] = True
        claim.content = quotes.spans(chosen)
        claim.pattern = "beside quotation"
        found.append(claim)
    _interrupted(g, found, quotes)
    return found


def _run_on(g: Grammar, claims: list[Claim], quotes: _Quotes) -> None:
    """“One,” she said. “Two. Three.”: a quotation right after the sentence of a quotation goes on with it."""
    for claim in sorted(claims, key=lambda item: item.at):
        if not claim.speech or claim.cue is None or not claim.content:
            continue
        if not any(
            g.text[span.start] in OPENERS or g.text[span.end - 1] in CLOSERS for span in claim.content
        ):
            continue
        end = max(
            claim.cue.end, *(span.end for span in claim.content), claim.source.end if claim.source else 0
        )
        at = bisect_left(quotes.starts, end)
        while at < len(quotes.groups) and not quotes.taken[at]:
            same = bisect_right(quotes.firsts, end - 1) == bisect_right(quotes.firsts, quotes.starts[at])
            if not same or not _one_sentence(g, end, quotes.starts[at]):
                break
            if not ENDS.search(g.text[quotes.groups[at][-1].span.end - 3 : quotes.groups[at][-1].span.end]):
                break
            claim.content += quotes.spans(at)
            quotes.taken[at] = True
            end = quotes.groups[at][-1].span.end
            at += 1


def _one_sentence(g: Grammar, end: int, start: int) -> bool:
    """Whether nothing but the rest of a sentence stands between a report and the quotation after it."""
    if start - end > FAR or not RESTING.fullmatch(g.text[end:start]):
        return False
    first, last = g.at(end), g.at(start - 1)
    return last >= 0 and (last <= first + 1 or g.sent[first] == g.sent[last])


def _alone(g: Grammar, quotes: _Quotes, headings: list[Span]) -> list[Claim]:
    """Quotations that no cue has taken: after a colon, or as sentences of their own without any words of saying."""
    text, found = g.text, []
    for group, gone in zip(quotes.groups, quotes.taken, strict=True):
        words = sum(quotation.words for quotation in group)
        start, end = group[0].span.start, group[-1].span.end
        if gone or any(overlap(group[0].span, zone) for zone in headings):
            continue
        number = bisect_right(quotes.firsts, start) - 1
        block = quotes.blocks[number]
        content = [quotation.span for quotation in group]
        lead = text[max(block.start, start - 200) : start]
        if not lead.strip() and number > 0:
            lead = text[
                max(quotes.blocks[number - 1].start, quotes.blocks[number - 1].end - 200) : quotes.blocks[
                    number - 1
                ].end
            ]
            lead = lead if lead.endswith(":") else ""
            offset = quotes.blocks[number - 1].end - len(lead)
        else:
            offset = start - len(lead)
        if lead.rstrip().endswith(":") and words >= 2:
            claim = _after_colon(g, offset, lead, content)
            if claim is not None:
                found.append(claim)
                continue
        opens = not text[block.start : start].strip() or bool(
            re.search(r"[.!?:][”\"’)]*\s+$", text[max(0, start - 5) : start])
        )
        closes = (
            text[end - 2 : end - 1] in ".!?…,—–-" or group[-1].opened or not text[end : block.end].strip()
        )
        if opens and closes and words >= FEWEST_WORDS:
            found.append(Claim("without cue", max(0, g.at(start)), None, None, content, speech=True))
    return found


def _after_colon(g: Grammar, offset: int, lead: str, content: list[Span]) -> Claim | None:
    """Either "Name: “…”" or a clause that ends in a colon and whose subject then speaks."""
    colon = offset + len(lead.rstrip()) - 1
    token = g.at(colon)
    if token < 1:
        return None
    sent = g.parse.sent[token]
    first = token
    while first > 0 and g.parse.sent[first - 1] == sent and token - first < 60:
        first -= 1
    cue = Span(colon, colon + 1)
    verbs = [i for i in range(first, token) if g.parse.pos[i] in {"VERB", "AUX"}]
    if not verbs:
        source = trimmed(g, first, token - 1)
        # a lone surname is no PROPN to the parser, but it is capitalised
        named = any(g.parse.pos[i] == "PROPN" for i in range(first, token)) or all(
            g.words[i][:1].isupper() for i in range(first, token)
        )
        if source is None or not named or token - first > 12:
            return None
        return Claim("colon", token, cue, source, content, speech=True)
    root = next((i for i in verbs if g.parse.dep[i] == "ROOT"), verbs[0])
    run = subject_range(g, root)
    source = trimmed(g, *run) if run else None
    if source is None or source.end > colon:
        return None
    return Claim("colon after clause", root, g.span(root, root), source, content, speech=True)
