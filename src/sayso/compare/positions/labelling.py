"""Whether a statement is for or against something, read from the stance that governs it.

"Called for a full withdrawal": for the withdrawal; "urged them to freeze the treaty": for freezing, against the
treaty; "oppose any exchange", "the vote is illegal": against. Most statements are worded in other ways, and then their
words must do: a wrong label does more harm than none. What hangs on a condition is never "for" or "against".
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.compare.aligning.worded import NEGATIONS
from sayso.compare.positions.stances import Stance
from sayso.compare.positions.statements import Statement, opposites
from sayso.records import StanceLabel
from sayso.words.commonness import function_words

# What may stand between a stance and what it governs.
SKIPPED = frozenset(
    "the a an any all his her its their our my your this these those more further also still now immediately be being been "
    "for of on with against upon".split()
)
# A longer run of words is no noun with its adjectives.
LONGEST_RUN = 5
# Deeds that undo what they are done to: who asks for one is against the other.
UNDOES = frozenset(
    "cancel cancelled canceled cancelling scrap scrapped scrapping abolish abolished abolishing repeal repealed repealing "
    "revoke revoked revoking end ended ending stop stopped stopping halt halted halting drop dropped dropping freeze "
    "freezing frozen lift lifted lifting ban banned banning block blocked blocking prevent preventing overturn overturned "
    "overturning reverse reversed abandon abandoned abandoning suspend suspended suspending withdraw".split()
)
# Deeds that only bring about what follows them: who asks for them asks for that.
BRINGS = frozenset(
    "ensure have hold begin start continue get see take make keep holding continuing starting allow allowing impose "
    "imposing".split()
)
# Nouns behind which stands what they are about: "the idea of a levy", "the call for a levy".
BEHIND = frozenset(
    "idea ideas call calls proposal proposals plan plans demand demands move moves prospect".split()
)
AHEAD = frozenset({"go ahead", "goes ahead", "going ahead"})
WILL = frozenset({"will", "would", "should", "must"})
# Words after which an own clause begins.
JOINS = frozenset({"that", "and", "but", "because"})
CLAUSE_REACH = 7
# Whom these name is asked, and not asked for.
ADDRESSING = frozenset(
    "urge urges urged urging on upon order ordered orders instruct instructed require requires".split()
)
SAYING = frozenset("say says said saying told tell tells asked ultimatum statement".split())
# "He will have to raise taxes" is no demand: what somebody has to do is left out.
MODALS = frozenset(("must", "should", "ought", "need to", "needs to"))
PREDICATES = frozenset({"is", "are", "was", "were", "be", "as"})
# "The need for a withdrawal will be examined": somebody's need, but not surely the speaker's.
ANYBODYS = frozenset(("the need for", "need for", "require", "requires", "deserve", "deserves", "stop the"))
SPEAKERS = frozenset("i we he she they im were ive weve".split())


@dataclass(frozen=True, slots=True)
class Governed:
    """A theme that a statement takes a stance on: its root, whether for it, and the words that tell."""

    root: str
    favours: bool
    words: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and the words that tell it; None where none does. `conditional`: what is said hangs on something."""

    label: StanceLabel | None
    reasons: tuple[str, ...]
    conditional: bool = False


def target(group: Sequence[Statement], themes: Sequence[str]) -> str | None:
    """The theme of a proposition that most statements take a stance on in so many words; None where there is none."""
    counted = Counter(
        root
        for one in group
        for root in {found.root for found in governed(one)}
        if root in themes and len(root) > 1  # the "m" of an amount is no thing to be for
    )
    return min(counted, key=lambda root: (-counted[root], themes.index(root)), default=None)


def label(one: Statement, about: str | None) -> Labelled:
    """The label of a statement towards a theme."""
    found = [here for here in governed(one) if here.root == about]
    if len({here.favours for here in found}) != 1:
        return Labelled(None, (), conditional=one.conditional)
    if one.conditional:
        return Labelled(None, ("hangs on a condition",), conditional=True)
    told: StanceLabel = "for" if found[0].favours else "against"
    return Labelled(told, (f"{told}: “{found[0].words}”",))


def governed(one: Statement) -> list[Governed]:
    """What a statement takes a stance on, as far as its words stand in a plain order."""
    roots = {number: root for root, numbers in one.at.items() for number in numbers}
    found = []
    for stance in (*one.cue_stances, *one.stances):
        favours = _favours(one, stance)
        if favours is None:
            continue
        words = " ".join((one.cue if stance.cue else one.forms)[stance.first : stance.last])
        for at, along in _objects(one, stance):
            if at in roots:
                turned = (one.forms[at] in opposites()) == along
                shown = words if stance.cue else f"{words} … {one.forms[at]}" if at > stance.last else words
                found.append(Governed(roots[at], favours != turned, shown))
    return found


def _favours(one: Statement, stance: Stance) -> bool | None:
    """Whether a stance favours what it governs; None where it is not the speaker's, or does not tell."""
    words = _words(one, stance)
    if stance.kind not in {"ask", "no", "yes", "will"} or words in ANYBODYS:
        return None
    if stance.kind == "no" and stance.negated:
        return None  # who does not refuse has not agreed
    if not stance.cue and not SAYING.isdisjoint(one.forms[: stance.first]):
        return None  # what somebody is said to say
    lead = one.forms[max(0, stance.first - 3) : stance.first]
    own = (
        stance.cue
        or words in MODALS | AHEAD
        or not lead
        or not SPEAKERS.isdisjoint((*lead, *one.forms[stance.first : stance.last]))
        or lead in {("it",), ("that", "it")}
        or lead[-1] in PREDICATES | NEGATIONS
    )
    return (stance.kind != "no") != stance.negated if own else None


def _words(one: Statement, stance: Stance) -> str:
    return " ".join((one.cue if stance.cue else one.forms)[stance.first : stance.last])


def _objects(one: Statement, stance: Stance) -> Iterator[tuple[int, bool]]:
    """Places of words that a stance governs, and whether along with it or against it."""
    forms, words = one.forms, _words(one, stance)
    if words in AHEAD:
        if stance.first > 1 and forms[stance.first - 1] in WILL:
            yield stance.first - 2, True
        return
    opposed = words.endswith("opposed")  # "opposed to a levy": no predicate, and no "to" of a deed
    if not stance.cue and not opposed and stance.first and forms[stance.first - 1] in PREDICATES:
        if stance.kind in {"no", "yes"}:
            yield from _subject(forms, stance.first - 1)
        return
    at = _skip(forms, 0 if stance.cue else stance.last)
    if words in MODALS or (not stance.cue and stance.kind == "will"):
        if stance.negated and at < len(forms) and forms[at] in NEGATIONS:
            at = _skip(forms, at + 1)
        yield from _deed(forms, at)
        if words in MODALS and stance.first and _undone(forms, at):
            yield stance.first - 1, False
        return
    if forms[at : at + 1] == ("to",):
        after = _skip(forms, at + 1)
        yield from _noun(forms, after) if opposed else _deed(forms, after)
        return
    if forms[at : at + 1] == ("that",):
        yield from _clause(forms, at + 1)
        return
    yield from _noun(forms, at, addressed=not ADDRESSING.isdisjoint(words.split()))


def _noun(forms: Sequence[str], at: int, *, addressed: bool = False) -> Iterator[tuple[int, bool]]:
    """The noun from a place on, or what is asked of it or of whom it names."""
    end = _run(forms, at)
    if end is None:
        return
    if _undone(forms, end - 1):
        yield from _turned(forms, end)
    elif forms[end - 1] in BEHIND and forms[end : end + 1] in {("of",), ("for",), ("to",)}:
        yield from (
            _deed(forms, _skip(forms, end + 1)) if forms[end] == "to" else _noun(forms, _skip(forms, end))
        )
    elif forms[end : end + 1] == ("to",):
        deed = _skip(forms, end + 1)
        yield from _deed(forms, deed)
        if _undone(forms, deed) and "be" in forms[end:deed]:
            yield _head(forms, at, end), False
    elif not addressed:
        yield _head(forms, at, end), True


def _subject(forms: Sequence[str], copula: int) -> Iterator[tuple[int, bool]]:
    """The head of what a predicate is said of: "the vote in May is illegal", "blaming them is wrong"."""
    start = max((at + 1 for at in range(copula) if forms[at] in JOINS), default=0)
    at = _skip(forms, start)
    end = _run(forms, at)
    if end is not None and end <= copula:
        yield (at if forms[at].endswith("ing") else _head(forms, at, end)), True


def _clause(forms: Sequence[str], start: int) -> Iterator[tuple[int, bool]]:
    """What "that the treaty be scrapped" and "that they repeal the tariffs" ask for."""
    for at in range(start, min(len(forms), start + CLAUSE_REACH)):
        if forms[at] in UNDOES:
            yield at, True
            if "be" not in forms[start:at]:
                yield from _turned(forms, at + 1)
            elif (end := _run(forms, _skip(forms, start))) is not None:
                yield _head(forms, _skip(forms, start), end), False
            return


def _deed(forms: Sequence[str], at: int) -> Iterator[tuple[int, bool]]:
    """A deed, and what it is done to where it undoes it or brings it about."""
    if at >= len(forms) or forms[at] in NEGATIONS:
        return
    if forms[at] in BRINGS:
        end = _run(forms, _skip(forms, at + 1))
        if end is not None:
            yield _head(forms, _skip(forms, at + 1), end), True
        return
    yield at, True
    if forms[at] in UNDOES:
        yield from _turned(forms, at + 1)


def _turned(forms: Sequence[str], at: int) -> Iterator[tuple[int, bool]]:
    at += forms[at : at + 1] == ("to",)  # "an end to"
    end = _run(forms, _skip(forms, at))
    if end is not None:
        yield _head(forms, _skip(forms, at), end), False


def _undone(forms: Sequence[str], at: int) -> bool:
    return at < len(forms) and forms[at] in UNDOES


def _head(forms: Sequence[str], at: int, end: int) -> int:
    """The noun of a run: its last word, but for what is said of it ("the agreement reached")."""
    while end - 1 > at and forms[end - 1].endswith("ed"):
        end -= 1
    return end - 1


def _skip(forms: Sequence[str], at: int) -> int:
    while at < len(forms) and (forms[at] in SKIPPED or forms[at].endswith("ly")):
        at += 1
    return at


def _run(forms: Sequence[str], at: int) -> int | None:
    """Where a noun with its adjectives ends: a short run of words that say something."""
    end, common = at, function_words()
    while end < len(forms) and (forms[end] not in common or _is_country(forms, end)):
        end += 1
    return end if at < end <= at + LONGEST_RUN else None


def _is_country(forms: Sequence[str], at: int) -> bool:
    """Whether "us" is the country: a noun follows ("the U.S. military")."""
    return forms[at] == "us" and at + 1 < len(forms) and forms[at + 1] not in function_words()
