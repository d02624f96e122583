"""The source sheet of a story: a row an article, of what it says from whom; counts with their places, and no score."""

from sayso.publish.export.annotated import Json
from sayso.publish.export.line_answers import cited_json
from sayso.publish.export.place_answers import place_link
from sayso.publish.export.source_answers import sources_json
from sayso.publish.views.renderings import Rendering
from sayso.publish.views.source_sheet import SourceRow, SourceSheet, source_sheet
from sayso.publish.words.phrases import completeness_words, content_words, interval_words, shorten
from sayso.publish.words.source_words import SOURCE_WORDS
from sayso.publish.words.window_words import bounds_words
from sayso.records import Article
from sayso.spans import Span
from sayso.web.answering import Answer
from sayso.web.asking import Ask
from sayso.web.pages.story_frame import StoryAsked, asked_story, story_answer, story_page
from sayso.web.paging import paged

A_PAGE = 20
"""Articles on a page."""
MOST_WORDS = 110
"""Characters of a place that stands for a figure: enough to know it again; its link leads to the rest."""


def view(ask: Ask) -> Answer:
    """Where each article of a story has what it says from; narrowed to an `outlet`."""
    of = asked_story(ask)
    inside = of.of_outlet(ask)
    wanted = [article for article in of.articles if inside is None or article.id in inside]
    articles, paging = paged(ask, wanted, size=A_PAGE)
    sheet = source_sheet(of.store, of.story, only=[article.id for article in articles])
    answer = sources_json(sheet, sheet.rows)
    data: Json = {
        **answer,
        "sources": [item | _shown(of, row) for item, row in zip(answer["sources"], sheet.rows, strict=True)],
        "paging": paging,
        "asked": {"outlet": ask.text("outlet")},
    }
    return story_answer(of, "sources", data, extra={"source_words": SOURCE_WORDS} | _compared(sheet))


def _compared(sheet: SourceSheet) -> Json:
    """What the discrepancies of the rows are about, by id."""
    return {"abouts": {one.id: one.row.about for row in sheet.rows for one in row.discrepancies}}


def _shown(of: StoryAsked, row: SourceRow) -> Json:
    """What people read of a row, with a link to every place that is counted."""
    article, window = row.article, row.window
    numbers = of.numbers
    return {
        "number": numbers[article.id],
        "cited": cited_json(article),
        "completeness_words": completeness_words(article),
        "window_days": interval_words(window.earliest, window.latest) if window is not None else "",
        "window_words": bounds_words(article, window) if window is not None else "",
        "quotations": {
            kind: sum(one.attribution.kind == kind for one in row.quotations)
            for kind in ("direct", "indirect", "mixed")
        },
        "shared_links": [
            {
                "article": one.other.id,
                "number": numbers.get(one.other.id),
                "outlet_words": cited_json(one.other)["outlet_words"],
                "words": one.words,
                "link": f"/compare?article={article.id}&article={one.other.id}",
            }
            for one in row.shared
        ],
        "credit_links": [_place(article, Span(one.start, one.end)) for one in row.credits],
        "source_links": [
            {"kind": one.kind, "name": one.name, "places": [_said(item) for item in one.said]}
            for one in row.sources
        ],
        "own_claim_links": [_place(article, one.span) for one in row.own_claims],
        "unread_links": [_place(article, Span(one.start, one.end)) | {"why": one.why} for one in row.unread],
        "discrepancy_links": [f"{of.link}/discrepancies#d-{one.id}" for one in row.discrepancies],
    }


def _place(article: Article, span: Span) -> Json:
    words = shorten(content_words(article.text, (span,)), most=MOST_WORDS)
    return {"text": words, "link": place_link(article, *span)}


def _said(one: Rendering) -> Json:
    span = one.span
    return {
        "text": shorten(one.words, most=MOST_WORDS),
        "link": place_link(one.article, span.start, span.end, one.attribution.id),
    }


STORY_SOURCES = story_page("sources", view)
