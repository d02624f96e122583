"""Three invented reports of one story in a real collection, with rows written by hand, so that no page needs a model."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.flow import FLOW
from sayso.ids import make_id, text_hash
from sayso.plan import stage_line
from sayso.publish.collection import Collection
from sayso.records import (
    SOURCE,
    Actor,
    ActorMember,
    Article,
    Attribution,
    Detail,
    Entity,
    Hop,
    Mark,
    Mention,
    Origin,
    OriginMember,
    Record,
    ReviewedAttribution,
    Sentence,
    SharedPassage,
    Speaker,
    Story,
    StoryMember,
    Time,
    Unread,
    Utterance,
    UtteranceMember,
)
from sayso.reviews.anchors import make_anchor
from sayso.reviews.log import make_review
from sayso.schema import codec
from sayso.settings import Settings
from sayso.spans import Span
from sayso.store.sql import SqlStore
from sayso.web.app import make_app

HERALD = (
    "Mill burns in Ostra <b>again</b>\r\n"
    "OSTRA 🔥 – The old mill burned on Friday, the fire chief Ada Brand said.\n\n"
    "“Nobody was hurt 🙏, as far as we know,” Brand told Radio Sund, which reported that the owner “lied & hid it”.\n"
    "“We heard a bang.”\n"
    "قالت براند إن أحدا لم يصب.\n"
)
ECHO = (
    "Fire at the mill\n"
    "The old mill burned on Friday. “Nobody was hurt, so far as we know,” said Ada Brand. It stood by the river.\n"
)
SUND = "“Keiner wurde verletzt”, sagte Brand.\n"


def find(text: str, words: str) -> Span:
    """Where some words stand; a test that misspells them fails at once."""
    start = text.index(words)
    return Span(start, start + len(words))


def article_of(text: str, **given: Any) -> Article:
    """An article as ingest would make it."""
    name = make_id("Article", given.get("url") or text_hash(text))
    return Article(
        id=name,
        revision=make_id("Revision", name, text_hash(text)),
        text=text,
        text_sha256=text_hash(text),
        **{"language": "en", **given},
    )


def attribution_of(article: Article, content: str, **given: Any) -> Attribution:
    """An attribution whose words are looked up in the text: `cue`, `source` as words."""
    spans = {
        name: find(article.text, words) for name in ("cue", "source") if (words := given.pop(name, None))
    }
    content_spans = (find(article.text, content),)
    return Attribution(
        id=make_id("Attribution", article.revision, content_spans),
        article=article.id,
        **{
            "kind": "direct",
            "content": content_spans,
            "cue": None,
            "source": None,
            "confidence": 800,
            "reasons": ("between quotation marks",),
            **spans,
            **given,
        },
    )


def speaker_of(attribution: Attribution, name: str, **given: Any) -> Speaker:
    """Who says an attribution."""
    plain: dict[str, Any] = {
        "entity": None,
        "mention": None,
        "type": "person",
        "basis": "named",
        "confidence": 900,
        "reasons": ("named beside the words",),
    }
    return Speaker(
        id=make_id("Speaker", attribution.id),
        article=attribution.article,
        attribution=attribution.id,
        name=name,
        **(plain | given),
    )


def shelve(path: Path, articles: Iterable[Article], records: Iterable[Record]) -> Collection:
    """A collection that holds these articles and rows; those of a story belong to it, the others to their article."""
    settings = Settings()
    store = SqlStore(path, clock=lambda: "2031-05-09T08:00:00Z")
    for article in articles:
        store.add([article])
    rows = list(records)
    kinds = {kind for stage in FLOW for kind in (*stage.reads, *stage.writes)} - set(SOURCE)
    store.enlist(
        [stage_line(stage, settings) for stage in FLOW], sorted(kinds, key=lambda kind: kind.__name__)
    )
    with store.db.writes() as conn:
        for position, row in enumerate(rows):
            owner = getattr(row, "story", None) or getattr(row, "article", None) or getattr(row, "id", "")
            table = store.db.tables.of(type(row))
            made = codec(type(row))
            conn.execute(
                table.insert(),
                dict(zip(made.names, made.encode(row), strict=True)) | {"owner": owner, "position": position},
            )
    return Collection(store, settings)


class Mill:
    """The story of the mill: its articles and attributions by name, and everything as rows."""

    def __init__(self) -> None:
        self.herald = article_of(
            HERALD,
            title="Mill burns in Ostra <b>again</b>",
            outlet="Herald <i>of Ostra</i>",
            authors=("Jo Lind",),
            url="https://herald.example/mill?a=1&b=2",
            published_earliest="2031-05-03",
            published_latest="2031-05-03",
            published_basis="stated",
            completeness="full",
        )
        self.echo = article_of(
            ECHO,
            title="Fire at the mill",
            outlet="Echo",
            published_earliest="2031-05-02",
            published_latest="2031-05-02",
            published_basis="stated",
        )
        self.sund = article_of(SUND, outlet="Radio Sund", language="de", url="javascript:alert(1)")
        herald, echo = self.herald, self.echo
        self.burned = attribution_of(
            herald,
            "The old mill burned on Friday",
            kind="indirect",
            cue="said",
            source="the fire chief Ada Brand",
        )
        self.hurt = attribution_of(
            herald, "“Nobody was hurt 🙏, as far as we know,”", cue="told", source="Brand told"[:5]
        )
        self.radio = attribution_of(
            herald, "that the owner “lied & hid it”", kind="mixed", cue="reported", source="Radio Sund"
        )
        self.lied = attribution_of(herald, "“lied & hid it”", source="the owner", nested_in=self.radio.id)
        self.rejected = find(HERALD, "“We heard a bang.”")
        self.echoed = attribution_of(
            echo, "“Nobody was hurt, so far as we know,”", cue="said Ada"[:4], source="Ada Brand"
        )
        self.reviews = (
            make_review(
                "original",
                make_anchor(herald.id, HERALD, self.hurt.content[0]),
                make_anchor(self.sund.id, SUND, find(SUND, "“Keiner wurde verletzt”")),
                by="Kim",
                at="2031-05-10T08:00:00.000000Z",
                subject="attribution",
                language="de",
                translator="Toni Vale",
            ),
            make_review(
                "reject",
                make_anchor(herald.id, HERALD, self.rejected),
                by="Kim <3",
                at="2031-05-11T08:00:00.000000Z",
                subject="attribution",
            ),
        )

    @property
    def articles(self) -> tuple[Article, ...]:
        """All three."""
        return (self.herald, self.echo, self.sund)

    def records(self) -> Iterator[Record]:
        """Every row."""
        yield from self._alone()
        yield from self._together()

    def _alone(self) -> Iterator[Record]:
        herald, echo = self.herald, self.echo
        here: dict[str, Any] = {"article": herald.id}
        for article in (herald, echo):
            yield Sentence(
                id=make_id("Sentence", article.id), article=article.id, start=0, end=9, paragraph=0
            )
        yield Mark(id="m1", **here, start=0, end=32, kind="headline")
        for number, words in enumerate(("Ada Brand", "Radio Sund")):
            span = find(HERALD, words)
            yield Mention(
                id=f"mention{number}", **here, start=span.start, end=span.end, type="person", form="name"
            )
            yield Entity(
                id=f"entity{number}",
                **here,
                name=words,
                type="person",
                named=True,
                mentions=(f"mention{number}",),
            )
        yield Entity(id="entity9", article=echo.id, name="Ada Brand", type="person", named=True, mentions=())
        yield from (self.burned, self.hurt, self.radio, self.lied, self.echoed)
        yield speaker_of(
            self.burned, "Ada Brand", entity="entity0", speaks_for="fire brigade", capacity="leader"
        )
        yield speaker_of(self.hurt, "Ada Brand", entity="entity0", basis="surname")
        yield speaker_of(self.radio, "Radio Sund", entity="entity1", type="outlet")
        yield speaker_of(self.lied, "the owner", basis="role", reasons=("described only",))
        yield speaker_of(self.echoed, "Ada Brand", entity="entity9")
        yield Detail(id="d1", **here, attribution=self.lied.id, speech_act="accusation")
        yield Detail(
            id="d2",
            **here,
            attribution=self.burned.id,
            speech_act="statement",
            said_on=find(HERALD, "Friday"),
            said_on_value="2031-05-02",
            said_on_basis="stated",
        )
        friday = find(HERALD, "on Friday")
        yield Time(
            id="t1",
            **here,
            start=friday.start,
            end=friday.end,
            type="DATE",
            value="2031-05-02",
            earliest="2031-05-02",
            latest="2031-05-02",
            precision="day",
        )
        river = find(HERALD, "Radio Sund, which")
        yield Unread(id="u1", **here, start=river.start, end=river.end, why="a cue without a source")
        gone = self.rejected
        yield ReviewedAttribution(
            id="r1",
            **here,
            attribution=make_id("Attribution", "gone"),
            start=gone.start,
            end=gone.end,
            review=self.reviews[1].id,
            kind="reject",
            field="",
            value=None,
            other=None,
            by="Kim <3",
            at="2031-05-11T08:00:00.000000Z",
            effect="followed",
        )
        span = self.hurt.content[0]
        yield ReviewedAttribution(
            id="r2",
            **here,
            attribution=self.hurt.id,
            start=span.start,
            end=span.end,
            review=self.reviews[0].id,
            kind="original",
            field="",
            value=None,
            other=None,
            by="Kim",
            at="2031-05-10T08:00:00.000000Z",
            effect="followed",
        )

    def _together(self) -> Iterator[Record]:
        ids = tuple(sorted(article.id for article in self.articles))
        story = ids[0]
        yield Story(id=story, title="The mill of Ostra", articles=ids)
        for article in ids:
            yield StoryMember(
                id=f"s{article}",
                article=article,
                story=story,
                phase=story,
                phase_earliest=None,
                phase_latest=None,
            )
        yield Actor(id="entity0", name="Ada Brand", type="person", named=True)
        for one, entity in ((self.herald, "entity0"), (self.echo, "entity9")):
            yield ActorMember(id=f"am{entity}", article=one.id, entity=entity, actor="entity0", reasons=())
        name = min(self.hurt.id, self.echoed.id)
        yield Utterance(id=name, story=story, actor="entity0", speaker="Ada Brand", said_on=None)
        for row in (self.hurt, self.echoed):
            yield UtteranceMember(
                id=make_id("UtteranceMember", row.id),
                article=row.article,
                attribution=row.id,
                utterance=name,
                reasons=("6 of 8 words are the same in order",),
                score=880,
            )
            yield OriginMember(
                id=f"o{row.id}",
                article=row.article,
                origin="origin",
                attribution=row.id,
                start=row.content[0].start,
                end=row.content[0].end,
                source=row.id,
                reasons=(),
            )
        yield Origin(
            id="origin",
            story=story,
            utterance=name,
            least=1,
            most=2,
            reasons=("2 renderings", "nothing shows which"),
        )
        sund = find(HERALD, "Brand told Radio Sund")
        yield Hop(
            id="hop",
            article=self.herald.id,
            attribution=self.hurt.id,
            utterance=name,
            step=1,
            carrier="Radio Sund",
            start=sund.start,
            end=sund.end,
            held=None,
            basis="channel",
            suggested=False,
            why="told to it",
        )
        a, b = sorted((self.herald, self.echo), key=lambda article: article.id)
        words = "The old mill burned on Friday"
        yield SharedPassage(
            id="passage",
            a_article=a.id,
            a_start=find(a.text, words).start,
            a_end=find(a.text, words).end,
            b_article=b.id,
            b_start=find(b.text, words).start,
            b_end=find(b.text, words).end,
            kind="verbatim",
            words=6,
            direction="unknown",
            why="6 words in the same order; direction unknown: neither credits the other",
        )


@pytest.fixture
def mill() -> Mill:
    """The story of the mill."""
    return Mill()


@pytest.fixture
def collection(mill: Mill, tmp_path: Path) -> Iterator[Collection]:
    """The story of the mill as a collection, with two reviews."""
    made = shelve(tmp_path / "mill.db", mill.articles, mill.records())
    made.store.add_reviews(mill.reviews)
    yield made
    made.close()


@pytest.fixture
def ask(collection: Collection) -> Iterator[Callable[..., Any]]:
    """`ask("/stories")` gives the answer to an address of the pages over that collection."""
    with TestClient(make_app(collection)) as client:
        yield client.get


@pytest.fixture
def revised(mill: Mill, tmp_path: Path) -> Iterator[Collection]:
    """The Herald's report after its first text was replaced by a longer one."""
    first = HERALD.replace("Friday", "Thursday").replace("“We heard a bang.”\n", "")
    old = replace(
        mill.herald,
        text=first,
        text_sha256=text_hash(first),
        revision=make_id("Revision", mill.herald.id, first),
    )
    made = shelve(tmp_path / "revised.db", (old, mill.herald), ())
    yield made
    made.close()


@pytest.fixture
def shelved(tmp_path: Path) -> Iterator[Callable[..., tuple[str, Callable[..., Any]]]]:
    """`shelved("Text", language="de")` gives what asks the pages over a collection of that one article, with its id."""
    opened: list[Collection] = []

    def make(text: str, **given: Any) -> tuple[str, Callable[..., Any]]:
        article = article_of(text, **given)
        opened.append(shelve(tmp_path / f"{len(opened)}.db", [article], ()))
        return article.id, TestClient(make_app(opened[-1])).get

    yield make
    for one in opened:
        one.close()
