"""Which way shared text went, as far as one of the two articles says so; else unknown, and why.

A direction needs words or stated times: a credit of the other outlet that covers the passage, or, where neither
article credits anybody, stated times of publication that do not overlap. Length, edits and guesses prove nothing.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.records import Article, Credit, Direction, DirectionBasis, Sentence
from sayso.spans import Span, overlap
from sayso.stage import Bundle
from sayso.words.moments import before, shown
from sayso.words.outlets import called_beside, is_several, same_outlet
from sayso.words.own_words import LEAST_OWN, own_words, quoted_spans

NOBODY = "neither credits the other where the words stand"


class Course(NamedTuple):
    """Which way a passage went, what that rests on, and the reason in words."""

    direction: Direction
    basis: DirectionBasis
    why: str


def direction_of(a: Bundle, b: Bundle, span_a: Span, span_b: Span) -> Course:
    """The direction of a passage: by credits that cover it, else by stated times where nobody else is credited."""
    ours, theirs = list(_covering(a, span_a)), list(_covering(b, span_b))
    from_b = next((credit for credit in ours if _is_of(credit, b.article)), None)
    from_a = next((credit for credit in theirs if _is_of(credit, a.article)), None)
    if from_a and from_b:
        return Course("unknown", "none", "direction unknown: each credits the other")
    if from_b:
        return Course("b_to_a", "credit", _told(a, b, span_a, from_b))
    if from_a:
        return Course("a_to_b", "credit", _told(b, a, span_b, from_a))
    common = [(one, two) for one in ours for two in theirs if same_outlet(one.carrier, two.carrier)]
    for one, two in common:
        if not _copied((a, span_a, one), (b, span_b, two)):
            why = f"both credit {one.carrier}, which is neither of the two outlets"
            return Course("common_source", "credit", why)
    if common:
        why = f"direction unknown: both credit {common[0][0].carrier}, in words that they share"
        return Course("unknown", "none", why)
    if ours or theirs:
        return Course("unknown", "none", f"direction unknown: {_somebody_else(a, b, ours, theirs)}")
    near = _suggestion(a, b, span_a, span_b)
    if near:
        return Course("unknown", "none", f"direction unknown: {near}")
    course = _by_times(a.article, b.article)
    if course.basis == "times" and min(_own(a, span_a), _own(b, span_b)) < LEAST_OWN:
        return Course("unknown", "none", f"direction unknown: {NOBODY}")
    return course


def covers(reach: Span, span: Span) -> bool:
    """Whether a credit's sentence is about a stretch: they share at least half of the shorter one.

    A passage often ends with a word or two of the next sentence; a credit there says nothing of it.
    """
    return 2 * overlap(reach, span) >= min(reach.end - reach.start, span.end - span.start) > 0


def _copied(one: tuple[Bundle, Span, Credit], two: tuple[Bundle, Span, Credit]) -> bool:
    """Whether two credits are one that stands in the shared text itself: whoever copied the text copied it along."""
    inside = all(overlap(Span(credit.start, credit.end), span) for _, span, credit in (one, two))
    words = [
        bundle.article.text[credit.start : credit.end].casefold().split() for bundle, _, credit in (one, two)
    ]
    return inside and words[0] == words[1]


def _covering(bundle: Bundle, span: Span) -> Iterator[Credit]:
    """The article's credits of others that cover a stretch; a credit of itself says nothing of where it is from."""
    for credit in bundle[Credit]:
        if covers(credit.reach, span) and not _is_of(credit, bundle.article):
            yield credit


def _is_of(credit: Credit, article: Article) -> bool:
    return article.outlet is not None and same_outlet(credit.carrier, article.outlet)


def _told(crediting: Bundle, credited: Bundle, span: Span, credit: Credit) -> str:
    """Who credits whom with what words, and of how many of the passage's sentences."""
    words = " ".join(crediting.article.text[credit.start : credit.end].split())
    sentences = sum(covers(Span(row.start, row.end), span) for row in crediting[Sentence])
    where = f", in one of its {sentences} sentences" if sentences > 1 else ""
    return f"{_name(crediting, credited)} credits {_name(credited, crediting)}: “{words}”{where}"


def _somebody_else(a: Bundle, b: Bundle, ours: Sequence[Credit], theirs: Sequence[Credit]) -> str:
    sides = ((_name(a, b), ours), (_name(b, a), theirs))
    said = [f"{name} credits {found[0].carrier}" for name, found in sides if found]
    silent = [f"{name} nobody" for name, found in sides if not found]
    return ", ".join(said + silent)


def _suggestion(a: Bundle, b: Bundle, span_a: Span, span_b: Span) -> str:
    """What credits near by may say of it; "" when there are none. Reason enough to conclude nothing from times."""
    ours, theirs = list(_near(a, span_a)), list(_near(b, span_b))
    for credit in ours:
        if any(same_outlet(credit.carrier, other.carrier) for other in theirs):
            return f"both may be from {credit.carrier}, which each credits elsewhere"
    for name, found in ((_name(a, b), ours), (_name(b, a), theirs)):
        if found:
            where = "carries {} in its dateline" if found[0].kind == "dateline" else "credits {} elsewhere"
            return f"{name} {where.format(found[0].carrier)}, which may cover this"
    return ""


def _near(bundle: Bundle, span: Span) -> Iterator[Credit]:
    for credit in bundle[Credit]:
        if is_several(credit.carrier):
            continue
        wider = credit.wider is not None and covers(credit.wider, span)
        if wider and not _is_of(credit, bundle.article):
            yield credit


def _by_times(a: Article, b: Article) -> Course:
    """The order of publication, where both times are stated and do not overlap: it is all that a time can show.

    It is not asked of words that each may have from the speaker, or of names and titles.
    """
    if not (a.firmly_dated and b.firmly_dated):
        doubtful = [
            called_beside(one.outlet, one.title, other.outlet)
            for one, other in ((a, b), (b, a))
            if one.published_basis == "doubtful"
        ]
        dates = f", and the date of {' and of '.join(doubtful)} is doubtful" if doubtful else ""
        return Course("unknown", "none", f"direction unknown: {NOBODY}{dates}")
    for earlier, later, direction in ((a, b, "a_to_b"), (b, a, "b_to_a")):
        first, second = earlier.published_latest, later.published_earliest
        if first and second and before(first, second):
            why = (
                f"{called_beside(earlier.outlet, earlier.title, later.outlet)} published it earlier in this collection "
                f"({shown(first, second)}, before {shown(second, first)}); {NOBODY}"
            )
            return Course("a_to_b" if direction == "a_to_b" else "b_to_a", "times", why)
    return Course("unknown", "none", f"direction unknown: {NOBODY}, and the stated times overlap")


def _own(bundle: Bundle, span: Span) -> int:
    """How many words of a stretch are somebody's own, and no quotation, name or title."""
    return own_words(bundle.article.text, span, quoted_spans(bundle.article.text))


def _name(bundle: Bundle, other: Bundle) -> str:
    return called_beside(bundle.article.outlet, bundle.article.title, other.article.outlet)
