"""Articles beside each other as JSON values: texts with the stretches they share, numbered, and utterances lined up."""

from typing import Any

from sayso.publish.export.annotated import span_json
from sayso.publish.export.article_answers import brief_json, passage_json, pieces_json, words_link
from sayso.publish.export.line_answers import cited_json, line_json
from sayso.publish.views.alignment import aligned_pieces
from sayso.publish.views.lines import Line
from sayso.publish.views.side_by_side import Joined, Lined, SideBySide
from sayso.publish.words.phrases import absence_words, one_line, shorten
from sayso.spans import Span

Json = dict[str, Any]
MOST_EXCERPT = 110
"""Characters by which a shared text is known again in the list of them."""


def side_by_side_answer(found: SideBySide, *, most: int) -> Json:
    """The articles with at most so many characters of each text, and what they have in common."""
    return {
        "story": {"id": found.story.id, "title": found.story.title, "link": f"/story/{found.story.id}"}
        if found.story
        else None,
        "articles": [
            cited_json(article)
            | {
                "text": article.text[:most],
                "length": len(article.text),
                "alone": alone,
            }
            for article, alone in zip(found.articles, found.alone, strict=True)
        ],
        "absence_words": absence_words(found.articles),
        "shared": [_joined(found, one) for one in found.joined],
        "utterances": [_lined(one) for one in found.lined],
    }


def choices_answer(found: SideBySide | None, articles: list[Any]) -> Json:
    """Articles to choose from; `chosen` are those that are compared now."""
    chosen = [article.id for article in found.articles] if found else []
    return {"articles": [brief_json(article) for article in articles], "chosen": chosen}


def _joined(found: SideBySide, one: Joined) -> Json:
    texts = {article.id: article.text for article in found.articles}
    first = one.places[0]
    return {
        "number": one.number,
        "excerpt": shorten(one_line(texts[first.article][slice(*first.span)]), most=MOST_EXCERPT),
        "words": max(view.passage.words for view in one.passages),
        "places": [
            {
                "article": place.article,
                "start": place.span.start,
                "end": place.span.end,
                "differing": [span_json(texts[place.article], span) for span in place.differing],
            }
            for place in one.places
        ],
        "passages": [
            passage_json(view.passage, view.a, view.b) | {"a": view.a.id, "b": view.b.id}
            for view in one.passages
        ],
    }


def _lined(one: Lined) -> Json:
    first = next(lines[0] for lines in one.lines if lines)
    return {
        "utterance": one.utterance,
        "link": f"/utterance/{one.utterance}",
        "columns": [[_line(line, first) for line in lines] for lines in one.lines],
    }


def _line(line: Line, first: Line) -> Json:
    """A line with its words beside those of the first column's."""
    base, here = first.rendering, line.rendering
    pieces = aligned_pieces(
        base.article.text, base.attribution.content, here.article.text, here.attribution.content
    )
    own = [piece for piece in pieces if piece.how != "there"]
    return line_json(line) | {
        "pieces": pieces_json(own),
        "at_link": words_link(here.article, Span(*here.span)),
    }
