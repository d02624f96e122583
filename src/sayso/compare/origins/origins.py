"""ORIGINS: how many separate textual sources stand behind an utterance, or behind a text that articles share.

At most as many as are left when everything that has one source for certain is one; at least as many as were surely
told separately, and else one. It is about text: several sources that agree show nothing about what they say.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from sayso.compare.origins.rows import gather, members_of
from sayso.compare.origins.shared_texts import TIES_MISSING, shared_texts
from sayso.compare.origins.sources import Piece, Shared, Tie, in_shared, read_shared, tellings, ties
from sayso.compare.origins.steps import covering, read_told
from sayso.ids import make_id
from sayso.records import (
    Article,
    Attribution,
    Credit,
    Detail,
    Hop,
    Origin,
    OriginMember,
    SharedPassage,
    Speaker,
    StoryMember,
    UtteranceMember,
)
from sayso.settings import Settings
from sayso.spans import Span
from sayso.stage import Bundle, Group, Key, Member
from sayso.words.commonness import function_words
from sayso.words.forms import read_words
from sayso.words.moments import before, shown
from sayso.words.outlets import called, is_several, is_shared

OPEN, OPEN_BESIDE = (f"nothing {word}shows one source or separate ones" for word in ("", "else "))
"""Where no reason is told, and where some are."""
QUOTED = "what some have in common is quoted: each may have it from the speaker"
ALONE = "nothing ties it to another of them"
ALONE_IN_PART = "nothing in what is here ties it to another of them"


def open_keys(_settings: Settings) -> Callable[[Bundle], Iterator[Key]]:
    """Return the function that hands an article with renderings or shared text to its story."""

    def keys(bundle: Bundle) -> Iterator[Key]:
        if any(bundle[kind] for kind in (UtteranceMember, SharedPassage)):
            for place in bundle[StoryMember]:
                yield Key(place.story)

    return keys


def open_origins(_settings: Settings) -> Callable[[str, Sequence[Member]], list[Origin | OriginMember]]:
    """Return the function that counts the textual sources of one story's utterances and shared texts."""

    def origins(story: str, members: Sequence[Member]) -> list[Origin | OriginMember]:
        bundles = [member.bundle for member in members if member.bundle is not None]
        texts = {bundle.article.id: bundle.article.text for bundle in bundles}
        passages = {row.id: row for bundle in bundles for row in bundle[SharedPassage]}
        shared = read_shared((passages[key] for key in sorted(passages)), texts)
        pieces: dict[str, list[Piece]] = {}
        for bundle in bundles:
            for utterance, piece in _pieces(bundle):
                pieces.setdefault(utterance, []).append(piece)
        rows: list[Origin | OriginMember] = []
        for utterance in sorted(pieces):
            if len(pieces[utterance]) > 1:
                rows += _of_utterance(story, utterance, pieces[utterance], shared)
        articles = {bundle.article.id: bundle.article for bundle in bundles}
        return [*rows, *shared_texts(story, passages.values(), articles, shared)]

    return origins


def _pieces(bundle: Bundle) -> Iterator[tuple[str, Piece]]:
    """The renderings of an article, by utterance."""
    told = read_told(bundle, {})
    hops: dict[str, list[Hop]] = {}
    for hop in bundle[Hop]:
        hops.setdefault(hop.attribution, []).append(hop)
    common = function_words()
    for member in bundle[UtteranceMember]:
        row = told.attributions.get(member.attribution)
        if row is None:
            continue
        words = " ".join(bundle.article.text[span.start : span.end] for span in row.content)
        yield (
            member.utterance,
            Piece(
                row.id,
                bundle.article,
                row.content,
                tuple(hops.get(row.id, ())),
                frozenset(read_words(words).forms) - common,
                frozenset(
                    credit.carrier
                    for credit in covering(row, told)
                    if credit.kind == "told" and not is_shared(credit.carrier)
                ),
            ),
        )


def _of_utterance(
    story: str, utterance: str, pieces: Sequence[Piece], shared: Shared
) -> Iterator[Origin | OriginMember]:
    found = ties(pieces, shared)
    groups = gather(len(pieces), [(tie.a, tie.b) for tie in found])
    told = tellings(pieces, groups, shared)
    several = sorted(
        {
            hop.carrier
            for piece in pieces
            for hop in piece.hops
            if not hop.suggested and is_several(hop.carrier)
        }
    )
    quoted = any(
        (copied := in_shared(pieces[i], pieces[j], shared)) is not None and copied.quoted
        for n, group in enumerate(groups)
        for other in groups[n + 1 :]
        for i in group
        for j in other
    )
    because = [
        *_tied(found),
        *([f"told separately to {', '.join(told)}"] if len(told) > 1 else []),
        *([f"“{several[0]}” names no outlet: how many stand behind it is not known"] if several else []),
    ]
    in_part = any(piece.article.in_part for piece in pieces)
    origin = make_id("Origin", utterance)
    yield Origin(
        id=origin,
        story=story,
        utterance=utterance,
        least=max(1, len(told)),
        most=None if several else len(groups),
        reasons=(
            _counted(pieces),
            *because,
            *([OPEN_BESIDE if because else OPEN] if len(groups) > max(1, len(told)) else []),
            *([TIES_MISSING] if in_part and len(groups) > max(1, len(told)) else []),
            *([QUOTED] if quoted else []),
            *_earliest([piece.article for piece in pieces]),
        ),
    )
    whys = _whys(found)
    spans = [Span(min(piece.spans).start, max(span.end for span in piece.spans)) for piece in pieces]
    yield from members_of(
        origin,
        groups,
        [(piece.article.id, piece.id, span) for piece, span in zip(pieces, spans, strict=True)],
        [whys.get(number, [ALONE_IN_PART if in_part else ALONE]) for number in range(len(pieces))],
    )


def _whys(found: Sequence[Tie]) -> dict[int, list[str]]:
    whys: dict[int, list[str]] = {}
    for tie in found:
        whys.setdefault(tie.a, []).append(tie.why_a)
        whys.setdefault(tie.b, []).append(tie.why_b)
    return whys


def _counted(pieces: Sequence[Piece]) -> str:
    articles = len({piece.article.id for piece in pieces})
    return f"{len(pieces)} renderings in {articles} article{'s' if articles > 1 else ''}"


def _earliest(articles: Sequence[Article]) -> Iterator[str]:
    """Which article was the earliest in this collection, where all times are stated and its own overlaps with no other."""
    found = {article.id: article for article in articles}.values()
    if len(found) < 2 or not all(article.firmly_dated for article in found):
        return
    for one in found:
        if all(one is two or before(one.published_latest, two.published_earliest) for two in found):
            latest = str(one.published_latest)
            others = {shown(latest, str(two.published_earliest)) for two in found if two is not one}
            yield f"earliest in this collection: {called(one.outlet, one.title)}, {max(others, key=len)}"


def _tied(found: Sequence[Tie]) -> Iterator[str]:
    """What makes some of the renderings one, and how many of them."""
    counted: Counter[tuple[str, str]] = Counter()
    for whys in _whys(found).values():
        counted.update({_kind(why) for why in whys})
    for (one, many), count in sorted(counted.items(), key=lambda item: item[0][1]):
        yield f"1 rendering {one}" if count == 1 else f"{count} renderings {many}"


def _kind(why: str) -> tuple[str, str]:
    """A reason of one member as it is told of one and of several."""
    if why.startswith("shares"):
        return "shares its text with another", "share their text"
    if why.startswith("stands"):
        return "stands in one article with another", "stand in one article with another"
    if why.startswith("is credited"):
        return "is credited by another of the outlets", "are credited by another of the outlets"
    credit = why.split(",", maxsplit=1)[0]
    return credit, credit.replace("credits ", "credit ", 1)


ORIGINS = Group(
    name="origins",
    version=4,
    reads=(Article, Attribution, Speaker, Detail, Credit, SharedPassage, StoryMember, UtteranceMember, Hop),
    writes=(Origin, OriginMember),
    keys=open_keys,
    make=open_origins,
    gathers="bundle",
    carries=(Article, Attribution, Speaker, Detail, Credit, SharedPassage, UtteranceMember, Hop),
    asks=(UtteranceMember, SharedPassage, StoryMember),
)
