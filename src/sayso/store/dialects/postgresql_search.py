"""Full-text search in PostgreSQL with the answers that FTS5 gives: Sayso's own words, folded as everywhere.

PostgreSQL's `tsvector` forgets where a word stands behind the 16,383rd, and keeps 256 places of each: a phrase at the end
of a long report would not be found. So a text has a row of its folded words, once as an array with an inverted index (GIN),
which finds the texts that hold all words, and once one behind the other, in which a phrase is looked for. A trigger notes
the texts that are written; before the transaction ends their words are folded (`fold_fresh`), whoever wrote them.
"""

import math
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import sqlalchemy as sa

from sayso.store.dialects.postgresql_opening import driver_cursor
from sayso.store.folding import folded_words


class Indexed(NamedTuple):
    """A table whose texts are searched: the columns that hold them, and what names a row."""

    table: str
    columns: tuple[str, ...]
    names: tuple[str, ...]


ARTICLES = Indexed("articles", ("title", "text"), ("id",))
SAID = Indexed("attribution_words", ("words",), ("article", "attribution"))

BETWEEN = " \n "
"""Stands between title and text, so that no phrase reaches over."""

LONGEST = 500
"""Characters of a word from which on its hash stands for it in the index, which takes no more than 2,700 bytes."""

FOLDED_AT_ONCE = 200

TABLES = """
CREATE TABLE IF NOT EXISTS {table}_folded (number bigint PRIMARY KEY, size bigint NOT NULL,
    folded text COLLATE "C" NOT NULL, words text[] COLLATE "C" NOT NULL);
CREATE INDEX IF NOT EXISTS {table}_folded_words ON {table}_folded USING gin (words);
CREATE INDEX IF NOT EXISTS {table}_folded_size ON {table}_folded (size);
CREATE TABLE IF NOT EXISTS {table}_unfolded (number bigint NOT NULL);
CREATE OR REPLACE FUNCTION {table}_added() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN
    INSERT INTO {table}_unfolded SELECT number FROM fresh; RETURN NULL; END $$;
CREATE OR REPLACE FUNCTION {table}_removed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN
    DELETE FROM {table}_folded AS f USING gone WHERE f.number = gone.number; RETURN NULL; END $$;
CREATE OR REPLACE FUNCTION {table}_changed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN
    INSERT INTO {table}_unfolded SELECT number FROM fresh JOIN gone USING (number)
        WHERE ({fresh}) IS DISTINCT FROM ({gone}); RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER {table}_added AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_added();
CREATE OR REPLACE TRIGGER {table}_removed AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_removed();
CREATE OR REPLACE TRIGGER {table}_changed AFTER UPDATE ON {table} REFERENCING OLD TABLE AS gone NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_changed();
"""

WORDS_FOLLOW = """
CREATE OR REPLACE FUNCTION attributions_removed() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$ BEGIN
    DELETE FROM attribution_words AS w USING gone WHERE w.article = gone.article AND w.attribution = gone.id;
    RETURN NULL; END $$;
CREATE OR REPLACE TRIGGER attributions_removed AFTER DELETE ON attributions REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION attributions_removed();
"""
"""Whoever deletes attributions, and for whatever reason, takes their words along."""


def create_full_text(conn: sa.Connection) -> None:
    """The index over titles and texts, with what keeps it in the same transaction."""
    _create(conn, ARTICLES)


def create_said_full_text(conn: sa.Connection) -> None:
    """The index over the words of attributions; a table of attributions that was made again gets its trigger again."""
    _create(conn, SAID)
    conn.exec_driver_sql(WORDS_FOLLOW)


def _create(conn: sa.Connection, one: Indexed) -> None:
    fresh, gone = (", ".join(f"{side}.{name}" for name in one.columns) for side in ("fresh", "gone"))
    rows = {"fresh": f"ROW({fresh})", "gone": f"ROW({gone})"}
    conn.exec_driver_sql(TABLES.format(table=one.table, **rows))


# --- writing --------------------------------------------------------------------------------------------------

FRESH = """WITH a AS (DELETE FROM articles_unfolded RETURNING number),
    s AS (DELETE FROM attribution_words_unfolded RETURNING number)
    SELECT 0, number FROM a UNION SELECT 1, number FROM s ORDER BY 1, 2"""


def fold_fresh(conn: sa.Connection) -> None:
    """Fold the words of the texts that this transaction wrote."""
    rows = conn.exec_driver_sql(FRESH).all()
    for which, one in enumerate((ARTICLES, SAID)):
        numbers = [number for kind, number in rows if kind == which]
        for at in range(0, len(numbers), FOLDED_AT_ONCE):
            _fold(conn, one, numbers[at : at + FOLDED_AT_ONCE])


def _fold(conn: sa.Connection, one: Indexed, numbers: list[int]) -> None:
    columns = ", ".join(one.columns)
    with driver_cursor(conn) as cursor:
        cursor.execute(f"DELETE FROM {one.table}_folded WHERE number = ANY(%s)", [numbers])  # noqa: S608 - ours
        # what was written and removed again in one transaction is not there
        cursor.execute(f"SELECT number, {columns} FROM {one.table} WHERE number = ANY(%s)", [numbers])  # noqa: S608
        rows = [(number, *folded_row(texts)) for number, *texts in cursor.fetchall()]
        with cursor.copy(f"COPY {one.table}_folded (number, size, folded, words) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def folded_row(texts: Sequence[str | None]) -> tuple[int, str, list[str]]:
    """How many words texts have, all of them one behind the other, and each once."""
    words = [folded_words(text or "") for text in texts]
    every = {word for part in words for word in part}
    folded = BETWEEN.join("".join(f" {word} " for word in part) for part in words)
    return sum(map(len, words)), folded, sorted(map(_short, every))


def _short(word: str) -> str:
    return word if len(word) <= LONGEST else f"#{sha256(word.encode()).hexdigest()}"


# --- asking ---------------------------------------------------------------------------------------------------

K1, B, LEAST = 1.2, 0.75, 1e-6
"""BM25 as FTS5 has it (sqlite.org/fts5.html, "The bm25() function"): so hits come in the same order from both databases."""


def find_full_text(conn: sa.Connection, phrases: Sequence[Sequence[str]]) -> list[str]:
    """The ids of the articles that hold all phrases (lists of words), best first."""
    return [name for (name,) in _find(conn, ARTICLES, phrases)]


def find_said_full_text(conn: sa.Connection, phrases: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """(article, attribution) of the attributions whose words hold all phrases (lists of words), best first."""
    return [(article, attribution) for article, attribution in _find(conn, SAID, phrases)]


def _find(conn: sa.Connection, one: Indexed, phrases: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    folded = f"{one.table}_folded"
    said = ["".join(f" {word} " for word in phrase) for phrase in phrases]
    words = sorted({_short(word) for phrase in phrases for word in phrase})
    names = ", ".join(f"t.{name}" for name in one.names)
    how_often = ", ".join(
        ["(octet_length(f.folded) - octet_length(replace(f.folded, %s, ''))) / octet_length(%s)"] * len(said)
    )
    # of one word the array tells; only the order of several has to be looked for
    ordered = [one for one, phrase in zip(said, phrases, strict=True) if len(phrase) > 1]
    holds = " AND strpos(f.folded, %s) > 0" * len(ordered)
    with driver_cursor(conn) as cursor:
        # the planner thinks that reading all rows is cheap, as their words lie elsewhere (TOAST)
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            f"SELECT {names}, f.size, {how_often} FROM {folded} AS f JOIN {one.table} AS t USING (number) "  # noqa: S608
            f"WHERE f.words @> %s{holds}",
            [*(part for phrase in said for part in (phrase, phrase)), words, *ordered],
        )
        rows = cursor.fetchall()
        if not rows:
            return []
        cursor.execute(f"SELECT count(*), sum(size) FROM {folded}")  # noqa: S608 - names are ours
        texts, size = map(int, cursor.fetchone())
        weights = [1.0]
        if len(phrases) > 1:
            weights = [
                _weight(texts, _carriers(cursor, folded, *both)) for both in zip(phrases, said, strict=True)
            ]
    named, mean = len(one.names), size / texts

    def score(row: Sequence[Any]) -> float:
        length = K1 * (1 - B + B * row[named] / mean)
        total: float = sum(
            weight * (often * (K1 + 1.0)) / (often + length)
            for weight, often in zip(weights, row[named + 1 :], strict=True)
        )
        return total

    return [row[:named] for row in sorted(rows, key=lambda row: (-score(row), row[:named]))]


def _carriers(cursor: Any, folded: str, phrase: Sequence[str], said: str) -> int:
    """How many texts hold a phrase."""
    more, values = ("", []) if len(phrase) == 1 else (" AND strpos(folded, %s) > 0", [said])
    words = sorted(set(map(_short, phrase)))
    cursor.execute(f"SELECT count(*) FROM {folded} WHERE words @> %s{more}", [words, *values])  # noqa: S608
    return int(cursor.fetchone()[0])


def _weight(texts: int, carriers: int) -> float:
    return max(LEAST, math.log((texts - carriers + 0.5) / (carriers + 0.5)))


# --- upkeep ---------------------------------------------------------------------------------------------------


def check_full_text(conn: sa.Connection) -> bool:
    """Whether the indexes agree with the texts: each is folded again and compared."""
    return all(_agrees(conn, one) for one in (ARTICLES, SAID))


def _agrees(conn: sa.Connection, one: Indexed) -> bool:
    columns = ", ".join(f"t.{name}" for name in one.columns)
    lonely = f"SELECT 1 FROM {one.table}_folded WHERE number NOT IN (SELECT number FROM {one.table}) LIMIT 1"  # noqa: S608
    if conn.exec_driver_sql(lonely).first() is not None:
        return False
    query = (
        f"SELECT t.number, f.size, f.folded, f.words, {columns} FROM {one.table} AS t "  # noqa: S608 - names are ours
        f"LEFT JOIN {one.table}_folded AS f USING (number) WHERE t.number > %s ORDER BY t.number LIMIT 500"
    )
    after = 0
    while rows := conn.exec_driver_sql(query, (after,)).all():
        for _, size, folded, words, *texts in rows:
            if (size, folded, words) != folded_row(texts):
                return False
        after = rows[-1][0]
    return True


def rebuild_full_text(conn: sa.Connection) -> None:
    """Make the indexes again from the texts."""
    for one in (ARTICLES, SAID):
        conn.exec_driver_sql(f"DELETE FROM {one.table}_folded")  # noqa: S608 - names are ours
        conn.exec_driver_sql(f"INSERT INTO {one.table}_unfolded SELECT number FROM {one.table}")  # noqa: S608 - same
    fold_fresh(conn)
