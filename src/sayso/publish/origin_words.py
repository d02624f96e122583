"""Chains and textual origins in words: by whom words came, and how many texts stand behind what many articles say.

Repetition is never called confirmation, and a carrier that the collection does not hold is called credited, not held.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.publish.phrases import count_words, outlet_words, source_name, speaker_words
from sayso.publish.renderings import Rendering, Step, UtteranceView
from sayso.publish.terminal import join
from sayso.records import Article, Origin

REPEATED = "repeated, not confirmed"
MOST_REASONS = 3
"""Reasons told of one count of textual sources: they are alike from rendering to rendering; the export has all."""


def bound_words(least: int, most: int | None) -> str:
    """How many textual sources there are, as far as the collection shows."""
    if most is None:
        return f"at least {least} textual sources" if least > 1 else "number of textual sources unknown"
    if least == most:
        return count_words(most, "textual source")
    if least <= 1:
        return f"at most {count_words(most, 'textual source')}"
    return f"{least} to {most} textual sources"


def bound_name(least: int, most: int | None) -> str:
    """The same for programs: exact, at_least, at_most, or unknown."""
    if most is None:
        return "at_least" if least > 1 else "unknown"
    return "exact" if least == most else "at_most"


def origin_words(view: UtteranceView, numbers: Mapping[str, int]) -> str:
    """In how many articles an utterance stands and how many texts are behind that; empty when nothing is known."""
    articles = view.articles
    if view.origin is None or len(articles) < 2:
        return ""
    groups: dict[str, list[Article]] = {}
    for rendering in view.renderings:
        if rendering.source is not None:
            groups.setdefault(rendering.source, []).append(rendering.article)
    return told_origin(view.origin, len(articles), groups.values(), numbers)


def told_origin(
    origin: Origin, articles: int, groups: Iterable[Sequence[Article]], numbers: Mapping[str, int]
) -> str:
    """A count of textual sources with its reasons; `groups` are the articles of one textual source each."""
    known = (list({article.id: article for article in group}.values()) for group in groups)
    shared = [f"{listed(group, numbers)} are one source" for group in known if len(group) > 1]
    few = origin.most is not None and origin.most < articles
    reasons = [reason for reason in origin.reasons if reason][:MOST_REASONS]
    counted = f"{count_words(articles, 'article')}, {bound_words(origin.least, origin.most)}"
    return join(": ".join([counted, "; ".join([*shared, *reasons])] if shared or reasons else [counted])) + (
        f"; {REPEATED}" if few else ""
    )


def chain_words(rendering: Rendering) -> Iterator[tuple[str, bool]]:
    """Through whom a rendering came, outermost first, with whether that is only a suggestion; a line each."""
    sure = [step for step in rendering.chain if not step.hop.suggested]
    if sure:
        links = f"{outlet_words(rendering.article)} reports that"
        for step in sure[:-1]:
            links += f" {step.hop.carrier} reported that"
        last, speaker = sure[-1].hop, speaker_words(rendering.speaker)
        links += (
            f" {speaker} told {last.carrier}"
            if last.basis == "channel"
            else f" {last.carrier} reported that {speaker} said"
        )
        yield join(f"chain: {links}", *dict.fromkeys(map(_held, sure))), False
    for step in rendering.chain:
        if step.hop.suggested:
            why = f": {step.hop.why}" if step.hop.why else ""
            yield join(f"perhaps through {step.hop.carrier}{why}", _held(step)), True


def listed(articles: Sequence[Article], numbers: Mapping[str, int]) -> str:
    """Articles by their numbers on the page, else by outlet or file: "1, 2 and 4"."""
    if all(article.id in numbers for article in articles):
        names = [str(number) for number in sorted(numbers[article.id] for article in articles)]
    else:
        names = [article.outlet or source_name(article) for article in articles]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _held(step: Step) -> str:
    if step.held is None:
        return f"{step.hop.carrier}: credited, not held"
    return f"{step.hop.carrier}: held ({source_name(step.held)})"
