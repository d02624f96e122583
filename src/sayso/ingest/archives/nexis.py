"""Exports of Nexis Uni, Lexis+ and the older LexisNexis.

New: headline, outlet, day, copyright, then "Section:", "Length: 534 words", "Byline:", "Dateline:", "Highlight:", a line "Body", the text,
"Classification" or "Load-Date:", and "End of Document". Old: "1 of 50 DOCUMENTS", outlet, day and edition in the middle of the
line, the headline at its start, BYLINE:, SECTION:, LENGTH:, the text, LOAD-DATE: and other names in capitals. Names in German,
French, Spanish and Dutch are known as well.

These exports carry no accession number, and outlets print one wire word for word: so an article is known by its outlet, day,
edition, section and headline together, and not by its text.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

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
from sayso.ingest.reading import Stated
from sayso.spans import Span

LABELS = {
    "section": ("section", "rubrik", "rubrique", "sección", "sectie"),
    "length": ("length", "länge", "longueur", "longitud", "lengte"),
    "byline": ("byline", "autor", "auteur", "von"),
    "dateline": ("dateline", "origem"),
    "highlight": ("highlight", "résumé", "encart"),
    "series": ("series",), "edition": ("edition",), "graphic": ("graphic", "grafik", "graphique", "gráfico"),
    "show": ("show",), "anchors": ("anchors",), "guests": ("guests",), "correction": ("correction",),
    "load-date": ("load-date", "update", "fecha-carga"), "language": ("language", "sprache", "langue", "idioma", "taal"),
    "publication-type": ("publication-type", "publikationstyp", "type-publication"),
    "journal-code": ("journal-code", "zeitschriften-code", "jour-code"), "copyright": ("copyright",),
    "subject": ("subject",), "company": ("company", "organization"), "industry": ("industry",), "person": ("person",),
    "geographic": ("geographic", "city", "state", "country"), "ticker": ("ticker",), "acc-no": ("acc-no",), "distribution": ("distribution",),
}  # fmt: skip
"""Names of fields by what they are called in exports."""
IN_HEAD = frozenset(
    {"section", "length", "byline", "dateline", "highlight", "series", "edition", "show", "anchors", "guests"}
)
IN_TAIL = frozenset(LABELS) - IN_HEAD - {"copyright"}
_kinds = {name: kind for kind, names in LABELS.items() for name in names}
_label = re.compile(
    rf"({'|'.join(sorted(map(re.escape, _kinds), key=len, reverse=True))}):(?:[ \t]+|$)", re.IGNORECASE
)
_end = re.compile(
    r"^[ \t]*(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento|Einde van document)[ \t\r]*$",
    re.MULTILINE | re.IGNORECASE,
)
_begin = re.compile(
    r"^[ \t]*(?:\d{1,5} (?:of|von|de) \d{1,5} (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?)|"
    r"(?:Dokument|Document|DOCUMENT) \d{1,5} (?:von|de|of) \d{1,5})[ \t\r]*$",
    re.MULTILINE,
)
_body = re.compile(r"(?:Body|Volltext|Corps|Cuerpo|Hoofdtekst)$")
_classification = re.compile(
    r"^[ \t]*(?:Classification|Klassifizierung|Clasificación|Classificatie)[ \t\r]*$", re.MULTILINE
)
_load = re.compile(r"^[ \t]*Load-Date:", re.MULTILINE)
_graphic = re.compile(r"^[ \t]*(?:Graphic|Grafik|Graphique)[ \t\r]*$", re.MULTILINE)
_edition = re.compile(r"^(?:[\w.'-]+ ){0,4}(?:edition|ausgabe|édition|edición)\b(?:.{0,20})$", re.IGNORECASE)
_weekday = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b,?",
    re.IGNORECASE,
)
_day = re.compile(
    r"(?:[^\W\d_]{3,10}\.? \d{1,2}, ?(?:19|20)\d\d|\d{1,2}\.? (?:de )?[^\W\d_]{3,10}\.?,? (?:de )?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
)
_month = re.compile(r"[^\W\d_]{3,10}\.?,? (?:19|20)\d\d")
_clock = re.compile(r"[\s,]*(\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?(?: [A-Z]{2,4})?)", re.IGNORECASE)
_cover = re.compile(
    r"(?:user name|date and time|job number|client/matter|search terms?|search type|narrowed by|content type|download request|"
    r"time of request|send to|terms|source|combined source|project id|number of documents)\b[^\w\s].*|documents? \(\d+\)$|"
    r"(?:content type|narrowed by)\b.*|news\b\s*[|\t].*|news$|-none-$|\d{1,4}\. ?\S.*|page \d+ of \d+.*|.*\| ?about lexisnexis.*|"
    r".*\bprivacy policy\b.*|.*©.*\blexisnexis\b.*|(?:timeline|sources?|publication type|location|language)\s*:.*|client/matter.*",
    re.IGNORECASE,
)


def parts(text: str) -> Iterator[Span]:
    """Where an article should be: up to "End of Document", or else from one "1 of 50 DOCUMENTS" to the next."""
    at, new = 0, False
    for match in _end.finditer(text):
        new = True
        yield Span(at, match.end())
        at = match.end()
    if not new:
        begins = [match.start() for match in _begin.finditer(text)]
        yield from (Span(start, end) for start, end in pairwise([*begins, len(text)]))


def article(text: str, part: Span) -> Found | None:
    """An article of an export by its head, its named fields and the lines between which its body stands."""
    begun = _begin.match(text, part.start, part.end)
    ended = next(
        (match for match in _end.finditer(text, part.start, part.end) if match.end() == part.end), None
    )
    if begun is None and ended is None:
        return None
    start = part.start if begun is None else begun.end()
    limit = part.end if ended is None else ended.start()
    head = _head(text, Span(start, limit))
    if head is None:
        return None
    lines, dated, fields, body_at = head
    tail_at = _tail(text, body_at, limit, old=begun is not None)
    fields |= _named(text, Span(tail_at, limit))
    placed = _old_head(lines, dated) if begun is not None else _new_head(lines, dated)
    if placed is None or not {"length", "load-date"} & fields.keys():
        return None
    title, outlet, top, other = placed
    body = stripped(text, body_at, tail_at)
    key = " · ".join(filter(None, (lines[dated].words, other.get("edition"), fields.get("section"), title)))
    return Found(
        stated=Stated(
            title=title or None,
            outlet=outlet,
            published=_published(lines[dated].words),
            language=fields.pop("language", "").partition(";")[0].strip() or None,
            external_id=fields.pop("acc-no", None) or key,
            authors=names_in(fields.pop("byline", "")),
        ),
        body=(body,) if body else (),
        words=number_in(fields.pop("length", "")),
        other=other | fields,
        above=stripped(text, start, top),
    )


def _head(text: str, part: Span) -> tuple[list[Line], int, dict[str, str], int] | None:
    """The unnamed lines of a head, which of them is the day, its named fields, and where the body begins."""
    plain: list[Line] = []
    dated = body_at = before = None
    fields: dict[str, str] = {}
    for count, line in enumerate(lines_of(text, part)):
        label = _label.match(line.words)
        kind = _kinds[label[1].lower()] if label else None
        if dated is not None and _body.match(line.words):
            body_at = line.end
            break
        if dated is not None and label and kind in IN_HEAD:
            fields.setdefault(kind, line.words[label.end() :].strip())
            body_at, before = line.end, kind
        elif before is not None and before != "length" and text.count("\n", body_at, line.start) <= 1:
            fields[before] = f"{fields[before]} {line.words}"  # a long value, wrapped
            body_at = line.end
        elif "length" in fields and not _has_body_line(text, line.start, part.end):
            break
        else:
            if dated is None and plain and _is_day(line.words) and not _cover.match(line.words):
                dated = len(plain)
            plain.append(line)
        if count > 40 * LONGEST_HEAD or (dated is not None and len(plain) > dated + LONGEST_HEAD):
            return None
    return None if dated is None or body_at is None else (plain, dated, fields, body_at)


def _has_body_line(text: str, start: int, end: int) -> bool:
    """Whether the line "Body" is still to come, close below."""
    return any(
        _body.match(line.words) for line, _ in zip(lines_of(text, Span(start, end)), range(8), strict=False)
    )


def _new_head(lines: list[Line], dated: int) -> tuple[str, str, int, dict[str, str]] | None:
    """Headline, outlet, where the head begins, other lines: the headline stands above the outlet, and that above the day."""
    if dated < 2:
        return None
    title = lines[dated - 2]
    return title.words, lines[dated - 1].words, title.start, _around(lines, dated)


def _old_head(lines: list[Line], dated: int) -> tuple[str, str, int, dict[str, str]] | None:
    """The same of the older layout: the outlet above the day, the headline below; an edition is indented as the day is."""
    if not dated:
        return None
    outlet = lines[0]
    below = [line for line in lines[dated + 1 :] if not is_copyright(line.words)]
    deep = lines[dated].indent
    editions = [line for line in below if (deep and line.indent > 4) or _edition.search(line.words)]
    title = " ".join(line.words for line in below if line not in editions)
    other = _around(lines[: dated + 1], dated) | (
        {"edition": " ".join(line.words for line in editions)} if editions else {}
    )
    above = " ".join(line.words for line in lines[1:dated])
    return title, outlet.words, outlet.start, other | ({"above the day": above} if above else {})


def _around(lines: list[Line], dated: int) -> dict[str, str]:
    other = {"day as written": lines[dated].words}
    below = lines[dated + 1 :]
    whose = " ".join(line.words for line in below if is_copyright(line.words))
    rest = " ".join(line.words for line in below if not is_copyright(line.words))
    return other | ({"copyright": whose} if whose else {}) | ({"edition": rest} if rest else {})


def _tail(text: str, body_at: int, limit: int, *, old: bool) -> int:
    """Where the body ends and the fields below it begin."""
    if old:
        for line in lines_of(text, Span(body_at, limit)):
            label = _label.match(line.words)
            if label and label[1].isupper() and _kinds[label[1].lower()] in IN_TAIL:
                return line.start
        return limit
    ends = [
        matches[-1].start()
        for pattern in (_classification, _load)
        if (matches := list(pattern.finditer(text, body_at, limit)))
    ]
    end = min(ends, default=limit)
    graphic = list(_graphic.finditer(text, body_at, end))
    return graphic[-1].start() if graphic else end


def _named(text: str, part: Span) -> dict[str, str]:
    """The fields below a body by name; lines without one go on with the one before."""
    fields: dict[str, str] = {}
    last = ""
    for line in lines_of(text, part):
        label = _label.match(line.words)
        if label:
            last = _kinds[label[1].lower()]
            words = line.words[label.end() :]
            fields[last] = f"{fields[last]}; {words}" if last in fields else words
        elif is_copyright(line.words):
            fields["copyright"] = f"{fields.get('copyright', '')} {line.words}".strip()
        elif _graphic.match(line.words):
            last = "graphic"
        elif not _classification.match(line.words):
            last = last or "below"
            fields[last] = f"{fields.get(last, '')} {line.words}".strip()
    return fields


def _is_day(words: str) -> bool:
    """Whether a line is a day, perhaps with its weekday, a time and an edition, and nothing before it; or a monthly's month."""
    if _month.fullmatch(words):
        return parse_published(words) is not None
    match = _day.match(_weekday.sub("", words, count=1).strip(" ,"))
    return match is not None and len(words) < 90


def _published(words: str) -> str:
    """The day as it is written, and the time where there is one with a zone; without the weekday and the edition."""
    plain = " ".join(_weekday.sub(" ", words).split()).strip(" ,")
    match = _day.match(plain)
    if match is None:
        return words
    clock = _clock.match(plain, match.end())
    with_time = f"{match[0]} {clock[1]}" if clock else match[0]
    return with_time if parse_published(with_time) else match[0]


NEXIS = Archive("Nexis", parts, article, _cover)
