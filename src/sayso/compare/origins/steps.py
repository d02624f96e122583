"""The steps by which an utterance reached an article: A reports that B reported that C said.

They are read from what the article itself says: an attribution within another's, a credit that covers the rendering,
the outlet that somebody told. What stands near it in another sentence is a suggestion, made where nothing is sure.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.compare.origins.carriers import passing_on
from sayso.records import Attribution, Credit, Detail, HopBasis, SharedPassage, Speaker
from sayso.spans import Span, contains, overlap
from sayso.stage import Bundle
from sayso.words.outlets import is_several, same_outlet

# Nearer to the speaker, later in the chain: whom N cites is behind N, and whom somebody told is behind them all.
CITING, TOLD = 2, 3
# Characters between a source and its words of saying that are shown with them: a day, a short apposition.
BESIDE = 40


class Step(NamedTuple):
    """One step, from the article's own outlet inwards: who carried it, the words that say so, and why."""

    order: tuple[int, int]
    carrier: str
    span: Span
    basis: HopBasis
    suggested: bool
    why: str


class Told(NamedTuple):
    """What one article says of how news reached it, made ready for each of its attributions."""

    bundle: Bundle
    attributions: Mapping[str, Attribution]
    speakers: Mapping[str, Speaker]
    details: Mapping[str, Detail]
    carriers: Mapping[str, str]
    sentences: Sequence[Span]
    passages: Sequence[tuple[Span, str]]
    """Where the article has text from an outlet that it credits for it elsewhere in the passage."""


def read_told(bundle: Bundle, outlets: Mapping[str, str | None], sentences: Sequence[Span] = ()) -> Told:
    """Make an article ready; `outlets` are those of the articles of its story, by article."""
    return Told(
        bundle,
        {row.id: row for row in bundle[Attribution]},
        {row.attribution: row for row in bundle[Speaker]},
        {row.attribution: row for row in bundle[Detail]},
        passing_on(bundle),
        sentences,
        [
            (span, outlet)
            for shared in bundle[SharedPassage]
            if (found := _came_from(shared, bundle.article.id)) is not None
            and (span := found[0])
            and (outlet := outlets.get(found[1]))
        ],
    )


def _came_from(shared: SharedPassage, article: str) -> tuple[Span, str] | None:
    """The stretch of an article that it has from another which it credits, and that other article."""
    if shared.direction_basis != "credit":
        return None
    if shared.direction == "b_to_a" and shared.a_article == article:
        return Span(shared.a_start, shared.a_end), shared.b_article
    if shared.direction == "a_to_b" and shared.b_article == article:
        return Span(shared.b_start, shared.b_end), shared.a_article
    return None


def steps_of(attribution: Attribution, told: Told) -> list[Step]:
    """The steps of one rendering in order; suggestions only where nothing is sure."""
    nested = list(_nested(attribution, told))
    sure = [step for step in nested if not step.suggested]
    sure += [*_credited(attribution, told), *_channel(attribution, told)]
    own = told.bundle.article.outlet
    speaker = told.speakers.get(attribution.id)
    found = sure or [*nested, *_passed_on(attribution, told), *_suggested(attribution, told)]
    kept: list[Step] = []
    for step in sorted(found, key=lambda one: (one.order, one.span)):
        itself = own is not None and same_outlet(step.carrier, own)
        speaks = speaker is not None and (
            same_outlet(step.carrier, speaker.name) or _in_source(step.span, attribution)
        )
        again = any(
            overlap(step.span, other.span) or same_outlet(step.carrier, other.carrier) for other in kept
        )
        if not (itself or speaks or again):
            kept.append(step)
    return kept


def covering(attribution: Attribution, told: Told) -> Iterator[Credit]:
    """The credits in whose own sentence an attribution is made, and that are not another one's words of saying."""
    for credit in told.bundle[Credit]:
        if not _made_in(attribution, credit.reach):
            continue
        words = Span(credit.start, credit.end)
        if credit.kind == "told" and not _is_cue(attribution, words):
            tellers = [row for row in told.attributions.values() if _is_cue(row, words)]
            if tellers and not any(_inside(attribution, row, told) for row in tellers):
                continue
        yield credit


def _nested(attribution: Attribution, told: Told) -> Iterator[Step]:
    """The carriers around an attribution, the outermost first; a person among them ends the chain."""
    around, depth, seen = attribution.nested_in, 0, {attribution.id}
    while around is not None and around in told.carriers and around not in seen:
        seen.add(around)
        outer, name = told.attributions[around], told.carriers[around]
        words = outer.source or outer.cue
        if words is None:
            return
        depth -= 1
        said = _words(told, _together(words, outer.cue))
        # What a carrier says in one sentence it may have said in the next ones too: that is a suggestion.
        at = bisect_right(told.sentences, words.start, key=lambda sentence: sentence.start) - 1
        beyond = at >= 0 and not _made_in(attribution, told.sentences[at])
        yield Step((1, depth), name, words, "nested", suggested=beyond, why=f"reported by {name}: “{said}”")
        around = outer.nested_in


def _credited(attribution: Attribution, told: Told) -> Iterator[Step]:
    for credit in covering(attribution, told):
        words = _words(told, Span(credit.start, credit.end))
        yield Step(_order(credit, words), credit.carrier, Span(credit.start, credit.end), "credit",
                   suggested=False, why=f"credited in its sentence: “{words}”")  # fmt: skip


def _order(credit: Credit, words: str) -> tuple[int, int]:
    """Where in the chain a credit stands: datelines outside, then who reports, whom they cite, and whom it was told."""
    if credit.kind in {"dateline", "byline", "via"}:
        return 0, credit.start
    if credit.kind == "told":
        return TOLD, credit.start
    return CITING if words.casefold().startswith(("citing", "quoting")) else 1, credit.start


def _channel(attribution: Attribution, told: Told) -> Iterator[Step]:
    """The outlet that somebody told, where no credit names it."""
    detail = told.details.get(attribution.id)
    if detail is None or detail.channel is None or detail.channel_kind != "told":
        return
    if any(overlap(detail.channel, credit.named) for credit in told.bundle[Credit]):
        return  # whose words that credit is was told by the credit itself
    words = _words(told, detail.channel).removeprefix("the ").removeprefix("The ")
    order = TOLD, detail.channel.start
    yield Step(order, words, detail.channel, "channel", suggested=False, why=f"said to {words}")


def _passed_on(attribution: Attribution, told: Told) -> Iterator[Step]:
    """The outlet that an article credits for other sentences of the text that it has from there."""
    for span, outlet in told.passages:
        if not all(overlap(span, part) for part in attribution.content):
            continue
        for credit in told.bundle[Credit]:
            if same_outlet(credit.carrier, outlet) and overlap(credit.reach, span):
                yield Step((1, credit.start), outlet, Span(credit.start, credit.end), "passage", suggested=True,
                           why=f"credited for another sentence of the text that both articles have: “{_words(told, Span(credit.start, credit.end))}”")  # fmt: skip
                break


def _suggested(attribution: Attribution, told: Told) -> Iterator[Step]:
    """Credits in other sentences that may cover an attribution: of what was told, only where the same one speaks."""
    speaker = told.speakers.get(attribution.id)
    for credit in told.bundle[Credit]:
        # Who contributed to it all, or that there were several, says nothing of a sentence.
        if credit.kind == "byline" or is_several(credit.carrier):
            continue
        if (
            credit.wider is None
            or not _made_in(attribution, credit.wider)
            or _made_in(attribution, credit.reach)
        ):
            continue
        span = Span(credit.start, credit.end)
        if credit.kind == "told":
            tellers = {
                told.speakers[row.id].entity
                for row in told.attributions.values()
                if _is_cue(row, span) and row.id in told.speakers
            }
            if speaker is None or speaker.entity is None or speaker.entity not in tellers:
                continue
        words = _words(told, span)
        yield Step(_order(credit, words), credit.carrier, span, "credit", suggested=True,
                   why=f"credited in another sentence, which may cover this one: “{words}”")  # fmt: skip


def _made_in(attribution: Attribution, stretch: Span) -> bool:
    """Whether an attribution is made in a stretch: its words of saying stand there, or without such its content."""
    if attribution.cue is not None:
        return contains(stretch, attribution.cue)
    if attribution.source is not None:
        return contains(stretch, attribution.source)
    return bool(overlap(stretch, attribution.content[0]))


def _together(words: Span, cue: Span | None) -> Span:
    """A source with its words of saying where they stand beside it."""
    if cue is None or max(words.start - cue.end, cue.start - words.end) > BESIDE:
        return words
    return Span(min(words.start, cue.start), max(words.end, cue.end))


def _is_cue(attribution: Attribution, words: Span) -> bool:
    """Whether the words of a credit are an attribution's own words of saying."""
    return attribution.cue is not None and overlap(attribution.cue, words) > 0


def _inside(attribution: Attribution, outer: Attribution, told: Told) -> bool:
    """Whether an attribution is nested in another, however deep."""
    around, seen = attribution.nested_in, {attribution.id}
    while around is not None and around in told.attributions and around not in seen:
        if around == outer.id:
            return True
        seen.add(around)
        around = told.attributions[around].nested_in
    return False


def _in_source(span: Span, attribution: Attribution) -> bool:
    """Whether the words that name a carrier are those that name the speaker."""
    return attribution.source is not None and overlap(span, attribution.source) > 0


def _words(told: Told, span: Span) -> str:
    return " ".join(told.bundle.article.text[span.start : span.end].split())
