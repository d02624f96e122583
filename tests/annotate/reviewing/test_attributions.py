"""What people decide of attributions: out, in, moved, and who says so."""

from collections.abc import Callable
from typing import Any

from sayso.records import Attribution, Detail, ReviewedAttribution, Speaker, Unread

Said = Callable[..., list[tuple[str, str]]]

BRIDGE = "The old bridge over the Lode will close in June"
PIERS = "“The piers are cracked,” | “We found it in May.”"
MONEY = "that the town has no money for a new one"
NEGLECT = "the county of neglect"
ASKED = "“Nobody asked us,”"


def test_without_reviews_the_rows_are_those_that_were_found(said: Said) -> None:
    """So that the tests below have something to change."""
    assert [
        ("Ada Roe", BRIDGE),
        ("Ada Roe", PIERS),
        ("Jan Stroud", MONEY),
        ("Jan Stroud", NEGLECT),
        ("Jan Stroud", ASKED),
    ] == said()


def test_what_a_reviewer_rejects_is_no_attribution(said: Said, log: Any) -> None:
    rows = said([log("reject", NEGLECT)])

    assert NEGLECT not in [words for _, words in rows]
    assert 4 == len(rows)


def test_what_was_rejected_stays_in_the_list_of_what_reviews_came_to(
    annotated: Any, log: Any, text: str
) -> None:
    bundle = annotated(text, reviews=[log("reject", NEGLECT)])
    [reviewed] = bundle[ReviewedAttribution]

    assert ("reject", "followed") == (reviewed.kind, reviewed.effect)
    assert NEGLECT == text[reviewed.start : reviewed.end]
    assert reviewed.attribution not in {row.id for row in bundle[Attribution]}


def test_a_reviewer_names_the_speaker_by_words_of_the_article(annotated: Any, log: Any, text: str) -> None:
    """By surname too: it is the one of that name here."""
    bundle = annotated(text, reviews=[log("change", ASKED, "Roe said", field="speaker")])
    speaker = bundle[Speaker][-1]

    assert ("Ada Roe", "reviewed", 1000) == (speaker.name, speaker.basis, speaker.confidence)
    assert "Roe said" == text[speaker.mention.start : speaker.mention.end]
    assert ("set by Nora",) == speaker.reasons


def test_a_speaker_whom_the_article_does_not_name_has_the_name_that_was_typed(
    annotated: Any, log: Any, text: str
) -> None:
    speaker = annotated(text, reviews=[log("change", ASKED, field="speaker", value="Tess Orm")])[Speaker][-1]

    assert (None, "Tess Orm", "reviewed") == (speaker.entity, speaker.name, speaker.basis)


def test_a_speaker_can_be_made_unknown(annotated: Any, log: Any, text: str) -> None:
    speaker = annotated(text, reviews=[log("change", ASKED, field="speaker")])[Speaker][-1]

    assert (None, "", "reviewed") == (speaker.entity, speaker.name, speaker.basis)


def test_he_is_whom_a_reviewer_named_before(said: Said, log: Any) -> None:
    rows = said(
        [log("change", MONEY, field="speaker", value="Stroud"), log("change", PIERS[:24], field="act")]
    )
    assert ("Jan Stroud", NEGLECT) in rows

    rows = said([log("change", MONEY, "Ada Roe", field="speaker")])
    assert ("Ada Roe", NEGLECT) in rows


def test_a_missed_attribution_is_added_with_its_speaker(
    annotated: Any, log: Any, text: str, pieces: Any
) -> None:
    bundle = annotated(text, reviews=[log("add", "the town has no money", "county")])
    found = {pieces(bundle, row): row for row in bundle[Attribution]}
    row = found["the town has no money"]

    assert ("indirect", 1000, None) == (row.kind, row.confidence, row.cue)
    assert "county" == text[row.source.start : row.source.end]
    assert found[MONEY].id == row.nested_in
    assert row.id in {speaker.attribution for speaker in bundle[Speaker] if speaker.basis == "reviewed"}
    assert row.id in {detail.attribution for detail in bundle[Detail]}


def test_what_is_there_already_is_not_added_twice(said: Said, log: Any) -> None:
    rows = said([log("add", "the town has no money for a new one", "Roe said")])

    assert 5 == len(rows)
    assert ("Ada Roe", MONEY) in rows


def test_words_of_saying_are_cut_out_of_a_content(said: Said, log: Any) -> None:
    whole = "“The piers are cracked,” Roe said. “We found it in May.”"
    rows = said([log("reject", whole), log("add", whole, by="Ada")])
    assert ("Ada Roe", PIERS) in rows

    rows = said([log("change", MONEY, "Mayor Jan Stroud said that the town has no money", field="span")])
    assert ("Jan Stroud", "that the town has no money") in rows


def test_what_a_reviewer_rejects_is_not_listed_as_unread(annotated: Any, log: Any) -> None:
    reviews = [log("reject", ASKED), log("reject", NEGLECT)]

    assert () == annotated(log.text, reviews=reviews)[Unread]
