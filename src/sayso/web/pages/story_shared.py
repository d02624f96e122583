"""Text that the articles of a story share: who has it, which way it went as far as that is known, and on what basis."""

from sayso.publish.charts.shared_chart import shared_chart, shared_matrix
from sayso.publish.export.annotated import Json
from sayso.publish.export.passage_answers import passages_json
from sayso.publish.export.place_answers import place_link
from sayso.publish.views.shared_texts import SharedText, group_texts, passage_rows, shared_texts
from sayso.publish.words.origin_words import told_origin
from sayso.publish.words.phrases import plain_times
from sayso.web.answering import Answer
from sayso.web.asking import Ask
from sayso.web.pages.story_frame import StoryAsked, asked_story, cited, story_answer, story_page
from sayso.web.paging import paged

A_PAGE = 10
"""Texts on a page: each stands there in the words of every article that has it."""


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
    texts = shared_texts(of.store, shown, place=of.numbers)
    matrix = shared_matrix(of.articles, passages)
    answer = passages_json(texts)
    data: Json = {
        "texts": [_text(of, text, item) for text, item in zip(texts, answer["texts"], strict=True)],
        "articles": cited(of, [article.id for text in texts for article in text.articles] + matrix.ids),
        "matrix": matrix.json(),
        "chart": shared_chart(matrix),
        "paging": paging,
        "asked": {"outlet": ask.text("outlet")},
    }
    return story_answer(of, "shared", data)


def _text(of: StoryAsked, text: SharedText, item: Json) -> Json:
    """A text of `sayso passages` with its links, the ways it may have gone, and the words that differ in each place."""
    first = text.places[0][0]
    return item | {
        "kinds": sorted({view.passage.kind for view in text.passages}, reverse=True),
        "places": [
            one | {"link": place_link(one["article"], one["start"], one["end"]), "differing": differing}
            for one, differing in zip(item["places"], _differing(text), strict=True)
        ],
        "ways": _ways(of, text),
        "origin_words": _origin_words(of, text),
        "compare_link": "/compare?"
        + "&".join(f"article={article.id}" for article in dict.fromkeys((first, *text.articles))),
    }


def _differing(text: SharedText) -> list[list[Json]]:
    """For each place, the words that differ from those of the first one, in code points from the beginning of the place."""
    from sayso.publish.views.shared_texts import word_differences  # noqa: PLC0415 - see its own import

    (first, span), *others = text.places
    found: list[list[Json]] = []
    for article, place in others:
        told = word_differences(first.text, span, article.text, place)
        found.append(
            [
                {"start": one.b.start - place.start, "end": one.b.end - place.start}
                for one in told
                if one.b.start < one.b.end
            ]
        )
    here = word_differences(others[0][0].text, others[0][1], first.text, span) if len(others) == 1 else ()
    marked = [
        {"start": one.b.start - span.start, "end": one.b.end - span.start}
        for one in here
        if one.b.start < one.b.end
    ]
    return [marked, *found]


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
            "words": _way_words(row.direction, numbers[view.a.id], numbers[view.b.id]),
        }
        found.setdefault((row.direction_basis, plain_times(row.why)), []).append(pair)
    return [{"basis": basis, "why": why, "pairs": pairs} for (basis, why), pairs in found.items()]


def _way_words(direction: str, a: int, b: int) -> str:
    known = {
        "a_to_b": f"from {a} to {b}",
        "b_to_a": f"from {b} to {a}",
        "common_source": f"{a} and {b} from one source",
    }
    return known.get(direction, f"{a} and {b}: direction unknown")


def _origin_words(of: StoryAsked, text: SharedText) -> str:
    """How many textual sources there are, as far as the collection shows."""
    if text.origin is None:
        return ""
    known = dict.fromkeys(text.sources[one.id] for one in text.articles if one.id in text.sources)
    groups = [[one for one in text.articles if text.sources.get(one.id) == source] for source in known]
    return told_origin(text.origin, len(text.articles), groups, of.numbers)


STORY_SHARED = story_page("shared", view)
