"""From what a person names (files, folders, globs, "-") to articles and failure rows."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from sayso.errors import InputError
from sayso.ingest.articles import build
from sayso.ingest.decoding import SNIFFED, binary, decode
from sayso.ingest.inputs import ENDINGS, STDIN, Source, find_sources, opened, shown
from sayso.ingest.pages import looks_like_page, read_page
from sayso.ingest.reading import Draft, Given, Stated, failed
from sayso.ingest.rows import looks_like_table, read_json, read_jsonl, read_table, whole
from sayso.ingest.sidecar import about, read_sidecar
from sayso.records import Article, Failure, Reading
from sayso.settings import Limits, Settings

Reader = Callable[..., Iterator[Draft | InputError]]
NOTHING_GIVEN = Given()
SINGLE = ("url", "title", "external_id")
"""Statements that can be true of one article only."""


def read(
    inputs: Sequence[str | Path],
    *,
    given: Given = NOTHING_GIVEN,
    sidecar: Path | None = None,
    settings: Settings,
    stdin: BinaryIO | None = None,
) -> Iterator[Reading | Failure]:
    """Read articles from files, folders, globs and "-", one at a time and in a fixed order.

    What cannot be read becomes a `Failure` and the rest goes on; nothing is raised for an input, whatever it holds.
    Memory is bounded by the largest article (and some 200 bytes for each article with a URL or an own id, by which
    one article with two texts is found). `given` holds for every article that does not state its own; `sidecar` is
    a table that states things of files by name, and goes before it.
    """
    run = _Run(given=given, limits=settings.limits)
    if sidecar is not None:
        try:
            table, problems = read_sidecar(sidecar, limits=settings.limits)
        except InputError as error:
            yield failed(error)
        else:
            run.about = about(table)
            yield from map(failed, problems)
    for source in find_sources(inputs, sidecar=sidecar):
        if isinstance(source, InputError):
            yield failed(source)
            continue
        try:
            found = False
            for draft in _drafts(source, limits=settings.limits, stdin=stdin):
                found = True
                yield from _finish(draft, run)
            if not found:
                yield failed(InputError("no article in it", fix="leave it out", path=shown(source.name)))
        except InputError as error:
            yield failed(error)
        run.own_ids.clear()


@dataclass(slots=True, kw_only=True)
class _Run:
    """What one call of `read` remembers from article to article."""

    given: Given
    limits: Limits
    about: Callable[[str], Stated] = field(default=lambda _: Stated())
    texts: dict[int, int] = field(default_factory=dict)
    own_ids: dict[str, int] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    told: bool = False


def _drafts(source: Source, *, limits: Limits, stdin: BinaryIO | None) -> Iterator[Draft | InputError]:
    path = shown(source.name)
    with opened(source, limits=limits, stdin=stdin) as stream:
        head = stream.peek(SNIFFED)[:SNIFFED]
        if not head:
            raise InputError("the file is empty", fix="leave it out", path=path)
        odd = binary(head)
        if odd is not None:
            raise InputError(f"{odd[0]}, not text", fix=odd[1], path=path)
        yield from _readers()[source.kind or _sniffed(head)](stream, path=path, limits=limits)


def _readers() -> dict[str, Reader]:
    return {"text": read_text, "html": read_page, "jsonl": read_jsonl, "json": read_json, "csv": read_table}


def read_text(stream: io.BufferedReader, *, path: str, limits: Limits) -> Iterator[Draft]:
    """A file of plain text as one article: all of it is the text."""
    text, notes = decode(whole(stream, path=path, limits=limits, fix="split it into articles"))
    yield Draft(text=text, path=path, notes=notes)


def _sniffed(head: bytes) -> str:
    """The reader for a file whose name does not tell: JSON and JSONL by their first line, a page by its tags."""
    if looks_like_page(head):
        return "html"
    text = decode(head).text.lstrip()
    first = text.partition("\n")[0]
    if text.startswith("{") and text[1:].lstrip()[:1] in {'"', "}"}:
        return "json" if first.strip() == "{" else "jsonl"
    if text.startswith("[") and text[1:].lstrip()[:1] in {"{", "]"}:
        return "json"
    return "csv" if looks_like_table(first) else "text"


def _finish(draft: Draft | InputError, run: _Run) -> Iterator[Reading | Failure]:
    if isinstance(draft, InputError):
        yield failed(draft)
        return
    if draft.path is not None:
        beside = run.about(draft.path)
        draft = replace(
            draft, stated=beside.over(draft.stated) if draft.line is None else draft.stated.over(beside)
        )
    given, taken = _given_to(draft, run)
    try:
        reading, reports = build(draft, given=given)
    except InputError as error:
        yield failed(error)
        return
    article = reading.article
    run.taken |= taken
    if taken and given is not run.given and not run.told:
        run.told = True
        yield failed(_one_only(draft, taken))
    problem = _second_text(article, draft, run)
    if problem is not None:
        yield failed(problem[0])
        if not problem[1]:
            return
    yield reading
    yield from map(failed, reports)


def _given_to(draft: Draft, run: _Run) -> tuple[Given, frozenset[str]]:
    """What of the command line holds for an article, and what of it only one article can take."""
    wanted = frozenset(
        name for name in SINGLE if getattr(run.given, name) is not None and not getattr(draft.stated, name)
    )
    spent = dict.fromkeys(wanted & run.taken)
    return (replace(run.given, **spent) if spent else run.given), wanted


def _one_only(draft: Draft, wanted: frozenset[str]) -> InputError:
    return InputError(
        f"{', '.join(sorted(wanted))} of the command line went to the first article; this and later ones are read without",
        fix="add the articles one by one, or state it in a sidecar table",
        path=draft.path,
        line=draft.line,
    )


def _second_text(article: Article, draft: Draft, run: _Run) -> tuple[InputError, bool] | None:
    """Whether this input has already given another text for the same article, and whether this one can stay."""
    text = int(article.text_sha256[:15], 16)
    if article.url is not None or (article.outlet is not None and article.external_id is not None):
        first = run.texts.setdefault(int(article.id, 16), text)
        if first != text:
            name = article.url or f"{article.outlet} / {article.external_id}"
            return InputError(
                f"a second, different text for {name}; the first one was read"[:300],
                fix="keep one of them, or add them one after the other: the later is a revision",
                path=draft.path,
                line=draft.line,
            ), False
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


__all__ = ["ENDINGS", "STDIN", "read", "read_text"]
