"""What one article has to compare: its attributions as renderings, each with its speaker, its day and its meaning."""

from collections.abc import Iterator, Mapping, Sequence

from sayso.compare.origins.carriers import passing_on
from sayso.compare.utterances.renderings import Rendering, Said, Voice, day_of, render, words_left
from sayso.records import ActorMember, Attribution, Detail, Embedding, Entity, Speaker
from sayso.spans import Span, merge
from sayso.stage import Bundle
from sayso.words.commonness import function_words
from sayso.words.forms import read_words
from sayso.words.vectors import unpack

# Said to oneself: a hope, a wish, a conviction is nothing that was uttered.
SILENT = frozenset({"intention", "belief"})
BODIES = frozenset({"organization", "government", "group"})
# A carrier's own words are at least this many content words beside what it passes on.
OWN_WORDS = 2
INFERRED = frozenset({"pronoun", "role", "cueless", "carried_over"})


def read_renderings(bundle: Bundle) -> Iterator[Rendering]:
    """The attributions of an article that are utterances, in reading order."""
    article = bundle.article
    speakers = {speaker.attribution: speaker for speaker in bundle[Speaker]}
    details = {detail.attribution: detail for detail in bundle[Detail]}
    vectors = {row.attribution: row.vector for row in bundle[Embedding] if row.attribution}
    voices = _Voices(bundle)
    reports = _reports(bundle)
    passed_on = _passed_on(bundle, reports)
    for attribution in bundle[Attribution]:
        detail = details.get(attribution.id)
        if attribution.nested_in is not None and attribution.id not in reports:
            continue
        if detail is not None and detail.speech_act in SILENT:
            continue
        others = passed_on.get(attribution.id, ())
        if others and not _has_own_words(attribution, article.text, others):
            continue
        packed = vectors.get(attribution.id)
        yield render(
            attribution,
            article.text,
            voice=voices.of(speakers.get(attribution.id)),
            said=Said(
                day=day_of(detail.said_on_value) if detail is not None else None,
                earliest=day_of(article.day_from),
                latest=day_of(article.words_to),
                carrier=reports.get(attribution.id, ""),
            ),
            # What a carrier passes on is in its vector as well: its own words alone have none.
            vector=unpack(packed) if packed and not others else None,
            without=others,
        )


class _Voices:
    """Who speaks in one article, over its entities and their actors."""

    def __init__(self, bundle: Bundle) -> None:
        self.actors = {member.entity: member.actor for member in bundle[ActorMember]}
        self.entities = {entity.id: entity for entity in bundle[Entity]}
        self.by_name: dict[tuple[str, ...], str] = {}
        self.names = [frozenset(read_words(entity.name).forms) for entity in bundle[Entity] if entity.named]
        for entity in bundle[Entity]:
            if entity.named and entity.type in BODIES:
                self.by_name.setdefault(read_words(entity.name).forms, entity.id)

    def of(self, speaker: Speaker | None) -> Voice:
        """The voice of a speaker; an unknown one where there is none."""
        if speaker is None:
            return Voice()
        entity = self.entities.get(speaker.entity or "")
        known = entity is not None and entity.named and entity.id in self.actors
        bodies: set[str] = set()
        if entity is not None and entity.named and entity.type in BODIES:
            bodies |= self._keys(entity.id, entity.name)
        spokesman = speaker.capacity == "spokesman" and bool(speaker.speaks_for)
        if spokesman and speaker.speaks_for:
            words = read_words(speaker.speaks_for).forms
            bodies |= self._keys(self.by_name.get(words, ""), speaker.speaks_for)
        return Voice(
            entity=speaker.entity or "",
            actor=self.actors[entity.id] if known and entity is not None else "",
            known=known,
            name=speaker.name,
            introduced=speaker.basis != "never_introduced" and (known or not self._is_name(speaker.name)),
            inferred=speaker.basis in INFERRED,
            bodies=frozenset(bodies),
            spokesman=spokesman,
        )

    def _is_name(self, words: str) -> bool:
        """Whether words taken for a description are of a name that the article has: "Penn" where it names Orla Penn."""
        forms = frozenset(read_words(words).forms)
        capital = all(word[:1].isupper() for word in words.split())
        return capital and bool(forms) and any(forms <= name for name in self.names)

    def _keys(self, entity: str, name: str) -> set[str]:
        folded = " ".join(form for form in read_words(name).forms if form not in function_words())
        return {key for key in (self.actors.get(entity, ""), folded) if key}


def _reports(bundle: Bundle) -> dict[str, str]:
    """The nested attributions around which there is nobody but carriers, with the name of the innermost one."""
    rows = {attribution.id: attribution for attribution in bundle[Attribution]}
    carriers = passing_on(bundle)
    found = {}
    for attribution in bundle[Attribution]:
        around, names, seen = attribution.nested_in, [], {attribution.id}
        while around is not None and around in rows and around not in seen:
            seen.add(around)
            if around not in carriers:
                break
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
    own = (form for span in attribution.content for form, _, _ in words_left(text, span, others))
    return sum(form not in common for form in own) >= OWN_WORDS
