"""DESCRIPTORS: by which words an article calls those it writes of, and in whose voice.

A description that is given to the wrong one is worse than none: what could mean two is left out. Words within quotation
marks, or within what somebody is said to have said, are never the outlet's own.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from sayso.annotate.attributing.quotations import find_quotations
from sayso.annotate.describing.beside import Found, beside
from sayso.annotate.describing.given_roles import given_roles
from sayso.annotate.describing.phrases import ARTICLES, says_outright
from sayso.annotate.describing.taken_up import taken_up
from sayso.annotate.describing.voices import innermost, may_be_somebodys
from sayso.annotate.describing.words import BODIES, Describing, load_describing
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.annotate.naming.mention_roles import is_plural
from sayso.annotate.parsing.grammar import Grammar
from sayso.ids import make_id
from sayso.records import (
    Article,
    Attribution,
    Descriptor,
    DescriptorKind,
    Entity,
    Mark,
    Mention,
    Parse,
    Speaker,
)
from sayso.settings import Settings
from sayso.spans import Span, merge
from sayso.stage import Bundle, Each

CALLED = BODIES | {"person"}
"""The types of entities whose names and descriptions are kept: places and documents do not act."""
SURE = 850
"""Thousandths from which a speaker's description is taken for that speaker's (see `findings.CONFIDENCE`)."""
CLOSED = frozenset({"dateline", "place", "credit", "byline", "section", "caption", "furniture"})
RANK = {"title": 0, "apposition": 1, "predicate": 2, "noun": 3, "modifier": 4, "name": 5}


def open_descriptors(_settings: Settings) -> Callable[[Bundle], Iterator[Descriptor]]:
    """Read the word lists once; the function yields an article's descriptors in reading order."""
    words = load_describing()

    def descriptors(bundle: Bundle) -> Iterator[Descriptor]:
        for parse in bundle[Parse]:
            yield from _descriptors(bundle, Grammar(bundle.article.text, parse), words)

    return descriptors


def _descriptors(bundle: Bundle, grammar: Grammar, words: Describing) -> Iterator[Descriptor]:
    article, mentions = bundle.article, {mention.id: mention for mention in bundle[Mention]}
    marks = [mark for mark in bundle[Mark] if mark.kind in CLOSED]
    headings = [mark for mark in bundle[Mark] if mark.kind in {"headline", "subheading"}]
    quotations = [quotation.span for quotation in find_quotations(article.text, paragraphs(article.text))]
    starts = [quotation.start for quotation in quotations]

    def is_quoted(start: int, end: int = 0) -> bool:
        at = bisect_right(starts, max(start, end - 1)) - 1
        return at >= 0 and start < quotations[at].end

    told = _told(bundle)
    for entity_id, span in taken_up(
        grammar, words, entities=bundle[Entity], mentions=mentions, is_quoted=is_quoted
    ):
        if span not in told.setdefault(entity_id, []):
            told[entity_id].append(span)
    kept: list[tuple[Span, str, Found | None, Entity]] = []
    for entity in bundle[Entity]:
        if not entity.named or entity.type not in CALLED:
            continue
        own = [mentions[one] for one in entity.mentions if one in mentions]
        names = [
            Span(one.start, one.end) for one in own if one.form == "name" and not _inside(one.start, marks)
        ]
        body = [name for name in names if not _inside(name.start, headings)]
        found: list[Found] = []
        if entity.type == "person":
            found += given_roles(grammar, words.lexicon, entity.roles, body)
        for name in body:
            found += beside(grammar, words, name, entity.type)
        described = [Span(one.start, one.end) for one in own if one.form == "role"]
        described += told.get(entity.id, [])
        found += [
            one
            for span in described
            if not _inside(span.start, marks)
            if (one := _noun(grammar, words, span, names))
        ]
        kept += [(name, "name", None, entity) for name in names]
        kept += [
            (grammar.span(one.first, one.last), one.kind, one, entity)
            for one in _apart(found, grammar, names)
        ]
    times = Counter(row[0] for row in kept if row[2] is not None)
    kept = [row for row in kept if row[2] is None or times[row[0]] == 1]  # what could mean two means nobody
    kept.sort(key=lambda row: (row[0], RANK[row[1]], row[3].id))
    voices = innermost(bundle[Attribution], [row[0] for row in kept])
    said = merge([*quotations, *(span for row in bundle[Attribution] for span in row.content)])
    for (span, kind, one, entity), voice in zip(kept, voices, strict=True):
        quoted = is_quoted(span.start, span.end)
        if one is not None and voice is None and not quoted and may_be_somebodys(article.text, span, said):
            continue
        yield Descriptor(
            id=make_id("Descriptor", article.revision, entity.id, span.start, span.end),
            article=article.id,
            entity=entity.id,
            start=span.start,
            end=span.end,
            kind=kind,  # type: ignore[arg-type]
            head="" if one is None else words.stem(grammar, one.head),
            attribution=voice,
            quoted=quoted,
        )


def _told(bundle: Bundle) -> dict[str, list[Span]]:
    """The descriptions by which sources are called that were resolved to somebody named."""
    found: dict[str, list[Span]] = {}
    for speaker in bundle[Speaker]:
        if (
            speaker.basis == "role"
            and speaker.mention is not None
            and speaker.entity
            and speaker.confidence >= SURE
        ):
            found.setdefault(speaker.entity, []).append(speaker.mention)
    return found


def _inside(offset: int, marks: Sequence[Mark]) -> bool:
    return any(mark.start <= offset < mark.end for mark in marks)


def _noun(grammar: Grammar, words: Describing, span: Span, names: Sequence[Span]) -> Found | None:
    """A description by itself ("the militia"); of one that holds the name, what stands behind that."""
    tokens = grammar.tokens(span)
    head = grammar.top(span) if tokens else None
    if head is None or not words.tells(grammar, head):
        return None
    kind: DescriptorKind = "noun"
    if grammar.parse.dep[head] == "attr":
        if not says_outright(grammar, head):
            return None
        kind = "predicate"
    first = tokens[0]
    for name in names:
        if span.start <= name.start < span.end:
            inside = grammar.tokens(name)
            if not inside or inside[-1] >= head:
                return None
            first = inside[-1] + 1
            while first < head and grammar.words[first] in {"'s", "’s", "'", "’", "-"}:
                first += 1
    if first > tokens[0]:
        beyond = words.is_part(grammar, head) or is_plural(grammar, head)
        return None if beyond else Found(first, head, head, "noun")
    if not names and (words.is_loose(grammar, head) or not _singled_out(grammar, head)):
        return None
    if first < head and grammar.lower[first] in ARTICLES:
        first += 1
    return Found(first, tokens[-1], head, kind)


def _singled_out(grammar: Grammar, head: int) -> bool:
    """Whether a description without a name is of one body ("the Vesland army"), not of a kind of thing ("service in Vesland")."""
    return any(grammar.parse.dep[below] in {"det", "poss"} for below in grammar.children[head])


def _apart(found: Sequence[Found], grammar: Grammar, names: Sequence[Span]) -> list[Found]:
    """The descriptions of one entity without those that overlap a surer one, or its name."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (RANK[one.kind], one.first, one.last)):
        span = grammar.span(one.first, one.last)
        if any(one.first <= other.last and other.first <= one.last for other in kept):
            continue
        if any(name.start < span.end and span.start < name.end for name in names):
            continue
        kept.append(one)
    return kept


DESCRIPTORS = Each(
    name="descriptors",
    version=9,
    reads=(Article, Mark, Parse, Mention, Entity, Attribution, Speaker),
    writes=(Descriptor,),
    make=open_descriptors,
)
"""By which words an article calls those it writes of."""
