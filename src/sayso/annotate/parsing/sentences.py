"""SENTENCES: the sentences of each article, from its parse, with the layout's word over the parser's."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from sayso.annotate.layout.paragraphs import paragraphs
from sayso.ids import make_id
from sayso.records import Article, Mark, Parse, Sentence
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Each

CLOSERS = "\"'”’»)]"
TITLE = re.compile(
    r"(?:^|[\s(“\"‘'—–-])(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Rep|Reps|Sen|Sens|Gov|Govs|Gen|Lt|Col|Maj|Capt|Cmdr|Sgt|Adm|Brig|Rev|Hon|St|vs|v|No|Nos|e\.g|i\.e|cf)\.$"
)
"""Abbreviations that a name, a number or an example follows: no sentence ends in one."""
SHORT = re.compile(
    r"(?:^|[\s(“\"‘'])(?:(?:[A-Za-z]\.){1,4}|al\.|Jr\.|Sr\.|Inc\.|Co\.|Corp\.|Ltd\.|etc\.|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)$"
)
"""Abbreviations that may end a sentence: they do when a word that opens sentences follows."""
OPENS = re.compile(
    r"[“\"‘'«(]?(?:The|A|An|This|That|These|Those|He|She|It|They|We|I|You|His|Her|Its|Their|Our|My|In|On|At|For|But|And|"
    r"As|If|When|While|After|Before|Since|However|Meanwhile|Earlier|Some|Many|Most|Another|Two|Three|There|Here|What|Who|"
    r"Why|How|According|Asked|Despite|Although|Under|With|Last|No|Not|One|Also|By|From|Both|During|Among|So|Then|Now|Yet|Or)\b"
)
OPEN_END = re.compile(r"[^.!?…]$")
LONGEST_JOIN = 2_000
"""Two stretches are not joined into a sentence above this length (code points): it keeps text without any
punctuation linear. The longest of 22,960 news sentences has 499."""


def open_sentences(_settings: Settings) -> Callable[[Bundle], Iterator[Sentence]]:
    """The function that cuts one article into sentences; articles without a parse have none."""
    return sentences


def sentences(bundle: Bundle) -> Iterator[Sentence]:
    """The sentences of an article in reading order: disjoint, and over all text that is no white space."""
    if not bundle[Parse]:
        return
    article = bundle.article
    blocks = [span.start for span in paragraphs(article.text)]
    for span in sentence_spans(article.text, bundle[Parse][0], bundle[Mark], blocks):
        yield Sentence(
            id=make_id("Sentence", article.revision, span.start, span.end),
            article=article.id,
            start=span.start,
            end=span.end,
            paragraph=max(0, bisect_right(blocks, span.start) - 1),
        )


def sentence_spans(text: str, parse: Parse, marks: tuple[Mark, ...], blocks: list[int]) -> list[Span]:
    """Where sentences begin and end: paragraph starts and the borders of zones are final, other cuts are weighed."""
    hard = {0, len(text), *blocks}
    for mark in _outermost(marks):
        hard.update((mark.start, mark.end))
    soft = [
        start
        for start, here, before in zip(parse.start[1:], parse.sent[1:], parse.sent, strict=False)
        if here != before
    ]
    zones = [(mark.start, mark.end) for mark in _outermost(marks)]
    found: list[Span] = []
    begin = 0
    for cut in sorted(hard.union(soft))[1:]:
        if cut not in hard and _no_border(text, begin, cut):
            continue
        if cut not in hard:
            cut = _after_closers(text, begin, cut)  # noqa: PLW2901 - a closing mark belongs to what it closes
        if cut <= begin:
            continue
        body = text[begin:cut]
        left, right = begin + len(body) - len(body.lstrip()), begin + len(body.rstrip())
        if left < right:
            found.append(Span(left, right))
        begin = cut
    return [span for span in found if span] if not zones else _whole_zones(found, zones)


def _outermost(marks: tuple[Mark, ...]) -> list[Mark]:
    """The marks that lie in no other one; where two overlap in part, the later gives way."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda item: (item.start, -item.end, item.kind)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _whole_zones(spans: list[Span], zones: list[tuple[int, int]]) -> list[Span]:
    """The sentences with those inside one zone joined: a marked zone is one sentence."""
    joined: list[Span] = []
    at = 0
    last_zone = -1
    for span in spans:
        while at < len(zones) and zones[at][1] <= span.start:
            at += 1
        inside = at < len(zones) and zones[at][0] <= span.start and span.end <= zones[at][1]
        if inside and last_zone == at:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
        last_zone = at if inside else -1
    return joined


def _no_border(text: str, begin: int, cut: int) -> bool:
    """Whether a cut of the parser's within a paragraph is none: after an abbreviation, or in mid-sentence."""
    if cut - begin > LONGEST_JOIN:
        return False
    before, after = text[max(begin, cut - 40) : cut].rstrip(), text[cut : cut + 20]
    if TITLE.search(before):
        return True
    if SHORT.search(before):
        return not OPENS.match(after)
    # A sentence has an end: without one, the parser has cut at a dash, a quotation or a list item
    return bool(OPEN_END.search(before.rstrip(CLOSERS) or before)) or after[:1].islower()


def _after_closers(text: str, begin: int, cut: int) -> int:
    """The cut moved behind closing marks that stand right at it."""
    while cut < len(text) and (
        text[cut] in "”»)]’" or (text[cut] == '"' and text.count('"', begin, cut) % 2 == 1)
    ):
        cut += 1
    return cut


SENTENCES = Each(
    name="sentences",
    version=1,
    reads=(Article, Mark, Parse),
    writes=(Sentence,),
    make=open_sentences,
)
