"""Which attributions go into a dossier, and how many were left out for which reason: nothing is dropped unseen."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.publish.views.lines import Line
from sayso.publish.views.renderings import Rendering, UtteranceView
from sayso.publish.words.phrases import count_words
from sayso.records import ReviewedAttribution

REJECTED, UNCHECKED, UNREVIEWED, DISPUTED, NO_SPEECH = (
    "rejected",
    "unchecked",
    "unreviewed",
    "disputed",
    "no speech",
)
WHY = {
    REJECTED: "rejected by a reviewer",
    UNCHECKED: "of an accusation or a warning whose speaker was inferred and that nobody has checked",
    UNREVIEWED: "not reviewed by anybody",
    DISPUTED: "disputed between reviewers",
    NO_SPEECH: "told only as what somebody intends or believes",
}
"""Why something is left out, in the order in which it is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a dossier is to hold: whose names not, which lines, whole texts or sentences, the date that it shows."""

    full_text: bool = False
    redact: tuple[str, ...] = ()
    unchecked: bool = False
    reviewed_only: bool = False
    date: str = ""


class Chosen(NamedTuple):
    """Something said once, with the lines of it that the dossier shows."""

    utterance: UtteranceView
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is shown, and what is not: `left_out` by attribution, `counts` by reason."""

    chosen: tuple[Chosen, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
    rejected: int = 0

    def told(self) -> list[str]:
        """How many renderings were left out and why, a phrase each."""
        counts = Counter(self.left_out.values())
        counts[REJECTED] += self.rejected
        return [
            f"{count_words(counts[why], 'rendering')} {words}" for why, words in WHY.items() if counts[why]
        ]


def select(
    views: Iterable[UtteranceView],
    reviews: Mapping[str, tuple[ReviewedAttribution, ...]],
    choice: Choice,
) -> Selection:
    """The lines that a dossier shows; rejected ones never, unchecked accusations and warnings only if asked for."""
    chosen: list[Chosen] = []
    left_out: dict[str, str] = {}
    there: set[str] = set()
    for view in views:
        kept: list[Line] = []
        for rendering in view.renderings:
            name = rendering.attribution.id
            there.add(name)
            line = Line(rendering=rendering, reviews=reviews.get(name, ()))
            why = _why_not(line, choice, held_back=view.held_back)
            if why is None:
                kept.append(line)
            else:
                left_out[name] = why
        if kept:
            chosen.append(Chosen(view, tuple(kept)))
    gone = {
        name
        for name, found in reviews.items()
        if name not in there and any(one.kind == "reject" and one.effect == "followed" for one in found)
    }
    return Selection(tuple(chosen), left_out, len(gone))


def is_shown(rendering: Rendering, reviews: tuple[ReviewedAttribution, ...], choice: Choice) -> bool:
    """Whether words that stand in an attribution may be shown."""
    return _why_not(Line(rendering=rendering, reviews=reviews), choice) is None


def _why_not(line: Line, choice: Choice, *, held_back: bool = False) -> str | None:
    if any(one.kind == "reject" and one.effect == "followed" for one in line.reviews):
        return REJECTED
    if held_back:
        return NO_SPEECH
    if line.unchecked and not choice.unchecked:
        return UNCHECKED
    if choice.reviewed_only and line.state != "checked":
        return DISPUTED if line.state == "disputed" else UNREVIEWED
    return None
