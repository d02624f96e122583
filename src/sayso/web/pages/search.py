"""Search: what was said and which articles hold the words, narrowed by filters with counts; actors of a name on top."""

from collections.abc import Container
from typing import Any, get_args

from sayso.publish.export.line_answers import line_json
from sayso.publish.export.search_answers import finding_json, value_name
from sayso.publish.views.finding import FACETS, Finding, Sort, Wanted, When, find
from sayso.publish.views.line_reading import read_lines
from sayso.records import AttributionKind, SpeechAct
from sayso.reviews.states import ReviewState
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask
from sayso.web.paging import paged

Json = dict[str, Any]
LINES, ARTICLES = "said", "articles"
A_PAGE = 20
"""Lines on a page: some five screens, and each is read with all that travels with it."""
MOST_OF_ACTOR = 3
"""Lines of the actor whose name was typed, before the others: less than a screen."""


def view(ask: Ask) -> Answer:
    """What answers the query; without one, how to ask."""
    wanted = Wanted(
        words=ask.text("q").replace("\0", " "),
        speaker=ask.text("speaker"),
        outlet=ask.text("outlet"),
        act=ask.one_of("act", get_args(SpeechAct)),
        channel=ask.text("channel"),
        kind=ask.one_of("kind", get_args(AttributionKind)),
        state=ask.one_of("state", get_args(ReviewState)),
        language=ask.text("language"),
        story=ask.text("story"),
        since=ask.text("since"),
        until=ask.text("until"),
        when=_when(ask),
        all_acts=ask.flag("all_acts"),
    )
    sort = ask.one_of("sort", get_args(Sort), "best")
    store, directory = ask.collection.store, ask.collection.directory()
    found = find(store, directory, wanted, sort=sort)  # type: ignore[arg-type]  # checked by one_of
    part = ask.one_of("in", (LINES, ARTICLES)) or (LINES if found.told or not found.articles else ARTICLES)
    told, of_lines = paged(ask, found.told if part == LINES else (), size=A_PAGE)
    ids, of_articles = paged(ask, found.articles if part == ARTICLES else (), size=A_PAGE)
    by_id = {article.id: article for article in store.articles(ids)}
    articles = [by_id[one] for one in ids if one in by_id]
    data = finding_json(directory, found, read_lines(store, directory, told), articles) | {
        "part": part,
        "sort": sort,
        "paging": of_lines if part == LINES else of_articles,
        "said_by": _said_by(ask, found, {one.attribution for one in told}),
    }
    return Answer(
        template="search.html",
        title=f"Search: {wanted.words}" if wanted.words else "Search",
        nav="search",
        data=data,
        extra={
            "is_empty": wanted.is_empty,
            "asked_words": {
                name: value_name(directory, name, getattr(wanted, name))
                for name in FACETS
                if getattr(wanted, name)
            },
        },
    )


def _said_by(ask: Ask, found: Finding, shown: Container[str]) -> Json | None:
    """What the one actor of a name said last: who types a name wants to hear them, not only to find the name said."""
    if len(found.actors) != 1 or found.wanted.speaker or ask.number("page", 1, least=1) > 1:
        return None
    [actor] = found.actors
    store, directory = ask.collection.store, ask.collection.directory()
    told = find(store, directory, Wanted(speaker=actor.id), sort="newest", counted=False).told
    others = [one for one in told if one.attribution not in shown]
    return {
        "actor": actor.id,
        "name": actor.name,
        "total": len(told),
        "lines": [line_json(line) for line in read_lines(store, directory, others[:MOST_OF_ACTOR])],
        "link": f"/search?speaker={actor.id}&sort=newest",
    }


def _when(ask: Ask) -> When:
    chosen = ask.one_of("when", get_args(When), "either")
    return next(one for one in get_args(When) if one == chosen)


SEARCH = Page(address="/search", name="search", view=view)
