"""ANNOTATE: the stages that read one article alone, in order; `sayso.flow` puts the others behind them.

A module of its own, so that whoever reads single articles, and a worker of a pool, loads nothing of where they meet.
"""

from sayso.annotate.attributing.attributions import ATTRIBUTIONS
from sayso.annotate.attributing.unread import UNREAD
from sayso.annotate.clausing.clauses import CLAUSES
from sayso.annotate.counting.quantities import QUANTITIES
from sayso.annotate.crediting.credits import CREDITS
from sayso.annotate.describing.descriptors import DESCRIPTORS
from sayso.annotate.layout.marks import MARKS
from sayso.annotate.naming.entities import ENTITIES
from sayso.annotate.naming.mentions import MENTIONS
from sayso.annotate.parsing.parses import PARSES
from sayso.annotate.parsing.sentences import SENTENCES
from sayso.annotate.speaking.details import DETAILS
from sayso.annotate.speaking.speakers import SPEAKERS
from sayso.annotate.timing.times import TIMES
from sayso.annotate.timing.windows import WINDOWS
from sayso.stage import Each

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
