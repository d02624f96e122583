"""Text that the articles of a story share: who has it, which way it went as far as that is known, and on what basis."""

from dataclasses import replace

from sayso.publish.charts.shared_chart import shared_chart, shared_matrix
from sayso.publish.export.annotated import Json
from sayso.publish.export.passage_answers import passages_json
from sayso.publish.export.place_answers import place_link
from sayso.publish.views.shared_texts import (
    SharedText,
    group_texts,
    passage_rows,
    shared_texts,
    word_differences,
)
from sayso.publish.views.voices import Voices, read_voices
from sayso.publish.words.origin_words import told_origin
from sayso.publish.words.phrases import plain_times
from sayso.publish.words.voice_words import said_words
from sayso.spans import Span, overlap
from sayso.web.answering import Answer
from sayso.web.asking import Ask
from sayso.web.pages.story_frame import StoryAsked, asked_story, cited, story_answer, story_page
from sayso.web.paging import paged

A_PAGE = 10
"""Texts on a page: each stands there in the words of every article that has it."""
MOST_PLACES, MOST_PAIRS = 12, 30
"""Articles whose words are given of one text, and pairs of articles: hundreds may have it, and the rest are counted."""


def view(ask: Ask) -> Answer:
    """The texts that articles of a story share, the longest first; narrowed to those that an `outlet` has."""
    of = asked_story(ask)
    passages = passage_rows(of.store, story=of.story)
    inside = of.of_outlet(ask)
    groups = [
        group
        for group in group_texts(passages)
        if inside is None or any(stretch.article in inside for stretch in group.stretches)
    ]
    shown, paging = paged(ask, groups, size=A_PAGE)
    whole = shared_texts(of.store, shown, place=of.numbers)
    texts = [
        replace(text, places=text.places[:MOST_PLACES], passages=text.passages[:MOST_PAIRS]) for text in whole
    ]
    voices = read_voices(of.store, [article.id for text in texts for article, _ in text.places])
    matrix = shared_matrix(of.articles, passages)
    answer = passages_json(texts)
    data: Json = {
        "texts": [
            _text(of, all_of_it, text, item, voices)
            for all_of_it, text, item in zip(whole, texts, answer["texts"], strict=True)
        ],
        "articles": cited(of, [*_named(texts), *matrix.ids]),
        "matrix": matrix.json(),
        "charts": shared_chart(matrix),
        "paging": paging,
        "asked": {"outlet": ask.text("outlet")},
    }
    return story_answer(of, "shared", data)


def _named(texts: list[SharedText]) -> list[str]:
    pairs = [side.id for text in texts for view in text.passages for side in (view.a, view.b)]
    return [*(article.id for text in texts for article, _ in text.places), *pairs]


def _text(of: StoryAsked, whole: SharedText, text: SharedText, item: Json, voices: Voices) -> Json:
    """A text of `sayso passages` with its links, the voices in it, the ways it may have gone, the words that differ."""
    first = text.places[0][0]
    others = [article.id for article, _ in text.places if article.id != first.id]
    return item | {
        "words": whole.words,
        "articles": len(whole.articles),
        "kinds": sorted({view.passage.kind for view in whole.passages}, reverse=True),
        "places": [
            one
            | {
                "link": place_link(one["article"], one["start"], one["end"]),
                "differing": differing,
                "voices": _voices(voices, one["article"], Span(one["start"], one["end"])),
                "quoted": any(
                    overlap(quotation, Span(one["start"], one["end"]))
                    for quotation in voices.quoted.get(one["article"], ())
                ),
            }
            for one, differing in zip(item["places"], _differing(text), strict=True)
        ],
        "more_places": len(whole.places) - len(text.places),
        "more_passages": len(whole.passages) - len(text.passages),
        "ways": _ways(of, text),
        "origin_words": _origin_words(of, whole),
        "compare_link": f"/compare?article={first.id}"
        + "".join(f"&article={other}" for other in dict.fromkeys(others)),
    }


def _voices(voices: Voices, article: str, span: Span) -> list[Json]:
    """Whose words stand in a stretch of text beside the outlet's own: text that is shared may be what somebody said."""
    found: dict[str, Json] = {}
    for rendering in voices.said.values():
        if rendering.article.id == article and any(
            overlap(Span(*piece), span) for piece in rendering.attribution.content
        ):
            words = said_words(rendering)
            where = rendering.span
            found.setdefault(
                words,
                {
                    "words": words,
                    "attribution": rendering.attribution.id,
                    "all_of_it": where.start <= span.start and span.end <= where.end,
                    "link": place_link(article, where.start, where.end, rendering.attribution.id),
                },
            )
    return list(found.values())


def _differing(text: SharedText) -> list[list[Json]]:
    """For each place, the words that differ from those of the first one, in code points from its beginning.

    With one other place both carry the marks; with more the first one would be marked all over.
    """
    (first, span), *others = text.places
    found = [
        _marks([one.b for one in word_differences(first.text, span, article.text, place)], place)
        for article, place in others
    ]
    mine: list[Json] = []
    if len(others) == 1:
        told = word_differences(first.text, span, others[0][0].text, others[0][1])
        mine = _marks([one.a for one in told], span)
    return [mine, *found]


def _marks(differing: list[Span], place: Span) -> list[Json]:
    return [
        {"start": one.start - place.start, "end": one.end - place.start}
        for one in differing
        if one.start < one.end
    ]


def _ways(of: StoryAsked, text: SharedText) -> list[Json]:
    """Which way the text may have gone between two articles, and what that is read from; told once for all alike."""
    found: dict[tuple[str, str], list[Json]] = {}
    numbers = of.numbers
    for view in text.passages:
        row = view.passage
        pair = {
            "a": view.a.id,
            "b": view.b.id,
            "direction": row.direction,
            "link": f"/compare?article={view.a.id}&article={view.b.id}",
            "words": _way_words(row.direction, row.direction_basis, numbers[view.a.id], numbers[view.b.id]),
        }
        found.setdefault((row.direction_basis, plain_times(row.why)), []).append(pair)
    return [{"basis": basis, "why": why, "pairs": pairs} for (basis, why), pairs in found.items()]


def _way_words(direction: str, basis: str, a: int, b: int) -> str:
    """Which way between two articles, by their numbers; stated times alone show an order, and no way."""
    if direction == "common_source":
        return f"{a} and {b} from one source"
    if direction not in {"a_to_b", "b_to_a"}:
        return f"{a} and {b}: direction unknown"
    one, other = (a, b) if direction == "a_to_b" else (b, a)
    return f"{one} earlier than {other}" if basis == "times" else f"from {one} to {other}"


def _origin_words(of: StoryAsked, text: SharedText) -> str:
    """How many textual sources there are, as far as the collection shows."""
    if text.origin is None:
        return ""
    known = dict.fromkeys(text.sources[one.id] for one in text.articles if one.id in text.sources)
    groups = [[one for one in text.articles if text.sources.get(one.id) == source] for source in known]
    return told_origin(text.origin, len(text.articles), groups, of.numbers)


STORY_SHARED = story_page("shared", view)
