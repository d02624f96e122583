"""Exports become their articles, whatever file they are; what is no export stays one article, and no word of one is lost."""

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ingest.exports import (
    BODY,
    FACTIVA_END,
    MORE,
    NEXIS_COVER,
    OLD_COVER,
    SAID,
    WORDS,
    accession,
    factiva_coded,
    factiva_plain,
    nexis,
    nexis_old,
)
from tests.ingest.newsroom_files import docx_file, printed, rtf_file

from sayso.ingest import read
from sayso.records import Article, Failure, Reading
from sayso.settings import Settings

EXPORTS = {
    "Factiva with codes": "".join(map(factiva_coded, (1, 2, 3))) + FACTIVA_END,
    "Factiva as displayed": "".join(map(factiva_plain, (1, 2, 3))) + FACTIVA_END,
    "Nexis": NEXIS_COVER + "".join(map(nexis, (1, 2, 3))),
    "LexisNexis": OLD_COVER + "".join(map(nexis_old, (1, 2, 3))),
}
FILES = {
    "text": lambda text: text.encode(),
    "windows": lambda text: text.replace("\n", "\r\n").encode("cp1252"),
    "docx": lambda text: docx_file(*text.split("\n")),
    "rtf": rtf_file,
    "pdf": printed,
}


def rows(data: bytes) -> list[Reading | Failure]:
    return list(read(["-"], settings=Settings(), stdin=io.BytesIO(data)))


def articles(found: list[Reading | Failure]) -> list[Article]:
    return [row.article for row in found if isinstance(row, Reading)]


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_becomes_its_articles(export: str, file: str) -> None:
    """Outlet, day, title, author, language and words are its fields', the text is the body alone."""
    found = rows(FILES[file](EXPORTS[export]))

    assert [] == [row for row in found if isinstance(row, Failure)]
    assert [f"Bridge over the Senn shut, day {number}" for number in (1, 2, 3)] == [
        one.title for one in articles(found)
    ]
    for number, one in enumerate(articles(found), start=1):
        assert plain(BODY) == plain(one.text)
        assert str(one.outlet).startswith("The Harbour Ledger")
        assert f"2031-05-0{number}" == str(one.published_earliest)[:10]
        assert "stated" == one.published_basis
        assert "Ada Morrow" == one.authors[0]
        assert "en" == one.language
        assert "full" == one.completeness
        if export.startswith("Factiva"):
            assert accession(number) == one.external_id


@pytest.mark.parametrize("export", EXPORTS)
def test_no_word_of_an_export_is_lost(export: str) -> None:
    """Every word is in an article's own part, in a page of the archive's own or in a failure; counted over all of them."""
    stray = "\n\nA remark that somebody typed below the last article, and that is part of none.\n"
    torn = EXPORTS[export].replace("2 May 2031", "some day", 1).replace("May 2, 2031 Tuesday", "some day", 1)
    for text in (EXPORTS[export], EXPORTS[export] + stray, torn):
        found = rows(text.encode())
        parts = sum(len((row.raw or b"").decode().split()) for row in found if isinstance(row, Reading))
        told = [note for one in articles(found) for note in one.notes if "own was left out" in note]
        told += [row.reason for row in found if isinstance(row, Failure)]
        left = sum(int(match[1]) for words in told if (match := re.search(r"\((\d+) words\)$", words)))

        assert len(text.split()) == parts + left
        for row in found:
            if isinstance(row, Reading):
                assert all(part in (row.raw or b"").decode() for part in row.article.text.split("\n\n"))


def test_what_fits_nothing_is_a_failure_that_names_its_line_and_first_words() -> None:
    text = (
        EXPORTS["Nexis"].replace("May 2, 2031 Tuesday 10:05 AM GMT", "one of these days")
        + "A remark below.\n"
    )

    found = rows(text.encode())

    assert [1, 3] == [int(str(one.title)[-1]) for one in articles(found)]
    misfit, stray = [row for row in found if isinstance(row, Failure)]
    assert (2, 3) == (misfit.line, stray.line)
    line = text[: text.index("Bridge over the Senn shut, day 2")].count("\n") + 1
    assert f"article 2 of this Nexis export (line {line}) is not laid out as the others" in misfit.reason
    assert "'Bridge over the Senn shut, day 2 The Harbour Ledger" in misfit.reason
    assert "'A remark below.' (3 words)" in stray.reason


def test_an_article_without_its_text_is_a_failure_and_says_so() -> None:
    (failure,) = [
        row
        for row in rows((EXPORTS["Factiva as displayed"] + factiva_plain(4, body="")).encode())
        if isinstance(row, Failure)
    ]

    assert "'Bridge over the Senn shut, day 4' has no text in the export" == failure.reason
    assert 4 == failure.line


def test_the_archives_word_count_tells_what_is_whole() -> None:
    """As pages do: an export of headlines and leads is partial."""
    leads = "".join(factiva_plain(number, words=10 * WORDS) for number in (1, 2, 3))

    (first, *_) = articles(rows(leads.encode()))

    assert ("partial", f"{WORDS} words, of {10 * WORDS} by Factiva's word count") == (
        first.completeness,
        first.completeness_reason,
    )


def test_one_text_in_two_outlets_is_two_articles() -> None:
    """Copies of a wire are what is looked for; Nexis gives no number, so outlet, day and headline tell them apart."""
    found = articles(rows((nexis(1) + nexis(1, outlet="Radio Lisk") + nexis(1)).encode()))

    assert 2 == len({one.id for one in found})
    assert 3 == len(found)


@pytest.mark.parametrize(
    "text",
    [
        f"{SAID}\n\nThe export that he showed read:\n\n{nexis(1)}",
        f"{nexis(1)}\n\n{SAID} {SAID} {SAID}",
        f"{SAID}\n\n{factiva_plain(1)}",
        f"Body\n\n{SAID}\n\nLength: 5 words\n\n{MORE}",
        f"How it ends\n\n{SAID}\n\nEnd of Document\n",
        f"{SAID}\n\nDocument HARL000020310501eh7r00001\n\n{MORE}",
        f"1 of 3 DOCUMENTS\n\n{SAID}",
        f"HD  He said.\nWC  10 words\n{SAID}",
        factiva_plain(1).replace("HARL\n", "XYZ\n"),
    ],
    ids=[
        "quotes Nexis",
        "goes on",
        "quotes Factiva",
        "a heading Body",
        "an end",
        "a number",
        "a count",
        "codes",
        "another source",
    ],
)
def test_an_article_that_only_looks_like_an_export_stays_one(text: str) -> None:
    (only,) = articles(rows(text.encode()))

    assert text == only.text


def test_one_article_alone_is_an_export_too() -> None:
    for text in (factiva_coded(1), factiva_plain(1), nexis(1), NEXIS_COVER + nexis(1)):
        (only,) = articles(rows(text.encode()))

        assert plain(BODY) == plain(only.text)


PIECES = st.sampled_from(
    [factiva_coded(1), factiva_plain(2), nexis(3), nexis_old(1), FACTIVA_END, NEXIS_COVER, OLD_COVER, SAID, "\n\n", "End of Document\n",
     "1 of 3 DOCUMENTS\n", f"Document {accession(1)}\n", "HD  x\n", "10 words\n", "May 1, 2031\n", "Body\n", "Length: 9 words\n"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(PIECES, min_size=1, max_size=9), st.data())
def test_what_is_torn_and_mixed_gives_articles_and_failures_and_loses_nothing(
    pieces: list[str], data: st.DataObject
) -> None:
    text = "".join(pieces)
    at, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    text = text[:at] + text[end:] if data.draw(st.booleans()) else text
    found = rows(text.encode())

    assert found == rows(text.encode())
    kept = " ".join(plain(one.text) for one in articles(found))
    told = " ".join(
        [
            *(note for one in articles(found) for note in one.notes),
            *(row.reason for row in found if isinstance(row, Failure)),
        ]
    )
    if MORE in text and not told:
        assert plain(MORE) in kept
