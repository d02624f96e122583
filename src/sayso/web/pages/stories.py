"""Stories: the list with which a collection opens."""

from sayso.publish.views.stories import stories
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask


def view(ask: Ask) -> Answer:
    """All stories, those with most articles first."""
    found = [
        {"id": one.id, "title": one.title, "articles": len(one.articles), "link": f"/story/{one.id}"}
        for one in stories(ask.collection.store)
    ]
    return Answer(template="stories.html", title="Stories", nav="stories", data={"stories": found})


STORIES = Page(address="/stories", name="stories", view=view)
