"""Who said what, as a dossier tells it: by speaker, each wording once, with everything that must stand beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sayso.publish.dossier.excerpts import Excerpts
from sayso.publish.dossier.redacting import Redactor
from sayso.publish.dossier.selecting import Chosen
from sayso.publish.export.line_answers import line_json
from sayso.publish.views.lines import Line
from sayso.publish.views.lookup import fold_words
from sayso.publish.words.day_words import value_words
from sayso.publish.words.difference_words import differences_words
from sayso.publish.words.line_words import known_words, told_words, warning_words
from sayso.publish.words.origin_words import chain_words, origin_words
from sayso.publish.words.phrases import UNKNOWN_SPEAKER, count_words, one_line, shown_outlet

Json = dict[str, Any]
MOST_DIFFERENCES = 3
"""Differences told of one wording: with more of them, both are read sooner."""


def said_told(
    chosen: Iterable[Chosen], numbers: Mapping[str, int], excerpts: Excerpts, redactor: Redactor
) -> list[Json]:
    """Speakers with what each said, those who say most first and unknown ones last."""
    groups: dict[str, list[Chosen]] = {}
    for one in chosen:
        groups.setdefault(one.utterance.actor or f"name:{one.utterance.speaker}", []).append(one)

    def rank(group: Sequence[Chosen]) -> tuple[object, ...]:
        first = group[0].utterance
        return (first.speaker == UNKNOWN_SPEAKER, -len(group), first.speaker, first.id)

    return [
        {
            "speaker": redactor.words(group[0].utterance.speaker),
            "count": count_words(len(group), "utterance"),
            "said": [_utterance(one, numbers, excerpts, redactor) for one in group],
        }
        for group in sorted(groups.values(), key=rank)
    ]


def _utterance(one: Chosen, numbers: Mapping[str, int], excerpts: Excerpts, redactor: Redactor) -> Json:
    view = replace(one.utterance, renderings=tuple(line.rendering for line in one.lines))
    worded: dict[tuple[str, ...], list[Line]] = {}
    for line in one.lines:
        worded.setdefault(fold_words(line.rendering.words), []).append(line)
    first, *others = worded.values()
    differ = dict.fromkeys(line[0].rendering.attribution.id for line in others)
    told = {
        item.attribution.id: differences_words(view.renderings[0].article, item.article, found)
        for item, found in (view.differences() if others else ())
        if item.attribution.id in differ
    }
    whole = len(one.utterance.renderings) == len(one.lines)
    return {
        "id": view.id,
        "several": bool(others),
        "origins": redactor.words(origin_words(view, numbers)) if whole else "",
        "renderings": [
            _wording(lines, numbers, excerpts, redactor, told.get(lines[0].rendering.attribution.id, ()))
            for lines in (first, *others)
        ],
    }


def _wording(
    lines: Sequence[Line],
    numbers: Mapping[str, int],
    excerpts: Excerpts,
    redactor: Redactor,
    differs: Sequence[str],
) -> Json:
    """One wording, in the context of the first article that has it, with a line for each that renders it so."""
    rendering = lines[0].rendering
    return {
        "attribution": rendering.attribution.id,
        "context": excerpts.shown(rendering.article, rendering.attribution.content),
        "told": redactor.words(told_words(rendering)),
        "lines": [_line(line, numbers, redactor) for line in lines],
        "differs": [redactor.words(words) for words in _first(differs)],
    }


def _first(differs: Sequence[str]) -> list[str]:
    """The first differences; the renderings themselves stand beside them."""
    rest = len(differs) - MOST_DIFFERENCES
    more = [f"and {count_words(rest, 'more difference')}"] if rest > 0 else []
    return [*differs[:MOST_DIFFERENCES], *more]


def _line(line: Line, numbers: Mapping[str, int], redactor: Redactor) -> Json:
    """What stands beside the words: from which source, how it is known who spoke, what a reviewer made of it."""
    shown = line_json(line)
    rendering = line.rendering
    day = value_words(shown["said_on"])
    channel = shown["channel"]
    parts = [
        known_words(line),
        f"said on {day}" if day else "",
        f"through: “{one_line(channel['text'])}”" if channel else "",
        shown["review_state_words"],
    ]
    return {
        "number": numbers[rendering.article.id],
        "outlet": redactor.words(shown_outlet(rendering.article)),
        "told": redactor.words(told_words(rendering)),
        "warning": warning_words(line).rstrip(": "),
        "known": redactor.words("; ".join(part for part in parts if part)),
        "state": shown["review_state"],
        "chain": [
            redactor.words(words) for words, suggested in chain_words(rendering, numbers) if not suggested
        ],
    }
