"""Numbers as English news writes them: digits, words, and both ("2.5 million", "three-and-a-half", "two dozen")."""

from collections.abc import Iterable, Sequence

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

ONES: dict[str, int] = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
"""Number words that add up."""

SCALES: dict[str, int] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
"""Number words that multiply what stands before them."""

SUFFIXES: dict[str, int] = {
    "k": 1000,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
"""Letters written against a number: "2.5m", "1.2bn"."""

ORDINALS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
            "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        start=1,
    )
} | {"thirtieth": 30}

LONGEST = 24
"""Digits after which a run is no number that anybody counts with (a hostile or broken input)."""


def digits(word: str) -> float | None:
    """The value of "2,500", "2.5", "40"; None for what is no plain decimal number (a score, a clock, a version)."""
    if not word or len(word) > LONGEST or not word.isascii():
        return None
    plain = word.replace(",", "")
    if not plain.replace(".", "", 1).isdigit() or plain.endswith(".") or plain.startswith("."):
        return None
    if "," in word and any(len(group.partition(".")[0]) != 3 for group in word.split(",")[1:]):
        return None
    return float(plain)


def ordinal(word: str) -> int | None:
    """The rank of "third" or "3rd"; None for other words."""
    if word in ORDINALS:
        return ORDINALS[word]
    if len(word) <= 6 and word[-2:] in {"st", "nd", "rd", "th"} and word[:-2].isdigit() and word.isascii():
        return int(word[:-2])
    return None


def number(words: Sequence[str]) -> float | None:
    """The value of a number's words in lower case, hyphens left out; None when they form no number.

    "a hundred", "twenty four", "2.5 million", "three and a half million", "half a million", "5 1 / 2".
    """
    total = current = 0.0
    seen = False
    words = _with_fractions(words)
    for at, word in enumerate(words):
        if word in {"a", "an", "and"}:
            if word != "and" and not seen and at + 1 < len(words) and words[at + 1] in SCALES:
                current, seen = 1.0, True
            continue
        value = float(ONES[word]) if word in ONES else digits(word)
        if value is None and word[:1] == "+":
            value = float(word[1:])
        if value is not None:
            current, seen = current + value, True
        elif word == "half":
            current, seen = current + 0.5, True
        elif word in SCALES:
            scale = SCALES[word]
            current = (current if seen else 1.0) * scale
            seen = True
            if scale >= 1000:
                total, current = total + current, 0.0
        else:
            return None
    return total + current if seen else None


def _with_fractions(words: Sequence[str]) -> list[str]:
    """The words with `1 / 2` folded into one fraction, written "+0.5"."""
    folded: list[str] = []
    for word in words:
        if len(folded) >= 2 and folded[-1] == "/" and word.isdigit() and folded[-2].isdigit():
            folded.pop()
            above = folded.pop()
            below = int(word) if len(word) < 4 else 0
            folded.append(f"+{int(above) / below}" if below and len(above) < 4 else "/")
        else:
            folded.append(word)
    return folded


def whole(words: Iterable[str]) -> int | None:
    """The value of words that form a whole number below ten thousand; None otherwise."""
    value = number(list(words))
    return int(value) if value is not None and value == int(value) and value < 10_000 else None
