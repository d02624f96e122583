"""What a word of saying governs: from a cue in the parse to its source and the stretches of its content.

Each function looks at one word and its neighbours in the tree, knows no lexicon and judges nothing; which of these
readings count is the business of `attributions`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.annotate.parsing.grammar import Grammar
from sayso.spans import Span

Ranges = tuple[tuple[int, int], ...]
"""Runs of tokens, first and last included."""

EDGE = frozenset(",;:.-–—…!?/|")
OPENING = frozenset("“‘«„`(") | {"``"}
CLOSING = frozenset("”’»)") | {"''"}
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
IRREALIS = frozenset({"would", "could", "should", "might", "may", "must", "can", "ca", "cannot", "’d", "'d"})
ASKED = frozenset({"Asked", "Pressed", "Questioned", "Told", "Quizzed"})
"""Capitalised, so at the start of a sentence: whoever asked is not named."""
COMPLEMENTS = frozenset(
    {"prep", "oprd", "xcomp", "relcl", "acl", "ccomp", "conj", "cc", "dative", "acomp", "advmod"}
)
VERBAL = frozenset({"VERB", "AUX"})
REST = re.compile(r"(?<=\w)(?:[-‑]\w+)+")
FORE = re.compile(r"(?:\w+[-‑])+$")
DEEP = 40
"""Steps up the tree that are followed: none of 540,000 news tokens lies deeper."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word as a cue: `frame` names the construction, the rest are runs of tokens."""

    frame: str
    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: Ranges


def verb_readings(g: Grammar, verb: int) -> Iterator[Reading]:
    """Every way in which a verb can govern a content, the most clause-like first."""
    parse, kids = g.parse, g.children[verb]
    below = {parse.dep[kid]: kid for kid in reversed(kids)}
    passive = "nsubjpass" in below or "auxpass" in below or _bare_participle(g, verb, below)
    cue = cue_range(g, verb)
    source = agent(g, verb) if passive else subject_range(g, verb)
    clauses = [
        kid
        for kid in kids
        if parse.dep[kid] == "ccomp" and (parse.pos[kid] in VERBAL or len(g.children[kid]))
    ]
    if clauses:
        content = tuple(piece for kid in clauses for piece in without(g, kid, verb))
        named = "passive" if passive else "clause"
        yield Reading(named, cue, source, content)
    if parse.dep[verb] == "parataxis" and parse.head[verb] != verb:
        yield Reading("aside", cue, source, around(g, parse.head[verb], verb))
    if parse.dep[verb] == "advcl" and _as_aside(g, verb, below):
        yield Reading("as-aside", cue, source, around(g, parse.head[verb], verb))
    if "xcomp" in below and "dobj" not in below:
        kid = below["xcomp"]
        if passive:
            subject = below.get("nsubjpass")
            head = ((g.left[subject], g.right[subject]),) if subject is not None else ()
            yield Reading("passive-to", cue, source, (*head, (g.left[kid], g.right[kid])))
        else:
            yield Reading(
                "to-do" if parse.tag[kid] == "VB" else "doing", cue, source, ((g.left[kid], g.right[kid]),)
            )
    if "dobj" in below and not passive and parse.pos[below["dobj"]] != "PUNCT":
        thing = below["dobj"]
        end = g.right[thing]
        yield Reading("object", cue, source, ((g.left[thing], end),))
        for kid in kids:
            if kid > thing and g.left[kid] == end + 1 and parse.dep[kid] in COMPLEMENTS:
                end = g.right[kid]
        if end > g.right[thing]:
            yield Reading("more", cue, source, ((g.left[thing], end),))
    for kid in kids:
        if parse.dep[kid] != "prep" or kid < verb:
            continue
        inner = [below for below in g.children[kid] if parse.dep[below] in {"pobj", "pcomp"}]
        if inner and inner[0] > kid:
            end = g.right[kid]
            for more in kids:  # "called on the envoy to leave"
                if parse.dep[more] in {"xcomp", "ccomp", "advcl"} and g.left[more] == end + 1:
                    end = g.right[more]
            at = (cue[0], kid) if kid == cue[1] + 1 else cue
            yield Reading(g.lower[kid], at, source, ((kid + 1, end),))
    yield Reading("bare", cue, source, ())


def _bare_participle(g: Grammar, verb: int, below: dict[str, int]) -> bool:
    """Whether "Asked about it, …": a passive without its auxiliary."""
    opens = g.words[verb] in ASKED  # the tagger takes "Asked whether …, she said" for a past tense
    if (g.parse.tag[verb] != "VBN" and not opens) or "nsubj" in below or g.parse.dep[verb] == "conj":
        return False
    return not any(g.parse.dep[kid] == "aux" for kid in g.children[verb])


def _as_aside(g: Grammar, verb: int, below: dict[str, int]) -> bool:
    """Whether "…, as she said on Monday": short, and with nothing else that is said."""
    if "dobj" in below or "ccomp" in below or "xcomp" in below or g.right[verb] - g.left[verb] > 12:
        return False
    return any(g.lower[kid] == "as" and g.parse.dep[kid] in {"mark", "advmod"} for kid in g.children[verb])


def cue_range(g: Grammar, verb: int) -> tuple[int, int]:
    """A verb with the auxiliaries, negation and particle that stand right beside it."""
    first = last = verb
    kids = g.children[verb]
    for kid in reversed(kids):
        if (kid == first - 1 and g.parse.dep[kid] in AUXILIARIES) or (
            kid == first - 1 and g.parse.dep[kid] == "advmod" and kid - 1 in kids
        ):
            first = kid
    for kid in kids:
        if kid == last + 1 and g.parse.dep[kid] == "prt":
            last = kid
    return first, last


def subject_range(g: Grammar, verb: int) -> tuple[int, int] | None:
    """The noun phrase that a verb's subject is, shared with the verb that it hangs on where it has none."""
    parse = g.parse
    here = verb
    for _ in range(5):
        for kid in g.children[here]:
            if parse.dep[kid] == "nsubj" or (parse.dep[kid] == "nsubjpass" and here != verb):
                return phrase(g, kid, verb)
        if parse.dep[here] == "acl" and parse.pos[parse.head[here]] in {"NOUN", "PROPN", "PRON"}:
            return phrase(g, parse.head[here], here)
        if parse.dep[here] == "pobj" or parse.head[here] == here:
            return None
        if parse.dep[here] in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep"} or (
            parse.dep[here] == "ccomp" and parse.tag[here] == "VBG"
        ):
            above = parse.head[here]
            quoted = _quoted_as(g, here, above)
            if quoted is not None:
                return phrase(g, quoted, verb)
            if parse.dep[here] == "advcl" and parse.tag[verb] not in {"VBG", "VB"} and here == verb:
                return None
            if parse.dep[here] == "prep" and parse.pos[above] in {"NOUN", "PROPN"}:
                return None
            here = above
            continue
        return None
    return None


def _quoted_as(g: Grammar, here: int, above: int) -> int | None:
    """Who is quoted in "the paper quoted Ada Brand as saying …": never the paper."""
    if g.lower[here] != "as" or g.parse.dep[here] != "prep":
        return None
    return next((kid for kid in g.children[above] if g.parse.dep[kid] == "dobj"), None)


def agent(g: Grammar, verb: int) -> tuple[int, int] | None:
    """Who a passive verb names with "by"."""
    for kid in g.children[verb]:
        if g.parse.dep[kid] == "agent" or (g.parse.dep[kid] == "prep" and g.lower[kid] == "by"):
            for below in g.children[kid]:
                if g.parse.dep[below] == "pobj":
                    return phrase(g, below, verb)
    return None


def phrase(g: Grammar, noun: int, verb: int) -> tuple[int, int] | None:
    """The whole noun phrase of a noun, cut where the verb's own part or an added clause (", who …") begins."""
    first, last = g.left[noun], g.right[noun]
    for kid in g.children[noun]:
        if kid > noun and g.parse.dep[kid] == "relcl" and g.words[g.left[kid] - 1] in {",", "—", "–"}:
            last = min(last, g.left[kid] - 2)
            break
    last = max(last, noun)
    if first <= verb <= last:
        if noun < verb:
            last = min(
                verb - 1, max((g.right[k] for k in g.children[noun] if g.right[k] < verb), default=noun)
            )
            last = max(last, noun)
        else:
            first = max(
                verb + 1, min((g.left[k] for k in g.children[noun] if g.left[k] > verb), default=noun)
            )
            first = min(first, noun)
    return first, last


def without(g: Grammar, clause: int, verb: int) -> Ranges:
    """A clause's tokens without those of the verb that governs it, where the two are interlaced."""
    first, last = g.left[clause], g.right[clause]
    if not first <= verb <= last:
        return ((first, last),)
    head = g.parse.head
    runs: list[tuple[int, int]] = []
    for index in range(first, last + 1):
        at = index
        for _ in range(DEEP):
            if at in (clause, verb) or head[at] == at:
                break
            at = head[at]
        if at == clause:
            if runs and runs[-1][1] == index - 1:
                runs[-1] = (runs[-1][0], index)
            else:
                runs.append((index, index))
    return tuple(runs)


def around(g: Grammar, clause: int, aside: int) -> Ranges:
    """A clause without an aside in it: what stands before it and what stands after it."""
    first, last = g.left[clause], g.right[clause]
    pieces = ((first, g.left[aside] - 1), (g.right[aside] + 1, last))
    after = pieces[1][0]
    while after < last and g.words[after] in EDGE:
        after += 1
    if (
        after <= last
        and g.words[after] in OPENING
        and not OPENING.intersection(g.words[first : g.left[aside]])
    ):
        return (pieces[1],)  # "Back in town, she said: “…”" says only what is quoted
    return tuple((start, end) for start, end in pieces if start <= end)


def trimmed(g: Grammar, first: int, last: int) -> Span | None:
    """The characters of a run of tokens without punctuation at its edges that belongs to the sentence around it."""
    words = g.words
    while first <= last and (words[first] in EDGE or words[first] in CLOSING or words[first] == "--"):
        first += 1
    while last >= first and (words[last] in EDGE or words[last] in OPENING or words[last] == "--"):
        last -= 1
    if first > last:
        return None
    start, end = g.span(first, last)
    return Span(*_whole_words(g.text, start, end))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch that ends inside a hyphened word takes all of it: the tokeniser cuts "al-Rashidi" in three."""
    after = REST.match(text, end)
    before = FORE.search(text, max(0, start - 40), start)
    return (before.start() if before else start), (after.end() if after else end)
