"""What articles call the same, side by side: by actor, by deed and by place of a shared text; each in its voice."""

from typing import Any

from sayso.compare.wording.callings import CALLINGS
from sayso.compare.wording.deeds import _befallen
from sayso.ids import make_id
from sayso.records import (
    ActorMember,
    Attribution,
    Calling,
    Clause,
    Descriptor,
    Entity,
    EntityType,
    SharedPassage,
)
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Member
from sayso.testing.checks import make_article


class Report:
    """One article by hand, in which one entity is actor "x"."""

    def __init__(self, number: int, text: str, kind: EntityType = "person") -> None:
        self.article, self.text = make_article(number, text, outlet=f"Outlet {number}"), text
        self.entity = make_id("Entity", self.article.id)
        here = self.article.id
        self.rows: dict[Any, list[Any]] = {kind: [] for kind in CALLINGS.reads[1:]}
        self.rows[Entity].append(
            Entity(id=self.entity, article=here, name="Karl Brand", type=kind, named=True, mentions=())
        )
        self.rows[ActorMember].append(
            ActorMember(id=make_id("M", here), article=here, entity=self.entity, actor="x", reasons=())
        )

    def at(self, words: str) -> Span:
        return Span(self.text.index(words), self.text.index(words) + len(words))

    def calls(self, words: str, *, said: str | None = None, quoted: bool = False) -> "Report":
        span = self.at(words)
        self.rows[Descriptor].append(
            Descriptor(
                id=make_id("Descriptor", self.article.id, span), article=self.article.id, entity=self.entity,
                start=span.start, end=span.end, kind="noun", head="", attribution=said, quoted=quoted,
            )
        )  # fmt: skip
        return self

    def tells(self, words: str, verb: str, *, negated: bool = False) -> "Report":
        span = self.at(words)
        self.rows[Clause].append(
            Clause(
                id=make_id("Clause", self.article.id, span), article=self.article.id, start=0, end=len(self.text),
                predicate=span, verb=verb, patient=self.at("Karl Brand") if "Karl Brand" in self.text else span,
                patient_entity=self.entity, negated=negated,
            )
        )  # fmt: skip
        return self

    def says(self, content: str) -> str:
        made = make_id("Attribution", self.article.id, content)
        self.rows[Attribution].append(
            Attribution(
                id=made, article=self.article.id, kind="direct", content=(self.at(content),), cue=None, source=None,
                confidence=900, reasons=(),
            )
        )  # fmt: skip
        return made


def callings(*reports: Report) -> list[Calling]:
    members = [
        Member(
            report.article.id,
            None,
            Bundle(report.article, {kind: tuple(rows) for kind, rows in report.rows.items()}),
        )
        for report in sorted(reports, key=lambda report: report.article.id)
    ]
    return [row for row in CALLINGS.make(Settings())("story", members) if isinstance(row, Calling)]


def share(one: Report, other: Report) -> None:
    """Say that two reports are one text, edited."""
    a, b = sorted((one, other), key=lambda report: report.article.id)
    row = SharedPassage(
        id=make_id("SharedPassage", a.article.id, b.article.id), a_article=a.article.id, a_start=0,
        a_end=len(a.text), b_article=b.article.id, b_start=0, b_end=len(b.text), kind="edited", words=12,
        direction="unknown", why="",
    )  # fmt: skip
    for report in (one, other):
        report.rows[SharedPassage].append(row)


def test_each_articles_words_for_one_actor_stand_beside_the_others_with_their_voice() -> None:
    one = Report(0, "The rebel Karl Brand left.").calls("rebel")
    other = Report(1, "“The hero Karl Brand left,” Vint said.")
    other.calls("hero", said=other.says("“The hero Karl Brand left,”"), quoted=True)
    rows = callings(one, other)

    assert {(row.words, row.kind, row.subject, row.quoted, row.attribution is None) for row in rows} == {
        ("rebel", "actor", "x", False, True),
        ("hero", "actor", "x", True, False),
    }


def test_an_actor_of_one_article_is_compared_with_nobody() -> None:
    assert callings(Report(0, "The rebel Karl Brand left.").calls("rebel"), Report(1, "Nobody left.")) == []


def test_words_for_a_deed_are_shown_only_where_articles_choose_different_ones() -> None:
    one = Report(0, "Karl Brand was killed.").tells("was killed", "kill")
    other = Report(1, "Karl Brand was murdered.").tells("was murdered", "murder")
    same = Report(2, "Karl Brand was killed on Friday.").tells("was killed", "kill")

    assert {(row.words, row.kind) for row in callings(one, other)} == {
        ("was killed", "deed"),
        ("was murdered", "deed"),
    }
    assert callings(one, same) == []


def test_a_deed_that_is_denied_or_befalls_a_group_is_not_compared() -> None:
    one = Report(0, "Karl Brand was killed.").tells("was killed", "kill")
    denied = Report(1, "Karl Brand was not murdered.").tells("was not murdered", "murder", negated=True)
    group = [
        Report(number, text, kind="group").tells(words, verb)
        for number, text, words, verb in (
            (2, "Brand was killed.", "was killed", "kill"),
            (3, "Brand was murdered.", "was murdered", "murder"),
        )
    ]

    assert callings(one, denied) == []
    assert callings(*group) == []


def test_words_in_the_place_of_others_in_a_shared_text_are_the_speakers_where_they_are_quoted() -> None:
    frame = "“On Friday morning the {} came down from the mill and took the bridge of the town,” Vint said."
    one, other = Report(0, frame.format("rebels")), Report(1, frame.format("fighters"))
    for report in (one, other):
        report.says(report.text.split(" Vint")[0])
    share(one, other)
    rows = callings(one, other)

    assert sorted((row.words, row.kind, row.quoted) for row in rows) == [
        ("fighters", "passage", True),
        ("rebels", "passage", True),
    ]
    assert all(row.attribution is not None for row in rows)
    assert len({row.subject for row in rows}) == 1


def test_nothing_shared_and_nobody_called_make_no_rows() -> None:
    assert callings(Report(0, "It rained."), Report(1, "It snowed.")) == []


def test_and_joins_people_whom_one_deed_befalls_and_of_does_not() -> None:
    def killing(number: int, text: str, verb: str) -> list[str]:
        """Whom a deed befalls, of the entities whose names are Brand and Lund."""
        report = Report(number, text)
        rows = [("Karl Brand", "e1"), ("Oskar Lund", "e2")]
        names = sorted((*report.at(name), entity) for name, entity in rows)
        clause = Clause(
            id="c", article=report.article.id, start=0, end=len(text), predicate=report.at(verb), verb="kill",
            patient=Span(report.at("Karl Brand").start, len(text) - 1), patient_entity="e1",
        )  # fmt: skip
        return list(_befallen(report.article, clause, names))

    assert killing(0, "They killed Karl Brand and his aide Oskar Lund.", "killed") == ["e1", "e2"]
    assert killing(1, "They killed Karl Brand and the brother of Oskar Lund.", "killed") == ["e1"]
    assert killing(2, "They killed Karl Brand, a friend of Oskar Lund.", "killed") == ["e1"]
