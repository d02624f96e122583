"""One article with everything that is shown beside its text: who says what, what it shares, what was not understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.errors import NotFound
from sayso.ingest.reading import LIVE_PAGE
from sayso.publish.export.annotated import held
from sayso.publish.views.alignment import Piece, marked_pieces, only_there, spoken
from sayso.publish.views.lines import Line, lines_of, reviews_of
from sayso.publish.views.renderings import SAID_KINDS, renderings
from sayso.publish.views.source_sheet import SharedWith, SourceRow, shared_with, source_row
from sayso.publish.views.stories import actor_of, bundles
from sayso.publish.views.tracing import Traces, read_traces
from sayso.records import (
    Article,
    Attribution,
    Basis,
    Clause,
    Credit,
    Entity,
    Evidence,
    Mark,
    Mention,
    Record,
    ReviewedAttribution,
    ReviewedTime,
    Sentence,
    SharedPassage,
    Speaker,
    Story,
    StoryMember,
    Time,
    Unread,
    UtteranceMember,
    Window,
)
from sayso.schema import codec
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.store.feed_rows import LinkRow
from sayso.store.protocol import Store

PAGE_KINDS: tuple[type[Record], ...] = tuple(dict.fromkeys((*SAID_KINDS, Mark, Time, Credit, Unread, Window)))
SOURCE_KINDS: tuple[type[Record], ...] = (Clause, Sentence)
"""What the row of the source sheet reads besides."""
MOST_COUNTED = 300_000
"""Characters up to which that row is made for the page: reading all clauses of 2 MB takes two seconds."""
MOST_OTHERS = 6
"""Other renderings shown of one utterance beside an article: the page of the utterance has them all."""
SHORTEST = 4
"""Characters of an id that are enough to ask for it."""


class Other(NamedTuple):
    """Another rendering of an utterance of this article: where, by whom, in which words, those that differ marked."""

    article: Article
    attribution: str
    span: Span
    speaker: str
    basis: Basis | None
    pieces: tuple[Piece, ...]


class Others(NamedTuple):
    """Some of the other renderings of an utterance, and how many there are in all."""

    shown: tuple[Other, ...]
    total: int


class Rejected(NamedTuple):
    """An attribution that a reviewer rejected: it is shown struck through, and counted nowhere."""

    span: Span
    review: ReviewedAttribution


class SharedHere(NamedTuple):
    """A stretch of this article that another one has too, with the passage that says so."""

    span: Span
    other: Article
    other_span: Span
    passage: SharedPassage


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article with its records, the lines in reading order, and what the collection has beside them.

    `others` are other renderings by attribution; `shared` stretches in reading order; `sources` its row of the source
    sheet (without discrepancies, of which there are `discrepancies`; None for a very long text). Of the `names` in the
    text `mentions` are those in the window that was asked for.
    """

    article: Article
    bundle: Bundle
    story: Story | None
    lines: tuple[Line, ...]
    rejected: tuple[Rejected, ...]
    rejected_times: tuple[ReviewedTime, ...]
    others: Mapping[str, Others]
    shared: tuple[SharedHere, ...]
    sources: SourceRow | None
    actors: Mapping[str, str]
    mentions: tuple[Mention, ...]
    names: int
    discrepancies: int
    texts: int
    page: Article | None = None
    """The live page that it is a block of."""
    blocks: tuple[Article, ...] = ()
    """The blocks of the live page that it is, the latest first."""
    came_in: tuple[str, str] = ("", "")
    """When its first stored text and its current one came in."""
    named_by: LinkRow | None = None
    """The address at which a feed names it, with when that was looked at last."""

    @property
    def read(self) -> bool:
        """Whether anything was read in it; not so in a language that is not annotated."""
        return bool(self.names) or any(held(self.bundle, kind) for kind in (Attribution, Time, Sentence))


def one_article(store: Store, asked: str) -> Article:
    """The article of an id or of the beginning of one; NotFound says why there is none."""
    asked = asked.strip()
    for article in store.articles([asked]):
        return article
    if len(asked) >= SHORTEST:
        fitting = [name for name in store.article_ids() if name.startswith(asked.lower())]
        if len(fitting) == 1:
            return next(iter(store.articles(fitting)))
        if fitting:
            raise NotFound(f"{len(fitting)} articles begin with {asked!r}; give more of the id")
    for gone in store.removed():
        if gone.article == asked:
            raise NotFound(
                f"article {asked} was removed from this collection: {gone.reason or 'no reason given'}"
            )
    raise NotFound(
        f"no article {asked!r} in this collection; search for words of it, or look through the stories"
    )


def article_view(store: Store, article: Article, window: Span | None = None) -> ArticleView:
    """One article as its page shows it; of other articles only what renders the same utterances or shares its text.

    What there is very much of in a long text is read for one window of it.
    """
    counted = len(article.text) <= MOST_COUNTED
    bundle = next(iter(bundles(store, [article], PAGE_KINDS + (SOURCE_KINDS if counted else ()))))
    actors = actor_of(store, [article.id])
    traces = read_traces(store, [article.id])
    story = story_of(store, article.id)
    reviews = reviews_of(store, [article.id])
    lines = lines_of((traces.of(one) for one in renderings(bundle, actors)), reviews)
    there = {line.rendering.attribution.id for line in lines}
    places = list(store.values(Mention, "id", "start", "end", "type", "form", articles=[article.id]))
    shared = shared_with(store, article)
    first, last = window or Span(0, len(article.text))
    texts = store.revisions(article.id)
    compared = {row[0] for row in store.values(Evidence, "comparison", articles=[article.id])}
    return ArticleView(
        article=article,
        bundle=bundle,
        story=story,
        lines=tuple(sorted(lines, key=lambda line: (line.rendering.span, line.rendering.attribution.id))),
        rejected=tuple(_rejected(reviews, there)),
        rejected_times=tuple(
            row
            for row in store.rows(ReviewedTime, articles=[article.id])
            if row.kind == "reject" and row.effect == "followed"
        ),
        others=_others(store, article, lines, story, traces),
        shared=_shared(article, shared),
        sources=source_row(bundle, actors, shared) if counted else None,
        actors=actors,
        mentions=tuple(
            Mention(id=name, article=article.id, start=start, end=end, type=kind, form=form)
            for name, start, end, kind, form in places
            if start < last and end > first
        ),
        names=len(places),
        discrepancies=len(compared),
        texts=len(texts),
        came_in=(texts[0].added_at, texts[-1].added_at) if texts else ("", ""),
        named_by=next(iter(store.links(articles=[article.id])), None),
        page=next(iter(store.articles([article.parent])), None) if article.parent else None,
        blocks=_blocks(store, article),
    )


def _blocks(store: Store, article: Article) -> tuple[Article, ...]:
    """The blocks of a live page, which says in a note that it is one: no other article is asked for them."""
    if LIVE_PAGE not in article.notes:
        return ()
    found = store.articles(store.blocks_of(article.id))
    return tuple(sorted(found, key=lambda one: (one.published_latest or "", one.id), reverse=True))


def story_of(store: Store, article: str) -> Story | None:
    """The story that an article is part of; None: of none."""
    for member in store.rows(StoryMember, articles=[article]):
        for story in store.rows(Story, ids=[member.story]):
            return story
    return None


def _rejected(reviews: Mapping[str, Sequence[ReviewedAttribution]], there: set[str]) -> list[Rejected]:
    """Attributions that are gone because somebody rejected them, each with the latest review that did."""
    found = []
    for attribution, rows in reviews.items():
        against = [row for row in rows if row.kind == "reject" and row.effect == "followed"]
        if attribution not in there and against:
            found.append(Rejected(Span(against[-1].start, against[-1].end), against[-1]))
    return sorted(found, key=lambda one: (one.span, one.review.attribution))


def _others(
    store: Store, article: Article, lines: Sequence[Line], story: Story | None, traces: Traces
) -> dict[str, Others]:
    """For each attribution the other renderings of its utterance, the likest first; columns alone are read of them."""
    mine = {name: member.utterance for name, member in traces.members.items()}
    if story is None or not mine:
        return {}
    wanted = set(mine.values())
    columns = ("article", "attribution", "utterance", "score")
    found: dict[str, list[tuple[int, str, str]]] = {}
    for where, name, utterance, score in store.values(UtteranceMember, *columns, articles=story.articles):
        if utterance in wanted:
            found.setdefault(utterance, []).append((-(score or 0), where, name))
    chosen = {name: _chosen(found.get(utterance, ()), name, article.id) for name, utterance in mine.items()}
    ids = sorted({where for shown in chosen.values() for _, where, _ in shown})
    if not ids:
        return {}
    articles = {one.id: one for one in store.articles(ids)}
    decode = codec(Attribution).decode
    names = {name for shown in chosen.values() for *_, name in shown}
    said = {
        row[0]: decode(row)
        for row in store.values(Attribution, *codec(Attribution).names, articles=ids)
        if row[0] in names
    }
    speakers = {
        row[0]: (row[1], row[2])
        for row in store.values(Speaker, "attribution", "name", "basis", articles=ids)
        if row[0] in names
    }
    made: dict[str, Others] = {}
    for line in lines:
        name = line.rendering.attribution.id
        here = spoken(article.text, line.rendering.attribution.content)
        shown = []
        for _, where, other in chosen.get(name, ()):
            if where in articles and other in said:
                text, content = articles[where].text, said[other].content
                marks = only_there(here, spoken(text, content))
                who, basis = speakers.get(other, ("", None))
                span = Span(min(part[0] for part in content), max(part[1] for part in content))
                shown.append(
                    Other(articles[where], other, span, who, basis, marked_pieces(text, content, marks))
                )
        if shown:
            made[name] = Others(tuple(shown), len(found.get(mine[name], ())) - 1)
    return made


def _chosen(found: Sequence[tuple[int, str, str]], name: str, article: str) -> list[tuple[int, str, str]]:
    """The renderings shown beside one: those of other articles first."""
    others = [one for one in found if one[2] != name]
    return sorted(others, key=lambda one: (one[1] == article, one))[:MOST_OTHERS]


def _shared(article: Article, parts: Sequence[SharedWith]) -> tuple[SharedHere, ...]:
    """Every stretch that another article has, with where it stands there."""
    found = []
    for part in parts:
        for row in part.passages:
            a, b = Span(row.a_start, row.a_end), Span(row.b_start, row.b_end)
            here, there = (a, b) if row.a_article == article.id else (b, a)
            found.append(SharedHere(here, part.other, there, row))
    return tuple(sorted(found, key=lambda one: (one.span, one.other.id, one.passage.id)))


def names_of(view: ArticleView) -> dict[str, Entity]:
    """The entity of each mention of the article, by the mention's id."""
    return {mention: entity for entity in reversed(held(view.bundle, Entity)) for mention in entity.mentions}
