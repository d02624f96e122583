"""What an attribution looks like to whoever shows it: the words, the voices, and whose statement it is part of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.compare.origins.carriers import CARRIERS
from sayso.publish.export.annotated import held
from sayso.publish.views.lookup import Words, name_words
from sayso.publish.words.phrases import content_words, speaker_words
from sayso.records import (
    Article,
    Attribution,
    Detail,
    Entity,
    Hop,
    Origin,
    Record,
    ReviewedAttribution,
    Speaker,
)
from sayso.reviews.states import ReviewState, state_of
from sayso.spans import Span, merge
from sayso.stage import Bundle
from sayso.words.commonness import function_words
from sayso.words.forms import read_words

if TYPE_CHECKING:
    from sayso.compare.aligning.differences import Difference

SAID_KINDS: tuple[type[Record], ...] = (Attribution, Speaker, Detail, Entity, ReviewedAttribution)
OWN_WORDS = 2
"""Content words that a carrier says itself: with fewer, its line tells nothing that the inner one does not."""
HELD_BACK = frozenset({"intention", "belief"})
"""Speech acts that are no speech: shown only when all acts are asked for."""


class Voice(NamedTuple):
    """Somebody who speaks, alone or jointly: the actor (None: unknown to the collection) and the name."""

    actor: str | None
    name: str


def is_one_body(one: Voice, other: Voice) -> bool:
    """Whether two names are of one body: as one actor, as the same words, or as a name and its initials."""
    if one.actor is not None and one.actor == other.actor:
        return True
    short, long = sorted(
        (name_words(one.name), name_words(other.name)), key=lambda words: len("".join(words))
    )
    return short == long or (len(long) > 1 and "".join(short) == "".join(word[0] for word in long))


class Step(NamedTuple):
    """One step of the chain by which words reached an article; `held` is the carrier's article, None: not held."""

    hop: Hop
    held: Article | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One attribution as one article words it, with who says it and how; joint speakers are several voices.

    `body` is whom they speak for, where words say so; `within` names whose statement it is reported in, outermost
    last (empty: nobody's). `chain` leads from the article inwards; `utterance` is what it renders; `source` names the textual source that it
    belongs to among the renderings of its utterance (None: not known). `score` (thousandths) and `reasons` are why
    it is one with the others (None: it stands alone); `language` are the words that tell in what language it was said.
    `state` is what reviews of it amount to.
    """

    article: Article
    attribution: Attribution
    speaker: Speaker | None
    detail: Detail | None
    voices: tuple[Voice, ...] = ()
    body: Voice | None = None
    within: tuple[str, ...] = ()
    chain: tuple[Step, ...] = ()
    utterance: str | None = None
    source: str | None = None
    score: int | None = None
    reasons: tuple[str, ...] = ()
    language: Span | None = None
    state: ReviewState = "unreviewed"

    @property
    def words(self) -> str:
        """The content on one line, exactly as the article words it but for white space."""
        return content_words(self.article.text, self.attribution.content)

    @property
    def span(self) -> Span:
        """From the first to the last character of the content."""
        content = self.attribution.content
        return Span(min(span[0] for span in content), max(span[1] for span in content))

    @property
    def act(self) -> str:
        """The speech act; a statement when nothing says more."""
        return self.detail.speech_act if self.detail else "statement"

    @property
    def confidence(self) -> int:
        """That these words were said, and by this speaker: the lesser of the two, in thousandths."""
        return sureness(self.attribution, self.speaker)


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceView:
    """Something said once, with every rendering of it that the collection holds; it has no wording of its own."""

    id: str
    actor: str | None
    speaker: str
    said_on: str | None
    renderings: tuple[Rendering, ...]
    origin: Origin | None = None

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that carry it, each once, in the order of their renderings."""
        return tuple({item.article.id: item.article for item in self.renderings}.values())

    def differences(self) -> tuple[tuple[Rendering, tuple["Difference", ...]], ...]:
        """Each rendering after the first, with how its words differ from the first one's; none of them is the right one.

        The first is only what the others are compared with: an utterance has no wording of its own.
        """
        from sayso.compare.aligning.wording import Worded, compare_renderings  # noqa: PLC0415 - heavy, and seldom asked for

        first, *others = (
            Worded(
                text=item.article.text,
                content=item.attribution.content,
                cue=item.attribution.cue,
                complete=item.article.completeness == "full",
                part=item.article.in_part,
            )
            for item in self.renderings
        )
        compared = (compare_renderings(first, other) for other in others)
        return tuple(zip(self.renderings[1:], compared, strict=True))

    @property
    def held_back(self) -> bool:
        """Whether it is only somebody's intention or belief in every rendering."""
        return all(rendering.act in HELD_BACK for rendering in self.renderings)


def sureness(attribution: Attribution, speaker: Speaker | None) -> int:
    """The lesser confidence of attribution and speaker, in thousandths; of an unknown speaker nobody is sure."""
    if speaker is None or not speaker.name:
        return attribution.confidence
    return min(attribution.confidence, speaker.confidence)


def views_alone(bundle: Bundle) -> list[UtteranceView]:
    """What is said in one article without a collection: each attribution stands alone, grouped by entity."""
    passed_on = only_passed_on(bundle)
    return [
        UtteranceView(
            id=rendering.attribution.id,
            actor=rendering.speaker.entity if rendering.speaker else None,
            speaker=speaker_words(rendering.speaker),
            said_on=rendering.detail.said_on_value if rendering.detail else None,
            renderings=(rendering,),
        )
        for rendering in renderings(bundle, {entity.id: entity.id for entity in held(bundle, Entity)})
        if rendering.attribution.id not in passed_on
    ]


def only_passed_on(bundle: Bundle) -> frozenset[str]:
    """The attributions in which a carrier says nothing itself, but that somebody else said something."""
    speakers = {speaker.attribution: speaker for speaker in held(bundle, Speaker)}
    inside: dict[str, list[Span]] = {}
    for row in held(bundle, Attribution):
        if row.nested_in is not None:
            parts = (*row.content, row.cue, row.source)
            inside.setdefault(row.nested_in, []).extend(part for part in parts if part is not None)
    return frozenset(
        row.id
        for row in held(bundle, Attribution)
        if row.id in inside
        and (speaker := speakers.get(row.id)) is not None
        and speaker.type in CARRIERS
        and _own_words(row, bundle.article.text, merge(inside[row.id])) < OWN_WORDS
    )


def _own_words(row: Attribution, text: str, others: tuple[Span, ...]) -> int:
    common = function_words()
    return sum(
        form not in common
        for start, end in row.content
        for form in read_words(
            text[start:end],
            without=[Span(a - start, b - start) for a, b in others if a < end and b > start],
        ).forms
    )


def renderings(bundle: Bundle, actors: Mapping[str, str] | None = None) -> Iterator[Rendering]:
    """The attributions of one article with their speakers and details, in reading order."""
    speakers = {speaker.attribution: speaker for speaker in held(bundle, Speaker)}
    details = {detail.attribution: detail for detail in held(bundle, Detail)}
    names = {entity.id: entity.name for entity in held(bundle, Entity)}
    by_name = {name_words(entity.name): entity.id for entity in reversed(held(bundle, Entity))}
    outer = {attribution.id: attribution for attribution in held(bundle, Attribution)}
    reviews: dict[str, list[ReviewedAttribution]] = {}
    for review in held(bundle, ReviewedAttribution):
        reviews.setdefault(review.attribution, []).append(review)
    for attribution in held(bundle, Attribution):
        speaker = speakers.get(attribution.id)
        yield Rendering(
            article=bundle.article,
            attribution=attribution,
            speaker=speaker,
            detail=details.get(attribution.id),
            voices=_voices(speaker, names, actors or {}),
            body=_body(speaker, by_name, actors or {}),
            within=_within(attribution, outer, speakers),
            state=state_of(reviews.get(attribution.id, ())),
        )


def _body(speaker: Speaker | None, by_name: Mapping[Words, str], actors: Mapping[str, str]) -> Voice | None:
    if speaker is None or not speaker.speaks_for:
        return None
    entity = by_name.get(name_words(speaker.speaks_for), "")
    return Voice(actors.get(entity), speaker.speaks_for)


def _within(
    attribution: Attribution, outer: Mapping[str, Attribution], speakers: Mapping[str, Speaker]
) -> tuple[str, ...]:
    names: list[str] = []
    around = outer.get(attribution.nested_in or "")
    while around is not None and len(names) < len(outer):  # a ring of nestings is a broken row, and ends here
        names.append(speaker_words(speakers.get(around.id)))
        around = outer.get(around.nested_in or "")
    return tuple(names)


def _voices(
    speaker: Speaker | None, names: Mapping[str, str], actors: Mapping[str, str]
) -> tuple[Voice, ...]:
    if speaker is None or not speaker.name:
        return ()
    if speaker.entity is None or not speaker.also:
        return (Voice(actors.get(speaker.entity or ""), speaker.name),)
    joint = (speaker.entity, *speaker.also)
    return tuple(Voice(actors.get(entity), names.get(entity, speaker.name)) for entity in joint)
