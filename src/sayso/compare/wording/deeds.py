"""With which words articles tell that one deed befell an actor ("killed", "assassinated"); only where they differ.

The table is short: deeds that befall somebody once, or seldom, so that two tellings of it are of one deed more often
than not. Nothing says that they are, and none of the words is called the right one.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from sayso.compare.aligning.quoting import quoted
from sayso.records import ActorMember, Article, Attribution, Clause, Entity
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.words.commonness import stem


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
        for clause in bundle[Clause]:
            deed = verbs.get(clause.verb)
            whom = clause.patient_entity
            if (
                deed is not None
                and whom is not None
                and whom in actors
                and types.get(whom) in deed[1]
                and clause.reality == "told"
                and not clause.negated
            ):
                one = Told(bundle.article, clause, _is_quoted(bundle.article, clause, said))
                found.setdefault((actors[whom], deed[0]), []).append(one)
    for actor, name in sorted(found):
        told = found[actor, name]
        if len({row.clause.verb for row in told}) > 1 and len({row.article.id for row in told}) > 1:
            yield actor, told


@lru_cache(maxsize=1)
def deed_verbs() -> dict[str, tuple[str, frozenset[str]]]:
    """For the stem of each verb what its deed is called, and the types of those whom it befalls."""
    text = files("sayso.compare").joinpath("data", "deed_choices.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {
        stem(verb): (name, frozenset(types.split())) for name, types, verbs in rows for verb in verbs.split()
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
