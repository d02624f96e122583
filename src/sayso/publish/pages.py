"""A story, and who said what, as a person reads it: the words as each outlet renders them, and where they stand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console

from sayso.publish.annotated import held
from sayso.publish.collection import Collection
from sayso.publish.day_words import day_words
from sayso.publish.narrowing import MOST, left_out, narrow
from sayso.publish.phrases import (
    CAPACITY_WORDS,
    KIND_WORDS,
    UNKNOWN_SPEAKER,
    basis_words,
    content_words,
    count_words,
    outlet_words,
    published_words,
    rendered_words,
    shorten,
    source_name,
    speaks_for_words,
    where_words,
)
from sayso.publish.renderings import Rendering, UtteranceView, Voice, is_one_body, views_alone
from sayso.publish.said import Chosen, Counted
from sayso.publish.summary import print_summary
from sayso.publish.terminal import CAUTION, QUIET, STRONG, heading, join, say
from sayso.publish.views import StoryView, find_story
from sayso.records import Article, Failure, SharedPassage, Unread
from sayso.spans import Span
from sayso.stage import Bundle

DESCRIBED = frozenset({"role", "unnamed"})
"""Bases where the article describes the speaker: its words are shown, for they are all that it says."""
PLAIN = frozenset({"named", "by surname"})
"""Bases that need no warning: the words beside the quotation name the speaker."""
UNNOTICED = "What no rule noticed is in no list: read the articles before you conclude that nothing was said."
MOST_PASSAGES = 20
"""Shared passages listed for people, longest first; the export has all, and the page says how many it leaves out."""
MOST_BODIES, MOST_SPEAKERS = 40, 20
"""Bodies listed for people, most quoted first, and speakers of one of them: a few screens. The table has all."""
UNSURE_SPEAKER, UNSURE_WORDS = 650, 400
"""Thousandths below which a line says that it is unsure who speaks, or that this was said: the lowest tenth of what
the rules gave on 80 news articles of 2012-2015 (9 % and 10.5 %). Found again by counting `confidence` of speakers and
attributions in the output of `sayso annotate` on any folder of news."""


def print_story(
    console: Console, view: StoryView, *, all_acts: bool = False, min_confidence: int = 0
) -> None:
    """One story: what it is, its articles, who said what, the text they share, what was not read."""
    say(console, (view.title, STRONG))
    shown = view.utterances(all_acts=all_acts, min_confidence=min_confidence)
    print_summary(console, view, shown)
    heading(console, "ARTICLES")
    for number, article in enumerate(view.articles, start=1):
        say(console, f"{number:>2}  ", (article.title or "no headline found", STRONG), hang=4)
        facts = join(article.outlet or "outlet unknown", published_words(article), _completeness(article))
        say(console, (facts, QUIET), indent=4)
        if _file(article):
            say(console, (_file(article), QUIET), indent=4)
    heading(console, "WHO SAID WHAT")
    if not shown:
        say(console, "none found")
    for utterances in _by_speaker(shown):
        _print_speaker(console, utterances)
    print_left_out(console, view.said, all_acts=all_acts, min_confidence=min_confidence)
    heading(console, "SHARED TEXT")
    _print_passages(console, view)
    print_unread(console, view.articles, view.unread, view.failures)


def print_left_out(
    console: Console, views: Iterable[UtteranceView], *, all_acts: bool, min_confidence: int
) -> None:
    """How much of what was found an answer leaves out, and what brings it back; nothing when it is all there."""
    missing = left_out(views, all_acts=all_acts, min_confidence=min_confidence)
    if missing.acts:
        held_back = count_words(missing.acts, "intention or belief", "intentions and beliefs")
        say(console, (f"left out: {held_back}, shown with --all-acts", QUIET))
    if missing.unsure:
        unsure = count_words(missing.unsure, "attribution")
        say(console, (f"left out: {unsure} less sure than {min_confidence} of {MOST}", QUIET))


def print_said(
    console: Console, name: str | None, chosen: Sequence[Chosen], *, about: str | None = None
) -> None:
    """Everything that answers to a name: first what it says itself, then who speaks for it, by capacity."""
    who = f"What {name} said" if name else "What was said"
    say(console, (who + (f" about {about}" if about else ""), STRONG))
    if not chosen:
        say(console, "none found")
        return
    articles = {rendering.article.id for item in chosen for rendering in item.utterance.renderings}
    counts = (count_words(len(chosen), "utterance"), count_words(len(articles), "article"))
    say(console, (f"{counts[0]} in {counts[1]}", QUIET))
    for capacity in ("", *CAPACITY_WORDS):
        said = [item.utterance for item in chosen if item.capacity == capacity]
        if not said:
            continue
        if capacity:
            heading(console, f"SAID FOR {name}: {_capacity(capacity)}")
        else:
            console.print()
        for utterances in _by_speaker(said):
            _print_speaker(console, utterances)


def print_speakers(console: Console, rows: Sequence[Counted]) -> None:
    """All speakers by the body that they speak for, with counts."""
    say(console, ("Who speaks, by the body spoken for", STRONG))
    if not rows:
        say(console, "none found")
    bodies = [list(group) for _, group in groupby(rows, key=lambda row: row.body)]
    named = [group for group in bodies if group[0].body]
    shown = named[:MOST_BODIES] + [group for group in bodies if not group[0].body]
    for group in shown:
        heading(console, group[0].body or "No body named")
        for row in group[:MOST_SPEAKERS]:
            counts = f"{count_words(row.utterances, 'utterance')} in {count_words(row.articles, 'article')}"
            kind = "" if row.speaker == UNKNOWN_SPEAKER else row.type
            say(console, row.speaker, ("  " + join(kind, counts), QUIET), indent=2, hang=2)
        if len(group) > MOST_SPEAKERS:
            more = count_words(len(group) - MOST_SPEAKERS, "more speaker")
            say(console, (f"and {more} who say less", QUIET), indent=2)
    if len(named) > MOST_BODIES or any(len(group) > MOST_SPEAKERS for group in shown):
        console.print()
        further = len(named) - MOST_BODIES
        more = f"{count_words(further, 'further body', 'further bodies')} left out; " if further > 0 else ""
        say(console, (f"{more}`sayso said --format csv` lists every speaker of every body", QUIET))


def print_unread(
    console: Console,
    articles: Sequence[Article],
    unread: Sequence[Unread],
    failures: Sequence[Failure] = (),
) -> None:
    """What was seen in these articles and not understood, and what failed on them."""
    heading(console, "WHAT WAS NOT READ")
    by_id = {article.id: article for article in articles}
    for row in unread:
        article, span = by_id[row.article], Span(row.start, row.end)
        words = shorten(content_words(article.text, (span,)), most=160)
        say(console, "• ", (where_words(article, span), QUIET), f" {row.why}: {words}", hang=2)
    for failure in failures:
        where = failure.path or failure.owner
        say(console, "• ", (f"{where}: {failure.reason}; {failure.fix}", CAUTION), hang=2)
    if not unread and not failures:
        say(console, "none found")
    say(console, (UNNOTICED, QUIET))


def print_article(
    console: Console, bundle: Bundle, *, all_acts: bool = False, min_confidence: int = 0
) -> None:
    """One article read without a collection: what is known of it, who said what in it, what was not read."""
    article = bundle.article
    say(console, (article.title or "no headline found", STRONG))
    facts = join(outlet_words(article), published_words(article), _completeness(article), _file(article))
    say(console, (facts, QUIET))
    heading(console, "WHO SAID WHAT")
    views = views_alone(bundle)
    narrowed = (narrow(view, all_acts=all_acts, min_confidence=min_confidence) for view in views)
    shown = [view for view in narrowed if view is not None]
    if not shown:
        say(console, "none found")
    for utterances in _by_speaker(shown):
        _print_speaker(console, utterances)
    print_left_out(console, views, all_acts=all_acts, min_confidence=min_confidence)
    print_unread(console, [article], held(bundle, Unread), held(bundle, Failure))
    console.print()


def print_scope(console: Console, collection: Collection, *, story: str | None = None) -> None:
    """The end of an answer about many articles: what was not read in them, counted by kind."""
    store = collection.store
    within = find_story(store, story).articles if story else None
    unread = Counter(row.why for row in store.rows(Unread, articles=within))
    failures = len(store.failures())
    heading(console, "WHAT WAS NOT READ")
    for why, count in sorted(unread.items(), key=lambda item: (-item[1], item[0])):
        say(console, f"{count:>4}  {why}", hang=6)
    if failures:
        say(console, (f"{failures:>4}  could not be read at all: `sayso status` says why", CAUTION), hang=6)
    if not unread and not failures:
        say(console, "none found")
    else:
        say(console, ("`sayso story` shows where in each story", QUIET))
    say(console, (UNNOTICED, QUIET))


def _completeness(article: Article) -> str:
    if article.completeness == "unknown":
        return "completeness unknown"
    reason = f" ({article.completeness_reason})" if article.completeness_reason else ""
    return article.completeness + ("" if article.completeness == "full" else reason)


def _file(article: Article) -> str:
    path = article.path or ""
    _, many, one = source_name(article).partition("#")
    return path + many + one if path else article.url or ""


def _by_speaker(views: Iterable[UtteranceView]) -> list[list[UtteranceView]]:
    """Utterances by speaker: those in most articles first, unknown speakers last, else in reading order."""
    groups: dict[str, list[UtteranceView]] = {}
    for view in views:
        groups.setdefault(view.actor or f"name:{view.speaker}", []).append(view)

    def rank(group: list[UtteranceView]) -> tuple[bool, int]:
        articles = {rendering.article.id for view in group for rendering in view.renderings}
        return group[0].speaker == UNKNOWN_SPEAKER, -len(articles)

    return sorted(groups.values(), key=rank)


def _print_speaker(console: Console, views: Sequence[UtteranceView]) -> None:
    said = [rendering for view in views for rendering in view.renderings]
    names = list(dict.fromkeys(view.speaker for view in views))
    written = {voice.name for item in said for voice in item.voices if voice.actor == views[0].actor}
    others = sorted(written - {names[0]}) if views[0].actor else names[1:]
    bodies = _bodies(said)
    say(console, (names[0], STRONG), ("  " + "; ".join(bodies), QUIET) if bodies else "", hang=4)
    if others:
        say(console, ("also written " + ", ".join(others), QUIET), indent=2)
    for view in views:
        articles = {rendering.article.id for rendering in view.renderings}
        if len(view.renderings) == 1:
            _print_rendering(console, view.renderings[0], view, mark="•", indent=2)
            continue
        where = f"in {len(articles)} articles" if len(articles) > 1 else "more than once in one article"
        say(
            console,
            "• ",
            (f"said once, rendered {where}:", QUIET),
            indent=2,
            hang=2,
        )
        for rendering in view.renderings:
            _print_rendering(console, rendering, view, mark="–", indent=4)
    console.print()


def _bodies(said: Sequence[Rendering]) -> list[str]:
    """For whom, and in what capacity; one body under several names is told once, by the longest of them."""
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
        elif len(item.body.name) > len(told[same[0]][0].name):
            told[same[0]] = told_one
    return list(dict.fromkeys(words for _, _, words in told))


def _print_rendering(
    console: Console, rendering: Rendering, view: UtteranceView, *, mark: str, indent: int
) -> None:
    say(console, f"{mark} ", rendering.words, indent=indent, hang=2)
    say(console, (rendered_words(rendering.article, rendering.span), QUIET), indent=indent + 2)
    basis = _basis(rendering, view)
    style = QUIET if basis in PLAIN else CAUTION
    say(console, (basis, style), (" · " + _manner(rendering), QUIET), indent=indent + 2)


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
    """How it was said, as far as some words say so: quoted or not, act, channel, addressee, day; and how sure it is."""
    text, detail = rendering.article.text, rendering.detail
    kind, cue = KIND_WORDS[rendering.attribution.kind], rendering.attribution.cue
    facts = [f"{kind} with “{content_words(text, (cue,))}”" if cue else kind]
    facts += [] if rendering.act == "statement" else [rendering.act]
    told = {voice.name for voice in rendering.voices}
    facts += [
        "in the speaker's own account" if name in told else f"reported by {name}" for name in rendering.within
    ]
    if detail is not None:
        if detail.addressee:
            facts.append("to " + content_words(text, (detail.addressee,)))
        if detail.channel:
            facts.append(content_words(text, (detail.channel,)))
        if detail.said_on:
            facts.append(day_words(content_words(text, (detail.said_on,)), detail.said_on_value))
    speaker = rendering.speaker
    if speaker is not None and speaker.name and speaker.confidence < UNSURE_SPEAKER:
        facts.append(f"unsure who speaks ({speaker.confidence} of 1000)")
    if rendering.attribution.confidence < UNSURE_WORDS:
        facts.append(f"unsure that it was said ({rendering.attribution.confidence} of 1000)")
    return join(*facts)


def _print_passages(console: Console, view: StoryView) -> None:
    numbers = {article.id: number for number, article in enumerate(view.articles, start=1)}
    by_id = {article.id: article for article in view.articles}
    longest = sorted(view.passages, key=lambda row: (-row.words, row.id))
    if not longest:
        say(console, "none found")
    for row in longest[:MOST_PASSAGES]:
        a, b = by_id[row.a_article], by_id[row.b_article]
        spans = {row.a_article: Span(row.a_start, row.a_end), row.b_article: Span(row.b_start, row.b_end)}
        first, second = sorted((a, b), key=lambda article: numbers[article.id])
        head = f"{numbers[first.id]} and {numbers[second.id]}: {row.kind}, {count_words(row.words, 'word')}"
        say(console, "• ", (head, STRONG), indent=0, hang=2)
        say(console, shorten(content_words(first.text, (spans[first.id],)), most=300), indent=2)
        places = join(*(where_words(article, spans[article.id]) for article in (first, second)))
        say(console, (join(places, _direction(row, numbers)), QUIET), indent=2)
    if len(longest) > MOST_PASSAGES:
        more = count_words(len(longest) - MOST_PASSAGES, "shorter passage")
        say(console, (f"and {more}: `sayso export --format json` has them all", QUIET))


def _direction(row: SharedPassage, numbers: dict[str, int]) -> str:
    a, b = numbers[row.a_article], numbers[row.b_article]
    known = {"a_to_b": f"{a} before {b}: ", "b_to_a": f"{b} before {a}: ", "common_source": "common source: "}
    return known.get(row.direction, "") + row.why


def _capacity(capacity: str) -> str:
    return next(words for key, words in CAPACITY_WORDS.items() if key == capacity)
