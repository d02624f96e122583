"""Claims: the readings of the parse that the lexicon of cues allows, with their spans."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.annotate.attributing.cues import Cue, Cues
from sayso.annotate.attributing.frames import (
    IRREALIS,
    VERBAL,
    Reading,
    around,
    phrase,
    subject_range,
    trimmed,
    verb_readings,
)
from sayso.annotate.parsing.grammar import Grammar
from sayso.spans import Span, trim

ORDER = ("clause", "passive", "aside", "as-aside", "passive-to", "more", "to-do", "doing")
"""Which reading of a verb wins when several are allowed; prepositions come next, a plain object last."""
LONE = frozenset(
    {
        "it",
        "that",
        "this",
        "so",
        "the",
        "them",
        "him",
        "her",
        "he",
        "they",
        "what",
        "which",
        "these",
        "those",
        "a",
    }
)
"""Words that are no content by themselves: what they stand for is."""
LONGEST = 1_500
"""A content that the parse alone makes longer than this (code points, some 250 words) is text without punctuation
that hangs together by mistake: the longest labelled content without a quotation has 781. It also keeps nested contents linear."""
GOES_ON = frozenset(
    {"go", "goes", "went", "gone", "going", "continue", "continued", "continues", "began", "begin"}
)
"""Verbs after which "to say" tells that something was said ("went on to say")."""
VIEWS = frozenset(
    {"words", "word", "view", "opinion", "telling", "account", "estimation", "judgment", "estimate"}
)
LIGHT = frozenset({"made", "make", "makes", "issued", "issue", "issues", "gave", "give", "expressed", "express", "expresses",
    "voiced", "raised", "raise", "raises", "repeated", "has", "had", "have", "released", "delivered", "offered", "making",
    "issuing", "expressing", "raising", "rejected", "denied", "dismissed"})  # fmt: skip
"""Verbs that lend a noun of saying their subject ("issued a warning that …")."""
NOT_SOURCES = frozenset({"it", "what", "this", "that", "which", "you"})
"""Subjects that hold no belief or intention of their own ("it hopes" is found by name or not at all)."""
NOBODY = frozenset({"there", "’s", "'s", "s", "us", "me", "him", "them", "her"})
"""Subjects that say nothing: "there", and those of "let's say", "help us know"."""

TURN = re.compile(r"(?P<name>[A-Z][A-Z.'’\- ]{2,40})(?:,[^:\n]{2,60}|\s\([^)\n]{2,60}\))?(?P<cue>:)\s+(?=\S)")
"""How a speaker's turn begins in a transcript: the name in capitals, perhaps a role, and a colon."""
FEWEST_TURNS = 3
"""Turns from which an article holds a transcript rather than a heading with a colon."""


@dataclass(slots=True)
class Claim:
    """An attribution in the making: tokens give way to spans of text, which quotations may still widen."""

    pattern: str
    at: int
    cue: Span | None
    source: Span | None
    content: list[Span]
    speech: bool
    votes: tuple[str, ...] = ()
    """The patterns of the rules that found the same as the tagger."""
    points: int = 0
    """How sure the tagger is of what belongs together, in thousandths."""
    inner: bool = False
    """Whether it stands within what another says."""
    confidence: int = 0


def verb_claims(g: Grammar, cues: Cues, closed: list[bool]) -> tuple[list[Claim], list[Claim]]:
    """The claims of all verbs, and the verbs that could carry a quotation beside them but govern nothing."""
    found: list[Claim] = []
    bare: list[Claim] = []
    parse = g.parse
    for verb, word in enumerate(g.lower):
        if closed[verb] or parse.pos[verb] not in VERBAL or not parse.tag[verb].startswith("V"):
            continue
        cue = cues.verb(word)
        if cue is None or _unreal(g, verb, cue):
            continue
        readings = {reading.frame: reading for reading in verb_readings(g, verb)}
        claim = _best(g, cue, verb, readings)
        if claim is not None:
            found.append(claim)
        elif "quote" in cue.frames:
            reading = readings["bare"]
            bare.append(_claim(g, "quote", verb, reading, speech=True))
    return found, bare


def _best(g: Grammar, cue: Cue, verb: int, readings: dict[str, Reading]) -> Claim | None:
    allowed = cue.frames
    if "clause" in cue.frames and cue.kind == "speech":
        allowed = allowed | {"aside", "as-aside"}
    for frame in (*ORDER, *(name for name in readings if name not in ORDER), "object"):
        if frame not in allowed or frame not in readings:
            continue
        claim = _claim(
            g, f"{cue.kind} {_group(frame)}", verb, readings[frame], speech=cue.kind in {"speech", "document"}
        )
        if _sound(g, claim, frame):
            return claim
    return None


def _group(frame: str) -> str:
    return frame if frame in ORDER or frame == "object" else "preposition"


def _claim(g: Grammar, pattern: str, verb: int, reading: Reading, *, speech: bool) -> Claim:
    content = [span for first, last in reading.content if (span := trimmed(g, first, last))]
    source = trimmed(g, *reading.source) if reading.source else None
    return Claim(pattern, verb, g.span(*reading.cue), source, content, speech)


def _sound(g: Grammar, claim: Claim, frame: str) -> bool:
    """Whether a claim's content can be what somebody said, and its source one who says it."""
    text = g.text
    if not claim.content or claim.content[-1].end - claim.content[0].start > LONGEST:
        return False
    words = [word for span in claim.content for word in text[span.start : span.end].split()]
    if len(words) == 1 and (words[0].lower() in LONE or frame in {"object", "preposition"}):
        return False
    if claim.source is None:
        return frame in {"clause", "passive", "passive-to", "aside"}
    source = text[claim.source.start : claim.source.end].lower()
    return source not in NOBODY and (claim.speech or source not in NOT_SOURCES)


NOT_SAID = re.compile(
    r"\b(?:stop(?:s|ped|ping)? short of|f[ae]ll(?:s|ing)? short of|refrain\w* from|without|instead of|rather than)\s+(?:\w+ing\b|$)",
    re.IGNORECASE,
)
"""Words in a cue that tell that what follows was left unsaid ("stopped short of calling for")."""


def silent(g: Grammar, cues: Cues, cue: Span) -> bool:
    """Whether all words of saying in a cue assert nothing: denied, left out, merely possible, or conditional."""
    if NOT_SAID.search(g.text[max(0, cue.start - 20) : cue.end]) or NOT_SAID.search(
        g.text[max(0, cue.start - 20) : cue.start]
    ):
        return True
    known = [
        (i, entry)
        for i in g.tokens(cue)
        if g.parse.pos[i] in VERBAL and (entry := cues.verb(g.lower[i])) is not None
    ]
    return bool(known) and all(_denied(g, verb, entry) for verb, entry in known)


REFUSED = frozenset({"declined", "declines", "declining", "refused", "refuses", "refusing", "unwilling"})
ANSWERS = frozenset({"comment", "say", "answer", "respond", "discuss", "disclose", "reveal", "elaborate", "confirm", "deny",
    "identify", "name", "speak", "talk", "provide", "give", "explain", "specify", "speculate"})  # fmt: skip


def withheld(g: Grammar, cue: Span, content: Span) -> bool:
    """Whether a cue and its content only tell that somebody would not speak ("declined to comment on …")."""
    told = [g.lower[i] for i in g.tokens(content)][:4]
    return bool(REFUSED.intersection(g.lower[i] for i in g.tokens(cue))) and bool(ANSWERS.intersection(told))


def _denied(g: Grammar, verb: int, cue: Cue) -> bool:
    kids = g.children[verb]
    words = {g.parse.dep[kid]: g.lower[kid] for kid in kids if g.parse.dep[kid] in {"neg", "mark"}}
    modal = any(g.parse.dep[kid] == "aux" and g.lower[kid] in IRREALIS for kid in kids)
    if cue.kind not in {"speech", "document"}:
        return False
    return "neg" in words or modal or words.get("mark") in {"if", "unless", "whether"}


def _unreal(g: Grammar, verb: int, cue: Cue) -> bool:
    """Whether a verb asserts nothing: denied, possible, demanded, conditional, or an order to the reader."""
    parse, kids = g.parse, g.children[verb]
    attitude = cue.kind in {"belief", "intention"}
    if parse.dep[verb] in {"amod", "compound"}:
        return True
    to = False
    subject = False
    passive = any(parse.dep[kid] == "auxpass" for kid in kids)
    for kid in kids:
        dep, word = parse.dep[kid], g.lower[kid]
        if dep == "neg" and (not attitude or passive):
            return True
        if dep == "aux" and word in IRREALIS and not attitude:
            return True
        if dep == "mark" and word in {"if", "unless", "whether"}:
            return True
        to = to or (dep == "aux" and word == "to")
        subject = subject or dep in {"nsubj", "nsubjpass", "expl"}
    head = parse.head[verb]
    if to and parse.dep[verb] in {"xcomp", "ccomp", "acl", "relcl", "advcl", "ROOT"}:
        return parse.dep[verb] != "advcl" and g.lower[head] not in GOES_ON
    return parse.tag[verb] == "VB" and not subject and parse.dep[verb] == "ROOT"


def phrase_claims(g: Grammar, cues: Cues, closed: list[bool]) -> Iterator[Claim]:
    """Claims without a verb of saying: "according to", "in her words", and nouns ("his warning that …")."""
    for index, word in enumerate(g.lower):
        if closed[index]:
            continue
        found: list[Claim] = []
        if word == "according":
            found += _according(g, index)
        elif word in VIEWS:
            found += _in_words(g, index)
        if word in cues.nouns and g.parse.pos[index] == "NOUN":
            found += _noun(g, index, cues.nouns[word])
        yield from (claim for claim in found if claim.content[-1].end - claim.content[0].start <= LONGEST)


def _according(g: Grammar, index: int) -> Iterator[Claim]:
    to = next((kid for kid in g.children[index] if g.lower[kid] == "to"), None)
    if to is None:
        return
    noun = next((kid for kid in g.children[to] if g.parse.dep[kid] == "pobj"), None)
    clause = _clause_above(g, index)
    if noun is None or clause is None:
        return
    source = phrase(g, noun, index)
    content = [span for run in around(g, clause, index) if (span := trimmed(g, *run))]
    if source and content:
        yield Claim("according to", index, g.span(index, to), trimmed(g, *source), content, speech=True)


def _clause_above(g: Grammar, index: int) -> int | None:
    """The verb of the clause that a phrase hangs on, at whatever depth."""
    here = index
    for _ in range(12):
        above = g.parse.head[here]
        if above == here:
            return here if here != index else None
        here = above
        if g.parse.pos[here] in VERBAL and g.parse.dep[here] not in {"acl", "relcl", "amod", "xcomp", "aux"}:
            return here
    return None


def _in_words(g: Grammar, index: int) -> Iterator[Claim]:
    owner = next((kid for kid in g.children[index] if g.parse.dep[kid] == "poss"), None)
    prep = g.parse.head[index]
    clause = _clause_above(g, prep)
    if owner is None or clause is None or g.lower[prep] not in {"in", "by"} or g.parse.dep[index] != "pobj":
        return
    source = _owner(g, owner)
    content = [span for run in around(g, clause, prep) if (span := trimmed(g, *run))]
    if content:
        yield Claim("in the words of", index, g.span(index, index), source, content, speech=True)


def _owner(g: Grammar, owner: int) -> Span | None:
    """A genitive without its "'s"."""
    last = g.right[owner]
    while last > owner and g.parse.dep[last] == "case":
        last -= 1
    return trimmed(g, g.left[owner], last)


def _noun(g: Grammar, noun: int, cue: Cue) -> Iterator[Claim]:
    parse = g.parse
    for kid in g.children[noun]:
        if kid < noun:
            continue
        dep, word = parse.dep[kid], g.lower[kid]
        marks = {g.lower[below] for below in g.children[kid]}
        run: tuple[int, int] | None = None
        if dep == "acl" and "that" in marks and parse.tag[kid] != "VBN" and "clause" in cue.frames:
            run, name = (g.left[kid], g.right[kid]), "noun clause"
        elif dep == "acl" and "to" in marks and parse.tag[kid] == "VB" and "to-do" in cue.frames:
            run, name = (g.left[kid], g.right[kid]), "noun to-do"
        elif dep == "prep" and word in cue.frames and g.right[kid] > kid:
            run, name = (kid + 1, g.right[kid]), "noun preposition"
        if run is None:
            continue
        content, source = trimmed(g, *run), _noun_source(g, noun)
        if content and source:
            yield Claim(name, noun, g.span(noun, noun), source, [content], speech=False)
        return


def _noun_source(g: Grammar, noun: int) -> Span | None:
    parse = g.parse
    for kid in g.children[noun]:
        if parse.dep[kid] == "poss":
            return _owner(g, kid)
        if parse.dep[kid] == "prep" and g.lower[kid] in {"by", "from"}:
            for below in g.children[kid]:
                if parse.dep[below] == "pobj":
                    run = phrase(g, below, noun)
                    return trimmed(g, *run) if run else None
    head = parse.head[noun]
    if parse.dep[noun] == "dobj" and g.lower[head] in LIGHT:
        run = subject_range(g, head)
        return trimmed(g, *run) if run else None
    return None


def transcript_claims(g: Grammar, blocks: Sequence[Span], closed: Sequence[bool]) -> Iterator[Claim]:
    """Interviews and debates in print, "SPEAKER: words": each paragraph is what its speaker said."""
    turns = [(block, match) for block in blocks if (match := TURN.match(g.text, block.start, block.end))]
    if len(turns) < FEWEST_TURNS:
        return
    for block, match in turns:
        at = g.at(block.start)
        if at < 0 or closed[at]:
            continue
        cue = Span(match.start("cue"), match.end("cue"))
        source = Span(match.start("name"), match.end("name"))
        yield Claim("transcript", at, cue, source, [Span(match.end(), block.end)], speech=True)


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SIGNED = re.compile(
    rf"[—–-]\s*(?P<source>[^\n()@—–]{{2,60}}\s?\(@\w{{1,30}}\))(?:,?\s*(?:{MONTHS})\s\d{{1,2}},\s\d{{4}})?"
)
"""Who signed a post that is shown in an article: "— Ann Roe (@annroe) May 4, 2019"."""
LINK = re.compile(r"(?:(?:https?://|\b(?:pic\.|t\.co/)(?=\w))\S{0,300}+\s*+){1,5}$")
"""Links at the end of a post; bounded, so that a text of nothing but links is read in linear time."""


def signed_claims(g: Grammar, blocks: Sequence[Span], closed: Sequence[bool]) -> Iterator[Claim]:
    """Posts shown whole, their writer's name and handle behind them: what stands before, up to the paragraph's start.

    Where the signature has a paragraph to itself, the post is the paragraph before it.
    """
    for number, block in enumerate(blocks):
        begin = block.start
        for match in SIGNED.finditer(g.text, block.start, block.end):
            start, end = begin, match.start()
            if not g.text[start:end].strip() and number and begin == block.start:
                start, end = blocks[number - 1]
            begin = match.end()
            link = LINK.search(g.text, start, end)
            content = trim(g.text, Span(start, link.start() if link else end))
            at = g.at(start)
            if content is None or at < 0 or closed[at]:
                continue
            source = Span(match.start("source"), match.end("source"))
            yield Claim("signed post", max(0, g.at(content.start)), None, source, [content], speech=True)
