"""What an answer leaves out: intentions and beliefs unless asked for, and what is less sure than somebody wants.

One measure everywhere: a rendering is as sure as the lesser of its two confidences, that these words were said and
that this speaker said them. What is left out is counted, so that a page never shows less without saying so.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from sayso.errors import SettingsError
from sayso.publish.export.annotated import held
from sayso.publish.views.renderings import UtteranceView, sureness
from sayso.publish.views.spoken import SpokenView
from sayso.records import Attribution, Speaker
from sayso.stage import Bundle

V = TypeVar("V", UtteranceView, SpokenView)
MOST = 1000
"""A confidence is in thousandths."""


class LeftOut(NamedTuple):
    """What an answer does not show: utterances that are no speech, and renderings that are less sure than wanted."""

    acts: int
    unsure: int


def check_floor(min_confidence: int) -> None:
    """Raise SettingsError for a least confidence that is none: percents and shares are taken for neither."""
    if not 0 <= min_confidence <= MOST:
        raise SettingsError(
            f"a least confidence of {min_confidence!r}; give thousandths from 0 to {MOST}: 900 is 90 %"
        )


def narrow(view: V, *, all_acts: bool = False, min_confidence: int = 0) -> V | None:
    """The utterance with those renderings that are sure enough; None when none is, or when they are no speech."""
    check_floor(min_confidence)
    sure = tuple(item for item in view.renderings if item.confidence >= min_confidence)
    shown = replace(view, renderings=sure)
    return shown if sure and (all_acts or not shown.held_back) else None


def left_out(views: Iterable[V], *, all_acts: bool = False, min_confidence: int = 0) -> LeftOut:
    """How much `narrow` takes from some utterances; what is no speech counts as that, however sure it is."""
    acts = unsure = 0
    for view in views:
        if view.held_back and not all_acts:
            acts += 1
            continue
        shown = narrow(view, all_acts=True, min_confidence=min_confidence)
        unsure += len(view.renderings) - (len(shown.renderings) if shown else 0)
        acts += shown is not None and shown.held_back and not all_acts
    return LeftOut(acts, unsure)


def surer(bundle: Bundle, min_confidence: int) -> Bundle:
    """An article with the attributions that are sure enough.

    One that holds another that is kept is kept too, however unsure: without it a voice would be lost.
    """
    check_floor(min_confidence)
    if not min_confidence:
        return bundle
    speakers = {speaker.attribution: speaker for speaker in held(bundle, Speaker)}
    rows = {row.id: row for row in held(bundle, Attribution)}
    kept: set[str] = set()
    for row in rows.values():
        inner: Attribution | None = row if sureness(row, speakers.get(row.id)) >= min_confidence else None
        while inner is not None and inner.id not in kept:
            kept.add(inner.id)
            inner = rows.get(inner.nested_in or "")
    kinds = {kind: bundle[kind] for kind in bundle.kinds()}
    return Bundle(
        bundle.article, {**kinds, Attribution: tuple(row for row in rows.values() if row.id in kept)}
    )
