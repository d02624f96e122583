"""What differs in the gaps of texts that run alike: scope words, negations, quoted words, names, deeds, titles."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from sayso.compare.discrepancies.deeds import deeds_in
from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.gaps import Place, places
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.names import names_in
from sayso.compare.discrepancies.polarity import polarity_in
from sayso.compare.discrepancies.quotations import quotations_in
from sayso.compare.discrepancies.reading import StoryReading
from sayso.compare.discrepancies.roles import roles_in
from sayso.compare.discrepancies.scopes import scopes_in

LOOKS: tuple[Callable[[Place], Iterable[Finding]], ...] = (
    scopes_in,
    polarity_in,
    quotations_in,
    names_in,
    deeds_in,
    roles_in,
)


def find_in_gaps(story: StoryReading, meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """What each gap holds, looked at once for all that can differ in it."""
    for place in places(story, meetings):
        for look in LOOKS:
            yield from look(place)
