"""What was said: lines and utterances, narrowed by who, where, how, when and in what review state; and citations."""

from collections.abc import Iterator, Mapping, Sequence

from sayso.errors import NotFound
from sayso.publish.export.answers import origin_json
from sayso.publish.export.line_answers import citation_json, line_json
from sayso.publish.export.schema_shapes import ref
from sayso.publish.views.directory import Told
from sayso.publish.views.line_reading import read_lines
from sayso.publish.views.lines import Line, find_line
from sayso.publish.views.stories import actor_names
from sayso.publish.views.tracing import Traces, read_traces
from sayso.publish.words.line_words import line_text
from sayso.publish.words.phrases import speaker_words
from sayso.web.api.choosing import choose, lines_of_utterances, listing, utterances_of
from sayso.web.api.operations import ROOT, Asked, Json, Operation, Parameter, Reply
from sayso.web.api.parameters import LIST, REVIEWED_ONLY, SAID, part
from sayso.web.api.shapes import listed

ALL_ACTS = Parameter(
    name="all_acts",
    kind="flag",
    default=False,
    what="intentions and beliefs too, which are no speech; what is left out is counted in `left_out`",
)
FORMS = {
    "text": "text/plain; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
FORMAT = Parameter(
    name="format",
    kind="choice",
    choices=("json", *FORMS),
    default="json",
    what="one form alone, or all three as JSON",
)


def attributions(asked: Asked) -> Reply:
    """Lines in reading order."""
    found = choose(asked, all_acts=True)
    shown = read_lines(asked.collection.store, asked.directory, asked.part(found.told))
    return listing(asked, [line_json(line) for line in shown], len(found.told), unchecked=found.unchecked)


def attribution(asked: Asked) -> Reply:
    """One line."""
    return Reply(data=line_json(_line(asked)))


def citation(asked: Asked) -> Reply:
    """One line as it is pasted elsewhere."""
    made = citation_json(_line(asked), base=asked.base)
    form = asked.text("format")
    return Reply(data=made) if form == "json" else Reply(text=made[form], media=FORMS[form])


def _line(asked: Asked) -> Line:
    line = find_line(asked.collection.store, asked.text("attribution"))
    if asked.flag("reviewed_only") and line.state != "checked":
        raise NotFound(
            f"attribution {line.rendering.attribution.id} is {line.state}, and only checked ones are wanted"
        )
    return line


def utterances(asked: Asked) -> Reply:
    """What was said once, each with the renderings that answer the question."""
    found = choose(asked, all_acts=asked.flag("all_acts"))
    keys = utterances_of(asked.directory, found)
    items = utterances_shown(asked, asked.part(keys))
    return listing(asked, items, len(keys), unchecked=found.unchecked, no_speech=found.no_speech)


def utterance(asked: Asked) -> Reply:
    """One utterance with all its renderings."""
    name = asked.text("utterance")
    known = lines_of_utterances(asked.directory)
    if name not in known:
        line = find_line(asked.collection.store, name)
        name = line.rendering.utterance or line.rendering.attribution.id
    shown = utterances_shown(asked, [name])
    if not shown:
        raise NotFound(
            f"no utterance {name!r} with renderings that were checked; leave reviewed_only out to see all"
        )
    return Reply(data=shown[0])


def utterances_shown(asked: Asked, keys: Sequence[str]) -> list[Json]:
    """Some utterances with their renderings as lines; with `reviewed_only` those that were checked."""
    store, directory = asked.collection.store, asked.directory
    whole = lines_of_utterances(directory)
    told = [one for key in keys for one in whole.get(key, ())]
    traces = read_traces(store, sorted({one.article for one in told}))
    lines: dict[str, list[Line]] = {}
    for one, line in _paired(told, read_lines(store, directory, told)):
        if line.state == "checked" or not asked.flag("reviewed_only"):
            lines.setdefault(one.utterance, []).append(line)
    known = [traces.utterances[key] for key in keys if key in traces.utterances]
    names = actor_names(store, (row.actor for row in known if row.actor))
    return [
        _utterance(key, lines[key], traces, names) | {"story": directory.heads[whole[key][0].article].story}
        for key in keys
        if key in lines
    ]


def _paired(told: Sequence[Told], lines: Sequence[Line]) -> Iterator[tuple[Told, Line]]:
    """Each line with what the directory knows of it."""
    known = {one.attribution: one for one in told}
    return ((known[line.rendering.attribution.id], line) for line in lines)


def _utterance(key: str, lines: Sequence[Line], traces: Traces, names: Mapping[str, str]) -> Json:
    """An utterance; its `text` is one of its renderings, because it has no wording of its own."""
    row, first = traces.utterances.get(key), lines[0].rendering
    actor = row.actor if row else first.voices[0].actor if first.voices else None
    articles = list(dict.fromkeys(line.rendering.article.id for line in lines))
    outlets = {line.rendering.article.outlet for line in lines}
    sources = [(one.rendering.article.id, one.rendering.source) for one in lines]
    also = f" [one of {len(lines)} renderings; the others may word it otherwise]" if lines[1:] else ""
    return {
        "id": key,
        "text": line_text(lines[0]) + also,
        "actor": actor,
        "speaker": names.get(actor or "") or (row.speaker if row else "") or speaker_words(first.speaker),
        "said_on": row.said_on if row else first.detail.said_on_value if first.detail else None,
        "outlets": sorted(outlet for outlet in outlets if outlet),
        "articles": articles,
        "origins": origin_json(
            traces.origins.get(key), [(article, source) for article, source in sources if source is not None]
        ),
        "renderings": [line_json(line) for line in lines],
        "link": f"/utterance/{key}",
    }


_ID = part("attribution", "an attribution's id or the beginning of one")
OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="list_utterances",
        address=f"{ROOT}/utterances",
        group="What was said",
        what="What was said once, over all its renderings: of a story, an actor, an outlet; by act, channel, state, day",
        view=utterances,
        parameters=(*SAID, ALL_ACTS, *LIST),
        answer=listed("said_utterance"),
        problems=(404,),
    ),
    Operation(
        name="get_utterance",
        address=f"{ROOT}/utterances/{{utterance}}",
        group="What was said",
        what="One utterance with all its renderings",
        view=utterance,
        parameters=(
            part("utterance", "an utterance's id, or that of one of its attributions"),
            REVIEWED_ONLY,
        ),
        answer=ref("said_utterance"),
        problems=(404,),
    ),
    Operation(
        name="list_attributions",
        address=f"{ROOT}/attributions",
        group="What was said",
        what="Every attribution as a line, in reading order; intentions and beliefs among them",
        view=attributions,
        parameters=(*SAID, *LIST),
        answer=listed("line"),
        problems=(404,),
    ),
    Operation(
        name="get_attribution",
        address=f"{ROOT}/attributions/{{attribution}}",
        group="What was said",
        what="One attribution",
        view=attribution,
        parameters=(_ID, REVIEWED_ONLY),
        answer=ref("line"),
        problems=(404,),
    ),
    Operation(
        name="cite_attribution",
        address=f"{ROOT}/attributions/{{attribution}}/citation",
        group="What was said",
        what="One attribution to paste elsewhere, with everything that must stay with its words",
        view=citation,
        parameters=(_ID, FORMAT, REVIEWED_ONLY),
        answer=ref("citation"),
        media=("application/json", "text/plain", "text/markdown", "text/html"),
        problems=(404,),
    ),
)
"""What can be asked of what was said."""
