"""Scope words: of how much or how many, how often and with what consent the same is told ("all", "some", "unanimously")."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.compare.aligning.worded import Word
from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.gaps import Place, fill, span_of, telling, unsaid
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.compare.tables import table
from sayso.records import Clause
from sayso.spans import Span, contains
from sayso.words.commonness import function_words, stem
from sayso.words.forms import read_words

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
        sides.append(fill(article, span, found[0].form) if found else unsaid(article, span))
        words.append(f"“{article.words(span)}”" if found else "no such word")
    score = EXCHANGED if first and second else MISSING
    yield Finding(
        slot="scope",
        difference="scope",
        level=place.level,
        about=place.about,
        sides=((sides[0],), (sides[1],)),
        score=score if place.meeting.basis != "sentence" else score - REWORDED,
        reasons=(
            f"{words[0]} stands where the other has {words[1]}",
            *place.meeting.reasons,
            *dict.fromkeys(reason for side in sides for reason in side.reasons),
        ),
    )


def find_scopes(story: StoryReading, meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """With what consent a deed was done, where sentences of two reports tell the same deed in words of their own."""
    for meeting in meetings:
        if meeting.basis != "sentence":
            continue
        one, two = story.articles[meeting.a_article], story.articles[meeting.b_article]
        words = _consent(meeting.alongside.a), _consent(meeting.alongside.b)
        if bool(words[0]) == bool(words[1]):
            continue
        mine, other = (one, two) if words[0] else (two, one)
        told = words[0] or words[1]
        if other.article.in_part or told[0].form in read_words(other.text).forms:
            continue  # it says so elsewhere, or may say so in what is missing
        pair = next(
            _same_deed(
                mine, meeting.a if words[0] else meeting.b, told, other, meeting.b if words[0] else meeting.a
            ),
            None,
        )
        if pair is None:
            continue
        yield Finding(
            slot="scope",
            difference="scope",
            level="between",
            about=mine.words(Span(pair[0].start, pair[0].end)),
            sides=(
                (fill(mine, Span(told[0].start, told[0].end), told[0].form),),
                (unsaid(other, pair[1].predicate),),
            ),
            score=MISSING - REWORDED,
            reasons=(
                f"“{told[0].form}” stands with “{mine.words(pair[0].predicate)}” in one, and no such word in the other",
                *meeting.reasons,
            ),
        )


def _consent(words: Sequence[Word]) -> list[Word]:
    return [
        word for word in words if word.form in scope_words() and scope_words()[word.form].kind == "consent"
    ]


def _same_deed(
    mine: ArticleReading, here: Span, told: Sequence[Word], other: ArticleReading, there: Span
) -> Iterator[tuple[Clause, Clause]]:
    """The clause that a word of consent stands in, and one of the other sentence with the same deed to the same thing."""
    beside = mine.clause_at(Span(told[0].start, told[0].end))
    if beside is None or beside.patient is None or not contains(here, beside.predicate):
        return
    first, last = told[0].start - beside.predicate.end, beside.predicate.start - told[0].end
    if max(first, last) > 1:
        return  # it belongs to another word than the deed: "an overwhelmingly negative picture"
    what = _stems(mine, beside.patient)
    for row in other.clauses:
        if (
            contains(there, row.predicate)
            and row.verb == beside.verb
            and row.negated == beside.negated
            and row.patient is not None
            and what & _stems(other, row.patient)
        ):
            yield beside, row


def _stems(article: ArticleReading, span: Span) -> frozenset[str]:
    forms = read_words(article.text[span.start : span.end]).forms
    return frozenset(stem(form) for form in forms if form not in function_words())


def _is_missing(place: Place, scope: Scope) -> bool:
    """Whether a scope word on one side alone says something that the other text says nowhere in the sentence."""
    gap = place.gap
    if not scope.differs_from_nothing or _is_counted(gap.around[1]):
        return False
    if scope.kind == "nearly" and gap.around[1] not in scope_words():
        return False
    if not gap.holds(place.meeting):
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
