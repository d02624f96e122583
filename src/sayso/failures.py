"""What is kept of a stage that failed on one article or one group, while the rest goes on."""

import traceback
from pathlib import Path

from sayso.ids import make_id
from sayso.records import Failure

FIX = "look at the text; if it is in order, report the stage and the reason, and run again after an upgrade"

LONGEST = 300
"""Characters of a reason that are kept: an error may quote the whole text it met."""


def failure_of(stage: str, owner: str, reason: str) -> Failure:
    """The failure row of a stage on one owner (an article id, a group's key or a component)."""
    return Failure(id=make_id("Failure", stage, owner), stage=stage, owner=owner, reason=reason, fix=FIX)


def reason_of(error: Exception) -> str:
    """An error in one line: its type, its message, and the line of code that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:LONGEST]}{where}"
