"""The words of a Word document, as they would be printed after all tracked changes are accepted.

What is deleted stays out and what is inserted is in; hidden text, comments, headers and footers stay out and are told;
foot- and endnotes stand at the end. What the file's properties say of title, author and day is the word processor's, not
the outlet's, so it is a note and never a statement.
"""

import io
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from sayso.errors import InputError
from sayso.ingest.documents.packages import parse_xml
from sayso.ingest.reading import Draft, Stated

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CORE_PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
GONE = frozenset(
    {
        f"{_W}{name}"
        for name in (
            "del",
            "moveFrom",
            "rPr",
            "pPr",
            "instrText",
            "delText",
            "sectPr",
            "tblPr",
            "trPr",
            "tcPr",
        )
    }
)
"""Elements whose words are no part of the accepted text."""
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
BLOCKS = frozenset({f"{_W}p", f"{_W}tbl"})
TITLES = ("title", "heading 1")
"""Names of the styles that a headline has, the surer one first; built-in styles have them in every language of Word."""
OFF = frozenset({"0", "false", "off"})


def docx_draft(raw: bytes, *, path: str) -> Draft:
    """The draft of a DOCX file whose package has been checked. InputError where it is damaged or has no words."""
    import docx  # noqa: PLC0415 - only where such a file is read

    try:
        document = docx.Document(io.BytesIO(raw))
        words = _Words()
        paragraphs = list(words.of_blocks(document.element.body))
        named = {style.style_id: str(style.name).lower() for style in document.styles if style.name}
        beside, notes = _beside(document, path)
    except InputError:
        raise
    except Exception as error:  # a parser fed with anything may raise anything
        raise InputError(
            f"cannot be read as DOCX ({type(error).__name__}: {error})"[:300],
            fix="open it in Word or LibreOffice and save it again",
            path=path,
        ) from error
    title = _title(paragraphs, named)
    text = "\n\n".join([*(paragraph for paragraph, _ in paragraphs), *beside])
    if not text.strip():
        raise InputError(
            "no words in the document", fix="if they are a picture, recognise the text first", path=path
        )
    return Draft(
        text=text,
        stated=Stated(title=title),
        path=path,
        media_type=MEDIA_TYPE,
        notes=(*notes, *words.notes(), f"text extracted by python-docx {version('python-docx')}"),
        raw=raw,
    )


class _Words:
    """Walks the XML of a document; counts what it leaves out."""

    def __init__(self) -> None:
        self.hidden = 0
        self.deleted = 0
        self.carried = ""  # the paragraph mark after it was deleted, so the next one goes on with it

    def notes(self) -> Iterator[str]:
        if self.deleted:
            yield f"tracked changes taken as accepted: {self.deleted} deletions are not in the text"
        if self.hidden:
            yield f"hidden text left out ({self.hidden} runs)"

    def of_blocks(self, parent: Any) -> Iterator[tuple[str, str]]:
        """Paragraphs and rows of tables in their order, each with the id of its style."""
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._of_paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._of_table(child)
            elif child.tag == f"{_MC}AlternateContent":
                yield from self.of_blocks(_chosen(child))
            elif child.tag not in GONE and isinstance(child.tag, str):  # content controls, insertions
                yield from self.of_blocks(child)

    def _of_paragraph(self, paragraph: Any) -> Iterator[tuple[str, str]]:
        boxes: list[Any] = []
        text = self.carried + "".join(self._of_runs(paragraph, boxes))
        properties = paragraph.find(f"{_W}pPr")
        style = None if properties is None else properties.find(f"{_W}pStyle")
        self.carried = ""
        if properties is not None and properties.find(f"{_W}rPr/{_W}del") is not None:
            self.carried = text
        elif text.strip():
            yield text.strip("\n").rstrip(), "" if style is None else style.get(f"{_W}val", "")
        for box in boxes:
            yield from self.of_blocks(box)

    def _of_table(self, table: Any) -> Iterator[tuple[str, str]]:
        for row in table.iter(f"{_W}tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None or _table_of(row) is not table:
                continue
            cells = [
                " ".join(" ".join(words.split()) for words, _ in self.of_blocks(cell))
                for cell in row.iter(f"{_W}tc")
                if _table_of(cell) is table
            ]
            if any(cells):
                yield (cells[0] if len(cells) == 1 else " | ".join(cells)), ""

    def _of_runs(self, parent: Any, boxes: list[Any]) -> Iterator[str]:
        for child in parent:
            tag = child.tag
            if tag in (f"{_W}t", f"{_M}t"):
                yield child.text or ""
            elif tag in GONE:
                self.deleted += tag in (f"{_W}del", f"{_W}moveFrom")
            elif tag == f"{_W}r" and _is_hidden(child):
                self.hidden += 1
            elif tag == f"{_W}txbxContent":
                boxes.append(child)
            elif tag == f"{_MC}AlternateContent":
                yield from self._of_runs(_chosen(child), boxes)
            elif isinstance(tag, str):
                sign = SIGNS.get(tag.removeprefix(_W)) if tag.startswith(_W) else None
                if sign is not None:
                    yield sign
                else:
                    yield from self._of_runs(child, boxes)


def _chosen(alternatives: Any) -> Any:
    """The first of several ways to show the same: the others hold the same words."""
    found = alternatives.find(f"{_MC}Choice")
    return found if found is not None else alternatives.findall(f"{_MC}Fallback")[:1]


def _table_of(inside: Any) -> Any:
    return next(inside.iterancestors(f"{_W}tbl"), None)


def _is_hidden(run: Any) -> bool:
    found = run.find(f"{_W}rPr/{_W}vanish")
    return found is not None and found.get(f"{_W}val", "1") not in OFF


def _title(paragraphs: list[tuple[str, str]], named: dict[str, str]) -> str | None:
    """The first paragraph whose style says that it is the title, else the first heading of the first rank."""
    for wanted in TITLES:
        for text, style in paragraphs:
            if named.get(style) == wanted:
                return " ".join(text.split())
    return None


def _beside(document: Any, path: str) -> tuple[list[str], list[str]]:
    """The words of foot- and endnotes, and notes on what else stands beside the body."""
    notes_in_text: list[str] = []
    left_out: dict[str, list[str]] = {}
    related = [
        (rel.reltype.rpartition("/")[2], rel) for rel in document.part.rels.values() if not rel.is_external
    ]
    for kind, rel in sorted(related, key=lambda pair: (pair[0], pair[1].rId)):
        if kind not in {"footnotes", "endnotes", "header", "footer", "comments"}:
            continue
        root = parse_xml(rel.target_part.blob, path=path)
        if kind in {"header", "footer", "comments"}:
            said = " ".join(" ".join(words.split()) for words, _ in _Words().of_blocks(root))
            if said:
                left_out.setdefault("comments" if kind == "comments" else "headers and footers", []).append(
                    said
                )
            continue
        for note in root:
            if note.get(f"{_W}type") in {None, "normal"}:
                notes_in_text += [words for words, _ in _Words().of_blocks(note)]
    notes = [f"{what} left out: {' · '.join(dict.fromkeys(said))[:200]!r}" for what, said in left_out.items()]
    if notes_in_text:
        count = len(notes_in_text)
        what = (
            "paragraph of foot- and endnotes stands"
            if count == 1
            else "paragraphs of foot- and endnotes stand"
        )
        notes.append(f"{count} {what} at the end")
    return notes_in_text, [*notes, *_properties(document)]


def _properties(document: Any) -> Iterator[str]:
    if not any(one.reltype == CORE_PROPERTIES for one in document.part.package.rels.values()):
        return  # the library would make some up
    properties = document.core_properties
    said = [
        f"{what} {str(value)[:100]!r}"
        for what, value in (
            ("title", properties.title),
            ("author", properties.author),
            ("created", properties.created),
        )
        if value
    ]
    if said:
        yield f"properties of the file, which state nothing about the article: {', '.join(said)}"
