"""Where an article says that its news is from, by whom, and how far that reaches."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.crediting.credits import CREDITS
from sayso.annotate.layout.marks import MARKS
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.ids import make_id
from sayso.records import Attribution, Credit, Entity, EntityType, Mark, Mention, Sentence, Speaker
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.testing.checks import make_article

SENTENCE = re.compile(r"\S.*?(?:[.!?:][”\"]?(?=\s|$)|(?=\n)|$)")


def read(
    text: str,
    *outlets: str,
    said: tuple[tuple[str, str, str, EntityType], ...] = (),
    places: tuple[str, ...] = (),
) -> list[Credit]:
    """The credits of a text in which `outlets` are named; `said` are (source, cue, content, the speaker's type)."""
    article = make_article(text, text)
    marks = [row for row in MARKS.make(Settings())(Bundle(article, {})) if isinstance(row, Mark)]
    lines = [mark for mark in marks if mark.kind not in {"place", "credit"}]
    spans = [
        Span(match.start(), match.end())
        for block in paragraphs(text)
        for match in SENTENCE.finditer(text, *block)
    ]
    cut = [
        Span(max([s.start, *(m.end + 1 for m in lines if m.start <= s.start < m.end < s.end)]), s.end)
        for s in spans
    ]
    sentences = [
        Sentence(id=f"s{n}", article=article.id, start=s.start, end=s.end, paragraph=n)
        for n, s in enumerate(cut)
    ]
    mentions, entities = [], []
    for name in (*outlets, *places):
        kind: EntityType = "place" if name in places else "outlet"
        found = [
            Mention(
                id=make_id("Mention", name, m.start()),
                article=article.id,
                start=m.start(),
                end=m.end(),
                type=kind,
                form="name",
            )
            for m in re.finditer(re.escape(name), text)
        ]
        mentions += found
        entities.append(
            Entity(
                id=name,
                article=article.id,
                name=name,
                type=kind,
                named=True,
                mentions=tuple(m.id for m in found),
            )
        )
    attributions, speakers = [], []
    for source, cue, content, speaker in said:
        at = {part: Span(text.index(part), text.index(part) + len(part)) for part in (source, cue, content)}
        made = make_id("Attribution", content)
        attributions.append(
            Attribution(id=made, article=article.id, kind="indirect", content=(at[content],), cue=at[cue], source=at[source],
                        confidence=900, reasons=("by hand",))
        )  # fmt: skip
        speakers.append(
            Speaker(id=f"by {made}", article=article.id, attribution=made, entity=source, mention=None, name=source,
                    type=speaker, basis="named", confidence=900, reasons=("by hand",))
        )  # fmt: skip
    rows = {
        Mark: tuple(marks),
        Sentence: tuple(sentences),
        Mention: tuple(sorted(mentions, key=lambda mention: mention.start)),
        Entity: tuple(entities),
        Attribution: tuple(attributions),
        Speaker: tuple(speakers),
    }
    return list(CREDITS.make(Settings())(Bundle(article, rows)))


def heard(text: str, *outlets: str) -> list[tuple[str, str]]:
    """Kind and carrier of each credit."""
    return [(credit.kind, credit.carrier) for credit in read(text, *outlets)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The bridge at Kessary was closed on Monday, the Elsin Beacon reported.", "reported"),
        ("The Elsin Beacon first reported that the bridge was closed.", "reported"),
        ("The Elsin Beacon, a daily in the north, reported on Monday that the bridge was closed.", "reported"),
        ("The Elsin Beacon’s Mara Vint reported that the bridge was closed.", "reported"),
        ("According to the Elsin Beacon, the bridge was closed.", "reported"),
        ("The bridge was closed, according to a report in the Elsin Beacon.", "reported"),
        ("The bridge was closed, reports the Elsin Beacon.", "reported"),
        ("The bridge was closed, as reported by the Elsin Beacon.", "reported"),
        ("The closure, first reported by the Elsin Beacon, lasted two days.", "reported"),
        ("An Elsin Beacon report said the bridge had been closed.", "reported"),
        ("State radio spoke of a closure, citing the Elsin Beacon.", "reported"),
        ("The Elsin Beacon said the bridge was closed.", "reported"),
        ("The mayor told the Elsin Beacon that the bridge was closed.", "told"),
        ("“It is closed,” the mayor told the Elsin Beacon.", "told"),
        ("The mayor spoke to the Elsin Beacon about the closure.", "told"),
        ("The mayor said in an interview with the Elsin Beacon that the bridge was closed.", "told"),
        ("In an interview published on Monday by the Elsin Beacon, the mayor said so.", "told"),
        ("The mayor wrote in the Elsin Beacon that the bridge was closed.", "told"),
        ("The mayor told Jory Bask of the Elsin Beacon that it was closed.", "told"),
        ("The mayor was quoted by the Elsin Beacon as saying it was closed.", "quoted"),
        ("The Elsin Beacon quoted the mayor as saying it was closed.", "quoted"),
        ("The Elsin Beacon cited officials who said it was closed.", "quoted"),
        ("The pictures of the closed bridge (via Elsin Beacon) went round.", "via"),
        ("The essay first appeared in the Elsin Beacon.", "via"),
    ],
)  # fmt: skip
def test_the_phrases_that_credit_an_outlet(text: str, kind: str) -> None:
    assert heard(text, "Elsin Beacon") == [(kind, "Elsin Beacon")]


@pytest.mark.parametrize(
    "text",
    [
        "The Elsin Beacon reported a loss of two million for the year.",
        "The Elsin Beacon reported its lowest sales in ten years.",
        "The Elsin Beacon reported the incident to police.",
        "The Elsin Beacon said it would close its office in Kessary.",
        "The Elsin Beacon sued the mayor on Monday.",
        "The mayor attacked the Elsin Beacon for its coverage.",
        "A lawyer told the Elsin Beacon’s lawyers to wait.",
        "The court told the Elsin Beacon to pay the mayor.",
        "The mayor reads the Elsin Beacon.",
        "Experts whom we asked for the Elsin Beacon said the bridge was closed.",
        "According to an Elsin Beacon/Vega TV poll, most agree.",
        "“The Elsin Beacon reported that I am ill, and I am not,” the mayor said.",
    ],
)
def test_an_outlet_that_news_is_about_is_not_credited(text: str) -> None:
    assert heard(text, "Elsin Beacon") == []


def test_what_somebody_says_that_an_outlet_reported_is_no_credit_of_the_article() -> None:
    text = "The mayor said the Elsin Beacon reported that he was ill. He is well."
    said = (("The mayor", "said", "the Elsin Beacon reported that he was ill", "person"),)

    assert read(text, "Elsin Beacon", said=said) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "carrier"),
    [
        ("The bridge was closed, the Nahl news agency reported.", "Nahl"),
        ("The mayor told the Veslandic newspaper Ordo that it was closed.", "Ordo"),
        ("The bridge was closed, according to Harlow News Agency.", "Harlow News Agency"),
        ("The bridge was closed, according to elsinbeacon.com on Monday.", "elsinbeacon.com"),
        ("It was closed, said a clerk, quoting the state agency TPX.", "TPX"),
        ("The bridge was closed, vegatv reported.", "vegatv"),
        ("The bridge was closed (via @vegadesk).", "@vegadesk"),
        ("The bridge was closed, Reuters reported.", "Reuters"),
        ("The bridge was closed, Vega TV reported.", "Vega TV"),
        ("The bridge was closed, state media reported.", "state media"),
    ],
)
def test_an_outlet_that_no_mention_names_is_known_by_its_shape(text: str, carrier: str) -> None:
    [credit] = read(text)

    assert credit.carrier == carrier
    assert carrier in text[slice(*credit.named)]


@pytest.mark.parametrize(
    "text",
    ["The bridge was closed, police reported.", "It was closed, the ministry reported.", "The mayor told Mara Vint that it was."],
)  # fmt: skip
def test_a_person_or_an_office_that_says_something_carries_nothing(text: str) -> None:
    assert read(text) == []


def test_a_credit_covers_its_sentence_and_may_cover_the_paragraph() -> None:
    text = (
        "The bridge is closed. It was closed at noon, the Elsin Beacon reported. Cars wait.\n\nThe sun shone."
    )
    [credit] = read(text, "Elsin Beacon")

    assert text[slice(*credit.reach)] == "It was closed at noon, the Elsin Beacon reported."
    assert credit.wider is not None
    assert (
        text[slice(*credit.wider)]
        == "The bridge is closed. It was closed at noon, the Elsin Beacon reported. Cars wait."
    )


def test_a_credit_may_cover_what_the_same_speaker_goes_on_to_say() -> None:
    text = (
        "The mayor said the bridge was closed, the Elsin Beacon reported.\n\n"
        "The mayor added that cars have to wait.\n\nMara Vint denied that anybody waits."
    )
    said = (
        ("The mayor", "said", "the bridge was closed", "person"),
        ("The mayor", "added", "that cars have to wait", "person"),
        ("Mara Vint", "denied", "that anybody waits", "person"),
    )
    [credit] = read(text, "Elsin Beacon", said=said)  # type: ignore[arg-type]

    assert credit.wider is not None
    assert text[slice(*credit.wider)].endswith("cars have to wait.")


def test_a_sentence_that_is_all_there_is_has_no_wider_reach() -> None:
    [credit] = read("The bridge was closed, the Elsin Beacon reported.", "Elsin Beacon")

    assert credit.wider is None


def test_a_dateline_covers_the_first_sentence_and_may_cover_the_report() -> None:
    text = (
        "KESSARY, March 3 (Reuters) – The bridge was closed on Monday. Nobody was hurt there.\n\nCars wait."
    )
    [credit] = read(text)

    assert (credit.kind, credit.carrier) == ("dateline", "Reuters")
    assert text[slice(*credit.reach)] == "The bridge was closed on Monday."
    assert credit.wider is not None
    assert text[slice(*credit.wider)].endswith("Cars wait.")


def test_a_place_in_the_brackets_of_a_dateline_is_no_carrier() -> None:
    text = "KESSARY (Vesland) – The bridge was closed on Monday by the mayor of Vesland. Nobody was hurt."

    assert read(text, places=("Vesland",)) == []


def test_who_contributed_covers_the_line_alone_and_may_have_to_do_with_all() -> None:
    text = "The bridge was closed on Monday by the mayor. Cars wait.\n\nReuters contributed to this report."
    [credit] = read(text)

    assert (credit.kind, credit.carrier) == ("byline", "Reuters")
    assert text[slice(*credit.reach)] == "Reuters contributed to this report."
    assert credit.wider is not None
    assert text[slice(*credit.wider)].startswith("The bridge")


def test_a_credit_of_a_picture_covers_no_text() -> None:
    text = "The bridge was closed on Monday by the mayor. Cars wait.\n\nThe bridge on Monday (Jory Bask/Reuters)\n\nThe sun shone."

    assert read(text) == []
    assert read("The bridge was closed.\n\nCredit Jory Bask/Vint, via Reuters") == []


def test_a_person_who_is_called_as_an_outlet_is_none() -> None:
    text = "The bridge was closed, Bloomberg said."

    assert [credit.carrier for credit in read(text)] == ["Bloomberg"]
    assert read(text, places=("Bloomberg",)) == []


def test_a_description_before_a_name_is_no_second_carrier() -> None:
    text = "According to the Veslandian daily Elsin Beacon, the bridge was closed."

    assert heard(text, "Elsin Beacon") == [("reported", "Elsin Beacon")]


def test_a_name_does_not_begin_within_a_word() -> None:
    text = "The bridge was closed, the official Harlow News Agency reported."

    assert heard(text) == [("reported", "Harlow News Agency")]


def test_what_a_broadcaster_shows_is_no_report_of_it() -> None:
    assert read("The match was broadcast by the BBC and drew a crowd.") == []


def test_two_carriers_of_one_sentence_are_two_credits() -> None:
    text = "The bridge was closed, the Elsin Beacon reported, citing the Nahl news agency."

    assert heard(text, "Elsin Beacon") == [("reported", "Elsin Beacon"), ("reported", "Nahl")]


def test_an_article_without_sentences_has_no_credits() -> None:
    article = make_article("empty", "(Reuters)")
    rows: dict[type, tuple[object, ...]] = dict.fromkeys(CREDITS.reads[1:], ())

    assert list(CREDITS.make(Settings())(Bundle(article, rows))) == []


WORDS = st.sampled_from(
    ["Reuters", "reported", "told", "the", "Elsin", "Beacon", "according to", "(", ")", "“", "”", ".", "\n\n", "via", "TV", "said", "News"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=25).map(" ".join).filter(str.strip))
def test_every_credit_lies_in_its_text_and_its_carrier_in_the_credit(text: str) -> None:
    for credit in read(text, "Elsin Beacon"):
        assert 0 <= credit.start <= credit.named.start < credit.named.end <= credit.end <= len(text)
        assert 0 <= credit.reach.start < credit.reach.end <= len(text)
        assert credit.wider is None or credit.wider.start <= credit.wider.end <= len(text)
