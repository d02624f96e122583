"""Places in articles as items that can be quoted alone: whose words they are, where, and in what review state, comes first.

An export gives the exact words of a place beside its voice. Whoever passes single items on (an interface, an assistant)
may lose what stands beside them, so here the `text` of a place begins with it, and its exact words are in `words`.
"""

from collections.abc import Iterable, Iterator

from sayso.publish.export.annotated import Json
from sayso.publish.views.lines import Line, reviews_of
from sayso.publish.views.voices import Voiced, read_voices
from sayso.publish.words.line_words import STATE_WORDS, lead_words
from sayso.publish.words.phrases import one_line, outlet_words
from sayso.publish.words.voice_words import LOST_VOICE, OWN_VOICE
from sayso.spans import Span
from sayso.store.protocol import Store

PLACE = frozenset({"article", "start", "end", "text", "voice"})
"""The keys of a place that has a voice (`compared.exported_*`)."""


class ToldPlaces:
    """The voices of some articles, and what reviews say of their lines."""

    def __init__(self, store: Store, articles: Iterable[str]) -> None:
        ids = sorted(set(articles))
        self._voices = read_voices(store, ids)
        self._reviews = reviews_of(store, ids)

    def tell(self, value: object) -> object:
        """A value of an export with all places in it told (`text`), their exact words in `words`."""
        if isinstance(value, list):
            return [self.tell(one) for one in value]
        if not isinstance(value, dict):
            return value
        told = {key: self.tell(one) for key, one in value.items()}
        if not value.keys() >= PLACE:
            return told
        words = one_line(value["text"])
        found = self._voices.at(
            value["article"], Span(value["start"], value["end"]), value.get("attribution")
        )
        if found is None:
            return told | {
                "words": value["text"],
                "text": f"{LOST_VOICE}: {words}",
                "review_state": "unreviewed",
            }
        lead, state = self._lead(found)
        return told | {"words": value["text"], "text": f"{lead}: {words}", "review_state": state}

    def _lead(self, place: Voiced) -> tuple[str, str]:
        outlet = outlet_words(place.article)
        if place.voice is None:
            who = LOST_VOICE if place.lost else f"{outlet} says {OWN_VOICE}"
            return f"{who} (as rendered by {outlet}; {STATE_WORDS['unreviewed']})", "unreviewed"
        line = Line(rendering=place.voice, reviews=self._reviews.get(place.voice.attribution.id, ()))
        return lead_words(line), line.state


def places_in(value: object) -> Iterator[Json]:
    """The told places within a value, in order."""
    if isinstance(value, list):
        for one in value:
            yield from places_in(one)
    elif isinstance(value, dict):
        if value.keys() >= PLACE:
            yield value
        for one in value.values():
            yield from places_in(one)


def only_checked(item: Json) -> Json | None:
    """An item with only those of its places that a reviewer checked; None when none of them is."""
    kept = _checked(item)
    return kept if isinstance(kept, dict) and any(True for _ in places_in(kept)) else None


def _checked(value: object) -> object:
    if isinstance(value, list):
        kept = (_checked(one) for one in value)
        return [one for one in kept if one is not None]
    if not isinstance(value, dict):
        return value
    if value.keys() >= PLACE:
        return value if value.get("review_state") == "checked" else None
    parts = {key: _checked(one) for key, one in value.items()}
    had = any(True for _ in places_in(value))
    return None if had and not any(True for _ in places_in(parts)) else parts
