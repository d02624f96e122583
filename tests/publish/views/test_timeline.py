"""A timeline as values: voice, day, derivation, evidence, and which lines come first."""

from typing import Any

import pytest

from sayso.ids import make_id, text_hash
from sayso.publish.pages.timeline import print_timeline
from sayso.publish.views.timeline import TimelineView, timeline
from sayso.records import (
    Article,
    Attribution,
    Clause,
    Event,
    EventMember,
    Speaker,
    Story,
    Time,
    Window,
)
from sayso.spans import Span

FIRST = "Vint opened the sluice on Friday.\nThe quay would sink by May, Penn said the dyke broke on Friday.\n"
SECOND = "On 2 May 2031 Vint opened the old sluice.\nA levy was raised in 2030 and the mill closed.\n"


def article(text: str, name: str, day: str | None) -> Article:
    made = make_id("Article", text_hash(text))
    return Article(
        id=made, revision=made, text=text, text_sha256=text_hash(text), outlet=name, published_earliest=day,
        published_latest=day, published_basis="stated" if day else "unknown", language="en",
    )  # fmt: skip


ONE, TWO = article(FIRST, "Elsin Courier", "2031-05-03"), article(SECOND, "Inland Post", None)
STORY = Story(id="a" * 16, title="The sluice", articles=(ONE.id, TWO.id))


def at(one: Article, words: str) -> Span:
    return Span(one.text.index(words), one.text.index(words) + len(words))


def tells(one: Article, event: str, words: str, **given: Any) -> list[Any]:
    """A member of an event with its clause: two words of a subject, then the verb."""
    span = at(one, words)
    subject = Span(span.start, span.start + len(" ".join(words.split()[:2])))
    clause = Clause(
        id=make_id("Clause", one.id, span),
        article=one.id,
        start=span.start,
        end=span.end,
        predicate=Span(subject.end + 1, subject.end + 1 + len(words.split()[2])),
        agent=subject,
        verb="open",
    )
    plain: dict[str, Any] = {"attribution": None, "time": None, "dated": "", "reasons": ()}
    member = EventMember(
        id=make_id("EventMember", event, clause.id), article=one.id, event=event, clause=clause.id, start=span.start,
        end=span.end, **(plain | given),
    )  # fmt: skip
    return [clause, member]


def event(name: str, first: str | None, last: str | None, **given: Any) -> Event:
    plain: dict[str, Any] = {"precision": "day", "actor": None, "speaker": "", "reasons": ()}
    return Event(id=name, story=STORY.id, earliest=first, latest=last, **(plain | given))


@pytest.fixture
def rows() -> list[Any]:
    """One event in two articles, one that somebody said, a year, and one without a day."""
    friday = Time(
        id="T1", article=ONE.id, start=at(ONE, "Friday").start, end=at(ONE, "Friday").end, type="DATE", value="2031-05-02",
        earliest="2031-05-02", latest="2031-05-02", precision="day", reasons=("article date 2031-05-03",),
    )  # fmt: skip
    said = Attribution(
        id="A1", article=ONE.id, kind="indirect", content=(at(ONE, "the dyke broke on Friday"),), cue=None, source=None,
        confidence=900, reasons=(),
    )  # fmt: skip
    penn = Speaker(
        id="P1", article=ONE.id, attribution="A1", entity=None, mention=None, name="Orla Penn", type="person",
        basis="named", confidence=900, reasons=(),
    )  # fmt: skip
    return [
        STORY, friday, said, penn,
        Window(id="W1", article=TWO.id, earliest="2031-05-02", latest=None, evidence=(at(TWO, "2 May 2031"),), reasons=("past",)),
        event("sluice", "2031-05-02", "2031-05-02"),
        *tells(ONE, "sluice", "Vint opened the sluice on Friday", time="T1", dated="“Friday”"),
        *tells(TWO, "sluice", "Vint opened the old sluice", dated=""),
        event("dyke", "2031-05-02", "2031-05-02", speaker="Orla Penn"),
        *tells(ONE, "dyke", "the dyke broke on Friday", attribution="A1", time="T1", dated="“Friday”"),
        event("levy", "2030-01-01", "2030-12-31", precision="year"),
        *tells(TWO, "levy", "A levy was raised in 2030", dated="“2030”"),
        event("mill", None, None, precision="unknown", negated=True),
        *tells(TWO, "mill", "the mill closed"),
    ]  # fmt: skip


@pytest.fixture
def view(rows: list[Any], make_store: Any) -> TimelineView:
    """The timeline of the story."""
    return timeline(make_store(None, *rows, articles=[ONE, TWO]), STORY)


def test_lines_come_in_order_of_time_and_the_undated_last(view: TimelineView) -> None:
    assert ["levy", "dyke", "sluice", "mill"] == [line.id for line in view.events]
    assert ["2030", "2031-05-02", "2031-05-02", "undated"] == [line.when for line in view.events]


def test_every_line_has_its_voice_and_its_words(view: TimelineView) -> None:
    """What somebody said is never shown as the outlet's own."""
    dyke, sluice = view.dated[1], view.dated[2]

    assert ("Orla Penn said that", False) == (dyke.voice, dyke.own)
    assert ("", True) == (sluice.voice, sluice.own)
    assert all(one.article.text[slice(*one.span)] == one.words for line in view.events for one in line.told)


def test_a_date_says_what_words_give_it_and_what_they_are_reckoned_from(view: TimelineView) -> None:
    assert view.dated[2].derivation == ("“Friday” (2031-05-02); reckoned from article date 2031-05-03",)


def test_what_did_not_happen_is_framed(view: TimelineView) -> None:
    assert view.undated[0].frame == "told as what did not happen"
    assert view.dated[0].frame == ""


def test_several_texts_come_first_and_one_undated_text_does_not(view: TimelineView) -> None:
    assert [line.id for line in view.main(1)] == ["sluice"]
    assert [line.id for line in view.main()] == ["levy", "dyke", "sluice"]


def test_windows_stand_by_their_articles(view: TimelineView) -> None:
    assert {TWO.id: "2031-05-02"} == {name: row.earliest for name, row in view.windows.items()}


def test_an_attribution_that_is_lost_never_passes_for_the_outlets(rows: list[Any], make_store: Any) -> None:
    """The speaker of the event is still named; without the attribution the words are nobody's own."""
    left = [row for row in rows if type(row) not in {Attribution, Speaker}]
    dyke = timeline(make_store(None, *left, articles=[ONE, TWO]), STORY).dated[1]

    assert not dyke.own
    assert dyke.voice == "Orla Penn said that"


def test_a_story_without_events_is_empty(make_store: Any) -> None:
    view = timeline(make_store(None, STORY, articles=[ONE, TWO]), STORY)

    assert ((), (), ()) == (view.dated, view.undated, view.main())


def test_weekdays_of_unknown_weeks_are_shown_as_they_stand_and_in_no_order_of_time(
    make_store: Any, render: Any
) -> None:
    """Words like "Friday" stay in the order of the text: a report of unknown day does not say of which week it is."""
    loose = [
        Time(
            id=f"T{words}", article=ONE.id, start=at(ONE, words).start, end=at(ONE, words).end, type="DATE",
            value="XXXX-WXX-5", earliest=None, latest=None, precision="day",
        )
        for words in ("Friday", "May")
    ]  # fmt: skip
    said = [
        STORY, *loose, event("zeal", None, None, precision="unknown"), event("axle", None, None, precision="unknown"),
        *tells(ONE, "zeal", "Vint opened the sluice on Friday", time="TFriday", dated="“Friday”"),
        *tells(ONE, "axle", "The quay would sink by May", time="TMay", dated="“by May”"),
    ]  # fmt: skip
    found = timeline(make_store(None, *said, articles=[ONE, TWO]), STORY)

    assert ["zeal", "axle"] == [line.id for line in found.main()]
    assert ("“Friday”, which day is not known",) == found.main()[0].derivation
    assert "“Friday”, which day is not known" in render(print_timeline, found, width=200)


def test_a_stretch_is_shown_by_its_own_words_and_not_as_its_first_day(make_store: Any) -> None:
    first = Time(
        id="T1", article=ONE.id, start=at(ONE, "Friday").start, end=at(ONE, "Friday").end, type="DATE", value="2031-05-02",
        earliest="2031-05-02", latest="2031-05-02", precision="day",
    )  # fmt: skip
    rows = [
        STORY, first, event("sluice", "2031-05-02", "2031-05-09"),
        *tells(ONE, "sluice", "Vint opened the sluice on Friday", time="T1", dated="“Friday to 9 May”"),
    ]  # fmt: skip

    assert timeline(make_store(None, *rows, articles=[ONE, TWO]), STORY).dated[0].derivation == (
        "“Friday to 9 May”",
    )
