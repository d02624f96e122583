"""Outlets as JSON values: a list, and one with what it carries, whom it quotes, what it shares, what it calls things."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from sayso.publish.export.line_answers import cited_json
from sayso.publish.outlet_table import OutletTable
from sayso.publish.views.directory import Directory, Head
from sayso.publish.views.outlet import UNKNOWN, OutletLine, OutletPage, Way
from sayso.publish.views.outlet_wording import CalledOtherwise, Wording
from sayso.publish.words.phrases import KIND_WORDS, interval_words

Json = dict[str, Any]
PARTS = ("carries", "quotes", "shares", "calls")
WAY_WORDS: dict[Way, str] = {
    "from": "from there, by its credit",
    "to": "to there, by the credit there",
    "earlier_there": "earlier there",
    "earlier_here": "earlier here",
    "common_source": "both from one source",
    "unknown": "unknown",
}
"""Short, for a table; `earlier` is by the stated times alone, which tell no way, and the page says so."""
SOURCE_WORDS = {
    "named": "named",
    "unnamed": "only described",
    "never_introduced": "by a name that the article never introduces",
    "unknown": "unknown",
}


def outlet_name(name: str | None) -> str:
    """An outlet as a person reads it."""
    return name or "outlet unknown"


def outlet_link(name: str | None) -> str:
    """The address of an outlet's page."""
    return f"/outlet/{quote(name or UNKNOWN, safe='')}"


def outlet_line_json(line: OutletLine, table: OutletTable) -> Json:
    """One outlet in a list; owner and country only where the user's own table states them."""
    return {
        "name": line.name,
        "words": outlet_name(line.name),
        "link": outlet_link(line.name),
        "stated": table.words(line.name) or None,
        "articles": len(line.articles),
        "stories": line.stories,
        "utterances": line.utterances,
        "speakers": line.speakers,
        "published_words": interval_words(line.earliest, line.latest) or "date unknown",
    }


def outlet_head_json(page: OutletPage, table: OutletTable) -> Json:
    """One outlet: how much there is of it, and how it lets others speak, in counts."""
    facts = table.of(page.line.name)
    return {
        **outlet_line_json(page.line, table),
        "owner": facts.owner or None if facts else None,
        "country": facts.country or None if facts else None,
        "citation": facts.citation or None if facts else None,
        "read": page.read,
        "kinds": [
            {"kind": kind, "words": words, "count": page.kinds.get(kind, 0)}
            for kind, words in KIND_WORDS.items()
        ],
        "sources": [
            {"kind": kind, "words": words, "count": page.sources.get(kind, 0)}  # type: ignore[call-overload]
            for kind, words in SOURCE_WORDS.items()
        ],
        "verbs": [{"verb": verb, "count": count} for verb, count in page.verbs],
        "counts": {"quotes": len(page.quoted), "shares": len(page.shared), "credits": len(page.credits)},
    }


def carried_json(heads: Sequence[Head], directory: Directory) -> list[Json]:
    """Articles, the latest first, each with the story that it belongs to."""
    return [
        {
            "id": head.id,
            "title": head.title,
            "published_words": head.published_words,
            "part_words": head.part_words,
            "language": head.language,
            "link": f"/article/{head.id}",
            "story": _story(head, directory),
        }
        for head in heads
    ]


def _story(head: Head, directory: Directory) -> Json | None:
    story = directory.stories.get(head.story or "")
    if story is None:
        return None
    return {
        "id": story.id,
        "title": story.title,
        "articles": len(story.articles),
        "link": f"/story/{story.id}",
    }


def quoted_json(page: OutletPage, directory: Directory) -> list[Json]:
    """Whom it lets speak, most first; who has no page of their own is left to the articles."""
    return [
        {
            "actor": one.actor,
            "name": directory.actors[one.actor].name,
            "type": directory.actors[one.actor].type,
            "link": f"/actor/{one.actor}",
            "utterances": one.utterances,
            "kinds": dict(one.kinds),
            "verbs": [{"verb": verb, "count": count} for verb, count in one.verbs],
        }
        for one in page.quoted
        if directory.has_page(one.actor)
    ]


def shared_json(page: OutletPage) -> list[Json]:
    """With whom it shares text: how much, and which way as far as a credit or stated times tell."""
    return [
        {
            "outlet": one.other,
            "words": outlet_name(one.other),
            "link": outlet_link(one.other),
            "own": one.other == page.line.name,
            "passages": one.passages,
            "shared_words": one.words,
            "ways": [
                {"way": way, "words": words, "count": one.ways[way]}
                for way, words in WAY_WORDS.items()
                if one.ways.get(way)
            ],
            "longest": {
                "passage": one.longest.id,
                "words": one.longest.words,
                "link": f"/compare?article={one.longest.a_article}&article={one.longest.b_article}",
            },
        }
        for one in page.shared
    ]


def credits_json(page: OutletPage) -> list[Json]:
    """Whom it credits, with the words that do."""
    return [
        {
            "carrier": one.carrier,
            "count": len(one.places),
            "kinds": dict(one.kinds),
            "places": [
                {
                    **cited_json(article),
                    "start": start,
                    "end": end,
                    "words": article.text[start:end],
                    "link": f"/article/{article.id}?at={start}-{end}",
                }
                for article, start, end in one.places
            ],
        }
        for one in page.credits
    ]


def otherwise_json(found: Sequence[CalledOtherwise], directory: Directory) -> list[Json]:
    """What it calls those whom others call otherwise, all in the outlets' own voices."""
    return [
        {
            "actor": one.actor,
            "name": directory.actors[one.actor].name,
            "link": f"/actor/{one.actor}?part=called",
            "own": [_wording(wording) for wording in one.own],
            "others": [
                {
                    "outlet": outlet,
                    "words": outlet_name(outlet),
                    "link": outlet_link(outlet),
                    "called": [_wording(wording) for wording in called],
                }
                for outlet, called in sorted(
                    one.others.items(), key=lambda item: (item[0] is None, item[0] or "")
                )
            ],
        }
        for one in found
    ]


def _wording(one: Wording) -> Json:
    return {
        "words": one.words,
        "count": len(one.places),
        "places": [
            {"article": article, "start": start, "end": end, "link": f"/article/{article}?at={start}-{end}"}
            for article, start, end in one.places
        ],
    }
