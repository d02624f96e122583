"""FLOW: every stage, in order. Read this file first.

Each article alone, then where articles meet. A stage reads what stages above it write; `plan.check_flow` says so
when it does not hold. Importing this module loads no model: stages load what is heavy when they are made.
"""

from sayso.annotate.attributing.attributions import ATTRIBUTIONS
from sayso.annotate.attributing.unread import UNREAD
from sayso.annotate.clausing.clauses import CLAUSES
from sayso.annotate.counting.quantities import QUANTITIES
from sayso.annotate.crediting.credits import CREDITS
from sayso.annotate.describing.descriptors import DESCRIPTORS
from sayso.annotate.layout.marks import MARKS
from sayso.annotate.meaning.embeddings import EMBEDDINGS
from sayso.annotate.naming.entities import ENTITIES
from sayso.annotate.naming.mentions import MENTIONS
from sayso.annotate.parsing.parses import PARSES
from sayso.annotate.parsing.sentences import SENTENCES
from sayso.annotate.speaking.details import DETAILS
from sayso.annotate.speaking.speakers import SPEAKERS
from sayso.annotate.timing.times import TIMES
from sayso.annotate.timing.windows import WINDOWS
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
from sayso.stage import Each, Stage

ANNOTATE: tuple[Each, ...] = (
    MARKS,
    PARSES,
    SENTENCES,
    MENTIONS,
    ENTITIES,
    TIMES,
    QUANTITIES,
    ATTRIBUTIONS,
    SPEAKERS,
    DETAILS,
    WINDOWS,
    CLAUSES,
    DESCRIPTORS,
    CREDITS,
    UNREAD,
)
"""The stages that read one article alone; `sayso annotate` runs these."""

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
