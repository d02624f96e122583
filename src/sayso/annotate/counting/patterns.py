"""The shapes of numbers in running text: amounts, ranges, money, fractions, hedges before and after."""

import re
from typing import NamedTuple

from sayso.annotate.counting import numerals

_ONES = "|".join(sorted(numerals.ONES, key=len, reverse=True))
_SCALES = "|".join(numerals.SCALES)
_DIGITS = r"[0-9]{1,15}(?:,[0-9]{3})*(?:\.[0-9]{1,6})?(?!,?[0-9])"
# "A hundred and six" is one number, "between four and six" are two.
_AND = "|".join(rf"(?<={scale})" for scale in numerals.SCALES)
_JOINT = rf"(?:-|(?:{_AND})[ ]and[ ]|[ ]and[ ](?=a[ -]half\b)|[ ])"
_SPOKEN = (
    rf"(?:(?:{_ONES}|{_SCALES})\b(?:{_JOINT}(?:{_ONES}|{_SCALES}|a[ -]half(?=[ -](?:{_SCALES})))\b){{0,8}})"
)
_AMOUNT = (
    rf"(?:{_DIGITS}(?:[ ]?(?:bn|mn|mln|tn|trn|[mkMKBb])\b(?![.][A-Za-z]))?(?:[ -](?:{_SCALES})\b)*"
    rf"|an?[ ](?=(?:{_SCALES})\b){_SPOKEN}|half[ ]an?[ ](?:{_SCALES})\b|{_SPOKEN})"
    r"(?:[ -]and[ -]a[ -]half\b(?:[ -](?:million|billion|trillion)\b)?)?"
)
_MONEY = r"(?:US\$|A\$|C\$|Rs\.?[ ]?|\$|£|€|¥)"
_LOOSE = r"(?:(?:tens|hundreds|dozens|thousands|millions)[ ]of[ ](?:thousands|millions|billions)|dozens|hundreds|thousands|millions|billions|scores)"
_PARTS = r"(?:half|third|quarter|fourth|fifth|sixth|seventh|eighth|tenth)"
_FRACTION = rf"(?:(?:an?|one|two|three|four)[ -]{_PARTS}s?|half)(?=[ ](?:of|the|its|their|his|her|a)\b)"

HEDGES: dict[str, str] = {
    "about": "about", "around": "about", "some": "about", "roughly": "about", "approximately": "about",
    "an estimated": "about", "estimated": "about", "nearly": "nearly", "almost": "nearly", "close to": "nearly",
    "just under": "nearly", "more than": "more than", "over": "more than",
    "well over": "more than", "just over": "more than", "upwards of": "more than", "fewer than": "fewer than",
    "less than": "fewer than", "under": "fewer than", "at least": "at least", "no fewer than": "at least",
    "no less than": "at least", "up to": "up to", "as many as": "up to",
    "as much as": "up to", "at most": "up to", "no more than": "up to", "exactly": "exactly",
}  # fmt: skip
"""Hedges before a number, by the word that stands for all of their kind."""

_HEDGE = "|".join(re.escape(hedge) for hedge in sorted(HEDGES, key=len, reverse=True)).replace(r"\ ", "[ ]")

PATTERN = re.compile(
    rf"""(?<![\w.,:/@#&=+'’-])
    (?:(?P<hedge>{_HEDGE})[ ](?:the[ ])?)?
    (?P<number>(?P<fraction>{_FRACTION})
      |(?P<loose>{_LOOSE})\b
      |(?P<between>between[ ])?(?P<money>{_MONEY})?(?P<first>{_AMOUNT})(?:[ ]?%)?
         (?:(?P<to>[ ]?[–-][ ]?|[ ]to[ ]|(?(between)[ ]and[ ]|(?!)))(?:{_MONEY})?(?P<second>{_AMOUNT}))?
    )
    (?P<after>[ ]or[ ]more\b|[ ]or[ ]so\b|\+|-plus\b)?
    (?P<percent>[ ]?%|[ -]percent\b|[ -]per[ ]cent\b)?""",
    re.VERBOSE | re.IGNORECASE,
)
"""One number with what is written against it. Bounded repeats only, so that no input makes it slow."""

_CURRENCIES = {"US$": "US dollars", "A$": "Australian dollars", "C$": "Canadian dollars", "$": "dollars", "£": "pounds", "€": "euros", "¥": "yen"}  # fmt: skip
_LEAST = {"dozens": 12, "scores": 20, "tens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9}  # fmt: skip
_SHARES = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "tenth": 10,
}
_SPLIT = re.compile(r"[ -]")
_SUFFIX = re.compile(r"([0-9.,]+)[ ]?([a-z]+)")


class Amount(NamedTuple):
    """A number as written: its value or range, hedge, and the money, percent or share that it is of."""

    value: float
    value_to: float | None
    modifier: str | None
    money: str | None
    percent: bool
    share: bool
    spelled: bool
    """Written in words, below a hundred: "two"."""


def amount(match: re.Match[str]) -> Amount | None:
    """The amount of a match of PATTERN; None when its words form no number."""
    hedge = (match["hedge"] or "").lower()
    modifier = HEDGES.get(hedge)
    after = (match["after"] or "").strip().lower()
    if after:
        modifier = "about" if after == "or so" else "at least"
    if match["fraction"]:
        share = _share(match["fraction"].lower())
        return (
            None
            if share is None
            else Amount(share, None, modifier, None, percent=False, share=True, spelled=False)
        )
    if match["loose"]:
        words = match["loose"].lower()
        value = 1
        for word in words.split(" of "):
            value *= _LEAST[word]
        return Amount(value, None, f"{words} of", None, percent=False, share=False, spelled=False)
    first = read_amount(match["first"])
    second = read_amount(match["second"]) if match["second"] else None
    if first is None:
        return None
    if second is not None and match["first"].replace(".", "").isdigit():
        first *= _scale_of(match["second"])  # "2 to 3 million"
    money = match["money"]
    currency = None if money is None else _CURRENCIES.get(money.upper(), "rupees")
    spelled = match["first"][0].isalpha() and first < 100
    percent = bool(match["percent"]) or "%" in match["number"]
    return Amount(first, second, modifier, currency, percent=percent, share=False, spelled=spelled)


def _share(words: str) -> float | None:
    parts = _SPLIT.split(words)
    below = _SHARES.get(parts[-1].removesuffix("s") if parts[-1] not in _SHARES else parts[-1])
    above = 1 if len(parts) == 1 or parts[0] in {"a", "an"} else numerals.ONES.get(parts[0])
    if below is None or above is None or above >= below:
        return None
    return round(above / below, 4)


def _scale_of(words: str) -> int:
    parts = _SPLIT.split(words.lower())
    if parts[-1] in numerals.SCALES:
        return numerals.SCALES[parts[-1]]
    suffix = _SUFFIX.fullmatch(words.lower())
    return numerals.SUFFIXES.get(suffix[2], 1) if suffix is not None else 1


def read_amount(words: str) -> float | None:
    """The value of "2,500", "2.5m", "two and a half million", "half a million"; None when it is no number."""
    lower = words.lower()
    suffix = _SUFFIX.fullmatch(lower)
    if suffix is not None and suffix[2] in numerals.SUFFIXES:
        value = numerals.digits(suffix[1])
        return None if value is None else _clean(value * numerals.SUFFIXES[suffix[2]])
    parts = _SPLIT.split(lower)
    if parts[0] == "half":
        return 0.5 * numerals.SCALES.get(parts[-1], 1)
    value = numerals.number(parts)
    return None if value is None else _clean(value)


def _clean(value: float) -> float:
    """A value without the dust of binary fractions (2.3 * 10**6)."""
    return round(value, 6)
