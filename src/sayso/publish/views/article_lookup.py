"""Finding articles by what a person types: an id, a file name, an outlet."""

from collections.abc import Sequence

from sayso.errors import NotFound
from sayso.publish.views.lookup import fold_words, is_within
from sayso.publish.words.phrases import source_name
from sayso.records import Article


def find_articles(articles: Sequence[Article], asked: str) -> set[str]:
    """The ids of the articles that an id, the beginning of one, a file name or an outlet names; NotFound for none."""
    asked = asked.strip()
    words = fold_words(asked)
    tests = (
        lambda article: article.id == asked,
        lambda article: len(asked) >= 4 and article.id.startswith(asked.lower()),
        lambda article: asked in {source_name(article), article.path},
        lambda article: bool(words) and words == fold_words(article.outlet or ""),
        lambda article: bool(words) and is_within(words, fold_words(article.outlet or "")),
        lambda article: bool(words) and is_within(words, fold_words(source_name(article))),
    )
    for test in tests:
        found = {article.id for article in articles if test(article)}
        if found:
            return found
    raise NotFound(f"no article or outlet answers to {asked!r}; `sayso status --format csv` lists them")
