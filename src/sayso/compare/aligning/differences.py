"""One difference between two renderings, with its words on both sides."""

from dataclasses import dataclass
from typing import Literal

from sayso.spans import Span

Kind = Literal[
    "adds",
    "drops",
    "elsewhere",
    "hardens",
    "not_in_excerpt",
    "outlets_hand",
    "quoted_differently",
    "replaces",
    "softens",
]
MIRRORED: dict[Kind, Kind] = {"adds": "drops", "drops": "adds", "softens": "hardens", "hardens": "softens"}
LACKING: dict[Kind, str] = {
    "elsewhere": "the other article has these words elsewhere",
    "not_in_excerpt": "not in the other text, which may be no more than an excerpt",
}
NOT_IN_PART = "not in the part of the other article that is here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference, told from the first rendering to the second; a side without words of it has no spans.

    `slight` ones change only grammar (articles, endings, pronouns). Kinds:

    - adds, drops: words that only the second, only the first has, where the other article is known to be whole;
    - not_in_excerpt: the same where it is not; elsewhere: the other article has these words outside this rendering;
    - replaces: other words in the same place; softens, hardens: words of degree (`why` names the scale);
    - quoted_differently: both put quotation marks around words that are not the same;
    - outlets_hand: brackets, glosses and ellipses within a quotation, which no speaker is held to have said.
    """

    kind: Kind
    a: tuple[Span, ...]
    b: tuple[Span, ...]
    why: str = ""
    slight: bool = False

    def mirrored(self) -> "Difference":
        """The same difference, told from the second rendering to the first."""
        return Difference(
            kind=MIRRORED.get(self.kind, self.kind), a=self.b, b=self.a, why=self.why, slight=self.slight
        )
