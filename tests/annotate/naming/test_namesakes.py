"""Tests of namesakes: nobody says what a father, a son or another person of the same name has said."""

from typing import Any

import pytest

from sayso.annotate.naming.names import name_tokens
from sayso.annotate.naming.namesakes import told_apart
from sayso.records import Entity
from sayso.words.forms import middle_initials


@pytest.mark.parametrize(
    ("names", "people"),
    [
        (["Ivo Brand", "Ivo Brand Jr.", "Brand Jr."], 2),
        (["Ivo Brand Jr.", "Brand"], 1),
        (["Ivo R. Brand", "Ivo K. Brand"], 2),
        (["Ivo R. Brand", "Ivo Brand"], 1),
        (["Ada H.W. Brand", "Ada H. W. Brand", "Ada W. Brand"], 2),
    ],
)
def test_only_what_the_article_tells_apart_is_kept_apart(names: list[str], people: int) -> None:
    """A middle initial or a "Jr." counts where a namesake without it, or with another, is named."""
    written = dict(enumerate(names))
    told = told_apart(written, {index: name_tokens(name) for index, name in written.items()})

    assert people == len({(words[0], words[-1]) for words in told.values() if len(words) > 1})


def test_initials_are_read_with_and_without_spaces() -> None:
    """Outlets differ in that."""
    assert ("hw", "hw", "") == tuple(
        middle_initials(name.split()) for name in ("Ada H.W. Brand", "Ada H. W. Brand", "Ada Brand")
    )


def test_a_son_is_not_his_father(annotated: Any) -> None:
    """Both are named; each keeps his own mentions."""
    bundle = annotated(
        "Donald Marsh said the harbour would close. His son Donald Marsh Jr. said it would not. "
        "Marsh Jr. told reporters that the council had lied.",
        upto="entities",
    )

    assert 2 == len(
        [entity for entity in bundle[Entity] if entity.type == "person" and "Marsh" in entity.name]
    )
