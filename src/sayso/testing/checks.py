"""The contracts of stages, stores and engines, as functions that raise AssertionError with what is broken.

For authors of plugins and for our own tests: what passes here may be put beside what Sayso ships.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from sayso.engines.local import Engine
from sayso.errors import NotFound
from sayso.ids import make_id, text_hash
from sayso.plan import check_flow
from sayso.records import Article, Attribution, Failure, Reading, Record
from sayso.run import annotate, run
from sayso.schema import codec, columns_of
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Each, Stage
from sayso.store import open_store
from sayso.store.protocol import Desk
from sayso.testing.change_checks import check_changes
from sayso.testing.expecting import expect, make_article
from sayso.testing.feed_checks import check_feeds
from sayso.testing.plain import PLAIN_ATTRIBUTIONS, PLAIN_ENTITIES, PLAIN_SENTENCES
from sayso.testing.rebuild import Snapshot, differences, rebuilt, snapshot
from sayso.testing.review_checks import check_corrections, check_reviews
from sayso.testing.toys import TOY_FLOW, Name, Word
from sayso.testing.version_checks import check_versions

__all__ = ["check_engine", "check_rows", "check_stage", "check_store", "make_article"]


# --- a stage --------------------------------------------------------------------------------------------------


def check_stage(
    stage: Stage, flow: Sequence[Stage], articles: Sequence[Article], settings: Settings | None = None
) -> Snapshot:
    """Try a stage, behind the stages of `flow` before it, on articles; returns all rows for closer looks.

    It must not fail; its ids are unique and its rows belong to articles that are there; its spans slice their
    text; its records come out of a table as they went in; and it makes the same rows whatever the order of the
    articles, and for an `Each` stage whatever its neighbours.
    """
    settings = settings or Settings()
    until = [*flow[: list(flow).index(stage)], stage] if stage in flow else [*flow, stage]
    check_flow(until)
    rows = rebuilt(articles, until, settings)
    check_rows(stage, rows, articles)
    _check_same(
        f"'{stage.name}' makes other rows in another order", rows, rebuilt(articles[::-1], until, settings)
    )
    if isinstance(stage, Each):
        _check_alone(stage, until, articles, settings)
    return rows


def check_rows(stage: Stage, rows: Snapshot, articles: Sequence[Article]) -> None:
    """The part of `check_stage` that looks at what a stage made of articles, without making it again."""
    failures = [failure for failure in rows["Failure"] if failure.stage == stage.name]
    expect(not failures, f"'{stage.name}' failed: {failures[:1]}")
    for kind in stage.writes:
        if not kind.TRANSIENT:
            _check_records(stage, kind, rows[kind.__name__], {article.id: article for article in articles})


def _check_same(what: str, expected: Snapshot, actual: Snapshot) -> None:
    differing = differences(expected, actual)
    expect(not differing, f"{what}: {differing}")


def _check_records(
    stage: Stage, kind: type[Record], records: Sequence[Any], articles: dict[str, Article]
) -> None:
    where = f"'{stage.name}' makes {kind.__name__}"
    frozen = getattr(kind, "__dataclass_params__").frozen  # noqa: B009 - mypy does not know it
    expect(frozen, f"{where}, which is not a frozen dataclass")
    ids = [record.id for record in records]
    twice = sorted({name for name in ids if ids.count(name) > 1}) if len(set(ids)) < len(ids) else []
    expect(not twice, f"{where} with the same id twice: {twice[:3]}; put what tells them apart into make_id")
    code = codec(kind)
    for record in records:
        for field in kind.ARTICLES:
            expect(getattr(record, field) in articles, f"{where} of no article: {record}")
        expect(
            repr(code.decode(code.encode(record))) == repr(record), f"{where} that a table changes: {record}"
        )
        if kind.ARTICLES == ("article",):
            for span in _spans(record):
                text = articles[record.article].text
                expect(
                    0 <= span.start < span.end <= len(text), f"{where} with {span} outside the text: {record}"
                )


def _spans(record: Any) -> Iterator[Span]:
    names = {item.name for item in fields(record)}
    if {"start", "end"} <= names:
        yield Span(record.start, record.end)
    for column in columns_of(type(record)):
        value = getattr(record, column.name)
        if isinstance(value, Span):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Span))


def _check_alone(
    stage: Each, until: Sequence[Stage], articles: Sequence[Article], settings: Settings
) -> None:
    kept = [kind for kind in stage.writes if not kind.TRANSIENT]
    together = list(annotate(articles, flow=until, settings=settings, workers=1))
    for article, bundle in zip(articles, together, strict=True):
        [alone] = annotate([article], flow=until, settings=settings, workers=1)
        for kind in kept:
            if kind not in set(bundle.kinds()):
                continue  # it reads what groups made: only a collection has that
            where = f"'{stage.name}' on {article.id}"
            expect(alone[kind] == bundle[kind], f"{where}: neighbours change {kind.__name__}")
            declared = all(type(a) is type(b) for a, b in zip(alone[kind], bundle[kind], strict=True))
            expect(declared, f"{where}: other types of record")
            back = [codec(kind).decode(codec(kind).encode(record)) for record in alone[kind]]
            expect(repr(back) == repr(list(alone[kind])), f"{where}: a table changes {kind.__name__}")


# --- a store --------------------------------------------------------------------------------------------------


def check_store(open_empty: Callable[[], Desk]) -> None:
    """Try a store, through everything that `Store` and `Desk` promise, on a few articles and the toy flow."""
    for check in (
        _check_sources,
        check_reviews,
        check_changes,
        check_corrections,
        check_versions,
        check_feeds,
        _check_removal,
        _check_derived,
        _check_search,
        _check_said,
    ):
        store = open_empty()
        try:
            check(store)
        finally:
            store.close()


def _check_sources(store: Desk) -> None:
    one = make_article(1, "Brook and cedar.\r\nBrook.", raw=text_hash("<p>"))
    two = make_article(2, "Dunes\u2028\U0001f600 \ufffd")
    failure = Failure(
        id=make_id("Failure", "ingest", "x"), stage="ingest", owner="x", path="x", line=3, reason="?", fix="!"
    )
    first = store.add([Reading(one, b"<p>"), two, failure])
    expect(first.added == (one.id, two.id), f"add: {first}")
    expect(
        list(store.articles()) == sorted([one, two], key=lambda a: a.id), "articles come back as they were"
    )
    expect(store.raw(text_hash("<p>")) == b"<p>", "raw bytes come back as they were")
    expect(store.failures() == (failure,), "failures are kept")
    again = store.add([one, two, failure])
    expect(
        again.unchanged == (one.id, two.id) and not again.added, f"the same again changes nothing: {again}"
    )
    titled = make_article(1, one.text, title="A brook")
    expect(store.add([titled]).changed == (one.id,), "a title that was missing is a change")
    expect(store.add([one]).unchanged == (one.id,), "what is known is not lost to a reading that lacks it")
    expect(store.article(one.id).title == "A brook", "the title is kept")
    edited = make_article(1, "Brook, later.")
    expect(store.add([edited]).changed == (one.id,), "another text is a change")
    texts = [revision.text for revision in store.revisions(one.id)]
    expect(texts == [one.text, edited.text], f"all texts are kept, the current one last: {texts}")
    expect(store.article(one.id).text == edited.text, "the last text is current")
    expect(store.status().revisions == 3, "revisions are counted")


def _check_removal(store: Desk) -> None:
    one, two = make_article(1, "Brook zanzibar Cedar"), make_article(2, "Brook Cedar")
    store.add([one, two])
    run(store, TOY_FLOW, Settings(), workers=1)
    store.remove(one.id, reason="asked to")
    expect(store.article_ids() == [two.id], "a removed article is gone")
    expect(not store.search("zanzibar"), "its words are gone")
    expect(store.revisions(one.id) == (), "its texts are gone")
    expect([t.reason for t in store.removed()] == ["asked to"], "a tombstone stays")
    for kind in (kind for stage in TOY_FLOW for kind in stage.writes if not kind.TRANSIENT):
        expect("zanzibar" not in repr(list(store.rows(kind))), f"no {kind.__name__} is left of it")
        expect(not list(store.rows(kind, articles=[one.id])) or kind.ARTICLES == (), "nor names it")
    run(store, TOY_FLOW, Settings(), workers=1)
    _check_same("after a removal", rebuilt([two], TOY_FLOW, Settings()), snapshot(store, TOY_FLOW))
    refused = store.add([one])
    expect(refused.refused == (one.id,) and refused.failures, f"what was removed is refused: {refused}")
    expect(store.add([one], force=True).added == (one.id,), "unless it is forced")
    try:
        store.remove("nobody", reason="")
    except NotFound:
        return
    raise AssertionError("removing what is not there raises NotFound")


def _check_derived(store: Desk) -> None:
    articles = [
        make_article(n, text)
        for n, text in enumerate(("Alpha Brook", "Brook Cedar", "stumble", "topple Cedar", "topple"))
    ]
    store.add(articles)
    summary = run(store, TOY_FLOW, Settings(), workers=1)
    expect(len(summary.failures) == 3, f"what fails is counted: {summary.failures}")
    expected = rebuilt(articles[::-1], TOY_FLOW, Settings())
    _check_same("another order", expected, snapshot(store, TOY_FLOW))
    expect(not run(store, TOY_FLOW, Settings(), workers=1).stages, "a second run has nothing to do")
    ids = sorted(article.id for article in articles)
    expect(
        [row.article for row in store.rows(Word)] == sorted(row.article for row in store.rows(Word)), "order"
    )
    some = list(store.rows(Name, articles=ids[:2]))
    expect({row.article for row in some} <= set(ids[:2]), "rows of some articles")
    every = list(store.rows(Name))
    expect(list(store.rows(Name, ids=[every[0].id])) == every[:1], "rows by id")
    both = [row for row in some if row.id in {one.id for one in every[::2]}]
    found = list(store.rows(Name, articles=ids[:2], ids=[row.id for row in every[::2]]))
    expect(found == both, "rows by id of some articles")
    plain = [(row.id, row.article) for row in every]
    expect(list(store.values(Name, "id", "article")) == plain, "columns are those of the rows")
    near = [(row.article,) for row in some]
    expect(list(store.values(Name, "article", articles=ids[:2])) == near, "columns of some articles")
    told = [row for row in plain if row[0] == plain[-1][0] or row[1] == ids[0]]
    among = (("id", "article"), [plain[-1][0], ids[0], "no such\0text"])
    expect(list(store.values(Name, "id", "article", among=among)) == told, "columns of rows that hold a text")
    expect(store.count(Name) == len(every), "rows are counted")
    expect(store.check() == [], f"it finds itself sound: {store.check()}")


def _check_search(store: Desk) -> None:
    text = "He said “the Élysée-\nPalace is shut”, and left. 😀 The palace is shut."
    article = make_article(1, text, title="Palace shut")
    store.add([article, make_article(2, "A palace, but open.")])
    for words in ('"elysee palace"', "Élysée-Palace", "ELYSEE palace shut"):
        expect([hit.article for hit in store.search(words)] == [article.id], f"search finds {words}")
        expect(store.search_ids(words) == [article.id], f"and finds it without the text: {words}")
    [hit] = store.search('"palace is shut"')
    found = [text[span.start : span.end] for span in hit.spans]
    expect(found == ["Palace is shut", "palace is shut"], f"search gives exact spans: {found}")
    expect(store.search("nowhere") == [], "search finds nothing where there is nothing")


def _check_said(store: Desk) -> None:
    flow = (PLAIN_SENTENCES, PLAIN_ENTITIES, PLAIN_ATTRIBUTIONS)
    one = make_article(1, "Brook cedar.\n[Ada Wren|person] said: The Élysée palace is shut.")
    two = make_article(2, "[Ada Wren|person] said: Open.\nNo palace.\n[Ada Wren|person] said: We stay.")
    before = store.state()
    expect(before == store.state(), "the state stays while nothing is written")
    store.add([one, two])
    expect(before != store.state(), "the state differs when an article came in")
    run(store, flow, Settings(), workers=1)
    said = {row.id: row.article for row in store.rows(Attribution)}
    expect(len(said) == 3, "all lines are read")
    found = store.search_said('"elysee palace"')
    expect([article for article, _ in found] == [one.id], f"words of what was said are found: {found}")
    expect(all(said[name] == article for article, name in found), "with article and attribution")
    expect(not store.search_said("brook"), "words beside what was said are not")
    before = store.state()
    store.remove(two.id, reason="asked to")
    expect(not store.search_said("stay"), "the words of a removed article are gone")
    expect(before != store.state(), "the state differs when an article went")
    expect(store.check() == [], f"it finds itself sound: {store.check()}")


# --- an engine ------------------------------------------------------------------------------------------------


def check_engine(engine: Engine, *, workers: int, articles: Iterable[Article] | None = None) -> None:
    """Try an engine: it makes the same rows as this process does, in the same order, failures included."""
    given = list(articles or _many())
    expected = rebuilt(given, TOY_FLOW, Settings())
    store = open_store(":memory:")
    try:
        store.add(given)
        run(store, TOY_FLOW, Settings(), workers=workers, engine=engine)
        _check_same(f"{workers} workers", expected, snapshot(store, TOY_FLOW))
    finally:
        store.close()
    here = annotate(given, flow=TOY_FLOW, settings=Settings(), workers=1)
    there = annotate(given, flow=TOY_FLOW, settings=Settings(), workers=workers, engine=engine)
    for a, b in zip(here, there, strict=True):
        expect(a.article == b.article, "articles come in the order given")
        for kind in a.kinds():
            expect(a[kind] == b[kind], f"{kind.__name__} of {a.article.id} differs")


def _many() -> list[Article]:
    words = ("alpha", "Brook", "cedar", "Dunes", "ember", "stumble", "topple", "7")
    texts = [" ".join(words[(n * m) % len(words)] for m in range(1, 6)) for n in range(40)]
    return [make_article(n, text) for n, text in enumerate(texts)]
