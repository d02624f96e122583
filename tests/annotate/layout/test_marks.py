"""What of an article is no report: marked to the character, never cut, and no body sentence among it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.layout.marks import MARKS, zones
from sayso.ingest import Given, article_from_text
from sayso.records import Article, Mark
from sayso.settings import Settings
from sayso.stage import Bundle

FIRST = "The old bridge over the Senn will close for a month, the harbour office said on Monday in Vellin."
SECOND = "“Nobody will drive over it before the month of May,” said Ada Morrow, who leads the harbour office."
THIRD = (
    "The mayor of the town, Tom Belling, called the news a heavy blow for the many shops on the east bank."
)


def marked(text: str, **stated: object) -> list[tuple[str, str]]:
    """Kind and words of every zone."""
    return [(zone.kind, text[zone.start : zone.end]) for zone in zones(text, **stated)]  # type: ignore[arg-type]


def test_a_page_is_marked_from_crumbs_to_button() -> None:
    """Section crumbs, headline, dateline with place and credit, furniture at the end; the body stays free."""
    text = f"WorldEuropeTransport\n\nOld Bridge to Close for a Month\n\nVELLIN (Dispatches) -- {FIRST}\n\n{SECOND}\n\nBack to top button"

    assert marked(text) == [
        ("section", "WorldEuropeTransport"),
        ("headline", "Old Bridge to Close for a Month"),
        ("dateline", "VELLIN (Dispatches) --"),
        ("place", "VELLIN"),
        ("credit", "Dispatches"),
        ("furniture", "Back to top button"),
    ]


@pytest.mark.parametrize("left", ["[+1840 chars]", "[+ 12 characters]"])
def test_what_a_feed_says_it_left_out_is_no_word_of_the_article(left: str) -> None:
    """Nobody said it, though it stands where a quotation was cut."""
    assert [("furniture", left)] == marked(f"{FIRST}\n\n{SECOND} She said that the piers have moved… {left}")


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("furniture", "Advertisement"),
        ("furniture", "ADVERTISEMENT:"),
        ("furniture", "Story continues below"),
        ("furniture", "Return to the top of this page."),
        ("furniture", "Share this article"),
        ("furniture", "Read or share this story: http://a.example/x"),
        ("furniture", "Facebook Twitter Email Print"),
        ("furniture", "Sign up for our newsletter"),
        ("furniture", "Get the harbour stories you care about delivered to your inbox."),
        ("furniture", "By signing up, you agree to our Privacy Policy"),
        ("furniture", "Follow us on Twitter"),
        ("furniture", "Follow Ada Quill on Twitter: @adaquill"),
        ("furniture", "Read more: Ferry lost off Vellin"),
        ("furniture", "Related: Why bridges move"),
        ("furniture", "( PHOTOS: Bridges of the coast)"),
        ("furniture", "SEE ALSO: Ferry lost off Vellin"),
        ("furniture", "Ferry lost off Vellin, owner says Read more"),
        ("furniture", "Slideshow (3 Images)"),
        ("furniture", "Copyright © 2031 The Harbor Post, LLC. Click here for reprint permission."),
        ("furniture", "All rights reserved. This material may not be copied."),
        ("furniture", "Updated at 8:25 a.m. ET"),
        ("furniture", "This article is more than 3 years old"),
        ("furniture", "Send letters to letters@post.example."),
        ("furniture", "* * *"),
        ("caption", "Photo: Ada Quill"),
        ("caption", "Hide caption The bridge in winter, seen from the east bank."),
        ("caption", "Enlarge this image toggle caption Ada Quill/Harbor Pictures"),
        ("caption", "The bridge in winter, seen from the east bank. (Ada Quill/Tern)"),
        ("caption", "The bridge in winter. Ada Quill/Getty Images"),
        (
            "caption",
            "FILE - In this March 3, 2031, file photo, the bridge is seen from the east bank of the Senn.",
        ),
        ("byline", "By Ada Quill"),
        ("byline", "By Ada Quill and Tom van Essen, Harbor Post"),
        ("byline", "Ada Quill, Staff Writer"),
        ("byline", "Reporting by Ada Quill; Editing by Tom Essen"),
        ("byline", "(Additional reporting by Ada Quill in Vellin)"),
        ("byline", "The Associated Press contributed to this report."),
        ("byline", "Contributing: Ada Quill"),
    ],
)
def test_lines_between_paragraphs_are_known_by_their_words(kind: str, line: str) -> None:
    """The whole line is marked, and the paragraphs about it are not."""
    assert marked(f"{FIRST}\n\n{SECOND}\n\n{line}\n\n{THIRD}") == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Follow the harbour road on foot, she said, and you will see the cracks.",
        "He told them to share this article of faith with their children, and they did.",
        "By Monday evening, the ferry had made thirty crossings.",
        "Read more books, the mayor told the pupils.",
        "Photo albums lay on the table.",
        "More: that was all the crowd wanted to hear.",
        "The photo was taken by Ada Quill.",
        "The Tern News report was the first to name the piers.",
        "“Sign up,” she said. “We need every hand.”",
        "Politics is the art of bridges, the mayor said.",
        "The agency, which owns the report, contributed money to the works.",
        "Ada Morrow: “Nobody will drive over it.”",
    ],
)
def test_a_body_sentence_is_never_marked(line: str) -> None:
    """A marked sentence would be lost to every later stage."""
    assert marked(f"{FIRST}\n\n{line}\n\n{THIRD}") == []


def test_credits_begin_after_the_last_sentence() -> None:
    """Where body and credits share a line, only the credits are marked."""
    text = f"{FIRST}\n\nThe ferry runs. Ada Quill and Tom Essen contributed to this report."

    assert marked(text) == [("byline", "Ada Quill and Tom Essen contributed to this report.")]


def test_a_line_that_says_the_title_is_a_headline_wherever_it_stands() -> None:
    """Also in other quotes, with the outlet's name after it, and said again."""
    text = f"'Closed': the bridge | The Harbor Post\n\n{FIRST}\n\n‘Closed’: the bridge\n\n{SECOND}"

    assert marked(text, title="“Closed”: the bridge") == [
        ("headline", "'Closed': the bridge | The Harbor Post"),
        ("headline", "‘Closed’: the bridge"),
    ]


def test_a_caption_glued_to_the_title_is_parted_from_it() -> None:
    """Old page templates put the picture's words and the title in one line."""
    text = f"Nobody will drive over it, the office says. | TERN Bridge to close\n\n{FIRST}\n\n{SECOND}"

    assert marked(text, title="Bridge to close") == [
        ("caption", "Nobody will drive over it, the office says. | TERN "),
        ("headline", "Bridge to close"),
    ]


def test_a_first_line_that_is_not_the_stated_title_stays_body_unless_in_title_case() -> None:
    """It may be a summary."""
    for first, kinds in (
        ("Harbour office sees no other way out", []),
        ("No Other Way Out For Harbour Office", ["headline"]),
    ):
        assert [
            kind for kind, _ in marked(f"{first}\n\n{FIRST}\n\n{SECOND}", title="Bridge to close")
        ] == kinds


def test_stated_authors_are_bylines_at_the_ends_of_a_page_only() -> None:
    """In an interview the author's name tells who asks."""
    top = f"Ada Quill\n\nThe Harbor Post\n\n{FIRST}\n\n{SECOND}"
    interview = f"{FIRST}\n\nAda Quill\n\nWhy does it close?\n\n{SECOND}\n\nAda Quill\n\nAnd then?\n\n{THIRD}"

    assert marked(top, authors=("Ada Quill",), outlet="The Harbor Post") == [
        ("byline", "Ada Quill"),
        ("byline", "The Harbor Post"),
    ]
    assert marked(interview, authors=("Ada Quill",)) == []


def test_a_subheading_stands_alone_between_paragraphs() -> None:
    """Not under a colon, not in a list, not said twice, not first or last."""
    assert marked(f"{FIRST}\n\nA heavy blow\n\n{SECOND}") == [("subheading", "A heavy blow")]
    for text in (
        f"{FIRST}\n\nA heavy blow\n\nThe ferry\n\n{SECOND}",
        f"{FIRST[:-1]}:\n\nA heavy blow\n\n{SECOND}",
        f"{FIRST}\n\nA heavy blow\n\n{SECOND}\n\nA heavy blow\n\n{THIRD}",
        f"{FIRST}\n\n{SECOND}\n\nA heavy blow",
        "The old bridge over the Senn will\nclose for a month\nthe harbour office said.",
    ):
        assert marked(text) == []


def test_link_lists_glued_into_a_sentence_are_furniture() -> None:
    """One publisher's pages put headlines about a person after the name; the sentence goes on behind them."""
    text = (
        "Mayor Tom Belling Thomas (Tom) BellingFerry lost off Vellin Bridge to close for a month: report MORE "
        f"(East) said on Monday that he was sorry. {FIRST}"
    )

    assert marked(text) == [
        ("furniture", "Thomas (Tom) BellingFerry lost off Vellin Bridge to close for a month: report MORE")
    ]


def test_a_credit_may_close_a_report() -> None:
    """The agency at the end of the last line is a credit; its sentence stays."""
    assert marked(f"{FIRST}\n\n{SECOND} (AFP)") == [("credit", "AFP")]
    assert marked(f"{FIRST}\n\n{SECOND} — Reuters") == [("credit", "Reuters")]


def test_the_stage_writes_marks_of_the_revision() -> None:
    """In reading order, outer ones first; the same text gives the same rows, another text other ids."""
    article = article_from_text(f"VELLIN (Tern) — {FIRST}\n\n{SECOND}", given=Given(outlet="Post"))
    other = article_from_text(f"VELLIN (Tern) — {FIRST}\n\n{THIRD}", given=Given(outlet="Post"))

    rows = marks(article)

    assert ["dateline", "place", "credit"] == [row.kind for row in rows]
    assert all(row.article == article.id for row in rows)
    assert rows == marks(article)
    assert not {row.id for row in rows} & {row.id for row in marks(other)}


def marks(article: Article) -> list[Mark]:
    return list(MARKS.make(Settings())(Bundle(article, {})))


pieces = st.sampled_from(
    ["VELLIN (Tern) — ", "Advertisement", "\n", "\n\n", "\r\n", "Title Case Words Here", FIRST, "By Ada Quill", " MORE", "😀",
     "Tom Belling Tom BellingFerry lost off", " (AFP)", "Photo: ", "A | B", "\u2028", " ", "•"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), st.lists(pieces, max_size=12).map("".join)))
def test_marks_are_spans_of_the_text(text: str) -> None:
    """Half-open, not empty, without white space at their start, sorted, each once."""
    found = zones(text, title="Title Case Words Here", authors=("Ada Quill",), outlet="Post")

    assert found == sorted(set(found), key=lambda zone: (zone.start, -zone.end, zone.kind))
    for zone in found:
        assert 0 <= zone.start < zone.end <= len(text)
        assert not text[zone.start].isspace()


@pytest.mark.parametrize(
    "unit", ["a", "A ", "(AP Photo/", "MORE ", "Ab Ab", "x\n", "Some Heading\n", ". ", "“"]
)
def test_a_long_text_takes_linear_time(unit: str) -> None:
    """One line or many: seconds on any machine, where a quadratic loop would take hours."""
    began = time.perf_counter()

    zones(unit * (300_000 // len(unit)))

    assert time.perf_counter() - began < 10
