"""The steps by which an utterance came to an article, and which of them the collection holds."""

from typing import Any

import pytest

from sayso.compare.origins.chains import CHAINS
from sayso.ids import make_id
from sayso.records import (
    Attribution,
    Credit,
    CreditKind,
    Detail,
    EntityType,
    Hop,
    Sentence,
    SharedPassage,
    Speaker,
    StoryMember,
    UtteranceMember,
)
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Member
from sayso.testing.checks import make_article

SAID = "The mayor said the bridge was closed"


class Written:
    """One article by hand: its text, then what is read in it, each by its words."""

    def __init__(self, text: str, outlet: str | None = None) -> None:
        self.article = make_article(outlet or text, text, outlet=outlet)
        self.text = text
        self.rows: dict[Any, list[Any]] = {kind: [] for kind in CHAINS.reads[1:]}
        start = 0
        for number, sentence in enumerate(text.split("\n")):
            self.rows[Sentence].append(
                Sentence(id=f"s{number}", article=self.article.id, start=start, end=start + len(sentence), paragraph=number)
            )  # fmt: skip
            start += len(sentence) + 1

    def at(self, words: str) -> Span:
        return Span(self.text.index(words), self.text.index(words) + len(words))

    def says(
        self, source: str, cue: str, content: str, *, kind: EntityType = "person", within: str | None = None, known: bool = True
    ) -> "Written":  # fmt: skip
        made = make_id("Attribution", self.article.id, content)
        self.rows[Attribution].append(
            Attribution(
                id=made,
                article=self.article.id,
                kind="indirect",
                content=(self.at(content),),
                cue=self.at(cue),
                source=self.at(source),
                nested_in=within and make_id("Attribution", self.article.id, within),
                confidence=900,
                reasons=("by hand",),
            )
        )
        self.rows[Speaker].append(
            Speaker(
                id=f"by {made}",
                article=self.article.id,
                attribution=made,
                entity=source if known else None,
                mention=None,
                name=source if known else "",
                type=kind if known else "unnamed",
                basis="named",
                confidence=900,
                reasons=("by hand",),
            )
        )
        return self

    def credits(
        self, words: str, carrier: str, kind: CreditKind = "reported", *, reach: str | None = None, wider: str | None = None
    ) -> "Written":  # fmt: skip
        span = self.at(words)
        sentence = next(row for row in self.rows[Sentence] if row.start <= span.start < row.end)
        self.rows[Credit].append(
            Credit(
                id=words,
                article=self.article.id,
                start=span.start,
                end=span.end,
                kind=kind,
                carrier=carrier,
                named=self.at(carrier) if carrier in words else span,
                reach=self.at(reach) if reach else Span(sentence.start, sentence.end),
                wider=self.at(wider) if wider else None,
            )
        )
        return self

    def renders(self, content: str, utterance: str = "closed") -> "Written":
        self.rows[UtteranceMember].append(
            UtteranceMember(
                id=f"{self.article.id} {content}",
                article=self.article.id,
                attribution=make_id("Attribution", self.article.id, content),
                utterance=utterance,
                reasons=(),
            )
        )
        return self

    def member(self) -> Member:
        rows = {kind: tuple(found) for kind, found in self.rows.items()}
        return Member(self.article.id, None, Bundle(self.article, rows))


def hops(*written: Written) -> list[Hop]:
    """The steps of all renderings of one story."""
    members = sorted((one.member() for one in written), key=lambda member: member.article)
    return [row for row in CHAINS.make(Settings())("story", members) if isinstance(row, Hop)]


def steps(*written: Written) -> list[tuple[int, str, str, bool]]:
    """Number, carrier, basis, and whether it is a suggestion."""
    return [(hop.step, hop.carrier, hop.basis, hop.suggested) for hop in hops(*written)]


def test_a_credit_in_the_sentence_is_a_step_that_is_not_held() -> None:
    one = Written(f"{SAID}, Reuters reported.", "Inland Post").says(
        "The mayor", "said", "the bridge was closed"
    )
    [hop] = hops(one.credits("Reuters reported", "Reuters").renders("the bridge was closed"))

    assert (hop.step, hop.carrier, hop.held, hop.basis, hop.suggested) == (
        1,
        "Reuters",
        None,
        "credit",
        False,
    )
    assert one.text[hop.start : hop.end] == "Reuters reported"


def test_the_article_of_a_carrier_with_the_utterance_is_held() -> None:
    copy = Written(f"{SAID}, Vega TV reported.", "Inland Post").says(
        "The mayor", "said", "the bridge was closed"
    )
    source = Written(f"{SAID} on Monday.", "vegatv.example").says(
        "The mayor", "said", "the bridge was closed"
    )
    [hop] = hops(
        copy.credits("Vega TV reported", "Vega TV").renders("the bridge was closed"),
        source.renders("the bridge was closed"),
    )

    assert (hop.article, hop.held) == (copy.article.id, source.article.id)


def test_an_article_of_the_carrier_with_another_utterance_is_not_held() -> None:
    copy = Written(f"{SAID}, Vega TV reported.", "Inland Post").says(
        "The mayor", "said", "the bridge was closed"
    )
    other = Written(f"{SAID} on Monday.", "Vega TV").says("The mayor", "said", "the bridge was closed")
    [hop] = hops(
        copy.credits("Vega TV reported", "Vega TV").renders("the bridge was closed"),
        other.renders("the bridge was closed", "another"),
    )

    assert hop.held is None


def test_a_chain_goes_from_the_reporter_over_whom_it_cites_to_whom_it_was_told() -> None:
    text = "Reuters reported, citing Nahl, that the mayor told Vega TV the bridge was closed."
    one = (
        Written(text, "Inland Post")
        .says("the mayor", "told", "the bridge was closed")
        .credits("Reuters reported", "Reuters")
        .credits("told Vega TV", "Vega TV", "told")
        .credits("citing Nahl", "Nahl")
        .renders("the bridge was closed")
    )

    assert steps(one) == [
        (1, "Reuters", "credit", False),
        (2, "Nahl", "credit", False),
        (3, "Vega TV", "credit", False),
    ]


def test_what_an_outlet_says_that_somebody_said_is_a_step() -> None:
    text = "The Nahl agency says that the mayor said the bridge was closed."
    outer = "that the mayor said the bridge was closed"
    one = Written(text, "Inland Post").says("The Nahl agency", "says", outer, kind="outlet")
    one.says("the mayor", "said", "the bridge was closed", within=outer).renders("the bridge was closed")

    assert steps(one) == [(1, "Nahl agency", "nested", False)]


def test_an_outlet_that_is_known_by_a_credit_alone_carries_too() -> None:
    text = "The mayor said the bridge was closed, vegatv reported."
    outer = "The mayor said the bridge was closed"
    one = Written(text, "Inland Post").says("vegatv", "reported", outer, known=False)
    one.says("The mayor", "said", "the bridge was closed", within=outer).credits("vegatv reported", "vegatv")

    assert steps(one.renders("the bridge was closed")) == [(1, "vegatv", "nested", False)]


def test_a_person_in_between_ends_the_chain() -> None:
    text = "Vega TV says that Mara Vint said that the mayor said the bridge was closed."
    outer, inner = (
        "that Mara Vint said that the mayor said the bridge was closed",
        "that the mayor said the bridge was closed",
    )
    one = (
        Written(text, "Inland Post")
        .says("Vega TV", "says", outer, kind="outlet")
        .says("Mara Vint", "said", inner, within=outer)
    )
    one.says("the mayor", "said", "the bridge was closed", within=inner).renders("the bridge was closed")

    assert steps(one) == []


def test_the_articles_own_outlet_is_no_step() -> None:
    one = Written("The mayor told Vega TV the bridge was closed.", "Vega TV").says(
        "The mayor", "told", "the bridge was closed"
    )

    assert steps(one.credits("told Vega TV", "Vega TV", "told").renders("the bridge was closed")) == []


def test_who_speaks_is_no_step_to_himself() -> None:
    one = Written("Reuters said the bridge was closed.", "Inland Post").says(
        "Reuters", "said", "the bridge was closed", kind="outlet"
    )

    assert steps(one.credits("Reuters said", "Reuters").renders("the bridge was closed")) == []


def test_what_one_told_an_outlet_in_a_sentence_another_did_not() -> None:
    text = "Mara Vint told Vega TV the ferry was late, while the mayor said the bridge was closed."
    one = (
        Written(text, "Inland Post")
        .says("Mara Vint", "told", "the ferry was late")
        .says("the mayor", "said", "the bridge was closed")
        .credits("told Vega TV", "Vega TV", "told")
        .renders("the bridge was closed")
    )

    assert steps(one) == []


def test_a_credit_in_another_sentence_is_a_suggestion_and_only_where_nothing_is_sure() -> None:
    text = "The ferry was late, Reuters reported.\nThe mayor said the bridge was closed.\nThe mayor told Vega TV it would open."
    one = (
        Written(text, "Inland Post")
        .says("The mayor", "said", "the bridge was closed")
        .says("The mayor", "told", "it would open")
        .credits("Reuters reported", "Reuters", wider=text)
        .credits("told Vega TV", "Vega TV", "told")
        .renders("the bridge was closed")
        .renders("it would open", "open")
    )

    assert steps(one) == [(1, "Reuters", "credit", True), (1, "Vega TV", "credit", False)]


@pytest.mark.parametrize(("kind", "carrier"), [("byline", "Reuters"), ("dateline", "Dispatches")])
def test_contributors_and_several_unnamed_outlets_suggest_nothing(kind: CreditKind, carrier: str) -> None:
    text = f"{carrier} and others.\nThe mayor said the bridge was closed."
    one = Written(text, "Inland Post").says("The mayor", "said", "the bridge was closed")

    assert steps(one.credits(carrier, carrier, kind, wider=text).renders("the bridge was closed")) == []


def test_what_was_told_an_outlet_may_cover_what_the_same_speaker_says_next() -> None:
    text = "The mayor told Vega TV it would open.\nMara Vint said cars wait.\nHe said the bridge was closed."
    one = (
        Written(text, "Inland Post")
        .says("The mayor", "told", "it would open")
        .says("Mara Vint", "said", "cars wait")
        .says("The mayor", "told", "the bridge was closed")
        .credits("told Vega TV", "Vega TV", "told", wider=text)
        .renders("cars wait", "wait")
    )

    assert steps(one) == []


def test_text_from_an_outlet_that_is_credited_elsewhere_in_it_suggests_a_step() -> None:
    copy = Written(
        "The ferry was late, Vega TV reported.\nThe mayor said the bridge was closed.", "Inland Post"
    )
    source = Written("The ferry was late.\nThe mayor said the bridge was closed.", "Vega TV")
    copy.says("The mayor", "said", "the bridge was closed").credits("Vega TV reported", "Vega TV").renders(
        "the bridge was closed"
    )
    source.says("The mayor", "said", "the bridge was closed").renders("the bridge was closed")
    a, b = sorted((copy, source), key=lambda one: one.article.id)
    shared = SharedPassage(
        id="shared",
        a_article=a.article.id,
        a_start=0,
        a_end=len(a.text),
        b_article=b.article.id,
        b_start=0,
        b_end=len(b.text),
        kind="edited",
        words=11,
        direction="b_to_a" if a is copy else "a_to_b",
        direction_basis="credit",
        why="",
    )
    for one in (copy, source):
        one.rows[SharedPassage].append(shared)
    [hop] = hops(copy, source)

    assert (hop.carrier, hop.basis, hop.suggested, hop.held) == (
        "Vega TV",
        "passage",
        True,
        source.article.id,
    )


def test_a_channel_that_no_credit_names_is_a_step() -> None:
    one = Written("The mayor told the evening show the bridge was closed.", "Inland Post")
    one.says("The mayor", "told", "the bridge was closed").renders("the bridge was closed")
    one.rows[Detail].append(
        Detail(
            id="d",
            article=one.article.id,
            attribution=one.rows[Attribution][0].id,
            speech_act="statement",
            channel=one.at("the evening show"),
            channel_kind="told",
        )
    )

    assert steps(one) == [(1, "evening show", "channel", False)]


def test_only_articles_with_renderings_have_a_story_to_go_to() -> None:
    one = Written(SAID, "Inland Post")
    one.rows[StoryMember].append(
        StoryMember(
            id="m", article=one.article.id, story="s", phase="", phase_earliest=None, phase_latest=None
        )
    )
    keys = CHAINS.keys(Settings())

    assert list(keys(Bundle(one.article, {kind: tuple(rows) for kind, rows in one.rows.items()}))) == []
