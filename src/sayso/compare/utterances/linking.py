"""When two renderings are one utterance, and why, in words."""

from bisect import bisect_left
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from sayso.compare.utterances.likeness import Likeness, compare, may_be_one
from sayso.compare.utterances.renderings import Rendering

# From this chance on two renderings of one speaker are one utterance. On the tuning pairs F1 is the same to a point
# from 400 to 500 (`training/pairs.py` prints the curve); the lower end finds more of what was worded anew.
ONE = 400
# Where one speaks for the body that the other is, it takes more: a spokesman adds words of his own, and bodies are found
# less surely than people. Set by judgement; three of the five tuning pairs of a spokesman have 970 and more.
ONE_BODY = 700
# A rendering that weighs less (natural-log document frequencies, thousandths) could be anybody's about anything: one
# rare word and a common one are about 10,000.
SAYS_SOMETHING = 2_000
# Words in the same order, as a share of the shorter rendering: from here on two renderings are the same words ...
SAME_WORDS = 750
# ... if there is enough of it to be somebody's words rather than anybody's ("you can't change it from inside").
LEAST_WORDS, LEAST_CONTENT, LEAST_OWN = 6, 3, 5_000
# So many times longer than a few words a rendering says something of its own beside them.
LONGER = 2
# Fewer words are a subject ("the new sanctions"), hardly anything said about it.
FEWEST = 4
# Where one of two articles names no speaker, nothing but the words holds the two together: this share of them is
# equal and in order, or `SAME_WORDS` of this many. All 19 labelled pairs that reach the first, identical ones of six
# words among them, are one utterance.
VERBATIM, MANY = 850, 16
# They stand together in the longer one: `SAME_WORDS` of them in a stretch that is at most so much longer.
SPREAD = 1500
# A source that is described but not named ("a commander") is somebody, and perhaps somebody else: so many words are
# quoted in both or, if not, there are so many that nobody else words them so.
LEAST_QUOTED, LONG = 5, 20


@dataclass(frozen=True, slots=True)
class Link:
    """Two renderings that are one utterance: how surely, in thousandths, and why."""

    chance: int
    reason: str


def link(a: Rendering, b: Rendering, likeness: Likeness | None = None) -> Link | None:
    """Why two renderings are one utterance; None when they are not, as far as can be told."""
    if not may_be_one(a, b):
        return None
    found = likeness or compare(a, b)
    if found.relation in {"unknown", "yields"}:
        basis = _basis(a, b, found)
        if basis and is_verbatim(a, b, found):
            return Link(found.in_order, f"{_words(found)}, {basis}; {who(a, b, found)}")
        return None
    if (
        found.chance < (ONE_BODY if found.relation == "body" else ONE)
        or found.shorter < FEWEST
        or min(a.weight, b.weight) < SAYS_SOMETHING
    ):
        return None
    if _is_fragment(a, b, found):
        return None
    same = (
        _words(found)
        if found.in_order >= SAME_WORDS
        else f"says the same in other words: {_in_common(a, b, found)}"
    )
    return Link(found.chance, "; ".join(part for part in (same, _numbers(a, b), who(a, b, found)) if part))


def _is_fragment(a: Rendering, b: Rendering, found: Likeness) -> bool:
    """Whether one is a few words that a much longer one has too, but not in a row: its subject and no more."""
    longer = max(len(a.roots), len(b.roots))
    return found.shorter < LEAST_WORDS and longer > LONGER * found.shorter and found.run < found.shorter


def is_verbatim(a: Rendering, b: Rendering, found: Likeness) -> bool:
    """Whether the words alone make two renderings one: most of the shorter one stand together in the longer one."""
    both = [root for root in a.stems if root in b.stems]
    # A short rendering may lie scattered in a long one: its content words have to be there as well.
    contained = len(both) * 1000 >= SAME_WORDS * min(len(a.stems), len(b.stems))
    enough = (
        found.shorter >= LEAST_WORDS
        and len(both) >= LEAST_CONTENT
        and sum(a.stems[r] for r in both) >= LEAST_OWN
    )
    return enough and contained and found.in_order >= SAME_WORDS and _is_compact(a, b)


def _basis(a: Rendering, b: Rendering, found: Likeness) -> str:
    """What makes the same words those of one speaker though not both articles name somebody; "" when nothing does."""
    if a.quoted >= LEAST_QUOTED and b.quoted >= LEAST_QUOTED:
        enough, basis = found.in_order >= VERBATIM, "quoted in both"
    elif found.relation == "yields" or any(one.voice.entity and not one.voice.known for one in (a, b)):
        enough, basis = (
            found.in_order >= VERBATIM and found.shorter >= LONG,
            "too many to be chance",
        )
    else:
        enough, basis = (
            found.in_order >= VERBATIM or found.shorter >= MANY,
            "nearly word for word",
        )
    return basis if enough else ""


def _is_compact(a: Rendering, b: Rendering) -> bool:
    """Whether the words of the shorter one stand together in the longer one, and not here and there in a long speech."""
    shorter, longer = sorted((a.roots, b.roots), key=len)
    at = [
        number
        for op in LCSseq.opcodes(shorter, longer)
        if op.tag == "equal"
        for number in range(op.dest_start, op.dest_end)
    ]
    room = SPREAD * len(shorter) // 1000
    together = max(bisect_left(at, first + room) - n for n, first in enumerate(at))
    return 1000 * together >= SAME_WORDS * len(shorter)


def _words(found: Likeness) -> str:
    return f"{found.equal} of {found.shorter} words are the same in order"


def _numbers(a: Rendering, b: Rendering) -> str:
    """The numbers that each side has alone, where both have some: a difference, and no other utterance for that."""
    mine, other = a.numbers - b.numbers, b.numbers - a.numbers
    if not (mine and other):
        return ""
    first, second = sorted((", ".join(sorted(mine)), ", ".join(sorted(other))))
    return f"numbers differ: {first}; {second}"


def _in_common(a: Rendering, b: Rendering, found: Likeness) -> str:
    """What holds two renderings together in other words: their meaning, the names, the numbers, the words they share."""
    parts = [] if found.meaning is None else [f"cosine .{max(0, min(999, found.meaning)) // 10:02}"]
    named = [a.names[root] for root in sorted(a.names.keys() & b.names.keys())] + sorted(
        a.numbers & b.numbers
    )
    if named:
        parts.append(f"both name {', '.join(named)}")
    shared = sorted(
        (root for root in a.stems if root in b.stems and root[:5] not in a.names),
        key=lambda root: (-a.stems[root], root),
    )
    if shared:
        parts.append(f"shared: {', '.join(a.shown[root] for root in shared[:4])}")
    return ", ".join(parts)


def who(a: Rendering, b: Rendering, found: Likeness) -> str:
    """Whom the two articles name."""
    if found.relation == "same":
        name = a.voice.name or b.voice.name
        return f"both attribute it to {name}" if name else "one speaker"
    if found.relation == "body":
        names = sorted({a.voice.name, b.voice.name} - {""})
        return f"said for one body: {', '.join(names)}" if names else "said for one body"
    if found.relation == "yields":
        inferred, stated = sorted((a, b), key=lambda one: not one.voice.inferred)
        return (
            f"one says that it is {stated.voice.name}'s; that it is {inferred.voice.name}'s was inferred from the other, "
            "and yields"
        )
    named = [one for one in (a, b) if one.voice.known]
    if not named:
        return "neither article names the speaker"
    how = ", as far as can be inferred" if named[0].voice.inferred else ""
    return f"one attributes it to {named[0].voice.name}{how}, the other names nobody"
