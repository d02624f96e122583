"""Stories: articles about one running story, and its phases, the bursts in which it was told.

A touched component is clustered again from scratch in canonical order (published day or none, article id), so the
same articles make the same stories whatever the order of their arrival.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sayso.ids import make_id
from sayso.records import Article, Embedding, Mark, Review, Story, StoryEdge, StoryMember, StoryPart
from sayso.resolve.stories.likeness import Told
from sayso.resolve.stories.membership import clusters, joined, settled_of
from sayso.resolve.stories.story_edges import EDGE, when
from sayso.resolve.stories.terms import pack, read_head, read_terms, unpack
from sayso.resolve.stories.titles import first_line, headline_of
from sayso.reviews.log import ArticlePair, story_pairs
from sayso.settings import Settings
from sayso.stage import Bundle, Group, Key, Member
from sayso.words.vectors import unpack as unpack_vector

# Two groups of articles are one story while they are alike by this much on average, in thousandths
# (`python eval/stories.py`: 60 and 100 give two to four points less pairwise F1).
JOIN = 80
# A story that rests for more than this many days and is told again is in a new phase.
REST_DAYS = 14
# A component of more articles is cut along its weaker edges, this much at a time, until its parts are smaller:
# the table of likenesses grows with the square (3,000 articles: 72 MB).
LARGEST, STEP = 3000, 20


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands an article to its component."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        article, marks = bundle.article, bundle[Mark]
        vectors = [row.vector for row in bundle[Embedding] if row.attribution is None]
        edges = {
            edge.other if edge.article == article.id else edge.article: edge.score
            for edge in bundle[StoryEdge]
        }
        terms, heads = pack(read_terms(article, marks)), pack(read_head(article, marks))
        headed = headline_of(article, marks)
        line = "" if headed else first_line(article, marks)
        said = story_pairs(bundle[Review])
        for part in bundle[StoryPart]:
            yield Key(part.component, [terms, heads, when(article), headed, line, edges, said, *vectors])

    return keys


def open_stories(_settings: Settings) -> Callable[[str, Sequence[Member]], Iterator[Story | StoryMember]]:
    """Return the function that clusters one component into stories."""

    def stories(_component: str, members: Sequence[Member]) -> Iterator[Story | StoryMember]:
        told = in_order([told_of(member) for member in members])
        settled = settled_of(told)
        # people may have joined what no edge does: that must not change how the rest is clustered
        bridged = any(pair.same for one in told for pair in one.reviews)
        parts = connected(told, EDGE) if bridged else [told]
        found = [
            story
            for part in parts
            for small in map(in_order, _small_enough(part, EDGE))
            for story in clusters(small, settled, JOIN)
        ]
        order = {one.article: at for at, one in enumerate(told)}
        for story, alike in joined(found, settled, JOIN, order):
            yield from _story(story, alike)

    return stories


def in_order(told: Sequence[Told]) -> list[Told]:
    """Articles by published day, those without one last, then by id: the order in which they are clustered."""
    return sorted(told, key=lambda one: (one.days is None, one.days or (0, 0), one.article))


def told_of(member: Member) -> Told:
    """What a member of a component handed over."""
    terms, heads, days, title, line, edges, said, *vectors = member.payload
    return Told(
        article=member.article,
        terms=unpack(terms),
        head=unpack(heads),
        days=(days[0], days[1]) if days else None,
        title=title,
        line=line,
        edges=edges,
        vector=unpack_vector(vectors[0]) if vectors else None,
        reviews=tuple(ArticlePair(*pair) for pair in said),
    )


def _small_enough(told: Sequence[Told], least: int) -> list[list[Told]]:
    """The articles in parts of at most `LARGEST`, along ever stronger edges."""
    if len(told) <= LARGEST:
        return [list(told)]
    return [small for part in connected(told, least) for small in _small_enough(part, least + STEP)]


def connected(told: Sequence[Told], least: int) -> list[list[Told]]:
    """The articles by what edges of at least this likeness connect."""
    by_id = {one.article: one for one in told}
    parts, seen = [], set()
    for first in sorted(by_id):
        if first in seen:
            continue
        part, waiting = [], [first]
        seen.add(first)
        while waiting:
            one = by_id[waiting.pop()]
            part.append(one)
            new = [o for o, score in one.edges.items() if score >= least and o in by_id and o not in seen]
            seen.update(new)
            waiting += new
        parts.append(part)
    return parts


def _story(told: Sequence[Told], alike: NDArray[np.int64]) -> Iterator[Story | StoryMember]:
    ids = tuple(sorted(one.article for one in told))
    yield Story(id=ids[0], title=_title(told, alike), articles=ids)
    for phase in _phases(told, alike):
        dated = [told[number].days for number in phase]
        first = min((days[0] for days in dated if days), default=None)
        last = max((days[1] for days in dated if days), default=None)
        name = min(told[number].article for number in phase)
        for number in phase:
            yield StoryMember(
                id=make_id("StoryMember", told[number].article),
                article=told[number].article,
                story=ids[0],
                phase=name,
                phase_earliest=date.fromordinal(first).isoformat() if first else None,
                phase_latest=date.fromordinal(last).isoformat() if last else None,
            )


def _title(told: Sequence[Told], alike: NDArray[np.int64]) -> str:
    """The headline of the article that is most like all the others; of equals, of the earlier one, then by id."""
    headed = [number for number, one in enumerate(told) if one.title] or range(len(told))
    central = min(
        headed,
        key=lambda number: (
            int(alike[number, number] - alike[number].sum()),
            told[number].days is None,
            told[number].days or (0, 0),
            told[number].article,
        ),
    )
    return told[central].title or told[central].line


def _phases(told: Sequence[Told], alike: NDArray[np.int64]) -> list[list[int]]:
    """Articles by burst; an undated one goes with the dated article that it is most like."""
    dated = [(one.days, number) for number, one in enumerate(told) if one.days]
    if not dated:
        return [list(range(len(told)))]
    phases: list[list[int]] = []
    until = 0
    for days, number in sorted(dated):
        if not phases or days[0] - until > REST_DAYS:
            phases.append([])
        phases[-1].append(number)
        until = max(until, days[1])
    at = {number: phase for phase in phases for number in phase}
    for number, one in enumerate(told):
        if one.days is None:
            nearest = max((int(alike[number, other]), -other) for _, other in dated)[1]
            at[-nearest].append(number)
    return phases


STORIES = Group(
    name="stories",
    version=3,
    reads=(Article, Mark, Embedding, StoryEdge, StoryPart, Review),
    writes=(Story, StoryMember),
    keys=open_keys,
    make=open_stories,
)
