"""Glosses: a reporter's word of saying that the words quoted do not bear out."""

from collections.abc import Callable

import pytest

Told = Callable[..., list[tuple[str, ...]]]


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("“Perhaps we could look at the harbour again in spring,” Orla Penn promised.", True),
        ("“We will look at the harbour again in spring,” Orla Penn promised.", False),
        ("“Perhaps we could look at the harbour again in spring,” Orla Penn said.", False),
        ("Orla Penn promised that they could perhaps look at the harbour again in spring.", False),
        ("“Perhaps,” Orla Penn promised.", False),
    ],
)
def test_a_word_of_saying_that_nothing_quoted_bears_out_is_shown(
    told: Told, text: str, *, differs: bool
) -> None:
    """Indirect speech, a few quoted words and plain words of saying are no gloss."""
    assert differs == bool([row for row in told(text) if row[2] == "gloss"])
