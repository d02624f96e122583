"""One utterance with all its renderings: grouped by their words, aligned with one of them, and who carried it first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.errors import NotFound
from sayso.ids import make_id
from sayso.publish.views.alignment import Piece, aligned_pieces, spoken
from sayso.publish.views.lines import reviews_of
from sayso.publish.views.reading_order import in_order, reading_key
from sayso.publish.views.renderings import SAID_KINDS, Rendering, UtteranceView, renderings
from sayso.publish.views.stories import actor_names, actor_of, bundles
from sayso.publish.views.tracing import read_traces
from sayso.publish.words.phrases import speaker_words
from sayso.records import (
    Article,
    Attribution,
    Review,
    ReviewedAttribution,
    Story,
    Utterance,
    UtteranceMember,
)
from sayso.spans import Span
from sayso.store.protocol import Store
from sayso.words.moments import before

MOST_ARTICLES = 100
"""Articles of an utterance that its page reads: more renderings than anybody reads, in well under a second."""
SHORTEST = 4
"""Characters of an id that are enough to ask for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Renderings in the same words (punctuation and case aside), in reading order; the first one stands for them.

    `pieces` are its words beside those of the rendering that all are compared with.
    """

    renderings: tuple[Rendering, ...]
    pieces: tuple[Piece, ...]

    @property
    def first(self) -> Rendering:
        """The rendering whose words are shown."""
        return self.renderings[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What a reviewer linked as the original of a rendering: words of an article here, or words typed."""

    attribution: str
    review: Review
    article: Article | None
    span: Span | None

    @property
    def words(self) -> str:
        """The original's words."""
        if self.article is not None and self.span is not None:
            return self.article.text[slice(*self.span)]
        return self.review.value or self.review.b_quote


@dataclass(frozen=True, slots=True, kw_only=True)
class UtterancePage:
    """An utterance as its page shows it. `articles` counts all that carry it, of which `view` may hold only some.

    `base` is the rendering that the others are compared with: none of them is the right one.
    """

    view: UtteranceView
    story: Story | None
    base: Rendering
    wordings: tuple[Wording, ...]
    reviews: Mapping[str, tuple[ReviewedAttribution, ...]]
    originals: tuple[Original, ...]
    first: tuple[Article, ...]
    undated: tuple[Article, ...]
    articles: int


def utterance_page(store: Store, asked: str, *, base: str = "") -> UtterancePage:
    """The utterance of an id (or the beginning of one), or of an attribution; NotFound when there is neither.

    `base` is the attribution that the others are compared with, by default the first in reading order.
    """
    row, wanted = _find(store, asked.strip())
    stories = list(store.rows(Story, ids=[row.story])) if row else []
    members = _members(store, row, stories) if row else wanted
    carrying = in_order(store.articles(sorted(set(members.values()))))
    view = _view(store, row, carrying[:MOST_ARTICLES], members)
    chosen = next((one for one in view.renderings if one.attribution.id == base), view.renderings[0])
    first, undated = first_of(view.articles)
    reviews = reviews_of(store, sorted({one.article.id for one in view.renderings}))
    mine = {one.attribution.id for one in view.renderings}
    told = {name: rows for name, rows in reviews.items() if name in mine}
    return UtterancePage(
        view=view,
        story=stories[0] if stories else None,
        base=chosen,
        wordings=tuple(_wordings(view.renderings, chosen)),
        reviews=told,
        originals=tuple(_originals(store, told)),
        first=first,
        undated=undated,
        articles=len(carrying),
    )


def first_of(articles: Iterable[Article]) -> tuple[tuple[Article, ...], tuple[Article, ...]]:
    """The articles that none of the others was published before, as far as dates tell; and those of unknown or doubtful date."""
    known: list[Article] = []
    undated: list[Article] = []
    for article in articles:
        (known if article.day_from or article.day_to else undated).append(article)
    first = [one for one in known if not any(_earlier(other, one) for other in known)]
    return tuple(sorted(first, key=reading_key)), tuple(undated)


def _earlier(one: Article, other: Article) -> bool:
    """Whether one article was surely published before another."""
    return before(one.day_to or one.day_from, other.day_from or other.day_to)


def _find(store: Store, asked: str) -> tuple[Utterance | None, dict[str, str]]:
    """The utterance meant, or the attribution that stands alone with its article."""
    for row in store.rows(Utterance, ids=[asked]):
        return row, {}
    for member in store.rows(UtteranceMember, ids=[make_id("UtteranceMember", asked)]):
        for row in store.rows(Utterance, ids=[member.utterance]):
            return row, {}
    for attribution in store.rows(Attribution, ids=[asked]):
        return None, {attribution.id: attribution.article}
    if len(asked) >= SHORTEST:
        ids = [name for (name,) in store.values(Utterance, "id") if name.startswith(asked.lower())]
        if len(ids) == 1:
            return next(iter(store.rows(Utterance, ids=ids))), {}
        if ids:
            raise NotFound(f"{len(ids)} utterances begin with {asked!r}; give more of the id")
    raise NotFound(
        f"no utterance and no attribution {asked!r} in this collection as it is now; search for its words, "
        "or open the article that it was in"
    )


def _members(store: Store, row: Utterance, stories: Sequence[Story]) -> dict[str, str]:
    """The attributions of an utterance, each with its article."""
    within = stories[0].articles if stories else None
    columns = ("attribution", "article", "utterance")
    found = store.values(UtteranceMember, *columns, articles=within)
    return {name: article for name, article, utterance in found if utterance == row.id}


def _view(
    store: Store, row: Utterance | None, articles: Sequence[Article], members: Mapping[str, str]
) -> UtteranceView:
    ids = [article.id for article in articles]
    actors, traces = actor_of(store, ids), read_traces(store, ids)
    said = tuple(
        traces.of(rendering)
        for bundle in bundles(store, articles, SAID_KINDS)
        for rendering in renderings(bundle, actors)
        if rendering.attribution.id in members
    )
    if not said:
        raise NotFound("the articles of this utterance were read again; search for its words")
    speaker, detail = said[0].speaker, said[0].detail
    actor = row.actor if row else actors.get((speaker.entity if speaker else None) or "")
    name = actor_names(store, [actor]).get(actor, "") if actor else ""
    return UtteranceView(
        id=row.id if row else said[0].attribution.id,
        actor=actor,
        speaker=name or (row.speaker if row else "") or speaker_words(speaker),
        said_on=row.said_on if row else detail.said_on_value if detail else None,
        renderings=said,
        origin=traces.origins.get(row.id) if row else None,
    )


def _wordings(said: Sequence[Rendering], base: Rendering) -> list[Wording]:
    """Renderings by their words: the base's first, then in reading order."""
    groups: dict[tuple[str, ...], list[Rendering]] = {}
    for one in (base, *(other for other in said if other is not base)):
        forms = spoken(one.article.text, one.attribution.content).forms
        groups.setdefault(forms, []).append(one)
    return [
        Wording(
            renderings=tuple(same),
            pieces=aligned_pieces(
                base.article.text, base.attribution.content, same[0].article.text, same[0].attribution.content
            ),
        )
        for same in groups.values()
    ]


def _originals(store: Store, reviews: Mapping[str, Sequence[ReviewedAttribution]]) -> Iterable[Original]:
    """What reviewers linked as originals of some renderings."""
    linked = {
        row.review: name
        for name, rows in reviews.items()
        for row in rows
        if row.kind == "original" and row.effect != "refused"
    }
    if not linked:
        return
    known = [review for review in store.reviews() if review.id in linked]
    articles = {one.id: one for one in store.articles(sorted({review.b_article for review in known}))}
    from sayso.reviews.anchors import locate  # noqa: PLC0415 - only where somebody linked an original

    for review in known:
        article = articles.get(review.b_article)
        span = locate(review.b, article.text) if article is not None and review.b is not None else None
        yield Original(attribution=linked[review.id], review=review, article=article, span=span)
