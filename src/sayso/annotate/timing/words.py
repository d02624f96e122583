"""A text as words with one letter each for what they can mean in a time expression.

The grammar (`patterns`) is written over these letters, so that a whole article is searched by one compiled
pattern over a short string: linear in the text, whatever stands in it.
"""

import re
from dataclasses import dataclass

from sayso.annotate.counting.numerals import ONES, ORDINALS

# The two-letter forms come before single words, a date before its parts. Every alternative is linear.
_TOKEN = re.compile(
    r"""[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])          # 2021-07-26
      | [0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})(?![0-9/])   # 26/07/2021
      | [0-9]+(?:,[0-9]{3}(?![0-9])|[.:][0-9]+)*[A-Za-z]*     # 2,500  3:30pm  1990s  21st
      | [AaPp]\.[ ]?[Mm]\b\.?                           # p.m.
      | [QH][1-4]\b
      | (?:[A-Za-z]\.){2,}
      | [^\W\d_]+
      | ['’]s\b
      | \n[^\S\n]*\n
      | [^\w\s]""",
    re.VERBOSE,
)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = "january february march april may june july august september october november december".split()
WEEKDAY = {name: day for day, name in enumerate(WEEKDAYS, start=1)} | {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
MONTH = {name: month for month, name in enumerate(MONTHS, start=1)} | {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
SEASON = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
PART = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dawn": "MO"}
UNIT = {
    "second": "S", "minute": "T", "hour": "H", "day": "D", "week": "W", "fortnight": "F", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centuries": "C", "weekend": "K",
}  # fmt: skip
"""Unit words to one letter; minutes are T here, so that M stays the month."""
DECADE = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip

_LETTERS: dict[str, str] = {
    "D": "monday tuesday wednesday thursday friday saturday sunday",
    "E": "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    "U": "day week month year decade century fortnight",
    "Q": "quarter",
    "K": "weekend",
    "V": "days weeks months years quarters decades centuries fortnights weekends",
    "H": "hour minute",
    "I": "hours minutes seconds",
    "P": "morning afternoon evening night dawn",
    "q": "noon midnight midday",
    "G": "today tomorrow yesterday tonight",
    "Z": "spring summer fall autumn winter",
    "L": "last past previous preceding",
    "X": "next following coming upcoming",
    "T": "this",
    "N": "current latest",
    "y": "that same",
    "g": "ago",
    "e": "earlier",
    "l": "later afterward afterwards",
    "A": "before after",
    "h": "early late mid",
    "6": "recent",
    "B": "beginning start end middle close rest",
    "t": "the",
    "a": "a an another",
    "f": "of",
    "v": "every each",
    "s": "several few couple many some",
    "F": "fiscal",
    "O": "old olds",
    "&": "and",
    "b": "half",
    "C": "twenties thirties forties fifties sixties seventies eighties nineties",
    "S": "second",
    "r": "period",
    "z": "gmt utc est edt et pst pdt cst cdt bst cet cest ist",
    "+": "more additional full straight consecutive trading business working calendar",
    "1": "local eastern pacific",
    "2": "time",
    "3": "moment",
    "5": "these",
    "u": "future",
    "W": "thanksgiving christmas",
    "R": "now currently recently soon nowadays",
    "d": "daily weekly monthly yearly annually nightly hourly",
}
LEXICON: dict[str, str] = {
    word: letter for letter, words in reversed(_LETTERS.items()) for word in words.split()
}
LEXICON.update(dict.fromkeys(ONES, "w"))
LEXICON.update(dict.fromkeys(("dozen", "hundred", "thousand"), "w"))
LEXICON.update({word: "o" for word in ORDINALS if word != "second"})

_CAPITAL_ONLY = frozenset(
    "mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec march may august".split()
)
_MARKS = {",": ",", ".": ".", "-": "-", "–": "-", "—": "=", "/": "/", "'": "`", "’": "`", "‘": "`"}
_SUFFIX = re.compile(r"([0-9][0-9.,:]*)([A-Za-z]+)")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in lower case, where they stand, and a letter for each."""

    lower: list[str]
    start: list[int]
    end: list[int]
    letters: str


def read_words(text: str) -> Words:
    """Cut a text into words and give each its letter ("_" for a word that no time expression uses)."""
    lower: list[str] = []
    start: list[int] = []
    end: list[int] = []
    letters: list[str] = []
    known = LEXICON.get
    for match in _TOKEN.finditer(text):
        raw = match.group()
        word = raw.lower()
        letter = known(word)
        if letter is None:
            first = raw[0]
            if "0" <= first <= "9":
                letter = _number_letter(word)
            elif first.isalpha():
                letter = _word_letter(raw, word)
            elif first == "\n":
                letter = "|"
            elif len(raw) == 2:
                letter = "'"
            else:
                letter = _MARKS.get(raw, "_")
        lower.append(word)
        start.append(match.start())
        end.append(match.end())
        letters.append(letter)
    return Words(lower, start, end, "".join(letters))


def _word_letter(raw: str, word: str) -> str:
    if word in MONTH or word in WEEKDAY:
        capital = raw[0].isupper()
        if capital or word not in _CAPITAL_ONLY:
            return "D" if word in WEEKDAY else "M"
        return "_"
    if word[0] in "ap" and word[1:2] in {".", "m"} and word.replace(".", "").replace(" ", "") in {"am", "pm"}:
        return "p" if "." in word or word == "pm" or raw == "AM" else "m"
    if len(raw) == 2 and word[1].isdigit():
        return "4"
    return "_"


def _number_letter(word: str) -> str:
    """The letter of a word that begins with a digit."""
    if word.isdigit():
        if len(word) <= 2:
            return "n" if int(word) <= 31 else "x"
        return "Y" if len(word) == 4 and word[0] in "12" else "x"
    if len(word) == 10 and word[4] == "-":
        return "i"
    if "/" in word:
        return "J"
    suffix = _SUFFIX.fullmatch(word)
    if suffix is not None:
        body, tail = suffix.groups()
        if tail == "s" and body.isdigit() and (len(body) == 4 or len(body) == 2) and body[-1] == "0":
            return "c"
        if tail in {"st", "nd", "rd", "th"} and body.isdigit() and len(body) <= 2:
            return "o"
        if tail in {"am", "pm"} and len(body) <= 5:
            return "j"
        return "_"
    if len(word) <= 5 and word.count(":") == 1:
        return "k"
    return "x"
