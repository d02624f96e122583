"""CREDITS: where an article says that its text or its news is from another outlet, and how far that reaches.

A credit covers its own sentence; of a dateline that is the first sentence after it. How much further it goes nobody
can tell from the words: the rest of the paragraph, or of what the same speaker goes on to say, is a suggestion.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from sayso.annotate.attributing.quotations import find_quotations
from sayso.annotate.crediting.carriers import Carrier, find_carriers, known, mentioned
from sayso.annotate.crediting.frames import read_frame
from sayso.annotate.crediting.reaches import Reaches
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.ids import make_id
from sayso.records import Article, Attribution, Credit, CreditKind, Entity, Mark, Mention, Sentence, Speaker
from sayso.settings import Settings
from sayso.spans import Span, contains, merge
from sayso.stage import Bundle, Each

CARRIERS = frozenset({"outlet", "document"})
"""Speakers who pass on what others say."""
PICTURE = re.compile(r"(?:Credit|Photo|Photograph|Image|Picture|Caption)\b")
"""How the credit of a picture begins that no mark tells from the report."""
LONGEST_CLOSE = 24
"""Characters that may stand behind a closing credit: "on Monday", "late on Tuesday"."""
NEVER = frozenset({"person", "government", "place", "group"})
"""Types of names that no phrase makes an outlet's."""
NO_REPORT = frozenset(
    {"headline", "subheading", "section", "furniture", "caption", "dateline", "place", "credit", "byline"}
)
"""Marked stretches in which no sentence of the report stands. Credits of pictures stand in captions."""


def open_credits(_settings: Settings) -> Callable[[Bundle], Iterator[Credit]]:
    """Return the function that lists an article's credits in reading order."""
    return lambda bundle: iter(sorted(_credits(bundle), key=lambda credit: (credit.start, credit.end)))


def _credits(bundle: Bundle) -> Iterator[Credit]:
    marks = bundle[Mark]
    zones = merge(Span(mark.start, mark.end) for mark in marks if mark.kind in NO_REPORT)
    body = [span for row in bundle[Sentence] if not _touches(zones, span := Span(row.start, row.end))]
    if not body:
        return
    article, text = bundle.article, bundle.article.text
    named = mentioned(text, bundle[Mention], bundle[Entity])
    others = [Span(row.start, row.end) for row in bundle[Mention] if row.form == "name" and row.type in NEVER]
    names = known(text)
    framed = [
        (sentence, frame)
        for sentence in body
        if not PICTURE.match(text, sentence.start)
        for carrier in find_carriers(
            text, sentence, _near(named, sentence), _inside(others, sentence), _near(names, sentence)
        )
        if (frame := read_frame(text, sentence, carrier)) is not None
    ]
    lines = [mark for mark in marks if mark.kind in {"credit", "byline"}]
    if not framed and not lines:
        return
    blocks = paragraphs(text)
    reaches = Reaches(bundle, body, blocks)
    places = {entity.name for entity in bundle[Entity] if entity.type == "place"}
    for mark in lines:
        words = Span(mark.start, mark.end)
        if mark.kind == "byline":
            for carrier in find_carriers(text, words, _near(named, words), (), _near(names, words)):
                yield _record(article, words, "byline", carrier, reaches.of_byline(words))
        elif (name := " ".join(text[mark.start : mark.end].split())) not in places:
            yield _record(article, words, "dateline", Carrier(*words, name), reaches.of_mark(words))
    quoted = merge(quotation.span for quotation in find_quotations(text, blocks))
    said = _said_by_others(bundle)
    for sentence, frame in framed:
        closing = frame.kind != "told" and _closes(text, sentence, frame.span)
        if not _within(quoted, frame.span) and (closing or not _within(said, frame.span)):
            yield _record(article, frame.span, frame.kind, frame.carrier, reaches.of_sentence(sentence))


def _closes(text: str, sentence: Span, words: Span) -> bool:
    """Whether a credit ends its sentence behind a comma (", N reported."): it is about all of it, whoever speaks in it."""
    before = text[sentence.start : words.start].rstrip()
    behind = text[words.end : sentence.end].strip(' .”"')
    return before.endswith((",", ",”", ',"')) and len(behind) <= LONGEST_CLOSE


def _near(named: Sequence[Carrier], span: Span) -> Sequence[Carrier]:
    """The carriers among the mentions that begin in a stretch."""
    return named[bisect_left(named, (span.start,)) : bisect_right(named, (span.end,))]


def _inside(spans: Sequence[Span], sentence: Span) -> Sequence[Span]:
    """Those of some sorted spans that begin in a sentence."""
    return spans[bisect_left(spans, (sentence.start,)) : bisect_right(spans, (sentence.end,))]


def _said_by_others(bundle: Bundle) -> tuple[Span, ...]:
    """What somebody says who is no carrier: that an outlet is credited there is no credit of the article's."""
    speakers = {speaker.attribution: speaker for speaker in bundle[Speaker]}
    return merge(
        span
        for row in bundle[Attribution]
        if row.source is not None and not (row.id in speakers and speakers[row.id].type in CARRIERS)
        for span in row.content
    )


def _within(spans: Sequence[Span], inner: Span) -> bool:
    """Whether one of some disjoint, sorted spans holds another."""
    at = bisect_right(spans, inner.start, key=lambda span: span.start) - 1
    return at >= 0 and contains(spans[at], inner)


def _touches(spans: Sequence[Span], one: Span) -> bool:
    """Whether one of some disjoint, sorted spans shares a character with another."""
    at = bisect_left(spans, one.end, key=lambda span: span.start) - 1
    return at >= 0 and spans[at].end > one.start


def _record(
    article: Article, words: Span, kind: CreditKind, carrier: Carrier, covered: tuple[Span, Span | None]
) -> Credit:
    reach, wider = covered
    return Credit(
        id=make_id("Credit", article.revision, kind, words, carrier.start, carrier.end),
        article=article.id,
        start=words.start,
        end=words.end,
        kind=kind,
        carrier=carrier.name,
        named=Span(carrier.start, carrier.end),
        reach=reach,
        wider=wider,
    )


CREDITS = Each(
    name="credits",
    version=1,
    reads=(Article, Mark, Sentence, Mention, Entity, Attribution, Speaker),
    writes=(Credit,),
    make=open_credits,
)
