"""A text with some of its words edited, as those who pass text on edit it: for trying what finds shared text."""

import random
from collections.abc import Sequence


def edit_words(words: Sequence[str], *, share: float, others: Sequence[str], chance: random.Random) -> str:
    """The words with this share of them deleted, added to or replaced, a third each; what is new is of `others`."""
    out: list[str] = []
    for word in words:
        dice = chance.random()
        if dice < share / 3:
            continue
        if dice < 2 * share / 3:
            out += [word, chance.choice(others)]
        else:
            out.append(chance.choice(others) if dice < share else word)
    return " ".join(out)
