"""Time expressions of one article: where they stand, their TIMEX3 value, and the days that they stand for.

Words get letters (`words`), one pattern over the letters finds the expressions (`patterns`), and rules turn
each into a value (`days`, `periods`, `calendar`, `clock`, `offsets`, `pointers`) against the article's date, the dates told before,
and the verb over it. Conventions: TimeML's TIMEX3 as in TimeBank and TempEval-3.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from sayso.annotate.counting.numerals import SCALES
from sayso.annotate.timing import calendar, clock, days, offsets, periods, pointers
from sayso.annotate.timing.intervals import Interval, precision
from sayso.annotate.timing.join import join
from sayso.annotate.timing.patterns import Piece, compile_rules
from sayso.annotate.timing.reviewed import review_times
from sayso.annotate.timing.scene import Reading, Scene
from sayso.annotate.timing.verbs import verb_lean
from sayso.annotate.timing.words import MONTHS, WEEKDAYS, Words, read_words
from sayso.ids import make_id
from sayso.records import Article, Mark, Parse, Review, ReviewedTime, Sentence, Time
from sayso.settings import Settings
from sayso.stage import Bundle, Each

Rule = Callable[[Piece, Scene], Reading | None]
Find = Callable[[Words], Iterator[Piece]]

_TIMELESS = frozenset({"ORG", "WORK_OF_ART", "PERSON", "FAC", "PRODUCT", "GPE", "LAW", "NORP", "LOC"})
_WHOLE_NAMES = frozenset((*WEEKDAYS, *MONTHS))  # names that no full stop shortens
EITHER = "it came out on {} and was updated on {}: from which of them a day is counted is not told"
_LINKS = frozenset("the that a an its his her their last this".split())


def rules() -> dict[str, Rule]:
    """The function that reads what each rule of the grammar matched."""
    return {
        "recent": pointers.recent,
        "iso": calendar.iso,
        "slash": calendar.slash,
        "clock": clock.clock,
        "week_of": calendar.week_of_day,
        "day": days.day,
        "quarter": periods.quarter,
        "year_ago": offsets.year_ago,
        "year_named": calendar.year,
        "half": calendar.half_year,
        "century": calendar.century,
        "holiday": pointers.holiday,
        "span": offsets.length,
        "day_before": offsets.day_beside,
        "relative": periods.relative,
        "ago": offsets.ago,
        "half_unit": offsets.half,
        "duration": offsets.length,
        "set": offsets.every,
        "decade": calendar.decade,
        "month": days.month_only,
        "year_end": calendar.year_end,
        "year": calendar.year,
        "weekday": days.weekday,
        "same": periods.same,
        "part": clock.part,
        "season": periods.season,
        "now": pointers.pointing,
        "plural": pointers.plural,
    }


def read_times(
    text: str,
    parse: Parse,
    sentences: Sequence[Sentence],
    anchor: date | None,
    *,
    find: Find,
    by_rule: dict[str, Rule],
) -> tuple[Words, list[Reading]]:
    """The time expressions of a text against one article date (None: unknown), in reading order."""
    words = read_words(text)
    pieces = list(find(words))
    scene = _scene(text, words, parse, sentences=sentences, anchor=anchor, pieces=pieces, by_rule=by_rule)
    for piece in pieces:
        told = _read(piece, scene, by_rule)
        if told is not None:
            scene.said.append(told)
    return words, join(scene)


def _read(piece: Piece, scene: Scene, by_rule: dict[str, Rule]) -> Reading | None:
    try:
        return by_rule[piece.rule](piece, scene)
    except (ValueError, OverflowError):  # a date outside the calendar: "February 30", ten thousand years ago
        return None


def _scene(
    text: str,
    words: Words,
    parse: Parse,
    *,
    sentences: Sequence[Sentence],
    anchor: date | None,
    pieces: list[Piece],
    by_rule: dict[str, Rule],
) -> Scene:
    bounds = [sentence.start for sentence in sentences]
    firsts = [piece.first for piece in pieces]

    def token(at: int) -> int:
        return bisect_right(parse.start, words.start[at]) - 1

    def named(at: int) -> bool:
        here = token(at)
        if here < 0 or parse.ent[here] not in _TIMELESS:
            return False
        if parse.ent[here] == "PERSON":
            return True
        before = not parse.ent_start[here]
        more = here + 1 < len(parse.ent) and parse.ent[here + 1] != "" and not parse.ent_start[here + 1]
        # A longer name: the parser also calls lone days names, so its neighbour must be a capitalised word.
        return (more and scene.raw(at + 1)[:1].isupper()) or (before and scene.raw(at - 1)[:1].isupper())

    def counts(at: int) -> bool:
        here = token(at)
        return (
            here >= 0
            and parse.dep[here] == "nummod"
            and parse.head[here] > here
            and parse.tag[parse.head[here]] == "NNS"
        )

    def ahead(at: int) -> Reading | None:
        for piece in pieces[bisect_right(firsts, at - 1) :][:1]:
            between = words.lower[at : piece.first]
            if len(between) <= 2 and _LINKS.issuperset(between) and piece.rule in {"day", "weekday", "iso"}:
                return _read(piece, scene, by_rule)
        return None

    scene = Scene(
        text=text,
        words=words,
        anchor=anchor,
        lean=verb_lean(text, parse),
        sentence=lambda offset: bisect_right(bounds, offset),
        named=named,
        counts=counts,
        read=lambda piece: _read(piece, scene, by_rule),
        ahead=ahead,
    )
    return scene


def published(article: Article) -> tuple[date | None, date | None]:
    """The first and the last day on which an article can have been published; None for what is unknown or doubtful."""
    return _day(article.day_from), _day(article.day_to)


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None


def _agree(first: list[Reading], last: list[Reading], unknown: list[Reading]) -> Iterable[Reading]:
    """Readings against both ends of a publication interval: one where they agree, else unknown within their bounds."""
    later = {(told.first, told.last): told for told in last}
    loose = {(told.first, told.last): told for told in unknown}
    for told in first:
        other = later.get((told.first, told.last))
        if other is not None and (other.type, other.value, other.span) == (told.type, told.value, told.span):
            yield told
            continue
        bare = loose.get((told.first, told.last))
        if bare is None or other is None:
            continue
        ends = [end for end in (*told.span[:2], *other.span[:2]) if end is not None]
        span = Interval(min(ends), max(ends), told.span.precision) if len(ends) == 4 else bare.span
        yield bare._replace(span=span, reasons=told.reasons + other.reasons)


def of_either(
    told: list[Reading], updated: list[Reading], unknown: list[Reading], days: tuple[date, date]
) -> Iterator[Reading]:
    """Readings of a text that came out on one day and was changed on another: what both days read alike, the rest unknown.

    Which sentence is of which day no text tells. A day by its name ("on Friday") is told alike on both or is of either;
    "yesterday" is only called open where more than a day lies between: over midnight a text is changed by a word.
    """
    later = {(one.first, one.last): one for one in updated}
    loose = {(one.first, one.last): one for one in unknown}
    near = (days[1] - days[0]).days == 1
    for one in told:
        other, bare = (read.get((one.first, one.last)) for read in (later, loose))
        alike = other is not None and (other.type, other.value, other.span) == (one.type, one.value, one.span)
        by_name = bare is not None and bare.value.startswith("XXXX-WXX-")
        direct = any(reason.startswith("article date") for reason in one.reasons)
        if alike or (near and direct and not by_name):
            yield one
        elif bare is not None:
            yield bare._replace(reasons=(EITHER.format(*days),))


def open_times(_settings: Settings) -> Callable[[Bundle], list[Time | ReviewedTime]]:
    """Compile the grammar once; return the function that finds an article's times, with what people decided of them."""
    find, by_rule = compile_rules(), rules()

    def times(bundle: Bundle) -> list[Time | ReviewedTime]:
        rows, reviewed = review_times(bundle.article, found(bundle), bundle[Review])
        return [*rows, *reviewed]

    def found(bundle: Bundle) -> list[Time]:
        article = bundle.article
        if not bundle[Parse]:
            return []
        parse, sentences = bundle[Parse][0], bundle[Sentence]

        def against(anchor: date | None) -> tuple[Words, list[Reading]]:
            return read_times(article.text, parse, sentences, anchor, find=find, by_rule=by_rule)

        earliest, latest = published(article)
        words, told = against(earliest if earliest == latest else None)
        if earliest is not None and latest is not None and earliest != latest:
            told = list(_agree(against(earliest)[1], against(latest)[1], told))
        changed = _day(article.words_to)
        if latest is not None and changed is not None and changed > latest:
            told = list(of_either(told, against(changed)[1], against(None)[1], (latest, changed)))
        return [_record(article, words, reading) for reading in told]

    return times


def _extent(words: Words, told: Reading) -> tuple[int, int]:
    """Where an expression stands: without "a" before a number, and without a sentence's full stop."""
    first, last, letters = told.first, told.last, words.letters
    if letters[first] in "at" and letters[first + 1 : first + 2] in {"n", "w"}:
        first += words.lower[first + 1] not in SCALES
    if letters[last - 1] == "." and words.lower[last - 2] in _WHOLE_NAMES:
        last -= 1
    return words.start[first], words.end[last - 1]


def _record(article: Article, words: Words, told: Reading) -> Time:
    start, end = _extent(words, told)
    return Time(
        id=make_id("Time", article.revision, start, end),
        article=article.id,
        start=start,
        end=end,
        type=told.type,
        value=told.value,
        earliest=told.span.earliest,
        latest=told.span.latest,
        precision=told.span.precision if told.type in {"DATE", "TIME"} else precision(told.value),
        reasons=told.reasons,
    )


TIMES = Each(
    name="times",
    version=2,
    reads=(Article, Mark, Parse, Sentence, Review),
    writes=(Time, ReviewedTime),
    make=open_times,
    reviews=("time",),
)
