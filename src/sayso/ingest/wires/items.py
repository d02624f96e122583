"""One item of an agency, whichever format it came in, and the draft of an article that it becomes."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sayso.errors import InputError
from sayso.ingest.reading import Draft, Stated, StatedDate
from sayso.ingest.statuses import status_word
from sayso.records import USABLE, Completeness

LONGEST_NOTE = 500
"""Characters of an editor's note or of usage terms that are kept; the whole of it is in the bytes."""
MOST_NOTES = 20
"""Editor's notes of one item that are kept: some agencies list their pictures there."""
KILLED = re.compile(
    r"^\W{0,9}(?:(?:MANDATORY|BULLETIN|URGENT|MUST)\s+)?KILL(?!\w)(?!\s+[a-z])"
    r"|(?i:\b(?:mandatory\s+kill|kill\s+(?:notice|advisory|bulletin)|(?:kill/)?takedown\s+notice|must\s+kill)\b)"
)
"""How an editor asks that a text be killed: the word in capitals at the head of a note, or one of the set phrases."""
KILLED_HEADLINE = re.compile(
    r"(?i:\b(?:mandatory\s+kill|kill\s+(?:notice|advisory)|kill/takedown)\b)|^\W{0,9}KILL\s*[-–—:]"
)

_basic = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?)?\s*(Z|[+-]\d{2}:?\d{2})?")
_by = re.compile(r"^(?:by|von|par|por|di|av|af|door)\s+", re.IGNORECASE)
_names = re.compile(r"\s*[;|]\s*|\s+(?:and|und|et|y|e|och|og|en|&)\s+|,\s+(?!(?:Jr|Sr)\b)")


class Outlet(NamedTuple):
    """Who is named as the outlet, and as what where it is not the provider."""

    name: str | None
    named_as: str = ""


NOBODY = Outlet(None)


@dataclass(slots=True, kw_only=True)
class WireItem:
    """What an item says of itself, as written; `uri` is its identity over all its versions.

    `whole` False: only a description of it is here. `first` and `version` are the moments of the first version and of
    this one, each with the name of its field.
    """

    uri: str | None
    text: str = ""
    whole: bool = True
    title: str | None = None
    outlet: Outlet = NOBODY
    byline: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    first: tuple[str, str] | None = None
    version: tuple[str, str] | None = None
    is_first: bool = False
    pubstatus: str | None = None
    embargoed: str | None = None
    ed_notes: tuple[str, ...] = ()
    usage_terms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def withdrawn(self) -> bool:
        """Whether its status says that it may not be used."""
        return bool(self.pubstatus) and status_word(self.pubstatus or "") != USABLE


def draft_of_item(
    item: WireItem, *, path: str | None, line: int | None, media_type: str, raw: bytes | None
) -> Draft:
    """The draft of an item. Its editor's notes and terms are told beside the text, of which they are no part."""
    notes = [*item.notes, *(f"editor's note: {_short(note)}" for note in item.ed_notes[:MOST_NOTES])]
    if len(item.ed_notes) > MOST_NOTES:
        notes.append(f"{len(item.ed_notes) - MOST_NOTES} more editor's notes")
    notes += [f"usage terms: {_short(terms)}" for terms in item.usage_terms[:MOST_NOTES]]
    if item.outlet.name and item.outlet.named_as:
        notes.append(f"no provider is named; the outlet is {item.outlet.named_as}")
    status = status_word(item.pubstatus) if item.pubstatus else USABLE
    if status == USABLE and _is_killed(item):
        status = "withheld"
        notes.append("withheld: its editor asks to kill it, though its status is usable")
    address = bool(item.uri) and (item.uri or "").lower().startswith(("http://", "https://"))
    completeness: tuple[Completeness, str] | None = None
    if not item.whole:
        completeness = ("excerpt", "only the description that came with it")
    return Draft(
        text=item.text,
        stated=Stated(
            outlet=item.outlet.name,
            url=item.uri if address else None,
            external_id=None if address else item.uri,
            title=item.title,
            language=item.language,
            pubstatus=status,
            authors=item.authors or names_of(item.byline),
        ),
        path=path,
        line=line,
        media_type=media_type,
        notes=tuple(notes),
        completeness=completeness,
        raw=raw,
        dates=tuple(_dates(item, status)),
        embargoed=None if item.embargoed is None else moment(item.embargoed),
    )


def _dates(item: WireItem, status: str) -> Iterator[StatedDate]:
    if item.first is not None:
        yield StatedDate(moment(item.first[0]), "published", "wire", item.first[1])
    if item.version is None:
        return
    value, field = item.version
    if item.first is None:
        # the first version of it is what was published; of a later one, or a notice, nobody says when that was
        first = item.is_first and status == USABLE
        yield StatedDate(moment(value), "published" if first else "either", "wire", field)
    yield StatedDate(moment(value), "updated", "wire", field)


def _is_killed(item: WireItem) -> bool:
    return any(KILLED.search(note[:LONGEST_NOTE]) for note in item.ed_notes) or bool(
        item.title and KILLED_HEADLINE.search(item.title[:LONGEST_NOTE])
    )


def names_of(byline: str | None) -> tuple[str, ...]:
    """The names in a byline."""
    words = _by.sub("", " ".join((byline or "").split()))
    return tuple(name for name in _names.split(words) if name)


def moment(written: str) -> str:
    """A date in the basic form of ISO 8601, which wires use, in the extended one; any other as it is written."""
    found = _basic.fullmatch(written.strip())
    if found is None:
        return written.strip()
    year, month, day, hour, minute, second, zone = found.groups()
    time = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
    return f"{year}-{month}-{day}{time}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_NOTE else line[: LONGEST_NOTE - 1] + "…"


class PassedOver:
    """What a file held that is no text: counted, and told once."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()

    def note(self, kind: str) -> None:
        """One more of a kind."""
        self.kinds[kind[:30] or "unnamed"] += 1

    def told(self, path: str) -> Iterator[InputError]:
        """One line for all of them."""
        if self.kinds:
            many = ", ".join(f"{count:,} of kind '{kind}'" for kind, count in sorted(self.kinds.items()))
            yield InputError(
                f"items that are no text passed over: {many}"[:300],
                fix="nothing is to be done: only texts become articles",
                path=path,
            )


def no_words(item: WireItem, *, where: str | None, path: str, line: int | None) -> InputError:
    """Of an item that may be used and has no text: where its text is, if it says so."""
    if where:
        return InputError(
            f"the item {item.uri} holds no text, which is elsewhere: {where}"[:300],
            fix="fetch that file, and add it",
            path=path,
            line=line,
        )
    return InputError(
        f"the item {item.uri} holds no text"[:300], fix="ask for a delivery with texts", path=path, line=line
    )
