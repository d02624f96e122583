"""How sure it is that two values fill one slot.

Additive evidence in thousandths; how the weights were found stands in decision 0026.
"""

from collections.abc import Collection, Iterable, Mapping

from sayso.compare.discrepancies.meetings import Meeting
from sayso.compare.discrepancies.surroundings import Surroundings
from sayso.compare.timeline.deeds import alike
from sayso.spans import overlap
from sayso.words.commonness import commonness

# Words on either side of two values at one place that are compared.
REACH = 4
# A value that stands where a longer stretch of other words does (characters) stands at no place of its own.
LONGEST_BLOCK = 48
# What every pair has, and what sentences that are wholly alike add; each equal word around, each unit of weight of the
# words near both (up to the third), each word right beside both. All points were set by hand (decision 0026).
BASE, ALIKE = 130, 420
PLACED, LOCAL, LOCAL_MOST, TOUCHING = 25, 14, 160, 30
SAME_DEED, OTHER_DEED = 100, -60
DEED_ELSEWHERE, OTHER_REALITY = -50, -60
SAME_DOER, OTHER_DOER = 50, -140
LIGHT = frozenset("be have do go get make take come become bring see give put".split())
"""Deeds that tell nothing by themselves."""
RIVAL = -70
# Another pair is a rival from this part (thousandths) of the weight of the words near both on; a word right beside
# counts as this weight.
AS_NEAR, TOUCH = 800, 4
# Most of what one article tells twice is of two things.
INSIDE = -480
IN_PASSAGE, SURE, MOST = 450, 950, 900
"""A passage alone, and what a value in a passage and one in a sentence can reach."""
# So many words are told as a reason.
TOLD = 6


def weigh(
    meeting: Meeting,
    one: Surroundings,
    two: Surroundings,
    *,
    rivals: Iterable[tuple[Surroundings, Surroundings]] = (),
    without: frozenset[str] = frozenset(),
) -> tuple[int, tuple[str, ...]]:
    """How sure it is that two values of a meeting fill one slot, and what speaks for it; 0: not at all.

    `rivals` are the other pairs in which either of them could be compared; only those as near to each other count.
    """
    opposite = meeting.alongside.opposite(one.span)
    placed = (
        opposite is not None
        and overlap(opposite, two.span) > 0
        and opposite.end - opposite.start <= max(LONGEST_BLOCK, 2 * (two.span.end - two.span.start))
    )
    around = meeting.alongside.around(one.span, reach=REACH) if placed else 0
    if meeting.basis == "passage" or (meeting.basis == "utterance" and placed):
        if not placed:
            return 0, ()
        score = IN_PASSAGE + 2 * PLACED * around + TOUCHING * _touching(one, two)
        return min(SURE, score), (*meeting.reasons, "both stand at the same place of it")
    near = (one.near.keys() & two.near.keys()) - without
    local = _local(one, two, without)
    mine = local + TOUCH * _touching(one, two)
    rival = sum(_local(*pair, without) + TOUCH * _touching(*pair) >= AS_NEAR * mine / 1000 for pair in rivals)
    score = BASE + ALIKE * meeting.score // 1000 + PLACED * around + TOUCHING * _touching(one, two)
    score += min(LOCAL_MOST, round(LOCAL * local)) + RIVAL * rival
    reasons = list(meeting.reasons)
    if one.clause and two.clause:
        same = alike(one.clause.verb) == alike(two.clause.verb)
        if one.clause.reality != two.clause.reality:
            score += OTHER_REALITY
        if not same and (one.clause.verb in two.beside or two.clause.verb in one.beside):
            score += (
                DEED_ELSEWHERE  # the sentence tells the deed of the other value, and has another value for it
            )
        light = {one.clause.verb, two.clause.verb} & LIGHT
        score += (SAME_DEED if same else OTHER_DEED) if not light else 0
        if same and not light:
            deeds = sorted({one.deed, two.deed})
            reasons.append(f"the deed is the same: {', '.join(f'“{deed}”' for deed in deeds)}")
    for doer, other in ((one.agent, two.agent), (one.patient, two.patient)):
        if doer.actor and other.actor:
            same = doer.actor == other.actor
            score += SAME_DOER if same else 0 if doer.words & other.words else OTHER_DOER
    if meeting.basis == "inside":
        score += INSIDE
    if near:
        reasons.append(f"beside both stand {told(one.near, near)}")
    return max(0, min(MOST, score)), tuple(reasons)


def is_one_deed(one: Surroundings, two: Surroundings) -> bool:
    """Whether both clauses tell one deed: alike verbs, of the same things, and not of different doers.

    The verb alone is no sign: a minister meets on Monday and meets on Friday.
    """
    if one.clause is None or two.clause is None:
        return False
    verbs = alike(one.clause.verb), alike(two.clause.verb)
    if verbs[0] != verbs[1] or verbs[0] in LIGHT:
        return False
    if one.done_by and two.done_by and not one.done_by & two.done_by:
        return False
    if one.done_to and two.done_to:
        return bool(one.done_to & two.done_to)
    # What the grammar found on one side alone, the words of the other clause have to name.
    for mine, other in ((one, two), (two, one)):
        if mine.done_to or (mine.done_by and not other.done_by):
            known = mine.done_to if other.done_by else mine.done_to | mine.done_by
            return bool(known & other.near.keys())
    return bool(one.done_by and two.done_by)


def _local(one: Surroundings, two: Surroundings, without: frozenset[str]) -> float:
    """The weight of the words near both values."""
    return sum(commonness().weight(root) for root in sorted((one.near.keys() & two.near.keys()) - without))


def _touching(one: Surroundings, two: Surroundings) -> int:
    """How many content words right beside a value stand right beside the other, on the same side of it."""
    return len(set(one.left) & set(two.left)) + len(set(one.right) & set(two.right))


def told(words: Mapping[str, str], roots: Collection[str]) -> str:
    """The words of some stems, the rarest ones, as a reader wants to see them."""
    rarest = sorted(roots, key=lambda root: (-commonness().weight(root), root))[:TOLD]
    return ", ".join(sorted((words[root] for root in rarest), key=str.casefold))
