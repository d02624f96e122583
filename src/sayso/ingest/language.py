"""The language of a text, or None when the text is too short or too mixed to tell."""

from functools import cache
from typing import Any

SAMPLE = 1500
"""Characters looked at: the identifier walks every byte (0.2 ms for these). On 600 English news articles 300, 1,500 and
5,000 characters gave the same answers but one."""
LETTERS = 20
"""Fewer letters than this decide nothing."""
NAMES = {
    "english": "en", "arabic": "ar", "persian": "fa", "farsi": "fa", "french": "fr", "german": "de", "spanish": "es",
    "russian": "ru", "turkish": "tr", "hebrew": "he", "chinese": "zh", "portuguese": "pt", "italian": "it",
    "eng": "en", "ara": "ar", "fas": "fa", "per": "fa", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es",
    "rus": "ru", "tur": "tr", "heb": "he", "zho": "zh", "chi": "zh", "por": "pt", "ita": "it",
}  # fmt: skip
LIKELY = 0.6
"""Least probability of an answer. On pieces of 600 English news articles: of 60 characters 549 answered and none wrong
(at 0.4: 577 and none), of 30 characters 391 and none (at 0.4: 464 and 2 wrong)."""


def language_code(stated: str) -> str | None:
    """The two- or three-letter code of a stated language ("en-US", "English", "eng"); None when it is none."""
    word = stated.strip().lower()
    if word in NAMES:
        return NAMES[word]
    code = word.replace("_", "-").partition("-")[0]
    return NAMES.get(code, code) if code.isascii() and code.isalpha() and len(code) in {2, 3} else None


def language_of(text: str) -> str | None:
    """The language of a text (py3langid, ISO 639-1 codes); None when nothing is likely enough."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= LIKELY else None


@cache
def _identifier() -> Any:
    """The identifier, loaded when the first text needs it: it takes half a second and never changes."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - it loads a model

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
