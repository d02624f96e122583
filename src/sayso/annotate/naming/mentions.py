"""MENTIONS: the words of an article that refer to somebody or something, as names, roles or pronouns."""

from collections.abc import Callable, Iterator

from sayso.annotate.naming.lexicon import Lexicon, load_lexicon
from sayso.annotate.naming.mention_edges import Name
from sayso.annotate.naming.mention_headings import heading_names
from sayso.annotate.naming.mention_names import find_names
from sayso.annotate.naming.mention_roles import find_pronouns, find_roles
from sayso.annotate.naming.mention_types import agree, type_name
from sayso.annotate.naming.names import name_tokens
from sayso.annotate.parsing.grammar import Grammar
from sayso.ids import make_id
from sayso.records import Article, EntityType, Mark, Mention, Parse
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Each

HEADINGS = frozenset({"headline", "subheading"})
"""Zones in title case, where the name finder errs: only names known from the body are looked for."""
PASSED_OVER = frozenset({"dateline", "credit", "byline", "section", "furniture", "place"})
"""Zones that hold no words of the story."""


def open_mentions(_settings: Settings) -> Callable[[Bundle], Iterator[Mention]]:
    """Read the word lists once; the function yields an article's mentions in reading order."""
    lexicon = load_lexicon()

    def mentions(bundle: Bundle) -> Iterator[Mention]:
        for parse in bundle[Parse]:
            yield from _mentions(bundle, Grammar(bundle.article.text, parse), lexicon)

    return mentions


def _mentions(bundle: Bundle, grammar: Grammar, lexicon: Lexicon) -> Iterator[Mention]:
    closed = [False] * len(grammar)
    headings: list[Span] = []
    found: dict[Span, tuple[EntityType, str]] = {}
    for mark in bundle[Mark]:
        zone = Span(mark.start, mark.end)
        if mark.kind in HEADINGS:
            headings.append(zone)
        if mark.kind in HEADINGS or mark.kind in PASSED_OVER:
            for index in grammar.tokens(zone):
                closed[index] = True
        if mark.kind == "place":
            found[zone] = ("place", "name")
    typed = [(name, *type_name(grammar, lexicon, name)) for name in find_names(grammar, lexicon, closed)]
    elsewhere = {
        name_tokens(grammar.text[name.span.start : name.span.end]): kind
        for name, kind, _ in typed
        if kind is not None
    }
    kept = [
        (name, found_kind, sure)
        for name, kind, sure in typed
        if (found_kind := kind or _known(grammar, name, elsewhere)) is not None
    ]
    kinds = agree([(grammar.text[name.span.start : name.span.end], kind, sure) for name, kind, sure in kept])
    named = [-1] * len(grammar)
    for (name, _, _), kind in zip(kept, kinds, strict=True):
        found[name.span] = (kind, "name")
        named[name.first : name.last + 1] = [name.last] * (name.last + 1 - name.first)
    known = {span: kind for span, (kind, form) in found.items() if form == "name"}
    for span, kind in heading_names(bundle.article.text, headings, known):
        found[span] = (kind, "name")
    for role in find_roles(grammar, lexicon, named, closed):
        found.setdefault(role.span, (role.type, "role"))
    for span, kind in find_pronouns(grammar, closed):
        found.setdefault(span, (kind, "pronoun"))
    article = bundle.article
    for span in sorted(found):
        kind, form = found[span]
        yield Mention(
            id=make_id("Mention", article.revision, span.start, span.end),
            article=article.id,
            start=span.start,
            end=span.end,
            type=kind,
            form=form,  # type: ignore[arg-type]
        )


def _known(grammar: Grammar, name: Name, elsewhere: dict[tuple[str, ...], EntityType]) -> EntityType | None:
    """The type that a name has elsewhere in the article, where the finder left it out here."""
    if name.label:
        return None
    return elsewhere.get(name_tokens(grammar.text[name.span.start : name.span.end]))


MENTIONS = Each(
    name="mentions",
    version=4,
    reads=(Article, Mark, Parse),
    writes=(Mention,),
    make=open_mentions,
)
