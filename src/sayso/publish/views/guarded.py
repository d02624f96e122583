"""Reading that one broken row does not stop: what cannot be read is left out, and told.

A row breaks when a disk, another program or a bug wrote into the file. Whoever passes no `tell` gets a StoreError.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sayso.errors import SaysoError, StoreError
from sayso.records import Article, Record
from sayso.store.protocol import Store

Tell = Callable[[str, str], None]
"""Takes what was left out and why."""
R = TypeVar("R", bound=Record)
Rows = dict[str, dict[type[Record], list[Any]]]


def rows_of_articles(
    store: Store, articles: Sequence[Article], kinds: Sequence[type[Record]], tell: Tell | None
) -> Rows:
    """The records of some kinds by article; an article with a row that cannot be read is left out."""
    try:
        return _rows(store, [article.id for article in articles], kinds)
    except SaysoError:
        raise
    except Exception as error:
        if tell is None:
            raise StoreError(
                f"a row cannot be read back ({reason(error)}); `sayso doctor` says which"
            ) from error
        if len(articles) == 1:
            tell(name_of(articles[0]), reason(error))
            return {}
        return {
            name: rows
            for article in articles
            for name, rows in rows_of_articles(store, [article], kinds, tell).items()
        }


def sound_rows(store: Store, kind: type[R], tell: Tell | None, *, by: str, keys: Iterable[str]) -> list[R]:
    """The records of one kind by `ids` or `articles` (`by`), without those that cannot be read."""
    wanted = sorted(set(keys))
    try:
        return list(store.rows(kind, ids=wanted) if by == "ids" else store.rows(kind, articles=wanted))
    except SaysoError:
        raise
    except Exception as error:
        if tell is None:
            raise StoreError(
                f"a row cannot be read back ({reason(error)}); `sayso doctor` says which"
            ) from error
        if len(wanted) == 1:
            from sayso.schema import table_name  # noqa: PLC0415 - SQLAlchemy is heavy, and only a failure needs it

            tell(f"{table_name(kind)} of {wanted[0]}", reason(error))
            return []
        middle = len(wanted) // 2
        halves = (wanted[:middle], wanted[middle:])
        found = [row for half in halves for row in sound_rows(store, kind, tell, by=by, keys=half)]
        return list({getattr(row, "id"): row for row in found}.values())  # noqa: B009 - Record itself has no fields


def name_of(article: Article) -> str:
    """An article by its id, which other commands take, and by the file that a person knows."""
    return f"article {article.id} ({article.path or article.url or 'no file'})"


def reason(error: Exception) -> str:
    """An error in a few words, never empty."""
    return str(error) or type(error).__name__


def _rows(store: Store, ids: Sequence[str], kinds: Sequence[type[Record]]) -> Rows:
    rows: Rows = {article: {kind: [] for kind in kinds} for article in ids}
    for kind in kinds:
        for row in _of(store, kind, ids):
            rows[row.article][kind].append(row)
    return rows


def _of(store: Store, kind: type[Record], ids: Sequence[str]) -> Iterator[Any]:
    yield from store.rows(kind, articles=ids)
