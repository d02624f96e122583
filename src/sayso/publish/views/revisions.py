"""All stored texts of an article: what differs between two of them, and what was said only in one that is superseded."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from sayso.errors import SettingsError
from sayso.ids import text_hash
from sayso.publish.views.alignment import spoken
from sayso.publish.views.lines import Line
from sayso.publish.views.renderings import Rendering, renderings
from sayso.records import Article, Attribution
from sayso.settings import Settings
from sayso.spans import Span
from sayso.store.answers import Revision
from sayso.store.protocol import Store

How = Literal["same", "del", "ins"]
MOST_TOKENS = 20_000
"""Words and marks a side, but for what both begin and end with, up to which texts are compared word by word: aligning
takes one bit a pair, so this many are 50 MB and a fraction of a second. What is longer is compared line by line."""
MOST_KEPT = 16
"""Superseded texts whose attributions are kept in memory: reading one again takes about a second."""
_TOKEN = re.compile(r"(?:\w+(?:['’]\w+)*|[^\w\s])\s*|\s+")


class Change(NamedTuple):
    """A stretch of text that both have (as the later one has it), or that only the earlier or the later one has."""

    how: How
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionsView:
    """An article's texts, oldest first, and the difference between number `before` and number `after` (from 1).

    `changes` is empty where there is one text only. `lines` None: attributions were not asked for.
    """

    article: Article
    texts: tuple[Revision, ...]
    before: int
    after: int
    changes: tuple[Change, ...]
    lines: tuple[Line, ...] | None = None


def revisions_view(
    store: Store,
    article: Article,
    settings: Settings,
    *,
    before: int | None = None,
    after: int | None = None,
    attributions: bool = False,
) -> RevisionsView:
    """Two texts of an article beside each other, by default the last but one and the current one.

    With `attributions` the superseded text is read again, to show what was said only there; of an article that its
    provider withdrew none is. SettingsError for a number
    that no text has.
    """
    texts = store.revisions(article.id)
    last = len(texts)
    first, second = before or max(1, last - 1), after or last
    if not (1 <= first <= last and 1 <= second <= last):
        raise SettingsError(f"there are {last} stored texts of this article; choose two from 1 to {last}")
    old, new = texts[first - 1], texts[second - 1]
    return RevisionsView(
        article=article,
        texts=texts,
        before=first,
        after=second,
        changes=tuple(changes(old.text, new.text)) if first != second else (),
        lines=tuple(_only_before(store, article, old, settings)) if attributions else None,
    )


def changes(old: str, new: str) -> Iterator[Change]:
    """What one text has and another has not, word by word; white space alone is no difference."""
    if old == new:
        yield Change("same", new)
        return
    split = _TOKEN.findall
    a, b = split(old), split(new)
    if max(_unequal(a, b)) > MOST_TOKENS:
        a, b = old.splitlines(keepends=True), new.splitlines(keepends=True)
    yield from _joined(_steps(a, b))


def _unequal(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """How many tokens of each side are left without those that both begin and end with."""
    first, last = _edges([one.strip() for one in a], [one.strip() for one in b])
    return len(a) - first - last, len(b) - first - last


def _edges(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    shorter = min(len(a), len(b))
    first = next((n for n in range(shorter) if a[n] != b[n]), shorter)
    last = next((n for n in range(shorter - first) if a[-1 - n] != b[-1 - n]), shorter - first)
    return first, last


def _steps(a: Sequence[str], b: Sequence[str]) -> Iterator[Change]:
    keys = [one.strip() for one in a], [one.strip() for one in b]
    first, last = _edges(*keys)
    yield Change("same", "".join(b[:first]))
    middle = a[first : len(a) - last], b[first : len(b) - last]
    if max(map(len, middle)) > MOST_TOKENS:
        yield Change("del", "".join(middle[0]))
        yield Change("ins", "".join(middle[1]))
    else:
        from rapidfuzz.distance import LCSseq  # noqa: PLC0415 - heavy, and only differences need it

        for code in LCSseq.opcodes(keys[0][first : len(a) - last], keys[1][first : len(b) - last]):
            if code.tag == "equal":
                yield Change("same", "".join(middle[1][code.dest_start : code.dest_end]))
            else:
                yield Change("del", "".join(middle[0][code.src_start : code.src_end]))
                yield Change("ins", "".join(middle[1][code.dest_start : code.dest_end]))
    yield Change("same", "".join(b[len(b) - last :]))


def _joined(found: Iterator[Change]) -> Iterator[Change]:
    """Neighbouring changes as one deletion before one insertion, and nothing empty."""
    waiting: dict[How, str] = {"del": "", "ins": ""}
    for how, text in (*found, Change("same", "")):
        if how != "same":
            waiting[how] += text
            continue
        if text or any(waiting.values()):
            yield from (Change(kind, words) for kind, words in waiting.items() if words)
            waiting = {"del": "", "ins": ""}
        if text:
            yield Change("same", text)


def _only_before(store: Store, article: Article, old: Revision, settings: Settings) -> Iterator[Line]:
    """What the old text attributes to somebody in words that no attribution of the current text has."""
    if old.revision == article.revision:
        return
    now = {spoken(article.text, row.content).forms for row in store.rows(Attribution, articles=[article.id])}
    before = replace(
        article,
        revision=old.revision,
        text=old.text,
        text_sha256=text_hash(old.text),
        title=old.title,
        pubstatus=article.pubstatus if not article.usable else old.pubstatus,
    )
    for rendering in _said_in(before, settings):
        if spoken(before.text, [Span(*span) for span in rendering.attribution.content]).forms not in now:
            yield Line(rendering=rendering)


@lru_cache(maxsize=MOST_KEPT)
def _said_in(article: Article, settings: Settings) -> tuple[Rendering, ...]:
    """What a text attributes, read as `sayso annotate` reads it; nothing of it is kept in the collection."""
    from sayso.publish.annotating import annotate_all  # noqa: PLC0415 - loads the model, and only this needs it

    return tuple(
        rendering
        for bundle in annotate_all([article], settings=settings, workers=1)
        for rendering in renderings(bundle)
    )
