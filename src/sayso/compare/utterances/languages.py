"""In what language something was said, where the article says so ("he said in Arabic", "through an interpreter").

Nothing is presumed: a speaker's country is no language. Where no words tell, the language is unknown.
"""

import re

from sayso.records import Attribution
from sayso.spans import Span, overlap

# Languages of public life; a name that is also a people or a place counts only in "said in ..." and "translated from".
LANGUAGES = (
    "Afrikaans|Albanian|Amharic|Arabic|Armenian|Azeri|Bengali|Bosnian|Bulgarian|Burmese|Cantonese|Catalan|Chechen|"
    "Chinese|Croatian|Czech|Danish|Dari|Dutch|English|Estonian|Farsi|Finnish|French|Georgian|German|Greek|Hausa|Hebrew|"
    "Hindi|Hungarian|Indonesian|Italian|Japanese|Khmer|Korean|Kurdish|Lao|Latvian|Lithuanian|Malay|Mandarin|Mongolian|"
    "Nepali|Norwegian|Pashto|Persian|Polish|Portuguese|Punjabi|Romanian|Russian|Serbian|Sinhala|Slovak|Slovenian|Somali|"
    "Spanish|Swahili|Swedish|Tagalog|Tajik|Tamil|Thai|Tibetan|Tigrinya|Turkish|Turkmen|Ukrainian|Urdu|Uyghur|Uzbek|"
    "Vietnamese|Xhosa|Yiddish|Yoruba|Zulu"
)
# "in Arabic" is a language where no noun follows ("in Russian hands").
_TOLD = re.compile(
    rf"\b(?:in|from) (?P<language>{LANGUAGES})\b(?=\s*(?:[,.;:“”\"»«—–()\n]|$|"
    r"(?:that|on|to|at|during|before|after|by|for|as|when|while|through|via|and)\b))|"
    r"\b(?:through|via|by|with) (?:an |a |his |her |their )?(?:interpreter|translator)\b",
)
# Characters around the words of saying in which a language belongs to them, within their sentence.
NEAR = 160
_ENDS = re.compile(r"[.!?][”\"»)]*\s|\n")


def told_language(text: str, attribution: Attribution) -> Span | None:
    """The words that tell the language of what was said, outside the content itself; None where none do."""
    anchor = attribution.cue or attribution.source
    if anchor is None:
        return None
    first = max(0, anchor.start - NEAR)
    begins = [match.end() for match in _ENDS.finditer(text, first, anchor.start)]
    end = _ENDS.search(text, anchor.end, min(len(text), anchor.end + NEAR))
    until = end.start() + 1 if end else min(len(text), anchor.end + NEAR)
    found = [
        Span(*match.span())
        for match in _TOLD.finditer(text, begins[-1] if begins else first, until)
        if not any(overlap(Span(*match.span()), piece) for piece in attribution.content)
    ]
    return min(
        found,
        key=lambda span: (abs(span.start - anchor.start), span.start),
        default=None,
    )
