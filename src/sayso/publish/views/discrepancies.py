"""Where reports of a story differ, and where they say the same: each value with all the words that show it.

The rows are read as they are. A side is counted in articles and in the textual sources behind them; nothing here says
which side is so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.compare.origins.sources import Shared, most_sources, read_shared
from sayso.publish.views.reading_order import reading_key
from sayso.publish.views.voices import Voiced, Voices, read_voices
from sayso.records import (
    Agreement,
    Article,
    DifferenceKind,
    Discrepancy,
    Evidence,
    Level,
    ReviewedDiscrepancy,
    SharedPassage,
    Story,
)
from sayso.reviews.states import ReviewState, state_of
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.store.protocol import Store

DIFFERENCES: tuple[DifferenceKind, ...] = (
    "contradiction",
    "scope",
    "wording",
    "naming",
    "precision",
    "development",
)
LEVELS: tuple[Level, ...] = ("between", "gloss", "inside", "over_time")
"""The order in which a page shows them: what most needs looking at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Words that fill a slot, in their context and voice."""

    evidence: Evidence
    place: Voiced

    @property
    def article(self) -> Article:
        """The article that they stand in."""
        return self.place.article

    @property
    def context(self) -> Span:
        """The sentence or so around them."""
        return Span(*self.evidence.context)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One value with everything that shows it, in reading order; at most `most` textual sources stand behind it."""

    value: str
    shown: tuple[Shown, ...]
    most: int

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles on this side, each once."""
        return tuple({one.article.id: one.article for one in self.shown}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscrepancyView:
    """One slot with its values, the one that most articles have first; `state` is what reviews of it amount to."""

    row: Discrepancy
    sides: tuple[SideView, ...]
    state: ReviewState = "unreviewed"

    @property
    def id(self) -> str:
        """The discrepancy's id."""
        return self.row.id

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that take part in it, each once."""
        return tuple({one.id: one for side in self.sides for one in side.articles}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """One slot that several articles fill alike, with the words of each."""

    row: Agreement
    shown: tuple[Shown, ...]

    @property
    def id(self) -> str:
        """The agreement's id."""
        return self.row.id

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that say it, each once."""
        return tuple({one.article.id: one.article for one in self.shown}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparisons:
    """What is told of one story, or of a whole collection (`story` None)."""

    story: Story | None
    articles: tuple[Article, ...]
    discrepancies: tuple[DiscrepancyView, ...]
    agreements: tuple[AgreementView, ...]

    def narrowed(
        self,
        *,
        slots: Sequence[str] = (),
        levels: Sequence[str] = (),
        articles: frozenset[str] | None = None,
    ) -> "Comparisons":
        """What stays of some slots and levels, and of what one of some articles (their ids) takes part in."""

        def takes_part(told: Iterable[Article]) -> bool:
            return articles is None or any(one.id in articles for one in told)

        return Comparisons(
            story=self.story,
            articles=self.articles,
            discrepancies=tuple(
                view
                for view in self.discrepancies
                if (not slots or view.row.slot in slots)
                and (not levels or view.row.level in levels)
                and takes_part(view.articles)
            ),
            agreements=tuple(
                view
                for view in self.agreements
                if (not slots or view.row.slot in slots) and takes_part(view.articles)
            ),
        )


def comparisons(store: Store, story: Story | None = None, *, voices: Voices | None = None) -> Comparisons:
    """What differs and what agrees in one story, or in the whole collection.

    `voices` are those of the story's articles, for whoever has read them already.
    """
    inside = list(story.articles) if story else None
    evidence: dict[str, list[Evidence]] = {}
    for row in store.rows(Evidence, articles=inside):
        evidence.setdefault(row.comparison, []).append(row)
    ids = sorted(evidence)
    told_in = sorted({row.article for rows in evidence.values() for row in rows})
    if voices is None:
        voices = read_voices(store, told_in if story is None else story.articles)
    rows = [
        row
        for row in (store.rows(Discrepancy, ids=ids) if ids else ())
        if story is None or row.story == story.id
    ]
    agreed = [
        AgreementView(row=row, shown=tuple(_shown(evidence[row.id], voices)))
        for row in (store.rows(Agreement, ids=ids) if ids else ())
        if story is None or row.story == story.id
    ]
    return Comparisons(
        story=story,
        articles=tuple(voices.articles.values()),
        discrepancies=_discrepancies(store, rows, evidence, voices, _states(store, inside)),
        agreements=tuple(
            sorted(
                (view for view in agreed if view.shown),
                key=lambda view: (-len(view.articles), view.row.slot, view.row.about, view.id),
            )
        ),
    )


def discrepancies_of(store: Store, story: Story, read: Sequence[Bundle]) -> tuple[DiscrepancyView, ...]:
    """What differs between some articles of a story, read already, and others of it; of these only what that needs."""
    articles = {bundle.article.id for bundle in read}
    evidence: dict[str, list[Evidence]] = {}
    for row in store.rows(Evidence, articles=story.articles):
        evidence.setdefault(row.comparison, []).append(row)
    near = [key for key, rows in evidence.items() if any(row.article in articles for row in rows)]
    found = [row for row in (store.rows(Discrepancy, ids=near) if near else ()) if row.story == story.id]
    voices = read_voices(store, {row.article for one in found for row in evidence[one.id]}, read=read)
    return _discrepancies(store, found, evidence, voices, _states(store, story.articles))


def _discrepancies(
    store: Store,
    rows: Sequence[Discrepancy],
    evidence: Mapping[str, Sequence[Evidence]],
    voices: Voices,
    states: Mapping[str, ReviewState],
) -> tuple[DiscrepancyView, ...]:
    """Those in which two sides can be shown, by rank."""
    shared = _shared(store, [evidence[row.id] for row in rows], voices)
    found = (
        _discrepancy(row, _shown(evidence[row.id], voices), shared, states.get(row.id, "unreviewed"))
        for row in rows
    )
    return tuple(sorted((view for view in found if len(view.sides) > 1), key=_rank))


def _states(store: Store, articles: Sequence[str] | None) -> dict[str, ReviewState]:
    """What the reviews of each reviewed discrepancy amount to."""
    reviews: dict[str, list[ReviewedDiscrepancy]] = {}
    for review in store.rows(ReviewedDiscrepancy, articles=articles):
        reviews.setdefault(review.discrepancy, []).append(review)
    return {name: state_of(rows) for name, rows in reviews.items()}


def _shared(store: Store, compared: Iterable[Sequence[Evidence]], voices: Voices) -> Shared:
    """The text that articles on one side of some discrepancy share: whether they are of one source is asked of no others."""
    pairs: set[tuple[str, str]] = set()
    for rows in compared:
        sides: dict[int, set[str]] = {}
        for row in rows:
            sides.setdefault(row.side, set()).add(row.article)
        for articles in sides.values():
            pairs |= set(combinations(sorted(articles), 2))
    asked = sorted({article for pair in pairs for article in pair})
    passages = store.rows(SharedPassage, articles=asked) if asked else ()
    return read_shared(
        (row for row in passages if (row.a_article, row.b_article) in pairs),
        {one.id: one.text for one in voices.articles.values()},
    )


def _shown(rows: Iterable[Evidence], voices: Voices) -> list[Shown]:
    """Evidence in reading order; that of an article which is not there any more is left out."""
    placed = ((row, voices.at(row.article, Span(row.start, row.end), row.attribution)) for row in rows)
    shown = [Shown(evidence=row, place=place) for row, place in placed if place is not None]
    return sorted(shown, key=lambda one: (reading_key(one.article), one.evidence.start, one.evidence.id))


def _discrepancy(
    row: Discrepancy, shown: Sequence[Shown], shared: Shared, state: ReviewState
) -> DiscrepancyView:
    sides: dict[int, list[Shown]] = {}
    for one in shown:
        sides.setdefault(one.evidence.side, []).append(one)
    made = [
        SideView(
            value=side[0].evidence.value,
            shown=tuple(side),
            most=most_sources([(one.article.id, one.context) for one in side], shared),
        )
        for side in sides.values()
    ]
    order = row.level == "over_time"  # a development reads from its beginning

    def rank(side: SideView) -> tuple[object, ...]:
        first = side.shown[0]
        place = (reading_key(first.article), first.evidence.start, first.evidence.id)
        return place if order else (-len(side.articles), *place)

    return DiscrepancyView(row=row, sides=tuple(sorted(made, key=rank)), state=state)


def _rank(view: DiscrepancyView) -> tuple[object, ...]:
    row = view.row
    return (
        LEVELS.index(row.level),
        DIFFERENCES.index(row.difference),
        -row.score,
        -len(view.articles),
        row.about,
        row.id,
    )
