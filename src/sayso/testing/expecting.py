"""What the contract checks share: an article to try things on, and a condition with its message."""

from typing import Any

from sayso.ids import make_id, text_hash
from sayso.records import Article


def make_article(name: object, text: str, **metadata: Any) -> Article:
    """An article for a test, whose id depends on its name alone."""
    article, sha = make_id("Article", name), text_hash(text)
    revision = make_id("Revision", article, sha)
    return Article(id=article, revision=revision, text=text, text_sha256=sha, **metadata)


def expect(condition: object, message: str) -> None:
    """Raise AssertionError with the message unless the condition holds."""
    if not condition:
        raise AssertionError(message)
