"""Whether an article is read, and why not: what no provider withholds, in a language that is annotated.

What is withheld or withdrawn is handed to no stage at all; the stages that know a language ask here for theirs.
"""

from sayso.records import Article, PubStatus
from sayso.settings import Settings

WITHDRAWN: dict[PubStatus, str] = {
    "canceled": "withdrawn by its provider",
    "withheld": "withheld by its provider",
}
"""What its provider says of an article that may not be used."""


def why_unread(article: Article, settings: Settings) -> str:
    """Why nothing is read in an article though it is kept; empty when it is read."""
    if not article.usable:
        return WITHDRAWN[article.pubstatus]
    languages = settings.annotate.languages
    if article.language is not None and article.language not in languages:
        return f"language '{article.language}' is not annotated (only {', '.join(languages)})"
    return ""
