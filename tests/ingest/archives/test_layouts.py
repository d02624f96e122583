"""The finer points of each layout: what belongs to which field."""

import io

from tests.ingest.exports import BODY, SAID, WORDS, accession, factiva_coded, factiva_plain, nexis, nexis_old

from sayso.ingest import read
from sayso.records import Article, Reading
from sayso.settings import Settings


def articles(text: str) -> list[Article]:
    return [
        row.article
        for row in read(["-"], settings=Settings(), stdin=io.BytesIO(text.encode()))
        if isinstance(row, Reading)
    ]


def test_words_of_a_body_that_look_like_codes_stay_in_it() -> None:
    """The codes of a head do not come again below it, and those of the end have more than one space behind them."""
    (one,) = articles(factiva_coded(1))

    assert "IN the end nobody crossed it. HD screens" in one.text
    assert {"section: News", "companies: senmil : Senn Mill Ltd", "regions: elsin : Elsin", "page: 1"} <= set(
        one.notes
    )
    assert ("Ada Morrow", "Jon Vint") == one.authors


def test_codes_in_cells_of_a_table_are_codes() -> None:
    """As in RTF and HTML, where the code stands in a cell of its own."""
    text = factiva_coded(1)
    for code in ("SE", "HD", "BY", "WC", "PD", "SN", "SC", "LA", "CO", "AN"):
        text = text.replace(f"\n{code}  ", f"\n{code} | ")

    (one,) = articles(text)

    assert ("The Harbour Ledger", accession(1)) == (one.outlet, one.external_id)


def test_a_head_without_byline_section_time_and_page_is_one() -> None:
    text = (
        factiva_plain(1)
        .replace("News\n", "", 1)
        .replace("By Ada Morrow\n", "")
        .replace("10:05\n", "")
        .replace("HARL\n1\n", "HARL\n")
    )

    (one,) = articles(text)

    assert ("Bridge over the Senn shut, day 1", (), "The Harbour Ledger") == (
        one.title,
        one.authors,
        one.outlet,
    )


def test_a_name_alone_above_the_count_is_an_author() -> None:
    (one,) = articles(factiva_plain(1).replace("By Ada Morrow", "Ada Morrow"))

    assert ("Ada Morrow",) == one.authors


def test_the_number_of_the_article_is_its_line() -> None:
    rows = [
        row
        for row in read(["-"], settings=Settings(), stdin=io.BytesIO((nexis(1) * 2 + nexis(3)).encode()))
        if isinstance(row, Reading)
    ]

    assert [f"article {number} of a Nexis export" for number in (1, 2, 3)] == [
        row.article.notes[0] for row in rows
    ]


def test_the_fields_of_nexis_are_kept_and_its_day_has_its_zone() -> None:
    (one,) = articles(nexis(1))

    assert "2031-05-01T10:05:00+00:00" == one.published_earliest
    assert {
        "section: NEWS; Pg. 1",
        "dateline: ELSIN",
        "highlight: A ferry will run",
        "graphic: The bridge, as it was",
    } <= set(one.notes)


def test_a_monthly_has_a_month() -> None:
    """And no other word with a year after it is one."""
    daily = "May 1, 2031 Tuesday 10:05 AM GMT"
    (one,) = articles(nexis(1).replace(daily, "May 2031"))

    assert ("2031-05-01", "2031-05-31") == (one.published_earliest, one.published_latest)
    assert "The Harbour Ledger (Elsin)" == one.outlet
    assert not any(
        "export" in note for one in articles(nexis(1).replace(daily, "Bridge 2031")) for note in one.notes
    )


def test_a_body_that_names_a_length_or_a_language_is_not_cut_there() -> None:
    body = f"{SAID}\n\nLength: 5 words were enough.\n\nLanguage: none was spoken.\n\n{BODY}"

    (one,) = articles(nexis(1, body=body))

    assert body == one.text


def test_names_of_fields_in_other_languages_are_known() -> None:
    german = (
        nexis(1)
        .replace("Section:", "Rubrik:")
        .replace("Length:", "Länge:")
        .replace("Byline:", "Autor:")
        .replace("End of Document", "Ende des Dokuments")
    )

    (one,) = articles(german)

    assert ("Ada Morrow",) == one.authors
    assert f"{WORDS} words, of {WORDS} by Nexis's word count" == one.completeness_reason


def test_the_older_layout_keeps_its_line_ends_and_tells_an_edition_from_a_headline() -> None:
    (one, *_) = articles("".join(map(nexis_old, (1, 2, 3))))

    assert "Bridge over the Senn shut, day 1" == one.title
    assert "edition: Final Edition" in one.notes
    assert one.text.startswith(
        "The old bridge over the Senn will close for a month, the harbour office said\non Monday"
    )


def page(number: int, *, coded: bool) -> str:
    """An article of an HTML export."""
    if coded:
        fields = [
            line.partition("  ")
            for line in factiva_coded(number).replace("LP\n", "LP  ").replace("TD\n", "TD  ").split("\n")
            if line
        ]
        cells = "".join(
            f"<tr><td><b>{code}</b>&nbsp;</td><td><p>{words}</p>\n</td></tr>" for code, _, words in fields
        )
        return f'<div class="article enArticle"><table>{cells}</table></div>'
    lines = [line for line in factiva_plain(number).split("\n") if line]
    return '<div class="article enArticle">' + "".join(f"<div>{line}</div>" for line in lines) + "</div>"


def test_pages_of_an_export_are_split_before_any_page_reader_sees_them() -> None:
    for coded in (True, False):
        body = "".join(page(number, coded=coded) for number in (1, 2, 3))
        found = articles(
            f'<html><head><meta charset="utf-8"><title>Factiva</title><script>x</script></head><body>{body}</body></html>'
        )

        assert ["text/html"] * 3 == [one.media_type for one in found]
        assert [accession(number) for number in (1, 2, 3)] == [one.external_id for one in found]
        assert " ".join(BODY.split()) == " ".join(found[0].text.split())


def test_a_page_that_only_names_an_archive_is_a_page() -> None:
    found = articles(
        f"<html><body><article><h1>Factiva and Nexis</h1><p>{SAID}</p><p>End of Document, said LexisNexis.</p></article></body></html>"
    )

    assert 1 == len(found)
    assert "article 1 of" not in " ".join(found[0].notes)
