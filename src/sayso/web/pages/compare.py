"""Articles beside each other: shared text joined, differing words marked, the same utterances lined up."""

from collections.abc import Iterator, Mapping
from typing import Any

from sayso.publish.export.side_by_side_answers import choices_answer, side_by_side_answer
from sayso.publish.views.article_page import one_article, story_of
from sayso.publish.views.side_by_side import MOST_BESIDE, side_by_side, story_articles
from sayso.publish.views.stories import find_story
from sayso.publish.words.phrases import outlet_words
from sayso.web.answering import Answer, Page
from sayso.web.asking import Ask
from sayso.web.marked_text import Stretch, marked_text

MOST_TEXT = 60_000
"""Characters of each text: what several columns of a page lay out in well under a second."""

Json = dict[str, Any]


def view(ask: Ask) -> Answer:
    """Two to four articles (`article`, once each); with fewer, the articles of a story to choose from."""
    store = ask.collection.store
    asked = tuple(dict.fromkeys(ask.texts("article")))
    if len(asked) < 2:
        story = None
        if asked:
            story = story_of(store, one_article(store, asked[0]).id)
        elif ask.text("story"):
            story = find_story(store, ask.text("story"))
        choices = choices_answer(None, story_articles(store, story))
        choices["chosen"] = [one_article(store, one).id for one in asked]
        crumbs = [("Stories", "/stories")] + ([(story.title, f"/story/{story.id}")] if story else [])
        return Answer(
            template="compare.html",
            title="Compare articles",
            nav="stories",
            crumbs=tuple(crumbs),
            data={"story": None, "articles": [], "shared": [], "utterances": [], "choices": choices},
            extra={"most": MOST_BESIDE, "texts": []},
        )
    found = side_by_side(store, asked)
    data = side_by_side_answer(found, most=MOST_TEXT)
    data["choices"] = choices_answer(found, story_articles(store, found.story))
    story = found.story
    return Answer(
        template="compare.html",
        title="Compare " + " and ".join(outlet_words(article) for article in found.articles),
        nav="stories",
        crumbs=(("Stories", "/stories"), *(((story.title, f"/story/{story.id}"),) if story else ())),
        data=data,
        extra={
            "most": MOST_BESIDE,
            "texts": [marked_text(one["text"], stretches_of(data, one["id"])) for one in data["articles"]],
        },
    )


def stretches_of(data: Mapping[str, Any], article: str) -> Iterator[Stretch]:
    """What one article shares with the others: each text with its number, a click leads to its next place."""
    for shared in data["shared"]:
        places = shared["places"]
        for at, place in enumerate(places):
            if place["article"] != article:
                continue
            beside = [other for other in range(len(places)) if places[other]["article"] != article]
            to = next((other for other in beside if other > at), beside[0] if beside else at)
            yield Stretch(
                start=place["start"],
                end=place["end"],
                look="over shared",
                data={"shared": str(shared["number"])},
                says=f"shared text {shared['number']}",
                link=f"#p-{shared['number']}-{to}",
                anchor=f"p-{shared['number']}-{at}",
                label=str(shared["number"]),
            )
            for words in place["differing"]:
                yield Stretch(
                    start=words["start"],
                    end=words["end"],
                    look="differs",
                    says="other words in the other article",
                )
    for number, row in enumerate(data["utterances"], start=1):
        for line in (line for column in row["columns"] for line in column):
            if line["article"]["id"] == article:
                for piece in line["content"]:
                    yield Stretch(
                        start=piece["start"],
                        end=piece["end"],
                        look="over lined",
                        data={"utterance": row["utterance"], "attribution": line["attribution"]},
                        says=f"said in more than one of them ({number})",
                        link=f"#u-{row['utterance']}",
                        rank=1,
                        anchor=f"a-{line['attribution']}" if piece is line["content"][0] else "",
                    )


COMPARE = Page(address="/compare", name="compare", view=view)
