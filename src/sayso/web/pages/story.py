"""A story at a glance: its articles, what most of them carry, where they differ, how its outlets differ."""

from sayso.publish.export.annotated import Json, window_json
from sayso.publish.export.comparison_answers import comparisons_json
from sayso.publish.export.discrepancy_answers import discrepancy_json, reviews_of_discrepancies, shown_places
from sayso.publish.export.line_answers import cited_json
from sayso.publish.export.place_answers import ShownPlaces, place_link
from sayso.publish.export.utterance_answers import utterance_json
from sayso.publish.views.discrepancies import Comparisons, DiscrepancyView
from sayso.publish.views.lines import reviews_of
from sayso.publish.views.story_overview import OutletGlance, Overview, overview
from sayso.publish.words.comparison_words import counted_words
from sayso.publish.words.phrases import (
    UNKNOWN_SPEAKER,
    completeness_words,
    content_words,
    interval_words,
    part_words,
    shorten,
)
from sayso.publish.words.window_words import window_words
from sayso.records import Article
from sayso.spans import Span
from sayso.web.answering import Answer
from sayso.web.asking import Ask
from sayso.web.pages.story_frame import StoryAsked, asked_story, cited, story_answer, story_page
from sayso.web.paging import paged

MOST_CARRIED, MOST_DIFFERING, MOST_UNREAD, MOST_OUTLETS = 5, 4, 12, 40
"""Shown at a glance; each has a page with all of them."""
MOST_WORDS = 160
A_PAGE = 50
"""Articles on a page."""


def view(ask: Ask) -> Answer:
    """The overview of a story; its articles in parts where there are many."""
    of = asked_story(ask)
    seen = overview(of.store, of.story)
    articles, paging = paged(ask, of.articles, size=A_PAGE)
    carried = seen.repeated[:MOST_CARRIED]
    reviews = reviews_of(of.store, sorted({one.id for view in carried for one in view.articles}))
    differing = seen.compared.discrepancies[:MOST_DIFFERING]
    data: Json = {
        "counts": _counts(seen),
        "extent": _extent(seen),
        "phases": [
            {
                "earliest": phase.earliest,
                "latest": phase.latest,
                "words": interval_words(phase.earliest, phase.latest) or "date unknown",
                "articles": list(phase.articles),
            }
            for phase in seen.phases
        ],
        "articles": [_article(of, seen, article) for article in articles],
        "paging": paging,
        "most_carried": [utterance_json(view, reviews) for view in carried],
        "discrepancies": _discrepancies(of, differing),
        "discrepancies_counted": counted_words(seen.compared.discrepancies),
        "cited": cited(of, [one.id for view in differing for one in view.articles]),
        "outlets": [_outlet(of, one) for one in seen.outlets[:MOST_OUTLETS]],
        "more_outlets": max(0, len(seen.outlets) - MOST_OUTLETS),
        "unread": _unread(seen),
        "failures": [{"article": one.owner, "reason": one.reason, "fix": one.fix} for one in seen.failures],
    }
    return story_answer(of, "", data, extra={"phase_of": _phase_of(seen)})


def _counts(seen: Overview) -> Json:
    return {
        "articles": len(seen.articles),
        "outlets": sum(one.column.known for one in seen.outlets),
        "utterances": len(seen.said),
        "repeated": len(seen.repeated),
        "fewer_sources": seen.fewer_sources,
        "speakers": len({one.actor or one.speaker for one in seen.said if one.speaker != UNKNOWN_SPEAKER}),
        "speaker_unknown": sum(one.speaker == UNKNOWN_SPEAKER for one in seen.said),
        "discrepancies": len(seen.compared.discrepancies),
        "agreements": len(seen.compared.agreements),
        "shared_texts": seen.texts,
        "not_understood": len(seen.unread),
        "not_read": len(seen.articles) - len(seen.read & {one.id for one in seen.articles}),
        "outlet_unknown": sum(one.outlet is None for one in seen.articles),
        "date_unknown": sum(not (one.published_earliest or one.published_latest) for one in seen.articles),
        "date_doubtful": sum(one.published_basis == "doubtful" for one in seen.articles),
    }


def _extent(seen: Overview) -> Json:
    firsts = [one.day_from for one in seen.articles if one.day_from]
    lasts = [one for a in seen.articles if (one := a.day_to or a.day_from)]
    earliest, latest = min(firsts, default=None), max(lasts, default=None)
    return {"earliest": earliest, "latest": latest, "words": interval_words(earliest, latest)}


def _article(of: StoryAsked, seen: Overview, article: Article) -> Json:
    """An article with its number, and when it can have been published where nobody says it."""
    window = seen.windows.get(article.id)
    return {
        "number": of.numbers[article.id],
        **cited_json(article),
        "completeness_words": completeness_words(article),
        "published_window": window_json(article.text, window),
        "window_days": interval_words(window.earliest, window.latest) if window is not None else "",
        "window_words": window_words(article, window) if window is not None else "",
        "read": article.id in seen.read,
    }


def _discrepancies(of: StoryAsked, views: tuple[DiscrepancyView, ...]) -> list[Json]:
    places = [place for view in views for place in shown_places(view)]
    shown = ShownPlaces(of.store, places)
    answer = comparisons_json(
        of.store,
        Comparisons(
            story=of.story,
            articles=tuple({one.article.id: one.article for one in places}.values()),
            discrepancies=views,
            agreements=(),
        ),
    )
    by_id = {item["id"]: item for item in answer["discrepancies"]}
    reviews = reviews_of_discrepancies(of.store, of.story) if views else {}
    return [
        discrepancy_json(one, by_id[one.id], shown, reviews.get(one.id, ()))
        for one in views
        if one.id in by_id
    ]


def _outlet(of: StoryAsked, one: OutletGlance) -> Json:
    column = one.column
    return {
        "outlet": column.name if column.known else None,
        "outlet_words": column.name,
        "number": of.numbers[column.articles[0].id] if not column.known else None,
        "articles": [article.id for article in column.articles],
        "in_part": sum(bool(part_words(article)) for article in column.articles),
        "words": one.words,
        "shared_words": one.shared_words,
        "shared_share": (1000 * one.shared_words + one.words // 2) // one.words if one.words else None,
        "utterances": one.utterances,
        "only_here": one.alone,
        "speakers": one.speakers,
        "discrepancies": one.discrepancies,
    }


def _unread(seen: Overview) -> list[Json]:
    articles = {article.id: article for article in seen.articles}
    return [
        {
            "article": row.article,
            "start": row.start,
            "end": row.end,
            "why": row.why,
            "outlet_words": cited_json(articles[row.article])["outlet_words"],
            "text": shorten(
                content_words(articles[row.article].text, (Span(row.start, row.end),)), most=MOST_WORDS
            ),
            "link": place_link(row.article, row.start, row.end),
        }
        for row in seen.unread[:MOST_UNREAD]
    ]


def _phase_of(seen: Overview) -> dict[str, int]:
    return {one: number for number, phase in enumerate(seen.phases, start=1) for one in phase.articles}


STORY = story_page("", view)
