"""Which articles of a story are here in part, for programs: what is not found in them may stand in what is missing."""

from collections.abc import Iterable

from sayso.publish.export.annotated import Json
from sayso.publish.words.phrases import absence_words, part_words
from sayso.records import Article


def in_part_json(articles: Iterable[Article]) -> Json:
    """That in words, and which articles they are."""
    known = {article.id: article for article in articles}
    return {
        "absence_words": absence_words(known.values()),
        "in_part": [
            {
                "article": key,
                "outlet": one.outlet,
                "completeness": one.completeness,
                "part_words": part_words(one),
            }
            for key, one in known.items()
            if one.in_part
        ],
    }
