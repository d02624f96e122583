"""Union-find over links with what forbids a union: people's reviews first, then the surest links.

A union that would break what an article or a person tells apart is refused, and the refusal is kept with its reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.records import LinkBasis
from sayso.resolve.actors.constraints import Constraints, Told, contradiction
from sayso.resolve.actors.evidence import POINT, SURE, Evidence, needed, weigh
from sayso.resolve.actors.matching import compare_names

ROUNDS = 3
"""Times that refused candidates are weighed again: what was joined meanwhile may know more. A fourth joined nothing."""
OTHERS = 300
"""Below this likeness (thousandths) two names are of two people, and what is near to both may be either."""
REVIEWED = 1000
UNSURE = frozenset({"spelling", "usual_name"})


class Tie(NamedTuple):
    """A link as clusters see it: two entities, its basis, its score and reasons."""

    one: str
    two: str
    basis: LinkBasis
    score: int
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Cluster:
    """What is joined so far under one root."""

    members: list[str]
    name: str
    person: bool
    told: Told
    evidence: Evidence
    apart: dict[str, str] = field(default_factory=dict)


class Clusters:
    """Entities of one component while they are being joined."""

    def __init__(self, clusters: dict[str, Cluster]) -> None:
        self._of = clusters
        self.names = {entity: cluster.name for entity, cluster in clusters.items()}
        self._root = {entity: entity for entity in clusters}
        self.kept: dict[tuple[str, str], list[tuple[int, tuple[str, ...]]]] = {}
        self.refused: dict[str, list[str]] = {}
        self.reviewed: set[tuple[str, str]] = set()

    def find(self, entity: str) -> str:
        """The entity that stands for all that are joined with this one."""
        while self._root[entity] != entity:
            self._root[entity] = self._root[self._root[entity]]
            entity = self._root[entity]
        return entity

    def cluster(self, entity: str) -> Cluster:
        """What is joined with an entity."""
        return self._of[self.find(entity)]

    def groups(self) -> Iterator[list[str]]:
        """The members of each cluster, sorted, by their smallest."""
        for root in sorted(self._of):
            yield sorted(self._of[root].members)

    def why_not(self, a: str, b: str) -> str:
        """What forbids two to be one; "" when nothing does."""
        one, two = self.cluster(a), self.cluster(b)
        for entity in sorted(one.apart):
            if self.find(entity) == self.find(b):
                return one.apart[entity]
        return contradiction(one.told, two.told)

    def join(self, tie: Tie, *, forced: bool = False) -> bool:
        """Join the two ends of a tie unless something forbids it; whether they are one now."""
        a, b = sorted((self.find(tie.one), self.find(tie.two)))
        if a != b:
            against = "" if forced else self.why_not(a, b)
            if against:
                for this, other in ((tie.one, tie.two), (tie.two, tie.one)):
                    self.refused.setdefault(this, []).append(
                        f"not joined with {self.cluster(other).name}: {against}"
                    )
                return False
            one, two = self._of[a], self._of.pop(b)
            self._root[b] = a
            one.members += two.members
            one.told.take_in(two.told)
            one.evidence.take_in(two.evidence)
            one.apart |= two.apart
        self.kept.setdefault((min(tie.one, tie.two), max(tie.one, tie.two)), []).append(
            (tie.score, tie.reasons)
        )
        return True

    def keep_apart(self, a: str, b: str, why: str) -> None:
        """Forbid that two become one."""
        self.cluster(a).apart[b] = why
        self.cluster(b).apart[a] = why


def settle(clusters: Clusters, ties: Sequence[Tie], constraints: Constraints) -> None:
    """Join what can be joined: by reviews, by names that are the same, by names nearly so, and bare names last."""
    _review(clusters, constraints)
    sure = [tie for tie in ties if tie.basis not in UNSURE and tie.basis != "surname"]
    for tie in _ordered(sure):
        clusters.join(tie)
    left = _ordered([tie for tie in ties if tie.basis in UNSURE])
    for _ in range(ROUNDS):
        weighed = [(tie, grown) for tie in left if (grown := _weighed(clusters, tie)) is not None]
        partners = _partners(clusters, [tie for tie, _ in weighed])
        clear = [grown for tie, grown in weighed if not _ambiguous(clusters, tie, partners)]
        joined = {(tie.one, tie.two) for tie in _ordered(clear) if clusters.join(tie)}
        if not joined:
            break
        left = [tie for tie in left if (tie.one, tie.two) not in joined]
    _bare(clusters, [tie for tie in ties if tie.basis == "surname"])


def _ordered(ties: Sequence[Tie]) -> list[Tie]:
    return sorted(ties, key=lambda tie: (-tie.score, min(tie.one, tie.two), max(tie.one, tie.two), tie.basis))


def _review(clusters: Clusters, constraints: Constraints) -> None:
    """What people decided, before everything else; what it contradicts is said."""
    for (a, b), why in sorted(constraints.must.items()):
        clusters.join(Tie(a, b, "name", REVIEWED, (why,)), forced=True)
        clusters.reviewed.add((min(a, b), max(a, b)))
    for (a, b), why in sorted(constraints.cannot.items()):
        clusters.keep_apart(a, b, why)
    for pair, why in sorted(constraints.overridden.items()):
        for entity in pair:
            clusters.refused.setdefault(entity, []).append(why)


def _weighed(clusters: Clusters, tie: Tie) -> Tie | None:
    """A candidate with what speaks for it, or None when that is not enough or nothing is left to join."""
    if clusters.find(tie.one) == clusters.find(tie.two):
        return None
    one, two = clusters.cluster(tie.one), clusters.cluster(tie.two)
    names = clusters.names[tie.one], clusters.names[tie.two]
    points, reasons = weigh(one.evidence, two.evidence, names=names, person=one.person)
    if points < needed(tie.basis, tie.score, names=names):
        return None
    return tie._replace(score=min(SURE, tie.score + POINT * points), reasons=(*tie.reasons, *reasons))


def _partners(clusters: Clusters, ties: Sequence[Tie]) -> Mapping[str, set[str]]:
    """With whom each cluster could be joined, by their roots."""
    partners: dict[str, set[str]] = {}
    for tie in ties:
        a, b = clusters.find(tie.one), clusters.find(tie.two)
        partners.setdefault(a, set()).add(b)
        partners.setdefault(b, set()).add(a)
    return partners


def _ambiguous(clusters: Clusters, tie: Tie, partners: Mapping[str, set[str]]) -> bool:
    """Whether one end could as well be somebody else who is not the other end."""
    ends = clusters.find(tie.one), clusters.find(tie.two)
    return any(
        clusters.why_not(mine, other)
        or compare_names(clusters.cluster(mine).name, clusters.cluster(other).name, kind="person").score
        < OTHERS
        for shared, mine in (ends, ends[::-1])
        for other in sorted(partners[shared] - {mine})
    )


def _bare(clusters: Clusters, ties: Sequence[Tie]) -> None:
    """Bare names, each to the one person that all its links lead to; where they lead to several, to nobody."""
    of: dict[str, list[Tie]] = {}
    for tie in ties:
        of.setdefault(tie.two, []).append(tie)
    for entity in sorted(of):
        if len({clusters.find(tie.one) for tie in of[entity]}) == 1:
            clusters.join(_ordered(of[entity])[0])
        else:
            names = ", ".join(sorted({clusters.cluster(tie.one).name for tie in of[entity]}))
            clusters.refused.setdefault(entity, []).append(f"may be any of several: {names}")
