"""What each outlet calls the same, in its own voice or in others', and with which verbs it lets each speaker speak.

Counts of words with the places where they stand, and nothing else: no score, no verdict, no order of outlets. A cell
without words means that none were found in the outlet's articles of this story, not that it never uses any.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from sayso.compare.origins.rows import gather
from sayso.compare.wording.deeds import deed_verbs
from sayso.compare.wording.edited import MOST_PASSAGES, edited_within
from sayso.publish.views.columns import Column, column_of, columns
from sayso.publish.views.lookup import fold_words
from sayso.publish.views.speaker_cues import SpeakerCues, speaker_cues
from sayso.publish.views.voices import Voices, read_voices
from sayso.publish.views.worded_cells import Cell, Occurrence, WordUse, WordVoice, cells_of
from sayso.records import Actor, Calling, Clause, Descriptor, DescriptorKind, SharedPassage, Story
from sayso.spans import Span
from sayso.store.protocol import Store

__all__ = [
    "ActorWords",
    "Cell",
    "Choice",
    "Column",
    "DeedWords",
    "Occurrence",
    "SpeakerCues",
    "WordUse",
    "WordVoice",
    "WordingView",
    "wording",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorWords:
    """What each outlet calls one actor; `cells` go with the columns."""

    actor: Actor
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """The actor's name."""
        return self.actor.name


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedWords:
    """With which words each outlet tells that a deed befell one actor; nothing says that they all tell of one deed.

    `deed` says which deed ("killing"); `cells` go with the columns.
    """

    actor: Actor
    deed: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Words that stand for each other in one place of a text that articles share; `cells` go with the columns."""

    passages: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The wordings, those of most places first."""
        counted = Counter(use.words for cell in self.cells for use in cell for _ in use.occurrences)
        return tuple(sorted(counted, key=lambda words: (-counted[words], words)))


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingView:
    """The words of one story, side by side.

    `unsure` counts cues left out because who speaks is not sure, `unread` the edited shared texts that were too many
    to be read for other words.
    """

    story: Story
    columns: tuple[Column, ...]
    actors: tuple[ActorWords, ...]
    deeds: tuple[DeedWords, ...]
    choices: tuple[Choice, ...]
    cues: tuple[SpeakerCues, ...]
    unsure: int = 0
    unread: int = 0

    def of_actors(self, actors: Collection[str]) -> "WordingView":
        """What stays of some actors, by id."""
        return WordingView(
            story=self.story,
            columns=self.columns,
            actors=tuple(row for row in self.actors if row.actor.id in actors),
            deeds=tuple(row for row in self.deeds if row.actor.id in actors),
            choices=(),
            cues=tuple(row for row in self.cues if row.actor in actors),
        )


def wording(store: Store, story: Story) -> WordingView:
    """What the articles of one story call the same, and the verbs that they give its speakers."""
    voices = read_voices(store, story.articles)
    made = columns(voices.articles.values())
    place = column_of(made)
    rows = [row for row in store.rows(Calling, articles=sorted(voices.articles)) if row.story == story.id]
    speaking = {voice.actor for said in voices.said.values() for voice in said.voices if voice.actor}
    names = {row.id: row.name for row in store.rows(Actor, ids=sorted(speaking))}
    cues, unsure = speaker_cues(voices, place, names)
    return WordingView(
        story=story,
        columns=made,
        actors=tuple(_actors(store, [row for row in rows if row.kind == "actor"], voices, place)),
        deeds=tuple(_deeds(store, [row for row in rows if row.kind == "deed"], voices, place)),
        choices=tuple(_choices([row for row in rows if row.kind == "passage"], voices, place)),
        cues=cues,
        unsure=unsure,
        unread=_unread(store, voices),
    )


def _unread(store: Store, voices: Voices) -> int:
    """How many edited texts that articles of the story share were beyond what is read of one story."""
    rows = store.rows(SharedPassage, articles=sorted(voices.articles))
    return max(0, len(edited_within(rows, voices.articles)) - MOST_PASSAGES)


def _actors(store: Store, rows: Sequence[Calling], voices: Voices, place: dict[str, int]) -> list[ActorWords]:
    """The actors that most outlets call something, those that are called most first."""
    kinds = {
        (row.article, row.start, row.end): row.kind
        for row in store.rows(Descriptor, articles=sorted({row.article for row in rows}))
    }
    known = {row.id: row for row in store.rows(Actor, ids=sorted({row.subject for row in rows}))}
    grouped = _grouped(rows, lambda row: row.subject)
    made = [
        ActorWords(
            actor=known[actor],
            cells=cells_of(
                [
                    (row.article, row.words, occurrence)
                    for row in grouped[actor]
                    if (occurrence := _occurrence(row, voices, kinds)) is not None
                ],
                place,
            ),
        )
        for actor in sorted(grouped)
        if actor in known
    ]
    return sorted(made, key=_rank)


def _deeds(store: Store, rows: Sequence[Calling], voices: Voices, place: dict[str, int]) -> list[DeedWords]:
    """The deeds that articles tell in different words, by actor."""
    verbs = deed_verbs()
    deed = {
        (clause.article, *clause.predicate): verbs[clause.verb][0]
        for clause in store.rows(Clause, articles=sorted({row.article for row in rows}))
        if clause.verb in verbs
    }
    known = {row.id: row for row in store.rows(Actor, ids=sorted({row.subject for row in rows}))}
    grouped = _grouped(rows, lambda row: f"{deed.get((row.article, row.start, row.end), '')} {row.subject}")
    made = []
    for key in sorted(grouped):
        name, actor = key.split(" ")
        if name and actor in known:
            words = [
                (row.article, row.words, found)
                for row in grouped[key]
                if (found := _occurrence(row, voices, {})) is not None
            ]
            made.append(DeedWords(actor=known[actor], deed=name, cells=cells_of(words, place)))
    return sorted(
        made, key=lambda row: (-sum(bool(cell) for cell in row.cells), row.actor.name, row.deed, row.actor.id)
    )


def _rank(row: ActorWords) -> tuple[int, int, int, str, str]:
    called = [use for cell in row.cells for use in cell if not use.is_name]
    return (
        -sum(bool(cell) for cell in row.cells),
        -len({fold_words(use.words) for use in called}),
        -sum(use.count for cell in row.cells for use in cell),
        row.name,
        row.actor.id,
    )


def _occurrence(
    row: Calling, voices: Voices, kinds: dict[tuple[str, int, int], DescriptorKind]
) -> Occurrence | None:
    at = voices.at(row.article, Span(row.start, row.end), row.attribution)
    if at is None:
        return None
    voice: WordVoice = "quoted" if row.quoted else "own" if at.own else "reported"
    return Occurrence(place=at, voice=voice, kind=kinds.get((row.article, row.start, row.end)))


def _choices(rows: Sequence[Calling], voices: Voices, place: dict[str, int]) -> list[Choice]:
    """The places in shared texts, over all pairs of articles that have one; longest lists of outlets first."""
    spots = sorted({(row.article, row.start, row.end) for row in rows})
    number = {spot: at for at, spot in enumerate(spots)}
    sides = _grouped(rows, lambda row: row.subject)
    links = []
    for passage in sorted(sides):
        one, other = _two_sides(sides[passage])
        links += [
            (number[a.article, a.start, a.end], number[b.article, b.start, b.end])
            for a, b in zip(one, other, strict=False)
        ]
    by_spot = {(row.article, row.start, row.end): row for row in rows}
    made = []
    for group in gather(len(spots), links):
        told = [by_spot[spots[at]] for at in group]
        words = [
            (row.article, row.words, found)
            for row in told
            if (found := _occurrence(row, voices, {})) is not None
        ]
        if len({fold_words(text) for _, text, _ in words}) > 1:
            inside = {spots[at] for at in group}
            made.append(
                Choice(
                    passages=tuple(
                        sorted({row.subject for row in rows if (row.article, row.start, row.end) in inside})
                    ),
                    cells=cells_of(words, place),
                )
            )
    return sorted(made, key=lambda row: (-sum(bool(cell) for cell in row.cells), row.words, row.passages))


def _two_sides(rows: Sequence[Calling]) -> tuple[list[Calling], list[Calling]]:
    """The rows of a passage by article, each in reading order, so that those that go together have one number."""
    by_article = _grouped(sorted(rows, key=lambda row: (row.start, row.end)), lambda row: row.article)
    sides = [by_article[article] for article in sorted(by_article)]
    return (sides[0], sides[1]) if len(sides) == len(("a", "b")) else ([], [])


def _grouped(rows: Iterable[Calling], key: Callable[[Calling], str]) -> dict[str, list[Calling]]:
    found: dict[str, list[Calling]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
