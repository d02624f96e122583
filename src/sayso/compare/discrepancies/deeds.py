"""Deeds: the opposite of one deed, the two sides of it exchanged, or somebody else who did it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.gaps import Gap, Place, fill, span_of, telling
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.persons import surely_two
from sayso.compare.discrepancies.reading import StoryReading
from sayso.compare.discrepancies.tellings import Told, pairs_of_tellings
from sayso.compare.discrepancies.told_alike import told_alike
from sayso.compare.tables import table
from sayso.spans import Span
from sayso.words.commonness import stem

# In one place of two texts, and in clauses: opposite deeds, exchanged actors, another actor, a denial. Set by judgement
# on tuning events; no sweep.
IN_PLACE, OPPOSITE, EXCHANGED, ANOTHER, DENIED = 900, 750, 780, 700, 750
BOTH = "only a part of its report is here: it may name both in what is missing"


@lru_cache(maxsize=1)
def opposites() -> Mapping[str, frozenset[str]]:
    """The folded words of the opposite of each deed."""
    found: dict[str, frozenset[str]] = {}
    for one, two in table("opposites.tsv"):
        for mine, other in ((one, two), (two, one)):
            for word in mine.split():
                found[word] = found.get(word, frozenset()) | frozenset(other.split())
    return found


def deeds_in(place: Place) -> Iterator[Finding]:
    """A deed and its opposite, where all around is told in the same words."""
    if not _are_opposite(place.gap) or not place.gap.holds(place.meeting):
        return
    spans = [span_of(words) for _, words, _ in place.sides]
    shown = [article.words(span) for (article, *_), span in zip(place.sides, spans, strict=True)]
    sides = [
        fill(article, span, value)
        for (article, *_), span, value in zip(place.sides, spans, shown, strict=True)
    ]
    yield Finding(
        slot="deed",
        difference="contradiction",
        level=place.level,
        about=place.about,
        sides=((sides[0],), (sides[1],)),
        score=min(IN_PLACE, place.meeting.score + 50),
        reasons=(f"“{shown[0]}” stands where the other has “{shown[1]}”", *place.meeting.reasons),
    )


def find_deeds(story: StoryReading, _meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """What two clauses with the same deed tell otherwise, and what they tell alike."""
    for a, b in pairs_of_tellings(story):
        found = next(_of_tellings(story, a, b), None)
        yield from (found,) if found is not None else told_alike(story, a, b)


def _are_opposite(gap: Gap) -> bool:
    mine, other = ([word.form for word in telling(side)] for side in (gap.a, gap.b))
    return len(mine) == len(other) == 1 and other[0] in opposites().get(mine[0], ())


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
        part = [BOTH] if slot == "name" and told.article.article.in_part else []
        sides.append(fill(told.article, Span(*span), told.article.words(Span(*span)), *part))
    return Finding(
        slot=slot,  # type: ignore[arg-type]
        difference="contradiction",
        level="inside" if a.article is b.article else "between",
        about=a.article.words(Span(a.clause.start, a.clause.end)),
        sides=((sides[0],), (sides[1],)),
        score=score,
        reasons=(
            why,
            f"both tell of “{stem(a.verb)}” with the same words around",
            *dict.fromkeys(reason for side in sides for reason in side.reasons),
        ),
    )
