"""Places where two articles tell the same: a number, a date, a name or a scope word that two alike sentences share.

Found on the surface alone, by words in common and a few patterns, so that nothing of what is measured picks its own
cases. Two sentences are alike when the rare words that they share (beside the place) weigh enough of the shorter one;
the place is the same when it reads the same and stands beside a word that both have.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from sayso.words.forms import read_words

Kind = Literal["number", "date", "name", "scope"]
KINDS: tuple[Kind, ...] = ("number", "date", "name", "scope")
RARE = 0.1
"""Share of the corpus' articles that a rare word stands in at most."""
LEAST_RARE = 4
LEAST_SHARE, WEEKDAY_SHARE = 0.4, 0.6
"""Rare words that alike sentences share at least, and the share of the shorter one's weight. With less, a reader found
pairs among 90 of tuning events that tell of two things; of weekdays most of all, which stand beside any deed."""
NEAR = 5
"""Words on each side of a place that are its surroundings."""

MONTHS = ("January February March April May June July August September October November December").split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
TITLES = "President Prime Senator King Queen Prince Pope Lord Lady Sir Judge General Minister".split()
NUMERALS = "two three four five six seven eight nine ten eleven twelve".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SCOPES: Mapping[str, tuple[str, ...]] = {
    "all": ("most", "some"),
    "every": ("almost every",),
    "everyone": ("almost everyone",),
    "everybody": ("almost everybody",),
    "unanimously": ("", "narrowly"),
    "unanimous": ("divided",),
    "most of": ("some of", "all of"),
    "many of": ("a few of", "most of"),
    "some of": ("most of", "all of"),
    "none of": ("some of", "few of"),
    "nobody": ("hardly anybody",),
    "no one": ("hardly anyone",),
    "never": ("rarely",),
    "always": ("often",),
    "only by": ("mainly by",),
    "only in": ("mainly in",),
    "only to": ("mainly to",),
    "only for": ("mainly for",),
    "entirely": ("partly",),
    "completely": ("partly",),
    "fully": ("partly",),
    "mostly": ("entirely",),
    "largely": ("entirely",),
    "majority": ("minority",),
    "throughout": ("in parts of",),
}
_month = "|".join((*MONTHS, *(f"{month[:3]}\\." for month in MONTHS if len(month) > 4), "Sept\\."))
_word = "|".join((*NUMERALS, *TENS))
# A bound or a rough number ("at least 30") agrees with many others, so it tells nothing apart.
# The first letter is left out, for it may be a capital.
_bounds = "at least,more than,less than,fewer than,over,up to,nearly,almost,about,around,some,roughly,under"
_loose = "".join(f"(?<!{bound[1:]} )" for bound in _bounds.split(","))
_patterns: Mapping[Kind, re.Pattern[str]] = {
    "number": re.compile(
        rf"{_loose}(?<![\w.,:/$£€-])[$£€]?(?P<v>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|\b(?:{_word}))(?![\w:/]|[.,]\d|-\d|(?:st|nd|rd|th)\b)"
    ),
    "date": re.compile(
        rf"\b(?P<v>(?:{_month})\s\d{{1,2}}|\d{{1,2}}\s(?:{_month})|{'|'.join(DAYS)}"
        r"|(?:(?<=in )|(?<=since )|(?<=by )|(?<=from ))(?:19|20)\d\d|\d{1,2}[:.]\d\d(?=\s?[ap]\.?m))\b(?![-–])"
    ),
    "name": re.compile(
        r"(?P<v>\b[A-Z][a-zé]+(?:\s[A-Z]\.)?(?:\s[A-Z][a-zé]+){1,2})\b(?!['’-]?\s?[A-Z]|\sal-)"
    ),
    "scope": re.compile(
        rf"(?<!at )(?<!after )(?<!in )(?<!of )(?<!not )(?<!Not )(?<!nearly )(?<!almost )(?<!n't )(?<!if )\b(?P<v>{'|'.join(sorted(SCOPES, key=len, reverse=True))})\b(?!-| but\b| too\b)",
    ),
}
_after_place = re.compile(r"\b(?:in|at|near|from|to|outside|around)\s$")
_sentence = re.compile(
    r"[^\n]+?(?:(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSen)(?<!\bGen)(?<!\bGov)(?<!\bRep)(?<!\bSt)(?<!\bNo)(?<!\bJan)(?<!\bFeb)(?<!\bAug)(?<!\bSept)(?<!\bOct)(?<!\bNov)(?<!\bDec)(?<!\b[A-Z])[.!?]+[”\"’)]*(?=\s|$)|(?=\n)|$)"
)


class Sentence(NamedTuple):
    """A sentence of an article: the weights of its words by form, all of them together, and which are rare."""

    start: int
    end: int
    weights: Mapping[str, float]
    total: float
    rare: frozenset[str]


class Place(NamedTuple):
    """A slot of a sentence: what kind it is, where it stands, and what it says."""

    kind: Kind
    start: int
    end: int
    value: str


class Meeting(NamedTuple):
    """Two places of two articles (by number within the event) that tell the same, and how alike their sentences are."""

    one: int
    two: int
    a: Place
    b: Place
    sentences: tuple[tuple[int, int], tuple[int, int]]
    share: float


class Frequencies:
    """In how many articles of a corpus each word stands; and which words are given names."""

    def __init__(self, texts: Iterable[str], given: Collection[str]) -> None:
        self.given = given
        counts: Counter[str] = Counter()
        self.articles = 0
        for text in texts:
            counts.update(set(read_words(text).forms))
            self.articles += 1
        self.counts = counts

    def weight(self, form: str) -> float:
        """The inverse document frequency (natural logarithm)."""
        return math.log(self.articles / max(1, self.counts[form]))

    def rare(self, form: str) -> bool:
        """Whether a word stands in few articles."""
        return self.counts[form] <= RARE * self.articles and not form.isdigit()


def sentences(text: str, frequencies: Frequencies) -> list[Sentence]:
    """The sentences of 6 to 80 words, by full stops and line ends."""
    found = []
    for match in _sentence.finditer(text):
        forms = read_words(match.group()).forms
        if 6 <= len(forms) <= 80:
            weights = {form: frequencies.weight(form) for form in forms}
            rare = frozenset(filter(frequencies.rare, weights))
            found.append(Sentence(*match.span(), weights, sum(weights.values()), rare))
    return found


def alike(a: Sentence, b: Sentence) -> float:
    """The weight that two sentences share, of the lighter one's."""
    shared = sum(weight for form, weight in a.weights.items() if form in b.weights)
    return shared / max(1e-9, min(a.total, b.total))


def meetings(
    texts: Sequence[str], frequencies: Frequencies, kinds: Iterable[Kind] = KINDS
) -> Iterator[Meeting]:
    """The places of two articles that tell the same, each with its most alike sentence in each other article."""
    read = [sentences(text, frequencies) for text in texts]
    for one in range(len(texts)):
        for two in range(len(texts)):
            for sentence in read[one] if one != two else ():
                others = [s for s in read[two] if len(sentence.rare & s.rare) >= LEAST_RARE]
                other = max(others, key=lambda s: (alike(sentence, s), -s.start), default=None)
                if other is not None:
                    yield from _met(texts, (one, two), (sentence, other), frequencies, kinds)


def _met(
    texts: Sequence[str],
    numbers: tuple[int, int],
    pair: tuple[Sentence, Sentence],
    frequencies: Frequencies,
    kinds: Iterable[Kind],
) -> Iterator[Meeting]:
    one, two = pair
    share = alike(one, two)
    for kind in kinds if share >= LEAST_SHARE else ():
        ours, others = (
            list(places(kind, texts[number], sentence, frequencies.given))
            for number, sentence in zip(numbers, pair, strict=True)
        )
        for place in ours:
            rare = (one.rare & two.rare) - set(read_words(place.value).forms)
            if len(rare) < LEAST_RARE or (place.value in DAYS and share < WEEKDAY_SHARE):
                continue
            same = [other for other in others if other.value == place.value]
            if len(same) == 1 and sum(p.value == place.value for p in ours) == 1:
                spans = tuple((s.start, s.end) for s in pair)
                if _beside(texts[numbers[0]], one, place, frequencies) & _beside(
                    texts[numbers[1]], two, same[0], frequencies
                ):
                    yield Meeting(*numbers, place, same[0], spans, share)  # type: ignore[arg-type]


def places(kind: Kind, text: str, sentence: Sentence, given: Collection[str]) -> Iterator[Place]:
    """The places of a kind in a sentence."""
    for match in _patterns[kind].finditer(text, sentence.start, sentence.end):
        start, end = match.span("v")
        value = match["v"]
        before = text[sentence.start : start]
        if kind == "number" and not _counts(value, before, text[end : end + 14]):
            continue
        if kind == "date" and value in DAYS and re.match(r"[, ]+(?:\d|[A-Z])", text[end:]):
            continue
        if kind == "name" and not _names(value, before, given):
            continue
        yield Place(kind, start, end, value)


def _counts(value: str, before: str, after: str) -> bool:
    """Whether a number counts something: no year, no day, no number of a name ("Flight 447")."""
    plain = value.replace(",", "")
    if "," not in value and re.fullmatch(r"(?:1[5-9]|20)\d\d", plain):
        return False
    if re.search(rf"(?:{_month}|[a-z] [A-Z]\w*|[A-Z]\w+\.|\d|\bor|\bto)[\s-]$", before):
        return False
    if re.match(rf"\s(?:{_month}|a\.m|p\.m|AM|PM|o.clock|\d|or\b|to\b)", after):
        return False
    return not value.startswith("0") and value != "1"


def _names(value: str, before: str, given: Collection[str]) -> bool:
    """Whether a name is a person's (a known given name first) or a place's (a preposition of place before it)."""
    words = value.split()
    if words[0] in {*MONTHS, *DAYS, *TITLES, "The"} or words[-1] in {*MONTHS, *DAYS}:
        return False
    return words[0].casefold() in given or bool(_after_place.search(before))


def _beside(text: str, sentence: Sentence, place: Place, frequencies: Frequencies) -> set[str]:
    """The words around a place that are not everywhere: those counted by a number or a scope word, any near the others."""
    after = read_words(text[place.end : sentence.end]).forms[:NEAR]
    before = read_words(text[sentence.start : place.start]).forms[-NEAR:]
    counted = place.kind == "number" or (
        place.kind == "scope" and not place.value.endswith(("ly", "y", "er", "ys"))
    )
    forms: Sequence[Any] = after[:3] if counted else (*before, *after)
    return {form for form in forms if frequencies.counts[form] < 0.5 * frequencies.articles}
