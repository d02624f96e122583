"""Which time dates which deed: the one that hangs on it in the grammar, never one that hangs on another deed."""

from collections.abc import Callable, Iterable, Sequence

from sayso.annotate.clausing.deeds import Deed
from sayso.annotate.clausing.subjects import VERBAL
from sayso.annotate.parsing.grammar import NOUNS, Grammar
from sayso.records import Time
from sayso.spans import Span

LINKS = frozenset(
    "npadvmod advmod pobj prep nummod compound amod nmod poss pcomp det quantmod tmod appos dep".split()
)
"""Dependencies that a date climbs to what it dates."""
BOUNDS = frozenset({"since", "until", "till", "from", "through", "for"})
"""Prepositions of a date that bounds a deed and does not date it."""
STEPS = 8
"""Words from a date up to what it dates; longer ways are lists."""
EVENT_TYPES = frozenset({"DATE", "TIME"})
VAGUE = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})


def date_deeds(
    g: Grammar, deeds: Sequence[Deed], times: Iterable[Time], voice: Callable[[int], str | None]
) -> dict[int, str]:
    """The id of the time that dates each deed, by the deed's head.

    A deed and its time stand in one voice: "said on Monday that it had closed" dates the saying alone. Of several
    the one that hangs on the deed itself wins, then one whose days are known, then the nearest.
    """
    heads = {deed.head for deed in deeds}
    stands_for = {word: deed.head for deed in deeds for word in (deed.noun, deed.going) if word is not None}
    best: dict[int, tuple[int, int, int, str]] = {}
    for time in times:
        if time.type not in EVENT_TYPES or time.value in VAGUE:
            continue
        top = g.top(Span(time.start, time.end))
        if top is None:
            continue
        found = _dated(g, top, Span(time.start, time.end), heads, stands_for)
        if found is None:
            continue
        deed, far = found
        over = g.parse.head[deed]
        if (
            over in heads
            and over == g.tokens(Span(time.start, time.end))[0] - 1
            and g.parse.dep[deed] == "ccomp"
        ):
            deed = over  # "said Monday the guards would leave"
            if deed not in best:
                best[deed] = (far, time.earliest is None, 1, time.id)
            continue
        while voice(g.parse.start[deed]) != voice(time.start):
            above = g.parse.head[deed]
            if above == deed or above not in heads:
                break
            deed, far = above, far + 1
        else:
            rank = (far, time.earliest is None, abs(top - deed), time.id)
            if deed not in best or rank < best[deed]:
                best[deed] = rank
    dated = {deed: rank[3] for deed, rank in best.items()}
    _share(g, deeds, dated, {time.id: time.start for time in times}, voice)
    return dated


def _dated(
    g: Grammar, top: int, span: Span, heads: set[int], stands_for: dict[int, int]
) -> tuple[int, int] | None:
    """The head of the deed that a time hangs on, and 1 where a noun that tells no deed stands between (else 0)."""
    parse, here, far = g.parse, top, 0
    for _ in range(STEPS):
        above, dep = parse.head[here], parse.dep[here]
        if above == here:
            return None
        if dep == "prep" and g.lower[here] in BOUNDS:
            return None
        if parse.pos[above] in VERBAL:
            ok = dep in LINKS or (far and dep in {"dobj", "attr", "oprd", "dative"} and above < here < top)
            told = stands_for.get(above, above)
            return (told, far) if ok and told in heads else None
        if dep not in LINKS and not (far and dep == "pobj"):
            return None
        if above in heads:  # a deed that a noun tells
            return above, 0
        if above in stands_for:
            return stands_for[above], 0
        if parse.pos[above] in NOUNS and not span.start <= parse.start[above] < span.end:
            far += 1
            if far > 1 or dep not in {"prep", "npadvmod", "tmod"} or above > top or g.lower[here] == "of":
                return None  # "scenes from the war in the 1970s" tells no day of what is likened to them
        here = above
    return None


def _share(
    g: Grammar,
    deeds: Sequence[Deed],
    dated: dict[int, str],
    starts: dict[str, int],
    voice: Callable[[int], str | None],
) -> None:
    """A time in front of joined verbs dates them all: "On Monday he met the envoy and signed the treaty"."""
    for deed in deeds:
        above = g.parse.head[deed.head]
        if deed.head in dated or g.parse.dep[deed.head] != "conj" or deed.own or above not in dated:
            continue
        at = starts[dated[above]]
        if at < g.parse.start[above] and voice(g.parse.start[deed.head]) == voice(at):
            dated[deed.head] = dated[above]
