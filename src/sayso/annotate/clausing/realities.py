"""Whether a deed is told as something that is or was so, and whether it is said not to be so."""

from collections.abc import Sequence
from typing import Literal

from sayso.annotate.clausing.deeds import Deed
from sayso.annotate.clausing.governing import (
    DO,
    MODALS,
    OPEN,
    Form,
    Reading,
    Setting,
    after_preposition,
    governed,
)
from sayso.annotate.clausing.lexicon import SHOWS, Lexicon
from sayso.annotate.clausing.subjects import VERBAL, verb_of_gerund
from sayso.annotate.parsing.grammar import SUBJECTS, Grammar
from sayso.records import Reality

Lean = Literal["share", "joined", "complement", "gerund", "preposition"]

CONDITION = frozenset({"if", "unless", "whether", "lest", "provided", "supposing", "assuming"})
HEARSAY = frozenset(
    "allegedly reportedly purportedly supposedly apparently probably perhaps maybe possibly likely seemingly "
    "presumably".split()
)
"""Adverbs by which an outlet does not stand for what it tells."""
NOT_SURE = frozenset(
    "possibility hope fear threat risk idea chance suggestion prospect likelihood danger doubt concern suspicion "
    "speculation question".split()
)
"""Nouns whose "that"-clause is not told as so; a claim or a report is an attribution's business."""
INVERTS = frozenset({"should", "had"})
TILL = frozenset({"until", "till", "once", "when", "whenever", "before"})
NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "scarcely"})
NONE = frozenset({"no", "neither"})
NOBODY = frozenset({"none", "nobody", "neither", "nothing", "no-one"})
GIVEN = frozenset({"the", "this", "that", "these", "those"})
OF_OBJECT = frozenset("of for on to from with against about".split())
"""Prepositions that tie a noun to a verb as what it concerns: "called for the attack"."""
AMID = frozenset("after in during by following since amid at".split())
"""Prepositions behind which a deed of any kind was or is so: "after an attack", "killed in a raid"."""
HELPS = frozenset({"aux", "auxpass"})
PRESENT = frozenset({"has", "have", "is", "are"})
MAIN = frozenset({"ROOT", "ccomp", "conj", "xcomp", "parataxis"})
"""Dependencies of verbs that a question mark can ask about."""
STEPS = 5
"""Words from a participle or noun up to the verb over it; longer ways are lists."""


class Realities:
    """Readings of the verbs of one parse; each is worked out once, from the verb that it leans on."""

    __slots__ = ("_asked", "_g", "_known", "_lexicon", "_none", "_own", "_setting")

    def __init__(self, g: Grammar, verbs: Sequence[Deed], setting: Setting) -> None:
        self._g, self._setting, self._lexicon = g, setting, setting.lexicon
        self._own = {deed.head for deed in verbs if deed.own}
        self._known: dict[int, Reading] = {}
        self._asked = {index for index, word in enumerate(g.lower) if word == "?"}
        self._none = {  # the nouns with "no" before them
            g.parse.head[index]
            for index, word in enumerate(g.lower)
            if word in NONE and g.parse.dep[index] in {"det", "preconj"}
        }

    def of(self, verb: int) -> Reading:
        """The reading of a verb. A chain of verbs is walked once, however long it is."""
        chain: list[tuple[int, Lean | None]] = []
        here: int | None = verb
        while here is not None and here not in self._known:
            lean = self._lean(here)
            chain.append((here, lean))
            self._known[here] = ("told", False)  # a circle, which no tree has, would end here
            here = None if lean is None else self._over(here, lean)
        above = None if here is None else self._known[here]
        for link, lean in reversed(chain):
            above = self._known[link] = self._read(link, lean, above)
        return self._known[verb]

    def of_noun(self, deed: Deed, *, told: bool) -> Reading:
        """The reading of a deed noun; `told` is one that "the" nearly always takes for granted ("the attack")."""
        g, noun = self._g, deed.head
        parse, kids = g.parse, g.children[noun]
        if noun in self._none:
            return "told", True
        over = verb_over(g, parse.head[noun]) if parse.head[noun] != noun else None
        dep, word = parse.dep[noun], g.lower[parse.head[noun]]
        classes = self._lexicon.classes(g.words[over]) if over is not None else frozenset()
        if classes & OPEN and (dep == "dobj" or (dep == "pobj" and word in OF_OBJECT)):
            return ("asked" if "asks" in classes else "possible"), False
        given = any(
            parse.dep[kid] == "poss" or (parse.dep[kid] == "det" and g.lower[kid] in GIVEN) for kid in kids
        )
        if told and given:
            return "told", False
        happens = (dep == "pobj" and word in AMID) or dep == "nsubj" if told else False
        if over is not None and (happens or shows(g, noun, over, self._lexicon)):
            return self.of(over)[0], False
        return "possible", False

    def _over(self, verb: int, lean: Lean) -> int | None:
        """The verb on which another leans."""
        g = self._g
        above = g.parse.head[verb]
        if lean == "preposition":
            return verb_of_gerund(g, verb, self._lexicon)
        if g.parse.pos[above] == "ADJ":  # "is ready to leave"
            above = g.parse.head[above]
            return above if g.parse.pos[above] in VERBAL else None
        return verb_over(g, above) if lean == "gerund" else above

    def _lean(self, verb: int) -> Lean | None:
        """How a verb's reading depends on that of the verb over it, if at all."""
        g = self._g
        parse, above = g.parse, g.parse.head[verb]
        dep = parse.dep[verb]
        if above == verb:
            return None
        if dep in {"acl", "advcl"} and parse.tag[verb] == "VBG":
            return "gerund"
        if dep == "advcl" and verb in self._own and _to(g, verb) and parse.pos[above] in VERBAL:
            return "complement"  # "called for the envoy to leave"
        if dep == "pcomp":
            return "preposition"
        if parse.pos[above] not in VERBAL:
            return "complement" if dep == "xcomp" and parse.pos[above] == "ADJ" else None
        if dep == "conj":
            helped = any(parse.dep[kid] in HELPS for kid in g.children[verb]) and not (
                _to(g, verb) and _to(g, above)
            )
            same = parse.tag[verb] == parse.tag[above] or {parse.tag[verb], parse.tag[above]} <= {"VB", "VBP"}
            return "share" if same and not helped and verb not in self._own else "joined"
        return "complement" if dep in {"xcomp", "ccomp"} else None

    def _read(self, verb: int, lean: Lean | None, above: Reading | None) -> Reading:
        g = self._g
        parse = g.parse
        helping: list[str] = []
        marks: set[str] = set()
        no = condition = False
        inverted: int | None = None
        for kid in g.children[verb]:
            dep, word = parse.dep[kid], g.lower[kid]
            if dep in HELPS:
                helping.append(word)
                if word in INVERTS:
                    inverted = kid
            elif dep in {"mark", "advmod"}:
                if g.lower[kid + 1 : kid + 2] != ["to"]:  # "sent there, purportedly to help": they were sent
                    marks.add(word)
                no = no or word in NOT
            elif dep == "neg":
                no = True
            elif dep == "advcl":
                condition = condition or _conditional(g, kid)
            elif dep in {"nsubj", "nsubjpass", "dobj", "attr"}:
                no = no or self._nobody(kid)
                # "Should they find any, …", "Had he known": a condition without an "if"
                condition = condition or (inverted is not None and kid < verb and dep in SUBJECTS)
        reality = self._own_reality(verb, helping, marks, above)
        if condition and (reality in {"told", "future"} or inverted is not None):
            reality = "possible"
        if lean is None or above is None:
            return (reality, no) if lean != "preposition" else self._behind(verb, (reality, no), None)
        if lean == "share":
            return (above[0] if reality in {"told", "possible"} else reality), no or above[1]
        if lean == "joined":
            caught = (
                reality in {"told", "future"} and above[0] == "possible" and self._hangs(parse.head[verb])
            )
            return ("possible" if caught else reality), no
        if lean == "gerund" and parse.dep[verb] == "acl" and self._hardly(parse.head[verb]):
            return "possible", no
        if lean == "gerund":
            return (above[0] if reality == "told" else reality), no
        if lean == "preposition":
            return self._behind(verb, (reality, no), above)
        form = _form(g, verb, helping)
        return governed(g, verb, form, own=(reality, no), above=above, setting=self._setting)

    def _behind(self, verb: int, own: Reading, above: Reading | None) -> Reading:
        over = verb_of_gerund(self._g, verb, self._lexicon)
        return after_preposition(self._g, verb, over, own=own, above=above, setting=self._setting)

    def _hangs(self, verb: int) -> bool:
        """Whether a verb hangs on a condition, so that what is joined to it does."""
        g = self._g
        return any(g.lower[kid] in CONDITION and g.parse.dep[kid] == "mark" for kid in g.children[verb])

    def _own_reality(
        self, verb: int, helping: Sequence[str], marks: set[str], above: Reading | None
    ) -> Reality:
        """What a verb's own auxiliaries and conjunctions make of it."""
        g = self._g
        parse = g.parse
        tag, dep = parse.tag[verb], parse.dep[verb]
        if marks & CONDITION or marks & HEARSAY or self._asks(verb) or (dep == "csubj" and tag == "VBG"):
            return "possible"
        for word in helping:
            if word in MODALS:
                return MODALS[word]
        if "to" in helping:  # "Rebels to leave", in a headline, is a plan
            over = parse.head[verb]
            headline = over == verb or (
                dep in {"acl", "relcl"} and parse.head[over] == over and over == verb - 2
            )
            return "future" if headline else "possible"
        if tag == "VB" and not helping and verb not in self._own and dep in {"ROOT", "ccomp"}:
            return "asked"  # an order
        if (dep in {"acl", "relcl"}) and g.lower[parse.head[verb]] == "case":
            return "possible"  # "in case they stay"
        if dep == "acl" and "that" in marks and self._doubtful(parse.head[verb]):
            return "possible"
        present = tag in {"VBZ", "VBP"} or not PRESENT.isdisjoint(helping)
        if present and marks & TILL and above is None and self._is_ahead(parse.head[verb]):
            return "future"
        return "told"

    def _asks(self, verb: int) -> bool:
        """Whether a question mark ends the clause."""
        if not self._asked or self._g.parse.dep[verb] not in MAIN:
            return False
        last = self._g.right[verb]
        return last in self._asked or last + 1 in self._asked

    def _nobody(self, noun: int) -> bool:
        """Whether an argument is nobody or nothing, so that the deed is denied."""
        return noun in self._none or self._g.lower[noun] in NOBODY

    def _doubtful(self, noun: int) -> bool:
        """Whether a noun does not stand for the clause that it holds: "the risk that", "no evidence that"."""
        return self._g.lower[noun] in NOT_SURE or self._nobody(noun)

    def _hardly(self, noun: int) -> bool:
        """Whether a noun, or one that it hangs on, does not stand for a deed: "no chance of the Senate convicting him"."""
        parse = self._g.parse
        for _ in range(STEPS):
            if self._doubtful(noun):
                return True
            if parse.dep[noun] not in {"pobj", "prep"} or parse.head[noun] == noun:
                return False
            noun = parse.head[noun]
        return False

    def _is_ahead(self, verb: int) -> bool:
        """Whether a verb speaks of what is to come, and so of what comes before it ("until they leave")."""
        g = self._g
        return any(g.lower[kid] in MODALS for kid in g.children[verb] if g.parse.dep[kid] == "aux")


def verb_over(g: Grammar, index: int) -> int | None:
    """The nearest verb over a word (itself included) within a few steps."""
    for _ in range(STEPS):
        if g.parse.pos[index] in VERBAL:
            return index
        if g.parse.head[index] == index:
            return None
        index = g.parse.head[index]
    return None


def shows(g: Grammar, noun: int, verb: int, lexicon: Lexicon) -> bool:
    """Whether a verb says of the deed that its subject tells no more than that it was: "the attack took place"."""
    if g.parse.dep[noun] != "nsubj" or g.parse.head[noun] != verb:
        return False
    stem = lexicon.stem_of(g.words[verb])
    return stem in SHOWS or (stem == "take" and any(g.lower[kid] == "place" for kid in g.children[verb]))


def _form(g: Grammar, verb: int, helping: Sequence[str]) -> Form:
    """How a verb in a complement is put; one with a modal or "do" has a tense of its own."""
    if "to" in helping:
        return "to"
    if any(word in MODALS or word in DO for word in helping):
        return "finite"
    tag = g.parse.tag[verb]
    if tag == "VBG" and g.parse.dep[verb] == "xcomp":
        return "gerund"
    return "bare" if tag == "VB" or g.parse.dep[verb] == "xcomp" else "finite"


def _to(g: Grammar, verb: int) -> bool:
    return any(g.lower[kid] == "to" and g.parse.dep[kid] == "aux" for kid in g.children[verb])


def _conditional(g: Grammar, clause: int) -> bool:
    """Whether an adverbial clause is a condition; "even if" and "as if" are none."""
    words = {g.lower[kid] for kid in g.children[clause] if g.parse.dep[kid] in {"mark", "advmod"}}
    return not words.isdisjoint({"if", "unless", "provided"}) and words.isdisjoint({"even", "as"})
