"""Exports of Dow Jones Factiva, with field codes and without.

With codes ("Full Article/Report plus Indexing") a line begins with one: HD headline, BY byline, WC word count, PD date, ET
time, SN source, SC its code, LA language, LP lead, TD the rest, AN accession number. Without, the same stand in one order
without names: headline, byline, "534 words", date, time, source, its code, page, language, copyright. In both an article ends with
"Document" and its accession number, which begins with the source's code: that is what keeps other texts from being taken for
an export.
"""

import re
from collections.abc import Iterator

from sayso.ingest.archives.parts import (
    LONGEST_HEAD,
    Archive,
    Found,
    Line,
    is_copyright,
    lines_of,
    names_in,
    number_in,
    stripped,
)
from sayso.ingest.dates import parse_published
from sayso.ingest.language import language_code
from sayso.ingest.reading import Stated
from sayso.spans import Span

HEAD_CODES = ("CLM", "SE", "HD", "CR", "BY", "WC", "PD", "ET", "SN", "SC", "VOL", "ED", "PG", "LA", "CY")
BODY_CODES = ("LP", "TD")
TAIL_CODES = ("CT", "RF", "ART", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN")
RANKS = {
    code: rank for rank, codes in enumerate((HEAD_CODES, ("LP",), ("TD",), TAIL_CODES)) for code in codes
}
"""Codes come in this order, those of one rank in any: a line of the body that begins like a code of the head is none."""
NAMES = {
    "CLM": "column", "SE": "section", "CR": "credit", "ET": "time", "SC": "source code", "VOL": "volume", "ED": "edition", "PG": "page",
    "CY": "copyright", "CT": "contact", "RF": "notes", "ART": "caption", "CO": "companies", "IN": "industries", "NS": "subjects",
    "RE": "regions", "IPC": "keywords", "IPD": "descriptors", "PUB": "publisher",
}  # fmt: skip
_end = re.compile(
    r"^[ \t]*(?:AN\b[ \t|:]*(?:\r?\n[ \t]*)*)?(?:Document|Documento|Dokument)[ \t]+"
    r"([A-Za-z][A-Za-z0-9]{2,11}(?:19|20)\d{6}[a-z0-9]{5,12})[ \t|\r]*$",
    re.MULTILINE,
)
_code = re.compile(
    rf"({'|'.join(sorted(RANKS, key=len, reverse=True))})(?:[ \t]*\|[ \t]*|[ \t]*:?\t[ \t]*|:?[ \t]{{2,}}|$|(?P<one> ))"
)
_coded = re.compile(r"^[A-Z]{2,3} \S{1,12} : \S")
_count = re.compile(
    r"\d[\d.,]{0,8} (?:words?|w(?:ö|oe)rter|mots|palabras|parole|palavras|woorden)$", re.IGNORECASE
)
_time = re.compile(r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[AP]\.?M\.?)?(?: ?[A-Z]{2,4})?$", re.IGNORECASE)
_by = re.compile(r"(?:by|von|par|por)\b", re.IGNORECASE)
_name = re.compile(r"[^\W\d_][\w.'’-]*(?:[ ,]+(?:and )?[^\W\d_][\w.'’-]*){1,7}$")
_cover = re.compile(
    r".*\bfactiva\b|search summary$|(?:text|date|source|author|company|subject|industry|region|language|news filters|"
    r"results found|timestamp|period|and|or|not|at least one of these|any of these|all of these|none of these|"
    r"exact phrase)\b(?:[ \t]*[|\t:]|\s{2,}|$).*|page \d+(?: of \d+)?(?:\s.*)?$|© ?(?:19|20)\d\d\b.*|table of contents$|"
    r"\d{1,4} (?:articles|headlines|results)\b.*|.*\.{4,} ?\d{1,4}$",
    re.IGNORECASE,
)


def parts(text: str) -> Iterator[Span]:
    """Where an article should be: from the end of the one before to the line with its accession number."""
    at = 0
    for match in _end.finditer(text):
        yield Span(at, match.end())
        at = match.end()


def article(text: str, part: Span) -> Found | None:
    """An article of an export, by its codes, or by the order of the lines of its head."""
    ends = [match for match in _end.finditer(text, part.start, part.end) if match.end() == part.end]
    if not ends:
        return None
    accession, limit = ends[-1][1], ends[-1].start()
    return _with_codes(text, part, accession, limit) or _as_displayed(
        text, Span(part.start, limit), accession
    )


def _with_codes(text: str, part: Span, accession: str, limit: int) -> Found | None:
    fields: dict[str, list[int]] = {}
    rank, last, start = 0, "", None
    for line in lines_of(text, Span(part.start, limit)):
        match = _code.match(text, line.start, line.end)
        code = match[1] if match else ""
        if match and code not in fields and RANKS[code] >= rank and _is_field(match, line.words, rank):
            if last:
                fields[last][1] = line.start
            if start is None:
                start = line.start
            fields[code] = [match.end(), limit]
            rank, last = RANKS[code], code
    if "HD" not in fields or not {"WC", "PD"} & fields.keys() or not {"LP", "TD"} & fields.keys():
        return None
    said = {
        code: " ".join(text[begin:end].replace("|", " ").split()) for code, (begin, end) in fields.items()
    }
    if said.get("SC") and not accession.upper().startswith(said["SC"].upper()):
        return None
    body = [span for code in BODY_CODES if code in fields and (span := stripped(text, *fields[code]))]
    assert start is not None
    day = said.get("PD", "")
    moment = f"{day} {said['ET']}" if said.get("ET") and parse_published(f"{day} {said['ET']}") else day
    return Found(
        stated=Stated(
            title=said["HD"] or None,
            outlet=said.get("SN") or None,
            published=moment or None,
            language=said.get("LA") or None,
            external_id=accession,
            authors=names_in(said.get("BY", "")),
        ),
        body=tuple(body),
        words=number_in(said.get("WC", "")),
        other={NAMES[code]: words for code, words in said.items() if code in NAMES and words},
        above=stripped(text, part.start, start),
    )


def _is_field(match: re.Match[str], words: str, rank: int) -> bool:
    """Whether a code is followed as a code is. PDF leaves one space, so that words of the body look like one ("IN the end")."""
    if match["one"] is None or RANKS[match[1]] == 0:
        return True
    return (RANKS[match[1]] == 3 and bool(_coded.search(words))) or rank == 3


def _as_displayed(text: str, part: Span, accession: str) -> Found | None:
    lines: list[Line] = []
    counted = None
    for line in lines_of(text, part):
        lines.append(line)
        if counted is None and _count.match(line.words):
            counted = len(lines) - 1
        if (counted is None and len(lines) > 40 * LONGEST_HEAD) or (
            counted is not None and len(lines) > counted + 14
        ):
            break
    if not counted:
        return None
    after = [line.words for line in lines[counted + 1 :]]
    if not after or parse_published(after[0]) is None:
        return None
    code = next(
        (
            at
            for at, words in enumerate(after[:8])
            if at and words.isupper() and accession.upper().startswith(words)
        ),
        None,
    )
    timed = len(after) > 1 and bool(_time.match(after[1]))
    source = 2 if timed else 1
    if code is None or code <= source:
        return None
    spoken = next((at for at in range(code + 1, min(code + 6, len(after))) if _is_language(after[at])), None)
    if spoken is None:
        return None
    head = spoken + 1
    while head < len(after) and head < spoken + 4 and is_copyright(after[head]):
        head += 1
    title, authors, section, top = _above(lines[:counted])
    if title is None:
        return None
    day = after[0]
    moment = f"{day} {after[1]}" if timed and parse_published(f"{day} {after[1]}") else day
    other = {
        "section": section, "time": after[1] if timed else "", "source code": after[code],
        "page and edition": " · ".join(after[code + 1 : spoken]), "copyright": " ".join(after[spoken + 1 : head]),
    }  # fmt: skip
    body = stripped(text, lines[counted + head].end, part.end)
    return Found(
        stated=Stated(
            title=title.words,
            outlet=" ".join(after[source:code]),
            published=moment,
            language=after[spoken],
            external_id=accession,
            authors=authors,
        ),
        body=(body,) if body else (),
        words=number_in(lines[counted].words),
        other={name: words for name, words in other.items() if words},
        above=stripped(text, part.start, top),
    )


def _above(lines: list[Line]) -> tuple[Line | None, tuple[str, ...], str, int]:
    """Of the lines above the count: the headline, the authors, the section, and where the first of them stands."""
    taken: list[Line] = []
    for line in reversed(lines):
        if len(taken) == 3 or _cover.match(line.words):
            break
        taken.insert(0, line)
    if not taken:
        return None, (), "", 0
    authors: tuple[str, ...] = ()
    last = taken[-1].words
    is_name = (
        bool(_name.match(last))
        and last.istitle()
        and len(last.split()) <= 6
        and len(taken[-2].words.split()) >= 4
        if len(taken) > 1
        else False
    )
    if len(taken) > 1 and (_by.match(last) or is_name):
        authors = names_in(last)
        taken.pop()
    title = taken.pop()
    section = ""
    top = title.start
    if taken and len(taken[-1].words.split()) <= 5 and not taken[-1].words.endswith("."):
        section, top = taken[-1].words, taken[-1].start
    return title, authors, section, top


def _is_language(words: str) -> bool:
    return (
        len(words) < 40
        and words.replace(" ", "").isalpha()
        and (language_code(words) or "").isalpha()
        and words in LANGUAGES
    )


LANGUAGES = frozenset(
    "English French German Spanish Portuguese Italian Dutch Russian Arabic Persian Farsi Turkish Hebrew Chinese Japanese Korean "
    "Polish Czech Slovak Hungarian Romanian Bulgarian Greek Swedish Norwegian Danish Finnish Catalan Indonesian Malay Thai "
    "Vietnamese Ukrainian Hindi Urdu Englisch Deutsch Französisch Spanisch Anglais Français Allemand Espagnol Inglés Español "
    "Francés Alemán Português Inglês".split()
) | {"Chinese - Simplified", "Chinese - Traditional", "Bahasa Indonesia", "Bahasa Malaysia"}
"""Languages as Factiva writes them, in its own languages."""

FACTIVA = Archive("Factiva", parts, article, _cover)
