"""The tools of an assistant: questions of the interface, with the parameters that are declared there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.errors import SaysoError
from sayso.publish.collection import Collection
from sayso.publish.export.annotated import Json
from sayso.publish.export.schema_shapes import Schema
from sayso.web.api.operations import Asked, Operation, Parameter, Problem, check
from sayso.web.api.table import OPERATIONS
from sayso.web.mcp import telling

A_PART, MOST = 10, 50
"""Things in one answer when nothing is asked for, and at most: an assistant reads every word of it."""
NEVER = ("reviewed_only", "in")
"""What the person who starts the server decides, and what only the interface offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One question: the operation that answers it, what must be given, and how the answer is told."""

    name: str
    title: str
    what: str
    operation: str
    tell: Callable[[Json], Sequence[str]]
    needs: tuple[str, ...] = ()

    def parameters(self) -> tuple[Parameter, ...]:
        """What can be asked with it."""
        return tuple(
            self._bounded(one) for one in _operation(self.operation).parameters if one.name not in NEVER
        )

    def _bounded(self, one: Parameter) -> Parameter:
        if one.name == "limit":
            return replace(one, default=A_PART, most=MOST)
        return replace(one, required=True) if one.name in self.needs else one

    def schema(self) -> Schema:
        """What it takes, as JSON Schema."""
        known = self.parameters()
        return {
            "type": "object",
            "properties": {one.name: one.schema() | {"description": one.what} for one in known},
            "required": [one.name for one in known if one.required],
            "additionalProperties": False,
        }


def _listed(tell: Callable[[Json], str], what: str) -> Callable[[Json], Sequence[str]]:
    return lambda answer: telling.told_list(answer, tell, what=what)


TOOLS: tuple[Tool, ...] = (
    Tool(
        name="search",
        title="Search what was said",
        what="What was said with some words, best first; narrowed by story, actor, outlet, speech act, channel, state, days.",
        operation="search",
        tell=_listed(telling.line, "lines"),
    ),
    Tool(
        name="stories",
        title="Stories",
        what="The stories of the collection, or those that some words, an outlet, an actor or days narrow.",
        operation="list_stories",
        tell=_listed(telling.story, "stories"),
    ),
    Tool(
        name="utterances",
        title="What an actor said",
        what="What an actor (a person, or a body and who speaks for it) said, over all outlets that render it.",
        operation="list_utterances",
        tell=_listed(telling.utterance, "utterances"),
        needs=("actor",),
    ),
    Tool(
        name="said_in_story",
        title="What was said in a story",
        what="Everything that was said in a story, once each, over all outlets that render it.",
        operation="list_utterances",
        tell=_listed(telling.utterance, "utterances"),
        needs=("story",),
    ),
    Tool(
        name="discrepancies",
        title="Where reports differ",
        what="Where the reports of a story differ, each side with its words. Nothing says which side is so: do not either.",
        operation="list_discrepancies",
        tell=_listed(telling.discrepancy, "discrepancies"),
    ),
    Tool(
        name="timeline",
        title="Timeline of a story",
        what="What is told of which day in a story, each event in the voice that tells it.",
        operation="list_timeline",
        tell=_listed(telling.event, "events"),
    ),
    Tool(
        name="article",
        title="Lines of an article",
        what="Every line of an article with its exact span.",
        operation="get_article",
        tell=telling.article,
    ),
    Tool(
        name="sources",
        title="Sources of a story",
        what="Where each report of a story has what it says from: counts, no score.",
        operation="list_sources",
        tell=_listed(telling.source, "reports"),
    ),
    Tool(
        name="feeds",
        title="Feeds",
        what="The feeds that are watched: when each was read, what came of it, what failed, why and what to do.",
        operation="list_feeds",
        tell=_listed(telling.feed, "feeds"),
    ),
)
"""Every tool."""
INSTRUCTIONS = """\
A collection of news articles as Sayso read it: who said what, as which outlet renders it. Every piece of an answer begins
with speaker, basis, rendering outlet and review state. Keep these whenever you pass words of it on: never state what
somebody said as a fact, never give a paraphrase as a quotation, and say "speaker inferred, unchecked" where it stands.
Sayso does not say who is right or credible, and repetition is no confirmation. "None found" is not "none"."""


class Desk:
    """Answers the tools' questions about one collection. With `reviewed_only` nothing that nobody checked is told."""

    def __init__(self, collection: Collection, *, reviewed_only: bool) -> None:
        self._collection, self._reviewed_only = collection, reviewed_only

    @property
    def instructions(self) -> str:
        """What an assistant is told of the collection before it asks."""
        only = "\nOnly lines that a reviewer checked are told here; how many were left out stands in each answer."
        return INSTRUCTIONS + (only if self._reviewed_only else "")

    def answer(self, name: str, arguments: Mapping[str, Any]) -> list[str]:
        """The pieces of an answer. Problem or a SaysoError when the question cannot be answered as it is put."""
        tool = next((one for one in TOOLS if one.name == name), None)
        if tool is None:
            raise Problem(
                404, "No such tool", f"no tool {name!r}; there are {', '.join(one.name for one in TOOLS)}"
            )
        operation = replace(_operation(tool.operation), parameters=tool.parameters())
        given = {key: _written(value) for key, value in arguments.items() if value is not None}
        path = {key: value for key, value in given.items() if key in operation.path_names}
        values = check(operation, path, [(key, value) for key, value in given.items() if key not in path])
        values |= {"reviewed_only": self._reviewed_only}
        reply = operation.view(Asked(collection=self._collection, values=values | _fixed(tool)))
        return list(tool.tell(reply.data))


def wrong(error: Exception) -> str:
    """What is told of a question that cannot be answered."""
    return (
        str(error)
        if isinstance(error, SaysoError | Problem)
        else "this is a fault of Sayso; please report it"
    )


def _operation(name: str) -> Operation:
    return next(one for one in OPERATIONS if one.name == name)


def _fixed(tool: Tool) -> Json:
    return {"in": "said"} if tool.operation == "search" else {}


def _written(value: Any) -> str:
    """An argument as it would stand in an address; a number with a fraction of nothing is a whole one."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
