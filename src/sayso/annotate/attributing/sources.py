"""Second thoughts about who speaks: whole names, and words of saying that the parser hung on the wrong clause."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sayso.annotate.attributing.claims import Claim
from sayso.annotate.attributing.frames import DEEP, trimmed
from sayso.annotate.attributing.quotations import Quotation
from sayso.annotate.parsing.grammar import Grammar
from sayso.records import Mention
from sayso.spans import Span, overlap, trim

OWN_VOICE = frozenset({"i", "we", "you", "one"})
"""Whose words and wishes outside quotation marks are the writer's and the reader's, told in the outlet's own voice."""
SPEAKS = frozenset({"person", "organization", "government", "group", "outlet", "unnamed"})


def whole_names(text: str, claims: Sequence[Claim], mentions: Sequence[Mention]) -> None:
    """Sources that cut a name take all of it: the parser splits long and foreign names."""
    names = sorted((row.start, row.end) for row in mentions if row.form == "name")
    starts = [start for start, _ in names]
    for claim in claims:
        if claim.source is None:
            continue
        begin, end = claim.source
        at = bisect_right(starts, begin) - 1
        if at >= 0 and names[at][1] > begin:
            begin = names[at][0]
        at = bisect_left(starts, end) - 1
        if at >= 0 and names[at][1] > end:
            end = names[at][1]
        if claim.cue and claim.cue.start < end < claim.cue.end and begin < claim.cue.start:
            # words of saying that begin within the speaker's name begin behind it
            claim.cue = trim(text, Span(end, claim.cue.end)) or claim.cue
        if not (claim.cue and overlap(claim.cue, Span(begin, end))):
            claim.source = Span(begin, end)


def rehang(
    g: Grammar, claims: list[Claim], quotations: Sequence[Quotation], mentions: Sequence[Mention]
) -> None:
    """Words of saying within what somebody says go back to who says it, where the clause is not quoted.

    Two turns of news English: "X said the bridge was unsafe, adding that …" (a participle after a comma), and "X said
    the bridge was unsafe and called on …", where a thing like a bridge cannot call.
    """
    speakers = _starts_of(mentions)
    quoted = [quotation.span for quotation in quotations]
    starts = [span.start for span in quoted]
    by_verb = {claim.at: claim for claim in claims if claim.pattern == "speech clause"}
    for claim in claims:
        if not claim.pattern.startswith("speech") or claim.cue is None:
            continue
        at = bisect_right(starts, claim.cue.start) - 1
        if at >= 0 and quoted[at].end > claim.cue.start:
            continue
        participle = _trailing_participle(g, claim.at)
        if not participle and not _misplaced_verb(g, claim, speakers):
            continue
        outer = _speaker_above(g, claim.at, by_verb)
        if outer is None or outer.source is None or outer.cue is None or outer.cue.start > claim.cue.start:
            continue
        cut = g.left[claim.at] - 1
        pieces = [_before(g, span, cut) for span in outer.content]
        if any(piece is None for piece in pieces):
            continue
        outer.content = [piece for piece in pieces if piece is not None]
        claim.source = outer.source


def _starts_of(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    return sorted((row.start, row.end) for row in mentions if row.type in SPEAKS)


def _trailing_participle(g: Grammar, verb: int) -> bool:
    parse = g.parse
    return (
        parse.tag[verb] == "VBG"
        and parse.dep[verb] in {"advcl", "conj"}
        and g.left[verb] > 0
        and g.words[g.left[verb] - 1] == ","
        and g.child(verb, "nsubj") is None
    )


def _misplaced_verb(g: Grammar, claim: Claim, speakers: list[tuple[int, int]]) -> bool:
    parse, verb = g.parse, claim.at
    if (
        parse.dep[verb] != "conj"
        or not speakers
        or claim.source is None
        or g.child(verb, "nsubj") is not None
    ):
        return False
    if g.lower[g.left[verb] - 1] not in {"and", "but"} or parse.tag[verb] not in {"VBD", "VBZ", "VBP"}:
        return False
    at = bisect_left(speakers, (claim.source.end,)) - 1
    while at >= 0 and speakers[at][0] >= claim.source.start:
        if speakers[at][1] <= claim.source.end:
            return False
        at -= 1
    return True


def _speaker_above(g: Grammar, verb: int, by_verb: dict[int, Claim]) -> Claim | None:
    """The claim in whose clause a verb hangs."""
    here = verb
    for _ in range(DEEP):
        above = g.parse.head[here]
        if above == here:
            return None
        if above in by_verb:
            return by_verb[above] if g.parse.dep[here] == "ccomp" else None
        here = above
    return None


def _before(g: Grammar, span: Span, cut: int) -> Span | None:
    """The part of a content before a token; None when nothing would be left."""
    tokens = g.tokens(span)
    last = min(tokens.stop - 1, cut - 1)
    if last < tokens.start:
        return None
    if g.words[last] in {",", "and", "but"}:
        last -= 1
    return span if last == tokens.stop - 1 else trimmed(g, tokens.start, last)


def in_own_voice(g: Grammar, claim: Claim, quotations: Sequence[Quotation], starts: Sequence[int]) -> bool:
    """Whether words or thoughts are the writer's or the reader's own, told outside quotation marks."""
    if claim.source is None or claim.cue is None:
        return False
    if g.text[claim.source.start : claim.source.end].lower() not in OWN_VOICE:
        return False
    at = bisect_right(starts, claim.cue.start) - 1
    return at < 0 or quotations[at].span.end <= claim.cue.start
