"""With which verbs each outlet lets each speaker speak ("said", "claimed"), as counts with their places."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.annotate.attributing.cues import Cues, load_cues
from sayso.publish.views.lookup import fold_words
from sayso.publish.views.renderings import HELD_BACK, Rendering
from sayso.publish.views.voices import Voiced, Voices
from sayso.publish.views.worded_cells import Cell, Occurrence, cells_of
from sayso.publish.words.phrases import one_line
from sayso.spans import Span

SENSES = frozenset(
    {("call", "for"), ("call", "on"), ("warn", "against"), ("speak", "against"), ("ask", "for")}
)
"""Verbs that say something else without their preposition."""
SURE = 700
"""Thousandths from which a verb is put down as one that an outlet gives a speaker; set by judgement: below it are
speakers that were carried over or guessed from a role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerCues:
    """With which verbs each outlet lets one speaker speak; `actor` None: named in one article alone."""

    actor: str | None
    name: str
    cells: tuple[Cell, ...]


def speaker_cues(
    voices: Voices, place: Mapping[str, int], known: Mapping[str, str]
) -> tuple[tuple[SpeakerCues, ...], int]:
    """The verbs by speaker, and how many were left out because who speaks is not sure.

    `known` are the names of actors. Intentions and beliefs are no speech, and unnamed speakers are nobody to compare.
    """
    verbs = load_cues()
    found: dict[str, list[tuple[str, str, Occurrence]]] = {}
    names: dict[str, Counter[str]] = {}
    actors: dict[str, str | None] = {}
    unsure = 0
    for rendering in voices.said.values():
        cue = rendering.attribution.cue
        if cue is None or rendering.act in HELD_BACK or not _named(rendering):
            continue
        if rendering.confidence < SURE:
            unsure += 1
            continue
        text = one_line(rendering.article.text[slice(*cue)]).lower()
        occurrence = _cue_place(rendering, Span(*cue), voices)
        for voice in rendering.voices:
            key = voice.actor or f"{rendering.article.id} {' '.join(fold_words(voice.name))}"
            actors[key] = voice.actor
            names.setdefault(key, Counter())[voice.name] += 1
            found.setdefault(key, []).append((rendering.article.id, cue_verb(verbs, text), occurrence))
    made = [
        SpeakerCues(
            actor=actors[key],
            name=known.get(key) or min(names[key], key=lambda name: (-names[key][name], -len(name), name)),
            cells=cells_of(found[key], place),
        )
        for key in sorted(found)
    ]
    made.sort(
        key=lambda row: (
            -sum(bool(cell) for cell in row.cells),
            -sum(use.count for cell in row.cells for use in cell),
            row.name,
        )
    )
    return tuple(made), unsure


def cue_verb(verbs: Cues, cue: str) -> str:
    """The verb of a cue in its plain form, with a preposition that gives it its sense ("call for"); else the words."""
    words = cue.split()
    for number, word in enumerate(words):
        found = verbs.verb(word)
        if found is not None:
            after = words[number + 1] if number + 1 < len(words) else ""
            return f"{found.word} {after}" if (found.word, after) in SENSES else found.word
    return cue


def _named(rendering: Rendering) -> bool:
    speaker = rendering.speaker
    return speaker is not None and speaker.entity is not None and speaker.basis != "unnamed"


def _cue_place(rendering: Rendering, cue: Span, voices: Voices) -> Occurrence:
    """Where a cue stands; one within another's content is that one's word as much as the outlet's."""
    around = rendering.attribution.nested_in
    place = Voiced(
        article=rendering.article,
        span=cue,
        voice=voices.said.get(around) if around else None,
        lost=around is not None and around not in voices.said,
    )
    if place.own:
        return Occurrence(place=place, voice="own")
    quoted = place.voice is not None and place.voice.attribution.kind == "direct"
    return Occurrence(place=place, voice="quoted" if quoted else "reported")
