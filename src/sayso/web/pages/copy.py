"""A line to be pasted elsewhere: its exact words with everything that must stay with them, in three forms."""

from sayso.publish.export.line_answers import citation_json, line_json
from sayso.publish.views.lines import find_line
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask


def view(ask: Ask) -> Answer:
    """The three forms; a script takes them from the JSON of this page, and people without one from the page."""
    line = find_line(ask.collection.store, ask.part("attribution"))
    shown = line_json(line)
    article = shown["article"]
    return Answer(
        template="copy.html",
        title="Copy with its source",
        crumbs=((article["title"] or article["outlet_words"], article["link"]),),
        data=citation_json(line, base=ask.origin),
        extra={"line": shown},
    )


COPY = Page(address="/copy/{attribution}", name="copy", view=view)
