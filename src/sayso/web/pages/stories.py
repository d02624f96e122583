"""Stories: the list with which a collection opens, narrowed by words, time, outlet, actor and language."""

from collections.abc import Sequence
from datetime import date
from typing import get_args

from sayso.publish.views.lookup import fold_words, name_words
from sayso.publish.views.story_choice import StoriesWanted, StorySort, choose_stories
from sayso.publish.views.story_lists import StoryEntry
from sayso.publish.words.phrases import interval_words
from sayso.web.answering import Answer, Json, Page
from sayso.web.asking import Ask
from sayso.web.paging import paged

MOST_OUTLETS = 6
"""Outlets named on a card; the story's page names all."""
A_PAGE = 30
LONGEST_STRIP = 62
"""Days that a strip of days has at most: with more of them a bar is thinner than a pixel on a phone."""


def view(ask: Ask) -> Answer:
    """The stories that fit, those with most articles first."""
    words, actor = ask.text("q").replace("\0", " "), ask.text("actor").replace("\0", " ")
    wanted = StoriesWanted(
        outlet=ask.text("outlet"),
        language=ask.text("language"),
        since=ask.text("since"),
        until=ask.text("until"),
        several=ask.flag("several"),
        articles=tuple(_articles(ask, words, actor)),
    )
    sort = next(one for one in get_args(StorySort) if one == ask.one_of("sort", get_args(StorySort), "size"))
    chosen = choose_stories(ask.collection.story_entries(), wanted, sort=sort)
    shown, paging = paged(ask, chosen.entries, size=A_PAGE)
    asked = {
        "q": words,
        "actor": actor,
        "outlet": wanted.outlet,
        "language": wanted.language,
        "since": wanted.since,
        "until": wanted.until,
        "several": wanted.several,
    }
    data: Json = {
        "asked": asked,
        "sort": sort,
        "all": chosen.all,
        "paging": paging,
        "stories": [story_json(entry) for entry in shown],
        "outlets": [{"outlet": name, "stories": count} for name, count in chosen.outlets],
        "languages": [{"language": name, "stories": count} for name, count in chosen.languages],
    }
    extra = {
        "strips": {entry.line.id: _strip(entry.days) for entry in shown},
        "narrowed": any(asked.values()),
    }
    return Answer(template="stories.html", title="Stories", nav="stories", data=data, extra=extra)


def _articles(ask: Ask, words: str, actor: str) -> list[frozenset[str]]:
    """The articles that hold the words, and those in which the actor is found: a story needs one of each."""
    found = []
    if fold_words(words):
        found.append(frozenset(ask.collection.store.search_ids(words)))
    if actor:
        directory = ask.collection.directory()
        known = directory.actors.get(actor)
        fitting = [known] if known else directory.named(name_words(actor))
        found.append(frozenset(article for one in fitting for article in one.articles))
    return found


def story_json(entry: StoryEntry) -> Json:
    """A story of the list. `sources`: of what several articles carry, how much has fewer textual sources than articles."""
    line = entry.line
    return {
        "id": line.id,
        "title": line.title,
        "link": f"/story/{line.id}",
        "articles": line.articles,
        "outlets": list(entry.outlets),
        "languages": list(entry.languages),
        "earliest": line.earliest,
        "latest": line.latest,
        "when_words": interval_words(line.earliest and line.earliest[:10], line.latest and line.latest[:10])
        or "date unknown",
        "last_report": line.latest[:10] if line.latest else None,
        "undated": line.undated,
        "phases": [burst._asdict() for burst in entry.phases],
        "days": [{"day": day, "articles": count} for day, count in entry.days],
        "repeated": line.repeated,
        "fewer_sources": line.fewer_sources,
        "shared_texts": line.shared_texts,
        "discrepancies": line.discrepancies,
    }


def _strip(days: Sequence[tuple[str, int]]) -> Json | None:
    """The days of a story as bars: how far to the right and how high, of 100; None where there is nothing to see."""
    known = [(date.fromisoformat(day), count) for day, count in days if len(day) == len("2031-05-02")]
    if len(known) < 2:
        return None
    first, last = known[0][0], known[-1][0]
    length = (last - first).days + 1
    if length > LONGEST_STRIP:
        return None
    most = max(count for _, count in known)
    return {
        "length": length,
        "bars": [
            {
                "at": (day - first).days,
                "height": max(2, round(20 * count / most)),
                "day": day.isoformat(),
                "count": count,
            }
            for day, count in known
        ],
    }


STORIES = Page(address="/stories", name="stories", view=view)
