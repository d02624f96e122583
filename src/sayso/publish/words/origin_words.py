"""Chains and textual origins in words: by whom words came, and how many texts stand behind what many articles say.

Repetition is never called confirmation, and a carrier that the collection does not hold is called credited, not held.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.publish.pages.terminal import join
from sayso.publish.views.lookup import fold_words
from sayso.publish.views.renderings import Rendering, Step, UtteranceView
from sayso.publish.words.phrases import count_words, plain_times, source_name, speaker_words, where_words
from sayso.records import Article, Origin
from sayso.spans import Span
from sayso.words.outlets import called

REPEATED = "repeated, not confirmed"
MOST_REASONS = 3
"""Reasons told of one count of textual sources: they are alike from rendering to rendering; the export has all."""
OFTEN = 3
"""Renderings of one article that a credit may cover from which on it is told once of the article."""


class Suggestion(NamedTuple):
    """A credit that may cover more than its own sentence: whose, in which article, where."""

    article: str
    carrier: str
    start: int
    end: int


def bound_words(least: int, most: int | None) -> str:
    """How many textual sources there are, as far as the collection shows."""
    if most is None:
        return f"at least {least} textual sources" if least > 1 else "number of textual sources unknown"
    if least == most:
        return count_words(most, "textual source")
    if least <= 1:
        return f"at most {count_words(most, 'textual source')}"
    return f"{least} to {most} textual sources"


def carried_words(origin: Origin | None, articles: int) -> str:
    """How many articles carry something, and between which bounds the textual sources behind it are."""
    counted = count_words(articles, "article")
    if articles < 2:
        return counted
    if origin is None:
        return f"{counted} · number of textual sources unknown"
    if origin.most is None or origin.least == origin.most:
        return f"{counted} · {bound_words(origin.least, origin.most)}"
    return f"{counted} · at least {origin.least}, at most {count_words(origin.most, 'textual source')}"


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
    """A count of textual sources with its reasons; `groups` are the articles of one textual source each.

    The first reason of an origin is how many renderings or articles there are, which is told here anyhow.
    """
    known = [list({article.id: article for article in group}.values()) for group in groups]
    shared = [f"{listed(group, numbers)} have one source" for group in known if len(group) > 1]
    few = origin.most is not None and origin.most < articles
    because = [*(shared if len(known) > 1 else []), *map(plain_times, origin.reasons[1 : 1 + MOST_REASONS])]
    counted = f"{count_words(articles, 'article')}, {bound_words(origin.least, origin.most)}"
    return "; ".join(
        [": ".join([counted, "; ".join(because)]) if because else counted, *([REPEATED] if few else [])]
    )


def chain_words(
    rendering: Rendering, numbers: Mapping[str, int], told: Collection[Suggestion] = ()
) -> Iterator[tuple[str, bool]]:
    """Through whom a rendering came, with whether that is only a suggestion; a line each.

    Suggestions that the page has `told` of the whole article are left out.
    """
    sure = [step for step in rendering.chain if not step.hop.suggested]
    if sure:
        yield join(f"chain: {_chain(rendering, sure, numbers)}", *dict.fromkeys(map(_held, sure))), False
    for step in rendering.chain:
        if step.hop.suggested and suggestion_of(step) not in told:
            yield join(f"perhaps through {step.hop.carrier}: {step.hop.why}", _held(step)), True


def suggestion_of(step: Step) -> Suggestion:
    """What a suggestion is read from: the article, and where in it somebody is credited."""
    return Suggestion(step.hop.article, step.hop.carrier, step.hop.start, step.hop.end)


def frequent_suggestions(views: Iterable[UtteranceView]) -> frozenset[Suggestion]:
    """Credits that may cover very much of an article, as those of datelines: told once, and not of each line."""
    counted = Counter(
        suggestion_of(step)
        for view in views
        for item in view.renderings
        for step in item.chain
        if step.hop.suggested
    )
    return frozenset(one for one, count in counted.items() if count >= OFTEN)


def suggestions_words(suggestions: Collection[Suggestion], articles: Mapping[str, Article]) -> Iterator[str]:
    """What credits may cover beyond their own sentences, told once of each article."""
    for article, carrier, start, end in sorted(suggestions):
        place = where_words(articles[article], Span(start, end))
        yield f"perhaps more of it is from {carrier}, which is credited once: {place}"


def _chain(rendering: Rendering, steps: Sequence[Step], numbers: Mapping[str, int]) -> str:
    """A reports that B reported that C said; or that C told B; or A, crediting B, reports it."""
    speaker, text = speaker_words(rendering.speaker), rendering.article.text
    said, crediting = f"{speaker} said", ""
    for number, (hop, _) in reversed(list(enumerate(steps))):
        words = fold_words(text[hop.start : hop.end])
        if words[:1] == ("told",) and number == len(steps) - 1:
            said = f"{speaker} told {hop.carrier}"
        elif number == 0 and words == fold_words(hop.carrier) and hop.basis == "credit":
            crediting = f", crediting {hop.carrier},"
        else:
            said = f"{hop.carrier} reported that {said}"
    article = rendering.article
    which = f"article {numbers[article.id]}" if article.id in numbers else source_name(article)
    outlet = article.outlet or f"an unknown outlet ({which})"
    return f"{outlet}{crediting} reports that {said}"


def listed(articles: Sequence[Article], numbers: Mapping[str, int]) -> str:
    """Articles by their numbers on the page, else by outlet or file: "1, 2 and 4"; two of one outlet by headline too."""
    if all(article.id in numbers for article in articles):
        names = [str(number) for number in sorted(numbers[article.id] for article in articles)]
    else:
        names = [article.outlet or source_name(article) for article in articles]
        counted = Counter(names)
        names = [
            f"{name} ({called(None, article.title)})" if counted[name] > 1 and article.title else name
            for name, article in zip(names, articles, strict=True)
        ]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _held(step: Step) -> str:
    if step.held is None:
        return f"{step.hop.carrier}: credited, not held"
    return f"{step.hop.carrier}: held ({source_name(step.held)})"
