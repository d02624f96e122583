"""The grammar of English time expressions, over the letters of `words`.

Each rule is a regular expression over one letter a word; the first rule that matches at a place wins, so that the
order is from the most to the least specific. The repeats are over disjoint letters, so matching is linear.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from sayso.annotate.timing.words import Words

# Bounded: a text of a million number words must not be tried from every one of them to its end.
_WORDY = r"w(?:-?w){0,7}"
_NUM = rf"(?:(?:a{_WORDY}|{_WORDY}|[nxY])(?:&{_WORDY})?(?:-?&-?a-?b|n/n)?)"
_MANY = r"(?:a?sf?t?)"
_UNIT = r"[UQVHISK]"
_MOD = r"(?:(?:h|[el](?=-?[TDGPM])|t?Bf)-?)?"
_YEAR = r"(?:,?f?(?:Y|[TLX]U))"
_DAY = rf"(?:M\.?t?[noS](?![:/]){_YEAR}?|t?[noS]f?M\.?{_YEAR}?)"
_ZONE = r"(?:,?(?:z2?|12|1z))?"

RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"i"),
    ("slash", r"J"),
    ("recent", r"6[VI]"),
    ("clock", rf"n_tP|(?:[nk][pm]|j){_ZONE}|k{_ZONE}|[nYx]z|q{_ZONE}"),
    ("week_of", rf"tUf{_DAY}"),
    ("day", rf"(?:D\.?,?)?{_DAY}"),
    ("quarter", r"t?[oS]-?Q(?:f(?:t?F?(?:Y|U)|[TLX]F?U)|Y)?|t?Y[oS]-?Q|[TLX]U'[oS]?-?Q|t?F[oS]-?Q|4(?:f?Y)?"),
    ("year_ago", r"t?U-?[ge][oS]?-?[Qr]|tY[Qr]|t?U-[ge]"),
    ("year_named", rf"tU(?:Y|{_WORDY}(?![UVQHISK]))"),
    ("half", r"t?[oSL]-?bf(?:F?Y|[TLX]U|tU|t?`?c)"),
    ("century", r"t?h?-?[oS]-?U"),
    ("holiday", rf"(?:[LTX])?W(?:{_YEAR})?"),
    ("span", rf"t?[LXTN]F?(?:{_NUM}|{_MANY})\+*-?{_UNIT}(?!-?O)|t?[oS]{_NUM}\+?V|5V"),
    ("day_before", r"tU[elA]G|tU[elA]"),
    (
        "relative",
        rf"{_MOD}t?(?:[TLNX][LX]?)F?(?:U|Q|K|Z|M(?!\.?,?[nY])|DP?|P|r)(?!-?O)|{_MOD}t(?:F?U|K)",
    ),
    ("ago", rf"(?:{_NUM}|{_MANY}|a)\+*-?{_UNIT}(?:__)?-?[gelA]|V[gel]"),
    ("half_unit", r"ba-?[HU]|a?b-[HU]|ab[HU]"),
    ("duration", rf"t?(?:{_NUM}|{_MANY}|a)\+*-?{_UNIT}(?!-?O)"),
    ("set", r"v(?:o|S|w|n)?(?:[UVHIQKDMZP]|S)P?|[d]"),
    ("decade", rf"{_MOD}t?h?-?`?c|t?h?-?C"),
    ("month", rf"{_MOD}M\.?{_YEAR}?"),
    ("year_end", r"U(?:-|'|-?)B"),
    ("year", rf"{_MOD}(?:F?U?Y|F?'?Y|w-?w(?:-w)?)"),
    ("weekday", rf"{_MOD}D\.?P?|{_MOD}GP?|E(?:P)?"),
    ("same", r"[ty]y?[UQKPr]"),
    ("part", rf"{_MOD}t?h?-?P"),
    ("season", rf"{_MOD}t?h?-?Z(?:f?Y|f[TLX]U|f{_WORDY})?"),
    ("now", r"R|tu|t_u|tL(?![nwsVUQHI_])|t3"),
    ("plural", r"V|I"),
)
"""The rules by name, in the order in which they are tried."""


class Piece(NamedTuple):
    """What one rule matched: words `[first, last)`."""

    rule: str
    first: int
    last: int


def compile_rules() -> Callable[[Words], Iterator[Piece]]:
    """A function that finds the time expressions of a text's words, in reading order, none overlapping another."""
    every = "|".join(f"(?P<{name}>{rule})" for name, rule in RULES)
    # Most words have no part in any rule: the look-ahead leaves them behind at once.
    finditer = re.compile(rf"(?![_,.|/=&'12`+\-])(?:{every})").finditer

    def find(words: Words) -> Iterator[Piece]:
        for match in finditer(words.letters):
            if match.lastgroup is not None:
                yield Piece(match.lastgroup, match.start(), match.end())

    return find
