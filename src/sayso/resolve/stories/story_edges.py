"""Which articles may tell one story: those that share a telling term and are alike in all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from sayso.ids import make_id
from sayso.records import Article, Mark, Review, StoryEdge, StoryPart
from sayso.resolve.stories.terms import cosine, pack, read_terms, unpack
from sayso.reviews.log import story_pairs
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member, Whole
from sayso.words.commonness import commonness

# How many of an article's terms it is known by. Of the pairs of one story above the threshold below, 16 find all
# but one in a hundred (tuning part of the stories).
KEYS = 16
# Alike enough to be looked at together, in thousandths; the stories themselves are cut at a higher value.
EDGE = 120
# A key that more articles share tells nothing, in whatever collection; it is dropped and counted.
CAP = 400
# Days after which half of what time can take away is gone, the least that is left of a likeness however far apart
# two articles are (thousandths: an old story may wake up), and what is left when a date is unknown.
HALF_DAYS, LEAST_LEFT, UNDATED_LEFT = 10, 200, 900


def when(article: Article) -> tuple[int, int] | None:
    """The days between which an article was published, as ordinals; None when nothing is known."""
    days = [value[:10] for value in (article.published_earliest, article.published_latest) if value]
    try:
        ordinals = [date.fromisoformat(value).toordinal() for value in days]
    except ValueError:
        return None
    return (min(ordinals), max(ordinals)) if ordinals else None


def in_time(score: int, one: Sequence[int] | None, two: Sequence[int] | None) -> int:
    """A likeness less what the days between two articles take from it, in thousandths."""
    if not one or not two:
        return score * UNDATED_LEFT // 1000
    days = max(0, one[0] - two[1], two[0] - one[1])
    left = LEAST_LEFT + (1000 - LEAST_LEFT) * HALF_DAYS // (HALF_DAYS + days)
    return score * left // 1000


def key_terms(terms: Mapping[str, int]) -> list[str]:
    """The terms that an article is known by, the rarest in general first."""
    known = commonness()
    return sorted(list(terms)[:KEYS], key=lambda root: (known.buckets.get(root, 0), root))


def open_edge_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands an article's terms and days to the group of each of its key terms."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        terms = read_terms(bundle.article, bundle[Mark])
        payload = [pack(terms), when(bundle.article)]
        for root in key_terms(dict(terms)):
            yield Key(root, payload)

    return keys


def open_story_edges(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[StoryEdge]]:
    """Return the function that joins articles of one key term that are alike."""

    def edges(key: str, members: Sequence[Member]) -> Iterator[StoryEdge]:
        read = []
        for member in members:
            terms, known_by = _known_by(member.payload[0])
            read.append(
                (member.article, terms, frozenset(known_by[: known_by.index(key)]), member.payload[1])
            )
        for i, (one, terms_one, before_one, when_one) in enumerate(read):
            for two, terms_two, before_two, when_two in read[i + 1 :]:
                # Each pair has its edge from the group of its first common key alone.
                if not before_one.isdisjoint(before_two):
                    continue
                alike = cosine(terms_one, terms_two)
                score = in_time(alike, when_one, when_two)
                if score >= EDGE:
                    yield StoryEdge(
                        id=make_id("StoryEdge", one, two),
                        article=one,
                        other=two,
                        score=score,
                        reasons=_reasons(terms_one, terms_two, alike, score),
                    )

    return edges


@lru_cache(maxsize=1024)  # an article is in a group of each of its key terms; so many hold some 10 MB
def _known_by(packed: str) -> tuple[Mapping[str, int], list[str]]:
    """The terms of an article, and those that it is known by."""
    terms = unpack(packed)
    return terms, key_terms(terms)


def _reasons(one: Mapping[str, int], two: Mapping[str, int], alike: int, score: int) -> tuple[str, ...]:
    shared = sorted((root for root in one if root in two), key=lambda root: (-one[root] * two[root], root))
    reasons = ["share " + ", ".join(shared[:6]), f"alike in words {alike}"]
    if score != alike:
        reasons.append(f"less for the days between them {alike - score}")
    return tuple(reasons)


def article_node(bundle: Bundle) -> Iterable[str]:
    """The article itself: every article is in some story, if only its own."""
    return (bundle.article.id,)


def edge_pairs(bundle: Bundle) -> Iterable[tuple[str, str]]:
    """The pairs of articles that the article's story edges join, and those that people say tell one story."""
    yield from ((edge.article, edge.other) for edge in bundle[StoryEdge])
    yield from ((pair.entity, pair.other_entity) for pair in story_pairs(bundle[Review]) if pair.same)


def open_parts(component: str, nodes: Sequence[tuple[str, str]]) -> Iterator[StoryPart]:
    """The component that each article lies in."""
    for article, _ in nodes:
        yield StoryPart(id=make_id("StoryPart", article), article=article, component=component)


STORY_EDGES = Group(
    name="story_edges",
    version=2,
    reads=(Article, Mark),
    writes=(StoryEdge,),
    keys=open_edge_keys,
    make=open_story_edges,
    cap=CAP,
    least=2,
)

STORY_PARTS = Whole(
    name="story_parts",
    version=1,
    reads=(StoryEdge, Review),
    writes=(StoryPart,),
    nodes=article_node,
    edges=edge_pairs,
    make=open_parts,
)
