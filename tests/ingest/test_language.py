"""Which language a text is in."""

import pytest

from sayso.ingest import language
from sayso.ingest.language import is_plainly_english, language_code, language_of

PLAIN = (
    "The mayor said that the road over the bridge had been closed by the council, and that drivers from the south of "
    "the town would have to go round. Residents were told of this in a letter to their homes, which they said came late. "
)
DUTCH = (
    "De burgemeester zei dat de weg over de brug was gesloten en dat automobilisten uit het zuiden van de stad moesten "
    "omrijden. Bewoners werden daarover ingelicht in een brief die volgens hen te laat kwam. "
)


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


def test_plain_english_is_told_without_the_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes half a second to load, and of such a text it would say the same."""
    assert language_of(DUTCH) == "nl"
    assert language._identifier().classify(PLAIN)[0] == "en"
    monkeypatch.setattr(language, "_identifier", lambda: pytest.fail("the identifier was asked"))

    assert language_of(PLAIN) == "en"


@pytest.mark.parametrize(
    "text",
    [
        DUTCH,
        PLAIN[:60],
        DUTCH + PLAIN[:150],
        "Im Englischen stehen the, of, and, to, that, with und from vor fast jedem Wort, und das Wort the ist das erste. "
        * 3,
        PLAIN
        + "市长说，桥上的道路已被议会关闭，来自城南的司机必须绕行。居民们在一封信中得知了这一消息。" * 3,
    ],
    ids=["another language", "too short", "mixed", "English words quoted", "another script"],
)
def test_what_is_not_plainly_english_is_left_to_the_identifier(text: str) -> None:
    """Short, mixed and foreign texts are judged by all of their bytes."""
    assert not is_plainly_english(text)
