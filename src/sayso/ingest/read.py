"""From what a person names (files, folders, globs, addresses, "-") to articles and failure rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from sayso.errors import InputError, MissingExtra
from sayso.ingest.archives.splitting import split
from sayso.ingest.articles import build, laid_beside
from sayso.ingest.decoding import SNIFFED, binary
from sayso.ingest.documents.kinds import DOCUMENTS, kind_of
from sayso.ingest.feeds.parsing import looks_like_feed
from sayso.ingest.fetched import Fetch, read_address
from sayso.ingest.heads import pasted
from sayso.ingest.identity import names_one
from sayso.ingest.inputs import ADDRESS, ENDINGS, STDIN, Source, find_sources, opened, shown
from sayso.ingest.readers import read_text, reader_named, sniffed
from sayso.ingest.reading import Draft, Given, Stated, failed
from sayso.ingest.sidecar import about, read_sidecar
from sayso.records import Article, Failure, Reading
from sayso.settings import Limits, Settings

NOTHING_GIVEN = Given()
CONTAINERS = ((b"PAR1", "parquet"), (b"WARC/", "warc"))
"""First bytes that tell a format better than any ending."""
MAY_BE_FEEDS = frozenset({"newsml", "json", "jsonl", "html", "text"})
"""Kinds by ending or first look of which the root element, or the version that it names, makes a feed."""
SINGLE = ("url", "title", "external_id")
"""Statements that can be true of one article only."""


def read(
    inputs: Sequence[str | Path],
    *,
    given: Given = NOTHING_GIVEN,
    sidecar: Path | None = None,
    settings: Settings,
    stdin: BinaryIO | None = None,
    fetch: Fetch | None = None,
    now: str | None = None,
) -> Iterator[Reading | Failure]:
    """Read articles from files, folders, globs, addresses and "-", one at a time and in a fixed order.

    What cannot be read becomes a `Failure` and the rest goes on; nothing is raised for an input, whatever it holds.
    Memory is bounded by the largest article (and some 300 bytes for each article with a URL or an own id, by which
    one article with two texts is found). `given` holds for every article that does not state its own; `sidecar` is
    a table that states things of files by name, and goes before it. `fetch` gives the answer at an http(s) address;
    without it an address is a failure. `now` (ISO) is when it is read: an embargo that ends later withholds an article.
    """
    run = _Run(given=given, limits=settings.limits, fetch=fetch, now=now)
    yield from map(failed, _look_beside(run, sidecar))
    for source in find_sources(inputs, sidecar=sidecar):
        if isinstance(source, InputError):
            yield failed(source)
            continue
        for _, found in _of_source(source, run, stdin):
            yield found


def read_apart(
    sources: Iterable[Source], *, sidecar: Path | None = None, settings: Settings
) -> Iterator[tuple[int, int | None, Reading | Failure]]:
    """What sources give, for engines that read many apart from one another: (which source, the line there, what).

    As `read`, but that two texts for one article are both given: which of them stays (`second_text`) is decided by whoever
    sees them all. What is wrong with the sidecar is told by `read_sidecar`.
    """
    run = _Run(given=NOTHING_GIVEN, limits=settings.limits, apart=True)
    _look_beside(run, sidecar)
    for at, source in enumerate(sources):
        for line, found in _of_source(source, run, None):
            yield at, line, found


def _look_beside(run: "_Run", sidecar: Path | None) -> list[InputError]:
    """Take in what a sidecar states; what is wrong with it."""
    if sidecar is None:
        return []
    try:
        table, problems = read_sidecar(sidecar, limits=run.limits)
    except InputError as error:
        return [error]
    run.about = about(table)
    return list(problems)


def _of_source(
    source: Source, run: "_Run", stdin: BinaryIO | None
) -> Iterator[tuple[int | None, Reading | Failure]]:
    try:
        there = False
        drafts = (
            read_address(source.name, fetch=run.fetch, limits=run.limits)
            if source.kind == ADDRESS
            else _drafts(source, limits=run.limits, stdin=stdin)
        )
        if drafts is None:  # a page that did not change since it was kept
            return
        for draft in drafts:
            there = True
            for found in _finish(draft, run):
                yield draft.line, found
        if not there:
            yield None, failed(InputError("no article in it", fix="leave it out", path=shown(source.name)))
    except InputError as error:
        yield None, failed(error)
    run.own_ids.clear()


class _Version(NamedTuple):
    """By what two texts of one article are told to be versions of it."""

    text: int
    updated: str | None
    captured: str | None
    usable: bool


@dataclass(slots=True, kw_only=True)
class _Run:
    """What one call of `read` remembers from article to article."""

    given: Given
    limits: Limits
    fetch: Fetch | None = None
    about: Callable[[str], Stated] = field(default=lambda _: Stated())
    now: str | None = None
    texts: dict[int, "_Version"] = field(default_factory=dict)
    own_ids: dict[str, int] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    told: bool = False
    apart: bool = False


def readings_of(
    drafts: Iterable[Draft | InputError], *, given: Given = NOTHING_GIVEN, settings: Settings
) -> Iterator[Reading | Failure]:
    """The articles of drafts that were read elsewhere (a `pyarrow.RecordBatch` in a worker), and failure rows.

    Two texts for one article are told apart only within one call.
    """
    run = _Run(given=given, limits=settings.limits)
    for draft in drafts:
        yield from _finish(draft, run)


def _drafts(source: Source, *, limits: Limits, stdin: BinaryIO | None) -> Iterator[Draft | InputError]:
    path = shown(source.name)
    with opened(source, limits=limits, stdin=stdin) as stream:
        head = stream.peek(SNIFFED)[:SNIFFED]
        if not head:
            raise _nothing(path)
        if path.lower().endswith(".toml") and b"[[feed]]" in head:
            raise InputError(
                "a list of feeds, no article", fix=f"`sayso watch {path}` reads what they name", path=path
            )
        container = next((kind for first, kind in CONTAINERS if head.startswith(first)), None) or kind_of(
            head
        )
        if container is None and source.kind not in {"parquet", "warc"}:
            odd = binary(head)
            if odd is not None:
                raise InputError(f"{odd[0]}, not text", fix=odd[1], path=path)
        kind = container or (None if source.kind in DOCUMENTS else source.kind) or sniffed(head)
        if kind in MAY_BE_FEEDS and looks_like_feed(head):
            kind = "feed"
        part = {} if source.groups is None else {"groups": source.groups}
        try:
            reader = reader_named(kind)
            for draft in reader(stream, path=path, limits=limits, **part):
                for found in split(draft):
                    if path == STDIN and kind == "text" and isinstance(found, Draft) and found is draft:
                        yield pasted(found)
                    else:
                        yield found
        except MissingExtra as error:  # of one format; the other files are read
            reason, _, fix = str(error).partition("; ")
            raise InputError(reason, fix=fix, path=path) from error


def _nothing(path: str) -> InputError:
    if path == STDIN:
        return InputError("nothing came in", fix="pipe something in, or name a file", path=path)
    return InputError("the file is empty", fix="leave it out", path=path)


def _finish(draft: Draft | InputError, run: _Run) -> Iterator[Reading | Failure]:
    if isinstance(draft, InputError):
        yield failed(draft)
        return
    if draft.path is not None:
        draft = laid_beside(draft, run.about(draft.path))
    given, taken = _given_to(draft, run)
    try:
        reading, reports = build(draft, given=given, now=run.now)
    except InputError as error:
        yield failed(error)
        return
    article = reading.article
    run.taken |= taken
    if taken and given is not run.given and not run.told:
        run.told = True
        yield failed(_one_only(draft, taken))
    problem = _other_text(article, draft, run)
    if problem is not None:
        yield failed(problem[0])
        if not problem[1]:
            return
    yield reading
    yield from map(failed, reports)
    yield from _blocks(draft, article, run)


def _blocks(page: Draft, article: Article, run: _Run) -> Iterator[Reading | Failure]:
    """The dated blocks of a live page, each an article of its own."""
    for block in page.blocks:
        try:
            reading, reports = build(block, given=run.given, parent=article, now=run.now)
        except InputError as error:
            yield failed(error)
            continue
        yield reading
        yield from map(failed, reports)


def _given_to(draft: Draft, run: _Run) -> tuple[Given, frozenset[str]]:
    """What of the command line holds for an article, and what of it only one article can take."""
    wanted = frozenset(
        name for name in SINGLE if getattr(run.given, name) is not None and not getattr(draft.stated, name)
    )
    spent: dict[str, Any] = dict.fromkeys(wanted & run.taken)
    return (replace(run.given, **spent) if spent else run.given), wanted


def _one_only(draft: Draft, wanted: frozenset[str]) -> InputError:
    return InputError(
        f"{', '.join(sorted(wanted))} of the command line went to the first article; this and later ones are read without",
        fix="add the articles one by one, or state it in a sidecar table",
        path=draft.path,
        line=draft.line,
    )


def _other_text(article: Article, draft: Draft, run: _Run) -> tuple[InputError, bool] | None:
    """Whether this input has already given another text for the same article, and whether this one can stay."""
    text = int(article.text_sha256[:15], 16)
    if not run.apart and names_one(url=article.url, outlet=article.outlet, external_id=article.external_id):
        version = _Version(text, article.updated, article.captured, article.usable)
        first = run.texts.setdefault(int(article.id, 16), version)
        if first.text != text:
            if not _are_versions(first, version):
                return second_text(article, draft.line), False
            run.texts[int(article.id, 16)] = version
            return None
    if article.external_id is not None and draft.line is not None:
        name = f"{article.outlet}\x00{article.external_id}"
        if run.own_ids.setdefault(name, text) != text:
            return InputError(
                f"the id {article.external_id!r} occurs twice with different texts; both were read"[:300],
                fix="give each article an id of its own, or an outlet or a URL",
                path=draft.path,
                line=draft.line,
            ), True
    return None


def _are_versions(one: _Version, other: _Version) -> bool:
    """Whether two texts of one article were changed or captured at different times, or one of them withdraws it."""
    times = ((one.updated, other.updated), (one.captured, other.captured))
    return one.usable != other.usable or any(a and b and a != b for a, b in times)


def second_text(article: Article, line: int | None) -> InputError:
    """What is told of an article that was read before with another text."""
    name = article.url or f"{article.outlet} / {article.external_id}"
    apart = "add them one after the other: the later is a revision"
    if article.captured:  # within one archive nothing can be added by itself
        apart = "save it as a file of its own and add that: it becomes a revision"
    return InputError(
        f"a second, different text for {name}; the first one was read"[:300],
        fix=f"keep one of them, or {apart}",
        path=article.path,
        line=line,
    )


__all__ = ["ENDINGS", "STDIN", "read", "read_apart", "read_text", "readings_of", "second_text"]
