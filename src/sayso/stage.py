"""The kinds of work: `Each` article alone, a `Group` by key, the `Pairs` that share numbers, the `Whole`.

A stage is a declaration and a factory. The factory loads what is heavy, once a process, and returns a pure
function. What runs it, where its rows go and what is stale are not its business (`run`, `store`, `plan`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeVar

from sayso.errors import FlowError
from sayso.records import Article, Record, ReviewSubject
from sayso.settings import Settings

if TYPE_CHECKING:
    # Whoever only asks a collection compares nothing, and need not wait for NumPy.
    import numpy as np
    from numpy.typing import NDArray

R = TypeVar("R", bound=Record)


class Bundle:
    """One article and its own records of the kinds that a stage declared; nothing else is reachable."""

    __slots__ = ("_rows", "article")

    def __init__(self, article: Article, rows: dict[type[Record], tuple[Any, ...]]) -> None:
        self.article = article
        self._rows = rows

    def __getitem__(self, kind: type[R]) -> tuple[R, ...]:
        """The article's records of one kind, in reading order (the order in which their stage made them)."""
        try:
            return self._rows[kind]
        except KeyError:
            raise FlowError(
                f"this stage did not declare that it reads {kind.__name__}; add it to `reads`"
            ) from None

    def kinds(self) -> Iterator[type[Record]]:
        """The record types that can be asked for."""
        return iter(self._rows)

    def narrow(self, kinds: Iterable[type[Record]]) -> "Bundle":
        """The same article with only these kinds reachable."""
        return Bundle(self.article, {kind: self._rows[kind] for kind in kinds if kind is not Article})


class Key(NamedTuple):
    """What an article hands to a group: the group's key and what the group needs of the article (JSON values)."""

    key: str
    payload: Any = None


class Member(NamedTuple):
    """An article within a group: its payload, or its whole bundle where the stage gathers bundles.

    `opened` is what the stage's `opens` made of the bundle; None when there is no such function, or when it failed.
    """

    article: str
    payload: Any
    bundle: Bundle | None
    opened: Any = None


def no_model(_settings: Settings) -> str:
    """The model line of a stage that uses none."""
    return ""


@dataclass(frozen=True, kw_only=True)
class Each:
    """Work on one article alone.

    `make(settings)` returns a function from a bundle to the records it writes, in reading order. With `batch`
    above 1 the function takes a list of at most that many bundles and returns a list of record lists: for speed
    only, the rows of an article never depend on its neighbours. `uses` names the settings it reads
    ("annotate.spacy_model"); `model(settings)` gives name, version and hash of the model that it loads. A stage that
    reads `Review` gets those of the subjects in `reviews` alone, and only these make its rows stale (None: all).
    """

    name: str
    version: int
    reads: tuple[type[Record], ...]
    writes: tuple[type[Record], ...]
    make: Callable[[Settings], Callable[[Any], Any]]
    batch: int = 1
    reviews: tuple[ReviewSubject, ...] | None = None
    uses: tuple[str, ...] = ()
    model: Callable[[Settings], str] = no_model


@dataclass(frozen=True, kw_only=True)
class Group:
    """Work on all articles that share a key.

    `keys(settings)` returns a function from a bundle to `Key`s; `make(settings)` one from (key, members) to the
    records it writes. Members come sorted by article id. With `gathers="bundle"` each member carries its bundle,
    with "payload" only what `keys` handed over. A group of more than `cap` members is dropped whole, and counted;
    one of fewer than `least` makes nothing and costs nothing. `carries` are the kinds that the members' bundles
    hold (all of `reads` when None): name only what `make` needs, because a member whose carried records change
    makes all its groups run again. `asks` are the kinds that `keys` looks at (all of `reads` when None): the others
    are read only of articles that are in some group. Of an article without a row of the kind `needs` nothing is read:
    it is in no group. `opens(settings)` returns a function that makes of each of many
    bundles at once what `make` needs of it, of a bundle alone and never of its neighbours: for speed only, it is
    kept with the bundle for all groups that the article is in.
    """

    name: str
    version: int
    reads: tuple[type[Record], ...]
    writes: tuple[type[Record], ...]
    keys: Callable[[Settings], Callable[[Bundle], Iterable[Key]]]
    make: Callable[[Settings], Callable[[str, Sequence[Member]], Iterable[Record]]]
    gathers: Literal["payload", "bundle"] = "payload"
    cap: int | None = None
    least: int = 1
    carries: tuple[type[Record], ...] | None = None
    asks: tuple[type[Record], ...] | None = None
    needs: type[Record] | None = None
    opens: Callable[[Settings], Callable[[Sequence[Bundle]], Sequence[Any]]] | None = None
    uses: tuple[str, ...] = ()
    model: Callable[[Settings], str] = no_model


@dataclass(frozen=True, kw_only=True)
class Whole:
    """Connected components over ids.

    `nodes(bundle)` names the article's own nodes, `edges(bundle)` pairs of nodes (an edge may be named by both of
    its articles). `make(component, nodes)` returns the records of one component; its id is its smallest node,
    `nodes` are (article, node) pairs sorted by node.
    """

    name: str
    version: int
    reads: tuple[type[Record], ...]
    writes: tuple[type[Record], ...]
    nodes: Callable[[Bundle], Iterable[str]]
    edges: Callable[[Bundle], Iterable[tuple[str, str]]]
    make: Callable[[str, Sequence[tuple[str, str]]], Iterable[Record]]
    uses: tuple[str, ...] = field(default=())
    model: Callable[[Settings], str] = no_model


class Numbers(NamedTuple):
    """What an article hands in to be met by: numbers of 0 to 2**63 - 1, ascending, each once; and one of its own."""

    values: "NDArray[np.int64]"
    label: int = 0


class Meet(Protocol):
    """(values, articles, labels) to (ones, twos); see `Pairs`."""

    def __call__(
        self, values: "NDArray[np.int64]", articles: "NDArray[np.int64]", labels: "NDArray[np.int64]"
    ) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
        """The pairs of articles that meet."""


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Work on the pairs of articles that share numbers, when there are hundreds an article: fingerprints of text.

    A `Group` keeps a row a key; here the numbers of an article are one array, and those of all are kept in arrays by
    range. `numbers(settings)` returns a function from a list of bundles to their `Numbers` (of an article alone,
    never of its neighbours). `meet(values, articles, labels)` gets arrays of one length, ascending by value and then by
    article: whole lists, all articles that carry a value; articles are numbered in the order of their ids. It returns
    the pairs that meet (`ones` below `twos`) and looks at each value alone, so that it may be asked for any values.
    A value that more than `cap` articles carry is dropped whole, and counted. `make(article, other)` returns the one
    record of a pair that meets in any value; `article` sorts before `other`.
    """

    name: str
    version: int
    reads: tuple[type[Record], ...]
    writes: tuple[type[Record], ...]
    numbers: Callable[[Settings], Callable[[Sequence[Bundle]], Sequence[Numbers]]]
    meet: Meet
    make: Callable[[str, str], Record]
    cap: int
    uses: tuple[str, ...] = ()
    model: Callable[[Settings], str] = no_model


Stage = Each | Group | Pairs | Whole
