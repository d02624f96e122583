"""Shared text and discrepancies as rows with the words of both sides: what a table of ids and offsets does not show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.publish.views.discrepancies import comparisons
from sayso.publish.words.comparison_words import class_words
from sayso.publish.words.phrases import one_line
from sayso.publish.words.voice_words import voice_words
from sayso.records import Article, Discrepancy, ReviewedDiscrepancy, SharedPassage, Story
from sayso.reviews.states import state_of
from sayso.store.protocol import Store

AT_ONCE = 100
"""Passages whose two articles are read at once: some MB of text."""
SHARED_COLUMNS: Mapping[str, type] = {
    "a_outlet": str,
    "a_title": str,
    "a_completeness": str,
    "b_outlet": str,
    "b_title": str,
    "b_completeness": str,
    "kind": str,
    "words": int,
    "a_text": str,
    "b_text": str,
    "direction": str,
    "direction_basis": str,
    "why": str,
    "a_article": str,
    "a_start": int,
    "a_end": int,
    "b_article": str,
    "b_start": int,
    "b_end": int,
    "passage": str,
}
DIFFERING_COLUMNS: Mapping[str, type] = {
    "slot": str,
    "difference": str,
    "level": str,
    "in_words": str,
    "about": str,
    "side": int,
    "value": str,
    "outlet": str,
    "published": str,
    "published_basis": str,
    "completeness": str,
    "voice": str,
    "speaker": str,
    "words": str,
    "context": str,
    "review_state": str,
    "title": str,
    "url": str,
    "discrepancy": str,
    "story": str,
    "article": str,
    "start": int,
    "end": int,
    "attribution": str,
}


def shared_rows(store: Store, story: Story | None = None) -> Iterator[tuple[object, ...]]:
    """Each pair of articles that share text, with both sides' exact words."""
    inside = set(story.articles) if story else None
    chunk: list[SharedPassage] = []
    for row in store.rows(SharedPassage, articles=sorted(inside) if inside is not None else None):
        if inside is None or {row.a_article, row.b_article} <= inside:
            chunk.append(row)
        if len(chunk) == AT_ONCE:
            yield from _shared(store, chunk)
            chunk = []
    yield from _shared(store, chunk)


def _shared(store: Store, rows: Sequence[SharedPassage]) -> Iterator[tuple[object, ...]]:
    wanted = {name for row in rows for name in (row.a_article, row.b_article)}
    texts: dict[str, Article] = {article.id: article for article in store.articles(sorted(wanted))}
    for row in rows:
        if row.a_article not in texts or row.b_article not in texts:
            continue
        a, b = texts[row.a_article], texts[row.b_article]
        yield (
            *(a.outlet, a.title, a.completeness, b.outlet, b.title, b.completeness, row.kind, row.words),
            *(a.text[row.a_start : row.a_end], b.text[row.b_start : row.b_end]),
            *(row.direction, row.direction_basis, row.why),
            *(row.a_article, row.a_start, row.a_end, row.b_article, row.b_start, row.b_end, row.id),
        )


def differing_rows(store: Store, stories: Iterable[Story]) -> Iterator[tuple[object, ...]]:
    """Each place that fills a slot of a discrepancy, story by story, with its words, voice and review state."""
    told = {row[0] for row in store.values(Discrepancy, "story")}
    looked: dict[str, list[ReviewedDiscrepancy]] = {}
    for review in store.rows(ReviewedDiscrepancy):
        looked.setdefault(review.discrepancy, []).append(review)
    for story in stories:
        if story.id not in told:
            continue
        for view in comparisons(store, story).discrepancies:
            row = view.row
            for number, side in enumerate(view.sides):
                for one in side.shown:
                    article, place = one.article, one.place
                    yield (
                        *(
                            row.slot,
                            row.difference,
                            row.level,
                            class_words(row),
                            row.about,
                            number,
                            side.value,
                        ),
                        *(article.outlet, article.published_earliest, article.published_basis),
                        *(article.completeness, voice_words(place)),
                        place.voice.speaker.name if place.voice and place.voice.speaker else None,
                        article.text[slice(*place.span)],
                        one_line(article.text[slice(*one.context)]),
                        state_of(looked.get(row.id, ())),
                        *(article.title, article.url, row.id, row.story, article.id),
                        *(place.span.start, place.span.end, one.evidence.attribution),
                    )
