"""The list of stories is read again when something was written of which it is made, and not otherwise."""

import pytest

from sayso.annotate.layout.marks import MARKS
from sayso.flow import RESOLVE
from sayso.publish.collection import open_collection
from sayso.publish.views import story_choice
from sayso.publish.views.story_lists import StoryEntry, story_entries
from sayso.reviews.anchors import make_anchor
from sayso.reviews.log import make_review
from sayso.run import run
from sayso.settings import Settings
from sayso.spans import Span
from sayso.store.protocol import Store
from sayso.testing.checks import make_article
from sayso.testing.plain import PLAIN_FLOW

FLOOD = "The Lisk flooded the tannery quarter of Dolmin, and pumps came from Vareth to the quays.\n"


def test_a_review_of_a_line_leaves_the_stories_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def reading(store: Store) -> list[StoryEntry]:
        read.append(store.state())
        return story_entries(store)

    monkeypatch.setattr(story_choice, "story_entries", reading)
    article = make_article(1, FLOOD, title="Dolmin under water")
    with open_collection(":memory:") as collection:
        store = collection.store
        store.add([article])
        run(store, (MARKS, *PLAIN_FLOW, *RESOLVE), Settings(), workers=1)
        before = collection.story_entries()
        anchor = make_anchor(article.id, article.text, Span(0, 8))
        store.add_reviews(
            [
                make_review(
                    "confirm", anchor, by="Ada", at="2031-05-07T10:00:00.000000Z", subject="attribution"
                )
            ]
        )
        assert collection.story_entries() is before
        store.add([make_article(2, FLOOD, title="Pumps for Dolmin")])
        run(store, (MARKS, *PLAIN_FLOW, *RESOLVE), Settings(), workers=1)
        assert [2] == [entry.line.articles for entry in collection.story_entries()]
        assert collection.story_entries() == story_entries(store)
    assert len(read) == 2
