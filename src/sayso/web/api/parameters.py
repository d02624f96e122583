"""The parameters that several operations share: parts of lists, and what narrows what was said."""

from sayso.publish.export.schema_shapes import literals
from sayso.records import AttributionKind, EntityType, SpeechAct
from sayso.reviews.states import ReviewState
from sayso.web.api.operations import Parameter

A_PART, MOST = 20, 200
"""Rows of a list when nothing is asked for, and at most."""

LIMIT = Parameter(
    name="limit", kind="number", default=A_PART, least=1, most=MOST, what="how many rows at most"
)
OFFSET = Parameter(
    name="offset", kind="number", default=0, most=10_000_000, what="rows to pass over before the first one"
)
LIST = (LIMIT, OFFSET)

REVIEWED_ONLY = Parameter(
    name="reviewed_only",
    kind="flag",
    default=False,
    what="only what a reviewer checked and no other disputes; what is left out is counted in `left_out`",
)


def part(name: str, what: str) -> Parameter:
    """A part of the address."""
    return Parameter(name=name, what=what, in_path=True, required=True)


STORY = part("story", "a story's id or the beginning of one, or the id of an article of it")
SINCE = Parameter(
    name="since",
    kind="day",
    what="on this day or later: the day it was said where words tell it, else published",
)
UNTIL = Parameter(name="until", kind="day", what="on this day or earlier; see `since`")
Q = Parameter(
    name="q", what="words: all of them, those in quotation marks side by side; case and accents do not matter"
)
OUTLET = Parameter(name="outlet", what="the name of an outlet, as `outlets` lists it")
ACTOR = Parameter(
    name="actor",
    what="an actor's id or the beginning of one, or a name that answers to one actor: who speaks",
)
IN_STORY = Parameter(name="story", what="a story's id or the beginning of one")
LANGUAGE = Parameter(name="language", what="ISO 639-1 code of the article's language")
TYPE = Parameter(name="type", kind="choice", choices=tuple(literals(EntityType)), what="what sort of actor")

SAID = (
    IN_STORY,
    ACTOR,
    OUTLET,
    Q,
    Parameter(name="act", kind="choice", choices=tuple(literals(SpeechAct)), what="the speech act"),
    Parameter(
        name="channel",
        what="through what it was said, as `channel_kind` of a line names it: statement, interview, press conference …",
    ),
    Parameter(
        name="kind",
        kind="choice",
        choices=tuple(literals(AttributionKind)),
        what="quoted, paraphrased, or both",
    ),
    Parameter(
        name="state", kind="choice", choices=tuple(literals(ReviewState)), what="the review state of a line"
    ),
    SINCE,
    UNTIL,
    REVIEWED_ONLY,
)
"""What narrows a list of what was said."""
