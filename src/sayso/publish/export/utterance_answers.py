"""An utterance with its renderings as lines: the shape in which pages give what somebody said."""

from collections.abc import Mapping, Sequence

from sayso.publish.export.annotated import Json
from sayso.publish.export.answers import origin_json, sources_of
from sayso.publish.export.line_answers import line_json
from sayso.publish.views.lines import lines_of
from sayso.publish.views.renderings import UtteranceView
from sayso.publish.words.origin_words import carried_words
from sayso.records import ReviewedAttribution


def utterance_json(view: UtteranceView, reviews: Mapping[str, Sequence[ReviewedAttribution]]) -> Json:
    """What was said once: the keys of `sayso said`, each rendering as a line, and how many articles carry it in words."""
    told = {key: tuple(rows) for key, rows in reviews.items()}
    return {
        "id": view.id,
        "link": f"/utterance/{view.id}",
        "actor": view.actor,
        "speaker": view.speaker,
        "said_on": view.said_on,
        "articles": [article.id for article in view.articles],
        "carried_words": carried_words(view.origin, len(view.articles)),
        "origins": origin_json(view.origin, sources_of(view)),
        "renderings": [line_json(line) for line in lines_of(view.renderings, told)],
    }
