"""Which two things a person wants made one or kept apart: names of actors, articles of stories, reviews by id.

What a person types (a name, an actor's id, a name in one article) becomes an anchor: words of an article. Derived ids
are never kept.
"""

from collections.abc import Sequence
from typing import NamedTuple

from sayso.errors import NotFound
from sayso.publish.reviews.targets import LEAST_ID, find_article
from sayso.publish.views.actors import one_actor
from sayso.publish.views.lookup import name_fit, name_words
from sayso.publish.views.stories import actor_of
from sayso.publish.words.phrases import one_line
from sayso.records import Anchor, Entity, Mention, Review
from sayso.reviews.anchors import make_anchor, whole_anchor
from sayso.reviews.log import taken_back
from sayso.spans import Span
from sayso.store.protocol import Store

AT = "@"
"""Between a name and the article in which it stands: Wren@1f2e3d4c."""


class Meant(NamedTuple):
    """What a person means: an actor, and those of its entities whose name fits best to what was typed."""

    asked: str
    actor: str
    entities: tuple[Entity, ...]


def actor_anchors(store: Store, a: str, b: str) -> tuple[Anchor, Anchor]:
    """The words at which a review of what was typed points; NotFound when it is not clear who is meant."""
    one, two = meant(store, a), meant(store, b)
    left = [entity for entity in one.entities if entity not in two.entities]
    right = [entity for entity in two.entities if entity not in one.entities]
    if not left and not right:
        raise NotFound(
            f"{a!r} and {b!r} are the same names of one actor ({one.actor}); say which are meant by the article: "
            f"NAME{AT}ARTICLE, with ids as `sayso actor {one.actor} --format csv` gives them"
        )
    # where one is among the other's, it is told from the rest of them
    left, right = left or list(one.entities), right or list(two.entities)
    return _anchor(store, _shown(left, one)), _anchor(store, _shown(right, two))


def meant(store: Store, asked: str) -> Meant:
    """Who is meant by an actor's id, by a name that answers to one actor, or by NAME@ARTICLE; NotFound when unclear."""
    name, at, article = asked.rpartition(AT)
    if at and name.strip() and article.strip():
        return _within(store, asked, name.strip(), article.strip())
    actor = one_actor(store, asked)
    ids = [entity for entity, one in actor_of(store).items() if one == actor.id]
    of_actor = list(store.rows(Entity, ids=ids))
    best = max((_fit(asked, entity) for entity in of_actor), default=0)
    fitting = tuple(entity for entity in of_actor if _fit(asked, entity) == best)
    return Meant(asked, actor.id, fitting)


def _fit(asked: str, entity: Entity) -> int:
    words = name_words(asked)
    return name_fit(words, name_words(entity.name)) if words else 0


def _within(store: Store, asked: str, name: str, article: str) -> Meant:
    """An entity by its name in one article (an id, the beginning of one, or a file name)."""
    articles = [find_article(store, article).id]
    here = list(store.rows(Entity, articles=articles))
    best = max((_fit(name, entity) for entity in here), default=0)
    found = [entity for entity in here if best and _fit(name, entity) == best]
    if len(found) != 1:
        names = ", ".join(sorted({entity.name for entity in (found or here) if entity.named}))
        raise NotFound(
            f"{asked!r}: {len(found)} names in that article answer to {name!r}; they are {names or 'none'}"
        )
    return Meant(asked, actor_of(store, articles).get(found[0].id, found[0].id), (found[0],))


def _shown(entities: Sequence[Entity], of: Meant) -> Entity:
    """The entity that stands for all that are meant: the actor's own where it is among them, else the most named."""
    return min(entities, key=lambda entity: (entity.id != of.actor, -len(entity.mentions), entity.id))


def _anchor(store: Store, entity: Entity) -> Anchor:
    """The first words in the article that give the entity's name in full; else its first name, else any mention."""
    [article] = store.articles([entity.article])
    spans = sorted(
        (mention.form != "name", Span(mention.start, mention.end))
        for mention in store.rows(Mention, articles=[entity.article])
        if mention.id in entity.mentions
    )
    if not spans:
        raise NotFound(f"{entity.name!r} stands nowhere in article {entity.article}; run `sayso doctor`")
    wanted = one_line(entity.name)
    full = [span for _, span in spans if one_line(article.text[span.start : span.end]) == wanted]
    return make_anchor(article.id, article.text, full[0] if full else spans[0][1])


def story_anchors(store: Store, a: str, b: str) -> tuple[Anchor, Anchor]:
    """Two whole articles, by id, the beginning of one, or file name; NotFound when they are not two."""
    one, two = find_article(store, a), find_article(store, b)
    if one.id == two.id:
        raise NotFound(f"{a!r} and {b!r} are one article; name two")
    return whole_anchor(one.id), whole_anchor(two.id)


def one_review(store: Store, asked: str) -> Review:
    """A review by its id or the beginning of it; NotFound when there is none or several, or when it is taken back."""
    reviews = store.reviews()
    found = [
        review
        for review in reviews
        if review.id == asked or (len(asked) >= LEAST_ID and review.id.startswith(asked.lower()))
    ]
    if len(found) != 1:
        many = "no review" if not found else f"{len(found)} reviews"
        raise NotFound(f"{many} with the id {asked!r}; `sayso review list` shows them")
    by = taken_back(reviews).get(found[0].id)
    if by is not None:
        raise NotFound(f"review {found[0].id} is taken back already; `sayso review undo {by}` brings it back")
    return found[0]
