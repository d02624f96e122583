"""A line: one attribution with everything that must travel with it when it is shown, quoted or exported."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.errors import NotFound
from sayso.publish.views.renderings import SAID_KINDS, Rendering, renderings
from sayso.publish.views.stories import actor_of, bundles
from sayso.publish.views.tracing import read_traces
from sayso.publish.words.phrases import basis_words
from sayso.publish.words.voice_words import PLAIN
from sayso.records import Article, Attribution, ReviewedAttribution
from sayso.reviews.states import ReviewState, state_of
from sayso.store.protocol import Store

GRAVE = frozenset({"accusation", "warning"})
"""Speech acts that harm the one they are laid to when it was somebody else."""
VOUCHED = frozenset({"confirm", "add"})
"""Reviews that say of a line as a whole, its speaker too, that it is so; one that changes the speaker makes it known."""
LEAST_ID = 6
"""Characters of an id that are enough to name a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A rendering with the reviews of it that are in force, and the state they amount to."""

    rendering: Rendering
    reviews: tuple[ReviewedAttribution, ...] = ()

    @property
    def state(self) -> ReviewState:
        """Unreviewed, checked or disputed."""
        return state_of(self.reviews)

    @property
    def unchecked(self) -> bool:
        """Whether it is an accusation or a warning whose speaker was inferred and that nobody has checked.

        Whoever corrects a day or a span has not said who speaks: only what confirms or adds the whole line does.
        """
        inferred = basis_words(self.rendering.speaker) not in PLAIN
        vouched = any(one.kind in VOUCHED and one.effect == "followed" for one in self.reviews)
        return self.rendering.act in GRAVE and inferred and not (vouched and self.state == "checked")


def reviews_of(
    store: Store, articles: Sequence[str] | None = None
) -> dict[str, tuple[ReviewedAttribution, ...]]:
    """The reviews in force of each attribution, the oldest first; rejected attributions are among them."""
    found: dict[str, tuple[ReviewedAttribution, ...]] = {}
    rows = store.rows(ReviewedAttribution, articles=articles)
    for row in sorted(rows, key=lambda row: (row.at, row.id)):
        found[row.attribution] = (*found.get(row.attribution, ()), row)
    return found


def lines_of(
    said: Iterable[Rendering], reviews: Mapping[str, tuple[ReviewedAttribution, ...]]
) -> tuple[Line, ...]:
    """Renderings as lines."""
    return tuple(Line(rendering=one, reviews=reviews.get(one.attribution.id, ())) for one in said)


def lines_in(store: Store, articles: Iterable[Article]) -> Iterator[Line]:
    """Every attribution of some articles, in the order given and then in reading order."""
    known = list(articles)
    ids = [article.id for article in known]
    traces, actors, reviews = read_traces(store, ids), actor_of(store, ids), reviews_of(store, ids)
    for bundle in bundles(store, known, SAID_KINDS):
        said = (traces.of(one) for one in renderings(bundle, actors))
        yield from lines_of(said, reviews)


def find_lines(store: Store, attributions: Sequence[str]) -> tuple[Line, ...]:
    """The lines of some attributions in the order given; those that are not there are left out."""
    articles = {row.article for row in store.rows(Attribution, ids=attributions)}
    inside = lines_in(store, store.articles(sorted(articles)))
    found = {line.rendering.attribution.id: line for line in inside}
    return tuple(found[one] for one in dict.fromkeys(attributions) if one in found)


def find_line(store: Store, asked: str) -> Line:
    """One line by its attribution's id or the beginning of it; NotFound when there is none, or several."""
    for line in find_lines(store, [asked]):
        return line
    begun = asked.lower() if len(asked) >= LEAST_ID else ""
    fitting = [row[0] for row in store.values(Attribution, "id") if begun and row[0].startswith(begun)]
    if len(fitting) != 1:
        many = "no attribution" if not fitting else f"{len(fitting)} attributions"
        raise NotFound(f"{many} with the id {asked!r}; the article or the story it stands in lists them")
    [line] = find_lines(store, fitting)
    return line
