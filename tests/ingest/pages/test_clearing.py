"""What is not the article goes, and nothing that is."""

import pytest

from sayso.ingest.pages import page_draft
from sayso.settings import Limits

FIRST = "The old bridge over the Senn will close for a month, the harbour office said on Monday."
SECOND = "“Nobody will drive over it before May,” said Ada Morrow, who leads the office in Vellin."
THIRD = "A ferry will run every ten minutes instead, from six in the morning until midnight."


def text_with(between: str, *, after: str = "", title: str = "Bridge to close") -> list[str]:
    page = f"""<html lang="en"><head><title>{title}</title></head><body><div class="menu"><a href="/">Post</a><a href="/s">Sport</a></div>
    <div class="story"><h1>{title}</h1><p>{FIRST}</p><p>{SECOND}</p>{between}<p>{THIRD}</p>{after}</div></body></html>"""
    lines = page_draft(page.encode(), path="a.html", limits=Limits()).text.split("\n")
    return lines[lines[0] == title :]


@pytest.mark.parametrize(
    "box",
    [
        "<div class='related-stories'><a href='/1'>Ferry to be painted</a><p>It has been green since 1970, and rust shows.</p></div>",
        "<div class='x'><b>Read more:</b> <a href='/1'>Ferry to be painted in another green</a></div>",
        "<p>READ ALSO: <a href='/1'>Ferry to be painted in another green</a></p>",
        "<h4>Most read</h4><ul><li><a href='/1'>Ferry to be painted</a></li><li><a href='/2'>Tide tables lost</a></li></ul>",
        "<div><h3>Mehr zum Thema</h3><a href='/1'>Die Fähre wird gestrichen</a></div>",
        "<div><strong>اقرأ أيضاً</strong><a href='/1'>العبّارة تعود إلى العمل بعد الصيانة</a></div>",
        "<div class='y'><p>Get the morning tide in your inbox</p><form><input type='email'><button>Sign up</button></form></div>",
        "<p><em>Download our app for alerts from the harbour. <a href='/app'>Here it is.</a></em></p>",
        "<div class='ad'>Advertisement</div>",
        "<div role='dialog'><p>Please answer a short survey about our pages, it takes three minutes.</p></div>",
        "<aside class='z'><p>Nobody will drive over it before May</p></aside>",
        "<figure class='quote'><blockquote>“Nobody will drive over it before May”</blockquote><cite>Ada Morrow</cite></figure>",
        "<p>WATCH: The ferry in the storm</p>",
    ],
)
def test_what_is_not_the_article_is_left_out(box: str) -> None:
    """By its name, by its label, by its call, or as it repeats what the text says."""
    assert [FIRST, SECOND, THIRD] == text_with(box)


@pytest.mark.parametrize(
    "line",
    [
        "<blockquote>“I have crossed it every day for forty years,” a baker told us on the quay.</blockquote>",
        "<ul><li>no cars before May;</li><li>a ferry every ten minutes.</li></ul>",
        "<h2>What the ferry costs</h2>",
        "<p class='message'>The office asked everybody in a message not to stop on the bridge.</p>",
        "<p>He read more than three hundred pages of the report, and subscribed to none of it.</p>",
        "<p class='bar'>Two bars near the bridge will open later than before, their owners said.</p>",
        "<div>Text that stands in a block of its own, as some systems write paragraphs of a report.</div>",
    ],
)
def test_what_is_the_article_stays(line: str) -> None:
    """Quotations, lists, headings, and paragraphs with names that look like furniture."""
    import re

    text = "\n".join(text_with(line))

    for word in re.sub(r"<[^>]*>", " ", line).split():
        assert word in text


@pytest.mark.parametrize(
    "note",
    [
        "<p class='correction'>Correction: An earlier version gave the wrong month. It is May.</p>",
        "<footer><p>Clarification: the office is that of the harbour, not of the town.</p></footer>",
        "<div class='article-meta'><p>Additional reporting by Piet Lorne in Orsa</p></div>",
    ],
)
def test_a_correction_and_a_line_of_credits_are_kept(note: str) -> None:
    """At the very end, in whatever they stand."""
    import re

    assert " ".join(re.sub(r"<[^>]*>", " ", note).split()) == text_with("", after=note)[-1]


def test_a_second_article_below_is_left_out() -> None:
    """Two articles are never one text: by their own elements, or by their headlines alone."""
    other = (
        "<h1>Museum finds its clock</h1><p>The clock that was stolen in 1987 is back in its case, since Monday noon.</p>"
        f"<p>{'It had been for sale in a shop window. ' * 6}</p>"
    )

    for after in (f"<article>{other}</article>", f"<div>{other}</div>", other):
        assert [FIRST, SECOND, THIRD] == text_with("", after=after)


def test_paragraphs_are_lines_and_breaks_end_them() -> None:
    """A letter set apart for its size belongs to its word."""
    assert f"A{FIRST[1:]}" in text_with(f"<p><span class='dropcap'>A</span>{FIRST[1:]}</p>")
    assert ["One sentence stands here.", "And another one stands there."] == [
        line
        for line in text_with("<div>One sentence stands here.<br><br>And another one stands there.</div>")
        if "stands" in line
    ]
