"""What each outlet calls the same, in its own voice or in others', and with which verbs it lets each speaker speak.

Counts of words with the places where they stand, and nothing else: no score, no verdict, no order of outlets. A cell
without words means that none were found in the outlet's articles of this story, not that it never uses any.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.annotate.attributing.cues import Cues, load_cues
from sayso.compare.origins.rows import gather
from sayso.publish.views.columns import Column, column_of, columns
from sayso.publish.views.lookup import fold_words
from sayso.publish.views.reading_order import reading_key
from sayso.publish.views.renderings import HELD_BACK, Rendering
from sayso.publish.views.voices import Voiced, Voices, read_voices
from sayso.publish.words.phrases import one_line
from sayso.records import Actor, Calling, Descriptor, DescriptorKind, Story
from sayso.spans import Span
from sayso.store.protocol import Store

WordVoice = Literal["own", "reported", "quoted"]
"""Whose words they are: the outlet's own; in what somebody is reported to have said, so that they may be the outlet's
or the speaker's; between quotation marks, and not the outlet's."""
ARTICLES = frozenset({"a", "an", "the"})
SENSES = frozenset(
    {("call", "for"), ("call", "on"), ("warn", "against"), ("speak", "against"), ("ask", "for")}
)
"""Verbs that say something else without their preposition."""
SURE = 700
"""Thousandths from which a verb is put down as one that an outlet gives a speaker; set by judgement: below it are
speakers that were carried over or guessed from a role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """Some words where they stand; `kind` None: no descriptor of an actor, but a choice of words or a cue."""

    place: Voiced
    voice: WordVoice
    kind: DescriptorKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordUse:
    """One wording in one outlet's articles, by its most frequent spelling, with every place, in reading order."""

    words: str
    occurrences: tuple[Occurrence, ...]

    def of(self, voice: WordVoice) -> tuple[Occurrence, ...]:
        """The places where it stands in one voice."""
        return tuple(one for one in self.occurrences if one.voice == voice)

    @property
    def count(self) -> int:
        """How often it stands there."""
        return len(self.occurrences)

    @property
    def is_name(self) -> bool:
        """Whether it is a name in every place, and describes nothing."""
        return all(one.kind == "name" for one in self.occurrences)


Cell = tuple[WordUse, ...]
"""The words of one outlet, most frequent first; empty: none were found."""


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
class SpeakerCues:
    """With which verbs each outlet lets one speaker speak; `actor` None: named in one article alone."""

    actor: str | None
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingView:
    """The words of one story, side by side. `unsure` counts cues left out because who speaks is not sure."""

    story: Story
    columns: tuple[Column, ...]
    actors: tuple[ActorWords, ...]
    choices: tuple[Choice, ...]
    cues: tuple[SpeakerCues, ...]
    unsure: int = 0

    def of_actor(self, actor: str) -> "WordingView":
        """What stays of one actor, by id."""
        return WordingView(
            story=self.story,
            columns=self.columns,
            actors=tuple(row for row in self.actors if row.actor.id == actor),
            choices=(),
            cues=tuple(row for row in self.cues if row.actor == actor),
        )


def wording(store: Store, story: Story) -> WordingView:
    """What the articles of one story call the same, and the verbs that they give its speakers."""
    voices = read_voices(store, story.articles)
    made = columns(voices.articles.values())
    place = column_of(made)
    rows = [row for row in store.rows(Calling, articles=sorted(voices.articles)) if row.story == story.id]
    cues, unsure = _cues(voices, place)
    return WordingView(
        story=story,
        columns=made,
        actors=tuple(_actors(store, [row for row in rows if row.kind == "actor"], voices, place)),
        choices=tuple(_choices([row for row in rows if row.kind == "passage"], voices, place)),
        cues=cues,
        unsure=unsure,
    )


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
            cells=_cells(
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
                    cells=_cells(words, place),
                )
            )
    return sorted(made, key=lambda row: (-sum(bool(cell) for cell in row.cells), row.words, row.passages))


def _two_sides(rows: Sequence[Calling]) -> tuple[list[Calling], list[Calling]]:
    """The rows of a passage by article, each in reading order, so that those that go together have one number."""
    by_article = _grouped(sorted(rows, key=lambda row: (row.start, row.end)), lambda row: row.article)
    sides = [by_article[article] for article in sorted(by_article)]
    return (sides[0], sides[1]) if len(sides) == len(("a", "b")) else ([], [])


def _cues(voices: Voices, place: dict[str, int]) -> tuple[tuple[SpeakerCues, ...], int]:
    """The verbs by speaker; left out are intentions and beliefs, unnamed speakers and those who are not sure."""
    verbs = load_cues()
    found: dict[str, list[tuple[str, str, Occurrence]]] = {}
    names: dict[str, Counter[str]] = {}
    actors: dict[str, str | None] = {}
    unsure = 0
    for rendering in voices.said.values():
        cue = rendering.attribution.cue
        if cue is None or rendering.act in HELD_BACK or not _named(rendering):
            continue
        if rendering.confidence < SURE:
            unsure += 1
            continue
        text = one_line(rendering.article.text[slice(*cue)]).lower()
        occurrence = _cue_place(rendering, Span(*cue), voices)
        for voice in rendering.voices:
            key = voice.actor or f"{rendering.article.id} {' '.join(fold_words(voice.name))}"
            actors[key] = voice.actor
            names.setdefault(key, Counter())[voice.name] += 1
            found.setdefault(key, []).append((rendering.article.id, cue_verb(verbs, text), occurrence))
    made = [
        SpeakerCues(
            actor=actors[key],
            name=min(names[key], key=lambda name: (-names[key][name], -len(name), name)),
            cells=_cells(found[key], place),
        )
        for key in sorted(found)
    ]
    made.sort(
        key=lambda row: (
            -sum(bool(cell) for cell in row.cells),
            -sum(use.count for cell in row.cells for use in cell),
            row.name,
        )
    )
    return tuple(made), unsure


def cue_verb(verbs: Cues, cue: str) -> str:
    """The verb of a cue in its plain form, with a preposition that gives it its sense ("call for"); else the words."""
    words = cue.split()
    for number, word in enumerate(words):
        found = verbs.verb(word)
        if found is not None:
            after = words[number + 1] if number + 1 < len(words) else ""
            return f"{found.word} {after}" if (found.word, after) in SENSES else found.word
    return cue


def _named(rendering: Rendering) -> bool:
    speaker = rendering.speaker
    return speaker is not None and speaker.entity is not None and speaker.basis != "unnamed"


def _cue_place(rendering: Rendering, cue: Span, voices: Voices) -> Occurrence:
    """Where a cue stands; one within another's content is that one's word as much as the outlet's."""
    around = rendering.attribution.nested_in
    place = Voiced(
        article=rendering.article,
        span=cue,
        voice=voices.said.get(around) if around else None,
        lost=around is not None and around not in voices.said,
    )
    if place.own:
        return Occurrence(place=place, voice="own")
    quoted = place.voice is not None and place.voice.attribution.kind == "direct"
    return Occurrence(place=place, voice="quoted" if quoted else "reported")


def _cells(words: Iterable[tuple[str, str, Occurrence]], place: dict[str, int]) -> tuple[Cell, ...]:
    """Wordings by column, each once: those that differ in case, accents and articles alone are one."""
    by_column: list[dict[tuple[str, ...], list[tuple[str, Occurrence]]]] = [
        {} for _ in range(max(place.values(), default=-1) + 1)
    ]
    for article, text, occurrence in words:
        folded = fold_words(text)
        key = tuple(word for word in folded if word not in ARTICLES) or folded
        by_column[place[article]].setdefault(key, []).append((text, occurrence))
    return tuple(
        tuple(sorted((_use(told) for told in column.values()), key=lambda use: (-use.count, use.words)))
        for column in by_column
    )


def _use(told: Sequence[tuple[str, Occurrence]]) -> WordUse:
    spellings = Counter(text for text, _ in told)
    return WordUse(
        words=min(spellings, key=lambda text: (-spellings[text], text)),
        occurrences=tuple(
            sorted(
                (one for _, one in told), key=lambda one: (*reading_key(one.place.article), one.place.span)
            )
        ),
    )


def _grouped(rows: Iterable[Calling], key: Callable[[Calling], str]) -> dict[str, list[Calling]]:
    found: dict[str, list[Calling]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
