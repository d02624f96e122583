"""Where reports of a story differ, side by side, and what several of them say alike."""

from collections.abc import Mapping, Sequence

from rich.console import Console

from sayso.publish.outlet_table import OutletTable
from sayso.publish.pages.ending import print_onward
from sayso.publish.pages.evidence import Quoted, print_quoted
from sayso.publish.pages.numbered import print_numbered
from sayso.publish.pages.summary import extent
from sayso.publish.pages.terminal import QUIET, STRONG, heading, join, say
from sayso.publish.views.discrepancies import AgreementView, Comparisons, DiscrepancyView, Shown
from sayso.publish.words.comparison_words import (
    SLOT_WORDS,
    about_words,
    agreement_words,
    class_words,
    counted_words,
    side_words,
)
from sayso.publish.words.origin_words import listed
from sayso.publish.words.phrases import count_words, plain_times

MOST_SHOWN = 20
"""Discrepancies, and agreements, of one page: what a person reads at a sitting. --limit shows more."""
MOST_OF_A_SIDE, MOST_OF_A_NAME, MOST_AGREEING = 4, 1, 2
"""Places of one side, of one spelling of a name, and of an agreement, that stand there with their words; the rest are
counted, and csv has all."""
NO_VERDICT = "Both sides stand as their articles have them; Sayso does not say which of them is so."
UNNOTICED = "What is compared is found by rules: that nothing is listed does not mean that reports agree."


def print_discrepancies(
    console: Console,
    found: Comparisons,
    *,
    limit: int = MOST_SHOWN,
    left_out: int = 0,
    outlets: OutletTable | None = None,
) -> None:
    """The page: what there is in short, the articles by number, the discrepancies, the agreements.

    `left_out` counts the discrepancies that fit no slot, level or outlet that was asked for.
    """
    title = found.story.title if found.story else "the whole collection"
    say(console, (f"Where reports differ: {title}", STRONG), hang=2)
    _print_summary(console, found)
    shown, agreed = found.discrepancies[:limit], found.agreements[:limit]
    told = {one.id for view in shown for one in view.articles}
    told |= {one.id for view in agreed for one in view.articles}
    listed = (one for one in found.articles if one.id in told)
    numbers = print_numbered(console, listed, outlets, among=found.articles)
    heading(console, "WHERE REPORTS DIFFER")
    if not shown:
        say(console, "none found")
    for place, view in enumerate(shown, start=1):
        if place > 1:
            console.print()
        _print_discrepancy(console, view, place, numbers)
    _print_more(console, len(found.discrepancies) - len(shown), "discrepancy", "discrepancies")
    if left_out:
        more = count_words(left_out, "discrepancy", "discrepancies")
        say(console, (f"left out by --slot, --level or --outlet: {more}", QUIET))
    heading(console, "WHERE REPORTS SAY THE SAME")
    if not agreed:
        say(console, "none found")
    for one in agreed:
        _print_agreement(console, one, numbers)
    _print_more(console, len(found.agreements) - len(agreed), "agreement", "agreements")
    console.print()
    say(console, (UNNOTICED, QUIET))
    if found.story is not None:
        print_onward(console, found.story.id, "discrepancies")


def print_taste(console: Console, found: Comparisons, numbers: Mapping[str, int]) -> None:
    """One discrepancy and one agreement of a story, as a sample; nothing where there is neither."""
    if found.discrepancies:
        heading(console, f"WHERE REPORTS DIFFER: 1 OF {len(found.discrepancies)}")
        _print_discrepancy(console, found.discrepancies[0], 1, numbers)
        say(console, (NO_VERDICT, QUIET))
    if found.agreements:
        heading(console, f"WHERE REPORTS SAY THE SAME: 1 OF {len(found.agreements)}")
        _print_agreement(console, found.agreements[0], numbers)


def _print_summary(console: Console, found: Comparisons) -> None:
    if found.story is not None:
        say(console, (f"story {found.story.id}", QUIET))
    say(console, join(*extent(found.articles)), indent=2, hang=2)
    say(console, join(*counted_words(found.discrepancies)) or "no discrepancy found", indent=2, hang=2)
    agreed = count_words(len(found.agreements), "agreement")
    say(console, agreed if found.agreements else "no agreement found", indent=2)
    if found.discrepancies:
        say(console, (NO_VERDICT, QUIET), indent=2, hang=2)


def _print_discrepancy(
    console: Console, view: DiscrepancyView, place: int, numbers: Mapping[str, int]
) -> None:
    about = about_words(view.row.about, [side.value for side in view.sides], slot=view.row.slot)
    say(console, f"{place}. ", (f"{SLOT_WORDS[view.row.slot]}: {about}", STRONG), hang=3)
    state = "" if view.state == "unreviewed" else view.state
    say(
        console, (class_words(view.row), "bold cyan"), (f" · {join(state, view.id)}", QUIET), indent=3, hang=2
    )
    for side in view.sides:
        which = f" ({listed(side.articles, numbers)})"
        say(console, "▪ ", (side.value, STRONG), (f"  {side_words(side)}{which}", QUIET), indent=3, hang=2)
        most = MOST_OF_A_NAME if view.row.difference == "naming" else MOST_OF_A_SIDE
        left = print_quoted(console, _quoted(side.shown), numbers, indent=5, most=most)
        _print_left(console, left)
    if view.row.reasons:
        say(console, (f"compared because: {_reasons(view.row.reasons)}", QUIET), indent=3, hang=2)


def _print_agreement(console: Console, view: AgreementView, numbers: Mapping[str, int]) -> None:
    about = about_words(view.row.about, [view.row.value])
    say(console, "• ", (view.row.value, STRONG), f"  {SLOT_WORDS[view.row.slot]}: {about}", hang=2)
    which = listed(view.articles, numbers)
    say(console, f"{agreement_words(view)} ", (f"({which}) · {view.id}", QUIET), indent=2, hang=2)
    left = print_quoted(console, _quoted(view.shown), numbers, indent=4, most=MOST_AGREEING)
    _print_left(console, left)


def _quoted(shown: Sequence[Shown]) -> list[Quoted]:
    return [Quoted(one.place, one.context) for one in shown]


def _reasons(reasons: Sequence[str]) -> str:
    return "; ".join(map(plain_times, reasons))


def _print_left(console: Console, left: int) -> None:
    if left:
        say(console, (f"and {count_words(left, 'more place')}: --format csv has all", QUIET), indent=5)


def _print_more(console: Console, more: int, one: str, many: str) -> None:
    if more > 0:
        console.print()
        say(console, (f"and {count_words(more, f'more {one}', f'more {many}')}: --limit shows more", QUIET))
