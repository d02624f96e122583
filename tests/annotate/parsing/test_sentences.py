"""Tests of the sentences."""

from typing import Any

import pytest

from sayso.records import Article, Mark, Sentence


def _texts(bundle: Any) -> Any:
    return [bundle.article.text[row.start : row.end] for row in bundle[Sentence]]


def test_paragraph_breaks_always_end_a_sentence(parsed: Any) -> None:
    """A heading without a full stop does not run into the paragraph below it."""
    bundle = parsed("Council meets\n\nThe council of Harrowby met on Monday")

    assert _texts(bundle) == ["Council meets", "The council of Harrowby met on Monday"]
    assert [row.paragraph for row in bundle[Sentence]] == [0, 1]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("«", "»")])
def test_a_closing_quotation_mark_belongs_to_its_sentence(parsed: Any, opening: Any, closing: Any) -> None:
    """Whatever the style of the marks."""
    text = f"{opening}We will rebuild the bridge.{closing} The mayor left the hall."

    assert [text[: text.index("The") - 1], "The mayor left the hall."] == _texts(parsed(text))


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Olsen met Rep. Dana Whitlow in the hall.",
        "The U.S. Coast Guard sent two ships to Port Arden.",
        "A study by Moreno et al. found no such effect in Harrowby.",
    ],
)
def test_abbreviations_do_not_end_a_sentence(parsed: Any, text: Any) -> None:
    """Titles, initials and the like are followed by the rest of their sentence."""
    assert [text] == _texts(parsed(text))


def test_an_abbreviation_may_end_a_sentence(parsed: Any) -> None:
    """A word that opens sentences follows it."""
    text = "The envoy returned to the U.S. He met the senators there."

    assert _texts(parsed(text)) == ["The envoy returned to the U.S.", "He met the senators there."]


def test_a_line_break_in_mid_sentence_starts_no_paragraph(parsed: Any) -> None:
    """Text that is wrapped by line ends reads as if it were not."""
    text = "The council of Harrowby\nmet on Monday to discuss\nthe bridge. Nobody came."

    assert _texts(parsed(text)) == [
        "The council of Harrowby\nmet on Monday to discuss\nthe bridge.",
        "Nobody came.",
    ]
    assert {0} == {row.paragraph for row in parsed(text)[Sentence]}


def test_each_marked_zone_is_a_sentence_of_its_own(annotated: Any) -> None:
    """A dateline is cut off what follows it on the same line."""
    from sayso.annotate.parsing.parses import open_parses
    from sayso.annotate.parsing.sentences import open_sentences
    from sayso.records import Parse
    from sayso.settings import Settings
    from sayso.stage import Bundle

    text = "HARROWBY (Courier) -- The council met on Monday. Nobody came."
    article = annotated(text, upto="marks").article
    mark = Mark(id="m", article=article.id, start=0, end=21, kind="dateline")
    parse = open_parses(Settings())([Bundle(article, {Mark: (mark,)})])[0][0]
    bundle = Bundle(article, {Mark: (mark,), Parse: (parse,)})
    rows = list(open_sentences(Settings())(bundle))

    assert [text[row.start : row.end] for row in rows] == [
        "HARROWBY (Courier) --",
        "The council met on Monday.",
        "Nobody came.",
    ]


def test_sentences_cover_all_text(parsed: Any) -> None:
    """Nothing but white space lies between them, and none overlaps another."""
    text = "  One… two!\n\n\n“Three?” (Four.)\t\n — five\u200b \n\nSix"
    bundle = parsed(text)
    rest = list(text)
    for row in bundle[Sentence]:
        rest[row.start : row.end] = " " * (row.end - row.start)

    assert "".join(rest).strip() == ""
    assert sorted(bundle[Sentence], key=lambda row: row.start) == list(bundle[Sentence])
    assert all(a.end <= b.start for a, b in zip(bundle[Sentence], bundle[Sentence][1:], strict=False))


def test_an_article_without_a_parse_has_no_sentences(parsed: Any) -> None:
    """An article in another language is stored, not read."""
    bundle = parsed("Le conseil s’est réuni lundi.", language="fr")

    assert bundle[Sentence] == ()
    assert isinstance(bundle.article, Article)
