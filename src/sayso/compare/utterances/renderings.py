"""Renderings made ready for comparing: the words, numbers and names of an attribution, who says it, and when."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sayso.compare.aligning.quoting import quoted
from sayso.compare.aligning.worded import NEGATIONS
from sayso.records import Attribution
from sayso.spans import Span
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.forms import read_words
from sayso.words.vectors import Vector

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# After these a capital only begins a sentence. Names are compared by so many letters: "Iraq" and "Iraqi" meet.
_BEGINS, ROOT = '.!?:;“”"«»‘\n', 5
_SMALL = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# "one" is left out: it is somebody, or anybody, more often than a number.
NUMERALS = {word: str(n) for n, word in enumerate(_SMALL, 2)} | {
    word: str(10 * n) for n, word in enumerate(_TENS, 2)
}
FIRST_PERSON = frozenset({"im", "ive", "ill", "id"})
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks, as far as it is known. `entity` is "" when unknown, `actor` where nobody named is behind it.

    `bodies` are the bodies that the words are said for (an actor's id or a folded name), the speaker among them when
    it is a body itself; `spokesman` is set where somebody else speaks for it. Who is not `introduced` has a name that
    the article gives nobody, or one of several ("Penn"). `inferred` is who was not named beside the words.
    """

    entity: str = ""
    actor: str = ""
    known: bool = False
    name: str = ""
    introduced: bool = True
    inferred: bool = False
    bodies: frozenset[str] = frozenset()
    spokesman: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What surrounds the words: the day they were said on, when the article came out (ISO days), who passed them on."""

    day: str | None = None
    earliest: str | None = None
    latest: str | None = None
    carrier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rendering:
    """One attribution made ready for comparing.

    `roots` are the stems of all its words in order, `stems` those that say something, with weights in thousandths and
    `shown` with a word of each;
    `quotes` the stems within each pair of quotation marks; `names` has each name by its first letters.
    """

    article: str
    attribution: Attribution
    voice: Voice
    said: Said
    roots: tuple[str, ...]
    quotes: tuple[tuple[str, ...], ...]
    stems: Mapping[str, int]
    shown: Mapping[str, str]
    numbers: frozenset[str]
    names: Mapping[str, str]
    negations: int
    vector: Vector | None = field(default=None, repr=False)

    @property
    def id(self) -> str:
        """The id of its attribution."""
        return self.attribution.id

    @property
    def quoted(self) -> int:
        """How many words stand in quotation marks."""
        return sum(map(len, self.quotes))

    @property
    def weight(self) -> int:
        """How much its words weigh together, in thousandths."""
        return sum(self.stems.values())


def render(
    attribution: Attribution,
    text: str,
    *,
    voice: Voice,
    said: Said | None = None,
    vector: Vector | None = None,
    without: Sequence[Span] = (),
) -> Rendering:
    """Make an attribution ready for comparing, but for the stretches in `without` (sorted, disjoint): others' words."""
    skipped, common = function_words(), commonness()
    words = [word for span in attribution.content for word in words_left(text, span, without)]
    forms = [form for form, _, _ in words]
    stems = {
        stem(form): round(1000 * common.weight(stem(form)))
        for form in forms
        if form not in skipped and not form[0].isdigit()
    }
    return Rendering(
        article=attribution.article,
        attribution=attribution,
        voice=voice,
        said=said or Said(),
        roots=tuple(map(stem, forms)),
        quotes=tuple(
            tuple(stem(form) for form, _, _ in words_left(text, span, without))
            for span in quoted(text, attribution.content)
        ),
        stems={root: weight for root, weight in stems.items() if weight > 0},
        shown={stem(form): word.lower() for form, word, _ in reversed(words)},
        numbers=frozenset(
            NUMERALS.get(form, form) for form in forms if form[0].isdigit() or form in NUMERALS
        ),
        names={form[:ROOT]: shown for form, shown, is_name in words if is_name},
        negations=sum(form in NEGATIONS for form in forms),
        vector=vector if vector is None or np.any(vector) else None,
    )


def day_of(value: str | None) -> str | None:
    """The day that a time stands for; None where it is not one day."""
    return value[:10] if value and _DAY.match(value) else None


def words_left(text: str, span: Span, without: Sequence[Span]) -> list[tuple[str, str, bool]]:
    """The words of a stretch of text that lie outside others: folded, as written, and whether written as a name."""
    shifted = [Span(part.start - span.start, part.end - span.start) for part in without]
    piece = text[span.start : span.end]
    found = read_words(piece, without=shifted)
    return [
        (form, piece[start:end], _is_name(piece, start, form))
        for form, start, end in zip(found.forms, found.starts, found.ends, strict=True)
    ]


def _is_name(piece: str, start: int, form: str) -> bool:
    if not piece[start].isupper() or form in CALENDAR or form in function_words() or form in FIRST_PERSON:
        return False
    before = piece[max(0, start - 3) : start].rstrip(" ")
    return bool(before) and before[-1] not in _BEGINS
