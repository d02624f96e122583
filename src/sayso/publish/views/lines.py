"""A line: one attribution with everything that must travel with it when it is shown, quoted or exported."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.publish.views.renderings import Rendering
from sayso.publish.words.phrases import basis_words
from sayso.publish.words.voice_words import PLAIN
from sayso.records import ReviewedAttribution
from sayso.reviews.states import ReviewState, state_of
from sayso.store.protocol import Store

GRAVE = frozenset({"accusation", "warning"})
"""Speech acts that harm the one they are laid to when it was somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A rendering with the reviews of it that are in force, and the state they amount to."""

    rendering: Rendering
    reviews: tuple[ReviewedAttribution, ...] = ()

    @property
    def state(self) -> ReviewState:
        """Unreviewed, checked or disputed."""
        return state_of(self.reviews)

    @property
    def unchecked(self) -> bool:
        """Whether it is an accusation or a warning whose speaker was inferred and that nobody has checked."""
        inferred = basis_words(self.rendering.speaker) not in PLAIN
        return self.rendering.act in GRAVE and inferred and self.state != "checked"


def reviews_of(
    store: Store, articles: Sequence[str] | None = None
) -> dict[str, tuple[ReviewedAttribution, ...]]:
    """The reviews in force of each attribution, the oldest first; rejected attributions are among them."""
    found: dict[str, tuple[ReviewedAttribution, ...]] = {}
    rows = store.rows(ReviewedAttribution, articles=articles)
    for row in sorted(rows, key=lambda row: (row.at, row.id)):
        found[row.attribution] = (*found.get(row.attribution, ()), row)
    return found


def lines_of(
    said: Iterable[Rendering], reviews: Mapping[str, tuple[ReviewedAttribution, ...]]
) -> tuple[Line, ...]:
    """Renderings as lines."""
    return tuple(Line(rendering=one, reviews=reviews.get(one.attribution.id, ())) for one in said)
