"""DISCREPANCIES: slots that reports of a story fill differently, with the words of each side, and those they fill alike.

Nothing says who is right, and that several agree confirms nothing: how many textual sources tell it is counted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from sayso.compare.discrepancies.dates import find_dates
from sayso.compare.discrepancies.deeds import find_deeds
from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.glosses import find_glosses
from sayso.compare.discrepancies.in_gaps import find_in_gaps
from sayso.compare.discrepancies.joining import Comparison, are_rivals, join, uncovered
from sayso.compare.discrepancies.meetings import Meeting, meetings
from sayso.compare.discrepancies.names import find_names
from sayso.compare.discrepancies.numbers import find_numbers
from sayso.compare.discrepancies.reading import StoryReading, read_story
from sayso.compare.discrepancies.reviewed import Named, apply_reviews, of_discrepancies
from sayso.compare.discrepancies.roles import find_roles
from sayso.compare.discrepancies.scopes import find_scopes
from sayso.compare.discrepancies.spellings import find_spellings
from sayso.compare.discrepancies.telling import TextualSources
from sayso.compare.discrepancies.told_alike import find_consent
from sayso.ids import make_id
from sayso.records import (
    ActorMember,
    Agreement,
    Article,
    Attribution,
    Clause,
    Detail,
    Discrepancy,
    Entity,
    Evidence,
    Mark,
    Mention,
    Quantity,
    Review,
    ReviewedDiscrepancy,
    Sentence,
    SharedPassage,
    Slot,
    Speaker,
    StoryMember,
    Time,
    UtteranceMember,
)
from sayso.reviews.log import in_force
from sayso.schema import codec
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member

Made = Discrepancy | Agreement | Evidence | ReviewedDiscrepancy
Finder = Callable[[StoryReading, Sequence[Meeting]], Iterable[Finding]]

FINDERS: tuple[Finder, ...] = (
    find_numbers,
    find_dates,
    find_in_gaps,
    find_names,
    find_scopes,
    find_spellings,
    find_deeds,
    find_roles,
    find_glosses,
    find_consent,
)
"""What looks for differences; each gives findings of one slot or several."""

# What is shown has at least this score (thousandths), by slot. Of numbers and dates of tuning events all with less were
# read down to 380: from these on three in four or more are one slot, below it one in three (decision 0026).
LEAST: dict[Slot, int] = {
    "number": 510,
    "date": 490,
    "name": 600,
    "role": 600,
    "scope": 600,
    "polarity": 600,
    "wording": 600,
    "deed": 600,
}


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands an article to its story, with what people say of its discrepancies alone.

    Were the reviews carried, each of whatever else would have the whole story compared again.
    """

    def keys(bundle: Bundle) -> Iterator[Key]:
        reviews = [codec(Review).encode(one) for one in of_discrepancies(in_force(bundle[Review]))]
        for member in bundle[StoryMember]:
            yield Key(member.story, reviews)

    return keys


def open_discrepancies(
    _settings: Settings,
) -> Callable[[str, Sequence[Member]], list[Made]]:
    """Return the function that compares the reports of one story."""

    def discrepancies(story: str, members: Sequence[Member]) -> list[Made]:
        reading = read_story(story, members)
        found = meetings(reading)
        findings = [finding for finder in FINDERS for finding in finder(reading, found)]
        sources = TextualSources(reading)
        sure = [one for one in findings if one.score >= LEAST[one.slot]]
        comparisons = uncovered([one for one in join(sure) if are_rivals(one)])
        differing = [_named(story, one) for one in comparisons if _differs(one)]
        kept, reviewed = apply_reviews(reading, differing, _reviews(members))
        rows: list[Made] = []
        for named in kept:
            rows += _discrepancy(story, named)
        for comparison in comparisons:
            if not _differs(comparison) and len({side.article for side in comparison.evidence}) > 1:
                rows += _agreement(story, comparison, sources)
        return [*rows, *reviewed]

    return discrepancies


def _reviews(members: Sequence[Member]) -> list[Review]:
    """What people say of the discrepancies of a story, each review once."""
    read = (codec(Review).decode(tuple(row)) for member in members for row in member.payload or ())
    found = {review.id: review for review in read}
    return [found[name] for name in sorted(found)]


def _differs(comparison: Comparison) -> bool:
    return comparison.difference is not None and len(comparison.sides) > 1


def _first(comparison: Comparison) -> tuple[str, int, int]:
    return min((side.article, side.start, side.end) for side in comparison.evidence)


def _named(story: str, comparison: Comparison) -> Named:
    what = "naming" if comparison.difference == "naming" else comparison.slot
    return Named(make_id("Discrepancy", story, what, *_first(comparison)), comparison)


def _discrepancy(story: str, named: Named) -> Iterator[Discrepancy | Evidence]:
    comparison = named.comparison
    assert comparison.difference is not None
    yield Discrepancy(
        id=named.id,
        story=story,
        slot=comparison.slot,
        difference=comparison.difference,
        level=comparison.level,
        about=comparison.about,
        score=comparison.score,
        reasons=comparison.reasons,
    )
    yield from _evidence(named.id, comparison)


def _agreement(story: str, comparison: Comparison, sources: TextualSources) -> Iterator[Agreement | Evidence]:
    made = make_id("Agreement", story, comparison.slot, *_first(comparison))
    least, most, reasons = sources.count(comparison.evidence)
    yield Agreement(
        id=made,
        story=story,
        slot=comparison.slot,
        about=comparison.about,
        value=comparison.evidence[0].value,
        least=least,
        most=most,
        reasons=(*comparison.reasons, *reasons),
    )
    yield from _evidence(made, comparison)


def _evidence(made: str, comparison: Comparison) -> Iterator[Evidence]:
    for number, sides in enumerate(comparison.sides):
        for side in sides:
            yield Evidence(
                id=make_id("Evidence", made, side.article, side.start, side.end),
                article=side.article,
                comparison=made,
                side=number,
                value=side.value,
                start=side.start,
                end=side.end,
                context=side.context,
                attribution=side.attribution,
                reasons=side.reasons,
            )


CARRIED = (
    Article,
    Sentence,
    Mark,
    Mention,
    Entity,
    Time,
    Quantity,
    Attribution,
    Speaker,
    Detail,
    Clause,
    SharedPassage,
    ActorMember,
    UtteranceMember,
)

DISCREPANCIES = Group(
    name="discrepancies",
    version=9,
    reads=(*CARRIED, StoryMember, Review),
    writes=(Discrepancy, Agreement, Evidence, ReviewedDiscrepancy),
    keys=open_keys,
    make=open_discrepancies,
    gathers="bundle",
    carries=CARRIED,
    asks=(StoryMember, Review),
)
