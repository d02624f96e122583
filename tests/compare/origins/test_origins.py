"""How many separate textual sources stand behind an utterance or a shared text: bounds, with reasons, never a verdict."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.origins.origins import ORIGINS
from sayso.compare.origins.rows import gather
from sayso.compare.origins.shared_texts import TIES_MISSING
from sayso.compare.origins.stretches import stretches
from sayso.ids import make_id
from sayso.records import (
    Attribution,
    Credit,
    Direction,
    Hop,
    Origin,
    OriginMember,
    SharedPassage,
    UtteranceMember,
)
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Member
from sayso.testing.checks import make_article

LONG = "Engineers lowered the reservoir by nine metres overnight and asked farmers downstream to move their cattle"
QUOTE = "“We shall rebuild the tannery within two years and nobody in the town will pay a penny for that,” Penn said"


class Report:
    """One article by hand, with one rendering of one utterance."""

    def __init__(self, name: str, text: str, content: str | None = None, day: str | None = None) -> None:
        basis: Any = "stated" if day else "unknown"
        self.article = make_article(
            name, text, outlet=name, published_earliest=day, published_latest=day, published_basis=basis
        )
        self.text = text
        self.rows: dict[Any, list[Any]] = {kind: [] for kind in ORIGINS.reads[1:]}
        if content is not None:
            self.renders(content)

    def at(self, words: str) -> Span:
        return Span(self.text.index(words), self.text.index(words) + len(words))

    def renders(self, content: str) -> "Report":
        made = make_id("Attribution", self.article.id, content)
        self.rows[Attribution].append(
            Attribution(
                id=made,
                article=self.article.id,
                kind="indirect",
                content=(self.at(content),),
                cue=None,
                source=None,
                confidence=900,
                reasons=("by hand",),
            )
        )
        self.rows[UtteranceMember].append(
            UtteranceMember(
                id=f"m {made}", article=self.article.id, attribution=made, utterance="u", reasons=()
            )
        )
        return self

    def from_(
        self, carrier: str, *, content: int = 0, held: "Report | None" = None, suggested: bool = False
    ) -> "Report":
        """A step to a carrier."""
        self.rows[Hop].append(
            Hop(
                id=f"{carrier} {content}",
                article=self.article.id,
                attribution=self.rows[Attribution][content].id,
                utterance="u",
                step=1,
                carrier=carrier,
                start=0,
                end=1,
                held=held.article.id if held else None,
                basis="credit",
                suggested=suggested,
                why="",
            )
        )
        return self

    def told(self, outlet: str) -> "Report":
        """That it was said to an outlet, in the sentence that is all of the text."""
        whole = Span(0, len(self.text))
        self.rows[Credit].append(
            Credit(
                id=outlet, article=self.article.id, start=0, end=1, kind="told", carrier=outlet, named=Span(0, 1), reach=whole
            )
        )  # fmt: skip
        return self


def share(a: Report, b: Report, words: str, direction: Direction = "unknown") -> None:
    """Both have these words."""
    a, b = sorted((a, b), key=lambda report: report.article.id)
    shared = SharedPassage(
        id=make_id("SharedPassage", a.article.id, b.article.id, words),
        a_article=a.article.id,
        a_start=a.at(words).start,
        a_end=a.at(words).end,
        b_article=b.article.id,
        b_start=b.at(words).start,
        b_end=b.at(words).end,
        kind="verbatim",
        words=len(words.split()),
        direction=direction,
        direction_basis="none" if direction == "unknown" else "credit",
        why="9 words in the same order; both credit AP",
    )
    for report in (a, b):
        report.rows[SharedPassage].append(shared)


def origins(*reports: Report) -> tuple[list[Origin], list[OriginMember]]:
    members = [
        Member(
            report.article.id,
            None,
            Bundle(report.article, {kind: tuple(rows) for kind, rows in report.rows.items()}),
        )
        for report in sorted(reports, key=lambda one: one.article.id)
    ]
    rows = ORIGINS.make(Settings())("story", members)
    return [row for row in rows if isinstance(row, Origin)], [
        row for row in rows if isinstance(row, OriginMember)
    ]


def bounds(*reports: Report) -> tuple[int, int | None]:
    """At least and at most, of the utterance."""
    [found] = [row for row in origins(*reports)[0] if row.utterance is not None]
    return found.least, found.most


def test_two_outlets_with_different_words_are_perhaps_one_source() -> None:
    a, b = Report("Inland Post", "It will hold.", "It will hold"), Report("Vega TV", "No fear.", "No fear")
    [found], members = origins(a, b)

    assert (found.least, found.most) == (1, 2)
    assert found.reasons == ("2 renderings in 2 articles", "nothing shows one source or separate ones")
    assert len({member.source for member in members}) == 2
    assert {member.reasons for member in members} == {("nothing ties it to another of them",)}


def test_what_ties_them_may_stand_in_what_is_missing_of_one() -> None:
    a, b = Report("Inland Post", "It will hold.", "It will hold"), Report("Vega TV", "No fear.", "No fear")
    b.article = replace(b.article, completeness="excerpt")
    [found], members = origins(a, b)

    assert (found.least, found.most) == (1, 2)
    assert found.reasons[-1] == (
        "some of the articles are here in part: what ties them may stand in what is missing"
    )
    assert {member.reasons for member in members} == {("nothing in what is here ties it to another of them",)}


def test_a_quotation_alone_in_a_part_leaves_open_what_else_is_shared() -> None:
    a, b = (Report(name, f"{QUOTE}.", QUOTE) for name in ("Inland Post", "Vega TV"))
    a.article = replace(a.article, completeness="partial")
    share(a, b, QUOTE)

    assert all(TIES_MISSING in row.reasons for row in origins(a, b)[0])


def test_text_that_both_have_is_one_source() -> None:
    a, b = (Report(name, f"{LONG}.", LONG) for name in ("Inland Post", "Vega TV"))
    share(a, b, LONG)
    [found, text], members = origins(a, b)

    assert (found.least, found.most) == (text.least, text.most) == (1, 1)
    assert text.utterance is None
    assert "2 renderings share their text" in found.reasons
    assert [len({m.source for m in members if m.origin == row.id}) for row in (found, text)] == [1, 1]


def test_a_quotation_that_both_have_may_be_from_the_speaker() -> None:
    a, b = (Report(name, f"{QUOTE}.", QUOTE) for name in ("Inland Post", "Vega TV"))
    share(a, b, QUOTE)
    found, text = origins(a, b)[0]

    assert (found.least, found.most) == (text.least, text.most) == (1, 2)
    assert found.reasons[-1] == "what some have in common is quoted: each may have it from the speaker"


def test_a_quotation_in_a_stretch_of_copied_text_is_copied_with_it() -> None:
    a, b = (Report(name, f"{LONG}. {QUOTE}. {name}", QUOTE) for name in ("Inland Post", "Vega TV"))
    share(a, b, LONG)
    share(a, b, QUOTE)

    assert bounds(a, b) == (1, 1)


def test_crediting_one_carrier_is_at_most_one_source() -> None:
    a = Report("Inland Post", "It will hold.", "It will hold").from_("AP")
    b = Report("Vega TV", "No fear.", "No fear").from_("Associated Press")

    assert bounds(a, b) == (1, 1)
    assert "2 renderings credit AP" in origins(a, b)[0][0].reasons


def test_a_suggestion_makes_nothing_one() -> None:
    a = Report("Inland Post", "It will hold.", "It will hold").from_("AP", suggested=True)
    b = Report("Vega TV", "No fear.", "No fear").from_("AP", suggested=True)

    assert bounds(a, b) == (1, 2)


@pytest.mark.parametrize("carrier", ["state media", "a newspaper"])
def test_a_carrier_without_a_name_makes_nothing_one(carrier: str) -> None:
    a = Report("Inland Post", "It will hold.", "It will hold").from_(carrier)
    b = Report("Vega TV", "No fear.", "No fear").from_(carrier)

    assert bounds(a, b)[0] == 1
    assert bounds(a, b)[1] != 1


def test_several_unnamed_outlets_leave_the_number_open() -> None:
    a = Report("Inland Post", "It will hold.", "It will hold").from_("Dispatches")
    b = Report("Vega TV", "No fear.", "No fear")

    assert bounds(a, b) == (1, None)
    assert (
        "“Dispatches” names no outlet: how many stand behind it is not known" in origins(a, b)[0][0].reasons
    )


def test_an_article_that_credits_another_adds_none() -> None:
    source = Report("Vega TV", "No fear.", "No fear")
    copy = Report("Inland Post", "It will hold.", "It will hold").from_("Vega TV", held=source)
    rows, members = origins(source, copy)

    assert (rows[0].least, rows[0].most) == (1, 1)
    assert {member.reasons[0] for member in members} == {
        "credits Vega TV, which is held",
        "is credited by Inland Post",
    }


def test_one_article_is_one_source_however_often_it_tells_it() -> None:
    one = Report("Inland Post", "It will hold. No fear.", "It will hold").renders("No fear")

    assert bounds(one) == (1, 1)


def test_one_article_that_credits_two_outlets_may_have_two() -> None:
    one = Report("Inland Post", "It will hold. No fear.", "It will hold").renders("No fear")
    one.from_("AP").from_("Vega TV", content=1)

    assert bounds(one) == (1, 2)


def test_told_to_two_outlets_in_different_words_are_two() -> None:
    a = Report("Inland Post", "The dyke holds until Friday.", "The dyke holds until Friday").told(
        "Inland Post"
    )
    b = Report("Vega TV", "Nobody has to leave home.", "Nobody has to leave home").told("Vega TV")
    [found], _ = origins(a, b)

    assert (found.least, found.most) == (2, 2)
    assert found.reasons[-1] in {
        "told separately to Inland Post, Vega TV",
        "told separately to Vega TV, Inland Post",
    }


def test_the_same_words_told_to_two_outlets_are_perhaps_one_occasion() -> None:
    a = Report("Inland Post", "The dyke holds until Friday.", "The dyke holds until Friday").told(
        "Inland Post"
    )
    b = Report("Vega TV", "The dyke holds until Friday!", "The dyke holds until Friday").told("Vega TV")

    assert bounds(a, b) == (1, 2)


def test_two_names_that_may_be_one_outlets_are_not_counted_apart() -> None:
    a = Report("Inland Post", "The dyke holds until Friday.", "The dyke holds until Friday").told("Vega News")
    b = Report("Vega TV", "Nobody has to leave home.", "Nobody has to leave home").told("Vega Tonight")

    assert bounds(a, b) == (1, 2)


def test_texts_that_hang_together_are_one_origin_with_a_member_a_stretch() -> None:
    reports = [Report(name, f"{name}. {LONG}.") for name in ("Inland Post", "Vega TV", "Elsin Beacon")]
    share(reports[0], reports[1], LONG)
    share(reports[1], reports[2], LONG)
    [found], members = origins(*reports)

    assert (found.least, found.most, found.utterance) == (1, 1, None)
    assert found.reasons == ("3 articles share it",)
    assert len(members) == 3
    assert len({member.source for member in members}) == 1


def test_a_credit_makes_a_shared_quotation_one() -> None:
    a, b = (Report(name, f"{QUOTE}.") for name in ("Inland Post", "Vega TV"))
    share(a, b, QUOTE, "common_source")
    [found], _ = origins(a, b)

    assert (found.least, found.most) == (1, 1)
    assert found.reasons == ("2 articles share it", "both credit AP")


def test_names_and_titles_are_nobodys_text() -> None:
    title = "Former chairman of the Committee on Standards in Public Life, Sir Piers Vale"
    a, b = (Report(name, f"{name}. {title}.") for name in ("Inland Post", "Vega TV"))
    share(a, b, title)

    assert origins(a, b)[0][0].most == 2
    assert origins(a, b)[0][0].reasons[1].startswith("what they share is too little of anybody's own")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2031-05-01", "2031-05-02"), ["earliest in this collection: Inland Post, 2031-05-01"]),
        (("2031-05-02", "2031-05-02"), []),
        (("2031-05-01", None), []),
    ],
)
def test_the_earliest_is_told_only_where_all_times_are_stated_and_apart(
    days: tuple[str, str | None], said: list[str]
) -> None:
    a = Report("Inland Post", "It will hold.", "It will hold", days[0])
    b = Report("Vega TV", "No fear.", "No fear", days[1])

    assert [reason for reason in origins(a, b)[0][0].reasons if "earliest" in reason] == said


def test_nothing_is_called_confirmed() -> None:
    a, b = (Report(name, f"{LONG}.", LONG) for name in ("Inland Post", "Vega TV"))
    share(a, b, LONG)
    rows, members = origins(a, b)
    words = " ".join(reason for found in (rows, members) for row in found for reason in row.reasons)

    assert not any(word in words for word in ("confirm", "independent", "plagiar", "true"))


def test_passages_near_one_another_in_both_articles_are_one_stretch() -> None:
    a, b = (
        Report(name, f"{LONG}. {QUOTE}. {'x ' * 400}{LONG.upper()}.") for name in ("Inland Post", "Vega TV")
    )
    for words in (LONG, QUOTE, LONG.upper()):
        share(a, b, words)

    assert [2, 1] == [len(found) for found in stretches(a.rows[SharedPassage])]


@given(
    st.integers(1, 12).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))))
    )
)
def test_groups_hold_everything_once_and_what_is_linked_together(
    given_: tuple[int, list[tuple[int, int]]],
) -> None:
    count, links = given_
    groups = gather(count, links)

    assert sorted(number for group in groups for number in group) == list(range(count))
    assert all(any({a, b} <= set(group) for group in groups) for a, b in links)
