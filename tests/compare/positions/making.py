"""Reports made by hand, in which named and unnamed speakers take stances; for the tests of this folder."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sayso.compare.positions.positions import POSITIONS
from sayso.ids import make_id
from sayso.records import (
    ActorMember,
    Attribution,
    Detail,
    Entity,
    EntityType,
    Mention,
    Position,
    PositionMember,
    Proposition,
    Sentence,
    Speaker,
    SpeechAct,
    StanceLabel,
    UtteranceMember,
)
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Member
from sayso.testing.checks import make_article

UNNAMED = ("a senior official", "one resident", "analysts")
"""Speakers who are described and no actors; "" is nobody at all."""


class Report:
    """One article by hand; each thing said is a sentence of its own."""

    def __init__(self, name: object, *, day: str | None = None, updated: str | None = None) -> None:
        self.name, self.day, self.text = name, day, "The Lisk flooded Dolmin."
        self.updated = updated
        self.id = make_article(name, "").id
        self.rows: dict[Any, list[Any]] = {kind: [] for kind in POSITIONS.reads[1:]}
        self.mentioned = list[str]()

    def says(
        self,
        speaker: str,
        cue: str,
        content: str,
        *,
        act: SpeechAct = "statement",
        on: str | None = None,
        within: str | None = None,
        utterance: str | None = None,
        kind: EntityType = "person",
    ) -> "Report":
        """Add a sentence in which somebody says something; `within` is the id of the attribution around it."""
        start = len(self.text) + len(f" {speaker} {cue} ")
        self.text += f" {speaker} {cue} {content}."
        said = Span(start, start + len(content))
        row = self.attribution(content)
        cue_span = Span(start - len(cue) - 1, start - 1)
        self.rows[Sentence].append(
            Sentence(
                id=make_id("S", row), article=self.id, start=start - len(f"{speaker} {cue} "), end=said.end + 1,
                paragraph=0,
            )
        )  # fmt: skip
        self.rows[Attribution].append(
            Attribution(
                id=row, article=self.id, kind="indirect", content=(said,), cue=cue_span, source=None,
                nested_in=within, confidence=900, reasons=("by hand",),
            )
        )  # fmt: skip
        entity = self._entity(speaker, kind) if speaker else None
        self.rows[Speaker].append(
            Speaker(
                id=make_id("Sp", row), article=self.id, attribution=row, entity=entity, mention=None, name=speaker,
                type=kind, basis="unnamed" if speaker in UNNAMED else "named", confidence=900, reasons=(),
            )
        )  # fmt: skip
        self.rows[Detail].append(
            Detail(id=make_id("D", row), article=self.id, attribution=row, speech_act=act, said_on_value=on)
        )
        if within is None:
            self.rows[UtteranceMember].append(
                UtteranceMember(
                    id=make_id("U", row),
                    article=self.id,
                    attribution=row,
                    utterance=utterance or row,
                    reasons=(),
                )
            )
        return self

    def attribution(self, content: str) -> str:
        """The id of the attribution with this content."""
        return make_id("Attribution", self.id, content)

    def names(self, word: str) -> "Report":
        """Take a word, wherever it stands, for a name."""
        self.mentioned.append(word)
        return self

    def _entity(self, speaker: str, kind: EntityType) -> str:
        entity = make_id("Entity", self.id, speaker)
        if all(row.id != entity for row in self.rows[Entity]):
            named = speaker not in UNNAMED
            self.rows[Entity].append(
                Entity(id=entity, article=self.id, name=speaker, type=kind, named=named, mentions=())
            )
            if named:
                self.rows[ActorMember].append(
                    ActorMember(
                        id=make_id("A", entity),
                        article=self.id,
                        entity=entity,
                        actor=speaker.casefold(),
                        reasons=(),
                    )
                )
        return entity

    def member(self) -> Member:
        """The report as a stage gets it."""
        known = {} if self.day is None else {
            "published_earliest": self.day, "published_latest": self.day, "published_basis": "stated",
        }  # fmt: skip
        article = make_article(self.name, self.text, **known, updated=self.updated)
        rows = {kind: tuple(found) for kind, found in self.rows.items()}
        rows[Mention] = tuple(
            Mention(
                id=make_id("N", self.id, at), article=self.id, start=at, end=at + len(word), type="place", form="name"
            )
            for word in self.mentioned
            for at in [self.text.index(word)]
        )  # fmt: skip
        return Member(self.id, None, Bundle(article, rows))


def rows_of(reports: Iterable[Report]) -> list[Proposition | Position | PositionMember]:
    """What the stage makes of a story of some reports."""
    members = sorted((report.member() for report in reports), key=lambda member: member.article)
    made = POSITIONS.make(Settings())("story", members)
    return [row for row in made if isinstance(row, Proposition | Position | PositionMember)]


def cells(*reports: Report) -> list[dict[str, StanceLabel | None]]:
    """By proposition: each speaker with the label of its cell, in the order of their names."""
    found: dict[str, dict[str, StanceLabel | None]] = defaultdict(dict)
    for row in rows_of(reports):
        if isinstance(row, Position):
            found[row.proposition][row.speaker] = row.label
    return sorted(
        (dict(sorted(cell.items())) for cell in found.values()), key=lambda cell: (-len(cell), sorted(cell))
    )
