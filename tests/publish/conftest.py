"""Two hand-made reports about one invented story, with every record type, so that no test here needs a model."""

import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

import pytest

from sayso.ids import make_id, text_hash
from sayso.publish.pages.terminal import open_console
from sayso.publish.views.lookup import fold_words, phrase_spans
from sayso.records import (
    Actor,
    ActorMember,
    Agreement,
    Article,
    Attribution,
    Calling,
    Detail,
    Discrepancy,
    Entity,
    Event,
    EventMember,
    Evidence,
    Failure,
    Mark,
    Mention,
    Position,
    PositionMember,
    Proposition,
    Quantity,
    Review,
    Sentence,
    SharedPassage,
    Speaker,
    Story,
    StoryMember,
    Time,
    Unread,
    Utterance,
    UtteranceMember,
    Window,
    article_ids,
)
from sayso.schema import codec
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.store.answers import Hit
from sayso.store.protocol import Store

COURIER = (
    "Harbour strike ends\n"
    "PORT ELSIN (Wire) -- Dock workers will return on Monday, union leader Mara Vint said on Friday.\n"
    "“We have won about 40 new cranes 🏗,” Vint told the Elsin Courier.\n"
    "“Nobody asked us.”\n"
)
GAZETTE = (
    "Port union calls off strike\n"
    "“We have won about 40\nnew cranes 🏗,” said Mara Vindt, who leads the Dockers' League.\n"
)


def find(text: str, words: str, after: int = 0) -> Span:
    """The span of the first occurrence of some words; a test that misspells them fails at once."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def make_article(text: str, **given: Any) -> Article:
    """An article as ingest would make it."""
    article = make_id("Article", text_hash(text))
    return Article(
        id=article,
        revision=make_id("Revision", article, text_hash(text)),
        text=text,
        text_sha256=text_hash(text),
        **{"language": "en", "completeness": "unknown", **given},
    )


def _edges(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end}


def make_attribution(article: Article, *, content: str, cue: str | None, source: str | None) -> Attribution:
    """A direct attribution whose words are looked up in the text."""
    text = article.text
    spans = (find(text, content),)
    return Attribution(
        id=make_id("Attribution", article.revision, spans, cue, source),
        article=article.id,
        kind="direct",
        content=spans,
        cue=find(text, cue) if cue else None,
        source=find(text, source) if source else None,
        confidence=810,
        reasons=("quoted",),
    )


def make_speaker(article: Article, attribution: Attribution, **given: Any) -> Speaker:
    """Who says an attribution; everything that a test does not give is plain."""
    plain: dict[str, Any] = {
        "entity": None,
        "mention": None,
        "name": "",
        "type": "person",
        "basis": "named",
        "confidence": 900,
        "reasons": ("named in the source",),
    }
    return Speaker(
        id=make_id("Speaker", article.revision, attribution.id),
        article=article.id,
        attribution=attribution.id,
        **(plain | given),
    )


def make_bundle(article: Article, *records: Any) -> Bundle:
    """An article with its records, by type, in the order given."""
    kinds = (Mark, Sentence, Mention, Entity, Attribution, Speaker, Detail, Time, Quantity, Unread)
    return Bundle(article, {kind: tuple(r for r in records if type(r) is kind) for kind in kinds})


@pytest.fixture
def courier() -> Bundle:
    """A report by a known outlet, with a quotation that has a speaker and one that has none."""
    article = make_article(
        COURIER,
        title="Harbour strike ends",
        outlet="Elsin Courier",
        path="reports/courier.txt",
        external_id="c-1",
        published_earliest="2031-05-02",
        published_latest="2031-05-02",
        published_basis="stated",
        completeness="full",
    )
    text = article.text
    here: dict[str, Any] = {"article": article.id}
    name, surname = find(text, "Mara Vint"), find(text, "Vint told")
    surname = Span(surname.start, surname.start + 4)
    mentions = [
        Mention(id=make_id("Mention", *span), **here, **_edges(span), type="person", form="name")
        for span in (name, surname)
    ]
    vint = Entity(
        id=make_id("Entity", mentions[0].id),
        **here,
        name="Mara Vint",
        type="person",
        named=True,
        mentions=tuple(mention.id for mention in mentions),
        roles=(find(text, "union leader"),),
    )
    indirect = make_attribution(
        article, content="Dock workers will return on Monday", cue="said", source="union leader Mara Vint"
    )
    cranes = make_attribution(
        article, content="“We have won about 40 new cranes 🏗,”", cue="told", source="Vint"
    )
    orphan = make_attribution(article, content="“Nobody asked us.”", cue=None, source=None)
    day = find(text, "Friday")
    return make_bundle(
        article,
        Mark(id=make_id("Mark", 0), **here, start=0, end=19, kind="headline"),
        *mentions,
        vint,
        indirect,
        cranes,
        orphan,
        make_speaker(
            article,
            indirect,
            entity=vint.id,
            mention=name,
            name="Mara Vint",
            speaks_for="union",
            capacity="leader",
            speaks_for_span=find(text, "union leader"),
        ),
        make_speaker(
            article,
            cranes,
            entity=vint.id,
            mention=surname,
            name="Mara Vint",
            basis="surname",
            confidence=700,
        ),
        make_speaker(
            article, orphan, type="unnamed", basis="cueless", confidence=0, reasons=("no candidate",)
        ),
        Detail(
            id=make_id("Detail", indirect.id),
            **here,
            attribution=indirect.id,
            speech_act="announcement",
            said_on=day,
            said_on_value="2031-05-02",
            said_on_basis="stated",
        ),
        Detail(
            id=make_id("Detail", cranes.id),
            **here,
            attribution=cranes.id,
            speech_act="praise",
            channel=find(text, "told the Elsin Courier"),
            channel_kind="interview",
            addressee=find(text, "the Elsin Courier"),
        ),
        Time(
            id=make_id("Time", 1),
            **here,
            **_edges(day),
            type="DATE",
            value="2031-05-02",
            earliest="2031-05-02",
            latest="2031-05-02",
            precision="day",
        ),
        Quantity(
            id=make_id("Quantity", 1),
            **here,
            **_edges(find(text, "about 40 new cranes")),
            value=40.0,
            unit="new cranes",
            modifier="about",
        ),
        Unread(
            id=make_id("Unread", 1),
            **here,
            **_edges(find(text, "“Nobody asked us.”")),
            why="a quotation without a speaker",
        ),
    )


@pytest.fixture
def gazette() -> Bundle:
    """A bare file: no outlet, no date, the same quotation over a line break and another spelling of the name."""
    article = make_article(GAZETTE, path="reports/002.txt", title="Port union calls off strike")
    text = article.text
    here: dict[str, Any] = {"article": article.id}
    name = find(text, "Mara Vindt")
    mention = Mention(id=make_id("Mention", "g", *name), **here, **_edges(name), type="person", form="name")
    vindt = Entity(
        id=make_id("Entity", mention.id),
        **here,
        name="Mara Vindt",
        type="person",
        named=True,
        mentions=(mention.id,),
    )
    cranes = make_attribution(
        article, content="“We have won about 40\nnew cranes 🏗,”", cue="said", source="Mara Vindt"
    )
    return make_bundle(
        article,
        mention,
        vindt,
        cranes,
        make_speaker(
            article,
            cranes,
            entity=vindt.id,
            mention=name,
            name="Mara Vindt",
            speaks_for="Dockers' League",
            capacity="leader",
            speaks_for_span=find(text, "who leads the Dockers' League"),
        ),
        Detail(id=make_id("Detail", cranes.id), **here, attribution=cranes.id, speech_act="praise"),
    )


class HeldStore:
    """The reading half of a store, over records in memory."""

    def __init__(
        self, articles: list[Article], records: list[Any], failures: tuple[Failure, ...] = ()
    ) -> None:
        self._articles = sorted(articles, key=lambda article: article.id)
        self._records = records
        self._failures = failures

    def articles(self, articles: Iterable[str] | None = None) -> Iterator[Article]:
        """Current articles by id."""
        wanted = None if articles is None else set(articles)
        return (item for item in self._articles if wanted is None or item.id in wanted)

    def rows(
        self, kind: type[Any], *, articles: Iterable[str] | None = None, ids: Iterable[str] | None = None
    ) -> Iterator[Any]:
        """Records of one kind that name one of some articles, or have one of some ids."""
        near = None if articles is None else set(articles)
        wanted = None if ids is None else set(ids)
        for record in self._records:
            if type(record) is not kind or (wanted is not None and record.id not in wanted):
                continue
            if near is None or near & set(article_ids(record)):
                yield record

    def values(
        self,
        kind: type[Any],
        *columns: str,
        articles: Iterable[str] | None = None,
        among: tuple[tuple[str, ...], Iterable[str]] | None = None,
    ) -> Iterator[tuple[Any, ...]]:
        """Some columns of records of one kind, as a database holds them."""
        made = codec(kind)
        for record in self.rows(kind, articles=articles):
            row = dict(zip(made.names, made.encode(record), strict=True))
            if among is not None and not {row[name] for name in among[0]} & set(among[1]):
                continue
            yield tuple(row[column] for column in columns)

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read."""
        return self._failures

    def reviews(self) -> tuple[Review, ...]:
        """What people decided; nothing here."""
        return tuple(record for record in self._records if type(record) is Review)

    def search(self, words: str, *, limit: int | None = None) -> list[Hit]:
        """Articles whose text or title has all the words."""
        hits = []
        for article in self._articles:
            asked = fold_words(words)
            if set(asked) <= set(fold_words(f"{article.text} {article.title}")):
                spans = tuple(span for word in asked for span in phrase_spans(article.text, [(word,)]))
                titles = phrase_spans(article.title or "", [asked])
                hits.append(Hit(article=article.id, spans=spans, title_spans=titles))
        return hits[:limit]


@pytest.fixture
def harbour(courier: Bundle, gazette: Bundle) -> Store:
    """Both reports as a collection: one story, one actor of two spellings, one utterance, one shared passage."""
    both = (courier, gazette)
    ids = sorted(bundle.article.id for bundle in both)
    vint, vindt = (bundle[Entity][0].id for bundle in both)
    actor = min(vint, vindt)
    cranes = [
        (courier.article.id, courier[Attribution][1].id),
        (gazette.article.id, gazette[Attribution][0].id),
    ]
    utterance = min(attribution for _, attribution in cranes)
    words = {
        bundle.article.id: bundle[Attribution][-2 if bundle is courier else 0].content[0] for bundle in both
    }
    collected: list[Any] = [
        Story(id=ids[0], title="Harbour strike ends", articles=tuple(ids)),
        *(
            StoryMember(
                id=make_id("StoryMember", article),
                article=article,
                story=ids[0],
                phase=ids[0],
                phase_earliest="2031-05-02",
                phase_latest="2031-05-02",
            )
            for article in ids
        ),
        Actor(id=actor, name="Mara Vint", type="person", named=True),
        *(
            ActorMember(
                id=make_id("ActorMember", entity),
                article=bundle.article.id,
                entity=entity,
                actor=actor,
                reasons=("one letter apart",),
            )
            for bundle, entity in zip(both, (vint, vindt), strict=True)
        ),
        Utterance(id=utterance, story=ids[0], actor=actor, speaker="Mara Vint", said_on=None),
        *(
            UtteranceMember(
                id=make_id("UtteranceMember", attribution),
                article=article,
                attribution=attribution,
                utterance=utterance,
                reasons=("same words",),
            )
            for article, attribution in cranes
        ),
        SharedPassage(
            id=make_id("SharedPassage", *ids),
            a_article=ids[0],
            a_start=words[ids[0]].start,
            a_end=words[ids[0]].end,
            b_article=ids[1],
            b_start=words[ids[1]].start,
            b_end=words[ids[1]].end,
            kind="verbatim",
            words=8,
            direction="unknown",
            why="neither credits the other",
        ),
    ]
    records = [row for bundle in both for kind in bundle.kinds() for row in bundle[kind]]
    return cast("Store", HeldStore([bundle.article for bundle in both], records + collected))


@pytest.fixture
def render() -> Callable[..., str]:
    """What a function prints on a console of some width, without spaces at line ends."""

    def printed(show: Callable[..., None], *args: Any, width: int = 72, **options: Any) -> str:
        out = io.StringIO()
        console = open_console(out)
        console.width = width
        show(console, *args, **options)
        return "\n".join(line.rstrip() for line in out.getvalue().splitlines())

    return printed


@pytest.fixture
def make_store() -> Callable[..., Store]:
    """A collection like another one with more records and articles in it, or one of nothing else."""

    def make(like: Any, *records: Any, articles: Iterable[Article] = ()) -> Store:
        held = like if isinstance(like, HeldStore) else HeldStore([], [])
        both = [*held._articles, *articles]
        return cast("Store", HeldStore(both, [*held._records, *records], held._failures))

    return make


FERRY = "The ferry Alda left the port of Elsin at dawn with forty crew on board."
HARBOUR = "Nobody has seen the Alda since noon."


@pytest.fixture
def ferry() -> Store:
    """Three reports: all carry one sentence, the third with a word more; two of them carry another one too."""
    texts = {
        "Elsin Courier": f"ELSIN -- {FERRY}\n{HARBOUR}\n",
        "Port Gazette": f"{FERRY} {HARBOUR}\n",
        "": f"Lost at sea\n{FERRY.replace('forty', 'some forty')}\n",
    }
    articles = [
        make_article(
            text,
            outlet=outlet or None,
            path=f"reports/{(outlet.split() or ['clipping'])[-1].lower()}.txt",
            title="The Alda is missing" if outlet else None,
            published_earliest=f"2031-06-0{day}" if outlet else None,
            published_latest=f"2031-06-0{day}" if outlet else None,
            published_basis="stated" if outlet else "unknown",
        )
        for day, (outlet, text) in enumerate(texts.items(), start=1)
    ]
    courier, gazette, clipping = articles
    rows = [
        _passage(courier, gazette, FERRY, FERRY, kind="verbatim", count=15),
        _passage(courier, clipping, FERRY, FERRY.replace("forty", "some forty"), kind="edited", count=15),
        _passage(gazette, clipping, FERRY, FERRY.replace("forty", "some forty"), kind="edited", count=15),
        _passage(courier, gazette, HARBOUR, HARBOUR, kind="verbatim", count=7),
    ]
    ids = sorted(article.id for article in articles)
    story = Story(id=ids[0], title="The Alda is missing", articles=tuple(ids))
    members = [
        StoryMember(
            id=make_id("StoryMember", article.id),
            article=article.id,
            story=ids[0],
            phase=article.id,
            phase_earliest=article.published_earliest,
            phase_latest=article.published_latest,
        )
        for article in articles
    ]
    return cast("Store", HeldStore(articles, [*rows, story, *members]))


def _passage(
    one: Article, other: Article, words: str, other_words: str, *, kind: Any, count: int
) -> SharedPassage:
    sides = sorted([(one.id, find(one.text, words)), (other.id, find(other.text, other_words))])
    (a, a_span), (b, b_span) = sides
    return SharedPassage(
        id=make_id("SharedPassage", a, b, a_span),
        a_article=a,
        a_start=a_span.start,
        a_end=a_span.end,
        b_article=b,
        b_start=b_span.start,
        b_end=b_span.end,
        kind=kind,
        words=count,
        direction="unknown",
        why="neither credits the other",
    )


BRIDGE = {
    "courier": "The Sorrel bridge fell on Monday night while crowds watched from both banks. Eleven people were killed, the coast guard said.\n",
    "gazette": "Bridge falls\nThe Sorrel bridge fell on Monday night while crowds watched from both banks. Eleven people were killed.\n",
    "later": "“At least nine people are dead,” said Captain Ola Brandt 🌉.\nShe gave no names.\n",
    "clipping": "The bridge at Sorrel fell on Tuesday.\n",
}
"""Four invented reports: three outlets known, two articles of one of them."""


@pytest.fixture
def bridge() -> Store:
    """Four reports of one story that differ in a number and in a day, and agree in another; two are of one outlet."""
    articles = {
        name: make_article(
            text,
            outlet={"courier": "Elsin Courier", "later": "Elsin Courier", "gazette": "Port Gazette"}.get(
                name
            ),
            path=f"reports/{name}.txt",
            title=f"Bridge report {name}",
            published_earliest=None if name == "clipping" else f"2031-07-0{day}",
            published_latest=None if name == "clipping" else f"2031-07-0{day}",
            published_basis="unknown" if name == "clipping" else "stated",
        )
        for day, (name, text) in enumerate(BRIDGE.items(), start=1)
    }
    guard = make_attribution(
        articles["courier"], content="Eleven people were killed", cue="said", source="the coast guard"
    )
    brandt = make_attribution(
        articles["later"],
        content="“At least nine people are dead,”",
        cue="said",
        source="Captain Ola Brandt",
    )
    ids = sorted(article.id for article in articles.values())
    killed, day, alike = (make_id("Compared", name) for name in ("killed", "day", "alike"))
    told: dict[str, Any] = {"story": ids[0], "reasons": ("the same deed",)}

    def show(
        of: str, name: str, words: str, value: tuple[int, str], voice: Attribution | None = None
    ) -> Evidence:
        article = articles[name]
        span = find(article.text, words)
        start = article.text.rfind(".", 0, span.start) + 1
        return Evidence(
            id=make_id("Evidence", of, article.id, span),
            article=article.id,
            comparison=of,
            side=value[0],
            value=value[1],
            **_edges(span),
            context=Span(start, article.text.index(".", span.end) + 1),
            attribution=voice.id if voice else None,
            reasons=("counted alike",),
        )

    wire = "The Sorrel bridge fell on Monday night while crowds watched from both banks. Eleven people were killed"
    return cast(
        "Store",
        HeldStore(
            list(articles.values()),
            [
                Story(id=ids[0], title="Bridge report courier", articles=tuple(ids)),
                guard,
                make_speaker(articles["courier"], guard, name="the coast guard", type="organization"),
                brandt,
                make_speaker(articles["later"], brandt, name="Ola Brandt", basis="role"),
                Discrepancy(
                    id=killed,
                    slot="number",
                    difference="contradiction",
                    level="between",
                    about="people killed",
                    score=900,
                    **told,
                ),
                show(killed, "later", "nine", (1, "9 or more"), brandt),
                show(killed, "courier", "Eleven", (0, "11"), guard),
                show(killed, "gazette", "Eleven", (0, "11")),
                Discrepancy(
                    id=day,
                    slot="date",
                    difference="contradiction",
                    level="between",
                    about="the bridge fell",
                    score=950,
                    **told,
                ),
                show(day, "courier", "Monday night", (0, "2031-06-30")),
                show(day, "clipping", "Tuesday", (1, "2031-07-01")),
                Agreement(
                    id=alike,
                    slot="date",
                    about="the bridge fell",
                    value="2031-06-30",
                    least=1,
                    most=1,
                    **told,
                ),
                show(alike, "courier", "Monday night", (0, "2031-06-30")),
                show(alike, "gazette", "Monday night", (0, "2031-06-30")),
                _passage(articles["courier"], articles["gazette"], wire, wire, kind="verbatim", count=11),
            ],
        ),
    )


def named(store: Store) -> dict[str, Article]:
    """The articles by the last part of their title."""
    return {(article.title or "").split()[-1]: article for article in store.articles()}


@pytest.fixture
def told(bridge: Store, make_store: Any) -> Store:
    """The bridge with an event of each voice, a position and what it is called."""
    articles = named(bridge)
    _, brandt = bridge.rows(Attribution)
    story = min(article.id for article in articles.values())
    fell, dead, stands, clear = (make_id("Told", name) for name in ("fell", "dead", "stands", "clear"))

    def place(name: str, words: str) -> dict[str, Any]:
        start = articles[name].text.index(words)
        return {"article": articles[name].id, "start": start, "end": start + len(words)}

    def member(event: str, name: str, words: str, voice: str | None) -> EventMember:
        where = place(name, words)
        return EventMember(
            id=make_id("EventMember", event, *where.values()),
            **where,
            event=event,
            clause=make_id("Clause", *where.values()),
            attribution=voice,
            time=None,
            dated="the day that the article names",
            reasons=("same deed",),
        )

    def event(made: str, speaker: str, day: str | None) -> Event:
        return Event(
            id=made, story=story, earliest=day, latest=day, precision="day" if day else "unknown",
            actor=None, speaker=speaker, reasons=("two clauses",),
        )  # fmt: skip

    def calling(name: str, words: str, voice: str | None) -> Calling:
        where = place(name, words)
        return Calling(
            id=make_id("Calling", *where.values()), **where, story=story, kind="passage", subject=fell,
            words=words, attribution=voice, quoted=False,
        )  # fmt: skip

    return make_store(  # type: ignore[no-any-return]
        bridge,
        event(dead, "Ola Brandt", None),
        member(dead, "later", "At least nine people are dead", brandt.id),
        event(fell, "", "2031-06-30"),
        member(fell, "courier", "The Sorrel bridge fell", None),
        member(fell, "gazette", "The Sorrel bridge fell", None),
        Proposition(id=clear, story=story, words=("clear", "the", "river")),
        Position(
            id=stands, story=story, proposition=clear, actor=None, speaker="Ola Brandt", label=None, reasons=()
        ),
        PositionMember(
            id=make_id("PositionMember", brandt.id), article=brandt.article, shows=stands,
            attribution=brandt.id, utterance=brandt.id, said_on="2031-07-03", label=None, shift=False, reasons=(),
            words=Span(1, 30),
        ),
        calling("courier", "The Sorrel bridge", None),
        calling("later", "nine people", brandt.id),
        calling("gazette", "Bridge", None),
        Window(
            id=make_id("Window", articles["clipping"].id), article=articles["clipping"].id, earliest="2031-07-01",
            latest=None, evidence=(find(articles["clipping"].text, "Tuesday"),), reasons=("tells it as past",),
        ),
    )  # fmt: skip
