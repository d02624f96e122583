"""Places in articles as pages give them: what the export says of each, where it leads, and in whose voice it stands.

A place of an export names an attribution by its id; whoever shows the place needs the words for its voice and the whole
line beside it. Both are made once for all places of an answer.
"""

from collections.abc import Iterable
from dataclasses import replace

from sayso.publish.export.annotated import Json
from sayso.publish.export.line_answers import cited_json, line_json
from sayso.publish.views.lines import Line, reviews_of
from sayso.publish.views.voices import Voiced
from sayso.publish.words.voice_words import manner_words, voice_words
from sayso.records import Article, UtteranceMember
from sayso.store.protocol import Store


class ShownPlaces:
    """The places of one answer; `lines` and `articles` are what they name, for whoever shows them."""

    def __init__(self, store: Store, places: Iterable[Voiced]) -> None:
        self._places = {(one.article.id, *one.span, _attribution(one)): one for one in places}
        ids = sorted({one.article.id for one in self._places.values()})
        voices = {
            one.voice.attribution.id: one.voice for one in self._places.values() if one.voice is not None
        }
        told_in = sorted({voice.article.id for voice in voices.values()})
        utterance: dict[str, str] = dict(
            store.values(UtteranceMember, "attribution", "utterance", articles=told_in)
        )
        reviews = reviews_of(store, told_in) if told_in else {}
        self.lines: dict[str, Json] = {
            key: line_json(
                Line(
                    rendering=replace(voice, utterance=voice.utterance or utterance.get(key)),
                    reviews=reviews.get(key, ()),
                )
            )
            for key, voice in sorted(voices.items())
        }
        shown = {one.article.id: one.article for one in self._places.values()}
        self.articles: dict[str, Json] = {key: cited_json(shown[key]) for key in ids}

    def add(self, place: Json) -> Json:
        """A place of an export (article, start, end, attribution) with its link, and with its voice in words."""
        at = (place["article"], place["start"], place["end"])
        found = self._places.get((*at, place.get("attribution"))) or self._places.get((*at, None))
        return place | {
            "link": place_link(place["article"], place["start"], place["end"], place.get("attribution")),
            "voice_words": voice_words(found) if found is not None else "",
            "manner_words": manner_words(found) if found is not None else "",
        }


def place_link(article: Article | str, start: int, end: int, attribution: str | None = None) -> str:
    """The address of some words of an article; with an attribution, of its line there."""
    name = article if isinstance(article, str) else article.id
    return f"/article/{name}?at={start}-{end}" + (f"#a-{attribution}" if attribution else "")


def _attribution(place: Voiced) -> str | None:
    return place.voice.attribution.id if place.voice is not None else None
