"""The order in which a reader takes articles: by publication, then as files are listed."""

from collections.abc import Iterable

from sayso.records import Article


def in_order(articles: Iterable[Article]) -> list[Article]:
    """Articles by publication (unknown and doubtful ones last), then by file name as a person lists them, then by id."""
    return sorted(articles, key=reading_key)


def reading_key(article: Article) -> tuple[str, str, str]:
    """The place of an article among others; "~" sorts after every ISO date."""
    return article.day_from or "~", article.path or "", article.id
