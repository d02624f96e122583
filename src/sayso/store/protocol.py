"""What a store does: the only state there is, as source records, derived rows and a ledger of both.

`Store` is what `open`, the commands and the views use. `Desk` is the part that a run works at: it hands out what is
stale and takes results back. Plugin authors implement both and prove it with `sayso.testing.check_store`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from sayso.records import Article, Failure, Reading, Record, Review
from sayso.store.answers import Added, Copied, Hit, Outcome, Revision, Status, Tombstone
from sayso.store.changes import Changes
from sayso.store.feed_protocol import FeedStore
from sayso.store.lists import Handed, Lists, Waiting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

R = TypeVar("R", bound=Record)
Row = tuple[Any, ...]
"""A record as plain values in the order of its table's columns (`schema.Codec`); what crosses process borders."""
Rows = Mapping[type[Record], Sequence[Row]]
Among = tuple[tuple[str, ...], Iterable[str]] | None


class Store(FeedStore, Protocol):
    """A collection: what was put in, and what was derived from it."""

    # --- source records ---
    def add(self, readings: Iterable[Reading | Article | Failure], *, force: bool = False) -> Added:
        """Keep articles; the same article with the same text changes nothing, another text is a revision.

        Metadata that was missing is filled in, and counts as a change. A removed article is refused (a Failure)
        unless `force`. Failures among the readings are kept as rows.
        """
        ...

    def would_be(self, reading: Reading) -> Outcome | None:
        """What adding a reading would make of its article, as it is read; None where there is no such article."""
        ...

    def remove(self, article: str, *, reason: str) -> None:
        """Erase an article's texts, bytes, index and derived rows; a tombstone stays. NotFound when unknown."""
        ...

    def add_reviews(self, reviews: Iterable[Review]) -> tuple[str, ...]:
        """Keep what people decided, for good; the ids of those that were not there yet.

        The articles that a review names need not be there. Those that are become stale where reviews are read.
        """
        ...

    # --- reading: everything in a stable order ---
    def article(self, article: str) -> Article:
        """One current article by its id; NotFound when there is none."""
        ...

    def article_ids(self) -> list[str]:
        """The ids of all current articles, sorted."""
        ...

    def withheld(self) -> list[str]:
        """The ids of the articles that their providers withhold, sorted."""
        ...

    def blocks_of(self, page: str) -> list[str]:
        """The articles that are blocks of a live page, by its article; those that are gone from the page are among them."""
        ...

    def articles(self, articles: Iterable[str] | None = None) -> Iterator[Article]:
        """Current articles by id; all of them by default. Unknown ids are left out."""
        ...

    def revisions(self, article: str) -> tuple[Revision, ...]:
        """All texts of an article, oldest first, the current one last."""
        ...

    def raw(self, sha256: str) -> bytes | None:
        """Bytes as they were read, by their SHA-256; None when they were not kept."""
        ...

    def removed(self) -> tuple[Tombstone, ...]:
        """The tombstones, by article id."""
        ...

    def reviews(self) -> tuple[Review, ...]:
        """All reviews, the oldest first (time, id); those of removed articles too."""
        ...

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read or derived, by stage and owner."""
        ...

    def rows(
        self,
        kind: type[R],
        *,
        articles: Iterable[str] | None = None,
        owners: Iterable[str] | None = None,
        ids: Iterable[str] | None = None,
    ) -> Iterator[R]:
        """Derived records of one kind, by owner and in the order in which their stage made them.

        `articles` keeps those that name one of these articles, `owners` those that a group's key made, `ids`
        those with these ids.
        """
        ...

    def values(
        self, kind: type[Record], *columns: str, articles: Iterable[str] | None = None, among: Among = None
    ) -> Iterator[Row]:
        """Some columns of derived records as plain values, in the order of `rows`: for looking through very many.

        A column is a field, or an end of a span; a tuple is JSON. KeyError for a column that there is not. `among`
        keeps those in which one of some columns holds one of some texts.
        """
        ...

    def count(self, kind: type[Record]) -> int:
        """How many records of a kind there are."""
        ...

    def search(self, words: str, *, limit: int | None = None) -> list[Hit]:
        """Articles with all these words (in quotation marks: as a phrase), best first; case and accents do not matter."""
        ...

    def search_ids(self, words: str) -> list[str]:
        """The ids of the articles that `search` finds, best first, without a look at their texts."""
        ...

    def search_said(self, words: str) -> list[tuple[str, str]]:
        """(article, attribution) of what was said with all these words in its content, best first; as in `search`."""
        ...

    def state(self) -> str:
        """Another word, for this open store, whenever anything was written since; to be asked before reading."""
        ...

    def changes(self, since: str = "") -> Changes:
        """What was written since the mark of earlier `Changes`, by whichever process, and the mark of now."""
        ...

    def status(self) -> Status:
        """What the collection holds, lacks and waits for."""
        ...

    def check(self) -> list[str]:
        """What is wrong with the collection, in words, each with its fix; empty when it is sound."""
        ...

    def check_rows(self, kinds: Sequence[type[Record]]) -> Iterator[str]:
        """What does not belong together, as `check` tells it, of rows, ledger, keys and articles; this looks at all rows.

        `kinds` are those of the flow, which a store may not know otherwise.
        """
        ...

    def backup(self, target: Path, *, tell: Callable[[int, int], None] | None = None) -> Copied:
        """Copy the collection in one state of it to a new file, while others may write, and look the copy through.

        `tell` is told how much of how much is copied. All of it or nothing; StoreError, also when the target is there.
        """
        ...

    def close(self) -> None:
        """Let go of the collection."""
        ...


class StageLine(NamedTuple):
    """What a store knows of a stage: never the stage itself."""

    name: str
    kind: str
    version: int
    fingerprint: str
    model: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]


class Entry(NamedTuple):
    """The ledger line of one owner: with what a stage ran and what came of it."""

    fingerprint: str
    input: str
    output: str


class Stored(NamedTuple):
    """An article for a run: itself, the hash of all its fields, its rows, and its ledger lines by stage.

    With reviews among its rows `digest` counts them ("…+2"): one that came since is told by it. No stage's input does.
    """

    article: Row
    digest: str
    rows: dict[type[Record], tuple[Row, ...]]
    ledger: dict[str, Entry]


class Made(NamedTuple):
    """What a stage made of one owner. `failure` None: it went well; `skipped`: members that a cap dropped."""

    stage: str
    owner: str
    entry: Entry
    rows: Rows
    skipped: int = 0
    seconds: float = 0.0
    failure: str | None = None


class KeyRow(NamedTuple):
    """What one article hands to one group: the key, the payload as canonical JSON, the hash of what it carries."""

    key: str
    payload: str
    carried: str


class KeyMember(NamedTuple):
    """One article in a group: the payload as canonical JSON."""

    article: str
    payload: str


class Graph(NamedTuple):
    """An article's own nodes, and the edges it names."""

    nodes: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]


class Touched(NamedTuple):
    """The part of a graph that changed, closed over old components and edges.

    `stale` are the nodes from which it was reached, `nodes` (node, article) pairs, `replaced` the components that
    they were in before.
    """

    stale: tuple[str, ...]
    nodes: tuple[tuple[str, str], ...]
    edges: tuple[tuple[str, str], ...]
    replaced: tuple[str, ...]


class Desk(Store, Protocol):
    """A collection at which a run works: what is stale goes out, results come in, each in one transaction."""

    def enlist(self, lines: Sequence[StageLine], kinds: Sequence[type[Record]]) -> None:
        """Take note of the flow: a stage that is new or has another fingerprint becomes stale, one gone is erased."""
        ...

    def take_lock(self) -> str | None:
        """Become the one run of this collection; the name of the other process when there is one."""
        ...

    def beat(self) -> None:
        """Show that the run is alive."""
        ...

    def drop_lock(self, *, if_idle: bool) -> bool:
        """Let go of the lock; with `if_idle` only when nothing became stale meanwhile. Whether it was let go."""
        ...

    def forget_derived(self, kinds: Sequence[type[Record]]) -> None:
        """Take out everything that stages made, and that they ever ran; `kinds` are those of today's flow."""
        ...

    def retry_failures(self) -> int:
        """Make stale what failed; how many there were."""
        ...

    def stale_articles(self, stages: Sequence[str]) -> list[str]:
        """The articles (removed ones too) that wait at any of these stages, sorted."""
        ...

    def load(
        self, articles: Sequence[str], kinds: Sequence[type[Record]], stages: Sequence[str]
    ) -> dict[str, Stored]:
        """Current articles by id, with their rows of these kinds and their ledger lines of these stages."""
        ...

    def save_articles(
        self, made: Mapping[str, tuple[str | None, Sequence[Made]]], stages: Sequence[str]
    ) -> None:
        """Keep what the stages of a chain made of articles: {id: (digest it was made from, results)}.

        An article that changed meanwhile is left stale; one that is gone (digest None) is only taken off the list.
        """
        ...

    def save_keys(
        self, stage: str, keys: Mapping[str, tuple[str | None, Sequence[KeyRow]]], failed: Mapping[str, str]
    ) -> None:
        """Keep what articles hand to groups: {id: (digest, keys)}; the keys that differ become stale."""
        ...

    def drop_small(self, stage: str, least: int) -> int:
        """Take stale keys off the list that have fewer members and made nothing before; how many are left."""
        ...

    def next_groups(
        self, stage: str, *, limit: int, cap: int | None
    ) -> list[tuple[str, int, list[KeyMember]]]:
        """The next stale keys in order, with their size and, unless over the cap, their members by article."""
        ...

    def save_groups(self, stage: str, made: Sequence[Made]) -> None:
        """Keep what groups made; articles whose rows differ become stale at the stages that read them."""
        ...

    def save_numbers(
        self, stage: str, handed: Mapping[str, tuple[str | None, Handed]], failed: Mapping[str, str]
    ) -> None:
        """Keep what articles hand in to a `Pairs` stage: {id: (digest, what)}; those that differ wait."""
        ...

    def waiting(self, stage: str, *, limit: int) -> Waiting | None:
        """The next articles that wait to be put in lists, until they have this many numbers; None when none do."""
        ...

    def next_lists(self, stage: str, part: Waiting, *, after: int) -> Lists | None:
        """The next lists above the value `after` that these articles were or will be in; None behind the last."""
        ...

    def lists_of(self, stage: str, pairs: Sequence[tuple[str, str]], *, but: "NDArray[np.int64]") -> Lists:
        """The lists (`after`) that both articles of any of these pairs are in now, without those of values `but`."""
        ...

    def save_lists(
        self, stage: str, part: Waiting, lists: Lists, made: Sequence[Made], gone: Sequence[str]
    ) -> Sequence[Made]:
        """Keep lists, what was made of them, and that these owners have nothing now; gives back what was kept."""
        ...

    def settle_numbers(self, stage: str, part: Waiting) -> None:
        """All lists of these articles are kept: unless they hand in something else by now they wait no more."""
        ...

    def save_graph(
        self, stage: str, graphs: Mapping[str, tuple[str | None, Graph]], failed: Mapping[str, str]
    ) -> None:
        """Keep the nodes and edges of articles; the nodes at which they differ become stale."""
        ...

    def touched(self, stage: str) -> Touched:
        """What has to be joined again: stale nodes with all that hung and hangs together with them."""
        ...

    def save_components(
        self, stage: str, made: Sequence[Made], touched: Touched, of: Mapping[str, str]
    ) -> None:
        """Keep what components made in place of those they replace; `of` gives each node its component."""
        ...
