"""SPEAKERS: whom each attribution's source resolves to, on what basis, and for whom that speaker speaks."""

from collections.abc import Callable, Iterator, Sequence

from sayso.annotate.naming.lexicon import Lexicon, load_lexicon
from sayso.annotate.naming.mention_roles import is_plural
from sayso.annotate.parsing.grammar import Grammar
from sayso.annotate.speaking.findings import Finding, unknown
from sayso.annotate.speaking.nouns import is_somebody
from sayso.annotate.speaking.reviewed import Reviewed
from sayso.annotate.speaking.scene import Scene, make_scene
from sayso.annotate.speaking.sources import by_source, says_self
from sayso.annotate.speaking.speaks_for import Office, office_of
from sayso.annotate.speaking.turns import by_clause, cueless, own_words, place
from sayso.ids import make_id
from sayso.records import (
    Article,
    Attribution,
    Entity,
    EntityType,
    Mark,
    Mention,
    Parse,
    ReviewedAttribution,
    Sentence,
    Speaker,
)
from sayso.settings import Settings
from sayso.stage import Bundle, Each


def open_speakers(_settings: Settings) -> Callable[[Bundle], Iterator[Speaker]]:
    """Read the word lists once; the function yields one speaker for each attribution, in their order."""
    lexicon = load_lexicon()

    def speakers(bundle: Bundle) -> Iterator[Speaker]:
        if not bundle[Parse]:
            yield from _named_alone(bundle)
        for parse in bundle[Parse]:
            yield from _speakers(bundle, Grammar(bundle.article.text, parse), lexicon)

    return speakers


def _speakers(bundle: Bundle, grammar: Grammar, lexicon: Lexicon) -> Iterator[Speaker]:
    attributions = bundle[Attribution]
    scene = make_scene(
        grammar,
        lexicon,
        mentions=bundle[Mention],
        entities=bundle[Entity],
        sentences=bundle[Sentence],
        attributions=attributions,
    )
    reading = sorted(
        attributions, key=lambda a: (place(a), a.nested_in is not None, a.content[0].start, a.id)
    )
    reviewed = Reviewed(bundle)
    findings: dict[str, Finding] = {}
    previous: Attribution | None = None
    for attribution in reading:
        # whom a reviewer names is who speaks for what follows, too: a pronoun, a quotation without a cue
        found = reviewed.finding(attribution) or _resolve(scene, attribution, previous, findings)
        findings[attribution.id] = found
        if attribution.nested_in is None:
            token = grammar.at(place(attribution))
            if token >= 0 and (
                _is_one(scene, attribution) if found.entity is None else not _signs(scene, attribution)
            ):
                scene.record(token, found.entity, found.also, found.confidence)
            previous = attribution
    by_id = {attribution.id: attribution for attribution in attributions}
    around = _around(attributions)
    for attribution in attributions:
        found = findings[attribution.id]
        inner = None
        if found.basis != "reviewed":
            outer = by_id.get(attribution.nested_in or around.get(attribution.id, ""))
            inner = own_words(scene, attribution, outer, findings)
        speaker = _speaker(bundle.article, scene, attribution, inner or found)
        yield reviewed.completed(attribution, speaker)


def _named_alone(bundle: Bundle) -> Iterator[Speaker]:
    """The speakers of what people added to an article that no grammar was made of."""
    reviewed = Reviewed(bundle)
    for attribution in bundle[Attribution]:
        found = reviewed.finding(attribution) or unknown("reviewed", "nobody is named")
        speaker = _speaker(bundle.article, None, attribution, found)
        yield reviewed.completed(attribution, speaker)


def _signs(scene: Scene, attribution: Attribution) -> bool:
    """Whether the source stands under a post that is shown whole, so that the story goes on with somebody else."""
    source = attribution.source
    return source is not None and "(@" in scene.grammar.text[source.start : source.end + 3]


def _is_one(scene: Scene, attribution: Attribution) -> bool:
    """Whether somebody speaks here who is not known, whom "he" may mean: no group, and not merely something told."""
    if attribution.source is None:
        return False
    top = scene.grammar.top(attribution.source)
    if top is None or scene.grammar.parse.pos[top] == "PRON":
        return True
    return is_somebody(scene, top) and not is_plural(scene.grammar, top)


def _around(attributions: Sequence[Attribution]) -> dict[str, str]:
    """For each attribution whose source lies within another's content, that other one (the innermost)."""
    spans = sorted(
        (span.start, -span.end, attribution.id)
        for attribution in attributions
        for span in attribution.content
    )
    found: dict[str, str] = {}
    opened: list[tuple[int, str]] = []
    marks = sorted(
        (attribution.source.start, attribution.id) for attribution in attributions if attribution.source
    )
    at = 0
    for offset, attribution_id in marks:
        while at < len(spans) and spans[at][0] <= offset:
            opened = [item for item in opened if item[0] > spans[at][0]][-8:]
            opened.append((-spans[at][1], spans[at][2]))
            at += 1
        inside = [other for end, other in opened if end > offset and other != attribution_id]
        if inside:
            found[attribution_id] = inside[-1]
    return found


def _resolve(
    scene: Scene, attribution: Attribution, previous: Attribution | None, findings: dict[str, Finding]
) -> Finding:
    before = findings[previous.id] if previous is not None else None
    if attribution.source is not None:
        if (
            attribution.nested_in is None
            and attribution.kind == "direct"
            and says_self(scene, attribution.source)
        ):
            return cueless(scene, attribution, previous, before)
        return by_source(scene, attribution.source, attribution.cue)
    if attribution.cue is not None:
        return by_clause(scene, attribution, previous, before)
    return cueless(scene, attribution, previous, before)


def _speaker(article: Article, scene: Scene | None, attribution: Attribution, found: Finding) -> Speaker:
    entity = found.entity
    office: Office | None = None
    if scene is not None and entity is not None:
        office = office_of(scene, entity, found.mention or attribution.source)
    kind: EntityType = entity.type if entity is not None else "unnamed"
    if kind == "place":
        kind = "government"  # a place that speaks stands for its government
    return Speaker(
        id=make_id("Speaker", article.revision, attribution.id),
        article=article.id,
        attribution=attribution.id,
        entity=entity.id if entity is not None else None,
        mention=found.mention,
        name=found.name,
        type=kind,
        basis=found.basis,
        confidence=found.confidence,
        reasons=found.reasons,
        also=tuple(other.id for other in found.also),
        speaks_for=office.body if office is not None else None,
        capacity=office.capacity if office is not None else None,
        speaks_for_span=office.span if office is not None else None,
    )


SPEAKERS = Each(
    name="speakers",
    version=5,
    reads=(Article, Mark, Parse, Sentence, Mention, Entity, Attribution, ReviewedAttribution),
    writes=(Speaker,),
    make=open_speakers,
)
