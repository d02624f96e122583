"""What people decided of who speaks, and for whom: it stands above what the words of an article tell."""

from dataclasses import replace

from sayso.annotate.attributing.reviewed import ADDED, CHECKED, SURE
from sayso.annotate.naming.pointed import entity_called, entity_of
from sayso.annotate.speaking.findings import Finding, unknown
from sayso.records import Attribution, Entity, Mention, ReviewedAttribution, Speaker
from sayso.reviews.decisions import set_values
from sayso.spans import Span
from sayso.stage import Bundle


class Reviewed:
    """The reviews of one article's attributions, as far as they tell of speakers."""

    def __init__(self, bundle: Bundle) -> None:
        self._text = bundle.article.text
        self._entities, self._mentions = bundle[Entity], bundle[Mention]
        self._values = set_values(bundle[ReviewedAttribution])

    def finding(self, attribution: Attribution) -> Finding | None:
        """Whom a reviewer names as the speaker; None where no reviewer says anything of it."""
        said = self._values.get((attribution.id, "speaker"))
        if said is not None:
            return self._found(said.other, said.value if said.kind == "change" else None, said)
        if ADDED in attribution.reasons:
            return self._found(attribution.source, None, None)
        return None

    def _found(self, words: Span | None, typed: str | None, said: ReviewedAttribution | None) -> Finding:
        why = f"set by {said.by}" if said is not None else "named by who added it"
        entity: Entity | None = None
        name = ""
        if words is not None:
            entity = entity_of(self._text, words, entities=self._entities, mentions=self._mentions)
            name = " ".join(self._text[words.start : words.end].split())
        elif typed:
            entity, name = entity_called(typed, self._entities), typed
        if entity is None and not name:
            return unknown(
                "reviewed", "a reviewer says that it is unknown" if said else "a reviewer names nobody"
            )
        return Finding(
            entity=entity,
            mention=words,
            name=entity.name if entity is not None else name,
            basis="reviewed",
            confidence=SURE,
            reasons=(why,),
        )

    def completed(self, attribution: Attribution, speaker: Speaker) -> Speaker:
        """A speaker with the body that a reviewer says it speaks for, and as sure as a person made it."""
        if CHECKED in attribution.reasons and speaker.basis != "reviewed" and speaker.entity is not None:
            speaker = replace(speaker, confidence=SURE, reasons=(*speaker.reasons, CHECKED))
        said = self._values.get((attribution.id, "speaks_for"))
        if said is None:
            return speaker
        words = said.other
        body = " ".join(self._text[words.start : words.end].split()) if words is not None else said.value
        if words is not None:
            entity = entity_of(self._text, words, entities=self._entities, mentions=self._mentions)
            body = entity.name if entity is not None and entity.named else body
        if not body:
            return replace(speaker, speaks_for=None, capacity=None, speaks_for_span=None)
        known = speaker.capacity if speaker.speaks_for == body else None
        return replace(speaker, speaks_for=body, capacity=known or "unclear", speaks_for_span=words)
