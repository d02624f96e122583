"""ATTRIBUTIONS: who said what in each article, by rules over the parse and the typography of quotations.

The heart is three steps: `verb_claims` and `phrase_claims` read the parse, `attach` gives quotations to claims and
makes claims of those that no words introduce, and this module settles overlap, nesting, kind and confidence.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace

from sayso.annotate.attributing.claims import Claim, phrase_claims, transcript_claims, verb_claims
from sayso.annotate.attributing.confidence import confidence_of
from sayso.annotate.attributing.cues import Cues, load_cues
from sayso.annotate.attributing.edges import tidy, worth_showing
from sayso.annotate.attributing.quotations import Quotation, find_quotations
from sayso.annotate.attributing.quotes import attach
from sayso.annotate.attributing.sources import in_own_voice, rehang, whole_names
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.annotate.parsing.grammar import Grammar
from sayso.ids import make_id
from sayso.records import Article, Attribution, AttributionKind, Mark, Mention, Parse, Sentence
from sayso.settings import Settings
from sayso.spans import Span, merge, overlap
from sayso.stage import Bundle, Each

CLOSED = frozenset({"dateline", "place", "credit", "byline", "section", "furniture"})
"""Zones that say nothing; in headlines only clear patterns count."""
HEADINGS = frozenset({"headline", "subheading"})


def open_attributions(_settings: Settings) -> Callable[[Bundle], Iterator[Attribution]]:
    """Read the cues once; the function yields an article's attributions in reading order."""
    cues = load_cues()

    def attributions(bundle: Bundle) -> Iterator[Attribution]:
        for parse in bundle[Parse]:
            yield from _attributions(bundle, Grammar(bundle.article.text, parse), cues)

    return attributions


def _attributions(bundle: Bundle, g: Grammar, cues: Cues) -> Iterator[Attribution]:
    text = bundle.article.text
    closed = [False] * len(g)
    for mark in bundle[Mark]:
        if mark.kind in CLOSED:
            for index in g.tokens(Span(mark.start, mark.end)):
                closed[index] = True
    headings = [Span(mark.start, mark.end) for mark in bundle[Mark] if mark.kind in HEADINGS]
    blocks = paragraphs(text)
    quotations = [q for q in find_quotations(text, blocks) if not closed[max(0, g.at(q.span.start))]]
    claims, bare = verb_claims(g, cues, closed)
    claims += phrase_claims(g, cues, closed)
    claims += transcript_claims(g, blocks, closed)
    rehang(g, claims, quotations, bundle[Mention])
    whole_names([*claims, *bare], bundle[Mention])
    claims = attach(g, claims, bare, quotations=quotations, blocks=blocks, headings=headings)
    claims = tidy(g, claims, bundle[Mention])
    starts = [quotation.span.start for quotation in quotations]
    claims = [
        claim
        for claim in claims
        if claim.content and _clear(claim, headings) and not in_own_voice(g, claim, quotations, starts)
    ]
    rows = [_row(bundle, claim, quotations) for claim in claims]
    rows = list({row.id: row for row in rows}.values())
    rows.sort(key=lambda row: (row.content[0], row.cue or row.content[0], row.id))
    yield from worth_showing(text, nested(rows))


def _clear(claim: Claim, headings: list[Span]) -> bool:
    """Headlines are telegrams that parse badly: there only plain speech with a source counts."""
    place = claim.cue or claim.content[0]
    if not any(overlap(place, zone) for zone in headings):
        return True
    return claim.source is not None and claim.pattern in {"speech clause", "speech aside", "colon"}


def _row(bundle: Bundle, claim: Claim, quotations: list[Quotation]) -> Attribution:
    article = bundle.article
    content = tuple(sorted(claim.content))
    kind: AttributionKind = (
        "direct" if claim.pattern == "transcript" else kind_of(article.text, content, quotations)
    )
    return Attribution(
        id=make_id("Attribution", article.revision, content, claim.cue, claim.source),
        article=article.id,
        kind=kind,
        content=content,
        cue=claim.cue,
        source=claim.source,
        confidence=confidence_of(
            claim.pattern,
            kind,
            source=article.text[claim.source.start : claim.source.end] if claim.source else None,
            words=sum(len(article.text[span.start : span.end].split()) for span in content),
        ),
        reasons=(claim.pattern,),
    )


def kind_of(text: str, content: tuple[Span, ...], quotations: list[Quotation]) -> AttributionKind:
    """Direct when all words stand in quotation marks, mixed when some do, else indirect."""
    starts = [quotation.span.start for quotation in quotations]
    quoted = False
    loose = False
    for span in content:
        at = max(0, bisect_right(starts, span.start) - 1)
        here = span.start
        while at < len(quotations) and quotations[at].span.start < span.end:
            quote = quotations[at].span
            if overlap(quote, span):
                quoted = True
                loose = loose or any(map(str.isalnum, text[here : quote.start]))
                here = max(here, quote.end)
            at += 1
        loose = loose or any(map(str.isalnum, text[here : span.end]))
    return "indirect" if not quoted else "mixed" if loose else "direct"


def nested(rows: list[Attribution]) -> Iterator[Attribution]:
    """The rows, each with the smallest attribution whose content holds its cue (or, without a cue, its content)."""
    outer: dict[str, Attribution] = {}
    lengths = {row.id: sum(span.end - span.start for span in merge(row.content)) for row in rows}
    spans = sorted(
        ((span, row) for row in rows for span in row.content), key=lambda pair: (pair[0], pair[1].id)
    )
    waiting = sorted(rows, key=lambda row: (row.cue or row.content[0], row.id))
    active: list[tuple[Span, Attribution]] = []
    at = 0
    for row in waiting:
        point = row.cue or row.content[0]
        while at < len(spans) and spans[at][0].start <= point.start:
            active.append(spans[at])
            at += 1
        active = [pair for pair in active if pair[0].end >= point.end][-MOST_AROUND:]
        holders = [
            (lengths[other.id], other.id, other)
            for span, other in active
            if span.end >= point.end and lengths[other.id] > lengths[row.id] and _holds(other, row)
        ]
        if holders:
            outer[row.id] = min(holders)[2]
    for row in rows:
        yield row if row.id not in outer else _inside(row, outer[row.id])


MOST_AROUND = 40
"""Contents around one cue that are looked at: more than nest in any real text."""


def _holds(other: Attribution, row: Attribution) -> bool:
    """Whether a longer attribution is not itself within the one whose cue it holds."""
    return other.cue is None or not any(overlap(other.cue, span) for span in row.content)


def _inside(row: Attribution, outer: Attribution) -> Attribution:
    return replace(row, nested_in=outer.id)


ATTRIBUTIONS = Each(
    name="attributions",
    version=2,
    reads=(Article, Mark, Parse, Sentence, Mention),
    writes=(Attribution,),
    make=open_attributions,
)
