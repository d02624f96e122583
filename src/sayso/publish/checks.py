"""What `sayso doctor` looks at: versions and models, the features of SQLite, the soundness of a collection."""

import platform
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from importlib import metadata

from sayso import __version__
from sayso.publish.export.annotated import ARTICLE_KINDS, article_json
from sayso.publish.spans_checked import broken_spans
from sayso.publish.views.guarded import name_of, reason
from sayso.publish.views.stories import bundles
from sayso.records import (
    Actor,
    ActorEdge,
    ActorMember,
    Embedding,
    Hop,
    Origin,
    OriginMember,
    Record,
    ReviewedPair,
    Sentence,
    SharedPassage,
    Story,
    StoryMember,
    Utterance,
    UtteranceMember,
)
from sayso.schema import table_name
from sayso.settings import Settings
from sayso.spans import Span, slice_text
from sayso.stage import Stage
from sayso.store.protocol import Store

PARTS = ("spacy", "numpy", "sqlalchemy", "trafilatura", "rapidfuzz", "py3langid", "rich", "typer")
"""The packages whose versions a bug report needs."""
NEEDED = {
    "FTS5": "CREATE VIRTUAL TABLE probe USING fts5(words)",
    "JSON": "SELECT json_extract('[1]', '$[0]')",
    "UPSERT and RETURNING": "INSERT INTO kept VALUES (1) ON CONFLICT DO NOTHING RETURNING id",
}
"""What a collection needs of SQLite, and how it is tried."""


ANEW = "take the file from a copy, or `sayso remove` the article and `sayso add --force` it anew"
SAID_TOGETHER: tuple[type[Record], ...] = (
    Story,
    StoryMember,
    Actor,
    ActorMember,
    ActorEdge,
    ReviewedPair,
    Utterance,
    UtteranceMember,
    Hop,
    Origin,
    OriginMember,
    SharedPassage,
)
"""The kinds that articles have together and that are shown."""


def facts(settings: Settings) -> list[tuple[str, str]]:
    """Versions of the program, of its parts and of its models, and the settings that matter."""
    from sayso.flow import FLOW  # noqa: PLC0415 - the flow is heavy, and only this needs it

    models = sorted({line for stage in FLOW if (line := stage.model(settings))})
    return [
        ("sayso", __version__),
        ("Python", f"{platform.python_version()} ({platform.machine()}, {platform.system()})"),
        ("SQLite", sqlite3.sqlite_version),
        *((part, _version(part)) for part in PARTS),
        *(("model", line) for line in models),
        ("languages annotated", ", ".join(settings.annotate.languages)),
    ]


def problems_of_program() -> list[str]:
    """What the machine lacks, each with its fix; empty when nothing is wrong."""
    problems = []
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY)")
        for feature, probe in NEEDED.items():
            try:
                connection.execute(probe).fetchall()
            except sqlite3.OperationalError:
                problems.append(
                    f"SQLite {sqlite3.sqlite_version} has no {feature}; use a Python with SQLite 3.40 or later"
                )
    finally:
        connection.close()
    return problems


def check_collection(store: Store, *, now: datetime, every_row: bool = False) -> list[str]:
    """What is wrong with a collection: its index and owners as the store sees them, every span of every row, its feeds.

    `now` tells times of a watch that cannot be; with `every_row` every address that a feed named is looked at.
    """
    return [
        *store.check(),
        *_broken_spans(store),
        *_broken_rows(store),
        *_broken_passages(store),
        *store.check_watch(now, every_row=every_row),
    ]


def check_every_row(store: Store, flow: Sequence[Stage]) -> Iterator[str]:
    """What is wrong with single rows: spans of every kind, owners, articles that they name, the ledger's counts."""
    from sayso.plan import unique  # noqa: PLC0415 - the flow is heavy, and only this needs it

    kinds = [kind for kind in unique(k for stage in flow for k in stage.writes) if not kind.TRANSIENT]
    yield from store.check_rows(kinds)
    yield from broken_spans(store, kinds)


def why_not_compared(store: Store, flow: Sequence[Stage], settings: Settings) -> str:
    """Why a collection cannot be compared with what would be derived now: it is behind; empty when it is not."""
    from sayso.publish.views.staleness import standings  # noqa: PLC0415 - same

    status = store.status()
    if status.at_work:
        return f"another process ({status.at_work}) is at work on it: check again when it is done"
    if any(stage.stale or stage.moved for stage in standings(status, flow, settings)):
        return "it is not up to date (`sayso status`): `sayso run` first, then check again"
    return ""


def _broken_spans(store: Store) -> Iterator[str]:
    broken: list[str] = []

    def tell(what: str, why: str) -> None:
        broken.append(f"{what}: {why}; {ANEW}")

    for bundle in bundles(store, store.articles(), ARTICLE_KINDS, tell=tell):
        try:
            article_json(bundle)
        except ValueError as error:
            tell(name_of(bundle.article), reason(error))
    yield from broken


def _broken_rows(store: Store) -> Iterator[str]:
    """Rows of the other kinds that cannot be read back, one line a kind."""
    for kind in (*SAID_TOGETHER, Sentence, Embedding):
        try:
            for _ in store.rows(kind):
                pass
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a row is what is looked for
            yield f"table {table_name(kind)}: a row cannot be read ({reason(error)}); {ANEW}"


def _broken_passages(store: Store) -> Iterator[str]:
    texts: dict[str, str] = {}
    for row in _readable(store.rows(SharedPassage)):
        for article, span in (
            (row.a_article, Span(row.a_start, row.a_end)),
            (row.b_article, Span(row.b_start, row.b_end)),
        ):
            try:
                if article not in texts:
                    texts = {article: store.article(article).text}
                slice_text(texts[article], span)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with a row is what is looked for
                yield f"shared passage {row.id}: {error}"


def _readable(rows: Iterator[SharedPassage]) -> Iterator[SharedPassage]:
    """The rows up to one that cannot be read: that one is told elsewhere."""
    with suppress(Exception):
        yield from rows


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed as a package"
