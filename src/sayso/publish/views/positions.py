"""Where the actors of a story stand: propositions, a cell for each who takes a stance, the words that show it over time.

The rows are read as they are. What is shown stays "X said"; a cell without a label is shown by its words alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.publish.views.reading_order import reading_key
from sayso.publish.views.voices import Voiced, Voices, read_voices
from sayso.publish.words.phrases import UNKNOWN_SPEAKER
from sayso.records import Article, Position, PositionMember, Proposition, StanceLabel, Story
from sayso.spans import Span
from sayso.store.protocol import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceShown:
    """One rendering that shows a position: its sentence in its voice, its day where one is known, and its label."""

    row: PositionMember
    place: Voiced

    @property
    def article(self) -> Article:
        """The article that it stands in."""
        return self.place.article

    @property
    def words(self) -> str:
        """The exact words, on one line."""
        return self.place.words

    @property
    def said_on(self) -> str | None:
        """Its day (ISO), or None."""
        return self.row.said_on


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """One actor on one proposition, in the order of time; what has no day comes last.

    `known` is set where the actor is: else `speaker` is a description ("a senior official") or says that nobody is
    named, and two such cells are perhaps one person or not. `label` is for or against what `about` names; None: its
    words must do.
    """

    row: Position
    speaker: str
    about: str
    shown: tuple[StanceShown, ...]

    @property
    def id(self) -> str:
        """The position's id."""
        return self.row.id

    @property
    def actor(self) -> str | None:
        """The actor's id, or None."""
        return self.row.actor

    @property
    def known(self) -> bool:
        """Whether it is known whose position it is."""
        return self.row.actor is not None

    @property
    def label(self) -> StanceLabel | None:
        """Its label where that is sure enough, or None."""
        return self.row.label

    @property
    def shifts(self) -> bool:
        """Whether its dated words stand elsewhere than earlier ones."""
        return any(one.row.shift for one in self.shown)

    @property
    def utterances(self) -> tuple[str, ...]:
        """The utterances that show it, each once."""
        return tuple(dict.fromkeys(one.row.utterance for one in self.shown))

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that show it, each once."""
        return tuple({one.article.id: one.article for one in self.shown}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class PropositionView:
    """What several utterances are about, told by the words they share, with a cell for each who takes a stance."""

    row: Proposition
    cells: tuple[CellView, ...]

    @property
    def id(self) -> str:
        """The proposition's id."""
        return self.row.id

    @property
    def words(self) -> tuple[str, ...]:
        """Words that its utterances share; a label is for or against what the first of them names."""
        return self.row.words

    @property
    def utterances(self) -> int:
        """How many utterances are about it."""
        return len({utterance for cell in self.cells for utterance in cell.utterances})

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that tell of it, each once."""
        return tuple({one.id: one for cell in self.cells for one in cell.articles}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionsView:
    """The propositions of one story, or of a whole collection (`story` None): what most take a stance on first."""

    story: Story | None
    propositions: tuple[PropositionView, ...]

    def narrowed(self, *, actors: frozenset[str] | None = None) -> "PositionsView":
        """The propositions on which one of some actors (their ids) takes a stance, with all who do."""
        return PositionsView(
            story=self.story,
            propositions=tuple(
                view
                for view in self.propositions
                if actors is None or any(cell.actor in actors for cell in view.cells)
            ),
        )


def positions(store: Store, story: Story | None = None, *, actor: str | None = None) -> PositionsView:
    """Where the actors of one story, or of the whole collection, stand; only the cells of one `actor` if it is given."""
    inside = list(story.articles) if story else None
    wanted, owners = _of_actor(store, actor) if actor is not None else (None, None)
    members: dict[str, list[PositionMember]] = {}
    kept = (
        store.rows(PositionMember, articles=inside)
        if owners is None
        else store.rows(PositionMember, owners=owners)
    )
    for row in kept:
        if wanted is None or row.shows in wanted:
            members.setdefault(row.shows, []).append(row)
    if not members:
        return PositionsView(story=story, propositions=())
    voices = read_voices(store, {row.article for rows in members.values() for row in rows})
    known = list(store.rows(Position, ids=sorted(members)))
    rows = {row.id: row for row in store.rows(Proposition, ids=sorted({one.proposition for one in known}))}
    cells: dict[str, list[CellView]] = {}
    for position in known:
        shown = _shown(members[position.id], voices)
        proposition = rows.get(position.proposition)
        if shown and proposition is not None and (story is None or position.story == story.id):
            cells.setdefault(proposition.id, []).append(
                CellView(
                    row=position,
                    speaker=position.speaker or UNKNOWN_SPEAKER,
                    about=proposition.words[0] if proposition.words else "",
                    shown=tuple(shown),
                )
            )
    found = [
        PropositionView(row=rows[key], cells=tuple(sorted(cells[key], key=_cell_rank)))
        for key in sorted(cells)
    ]
    return PositionsView(story=story, propositions=tuple(sorted(found, key=_rank)))


def _of_actor(store: Store, actor: str) -> tuple[set[str], list[str]]:
    """The positions of an actor, and the stories that they were found in."""
    mine = [row for row in store.values(Position, "id", "story", "actor") if row[2] == actor]
    return {row[0] for row in mine}, sorted({row[1] for row in mine})


def _shown(rows: Iterable[PositionMember], voices: Voices) -> list[StanceShown]:
    """What shows a position, by day; that of an article which is not there any more is left out."""
    found = []
    for row in rows:
        said = voices.said.get(row.attribution)
        span = row.words or (Span(*said.attribution.content[0]) if said is not None else None)
        place = voices.at(row.article, span, row.attribution) if span is not None else None
        if place is not None:
            found.append(StanceShown(row=row, place=place))
    return sorted(found, key=_moment)


def _moment(one: StanceShown) -> tuple[object, ...]:
    day = one.row.said_on
    return (day is None, day or "", reading_key(one.article), one.place.span.start, one.row.id)


def _cell_rank(cell: CellView) -> tuple[object, ...]:
    """Actors before who is unknown, and who says most about it first."""
    return (not cell.known, -len(cell.utterances), -len(cell.articles), cell.speaker.casefold(), cell.id)


def _rank(view: PropositionView) -> tuple[object, ...]:
    """By actors, by all who take a stance, by utterances."""
    known = {cell.actor for cell in view.cells if cell.known}
    return (-len(known), -len(view.cells), -view.utterances, _words(view.words), view.id)


def _words(words: Sequence[str]) -> str:
    return " ".join(words)
