"""Tellings: clauses of two articles that tell the same deed of the same actors, in whatever words around."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.compare.discrepancies.persons import Named, named_in
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.compare.tables import table
from sayso.records import Clause
from sayso.spans import Span
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.forms import read_words

# Deeds that tell little: that two clauses have them in common says nothing.
LIGHT = frozenset(
    "say tell add be have do make take get go come give see know think want use ask call note speak state put keep let "
    "seem become begin start continu follow includ accord expect believ need hop try feel look show work meet".split()
)
# A deed of one actor is compared between so many clauses; more are habits, or a live report.
MOST = 12
# Words rarer than in one of twelve articles count as shared: commoner ones stand in reports of any two events. Set by
# judgement on tuning events; no sweep.
RARE = 2.5


@dataclass(frozen=True, slots=True)
class Told:
    """One clause made ready for comparing: who is named in it, and the rarer stems of its arguments."""

    article: ArticleReading
    clause: Clause
    verb: str
    agent: Named | None
    patient: Named | None
    roots: frozenset[str]

    @property
    def voice(self) -> str:
        """Whose words the clause is."""
        return self.article.voice(self.clause.attribution)

    def shared(self, other: "Told") -> int:
        """How many rarer stems both have, besides the names of who did it and to whom."""
        return len(self.roots & other.roots)

    def same_agent(self, other: "Told") -> bool:
        """Whether one actor does both."""
        return self.agent is not None and other.agent is not None and self.agent.actor == other.agent.actor

    def same_patient(self, other: "Told") -> bool:
        """Whether one actor undergoes both."""
        return (
            self.patient is not None
            and other.patient is not None
            and self.patient.actor == other.patient.actor
        )

    def same_actors(self, other: "Told") -> bool:
        """Whether one actor does both, and no two different ones undergo them."""
        if not self.same_agent(other):
            return False
        return self.patient is None or other.patient is None or self.same_patient(other)

    def crossed(self, other: "Told") -> bool:
        """Whether who does the one undergoes the other, both ways."""
        if not (self.agent and self.patient and other.agent and other.patient):
            return False
        return (
            self.agent.actor != self.patient.actor
            and self.agent.actor == other.patient.actor
            and self.patient.actor == other.agent.actor
        )


def pairs_of_tellings(story: StoryReading) -> Iterator[tuple[Told, Told]]:
    """Pairs of clauses with one deed, or with opposite ones, and an actor in common, told in one voice as so."""
    deeds: dict[tuple[str, str], list[Told]] = {}
    names = _pairs_of_verbs()
    for article in story.articles.values():
        for told in _tellings(article):
            actors = {named.actor for named in (told.agent, told.patient) if named is not None}
            for actor in sorted(actors):
                for name in (told.verb, *names.get(told.verb, ())):
                    deeds.setdefault((name, actor), []).append(told)
    seen: set[tuple[str, str]] = set()
    for key in sorted(deeds):
        group = deeds[key]
        if len(group) > MOST:
            continue
        for number, one in enumerate(group):
            for two in group[number + 1 :]:
                pair = (one.clause.id, two.clause.id)
                if pair not in seen and one.article is not two.article and one.voice == two.voice:
                    seen.add(pair)
                    yield one, two


def _tellings(article: ArticleReading) -> Iterator[Told]:
    for clause in article.clauses:
        if clause.reality != "told" or clause.verb in LIGHT:
            continue
        agent, patient = (
            _named(article, span, entity)
            for span, entity in (
                (clause.agent, clause.agent_entity),
                (clause.patient, clause.patient_entity),
            )
        )
        if agent or patient:
            yield Told(
                article, clause, clause.verb, agent, patient, _roots(article, clause, (agent, patient))
            )


def _named(article: ArticleReading, span: Span | None, entity: str | None) -> Named | None:
    """The named entity that an argument is; what a pronoun or a description stands for counts as well."""
    found = article.entities.get(entity or "")
    if span is None or found is None or not found.named:
        return None
    return next((named for named in named_in(article, span) if named.entity.id == entity), None)


def _roots(article: ArticleReading, clause: Clause, without: Sequence[Named | None]) -> frozenset[str]:
    common, skipped = commonness(), function_words()
    gone = [named.span for named in without if named is not None]
    roots = set()
    for span in (clause.agent, clause.patient, *clause.others):
        if span is None:
            continue
        found = read_words(article.text[span.start : span.end])
        for form, start in zip(found.forms, found.starts, strict=True):
            at = span.start + start
            root = stem(form)
            if (
                form not in skipped
                and not form[0].isdigit()
                and not any(one.start <= at < one.end for one in gone)
                and common.weight(root) >= RARE
            ):
                roots.add(root)
    return frozenset(roots)


def _pairs_of_verbs() -> Mapping[str, tuple[str, ...]]:
    """A name for each pair of opposite deeds, by the stem of either."""
    found: dict[str, tuple[str, ...]] = {}
    for number, sides in enumerate(table("opposites.tsv")):
        for word in (word for side in sides for word in side.split()):
            found[stem(word)] = (*found.get(stem(word), ()), f"{number}")
    return {word: tuple(sorted(set(names))) for word, names in found.items()}
