"""Spellings: one actor whose name the reports of a story write in different letters; told once a pair, and no alarm."""

from collections.abc import Iterator, Mapping, Sequence

from sayso.compare.discrepancies.finding import Finding, Side
from sayso.compare.discrepancies.gaps import fill
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.persons import KINDS, are_spellings, name_words
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.spans import Span

SCORE = 850
Spelt = dict[str, dict[str, tuple[ArticleReading, Span]]]
"""By folded word of an actor's name: where each article writes it first."""


def find_spellings(story: StoryReading, _meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """Pairs of words of one actor's names that are one word in different letters, until all articles are told of."""
    for actor, spelt in sorted(_spelt(story).items()):
        whole = _names(story, actor)
        words = sorted(spelt)
        pairs = [
            (one, two)
            for number, one in enumerate(words)
            for two in words[number + 1 :]
            if _is_other_spelling(one, two, whole)
        ]
        told: set[str] = set()
        for one, two in sorted(pairs, key=lambda pair: (-len(spelt[pair[0]]) - len(spelt[pair[1]]), pair)):
            articles = {*spelt[one], *spelt[two]}
            if not articles <= told:
                told |= articles
                yield _finding(one, two, spelt)


def _spelt(story: StoryReading) -> Mapping[str, Spelt]:
    found: dict[str, Spelt] = {}
    for article in story.articles.values():
        for entity in article.entities.values():
            if not entity.named or entity.type not in KINDS or entity.id not in article.actors:
                continue
            places = sorted(
                Span(mention.start, mention.end)
                for mention in (article.mentions[one] for one in entity.mentions if one in article.mentions)
                if mention.form == "name" and "," not in article.text[mention.start : mention.end]
            )
            spelt = found.setdefault(article.actors[entity.id], {})
            for place in places:
                for word in name_words(article.words(place)):
                    spelt.setdefault(word, {}).setdefault(article.article.id, (article, place))
    return found


def _names(story: StoryReading, actor: str) -> list[frozenset[str]]:
    """The names of an actor, each as its words."""
    return [
        frozenset(name_words(entity.name))
        for article in story.articles.values()
        for entity in article.entities.values()
        if article.actors.get(entity.id) == actor
    ]


def _is_other_spelling(one: str, two: str, names: Sequence[frozenset[str]]) -> bool:
    """Whether two words are one: alike, no ending apart ("Iraq", "Iraqi"), and never two words of one name."""
    return (
        are_spellings(one, two)
        and not one.startswith(two)
        and not two.startswith(one)
        and not any({one, two} <= name for name in names)
        and _one_english(one) != _one_english(two)
    )


def _one_english(word: str) -> str:
    """A word as it is in British and in American English ("organisation", "centre", "harbour")."""
    return word.replace("z", "s").replace("tre", "ter").replace("our", "or")


def _finding(one: str, two: str, spelt: Spelt) -> Finding:
    sides = [tuple(_side(*spelt[word][article]) for article in sorted(spelt[word])) for word in (one, two)]
    inside = {side.article for side in sides[0]} == {side.article for side in sides[1]} and len(sides[0]) == 1
    shown = [side[0].value for side in sides]
    return Finding(
        slot="name",
        difference="naming",
        level="inside" if inside else "between",
        about=shown[0],
        sides=(sides[0], sides[1]),
        score=SCORE,
        reasons=(f"one actor, written “{shown[0]}” and “{shown[1]}”",),
    )


def _side(article: ArticleReading, span: Span) -> Side:
    return fill(article, span, article.words(span).removesuffix("'s").removesuffix("’s"))
