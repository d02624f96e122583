"""Deeds: the opposite of one deed, the two sides of it exchanged, or somebody else who did it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.gaps import Gap, fill, gaps, level_of, span_of, table, telling
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.persons import surely_two
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.compare.discrepancies.tellings import Told, pairs_of_tellings
from sayso.spans import Span
from sayso.words.commonness import stem

IN_PLACE, OPPOSITE, EXCHANGED, ANOTHER, DENIED = 900, 750, 780, 700, 750


@lru_cache(maxsize=1)
def opposites() -> Mapping[str, frozenset[str]]:
    """The folded words of the opposite of each deed."""
    found: dict[str, frozenset[str]] = {}
    for one, two in table("opposites.tsv"):
        for mine, other in ((one, two), (two, one)):
            for word in mine.split():
                found[word] = found.get(word, frozenset()) | frozenset(other.split())
    return found


def find_deeds(story: StoryReading, meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """Opposite deeds in one place of two texts; and what two clauses with the same deed tell otherwise."""
    for meeting in meetings:
        one, two = story.articles[meeting.a_article], story.articles[meeting.b_article]
        for gap in gaps(meeting.alongside, (one.text, two.text)):
            if gap.holds(meeting) and _are_opposite(gap):
                yield _in_place(meeting, one, two, gap)
    for a, b in pairs_of_tellings(story):
        yield from islice(_of_tellings(story, a, b), 1)


def _are_opposite(gap: Gap) -> bool:
    mine, other = ([word.form for word in telling(side)] for side in (gap.a, gap.b))
    return len(mine) == len(other) == 1 and other[0] in opposites().get(mine[0], ())


def _in_place(meeting: Meeting, one: ArticleReading, two: ArticleReading, gap: Gap) -> Finding:
    a, b = span_of(gap.a), span_of(gap.b)
    return Finding(
        slot="deed",
        difference="contradiction",
        level=level_of(meeting),
        about=one.words(span_of(gap.a_edge)),
        sides=((fill(one, a, one.words(a)),), (fill(two, b, two.words(b)),)),
        score=min(IN_PLACE, meeting.score + 50),
        reasons=(f"“{one.words(a)}” stands where the other has “{two.words(b)}”", *meeting.reasons),
    )


def _of_tellings(story: StoryReading, a: Told, b: Told) -> Iterator[Finding]:
    """What two clauses of one deed tell otherwise, the surest first."""
    if a.same_actors(b) and a.shared(b) >= 1:
        if a.verb != b.verb:
            yield _clauses(a, b, "deed", OPPOSITE, "opposite deeds", predicates=True)
        elif a.clause.negated != b.clause.negated:
            yield _clauses(a, b, "polarity", DENIED, "the same is told and denied", predicates=True)
    if a.verb != b.verb or a.clause.negated != b.clause.negated:
        return
    if a.crossed(b):
        yield _clauses(a, b, "deed", EXCHANGED, "who did it and to whom are exchanged", predicates=False)
    elif (
        a.agent
        and b.agent
        and a.same_patient(b)
        and a.shared(b) >= 2
        and a.agent.kind == "person"
        and surely_two(story, a.agent, b.agent)
    ):
        yield _clauses(a, b, "name", ANOTHER, "another did the same", predicates=False)
    elif (
        a.patient
        and b.patient
        and a.same_agent(b)
        and a.shared(b) >= 2
        and a.patient.kind == "person"
        and surely_two(story, a.patient, b.patient)
    ):
        yield _clauses(a, b, "name", ANOTHER, "the same was done to another", predicates=False, patient=True)


def _clauses(
    a: Told, b: Told, slot: str, score: int, why: str, *, predicates: bool, patient: bool = False
) -> Finding:
    sides = []
    for told in (a, b):
        named = told.patient if patient else told.agent
        span = told.clause.predicate if predicates or named is None else named.span
        sides.append(fill(told.article, Span(*span), told.article.words(Span(*span))))
    return Finding(
        slot=slot,  # type: ignore[arg-type]
        difference="contradiction",
        level="inside" if a.article is b.article else "between",
        about=a.article.words(Span(a.clause.start, a.clause.end)),
        sides=((sides[0],), (sides[1],)),
        score=score,
        reasons=(why, f"both tell of “{stem(a.verb)}” with the same words around"),
    )
