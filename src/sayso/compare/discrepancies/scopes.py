"""Scope words: of how much or how many, how often and with what consent the same is told ("all", "some", "unanimously")."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.compare.aligning.worded import Word
from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.gaps import Place, fill, span_of, table, telling
from sayso.spans import Span

# "At all", "after all", "all but": no amount. "Not only", "only to": no limit.
NO_AMOUNT_AFTER = frozenset({"at", "after", "above", "not"})
NO_AMOUNT_BEFORE = frozenset({"but", "right", "in", "too", "so", "along", "out", "about", "over", "time"})
# Both replaced by one another, and one of them missing: the first leaves no doubt that it was written otherwise,
# in sentences that are only alike both are less sure.
EXCHANGED, MISSING, REWORDED = 900, 800, 150


class Scope(NamedTuple):
    """What a scope word says: its kind, the value within it, and whether saying nothing says something else."""

    kind: str
    value: str
    differs_from_nothing: bool


@lru_cache(maxsize=1)
def scope_words() -> Mapping[str, Scope]:
    """The scope of each folded word."""
    return {
        word: Scope(kind, value, missing == "+")
        for kind, value, missing, words in table("scopes.tsv")
        for word in words.split()
    }


def scopes_in(place: Place) -> Iterator[Finding]:
    """Scope words exchanged, or on one side only, where all around is told in the same words."""
    gap = place.gap
    first, second = _scope_in(gap.a, gap.around), _scope_in(gap.b, gap.around)
    if not (first or second) or _rest(gap.a, first) != _rest(gap.b, second):
        return
    if first and second:
        if first[1].kind != second[1].kind or first[1].value == second[1].value or not gap.touches:
            return
    elif not _is_missing(place, (first or second)[1]):  # type: ignore[index]
        return
    sides, words = [], []
    for (article, _, edge), found in zip(place.sides, (first, second), strict=True):
        span = Span(found[0].start, found[0].end) if found else span_of(edge)
        sides.append(fill(article, span, found[0].form if found else "nothing said"))
        words.append(f"“{article.words(span)}”" if found else "no such word")
    score = EXCHANGED if first and second else MISSING
    yield Finding(
        slot="scope",
        difference="scope",
        level=place.level,
        about=place.about,
        sides=((sides[0],), (sides[1],)),
        score=score if place.meeting.basis != "sentence" else score - REWORDED,
        reasons=(f"{words[0]} stands where the other has {words[1]}", *place.meeting.reasons),
    )


def _is_missing(place: Place, scope: Scope) -> bool:
    """Whether a scope word on one side alone says something that the other text says nowhere in the sentence."""
    gap = place.gap
    if not scope.differs_from_nothing or _is_counted(gap.around[1]):
        return False
    if scope.kind == "nearly" and gap.around[1] not in scope_words():
        return False
    if not (gap.holds(place.meeting) or (scope.kind == "consent" and gap.tight)):
        return False
    beside = place.meeting.alongside
    article, words, edge = (place.two, beside.b, gap.b_edge) if gap.a else (place.one, beside.a, gap.a_edge)
    around = article.context(span_of(edge))
    return not any(
        scope_words()[word.form][:2] == scope[:2]
        for word in words
        if around.start <= word.start < around.end and word.form in scope_words()
    )


def _scope_in(words: Sequence[Word], around: tuple[str, str]) -> tuple[Word, Scope] | None:
    """The only scope word among some words; None where there is none, or more than one."""
    found = []
    for number, word in enumerate(words):
        scope = scope_words().get(word.form)
        before = words[number - 1].form if number else around[0]
        after = words[number + 1].form if number + 1 < len(words) else around[1]
        if scope is not None and before not in NO_AMOUNT_AFTER and after not in NO_AMOUNT_BEFORE:
            found.append((word, scope))
    return found[0] if len(found) == 1 else None


def _rest(words: Sequence[Word], found: tuple[Word, Scope] | None) -> list[str]:
    """What else is told in a gap: it has to be the same on both sides."""
    scope = scope_words()
    return [
        word.root
        for word in telling(words)
        if (found is None or word is not found[0]) and word.form not in scope
    ]


def _is_counted(form: str) -> bool:
    """Whether a number follows: "all 50 people" and "50 people" are as many."""
    return form[:1].isdigit()
