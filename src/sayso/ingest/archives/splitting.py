"""One draft that is an export of an archive becomes a draft an article; nothing of the export is lost.

It counts as one only when its articles are whole: accession numbers that begin with their source's code, or heads with outlet,
day and length. A text that quotes an export, or has a line "Body", stays one article. In an export that is one, what does not
fit becomes a failure with its first words, and the archive's own pages (cover, list of results) a note.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from sayso.errors import InputError
from sayso.ingest.archives.factiva import FACTIVA
from sayso.ingest.archives.nexis import NEXIS
from sayso.ingest.archives.parts import Archive, Found, lines_of, stripped
from sayso.ingest.completeness import judge_by_count
from sayso.ingest.reading import Draft
from sayso.spans import Span

ARCHIVES = (FACTIVA, NEXIS)
MANY = 2
"""Articles from which a file is an export whatever else is in it; beside one alone nothing else may be."""
TRIED = 12
"""First parts that are taken apart to decide."""
FITTING = 0.6
"""Least share of them that must fit."""
LONGEST_FIELD = 300
"""Characters of a field that are noted; all of it is in the raw bytes."""
PROSE = 25
"""Words from which a line is prose and no line of a cover page."""


def split(draft: Draft | InputError) -> Iterator[Draft | InputError]:
    """The articles of an export, or the draft as it is."""
    if (
        isinstance(draft, InputError)
        or draft.line is not None
        or draft.blocks
        or draft.media_type == "text/html"
    ):
        yield draft
        return
    yield from articles_of(draft.text, draft) or [draft]


def articles_of(text: str, draft: Draft) -> Iterator[Draft | InputError] | None:
    """The articles of a text that is an export, each with what the draft says of the file; None when it is none."""
    for archive in ARCHIVES:
        if is_export(text, archive):
            return _drafts(text, archive, draft)
    return None


def is_export(text: str, archive: Archive) -> bool:
    """Whether a text is an export: many articles that fit, or one or two and nothing else."""
    fitting = tried = 0
    end = 0
    alone = True
    for part in archive.parts(text):
        if tried < TRIED:
            tried += 1
            found = archive.article(text, part)
            fitting += found is not None
            alone = (
                alone and found is not None and (found.above is None or _is_cover(text, found.above, archive))
            )
            alone = alone and (tried > 1 or part.start == 0 or _is_cover(text, Span(0, part.start), archive))
        else:
            return fitting >= FITTING * tried
        end = part.end
    if fitting >= MANY:
        return fitting >= FITTING * tried
    return bool(fitting) and alone and _is_cover(text, Span(end, len(text)), archive)


def _drafts(text: str, archive: Archive, draft: Draft) -> Iterator[Draft | InputError]:
    export = _Export(text, archive, draft)
    notes: list[str] = []
    last: Draft | None = None
    at = 0
    for part in archive.parts(text):
        export.number += 1
        found = archive.article(text, part)
        above = stripped(text, at, part.start), (found.above if found else None)
        for left in filter(None, above):
            if _is_cover(text, left, archive):
                notes.append(export.own_page(left))
            else:
                yield export.left_over(left)
        at = part.end
        if found is None:
            yield export.misfit(part)
        elif not found.body:
            yield export.bodiless(found)
        else:
            if last is not None:
                yield last
            last = export.article(part, found, notes)
            notes = []
    rest = stripped(text, at, len(text))
    if rest is not None and last is not None and _is_cover(text, rest, archive):
        last = replace(last, notes=(*last.notes, export.own_page(rest)))
    if last is not None:
        yield last
    if rest is not None and not _is_cover(text, rest, archive):
        yield export.left_over(rest)


class _Export:
    """One export being taken apart: which article it is at, and on which line."""

    def __init__(self, text: str, archive: Archive, draft: Draft) -> None:
        self.number = 0
        self._text, self._name, self._file = text, archive.name, draft
        self._at, self._line = 0, 1

    def article(self, part: Span, found: Found, notes: list[str]) -> Draft:
        """The draft of an article. Its raw bytes are its part of the export as text, with all of its fields."""
        body = "\n\n".join(self._text[span.start : span.end] for span in found.body)
        fields = [f"{name}: {words[:LONGEST_FIELD]}" for name, words in found.other.items() if words]
        start = part.start if found.above is None else found.above.end
        return replace(
            self._file,
            text=body,
            stated=found.stated,
            line=self.number,
            notes=(*self._file.notes, f"article {self.number} of a {self._name} export", *notes, *fields),
            completeness=judge_by_count(len(body.split()), found.words, by=f"{self._name}'s word count"),
            raw=self._text[start : part.end].strip().encode("utf-8", "replace"),
        )

    def own_page(self, left: Span) -> str:
        """What is noted of a page of the archive's own."""
        return f"a page of {self._name}'s own was left out: {_words(self._text, left)}"

    def left_over(self, left: Span) -> InputError:
        """What stands in the export and belongs to no article."""
        where = f"what stands at line {self._line_of(left)} of this {self._name} export"
        return self._error(
            f"{where} belongs to no article and was not read: {_words(self._text, left)}",
            fix="look there; if it is an article, save it in a file of its own",
        )

    def misfit(self, part: Span) -> InputError:
        """An article that does not have the layout of its archive."""
        left = stripped(self._text, part.start, part.end) or part
        where = f"article {self.number} of this {self._name} export (line {self._line_of(left)})"
        return self._error(
            f"{where} is not laid out as the others and was not read: {_words(self._text, left)}",
            fix="save it in a file of its own, and add that",
        )

    def bodiless(self, found: Found) -> InputError:
        """An article of which the export has the fields alone."""
        return self._error(
            f"{(found.stated.title or 'an article')[:150]!r} has no text in the export",
            fix="export it with its full text, or leave it out",
        )

    def _error(self, reason: str, *, fix: str) -> InputError:
        return InputError(reason, fix=fix, path=self._file.path, line=self.number)

    def _line_of(self, place: Span) -> int:
        """The number of a line. Places come one after the other, so that no line is counted twice."""
        self._line += self._text.count("\n", self._at, place.start)
        self._at = max(self._at, place.start)
        return self._line


def _is_cover(text: str, left: Span, archive: Archive) -> bool:
    """Whether a stretch is the archive's own: nothing, or lines of which one says so and none is prose."""
    own = False
    empty = True
    for line in lines_of(text, left):
        empty = False
        if archive.cover.match(line.words):
            own = True
        elif len(line.words.split()) >= PROSE and re.search(r"[.!?][\"”’)]*$", line.words):
            return False
    return own or empty


def _words(text: str, span: Span) -> str:
    """How a stretch begins, and how long it is."""
    piece = text[span.start : span.end]
    words = " ".join(piece[:400].split())[:120]
    return f"{words!r} ({len(piece.split())} words)"
