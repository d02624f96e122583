"""ATTRIBUTIONS: who said what in each article, by rules over the parse and the typography of quotations.

The heart is three steps: `verb_claims` and `phrase_claims` read the parse, `attach` gives quotations to claims and
makes claims of those that no words introduce, and this module settles overlap, nesting, kind and confidence.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.annotate.attributing.claims import (
    LONE,
    Claim,
    phrase_claims,
    signed_claims,
    silent,
    transcript_claims,
    verb_claims,
    withheld,
)
from sayso.annotate.attributing.contents import kind_of
from sayso.annotate.attributing.cues import Cues, load_cues, speaking_forms
from sayso.annotate.attributing.edges import FIRST, INNER, tidy, worth_showing
from sayso.annotate.attributing.frames import VERBAL
from sayso.annotate.attributing.quotations import Quotation, find_quotations
from sayso.annotate.attributing.quotes import OPENERS, attach
from sayso.annotate.attributing.reviewed import reading_order, review_rows
from sayso.annotate.attributing.sources import in_own_voice, rehang, whole_names
from sayso.annotate.attributing.tagged import (
    TAGGED,
    Stretches,
    inside,
    long_contents,
    merged,
    tagged_claims,
    within,
)
from sayso.annotate.attributing.weighing import confidence_of, features
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.annotate.parsing.grammar import Grammar
from sayso.annotate.tagging.tagger import Reading, Tag, open_tagger
from sayso.ids import make_id
from sayso.records import (
    Article,
    Attribution,
    AttributionKind,
    Entity,
    Mark,
    Mention,
    Parse,
    Review,
    ReviewedAttribution,
    Sentence,
)
from sayso.settings import Settings
from sayso.spans import Span, merge, overlap
from sayso.stage import Bundle, Each

CLOSED = frozenset({"dateline", "place", "credit", "byline", "section", "furniture"})
"""Zones that say nothing; in headlines only clear patterns count."""
HEADINGS = frozenset({"headline", "subheading"})


def open_attributions(
    _settings: Settings,
) -> Callable[[Bundle], Iterator[Attribution | ReviewedAttribution]]:
    """Load the cues and the tagger once; the function yields an article's attributions in reading order.

    What people decided of them follows what was found; of an article that no grammar was made of, only they tell.
    """
    cues = load_cues()
    speaking, tag = speaking_forms(cues), open_tagger()

    def attributions(bundle: Bundle) -> Iterator[Attribution | ReviewedAttribution]:
        found: list[Attribution] = []
        for parse in bundle[Parse]:
            page = read_page(bundle, Grammar(bundle.article.text, parse))
            claims, readings = find_claims(page, cues, speaking, tag)
            found += _rows(page, cues, claims, readings)
        rows, reviewed = review_rows(
            bundle.article,
            found,
            bundle[Review],
            entities=bundle[Entity],
            mentions=bundle[Mention],
            nest=nested,
        )
        yield from rows
        yield from reviewed

    return attributions


@dataclass(frozen=True, slots=True)
class Page:
    """An article's words with what its layout tells: which tokens say nothing, headings, paragraphs, quotations."""

    bundle: Bundle
    g: Grammar
    closed: list[bool]
    zones: list[Span]
    headings: list[Span]
    blocks: list[Span]
    quotations: list[Quotation]


def read_page(bundle: Bundle, g: Grammar) -> Page:
    """Read an article's marks and quotation marks."""
    text = bundle.article.text
    closed = [False] * len(g)
    zones = [*merge(Span(mark.start, mark.end) for mark in bundle[Mark] if mark.kind in CLOSED)]
    for zone in zones:
        for index in g.tokens(zone):
            closed[index] = True
    headings = [Span(mark.start, mark.end) for mark in bundle[Mark] if mark.kind in HEADINGS]
    blocks = paragraphs(text)
    quotations = [q for q in find_quotations(text, blocks) if not closed[max(0, g.at(q.span.start))]]
    return Page(bundle, g, closed, zones, headings, blocks, quotations)


def find_claims(
    page: Page, cues: Cues, speaking: frozenset[str], tag: Tag
) -> tuple[list[Claim], tuple[Reading, Reading]]:
    """All that may be an attribution, found by the tagger or the rules, and the tagger's two readings.

    The second reading is of the contents alone in which words of saying stand: what is reported there has a speaker
    of its own, and the first reading is flat.
    """
    g, text, closed = page.g, page.bundle.article.text, page.closed
    ruled, bare = verb_claims(g, cues, closed)
    ruled += phrase_claims(g, cues, closed)
    ruled += transcript_claims(g, page.blocks, closed)
    rehang(g, ruled, page.quotations, page.bundle[Mention])
    somebody = sorted(Span(m.start, m.end) for m in page.bundle[Mention] if m.type in SOMEBODY)
    first = tag(text, [block for block in page.blocks if _may_tell(page, cues, block)])
    tagged = tagged_claims(g, first.attributions, speaking, page.zones, inner=False)
    ruled += signed_claims(g, page.blocks, closed)
    tagged = [claim for claim in tagged if _tells(g, cues, claim, somebody)]
    places = [claim.cue for claim in ruled if claim.cue and _others(g, claim)]
    second = tag(text, long_contents(g, tagged, places, FEWEST_AROUND))
    around = merge(span for claim in tagged for span in claim.content)
    again = tagged_claims(g, within(second.attributions, around), speaking, page.zones, inner=True)
    tagged += [claim for claim in again if _tells(g, cues, claim, somebody)]
    claims = merged(tagged, ruled)
    whole_names(text, [*claims, *bare], page.bundle[Mention])
    claims = attach(g, claims, bare, quotations=page.quotations, blocks=page.blocks, headings=page.headings)
    claims = [claim for claim in tidy(g, claims, page.bundle[Mention]) if claim.content]
    for claim, inner in zip(claims, inside(claims, tagged), strict=True):
        claim.inner = claim.inner or (inner and claim.pattern != TAGGED)
    starts = [quotation.span.start for quotation in page.quotations]
    kept = [
        claim
        for claim in claims
        if not in_own_voice(g, claim, page.quotations, starts)
        and (claim.cue is None or _tells(g, cues, claim, somebody))
    ]
    return kept, (first, second)


FEWEST_AROUND = 40
"""Characters from which a content is read again for what others say in it: "He said the army denies it" has 19."""


def _others(g: Grammar, claim: Claim) -> bool:
    """Whether a claim of the rules has a source that can be somebody else than whoever is quoted."""
    return claim.source is not None and g.text[claim.source.start : claim.source.end].lower() not in FIRST


def _tells(g: Grammar, cues: Cues, claim: Claim, somebody: Sequence[Span]) -> bool:
    """Whether a tagger's claim has a content that says something, and words of saying that assert it."""
    words = [word for span in claim.content for word in g.text[span.start : span.end].lower().split()]
    words = [word for word in words if any(map(str.isalnum, word))]
    if not words or (len(words) == 1 and words[0] in LONE):
        return False
    if claim.cue is None:
        # what no words of saying introduce is for the layout of quotations to tell
        return claim.source is not None or g.text[claim.content[0].start] not in OPENERS
    if somebody and len(claim.content) == 1 and _mostly(claim.content[0], somebody):
        return False
    return not silent(g, cues, claim.cue) and not withheld(g, claim.cue, claim.content[0])


def _mostly(content: Span, somebody: Sequence[Span]) -> bool:
    """Whether a content is little more than a mention of somebody: whom one cites or backs is not what one says."""
    at = bisect_left(somebody, content)
    near = somebody[max(0, at - 3) : at + 3]
    return any(MOST * (content.end - content.start) <= overlap(content, span) for span in near)


MOST = 0.7
"""Share of a content that a mention takes up to be all of it; set by judgement, so that "the" and "of" may stand beside."""
SOMEBODY = frozenset({"person", "organization", "government", "group", "outlet", "unnamed"})
"""Types of those who can be cited or backed."""


def _may_tell(page: Page, cues: Cues, block: Span) -> bool:
    """Whether a paragraph is no furniture and holds any word of saying, thinking or planning, or a mark of speech."""
    g = page.g
    tokens = g.tokens(block)
    if all(page.closed[index] for index in tokens):
        return False
    if MARK_OF_SPEECH.search(g.text, block.start, block.end):
        return True
    return any(
        word in cues.nouns or word == "according" or (g.parse.pos[index] in VERBAL and cues.verb(word))
        for index in tokens
        for word in (g.lower[index],)
    )


MARK_OF_SPEECH = re.compile("[“”„«»\"‘:—–―]|(?<!\\w)'")
"""Quotation marks, and what introduces speech without any. That paragraphs without these are not read costs 6 % of the
labelled attributions in PolNeAR's dev part, 1 % in our own, and saves 12 and 8 % of the words (decision 0015)."""


def weigh(page: Page, cues: Cues, claim: Claim, readings: tuple[Reading, Reading]) -> dict[str, float]:
    """The features of a claim, by the reading that it belongs to."""
    kind = kind_of(page.bundle.article.text, tuple(sorted(claim.content)), page.quotations)
    return features(page.g, cues, claim, kind, readings[claim.inner])


def _rows(
    page: Page, cues: Cues, claims: list[Claim], readings: tuple[Reading, Reading]
) -> Iterator[Attribution]:
    for claim in claims:
        claim.confidence = confidence_of(claim, weigh(page, cues, claim, readings))
    rows = [_row(page, claim) for claim in best(claims)]
    rows = list({row.id: row for row in rows}.values())
    rows.sort(key=reading_order)
    yield from worth_showing(page.bundle.article.text, nested(rows))


def best(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that are sure enough, one for each content: of two that say much the same, the surer,
    unless one stands within the other.
    """
    sure = [claim for claim in claims if claim.confidence >= (INNER if claim.inner else LEAST)]
    sure.sort(key=lambda claim: (-claim.confidence, claim.at, claim.content))
    kept: list[Claim] = []
    near = {inner: Stretches() for inner in (False, True)}
    for claim in sure:
        if near[claim.inner].like(claim) is None:
            kept.append(claim)
            near[claim.inner].add(claim)
    return kept


LEAST = 350
"""Confidence from which an attribution is kept; within what another says it is `edges.INNER`. Between two ends: on the
tune labels F1 of who said what is 77.3 from 320 and 77.9 from 400, on PolNeAR's dev part that of relations 70.9 and 69.9."""


def _row(page: Page, claim: Claim) -> Attribution:
    article = page.bundle.article
    content = tuple(sorted(claim.content))
    kind: AttributionKind = (
        "direct" if claim.pattern == "transcript" else kind_of(article.text, content, page.quotations)
    )
    return Attribution(
        id=make_id("Attribution", article.revision, content, claim.cue, claim.source),
        article=article.id,
        kind=kind,
        content=content,
        cue=claim.cue,
        source=claim.source,
        confidence=claim.confidence,
        reasons=(claim.pattern, *claim.votes),
    )


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
    version=3,
    reads=(Article, Mark, Parse, Sentence, Mention, Entity, Review),
    writes=(Attribution, ReviewedAttribution),
    make=open_attributions,
    reviews=("attribution",),
)
