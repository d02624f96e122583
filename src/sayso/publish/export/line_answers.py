"""Lines as JSON values: the one shape in which pages, the API, MCP and dossiers give an attribution."""

from typing import Any

from sayso.publish.export.annotated import published, span_json
from sayso.publish.export.answers import chain_json
from sayso.publish.views.lines import Line
from sayso.publish.words.citation_words import cite, link_of, published_with_basis
from sayso.publish.words.line_words import STATE_WORDS, lead_words, line_text, own_verb
from sayso.publish.words.phrases import (
    KIND_WORDS,
    basis_words,
    dates_words,
    outlet_words,
    part_words,
    published_words,
    speaker_words,
    speaks_for_words,
    status_words,
    updated_words,
)
from sayso.records import Article, ReviewedTime
from sayso.reviews.states import Reviewed

Json = dict[str, Any]


def line_json(line: Line) -> Json:
    """One attribution: `text` begins with speaker, basis, outlet and review state, and can be quoted as it stands."""
    rendering = line.rendering
    article, attribution, speaker = rendering.article, rendering.attribution, rendering.speaker
    detail = rendering.detail
    return {
        "text": line_text(line),
        "lead": lead_words(line),
        "words": rendering.words,
        "attribution": attribution.id,
        "utterance": rendering.utterance or attribution.id,
        "start": rendering.span.start,
        "end": rendering.span.end,
        "kind": attribution.kind,
        "kind_words": KIND_WORDS[attribution.kind],
        "content": [span_json(article.text, span) for span in attribution.content],
        "cue": span_json(article.text, attribution.cue),
        "source": span_json(article.text, attribution.source),
        "speaker": speaker_words(speaker),
        "speaker_type": speaker.type if speaker else None,
        "actors": [{"actor": voice.actor, "name": voice.name} for voice in rendering.voices],
        "own_verb": own_verb(rendering),
        "basis": speaker.basis if speaker else None,
        "basis_words": basis_words(speaker),
        "speaks_for": speaker.speaks_for if speaker else None,
        "speaks_for_words": speaks_for_words(speaker),
        "reported_by": list(rendering.within),
        "speech_act": rendering.act,
        "channel": span_json(article.text, detail.channel) if detail else None,
        "channel_kind": detail.channel_kind if detail else None,
        "addressee": span_json(article.text, detail.addressee) if detail else None,
        "said_on": detail.said_on_value if detail else None,
        "said_on_basis": detail.said_on_basis if detail else None,
        "chain": chain_json(rendering.chain),
        "textual_source": rendering.source,
        "confidence": rendering.confidence,
        "reasons": list(dict.fromkeys((*attribution.reasons, *(speaker.reasons if speaker else ())))),
        "review_state": line.state,
        "review_state_words": STATE_WORDS[line.state],
        "unchecked": line.unchecked,
        "reviews": [reviewed_json(one) for one in line.reviews],
        "article": cited_json(article),
        "link": link_of(line),
        "citation": f"/api/v1/attributions/{attribution.id}/citation",
    }


def citation_json(line: Line, *, base: str = "") -> Json:
    """The line as it is pasted elsewhere, as plain text, Markdown and HTML; `base` is the address of this collection."""
    local = base.rstrip("/") + link_of(line) if base else ""
    return {"attribution": line.rendering.attribution.id, **cite(line, local=local)._asdict()}


def cited_json(article: Article) -> Json:
    """An article as a citation needs it."""
    return {
        "id": article.id,
        "outlet": article.outlet,
        "outlet_words": outlet_words(article),
        "title": article.title,
        "authors": list(article.authors),
        "url": article.url,
        "published": published(article),
        "published_basis": article.published_basis,
        "published_words": published_words(article),
        "published_with_basis": published_with_basis(article),
        "published_doubt": article.published_doubt,
        "updated": article.updated,
        "updated_words": updated_words(article),
        "dates_words": dates_words(article),
        "language": article.language,
        "completeness": article.completeness,
        "completeness_reason": article.completeness_reason,
        "part_words": part_words(article),
        "pubstatus": article.pubstatus,
        "status_words": status_words(article),
        "text_sha256": article.text_sha256,
        "revision": article.revision,
        "path": article.path,
        "link": f"/article/{article.id}",
    }


def reviewed_json(review: Reviewed) -> Json:
    """What one review comes to for a line, a discrepancy or a date."""
    return {
        "review": review.review,
        "kind": review.kind,
        "field": "" if isinstance(review, ReviewedTime) else review.field,
        "value": review.value,
        "by": review.by,
        "at": review.at,
        "effect": review.effect,
        "why": review.why,
    }
