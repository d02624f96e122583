"""What each outlet calls the same: a row an outlet under each actor, each shared place, each speaker; counts and no score.

Words between quotation marks stand in quotation marks, words that somebody is reported to have said in brackets; the
rest is in the outlet's own voice. Behind each stands the number of an article and its first place there.
"""

from collections.abc import Mapping, Sequence

from rich.console import Console

from sayso.publish.outlet_table import OutletTable
from sayso.publish.pages.ending import print_onward
from sayso.publish.pages.numbered import print_numbered
from sayso.publish.pages.terminal import QUIET, STRONG, Part, heading, join, say
from sayso.publish.views.columns import Column
from sayso.publish.views.wording import Cell, Occurrence, WordingView, WordUse, WordVoice
from sayso.publish.words.phrases import count_words, shorten

MOST_SHOWN = 12
"""Actors, places and speakers of one page, each: those that most outlets tell of. --limit shows more."""
MOST_WORDS = 6
"""Wordings of one outlet for one actor, the most frequent first; the rest are counted, and csv has all."""
MOST_CHARACTERS = 60
"""Characters of one wording: a long description is known by its beginning."""
NAME = 22
"""Characters of an outlet's name beside its words; a longer one takes a line of its own."""
VOICES: tuple[WordVoice, ...] = ("own", "reported", "quoted")
LEGEND = (
    "plain: the outlet's own voice · (in brackets): as somebody is reported to say · “quoted”: within quotation marks · "
    "behind each its first place: "
    "article:start-end"
)

NO_SIGN = "An outlet that is not in a row was found to use no words there; that is no sign of what it thinks."


def print_wording(
    console: Console,
    view: WordingView,
    *,
    limit: int = MOST_SHOWN,
    only: frozenset[int] | None = None,
    outlets: OutletTable | None = None,
) -> None:
    """The page; `only` are the numbers of the columns that are asked for, all of them when None."""
    say(console, (f"Wording: {view.story.title}", STRONG), hang=2)
    say(console, (f"story {view.story.id}", QUIET))
    unknown = sum(not column.known for column in view.columns)
    counts = join(
        count_words(len(view.columns) - unknown, "known outlet"),
        f"{count_words(unknown, 'article')} of an unknown outlet" if unknown else "",
    )
    say(console, counts, indent=2)
    say(console, (LEGEND, QUIET), indent=2, hang=2)
    articles = [article for column in view.columns for article in column.articles]
    numbers = print_numbered(console, articles, outlets)
    table = _Table(console, view.columns, numbers, only)
    called = [row for row in view.actors if table.tells(row.cells) and not _is_one_name(row.cells)]
    heading(console, "WHAT AN ACTOR IS CALLED")
    for row in called[:limit]:
        say(console, (row.name, STRONG), (f"  {row.actor.type} · {row.actor.id}", QUIET))
        table.show(row.cells)
    _end(console, len(called), limit, "actor")
    told = [row for row in view.deeds if table.tells(row.cells)]
    heading(console, "THE WORDS FOR WHAT BEFELL AN ACTOR")
    for deed in told[:limit]:
        say(console, (f"{deed.actor.name}: {deed.deed}", STRONG), (f"  {deed.actor.id}", QUIET))
        table.show(deed.cells)
    _end(console, len(told), limit, "deed")
    chosen = [choice for choice in view.choices if table.tells(choice.cells)]
    heading(console, "OTHER WORDS IN ONE PLACE OF SHARED TEXT")
    for choice in chosen[:limit]:
        say(
            console,
            (" / ".join(choice.words), STRONG),
            (f"  text {', '.join(choice.passages[:2])}", QUIET),
            hang=2,
        )
        table.show(choice.cells)
    _end(console, len(chosen), limit, "place")
    if view.unread:
        left = f"left out: {count_words(view.unread, 'shared text')} with edits, too many to be read"
        say(console, (left, QUIET))
    speakers = [row for row in view.cues if table.tells(row.cells)]
    heading(console, "THE VERBS THAT EACH SPEAKER IS GIVEN")
    for speaker in speakers[:limit]:
        say(console, (speaker.name, STRONG), (f"  {speaker.actor}" if speaker.actor else "", QUIET))
        table.show(speaker.cells)
    _end(console, len(speakers), limit, "speaker")
    if view.unsure:
        left = f"left out: {count_words(view.unsure, 'verb')} of speakers that are not sure"
        say(console, (left, QUIET))
    console.print()
    say(console, (NO_SIGN, QUIET))
    print_onward(console, view.story.id, "wording")


def _end(console: Console, count: int, limit: int, what: str) -> None:
    if not count:
        say(console, "none found")
    if count > limit:
        say(console, (f"and {count_words(count - limit, f'more {what}')}: --limit shows more", QUIET))


def _is_one_name(cells: Sequence[Cell]) -> bool:
    """Whether nothing but one and the same name stands in every cell: there is nothing to compare."""
    uses = [use for cell in cells for use in cell]
    return all(use.is_name for use in uses) and len({use.words.casefold() for use in uses}) < 2


class _Table:
    """Rows of outlets with their words, one table after the other."""

    def __init__(
        self,
        console: Console,
        columns: Sequence[Column],
        numbers: Mapping[str, int],
        only: frozenset[int] | None,
    ) -> None:
        self._console, self._numbers, self._only = console, numbers, only
        self._names = [
            column.name if column.known else f"outlet unknown ({numbers[column.articles[0].id]})"
            for column in columns
        ]
        self._width = min(NAME, max(map(len, self._names), default=0))

    def tells(self, cells: Sequence[Cell]) -> bool:
        """Whether an outlet that is asked for has words there."""
        return any(cell for number, cell in enumerate(cells) if self._only is None or number in self._only)

    def show(self, cells: Sequence[Cell]) -> None:
        """A row for each outlet that has words."""
        for number, cell in enumerate(cells):
            if not cell or (self._only is not None and number not in self._only):
                continue
            parts: list[Part] = [f"{self._names[number]:<{self._width}}  "]
            for at, use in enumerate(cell[:MOST_WORDS]):
                parts += [" · "] if at else []
                parts += self._use(use)
            if len(cell) > MOST_WORDS:
                parts.append((f" · and {len(cell) - MOST_WORDS} more", QUIET))
            say(self._console, *parts, indent=2, hang=self._width + 2)

    def _use(self, use: WordUse) -> list[Part]:
        """A wording in each voice that it stands in, with how often, and where first."""
        parts: list[Part] = []
        words = shorten(use.words, most=MOST_CHARACTERS)
        forms: dict[WordVoice, str] = {"own": words, "reported": f"({words})", "quoted": f"“{words}”"}
        for voice in VOICES:
            found = use.of(voice)
            if found:
                times = f" ×{len(found)}" if len(found) > 1 else ""
                parts += [", " if parts else "", (forms[voice], STRONG if voice == "own" else ""), times]
                parts.append((f" {self._place(found[0])}", QUIET))
        return parts

    def _place(self, one: Occurrence) -> str:
        number = self._numbers.get(one.place.article.id)
        return f"{number}:{one.place.span.start}-{one.place.span.end}"
