"""SQL views for people who open the file with another tool, as Datasette: words instead of offsets.

Offsets are code points, which is what `substr` counts in a text; PostgreSQL's takes whole numbers of 32 bits alone.
"""

from collections.abc import Collection

import sqlalchemy as sa

from sayso.ids import text_hash
from sayso.store import dialect
from sayso.store.tables import Tables

REVIEWED = """CASE
    WHEN NOT EXISTS (SELECT 1 FROM {table} AS r WHERE {same} AND r.kind NOT IN ('note', 'original')
        AND r.effect <> 'refused') THEN 'unreviewed'
    WHEN EXISTS (SELECT 1 FROM {table} AS r WHERE {same} AND r.kind NOT IN ('note', 'original')
        AND r.effect <> 'refused' AND r."by" NOT IN (SELECT r."by" FROM {table} AS r WHERE {same}
        AND r.kind NOT IN ('note', 'original') AND r.effect = 'followed')) THEN 'disputed'
    ELSE 'checked' END AS review_state,
    (SELECT {reviewers} FROM {table} AS r WHERE {same}) AS reviewers"""
"""The same as `reviews.states.state_of`, for whoever asks in SQL; a test holds the two together."""

REVIEWER = (
    """r."by" || ': ' || r.kind || CASE r.effect WHEN 'followed' THEN '' ELSE ' (' || r.effect || ')' END"""
)

ATTRIBUTION_REVIEWED = REVIEWED.format(
    table="reviewed_attributions",
    same="r.owner = t.owner AND r.attribution = t.id",
    reviewers="@reviewers@",
)
DISCREPANCY_REVIEWED = REVIEWED.format(
    table="reviewed_discrepancies", same="r.discrepancy = d.id", reviewers="@reviewers@"
)

WHO_SAID_WHAT = f"""
CREATE VIEW who_said_what AS
SELECT a.outlet, a.published_earliest AS published, a.published_basis, a.completeness, s.name AS speaker, s.type AS speaker_type,
    s.basis, s.speaks_for, s.capacity, @words@ AS words, t.kind, d.speech_act,
    substr(a.text, CAST(d.channel_start + 1 AS int), CAST(d.channel_end - d.channel_start AS int)) AS channel, d.channel_kind,
    d.said_on_value AS said_on,
    substr(a.text, CAST(t.source_start + 1 AS int), CAST(t.source_end - t.source_start AS int)) AS source,
    substr(a.text, CAST(t.cue_start + 1 AS int), CAST(t.cue_end - t.cue_start AS int)) AS cue,
    {ATTRIBUTION_REVIEWED},
    t.confidence, s.confidence AS speaker_confidence, a.title, a.url, a.text_sha256, t.article, t.id AS attribution
FROM attributions AS t
JOIN articles AS a ON a.id = t.article
LEFT JOIN speakers AS s ON s.owner = t.owner AND s.attribution = t.id
LEFT JOIN details AS d ON d.owner = t.owner AND d.attribution = t.id
"""  # noqa: S608 - constants of this module

SHARED_TEXT = """
CREATE VIEW shared_text AS
SELECT a.outlet AS a_outlet, b.outlet AS b_outlet, a.title AS a_title, b.title AS b_title,
    a.completeness AS a_completeness, b.completeness AS b_completeness, p.kind, p.words, p.direction, p.direction_basis, p.why,
    substr(a.text, CAST(p.a_start + 1 AS int), CAST(p.a_end - p.a_start AS int)) AS a_text,
    substr(b.text, CAST(p.b_start + 1 AS int), CAST(p.b_end - p.b_start AS int)) AS b_text,
    p.a_article, p.b_article, p.id AS passage
FROM shared_passages AS p
JOIN articles AS a ON a.id = p.a_article
JOIN articles AS b ON b.id = p.b_article
"""

REPORTED = """
CREATE VIEW reported AS
SELECT u.id AS utterance, u.speaker, u.said_on, a.outlet, a.published_earliest AS published, a.published_basis, a.completeness,
    @words@ AS words, m.score, m.reasons, s.source AS textual_source, o.least AS least_sources, o.most AS most_sources,
    a.title, m.article, m.attribution
FROM utterance_members AS m
JOIN utterances AS u ON u.id = m.utterance
JOIN articles AS a ON a.id = m.article
JOIN attributions AS t ON t.owner = m.article AND t.id = m.attribution
LEFT JOIN origins AS o ON o.owner = u.story AND o.utterance = u.id
LEFT JOIN origin_members AS s ON s.owner = u.story AND s.origin = o.id AND s.attribution = m.attribution
"""

CHAINS = """
CREATE VIEW chains AS
SELECT a.outlet, u.speaker, h.step, h.carrier, substr(a.text, CAST(h.start + 1 AS int), CAST(h."end" - h.start AS int)) AS words,
    CASE WHEN h.held IS NULL THEN 'credited, not held' ELSE 'held' END AS state,
    CASE WHEN h.suggested <> 0 THEN 'suggested' ELSE h.basis END AS basis,
    h.why, h.held, h.article, h.attribution, h.utterance
FROM hops AS h
JOIN articles AS a ON a.id = h.article
JOIN utterances AS u ON u.id = h.utterance
"""

COMPARED = """
CREATE VIEW compared AS
SELECT CASE WHEN d.id IS NULL THEN 'agreement' ELSE 'discrepancy' END AS kind,
    coalesce(d.slot, g.slot) AS slot, d.difference, d.level, coalesce(d.about, g.about) AS about, e.side, e.value,
    a.outlet, CASE WHEN e.attribution IS NULL THEN 'own' ELSE 'attributed' END AS voice, s.name AS speaker,
    substr(a.text, CAST(e.start + 1 AS int), CAST(e."end" - e.start AS int)) AS words,
    substr(a.text, CAST(e.context_start + 1 AS int), CAST(e.context_end - e.context_start AS int)) AS context,
    e.comparison, coalesce(d.story, g.story) AS story, e.article, e.start, e."end", e.attribution
FROM evidences AS e
JOIN articles AS a ON a.id = e.article
LEFT JOIN discrepancy_slots AS d ON d.id = e.comparison
LEFT JOIN agreements AS g ON g.id = e.comparison
LEFT JOIN speakers AS s ON s.owner = e.article AND s.attribution = e.attribution
"""

DISCREPANCIES = f"""
CREATE VIEW discrepancies AS
SELECT d.slot, d.difference, d.level, d.about, e.side, e.value, a.outlet, a.published_earliest AS published, a.published_basis,
    a.completeness, CASE WHEN e.attribution IS NULL THEN 'own' ELSE 'attributed' END AS voice, s.name AS speaker, s.basis,
    substr(a.text, CAST(e.start + 1 AS int), CAST(e."end" - e.start AS int)) AS words,
    substr(a.text, CAST(e.context_start + 1 AS int), CAST(e.context_end - e.context_start AS int)) AS context,
    {DISCREPANCY_REVIEWED},
    a.title, a.url, d.id AS discrepancy, d.story, e.article, e.start, e."end", e.attribution
FROM discrepancy_slots AS d
JOIN evidences AS e ON e.comparison = d.id
JOIN articles AS a ON a.id = e.article
LEFT JOIN speakers AS s ON s.owner = e.article AND s.attribution = e.attribution
ORDER BY d.story, d.id, e.side, e.article, e.start
"""  # noqa: S608 - constants of this module

TOLD_EVENTS = """
CREATE VIEW told_events AS
SELECT v.earliest, v.latest, v.precision, v.reality, v.negated,
    CASE WHEN m.attribution IS NULL THEN 'own' ELSE 'attributed' END AS voice, v.speaker, a.outlet,
    substr(a.text, CAST(m.start + 1 AS int), CAST(m."end" - m.start AS int)) AS words, m.dated, m.event, v.story, m.article, m.start, m."end",
    m.attribution
FROM event_members AS m
JOIN events AS v ON v.id = m.event
JOIN articles AS a ON a.id = m.article
"""


def views(conn: sa.Connection) -> dict[str, str]:
    """The views as this database has them: what joins rows and opens a list is written otherwise in each."""
    table, place, start, end = dialect.json_pieces(conn, "t.content", "piece")
    piece = f"substr(a.text, CAST({start} + 1 AS int), CAST({end} - {start} AS int))"
    words = f"(SELECT {dialect.joined(conn, piece, ' […] ', order=place)} FROM {table})"  # noqa: S608 - ours
    reviewers = dialect.joined(conn, REVIEWER, "; ", order="r.position")
    return {
        name: text.replace("@words@", words).replace("@reviewers@", reviewers) for name, text in VIEWS.items()
    }


VIEWS = {
    "who_said_what": WHO_SAID_WHAT,
    "shared_text": SHARED_TEXT,
    "reported": REPORTED,
    "chains": CHAINS,
    "discrepancies": DISCREPANCIES,
    "compared": COMPARED,
    "told_events": TOLD_EVENTS,
}


FORMER = ("quotations",)
"""Views of earlier versions, under names that are no longer used."""


RENAMED = {"discrepancies": "discrepancy_slots"}
"""Tables of earlier versions whose names views have now."""


def make_room_for_views(conn: sa.Connection, tables: Collection[str]) -> None:
    """Give tables that have the name of a view the one that they have now; they keep their rows."""
    for before, now in RENAMED.items():
        if before in tables and now not in tables:
            for name in (*FORMER, *VIEWS):
                if name not in tables:
                    conn.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
            conn.exec_driver_sql(f"ALTER TABLE {before} RENAME TO {now}")


def drop_views(conn: sa.Connection, t: Tables) -> None:
    """Take the views out, until they are made again."""
    for name in (*FORMER, *VIEWS):
        conn.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
    conn.execute(t.meta.delete().where(t.meta.c.name == "views"))


def create_views(conn: sa.Connection, t: Tables) -> None:
    """Make the views, and make them again when this version writes them otherwise."""
    made = views(conn)
    now = text_hash("".join(made.values()))
    if conn.execute(sa.select(t.meta.c.value).where(t.meta.c.name == "views")).scalar() == now:
        return
    drop_views(conn, t)
    for statement in made.values():
        conn.exec_driver_sql(statement)
    dialect.upsert(conn, t.meta, [{"name": "views", "value": now}])
