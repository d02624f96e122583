"""Whether two names can be one's: names that share a word, or sound alike, are never held against each other."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.records import Entity
from sayso.spans import Span, overlap
from sayso.words.forms import read_words

# Letters that two words of one actor's names have in common (Indel similarity) from which they are one word spelt
# differently: "Mohammed" and "Muhammad" have 0.75, "Qadhafi" and "Gaddafi" 0.71; below, given names begin to be mixed up.
SPELLING = 0.7
# The same where they begin otherwise: "Evgeniy" and "Yevgeny" have 0.86, "Anthony" and "Tony" 0.73.
OTHER_LETTER = 0.75
LEAST_LETTERS = 4
# Characters of the longest name; what is longer is a text taken for one.
LONGEST = 300
# Small words of names, and forms of address, that say nothing of who it is.
PARTICLES = frozenset(
    "al el ul ad an as ash at abu bin ibn ben de der den di da dos del della du la le van von zu the of st jr sr ii iii iv "
    "mr mrs ms miss dr sir dame lord lady prof sen rep gov gen lt col capt sgt".split()
)
# What kind of thing a place and a body are is often told wrong, a person less so.
KINDS: Mapping[str, str] = {
    "person": "person",
    "organization": "body",
    "government": "body",
    "group": "body",
    "place": "place",
}


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something at one place of an article: the words of the name there, and the entity behind it."""

    article: ArticleReading
    entity: Entity
    span: Span

    @property
    def kind(self) -> str:
        """What it is, as `KINDS` has it; nothing for what stands there under no kind."""
        return KINDS.get(self.entity.type, "")

    @property
    def actor(self) -> str:
        """The actor behind the entity; the entity itself where there is none."""
        return self.article.actors.get(self.entity.id, self.entity.id)


def named_in(article: ArticleReading, span: Span) -> list[Named]:
    """The named entities of which a name touches a span, in reading order."""
    first = bisect_left(article.names, span.start - LONGEST, key=_start)
    last = bisect_left(article.names, span.end, key=_start)
    return [
        Named(article, entity, place) for place, entity in article.names[first:last] if overlap(place, span)
    ]


def _start(name: tuple[Span, Entity]) -> int:
    return name[0].start


def name_words(text: str) -> tuple[str, ...]:
    """The folded words of a name but for small ones; a possessive's "s" is cut off."""
    text = text.replace("’s", "").replace("'s", "")
    return tuple(form for form in read_words(text).forms if form not in PARTICLES)


def are_spellings(one: str, two: str) -> bool:
    """Whether two folded words may be one name, spelt differently."""
    if min(len(one), len(two)) < LEAST_LETTERS or one == two:
        return one == two
    return Indel.normalized_similarity(one, two) >= (SPELLING if one[0] == two[0] else OTHER_LETTER)


def may_be_one(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two names, as words, may be names of one: nothing differs but spelling, initials, short forms, left-out words."""
    mine, other = (
        [word for word in words if word not in others] for words, others in ((one, two), (two, one))
    )
    if not mine or not other:
        return True
    if any(are_spellings(x, y) or x.startswith(y) or y.startswith(x) for x in mine for y in other):
        return True
    initials = ["".join(word[0] for word in words) for words in (one, two)]
    return initials[0] in two or initials[1] in one or "".join(one) == "".join(two)


def surely_two(story: StoryReading, one: Named, two: Named) -> bool:
    """Whether two names are those of two: unlike, and told apart by some article or in full on both sides."""
    if "" in {one.kind, two.kind} or one.actor == two.actor:
        return False
    if any(named.article.stops_at(named.span) for named in (one, two)):
        return False
    full = name_words(one.entity.name), name_words(two.entity.name)
    here = [name_words(named.article.words(named.span)) for named in (one, two)]
    if any(may_be_one(x, y) for x in (full[0], here[0]) for y in (full[1], here[1])):
        return False
    if min(map(len, full)) >= 2:
        return True
    actors = {one.actor, two.actor}
    return any(actors <= set(article.actors.values()) for article in story.articles.values())


def is_absent(named: Named, other: Named, article: ArticleReading) -> bool:
    """Whether an article never names somebody, nor has any of the words that tell his name from the other's.

    Of an article of which only a part is here nobody can say that.
    """
    if article.article.in_part or named.actor in article.actors.values():
        return False
    telling = set(name_words(named.entity.name)) - set(name_words(other.entity.name))
    return not telling & set(read_words(article.text).forms)
