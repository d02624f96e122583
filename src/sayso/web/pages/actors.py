"""Actors: who speaks, or whom an article gives a role; found by any spelling, those who say most first."""

from urllib.parse import urlencode

from sayso.publish.export.actor_lines import known_json
from sayso.publish.views.actor_lists import TYPES, choose_actors, similar_names
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask
from sayso.web.paging import paged

SORTS = ("utterances", "articles", "name")


def view(ask: Ask) -> Answer:
    """The actors that answer, with how much there is of each."""
    directory = ask.collection.directory()
    asked = ask.text("q")[:200]
    kind = ask.one_of("type", TYPES)
    outlet = ask.text("outlet")
    sort = ask.one_of("sort", SORTS, "utterances")
    chosen = choose_actors(
        directory, asked=asked, kind=kind, outlet=outlet, mentioned=ask.flag("mentioned"), sort=sort
    )
    shown, paging = paged(ask, chosen.actors)
    near = similar_names(directory, asked) if asked and not chosen.actors else []
    return Answer(
        template="actors.html",
        title="Actors",
        nav="actors",
        data={
            "asked": {
                "q": asked or None,
                "type": kind or None,
                "outlet": outlet or None,
                "mentioned": ask.flag("mentioned"),
                "sort": sort,
            },
            "actors": [known_json(one) for one in shown],
            "types": [{"value": name, "count": chosen.types[name]} for name in TYPES if chosen.types[name]],
            "similar": [known_json(one) for one in near],
            "paging": paging,
        },
        extra={
            "outlets": sorted({head.outlet for head in directory.heads.values() if head.outlet}),
            "search": "/search?" + urlencode({"q": asked}),
        },
    )


ACTORS = Page(address="/actors", name="actors", view=view)
