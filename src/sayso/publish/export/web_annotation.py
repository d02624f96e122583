"""Attributions as W3C Web Annotations (JSON-LD), the model that annotation tools share.

One annotation an attribution. Its targets are the pieces of the content, each found in two ways: by its exact words with
those around them (TextQuoteSelector) and by code points (TextPositionSelector); the state names the exact text by its
hash (RFC 6920). Its body begins with speaker, basis, outlet and review state. (Web Annotation Data Model, W3C, 2017.)
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any

from sayso import __version__
from sayso.publish.export.attribution_rows import reviewers_words
from sayso.publish.export.document import ordered_articles
from sayso.publish.views.guarded import Tell, name_of, reason
from sayso.publish.views.lines import Line, lines_of, reviews_of
from sayso.publish.views.narrowing import surer
from sayso.publish.views.renderings import SAID_KINDS, renderings
from sayso.publish.views.stories import actor_of, bundles
from sayso.publish.words.line_words import STATE_WORDS, line_text
from sayso.publish.words.phrases import basis_words, speaker_words
from sayso.records import Article, Story
from sayso.spans import Span, slice_text
from sayso.store.protocol import Store

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the exact words, as in the anchors of reviews."""

Json = dict[str, Any]


def export_annotations(
    store: Store, *, story: Story | None = None, min_confidence: int = 0, tell: Tell | None = None
) -> Iterator[str]:
    """An AnnotationCollection with all annotations on its first page, one a line, in reading order.

    With `tell` what is broken is left out and told; else it is an error.
    """
    inside = list(story.articles) if story else None
    actors, reviews = actor_of(store, inside), reviews_of(store, inside)
    name = f"urn:sayso:story:{story.id}" if story else "urn:sayso:collection"
    head = {"@context": CONTEXT, "id": f"{name}:annotations", "type": "AnnotationCollection"}
    label = f"Who said what: {story.title}" if story else "Who said what"
    first = {
        "id": f"{name}:annotations:page",
        "type": "AnnotationPage",
        "partOf": f"{name}:annotations",
        "startIndex": 0,
    }
    yield (
        _dump(head | {"label": label, "generator": generator()})[:-1]
        + ', "first": '
        + _dump(first)[:-1]
        + ', "items": ['
    )
    mark = "\n"
    for bundle in bundles(store, ordered_articles(store, story), SAID_KINDS, tell=tell):
        for line in lines_of(renderings(surer(bundle, min_confidence), actors), reviews):
            try:
                text = _dump(annotation(line))
            except ValueError as error:  # a span that does not fit the text
                if tell is None:
                    raise
                tell(name_of(bundle.article), reason(error))
                continue
            yield mark + text
            mark = ",\n"
    yield "\n]}}\n"


def annotation(line: Line) -> Json:
    """One attribution as an annotation; ValueError for a span that does not fit the text."""
    rendering = line.rendering
    reviewed = reviewers_words(line.reviews)
    words = [
        ("describing", line_text(line)),
        ("identifying", f"speaker: {speaker_words(rendering.speaker)} ({basis_words(rendering.speaker)})"),
        ("classifying", f"speech act: {rendering.act}"),
        ("assessing", f"review state: {STATE_WORDS[line.state]}" + (f" ({reviewed})" if reviewed else "")),
    ]
    return {
        "id": f"urn:sayso:attribution:{rendering.attribution.id}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": generator(),
        "body": [
            {
                "type": "TextualBody",
                "purpose": purpose,
                "format": "text/plain",
                "language": "en",
                "value": value,
            }
            for purpose, value in words
        ],
        "target": [_target(rendering.article, Span(*span)) for span in rendering.attribution.content],
    }


def generator() -> Json:
    """The software that made the annotations; nobody else did, and there is no clock in them."""
    return {
        "id": f"urn:sayso:software:{__version__}",
        "type": "Software",
        "name": f"Sayso {__version__}",
    }


def _target(article: Article, span: Span) -> Json:
    text = article.text
    source: Json = {
        "id": article.url or f"urn:sayso:article:{article.id}",
        "type": "Text",
        "format": article.media_type,
    }
    if article.language:
        source["language"] = article.language
    digest = urlsafe_b64encode(bytes.fromhex(article.text_sha256)).decode().rstrip("=")
    return {
        "type": "SpecificResource",
        "source": source,
        "state": {"id": f"ni:///sha-256;{digest}", "type": "State"},
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": slice_text(text, span),
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
