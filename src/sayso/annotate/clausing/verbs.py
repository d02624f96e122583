"""What a form of a verb is a form of: an irregular one by a list, any other by its endings."""

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from sayso.words.forms import fold

VOWELS = frozenset("aeiouy")
STEMS = 1 << 14
"""Forms of verbs that are remembered: the load articles have some 6,000."""


def load_stems() -> Callable[[str], str]:
    """The function from a verb as it is written to the stem that all its forms share ("noted", "notes": "note").

    The list of irregular forms is ours; a form that two verbs share ("lay", "found") goes to the first one listed. A
    stem is often no word ("announc"): it is for comparing, never for showing.
    """
    known: dict[str, str] = {}
    text = files("sayso.annotate").joinpath("data", "irregular_verbs.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        verb, forms = line.split("\t")
        for form in (verb, *forms.split()):
            known.setdefault(form, stem_of_base(verb))

    @lru_cache(maxsize=STEMS)
    def verb_stem(form: str) -> str:
        lowered = form.lower()
        found = known.get(lowered)
        if found is None:
            folded = fold(form)
            found = known.get(folded) or stem_of_base(_base(folded))
        return found

    return verb_stem


def stem_of_base(base: str) -> str:
    """The stem of a verb that carries no ending ("announce": "announc")."""
    if len(base) > 5 and base.endswith("ll"):
        base = base[:-1]  # "expelled", "controlled": whether the verb has one or two is not to be seen
    return base[:-1] if base.endswith("e") and len(base) > 4 else base


def _base(form: str) -> str:
    """A regular form without its ending, as far as spelling tells ("noted": "note", "planned": "plan")."""
    if form.endswith("ied") and len(form) > 4:
        return form[:-3] + "y"
    for ending in ("ed", "ing"):
        if form.endswith(ending) and not form.endswith("eed"):
            rest = form[: -len(ending)]
            if len(rest) < 3 or not VOWELS.intersection(rest):
                return form
            if len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lszf":
                return rest[:-1]
            # three letters with one vowel between two consonants had an "e": "not-ed", but "fix-ed", "vow-ed"
            short = len(rest) == 3 and rest[1] in VOWELS and not {rest[0], rest[2]} & VOWELS
            return rest + "e" if short and rest[2] not in "xw" else rest
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("xes", "oes", "ches", "shes", "sses")):
        return form[:-2]
    return form[:-1] if form.endswith("s") and form[-2:-1] not in "sui" and len(form) > 3 else form
