"""Groups and components: who is in which, which of them are stale, and what came of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa

from sayso.schema import has_table
from sayso.store import dialect
from sayso.store.database import Database
from sayso.store.derived import clear_failures, delete_pairs, kinds_named, mark_readers, stage_lines, swap
from sayso.store.desk import current_digests, note_failures, save_ledger
from sayso.store.protocol import Graph, KeyMember, KeyRow, Made, Rows, Touched


def save_keys(
    db: Database,
    stage: str,
    keys: Mapping[str, tuple[str | None, Sequence[KeyRow]]],
    failed: Mapping[str, str],
) -> None:
    """Keep articles' keys; those in which old and new differ become stale. See `Desk.save_keys`."""
    t = db.tables
    with db.writes(derived=True) as conn:
        valid = sorted(current_digests(conn, db, keys))
        old: dict[str, set[KeyRow]] = defaultdict(set)
        columns = (t.group_keys.c.article, t.group_keys.c.key, t.group_keys.c.payload, t.group_keys.c.carried)
        for chunk in dialect.chunks(valid):
            here = (t.group_keys.c.stage == stage) & t.group_keys.c.article.in_(chunk)
            for article, *rest in conn.execute(sa.select(*columns).where(here)):
                old[article].add(KeyRow(*rest))
        stale: set[str] = set()
        fresh = []
        for article in valid:
            new = set(keys[article][1])
            if new != old[article]:
                here = (t.group_keys.c.stage == stage) & (t.group_keys.c.article == article)
                if old[article]:
                    conn.execute(t.group_keys.delete().where(here))
                fresh += [(stage, row.key, article, row.payload, row.carried) for row in new]
                stale |= {row.key for row in new ^ old[article]}
        fresh.sort()  # as the table lies: each of its pages is visited once, however large it is
        dialect.insert_rows(conn, t.group_keys, fresh)
        dialect.insert_missing(conn, t.pending_keys, [(stage, key) for key in sorted(stale)])
        settle(conn, db, stage, valid, failed)


def settle(
    conn: sa.Connection, db: Database, stage: str, articles: Sequence[str], failed: Mapping[str, str]
) -> None:
    """These articles have handed in what a stage wants of them, or failed to."""
    delete_pairs(conn, db.tables.pending, [stage], articles)
    clear_failures(conn, db, stage, articles)
    note_failures(conn, db, [(stage, a, failed[a]) for a in articles if a in failed])


def drop_small(db: Database, stage: str, least: int) -> int:
    """Settle stale keys that have too few members to make anything, in one sweep; how many keys are left."""
    t = db.tables
    waits, member = t.pending_keys, t.group_keys
    with db.writes(derived=True) as conn:
        if least > 1:
            # counts no further than it must: a hot key may have very many members
            few = (
                sa.select(sa.literal(1))
                .where((member.c.stage == stage) & (member.c.key == waits.c.key))
                .limit(least)
                .correlate(waits)
                .subquery()
            )
            size = sa.select(sa.func.count()).select_from(few).scalar_subquery()
            made = sa.exists().where((t.ledger.c.stage == stage) & (t.ledger.c.owner == waits.c.key))
            conn.execute(waits.delete().where((waits.c.stage == stage) & (size < least) & ~made))
        left = sa.select(sa.func.count()).where(waits.c.stage == stage)
        return int(conn.execute(left).scalar() or 0)


def next_groups(
    db: Database, stage: str, *, limit: int, cap: int | None
) -> list[tuple[str, int, list[KeyMember]]]:
    """The next stale keys with their members; see `Desk.next_groups`."""
    t = db.tables
    waits, member = t.pending_keys, t.group_keys
    with db.reads() as conn:
        query = sa.select(waits.c.key).where(waits.c.stage == stage).order_by(waits.c.key).limit(limit)
        keys = [row[0] for row in conn.execute(query)]
        here = (member.c.stage == stage) & member.c.key.in_(keys) & (member.c.payload != "")
        counts = sa.select(member.c.key, sa.func.count()).where(here).group_by(member.c.key)
        sizes = {key: int(size) for key, size in conn.execute(counts)}
        within = [key for key in keys if cap is None or sizes.get(key, 0) <= cap]
        members: dict[str, list[KeyMember]] = defaultdict(list)
        query_members = sa.select(member.c.key, member.c.article, member.c.payload)
        here = (member.c.stage == stage) & member.c.key.in_(within) & (member.c.payload != "")
        for key, article, payload in conn.execute(
            query_members.where(here).order_by(member.c.key, member.c.article)
        ):
            members[key].append(KeyMember(article, payload))
        return [(key, sizes.get(key, 0), members[key]) for key in keys]


def save_groups(db: Database, stage: str, made: Sequence[Made]) -> None:
    """Keep what groups made; see `Desk.save_groups`."""
    with db.writes(derived=True) as conn:
        replace_owners(conn, db, stage, made, gone=())
        delete_pairs(conn, db.tables.pending_keys, [stage], [item.owner for item in made])


def replace_owners(
    conn: sa.Connection, db: Database, stage: str, made: Sequence[Made], *, gone: Iterable[str]
) -> None:
    """Put what was made in place of what its owners had, and nothing in place of what owners that are gone had."""
    kinds = [
        kind
        for line in stage_lines(conn, db.tables)
        if line.name == stage
        for kind in kinds_named(db, line.writes)
        if has_table(kind)
    ]
    rows: dict[str, Rows] = {owner: {} for owner in gone}
    rows |= {item.owner: item.rows for item in made}
    mark_readers(conn, db, swap(conn, db, kinds, rows), but=[stage])
    save_ledger(conn, db, made, empty=False)
    emptied = sorted(rows.keys() - {item.owner for item in made})
    delete_pairs(conn, db.tables.ledger, [stage], emptied)
    clear_failures(conn, db, stage, emptied)


def save_graph(
    db: Database,
    stage: str,
    graphs: Mapping[str, tuple[str | None, Graph]],
    failed: Mapping[str, str],
) -> None:
    """Keep articles' nodes and edges; where old and new differ, the nodes become stale. See `Desk.save_graph`."""
    t = db.tables
    with db.writes(derived=True) as conn:
        valid = sorted(current_digests(conn, db, graphs))
        had: dict[str, dict[str, str]] = defaultdict(dict)
        joined: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for chunk in dialect.chunks(valid):
            found = sa.select(t.nodes.c.article, t.nodes.c.node, t.nodes.c.component)
            here = (t.nodes.c.stage == stage) & t.nodes.c.article.in_(chunk)
            for article, node, component in conn.execute(found.where(here)):
                had[article][node] = component
            found = sa.select(t.edges.c.article, t.edges.c.a, t.edges.c.b)
            here = (t.edges.c.stage == stage) & t.edges.c.article.in_(chunk)
            for article, a, b in conn.execute(found.where(here)):
                joined[article].add((a, b))
        stale: set[str] = set()
        fresh: list[tuple[str, str, str, str]] = []
        for article in valid:
            graph, nodes, edges = graphs[article][1], had[article], joined[article]
            new_edges = {(min(edge), max(edge)) for edge in graph.edges if edge[0] != edge[1]}
            if set(graph.nodes) != nodes.keys():
                stale |= set(graph.nodes) ^ nodes.keys()
                # a node that goes takes its component with it: what is left must be joined again
                stale |= _mates(conn, db, stage, [nodes[n] for n in nodes.keys() - set(graph.nodes)])
                if nodes:
                    here = (t.nodes.c.stage == stage) & (t.nodes.c.article == article)
                    conn.execute(t.nodes.delete().where(here))
                kept = [(stage, node, article, nodes.get(node, "")) for node in sorted(set(graph.nodes))]
                dialect.insert_rows(conn, t.nodes, kept)
            if new_edges != edges:
                stale |= {node for edge in new_edges ^ edges for node in edge}
                if edges:
                    here = (t.edges.c.stage == stage) & (t.edges.c.article == article)
                    conn.execute(t.edges.delete().where(here))
                fresh += [(stage, a, b, article) for a, b in sorted(new_edges)]
        dialect.insert_rows(conn, t.edges, fresh)
        dialect.insert_missing(conn, t.pending_nodes, [(stage, node) for node in sorted(stale)])
        settle(conn, db, stage, valid, failed)


def _mates(conn: sa.Connection, db: Database, stage: str, components: Iterable[str]) -> set[str]:
    nodes = db.tables.nodes
    found: set[str] = set()
    for chunk in dialect.chunks(sorted(set(components) - {""})):
        here = (nodes.c.stage == stage) & nodes.c.component.in_(chunk)
        found |= {row[0] for row in conn.execute(sa.select(nodes.c.node).where(here))}
    return found


def touched(db: Database, stage: str) -> Touched:
    """The stale nodes, all members of their old components, and all that edges lead to from there."""
    t = db.tables
    nodes: dict[tuple[str, str], str] = {}
    edges: set[tuple[str, str]] = set()
    replaced: set[str] = set()
    with db.reads() as conn:
        here = t.pending_nodes.c.stage == stage
        frontier = {row[0] for row in conn.execute(sa.select(t.pending_nodes.c.node).where(here))}
        # the smallest node names a component: a stale node that is gone may have named the one it left
        replaced |= frontier
        stale, seen = tuple(sorted(frontier)), set[str]()
        while frontier:
            seen |= frontier
            reached: set[str] = set()
            old: set[str] = set()
            for chunk in dialect.chunks(sorted(frontier), dialect.MAX_VARIABLES // 2):
                found = sa.select(t.nodes.c.node, t.nodes.c.article, t.nodes.c.component)
                for node, article, component in conn.execute(
                    found.where((t.nodes.c.stage == stage) & t.nodes.c.node.in_(chunk))
                ):
                    nodes[node, article] = component
                    old |= {component} - {""} - replaced
                for end in (t.edges.c.a, t.edges.c.b):
                    for a, b in conn.execute(
                        sa.select(t.edges.c.a, t.edges.c.b).where((t.edges.c.stage == stage) & end.in_(chunk))
                    ):
                        edges.add((a, b))
                        reached |= {a, b}
            replaced |= old
            frontier = (reached | _mates(conn, db, stage, old)) - seen
    replaced |= {component for component in nodes.values() if component}
    return Touched(stale, tuple(sorted(nodes)), tuple(sorted(edges)), tuple(sorted(replaced)))


def save_components(
    db: Database, stage: str, made: Sequence[Made], part: Touched, of: Mapping[str, str]
) -> None:
    """Keep what components made in place of those they replace; see `Desk.save_components`."""
    t = db.tables
    with db.writes(derived=True) as conn:
        replace_owners(conn, db, stage, made, gone=part.replaced)
        change = (
            t.nodes.update()
            .where((t.nodes.c.stage == stage) & (t.nodes.c.node == sa.bindparam("its_node")))
            .values(component=sa.bindparam("its_component"))
        )
        moved: set[str] = set()
        for chunk in dialect.chunks(sorted(of)):
            here = (t.nodes.c.stage == stage) & t.nodes.c.node.in_(chunk)
            found = sa.select(t.nodes.c.node, t.nodes.c.component).where(here)
            moved |= {node for node, component in conn.execute(found).all() if of[node] != component}
        # one article more leaves nearly all nodes of a large component where they were
        rows = [{"its_node": node, "its_component": of[node]} for node in sorted(moved)]
        if rows:
            conn.execute(change, rows)
        # only what was looked at: another process may have removed an article meanwhile
        delete_pairs(conn, t.pending_nodes, [stage], part.stale)
