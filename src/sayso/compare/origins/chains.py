"""CHAINS: for each rendering of an utterance the steps by which it came, and which of them this collection holds.

A carrier that is named but of which the story has no article with the utterance is credited, not held. The chain goes
on in the article that is held: its own steps are those of its own rendering.
"""

from collections.abc import Callable, Iterator, Sequence

from sayso.compare.origins.steps import read_told, steps_of
from sayso.ids import make_id
from sayso.records import (
    Article,
    Attribution,
    Credit,
    Detail,
    Hop,
    Sentence,
    SharedPassage,
    Speaker,
    StoryMember,
    UtteranceMember,
)
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Group, Key, Member
from sayso.words.outlets import same_outlet


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands an article with renderings to its story."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        if bundle[UtteranceMember]:
            for member in bundle[StoryMember]:
                yield Key(member.story)

    return keys


def open_chains(_settings: Settings) -> Callable[[str, Sequence[Member]], list[Hop]]:
    """Return the function that lists the steps of all renderings of one story."""

    def chains(_story: str, members: Sequence[Member]) -> list[Hop]:
        bundles = [member.bundle for member in members if member.bundle is not None]
        articles = {bundle.article.id: bundle.article for bundle in bundles}
        outlets = {article: row.outlet for article, row in articles.items()}
        holders: dict[str, list[Article]] = {}
        for bundle in bundles:
            for utterance in dict.fromkeys(row.utterance for row in bundle[UtteranceMember]):
                holders.setdefault(utterance, []).append(bundle.article)
        rows: list[Hop] = []
        for bundle in bundles:
            sentences = [Span(row.start, row.end) for row in bundle[Sentence]]
            told = read_told(bundle, outlets, sentences)
            for member in bundle[UtteranceMember]:
                attribution = told.attributions.get(member.attribution)
                if attribution is None:
                    continue
                for number, step in enumerate(steps_of(attribution, told), start=1):
                    held = _held(step.carrier, bundle.article, holders[member.utterance])
                    rows.append(
                        Hop(
                            id=make_id("Hop", attribution.id, step.basis, step.span),
                            article=bundle.article.id,
                            attribution=attribution.id,
                            utterance=member.utterance,
                            step=number,
                            carrier=step.carrier,
                            start=step.span.start,
                            end=step.span.end,
                            held=held.id if held else None,
                            basis=step.basis,
                            suggested=step.suggested,
                            why=step.why,
                        )
                    )
        return rows

    return chains


def _held(carrier: str, article: Article, holders: Sequence[Article]) -> Article | None:
    """The article of a carrier that has the same utterance: the earliest, then the one with the smallest id."""
    found = [
        other
        for other in holders
        if other.id != article.id and other.outlet is not None and same_outlet(carrier, other.outlet)
    ]
    return min(found, key=lambda one: (one.day_from or "~", one.id), default=None)


CHAINS = Group(
    name="chains",
    version=1,
    reads=(
        Article,
        Sentence,
        Attribution,
        Speaker,
        Detail,
        Credit,
        SharedPassage,
        StoryMember,
        UtteranceMember,
    ),
    writes=(Hop,),
    keys=open_keys,
    make=open_chains,
    gathers="bundle",
    carries=(Article, Sentence, Attribution, Speaker, Detail, Credit, SharedPassage, UtteranceMember),
    asks=(UtteranceMember, StoryMember),
)
