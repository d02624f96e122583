"""Taking out everything that is derived, so that the next run makes all of it again."""

from collections.abc import Sequence

from sayso.records import Record
from sayso.schema import has_table
from sayso.store import change_log
from sayso.store.database import Database
from sayso.store.derived import erase_unknown, forget_line, kinds_named, stage_lines


def forget_derived(db: Database, kinds: Sequence[type[Record]]) -> None:
    """Empty every derived table, the last stage's first; see `Desk.forget_derived`.

    A transaction a stage: what stops in between leaves stages that never ran behind stages that did, and a run goes on
    from there.
    """
    t = db.tables
    db.kinds |= {kind.__name__: kind for kind in kinds}
    with db.reads() as conn:
        lines = stage_lines(conn, t)
    for line in reversed(lines):
        with db.writes(derived=True) as conn:
            known = kinds_named(db, line.writes)
            for kind in known:
                if has_table(kind) and not kind.TRANSIENT:
                    conn.execute(db.table(kind).delete())
            if len(known) < len(line.writes):
                erase_unknown(conn, db, line)
            forget_line(conn, db, line.name)
            conn.execute(t.stages.delete().where(t.stages.c.name == line.name))
            change_log.note_everything(conn, t)
