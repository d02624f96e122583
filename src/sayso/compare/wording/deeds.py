"""With which words articles tell that one deed befell an actor ("killed", "assassinated"); only where they differ.

The table is short: deeds that befall somebody once, or seldom, so that two tellings of it are of one deed more often
than not. Nothing says that they are, and none of the words is called the right one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.compare.aligning.quoting import quoted
from sayso.compare.tables import table
from sayso.records import ActorMember, Article, Attribution, Clause, Descriptor, Entity
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.words.commonness import stem

JOINED = re.compile(
    r",?\s+(?:and|along\s+with|as\s+well\s+as)\s+(?:(?:his|her|their|the|an?)\s+)?"
    r"(?:(?!(?:of|for|by|in|to|with|from|against|who|that|and)\s)[\w.\-]+\s+){0,4}"
)
"""What stands between two names that undergo one deed: "and", and at most a few words of a title or description."""


class Told(NamedTuple):
    """A clause of an article that tells a deed, by its verb's stem, and whether it stands within quotation marks."""

    article: Article
    clause: Clause
    quoted: bool


def deeds_told(bundles: Sequence[Bundle]) -> Iterator[tuple[str, list[Told]]]:
    """For each actor the clauses that tell one deed of it in different words, in at least two articles."""
    verbs = deed_verbs()
    found: dict[tuple[str, str], list[Told]] = {}
    for bundle in bundles:
        actors = {row.entity: row.actor for row in bundle[ActorMember]}
        types = {row.id: row.type for row in bundle[Entity]}
        said = {row.id: row for row in bundle[Attribution]}
        names = sorted((row.start, row.end, row.entity) for row in bundle[Descriptor] if row.kind == "name")
        for clause in bundle[Clause]:
            deed = verbs.get(clause.verb)
            if deed is None or clause.reality != "told" or clause.negated:
                continue
            whom = [one for one in _befallen(bundle.article, clause, names) if types.get(one) in deed[1]]
            for actor in sorted({actors[one] for one in whom if one in actors}):
                told = Told(bundle.article, clause, _is_quoted(bundle.article, clause, said))
                found.setdefault((actor, deed[0]), []).append(told)
    for actor, name in sorted(found):
        rows = found[actor, name]
        if len({row.clause.verb for row in rows}) > 1 and len({row.article.id for row in rows}) > 1:
            yield actor, rows


def _befallen(article: Article, clause: Clause, names: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    """The entity that a clause befalls, and those that "and" joins to it ("killed Roe and his aide Vint")."""
    if clause.patient_entity is None or clause.patient is None:
        return
    yield clause.patient_entity
    start, end = clause.patient
    inside = names[bisect_left(names, (start,)) : bisect_left(names, (end,))]
    own = [number for number, name in enumerate(inside) if name[2] == clause.patient_entity]
    if not own:
        return
    last = inside[own[-1]][1]
    for name_start, name_end, whom in inside[own[-1] + 1 :]:
        if not JOINED.fullmatch(article.text, last, name_start):
            return
        yield whom
        last = name_end


@lru_cache(maxsize=1)
def deed_verbs() -> dict[str, tuple[str, frozenset[str]]]:
    """For the stem of each verb what its deed is called, and the types of those whom it befalls."""
    return {
        stem(verb): (name, frozenset(types.split()))
        for name, types, verbs in table("deed_choices.tsv")
        for verb in verbs.split()
    }


def _is_quoted(article: Article, clause: Clause, said: dict[str, Attribution]) -> bool:
    """Whether a clause's verb stands in a direct quotation, or within quotation marks in its line."""
    row = said.get(clause.attribution or "")
    if row is not None and row.kind == "direct":
        return True
    at = clause.predicate.start
    start = article.text.rfind("\n", 0, at) + 1
    end = article.text.find("\n", at)
    line = Span(start, len(article.text) if end < 0 else end)
    return any(span.start <= at < span.end for span in quoted(article.text, [line]))
