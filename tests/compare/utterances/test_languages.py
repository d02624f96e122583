"""The language in which something was said: only where the article's words tell it."""

import pytest

from sayso.compare.utterances.languages import told_language
from sayso.records import Attribution
from sayso.spans import Span


def language(text: str, cue: str, said: str) -> str | None:
    """The words that tell the language of what was said."""
    start = text.index(said)
    at = text.index(cue)
    found = told_language(
        text,
        Attribution(
            id="a",
            article="b",
            kind="direct",
            content=(Span(start, start + len(said)),),
            cue=Span(at, at + len(cue)),
            source=None,
            confidence=1000,
            reasons=("by hand",),
        ),
    )
    return text[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“The dyke holds,” Orla Penn said in Arabic on Monday.", "in Arabic"),
        ("Orla Penn said, speaking in Persian: “The dyke holds.”", "in Persian"),
        ("“The dyke holds,” Orla Penn said through an interpreter.", "through an interpreter"),
        ("“The dyke holds,” Orla Penn said, in remarks translated from Dari.", "from Dari"),
        ("“The dyke holds,” Orla Penn said.", None),
        ("“The dyke holds,” Orla Penn said in Russian waters.", None),
        ("“The dyke holds,” Orla Penn said. Later they sang in Welsh and in Arabic.", None),
        ("Orla Penn said “The dyke holds, as we say in Arabic.”", None),
    ],
)
def test_words_beside_the_cue_tell_the_language(text: str, told: str | None) -> None:
    said = text[text.index("“") : text.index("”") + 1]

    assert told == language(text, "said", said)


def test_a_quotation_without_words_of_saying_tells_no_language() -> None:
    text = "“The dyke holds.” In Arabic, that is short."
    attribution = Attribution(
        id="a",
        article="b",
        kind="direct",
        content=(Span(0, 17),),
        cue=None,
        source=None,
        confidence=1000,
        reasons=(),
    )

    assert told_language(text, attribution) is None
