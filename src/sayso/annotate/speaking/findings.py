"""What a speaker rule finds: whom, on what basis, how surely and why.

A wrong speaker is worse than none, so a rule that is not sure returns an unknown finding with its reason.
"""

from dataclasses import dataclass, replace

from sayso.records import Basis, Entity
from sayso.spans import Span

CONFIDENCE = {
    "named": 970,
    "surname": 970,
    "slip": 700,
    "namesakes": 700,
    "never_introduced": 920,
    "unnamed": 920,
    "taken_up": 600,
    "definite": 450,
    "office": 930,
    "named_later": 850,
    "issuer": 900,
    "document": 450,
    "pronoun": 940,
    "body_pronoun": 850,
    "body_called_so": 880,
    "role": 850,
    "role_unsaid": 600,
    "described": 800,
    "cueless_open": 940,
    "cueless": 900,
    "led_in": 700,
    "carried": 900,
    "own_words": 920,
    "own_side": 650,
}
"""Thousandths of a rule at its best: how often it was right, in round figures and a little under, on 1,869 labelled
attributions of 99 articles, with the labelled source given; eval/resolution.py counts it again. Where fewer than ten
cases stand behind a figure it was set by judgement. A step back over a sentence or a rival takes some off.
"""
STEP_BACK = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Whom a source was resolved to, and why. `entity` None and `name` "": unknown."""

    entity: Entity | None = None
    mention: Span | None = None
    name: str = ""
    basis: Basis
    confidence: int = 0
    reasons: tuple[str, ...] = ()
    also: tuple[Entity, ...] = ()


def unknown(basis: Basis, reason: str, mention: Span | None = None) -> Finding:
    """Nobody: the reason says why not."""
    return Finding(basis=basis, reasons=(reason,), mention=mention)


def ago(sentences: int) -> str:
    """How far back a sentence is, in words."""
    return "the sentence before" if sentences == 1 else f"{sentences} sentences before"


def resolved(entity: Entity, span: Span | None, basis: Basis, confidence: int, *reasons: str) -> Finding:
    """Somebody, under the entity's fullest name; nothing found is less sure than 100."""
    return Finding(
        entity=entity,
        mention=span,
        name=entity.name,
        basis=basis,
        confidence=max(100, confidence),
        reasons=reasons,
    )


def together(first: Finding, also: tuple[Entity, ...]) -> Finding:
    """A finding with those who speak jointly with it, all of them in its name."""
    also = tuple({entity.id: entity for entity in also}.values())
    if first.entity is None or not also:
        return first
    names = [first.name, *(entity.name for entity in also)]
    return replace(
        first,
        name=", ".join(names[:-1]) + " and " + names[-1],
        also=also,
        reasons=(*first.reasons, "they speak jointly"),
    )
