"""An utterance: every rendering of it, word by word beside one of them, with where each came from."""

from sayso.publish.export.rendering_answers import utterance_answer
from sayso.publish.views.utterance_page import utterance_page
from sayso.publish.words.phrases import shorten
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask

MOST_TITLE = 70
"""Characters of the words in a title: what a tab of a browser and a list of results show."""


def view(ask: Ask) -> Answer:
    """One utterance by its id, or by the id of any attribution that renders it; `base` is what others are compared with."""
    page = utterance_page(ask.collection.store, ask.part("utterance"), base=ask.text("base"))
    data = utterance_answer(page)
    words = shorten(page.base.words, most=MOST_TITLE)
    story = data["story"]
    return Answer(
        template="utterance.html",
        title=f"{data['speaker']}: {words}",
        nav="stories",
        crumbs=(("Stories", "/stories"), *(((story["title"], story["link"]),) if story else ())),
        data=data,
    )


UTTERANCE = Page(address="/utterance/{utterance}", name="utterance", view=view)
