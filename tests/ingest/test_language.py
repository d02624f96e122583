"""Which language a text is in."""

import pytest

from sayso.ingest.language import language_code, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said that the road over the bridge was closed.", "en"),
        ("Le maire a dit que la route du pont était fermée hier soir.", "fr"),
        ("قال رئيس البلدية إن الطريق فوق الجسر مغلق منذ يوم الاثنين", "ar"),
        ("OK, then.", None),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", None),
        ("", None),
    ],
)
def test_short_or_wordless_texts_have_no_language(text: str, language: str | None) -> None:
    """Unknown beats a guess."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("pt_BR", "pt"),
        ("English", "en"),
        ("ENG", "en"),
        ("?", None),
        ("simple", None),
    ],
)
def test_a_stated_language_is_a_code(stated: str, code: str | None) -> None:
    """Regions do not count."""
    assert language_code(stated) == code
