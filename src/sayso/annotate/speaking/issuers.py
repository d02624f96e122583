"""Who speaks in a document: whoever issued it, whose it is, or the body it comes from; else the document itself."""

from bisect import bisect_right
from collections.abc import Callable

from sayso.annotate.speaking.findings import CONFIDENCE, Finding, resolved, together
from sayso.annotate.speaking.nouns import MADE
from sayso.annotate.speaking.scene import BODIES, Scene
from sayso.records import Entity, Mention
from sayso.spans import Span

Resolver = Callable[[Scene, int, Mention], Finding]
ISSUED = frozenset({
    "issued", "issues", "issuing", "released", "releases", "releasing", "published", "publishes", "publishing", "sent", "sends",
    "sending", "wrote", "writes", "writing", "posted", "posts", "posting", "filed", "files", "filing", "adopted", "signed",
    "authored", "coauthored", "co-authored", "penned", "drafted", "tweeted", "delivered",
})  # fmt: skip
"""What is done with a document by whoever speaks in it."""


def issuer_of(scene: Scene, head: int, mention: Mention, entity: Entity, *, by_role: Resolver) -> Finding:
    """Whoever issued a statement or report: "by X" behind it, "X's" before it, or who spoke "in a statement"."""
    grammar, span = scene.grammar, Span(mention.start, mention.end)
    noun = grammar.lower[head]
    for at in _alike_before(scene, head, entity):
        also: tuple[Entity, ...] = ()
        issuer = _maker(scene, at, by_role) or _named_behind(scene, at)
        if issuer is None and noun in {
            "statement",
            "communique",
            "release",
            "letter",
            "tweet",
            "post",
            "message",
            "email",
        }:
            spoke = [
                (token, who)
                for token, who in scene.said.get(grammar.sent[at], ())
                if who is not None and who.type != "document"
            ]
            issuer = spoke[-1][1] if spoke else None
            also = scene.joint.get(spoke[-1][0], ()) if spoke else ()
        if issuer is not None:
            found = resolved(
                issuer, span, "role", CONFIDENCE["issuer"], f"'{noun}' that {issuer.name} issued"
            )
            return together(found, also)
    return resolved(
        entity,
        span,
        "named" if entity.named else "role",
        CONFIDENCE["document"],
        f"the {noun} itself; who issued it is not said",
    )


def _alike_before(scene: Scene, head: int, entity: Entity) -> list[int]:
    """The token itself and the earlier mentions of the same document, nearest first."""
    tokens = scene.tokens_of[entity.id]
    at = bisect_right(tokens, head)
    return list(reversed(tokens[max(0, at - 6) : at])) or [head]


def _named_behind(scene: Scene, at: int) -> Entity | None:
    """The body behind "from" or "by" in a document's own words, on whatever noun of them the parse hangs it."""
    grammar = scene.grammar
    mention = scene.mentions.get(at)
    if mention is None:
        return None
    for index in scene.tokens_within(mention):
        if index > at and grammar.lower[index] in {"from", "by"}:
            made = grammar.child(index, "pobj")
            named = scene.mentions.get(made) if made is not None else None
            if named is not None and named.form == "name" and named.type in BODIES:
                return scene.owner.get(named.id)
    return None


def _who_made(scene: Scene, at: int) -> Entity | None:
    """Who acts in the clause behind a document: "data compiled by Vega", "the letter that Roe sent"."""
    grammar = scene.grammar
    for below in grammar.children[at]:
        doer: int | None = None
        if grammar.parse.dep[below] == "acl" and grammar.lower[below] in MADE:
            agent = grammar.child(below, "agent")
            doer = grammar.child(agent, "pobj") if agent is not None else None
        elif grammar.parse.dep[below] == "relcl" and grammar.lower[below] in ISSUED:
            doer = grammar.child(below, "nsubj")
        made = scene.mentions.get(doer) if doer is not None else None
        if made is not None and made.form != "pronoun" and made.type not in {"place", "document"}:
            return scene.owner.get(made.id)
    return None


def _maker(scene: Scene, at: int, by_role: Resolver) -> Entity | None:
    """Whoever made a document: who issued it, whose it is, whom it is by, or the body it is called after."""
    grammar = scene.grammar
    verb = grammar.parse.head[at]
    if grammar.parse.dep[at] == "dobj" and grammar.lower[verb] in ISSUED:
        subject = grammar.subject(verb)
        if subject is not None and grammar.lower[subject] in {"who", "which", "that"}:
            subject = grammar.parse.head[verb]  # "Roe, who wrote a letter"
        issuer = scene.mentions.get(subject) if subject is not None else None
        if issuer is not None and issuer.form == "name" and issuer.type not in {"place", "document"}:
            return scene.owner.get(issuer.id)
    doer = _who_made(scene, at)
    if doer is not None:
        return doer
    for below in grammar.children[at]:
        namesake = scene.mentions.get(below)
        if (
            grammar.parse.dep[below] in {"compound", "nmod"}
            and namesake is not None
            and namesake.form == "name"
            and namesake.type in BODIES
        ):
            return scene.owner.get(namesake.id)
    for below in grammar.children[at]:
        if grammar.parse.dep[below] == "poss":
            named = scene.mentions.get(below)
        elif grammar.lower[below] in {"by", "from"}:
            made = grammar.child(below, "pobj")
            named = scene.mentions.get(made) if made is not None else None
        else:
            continue
        if named is not None and named.form != "pronoun" and named.type not in {"place", "document"}:
            if named.form == "role" and named.type != "person":
                found = by_role(
                    scene,
                    below if grammar.parse.dep[below] == "poss" else grammar.child(below, "pobj") or below,
                    named,
                )
                return found.entity
            return scene.owner.get(named.id)
    return None
