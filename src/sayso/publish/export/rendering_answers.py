"""The page of an utterance as JSON values: every rendering as a line, grouped by words and aligned with one of them."""

from collections.abc import Sequence
from typing import Any

from sayso.publish.export.annotated import span_json
from sayso.publish.export.article_answers import brief_json, pieces_json, words_link
from sayso.publish.export.utterance_answers import utterance_json
from sayso.publish.views.renderings import Rendering
from sayso.publish.views.utterance_page import Original, UtterancePage, Wording
from sayso.publish.words.difference_words import differences_words
from sayso.publish.words.origin_words import chain_words
from sayso.publish.words.phrases import count_words, outlet_words, plain_times, published_words
from sayso.records import Article

Json = dict[str, Any]
EARLIEST = "earliest in this collection"
"""Begins the reason of an origin that `first` tells with what speaks against it."""


def utterance_answer(page: UtterancePage) -> Json:
    """An utterance with its renderings; `wordings` name them by attribution, each with its words beside the base's."""
    view = page.view
    chains = {one.attribution.id: _chain(one) for one in view.renderings}
    shown = utterance_json(view, page.reviews)
    return {
        **shown,
        "renderings": [line | {"chain_words": chains[line["attribution"]]} for line in shown["renderings"]],
        "story": {"id": page.story.id, "title": page.story.title, "link": f"/story/{page.story.id}"}
        if page.story
        else None,
        "carried_by": page.articles,
        "left_out": page.articles - len(view.articles),
        "origin_reasons": [
            plain_times(reason)
            for reason in (view.origin.reasons[1:] if view.origin else ())
            if not reason.startswith(EARLIEST)
        ],
        "first": {
            "words": first_words(page.first, page.undated, len(view.articles)),
            "articles": [brief_json(article) for article in page.first],
            "undated": [brief_json(article) for article in page.undated],
        },
        "base": page.base.attribution.id,
        "wordings": [_wording(page, one) for one in page.wordings],
        "originals": [_original(one) for one in page.originals],
    }


def first_words(first: Sequence[Article], undated: Sequence[Article], articles: int) -> str:
    """Who carried it first in this collection, as far as stated dates tell; says so when they do not."""
    if articles < 2:
        return ""
    doubtful = any(one.published_basis == "doubtful" for one in undated)
    known = "unknown or doubtful" if doubtful else "unknown"
    maybe = (
        f"; {count_words(len(undated), 'article')} of {known} date may be earlier"
        if first and undated
        else ""
    )
    if not first:
        return "who carried it first is unknown: no article that has it has a date"
    if len(first) == 1:
        return f"earliest in this collection: {outlet_words(first[0])}, {published_words(first[0])}{maybe}"
    named = ", ".join(f"{outlet_words(one)} ({published_words(one)})" for one in first[:4])
    more = f" and {len(first) - 4} more" if len(first) > 4 else ""
    return f"who carried it first is unknown: the dates of {named}{more} do not tell them apart{maybe}"


def _chain(rendering: Rendering) -> list[Json]:
    return [
        {"words": words.removeprefix("chain: "), "suggested": suggested}
        for words, suggested in chain_words(rendering, {})
    ]


def _wording(page: UtterancePage, wording: Wording) -> Json:
    """One wording; of the base's own there is nothing that differs."""
    from sayso.compare.aligning.wording import Worded, compare_renderings  # noqa: PLC0415 - heavy, and only this page needs it

    first, base = wording.first, page.base
    told: list[str] = []
    if first is not base:
        sides = [
            Worded(
                text=one.article.text,
                content=one.attribution.content,
                cue=one.attribution.cue,
                complete=one.article.completeness == "full",
                part=one.article.in_part,
            )
            for one in (base, first)
        ]
        told = differences_words(base.article, first.article, compare_renderings(*sides)) or [
            "the same words"
        ]
    return {
        "attributions": [one.attribution.id for one in wording.renderings],
        "outlets": list(dict.fromkeys(outlet_words(one.article) for one in wording.renderings)),
        "words": first.words,
        "pieces": pieces_json(wording.pieces),
        "differences": told,
        "is_base": first is base,
        "taken_for_one": list(first.reasons),
        "score": first.score,
    }


def _original(original: Original) -> Json:
    review, article = original.review, original.article
    return {
        "attribution": original.attribution,
        "words": original.words,
        "language": review.language or (article.language if article else None) or None,
        "translator": review.translator or None,
        "article": brief_json(article) if article else None,
        "span": span_json(article.text, original.span) if article else None,
        "link": words_link(article, original.span) if article and original.span else None,
        "by": review.by,
        "at": review.at,
        "note": review.note,
        "review": review.id,
    }
