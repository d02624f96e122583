"""Utterances by speaker: each rendering in its outlet's words, how it got there, and how many texts stand behind it."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from rich.console import Console

from sayso.compare.aligning.differences import Difference
from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, join, say
from sayso.publish.views.renderings import HELD_BACK, Rendering, UtteranceView, Voice, is_one_body
from sayso.publish.words.day_words import day_words
from sayso.publish.words.difference_words import differences_words
from sayso.publish.words.origin_words import Suggestion, chain_words, origin_words
from sayso.publish.words.phrases import (
    KIND_WORDS,
    UNKNOWN_SPEAKER,
    basis_words,
    content_words,
    rendered_words,
    speaks_for_words,
)
from sayso.publish.words.voice_words import PLAIN
from sayso.spans import contains

Numbers = Mapping[str, int]
"""The number by which a page calls each article that it lists."""

DESCRIBED = frozenset({"role", "unnamed"})
"""Bases where the article describes the speaker: its words are shown, for they are all that it says."""
UNSURE_SPEAKER, UNSURE_WORDS = 650, 400
"""Thousandths below which a line says that it is unsure who speaks, or that this was said: the lowest tenth of what
the rules gave on 80 news articles of 2012-2015 (9 % and 10.5 %). Found again by counting `confidence` of speakers and
attributions in the output of `sayso annotate` on any folder of news."""
MOST_REASONS = 2
"""Reasons told of why a rendering is taken for one with another: the strongest; --format json has all."""
EDGES = "“”„‟«»‹›\"'‘’ ,.;:"
"""What an outlet puts around the words that it renders: renderings that differ in nothing else are the same words."""


def print_utterances(
    console: Console,
    views: Iterable[UtteranceView],
    *,
    numbers: Numbers | None = None,
    wording: bool = False,
    told: Collection[Suggestion] = (),
) -> None:
    """Utterances by speaker: those in most articles first, unknown speakers last.

    With `wording` also how each rendering differs from the first of its utterance, and why it is one with it.
    `told` are suggestions that the page has told of whole articles.
    """
    for number, said_by in enumerate(by_speaker(views)):
        if number:
            console.print()
        _print_speaker(console, said_by)
        for view in said_by:
            print_utterance(console, view, numbers=numbers, wording=wording, told=told)


def by_speaker(views: Iterable[UtteranceView]) -> list[list[UtteranceView]]:
    """Utterances by speaker: those in most articles first, unknown speakers last, else in reading order."""
    groups: dict[str, list[UtteranceView]] = {}
    for view in views:
        groups.setdefault(view.actor or f"name:{view.speaker}", []).append(view)

    def rank(group: list[UtteranceView]) -> tuple[bool, int]:
        articles = {rendering.article.id for view in group for rendering in view.renderings}
        return group[0].speaker == UNKNOWN_SPEAKER, -len(articles)

    return sorted(groups.values(), key=rank)


def by_wording(renderings: Sequence[Rendering]) -> list[list[Rendering]]:
    """Renderings that are the same words but for what stands around them, in the order of the first of each."""
    groups: dict[str, list[Rendering]] = {}
    for rendering in renderings:
        groups.setdefault(rendering.words.strip(EDGES), []).append(rendering)
    return list(groups.values())


def _print_speaker(console: Console, views: Sequence[UtteranceView]) -> None:
    said = [rendering for view in views for rendering in view.renderings]
    names = list(dict.fromkeys(view.speaker for view in views))
    written = {voice.name for item in said for voice in item.voices if voice.actor == views[0].actor}
    others = sorted(written - {names[0]}) if views[0].actor else names[1:]
    bodies = _bodies(said)
    say(console, (names[0], STRONG), ("  " + "; ".join(bodies), QUIET) if bodies else "", hang=4)
    if others:
        say(console, ("also written " + ", ".join(others), QUIET), indent=2)


def print_utterance(
    console: Console,
    view: UtteranceView,
    *,
    numbers: Numbers | None = None,
    wording: bool = False,
    told: Collection[Suggestion] = (),
) -> None:
    """One utterance: its renderings, those in the same words together, and what is known of their sources."""
    wordings = by_wording(view.renderings)
    if len(wordings) == 1:
        _print_wording(console, wordings[0], view, mark="•", indent=2, numbers=numbers or {}, told=told)
    else:
        count = len(view.articles)
        where = f"in {count} articles" if count > 1 else "more than once in one article"
        say(console, "• ", (f"said once, rendered {where}:", QUIET), indent=2, hang=2)
        differing = {item.attribution.id: found for item, found in view.differences()} if wording else {}
        for same in wordings:
            _print_wording(console, same, view, mark="–", indent=4, numbers=numbers or {}, told=told)
            _print_differences(console, view.renderings[0], same[0], differing)
    words = origin_words(view, numbers or {})
    if words:
        say(console, (words, QUIET), indent=4)


def _print_differences(
    console: Console, first: Rendering, other: Rendering, differing: Mapping[str, tuple[Difference, ...]]
) -> None:
    """What is worded otherwise than in the first rendering, and so only of the others."""
    found = differing.get(other.attribution.id)
    if found is None:
        return
    told = differences_words(first.article, other.article, found) or ["the same words"]
    say(console, f"against the first: {'; '.join(told)}", indent=6, hang=2)
    if other.reasons:
        sure = f" ({other.score} of 1000)" if other.score is not None else ""
        why = "; ".join(other.reasons[:MOST_REASONS])
        say(console, (f"taken for one: {why}{sure}", QUIET), indent=6, hang=2)


def _bodies(said: Sequence[Rendering]) -> list[str]:
    """For whom, and in what capacity; one body under several names is told once, by the fullest of them."""
    told: list[tuple[Voice, str, str]] = []
    for item in said:
        if item.body is None or item.speaker is None:
            continue
        capacity = item.speaker.capacity or "unclear"
        told_one = (item.body, capacity, speaks_for_words(item.speaker))
        same = [
            at
            for at, (body, known, _) in enumerate(told)
            if known == capacity and is_one_body(body, item.body)
        ]
        if not same:
            told.append(told_one)
        elif _is_fuller(item.body.name, told[same[0]][0].name):
            told[same[0]] = told_one
    return list(dict.fromkeys(words for _, _, words in told))


def _is_fuller(name: str, other: str) -> bool:
    """Whether a name is the longer one, or the one of two as long that is not all in capitals, as datelines are."""
    return (len(name), other.isupper()) > (len(other), name.isupper())


def _print_wording(
    console: Console,
    same: Sequence[Rendering],
    view: UtteranceView,
    *,
    mark: str,
    indent: int,
    numbers: Numbers,
    told: Collection[Suggestion],
) -> None:
    say(console, f"{mark} ", same[0].words, indent=indent, hang=2)
    for before, rendering in enumerate(same):
        again = "in the same words " if before else ""
        number = numbers.get(rendering.article.id)
        words = again + rendered_words(rendering.article, rendering.span, number=number)
        say(console, (words, QUIET), indent=indent + 2)
        basis = _basis(rendering, view)
        style = QUIET if basis in PLAIN else CAUTION
        say(console, (basis, style), (" · " + _manner(rendering), QUIET), indent=indent + 2)
        for words, suggested in chain_words(rendering, numbers, told):
            say(console, (words, CAUTION if suggested else QUIET), indent=indent + 2)


def _basis(rendering: Rendering, view: UtteranceView) -> str:
    """How the speaker is known; a rendering that does not name the utterance's speaker shows its own words for it."""
    basis, source = basis_words(rendering.speaker), rendering.attribution.source
    described = rendering.speaker is not None and rendering.speaker.basis in DESCRIBED
    named = {voice.name for voice in rendering.voices}
    other = named and view.actor is not None and all(voice.actor != view.actor for voice in rendering.voices)
    if other and not described:
        basis = f"said by {' and '.join(sorted(named))} here, {basis}"
    if source is not None and (described or other):
        basis += f" “{content_words(rendering.article.text, (source,))}”"
    return basis


def _manner(rendering: Rendering) -> str:
    """How it was said, as far as some words say so: quoted or not, no speech at all, channel, addressee, day; and how sure it is."""
    text, detail = rendering.article.text, rendering.detail
    kind, cue = KIND_WORDS[rendering.attribution.kind], rendering.attribution.cue
    facts = [f"{kind} with “{content_words(text, (cue,))}”" if cue else kind]
    facts += [rendering.act] if rendering.act in HELD_BACK else []  # the other acts are right half the time
    told = {voice.name for voice in rendering.voices}
    facts += [
        "in the speaker's own account" if name in told else f"reported by {name}" for name in rendering.within
    ]
    if detail is not None:
        if detail.addressee and not (detail.channel and contains(detail.channel, detail.addressee)):
            facts.append("to " + content_words(text, (detail.addressee,)))
        if detail.channel:
            facts.append(content_words(text, (detail.channel,)))
        if detail.said_on:
            facts.append(day_words(content_words(text, (detail.said_on,)), detail.said_on_value))
    if rendering.language is not None:
        facts.append(f"original language: “{content_words(text, (rendering.language,))}”")
    speaker = rendering.speaker
    if speaker is not None and speaker.name and speaker.confidence < UNSURE_SPEAKER:
        facts.append(f"unsure who speaks ({speaker.confidence} of 1000)")
    if rendering.attribution.confidence < UNSURE_WORDS:
        facts.append(f"unsure that it was said ({rendering.attribution.confidence} of 1000)")
    if rendering.state != "unreviewed":
        facts.append(rendering.state)
    return join(*facts)
