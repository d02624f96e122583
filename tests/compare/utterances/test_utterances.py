"""Utterances: what was said once is one, over all its renderings; what was said twice, or by two, is not."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.layout.marks import MARKS
from sayso.annotate.meaning.embeddings import EMBEDDINGS
from sayso.compare.utterances.renderings import Voice, render
from sayso.compare.utterances.utterances import UTTERANCES
from sayso.records import Attribution, Detail, EntityType, Speaker, SpeechAct, Utterance, UtteranceMember
from sayso.resolve.actors.actor_edges import ACTOR_EDGES, ACTOR_PARTS
from sayso.resolve.actors.actors import ACTORS
from sayso.resolve.reuse.passages import PASSAGES
from sayso.resolve.reuse.seeds import SEEDS
from sayso.resolve.reviews.pairs import REVIEWED_PAIRS
from sayso.resolve.stories.stories import STORIES
from sayso.resolve.stories.story_edges import STORY_EDGES, STORY_PARTS
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Member
from sayso.testing import check_stage, rebuilt, stepped
from sayso.testing.checks import make_article
from sayso.testing.plain import PLAIN_FLOW

RESOLVED = (
    SEEDS,
    PASSAGES,
    STORY_EDGES,
    STORY_PARTS,
    STORIES,
    REVIEWED_PAIRS,
    ACTOR_EDGES,
    ACTOR_PARTS,
    ACTORS,
)
FLOW = (MARKS, *PLAIN_FLOW, EMBEDDINGS, *RESOLVED, UTTERANCES)
STORY = "The Lisk flooded the tannery quarter of Dolmin, and pumps came from Vareth.\n"
PENN, VALE = "[Orla Penn|person]", "[Piers Vale|person]"
DYKE = "the old dyke will hold if Vareth sends sandbags before the weekend"


def said(*texts: str) -> list[tuple[str, str, list[str]]]:
    """Each utterance: its speaker, its day, and its renderings."""
    return said_with_reasons(*texts)[0]


def said_with_reasons(*texts: str) -> tuple[list[tuple[str, str, list[str]]], list[str]]:
    """Each utterance, and the first reason of each rendering."""
    articles = [make_article(n, STORY + text) for n, text in enumerate(texts)]
    by_id = {article.id: article.text for article in articles}
    rows = rebuilt(articles, FLOW, Settings())
    assert rows["Failure"] == []
    words = {
        row.id: by_id[row.article][slice(*row.content[0])]
        for row in rows["Attribution"]
        if isinstance(row, Attribution)
    }
    members: dict[str, list[str]] = {}
    for row in rows["UtteranceMember"]:
        if isinstance(row, UtteranceMember):
            members.setdefault(row.utterance, []).append(words[row.attribution])
    utterances = [row for row in rows["Utterance"] if isinstance(row, Utterance)]
    reasons = [row.reasons[0] for row in rows["UtteranceMember"] if isinstance(row, UtteranceMember)]
    return sorted((row.speaker, row.said_on or "", sorted(members[row.id])) for row in utterances), reasons


def test_the_same_words_of_one_speaker_in_two_reports_are_one_utterance() -> None:
    found = said(f"{PENN} said: {DYKE}.", f"[ORLA PENN|person] said: “{DYKE.capitalize()}.”")

    assert [len(members) for _, _, members in found] == [2]


def test_a_trimmed_rendering_belongs_to_the_longer_one() -> None:
    found = said(
        f"{PENN} said: {DYKE}.", f"{PENN} said: {DYKE}, and the school opens its kitchen to all families."
    )

    assert [len(members) for _, _, members in found] == [2]


def test_an_indirect_rendering_in_partly_other_words_is_the_same_utterance() -> None:
    found = said(
        f"{PENN} said: “I promise that Dolmin shall rebuild the tannery within two years, at the city's expense.”",
        f"{PENN} said: that Dolmin would rebuild its tannery in two years, with the city bearing the expense.",
    )

    assert [len(members) for _, _, members in found] == [2]


def test_a_speaker_goes_on_about_his_subject_without_repeating_himself() -> None:
    found = said(
        f"{PENN} said: the dyke at Dolmin was built for floods half as high as this one.",
        f"{PENN} said: nobody who lives behind the dyke at Dolmin will have to pay for pumps.",
    )

    assert [len(members) for _, _, members in found] == [1, 1]


def test_the_same_phrase_by_two_known_speakers_is_two_utterances() -> None:
    found = said(f"{PENN} said: {DYKE}.", f"{VALE} said: {DYKE}.")

    assert [speaker for speaker, _, _ in found] == ["Orla Penn", "Piers Vale"]


def test_the_same_words_on_two_days_are_two_utterances() -> None:
    found = said(
        f"{PENN} said on 2031-03-02: {DYKE}.", f"{PENN} said on 2031-03-09: {DYKE}.", f"{PENN} said: {DYKE}."
    )

    assert sorted(day for _, day, _ in found) == ["2031-03-02", "2031-03-09"]
    assert sum(len(members) for _, _, members in found) == 3


def test_the_same_words_of_an_unknown_speaker_join_the_known_ones() -> None:
    found = said(f"{PENN} said: {DYKE}.", f"said: {DYKE}.", f"said: {DYKE}!")

    assert [(speaker, len(members)) for speaker, _, members in found] == [("Orla Penn", 3)]


def test_a_described_source_joins_a_named_one_of_another_article_by_quoted_words_alone() -> None:
    unquoted = said(f"{PENN} said: {DYKE}.", f"[an official|unnamed] said: {DYKE}!")
    quoted = said(f"{PENN} said: “{DYKE}.”", f"[an official|unnamed] said: “{DYKE}!”")

    assert [(speaker, len(members)) for speaker, _, members in unquoted] == [
        ("Orla Penn", 1),
        ("an official", 1),
    ]
    assert [(speaker, len(members)) for speaker, _, members in quoted] == [("Orla Penn", 2)]


def test_a_name_that_was_not_resolved_is_nobody_elses() -> None:
    """Words taken for a description, which an article has as somebody's name, are never another's."""
    found = said(f"{VALE} said: “{DYKE}.”", f"{PENN} came to Dolmin on foot.\n[Penn|unnamed] said: “{DYKE}.”")

    assert [len(members) for _, _, members in found] == [1, 1]


def test_a_described_source_joins_a_named_one_by_very_many_words() -> None:
    long = f"{DYKE}, and every family that lives below it may sleep in the school until the water is gone"
    found = said(f"{PENN} said: {long}.", f"[an official|unnamed] said: {long}.")

    assert [(speaker, len(members)) for speaker, _, members in found] == [("Orla Penn", 2)]


@pytest.mark.parametrize("other", ["[a senior official|unnamed] ", "", "[Dolmin|organization] "])
def test_whom_one_article_tells_apart_are_never_made_one(other: str) -> None:
    found = said(f"{PENN} said: “{DYKE}.”\n{other}said: “{DYKE}.”")

    assert [len(members) for _, _, members in found] == [1, 1]


def test_words_that_lie_scattered_in_a_long_speech_are_not_taken_for_it() -> None:
    scattered = (
        "the old mill fell, and no dyke in this valley will ever hold, I fear, if rich Vareth sends "
        "no more than sandbags and words a month before the flood and on every weekend"
    )
    found = said(f"{PENN} said: “{scattered}.”", f"said: “{DYKE}.”")

    assert [len(members) for _, _, members in found] == [1, 1]


def test_two_sources_of_one_article_do_not_meet_through_another_article() -> None:
    found = said(f"{PENN} said: “{DYKE}.”\n[a senior official|unnamed] said: “{DYKE}.”", f"said: “{DYKE}.”")

    assert sorted(len(members) for _, _, members in found) == [1, 2]


def test_a_member_says_that_its_article_names_nobody() -> None:
    articles = [make_article(n, f"{STORY}{who}said: “{DYKE}.”") for n, who in enumerate([f"{PENN} ", ""])]
    rows = rebuilt(articles, FLOW, Settings())

    assert [row.actor is not None for row in rows["Utterance"] if isinstance(row, Utterance)] == [True]
    reasons = [row.reasons[0] for row in rows["UtteranceMember"] if isinstance(row, UtteranceMember)]
    assert len(reasons) == 2
    assert all("one attributes it to Orla Penn, the other names nobody" in reason for reason in reasons)


def test_an_unknown_speaker_with_like_words_is_not_taken_for_the_known_one() -> None:
    found = said(
        f"{PENN} said: Dolmin shall rebuild the tannery within two years, at the city's expense.",
        "[an official|unnamed] said: that rebuilding the tannery of Dolmin could take two years and much money.",
    )

    assert [len(members) for _, _, members in found] == [1, 1]


def test_an_unknown_speaker_never_bridges_two_known_ones() -> None:
    found = said(f"{PENN} said: {DYKE}.", f"said: {DYKE}.", f"{VALE} said: {DYKE}.")

    assert sorted(len(members) for _, _, members in found) == [1, 2]


def test_another_number_in_the_same_words_is_a_difference_and_no_other_utterance() -> None:
    found, reasons = said_with_reasons(
        f"{PENN} said: Dolmin needs 40 pumps and the tannery quarter another 12 boats from Vareth by tonight.",
        f"{PENN} said: Dolmin needs 90 pumps and the tannery quarter another 12 boats from Vareth by tonight.",
    )

    assert [len(members) for _, _, members in found] == [2]
    assert ["numbers differ: 40; 90"] * 2 == [
        reason.split("; both")[0].split("; ", 1)[1] for reason in reasons
    ]


def test_a_repeat_within_one_article_is_the_same_utterance() -> None:
    found = said(f"{PENN} said: {DYKE}.\nLater that day.\n{PENN} said: “{DYKE},” she was sure.")

    assert [len(members) for _, _, members in found] == [2]


def test_hopes_and_nested_speech_are_no_utterances() -> None:
    found = said(
        f"{PENN} hoped: {DYKE}.\n{VALE} said: pumps have come.\n> {PENN} said: the tannery is lost for good."
    )

    assert [speaker for speaker, _, _ in found] == ["Piers Vale"]


def test_what_an_outlet_reports_is_what_the_speaker_said() -> None:
    reported = f"[Harbour Radio|outlet] said: as follows.\n> {PENN} said: {DYKE}."

    assert said(reported) == [("Orla Penn", "", [f"{DYKE}."])]
    assert [len(members) for _, _, members in said(reported, f"{PENN} said: {DYKE}.")] == [2]


def test_an_outlet_that_adds_words_of_its_own_keeps_them() -> None:
    found = said(f"[Harbour Radio|outlet] said: pumps came late and failed.\n> {PENN} said: {DYKE}.")

    assert [speaker for speaker, _, _ in found] == ["Harbour Radio", "Orla Penn"]


def test_what_an_outlet_passes_on_is_not_compared_as_its_own_words() -> None:
    article = make_article(0, f"pumps came late to the tannery. {DYKE}.")
    start = article.text.index(DYKE)
    outer = Attribution(
        id="outer",
        article=article.id,
        kind="indirect",
        content=(Span(0, len(article.text)),),
        cue=None,
        source=None,
        confidence=1000,
        reasons=("by hand",),
    )

    made = render(
        outer,
        article.text,
        voice=Voice(name="Harbour Radio"),
        without=(Span(start, start + len(DYKE)),),
    )

    assert made.roots == ("pump", "came", "late", "to", "the", "tannery")


def test_what_an_outlet_passes_on_is_taken_off_its_own_words_where_they_stand() -> None:
    """The content of the report is the whole clause: who said it, how, and what."""
    text = "Harbour Radio reported that Orla Penn said that the old dyke will hold."
    article = make_article(0, text)
    outer, inner = (
        Attribution(
            id=name,
            article=article.id,
            kind="indirect",
            content=(Span(start, len(text) - 1),),
            cue=Span(text.index(cue), text.index(cue) + len(cue)),
            source=Span(text.index(source), text.index(source) + len(source)),
            nested_in=around,
            confidence=1000,
            reasons=("by hand",),
        )
        for name, start, cue, source, around in [
            ("outer", text.index("that"), "reported", "Harbour Radio", None),
            ("inner", text.rindex("that"), "said", "Orla Penn", "outer"),
        ]
    )
    reporters: list[tuple[str, str, EntityType]] = [
        ("outer", "Harbour Radio", "outlet"),
        ("inner", "Orla Penn", "person"),
    ]
    speakers = tuple(
        Speaker(
            id=f"speaker {name}",
            article=article.id,
            attribution=name,
            entity=None,
            mention=None,
            name=who,
            type=kind,
            basis="named",
            confidence=1000,
            reasons=("by hand",),
        )
        for name, who, kind in reporters
    )
    rows: dict[type[Any], tuple[Any, ...]] = dict.fromkeys(UTTERANCES.carries or (), ())
    bundle = Bundle(article, rows | {Attribution: (outer, inner), Speaker: speakers})

    made = list(UTTERANCES.make(Settings())("story", [Member(article.id, None, bundle)]))

    assert [row.id for row in made if isinstance(row, Utterance)] == ["inner"]
    [member] = [row for row in made if isinstance(row, UtteranceMember)]
    assert member.reasons == ("reported by Harbour Radio", "no other report of it found")


@pytest.mark.parametrize(
    ("act", "found"), [("statement", 1), ("promise", 1), ("intention", 0), ("belief", 0)]
)
def test_intentions_and_beliefs_are_no_utterances(act: SpeechAct, found: int) -> None:
    """Nobody said them: an outlet tells what somebody hopes or takes to be so."""
    article = make_article(0, DYKE)
    row = Attribution(
        id="one",
        article=article.id,
        kind="indirect",
        content=(Span(0, len(DYKE)),),
        cue=None,
        source=None,
        confidence=1000,
        reasons=("by hand",),
    )
    detail = Detail(id="detail", article=article.id, attribution=row.id, speech_act=act)
    rows: dict[type[Any], tuple[Any, ...]] = dict.fromkeys(UTTERANCES.carries or (), ())
    bundle = Bundle(article, rows | {Attribution: (row,), Detail: (detail,)})

    made = list(UTTERANCES.make(Settings())("story", [Member(article.id, None, bundle)]))

    assert [found, found] == [
        sum(isinstance(one, kind) for one in made) for kind in (Utterance, UtteranceMember)
    ]


def test_what_somebody_says_that_another_said_stays_out_though_an_outlet_reports_it() -> None:
    """Only carriers pass words on: a person in between vouches for them, and may have his reasons."""
    found = said(f"{VALE} said: pumps have come today.\n> [Harbour Radio|outlet] said: as follows.")

    assert [speaker for speaker, _, _ in found] == ["Piers Vale"]


def test_two_short_renderings_share_too_little_to_be_one() -> None:
    assert [len(members) for _, _, members in said(f"{PENN} said: we shall see.", "said: we shall see.")] == [
        1,
        1,
    ]


def test_every_attribution_left_is_in_exactly_one_utterance() -> None:
    texts = [
        f"{STORY}{PENN} said: {DYKE}.\n{VALE} said: no.\nsaid: 3.",
        f"{STORY}{PENN} hoped: rain.\n{VALE} said: no.",
    ]
    rows = check_stage(UTTERANCES, FLOW, [make_article(n, text) for n, text in enumerate(texts)])

    members = [row.attribution for row in rows["UtteranceMember"] if isinstance(row, UtteranceMember)]
    assert len(members) == len(set(members)) == 4
    assert {row.utterance for row in rows["UtteranceMember"] if isinstance(row, UtteranceMember)} == {
        row.id for row in rows["Utterance"]
    }


lines = st.lists(
    st.sampled_from(
        [
            f"{PENN} said: {DYKE}.",
            f"{PENN} said on 2031-03-02: {DYKE}.",
            f"[Penn|person] said: {DYKE}, now.",
            f"{VALE} said: the tannery quarter must be emptied before the pumps arrive from Vareth.",
            "said: the tannery quarter must be emptied before the pumps arrive from Vareth.",
            "[Civic Front Union|group|1] ([CFU|group|1]) met.",
            "[CFU|organization] said: it will not pay for pumps that the mayor of Dolmin ordered.",
        ]
    ),
    max_size=4,
).map("\n".join)
steps = st.lists(st.tuples(st.integers(0, 3), st.one_of(lines, st.none())), min_size=1, max_size=6)


@settings(max_examples=8, deadline=None)
@given(steps)
def test_adding_editing_and_removing_leaves_what_a_rebuild_makes(taken: list[tuple[int, str | None]]) -> None:
    assert stepped(taken, FLOW, lambda slot, text: make_article(slot, STORY + text)) == []


def test_the_order_of_arrival_changes_nothing() -> None:
    texts = [
        f"{PENN} said: {DYKE}.",
        f"said: {DYKE}.",
        f"{VALE} said: {DYKE}.",
        f"[Penn|person] said: {DYKE} too.",
    ]
    articles = [make_article(n, STORY + text) for n, text in enumerate(texts)]

    assert rebuilt(articles[::-1], FLOW, Settings()) == rebuilt(articles, FLOW, Settings())
