"""Actors: all of them with how much there is of each, and one with everything that the articles say of it."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console

from sayso.publish.pages.terminal import QUIET, STRONG, heading, join, say
from sayso.publish.views.actor import ActorView, SpokenFor, Use, Worded
from sayso.publish.views.actors import ActorLine
from sayso.publish.views.namesakes import Namesake
from sayso.publish.views.renderings import UtteranceView
from sayso.publish.words.phrases import (
    CAPACITY_WORDS,
    count_words,
    interval_words,
    part_words,
    published_words,
    shorten,
    source_name,
    where_words,
)
from sayso.records import Article
from sayso.spans import Span

MOST_LISTED = 50
"""Actors listed for people: a few screens. --limit shows more, --format csv all."""
MOST_NAMES = 4
"""Other spellings beside a name in a list; its own page has all."""
MOST_PLACES = 3
"""Offsets of one spelling in one article; what is left out is counted, and --format csv has all."""
MOST_USES, MOST_LINKS, MOST_APART, MOST_SAID = 12, 10, 10, 30
"""Articles of one spelling or role, links, namesakes and utterances on one page; --format json has all."""


def print_actors(console: Console, lines: Sequence[ActorLine], *, limit: int = MOST_LISTED) -> None:
    """Who speaks or has a stated role, those who say most first; everybody else is only counted."""
    say(console, ("Actors: who speaks, or whom an article gives a role", STRONG))
    listed = [line for line in lines if line.named and not line.only_mentioned]
    if not listed:
        say(console, "none found")
    for line in listed[:limit]:
        _print_line(console, line)
    if len(listed) > limit:
        more = count_words(len(listed) - limit, "more actor")
        say(console, (f"and {more}: --limit shows more, `sayso actor --format csv` all", QUIET))
    rest = Counter(line.type for line in lines if line.named and line.only_mentioned)
    unnamed = sum(not line.named for line in lines)
    if rest:
        counted = ", ".join(
            f"{kind} {count:,}" for kind, count in sorted(rest.items(), key=lambda i: (-i[1], i[0]))
        )
        console.print()
        say(console, (f"only mentioned, without a word or a role of their own: {counted}", QUIET))
    if unnamed:
        described = count_words(unnamed, "description")
        say(console, (f"without a name, and so never joined across articles: {described}", QUIET))


def print_candidates(console: Console, asked: str, lines: Sequence[ActorLine], *, limit: int) -> None:
    """Who answers to a name that leaves a doubt; the id leaves none."""
    say(console, (f"{count_words(len(lines), 'actor')} answer to {asked}: name one by its id", STRONG))
    for line in lines[:limit]:
        _print_line(console, line)
    if len(lines) > limit:
        say(console, (f"and {count_words(len(lines) - limit, 'more actor')}: --limit shows more", QUIET))


def print_actor(console: Console, view: ActorView) -> None:
    """One actor: what it is called and where, its roles and by whom, why it is one, who is kept apart, what it said."""
    say(console, (view.name, STRONG), ("  " + view.actor.type, QUIET))
    say(console, (f"actor {view.id}", QUIET))
    outlets = {article.outlet for article in view.articles if article.outlet}
    unknown = sum(article.outlet is None for article in view.articles)
    facts = join(
        count_words(len(view.articles), "article"),
        count_words(len(outlets), "known outlet") if outlets else "",
        f"outlet unknown for {unknown}" if unknown else "",
        _days(view.articles),
        count_words(len(view.said), "utterance") if view.said else "no utterance found",
    )
    say(console, facts, indent=2, hang=2)
    heading(console, "NAMES")
    _print_worded(console, view.names)
    if view.descriptions:
        heading(console, "ALSO DESCRIBED AS")
        _print_worded(console, view.descriptions)
    heading(console, "ROLES, AND WHO GIVES THEM")
    _print_worded(console, view.roles)
    heading(console, "SPEAKS FOR")
    _print_bodies(console, view.speaks_for)
    heading(console, "WHY THIS IS ONE ACTOR")
    _print_links(console, view)
    heading(console, "NEAR, AND KEPT APART")
    _print_apart(console, view.apart)
    heading(console, "WHAT WAS SAID, BY DAY")
    _print_said(console, view)


def _print_line(console: Console, line: ActorLine) -> None:
    others = [name for name in line.names if name != line.name]
    more = f" and {len(others) - MOST_NAMES} more" if len(others) > MOST_NAMES else ""
    say(console, (line.name, STRONG), (f"  {join(line.type, line.role)}", QUIET), hang=4)
    said = count_words(line.utterances, "utterance") if line.utterances else "no utterance"
    facts = join(
        said,
        count_words(line.articles, "article"),
        count_words(line.outlets, "known outlet") if line.outlets else "outlet unknown",
        line.id,
    )
    say(console, (facts, QUIET), indent=2)
    if others:
        say(console, ("also " + ", ".join(others[:MOST_NAMES]) + more, QUIET), indent=2, hang=2)


def _days(articles: Sequence[Article]) -> str:
    firsts = [article.day_from for article in articles if article.day_from]
    lasts = [article.day_to for article in articles if article.day_to]
    return interval_words(min(firsts, default=None), max(lasts, default=None)) or "date unknown"


def _print_worded(console: Console, items: Sequence[Worded]) -> None:
    if not items:
        say(console, "none found")
    for item in items:
        say(console, item.text, (f"  {_times(item)}", QUIET), hang=4)
        _print_uses(console, item.uses)


def _times(item: Worded) -> str:
    return f"{count_words(item.count, 'time')} in {count_words(len(item.uses), 'article')}"


def _print_uses(console: Console, uses: Sequence[Use]) -> None:
    """Who says so and where: one line an article."""
    for article, spans in uses[:MOST_USES]:
        outlet = article.outlet or "outlet unknown"
        who = join(outlet, published_words(article), part_words(article), _places(article, spans))
        say(console, (who, QUIET), indent=4, hang=2)
    if len(uses) > MOST_USES:
        say(console, (f"and {count_words(len(uses) - MOST_USES, 'more article')}", QUIET), indent=4)


def _places(article: Article, spans: Sequence[Span]) -> str:
    if not spans:
        return source_name(article)
    offsets = " ".join(f"[{start}-{end}]" for start, end in spans[1:MOST_PLACES])
    more = f"and {len(spans) - MOST_PLACES} more" if len(spans) > MOST_PLACES else ""
    return " ".join(part for part in (where_words(article, spans[0]), offsets, more) if part)


def _print_bodies(console: Console, bodies: Sequence[SpokenFor]) -> None:
    if not bodies:
        say(console, "no words say so")
    for body in bodies:
        say(console, body.name, (f"  {CAPACITY_WORDS[body.capacity]}", QUIET), hang=4)
        _print_uses(console, body.uses)


def _print_links(console: Console, view: ActorView) -> None:
    """The links told once for all that say the same, with the spellings that they join."""
    if len(view.articles) == 1:
        say(console, "it is named in one article only")
        return
    for row in view.reviews:
        if row.same:
            say(console, f"• joined by {row.by} ({row.at[:10]})", hang=2)
    told: dict[tuple[int, tuple[str, ...], frozenset[str]], set[str]] = {}
    for link in view.links:
        key = (link.score, link.reasons, frozenset({link.one, link.other}))
        told.setdefault(key, set()).update({link.one_article, link.other_article})
    for (score, reasons, names), articles in list(told.items())[:MOST_LINKS]:
        words = " and ".join(sorted(names))
        say(console, f"• {words}: {'; '.join(reasons)}", hang=2)
        facts = join(f"link of {score} of 1000", f"between {count_words(len(articles), 'article')}")
        say(console, (facts, QUIET), indent=2)
    if len(told) > MOST_LINKS:
        more = count_words(len(told) - MOST_LINKS, "more kind of link", "more kinds of link")
        say(console, (f"and {more}: `--format json` has every link", QUIET))
    for reasons in dict.fromkeys(reasons for _, reasons in view.alone):
        say(console, (f"• {'; '.join(reasons)}", QUIET), hang=2)
    if not told and not view.alone:
        say(console, "none found")


def _print_apart(console: Console, apart: Sequence[Namesake]) -> None:
    if not apart:
        say(console, "none found")
    for one in apart[:MOST_APART]:
        say(console, "• ", one.name, (f"  {one.type}", QUIET), hang=2)
        link = f"a link of {one.score} of 1000 was not followed" if one.score is not None else ""
        say(console, (join("; ".join(one.reasons), link, one.id), QUIET), indent=2)
    if len(apart) > MOST_APART:
        say(console, (f"and {f'{len(apart) - MOST_APART:,} more'}: `--format json` has them", QUIET))


def _print_said(console: Console, view: ActorView) -> None:
    """Utterances by the day on which they were said, else by that on which they first came out here."""
    if not view.said:
        say(console, "none found")
    days: dict[tuple[str, str], list[UtteranceView]] = {}
    for utterance in view.said:
        days.setdefault(_day(utterance), []).append(utterance)
    left = MOST_SAID
    for (_, day), said in sorted(days.items()):
        shown = said[:left]
        left -= len(shown)
        if not shown:
            break
        count = count_words(len(said), "utterance")
        say(console, (day, STRONG), (f"  {count}", QUIET))
        for utterance in shown:
            first = utterance.renderings[0]
            article, *others = utterance.articles
            outlet = article.outlet or f"an unknown outlet ({source_name(article)})"
            more = f" and in {count_words(len(others), 'other article')}" if others else ""
            say(console, "• ", shorten(first.words, most=160), indent=2, hang=2)
            say(console, (f"as rendered by {outlet}{more}", QUIET), indent=4, hang=2)
    if len(view.said) > MOST_SAID:
        more = count_words(len(view.said) - MOST_SAID, "more utterance")
        say(console, (f"and {more}", QUIET))
    if len(view.utterances) > len(view.said):
        rest = len(view.utterances) - len(view.said)
        held_back = count_words(rest, "intention or belief", "intentions and beliefs")
        say(console, (f"left out: {held_back}, in `--format json`", QUIET))
    if not view.said:
        return
    say(console, (f"`sayso said {view.name!r}` shows every rendering with its words and its place", QUIET))


def _day(view: UtteranceView) -> tuple[str, str]:
    """When it was said, else when it first came out here: to sort by, and in words; unknown days last."""
    if view.said_on:
        return view.said_on, f"said {view.said_on}"
    days = sorted(article.day_from[:10] for article in view.articles if article.day_from)
    return (days[0], f"published {days[0]}, day said unknown") if days else ("~", "day unknown")
