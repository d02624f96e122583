"""A collection about somebody whose name is written in many ways, and somebody else of the same surname."""

from collections.abc import Callable
from typing import Any

import pytest

from sayso.ids import make_id, text_hash
from sayso.records import (
    Actor,
    ActorMember,
    Article,
    Attribution,
    Detail,
    Entity,
    Mention,
    ReviewedAttribution,
    Sentence,
    Speaker,
    Story,
)
from sayso.spans import Span
from sayso.store.protocol import Store

VALLEY = (
    "MAYOR ÅSA LINDQVIST DENIES LEAK\n"
    "Åsa Lindqvist said the wall is sound. “It is Lindqvist’s wall,” said Bo Lindqvist, a mason. "
    "LINDQVIST’S office did not answer. The Lindqvists left. asa lindqvist was not seen.\n"
    "“They knew,” he warned, speaking of Å. Lindqvist.\n"
)
HARBOUR = "Lindquist: wall <b>holds</b>\n“The wall holds,” Asa Lindquist told reporters & left. [1] *Nobody* asked.\n"


class Told:
    """Records of one article, by the words that they stand on."""

    def __init__(self, text: str, **given: Any) -> None:
        article = make_id("Article", text_hash(text))
        self.article = Article(
            id=article,
            revision=make_id("Revision", article),
            text=text,
            text_sha256=text_hash(text),
            **{"language": "en", "completeness": "full", **given},
        )
        self.rows: list[Any] = []
        at = 0
        for number, line in enumerate(text.splitlines(keepends=True)):
            end = at + len(line.rstrip("\n"))
            self.rows.append(
                Sentence(id=make_id("S", article, at), article=article, start=at, end=end, paragraph=number)
            )
            at += len(line)

    def span(self, words: str) -> Span:
        """Where some words stand first."""
        start = self.article.text.index(words)
        return Span(start, start + len(words))

    def entity(self, name: str, *mentions: str, roles: tuple[str, ...] = ()) -> str:
        """Somebody, with the words that name them."""
        ids = []
        for words in mentions:
            span = self.span(words)
            made = make_id("Mention", self.article.id, *span)
            ids.append(made)
            self.rows.append(
                Mention(
                    id=made,
                    article=self.article.id,
                    start=span.start,
                    end=span.end,
                    type="person",
                    form="name",
                )
            )
        known = make_id("Entity", self.article.id, name)
        self.rows.append(
            Entity(
                id=known,
                article=self.article.id,
                name=name,
                type="person",
                named=True,
                mentions=tuple(ids),
                roles=tuple(self.span(role) for role in roles),
            )
        )
        return known

    def said(
        self, content: str, *, by: str | None, name: str, basis: str = "named", act: str = "statement"
    ) -> str:
        """An attribution with its speaker."""
        span = self.span(content)
        known = make_id("Attribution", self.article.id, *span)
        here: dict[str, Any] = {"article": self.article.id}
        self.rows += [
            Attribution(
                id=known,
                **here,
                kind="direct" if content.startswith("“") else "indirect",
                content=(span,),
                cue=None,
                source=None,
                confidence=900,
                reasons=(),
            ),
            Speaker(
                id=make_id("Speaker", known),
                **here,
                attribution=known,
                entity=by,
                mention=None,
                name=name,
                type="person",
                basis=basis,  # type: ignore[arg-type]
                confidence=900,
                reasons=(),
            ),
            Detail(id=make_id("Detail", known), **here, attribution=known, speech_act=act),  # type: ignore[arg-type]
        ]
        return known


def reviewed(
    told: Told, attribution: str, *, kind: str = "confirm", by: str = "Ria", effect: str = "followed"
) -> Any:
    """What a review comes to for a line of an article."""
    return ReviewedAttribution(
        id=make_id("R", attribution, kind, by),
        article=told.article.id,
        attribution=attribution,
        start=0,
        end=1,
        review=make_id("Review", attribution, kind, by),
        kind=kind,  # type: ignore[arg-type]
        field="",
        value=None,
        other=None,
        by=by,
        at="2031-05-07T10:00:00.000000Z",
        effect=effect,  # type: ignore[arg-type]
    )


@pytest.fixture
def valley() -> Told:
    """A report with a name in many forms, its namesake, and a warning of somebody who was only inferred."""
    told = Told(
        VALLEY,
        title="Mayor Åsa Lindqvist denies leak",
        outlet="Valley Post",
        authors=("Ulla Berg",),
        url="https://valley.example/2031/asa-lindqvist-denies?by=%C3%85sa%20Lindqvist",
        path="reports/AsaLindqvist.txt",
        published_earliest="2031-05-02",
        published_latest="2031-05-02",
        published_basis="stated",
    )
    mayor = told.entity("Åsa Lindqvist", "Åsa Lindqvist", "LINDQVIST’S", roles=("MAYOR",))
    mason = told.entity("Bo Lindqvist", "Bo Lindqvist")
    told.said("the wall is sound", by=mayor, name="Åsa Lindqvist")
    told.said("“It is Lindqvist’s wall,”", by=mason, name="Bo Lindqvist")
    told.said("“They knew,”", by=mason, name="Bo Lindqvist", basis="pronoun", act="warning")
    return told


@pytest.fixture
def harbour() -> Told:
    """A report that spells the name otherwise, with signs that HTML and Markdown read as markup."""
    told = Told(
        HARBOUR, title="Lindquist: wall <b>holds</b>", outlet="Harbour *Sun*", url="javascript:alert(1)"
    )
    mayor = told.entity("Asa Lindquist", "Asa Lindquist")
    told.said("“The wall holds,”", by=mayor, name="Asa Lindquist")
    return told


@pytest.fixture
def collected(valley: Told, harbour: Told, make_store: Callable[..., Store]) -> Callable[..., Store]:
    """Both as one story; the two spellings are one actor unless a test keeps them apart. More records may be given."""

    def collect(*more: Any, apart: bool = False) -> Store:
        both = (valley, harbour)
        ids = sorted(told.article.id for told in both)
        entities = [row for told in both for row in told.rows if isinstance(row, Entity)]
        mayor, mason, other = entities[:2] + entities[-1:]  # a test may have told of more in between
        actor = {mayor.id: mayor.id, mason.id: mason.id, other.id: other.id if apart else mayor.id}
        return make_store(
            None,
            *(row for told in both for row in told.rows),
            Story(id=ids[0], title="Mayor Åsa Lindqvist denies leak", articles=tuple(ids)),
            *(
                ActorMember(
                    id=make_id("M", row.id),
                    article=row.article,
                    entity=row.id,
                    actor=actor[row.id],
                    reasons=(),
                )
                for row in (mayor, mason, other)
            ),
            *(
                Actor(id=row.id, name=row.name, type="person", named=True)
                for row in (mayor, mason, other)
                if actor[row.id] == row.id
            ),
            *more,
            articles=[told.article for told in both],
        )

    return collect
