"""The stored texts of an article: a word diff between any two, and what was said only in one that is superseded."""

from collections.abc import Iterator, Mapping, Sequence

from sayso.publish.export.revision_answers import revisions_answer
from sayso.publish.views.article_page import one_article
from sayso.publish.views.revisions import revisions_view
from sayso.publish.words.phrases import outlet_words
from sayso.web.answering import Answer, Json, Page
from sayso.web.asking import Ask

MOST_SAME, AROUND = 900, 300
"""Characters that both texts have in a row which are shown; of a longer stretch only so many at either end."""


def view(ask: Ask) -> Answer:
    """All texts of one article; `before` and `after` are the numbers of two of them, `attributions=1` reads the old one."""
    collection = ask.collection
    article = one_article(collection.store, ask.part("article"))
    found = revisions_view(
        collection.store,
        article,
        collection.settings,
        before=ask.number("before", 0) or None,
        after=ask.number("after", 0) or None,
        attributions=ask.flag("attributions"),
    )
    data = revisions_answer(found)
    return Answer(
        template="revisions.html",
        title=f"Stored texts: {article.title or outlet_words(article)}",
        nav="stories",
        crumbs=(("Stories", "/stories"), (article.title or outlet_words(article), f"/article/{article.id}")),
        data=data,
        extra={"changes": list(folded(data["changes"]))},
    )


def folded(changes: Sequence[Mapping[str, str]]) -> Iterator[Json]:
    """The changes with the middle of what both texts have folded away where it is long; no word is cut."""
    for one in changes:
        text = one["text"]
        if one["how"] != "same" or len(text) <= MOST_SAME:
            yield {**one, "folded": False}
            continue
        start = text.find(" ", AROUND) + 1 or AROUND
        end = text.rfind(" ", start, len(text) - AROUND) + 1 or len(text) - AROUND
        for part, hidden in ((text[:start], False), (text[start:end], True), (text[end:], False)):
            yield {"how": "same", "text": part, "folded": hidden}


REVISIONS = Page(address="/article/{article}/revisions", name="revisions", view=view)
