"""POSITIONS: where the actors of a story stand on what recurs in it, shown by what they said.

A proposition is gathered from sentences of what is said that take a stance (`statements`, `gathering`). It recurs:
several say it, or one says it in several utterances. Each is somebody's word and stays it; who is unknown or unnamed
is listed so, each apart. What somebody is said by others to think is nobody's position (it is nested, or a belief).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from sayso.compare.positions.gathering import gather
from sayso.compare.positions.labelling import Labelled, label, target
from sayso.compare.positions.statements import Statement, opposites, read_statements
from sayso.compare.utterances.renderings import Voice
from sayso.ids import make_id
from sayso.records import (
    ActorMember,
    Article,
    Attribution,
    Credit,
    Detail,
    Embedding,
    Entity,
    Mention,
    Position,
    PositionMember,
    Proposition,
    Sentence,
    Speaker,
    StoryMember,
    UtteranceMember,
)
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member

WORDS, OFTEN = 4, 4
"""Words that a proposition is shown by, at most; but for the first, one in so many of its statements has each."""
Who = tuple[str, str, str]
"""The kind of key ("actor", "entity", "utterance"), the key, and the name."""


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands an article with utterances to its story."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        if bundle[UtteranceMember]:
            for place in bundle[StoryMember]:
                yield Key(place.story)

    return keys


def open_positions(
    _settings: Settings,
) -> Callable[[str, Sequence[Member]], list[Proposition | Position | PositionMember]]:
    """Return the function that gathers what the actors of one story are for and against."""

    def positions(story: str, members: Sequence[Member]) -> list[Proposition | Position | PositionMember]:
        bundles = [member.bundle for member in members if member.bundle is not None]
        articles = {bundle.article.id: bundle.article for bundle in bundles}
        heard = [read_statements(bundle) for bundle in bundles]
        voices: dict[str, list[Voice]] = {}
        for one in heard:
            for utterance, voice in one.voices:
                voices.setdefault(utterance, []).append(voice)
        speaking = {utterance: _who(utterance, found) for utterance, found in voices.items()}
        rows: list[Proposition | Position | PositionMember] = []
        for group in gather([statement for one in heard for statement in one.statements]):
            rows += _rows(story, group, speaking, articles)
        return rows

    return positions


def _who(utterance: str, voices: Sequence[Voice]) -> Who:
    """Who said an utterance: the actor that most of its renderings name; else an entity of its one article."""
    known = Counter((voice.actor, voice.name) for voice in voices if voice.known)
    if known:
        actor, name = min(known, key=lambda pair: (-known[pair], -len(pair[1]), pair))
        return "actor", actor, name
    name = min(
        (voice.name for voice in voices if voice.name), key=lambda name: (-len(name), name), default=""
    )
    entities = {voice.entity for voice in voices if voice.entity}
    return ("entity", entities.pop(), name) if len(entities) == 1 else ("utterance", utterance, name)


def _rows(
    story: str,
    group: Sequence[Statement],
    speaking: Mapping[str, Who],
    articles: Mapping[str, Article],
) -> Iterator[Proposition | Position | PositionMember]:
    proposition = make_id("Proposition", *min(one.id for one in group))
    themes = _themes(group)
    about = target(group, themes)
    if about is not None:
        themes = [about, *(root for root in themes if root != about)]
    yield Proposition(
        id=proposition,
        story=story,
        words=tuple(
            _shown(root, group)
            for place, root in enumerate(themes[:WORDS])
            if not place or sum(root in one.theme for one in group) * OFTEN >= len(group)
        ),
    )
    cells: dict[tuple[str, str], list[Statement]] = {}
    for one in group:
        cells.setdefault(speaking[one.utterance][:2], []).append(one)
    for (kind, key), said in sorted(cells.items()):
        dated = sorted(
            ((*_day(one, articles[one.article]), one) for one in said),
            key=lambda item: (item[0] is None, item[0] or "", item[2].id),
        )
        found = [label(one, about if speaking[one.utterance][2] else None) for _, _, one in dated]
        position = make_id("Position", proposition, kind, key)
        names = Counter(speaking[one.utterance][2] for one in said)
        whole = _label_of(found)
        yield Position(
            id=position,
            story=story,
            proposition=proposition,
            actor=key if kind == "actor" else None,
            speaker=min(names, key=lambda name: (-names[name], -len(name), name)),
            label=whole.label,
            reasons=whole.reasons,
        )
        for number, ((day, basis, one), own) in enumerate(zip(dated, found, strict=True)):
            before = [
                (earlier, other.label)
                for (earlier, _, _), other in zip(dated[:number], found[:number], strict=True)
                if earlier and other.label
            ]
            yield PositionMember(
                id=make_id("PositionMember", position, *one.id),
                article=one.article,
                shows=position,
                attribution=one.rendering.id,
                utterance=one.utterance,
                said_on=day,
                label=own.label,
                shift=bool(before and day and own.label)
                and before[-1][0] < str(day)
                and before[-1][1] != own.label,
                reasons=(_shares(one, themes), *own.reasons, *([basis] if basis else [])),
                words=one.told,
            )


def _themes(group: Sequence[Statement]) -> list[str]:
    """The roots that several statements share, those of most statements first."""
    counted = Counter(root for one in group for root in one.theme)
    weight = {root: max(one.theme[root] for one in group if root in one.theme) for root in counted}
    shared = [root for root in counted if counted[root] > 1]
    return sorted(shared, key=lambda root: (len(root) < 2, -counted[root] * weight[root], root))


def _shown(root: str, group: Sequence[Statement]) -> str:
    """The word that most statements have for a root, but none for the opposite where there is another."""
    shown = Counter(one.shown[root] for one in group if root in one.shown)
    return min(shown, key=lambda word: (word in opposites(), -shown[word], len(word), word))


def _shares(one: Statement, themes: Sequence[str]) -> str:
    return f"shares {', '.join(one.shown[root] for root in themes[:WORDS] if root in one.shown)}"


def _day(one: Statement, article: Article) -> tuple[str | None, str]:
    """The day it was said on, else that of its article where that is one day; and how that is known, or why it is not."""
    if one.rendering.said.day:
        return one.rendering.said.day, ""
    earliest, latest = one.rendering.said.earliest, one.rendering.said.latest
    if earliest and earliest == latest and article.firmly_dated:
        return earliest, "dated by its article"
    if article.words_to != article.day_to:
        return None, f"its article was updated on {article.words_to}, and may have it from then"
    return None, ""


def _label_of(found: Sequence[Labelled]) -> Labelled:
    """The label of a cell: what all its labelled statements have; none where they differ, or where one hangs on something."""
    labels = {one.label for one in found if one.label}
    if len(labels) > 1:
        return Labelled(None, ("its statements differ",))
    if labels == {"for"} and any(one.conditional for one in found):
        return Labelled(None, ("one of its statements hangs on a condition",))
    return next((one for one in found if one.label), Labelled(None, ()))


CARRIED = (
    Article,
    Sentence,
    Mention,
    Attribution,
    Speaker,
    Credit,
    Detail,
    Entity,
    Embedding,
    ActorMember,
    UtteranceMember,
)

POSITIONS = Group(
    name="positions",
    version=4,
    reads=(*CARRIED, StoryMember),
    writes=(Proposition, Position, PositionMember),
    keys=open_keys,
    make=open_positions,
    gathers="bundle",
    carries=CARRIED,
    asks=(UtteranceMember, StoryMember),
)
