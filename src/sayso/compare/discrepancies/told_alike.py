"""Told alike: who did what to whom, and that all agreed to it, where reports with texts of their own tell the same."""

from collections.abc import Iterator, Sequence

from sayso.compare.discrepancies.finding import Finding
from sayso.compare.discrepancies.gaps import fill
from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.reading import ArticleReading, StoryReading
from sayso.compare.discrepancies.scopes import scope_words
from sayso.compare.discrepancies.tellings import Told
from sayso.spans import Span

# Set by judgement on tuning events, as the next; no sweep.
SCORE = 750
# Sentences with this share of their weight in common (thousandths) tell the same thing; that they do is no surprise
# above the second, where one is the other's copy.
SHARE, COPY = 400, 900


def told_alike(story: StoryReading, a: Told, b: Told) -> Iterator[Finding]:
    """The same deed of the same two actors, where the outlets tell it in words of their own."""
    if (
        a.verb == b.verb
        and a.clause.negated == b.clause.negated
        and a.same_agent(b)
        and a.same_patient(b)
        and not a.clause.attribution
        and not b.clause.attribution
        and not _is_copied(story, a.article, a.clause.predicate, b.article)
    ):
        yield _same_deed(a, b)


def find_consent(story: StoryReading, meetings: Sequence[Meeting]) -> Iterator[Finding]:
    """Scope words of consent in sentences that tell the same."""
    for meeting in meetings:
        if meeting.basis == "sentence" and SHARE <= meeting.score < COPY:
            yield from _same_consent(story, meeting)


def _same_deed(a: Told, b: Told) -> Finding:
    sides = []
    for told in (a, b):
        span = Span(told.clause.start, told.clause.end)
        names = [named.entity.name if named else "" for named in (a.agent, a.patient)]
        sides.append(
            fill(told.article, span, f"{names[0]} – {a.article.words(a.clause.predicate)} – {names[1]}")
        )
    return Finding(
        slot="deed",
        difference=None,
        level="between",
        about=a.article.words(a.clause.predicate),
        sides=(tuple(sides),),
        score=SCORE,
        reasons=("the same deed of the same two, in words of their own",),
    )


def _same_consent(story: StoryReading, meeting: Meeting) -> Iterator[Finding]:
    one, two = story.articles[meeting.a_article], story.articles[meeting.b_article]
    for block in meeting.alongside.blocks:
        if not block.equal:
            continue
        for x, y in zip(
            meeting.alongside.a[block.a_start : block.a_end],
            meeting.alongside.b[block.b_start : block.b_end],
            strict=True,
        ):
            scope = scope_words().get(x.form)
            spans = Span(x.start, x.end), Span(y.start, y.end)
            if scope is None or scope.kind != "consent" or _is_copied(story, one, spans[0], two):
                continue
            yield Finding(
                slot="scope",
                difference=None,
                level="between",
                about=one.words(meeting.a),
                sides=((fill(one, spans[0], scope.value), fill(two, spans[1], scope.value)),),
                score=SCORE,
                reasons=meeting.reasons,
            )


def _is_copied(story: StoryReading, article: ArticleReading, span: Span, other: ArticleReading) -> bool:
    """Whether words stand in text that the two articles share."""
    mine = article.article.id
    pair = {mine, other.article.id}
    for row in story.passages:
        if {row.a_article, row.b_article} == pair:
            start, end = (row.a_start, row.a_end) if row.a_article == mine else (row.b_start, row.b_end)
            if start < span.end and span.start < end:
                return True
    return False
