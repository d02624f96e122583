"""The tagger's attributions as claims, and the rules' claims beside them: one claim for what both have found."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.annotate.attributing.claims import Claim
from sayso.annotate.parsing.grammar import Grammar
from sayso.annotate.tagging.decoding import Tagged
from sayso.spans import Span, contains, merge, overlap, trim

TAGGED = "tagger"
"""The pattern of a claim that the tagger found, with or without the rules."""


def tagged_claims(
    g: Grammar, rows: Iterable[Tagged], speaking: frozenset[str], closed: Sequence[Span], *, inner: bool
) -> list[Claim]:
    """The tagger's attributions as claims, without the stretches `closed` (sorted, disjoint) of datelines and the like.

    `speaking` are the forms of verbs that a quotation may go with.
    """
    return [
        Claim(
            TAGGED,
            max(0, g.at((row.cue or row.content[0]).start)),
            _stripped(g.text, row.cue, MARKS) if row.cue else None,
            _opened(g.text, _stripped(g.text, row.source, SOURCE_MARKS), closed) if row.source else None,
            [
                _stripped(g.text, piece, DASHES)
                for span in _own(g, row.cue, _whole(g, row))
                if (piece := _opened(g.text, span, closed))
            ],
            row.cue is None or bool(speaking.intersection(g.lower[i] for i in g.tokens(row.cue))),
            points=row.sure[3],
            inner=inner,
        )
        for row in rows
        if all(g.at(span.start) >= 0 for span in row.content)
    ]


def within(rows: Iterable[Tagged], stretches: Sequence[Span]) -> Iterator[Tagged]:
    """Attributions of the second reading, each with only what stands in one of the `stretches` (sorted, disjoint) with it.

    Contents from anywhere in an article are read side by side there, so what points from one into another points at
    a neighbour by chance, and would give one speaker's words to another.
    """
    for row in rows:
        first = row.cue or row.content[0]
        at = bisect_right(stretches, first.start, key=lambda stretch: stretch.start) - 1
        if at < 0:
            continue
        home = stretches[at]
        content = tuple(piece for piece in row.content if overlap(home, piece))
        source = row.source if row.source is not None and overlap(home, row.source) else None
        if content:
            yield replace(row, content=content, source=source)


def _opened(text: str, span: Span, closed: Sequence[Span]) -> Span | None:
    """A span without what it shares with zones that say nothing, at either end; None when nothing is left."""
    start, end = span
    for zone in closed[max(0, bisect_left(closed, span) - 1) : bisect_left(closed, (end,))]:
        if overlap(zone, Span(start, end)):
            if zone.end < end:
                start = zone.end
            else:
                end = max(start, zone.start)
    left = trim(text, Span(start, end)) if start < end else None
    while left is not None and start > span.start and text[left.start] in LEADS:
        left = trim(text, Span(left.start + 1, left.end)) if left.start + 1 < left.end else None
    while left is not None and _ornament(text[left.start]):
        left = trim(text, Span(left.start + 1, left.end)) if left.start + 1 < left.end else None
    return left


def _ornament(char: str) -> bool:
    """Whether a character is a symbol such as an emoji, which opens no content."""
    kind = unicodedata.category(char)
    return not char.isascii() and kind[0] in "SMC" and kind != "Sc"


def _own(g: Grammar, cue: Span | None, pieces: list[Span]) -> list[Span]:
    """A content's pieces without a quotation before the cue that has ended its own sentence, where others follow.

    In “One.” He added that two, the quotation goes on with whatever was said before it.
    """
    if cue is None or len(pieces) < 2:
        return pieces
    first, *rest = pieces
    ended = CLOSED_SENTENCE.search(g.text[max(0, first.end - 3) : first.end])
    apart = g.sent[max(0, g.at(first.end - 1))] != g.sent[max(0, g.at(cue.start))]
    opens = g.text.rfind("\n", 0, first.start) + 1
    behind = bool(g.text[opens : first.start].strip())  # one that opens its paragraph is told by what follows
    return rest if ended and apart and behind and first.end <= cue.start <= rest[0].start else pieces


CLOSED_SENTENCE = re.compile(r"[.][”\"’»]$")


MARKS, SOURCE_MARKS, DASHES = ",;:–—―", ";:–—―", "–—―"
"""Marks behind which a cue, a source (whose last comma closes an apposition) and a content do not go on."""


def _stripped(text: str, span: Span, marks: str) -> Span:
    """A span without marks and white space at its end, as long as something is left."""
    end = span.end
    while end - 1 > span.start and (text[end - 1] in marks or text[end - 1].isspace()):
        end -= 1
    return Span(span.start, end)


LEADS = "-–—―:|"
"""What may stand between a dateline and the first words."""


def _whole(g: Grammar, row: Tagged) -> list[Span]:
    """A content's pieces, those of one sentence made one where nothing but a few of its own words stands between."""
    between = [span for span in (row.cue, row.source) if span]
    found = [row.content[0]]
    for piece in row.content[1:]:
        last = found[-1]
        gap = Span(last.end, piece.start)
        apart = any(overlap(gap, span) for span in between) or gap.end - gap.start > WIDEST_GAP
        if apart or g.sent[max(0, g.at(last.end - 1))] != g.sent[max(0, g.at(piece.start))]:
            found.append(piece)
        else:
            found[-1] = Span(last.start, piece.end)
    return found


WIDEST_GAP = 30
"""Characters that the tagger may leave out within a content: a few words; set by judgement."""


def merged(tagged: Sequence[Claim], ruled: Iterable[Claim]) -> list[Claim]:
    """The tagger's claims, those of the rules for the same words taken in as votes, and the rules' other claims.

    Two claims are for the same words when their cues overlap, or, where the tagger saw no cue, their contents do.
    """
    cued = sorted((claim for claim in tagged if claim.cue), key=lambda claim: claim.cue or Span(0, 0))
    starts = [claim.cue.start for claim in cued if claim.cue]
    bare = Stretches(claim for claim in tagged if claim.cue is None)
    carried: list[tuple[Claim, list[Span]]] = []
    found = [*tagged]
    for rule in ruled:
        same = _by_cue(rule, cued, starts) or bare.like(rule)
        if same is None:
            found.append(rule)
            continue
        same.votes = (*same.votes, rule.pattern)
        if rule.pattern == CARRYING:
            carried.append((same, rule.content))
        same.speech = same.speech or rule.speech
        if same.cue is None and rule.cue is not None:
            same.cue, same.at = rule.cue, rule.at
        elif rule.cue is not None and overlap(rule.cue, same.cue or rule.cue):
            same.at = rule.at
        if same.source is None and rule.source is not None:
            same.source = rule.source
            # the tagger can take the subject of a passive for a piece of what is said
            same.content = [s for s in same.content if not contains(rule.source, s)] or same.content
    cues = sorted((claim.cue, number) for number, claim in enumerate(found) if claim.cue)
    for claim, whole in carried:
        here = [
            number
            for span in whole
            for _, number in cues[bisect_left(cues, (span, 0)) : bisect_left(cues, (Span(span.end, 0), 0))]
        ]
        _carry(claim, whole, [found[number] for number in sorted(here)])
    return found


CARRYING = "according to"
"""The rule whose source may carry another's report."""


def _carry(claim: Claim, whole: Iterable[Span], claims: Iterable[Claim]) -> None:
    """Of "the mayor said A, according to the Gazette" the paper tells that the mayor said so, not A in its own name."""
    for other in claims:
        if other is claim or other.cue is None or not any(contains(span, other.cue) for span in whole):
            continue
        if any(overlap(a, b) for a in claim.content for b in other.content):
            said = [*other.content, other.cue, *([other.source] if other.source else [])]
            claim.content = [*merge([*whole, *said])]
            return


class Stretches:
    """Claims by where their contents stand, so that those with words in common are found without trying all."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._near: dict[int, list[Claim]] = {}
        for claim in claims:
            self.add(claim)

    def add(self, claim: Claim) -> None:
        """Put one more behind the others."""
        for number in self._numbers(claim):
            self._near.setdefault(number, []).append(claim)

    def like(self, claim: Claim) -> Claim | None:
        """One whose content is `alike`, if there is any; the first in the text that was put in first."""
        tried: set[int] = set()
        for number in self._numbers(claim):
            for other in self._near.get(number, ()):
                if id(other) not in tried and alike(other, claim):
                    return other
                tried.add(id(other))
        return None

    @staticmethod
    def _numbers(claim: Claim) -> list[int]:
        return sorted(
            {n for span in claim.content for n in range(span.start // STRETCH, (span.end - 1) // STRETCH + 1)}
        )


STRETCH = 200
"""Code points in which contents are looked up: contents that share a character share one of these."""


def _by_cue(rule: Claim, cued: Sequence[Claim], starts: Sequence[int]) -> Claim | None:
    if rule.cue is None:
        return None
    at = bisect_right(starts, rule.cue.end - 1) - 1
    for claim in cued[max(0, at - 1) : at + 1][::-1]:
        if claim.cue is not None and overlap(claim.cue, rule.cue):
            return claim
    return None


def alike(one: Claim, two: Claim) -> bool:
    """Whether two contents share half of the characters that either has."""
    a, b = merge(one.content), merge(two.content)
    common = sum(overlap(x, y) for x in a for y in b)
    total = sum(len_of(a)) + sum(len_of(b)) - common
    return 2 * common >= total > 0


def len_of(spans: Iterable[Span]) -> Iterable[int]:
    """The lengths of spans in code points."""
    return (span.end - span.start for span in spans)


def inside(claims: Iterable[Claim], around: Iterable[Claim]) -> list[bool]:
    """For each claim, whether its cue (or content) lies in the content of one of the others."""
    spans = merge(span for claim in around for span in claim.content)
    starts = [span.start for span in spans]
    found = []
    for claim in claims:
        point = claim.cue or claim.content[0]
        at = bisect_right(starts, point.start) - 1
        found.append(at >= 0 and spans[at].end >= point.end)
    return found


def long_contents(g: Grammar, claims: Iterable[Claim], cues: Sequence[Span], fewest: int) -> list[Span]:
    """The sentences of contents of at least `fewest` characters in which words stand that may report another's."""
    starts = sorted(cue.start for cue in cues)
    return [
        part
        for span in merge(span for claim in claims for span in claim.content)
        if span.end - span.start >= fewest
        for part in _sentences(g, span)
        if bisect_left(starts, part.end) > bisect_left(starts, part.start)
    ]


def _sentences(g: Grammar, span: Span) -> Iterator[Span]:
    """A span cut where sentences end in it."""
    start = span.start
    tokens = g.tokens(span)
    for index in tokens[1:]:
        if g.sent[index] != g.sent[index - 1]:
            yield Span(start, g.parse.end[index - 1])
            start = g.parse.start[index]
    yield Span(start, span.end)
