"""What a verb, adjective or preposition makes of the deed in its complement: "refused to", "is likely to", "without"."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sayso.annotate.clausing.lexicon import Lexicon
from sayso.annotate.parsing.grammar import Grammar
from sayso.records import Reality

Reading = tuple[Reality, bool]
"""A reality, and whether the deed is denied."""

MODALS: dict[str, Reality] = {
    **dict.fromkeys(("may", "might", "could", "would", "can", "ca", "cannot", "'d", "’d"), "possible"),
    **dict.fromkeys(("should", "must", "shall", "ought"), "asked"),
    **dict.fromkeys(("will", "'ll", "’ll", "wo"), "future"),
}
DO = frozenset({"do", "does", "did"})
TELLS = frozenset(
    "tell tells told telling warn warns warned warning insist insists insisted insisting".split()
)
"""Forms of verbs of asking that also tell what is so ("told them that they leave on Friday")."""
TOLD_BEFORE = frozenset("after since by while when upon following despite besides in".split())
"""Prepositions whose gerund was or is so ("after closing the bridge")."""
UNSURE = frozenset(
    "possible likely unlikely probable impossible conceivable unclear uncertain unknown doubtful".split()
)
UNTRUE = frozenset({"false", "untrue", "wrong"})
DUE = frozenset("due set scheduled poised expected going slated".split())
AIMS = frozenset(
    "aim idea plan goal purpose task job role priority hope mission point way intention challenge question option step "
    "strategy thing duty need problem key best".split()
)
"""Nouns of which "is to" says what they are."""
OPEN = frozenset({"accuses", "asks", "prevents", "denies", "doubts", "will", "fails"})
"""Classes of verbs whose object need not have been: "prevented the attack"."""
NEAR = 2
"""Words from a verb to the infinitive that it begins, continues or manages: an adverb fits between."""
WH = frozenset({"WRB", "WP", "WDT"})
Form = Literal["finite", "to", "gerund", "bare"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a complement is read against: the lists, and whose voice each offset is in."""

    lexicon: Lexicon
    voice: Callable[[int], str | None]

    def another(self, g: Grammar, verb: int, over: int) -> bool:
        """Whether a verb stands in another voice than the one over it: then that voice answers for it."""
        return self.voice(g.parse.start[verb]) != self.voice(g.parse.start[over])


def governed(g: Grammar, verb: int, form: Form, *, own: Reading, above: Reading, setting: Setting) -> Reading:
    """The reading of a verb in the complement of another verb or of an adjective, from its own and the other's."""
    over = g.parse.head[verb]
    lexicon = setting.lexicon
    classes = lexicon.classes(g.words[over])
    if form == "finite":
        reality, no = _finite(g, verb, own=own, above=above, classes=classes)
        # words of saying that no attribution was made of: what they say is nobody's word that it is so
        loose = reality == "told" and g.lower[over] in lexicon.saying and "knows" not in classes
        return ("possible" if loose and not setting.another(g, verb, over) else reality), no
    negated = own[1] != above[1]
    if g.parse.pos[over] == "ADJ":
        return ("future" if g.lower[over] in DUE else "possible"), negated
    stem = lexicon.stem_of(g.words[over])
    if stem == "be":
        return (
            "future" if form == "to" and _is_due(g, over) else "possible" if form == "to" else own[0]
        ), negated
    if form == "to" and (stem == "have" or g.lower[over] == "going"):
        return ("asked" if stem == "have" else "future"), negated
    return _by_class(classes, form, own=own, above=above, near=g.left[verb] - over <= NEAR)


def _is_due(g: Grammar, be: int) -> bool:
    """Whether "is to" tells a plan ("the envoy is to leave") and not what something is or how ("the aim is to leave")."""
    for kid in g.children[be]:
        if g.parse.dep[kid] in {"acomp", "attr"} and g.lower[kid] not in DUE:
            return False
        if g.parse.dep[kid] == "nsubj" and (g.lower[kid] in AIMS or g.lower[kid] in {"it", "this", "that"}):
            return False
    return True


def _finite(g: Grammar, verb: int, *, own: Reading, above: Reading, classes: frozenset[str]) -> Reading:
    """A clause with a tense of its own: what it says stands unless the word over it takes that back."""
    over = g.parse.head[verb]
    reality, no = own
    if "denies" in classes:
        return reality, no == above[1]
    if "thinks" in classes and above[1]:
        no = not no  # "did not think that it had": thought that it had not
        own = reality, no
    judged = {g.lower[kid] for kid in g.children[over] if g.parse.dep[kid] == "acomp"}
    if judged & UNTRUE:
        return reality, not no
    if reality != "told":
        return own
    if "asks" in classes and g.parse.tag[verb] in {"VB", "VBP"} and g.lower[over] not in TELLS:
        return "asked", no  # "demanded that they leave", which the tagger may take for a present
    if "doubts" in classes or judged & UNSURE or (above[1] and _questions(g, verb)):
        return "possible", no
    return own


def _questions(g: Grammar, verb: int) -> bool:
    """Whether a clause is an indirect question: "who fired", "how many will stay"."""
    for kid in g.children[verb]:
        if kid < verb and any(
            g.parse.tag[word] in WH and g.lower[word] != "that" for word in (kid, *g.children[kid])
        ):
            return True
    return False


def _by_class(classes: frozenset[str], form: Form, *, own: Reading, above: Reading, near: bool) -> Reading:
    """An infinitive or gerund, by the class of the verb over it; an infinitive `near` it ("used to …", not "used it to …")."""
    reality, denied = above
    no = own[1]
    if "fails" in classes or ("denies" in classes and form == "gerund"):
        return reality, no == denied
    if "does" in classes and (near or form != "to"):
        return reality, no != denied
    if "forces" in classes and not denied:
        return reality, no
    if "thinks" in classes and form == "to":
        return ("future" if "will" in classes and reality == "told" else "possible"), no != denied
    if "asks" in classes and form != "gerund":
        return ("possible" if denied else "asked"), no
    if "will" in classes and form == "to":
        return ("future" if reality == "told" else reality), no != denied
    return "possible", no


def after_preposition(
    g: Grammar, verb: int, over: int | None, *, own: Reading, above: Reading | None, setting: Setting
) -> Reading:
    """A verb behind a preposition: "after closing it" was so, "without closing it" was not, "for closing it" is open."""
    if g.parse.tag[verb] != "VBG":
        return own
    word = g.lower[g.parse.head[verb]]
    if above is None or over is None:
        return "possible", own[1]
    classes = setting.lexicon.classes(g.words[over])
    if "accuses" in classes:  # "Vint accused him of closing it": Vint says so, or nobody does
        return ("told" if setting.another(g, verb, over) else "possible"), own[1]
    parse = g.parse
    instead = word == "of" and g.lower[parse.head[parse.head[verb]]] in {"instead", "short"}
    if word == "without" or instead or (word == "from" and "prevents" in classes):
        return above[0], not own[1]
    if word in TOLD_BEFORE or (word in {"of", "for", "with"} and "blames" in classes):
        return above[0], own[1]
    return "possible", own[1]
