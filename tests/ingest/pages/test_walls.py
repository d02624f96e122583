"""Pages that hold no article say so, and articles about walls stay articles."""

import pytest

from sayso.errors import InputError
from sayso.ingest.pages import page_draft
from sayso.settings import Limits

STORY = """<article><h1>Bridge to close for a month</h1><p>The old bridge over the Senn will close for a month, the harbour office said on
Monday, because two of its piers have moved since the winter.</p><p>A ferry will run every ten minutes instead, and it is free.</p></article>"""
CONSENT = """<div id="consent-layer"><h2>Before you go on</h2><p>We and our 204 partners store and/or access personal data such as cookies on your
device, to measure the audience and to show personalised advertising.</p><p>You can withdraw your consent at any time in the privacy
settings.</p><button>Accept all</button><button>Reject all</button></div>"""


def told(page: str, *, head: str = "<title>Post</title>", url: str | None = None) -> str:
    """The text of a page's article, or why there is none."""
    raw = f"<html lang='en'><head>{head}</head><body>{page}</body></html>".encode()
    try:
        return page_draft(raw, path="a.html", url=url, limits=Limits()).text
    except InputError as error:
        return f"! {error.reason}"


def test_a_consent_layer_over_an_article_is_passed_over() -> None:
    """Whatever it is called."""
    for page in (CONSENT + STORY, STORY + CONSENT, CONSENT.replace("consent-layer", "x91") + STORY):
        text = told(page)

        assert "The old bridge over the Senn" in text
        assert "partners" not in text


def test_a_page_that_is_nothing_but_a_wall_is_no_article() -> None:
    """Its words must never be read as a report."""
    assert "! the page asks for consent and holds no article" == told(
        CONSENT.replace("consent-layer", "main")
    )
    assert told(CONSENT).startswith("! ")


def test_an_article_about_cookies_is_one() -> None:
    """It says when it was published, and asks nobody."""
    page = STORY.replace(
        "The old bridge over the Senn will close",
        "Cookies, consent and personal data: a privacy policy will close",
    )
    head = '<title>Bridge</title><meta property="article:published_time" content="2031-03-04">'

    assert "Cookies, consent" in told(page, head=head)
    assert "Cookies, consent" in told(page)


@pytest.mark.parametrize(
    ("title", "page", "reason"),
    [
        (
            "Page not found | Post",
            "<h1>Page not found</h1><p>It may have been moved, or never have been here at all.</p>",
            "no such page",
        ),
        (
            "404",
            "<h1>Oh no</h1><p>The page you are looking for does not exist on this site any more.</p>",
            "no such page",
        ),
        (
            "Seite nicht gefunden",
            "<h1>Seite nicht gefunden</h1><p>Vielleicht hilft die Suche weiter, oder die Startseite.</p>",
            "no such page",
        ),
        (
            "Just a moment...",
            "<h1>post.example</h1><p>Checking your browser before you go on, this may take seconds.</p>",
            "check for robots",
        ),
        (
            "Post",
            "<div id=app>You need to enable JavaScript to run this app, please turn it on.</div>",
            "script",
        ),
        (
            "Not shown",
            "<h1>451: Unavailable due to legal reasons</h1><p>We cannot show this to readers in your country.</p>",
            "other countries",
        ),
        ("Film", "<video></video><h1>Seal naps</h1><p>A seal naps on the slipway.</p>", "film"),
    ],
)
def test_errors_checks_and_films_are_told(title: str, page: str, reason: str) -> None:
    """A status of 200 is no proof of an article."""
    head = f"<title>{title}</title>" + (
        '<meta property="og:type" content="video.other">' if title == "Film" else ""
    )

    assert reason in told(page, head=head)
    assert told(page, head=head).startswith("!")


def card(n: int) -> str:
    return f"<div class='c'><h3><a href='/n/{n}'>Headline number {n} of this day</a></h3><p>Two sentences of teaser stand here. They lead on.</p></div>"


def test_a_front_page_is_a_list_and_no_article() -> None:
    """Its teasers are of many articles; a feed leads to them."""
    assert "! the page is a list of articles (a front or section page)" == told("".join(map(card, range(8))))


def test_an_article_with_teasers_below_it_is_one() -> None:
    """However many there are; they are left out."""
    text = told(
        STORY
        + STORY.replace("<h1>Bridge to close for a month</h1>", "")
        + "<h2>Read next</h2>"
        + "".join(map(card, range(4)))
    )

    assert "The old bridge" in text


def test_a_report_of_a_missing_page_is_an_article() -> None:
    """The words alone do not tell."""
    head = '<title>Page not found in the parish register</title><meta property="og:type" content="article">'

    assert "The old bridge" in told(STORY, head=head)


def test_a_page_about_a_writer_is_a_list() -> None:
    """Though somebody's life stands above what they wrote."""
    head = '<script type="application/ld+json">{"@type":"ProfilePage","mainEntity":{"@type":"Person","name":"Nel Hask"}}</script>'
    page = f"<h1>Nel Hask</h1><p>Nel Hask writes about wells, and has done so for nine years.</p>{card(1)}{card(2)}{card(3)}"

    assert "list of articles" in told(page, head=head)


def test_a_page_that_sends_on_or_asks_for_a_login_is_no_article() -> None:
    onward = '<meta http-equiv="Refresh" content="0; URL=\'/2031/quay\'"><title>Redirecting</title>'
    form = "<form>Name <input name=user> <input type=Password> <button>Go</button></form>"

    assert "! the page holds no article and sends readers on to /2031/quay" == told(
        "Redirecting…", head=onward
    )
    assert "! the page asks for a login and holds no article" == told(
        f"<h1>Log in</h1><p>Please log in to read on.</p>{form}"
    )
    assert "The old bridge over the Senn" in told(STORY + form)
    assert "The old bridge over the Senn" in told(STORY, head=onward)
    anew = '<meta http-equiv="refresh" content="300"><title>Bridge</title>'
    assert "The bridge is shut." in told("<h1>Bridge</h1><p>The bridge is shut.</p>", head=anew)
