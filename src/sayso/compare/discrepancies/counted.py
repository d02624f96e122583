"""What a number counts: its noun with what stands before and after it, so that "killed" and "wounded" stay apart."""

import re
from dataclasses import dataclass

from sayso.compare.discrepancies.reading import ArticleReading
from sayso.records import Quantity
from sayso.words.commonness import function_words, stem
from sayso.words.forms import read_words

_OF = re.compile(r" (?:of|per) ")
# "another 1,000", "two other men", "12 more": a part beside what was told before, never the same as the whole.
_PART = re.compile(
    r"\b(?:another|other|others|more|additional|extra|further|remaining|second|new|next|last|first|previous|each|every"
    r"|half|of them|of whom|of those|of the|among them|including)\b",
    re.IGNORECASE,
)
_SCALE_AFTER = re.compile(r"^[ ]?(?:crores?|lakhs?|lakh|trn|bn|mn)\b", re.IGNORECASE)
_OLD = re.compile(r"^[ -]?(?:years?[ -])?old\b|^[ -]years?[ -]old\b", re.IGNORECASE)
_PERSONS = frozenset({"person", "persons", "peopl", "individual", "human"})
# Units that count everything: what they are of has to be told by the words around.
GENERIC = frozenset(
    "percent point year month week day hour minute second time dollar pound euro yen rupees yuan peopl person mile "
    "kilometre kilometer km metre meter foot feet inch degrees share count way thing man men woman women case one member "
    "page step part".split()
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The stem of the noun, the stems of the words before it, those after "of", and whether it is an age or a part."""

    head: str
    before: frozenset[str]
    after: frozenset[str]
    age: bool
    part: frozenset[str]

    @property
    def generic(self) -> bool:
        """Whether the noun alone says hardly what is counted."""
        return self.head in GENERIC and not self.before


def counted_of(article: ArticleReading, row: Quantity) -> Counted | None:
    """What a quantity counts; None where that is not known."""
    if row.unit is None:
        return None
    text = article.text
    if _SCALE_AFTER.match(text[row.end : row.end + 8]):
        return None
    noun, *rest = _OF.split(row.unit, maxsplit=1)
    words = [_person(stem(form)) for form in read_words(noun).forms]
    if not words:
        return None
    common = function_words()
    here = text[row.start : row.end]
    around = text[max(0, row.start - 16) : row.start].rsplit("\n", 1)[-1] + here
    after = frozenset(stem(form) for form in read_words(" ".join(rest)).forms if form not in common)
    old = row.unit in {"years", "months", "weeks", "days"} and (
        "old" in here or here.lower().startswith("age") or bool(_OLD.match(text[row.end : row.end + 12]))
    )
    bare = row.unit == "years" and here.isdigit()  # "Orla Penn, 34,"
    part = frozenset(match.group().lower() for match in _PART.finditer(around))
    return Counted(words[-1], frozenset(words[:-1]) - common, after, old or bare, part)


def _person(root: str) -> str:
    return "peopl" if root in _PERSONS else root


def same_counted(a: Counted, b: Counted) -> int:
    """How sure it is, 0 to 3, that two numbers count things of one kind; 0: they do not."""
    if a.head != b.head or a.age != b.age or a.part != b.part:
        return 0
    if (a.before - b.before and b.before - a.before) or (a.after - b.after and b.after - a.after):
        return 0
    return 1 + (a.before == b.before) + (a.after == b.after)
