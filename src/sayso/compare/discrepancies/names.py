"""Names: another person, body or place where all around is told in the same words, and other speakers of the same words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.compare.aligning.worded import Word
from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.gaps import Gap, Place, fill, span_of, telling
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.persons import Named, is_absent, name_words, named_in, surely_two
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.records import Attribution
from sayso.spans import Span, contains
from sayso.words.forms import read_words

# A name in one place of two texts; the speaker of the same words is less sure, for he is found by rules.
IN_PLACE, SPEAKS, REWORDED = 900, 800, 700
# Sentences with this share of their weight in common (thousandths) tell the same thing.
SHARE = 350
# With this share the one person that each of them has alone is one and the same to it.
ODD_ONE = 600
# Given names are borne by many: sentences have to be more alike. Set by judgement on tuning events, as those above; no sweep.
SAME_GIVEN = 450
# Characters around a name in which a word of kinship is about it.
BESIDE_NAME = 60
# So many words in the same order are no two people's, even if both thank the same.
SAME_WORDS = 8
NOT_TOLD = frozenset({"dateline", "place", "credit", "byline", "section", "furniture", "caption"})
# Of one family several bear one surname.
KIN = frozenset(
    "brother brothers daughter daughters father husband mother parents sibling siblings sister sisters son sons "
    "widow wife cousin uncle aunt".split()
)
# Words of saying and of address that may stand beside a name on one side alone.
SAYING = frozenset("said says told tells added adds stated".split())
BESIDE = SAYING | frozenset(
    "president minister senator prime chairman chief director secretary general spokesman spokeswoman".split()
)


def find_names(story: StoryReading, meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """Persons that differ in sentences that tell the same, and speakers that differ of one quotation."""
    for meeting in meetings:
        one, two = story.articles[meeting.a_article], story.articles[meeting.b_article]
        if meeting.basis == "sentence" and meeting.score >= SHARE:
            yield from _in_sentences(story, meeting, one, two)
        if meeting.basis == "passage":
            yield from _speakers(story, meeting, one, two)


def names_in(place: Place) -> Iterator[Finding]:
    """Names that differ where all around is told in the same words."""
    story, meeting, one, two, gap = place
    if not (gap.a and gap.b and _fits(meeting, gap)):
        return
    a, b = _only_name(one, gap.a), _only_name(two, gap.b)
    if a is None or b is None or not surely_two(story, a, b):
        return
    if (a.kind, b.kind) != ("person", "person") and (
        (meeting.basis == "sentence" and "person" not in {a.kind, b.kind})
        or set(_words(a)) & set(_words(b))
        or not (is_absent(a, b, two) and is_absent(b, a, one))
    ):
        return
    known = [
        article.article.in_part or named.actor in article.actors.values()
        for named, article in ((a, two), (b, one))
    ]
    if meeting.basis == "sentence" and all(known):
        return  # both reports know both, or may: each may tell of one of them here
    # Both are named there in one of them: the other name stands beside, and was not put in its place.
    for article, other, words in ((one, b, gap.a_edge), (two, a, gap.b_edge)):
        around = article.context(span_of(words))
        if any(named.actor == other.actor for named in named_in(article, around)):
            return
    yield _finding(meeting, a, b, score=IN_PLACE, why="in the same place of the same words")


def _fits(meeting: Meeting, gap: Gap) -> bool:
    """Whether a name stands in the same place: beside a word of saying only where the words said are the same."""
    if meeting.basis != "sentence":
        return gap.tight
    if SAYING & {*gap.around, *(word.form for word in (*gap.a, *gap.b))}:
        return gap.holds(meeting)
    # Alike sentences begin with whoever each of them is about.
    return gap.tight and not gap.first and meeting.score >= SHARE


def _in_sentences(
    story: StoryReading, meeting: Meeting, one: ArticleReading, two: ArticleReading
) -> Iterator[Finding]:
    """Persons whose names are the same in part, or who alone differ, where neither article ever names the other one."""
    mine, theirs = (
        [named for named in named_in(article, span) if named.kind == "person" and not _is_credit(named)]
        for article, span in ((one, meeting.a), (two, meeting.b))
    )
    odd = [
        named.actor
        for ones, others in ((mine, theirs), (theirs, mine))
        for named in {one.actor: one for one in ones}.values()
        if named.actor not in {other.actor for other in others}
    ]
    for a in mine:
        for b in theirs:
            only = meeting.score >= ODD_ONE and sorted(odd) == sorted((a.actor, b.actor))
            if not (only or _are_alike(a, b, meeting)) or _has_kin(a) or _has_kin(b):
                continue
            if surely_two(story, a, b) and is_absent(a, b, two) and is_absent(b, a, one):
                yield _finding(meeting, a, b, score=REWORDED, why="in sentences that tell the same")


def _are_alike(a: Named, b: Named, meeting: Meeting) -> bool:
    """Whether two names have a surname in common, or a given name in sentences that are much alike."""
    one, two = _words(a), _words(b)
    if not set(one) & set(two):
        return False
    return one[-1] == two[-1] or meeting.score >= SAME_GIVEN


def _has_kin(named: Named) -> bool:
    """Whether a word of kinship stands near a name."""
    text = named.article.text
    around = text[max(0, named.span.start - BESIDE_NAME) : named.span.end + BESIDE_NAME]
    return bool(KIN & set(read_words(around).forms))


def _is_credit(named: Named) -> bool:
    """Whether a name credits a picture ("Orla Penn/Agency"), or stands where nothing is told."""
    start, end = named.span
    marked = any(
        mark.kind in NOT_TOLD and mark.start < end and start < mark.end for mark in named.article.marks
    )
    return marked or "/" in named.article.text[max(0, start - 1) : end + 2]


def _words(named: Named) -> tuple[str, ...]:
    return name_words(named.article.words(named.span))


def _only_name(article: ArticleReading, words: Sequence[Word]) -> Named | None:
    """The only one named by some words that say nothing else."""
    found = named_in(article, span_of(words))
    if len({named.actor for named in found}) != 1:
        return None
    named = found[0]
    if _is_credit(named):
        return None
    rest = [
        word
        for word in telling(words)
        if not (named.span.start <= word.start < named.span.end) and word.form not in BESIDE
    ]
    return None if rest else named


def _speakers(
    story: StoryReading, meeting: Meeting, one: ArticleReading, two: ArticleReading
) -> Iterator[Finding]:
    """Speakers, each named beside the words, of the same quotation."""
    mine = _quotations(one, meeting.a)
    theirs = _quotations(two, meeting.b)
    if not mine or not theirs:
        return
    shared: Counter[tuple[str, str]] = Counter()
    for block in meeting.alongside.blocks:
        if block.equal:
            words = zip(
                meeting.alongside.a[block.a_start : block.a_end],
                meeting.alongside.b[block.b_start : block.b_end],
                strict=True,
            )
            shared.update((_within(mine, x), _within(theirs, y)) for x, y in words)
    for (x, y), count in sorted(shared.items()):
        if not x or not y or count < SAME_WORDS:
            continue
        a, b = _speaker(one, one.attributions[x]), _speaker(two, two.attributions[y])
        if a is not None and b is not None and a.kind == b.kind == "person" and surely_two(story, a, b):
            yield _finding(meeting, a, b, score=SPEAKS, why="who said the same words")


def _quotations(article: ArticleReading, within: Span) -> list[tuple[Span, str]]:
    """The pieces of the quotations in a stretch of text, with the ids of their attributions."""
    return sorted(
        (piece, row.id)
        for row in article.attributions.values()
        if _speaks(article, row, within)
        for piece in row.content
        # A quotation that goes on in another sentence is its speaker's only as far as rules can tell.
        if row.source is not None and contains(article.context(piece), row.source)
    )


def _within(pieces: Sequence[tuple[Span, str]], word: Word) -> str:
    return next((row for piece, row in pieces if piece.start <= word.start < piece.end), "")


def _speaks(article: ArticleReading, row: Attribution, within: Span) -> bool:
    """Whether a direct quotation lies in a stretch of text, and nobody says it within another's words."""
    if row.kind != "direct" or row.source is None or row.nested_in is not None:
        return False
    if not within.start <= row.content[0].start < within.end:
        return False
    return not any(other.nested_in == row.id for other in article.attributions.values())


def _speaker(article: ArticleReading, row: Attribution) -> Named | None:
    """The speaker that an attribution's own source names."""
    speaker = article.speakers.get(row.id)
    if speaker is None or row.source is None or speaker.basis not in {"named", "surname"} or speaker.also:
        return None
    return next((named for named in named_in(article, row.source) if named.entity.id == speaker.entity), None)


def _finding(meeting: Meeting, a: Named, b: Named, *, score: int, why: str) -> Finding:
    sides = [fill(named.article, named.span, named.entity.name) for named in (a, b)]
    return Finding(
        slot="name",
        difference="contradiction",
        level="inside" if a.article is b.article else "between",
        about=a.article.words(a.article.context(a.span)),
        sides=((sides[0],), (sides[1],)),
        score=score if meeting.basis == "sentence" else min(score, meeting.score + 50),
        reasons=(
            f"“{a.article.words(a.span)}” stands where the other has “{b.article.words(b.span)}”: {why}",
            *meeting.reasons,
        ),
    )
