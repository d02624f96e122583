"""How complete a text says it is."""

import pytest

from sayso.ingest.completeness import judge_completeness

BODY = "The old bridge over the Senn will close for a month, the harbour office said on Monday. "


@pytest.mark.parametrize(
    ("text", "completeness"),
    [
        (BODY + "A ferry will… [+1234 chars]", "excerpt"),
        (BODY + "A ferry will run ... Read more", "excerpt"),
        ("Excerpt from the report:\n" + BODY, "excerpt"),
        (BODY + "A ferry will run every\n\nRead more", "partial"),
        (BODY + "\nContinue reading", "partial"),
        (BODY + "\nRead the full story", "partial"),
        (BODY + "\nSubscribe to continue reading.", "partial"),
        (BODY + "\nThis article is only available to subscribers.", "partial"),
        (BODY + "A ferry will run …", "partial"),
        (BODY + "\nRead more", "unknown"),
        (BODY + "\nShip lost off Vellin Read more\n" + BODY * 9, "unknown"),
        (BODY, "unknown"),
        (BODY + "A ferry will run every", "unknown"),
        (BODY + "“We are ... tired,” she said.", "unknown"),
        ("Subscribe to continue reading.\n" + BODY * 12, "unknown"),
    ],
)
def test_only_words_that_say_so_count(text: str, completeness: str) -> None:
    """Links to other articles, quotations with an ellipsis and a missing full stop prove nothing."""
    found, reason = judge_completeness(text)

    assert found == completeness
    assert (found != "unknown") == bool(reason)
