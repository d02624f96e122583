"""What stands around a value, and how sure that makes it that two values fill one slot.

Additive evidence in thousandths; how the weights were found stands in decision 0026.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.reading import ArticleReading
from sayso.records import Clause
from sayso.spans import Span, merge, overlap
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.forms import read_words

# Characters on either side of a value whose content words say what it is about, within its sentence.
NEAR = 60
# Content words on either side that stand right beside it.
BESIDE = 2
# Words on either side of two values at one place that are compared.
REACH = 4
# A value that stands where a longer stretch of other words does (characters) stands at no place of its own.
LONGEST_BLOCK = 48
# Words before and after a value that tell what it is about.
WORDS = 4
BASE, ALIKE = 130, 420
PLACED, LOCAL, LOCAL_MOST, TOUCHING = 25, 14, 160, 30
SAME_DEED, OTHER_DEED = 100, -60
DEED_ELSEWHERE, OTHER_REALITY = -50, -60
SAME_DOER, OTHER_DOER = 50, -140
LIGHT = frozenset("be have do go get make take come become bring see give put".split())
"""Deeds that tell nothing by themselves."""
RIVAL = -70
# Another pair is a rival from this part (thousandths) of the weight of the words near both on; a word right beside
# counts as this weight.
AS_NEAR, TOUCH = 800, 4
INSIDE = -480
IN_PASSAGE, SURE, MOST = 450, 950, 900
"""A passage alone, and what a value in a passage and one in a sentence can reach."""


@dataclass(frozen=True, slots=True)
class Doer:
    """Whoever does or undergoes a deed: the actor ("" unknown) and the stems of the words for it."""

    actor: str = ""
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands near a value and right beside it, as stems, and the clause that it stands in.

    `before` and `after` are a few words of the text; `saying`: the deed of the clause is that something is said. `beside` are the deeds of the sentence's other clauses.
    """

    span: Span
    near: frozenset[str]
    left: tuple[str, ...]
    right: tuple[str, ...]
    clause: Clause | None
    agent: Doer
    patient: Doer
    saying: bool
    beside: frozenset[str]
    about: str
    before: str
    after: str


def surroundings(article: ArticleReading, span: Span) -> Surroundings:
    """What stands around a value."""
    sentence = article.sentence_at(span.start)
    before = _stems(article.text[max(sentence.start, span.start - NEAR) : span.start])
    after = _stems(article.text[span.end : max(span.end, min(sentence.end, span.end + NEAR))])
    clause = article.clause_at(span)
    agent = _doer(article, clause.agent, clause.agent_entity) if clause else Doer()
    patient = _doer(article, clause.patient, clause.patient_entity) if clause else Doer()
    saying = clause is not None and any(
        row.cue is not None and overlap(row.cue, clause.predicate) for row in article.attributions.values()
    )
    return Surroundings(
        span=span,
        near=frozenset((*before, *after, *_deed(article, clause))),
        left=tuple(before[-BESIDE:]),
        right=tuple(after[:BESIDE]),
        clause=clause,
        agent=agent,
        patient=patient,
        saying=saying,
        beside=frozenset(
            row.verb
            for row in article.clauses
            if sentence.start <= row.start < sentence.end and clause is not None and row.id != clause.id
        ),
        about=_about(article, clause, span),
        before=" ".join(article.text[sentence.start : span.start].split()[-WORDS:]),
        after=" ".join(article.text[span.end : max(span.end, sentence.end)].split()[:WORDS]),
    )


def _deed(article: ArticleReading, clause: Clause | None) -> list[str]:
    """The stems of who does what to whom, as far as that is short."""
    parts = (clause.agent, clause.predicate, clause.patient) if clause is not None else ()
    return [
        root
        for part in parts
        if part is not None and part.end - part.start <= NEAR
        for root in _stems(article.text[part.start : part.end])
    ]


def _doer(article: ArticleReading, span: Span | None, entity: str | None) -> Doer:
    if span is None or entity is None or entity not in article.entities or not article.entities[entity].named:
        return Doer()
    words = f"{article.words(span)} {article.entities[entity].name}"
    return Doer(article.actors.get(entity, ""), frozenset(_stems(words)))


def _stems(text: str) -> list[str]:
    common = function_words()
    return [stem(form) for form in read_words(text).forms if form not in common and not form.isdigit()]


def _about(article: ArticleReading, clause: Clause | None, span: Span) -> str:
    """Words of the clause that tell the deed: who, what, to whom; else some of the sentence."""
    if clause is not None:
        parts = [part for part in (clause.agent, clause.predicate, clause.patient) if part is not None]
        parts = [part for part in parts if not overlap(part, span) and part.end - part.start <= NEAR]
        if parts:
            return " … ".join(article.words(part) for part in merge(parts, gap=1))
    sentence = article.sentence_at(span.start)
    return article.words(Span(sentence.start, min(sentence.end, sentence.start + NEAR)))


def weigh(
    meeting: Meeting,
    one: Surroundings,
    two: Surroundings,
    *,
    rivals: Iterable[tuple[Surroundings, Surroundings]] = (),
    without: frozenset[str] = frozenset(),
) -> tuple[int, tuple[str, ...]]:
    """How sure it is that two values of a meeting fill one slot, and what speaks for it; 0: not at all.

    `rivals` are the other pairs in which either of them could be compared; only those as near to each other count.
    """
    opposite = meeting.alongside.opposite(one.span)
    placed = (
        opposite is not None
        and overlap(opposite, two.span) > 0
        and opposite.end - opposite.start <= max(LONGEST_BLOCK, 2 * (two.span.end - two.span.start))
    )
    around = meeting.alongside.around(one.span, reach=REACH) if placed else 0
    if meeting.basis == "passage" or (meeting.basis == "utterance" and placed):
        if not placed:
            return 0, ()
        score = IN_PASSAGE + 2 * PLACED * around + TOUCHING * _touching(one, two)
        return min(SURE, score), (*meeting.reasons, "both stand at the same place of it")
    near = (one.near & two.near) - without
    local = _local(one, two, without)
    mine = local + TOUCH * _touching(one, two)
    rival = sum(_local(*pair, without) + TOUCH * _touching(*pair) >= AS_NEAR * mine / 1000 for pair in rivals)
    score = BASE + ALIKE * meeting.score // 1000 + PLACED * around + TOUCHING * _touching(one, two)
    score += min(LOCAL_MOST, round(LOCAL * local)) + RIVAL * rival
    reasons = list(meeting.reasons)
    if one.clause and two.clause:
        same = one.clause.verb == two.clause.verb
        if one.clause.reality != two.clause.reality:
            score += OTHER_REALITY
        if not same and (one.clause.verb in two.beside or two.clause.verb in one.beside):
            score += (
                DEED_ELSEWHERE  # the sentence tells the deed of the other value, and has another value for it
            )
        light = {one.clause.verb, two.clause.verb} & LIGHT
        score += (SAME_DEED if same else OTHER_DEED) if not light else 0
        if same and not light:
            reasons.append(f"the deed is the same: {one.clause.verb}")
    for doer, other in ((one.agent, two.agent), (one.patient, two.patient)):
        if doer.actor and other.actor:
            same = doer.actor == other.actor
            score += SAME_DOER if same else 0 if doer.words & other.words else OTHER_DOER
    if meeting.basis == "inside":
        score += INSIDE
    if near:
        reasons.append(f"beside both stand {', '.join(sorted(near))}")
    return max(0, min(MOST, score)), tuple(reasons)


def _local(one: Surroundings, two: Surroundings, without: frozenset[str]) -> float:
    """The weight of the words near both values."""
    return sum(commonness().weight(root) for root in sorted((one.near & two.near) - without))


def _touching(one: Surroundings, two: Surroundings) -> int:
    """How many content words right beside a value stand right beside the other, on the same side of it."""
    return len(set(one.left) & set(two.left)) + len(set(one.right) & set(two.right))
