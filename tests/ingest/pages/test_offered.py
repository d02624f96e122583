"""How much of an article a page offers, in the page's own words."""

import pytest

from sayso.ingest.pages import page_draft
from sayso.records import Completeness
from sayso.settings import Limits

TEXT = "<p>The old bridge over the Senn will close for a month, the harbour office said on Monday.</p><p>A ferry will run instead, it said, and would be free for all.</p>"
CLOSED = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
)


def judged(after: str, *, head: str = "") -> tuple[Completeness, str] | None:
    page = f"<html lang=en><head><title>Bridge</title>{head}</head><body><article><h1>Bridge to close</h1>{TEXT}{after}</article></body></html>"
    return page_draft(page.encode(), path="a.html", limits=Limits()).completeness


@pytest.mark.parametrize(
    "prompt",
    [
        "<div class='paywall'><h3>Subscribe to read the full story</h3></div>",
        "<div><p>To continue reading, please register. It is free.</p><button>Register</button></div>",
        "<div><p>Already a subscriber? <a href='/in'>Sign in</a></p></div>",
        "<div><p>Cet article est réservé aux abonnés</p></div>",
        "<div><p>Dieser Artikel ist nur für Abonnenten</p></div>",
    ],
)
def test_a_wall_after_the_first_lines_makes_them_partial(prompt: str) -> None:
    """Its words are the evidence."""
    found = judged(prompt)

    assert found is not None
    assert "partial" == found[0]
    assert "asks" in found[1]


def test_a_page_that_is_not_free_and_asks_nothing_is_unknown() -> None:
    """It may be there whole."""
    assert ("unknown", "the page says that it is not free to read") == judged("", head=CLOSED)


def test_a_call_for_a_newsletter_is_no_wall() -> None:
    """Nothing is kept back."""
    assert judged("<div><p>Subscribe to our newsletter and read us every morning.</p></div>") is None


@pytest.mark.parametrize(
    ("counters", "told"),
    [
        (("1 of 20",), True),
        (("1/3", "2/3", "3/3"), False),
        (("Bild 1 von 4", "Bild 2 von 4"), True),
        ((), False),
    ],
)
def test_a_gallery_that_shows_some_of_its_pictures_is_partial(
    counters: tuple[str, ...], *, told: bool
) -> None:
    """It counts them itself."""
    found = judged(
        "".join(
            f"<figure><figcaption><span class='counter'>{one}</span> A picture.</figcaption></figure>"
            for one in counters
        )
    )

    assert told == (found is not None and found[0] == "partial")


def test_a_count_in_the_text_is_no_gallery() -> None:
    """A score stands in a sentence, or in a table."""
    assert judged("<p>3 of 4</p><table><tr><td>1/20</td></tr></table>") is None


@pytest.mark.parametrize(
    ("between", "completeness"),
    [
        ("<div>" * 300 + "x" + "</div>" * 300, "partial"),
        ("<font><b>x" * 300, "partial"),
        (f"<script>let a = '{'x' * 10_100_000}'</script>", "partial"),
        ("<div>" * 100 + "x" + "</div>" * 100, "unknown"),
        ("<p>unclosed" * 300, "unknown"),
        ("<ul>" + "<li>unclosed" * 300 + "</ul>", "unknown"),
    ],
    ids=["deep", "never closed", "long", "less deep", "paragraphs", "items"],
)
def test_a_page_at_which_the_parser_stopped_is_read_in_part(between: str, completeness: str) -> None:
    told = "".join(
        f"<p>The bridge stays shut, the office said on day {n} of the works.</p>" for n in range(4)
    )
    page = f"<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1>{told}{between}{told}</article></body></html>"

    draft = page_draft(page.encode(), path="a.html", limits=Limits())

    assert completeness == (draft.completeness or ("unknown", ""))[0]
