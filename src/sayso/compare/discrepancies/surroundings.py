"""What stands around a value: the words near it, the clause that it is in, who does what there."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.compare.discrepancies.reading import ArticleReading
from sayso.records import Clause
from sayso.spans import Span, merge, overlap
from sayso.words.commonness import function_words, stem
from sayso.words.forms import read_words

# Characters on either side of a value whose content words say what it is about, within its sentence.
NEAR = 60
# Content words on either side that stand right beside it.
BESIDE = 2
# Words before and after a value that tell what it is about.
WORDS = 4


@dataclass(frozen=True, slots=True)
class Doer:
    """Whoever does or undergoes a deed: the actor ("" unknown) and the stems of the words for it."""

    actor: str = ""
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands near a value (each stem with its word) and right beside it (as stems), and the clause that it is in.

    `done_by` and `done_to` are the stems of the words for who does its deed and who undergoes it.
    `saying`: the deed of the clause is that something is said. `beside` are the deeds of the sentence's other clauses.
    `about`, `before` and `after` are words of the text.
    """

    span: Span
    near: Mapping[str, str]
    left: tuple[str, ...]
    right: tuple[str, ...]
    clause: Clause | None
    deed: str
    agent: Doer
    patient: Doer
    done_by: frozenset[str]
    done_to: frozenset[str]
    saying: bool
    beside: frozenset[str]
    about: str
    before: str
    after: str


def surroundings(article: ArticleReading, span: Span) -> Surroundings:
    """What stands around a value."""
    sentence = article.sentence_at(span.start)
    before = _rooted(article.text[max(sentence.start, span.start - NEAR) : span.start])
    after = _rooted(article.text[span.end : max(span.end, min(sentence.end, span.end + NEAR))])
    clause = article.clause_at(span)
    agent = _doer(article, clause.agent, clause.agent_entity) if clause else Doer()
    patient = _doer(article, clause.patient, clause.patient_entity) if clause else Doer()
    saying = clause is not None and any(
        row.cue is not None and overlap(row.cue, clause.predicate) for row in article.attributions.values()
    )
    return Surroundings(
        span=span,
        near=dict(reversed([*before, *after, *_deed(article, clause)])),
        left=tuple(root for root, _ in before[-BESIDE:]),
        right=tuple(root for root, _ in after[:BESIDE]),
        clause=clause,
        deed=article.words(clause.predicate) if clause else "",
        agent=agent,
        patient=patient,
        done_by=_stems(article, clause.agent if clause else None),
        done_to=_stems(article, clause.patient if clause else None),
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


def _deed(article: ArticleReading, clause: Clause | None) -> list[tuple[str, str]]:
    """The words of who does what to whom, as far as that is short."""
    parts = (clause.agent, clause.predicate, clause.patient) if clause is not None else ()
    return [
        pair
        for part in parts
        if part is not None and part.end - part.start <= NEAR
        for pair in _rooted(article.text[part.start : part.end])
    ]


def _doer(article: ArticleReading, span: Span | None, entity: str | None) -> Doer:
    if span is None or entity is None or entity not in article.entities or not article.entities[entity].named:
        return Doer()
    words = f"{article.words(span)} {article.entities[entity].name}"
    return Doer(article.actors.get(entity, ""), frozenset(root for root, _ in _rooted(words)))


def _stems(article: ArticleReading, span: Span | None) -> frozenset[str]:
    return (
        frozenset(root for root, _ in _rooted(article.text[span.start : span.end])) if span else frozenset()
    )


def _rooted(text: str) -> list[tuple[str, str]]:
    """The content words of a text, each after its stem."""
    common, words = function_words(), read_words(text)
    return [
        (stem(form), text[start:end])
        for form, start, end in zip(words.forms, words.starts, words.ends, strict=True)
        if form not in common and not form.isdigit()
    ]


def _about(article: ArticleReading, clause: Clause | None, span: Span) -> str:
    """Words of the clause that tell the deed: who, what, to whom; else some of the sentence."""
    if clause is not None:
        parts = [part for part in (clause.agent, clause.predicate, clause.patient) if part is not None]
        parts = [part for part in parts if not overlap(part, span) and part.end - part.start <= NEAR]
        if parts:
            return " … ".join(article.words(part) for part in merge(parts, gap=1))
    sentence = article.sentence_at(span.start)
    return article.words(Span(sentence.start, min(sentence.end, sentence.start + NEAR)))
