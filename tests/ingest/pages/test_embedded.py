"""Bodies in a page's scripts: the article's own, and no other text that stands beside it."""

import json

import pytest

from sayso.errors import InputError
from sayso.ingest.pages import page_draft
from sayso.ingest.reading import Draft
from sayso.settings import Limits

TITLE = "Bridge to close for a month"
BODY = [
    "The old bridge over the Senn will close for a month, the harbour office said on Monday.",
    "“Nobody will drive over it before May,” said Ada Morrow, who leads the office in Vellin.",
]
OTHER = "Another report of the same paper tells of a ferry which has been painted in a green that nobody likes, not even the painter."


def draft(script: str, *, body: str = "<div id=root></div>", head: str = "") -> Draft:
    page = f"<html lang=en><head><title>{TITLE}</title>{head}</head><body>{body}{script}</body></html>"
    return page_draft(page.encode(), path="a.html", limits=Limits())


def ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": TITLE} | fields)}</script>'


def test_a_page_without_words_is_read_from_its_declaration() -> None:
    """How it was found is noted; paragraphs stay apart."""
    found = draft(ld(articleBody="\n\n".join(BODY)))

    assert "\n".join(BODY) == found.text
    assert any("the page's own articleBody" in note for note in found.notes)
    assert found.completeness is not None
    assert "full" == found.completeness[0]


def test_what_the_page_shows_goes_before_a_summary_and_after_the_whole() -> None:
    """Whichever has more of the other."""
    shown = f"<article><h1>{TITLE}</h1><p>{BODY[0]}</p><p>{BODY[1]}</p></article>"

    assert BODY[1] in draft(ld(articleBody=BODY[0] + " And so on."), body=shown).text
    assert BODY[1] in draft(ld(articleBody=" ".join(BODY)), body=f"<h1>{TITLE}</h1><p>{BODY[0]}</p>").text


@pytest.mark.parametrize(
    "story",
    [
        {"title": TITLE, "body": "".join(f"<p>{line}</p>" for line in BODY)},
        {"headline": TITLE, "content": {"blocks": [{"type": "p", "text": line} for line in BODY]}},
        {"title": TITLE, "paragraphs": BODY},
        {"title": TITLE, "elements": [{"content": line} for line in BODY]},
    ],
)
def test_the_data_of_an_application_hold_the_article_under_its_title(story: dict[str, object]) -> None:
    """In whatever form; the others beside it are not it."""
    data = {
        "props": {
            "story": story,
            "more": [{"title": "Ferry painted", "body": OTHER}],
            "consent": {"text": OTHER * 3},
        }
    }

    for script in (
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>',
        f"<script>var x = 1; window.__INITIAL_STATE__ = {json.dumps(data)}; start()</script>",
        f"<script>self.__next_f.push([1,{json.dumps('3:' + json.dumps(data) + chr(10))}])</script>",
    ):
        assert "\n".join(BODY) == draft(script).text


def test_data_with_another_title_are_not_the_article() -> None:
    """Rather no article than another one."""
    data = {"story": {"title": "Ferry painted", "body": OTHER}}

    with pytest.raises(InputError, match="no article"):
        draft(f'<script type="application/json">{json.dumps(data)}</script>')


@pytest.mark.parametrize(
    "script", ["[" * 5_000, '{"a":' * 5_000, "self.__next_f.push([1,", "{}{}", '{"title": 7}']
)
def test_broken_data_are_passed_over(script: str) -> None:
    """The page's words are read."""
    body = f"<article><h1>{TITLE}</h1><p>{BODY[0]}</p><p>{BODY[1]}</p></article>"

    for kind in ("application/json", "application/ld+json", "text/javascript"):
        assert (
            BODY[1] in draft(f'<script type="{kind}">window.__A_STATE__ = {script}</script>', body=body).text
        )


def test_days_and_authors_beside_a_body_are_stated() -> None:
    """An application's page often has no other statement."""
    story = {
        "title": TITLE,
        "publishedAt": "2031-03-04T10:00:00Z",
        "updatedAt": "2031-03-05T10:00:00Z",
        "authors": [{"name": "Ada Quill"}],
        "body": " ".join(BODY),
    }

    found = draft(f'<script type="application/json">{json.dumps(story)}</script>')

    assert ("2031-03-04T10:00:00Z", "2031-03-05T10:00:00Z", ("Ada Quill",)) == (
        found.stated.published,
        found.stated.updated,
        found.stated.authors,
    )
