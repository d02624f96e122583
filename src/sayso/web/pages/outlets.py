"""Outlets: all of them, with how much each carries; those with most articles first."""

from sayso.publish.export.outlet_answers import outlet_line_json
from sayso.publish.views.lookup import fold_words
from sayso.publish.views.outlet import outlet_lines
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask
from sayso.web.paging import paged


def view(ask: Ask) -> Answer:
    """The outlets whose name begins with what is typed, or all."""
    directory = ask.collection.directory()
    asked = fold_words(ask.text("q")[:200])
    lines = [
        line
        for line in outlet_lines(directory)
        if all(any(word.startswith(part) for word in fold_words(line.name or "unknown")) for part in asked)
    ]
    shown, paging = paged(ask, lines, size=100)
    table = ask.collection.outlets()
    return Answer(
        template="outlets.html",
        title="Outlets",
        nav="outlets",
        data={
            "asked": {"q": ask.text("q") or None},
            "outlets": [outlet_line_json(line, table) for line in shown],
            "paging": paging,
        },
    )


OUTLETS = Page(address="/outlets", name="outlets", view=view)
