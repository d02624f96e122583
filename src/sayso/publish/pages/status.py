"""The state of a collection for people: what it holds, what is missing, failed or stale, and how long stages took."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console

from sayso.publish.pages.feeds import print_feeds
from sayso.publish.pages.lists import DOUBTFUL, FIELDS, MOST_LISTED, ArticleLine
from sayso.publish.pages.terminal import CAUTION, QUIET, STRONG, heading, join, say
from sayso.publish.pages.upkeep import clock, print_table, some
from sayso.publish.views.embargoes import Withheld, withheld_words
from sayso.publish.views.feeds import FeedView
from sayso.publish.views.staleness import FailureGroup, StageStanding, grouped
from sayso.publish.words.phrases import count_words
from sayso.store.answers import Status

WAITING = {
    "new": "{} new, not read yet",
    "text": "{} with another text",
    "metadata": "{} with other metadata",
    "review": "{} reviewed since",
    "removed": "{} removed, whose traces are to be taken out",
    "withdrawn": "{} withdrawn by their providers, whose traces are to be taken out",
    "stage": "{} for which a stage is another than before",
    "records": "{} of which an earlier stage made other records",
    "retry": "{} that failed, to be tried again",
    "": "{} since an earlier version of Sayso",
}
"""What articles wait for, in words."""

WITHDRAWN_IN_ALL = {
    "canceled": "withdrawn by {}",
    "withheld": "withheld by {}",
}
"""What is kept and not read, in words."""

SHOWN_SHARE = 10
"""Thousandths of the time from which a stage is listed unasked: what takes less explains no waiting."""


def print_status(
    console: Console,
    status: Status,
    standings: Sequence[StageStanding],
    lines: Sequence[ArticleLine],
    *,
    feeds: Sequence[FeedView] = (),
    held_back: Sequence[Withheld] = (),
    all_stages: bool = False,
) -> None:
    """What the collection holds and what is missing, how its feeds stand, what failed, what is stale and why, timings."""
    say(console, (count_words(status.articles, "article"), STRONG))
    languages = ", ".join(f"{name} {count:,}" for name, count in sorted(status.languages.items()))
    facts = join(
        count_words(status.revisions, "text"),
        f"languages: {languages}" if languages else "",
        count_words(status.removed, "removed article") if status.removed else "",
        *(
            f"{many:,} {WITHDRAWN_IN_ALL[word].format('its provider' if many == 1 else 'their providers')}"
            for word, many in sorted(status.withdrawn.items())
        ),
    )
    say(console, (facts, QUIET))
    _print_withheld(console, held_back)
    _print_missing(console, status, lines)
    print_feeds(console, feeds)
    heading(console, "FAILURES")
    groups = grouped(status.failures)
    if not groups:
        say(console, "none found")
    for group in groups[:MOST_LISTED]:
        _print_failures(console, group)
    if len(groups) > MOST_LISTED:
        more = count_words(sum(group.many for group in groups[MOST_LISTED:]), "more failure")
        say(console, (f"and {more}: `sayso status --format json` lists all", QUIET))
    heading(console, "WHAT IS STALE")
    _print_stale(console, status, standings)
    heading(console, "STAGES")
    _print_stages(console, status, standings, all_stages=all_stages)


def _print_withheld(console: Console, held_back: Sequence[Withheld]) -> None:
    if not held_back:
        return
    heading(console, "WITHHELD")
    for one in held_back:
        where = ", ".join(one.where) + (f" and {one.more:,} more" if one.more else "")
        say(console, "• ", (withheld_words(one), CAUTION if one.over else ""), (f"  {where}", QUIET), hang=2)
    say(console, ("add them again when that is over, and they are read: `sayso add FILE`", QUIET))


def _print_missing(console: Console, status: Status, lines: Sequence[ArticleLine]) -> None:
    heading(console, "WHAT IS MISSING")
    gaps = Counter(field for line in lines for field in line.missing.split(", ") if field)
    if not gaps:
        say(console, "none found")
    for field in (field for field in FIELDS if gaps[field]):
        what = "for" if field == DOUBTFUL else "unknown for"
        say(console, f"{field:<12}  ", (f"{what} {gaps[field]:,} of {status.articles:,}", QUIET))
    lacking = [line for line in lines if line.missing not in {"", "completeness"}]
    for line in lacking[:MOST_LISTED]:
        say(console, "• ", line.name, (f"  {line.missing}", QUIET), hang=2)
    if len(lacking) > MOST_LISTED:
        more = count_words(len(lacking) - MOST_LISTED, "more article")
        say(console, (f"and {more}: `sayso status --format csv` lists all", QUIET))
    if lacking:
        say(console, ("state it: `sayso add FILE --outlet … --published …`, or a sidecar CSV", QUIET))


def _print_failures(console: Console, group: FailureGroup) -> None:
    stage = "" if group.stage == "ingest" else f"stage '{group.stage}': "
    told = f" {stage}{group.reason}; {group.fix}"
    if group.many == 1:
        say(console, "• ", (f"{group.where[0]}:", CAUTION), told, hang=2)
        return
    say(console, "• ", (f"{group.many:,} times", CAUTION), told, hang=2)
    more = f" and {group.many - len(group.where):,} more" if group.many > len(group.where) else ""
    say(console, (f"{', '.join(group.where)}{more}", QUIET), indent=2)


def _print_stale(console: Console, status: Status, standings: Sequence[StageStanding]) -> None:
    told = False
    if status.at_work:
        say(console, f"another process ({status.at_work}) is at work on it now")
        told = True
    if status.interrupted:
        say(console, (f"a run ({status.interrupted}) ended before it was done", CAUTION))
        told = True
    for why, many in sorted(status.waiting.items()):
        words = WAITING.get(why, "{} for another reason").format(count_words(many, "article"))
        say(console, "• ", (words, CAUTION), hang=2)
        told = True
    groups = sum(stage.why.get("groups", 0) for stage in standings)
    if groups:
        say(console, "• ", (f"{groups:,} groups or pairs of articles whose members changed", CAUTION), hang=2)
        told = True
    told = _print_moved(console, status, standings) or told
    failed = sum(stage.failures for stage in standings)
    if told and not status.at_work:
        say(console, ("`sayso run` brings it up to date", QUIET))
    if not told:
        say(console, "none found: what is derived is up to date")
    if failed:
        say(console, (f"`sayso run --retry` tries again what failed ({failed:,})", QUIET))


def _print_moved(console: Console, status: Status, standings: Sequence[StageStanding]) -> bool:
    """The stages that are others than those that made the rows, those alike together; whether there are any."""
    moved: dict[str, list[str]] = {}
    for stage in standings:
        if stage.moved:
            moved.setdefault(stage.moved, []).append(stage.name)
    for how, names in moved.items():
        who = "every stage" if len(names) == len(standings) else ", ".join(names)
        say(console, "• ", (f"{who}: {how}", CAUTION), hang=2)
    if moved:
        say(console, (f"{count_words(status.articles, 'article')} will go through them", QUIET))
    return bool(moved)


def _print_stages(
    console: Console, status: Status, standings: Sequence[StageStanding], *, all_stages: bool
) -> None:
    ran = [stage for stage in standings if stage.owners or stage.stale or stage.failures]
    if not ran:
        say(console, "none has run yet")
        return
    shown = [
        stage
        for stage in ran
        if all_stages or stage.stale or stage.failures or stage.skipped or stage.share >= SHOWN_SHARE
    ]
    bad = [stage.stale > 0 or stage.failures > 0 for stage in shown]
    columns: list[tuple[str, list[str]]] = [
        ("stage", [stage.name for stage in shown]),
        ("rows", [f"{stage.rows:,}" for stage in shown]),
        ("stale", [some(stage.stale) for stage in shown]),
        ("failed", [some(stage.failures) for stage in shown]),
        ("over-full", [some(stage.skipped) for stage in shown]),
        ("seconds", [f"{stage.seconds:,.1f}" for stage in shown]),
        ("ms/article", [f"{1000 * stage.per_article:,.1f}" for stage in shown]),
        ("share", [f"{stage.share / 10:.0f} %" for stage in shown]),
    ]
    kept = [(name, cells) for name, cells in columns if any(cells)]
    rows = list(zip(*(cells for _, cells in kept), strict=True))
    if rows:
        print_table(console, tuple(name for name, _ in kept), rows, cautious=bad)
    total = sum(stage.seconds for stage in standings)
    each = f", {1000 * total / status.articles:,.0f} ms an article" if status.articles else ""
    rest = (
        f"; {count_words(len(ran) - len(shown), 'more stage')}: `sayso status --stages`"
        if len(ran) > len(shown)
        else ""
    )
    every = count_words(sum(stage.rows for stage in standings), "row")
    say(console, (f"{every} of {count_words(len(ran), 'stage')} in {clock(total)}{each}{rest}", QUIET))
