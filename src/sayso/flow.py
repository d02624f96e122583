"""FLOW: every stage, in order. Read this file first.

Each article alone (`ANNOTATE`, in `annotate.stages`), then where articles meet. A stage reads what stages above it
write; `plan.check_flow` says so when it does not hold. Importing this module loads no model: stages load what is heavy
when they are made.
"""

from sayso.annotate.meaning.embeddings import EMBEDDINGS
from sayso.annotate.stages import ANNOTATE
from sayso.compare.discrepancies.discrepancies import DISCREPANCIES
from sayso.compare.origins.chains import CHAINS
from sayso.compare.origins.origins import ORIGINS
from sayso.compare.positions.positions import POSITIONS
from sayso.compare.timeline.timeline import TIMELINE
from sayso.compare.utterances.utterances import UTTERANCES
from sayso.compare.wording.callings import CALLINGS
from sayso.resolve.actors.actor_edges import ACTOR_EDGES, ACTOR_PARTS
from sayso.resolve.actors.actors import ACTORS
from sayso.resolve.reuse.passages import PASSAGES
from sayso.resolve.reuse.seeds import SEEDS
from sayso.resolve.reviews.pairs import REVIEWED_PAIRS
from sayso.resolve.stories.stories import STORIES
from sayso.resolve.stories.story_edges import STORY_EDGES, STORY_PARTS
from sayso.stage import Stage

__all__ = ["ANNOTATE", "COMPARE", "FLOW", "RESOLVE"]

RESOLVE: tuple[Stage, ...] = (
    EMBEDDINGS,
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
"""The stages in which articles meet, and what is read of each alone only for that."""

COMPARE: tuple[Stage, ...] = (UTTERANCES, CHAINS, ORIGINS, POSITIONS, DISCREPANCIES, CALLINGS, TIMELINE)
"""The stages within one story."""

FLOW: tuple[Stage, ...] = (*ANNOTATE, *RESOLVE, *COMPARE)
