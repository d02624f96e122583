"""What the nouns of descriptions stand for: somebody at all, and whom of those who are known."""

from sayso.annotate.naming.mention_roles import INDEFINITE_PEOPLE, role_noun, singular
from sayso.annotate.naming.names import is_title, name_tokens
from sayso.annotate.speaking.scene import Scene
from sayso.records import Entity

KINDS_OF_BODY = {
    "group": {"group", "organization"},
    "organization": {"organization", "group"},
    "government": {"government"},
    "outlet": {"outlet"},
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
    "grant", "warrant", "covenant", "encounter", "transfer", "header", "marker", "folder", "reminder", "disclaimer", "filter",
})  # fmt: skip
"""Words with such an ending that are no people."""


def is_somebody(scene: Scene, head: int) -> bool:
    """Whether a noun is one for people: of the lexicon, a word for some of them, or one that looks so ("dancers")."""
    word = scene.grammar.lower[head]
    noun = singular(word)
    return (
        role_noun(scene.lexicon, scene.grammar, head) is not None
        or word in SOME
        or noun in SOME
        or (len(noun) > 5 and noun.endswith(PEOPLE_ENDINGS) and noun not in THINGS)
    )


def fits(scene: Scene, entity: Entity, noun: str) -> int:
    """How a known entity agrees with a noun: 2 the same noun, 1 a noun that covers it, 0 nothing known, -1 not."""
    entry = scene.lexicon.roles[noun]
    if entry.kind != "person":
        if entity.type not in KINDS_OF_BODY.get(entry.kind, set()):
            return -1
        if noun in entity.name.lower().split():
            return 2
        return 1 if noun in ANY_BODY else -1
    if entity.type not in {"person", "unnamed"} or scene.plural.get(entity.id, False):
        return -1
    gender = scene.gender.get(entity.id, "")
    if entry.gender and gender and entry.gender != gender:
        return -1
    nouns = role_nouns(scene, entity)
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
