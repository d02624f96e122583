"""Who speaks where no source stands: the subject around a cue, the speaker before a quotation, "I" within one's words."""

from dataclasses import replace

from sayso.annotate.speaking.findings import CONFIDENCE, Finding, resolved, unknown
from sayso.annotate.speaking.pronouns import PRONOUN_GENDER, by_pronoun
from sayso.annotate.speaking.scene import Onstage, Scene
from sayso.annotate.speaking.sources import SINGULAR_SELF, by_head
from sayso.records import Attribution
from sayso.spans import Span, contains

ASKED = frozenset({"asked", "pressed", "questioned", "told"})
CLOSERS = ("”", '"', "»", "'", "’")


def place(attribution: Attribution) -> int:
    """Where the reader learns who speaks: the source, else the cue, else the content."""
    if attribution.source is not None:
        return attribution.source.start
    return attribution.cue.start if attribution.cue is not None else attribution.content[0].start


def by_clause(
    scene: Scene, attribution: Attribution, previous: Attribution | None, before: Finding | None
) -> Finding:
    """No source of its own: the subject of the clause that the cue hangs on, else the speaker of the same sentence."""
    grammar = scene.grammar
    assert attribution.cue is not None
    verbs = [
        index for index in grammar.tokens(attribution.cue) if grammar.parse.pos[index] in {"VERB", "AUX"}
    ]
    if not verbs:
        return unknown("carried_over", "a noun tells what was said, and nothing whose it is")
    if _is_passive(scene, verbs[0]):
        return unknown("carried_over", "it is told without who said it")
    for verb in verbs:
        subject = grammar.subject(verb)
        if subject is None or grammar.parse.dep[subject] != "nsubj":
            continue
        if scene.in_content[subject] != (attribution.nested_in is not None):
            continue  # who speaks within somebody's words stands there too
        if subject in scene.mentions:
            found = by_head(scene, subject, grammar.span(subject, subject))
            return replace(
                found,
                confidence=max(0, found.confidence - 100),
                reasons=("the subject of the clause around it", *found.reasons),
            )
    if (
        attribution.nested_in is None
        and previous is not None
        and before is not None
        and before.entity is not None
    ):
        here, there = grammar.at(attribution.cue.start), grammar.at(place(previous))
        if here >= 0 and there >= 0 and grammar.sent[here] == grammar.sent[there]:
            return replace(
                before, mention=None, basis="carried_over", confidence=min(before.confidence, CONFIDENCE["carried"]),
                reasons=("the speaker of the same sentence",),
            )  # fmt: skip
    return unknown("carried_over", "nobody is said to have said it")


def _is_passive(scene: Scene, verb: int) -> bool:
    """Whether a verb is in the passive ("was told", "people said to be ..."), so that its subject does not speak."""
    grammar = scene.grammar
    for _ in range(3):
        if grammar.child(verb, "auxpass", "nsubjpass") is not None or grammar.parse.dep[verb] == "acl":
            return grammar.parse.tag[verb] == "VBN"
        asked = grammar.lower[verb] in ASKED and grammar.child(verb, "nsubj") is None
        if grammar.parse.dep[verb] == "advcl" and (asked or grammar.parse.tag[verb] == "VBN"):
            return grammar.child(verb, "aux") is None  # "Asked whether ..., Roe said"
        if grammar.parse.dep[verb] != "conj" or grammar.child(verb, "nsubj", "aux") is not None:
            return False
        verb = grammar.parse.head[verb]
    return False


def cueless(
    scene: Scene, attribution: Attribution, previous: Attribution | None, before: Finding | None
) -> Finding:
    """A quotation without a cue: it goes on from the paragraph before when nobody else has come on since."""
    if attribution.nested_in is not None:
        return unknown("cueless", "words within words, and nobody is said to have said them")
    led_in = _led_in(scene, attribution, previous)
    if led_in is not None:
        return led_in
    if previous is None or before is None:
        return unknown("cueless", "a quotation without a cue, and nobody spoke before")
    if before.entity is None:
        return unknown("cueless", "a quotation without a cue after one whose speaker is unknown")
    grammar, text = scene.grammar, scene.grammar.text
    start, end = attribution.content[0].start, max(span.end for span in previous.content)
    token, last = grammar.at(start), grammar.at(max(end - 1, place(previous)))
    if token < 0 or last < 0:
        return unknown("cueless", "a quotation without a cue outside the text that was read")
    apart = scene.paragraph[grammar.sent[token]] - scene.paragraph[grammar.sent[last]]
    if apart > 1:
        return unknown("cueless", f"a quotation without a cue, {apart} paragraphs after the last speaker")
    open_end = (
        previous.kind in {"direct", "mixed"}
        and apart == 1
        and text[start - 1 : start] + text[start : start + 1] != ""
        and not text[end - 1 : end + 1].rstrip().endswith(CLOSERS)
        and _is_quoted(text, previous)
    )
    if open_end:
        return replace(
            before, mention=None, basis="cueless", confidence=min(before.confidence, CONFIDENCE["cueless_open"]), also=before.also,
            reasons=("the quotation of the paragraph before was left open and goes on",),
        )  # fmt: skip
    who = before.entity
    newcomers = sorted({
        on.entity.name
        for sentence in range(grammar.sent[last], grammar.sent[token] + 1)
        for on in scene.persons.get(sentence, ())
        if on.entity.id != who.id
        and place(previous) < grammar.parse.start[on.token] < start
        and (on.acting or sentence == grammar.sent[token] or _comes_on(scene, on, end))
    })  # fmt: skip
    if newcomers:
        return unknown(
            "cueless",
            f"a quotation without a cue, and {' and '.join(newcomers)} came on since {who.name} spoke",
        )
    confidence = (
        CONFIDENCE["cueless"]
        - (0 if previous.kind in {"direct", "mixed"} else 60)
        - (60 if apart == 0 else 0)
    )
    return replace(
        before, mention=None, basis="cueless", confidence=min(before.confidence, confidence),
        reasons=(f"a quotation without a cue right after {who.name} spoke, nobody else in between",),
    )  # fmt: skip


def _comes_on(scene: Scene, on: Onstage, end: int) -> bool:
    """Whether somebody is named for the first time behind the last words of another, who may be quoted next."""
    first = scene.tokens_of[on.entity.id][0] == on.token
    return on.entity.named and first and scene.grammar.parse.start[on.token] >= end


def _led_in(scene: Scene, attribution: Attribution, previous: Attribution | None) -> Finding | None:
    """Who acts in the sentence around a quotation, or right before it in its paragraph ("Roe was blunt. “It is over.”").

    Only one person may be there, as its subject, and no words may have been attributed in that sentence.
    """
    grammar = scene.grammar
    start = attribution.content[0].start
    token = grammar.at(start)
    if token < 1 or grammar.parse.start[token] < start:
        return None
    sentence = grammar.sent[token - 1]
    within = sentence == grammar.sent[token]  # "Roe is glad because “all is well”"
    if scene.paragraph[sentence] != scene.paragraph[grammar.sent[token]]:
        return None
    last = grammar.at(max(place(previous), previous.content[-1].end - 1)) if previous is not None else -1
    if last >= 0 and grammar.sent[last] >= sentence:
        return None
    there = {on.entity.id: on for on in scene.persons.get(sentence, ()) if on.token < token}
    acting = [on for on in there.values() if on.acting and not scene.plural.get(on.entity.id, False)]
    if len(there) != 1 or len(acting) != 1 or scene.pronouns.get(sentence):
        return None
    who = acting[0].entity
    where = "within" if within else "right behind"
    return resolved(
        who, None, "cueless", CONFIDENCE["led_in"], f"a quotation {where} a sentence about {who.name}"
    )


def _is_quoted(text: str, attribution: Attribution) -> bool:
    last = attribution.content[-1]
    return any(mark in text[max(0, last.start - 1) : last.end] for mark in ("“", '"', "«"))


def own_words(
    scene: Scene, attribution: Attribution, outer: Attribution | None, findings: dict[str, Finding]
) -> Finding | None:
    """Inside somebody's words "I" and "we" are the one who says them, and in reported speech "he" mostly is."""
    if (
        outer is None
        or attribution.source is None
        or not any(contains(s, attribution.source) for s in outer.content)
    ):
        return None
    found = findings[outer.id]
    inside = scene.grammar.tokens(attribution.source)
    word = scene.grammar.lower[inside[0]] if len(inside) == 1 else ""
    if word in SINGULAR_SELF:
        if found.entity is None:
            return unknown("pronoun", f"'{word}' inside words whose speaker is unknown", attribution.source)
        lower = CONFIDENCE["own_side" if word in {"we", "us", "our"} else "own_words"]
        return replace(
            found, mention=attribution.source, basis="pronoun", confidence=min(found.confidence, lower),
            reasons=(f"'{word}' within the words of {found.name}",),
        )  # fmt: skip
    own = findings[attribution.id]
    if word in {"he", "she", "his", "her", "they", "it"} and own.entity is not None:
        if found.entity is None:
            return unknown("pronoun", f"'{word}' inside words whose speaker is unknown", attribution.source)
        token = inside[0]
        changed: Finding | None = None
        if scene.quoted[token] and word in PRONOUN_GENDER:
            changed = _spoken_of(scene, token, attribution.source, but=found.entity.id)
        if changed is None and scene.quoted[token] and own.entity.id == found.entity.id:
            changed = by_pronoun(scene, token, attribution.source, but=found.entity.id)
            if changed.entity is None:
                return unknown(
                    "pronoun", f"'{word}' inside a quotation is not the one quoted", attribution.source
                )
        if changed is not None:
            own = changed = replace(
                changed, confidence=min(changed.confidence, CONFIDENCE["own_words"]) - IN_QUOTATION
            )
        assert own.entity is not None
        rivals = {
            person.entity.name
            for person in scene.quoted_people.get(scene.grammar.sent[token], ())
            if person.token < token and person.acting and person.entity.id != own.entity.id
        }
        if rivals:
            names = " or ".join(sorted({own.entity.name, *rivals}))
            return unknown("pronoun", f"'{word}' inside reported words could be {names}", attribution.source)
        return changed
    return None


def _spoken_of(scene: Scene, token: int, span: Span, *, but: str) -> Finding | None:
    """The one person of whom a quotation has just spoken, and who can be the "he" in it."""
    gender = PRONOUN_GENDER.get(scene.grammar.lower[token], "")
    for sentence in scene.back(token, SPOKEN_OF):
        found = {
            on.entity.id: on.entity
            for on in scene.quoted_people.get(sentence, ())
            if on.token < token
            and scene.quoted[on.token]
            and on.entity.id != but
            and (on.acting or _told_by_self(scene, on.token))
            and scene.gender.get(on.entity.id, "") in ({"", gender} if on.acting else {gender})
        }
        fits = [entity for entity in found.values() if not scene.plural.get(entity.id, False)]
        if len(fits) > 1:
            return None
        if fits:
            meant = scene.same.get(fits[0].id, fits[0])
            return resolved(
                meant, span, "pronoun", CONFIDENCE["own_words"], f"{meant.name} is the one just spoken of"
            )
    return None


def _told_by_self(scene: Scene, token: int) -> bool:
    """Whether the one spoken of is what the speaker did something to ("I saw Roe"), and nobody else acts there."""
    above = scene.grammar.parse.head[token]
    if scene.grammar.parse.dep[above] == "prep":
        above = scene.grammar.parse.head[above]
    subject = scene.grammar.subject(above)
    return subject is not None and scene.grammar.lower[subject] in SINGULAR_SELF


IN_QUOTATION = 200
"""Thousandths that a pronoun within a quotation costs, of whose talk the article shows a part; set by judgement."""
SPOKEN_OF = 2
"""Sentences of a quotation over which "he" looks back within it; set by judgement."""
