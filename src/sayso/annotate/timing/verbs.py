"""Whether the verb over a time expression looks back or ahead: "met on Monday", "will meet on Monday"."""

from bisect import bisect_right
from collections.abc import Callable

from sayso.records import Parse

# Passive participles that announce what is to come: "is due Monday", "was set for Monday".
_PLANNED = frozenset("due scheduled expected planned slated poised supposed payable effective".split())
# Verbs whose present tense announces: "the talks open Monday". Of others it tells a state or a headline's past.
_TIMETABLE = frozenset(
    "expires expire begins begin starts start opens open closes close resumes resume meets meet ends end leaves leave "
    "arrives arrive reconvenes reconvene takes take returns return goes go runs run faces face visits visit votes vote "
    "is are".split()
)
_CLIMB = (
    8  # heads between a date and its verb; longer chains are lists and appositions, where tense says little
)
_AUXILIARIES = 6  # tokens before a verb among which its auxiliaries stand


def verb_lean(text: str, parse: Parse) -> Callable[[int], int]:
    """A function from an offset to -1 (the verb over the word there looks back), 1 (ahead) or 0 (neither)."""
    starts, heads, tags, deps = parse.start, parse.head, parse.tag, parse.dep

    def word(token: int) -> str:
        return text[starts[token] : parse.end[token]].lower()

    def auxiliaries(verb: int) -> set[str]:
        return {
            tags[at]
            for at in range(max(0, verb - _AUXILIARIES), verb)
            if heads[at] == verb and deps[at] in {"aux", "auxpass", "cop"}
        }

    def lean(offset: int) -> int:
        token = bisect_right(starts, offset) - 1
        for _ in range(_CLIMB):
            if token < 0 or word(token) in _PLANNED:
                return 1 if token >= 0 else 0
            if parse.pos[token] in {"VERB", "AUX"}:
                return _of_verb(tags[token], word(token), auxiliaries(token), tags[heads[token]])
            if heads[token] == token:
                return 0
            token = heads[token]
        return 0

    return lean


def _of_verb(tag: str, word: str, helping: set[str], above: str) -> int:
    if "MD" in helping or tag == "MD":
        return 1
    if tag == "VBD" or "VBD" in helping:
        return -1
    if "TO" in helping:
        return 0 if above == "VBD" else 1
    if tag == "VBN":
        return -1
    if tag in {"VBZ", "VBP"}:
        return 1 if word in _TIMETABLE else 0
    return 1 if tag == "VBG" and helping & {"VBZ", "VBP"} else 0
