"""How things stand: what a collection holds and lacks, what waits and for what, what the ledger adds up to."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from sayso.records import USABLE
from sayso.store import dialect
from sayso.store.answers import StageStatus, Status
from sayso.store.database import Database
from sayso.store.derived import stage_lines
from sayso.store.sources import failures
from sayso.store.tables import Tables

MAY_LACK = ("outlet", "title", "url", "published_earliest", "language")
"""The metadata whose gaps are counted."""

GROUPS = "groups"
"""Stands among the reasons for the groups, pairs and components whose members changed."""


def status(db: Database) -> Status:
    """What the collection holds, lacks and waits for; see `Store.status`."""
    t = db.tables
    failed = failures(db)
    with db.reads() as conn:
        articles = _number(conn, sa.select(sa.func.count()).select_from(t.articles))
        languages = conn.execute(
            sa.select(t.articles.c.language, sa.func.count())
            .group_by(t.articles.c.language)
            .order_by(t.articles.c.language.nulls_first())
        ).all()
        a = t.articles.c
        by_status = sa.select(a.pubstatus, sa.func.count()).where(a.pubstatus != USABLE)
        by_reason = sa.select(t.pending.c.why, sa.func.count(t.pending.c.article.distinct()))
        claim = dialect.lock_holder(conn, t)
        return Status(
            articles=articles,
            revisions=articles + _number(conn, sa.select(sa.func.count()).select_from(t.revisions)),
            removed=_number(conn, sa.select(sa.func.count()).select_from(t.removed)),
            missing={
                name: _number(
                    conn,
                    sa.select(sa.func.count()).where(
                        t.articles.c[name].is_(None) | (t.articles.c[name] == "")
                    ),
                )
                for name in MAY_LACK
            },
            languages={language or "unknown": many for language, many in languages},
            failures=failed,
            stages=_stages(conn, t, Counter(failure.stage for failure in failed)),
            waiting={row[0]: row[1] for row in conn.execute(by_reason.group_by(t.pending.c.why))},
            withdrawn={
                row[0]: row[1] for row in conn.execute(by_status.group_by(a.pubstatus).order_by(a.pubstatus))
            },
            at_work=claim[0] if claim is not None and claim[1] else None,
            interrupted=claim[0] if claim is not None and not claim[1] else None,
        )


def withheld(db: Database) -> list[str]:
    """The articles that their providers withhold; see `Store.withheld`."""
    a = db.tables.articles.c
    with db.reads() as conn:
        return list(conn.execute(sa.select(a.id).where(a.pubstatus == "withheld").order_by(a.id)).scalars())


def _stages(conn: sa.Connection, t: Tables, failed: Mapping[str, int]) -> tuple[StageStatus, ...]:
    waiting = _waiting(conn, t)
    sums = (sa.func.sum(t.ledger.c[name]) for name in ("rows", "skipped", "seconds"))
    ledger = sa.select(t.ledger.c.stage, sa.func.count(), *sums).group_by(t.ledger.c.stage)
    done = {row[0]: row[1:] for row in conn.execute(ledger)}
    stages = []
    for line in stage_lines(conn, t):
        owners, made, skipped, seconds = done.get(line.name, (0, 0, 0, 0.0))
        stages.append(
            StageStatus(
                name=line.name,
                kind=line.kind,
                version=line.version,
                model=line.model,
                fingerprint=line.fingerprint,
                stale=sum(waiting[line.name].values()),
                why=dict(sorted(waiting[line.name].items())),
                owners=owners,
                rows=int(made),
                skipped=int(skipped),
                failures=failed.get(line.name, 0),
                seconds=round(seconds, 6),
            )
        )
    return tuple(stages)


def _waiting(conn: sa.Connection, t: Tables) -> Mapping[str, Counter[str]]:
    """By stage: how many articles wait for which reason, and how many groups whose members changed."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    c = t.pending.c
    for stage, why, many in conn.execute(sa.select(c.stage, c.why, sa.func.count()).group_by(c.stage, c.why)):
        found[stage][why] += many
    for table in (t.pending_keys, t.pending_nodes):
        for stage, many in conn.execute(sa.select(table.c.stage, sa.func.count()).group_by(table.c.stage)):
            found[stage][GROUPS] += many
    return found


def _number(conn: sa.Connection, query: Any) -> int:
    return int(conn.execute(query).scalar() or 0)
