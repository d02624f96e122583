"""Stories: the list with which a collection opens, narrowed by words, time, outlet, actor and language."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import get_args

from sayso.publish.views.lookup import fold_words, name_words
from sayso.publish.views.story_choice import StoriesWanted, StorySort, choose_stories
from sayso.publish.views.story_lists import StoryEntry
from sayso.publish.words.origin_words import bound_words
from sayso.publish.words.phrases import interval_words
from sayso.web.answering import Answer, Json, Page
from sayso.web.asking import Ask
from sayso.web.paging import paged

A_PAGE = 30
MOST_BARS = 60
"""Bars of a strip of days at most: with more of them one is thinner than two pixels."""


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
        "more": any(asked[name] for name in ("outlet", "language", "since", "until")),
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
    """A story of the list. `sources` bounds the textual sources behind each utterance that several articles carry."""
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
        "doubtful": line.doubtful,
        "phases": [burst._asdict() for burst in entry.phases],
        "days": [{"day": day, "articles": count} for day, count in entry.days],
        "repeated": line.repeated,
        "sources": {"least": entry.sources[0], "most": entry.sources[1]} if entry.sources else None,
        "sources_words": bound_words(*entry.sources) if entry.sources else None,
        "fewer_sources": line.fewer_sources,
        "shared_texts": line.shared_texts,
        "discrepancies": line.discrepancies,
    }


def _strip(days: Sequence[tuple[str, int]]) -> Json | None:
    """The days of a story as bars, each of one day or, of a long story, of several; None where all are one."""
    known = [(date.fromisoformat(day), count) for day, count in days if len(day) == len("2031-05-02")]
    if len(known) < 2:
        return None
    first = known[0][0]
    each = (known[-1][0] - first).days // MOST_BARS + 1
    bars = Counter[int]()
    for day, count in known:
        bars[(day - first).days // each] += count
    most = max(bars.values())
    return {
        "length": max(bars) + 1,
        "bars": [
            {
                "at": at,
                "height": max(2, round(20 * count / most)),
                "words": interval_words(
                    (first + timedelta(days=at * each)).isoformat(),
                    (first + timedelta(days=at * each + each - 1)).isoformat(),
                ),
                "count": count,
            }
            for at, count in sorted(bars.items())
        ],
    }


STORIES = Page(address="/stories", name="stories", view=view)
