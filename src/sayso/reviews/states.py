"""The review state of a line: unreviewed, checked, or disputed. Two reviewers may differ; nobody is overruled unseen."""

from collections.abc import Iterable
from typing import Literal

from sayso.records import ReviewedAttribution, ReviewedDiscrepancy, ReviewedTime

ReviewState = Literal["unreviewed", "checked", "disputed"]
Reviewed = ReviewedAttribution | ReviewedDiscrepancy | ReviewedTime

REMARKS = frozenset({"note", "original"})
"""What is said beside a line leaves it as unchecked as it was."""


def state_of(reviews: Iterable[Reviewed]) -> ReviewState:
    """What the reviews in force of one line amount to.

    Disputed: two people say what cannot both be, whichever of it is followed. Checked: somebody confirmed, changed or
    added it. What one person says later replaces what the same person said before, and is no dispute.
    """
    said = [one for one in reviews if one.kind not in REMARKS and one.effect != "refused"]
    if not said:
        return "unreviewed"
    followed = {one.by for one in said if one.effect == "followed"}
    return "disputed" if any(one.by not in followed for one in said) else "checked"
