"""The language of a text, or None when the text is too short or too mixed to tell."""

from collections.abc import Callable

SAMPLE = 1500
"""Characters looked at: the identifier walks every byte, and 1,500 decide as well as 5,000 (see LIKELY)."""
LETTERS = 20
"""Fewer letters than this decide nothing."""
NAMES = {
    "english": "en", "arabic": "ar", "persian": "fa", "farsi": "fa", "french": "fr", "german": "de", "spanish": "es",
    "russian": "ru", "turkish": "tr", "hebrew": "he", "chinese": "zh", "portuguese": "pt", "italian": "it",
    "eng": "en", "ara": "ar", "fas": "fa", "per": "fa", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es",
    "rus": "ru", "tur": "tr", "heb": "he", "zho": "zh", "chi": "zh", "por": "pt", "ita": "it",
}  # fmt: skip
LIKELY = 0.6
"""Least probability of an answer."""


def language_code(stated: str) -> str | None:
    """The two- or three-letter code of a stated language ("en-US", "English", "eng"); None when it is none."""
    word = stated.strip().lower()
    if word in NAMES:
        return NAMES[word]
    code = word.replace("_", "-").partition("-")[0]
    return NAMES.get(code, code) if code.isascii() and code.isalpha() and len(code) in {2, 3} else None


def open_language() -> Callable[[str], str | None]:
    """Load the identifier; return the function from a text to its language (py3langid, ISO 639-1 codes)."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - it loads a model

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def language(text: str) -> str | None:
        sample = text[:SAMPLE]
        if sum(map(str.isalpha, sample)) < LETTERS:
            return None
        code, probability = identifier.classify(sample)
        return str(code) if probability >= LIKELY else None

    return language
