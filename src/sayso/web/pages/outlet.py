"""One outlet: what it carries, whom it quotes and with which verbs, what it shares and credits, what it calls things."""

from typing import Any

from sayso.publish.export.outlet_answers import (
    PARTS,
    carried_json,
    credits_json,
    otherwise_json,
    outlet_head_json,
    outlet_name,
    quoted_json,
    shared_json,
)
from sayso.publish.views.outlet import find_outlet, outlet_page
from sayso.publish.views.outlet_wording import called_otherwise
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask
from sayso.web.paging import paged


def view(ask: Ask) -> Answer:
    """The outlet of a name; "unknown" stands for articles of which nobody said who published them."""
    store, directory = ask.collection.store, ask.collection.directory()
    page = outlet_page(store, directory, find_outlet(directory, ask.part("outlet")))
    part = ask.one_of("part", PARTS, "carries")
    data: dict[str, Any] = {"outlet": outlet_head_json(page, ask.collection.outlets()), "part": part}
    if part == "carries":
        shown, data["paging"] = paged(ask, page.articles)
        data["articles"] = carried_json(shown, directory)
    elif part == "quotes":
        quoted, data["paging"] = paged(ask, quoted_json(page, directory))
        data["quoted"] = list(quoted)
    elif part == "shares":
        data |= {"shared": shared_json(page), "credits": credits_json(page)}
    else:
        data["called"] = otherwise_json(called_otherwise(store, directory, page.line.name), directory)
    return Answer(
        template="outlet.html",
        title=outlet_name(page.line.name),
        nav="outlets",
        crumbs=(("Outlets", "/outlets"),),
        data=data,
    )


OUTLET = Page(address="/outlet/{outlet:path}", name="outlet", view=view)
