"""Utterances: something said once, over all the attributions of a story that carry it.

One speaker (or who speaks for the same body) and one meaning, on one day as far as days are told; where the speaker is
unknown, nearly verbatim words. An utterance has no wording of its own, only renderings. What is intended or believed
is left out of it, and so is what somebody says that another said, but not what an outlet or a document reports.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from sayso.compare.utterances.candidates import candidates
from sayso.compare.utterances.gathering import gather
from sayso.compare.utterances.languages import told_language
from sayso.compare.utterances.linking import Link, link
from sayso.compare.utterances.reading import read_renderings
from sayso.compare.utterances.renderings import Rendering
from sayso.ids import make_id
from sayso.records import (
    ActorMember,
    Article,
    Attribution,
    Credit,
    Detail,
    Embedding,
    Entity,
    Speaker,
    StoryMember,
    Utterance,
    UtteranceMember,
)
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member

# A member shows why it belongs to its utterance with the surest reasons, and no more than a reader takes in.
REASONS = 3
ALONE = "no other report of it found"


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands an article to its story."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        if bundle[Attribution]:
            for member in bundle[StoryMember]:
                yield Key(member.story)

    return keys


def open_utterances(
    _settings: Settings,
) -> Callable[[str, Sequence[Member]], list[Utterance | UtteranceMember]]:
    """Return the function that gathers the attributions of one story into utterances."""

    def utterances(story: str, members: Sequence[Member]) -> list[Utterance | UtteranceMember]:
        bundles = {member.article: member.bundle for member in members if member.bundle is not None}
        renderings = [rendering for bundle in bundles.values() for rendering in read_renderings(bundle)]
        links = find_links(renderings)
        of_each: dict[int, list[tuple[int, Link]]] = {}
        for (i, j), found in links.items():
            of_each.setdefault(i, []).append((j, found))
            of_each.setdefault(j, []).append((i, found))
        rows: list[Utterance | UtteranceMember] = []
        for numbers in gather(renderings, links):
            group = [renderings[number] for number in numbers]
            first = group[0].id
            rows.append(_utterance(story, group))
            inside = frozenset(numbers)
            for number in numbers:
                own = [found for other, found in of_each.get(number, ()) if other in inside]
                text = bundles[renderings[number].article].article.text
                rows.append(_member(first, renderings[number], own, text))
        return rows

    return utterances


def find_links(renderings: Sequence[Rendering]) -> Mapping[tuple[int, int], Link]:
    """All pairs of renderings that are one utterance, by their numbers."""
    found = {(i, j): link(renderings[i], renderings[j]) for i, j in candidates(renderings)}
    return {pair: one for pair, one in found.items() if one is not None}


def _utterance(story: str, group: Sequence[Rendering]) -> Utterance:
    # Where reports differ on the speaker, those that say who it is count, and not what was inferred from a pronoun.
    known = [one for one in group if one.voice.known]
    known = [one for one in known if not one.voice.inferred] or known
    named = Counter((one.voice.actor, one.voice.name) for one in known or group if one.voice.name)
    actor, name = min(
        named,
        key=lambda pair: (-named[pair], -len(pair[1]), pair[1], pair[0]),
        default=(None, ""),
    )
    days = {one.said.day for one in group if one.said.day}
    return Utterance(
        id=group[0].id,
        story=story,
        actor=actor or None,
        speaker=name,
        said_on=days.pop() if days else None,
    )


def _member(utterance: str, rendering: Rendering, links: Sequence[Link], text: str) -> UtteranceMember:
    surest = sorted(links, key=lambda found: (-found.chance, found.reason))
    reported = [f"reported by {rendering.said.carrier}"] if rendering.said.carrier else []
    reasons = tuple(dict.fromkeys(found.reason for found in surest)) or (ALONE,)
    return UtteranceMember(
        id=make_id("UtteranceMember", rendering.id),
        article=rendering.article,
        attribution=rendering.id,
        utterance=utterance,
        reasons=(*reported, *reasons)[:REASONS],
        score=surest[0].chance if surest else None,
        language=told_language(text, rendering.attribution),
    )


CARRIED = (Article, Attribution, Speaker, Credit, Detail, Entity, Embedding, ActorMember)

UTTERANCES = Group(
    name="utterances",
    version=10,
    reads=(*CARRIED, StoryMember),
    writes=(Utterance, UtteranceMember),
    keys=open_keys,
    make=open_utterances,
    gathers="bundle",
    carries=CARRIED,
    asks=(Attribution, StoryMember),
)
