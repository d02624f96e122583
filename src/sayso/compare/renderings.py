"""What two attributions of one story have in common: a rendering made ready, and the reasons to call two one.

Thresholds are thousandths. They were set on pairs of attributions labelled by hand, from articles of the tuning
part (eval/utterances.py measures them again).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from sayso.records import Attribution
from sayso.spans import Span
from sayso.words.commonness import commonness, function_words, stem
from sayso.words.forms import read_words

# Words in the same order, as a share of the shorter rendering: from here on two renderings are the same words ...
SAME_WORDS = 750
# ... if there is enough of it to be somebody's words rather than anybody's ("you can't change it from inside").
LEAST_WORDS, LEAST_CONTENT, LEAST_OWN = 6, 3, 5_000
# One speaker's words in another form: the shares of the shorter one's words (in order) and of the lighter one's
# content words add up to this; of the words alone it takes a third, or a speaker's subject passes for his sentence.
ALIKE, IN_ORDER = 1000, 350
# Weight of the shared content words in itself (natural-log document frequencies, thousandths): three words of a
# report are about 10,000; below this two renderings share the story's subject and nothing more.
LEAST_WEIGHT = 12_000
# Text that the articles share anyhow covers this share of the shorter rendering; half its words are in the other.
SAME_PASSAGE, IN_PASSAGE = 600, 500
# Where one of two articles names no speaker, nothing but the words holds the two together: this share of them is
# equal and in order, or `SAME_WORDS` of this many. All 19 labelled pairs that reach the first, identical ones of six
# words among them, are one utterance.
VERBATIM, MANY = 850, 16
# They stand together in the longer one: `SAME_WORDS` of them in a stretch that is at most so much longer.
SPREAD = 1500
# A source that is described but not named ("a commander") is somebody, and perhaps somebody else: so many words are
# quoted in both or, if not, there are so many that nobody else words them so.
LEAST_QUOTED, LONG = 5, 20
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUOTED = re.compile('“[^”]*(?:”|$)|«[^»]*(?:»|$)|"[^"]*(?:"|$)')
_OPENING = '“«"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One attribution made ready for comparing. `actor` is "" and `known` False where nobody named is behind it.

    `entity` is whoever speaks in the article itself, "" when unknown; `quoted` counts the words between quotation
    marks; `carrier` names the outlet that reports the words, "" when the article does so itself.
    """

    article: str
    attribution: Attribution
    entity: str
    actor: str
    known: bool
    name: str
    day: str | None
    forms: tuple[str, ...]
    quoted: int
    stems: dict[str, int]
    numbers: frozenset[str]
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Two renderings that are one utterance: how surely, and why."""

    score: int
    reason: str


def render(
    attribution: Attribution,
    text: str,
    *,
    actor: str,
    known: bool,
    name: str,
    said_on: str | None,
    entity: str = "",
    carrier: str = "",
    without: Sequence[Span] = (),
) -> Rendering:
    """Make an attribution ready for comparing, but for the stretches in `without` (sorted, disjoint): others' words."""
    skipped, common = function_words(), commonness()
    forms = tuple(form for span in attribution.content for form in words_left(text, span, without))
    stems = {
        stem(form): round(1000 * common.weight(stem(form)))
        for form in forms
        if form not in skipped and not form[0].isdigit()
    }
    return Rendering(
        article=attribution.article,
        attribution=attribution,
        entity=entity,
        actor=actor,
        known=known,
        name=name,
        day=said_on[:10] if said_on and _DAY.match(said_on) else None,
        forms=forms,
        quoted=sum(_words_quoted(text, span.start, span.end) for span in attribution.content),
        stems={root: weight for root, weight in stems.items() if weight > 0},
        numbers=frozenset(form for form in forms if form[0].isdigit()),
        carrier=carrier,
    )


def words_left(text: str, span: Span, without: Sequence[Span]) -> tuple[str, ...]:
    """The words of a stretch of text that lie outside others (sorted, disjoint)."""
    shifted = [Span(part.start - span.start, part.end - span.start) for part in without]
    return read_words(text[span.start : span.end], without=shifted).forms


def _words_quoted(text: str, start: int, end: int) -> int:
    """How many words of a stretch stand between quotation marks (the marks may stand right around it)."""
    first = start - 1 if start and text[start - 1] in _OPENING else start
    return sum(len(read_words(found).forms) for found in _QUOTED.findall(text[first:end]))


def may_be_one(a: Rendering, b: Rendering) -> bool:
    """Whether nothing speaks against it: no two speakers, no two days.

    Within one article only one and the same entity repeats itself (a pronoun or a role that was resolved is that
    entity): whom the article itself tells apart, words alone never make one.
    """
    if a.article == b.article and a.entity != b.entity:
        return False
    return not (a.known and b.known and a.actor != b.actor) and not (a.day and b.day and a.day != b.day)


def link(a: Rendering, b: Rendering, *, shared: int = 0) -> Link | None:
    """Why two renderings are one utterance; None when they are not, as far as words tell.

    `shared` is the share of the shorter one that lies in text which both articles have in common.
    """
    if not may_be_one(a, b):
        return None
    both = [root for root in a.stems if root in b.stems]
    shorter = min(len(a.forms), len(b.forms))
    same_speaker = a.known and b.known
    equal = LCSseq.similarity(a.forms, b.forms) if shorter else 0
    weight = sum(a.stems[root] for root in both)
    lighter = min(sum(a.stems.values()), sum(b.stems.values()))
    in_order, content = 1000 * equal // max(1, shorter), 1000 * weight // max(1, lighter)
    # A short rendering may lie scattered in a long one: its content words have to be there as well.
    enough = shorter >= LEAST_WORDS and len(both) >= LEAST_CONTENT and weight >= LEAST_OWN
    contained = len(both) * 1000 >= SAME_WORDS * min(len(a.stems), len(b.stems))
    same_words = enough and contained and in_order >= SAME_WORDS
    if not same_speaker:
        basis = _basis(a, b, in_order, shorter)
        if same_words and basis and _is_compact(a, b):
            return Link(in_order, f"{equal} of {shorter} words are the same in order, {basis}; {_who(a, b)}")
        return None
    if same_words:
        speaker = f"both attribute it to {a.name or b.name}"
        return Link(in_order, f"{equal} of {shorter} words are the same in order; {speaker}")
    if shared >= SAME_PASSAGE and in_order >= IN_PASSAGE and len(both) >= LEAST_CONTENT:
        return Link(in_order, f"the articles share the text; both attribute it to {a.name}")
    alike = in_order + content
    if weight >= LEAST_WEIGHT and in_order >= IN_ORDER and alike >= ALIKE and _numbers_agree(a, b):
        shown = ", ".join(sorted(both, key=lambda root: (-a.stems[root], root))[:5])
        return Link(alike // 2, f"both attribute it to {a.name}, in words that agree: {shown}")
    return None


def _basis(a: Rendering, b: Rendering, in_order: int, shorter: int) -> str:
    """What makes the same words those of one speaker though not both articles name somebody; "" when nothing does."""
    if a.quoted >= LEAST_QUOTED and b.quoted >= LEAST_QUOTED:
        enough, basis = in_order >= VERBATIM, "quoted in both"
    elif any(one.entity and not one.known for one in (a, b)):
        enough, basis = in_order >= VERBATIM and shorter >= LONG, "too many to be chance"
    else:
        enough, basis = in_order >= VERBATIM or shorter >= MANY, "nearly word for word"
    return basis if enough else ""


def _is_compact(a: Rendering, b: Rendering) -> bool:
    """Whether the words of the shorter one stand together in the longer one, and not here and there in a long speech."""
    shorter, longer = sorted((a.forms, b.forms), key=len)
    at = [
        number
        for op in LCSseq.opcodes(shorter, longer)
        if op.tag == "equal"
        for number in range(op.dest_start, op.dest_end)
    ]
    room = SPREAD * len(shorter) // 1000
    together = max(bisect_left(at, first + room) - n for n, first in enumerate(at))
    return 1000 * together >= SAME_WORDS * len(shorter)


def _who(a: Rendering, b: Rendering) -> str:
    """Whom each of two articles names, where not both name somebody."""
    named = [one for one in (a, b) if one.known]
    if not named:
        return "neither article names the speaker"
    return f"one attributes it to {named[0].name}, the other names nobody"


def _numbers_agree(a: Rendering, b: Rendering) -> bool:
    return a.numbers <= b.numbers or b.numbers <= a.numbers


def covered(one: Rendering, spans: Sequence[tuple[int, int]]) -> int:
    """How many characters of a rendering lie in these stretches of its article."""
    return sum(
        max(0, min(span.end, end) - max(span.start, start))
        for span in one.attribution.content
        for start, end in spans
    )
