"""Names that look alike and are two, and names that look unlike and are one: invented, each pair in one story.

Mentions are given, so that only what makes actors is measured. `ONE` is there so that joining nobody is no answer.
"""

from collections.abc import Callable, Iterator, Sequence

from sayso.annotate.layout.marks import MARKS
from sayso.ids import make_id
from sayso.records import ActorMember, Article, Entity, StoryMember
from sayso.resolve.actors.actor_edges import ACTOR_EDGES, ACTOR_PARTS
from sayso.resolve.actors.actors import ACTORS
from sayso.resolve.actors.names import read_name
from sayso.resolve.reviews.pairs import REVIEWED_PAIRS
from sayso.settings import Settings
from sayso.stage import Bundle, Each
from sayso.testing import rebuilt
from sayso.testing.checks import make_article
from sayso.testing.plain import PLAIN_FLOW

TWO = (
    ("Qasim Haddun|person", "Qassim Tarifi|person"),
    ("Ilya Cherenov|person", "Oleg Cherenov|person"),
    ("Rana Petrov|person", "Rana Petrova|person"),
    ("Rana Kowalski|person", "Rana Kowalska|person"),
    ("John Reed|person", "John Reid|person"),
    ("Ali Hassan|person", "Ali Hussein|person"),
    ("Ali Mardin|person", "Ali Martin|person"),
    ("Kim Ryo Nam|person", "Kim Rae Nam|person"),
    ("Ivo Brand|person", "Ivo Brand Jr.|person"),
    ("Ivo R. Brand|person", "Ivo K. Brand|person"),
    ("Penn Ruddock|person", "Orla Penn|person"),
    ("Mohamed Tarifi|person", "Mahmoud Tarifi|person"),
    ("Angelo Vossi|person", "Angela Vossi|person"),
    ("Ada Brand|person", "Ivo and Ada Brand|person"),
    ("Al-Mirsad|outlet", "Al-Mirsal|group"),
    ("Free Vareth Army|group", "Army|organization"),
    ("Marsh Brotherhood|group", "Reed Brotherhood|group"),
    ("House Harvest Committee|organization", "Senate Harvest Committee|organization"),
    ("Niger|government", "Nigeria|government"),
    ("Oslo|place", "Norway|government"),
    ("Lisk Harrow|person", "Lisk Harrow|organization"),
    ("Harvest Front|group", "Harvest Front of Dolmin|group"),
)
ONE = (
    ("Samir Haddun|person", "Samir al-Hadun|person"),
    ("Rashid Mansuri|person", "Rashid Mansouri|person"),
    ("Ilya Cherenov|person", "Ilya Tcherenov|person"),
    ("Omar Velensky|person", "Omar Velenskyy|person"),
    ("Javad Tarif|person", "Mohammad Javad Tarif|person"),
    ("Orla Penn|person", "Penn|person"),
    ("Orla Penn-Rudd|person", "Penn-Rudd|person"),
    ("Tarek al-Voss|person", "Tarek al-\nVoss|person"),
    ("ORLA PENN|person", "Orla Penn|person"),
    ("Marsh Brotherhood|group", "Brotherhood|organization"),
    ("Fajr (Dawn) Alliance|group", "Dawn Alliance|group"),
    ("Vareth Harvest Organisation|organization", "Vareth Harvest Organization|organization"),
    ("Oslo|government", "Norway|government"),
    ("U.S.|government", "United States|place"),
    ("Lisk Hill School|organization", "Lisk Hill School|place"),
)


def measure() -> dict[str, float]:
    """How many of the pairs are right, in percent: of two and of one, and of all those by the exact name alone."""
    apart = sum(not joined(pair) for pair in TWO)
    together = sum(joined(pair) for pair in ONE)
    exact = sum(not _same_name(pair) for pair in TWO) + sum(_same_name(pair) for pair in ONE)
    return {
        "look-alikes kept apart": 100.0 * apart / len(TWO),
        "look-unlikes joined": 100.0 * together / len(ONE),
        "look-alikes and -unlikes, exact name": 100.0 * exact / (len(TWO) + len(ONE)),
    }


def joined(pair: Sequence[str]) -> bool:
    """Whether two mentions, each alone in an article of one story, become one actor."""
    articles = [make_article(number, f"[{mention}] spoke.") for number, mention in enumerate(pair)]
    stages = (MARKS, *PLAIN_FLOW, ONE_STORY, REVIEWED_PAIRS, ACTOR_EDGES, ACTOR_PARTS, ACTORS)
    made = rebuilt(articles, stages, Settings())
    entities = [row for row in made["Entity"] if isinstance(row, Entity)]
    actors = {row.entity: row.actor for row in made["ActorMember"] if isinstance(row, ActorMember)}
    return len({actors[entity.id] for entity in entities}) == 1


def _same_name(pair: Sequence[str]) -> bool:
    return len({read_name(mention.partition("|")[0]).key for mention in pair}) == 1


def open_one_story(_settings: Settings) -> Callable[[Bundle], Iterator[StoryMember]]:
    """All articles in one story."""

    def stories(bundle: Bundle) -> Iterator[StoryMember]:
        yield StoryMember(
            id=make_id("StoryMember", bundle.article.id),
            article=bundle.article.id,
            story="one",
            phase="one",
            phase_earliest=None,
            phase_latest=None,
        )

    return stories


ONE_STORY = Each(name="one_story", version=1, reads=(Article,), writes=(StoryMember,), make=open_one_story)


if __name__ == "__main__":
    for name, figure in measure().items():
        print(f"{name:40}{figure:6.1f}")
    for pair in (*TWO, *ONE):
        if joined(pair) != (pair in ONE):
            print("wrong:", *pair)
