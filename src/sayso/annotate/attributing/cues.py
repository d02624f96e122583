"""Words of saying, believing and intending, with the constructions in which they carry what is said.

The lists in `data/` are ours, tab-separated with a header line, for a person to read and edit. A verb's frames:

    clause   "said that …", also around or after what is said, and passive ("it is said that …")
    quote    stands beside a quotation without governing it ("he laughed: “…”")
    to-do    an infinitive ("vowed to …")                  doing       a participle ("proposed closing …")
    object   a thing ("denied the charge")                 more        the thing and all said of it ("called it …")
    passive  "was told that …"                             passive-to  "is expected to …"
    about    and any other preposition: what follows it is the content ("called for …")
"""

from dataclasses import dataclass

from sayso.annotate.tables import table

BRITISH = (("ise", "ize"), ("ises", "izes"), ("ised", "ized"), ("ising", "izing"))
"""Spellings that are looked up in the other form."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or noun that can carry an attribution. `kind`: "speech", "belief", "intention", "document", "noun"."""

    word: str
    kind: str
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues by every form they take, in lower case."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]

    def verb(self, form: str) -> Cue | None:
        """The cue of a verb's form; British spellings too."""
        found = self.verbs.get(form)
        if found is None and "is" in form:
            for british, listed in BRITISH:
                if form.endswith(british):
                    return self.verbs.get(form[: -len(british)] + listed)
        return found


def load_cues() -> Cues:
    """Read the lists from the package."""
    verbs = {
        form: Cue(verb, kind, frozenset(frames.split()))
        for verb, kind, frames, forms in table("cue_verbs.tsv")
        for form in forms.split()
    }
    nouns = {
        form: Cue(noun, "noun", frozenset(frames.split()))
        for noun, frames in table("cue_nouns.tsv")
        for form in (noun, _plural(noun))
    }
    return Cues(verbs, nouns)


def speaking_forms(cues: Cues) -> frozenset[str]:
    """The forms of verbs that a quotation may go with."""
    return frozenset(form for form, cue in cues.verbs.items() if cue.kind in {"speech", "document"})


def _plural(noun: str) -> str:
    return noun + ("es" if noun.endswith("s") else "s")
