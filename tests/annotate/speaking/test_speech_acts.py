"""Tests of the speech acts: the content tells, the cue where it names an act."""

import pytest

from sayso.annotate.speaking.act_evidence import evidence, load_words, tokens_of
from sayso.annotate.speaking.speech_acts import ACTS, Acts, load_acts, reasons, speech_act
from sayso.records import AttributionKind, EntityType


@pytest.fixture(scope="module")
def acts() -> Acts:
    """The table and the lists, as the stage reads them."""
    return load_acts()


@pytest.mark.parametrize(
    ("content", "cue", "act"),
    [
        ("all troops must leave the harbour by May", "claimed", "demand"),
        ("the council should immediately release the sailors", "alleged", "demand"),
        ("the mayor to resign", "called on", "demand"),
        ("the harbour to be closed", "urged", "demand"),
        ("the bridge was painted in the spring", "said", "statement"),
        ("the bridge was painted in the spring", "claimed", "statement"),
        ("any part in the raid", "denied", "denial"),
        ("the council of blackmail", "accused", "accusation"),
        ("the council for its silence", "criticized", "accusation"),
        ("the mayor lied, violated the law and is corrupt", "said", "accusation"),
        ("that the fleet may attack", "warned", "warning"),
        ("to rebuild the bridge", "pledged", "promise"),
        ("the sailors for their courage", "praised", "praise"),
        ("a new harbour plan", "announced", "announcement"),
        ("to leave the harbour", "wants", "intention"),
        ("to rebuild the bridge", "plans", "intention"),
        ("the vote is lost", "believes", "belief"),
        ("that the vote would be lost", "expected", "belief"),
        ("it would be hard to win", "argued", "opinion"),
    ],
)
def test_the_act_is_read_from_the_content_and_from_cues_that_name_one(
    acts: Acts, content: str, cue: str, act: str
) -> None:
    """An outlet's colouring verb ("claimed", "alleged") decides nothing."""
    assert act == speech_act(acts, content=content, cue=cue, source="Daniel Reed")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("he plans to leave the harbour", "indirect"),
        ("that he does not want to leave the harbour", "indirect"),
        ("Reed intends to stay", "indirect"),
    ],
)
def test_what_somebody_says_of_their_own_intention_is_one(
    acts: Acts, content: str, kind: AttributionKind
) -> None:
    """Whatever the cue; what somebody else intends is none."""
    assert "intention" == speech_act(acts, content=content, cue="said", source="Daniel Reed", kind=kind)
    assert "intention" != speech_act(
        acts, content="the ships of the fleet plan to stay", cue="said", source="Daniel Reed", kind=kind
    )


@pytest.mark.parametrize("speaker", ["outlet", "document"])
def test_what_an_outlet_or_a_document_reports_is_a_report(acts: Acts, speaker: EntityType) -> None:
    """Where its content shows no other act."""
    assert "report" == speech_act(
        acts, content="six ships were found", cue="reported", source="the paper", speaker=speaker
    )


def test_an_act_can_be_traced_to_the_words_that_spoke_for_it(acts: Acts) -> None:
    """The table adds up; nothing else decides."""
    shown = evidence(
        acts.words,
        content="any part in the raid",
        cue="denied",
        source="Reed",
        speaker="person",
        kind="indirect",
    )

    assert "cue names:denial" == reasons(acts, "denial", shown)[0][0]


def test_every_row_of_the_table_has_a_weight_for_each_act(acts: Acts) -> None:
    """And the lists hold no empty class."""
    assert {len(ACTS)} == {len(row) for row in acts.weights.values()}
    assert all(load_words().classes.values())


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("We don’t want 12 ships!", ["we", "do", "not", "want", "#", "#", "ships", "!"]),
        ("It's Reed's: he can't, won't.", ["it", "is", "reed", "he", "can", "not", "will", "not"]),
        ("Let's go; they'll stay", ["let", "us", "go", "they", "will", "stay"]),
        ("", []),
    ],
)
def test_contractions_are_undone(text: str, tokens: list[str]) -> None:
    """So that a negation is one however it is written."""
    assert tokens == tokens_of(text)


@pytest.mark.parametrize(
    ("content", "cue"), [("", ""), ("…", "—"), ("\u0130\u0130", "SAID"), ("'" * 50, "'")]
)
def test_any_text_has_an_act(acts: Acts, content: str, cue: str) -> None:
    """Nothing to go by is a statement or whatever is most frequent, never an error."""
    assert speech_act(acts, content=content, cue=cue) in ACTS
