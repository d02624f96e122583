"""Spellings: one actor whose name the reports of a story write in different letters; told once a pair, and no alarm."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.gaps import fill
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.persons import KINDS, are_spellings, name_words
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.spans import Span

# Whether two names are one actor's is what actors are made by; how he is spelt can be seen. Set by judgement.
SCORE = 850


class Written(NamedTuple):
    """An actor's name at one place, and its folded words."""

    article: ArticleReading
    span: Span
    words: tuple[str, ...]


def find_spellings(story: StoryReading, _meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """The spellings of each actor's name, where a word of it is written in several."""
    told: set[frozenset[str]] = set()
    names = _names(story)
    for actor, written in sorted(_written(story).items()):
        whole = names.get(actor, [])
        words = sorted({word for one in written for word in one.words})
        differing = {
            word
            for number, one in enumerate(words)
            for two in words[number + 1 :]
            if _is_other_spelling(one, two, whole)
            for word in (one, two)
        }
        # "Marlow" and "Marlow Council" are spelt differently in one way.
        if differing and frozenset(differing) not in told:
            told.add(frozenset(differing))
            yield from _finding(written, differing)


def _written(story: StoryReading) -> Mapping[str, list[Written]]:
    """The names of each actor; those in capitals alone are acronyms or headlines."""
    found: dict[str, list[Written]] = {}
    for article in story.articles.values():
        for span, entity in article.names:
            text = article.words(span)
            if entity.type not in KINDS or entity.id not in article.actors or "," in text or text.isupper():
                continue
            found.setdefault(article.actors[entity.id], []).append(Written(article, span, name_words(text)))
    return found


def _names(story: StoryReading) -> Mapping[str, list[frozenset[str]]]:
    """The names of each actor, each as its words."""
    found: dict[str, list[frozenset[str]]] = {}
    for article in story.articles.values():
        for entity in article.entities.values():
            if entity.id in article.actors:
                found.setdefault(article.actors[entity.id], []).append(frozenset(name_words(entity.name)))
    return found


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


def _finding(written: Sequence[Written], differing: AbstractSet[str]) -> Iterator[Finding]:
    """One finding with a side for each way in which the words that differ are written."""
    whole = max(sum(word in differing for word in one.words) for one in written)
    ways: dict[tuple[str, ...], dict[str, Written]] = {}
    for one in written:
        way = tuple(word for word in one.words if word in differing)
        if len(way) == whole:
            ways.setdefault(way, {}).setdefault(one.article.article.id, one)
    if len(ways) < 2:
        return
    shown = {
        way: max((one.article.words(one.span) for one in places.values()), key=lambda name: (len(name), name))
        for way, places in ways.items()
    }
    shown = {way: name.removesuffix("'s").removesuffix("’s") for way, name in shown.items()}
    articles = {article for places in ways.values() for article in places}
    yield Finding(
        slot="name",
        difference="naming",
        level="inside" if len(articles) == 1 else "between",
        about=" / ".join(shown[way] for way in sorted(ways)),
        sides=tuple(
            tuple(fill(one.article, one.span, shown[way]) for _, one in sorted(ways[way].items()))
            for way in sorted(ways)
        ),
        score=SCORE,
        reasons=(f"one actor, written {', '.join(f'“{shown[way]}”' for way in sorted(ways))}",),
    )
