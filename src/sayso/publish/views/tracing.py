"""Where the words of an attribution come from: its utterance, the chain to its article, its textual source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.publish.views.renderings import Rendering, Step
from sayso.records import Hop, Origin, OriginMember, Utterance, UtteranceMember
from sayso.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Traces:
    """What is known of the attributions of some articles beyond the articles themselves, by attribution.

    `utterances` and `origins` are by utterance; `sources` name the textual source of an attribution.
    """

    members: Mapping[str, UtteranceMember]
    utterances: Mapping[str, Utterance]
    chains: Mapping[str, tuple[Step, ...]]
    sources: Mapping[str, str]
    origins: Mapping[str, Origin]

    def of(self, rendering: Rendering) -> Rendering:
        """The rendering with what is known of it; as it is when it belongs to no utterance."""
        name = rendering.attribution.id
        member = self.members.get(name)
        if member is None or member.utterance not in self.utterances:
            return rendering
        return replace(
            rendering,
            chain=self.chains.get(name, ()),
            utterance=member.utterance,
            source=self.sources.get(name),
            score=member.score,
            reasons=member.reasons,
            language=member.language,
        )


def read_traces(store: Store, articles: Sequence[str]) -> Traces:
    """What is known of all attributions of some articles."""
    members = {row.attribution: row for row in store.rows(UtteranceMember, articles=articles)}
    named = sorted({row.utterance for row in members.values()})
    sources, origins = _origins(store, articles)
    return Traces(
        members=members,
        utterances={row.id: row for row in store.rows(Utterance, ids=named)},
        chains=_chains(store, articles),
        sources=sources,
        origins=origins,
    )


def _chains(store: Store, articles: Sequence[str]) -> dict[str, tuple[Step, ...]]:
    """How each attribution's words reached its article, from the article inwards."""
    hops = sorted(store.rows(Hop, articles=articles), key=lambda hop: (hop.attribution, hop.step, hop.id))
    carriers = {article.id: article for article in store.articles({hop.held for hop in hops if hop.held})}
    chains: dict[str, tuple[Step, ...]] = {}
    for hop in hops:
        step = Step(hop, carriers.get(hop.held or ""))
        chains[hop.attribution] = (*chains.get(hop.attribution, ()), step)
    return chains


def _origins(store: Store, articles: Sequence[str]) -> tuple[dict[str, str], dict[str, Origin]]:
    """The textual source of each attribution, and what is known of the sources behind each utterance."""
    members = [row for row in store.rows(OriginMember, articles=articles) if row.attribution]
    found = store.rows(Origin, ids=sorted({row.origin for row in members}))
    return (
        {row.attribution: row.source for row in members if row.attribution},
        {row.utterance: row for row in found if row.utterance},
    )
