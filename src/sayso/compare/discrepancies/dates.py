"""Dates, times of day and lengths of time: when one deed was, told twice."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from sayso.compare.discrepancies.finding import Finding, Side
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.moment_relations import relate
from sayso.compare.discrepancies.moments import Length, Moment, length_of, moment_of, shown
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading, two_voices
from sayso.compare.discrepancies.surroundings import Surroundings, surroundings
from sayso.compare.discrepancies.weighing import is_one_deed, weigh
from sayso.compare.timeline.deeds import alike
from sayso.records import Time
from sayso.spans import Span, overlap

# Lengths that differ by less (thousandths of the longer one) are one, told in another unit or rounded.
SLIGHT = 100
# A day's difference is often a time zone's; a year and a day mostly date two deeds; any deed can last four years.
NEXT_DAY, OTHER_PRECISION, LENGTH = -100, -60, -100

BOUNDS = frozenset("since until till by before after from through".split())


class Dated:
    """A time expression of an article, read as a moment or as a length, and what stands around it."""

    def __init__(self, article: ArticleReading, row: Time, what: Moment | Length) -> None:
        self.row, self.what, self._article = row, what, article

    @cached_property
    def around(self) -> Surroundings:
        """What stands around it (found when it is asked for)."""
        return surroundings(self._article, self.span)

    @property
    def span(self) -> Span:
        """Its words."""
        return Span(self.row.start, self.row.end)

    @property
    def value(self) -> str:
        """What it tells, as compared."""
        if isinstance(self.what, Moment):
            return shown(self.what)
        count = f"{self.what.number:g} {self.what.unit}"
        return count if self.what.number == 1 else f"{count}s"


def find_dates(story: StoryReading, meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """Times that two places which tell the same give to it."""
    read = {key: _read(article) for key, article in story.articles.items()}
    for meeting in meetings:
        ours = [one for one in read[meeting.a_article] if overlap(one.span, meeting.a)]
        theirs = [two for two in read[meeting.b_article] if overlap(two.span, meeting.b)]
        for one in ours:
            for two in theirs:
                if one.row.id != two.row.id and type(one.what) is type(two.what):
                    yield from _compare(story, meeting, one, two, (ours, theirs))


def _compare(
    story: StoryReading,
    meeting: Meeting,
    one: Dated,
    two: Dated,
    all_: tuple[Sequence[Dated], Sequence[Dated]],
) -> Iterator[Finding]:
    relation, away = _relate(one, two)
    if relation == "unknown" or (relation == "apart" and _are_two_sayings(meeting, one, two)):
        return
    in_text = relation != "apart" or meeting.basis != "sentence"
    if not in_text and not (is_one_deed(one.around, two.around) and _bound(one) == _bound(two)):
        return
    ours, theirs = all_
    if relation == "apart" and meeting.basis == "sentence" and _is_cut(story, meeting, one, two):
        return
    if relation == "apart" and (
        any(_relate(one, other)[0] == "same" for other in theirs)
        or any(_relate(two, other)[0] == "same" for other in ours)
    ):
        return
    rivals = [(one.around, other.around) for other in theirs if _is_rival(one, two, other)]
    rivals += [(other.around, two.around) for other in ours if _is_rival(two, one, other)]
    score, reasons = weigh(meeting, one.around, two.around, rivals=rivals)
    if away == 1:
        score += NEXT_DAY
    if one.row.precision != two.row.precision:
        score += OTHER_PRECISION
    if isinstance(one.what, Length):
        score += LENGTH
    if score <= 0:
        return
    sides = tuple(
        _side(story.articles[key], dated)
        for key, dated in ((meeting.a_article, one), (meeting.b_article, two))
    )
    alike = relation in {"same", "compatible"}
    a, b = sides
    articles = story.articles
    if not alike and two_voices((articles[a.article], a.attribution), (articles[b.article], b.attribution)):
        return
    yield Finding(
        slot="date",
        difference=None if alike else "contradiction",
        level="inside" if meeting.a_article == meeting.b_article else "between",
        about=one.around.about,
        sides=(sides,) if alike else tuple((side,) for side in sides),
        score=score,
        reasons=reasons,
    )


def _is_cut(story: StoryReading, meeting: Meeting, one: Dated, two: Dated) -> bool:
    """Whether one of the sentences breaks off, so that the day of the other may stand in what is missing."""
    return any(
        story.articles[key].breaks_off(dated.span)
        for key, dated in ((meeting.a_article, one), (meeting.b_article, two))
    )


def _bound(dated: Dated) -> str:
    """The word by which a time bounds a deed and does not date it ("since 2031", "by Friday"); "" for none."""
    last = dated.around.before.split()[-1:]
    return last[0].casefold() if last and last[0].casefold() in BOUNDS else ""


def _are_two_sayings(meeting: Meeting, one: Dated, two: Dated) -> bool:
    """Whether a day is one of saying something: whoever says something on two days says two things, mostly."""
    if meeting.basis in {"passage", "utterance"}:
        return False
    saying = one.around.saying, two.around.saying
    verbs = [dated.around.clause.verb if dated.around.clause else "" for dated in (one, two)]
    return all(saying) or (any(saying) and alike(verbs[0]) != alike(verbs[1]))


def _is_rival(one: Dated, two: Dated, other: Dated) -> bool:
    """Whether a time could be compared with another in the place of its partner."""
    return other.row.id != two.row.id and type(one.what) is type(other.what)


def _relate(one: Dated, two: Dated) -> tuple[str, int]:
    if isinstance(one.what, Moment) and isinstance(two.what, Moment):
        if one.row.value == two.row.value and one.row.earliest is None:
            return "same", 0
        return relate(one.what, two.what)
    if isinstance(one.what, Length) and isinstance(two.what, Length):
        longer = max(one.what.hours, two.what.hours)
        away = 1000 * abs(one.what.hours - two.what.hours)
        if one.what.hours == two.what.hours:
            return "same", 0
        if one.what.unit != two.what.unit and away <= SLIGHT * longer:
            return "compatible", 0
        return "apart", 0
    return "unknown", 0


def _read(article: ArticleReading) -> list[Dated]:
    rows = list(article.times.values())
    anchors = {row.id for row in rows for other in rows if _is_anchor(article, row, other)}
    found: list[Dated] = []
    for row in rows:
        what = moment_of(row, article.text) or length_of(row)
        if what is not None and row.id not in anchors and not article.stops_at(Span(row.start, row.end)):
            found.append(Dated(article, row, what))
    return found


def _is_anchor(article: ArticleReading, row: Time, other: Time) -> bool:
    """Whether a time dates what another one of its sentence counts from: "two days after the January 3 raid"."""
    return (
        row.id != other.id
        and row.earliest is not None
        and any(
            reason in {f"date {row.earliest}", f"sentence date {row.earliest}"} for reason in other.reasons
        )
        and article.sentence_at(row.start) == article.sentence_at(other.start)
    )


def _side(article: ArticleReading, dated: Dated) -> Side:
    return Side(
        article=article.article.id,
        # What no calendar holds ("early on Tuesday" of no known week) is shown in the article's words.
        value=article.words(dated.span).casefold() if "XXXX" in dated.value else dated.value,
        start=dated.row.start,
        end=dated.row.end,
        context=article.context(dated.span),
        attribution=article.attribution_at(dated.span),
        reasons=tuple(told for reason in dated.row.reasons if (told := _told(reason))),
    )


def _told(reason: str) -> str:
    """Why a time stands for the day that it does, in plain words; "" where there is nothing to tell."""
    if reason.startswith("it came out on"):
        return reason
    kind, _, day = reason.rpartition(" ")
    if kind == "article date":
        return f"counted from the day of the report, {day}"
    if kind in {"date", "sentence date"}:
        return f"counted from {day}, which the text names"
    return ""
