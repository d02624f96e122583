"""Utterances: something said once, over all the attributions of a story that carry it.

First version: one speaker and shared or near-identical words; where the speaker is unknown, nearly verbatim words
of another article. An utterance has no wording of its own, only renderings. What is intended or believed is left out
of it, and so is what somebody says that another said, but not what an outlet or a document reports.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from sayso.compare.carriers import passing_on
from sayso.compare.renderings import Link, Rendering, covered, link, may_be_one, render, words_left
from sayso.ids import make_id
from sayso.records import (
    ActorMember,
    Article,
    Attribution,
    Credit,
    Detail,
    Entity,
    SharedPassage,
    Speaker,
    StoryMember,
    Utterance,
    UtteranceMember,
)
from sayso.settings import Settings
from sayso.spans import Span, merge
from sayso.stage import Bundle, Group, Key, Member
from sayso.words.commonness import function_words

# Said to oneself: a hope, a wish, a conviction is nothing that was uttered.
SILENT = frozenset({"intention", "belief"})
# A carrier's own words are at least this many content words beside what it passes on.
OWN_WORDS = 2
# Two attributions are compared when they share this many content words ...
MEET = 2
# ... of those that at most so many attributions of the story have: what half the story says tells nothing.
CROWD = 200
# A member shows why it belongs to its utterance with the surest reasons, and no more than a reader takes in.
REASONS = 3
ALONE = "no other report of it found"

Passages = Mapping[tuple[str, str], Sequence[tuple[int, int, int, int]]]


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
        bundles = [member.bundle for member in members if member.bundle is not None]
        renderings = [rendering for bundle in bundles for rendering in _renderings(bundle)]
        links = _links(renderings, _passages(bundles))
        rows: list[Utterance | UtteranceMember] = []
        for numbers in _gather(renderings, links):
            rows += _utterance(story, renderings, numbers, links)
        return rows

    return utterances


def _renderings(bundle: Bundle) -> Iterator[Rendering]:
    speakers = {speaker.attribution: speaker for speaker in bundle[Speaker]}
    details = {detail.attribution: detail for detail in bundle[Detail]}
    actors = {member.entity: member.actor for member in bundle[ActorMember]}
    named = {entity.id for entity in bundle[Entity] if entity.named}
    reports = _reports(bundle)
    passed_on = _passed_on(bundle, reports)
    for attribution in bundle[Attribution]:
        detail, speaker = details.get(attribution.id), speakers.get(attribution.id)
        if attribution.nested_in is not None and attribution.id not in reports:
            continue
        if detail is not None and detail.speech_act in SILENT:
            continue
        others = passed_on.get(attribution.id, ())
        if others and not _has_own_words(attribution, bundle.article.text, others):
            continue
        entity = speaker.entity if speaker is not None else None
        known = entity is not None and entity in named and entity in actors
        yield render(
            attribution,
            bundle.article.text,
            entity=entity or "",
            actor=actors[entity] if known and entity is not None else "",
            known=known,
            name=speaker.name if speaker is not None else "",
            said_on=detail.said_on_value if detail is not None else None,
            carrier=reports.get(attribution.id, ""),
            without=others,
        )


def _reports(bundle: Bundle) -> dict[str, str]:
    """The nested attributions around which there is nobody but carriers, with the name of the innermost one."""
    rows = {attribution.id: attribution for attribution in bundle[Attribution]}
    carriers = passing_on(bundle)
    found = {}
    for attribution in bundle[Attribution]:
        around, names, seen = attribution.nested_in, [], {attribution.id}
        while around is not None and around in carriers and around not in seen:
            seen.add(around)
            names.append(carriers[around])
            around = rows[around].nested_in
        if names and around is None:
            found[attribution.id] = names[0]
    return found


def _passed_on(bundle: Bundle, reports: Mapping[str, str]) -> dict[str, tuple[Span, ...]]:
    """What stands in each carrier's attribution of the ones that it reports: who says it, how, and what."""
    inside: dict[str, list[Span]] = {}
    for attribution in bundle[Attribution]:
        if attribution.id in reports and attribution.nested_in is not None:
            parts = (*attribution.content, attribution.cue, attribution.source)
            inside.setdefault(attribution.nested_in, []).extend(part for part in parts if part is not None)
    return {attribution: merge(spans) for attribution, spans in inside.items()}


def _has_own_words(attribution: Attribution, text: str, others: Sequence[Span]) -> bool:
    """Whether a carrier says anything itself, but that somebody else said something."""
    common = function_words()
    own = (form for span in attribution.content for form in words_left(text, span, others))
    return sum(form not in common for form in own) >= OWN_WORDS


def _passages(bundles: Sequence[Bundle]) -> Passages:
    """The shared passages within the story, by pair of articles."""
    passages: dict[tuple[str, str], list[tuple[int, int, int, int]]] = {}
    for bundle in bundles:
        for shared in bundle[SharedPassage]:
            if shared.a_article == bundle.article.id:  # each passage lies in both its articles' bundles
                pair = (shared.a_article, shared.b_article)
                passages.setdefault(pair, []).append(
                    (shared.a_start, shared.a_end, shared.b_start, shared.b_end)
                )
    return passages


def _links(renderings: Sequence[Rendering], passages: Passages) -> dict[tuple[int, int], Link]:
    """All pairs of renderings that words and speaker make one."""
    carriers: dict[str, list[int]] = {}
    for number, rendering in enumerate(renderings):
        for root in rendering.stems:
            carriers.setdefault(root, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for root in sorted(carriers):
        if len(carriers[root]) <= CROWD:
            shared.update(combinations(carriers[root], 2))
    links = {}
    for (i, j), count in sorted(shared.items()):
        if count >= MEET and may_be_one(renderings[i], renderings[j]):
            a, b = renderings[i], renderings[j]
            found = link(a, b, shared=_in_passages(a, b, passages))
            if found is not None:
                links[i, j] = found
    return links


def _in_passages(a: Rendering, b: Rendering, passages: Passages) -> int:
    """The share of the shorter rendering, in thousandths, that lies in a passage which the other lies in too."""
    if a.article > b.article:
        a, b = b, a
    best = 0
    for a_start, a_end, b_start, b_end in passages.get((a.article, b.article), ()):
        best = max(best, min(covered(a, [(a_start, a_end)]), covered(b, [(b_start, b_end)])))
    lengths = [sum(span.end - span.start for span in one.attribution.content) for one in (a, b)]
    return 1000 * best // max(1, min(lengths))


def _gather(renderings: Sequence[Rendering], links: Mapping[tuple[int, int], Link]) -> list[list[int]]:
    """Renderings by utterance: surest links first; none that would bring two speakers or two days together."""
    ids = [rendering.attribution.id for rendering in renderings]
    root = list(range(len(renderings)))
    groups = {number: [number] for number in root}

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for i, j in sorted(links, key=lambda pair: (-links[pair].score, *sorted((ids[pair[0]], ids[pair[1]])))):
        a, b = find(i), find(j)
        if a != b and all(may_be_one(renderings[x], renderings[y]) for x in groups[a] for y in groups[b]):
            root[b] = a
            groups[a] += groups.pop(b)
    return [sorted(groups[key], key=lambda number: ids[number]) for key in sorted(groups)]


def _utterance(
    story: str, renderings: Sequence[Rendering], numbers: Sequence[int], links: Mapping[tuple[int, int], Link]
) -> Iterator[Utterance | UtteranceMember]:
    group = [renderings[number] for number in numbers]
    known = [one for one in group if one.known]
    names = Counter(one.name for one in known or group if one.name)
    days = {one.day for one in group if one.day}
    first = group[0].attribution.id
    yield Utterance(
        id=first,
        story=story,
        actor=known[0].actor if known else None,
        speaker=min(names, key=lambda name: (-names[name], -len(name), name)) if names else "",
        said_on=days.pop() if days else None,
    )
    for number in numbers:
        own = sorted(
            (-found.score, found.reason)
            for pair, found in links.items()
            if number in pair and pair[0] in numbers and pair[1] in numbers
        )
        rendering = renderings[number]
        reported = [f"reported by {rendering.carrier}"] if rendering.carrier else []
        yield UtteranceMember(
            id=make_id("UtteranceMember", rendering.attribution.id),
            article=rendering.article,
            attribution=rendering.attribution.id,
            utterance=first,
            reasons=(*reported, *(tuple(dict.fromkeys(reason for _, reason in own)) or (ALONE,)))[:REASONS],
        )


UTTERANCES = Group(
    name="utterances",
    version=4,
    reads=(Article, Attribution, Speaker, Detail, Credit, Entity, ActorMember, StoryMember, SharedPassage),
    writes=(Utterance, UtteranceMember),
    keys=open_keys,
    make=open_utterances,
    gathers="bundle",
    carries=(Article, Attribution, Speaker, Detail, Credit, Entity, ActorMember, SharedPassage),
)
