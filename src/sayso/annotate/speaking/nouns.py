"""What the nouns of descriptions stand for: somebody at all, and whom of those who are known."""

import re

from sayso.annotate.naming.mention_roles import INDEFINITE_PEOPLE, role_noun, singular
from sayso.annotate.naming.names import is_title, name_tokens
from sayso.annotate.speaking.scene import Scene
from sayso.records import Entity

KINDS_OF_BODY = {
    "group": {"group", "organization"},
    "organization": {"organization", "group"},
    "government": {"government"},
    "outlet": {"outlet", "organization"},
}
ANY_BODY = frozenset({
    "group", "organization", "organisation", "company", "firm", "corporation", "agency", "bank", "charity", "nonprofit",
    "watchdog", "retailer", "automaker", "carmaker", "manufacturer", "airline", "lender", "brokerage", "insurer", "startup",
    "start-up", "giant", "maker", "ngo", "institute", "foundation", "movement", "party", "militia", "newspaper", "paper",
    "magazine", "network", "channel", "outlet", "news agency", "website", "station", "body", "think tank", "team", "club",
    "rights group", "advocacy group", "militant group", "terrorist group", "rebel group", "human rights group", "faction",
})  # fmt: skip
"""Nouns that take up any body of their kind; "the court" or "the ministry" takes up only one that is called so."""
SOME = INDEFINITE_PEOPLE - {"one", "nobody", "none", "anyone", "anybody", "each"} | {
    "percent", "%", "half", "third", "lot", "media", "press", "family", "personnel", "local", "side", "embassy", "country",
    "force", "command", "intelligence", "observatory", "other", "critic",
    "pair", "duo", "trio", "quartet", "couple", "tv", "television", "radio", "crew", "squad", "leadership", "establishment", "hundred", "folk", "city", "county", "town", "state", "nation",
}  # fmt: skip
"""Words outside the lexicon that stand for people or bodies."""
PEOPLE_ENDINGS = (
    "man", "woman", "ist", "ian", "eer", "ess", "ster", "person", "old", "er", "or", "ant", "ee", "proponent", "opponent",
)  # fmt: skip
THINGS = frozenset({
    "number", "order", "letter", "paper", "matter", "power", "banner", "computer", "factor", "answer", "offer", "cover", "chapter",
    "poster", "counter", "center", "border", "weather", "winter", "summer", "quarter", "disaster", "tower", "corner", "character",
    "barrier", "trailer", "newsletter", "register", "harbor", "mirror", "sector", "error", "camera", "behavior", "figure", "measure",
    "success", "process", "progress", "illness", "business", "access", "weakness", "fitness", "darkness", "committee", "restaurant",
    "sign", "leaflet", "result", "statistic", "image", "photo", "photograph", "picture", "term", "condition", "instruction", "lyric",
    "label", "product", "market", "price", "test", "score", "event", "fact", "issue", "item", "list", "map", "model", "movie", "film", "one",
    "grant", "warrant", "covenant", "encounter", "transfer", "header", "marker", "folder", "reminder", "disclaimer", "filter",
})  # fmt: skip
"""Words with such an ending, and plurals, that are no people."""
UTTERED = frozenset({
    "accusation", "admission", "allegation", "announcement", "argument", "assertion", "assessment", "call", "chyron", "claim",
    "comment", "complaint", "conclusion", "criticism", "declaration", "demand", "denial", "finding", "insistence", "interview",
    "notion", "pledge", "prediction", "promise", "question", "remark", "reporting", "reprimand", "rhetoric", "speech", "speculation",
    "suggestion", "talking point", "testimony", "threat", "view", "vow", "warning", "word", "writing", "account", "ad", "banner", "headline",
    "motto", "slogan", "caption", "readout", "estimate", "analysis", "research", "briefing", "response", "reply", "answer", "story",
    "text", "tweet", "column", "essay", "lawsuit", "appeal", "advice", "guidance", "guideline", "leaflet", "note", "page", "point", "quote",
    "entry", "description", "explanation", "observation", "recommendation", "request", "transcript", "invitation", "greeting", "advisory",
})  # fmt: skip
"""What somebody utters, so that whoever it belongs to speaks."""
MOUTHPIECES = frozenset({"account", "page", "website", "site", "feed", "channel", "handle", "blog"})
MADE = frozenset({
    "released", "compiled", "issued", "published", "written", "sent", "conducted", "prepared", "produced", "signed", "provided",
    "authored", "posted", "made", "drafted", "filed", "collected", "gathered", "commissioned", "adopted", "presented", "delivered",
})  # fmt: skip
"""What is done with words by whoever speaks in them; not "obtained", "seen" or "reported"."""
PARTS = frozenset({
    "lot", "lots", "number", "kind", "kinds", "type", "sort", "hundreds", "dozens", "thousands", "scores", "tens", "millions", "couple",
    "handful", "majority", "minority", "plenty", "half", "third", "quarter", "percent", "%", "some", "many", "most", "few", "several",
    "one", "two", "both", "all", "none", "each", "any", "either", "neither", "rest", "bunch", "plurality", "dozen", "another", "others",
    "crop", "array", "slew", "host", "range", "series", "string", "chorus", "cross-section", "mix",
})  # fmt: skip
"""Words that count or sort what follows behind "of"."""


PEOPLE_VERBS = frozenset({
    "asked", "asks", "told", "tells", "tweeted", "tweets", "quipped", "joked", "jokes", "shouted", "yelled", "exclaimed", "recalled",
    "recalls", "replied", "replies", "wondered", "laughed", "whispered", "complained", "lamented", "shouting", "asking",
})  # fmt: skip
"""Verbs of which no document is the subject."""


def of_whom(scene: Scene, head: int) -> int:
    """The noun that a word for a number or a kind counts ("hundreds of students", "one of them"); else the word itself."""
    grammar = scene.grammar
    for _ in range(3):
        if grammar.lower[head] not in PARTS and grammar.parse.pos[head] != "NUM":
            break
        of = next((i for i in grammar.children[head] if i > head and grammar.lower[i] in {"of", "in"}), None)
        counted = grammar.child(of, "pobj") if of is not None else None
        if counted is None:
            break
        head = counted
    return head


def is_somebody(scene: Scene, head: int) -> bool:
    """Whether a noun is one for people: of the lexicon, a word for some of them, or one that looks so ("dancers")."""
    head = of_whom(scene, head)
    word = scene.grammar.lower[head]
    noun = singular(word)
    if scene.grammar.words[head] in {"them", "us", "whom"}:
        return True
    if role_noun(scene.lexicon, scene.grammar, head) is not None or word in SOME or noun in SOME:
        return True
    if noun in THINGS or noun in UTTERED:
        return False
    if (len(noun) > 5 and noun.endswith(PEOPLE_ENDINGS)) or scene.grammar.parse.tag[head] in {"NNS", "NNPS"}:
        return True
    above = scene.grammar.parse.head[head]
    return scene.grammar.parse.dep[head] == "nsubj" and scene.grammar.lower[above] in PEOPLE_VERBS


def is_known(scene: Scene, head: int) -> bool:
    """Whether a noun is a word for people by itself, and not only a plural."""
    head = of_whom(scene, head)
    noun = singular(scene.grammar.lower[head])
    entry = role_noun(scene.lexicon, scene.grammar, head)
    return (
        (entry is not None and entry.kind != "document") or noun in SOME or scene.grammar.lower[head] in SOME
    )


def owner_of(scene: Scene, head: int) -> int | None:
    """Whose the words are that a noun stands for: "Roe's reply", "a reply by Roe", "figures compiled by Roe"."""
    grammar = scene.grammar
    for below in grammar.children[head]:
        if grammar.parse.dep[below] == "poss":
            return below
        if below > head and (
            grammar.lower[below] in {"by", "from"}
            or (grammar.lower[head] in MOUTHPIECES and grammar.lower[below] in {"of", "for"})
        ):
            return grammar.child(below, "pobj")
        if grammar.parse.dep[below] == "acl" and grammar.lower[below] in MADE:
            agent = grammar.child(below, "agent")
            return grammar.child(agent, "pobj") if agent is not None else None
    return None


PARTIES = {"republican": ("republican", "gop"), "democrat": ("democrat",)}
PARTY = re.compile(r",? ?\(?(?:\w+ )?([RD])(?:[-–.)]|emocrat|epublican)")
PUBLIC = frozenset({
    "committee", "commission", "department", "court", "police", "council", "ministry", "administration", "congress", "senate", "army",
    "navy", "bureau", "parliament", "assembly", "university", "party", "union", "agency", "office", "service", "guard", "force",
})  # fmt: skip
"""Words in the names of bodies that are no company, bank, outlet or charity."""
STATE = frozenset({
    "court", "department", "ministry", "police", "senate", "congress", "parliament", "army", "navy", "administration", "assembly",
})  # fmt: skip
"""Words in the names of bodies that are no group either."""


def fits(scene: Scene, entity: Entity, noun: str) -> int:
    """How a known entity agrees with a noun: 2 the same noun, 1 a noun that covers it, 0 nothing known, -1 not."""
    entry = scene.lexicon.roles[noun]
    if entry.kind != "person":
        if entity.type not in KINDS_OF_BODY.get(entry.kind, set()):
            return -1
        called = set(entity.name.lower().split())
        if noun in called:
            return 2
        broad = noun in {"group", "body", "organization", "organisation", "agency", "panel", "team"}
        if called & (STATE if broad else PUBLIC):
            return -1
        return 1 if noun in ANY_BODY else -1
    if entity.type not in {"person", "unnamed"} or scene.plural.get(entity.id, False):
        return -1
    gender = scene.gender.get(entity.id, "")
    if entry.gender and gender and entry.gender != gender:
        return -1
    if entry.noun in PARTIES:
        party = party_of(scene, entity)
        if party:
            return 2 if party == entry.noun else -1
    nouns = role_nouns(scene, entity)
    if entry.noun in PARTIES and nouns & {"president", "vice president", "prime minister"}:
        return -1
    if not nouns:
        return 0 if entity.named and "people" not in entry.fields else -1
    if noun in nouns:
        return 2
    fields = {
        name for known in nouns if known in scene.lexicon.roles for name in scene.lexicon.roles[known].fields
    }
    if "*" in entry.covers or fields & entry.covers:
        return 1
    return -1


def party_of(scene: Scene, entity: Entity) -> str:
    """The party that an article gives a person: in a role ("Republican Sen."), or behind the name ("Roe (D-Harlow)")."""
    if entity.id not in scene.party:
        text = scene.grammar.text
        said = " ".join(text[role.start : role.end] for role in entity.roles).lower()
        found = next((party for party, words in PARTIES.items() if any(word in said for word in words)), "")
        for token in () if found else scene.tokens_of.get(entity.id, ())[:5]:
            mention = scene.mentions.get(token)
            letter = PARTY.match(text, mention.end) if mention is not None else None
            if letter is not None:
                found = "democrat" if letter[1].upper() == "D" else "republican"
                break
        scene.party[entity.id] = found
    return scene.party[entity.id]


def role_nouns(scene: Scene, entity: Entity) -> set[str]:
    """The nouns of the roles that the article gives an entity ("engineer"), short titles included."""
    grammar = scene.grammar
    found: set[str] = set()
    for span in entity.roles:
        for index in grammar.tokens(span):
            entry = role_noun(scene.lexicon, grammar, index)
            if entry is not None and entry.kind == "person":
                found.add(entry.noun)
            elif is_title(grammar.words[index]) and grammar.words[index].endswith("."):
                found.add(TITLE_NOUNS.get(grammar.lower[index].rstrip("."), "official"))
    if not entity.named:
        found.update(
            singular(word) for word in name_tokens(entity.name) if singular(word) in scene.lexicon.roles
        )
    return found


TITLE_NOUNS = {"sen": "senator", "rep": "congressman", "gov": "governor", "gen": "general", "sgt": "sergeant", "lt": "lieutenant",
               "col": "colonel", "capt": "captain", "maj": "major", "adm": "admiral", "pres": "president", "det": "detective"}  # fmt: skip
