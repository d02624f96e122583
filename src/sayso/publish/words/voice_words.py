"""Whose words something is, in words: "in its own voice", or "Mara Vint said". It stands before every claim that is shown."""

from sayso.publish.views.renderings import Rendering
from sayso.publish.views.voices import Voiced
from sayso.publish.words.phrases import KIND_WORDS, UNKNOWN_SPEAKER, basis_words

OWN_VOICE = "in its own voice"
LOST_VOICE = "somebody said, and who was not found"
PLAIN = frozenset({"named", "by surname", "speaker set by a reviewer"})
"""Bases that need no warning: the words beside the quotation name the speaker."""


def voice_words(place: Voiced) -> str:
    """Whose words they are: "in its own voice", "Mara Vint said", "Radio Lisk reported that Mara Vint said"."""
    if place.voice is None:
        return LOST_VOICE if place.lost else OWN_VOICE
    return said_words(place.voice)


def said_words(rendering: Rendering) -> str:
    """Who said it, and who reported that, outermost first."""
    told = f"{names_words(rendering)} said"
    names = {voice.name for voice in rendering.voices}
    for name in (one for one in rendering.within if one not in names):  # in the speaker's own account
        who = "an unknown speaker" if name == UNKNOWN_SPEAKER else name
        told = f"{who} said that {told}"
    return told


def names_words(rendering: Rendering) -> str:
    """The speakers of an attribution by name, joined; an unknown one says so."""
    names = list(dict.fromkeys(voice.name for voice in rendering.voices if voice.name))
    if not names:
        return "an unknown speaker"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def manner_words(place: Voiced) -> str:
    """Quoted or not, and a warning where the speaker was inferred; empty for the outlet's own words."""
    if place.voice is None:
        return ""
    kind = KIND_WORDS[place.voice.attribution.kind]
    return f"{kind}, {basis_words(place.voice.speaker)}" if is_inferred(place) else kind


def is_inferred(place: Voiced) -> bool:
    """Whether a speaker is named whom the words beside the quotation do not name."""
    voice = place.voice
    return voice is not None and bool(voice.voices) and basis_words(voice.speaker) not in PLAIN
