"""Annotate stages for a plain notation, so that what comes after them can be tried on texts of a few lines.

Every line is a sentence and a paragraph. `[Ada Wren|person]` is a mention of an entity; `[Wren|person|1]` and
`[Ada Wren|person|1]` are mentions of one. A line `[Ada Wren|person] said on 2031-05-02: We stay.` is an attribution
(the day may be left out, the speaker too); `hoped:` makes it an intention, `> ` before it a nested one.
Credits are read by the stage that ships, and so are the marks before them (put `MARKS` first).
"""

import re
from collections.abc import Callable, Iterator
from typing import cast

from sayso.annotate.crediting.credits import CREDITS
from sayso.ids import make_id
from sayso.records import Article, Attribution, Detail, Entity, EntityType, Mention, Sentence, Speaker
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Each

_LINE = re.compile(r"[^\r\n]*[^\r\n\s]")
_MENTION = re.compile(r"\[([^\]|]+)\|(\w+)(?:\|(\w+))?\]")
_SAID = re.compile(r"(> )?(?:(\[[^\]]+\]) )?(said|hoped)(?: on (\d{4}-\d{2}-\d{2}))?: (.+)")


def open_sentences(_settings: Settings) -> Callable[[Bundle], Iterator[Sentence]]:
    """One sentence a line."""

    def sentences(bundle: Bundle) -> Iterator[Sentence]:
        for number, line in enumerate(_LINE.finditer(bundle.article.text)):
            yield Sentence(
                id=make_id("Sentence", bundle.article.revision, line.start()),
                article=bundle.article.id,
                start=line.start(),
                end=line.end(),
                paragraph=number,
            )

    return sentences


def open_entities(_settings: Settings) -> Callable[[Bundle], Iterator[Mention | Entity]]:
    """The bracketed mentions, and an entity for each number or else each wording."""

    def entities(bundle: Bundle) -> Iterator[Mention | Entity]:
        article = bundle.article
        found: dict[str, list[Mention]] = {}
        for match in _MENTION.finditer(article.text):
            kind = cast("EntityType", match[2])
            mention = Mention(
                id=make_id("Mention", article.revision, match.start(1)),
                article=article.id,
                start=match.start(1),
                end=match.end(1),
                type=kind,
                form="role" if kind == "unnamed" else "name",
            )
            found.setdefault(match[3] or f"{match[1]} {kind}", []).append(mention)
        for mentions in found.values():
            yield from mentions
            names = [article.text[mention.start : mention.end] for mention in mentions]
            yield Entity(
                id=make_id("Entity", article.revision, mentions[0].start),
                article=article.id,
                name=max(names, key=len),
                type=mentions[0].type,
                named=mentions[0].type != "unnamed",
                mentions=tuple(mention.id for mention in mentions),
            )

    return entities


def open_attributions(_settings: Settings) -> Callable[[Bundle], Iterator[Attribution | Speaker | Detail]]:
    """The lines that say who said what."""

    def attributions(bundle: Bundle) -> Iterator[Attribution | Speaker | Detail]:
        article = bundle.article
        starts = {mention.id: mention.start for mention in bundle[Mention]}
        entities = {starts[mention]: entity for entity in bundle[Entity] for mention in entity.mentions}
        before = ""
        for line in _LINE.finditer(article.text):
            match = _SAID.fullmatch(article.text, line.start(), line.end())
            if match is None:
                continue
            entity = entities.get(match.start(2) + 1)
            made = make_id("Attribution", article.revision, match.start(5))
            yield Attribution(
                id=made,
                article=article.id,
                kind="indirect",
                content=(Span(match.start(5), match.end(5)),),
                cue=Span(match.start(3), match.end(3)),
                source=Span(match.start(2), match.end(2)) if match[2] else None,
                nested_in=before or None if match[1] else None,
                confidence=1000,
                reasons=("plain notation",),
            )
            yield Speaker(
                id=make_id("Speaker", made),
                article=article.id,
                attribution=made,
                entity=entity.id if entity else None,
                mention=None,
                name=entity.name if entity else "",
                type=entity.type if entity else "unnamed",
                basis="named" if entity and entity.named else "unnamed",
                confidence=1000,
                reasons=("plain notation",),
            )
            yield Detail(
                id=make_id("Detail", made),
                article=article.id,
                attribution=made,
                speech_act="statement" if match[3] == "said" else "intention",
                said_on=Span(match.start(4), match.end(4)) if match[4] else None,
                said_on_value=match[4],
            )
            before = made

    return attributions


PLAIN_SENTENCES = Each(
    name="plain_sentences", version=1, reads=(Article,), writes=(Sentence,), make=open_sentences
)
PLAIN_ENTITIES = Each(
    name="plain_entities", version=1, reads=(Article,), writes=(Mention, Entity), make=open_entities
)
PLAIN_ATTRIBUTIONS = Each(
    name="plain_attributions",
    version=1,
    reads=(Article, Mention, Entity),
    writes=(Attribution, Speaker, Detail),
    make=open_attributions,
)
PLAIN_FLOW = (PLAIN_SENTENCES, PLAIN_ENTITIES, PLAIN_ATTRIBUTIONS, CREDITS)
