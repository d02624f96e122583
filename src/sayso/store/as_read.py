"""Articles as they were read beside articles as people corrected them: `articles` holds what is effective.

Only of an article with reviews of its fields is there a row here: the fields as they were read, which come back when a
review is taken back, and into which another reading of the article is merged. A row is a function of what was read and
of the set of reviews, never of which came first.
"""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from sayso.records import Article, Review
from sayso.reviews.fields import READ_FIELDS, is_of_fields, with_reviews
from sayso.schema import codec
from sayso.store import change_log, dialect
from sayso.store.database import Database
from sayso.store.tables import article_digest


def any_field_reviews(conn: sa.Connection, db: Database) -> bool:
    """Whether anybody ever corrected an article: else nothing here has to be looked at."""
    table = db.tables.of(Review)
    return (
        conn.execute(sa.select(table.c.id).where(table.c.subject == "article").limit(1)).first() is not None
    )


def field_reviews(conn: sa.Connection, db: Database, article: str) -> list[Review]:
    """The reviews of an article's fields, with what takes them back."""
    table, code = db.tables.of(Review), codec(Review)
    columns = [table.c[name] for name in code.names]
    here = (table.c.a_article == article) & (table.c.subject == "article")
    rows = [code.decode(tuple(row)) for row in conn.execute(sa.select(*columns).where(here))]
    return [review for review in rows if is_of_fields(review)]


def as_read(conn: sa.Connection, db: Database, article: Article) -> Article:
    """An article as it was read: what people corrected put back to what it was."""
    table = db.tables.as_read
    row = conn.execute(sa.select(table).where(table.c.article == article.id)).first()
    if row is None:
        return article
    # decoded as a whole article is, so that each field comes out of its column as it went in
    values = dict(zip(codec(Article).names, codec(Article).encode(article), strict=True))
    values |= {name: getattr(row, name) for name in READ_FIELDS}
    return codec(Article).decode(tuple(values.values()))


def corrected(conn: sa.Connection, db: Database, read: Article) -> Article:
    """An article with what people stated of its fields; what it was read with is kept while anything differs."""
    made = with_reviews(read, field_reviews(conn, db, read.id))
    if made == read:
        forget(conn, db, read.id)
    else:
        row = {"article": read.id} | {
            name: value for name, value in _columns(read).items() if name in READ_FIELDS
        }
        dialect.upsert(conn, db.tables.as_read, [row])
    return made


def correct_again(conn: sa.Connection, db: Database, articles: Iterable[str]) -> list[str]:
    """Bring articles up to date with the reviews of their fields; those that changed."""
    table, names = db.tables.articles, codec(Article).names
    columns = [table.c[name] for name in names]
    changed: list[str] = []
    for chunk in dialect.chunks(sorted(set(articles))):
        found = conn.execute(sa.select(*columns).where(table.c.id.in_(chunk)).order_by(table.c.id)).all()
        for row in found:
            old = codec(Article).decode(tuple(row))
            new = corrected(conn, db, as_read(conn, db, old))
            if new != old:
                write(conn, db, new)
                changed.append(new.id)
    return changed


def write(conn: sa.Connection, db: Database, article: Article, **more: Any) -> None:
    """Keep an article in place of what is kept of it."""
    row = codec(Article).encode(article)
    table = db.tables.articles
    values = _columns(article) | {"digest": article_digest(row)} | more
    conn.execute(table.update().where(table.c.id == article.id).values(values))
    change_log.note(conn, db.tables, {Article.__name__: [article.id]})


def forget(conn: sa.Connection, db: Database, article: str) -> None:
    """Take out what an article was read with, where it is what stands, or where the article goes."""
    table = db.tables.as_read
    conn.execute(table.delete().where(table.c.article == article))


def _columns(article: Article) -> dict[str, Any]:
    return dict(zip(codec(Article).names, codec(Article).encode(article), strict=True))
