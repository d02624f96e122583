"""The origins of texts that several articles of a story share: passages that hang together, as one text.

Text that is more than quotation has one textual source, whichever it is: the first of the articles, or one that the
collection does not hold. Of quotations alone each article may have them from the speaker.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.compare.origins.rows import gather, members_of
from sayso.compare.origins.sources import Shared
from sayso.compare.origins.texts import by_text
from sayso.ids import make_id
from sayso.records import Article, Origin, OriginMember, SharedPassage
from sayso.spans import Span, merge, overlap
from sayso.words.outlets import called

QUOTED = "what they share is quoted: each may have it from the speaker"
STOCK = (
    "what they share is too little of anybody's own: names, titles or a phrase, which each may have written"
)
TIES_MISSING = "some of the articles are here in part: what ties them may stand in what is missing"
# Stretches of one text this near in an article are told as one: the gap is a phrase that another article left out.
GAP = 120


def shared_texts(
    story: str, passages: Iterable[SharedPassage], articles: Mapping[str, Article], shared: Shared
) -> Iterator[Origin | OriginMember]:
    """An origin for each text that articles of the story share, with a member for each stretch of it."""
    inside = [row for row in passages if row.a_article in articles and row.b_article in articles]
    for rows in by_text(inside):
        yield from _of_text(story, rows, articles, shared)


def _of_text(
    story: str, rows: Sequence[SharedPassage], articles: Mapping[str, Article], shared: Shared
) -> Iterator[Origin | OriginMember]:
    spans: dict[str, list[Span]] = {}
    for row in rows:
        spans.setdefault(row.a_article, []).append(Span(row.a_start, row.a_end))
        spans.setdefault(row.b_article, []).append(Span(row.b_start, row.b_end))
    names = sorted(spans)
    links, whys = _links(rows, names, articles, shared)
    groups = gather(len(names), links)
    places = [(name, None, span) for name in names for span in merge(spans[name], gap=GAP)]
    numbered = {name: [n for n, place in enumerate(places) if place[0] == name] for name in names}
    origin = make_id("Origin", "text", rows[0].id)
    least = f"{len(names)} articles share it"
    loose = QUOTED if any(_quoted(row, shared) for row in rows) else STOCK
    told = sorted({row.why.split("; ", 1)[-1] for row in rows if row.direction_basis == "credit"})
    yield Origin(
        id=origin,
        story=story,
        utterance=None,
        least=1,
        most=len(groups),
        reasons=(
            least,
            *([loose] if len(groups) > 1 else []),
            *([TIES_MISSING] if len(groups) > 1 and any(articles[name].in_part for name in names) else []),
            *told[:2],
        ),
    )
    yield from members_of(
        origin,
        [[number for at in group for number in numbered[names[at]]] for group in groups],
        places,
        [sorted(whys.get(place[0], {loose})) for place in places],
    )


def _links(
    rows: Sequence[SharedPassage], names: Sequence[str], articles: Mapping[str, Article], shared: Shared
) -> tuple[list[tuple[int, int]], dict[str, set[str]]]:
    """Which articles have the text from one source for certain, by number, and why, by article."""
    links: list[tuple[int, int]] = []
    whys: dict[str, set[str]] = {}
    for row in rows:
        a, b = row.a_article, row.b_article
        span = Span(row.a_start, row.a_end)
        written = any(copied.own for copied in shared[a, b] if any(overlap(span, part) for part in copied.a))
        if written or row.direction_basis == "credit":
            links.append((names.index(a), names.index(b)))
            for one, other in ((a, b), (b, a)):
                why = f"shares its text with {called(articles[other].outlet, articles[other].title)}"
                whys.setdefault(one, set()).add(why)
    return links, whys


def _quoted(row: SharedPassage, shared: Shared) -> bool:
    """Whether the stretch of text that a passage lies in is mostly quotation."""
    span = Span(row.a_start, row.a_end)
    return any(
        copied.quoted
        for copied in shared[row.a_article, row.b_article]
        if any(overlap(span, part) for part in copied.a)
    )
