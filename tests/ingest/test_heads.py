"""The lines above a pasted text that say what it is."""

import io
import time
from pathlib import Path

import pytest

from sayso.ingest.heads import HEAD_READ, head_of, pasted
from sayso.ingest.read import read
from sayso.ingest.reading import Draft
from sayso.records import Reading
from sayso.settings import Settings

BODY = "The dam of Elsin holds, Mara Vint said on Friday.\n"


def test_a_head_states_what_it_names_and_the_text_begins_below_it() -> None:
    head = (
        "Headline: Dam of Elsin holds\r\n"
        "By Mara Vint and Orm Tell\r\n"
        "\r\n"
        "Published: 2 May 2031, 10:05\r\n"
        "Last updated: 3 May 2031\r\n"
        "OUTLET : Elsin Courier\r\n"
        "URL: https://courier.example/dam\r\n"
        "\r\n"
    )
    found = head_of(head + BODY)

    assert found is not None
    assert len(head) == found.end
    assert ("Dam of Elsin holds", ("Mara Vint", "Orm Tell")) == (found.stated.title, found.stated.authors)
    assert ("2 May 2031, 10:05", "3 May 2031") == (found.stated.published, found.stated.updated)
    assert ("Elsin Courier", "https://courier.example/dam") == (found.stated.outlet, found.stated.url)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"Headline: Dam holds\n\n{BODY}",
        f"Source: the council of Elsin said so\n{BODY}",
        f"By Mara Vint\nLanguage: en\n\n{BODY}",
        f"From: Mara Vint\nSubject: the dam\nDate: 2 May 2031\n\n{BODY}",
        f"Headline: Dam holds\nHeadline: Dam leaks\n\n{BODY}",
        "Headline: Dam holds\nPublished: 2 May 2031\n",
        "",
    ],
    ids=[
        "none",
        "one line",
        "a sentence",
        "nothing of the article",
        "a mail",
        "twice",
        "nothing below",
        "empty",
    ],
)
def test_what_is_no_head_is_text(text: str) -> None:
    assert head_of(text) is None


def test_what_stands_above_the_text_is_kept_beside_it() -> None:
    text = f"Title: Dam holds\nDate: 2031-05-02\n{BODY}"
    draft = pasted(Draft(text=text, path="-"))

    assert (BODY, text.encode(), (HEAD_READ,)) == (draft.text, draft.raw, draft.notes)
    assert Draft(text=BODY) == pasted(Draft(text=BODY))


@pytest.mark.parametrize(
    "text",
    ["Title" * 200_000, " " * 500_000, "\n" * 500_000, "Title: x\nDate:" + " " * 500_000, "By " * 200_000],
)
def test_strange_texts_take_no_time(text: str) -> None:
    begun = time.perf_counter()

    assert head_of(text) is None
    assert time.perf_counter() - begun < 0.5


def test_only_what_is_piped_or_pasted_has_a_head(tmp_path: Path) -> None:
    """The text of a file is all that stands in it: it is the article's identity."""
    text = f"Title: Dam holds\nDate: 2031-05-02\n\n{BODY}"
    (tmp_path / "dam.txt").write_text(text, encoding="utf-8")
    found = read(["-", tmp_path / "dam.txt"], settings=Settings(), stdin=io.BytesIO(text.encode()))
    piped, file = (one.article for one in found if isinstance(one, Reading))

    assert (BODY, "Dam holds", "2031-05-02") == (piped.text, piped.title, piped.published_earliest)
    assert text == file.text
