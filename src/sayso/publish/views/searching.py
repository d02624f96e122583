"""Search: where words stand in the articles, across line breaks, quotation marks and the known spellings of names."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.publish.views.lookup import Words, fold_words, name_fit, name_words, phrase_spans
from sayso.publish.views.stories import actor_of
from sayso.records import Article, Entity, Story
from sayso.spans import Span
from sayso.store.protocol import Store

MOST_NAME_WORDS = 8
"""Words of a name at most: a pasted sentence is not looked through for longer ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One article that a search found. `as_phrase`: the words stand there side by side, as they were typed."""

    article: Article
    spans: tuple[Span, ...]
    in_title: bool
    as_phrase: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The answer to a search: what was found, best first, and the other spellings that were looked for."""

    found: tuple[Found, ...]
    spellings: tuple[str, ...]


def search(
    store: Store,
    words: str,
    *,
    limit: int | None = None,
    story: Story | None = None,
    outlet: str | None = None,
    language: str | None = None,
) -> Search:
    """Articles with these words; those where they stand side by side come first.

    `story`, `outlet` (in any spelling of the name) and `language` (ISO 639-1) leave only their articles.

    A name of an actor also finds the actor's other names, and a surname the other spellings of it, as far as the
    collection has joined them. Words in quotation marks are a phrase.
    """
    asked = fold_words(words)
    if not asked:
        return Search(found=(), spellings=())
    narrowed = _narrowed(story, outlet, language)
    variants = spellings(asked, _names(store))
    queries = queries_of(words, asked, variants)
    phrases = [asked, *(_replaced(asked, part, other) for (part, other) in variants)]
    found: dict[str, tuple[set[Span], bool]] = {}
    for query in queries:
        for hit in store.search(query, limit=limit if narrowed is None else None):
            spans, in_title = found.setdefault(hit.article, (set(), False))
            found[hit.article] = (spans | set(hit.spans), in_title or bool(hit.title_spans))
    by_id = {article.id: article for article in store.articles(sorted(found))}
    rows = []
    for article, (spans, in_title) in found.items():
        if article in by_id and (narrowed is None or narrowed(by_id[article])):
            if not by_id[article].usable:  # it is found, and nothing of its text is shown
                rows.append(Found(article=by_id[article], spans=(), in_title=in_title, as_phrase=False))
                continue
            side_by_side = phrase_spans(by_id[article].text, phrases)
            rows.append(
                Found(
                    article=by_id[article],
                    spans=side_by_side or tuple(sorted(spans)),
                    in_title=in_title,
                    as_phrase=bool(side_by_side),
                )
            )
    rows.sort(key=lambda row: not row.as_phrase)
    return Search(
        found=tuple(rows[:limit]),
        spellings=tuple(sorted({variants[key] for key in variants})),
    )


def _narrowed(
    story: Story | None, outlet: str | None, language: str | None
) -> Callable[[Article], bool] | None:
    """Whether an article is of the story, the outlet and the language; None: all are."""
    if story is None and not outlet and not language:
        return None
    inside = frozenset(story.articles) if story else None
    name = fold_words(outlet or "")

    def fits(article: Article) -> bool:
        return (
            (inside is None or article.id in inside)
            and (not name or fold_words(article.outlet or "") == name)
            and (not language or article.language == language)
        )

    return fits


Variants = Mapping[tuple[Words, Words], str]
"""Other spellings of the names in a query: (part of the query, other words for it) to how it is written."""


def queries_of(words: str, asked: Words, variants: Variants) -> list[str]:
    """A query as it was typed, and with each other spelling of the name in it."""
    return [words, *(_query(asked, part, other) for (part, other) in variants)]


def spellings(asked: Words, known: Iterable[Mapping[Words, str]]) -> Variants:
    """Other spellings of the longest name in a query, of known names by actor."""
    return dict(_variants(asked, list(known)))


def _names(store: Store) -> Iterable[Mapping[Words, str]]:
    """The names of each actor of a collection: their words, and how they are written."""
    names: dict[str, dict[Words, str]] = {}
    actors = actor_of(store)
    for entity, name, named in store.values(Entity, "id", "name", "named"):
        actor = actors.get(entity)
        if actor is not None and named:
            names.setdefault(actor, {}).setdefault(name_words(name), name)
    return names.values()


def _variants(
    asked: Words, names: Iterable[Mapping[Words, str]]
) -> Iterator[tuple[tuple[Words, Words], str]]:
    by_last: dict[str, list[Mapping[Words, str]]] = {}
    for known in names:
        for last in {name[-1] for name in known if name}:
            by_last.setdefault(last, []).append(known)
    for part in sorted(_parts(asked), key=lambda part: (-len(part), part)):
        plain = name_words(" ".join(part))
        variants = {}
        for known in by_last.get(plain[-1], ()):  # whatever fits well enough ends with the same word
            fit = max(name_fit(plain, name) for name in known)
            if fit < 2:
                continue
            for name, written in sorted(known.items()):
                other = name if fit == 3 else name[-len(plain) :]
                if other != plain:
                    variants[part, other] = written
        if variants:
            yield from sorted(variants.items())
            return


def _parts(asked: Words) -> set[Words]:
    """The stretches of a query that may be a name."""
    return {
        asked[at:end]
        for at in range(len(asked))
        for end in range(at + 1, min(at + MOST_NAME_WORDS, len(asked)) + 1)
    }


def _query(asked: Words, part: Words, other: Words) -> str:
    """The query with one name spelt otherwise, that name as a phrase."""
    at = _place(asked, part)
    return " ".join((*asked[:at], f'"{" ".join(other)}"', *asked[at + len(part) :]))


def _replaced(asked: Words, part: Words, other: Words) -> Words:
    at = _place(asked, part)
    return asked[:at] + other + asked[at + len(part) :]


def _place(asked: Words, part: Words) -> int:
    return next(at for at in range(len(asked)) if asked[at : at + len(part)] == part)
