"""Word documents: the words as they stand with all changes accepted, what is beside the body told, hostile packages refused."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from tests.ingest.newsroom_files import docx_file, edited, odt_file, saved, with_body

from sayso.ingest import Given, read
from sayso.records import Article, Failure, Reading
from sayso.settings import Limits, Settings

LIMITS = Limits()
SAID = "The bridge over the Senn is shut, said Ada Morrow on Monday."


def article(data: bytes, **given: str) -> Article:
    """The one article of a file, which keeps its bytes."""
    (row,) = read(["-"], settings=Settings(), stdin=io.BytesIO(data), given=Given(**given))  # type: ignore[arg-type]
    assert isinstance(row, Reading), row
    assert data == row.raw
    return row.article


def failure(data: bytes, limits: Limits = LIMITS) -> Failure:
    """Why a file cannot be read."""
    (row,) = read(["-"], settings=Settings(limits=limits), stdin=io.BytesIO(data))
    assert isinstance(row, Failure)
    assert row.fix
    return row


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def test_paragraphs_lists_and_tables_come_in_their_order() -> None:
    document = docx.Document()
    document.add_paragraph(SAID)
    table = document.add_table(2, 2)
    for number, words in enumerate(("Name", "Votes", "Jon Vint", "12")):
        table.cell(number // 2, number % 2).text = words
    document.add_paragraph("The quay is open.", style="List Bullet")

    assert f"{SAID}\n\nName | Votes\n\nJon Vint | 12\n\nThe quay is open." == article(saved(document)).text


def test_the_title_is_what_is_set_as_one() -> None:
    """A paragraph in the style Title goes before a heading, wherever it stands; without either the text's shape decides."""
    titled = docx_file("Lead", "Bridge shut", SAID, styles={0: "Heading 1", 1: "Title"})

    assert "Bridge shut" == article(titled).title
    assert "Lead" == article(docx_file("Lead", SAID, styles={0: "Heading 1"})).title
    assert (
        "Old Bridge Over the Senn Is Shut"
        == article(docx_file("Old Bridge Over the Senn Is Shut", SAID)).title
    )


def test_what_the_file_says_of_itself_states_nothing_of_the_article() -> None:
    document = docx.Document()
    document.add_paragraph(SAID)
    document.core_properties.author, document.core_properties.title = "Pat Template", "Letter"

    read_one = article(saved(document))

    assert (None, (), None) == (read_one.title, read_one.authors, read_one.published_earliest)
    assert [] != [note for note in read_one.notes if "Pat Template" in note and "state nothing" in note]


def test_tracked_changes_are_accepted() -> None:
    """Deleted and moved-away words are out, inserted ones in, and a deleted paragraph mark joins two paragraphs."""
    body = (
        paragraph(
            run("The bridge is ")
            + f"<w:del w:id='1'><w:r><w:delText>open</w:delText></w:r></w:del><w:moveFrom w:id='3'>{run('gone')}</w:moveFrom>"
            f"<w:ins w:id='2'>{run('shut')}</w:ins>" + run(", she said.")
        )
        + f"<w:p><w:pPr><w:rPr><w:del w:id='4'/></w:rPr></w:pPr>{run('One ')}</w:p>"
        + paragraph(run("sentence."))
    )

    read_one = article(with_body(body))

    assert "The bridge is shut, she said.\n\nOne sentence." == read_one.text
    assert any("2 deletions" in note for note in read_one.notes)


def test_links_fields_boxes_breaks_and_notes_keep_their_words_and_hidden_ones_do_not() -> None:
    body = (
        paragraph(
            "<w:hyperlink>"
            + run("The quay")
            + "</w:hyperlink>"
            + run(" is")
            + "<w:r><w:tab/><w:br/></w:r>"
            + run("open")
        )
        + paragraph(
            "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>HYPERLINK x</w:instrText></w:r>"
            + run("today")
        )
        + paragraph(run("seen") + run("unseen", "<w:vanish/>") + run("shown", "<w:vanish w:val='0'/>"))
        + f"<w:sdt><w:sdtContent>{paragraph(run('In a control'))}</w:sdtContent></w:sdt>"
        + paragraph(
            run("Above")
            + f"<w:r><w:pict><w:txbxContent>{paragraph(run('In a box'))}</w:txbxContent></w:pict></w:r>"
        )
    )

    read_one = article(with_body(body))

    assert "The quay is\t\nopen\n\ntoday\n\nseenshown\n\nIn a control\n\nAbove\n\nIn a box" == read_one.text
    assert any("hidden text left out (1 runs)" in note for note in read_one.notes)


def test_headers_and_footers_are_left_out_and_told() -> None:
    document = docx.Document()
    document.add_paragraph(SAID)
    document.sections[0].header.paragraphs[0].text = "Harbour Ledger, draft 3"

    read_one = article(saved(document))

    assert SAID == read_one.text
    assert any("headers and footers left out" in note and "draft 3" in note for note in read_one.notes)


def test_who_extracted_it_is_noted_and_what_is_stated_on_the_command_line_holds() -> None:
    read_one = article(docx_file(SAID), outlet="Harbour Ledger", published="2031-05-04")

    assert "Harbour Ledger" == read_one.outlet
    assert "2031-05-04" == read_one.published_earliest
    assert any(note.startswith("text extracted by python-docx ") for note in read_one.notes)


def test_a_text_of_open_document_is_read_too() -> None:
    content = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h text:outline-level='1'>Bridge shut</text:h>"
        f"<text:p>{SAID}<text:s text:c='2'/>End<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p>"
        "</text:note-body></text:note></text:p><table:table><table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell>"
        "<table:table-cell><text:p>Votes</text:p></table:table-cell></table:table-row></table:table>"
    )

    read_one = article(odt_file(content))

    assert f"Bridge shut\n\n{SAID}  End\n\nA note.\n\nName | Votes" == read_one.text
    assert "Bridge shut" == read_one.title


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return out.getvalue()


BILLION = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx_file(SAID)[:4000], "damaged file"),
        (docx_file(), "no words in the document"),
        (zipped({"a.txt": b"a"}), "a zip archive"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "a spreadsheet"),
        (zipped({"word/document.xml": b"<a>" * 9}), "cannot be read as DOCX"),
        (
            zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}),
            "no text",
        ),
        (
            zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a>"}),
            "broken XML",
        ),
        (
            edited(docx_file(SAID), lambda data: data.replace(b"<w:document", BILLION + b"<w:document", 1)),
            "declares a document type",
        ),
        (
            edited(docx_file(SAID), lambda data: data.replace(b"<w:body>", b"<w:body>" + b" " * 9_000_000)),
            "200 times its size",
        ),
        (with_body("<w:sdt><w:sdtContent>" * 300 + "</w:sdtContent></w:sdt>" * 300), "Excessive depth"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an old Office file"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    assert reason in failure(data).reason


def test_a_package_that_unpacks_to_too_much_is_not_opened() -> None:
    data = edited(docx_file(SAID), lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b" " * 1_500_000))

    assert "unpacks to more than 1 MiB" in failure(data, replace(Limits(), max_file_mb=1)).reason


def test_a_file_without_properties_is_said_to_have_none() -> None:
    bare = edited(
        docx_file("The lock is shut."),
        lambda rels: re.sub(rb"<Relationship [^>]*core-properties[^>]*/>", b"", rels),
        member="_rels/.rels",
    )

    assert not any("properties of the file" in note for note in article(bare).notes)
