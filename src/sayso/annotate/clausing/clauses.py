"""CLAUSES: who does what to whom in each article, whether it is told as so, when, and in whose voice.

One row for each verb that tells a deed or a state, finite or not, and for each noun that tells a deed of somebody or
of a known time ("the killing of the envoy", "Monday's attack"). Words within quotation marks that nothing attributes
make no rows: they are nobody's voice, and never the outlet's.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from sayso.annotate.attributing.quotations import find_quotations
from sayso.annotate.clausing.dating import EVENT_TYPES, date_deeds
from sayso.annotate.clausing.deeds import Deed, find_verbs
from sayso.annotate.clausing.governing import Setting
from sayso.annotate.clausing.lexicon import Lexicon, load_lexicon
from sayso.annotate.clausing.noun_deeds import find_nouns, hold_up
from sayso.annotate.clausing.phrases import extent, noun_phrase
from sayso.annotate.clausing.realities import Realities, shows
from sayso.annotate.clausing.voices import Voices
from sayso.annotate.clausing.whose import Whose
from sayso.annotate.layout.paragraphs import paragraphs
from sayso.annotate.parsing.grammar import Grammar
from sayso.ids import make_id
from sayso.records import Article, Attribution, Clause, Entity, Mark, Mention, Parse, Speaker, Time
from sayso.settings import Settings
from sayso.spans import Span, merge
from sayso.stage import Bundle, Each

QUOTES = frozenset("\"“”'‘’„«")
BROKEN = re.compile("â(?:\x80\x9c|€œ)(?:[^\nâ]|â(?!\x80\x9d|€))*")
"""Words between quotation marks whose bytes were decoded wrongly (UTF-8 read as Latin-1 or as Windows-1252)."""
NOT_TOLD = frozenset({"dateline", "place", "credit", "byline", "section", "furniture"})
"""Marked zones in which nothing is told; headlines and captions tell."""


def open_clauses(_settings: Settings) -> Callable[[Bundle], Iterator[Clause]]:
    """Read the lists once; the function yields the clauses of one article in reading order."""
    lexicon = load_lexicon()

    def clauses(bundle: Bundle) -> Iterator[Clause]:
        for parse in bundle[Parse]:
            yield from _clauses(bundle, Grammar(bundle.article.text, parse), lexicon)

    return clauses


def _clauses(bundle: Bundle, g: Grammar, lexicon: Lexicon) -> Iterator[Clause]:
    text = bundle.article.text
    quoted = [found.span for found in find_quotations(text, paragraphs(text))]
    broken = [Span(*found.span()) for found in BROKEN.finditer(text)]
    voices = Voices(bundle[Attribution], merge([*quoted, *broken]))
    silent = _tokens(g, (mark for mark in bundle[Mark] if mark.kind in NOT_TOLD))
    dates = _tokens(g, (time for time in bundle[Time] if time.type in EVENT_TYPES))
    verbs = find_verbs(g, lexicon)
    told = hold_up(g, verbs, lexicon)
    nouns = find_nouns(g, lexicon, told)
    deeds = [
        deed
        for deed in (*verbs, *nouns)
        if deed.head not in silent and not voices.nobodys(g.parse.start[deed.head])
    ]
    deeds.sort(key=lambda deed: (deed.first, deed.last, deed.head))
    dated = date_deeds(g, deeds, bundle[Time], voices.attribution)
    realities = Realities(g, verbs, Setting(lexicon, voices.attribution))
    whose = Whose(bundle)
    for deed in deeds:
        time = dated.get(deed.head)
        if deed.noun == deed.head:
            entry = lexicon.nouns[g.lower[deed.head]]
            time = time or _shown(g, deed, dated, lexicon)
            if deed.agent is None and deed.patient is None and (time is None or not entry.told):
                continue
            reality, negated = realities.of_noun(deed, told=entry.told)
        else:
            reality, negated = realities.of(deed.head)
            ahead = time is not None and deed.passive and "will" in lexicon.classes(g.words[deed.head])
            reality = "future" if ahead and reality == "told" else reality  # "is expected on Thursday"
        voice = voices.attribution(g.parse.start[deed.head])
        predicate = g.span(deed.first, deed.last)
        clause = g.span(*extent(g, deed))
        agent, agent_entity = _argument(g, _told(g, deed.agent, silent, dates), voice, whose)
        patient, patient_entity = _argument(g, _told(g, deed.patient, silent, dates), voice, whose)
        others = [noun for noun in deed.others if noun not in dates]
        yield Clause(
            id=make_id(
                "Clause", bundle.article.revision, predicate.start, predicate.end, g.parse.start[deed.head]
            ),
            article=bundle.article.id,
            start=clause.start,
            end=clause.end,
            predicate=predicate,
            verb=deed.stem,
            agent=agent,
            agent_entity=agent_entity,
            patient=patient,
            patient_entity=patient_entity,
            others=tuple(g.span(*noun_phrase(g, noun)) for noun in others),
            negated=negated,
            reality=reality,
            attribution=voice,
            time=time,
        )


def _shown(g: Grammar, deed: Deed, dated: dict[int, str], lexicon: Lexicon) -> str | None:
    """The time of the verb that only says that a noun's deed was: "the attack took place on Monday"."""
    over = g.parse.head[deed.head]
    return dated[over] if over in dated and shows(g, deed.head, over, lexicon) else None


def _told(g: Grammar, noun: int | None, silent: frozenset[int], dates: frozenset[int]) -> int | None:
    """An argument that is no date; the parser takes a dateline for the subject, and the subject for what it is called."""
    if noun in silent and noun is not None:
        noun = next((kid for kid in g.children[noun] if kid not in silent), None)
    return None if noun in dates else noun


def _argument(
    g: Grammar, noun: int | None, voice: str | None, whose: Whose
) -> tuple[Span | None, str | None]:
    """The words of an argument, and the entity that they mean."""
    if noun is None:
        return None, None
    entity, mention = whose.at(g, noun, voice)
    if entity is None:  # "the militant group Black Harbour", "the envoy, Dan Roe"
        beside = g.child(noun, "appos")
        entity = None if beside is None else whose.at(g, beside, voice)[0]
    span = g.span(*noun_phrase(g, noun))
    if mention is not None:
        # a mention knows names better than the parse does, but for a quotation mark before them
        start = mention.start + (g.text[mention.start] in QUOTES)
        span = Span(min(span.start, start), max(span.end, mention.end))
    return span, entity


def _tokens(g: Grammar, spans: Iterable[Mark | Time]) -> frozenset[int]:
    """The tokens that begin within some spans."""
    return frozenset(token for span in spans for token in g.tokens(Span(span.start, span.end)))


CLAUSES = Each(
    name="clauses",
    version=7,
    reads=(Article, Mark, Parse, Mention, Entity, Time, Attribution, Speaker),
    writes=(Clause,),
    make=open_clauses,
)
