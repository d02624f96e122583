"""Chains and origins through the whole chain of stages: the contract of stages, and increments that equal a rebuild."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.layout.marks import MARKS
from sayso.annotate.meaning.embeddings import EMBEDDINGS
from sayso.compare.origins.chains import CHAINS
from sayso.compare.origins.origins import ORIGINS
from sayso.compare.utterances.utterances import UTTERANCES
from sayso.records import Article, Hop, Origin, SharedPassage
from sayso.resolve.actors.actor_edges import ACTOR_EDGES, ACTOR_PARTS
from sayso.resolve.actors.actors import ACTORS
from sayso.resolve.reuse.passages import PASSAGES
from sayso.resolve.reuse.seeds import SEEDS
from sayso.resolve.reviews.pairs import REVIEWED_PAIRS
from sayso.resolve.stories.stories import STORIES
from sayso.resolve.stories.story_edges import STORY_EDGES, STORY_PARTS
from sayso.testing import check_stage, stepped
from sayso.testing.checks import make_article
from sayso.testing.plain import PLAIN_FLOW

RESOLVED = (
    SEEDS,
    PASSAGES,
    STORY_EDGES,
    STORY_PARTS,
    STORIES,
    REVIEWED_PAIRS,
    ACTOR_EDGES,
    ACTOR_PARTS,
    ACTORS,
)
FLOW = (MARKS, *PLAIN_FLOW, EMBEDDINGS, *RESOLVED, UTTERANCES, CHAINS, ORIGINS)
STORY = "The Lisk flooded the tannery quarter of Dolmin, and pumps came from Vareth to the quays of the old town.\n"
PENN = "[Orla Penn|person]"
DYKE = "the old dyke will hold if Vareth sends sandbags before the weekend"
OUTLETS = ("Inland Post", "Vega TV", "Elsin Beacon", None)


def article(slot: int, text: str) -> Article:
    return make_article(slot, STORY + text, outlet=OUTLETS[slot % len(OUTLETS)])


def test_a_copy_with_a_credit_has_a_direction_a_chain_and_one_origin() -> None:
    articles = [article(0, f"{PENN} said: {DYKE}, Vega TV reported."), article(1, f"{PENN} said: {DYKE}.")]
    check_stage(CHAINS, FLOW, articles)
    rows = check_stage(ORIGINS, FLOW, articles)
    passages = [row for row in rows["SharedPassage"] if isinstance(row, SharedPassage)]
    [hop] = [row for row in rows["Hop"] if isinstance(row, Hop)]
    origins = [row for row in rows["Origin"] if isinstance(row, Origin) and row.utterance]

    assert {"credit"} <= {row.direction_basis for row in passages}
    assert (hop.article, hop.carrier, hop.held) == (articles[0].id, "Vega TV", articles[1].id)
    assert [(row.least, row.most) for row in origins] == [(1, 1)]


TEXTS = (
    f"{PENN} said: {DYKE}, Vega TV reported.",
    f"{PENN} said: {DYKE}.",
    f"{PENN} said: {DYKE}, according to Reuters.",
    "Nobody said anything to the Elsin Beacon that day.",
)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([*TEXTS, None])), min_size=2, max_size=6))
def test_adding_editing_and_removing_leaves_what_a_rebuild_makes(taken: list[tuple[int, str | None]]) -> None:
    assert stepped(taken, FLOW, article) == []
