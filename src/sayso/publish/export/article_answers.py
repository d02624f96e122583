"""One article as JSON values: its text or a window of it, what stands where in it, and what else carries it.

All offsets are code points of the whole text, whatever window of it is given.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sayso.publish.export.annotated import held, span_json, window_json
from sayso.publish.export.line_answers import cited_json, line_json, reviewed_json
from sayso.publish.export.place_answers import place_link
from sayso.publish.views.alignment import Piece
from sayso.publish.views.article_page import ArticleView, Other, Others, Rejected, SharedHere, names_of
from sayso.publish.views.lines import Line
from sayso.publish.words.day_words import day_words, value_words
from sayso.publish.words.origin_words import chain_words
from sayso.publish.words.passage_words import way_words, why_words
from sayso.publish.words.phrases import (
    BASIS_WORDS,
    UNKNOWN_SPEAKER,
    completeness_words,
    content_words,
    dates_words,
    interval_words,
    moment_words,
    one_line,
    outlet_words,
    part_words,
    published_words,
    shorten,
    updated_words,
)
from sayso.publish.words.window_words import window_words
from sayso.records import Article, Credit, Mark, SharedPassage, Time, Unread, Window
from sayso.spans import Span, merge

Json = dict[str, Any]

MOST_EXCERPT = 90
"""Characters of a shared stretch that are shown to know it by; it stands in the text itself."""


def article_answer(view: ArticleView, window: Span) -> Json:
    """Everything that the page of an article shows of one window of its text."""
    article, bundle = view.article, view.bundle
    lines = [line for line in view.lines if _within(line.rendering.span, window)]
    regions = list(shared_regions(view))
    return {
        "article": head_json(view),
        "text": {
            "start": window.start,
            "end": window.end,
            "length": len(article.text),
            # as in the API: what may not be used is for people, who find it on the page behind its status
            "text": article.text[window.start : window.end] if article.usable else "",
        },
        "counts": {
            "lines": len(view.lines),
            "rejected": len(view.rejected),
            "unread": len(held(bundle, Unread)),
            "mentions": view.names,
            "times": len(held(bundle, Time)),
            "shared": len(regions),
            "revisions": view.texts,
            "discrepancies": view.discrepancies,
        },
        "read": view.read,
        "live": {
            "page": _beside_live(view.page) if view.page else None,
            "blocks": [_beside_live(block) for block in view.blocks],
        },
        "lines": [detailed_line(line, view.others) for line in lines],
        "rejected": [rejected_json(article, one) for one in view.rejected if _within(one.span, window)],
        "rejected_times": [
            (span_json(article.text, Span(row.start, row.end)) or {})
            | {"time": row.time, "by": row.by, "at": row.at, "why": row.why, "review": row.review}
            for row in view.rejected_times
            if _within(Span(row.start, row.end), window)
        ],
        "shared": [region for region in regions if _within(Span(region["start"], region["end"]), window)],
        "mentions": list(_mentions(view)),
        "times": list(_times(view, window)),
        "marks": [
            (span_json(article.text, Span(row.start, row.end)) or {}) | {"kind": row.kind}
            for row in held(bundle, Mark)
            if _within(Span(row.start, row.end), window)
        ],
        "credits": [_credit(article, row) for row in held(bundle, Credit)],
        "unread": [
            (span_json(article.text, Span(row.start, row.end)) or {})
            | {"why": row.why, "link": words_link(article, Span(row.start, row.end))}
            for row in held(bundle, Unread)
            if _within(Span(row.start, row.end), window)
        ],
        "sources": sources_answer(view),
    }


def _beside_live(article: Article) -> Json:
    """A live page or one of its blocks, as the other links to it."""
    return {
        "id": article.id,
        "title": article.title,
        "published": published_words(article),
        "words": one_line(shorten(article.text, most=MOST_EXCERPT)) if article.usable else "",
        "link": f"/article/{article.id}",
    }


def head_json(view: ArticleView) -> Json:
    """What is known of the article itself: a citation of it, and how each part of that is known."""
    article = view.article
    window = next(iter(held(view.bundle, Window)), None)
    return {
        **cited_json(article),
        "completeness_words": completeness_words(article),
        "published_window": window_json(article.text, window),
        "published_window_words": window_words(article, window) if window else "",
        "published_window_days": interval_words(window.earliest, window.latest) if window else "",
        "came_in_words": _came_in_words(view),
        "named_by": None
        if view.named_by is None
        else {
            "feed": view.named_by.feed,
            "last_asked": view.named_by.last_asked,
            "last_asked_words": moment_words(view.named_by.last_asked),
        },
        "external_id": article.external_id,
        "media_type": article.media_type,
        "notes": list(article.notes),
        "story": {
            "id": view.story.id,
            "title": view.story.title,
            "articles": len(view.story.articles),
            "link": f"/story/{view.story.id}",
        }
        if view.story
        else None,
    }


def _came_in_words(view: ArticleView) -> str:
    """When what is stored came in, the first text and the current one."""
    first, current = map(moment_words, view.came_in)
    return first if view.texts < 2 else f"{first}; the current text {current}"


def detailed_line(line: Line, others: Mapping[str, Others]) -> Json:
    """A line with what only its own page tells: its place in others, its chain and day in words, other renderings."""
    rendering = line.rendering
    text, detail = rendering.article.text, rendering.detail
    day = detail.said_on if detail else None
    found = others.get(rendering.attribution.id)
    return {
        **line_json(line),
        "nested_in": rendering.attribution.nested_in,
        "said_on_words": day_words(content_words(text, (day,)), detail.said_on_value)
        if day and detail
        else "",
        "chain_words": [
            {"words": words.removeprefix("chain: "), "suggested": suggested}
            for words, suggested in chain_words(rendering, {})
        ],
        "language_words": span_json(text, rendering.language),
        "others": [_other(one) for one in found.shown] if found else [],
        "others_count": found.total if found else 0,
    }


def rejected_json(article: Article, rejected: Rejected) -> Json:
    """A rejected attribution: its exact words, who rejected it and when."""
    return {
        **reviewed_json(rejected.review),
        **(span_json(article.text, rejected.span) or {}),
        "attribution": rejected.review.attribution,
        "link": words_link(article, rejected.span),
    }


def shared_regions(view: ArticleView) -> Iterable[Json]:
    """The stretches that other articles have too, numbered in reading order; overlapping ones are one stretch."""
    article = view.article
    merged = merge(one.span for one in view.shared)
    inside: dict[int, list[SharedHere]] = {number: [] for number in range(len(merged))}
    number = 0
    for one in view.shared:
        while merged[number].end <= one.span.start:
            number += 1
        inside[number].append(one)
    for number, span in enumerate(merged):
        yield {
            "number": number + 1,
            "start": span.start,
            "end": span.end,
            "excerpt": shorten(one_line(article.text[slice(*span)]), most=MOST_EXCERPT),
            "with": [_shared_with(article, one) for one in inside[number]],
        }


def passage_json(row: SharedPassage, a: Article, b: Article) -> Json:
    """What is known of one shared passage, in words."""
    return {
        "passage": row.id,
        "kind": row.kind,
        "words": row.words,
        "direction": row.direction,
        "direction_basis": row.direction_basis,
        "direction_words": way_words(row, a, b),
        "why": why_words(row),
    }


def words_link(article: Article, span: Span) -> str:
    """The address of exact words of an article."""
    return f"{place_link(article, span.start, span.end)}#at"


def pieces_json(pieces: Iterable[Piece]) -> list[Json]:
    """Words cut where they differ from those of another rendering; together they are the words as they are shown."""
    return [{"text": piece.text, "how": piece.how} for piece in pieces]


def brief_json(article: Article) -> Json:
    """An article in a list."""
    return {
        "id": article.id,
        "outlet": article.outlet,
        "outlet_words": outlet_words(article),
        "title": article.title,
        "published_words": published_words(article),
        "published_basis": article.published_basis,
        "updated_words": updated_words(article),
        "dates_words": dates_words(article),
        "part_words": part_words(article),
        "pubstatus": article.pubstatus,
        "language": article.language,
        "link": f"/article/{article.id}",
    }


def sources_answer(view: ArticleView) -> Json | None:
    """The article's row of its story's source sheet, as counts; None for what only reading would tell, or takes too long."""
    row = view.sources
    if row is None:
        return None
    said = row.quotations
    return {
        "words": row.words,
        "shared_words": row.shared_words,
        "shared_share": row.shared_share,
        "shared_with": [brief_json(one.other) | {"words": one.words} for one in row.shared],
        "channels": [{"kind": one.kind, "count": len(one.said)} for one in row.channels],
        "kinds": {
            kind: sum(one.attribution.kind == kind for one in said)
            for kind in ("direct", "indirect", "mixed")
        },
        "sources": [
            {"kind": source.kind, "name": source.name or None, "count": len(source.said)}
            for source in row.sources
        ],
        "own_claims": len(row.own_claims) if row.read else None,
        "own_claims_maybe_credited": sum(one.maybe_credited for one in row.own_claims) if row.read else None,
    }


def _within(span: Span, window: Span) -> bool:
    return span.start < window.end and span.end > window.start


def _other(other: Other) -> Json:
    return {
        "article": brief_json(other.article),
        "attribution": other.attribution,
        "start": other.span.start,
        "end": other.span.end,
        "speaker": other.speaker or UNKNOWN_SPEAKER,
        "basis_words": BASIS_WORDS[other.basis] if other.speaker and other.basis else "speaker unknown",
        "words": "".join(piece.text for piece in other.pieces),
        "pieces": pieces_json(other.pieces),
        "link": f"/article/{other.article.id}?at={other.span.start}-{other.span.end}#a-{other.attribution}",
    }


def _shared_with(article: Article, one: SharedHere) -> Json:
    a, b = (article, one.other) if one.passage.a_article == article.id else (one.other, article)
    return {
        "article": brief_json(one.other),
        "start": one.span.start,
        "end": one.span.end,
        "other_start": one.other_span.start,
        "other_end": one.other_span.end,
        "link": words_link(one.other, one.other_span),
        "compare": f"/compare?article={article.id}&article={one.other.id}",
        **passage_json(one.passage, a, b),
    }


def _mentions(view: ArticleView) -> Iterable[Json]:
    names = names_of(view)
    for row in view.mentions:
        entity = names.get(row.id)
        yield (span_json(view.article.text, Span(row.start, row.end)) or {}) | {
            "id": row.id,
            "type": row.type,
            "form": row.form,
            "entity": entity.id if entity else None,
            "name": entity.name if entity else None,
            "actor": view.actors.get(entity.id) if entity else None,
        }


def _times(view: ArticleView, window: Span) -> Iterable[Json]:
    for row in held(view.bundle, Time):
        if _within(Span(row.start, row.end), window):
            yield (span_json(view.article.text, Span(row.start, row.end)) or {}) | {
                "id": row.id,
                "type": row.type,
                "value": row.value,
                "earliest": row.earliest,
                "latest": row.latest,
                "words": value_words(row.value) or interval_words(row.earliest, row.latest) or "date unknown",
            }


def _credit(article: Article, row: Credit) -> Json:
    span = Span(row.start, row.end)
    return (span_json(article.text, span) or {}) | {
        "kind": row.kind,
        "carrier": row.carrier,
        "link": words_link(article, span),
    }
