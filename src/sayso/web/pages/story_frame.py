"""What all pages of one story have in common: which story, its articles, the tabs, and the frame of an answer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.publish.export.article_answers import brief_json
from sayso.publish.export.line_answers import cited_json
from sayso.publish.views.article_lookup import find_articles
from sayso.publish.views.reading_order import in_order
from sayso.publish.views.stories import find_story
from sayso.publish.words.phrases import absence_words, part_words
from sayso.records import Article, Story
from sayso.store.protocol import Store
from sayso.web.answering import Answer, Json, Page
from sayso.web.asking import Ask

TABS: tuple[tuple[str, str], ...] = (
    ("", "Overview"),
    ("timeline", "Timeline"),
    ("said", "Who said what"),
    ("discrepancies", "Discrepancies"),
    ("shared", "Shared text"),
    ("positions", "Positions"),
    ("wording", "Wording"),
    ("sources", "Sources"),
    ("dossier", "Dossier"),
)
"""The addresses below a story and their names, in the order of the tabs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryAsked:
    """The story that an address names, with its articles in reading order."""

    store: Store
    story: Story
    articles: tuple[Article, ...]

    @property
    def link(self) -> str:
        """The address of the story."""
        return f"/story/{self.story.id}"

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each article on the pages of the story, by its id."""
        return {article.id: number for number, article in enumerate(self.articles, start=1)}

    def of_outlet(self, ask: Ask) -> frozenset[str] | None:
        """The ids of the articles that `outlet` of the query names (an outlet, an id, a file); None for all."""
        asked = ask.text("outlet")
        return frozenset(find_articles(self.articles, asked)) if asked else None


def asked_story(ask: Ask) -> StoryAsked:
    """The story of the address; NotFound when none answers to it."""
    store = ask.collection.store
    story = find_story(store, ask.part("story"))
    return StoryAsked(store=store, story=story, articles=tuple(in_order(store.articles(story.articles))))


def story_answer(of: StoryAsked, tab: str, data: Json, *, extra: Json | None = None) -> Answer:
    """The answer of one tab: the story and its tabs, and what the tab tells."""
    story = of.story
    words = dict(TABS)[tab]
    head: Json = {
        "story": story.id,
        "title": story.title,
        "link": of.link,
        "tab": tab,
        "absence_words": absence_words(of.articles),
        "partly": [
            {"number": of.numbers[article.id], **brief_json(article)}
            for article in of.articles
            if part_words(article)
        ],
        "tabs": [
            {"words": name, "link": of.link + (f"/{key}" if key else ""), "here": key == tab}
            for key, name in TABS
        ],
    }
    crumbs = (("Stories", "/stories"), *(((story.title, of.link),) if tab else ()))
    return Answer(
        template=f"story_{tab or 'overview'}.html",
        title=f"{words}: {story.title}" if tab else story.title,
        nav="stories",
        crumbs=crumbs,
        data=head | data,
        extra={"outlets": outlet_names(of.articles)} | (extra or {}),
    )


def story_page(tab: str, view: Callable[[Ask], Answer]) -> Page:
    """The page of one tab."""
    return Page(
        address="/story/{story}" + (f"/{tab}" if tab else ""), name=f"story_{tab or 'overview'}", view=view
    )


def cited(of: StoryAsked, ids: Iterable[str]) -> dict[str, Json]:
    """Some of the articles by id, with their numbers on the pages of the story."""
    wanted, numbers = set(ids), of.numbers
    return {
        article.id: {"number": numbers[article.id], **cited_json(article)}
        for article in of.articles
        if article.id in wanted
    }


def outlet_names(articles: Sequence[Article]) -> list[str]:
    """The outlets of some articles, each once, by name: what a filter offers."""
    return sorted({article.outlet for article in articles if article.outlet}, key=str.casefold)


def choices(values: Iterable[tuple[str, str]], counts: Any) -> list[Json]:
    """What a filter offers: each value that something has, with its words and how many have it."""
    return [{"value": key, "words": words, "count": counts[key]} for key, words in values if counts[key]]
