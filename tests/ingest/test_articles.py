"""From a draft to an article: what is stated, what the text shows, and what stays unknown."""

import pytest

from sayso.errors import InputError
from sayso.ids import make_id
from sayso.ingest import Given, article_from_text

BODY = "The old bridge over the Senn will close for a month, the harbour office said on Monday."


def test_an_empty_text_is_no_article() -> None:
    """White space says nothing either."""
    for text in ("", " \n"):
        with pytest.raises(InputError, match="text is"):
            article_from_text(text)


def test_a_credit_is_never_an_outlet() -> None:
    """“(Dispatches)” says where words came from, not who printed them."""
    assert article_from_text(f"VELLIN (Dispatches) -- {BODY}").outlet is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Old Bridge to Close for a Month\n\n{BODY}", "Old Bridge to Close for a Month"),
        (f"Harbour office closes old bridge\n{BODY}", "Harbour office closes old bridge"),
        (
            f"WorldEuropeTransport\n\nOld Bridge to Close for a Month\n{BODY}",
            "Old Bridge to Close for a Month",
        ),
        (BODY, None),
        (f"{BODY}\n{BODY}", None),
    ],
)
def test_a_title_is_stated_or_the_headline(text: str, title: str | None) -> None:
    """A first line that is a sentence is none."""
    assert article_from_text(text).title == title
    assert article_from_text(text, given=Given(title=" A  title ")).title == "A title"


def test_a_dateline_with_a_year_dates_the_article() -> None:
    """Without a year it dates nothing; what is stated goes before it; an address comes last."""
    dated = f"VELLIN, March 3, 2031 (AP) — {BODY}"
    address = Given(url="https://a.example/2031/03/05/x")

    assert ("2031-03-03", "dateline") == when(dated)
    assert (None, "unknown") == when(dated.replace(", 2031", ""))
    assert ("2031-03-04", "stated") == when(dated, Given(published="2031-03-04"))
    assert ("2031-03-03", "dateline") == when(dated, address)
    assert ("2031-03-05", "inferred") == when(BODY, address)


def when(text: str, given: Given | None = None) -> tuple[str | None, str]:
    article = article_from_text(text, given=given)
    return article.published_earliest, article.published_basis


def test_what_is_no_address_is_noted() -> None:
    """And the article is known by its text."""
    article = article_from_text(BODY, given=Given(url="see print edition"))

    assert article.url is None
    assert article.notes == ("not a web address: see print edition",)
    assert article.id == make_id("Article", "text", article.text_sha256)


def test_a_stated_language_or_completeness_that_is_none_is_noted() -> None:
    """What the text shows counts then."""
    article = article_from_text(BODY, given=Given(language="Klingonian speech", completeness="whole"))  # type: ignore[arg-type]

    assert ("en", "unknown") == (article.language, article.completeness)
    assert len(article.notes) == 2


def test_stated_completeness_counts() -> None:
    """A person who knows says so."""
    article = article_from_text(BODY, given=Given(completeness="excerpt"))

    assert ("excerpt", "stated") == (article.completeness, article.completeness_reason)


def test_odd_characters_are_replaced_everywhere() -> None:
    """In names too, which are stored and put into ids."""
    article = article_from_text("a\x00b " + BODY, given=Given(outlet="P\ud800st"))

    assert article.text.startswith("a\ufffdb")
    assert article.outlet == "P\ufffdst"
    assert "U+FFFD" in article.notes[0]
