"""What one article has of positions: sentences of what is said that take a stance, each with its theme.

The theme are the words that say what a stance is about: no names, no grammar, none of the words that take the
stance. Names are left out because everybody in a story names the same ones.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from sayso.compare.origins.carriers import CARRIERS
from sayso.compare.positions.stances import Stance, find_stances, has_condition
from sayso.compare.tables import table
from sayso.compare.utterances.reading import read_renderings
from sayso.compare.utterances.renderings import Rendering, Voice
from sayso.records import Mention, Sentence, Speaker, UtteranceMember
from sayso.spans import Span
from sayso.stage import Bundle
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.forms import read_words
from sayso.words.vectors import Vector

ALIKE = "alike_words.tsv"
CLOSING = "”’\"'» )"
"""What may stand after the sign that ends a sentence."""
# Characters between a cue and what it governs: a space, a mark, "that ".
CUE_GAP = 6
# Who only describes takes no stance.
DESCRIBERS = frozenset(
    "analyst analysts expert experts commentator commentators pundit pundits historian historians pollsters".split()
)
# Words alike in so many letters of their stems are one theme: "continue" and "continuation".
ROOT = 6
# What a deed of `ALIKE` weighs more than another, in thousandths: it names what a demand is about more often than how.
# With 1500 the same number of propositions hold a twentieth more statements on the tuning stories than with 1000.
DEED = 1500
# A theme that weighs less (natural-log document frequencies, thousandths) could be about anything.
LEAST_THEME = 4_000
# Words about saying and counting time: they are in everybody's mouth and nobody's theme.
EMPTY = frozenset(
    "say said tell told people year month week day today yesterday tomorrow new make made take took one two three "
    "first last use used using also very thing lot way time come came go went going know think want need call country government "
    "state president minister mr mrs ms dr".split()
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Statement:
    """A sentence of a rendering that takes a stance.

    `told` is what shows it: with the cue where that stands right before ("opposed any levy": "any levy" would mislead).
    `forms` are its folded words and `places` where they stand in the article; `stances` are counted in `forms`,
    `cue_stances` in the words of the cue. `theme` has the weight of each root in thousandths, `at` where in `forms`
    it stands, `shown` a word of each. `names` are roots of names. `alone`: the rendering is this one sentence.
    """

    rendering: Rendering
    article: str
    utterance: str
    span: Span
    told: Span
    forms: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    stances: tuple[Stance, ...]
    cue_stances: tuple[Stance, ...]
    cue: tuple[str, ...]
    theme: Mapping[str, int]
    at: Mapping[str, tuple[int, ...]]
    shown: Mapping[str, str]
    names: frozenset[str]
    conditional: bool
    alone: bool
    vector: Vector | None = field(default=None, repr=False)

    @property
    def id(self) -> tuple[str, int]:
        """What tells it from all others."""
        return self.rendering.id, self.span.start

    @property
    def kinds(self) -> frozenset[str]:
        """What it does: asks, refuses, approves ..."""
        return frozenset(stance.told for stance in (*self.cue_stances, *self.stances))


@dataclass(frozen=True, slots=True)
class Heard:
    """What one article has to gather: its statements in reading order, and who speaks in each of its utterances."""

    statements: tuple[Statement, ...]
    voices: tuple[tuple[str, Voice], ...]


def read_statements(bundle: Bundle) -> Heard:
    """The statements of an article; what an outlet or a document passes on in its own name, and questions, are left out."""
    text = bundle.article.text
    # What an outlet or a document passes on is nobody's position.
    carried = {row.attribution for row in bundle[Speaker] if row.type in CARRIERS}
    utterances = {row.attribution: row.utterance for row in bundle[UtteranceMember]}
    sentences = [Span(row.start, row.end) for row in bundle[Sentence]]
    named = {place for row in bundle[Mention] if row.form == "name" for place in range(row.start, row.end)}
    statements: list[Statement] = []
    voices: list[tuple[str, Voice]] = []
    for rendering in read_renderings(bundle):
        if rendering.id in carried or rendering.id not in utterances:
            continue
        voices.append((utterances[rendering.id], rendering.voice))
        if not rendering.voice.known and DESCRIBERS.intersection(read_words(rendering.voice.name).forms):
            continue
        cue = rendering.attribution.cue
        cue_forms = read_words(text[cue.start : cue.end]).forms if cue is not None else ()
        cue_stances = find_stances(cue_forms, cue=True)
        pieces = _pieces(rendering.attribution.content, sentences)
        for piece in pieces:
            made = _statement(
                rendering,
                text,
                piece,
                utterance=utterances[rendering.id],
                cue=cue_forms,
                cue_stances=cue_stances,
                named=named,
                alone=len(pieces) == 1,
            )
            if made is not None:
                statements.append(made)
    return Heard(tuple(statements), tuple(voices))


def _pieces(content: Sequence[Span], sentences: Sequence[Span]) -> list[tuple[Span, ...]]:
    """What is said, by sentence of the article; what no sentence holds stands alone."""
    found: dict[tuple[int, int], list[Span]] = {}
    for span in content:
        inside = [one for one in sentences if one.start < span.end and span.start < one.end]
        for one in inside or [span]:
            part = Span(max(one.start, span.start), min(one.end, span.end))
            found.setdefault((one.start, one.end), []).append(part)
    return [tuple(parts) for _, parts in sorted(found.items())]


def _statement(
    rendering: Rendering,
    text: str,
    piece: tuple[Span, ...],
    *,
    utterance: str,
    cue: tuple[str, ...],
    cue_stances: tuple[Stance, ...],
    named: Collection[int],
    alone: bool,
) -> Statement | None:
    words = [
        (form, span.start + start, span.start + end)
        for span in piece
        for form, start, end in _words(text[span.start : span.end])
    ]
    forms = tuple(form for form, _, _ in words)
    stances = find_stances(forms, cue=False)
    if not stances and not cue_stances:
        return None
    taken = {number for stance in stances for number in range(stance.first, stance.last)}
    alike, deeds, common, skipped = alike_words(), deed_words(), commonness(), function_words()
    theme: dict[str, int] = {}
    at: dict[str, list[int]] = {}
    shown: dict[str, str] = {}
    names: set[str] = set()
    for number, (form, start, _) in enumerate(words):
        if form in skipped or form[0].isdigit():
            continue
        if start in named or _is_name(text, start, piece):
            names.add(stem(form)[:ROOT])
        elif number not in taken and form not in EMPTY and stem(form) not in EMPTY:
            root = alike.get(form) or stem(form)[:ROOT]
            weight = round((DEED if form in deeds else 1000) * common.weight(stem(form)))
            if weight > 0:
                theme[root] = max(weight, theme.get(root, 0))
                at.setdefault(root, []).append(number)
                shown.setdefault(root, form)
    whole = Span(piece[0].start, piece[-1].end)
    if sum(theme.values()) < LEAST_THEME or _is_question(text, whole):
        return None
    return Statement(
        rendering=rendering,
        article=rendering.article,
        utterance=utterance,
        span=whole,
        told=_with_cue(text, rendering.attribution.cue, whole),
        forms=forms,
        places=tuple((start, end) for _, start, end in words),
        stances=stances,
        cue_stances=cue_stances,
        cue=cue,
        theme=theme,
        at={root: tuple(numbers) for root, numbers in at.items()},
        shown=shown,
        names=frozenset(names),
        conditional=has_condition(forms),
        alone=alone,
        vector=rendering.vector,
    )


def _with_cue(text: str, cue: Span | None, said: Span) -> Span:
    if cue is None or not 0 <= said.start - cue.end <= CUE_GAP or "." in text[cue.end : said.start]:
        return said
    return Span(cue.start, said.end)


def _is_question(text: str, span: Span) -> bool:
    return text[span.start : span.end].rstrip(CLOSING).endswith("?")


def _words(piece: str) -> Iterator[tuple[str, int, int]]:
    found = read_words(piece)
    yield from zip(found.forms, found.starts, found.ends, strict=True)


def _is_name(text: str, start: int, piece: Sequence[Span]) -> bool:
    """Whether a word is written as a name: a capital that does not begin a sentence or a quotation."""
    if not text[start].isupper() or any(span.start == start for span in piece):
        return False
    before = text[max(0, start - 2) : start].rstrip(" ")
    return bool(before) and before[-1] not in '.!?:;“”"«»‘\n…('


@lru_cache(maxsize=1)
def alike_words() -> Mapping[str, str]:
    """The root of its group for each folded word that the table has, the opposites among them."""
    return {word: group.root for group in _groups() for word in (*group.words, *group.others)}


@lru_cache(maxsize=1)
def deed_words() -> frozenset[str]:
    """The words of the table that name a deed, and no thing."""
    return frozenset(word for group in _groups() if group.deed for word in (*group.words, *group.others))


@lru_cache(maxsize=1)
def opposites() -> frozenset[str]:
    """Words that name the opposite of their group's deed."""
    return frozenset(word for group in _groups() for word in group.others)


class _Group(NamedTuple):
    root: str
    deed: bool
    words: Sequence[str]
    others: Sequence[str]


def _groups() -> Iterator[_Group]:
    for (line,) in table(ALIKE):
        words, _, others = line.removeprefix("=").partition("~")
        first = words.split()[0]
        yield _Group(stem(first)[:ROOT], not line.startswith("="), words.split(), others.split())
